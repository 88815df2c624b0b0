//! What the layers of a scenario say, upper over lower, each value with its place.

use crate::levers::Levers;
use crate::scenario::check::CheckedLeaf;
use crate::scenario::clashes::Clashes;
use crate::scenario::span::Span;
use crate::settings::{SettingsTree, Value};
use crate::world::agents::residents::own_groups::OwnGroupSetup;
use crate::world::blueprint::Bidder;
use crate::world::when::condition::Condition;
use crate::world::when::rule::{LeverSetting, PolicyRule};
use std::collections::BTreeMap;

/// What the layers say, upper over lower, with places.
#[derive(Default)]
pub(crate) struct Said {
    /// What two layers set differently.
    pub(crate) clashes: Clashes,
    pub(crate) weeks: Option<(i64, Span)>,
    /// The horizon was cut by `--weeks` when this text was written out: what is dated later is no fault.
    pub(crate) shortened: bool,
    /// Full path → leaf and identity of the file that says it.
    pub(crate) leaves: BTreeMap<String, (CheckedLeaf, Option<String>)>,
    /// (week, path) → leaf.
    pub(crate) schedule: BTreeMap<(i64, String), CheckedLeaf>,
    /// Rules that react, in the order in which they are said, lower layers first.
    pub(crate) rules: Vec<SaidRule>,
    /// Bodies that may bid, in the order of their names.
    pub(crate) bidders: Vec<OneBidder>,
    /// Groups of residents, in the order of their names.
    pub(crate) groups: Vec<OneGroup>,
    pub(crate) communities: Option<(Span, Vec<OneCommunity>)>,
}

/// An entry of `[[when]]`, as far as nothing is wrong with it.
#[derive(Default)]
pub(crate) struct SaidRule {
    pub(crate) condition: Option<(Condition, Span)>,
    pub(crate) once: Option<(bool, Span)>,
    pub(crate) until: Option<(Condition, Span)>,
    pub(crate) leaves: Vec<CheckedLeaf>,
}

impl SaidRule {
    /// The rule, where it has a condition.
    pub(crate) fn rule(&self) -> Option<PolicyRule> {
        let (condition, _) = self.condition.clone()?;
        let levers = self.leaves.iter();
        let levers = levers.map(|leaf| LeverSetting { path: leaf.path.clone(), value: leaf.value.clone() });
        let levers = levers.collect();
        let once = self.once.as_ref().is_some_and(|(once, _)| *once);
        Some(PolicyRule { condition, once, until: self.until.clone().map(|(until, _)| until), levers })
    }

    /// The levers that it makes of others.
    pub(crate) fn over(&self, levers: &Levers) -> Levers {
        let mut levers = levers.clone();
        for leaf in &self.leaves {
            levers.set(&leaf.path, &leaf.value);
        }
        levers
    }

    /// Everything that it says, each with a name and its place.
    pub(crate) fn origins(&self) -> Vec<(String, (Value, String))> {
        let text =
            |(condition, place): &(Condition, Span)| (Value::Text(condition.text.clone()), place.words());
        let condition = self.condition.iter().map(|said| ("if".into(), text(said)));
        let until = self.until.iter().map(|said| ("until".into(), text(said)));
        let once = self.once.iter().map(|(once, place)| ("once".into(), (Value::Flag(*once), place.words())));
        let levers = self.leaves.iter();
        let levers = levers.map(|leaf| (leaf.path.clone(), (leaf.value.clone(), leaf.place.words())));
        condition.chain(until).chain(once).chain(levers).collect()
    }
}

/// An entry of `[[communities]]`.
pub(crate) struct OneCommunity {
    pub(crate) name: String,
    pub(crate) place: Span,
    pub(crate) leaves: Vec<CheckedLeaf>,
}

/// An entry of `[[bidders]]`.
pub(crate) struct OneBidder {
    pub(crate) bidder: Bidder,
    /// What it says of its kind.
    pub(crate) kind: CheckedLeaf,
    pub(crate) leaves: Vec<CheckedLeaf>,
}

/// An entry of `[[groups]]`.
pub(crate) struct OneGroup {
    pub(crate) group: OwnGroupSetup,
    /// What it says, first its share.
    pub(crate) leaves: Vec<CheckedLeaf>,
}

impl OneGroup {
    /// Everything that it says, each with a name and its place.
    pub(crate) fn origins(&self) -> impl Iterator<Item = (String, (Value, String))> {
        self.leaves.iter().map(|leaf| {
            let name = leaf.path.rsplit('.').next().unwrap_or_default();
            (format!("groups.{}.{name}", self.group.name.name()), (leaf.value.clone(), leaf.place.words()))
        })
    }
}

impl OneBidder {
    /// Everything that it says, each with a name and its place.
    pub(crate) fn origins(&self) -> impl Iterator<Item = (String, (Value, String))> {
        std::iter::once(&self.kind).chain(&self.leaves).map(|leaf| {
            let name = leaf.path.rsplit('.').next().unwrap_or_default();
            (format!("bidders.{}.{name}", self.bidder.name), (leaf.value.clone(), leaf.place.words()))
        })
    }
}
