//! The probability to adopt in a year: the residents' own rule, and two rules without ties to hold it
//! against.

use crate::study::villages::Village;
use crate::study::villages::history::{Knowing, Talking};
use crate::world::agents::residents::block::bit;
use crate::world::agents::residents::network::{ResidentTies, Ties};
use crate::world::agents::residents::talk::{Hearing, Listener, Talk};
use crate::world::exchange::Offer;
use serde::Serialize;
use std::collections::BTreeMap;

/// Which rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Law {
    /// The awareness of simulated residents: alone, and from each tie who has adopted.
    Model,
    /// Bass (1969): alone, and from the share of the whole village that has adopted, whoever knows whom.
    Bass,
    /// The same every year.
    Constant,
}

impl Law {
    /// All, the model first.
    pub(crate) const ALL: [Law; 3] = [Law::Model, Law::Bass, Law::Constant];

    /// Its name in tables.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Law::Model => "model",
            Law::Bass => "Bass",
            Law::Constant => "constant",
        }
    }
}

/// How strong the two ways to adopt are.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Strength {
    /// Probability to adopt without anybody's word, per year.
    pub alone: f64,
    /// Per year: probability to be won by one adopting tie (model); what a wholly adopting village adds
    /// (Bass); 0 (constant).
    pub told: f64,
}

/// Highest yearly probability of either way: a village drawn far out in the tail stays a probability.
const HIGHEST: f64 = 0.95;

/// A rule with its strengths, ready to be asked.
pub(crate) struct Hazard {
    law: Law,
    hearing: Hearing,
    alone: f32,
    told: f32,
}

impl Hazard {
    /// The rule at these strengths. A year's chance without ties stands where a resident's week has signs and
    /// passing by, the chance by one tie where it has the word of a user; one who merely knows counts by the
    /// model's own weight.
    pub(crate) fn new(law: Law, strength: Strength) -> Hazard {
        let (alone, told) = (strength.alone.min(HIGHEST), strength.told.min(HIGHEST));
        let offer = Offer { hear_signs: alone, word: told, ..Offer::default() };
        Hazard {
            law,
            hearing: Hearing::new(&Talk::default(), &offer),
            alone: alone as f32,
            told: told as f32,
        }
    }

    /// The probability that somebody who has not adopted does so this year.
    #[inline]
    pub(crate) fn of(&self, who: u32, ties: &Ties, knowing: &Knowing) -> f32 {
        match self.law {
            Law::Model => {
                let listener = Listener { ties: ties.of(who), member: false };
                self.hearing.exact(listener, knowing.users(), knowing.aware()).0
            }
            Law::Bass => (self.alone + self.told * knowing.share()).min(HIGHEST as f32),
            Law::Constant => self.alone,
        }
    }
}

/// What a rule looks at: users among the ties, others there who know, and the year's place in the list, each
/// 0 where it is not looked at.
type LawInputs = (u32, u32, usize);

/// Person-years of one village to which a rule gives the same probability, by one of them.
#[derive(Clone, Debug)]
struct Situation {
    key: LawInputs,
    year: usize,
    who: u32,
    /// How many adopted, and did not.
    outcome: (u32, u32),
}

/// A village's person-years, sorted into situations: a rule is asked once for each.
pub(crate) struct Situations<'a> {
    ties: &'a Ties,
    years: Vec<Knowing>,
    list: Vec<Situation>,
}

impl<'a> Situations<'a> {
    /// Of a village, under a rule.
    pub(crate) fn of(village: &'a Village, law: Law, talking: Talking) -> Situations<'a> {
        let years: Vec<Knowing> = (1..=crate::study::villages::YEARS)
            .map(|year| Knowing::before(&village.adopted, year, talking))
            .collect();
        let mut found: BTreeMap<LawInputs, Situation> = BTreeMap::new();
        for (year, knowing) in years.iter().enumerate() {
            let now = year as u8 + 1;
            for (who, when) in (0..).zip(&village.adopted).filter(|(_, when)| **when >= now) {
                let key = key(law, village.ties.of(who), year, knowing);
                let situation = found.entry(key).or_insert(Situation { key, year, who, outcome: (0, 0) });
                let outcome = &mut situation.outcome;
                if *when == now { outcome.0 += 1 } else { outcome.1 += 1 }
            }
        }
        Situations { ties: &village.ties, years, list: found.into_values().collect() }
    }

    /// The log-likelihood of all that happened in the village, each year given what had happened before.
    pub(crate) fn log_likelihood(&self, hazard: &Hazard) -> f64 {
        let of = |s: &Situation| {
            let p = f64::from(hazard.of(s.who, self.ties, &self.years[s.year]));
            let (did, did_not) = (f64::from(s.outcome.0), f64::from(s.outcome.1));
            did * libm::log(p) + did_not * libm::log1p(-p)
        };
        self.list.iter().map(of).sum()
    }
}

fn key(law: Law, ties: ResidentTies, year: usize, knowing: &Knowing) -> LawInputs {
    let count = |set: &[u64]| ties.iter().filter(|t| bit(set, *t)).count() as u32;
    match law {
        Law::Model => {
            let users = count(knowing.users());
            (users, count(knowing.aware()) - users, 0)
        }
        Law::Bass => (0, 0, year),
        Law::Constant => (0, 0, 0),
    }
}

/// Person-years at risk and adoptions by number of adopting ties 0, 1, …, `most` or more.
pub(crate) fn by_contacts(villages: &[Village], most: usize) -> Vec<(u32, u32)> {
    let mut counts = vec![(0, 0); most + 1];
    for village in villages {
        for s in Situations::of(village, Law::Model, Talking::Always).list {
            let at = &mut counts[(s.key.0 as usize).min(most)];
            *at = (at.0 + s.outcome.0 + s.outcome.1, at.1 + s.outcome.0);
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line() -> Village {
        let ties = Ties::given(4, &[(0, 1), (1, 2), (2, 3)]);
        Village { name: "line".into(), ties, named: vec![], adopted: vec![1, 2, 11, 4] }
    }

    #[test]
    fn the_models_hazard_is_that_of_the_residents() {
        let village = line();
        let hazard = Hazard::new(Law::Model, Strength { alone: 0.06, told: 0.2 });
        let knowing = Knowing::before(&village.adopted, 3, Talking::Always);
        for (who, told) in [(2_u32, 1), (3, 0)] {
            let expected = 1.0 - 0.94 * if told == 1 { 0.8 } else { 1.0 };
            assert!((f64::from(hazard.of(who, &village.ties, &knowing)) - expected).abs() < 1e-6);
        }
        let fresh = Knowing::before(&village.adopted, 5, Talking::Fresh);
        // In year 5 both ties of person 2 know; person 3, who adopted the year before, is a user, person 1
        // merely knows.
        let expected = 1.0 - 0.94 * 0.8 * (1.0 - 0.2 / 7.0);
        assert!((f64::from(hazard.of(2, &village.ties, &fresh)) - expected).abs() < 1e-6);
    }

    #[test]
    fn situations_give_the_likelihood_of_each_person_in_each_year() {
        let village = line();
        for law in Law::ALL {
            let hazard = Hazard::new(law, Strength { alone: 0.1, told: 0.3 });
            let mut one_by_one = 0.0;
            for year in 1..=crate::study::villages::YEARS {
                let knowing = Knowing::before(&village.adopted, year, Talking::Always);
                for who in (0..4_u32).filter(|w| village.adopted[*w as usize] >= year) {
                    let p = f64::from(hazard.of(who, &village.ties, &knowing));
                    one_by_one += libm::log(if village.adopted[who as usize] == year { p } else { 1.0 - p });
                }
            }
            let together = Situations::of(&village, law, Talking::Always).log_likelihood(&hazard);
            assert!((together - one_by_one).abs() < 1e-9, "{law:?}: {together} {one_by_one}");
        }
        let counts = by_contacts(std::slice::from_ref(&village), 1);
        assert_eq!(counts.iter().map(|c| c.0).sum::<u32>(), village.person_years());
        assert_eq!(counts.iter().map(|c| c.1).sum::<u32>(), 3);
    }
}
