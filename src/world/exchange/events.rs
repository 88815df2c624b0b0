//! What happened in the institutions, with its numbers.

use crate::units::{Fen, Week};
use crate::world::exchange::actors::{Actor, Body};
use crate::world::exchange::matter::Subject;
use crate::world::exchange::promise::ToldPromise;
use crate::world::when::comparison::Seen;
use serde::{Deserialize, Serialize};

/// What an audit of the reports brought to light.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Audit {
    /// None was made.
    NotMade,
    /// It found nothing.
    Clean,
    /// It found inflated reports.
    Inflated,
}

macro_rules! events {
    ($(
        $(#[$about:meta])+
        $Kind:ident = $name:literal { $( $(#[$doc:meta])+ $field:ident: $ty:ty ),* }
    )+) => {
        /// What happened, with its numbers. The sentence is worded where it is read (`report`).
        #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
        pub enum EventKind { $( $(#[$about])+ $Kind { $( $(#[$doc])+ $field: $ty ),* }, )+ }

        /// The kind of an event without its numbers: what is counted.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum EventName { $( $(#[$about])+ $Kind, )+ }

        impl EventKind {
            /// Its kind.
            pub fn name(&self) -> EventName {
                match self { $( EventKind::$Kind { .. } => EventName::$Kind, )+ }
            }
        }

        impl EventName {
            /// All kinds.
            pub const ALL: &[EventName] = &[$( EventName::$Kind ),+];

            /// The name in files.
            pub fn name(self) -> &'static str {
                match self { $( EventName::$Kind => $name, )+ }
            }
        }
    };
}

events! {
    /// An organization takes over the home.
    Handover = "handover" {
        /// 1 for the first operator, 2 for its successor, …
        operator: u32,
        /// People with whom it comes.
        people: u32
    }
    /// The government takes the home back.
    TakenBack = "taken-back" {}
    /// The contract is renewed.
    Renewed = "renewed" {
        /// Points awarded last, 0–100; `None` when it was not rated yet.
        score: Option<f64>,
        /// Points that the assessment asks for, 0–100.
        threshold: f64,
        /// Support for renewal, 0–1.
        support: f64,
        /// Length of the new contract.
        weeks: Week
    }
    /// The contract is not renewed.
    NotRenewed = "not-renewed" {
        /// Points awarded last, 0–100; `None` when it was not rated yet.
        score: Option<f64>,
        /// Points that the assessment asks for, 0–100.
        threshold: f64,
        /// Support for renewal, 0–1.
        support: f64
    }
    /// Rating and reported use change the grant of the year.
    Grant = "grant" {
        /// Points awarded, 0–100.
        score: f64,
        /// Rating, 5 (best) to 1.
        tier: f64,
        /// Change of the grant by the rating, percent.
        percent: f64,
        /// Change of the grant by the use that was reported, percent.
        by_use: f64
    }
    /// Need and trust change the grant of the year.
    GrantWeighed = "grant-weighed" {
        /// Change of the grant by unmet need, percent.
        need: f64,
        /// Change of the grant by the bureau's trust, percent.
        trust: f64
    }
    /// An instalment of the grant will come late.
    LatePayment = "late-payment" {
        /// How much.
        amount: Fen,
        /// How many weeks late.
        lag: i64
    }
    /// The yearly assessment.
    Rated = "rated" {
        /// Points awarded, 0–100.
        score: f64,
        /// Rating, 5 (best) to 1.
        tier: f64,
        /// The audit.
        audit: Audit
    }
    /// A matter is put to the vote.
    Matter = "matter" {
        /// Who proposed it.
        proposer: Body,
        /// What it is about.
        about: Subject,
        /// Whether it was adopted.
        adopted: bool,
        /// Weight of those who support it, 0–1: more than one half adopts it.
        support: f64
    }
    /// An adopted matter is carried out.
    CarriedOut = "carried-out" {
        /// What it is about.
        about: Subject
    }
    /// People leave the organization.
    StaffLeft = "staff-left" {
        /// How many.
        left: u32,
        /// Of how many posts.
        posts: u32,
        /// Mean capability afterwards, 0–1.
        capability: f64
    }
    /// Wages begin to be late.
    LateWages = "late-wages" {
        /// What cannot be paid.
        owed: Fen
    }
    /// Posts are cut, or added, to what the budget pays for.
    Posts = "posts" {
        /// Full-time equivalents planned before.
        before: f64,
        /// Full-time equivalents planned now.
        after: f64,
        /// Full-time equivalents that the levers wish for.
        wished: f64
    }
    /// The bureau answers to an organization that asks for more.
    MoreAsked = "more-asked" {
        /// Grant of a year that was asked for on top.
        asked: Fen,
        /// Grant of a year that is added.
        added: Fen
    }
    /// Nobody bids: the budget does not pay for enough hands.
    NoBid = "no-bid" {
        /// Part of the wished posts that the budget pays for, 0–1.
        affordable: f64,
        /// Part below which nobody bids, 0–1.
        least: f64
    }
    /// A body bids for the contract.
    Bid = "bid" {
        /// Which, counted from 1 in the order of names.
        bidder: u32,
        /// Grant of a year that it asks for.
        price: Fen,
        /// Full-time equivalents that it promises.
        posts: f64,
        /// Points of bureau and union together.
        score: f64
    }
    /// A tender is decided.
    Awarded = "awarded" {
        /// Who won, counted from 1 in the order of names.
        bidder: u32,
        /// How many bid.
        bidders: u32,
        /// Points of the winner.
        score: f64,
        /// Points of the next best; `None` without another bid.
        second: Option<f64>
    }
    /// A bid promises more than a price and posts, or what it promised binds.
    Promised = "promised" {
        /// What, and whose.
        promise: ToldPromise
    }
    /// The price of a contract that is renewed is bargained.
    Bargained = "bargained" {
        /// Grant of a year below which the organization would walk away.
        least: Fen,
        /// Grant of a year above which the bureau would.
        most: Fen,
        /// What they agree on.
        price: Fen
    }
    /// A body runs another number of homes.
    Homes = "homes" {
        /// Which, counted from 1 in the order of names.
        bidder: u32,
        /// How many it runs now.
        homes: u32
    }
    /// A home of a body helps another of the same body that owes wages or bills.
    Helped = "helped" {
        /// The home that helps, counted from 1.
        home: u32,
        /// How much.
        amount: Fen
    }
    /// A body hires somebody away from another.
    HiredAway = "hired-away" {
        /// The home that is left, counted from 1.
        home: u32,
        /// Logarithm by which pay is better; wages owed count.
        better: f64,
        /// What is paid for coming.
        premium: Fen
    }
    /// An organization does not ask for its contract to be renewed.
    Withdrawn = "withdrawn" {
        /// Part of the wished posts that the budget pays for, 0–1.
        affordable: f64,
        /// Part below which nobody goes on, 0–1.
        least: f64
    }
    /// An organization gives up: it owes more than anybody bears.
    WoundUp = "wound-up" {
        /// Wages and bills that it owes.
        owed: Fen,
        /// Weeks of fixed bills that this is.
        weeks: f64
    }
    /// A surplus of public money goes back to the bureau.
    Clawback = "clawback" {
        /// How much.
        amount: Fen
    }
    /// Partners end their tie.
    PartnerLeft = "partner-left" {
        /// How many.
        left: u32,
        /// Of how many.
        before: u32
    }
    /// A partner ties itself to the organization.
    PartnerJoined = "partner-joined" {
        /// Partners in all.
        partners: u32
    }
    /// A rule of the scenario comes into force.
    RuleBegins = "rule-begins" {
        /// Which, counted from 1 in the order of the scenario.
        number: u32,
        /// The comparison that decided; `None` where none has two sides that exist.
        seen: Option<Seen>
    }
    /// A rule of the scenario ends.
    RuleEnds = "rule-ends" {
        /// Which, counted from 1 in the order of the scenario.
        number: u32,
        /// The comparison that decided; `None` where none has two sides that exist.
        seen: Option<Seen>
    }
}

/// An institutional event: what was decided, and why.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub week: Week,
    /// Which community; `None` when it concerns the whole county.
    pub community: Option<u32>,
    /// Who.
    pub actor: Actor,
    /// What.
    pub kind: EventKind,
}

impl Event {
    /// An event that concerns the whole county.
    pub fn of_county(week: Week, actor: Actor, kind: EventKind) -> Event {
        Event { week, community: None, actor, kind }
    }

    /// An event that concerns one community.
    pub(crate) fn of_community(week: Week, community: u32, actor: Actor, kind: EventKind) -> Event {
        Event { week, community: Some(community), actor, kind }
    }
}
