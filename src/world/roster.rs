//! The real people of a community, when they are given.

use crate::world::agents::residents::group::ResidentGroup;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// A person of a roster. What is `None` is drawn from the same distributions as for a made-up resident of the
/// same number.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// The identifier in the file; empty for somebody made up from counts.
    pub id: String,
    /// What fills most of the week.
    pub group: Option<ResidentGroup>,
    /// Age in years (sets the age band of public affairs and who is an adult).
    pub age: Option<f64>,
    /// Member of the trade union.
    pub union_member: Option<bool>,
    /// Distance to the home in km.
    pub distance: Option<f64>,
    /// General propensity to go out (mean 1).
    pub propensity: Option<f64>,
    /// Price sensitivity (mean 1).
    pub price_sensitivity: Option<f64>,
    /// Civic trait (mean 0, standard deviation 1).
    pub civic: Option<f64>,
    /// Knows of the home at the start (of week 0, and when the warm start begins).
    pub aware: Option<bool>,
    /// Weeks in which the person used the home, of the 52 before the start (of week 0).
    pub weeks_used: Option<u8>,
}

impl Person {
    /// The order of people by id: short ids first, so that p9 stands before p10 and neighbours in a numbered
    /// list stay neighbours.
    pub(crate) fn by_id(a: &Person, b: &Person) -> Ordering {
        a.id.len().cmp(&b.id.len()).then_with(|| a.id.cmp(&b.id))
    }
}

/// The real people of one community and who knows whom.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Roster {
    /// In the order of [`Person::by_id`], whatever that of the file: sums of floating-point numbers depend on
    /// an order, and ties that are drawn follow it.
    pub people: Vec<Person>,
    /// Pairs of indices into `people`, each pair once, smaller index first, sorted. `None`: ties are drawn.
    pub ties: Option<Vec<(u32, u32)>>,
}
