//! Word of mouth in villages: the awareness of residents held against villages whose ties and adoptions are
//! known.
//!
//! A programme spreads through a village over ten years. Who adopts in a year is decided by
//! [`crate::world::agents::residents::talk::Hearing`], the hazard of the simulated residents, over real ties
//! and in yearly steps; nothing is written a second time. [`fit`] finds what its two strengths may be from
//! some villages, [`forecast`] predicts others, and [`holdout`] says how well, beside two hazards that know
//! nothing of ties. [`synthetic`] villages of the published size and shape, with known strengths, show that
//! the fit finds them ([`recovery`]) and what follows from the rule ([`patterns`]).
//!
//! - Where do villages come from? → `read`, `synthetic`
//! - Who adopts in a year, and who has heard? → `adoption`, `history`
//! - Which strengths go with villages? → `fit`, `grid`
//! - What is expected of others, and how well? → `forecast`, `holdout`
//! - What do made-up villages show? → `made_up`, `patterns`, `recovery`
//! - How large is the peer effect? → `slope`
//! - All of it in one answer? → `findings`

pub(crate) mod fit;
pub(crate) mod forecast;
pub(crate) mod grid;
pub(crate) mod history;
pub(crate) mod holdout;
pub(crate) mod adoption;
pub(crate) mod made_up;
pub(crate) mod patterns;
pub(crate) mod read;
pub(crate) mod recovery;
pub(crate) mod slope;
pub(crate) mod findings;
pub(crate) mod synthetic;

use crate::world::agents::residents::network::Ties;

/// Years over which adoption was watched.
pub(crate) const YEARS: u8 = 10;

/// The year of adoption of somebody who had not adopted when watching ended.
pub(crate) const NEVER: u8 = YEARS + 1;

/// One village: who is tied to whom, and when each adopted.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Village {
    /// Its name in the data.
    pub name: String,
    /// Undirected ties: naming somebody and being named count the same, as among the simulated residents.
    pub ties: Ties,
    /// How many named each person; empty where the data do not keep the direction.
    pub named: Vec<u16>,
    /// Year of adoption of each person, 1 to [`YEARS`], or [`NEVER`].
    pub adopted: Vec<u8>,
}

impl Village {
    /// Number of people.
    pub(crate) fn people(&self) -> u32 {
        self.adopted.len() as u32
    }

    /// Years in which somebody could still adopt, summed over people.
    pub(crate) fn person_years(&self) -> u32 {
        self.adopted.iter().map(|year| u32::from((*year).min(YEARS))).sum()
    }

    /// How many had adopted by the end of each year.
    pub(crate) fn course(&self) -> Vec<u16> {
        course(&self.adopted, YEARS)
    }
}

/// How many had adopted by the end of each of so many years.
pub(crate) fn course(adopted: &[u8], years: u8) -> Vec<u16> {
    (1..=years).map(|year| adopted.iter().filter(|a| **a <= year).count() as u16).collect()
}
