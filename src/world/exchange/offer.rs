//! What one community's residents meet in one week.

use serde::{Deserialize, Serialize};

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
    /// Hours by slot of a reference week: what the norm asks for, spread as usual.
    pub reference_hours: [f64; 3],
    /// Social-service concept of a reference week, logit of intention: the usual one, with full skill.
    pub reference_concept: f64,
    /// Seats that may be used.
    pub seats: f64,
    /// Quality of service 0–1.
    pub quality: f64,
    /// Quality of events 0–1.
    pub event_quality: f64,
    /// Social-service concept, logit of intention.
    pub concept: f64,
    /// Odds of going to another space instead; 0 where there is none.
    pub rival: f64,
    /// Novelty, logit.
    pub novelty: f64,
    /// Season and common shock, logit.
    pub calendar: f64,
    /// What reception adds to the appeal of the programme, logit.
    pub programme_fit: f64,
    /// What carried-out matters of the programme add or take by group, logit.
    pub group_fit: [f64; 4],
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
    /// How far those who know of the home know its status, 0–1: what a tie who knows of it can tell.
    pub status_known: f64,
    /// Weekly probability that a user who does not volunteer is asked by staff.
    pub ask: f64,
    /// Volunteers may step forward and ask their friends.
    pub volunteering: bool,
    /// How far offered volunteer hours fall short of those wanted, 0–1.
    pub overload: f64,
    /// How far volunteers are worn out by frequency class, 0–1 (class 0 does not volunteer).
    pub worn: [f64; 6],
    /// How far volunteers are guided, 0–1.
    pub guided: f64,
    /// Volunteers' and residents' voice 0–1.
    pub voice: f64,
    /// Hours of volunteers that the home can use.
    pub hours_wanted: f64,
    /// The monthly meeting on public affairs is held.
    pub meeting: bool,
    /// Share of residents' proposals carried out over the last 52 weeks; `None` when none was made.
    pub carried_share: Option<f64>,
}

impl Offer {
    /// Seats in use × hours open.
    pub(crate) fn seat_hours(&self) -> f64 {
        self.seats * self.hours.iter().sum::<f64>()
    }
}
