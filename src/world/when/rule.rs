//! A rule and what it remembers: whether it is in force, and since when.

use crate::levers::Levers;
use crate::settings::{SettingsTree, Value};
use crate::units::Week;
use crate::world::exchange::{Actor, Event, EventKind};
use crate::world::record::Record;
use crate::world::record::named::NamedMeasure;
use crate::world::when::comparison::{RuleSubject, Seen};
use crate::world::when::condition::Condition;
use crate::world::when::sight::{Past, Sight, keep};
use serde::{Deserialize, Serialize};

/// Weeks that lie at least between two steps of a rule: a quarter.
pub(crate) const BETWEEN_STEPS: Week = 13;

/// A rule that reacts: an entry of `[[when]]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PolicyRule {
    /// It comes into force in the week after one in which this holds.
    pub(crate) condition: Condition,
    /// It comes into force one time only.
    pub(crate) once: bool,
    /// It ends in the week after one in which this holds; never where there is none.
    pub(crate) until: Option<Condition>,
    /// Levers that it sets while it is in force.
    pub(crate) levers: Vec<LeverSetting>,
}

/// A lever and its value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct LeverSetting {
    /// Its full path.
    pub(crate) path: String,
    /// Its value.
    #[serde(with = "SavedValue")]
    pub(crate) value: Value,
}

/// A value with its kind, so that formats which do not describe themselves can save it too.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Value")]
enum SavedValue {
    Flag(bool),
    Integer(i64),
    Real(f64),
    Text(String),
}

impl PolicyRule {
    /// Set its levers.
    pub(crate) fn set(&self, levers: &mut Levers) {
        for lever in &self.levers {
            levers.set(&lever.path, &lever.value);
        }
    }

    /// The first week in which it may be in force; `None` where it never is.
    pub(crate) fn earliest(&self) -> Option<Week> {
        self.condition.earliest().map(|seen| seen.saturating_add(1))
    }

    /// Its conditions.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = &Condition> {
        std::iter::once(&self.condition).chain(&self.until)
    }
}

/// What is remembered of one rule.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct RuleState {
    /// Whether it is in force.
    in_force: bool,
    /// The last week in which it came into force or ended.
    stepped: Option<Week>,
    /// Weeks on end in which the parts with `for` have held, of both conditions.
    held: [Vec<Week>; 2],
}

impl RuleState {
    /// One week. Where the rule comes into force or ends: by which comparison.
    fn step(&mut self, rule: &PolicyRule, week: Week, sight: &Sight) -> Option<Option<Seen>> {
        // Both are asked in every week, since they count weeks.
        let [begin, end] = &mut self.held;
        let (begins, why_begins) = rule.condition.holds(sight, begin);
        let (ends, why_ends) = rule.until.as_ref().map_or((false, None), |until| until.holds(sight, end));
        let spent = rule.once && self.stepped.is_some();
        let (steps, why) = if self.in_force { (ends, why_ends) } else { (begins && !spent, why_begins) };
        let rested = self.stepped.is_none_or(|last| week - last >= BETWEEN_STEPS);
        (steps && rested).then(|| {
            self.in_force = !self.in_force;
            self.stepped = Some(week);
            why
        })
    }
}

/// What rules average: each measure once, over the longest of its stretches.
fn averages(rules: &[PolicyRule]) -> Vec<(NamedMeasure, Week)> {
    let mut longest: Vec<(NamedMeasure, Week)> = Vec::new();
    for subject in rules.iter().flat_map(PolicyRule::conditions).flat_map(Condition::averages) {
        let RuleSubject::Mean(measure, weeks) = subject else { continue };
        match longest.iter_mut().find(|(known, _)| *known == measure) {
            Some((_, most)) => *most = weeks.max(*most),
            None => longest.push((measure, weeks)),
        }
    }
    longest
}

/// What is remembered of all rules; empty where there are none, and before week 1.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct PolicyState {
    rules: Vec<RuleState>,
    past: Vec<Past>,
}

impl PolicyState {
    /// Look at the records of the week before `week`, once in each week: rules come into force and end. What
    /// they did is told.
    pub(crate) fn react(
        &mut self,
        rules: &[PolicyRule],
        week: Week,
        records: &[&Record],
        events: &mut Vec<Event>,
    ) {
        self.rules.resize(rules.len(), RuleState::default());
        keep(&mut self.past, &averages(rules), records);
        let sight = Sight { week: week - 1, records, past: &self.past };
        for (number, (rule, state)) in (1..).zip(rules.iter().zip(&mut self.rules)) {
            events.extend(state.step(rule, week, &sight).map(|seen| {
                let kind = if state.in_force {
                    EventKind::RuleBegins { number, seen }
                } else {
                    EventKind::RuleEnds { number, seen }
                };
                Event::of_county(week, Actor::Policy, kind)
            }));
        }
    }

    /// Set the levers of the rules in force, the later over the earlier.
    pub(crate) fn set(&self, rules: &[PolicyRule], levers: &mut Levers) {
        let states = rules.iter().zip(&self.rules);
        states.filter(|(_, state)| state.in_force).for_each(|(rule, _)| rule.set(levers));
    }
}
