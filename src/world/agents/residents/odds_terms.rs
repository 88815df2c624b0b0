//! What goes into the odds of one resident to drop in this week, term by term: the logarithms that the choice
//! adds up. By the terms of the week's own choice, read after the first pass and before the second: never
//! written.

use crate::world::agents::residents::block::{bit, kind};
use crate::world::agents::residents::choice::PersonalUtility;
use crate::world::agents::residents::obstacle::WeekOdds;
use crate::world::agents::residents::week::Residents;
use crate::world::agents::residents::wishes::{class_of, personal_utility};
use serde::Serialize;

/// What adds to the odds to come, or takes from them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum OddsTerm {
    /// The same for everybody and always.
    Common = 0,
    /// The service concept of whoever runs the home.
    Concept,
    /// Season and holidays.
    Season,
    /// Something new.
    Novelty,
    /// What is offered, beside what the resident and its group like.
    Programme,
    /// Open hours in which its group is free, in the slot that fits best.
    Hours,
    /// The union keeps the home for its members.
    Members,
    /// Another space nearby.
    Rival,
    /// Goes out more than the mean resident, or less.
    Inclination,
    /// Lives away from it.
    Distance,
    /// The quality that it expects.
    Expectation,
    /// Was there in the last weeks.
    Habit,
    /// A fee.
    Fee,
    /// A price imagined by somebody who takes it for a business.
    ImaginedPrice,
    /// Share of its ties who came last week.
    Norm,
    /// A crowd was met.
    Crowd,
    /// A prize of a campaign.
    Prize,
}

/// How many terms there are.
pub(crate) const TERMS: usize = 17;

impl OddsTerm {
    /// All, in the order of their numbers.
    pub(crate) const ALL: [OddsTerm; TERMS] = [
        OddsTerm::Common,
        OddsTerm::Concept,
        OddsTerm::Season,
        OddsTerm::Novelty,
        OddsTerm::Programme,
        OddsTerm::Hours,
        OddsTerm::Members,
        OddsTerm::Rival,
        OddsTerm::Inclination,
        OddsTerm::Distance,
        OddsTerm::Expectation,
        OddsTerm::Habit,
        OddsTerm::Fee,
        OddsTerm::ImaginedPrice,
        OddsTerm::Norm,
        OddsTerm::Crowd,
        OddsTerm::Prize,
    ];

    /// The name under which a page says it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            OddsTerm::Common => "common",
            OddsTerm::Concept => "concept",
            OddsTerm::Season => "season",
            OddsTerm::Novelty => "novelty",
            OddsTerm::Programme => "programme",
            OddsTerm::Hours => "hours",
            OddsTerm::Members => "members-only",
            OddsTerm::Rival => "other-space",
            OddsTerm::Inclination => "inclination",
            OddsTerm::Distance => "distance",
            OddsTerm::Expectation => "expectation",
            OddsTerm::Habit => "habit",
            OddsTerm::Fee => "fee",
            OddsTerm::ImaginedPrice => "imagined-price",
            OddsTerm::Norm => "norm",
            OddsTerm::Crowd => "crowd",
            OddsTerm::Prize => "prize",
        }
    }
}

/// The odds of a resident to drop in, in the slot that fits it best.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct SlotOdds {
    /// Weekday daytime, evening, weekend: 0, 1, 2.
    pub slot: usize,
    /// The odds: exp of the sum of all terms.
    pub odds: f32,
    /// The terms, logit, each at its number.
    pub terms: [f64; TERMS],
}

/// What a tie of a resident stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct TieSeen {
    /// Number of the resident at its other end.
    pub who: u32,
    /// Lives nearer than the median distance.
    pub near: bool,
    /// Knew of the home when the week began.
    pub aware: bool,
    /// Had come within a quarter.
    pub user: bool,
    /// Came last week.
    pub came: bool,
}

fn is_near(residents: &Residents, who: u32) -> bool {
    let (block, lane) = residents.lane_of(who);
    block.kind[lane] & kind::NEAR != 0
}

impl WeekOdds<'_> {
    /// The odds of resident `who`, who lives `distance` km from the home, as if it knew of the home; `None`
    /// where the home is open in no hour in which its group is free.
    pub(crate) fn slot_odds(&self, who: u32, distance: f32) -> Option<SlotOdds> {
        let (block, lane) = self.residents.lane_of(who);
        let (class, own) = (class_of(block, lane), personal_utility(block, lane));
        let draw = &self.choosing.draw;
        let all = draw.odds(class, &own).map(|odds| odds * self.norm(who) * draw.prize);
        let slot = (0..3).fold(0, |best, slot| if all[slot] > all[best] { slot } else { best });
        if all[slot] <= 0.0 {
            return None;
        }
        let mut terms = self.offered(class, slot);
        let mut put = |term: OddsTerm, logit: f32| terms[term as usize] += f64::from(logit);
        let (away, going) = (distance / self.reach, block.going[lane]);
        put(OddsTerm::Inclination, going + away);
        put(OddsTerm::Distance, -away);
        put(OddsTerm::Programme, if own.pull > 0.0 { libm::logf(own.pull) - going } else { 0.0 });
        put(OddsTerm::Norm, libm::logf(self.norm(who)));
        let calm = PersonalUtility { met_crowd: false, ..own };
        let relief = draw.odds(class, &own)[slot] / draw.odds(class, &calm)[slot];
        put(OddsTerm::Crowd, libm::logf(relief));
        for (term, logit) in [OddsTerm::Expectation, OddsTerm::Habit, OddsTerm::Fee, OddsTerm::ImaginedPrice]
            .into_iter()
            .zip(draw.personal(&own))
        {
            put(term, logit);
        }
        Some(SlotOdds { slot, odds: all[slot], terms })
    }

    /// The terms that all of a class share.
    fn offered(&self, class: usize, slot: usize) -> [f64; TERMS] {
        let (rules, offer) = (self.choosing.rules, self.choosing.offer);
        let choice = &rules.choice;
        let fitting = rules.fitting_hours(class, &offer.hours);
        let total: f64 = fitting.iter().sum();
        let closed = if class & usize::from(kind::MEMBER) == 0 { offer.closed_to_others } else { 0.0 };
        let mut terms = [0.0; TERMS];
        let hours = choice.opening * libm::log(total / choice.opening_reference);
        for (term, logit) in [
            (OddsTerm::Common, choice.intercept),
            (OddsTerm::Concept, choice.intention * offer.concept),
            (OddsTerm::Season, offer.calendar),
            (OddsTerm::Novelty, offer.novelty),
            (OddsTerm::Programme, offer.programme_fit + offer.group_fit[class & 3]),
            (OddsTerm::Hours, hours + libm::log(fitting[slot] / total)),
            (OddsTerm::Members, -closed),
            (OddsTerm::Rival, -libm::log1p(offer.rival)),
            (OddsTerm::Prize, offer.prize),
        ] {
            terms[term as usize] = logit;
        }
        terms
    }

    /// The ties of resident `who`.
    pub(crate) fn ties_seen(&self, who: u32) -> Vec<TieSeen> {
        let residents = self.residents;
        let seen = |tie: u32| TieSeen {
            who: tie,
            near: is_near(residents, tie),
            aware: bit(&residents.aware, tie),
            user: bit(&residents.users, tie),
            came: bit(&residents.came, tie),
        };
        residents.ties().of(who).iter().map(seen).collect()
    }
}
