//! Who acts, and which bodies propose and vote.

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
    /// The policy: the rules of the scenario.
    Policy,
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
            Actor::Policy => "policy",
        }
    }

    /// Everybody who acts.
    pub const ALL: [Actor; 7] = [
        Actor::Organization,
        Actor::Agency,
        Actor::Committee,
        Actor::Union,
        Actor::Partners,
        Actor::Home,
        Actor::Policy,
    ];
}

/// A body that proposes and votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Body {
    /// The Work Union.
    Union,
    /// The funding bureau.
    Agency,
    /// The community committee.
    Committee,
    /// The organization.
    Organization,
    /// Representatives of the residents.
    Residents,
    /// Firms and groups that are partners.
    SocialPower,
    /// The university.
    University,
}

/// Number of bodies.
pub(crate) const BODIES: usize = 7;

impl Body {
    /// All, in the order of their weights.
    pub const ALL: [Body; BODIES] = [
        Body::Union,
        Body::Agency,
        Body::Committee,
        Body::Organization,
        Body::Residents,
        Body::SocialPower,
        Body::University,
    ];

    /// Who acts for it: residents speak in the union's council.
    pub fn actor(self) -> Actor {
        match self {
            Body::Union | Body::Residents => Actor::Union,
            Body::Agency => Actor::Agency,
            Body::Committee => Actor::Committee,
            Body::Organization => Actor::Organization,
            Body::SocialPower | Body::University => Actor::Partners,
        }
    }
}
