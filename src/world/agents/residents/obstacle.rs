//! What stands in the way of coming: with which probability a resident wishes to come this week, and with
//! which it would if one obstacle alone were away. By the terms of the week's own choice, read after the
//! first pass and before the second: never written.

use crate::random::{Purpose, WorldKey, exp, uniform};
use crate::units::Week;
use crate::world::agents::residents::ResidentRules;
use crate::world::agents::residents::block::{bit, state};
use crate::world::agents::residents::choice::{Draw, PersonalUtility};
use crate::world::agents::residents::week::Residents;
use crate::world::agents::residents::week_terms::{Choosing, Drawing};
use crate::world::agents::residents::wishes::{any_odds, class_of, personal_utility};
use crate::world::exchange::Offer;
use crate::world::mechanisms::Mechanisms;

/// An obstacle on the way to the home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Obstacle {
    /// Does not know of the home; without it: knows of it.
    Unaware = 0,
    /// Lives away from it; without it: next door.
    Distance,
    /// Goes out less than the mean resident; without it: as much.
    Inclination,
    /// The programme matches the interests less than any other would on average; without it: as any other.
    Programme,
    /// The home is open when the resident is not free; without it: open as in a reference week.
    Hours,
    /// The union keeps it for its members; without it: open to all alike.
    Members,
    /// A fee; without it: free of charge.
    Fee,
    /// Taken for a business; without it: for none.
    Commercial,
    /// Another space nearby; without it: there is none.
    Rival,
    /// A crowd was met; without it: none was.
    Crowd,
    /// A habit of coming has faded; without it: as strong as it was when it was strongest.
    FadedHabit,
    /// Expects less of the home than who never came; without it: as much.
    LowExpectation,
}

impl Obstacle {
    /// All, in the order of their numbers.
    pub(crate) const ALL: [Obstacle; 12] = [
        Obstacle::Unaware,
        Obstacle::Distance,
        Obstacle::Inclination,
        Obstacle::Programme,
        Obstacle::Hours,
        Obstacle::Members,
        Obstacle::Fee,
        Obstacle::Commercial,
        Obstacle::Rival,
        Obstacle::Crowd,
        Obstacle::FadedHabit,
        Obstacle::LowExpectation,
    ];

    /// The name in files.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Obstacle::Unaware => "unaware",
            Obstacle::Distance => "distance",
            Obstacle::Inclination => "inclination",
            Obstacle::Programme => "programme",
            Obstacle::Hours => "hours",
            Obstacle::Members => "members-only",
            Obstacle::Fee => "fee",
            Obstacle::Commercial => "taken-for-business",
            Obstacle::Rival => "other-space",
            Obstacle::Crowd => "crowd",
            Obstacle::FadedHabit => "faded-habit",
            Obstacle::LowExpectation => "low-expectation",
        }
    }

    /// The column of `residents.csv` that holds what it cost.
    pub(crate) fn column(self) -> String {
        format!("lost_{}", self.name().replace('-', "_"))
    }

    /// The week's offer without it; `None` where it is none of what is offered, or is not there.
    fn taken_from(self, offer: &Offer) -> Option<Offer> {
        let free = match self {
            Obstacle::Programme => Offer { group_fit: offer.group_fit.map(|fit| fit.max(0.0)), ..*offer },
            Obstacle::Hours => Offer { hours: offer.reference_hours, ..*offer },
            Obstacle::Members => Offer { closed_to_others: 0.0, ..*offer },
            Obstacle::Fee => Offer { fee: 0.0, ..*offer },
            Obstacle::Rival => Offer { rival: 0.0, ..*offer },
            _ => return None,
        };
        (free != *offer).then_some(free)
    }
}

/// How likely a resident's wish to come is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Chances {
    /// Probability of a wish this week, drop-in or event.
    pub wish: f32,
    /// What taking away each obstacle alone would add to it; never negative.
    pub gained: [f32; Obstacle::ALL.len()],
}

/// The choices of one week, resident by resident.
pub(crate) struct WeekOdds<'a> {
    pub(super) residents: &'a Residents,
    pub(super) choosing: Choosing<'a>,
    pub(super) reach: f32,
    /// The quality that somebody expects who never came.
    first_expectation: f32,
    /// The choice by what would be offered without each obstacle.
    without: [Option<Draw>; Obstacle::ALL.len()],
}

impl Residents {
    /// The choices of the week whose first pass is done and whose second is not.
    pub(crate) fn odds_of_week<'a>(
        &'a self,
        rules: &'a ResidentRules,
        links: &Mechanisms,
        offer: &'a Offer,
        key: WorldKey,
        week: Week,
    ) -> WeekOdds<'a> {
        let drawing = Drawing { identities: self.identities(), key, week };
        let without =
            |obstacle: Obstacle| obstacle.taken_from(offer).map(|offer| Draw::new(rules, links, &offer));
        WeekOdds {
            residents: self,
            choosing: Choosing::new(rules, links, offer, drawing),
            reach: rules.traits.reach as f32,
            first_expectation: rules.memory.first_expectation as f32,
            without: Obstacle::ALL.map(without),
        }
    }
}

impl WeekOdds<'_> {
    /// Whether resident `who` moved away this week, so that a newcomer lives in its place.
    pub(crate) fn moved(&self, who: u32) -> bool {
        uniform(self.choosing.drawing.of(who, Purpose::ResidentWeek, 0)[0]) < self.choosing.moving
    }

    /// How many of the ties of resident `who` knew of the home when the week began, and how many used it.
    pub(crate) fn ties(&self, who: u32) -> [u16; 2] {
        let ties = self.residents.ties().of(who);
        let count = |set: &[u64]| ties.iter().filter(|tie| bit(set, *tie)).count() as u16;
        [count(&self.residents.aware), count(&self.residents.users)]
    }

    /// The habit of resident `who`, 0–1.
    pub(crate) fn habit(&self, who: u32) -> f32 {
        let (block, lane) = self.residents.lane_of(who);
        block.habit[lane]
    }

    /// How likely the wish of resident `who` to come is, who lives `distance` km from the home and whose
    /// habit was `strongest` at its best.
    pub(crate) fn chances(&self, who: u32, distance: f32, strongest: f32) -> Chances {
        let (block, lane) = self.residents.lane_of(who);
        let (class, own) = (class_of(block, lane), personal_utility(block, lane));
        let interests = std::array::from_fn(|service| block.interests[service].0[lane]);
        let norm = self.norm(who);
        let wish = |draw: &Draw, own: &PersonalUtility| {
            let odds = draw.odds(class, own).map(|e| e * norm * draw.prize);
            let (_, rate) = draw.event_rates(&odds, &interests);
            1.0 - exp(-rate) / any_odds(&odds)
        };
        let known = wish(&self.choosing.draw, &own);
        let aware = block.state[lane] & state::AWARE != 0;
        let (away, going) = (distance / self.reach, block.going[lane]);
        let fit = if own.pull > 0.0 { libm::logf(own.pull) - going } else { 0.0 };
        let pulled = |logit: f32| PersonalUtility { pull: own.pull * exp(logit.max(0.0)), ..own };
        let gained = |obstacle: Obstacle| {
            if obstacle == Obstacle::Unaware {
                return if aware { 0.0 } else { known };
            }
            let person = match obstacle {
                Obstacle::Distance => pulled(away),
                Obstacle::Inclination => pulled(-(going + away)),
                Obstacle::Programme => pulled(-fit),
                Obstacle::Commercial => PersonalUtility { belief: 0.0, ..own },
                Obstacle::Crowd => PersonalUtility { met_crowd: false, ..own },
                Obstacle::FadedHabit => PersonalUtility { habit: own.habit.max(strongest), ..own },
                Obstacle::LowExpectation => {
                    PersonalUtility { expect: own.expect.max(self.first_expectation), ..own }
                }
                _ => own,
            };
            let draw = self.without[obstacle as usize].as_ref().unwrap_or(&self.choosing.draw);
            if aware { (wish(draw, &person) - known).max(0.0) } else { 0.0 }
        };
        Chances { wish: if aware { known } else { 0.0 }, gained: Obstacle::ALL.map(gained) }
    }

    /// The factor of the share of ties who came last week.
    pub(super) fn norm(&self, who: u32) -> f32 {
        let ties = self.residents.ties().of(who);
        let came = ties.iter().filter(|tie| bit(&self.residents.came, *tie)).count();
        self.choosing.draw.norm_factor(if ties.is_empty() { 0.0 } else { came as f32 / ties.len() as f32 })
    }
}
