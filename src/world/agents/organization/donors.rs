//! Households and firms that give when asked: recency and frequency decide.

use crate::random::{KeyedStream, Purpose, WorldKey, logistic64, uniform, uniform64};
use crate::settings;
use crate::units::{Fen, Week};
use rand_distr::{Distribution, LogNormal};
use serde::{Deserialize, Serialize};

settings! {
    /// Fund-raising.
    pub struct Giving = "organization.giving" {
        /// Intercept of giving when asked.
        intercept: f64 = -1.83, in [-5.0, 0.0], "logit",
            Measured "4,268 Dutch mailings: −2.3, and 0.23 for each of two mailings a year, the mean of the \
            data";
        /// Weight of the past rate of answers.
        past: f64 = 3.0, in [0.0, 6.0], "logit", Measured "the same";
        /// Weight of a week since the last gift (at most 150 count).
        weeks: f64 = -0.0078, in [-0.05, 0.0], "logit per week", Measured "the same";
        /// Median gift of a household.
        median: f64 = 60.0, in [1.0, 10_000.0], "yuan", Assumption "no source";
        /// Standard deviation of the logarithm of a gift.
        sd: f64 = 0.70, in [0.0, 2.0], "", Measured "the same";
        /// Gift of a firm as a multiple of a household's.
        firm: f64 = 10.0, in [1.0, 1_000.0], "", Assumption "no source";
        /// Households that a head of staff asks in an hour of fund-raising.
        asks: f64 = 1.3, in [0.0, 20.0], "per hour",
            Assumption "so that about 10,000 yuan a year are given at the default levers";
        /// Success of asking without capability.
        unskilled: f64 = 0.3, in [0.0, 1.0], "", Assumption "with `skill` 0.6 at the usual capability of 0.2";
        /// Success that full capability adds.
        skill: f64 = 1.5, in [0.0, 5.0], "", Literature "more than 5 raised per 1 spent is usual (Andreoni \
            & Payne); with less, fund-raising training would never pay for itself";
        /// Crowding-out of gifts: exponent on the grant above the usual one.
        crowd_out: f64 = 0.3, in [0.0, 0.757], "",
            Literature "up to −757 per 1,000 of grant (Andreoni & Payne 2011)";
        /// Crowding-out of fund-raising spend per yuan of grant.
        crowd_out_spend: f64 = 0.141, in [0.0, 0.2], "yuan per yuan",
            Literature "−141 per 1,000 of grant (Andreoni & Payne 2011)";
    }
}

/// Somebody who may give.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Donor {
    /// Weeks since the last gift.
    weeks: u16,
    /// Rate of answers to past asks.
    past: f32,
    /// A firm.
    firm: bool,
}

impl Donor {
    /// Weeks since the last gift.
    pub fn weeks(&self) -> u16 {
        self.weeks
    }

    /// Rate of answers to past asks; it moves whenever the donor is asked.
    pub fn past(&self) -> f32 {
        self.past
    }
}

/// The pool of a community: 0.3 % of residents and 3 firms for 10,000 residents.
pub fn pool(population: f64) -> Vec<Donor> {
    let households = libm::round(0.003 * population) as usize;
    let firms = libm::ceil(3.0 * population / crate::world::PER_10_000) as usize;
    let donor = |firm| Donor { weeks: 104, past: 0.15, firm };
    let mut all = vec![donor(false); households];
    all.extend(vec![donor(true); firms]);
    all
}

/// One week of asking a community's donors; returns the gifts. `asks` is the number asked, `multiplier`
/// scales the willingness.
pub fn ask(
    donors: &mut [Donor],
    giving: &Giving,
    asks: f64,
    multiplier: f64,
    key: WorldKey,
    place: u32,
    week: Week,
) -> Fen {
    let each = (asks / donors.len().max(1) as f64).min(1.0);
    let Ok(amounts) = LogNormal::new(libm::log(giving.median), giving.sd) else { return Fen::ZERO };
    let mut gifts = Fen::ZERO;
    for (n, donor) in donors.iter_mut().enumerate() {
        donor.weeks = donor.weeks.saturating_add(1);
        let words = key.draw(n as u32, place, week, Purpose::Donor, 0);
        if uniform64(words[0], words[1]) >= each {
            continue;
        }
        let weeks = f64::from(donor.weeks.min(150));
        let p = logistic64(giving.intercept + giving.past * f64::from(donor.past) + giving.weeks * weeks)
            * multiplier;
        let gives = f64::from(uniform(words[2])) < p;
        donor.past += 0.05 * (f32::from(u8::from(gives)) - donor.past);
        if gives {
            donor.weeks = 0;
            let mut stream: KeyedStream = key.stream(n as u32, place, week, Purpose::Gift);
            let amount = amounts.sample(&mut stream) * if donor.firm { giving.firm } else { 1.0 };
            gifts += Fen::from_yuan(amount);
        }
    }
    gifts
}
