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
    /// Share of residents' proposals carried out over the last 52 weeks; negative when none was made.
    pub carried_share: f64,
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
pub const DROP_IN: u8 = u8::MAX;

/// All wishes of a community's week, in the order of residents.
pub trait WishList {
    /// Call `f` for each wish in order.
    fn each(&mut self, f: impl FnMut(&mut SeatWish));
}
