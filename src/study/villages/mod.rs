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

pub mod fit;
pub mod forecast;
pub mod grid;
pub mod history;
pub mod holdout;
pub mod adoption;
pub mod made_up;
pub mod patterns;
pub mod read;
pub mod recovery;
pub mod slope;
pub mod findings;
pub mod synthetic;

use crate::world::agents::residents::network::Ties;

/// Years over which adoption was watched.
pub const YEARS: u8 = 10;

/// The year of adoption of somebody who had not adopted when watching ended.
pub const NEVER: u8 = YEARS + 1;

/// One village: who is tied to whom, and when each adopted.
#[derive(Clone, Debug, PartialEq)]
pub struct Village {
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
    pub fn people(&self) -> u32 {
        self.adopted.len() as u32
    }

    /// Years in which somebody could still adopt, summed over people.
    pub fn person_years(&self) -> u32 {
        self.adopted.iter().map(|year| u32::from((*year).min(YEARS))).sum()
    }

    /// How many had adopted by the end of each year.
    pub fn course(&self) -> Vec<u16> {
        course(&self.adopted, YEARS)
    }
}

/// How many had adopted by the end of each of so many years.
pub fn course(adopted: &[u8], years: u8) -> Vec<u16> {
    (1..=years).map(|year| adopted.iter().filter(|a| **a <= year).count() as u16).collect()
}
