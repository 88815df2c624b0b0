//! What the layers of a scenario say, upper over lower, each value with its place.

use crate::scenario::check::CheckedLeaf;
use crate::scenario::span::Span;
use std::collections::BTreeMap;

/// What the layers say, upper over lower, with places.
#[derive(Default)]
pub(crate) struct Said {
    pub(crate) title: Option<String>,
    pub(crate) summary: String,
    pub(crate) weeks: Option<(i64, Span)>,
    /// The horizon was cut by `--weeks` when this text was written out: what is dated later is no fault.
    pub(crate) shortened: bool,
    /// Full path → leaf and identity of the file that says it.
    pub(crate) leaves: BTreeMap<String, (CheckedLeaf, Option<String>)>,
    /// (week, path) → leaf.
    pub(crate) schedule: BTreeMap<(i64, String), CheckedLeaf>,
    pub(crate) communities: Option<(Span, Vec<OneCommunity>)>,
}

/// An entry of `[[communities]]`.
pub(crate) struct OneCommunity {
    pub(crate) name: String,
    pub(crate) place: Span,
    pub(crate) leaves: Vec<CheckedLeaf>,
}
