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
        /// Weight of a week since the last gift (at most `weeks_most` count).
        weeks: f64 = -0.0078, in [-0.05, 0.0], "logit per week", Measured "the same";
        /// How much more often those give who trust the organization in full than half; as much less without
        /// trust.
        trust: f64 = 0.3, in [0.0, 1.0], "share",
            Assumption "personality, image and awareness of a charity each raise the intention to give (393 \
            Chinese donors, Hou, Du & Tian 2009); size assumed";
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
        /// Households that may give, as a share of residents.
        households: f64 = 0.003, in [0.0, 1.0], "share", Assumption "one household in a hundred";
        /// Firms that may give, for 10,000 residents.
        firms: f64 = 3.0, in [0.0, 1_000.0], "firms", Assumption "a few shops and works of the place";
        /// Weeks since the last gift of somebody who has not been asked yet.
        first_weeks: i64 = 104, in [0, 1_000], "weeks", Assumption "two years: nobody remembers a gift";
        /// Rate of answers of somebody who has not been asked yet.
        first_past: f64 = 0.15, in [0.0, 1.0], "share",
            Assumption "below the rate that goes with one gift in two years";
        /// Weeks since the last gift beyond which more do not count.
        weeks_most: i64 = 150, in [1, 10_000], "weeks", Measured "the span of the Dutch mailings";
        /// Movement of the rate of answers with each ask.
        past_learning: f64 = 0.05, in [0.0, 1.0], "per ask", Assumption "the mean of about twenty asks";
        /// Success of asking that a brand of 1 adds (share).
        brand: f64 = 0.5, in [0.0, 5.0], "share", Assumption "a known name opens purses";
        /// Success of asking that full facilitation by the government adds (share).
        facilitation: f64 = 0.3, in [0.0, 5.0], "share", Assumption "introductions to firms";
        /// Part of success that goes where everybody is sure that the operator is commercial.
        belief: f64 = 0.6, in [0.0, 1.0], "share", Assumption "few give to a business";
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
    pub(crate) fn weeks(&self) -> u16 {
        self.weeks
    }

    /// Rate of answers to past asks; it moves whenever the donor is asked.
    pub(crate) fn past(&self) -> f32 {
        self.past
    }
}

/// The pool of a community: households and firms in proportion to its residents.
pub(crate) fn pool(giving: &Giving, population: f64) -> Vec<Donor> {
    let households = libm::round(giving.households * population) as usize;
    let firms = libm::ceil(giving.firms * population / crate::units::PER_10_000) as usize;
    let donor = |firm| Donor { weeks: giving.first_weeks as u16, past: giving.first_past as f32, firm };
    let mut all = vec![donor(false); households];
    all.extend(vec![donor(true); firms]);
    all
}

/// A week of asking in one community.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Appeal {
    /// How many are asked.
    pub asks: f64,
    /// Factor on the probability to give.
    pub success: f64,
    /// The random world.
    pub key: WorldKey,
    /// Community.
    pub place: u32,
    /// Week.
    pub week: Week,
}

/// One week of asking a community's donors; returns the gifts.
pub(crate) fn ask(donors: &mut [Donor], giving: &Giving, appeal: &Appeal) -> Fen {
    let Appeal { asks, success, key, place, week } = *appeal;
    let each = (asks / donors.len().max(1) as f64).min(1.0);
    let Ok(amounts) = LogNormal::new(libm::log(giving.median), giving.sd) else { return Fen::ZERO };
    let mut gifts = Fen::ZERO;
    for (n, donor) in donors.iter_mut().enumerate() {
        donor.weeks = donor.weeks.saturating_add(1);
        let words = key.draw(n as u32, place, week, Purpose::Donor, 0);
        if uniform64(words[0], words[1]) >= each {
            continue;
        }
        let weeks = f64::from(donor.weeks.min(giving.weeks_most as u16));
        let p = logistic64(giving.intercept + giving.past * f64::from(donor.past) + giving.weeks * weeks)
            * success;
        let gives = f64::from(uniform(words[2])) < p;
        donor.past += giving.past_learning as f32 * (f32::from(u8::from(gives)) - donor.past);
        if gives {
            donor.weeks = 0;
            let mut stream: KeyedStream = key.stream(n as u32, place, week, Purpose::Gift);
            let amount = amounts.sample(&mut stream) * if donor.firm { giving.firm } else { 1.0 };
            gifts += Fen::from_yuan(amount);
        }
    }
    gifts
}
