//! What the agents hand each other. No agent knows another; they know these.

use crate::random::uniform;
use crate::units::{Fen, Week};
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

impl Actor {
    /// Everybody who acts.
    pub const ALL: [Actor; 6] =
        [Actor::Organization, Actor::Agency, Actor::Committee, Actor::Union, Actor::Partners, Actor::Home];
}

/// What a matter before the union and the council is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MatterKind {
    /// Opening hours.
    Hours,
    /// The programme.
    Programme,
    /// Money from the union.
    Money,
    /// Rules of the organization.
    Rules,
    /// Making the home known.
    Outreach,
}

impl MatterKind {
    /// Each of them, in the order in which a draw picks one.
    pub const ALL: [MatterKind; 5] = [
        MatterKind::Hours,
        MatterKind::Programme,
        MatterKind::Money,
        MatterKind::Rules,
        MatterKind::Outreach,
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
    /// Residents.
    Residents,
}

impl Body {
    /// All five, in the order of their weights.
    pub const ALL: [Body; 5] =
        [Body::Union, Body::Agency, Body::Committee, Body::Organization, Body::Residents];

    /// Who acts for it: residents speak in the union's council.
    pub fn actor(self) -> Actor {
        match self {
            Body::Union | Body::Residents => Actor::Union,
            Body::Agency => Actor::Agency,
            Body::Committee => Actor::Committee,
            Body::Organization => Actor::Organization,
        }
    }
}

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
    ($( $(#[$about:meta])+ $Kind:ident = $name:literal { $( $(#[$doc:meta])+ $field:ident: $ty:ty ),* } )+) => {
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
    /// The rating changes the grant of the year.
    Grant = "grant" {
        /// Points awarded, 0–100.
        score: f64,
        /// Rating, 5 (best) to 1.
        tier: f64,
        /// Change of the grant, percent.
        percent: f64
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
        about: MatterKind,
        /// Whether it was adopted.
        adopted: bool
    }
    /// An adopted matter is carried out.
    CarriedOut = "carried-out" {
        /// What it is about.
        about: MatterKind
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
}

/// What one community's residents meet in one week: everything that the institutions hand to them.
///
/// The resident week reads nothing else of the institutions, so recorded offers replay a community without
/// them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// A social organization runs the home this week.
    pub operator: bool,
    /// The week of the handover: users of last week are marked as stayers.
    pub handover: bool,
    /// Open hours by slot (weekday daytime, evening, weekend).
    pub hours: [f64; 3],
    /// Seats that may be used.
    pub seats: f64,
    /// Quality of service 0–1.
    pub quality: f64,
    /// Quality of events 0–1.
    pub event_quality: f64,
    /// Social-service concept, logit of intention.
    pub concept: f64,
    /// Novelty, logit.
    pub novelty: f64,
    /// Season and common shock, logit.
    pub calendar: f64,
    /// What carried-out matters of the programme add, logit.
    pub programme_fit: f64,
    /// Crowding met by slot, logit to subtract.
    pub crowding: [f64; 3],
    /// Logit taken from non-members when the union decides nearly alone.
    pub closed_to_others: f64,
    /// Posted fee, yuan.
    pub fee: f64,
    /// Utility of the prize, logit; 0 without a campaign.
    pub prize: f64,
    /// Most visits of a week that earn a prize; 0 without a campaign.
    pub prize_cap: u8,
    /// Shares of the six services in the programme.
    pub mix: [f64; 6],
    /// The shares have changed since last week.
    pub new_programme: bool,
    /// Events by service and slot.
    pub events: [[u16; 3]; 6],
    /// Share of the events that a resident hears of: an event is announced to the ten thousand residents
    /// around it.
    pub announced: f64,
    /// Places at an event.
    pub event_places: f64,
    /// Weekly probability to hear of the home by signs and passing by.
    pub hear_signs: f64,
    /// … by brand work.
    pub hear_brand: f64,
    /// … by referral of the committee.
    pub hear_referral: f64,
    /// … by referral at the workplace, union members only.
    pub hear_workplace: f64,
    /// … by being told in person (seeding); for central residents only when `seed_central`.
    pub hear_seeding: f64,
    /// Seeds go to the best-connected residents.
    pub seed_central: bool,
    /// … from one tie who uses it.
    pub word: f64,
    /// Brand stock 0–1.
    pub brand: f64,
    /// How visible the non-profit status is 0–1.
    pub visible: f64,
    /// Weekly probability that a user who does not volunteer is asked by staff.
    pub ask: f64,
    /// Volunteers may step forward and ask their friends.
    pub volunteering: bool,
    /// How far offered volunteer hours fall short of those wanted, 0–1.
    pub overload: f64,
    /// Volunteers' and residents' voice 0–1.
    pub voice: f64,
    /// Hours of volunteers that the home can use.
    pub hours_wanted: f64,
    /// The monthly meeting on public affairs is held.
    pub meeting: bool,
    /// Share of residents' proposals carried out over the last 52 weeks; `None` when none was made.
    pub carried_share: Option<f64>,
}

/// A wish for a seat, or for a place at an event.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeatWish {
    /// Who.
    pub resident: u32,
    /// Lottery ticket: the lowest are admitted.
    pub ticket: u32,
    /// Slot of the week.
    pub slot: u8,
    /// Quarter of the slot.
    pub quarter: u8,
    /// The neighbouring quarter it would take instead; the same as `quarter` when it would not.
    pub second: u8,
    /// Service of the event, or [`DROP_IN`].
    pub service: u8,
    /// Made for a prize.
    pub for_prize: bool,
    /// Set by the home.
    pub admitted: bool,
}

/// `SeatWish::service` of a visit that is no event.
pub(crate) const DROP_IN: u8 = u8::MAX;

/// All wishes of a community's week, in the order of residents.
pub trait WishList {
    /// Call `f` for each wish in order.
    fn each(&mut self, f: impl FnMut(&mut SeatWish));
}

/// The quarter of a slot that a visitor prefers (`demand`: cumulated shares of the first three), and the neighbour it would take instead with probability one
/// half.
#[inline]
pub(crate) fn quarters(demand: &[f32; 3], which: u32, instead: u32) -> (u8, u8) {
    let u = uniform(which);
    let quarter = demand.iter().filter(|edge| u >= **edge).count() as u8;
    let second = match instead & 3 {
        0 if quarter == 0 => 1,
        0 => quarter - 1,
        1 if quarter == 3 => 2,
        1 => quarter + 1,
        _ => quarter,
    };
    (quarter, second)
}
