//! What the agents hand each other. No agent knows another; they know these.

use crate::units::Week;
use serde::{Deserialize, Serialize};

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Actor {
    /// The social organization.
    Organization,
    /// The funding bureau.
    Agency,
    /// The community committee.
    Committee,
    /// The Work Union.
    Union,
    /// Partners: university, firms, groups.
    Partners,
    /// The home itself.
    Home,
}

impl Actor {
    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Actor::Organization => "organization",
            Actor::Agency => "agency",
            Actor::Committee => "committee",
            Actor::Union => "union",
            Actor::Partners => "partners",
            Actor::Home => "home",
        }
    }
}

/// An institutional event in words: what was decided, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub week: Week,
    /// Which community; `None` when it concerns the whole county.
    pub community: Option<u32>,
    /// Who.
    pub actor: Actor,
    /// One word for the kind, for example `rated`, `renewed`, `late-payment`.
    pub kind: String,
    /// One sentence.
    pub words: String,
}
