//! Bodies that may bid for a contract: what kinds there are, what is typical of each, and what one remembers.

use crate::settings::{SettingType, SettingsTable, Value};
use crate::world::agents::organization::OrganizationRules;
use crate::world::agents::organization::activity::ByCapability;
use crate::world::agents::organization::beliefs::Beliefs;
use crate::{choice, settings};
use serde::{Deserialize, Serialize};

choice! {
    /// What kind of body may bid.
    pub enum BidderKind {
        /// Residents who found a group of their own.
        VolunteerGroup = "volunteer-group",
        /// A professional social-work agency.
        SocialWorkAgency = "social-work-agency",
        /// The branch of a large body.
        Branch = "branch",
        /// A commercial provider that looks non-profit.
        Commercial = "commercial",
    }
}

/// Declares a table with the traits of a body, and how they are read from it.
macro_rules! body {
    (
        $Name:ident = $path:literal, $about:literal, $source:literal:
        management $management:literal, fundraising $fundraising:literal, service $service:literal,
        routines $routines:literal, brand $brand:literal, mission $mission:literal, wages $wages:literal,
        overhead $overhead:literal, charge $charge:literal, own_means $own_means:literal,
        shows $shows:literal, cost_belief $cost_belief:literal, reputation $reputation:literal,
        most_homes $most_homes:literal, hours $hours:literal, fee $fee:literal, workers $workers:literal
    ) => {
        settings! {
            #[doc = $about]
            pub struct $Name = $path {
                /// Capability of management with which it comes.
                management: f64 = $management, in [0.0, 1.0], "index", Assumption $source;
                /// Capability of fund-raising with which it comes.
                fundraising: f64 = $fundraising, in [0.0, 1.0], "index", Assumption $source;
                /// Capability of professional service with which it comes.
                service: f64 = $service, in [0.0, 1.0], "index", Assumption $source;
                /// Routines with which it comes.
                routines: f64 = $routines, in [0.0, 1.0], "index", Assumption $source;
                /// Brand with which it comes.
                brand: f64 = $brand, in [0.0, 1.0], "index", Assumption $source;
                /// Weight of the mission in its choice of effort.
                mission: f64 = $mission, in [0.0, 1.0], "", Assumption $source;
                /// Its wages, against those of `organization`.
                wages: f64 = $wages, in [0.1, 5.0], "", Assumption $source;
                /// Its administration, against that of `organization`: a large body spreads it.
                overhead: f64 = $overhead, in [0.0, 10.0], "", Assumption $source;
                /// Part of the agreed price that goes to the body behind it, or to its owners.
                charge: f64 = $charge, in [0.0, 0.9], "share", Assumption $source;
                /// Own means with which it begins a contract, for 10,000 residents.
                own_means: f64 = $own_means, in [0.0, 1e12], "yuan", Assumption $source;
                /// How far what it does shows a non-profit status: 1 wholly, 0 not at all.
                shows: f64 = $shows, in [0.0, 1.0], "share", Assumption $source;
                /// What it first believes of the running bills, against what they come to.
                cost_belief: f64 = $cost_belief, in [0.1, 5.0], "", Assumption $source;
                /// Trust that the funding bureau has in it before it ran a home.
                reputation: f64 = $reputation, in [0.0, 1.0], "share", Assumption $source;
                /// Most homes that it runs at a time, where each has a contract of its own.
                most_homes: i64 = $most_homes, in [1, 100_000], "homes", Assumption $source;
                /// Opening hours that it likes to promise, against those that its managers usually open.
                hours: f64 = $hours, in [0.1, 4.0], "", Assumption $source;
                /// Fee that it likes to ask on top of the posted one.
                fee: f64 = $fee, in [0.0, 1_000.0], "yuan/visit", Assumption $source;
                /// Share of the programme for workers' topics (sport, skills, rights) for which it stands.
                workers: f64 = $workers, in [0.0, 1.0], "share", Assumption $source;
            }
        }
    };
}

body! {
    BidderTraits = "bidders", "A body that may bid; what an entry leaves out is typical of its kind.",
    "as `organization`, which is such an agency":
    management 0.35, fundraising 0.20, service 0.30, routines 0.15, brand 0.10, mission 0.5, wages 1.0,
    overhead 1.0, charge 0.0, own_means 30_000.0, shows 1.0, cost_belief 1.0, reputation 0.5, most_homes 4,
    hours 1.0, fee 0.0, workers 0.55
}

body! {
    VolunteerGroup = "organization.kinds.volunteer_group", "What is typical of a volunteer group.",
    "little money and skill, much mission, known in the neighbourhood; costs are taken too lightly; open \
    when somebody has time; for the young and the old; no source":
    management 0.20, fundraising 0.15, service 0.20, routines 0.05, brand 0.15, mission 0.8, wages 0.75,
    overhead 0.5, charge 0.0, own_means 5_000.0, shows 1.0, cost_belief 0.9, reputation 0.5, most_homes 1,
    hours 0.85, fee 0.0, workers 0.4
}

body! {
    SocialWorkAgency = "organization.kinds.social_work_agency",
    "What is typical of a professional social-work agency.", "as `organization`, which is such an agency":
    management 0.35, fundraising 0.20, service 0.30, routines 0.15, brand 0.10, mission 0.5, wages 1.0,
    overhead 1.0, charge 0.0, own_means 30_000.0, shows 1.0, cost_belief 1.0, reputation 0.5, most_homes 4,
    hours 1.0, fee 0.0, workers 0.55
}

body! {
    Branch = "organization.kinds.branch", "What is typical of the branch of a large body.",
    "routines and means of the body behind it, which asks for a share; no source":
    management 0.50, fundraising 0.35, service 0.35, routines 0.40, brand 0.20, mission 0.35, wages 1.1,
    overhead 0.8, charge 0.05, own_means 80_000.0, shows 0.8, cost_belief 1.0, reputation 0.6, most_homes 12,
    hours 1.05, fee 1.0, workers 0.6
}

body! {
    Commercial = "organization.kinds.commercial",
    "What is typical of a commercial provider that looks non-profit.",
    "run like a firm, whose owners ask for a tenth; residents see little of a non-profit status; open while \
    anybody pays; sport and courses sell; no source":
    management 0.50, fundraising 0.10, service 0.25, routines 0.30, brand 0.20, mission 0.1, wages 0.9,
    overhead 0.9, charge 0.10, own_means 60_000.0, shows 0.25, cost_belief 1.0, reputation 0.5, most_homes 6,
    hours 1.05, fee 3.0, workers 0.7
}

/// A body that may bid, as a scenario names it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bidder {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: BidderKind,
    /// What it says of itself, trait by trait; all else is typical of its kind.
    pub own: Vec<(String, Value)>,
}

impl Bidder {
    /// All its traits.
    pub(crate) fn traits(&self, rules: &OrganizationRules) -> BidderTraits {
        let mut traits = BidderTraits::default();
        for field in BidderTraits::FACTS.fields {
            if let Some(value) = typical(rules, self.kind, field.name) {
                traits.set(field.name, &value);
            }
        }
        for (name, value) in &self.own {
            traits.set(name, value);
        }
        traits
    }
}

/// A trait that is typical of a kind.
fn typical(rules: &OrganizationRules, kind: BidderKind, name: &str) -> Option<Value> {
    match kind {
        BidderKind::VolunteerGroup => rules.volunteer_group.get(name),
        BidderKind::SocialWorkAgency => rules.social_work_agency.get(name),
        BidderKind::Branch => rules.branch.get(name),
        BidderKind::Commercial => rules.commercial.get(name),
    }
}

impl BidderKind {
    /// As a scenario names it.
    pub(crate) fn word(self) -> String {
        match self.write() {
            Value::Text(word) => word,
            _ => String::new(),
        }
    }
}

settings! {
    /// How bodies bid, and what they remember.
    pub struct Bidding = "organization.bidding" {
        /// Standard deviation of the error in a bidder's estimate of running bills, of their logarithm,
        /// before it ran a home; a year of its own books counts as another estimate.
        cost_error: f64 = 0.15, in [0.0, 1.0], "log", Assumption "a seventh either way; no source";
        /// Part of what it believes wrongly of running bills that a year of its own books takes away.
        cost_learning: f64 = 0.5, in [0.0, 1.0], "per year", Assumption "books tell; half a year late";
        /// Power of wages in the hazard of leaving: where wages are lower, people leave for better ones.
        wage_leaving: f64 = 1.5, in [0.0, 10.0], "",
            Assumption "separations fall with wages, with elasticities around one to three; no source here";
        /// Trust of the bureau that a body loses for each share of promised posts that it does not keep.
        promise_broken: f64 = 0.5, in [0.0, 1.0], "share", Assumption "no source";
        /// Trust of the bureau and of the union that a body loses for each share of promised opening hours
        /// that it does not keep.
        hours_broken: f64 = 0.5, in [0.0, 1.0], "share", Assumption "as `promise_broken`; no source";
        /// Part of the bureau's and the union's trust that a body which gave up keeps.
        wound_up: f64 = 0.3, in [0.0, 1.0], "share", Assumption "who left debts is hardly asked again";
        /// The bureau's power in bargaining: its part of what both can gain.
        power: f64 = 0.5, in [0.0, 1.0], "share", Assumption "both alike: the symmetric solution (Nash 1950)";
        /// What looking for another body costs the bureau, as a share of the grant.
        switching: f64 = 0.05, in [0.0, 1.0], "share of grant",
            Assumption "a tender, and weeks without a body; no source";
    }
}

/// What a body is, and remembers, while another runs the home.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Candidate {
    /// Its traits.
    pub traits: BidderTraits,
    /// The word by which it draws.
    pub word: u32,
    /// Trust of the funding bureau in it.
    pub reputation: f64,
    /// Trust of the union in it.
    pub union_trust: f64,
    /// What it believes of running bills, against what they come to.
    pub cost_belief: f64,
    /// Years for which it ran the home.
    pub years: f64,
    /// Homes that it runs.
    pub homes: u32,
    /// What it can do and how far it trusts the government.
    pub skills: Skills,
    /// What it learned that activities bring, where it learns.
    pub beliefs: Option<Beliefs>,
    /// Points awarded to it last; `None` before.
    pub rated: Option<f64>,
}

/// What a body takes with it when it goes, and brings when it comes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Skills {
    /// Management, fund-raising, professional service, 0–1.
    pub capability: ByCapability,
    /// Routines 0–1.
    pub routines: f64,
    /// Trust in the government.
    pub trust: f64,
    /// Fear of who was found inflating.
    pub caught: f64,
}

impl Candidate {
    /// Before it ran a home.
    pub(crate) fn new(traits: BidderTraits, word: u32, trust: f64, union_trust: f64) -> Candidate {
        let t = &traits;
        let skills = Skills {
            capability: ByCapability([t.management, t.fundraising, t.service]),
            routines: t.routines,
            trust,
            caught: 0.0,
        };
        let (reputation, cost_belief) = (t.reputation, t.cost_belief);
        Candidate {
            reputation,
            union_trust,
            cost_belief,
            years: 0.0,
            homes: 0,
            skills,
            beliefs: None,
            rated: None,
            word,
            traits,
        }
    }

    /// A year of its own books: it believes less wrongly what running a home costs.
    pub(crate) fn closes_a_year(&mut self, rules: &Bidding) {
        self.cost_belief += rules.cost_learning * (1.0 - self.cost_belief);
        self.years += 1.0;
    }
}
