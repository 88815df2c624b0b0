//! The simulated world. Read `week.rs` first: one week, top to bottom.

pub mod exchange;
pub mod ledger;
pub mod record;

use crate::levers::Levers;
use crate::settings::{Table, TableFacts, Tables};
use crate::units::Week;
use crate::{settings, tables};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

settings! {
    /// The people of a community.
    pub struct Residents = "residents" {
        /// Residents of the community.
        population: i64 = 10_000, in [1, 100_000_000], "people", Literature "Shenzhen plans one centre per 15,000-20,000 residents; a county town is smaller", zh "居民人数";
    }
}
settings! {
    /// The public space.
    pub struct Home = "home" {
        /// Seats in all rooms.
        seats: i64 = 120, in [1, 1_000_000], "seats", Assumption "no source", zh "座位数";
    }
}

tables! {
    /// All settings of a world.
    pub struct Settings {
        /// The people.
        residents: Residents,
        /// The space.
        home: Home,
    } with {
        /// The levers at the start.
        levers: Levers,
    }
}

/// A person of a roster. What is `None` is drawn from the same distributions as for a made-up resident of the same number.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// The identifier in the file.
    pub id: String,
    /// 0 child or teen, 1 working, 2 carer at home, 3 elder.
    pub group: Option<u8>,
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
    /// Knows of the home at the start.
    pub aware: Option<bool>,
}

/// The real people of one community and who knows whom.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Roster {
    /// In the order of the file.
    pub people: Vec<Person>,
    /// Pairs of indices into `people`, each pair once, smaller index first, sorted. `None`: ties are drawn.
    pub ties: Option<Vec<(u32, u32)>>,
}

/// One community of the county.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// Its people.
    pub residents: Residents,
    /// Its home.
    pub home: Home,
    /// Its real people, when given; then the population is their number.
    pub roster: Option<Arc<Roster>>,
}

/// A checked, immutable description of a world: what `scenario` hands down.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Blueprint {
    /// All settings; `settings.levers` holds the levers of week 0.
    pub settings: Settings,
    /// Weeks to live after week 0.
    pub weeks: Week,
    /// Levers in force from each week on, ascending by week; before the first entry `settings.levers` hold.
    pub timeline: Vec<(Week, Levers)>,
    /// At least one.
    pub communities: Vec<Place>,
}

impl Blueprint {
    /// The levers in force in a week.
    pub fn levers_at(&self, week: Week) -> &Levers {
        self.timeline.iter().rev().find(|(from, _)| *from <= week).map_or(&self.settings.levers, |(_, levers)| levers)
    }
}

/// Facts of every table of settings, in order.
pub fn facts() -> Vec<TableFacts> {
    Settings::facts()
}

/// Facts of the tables that a `[[communities]]` entry may override.
pub fn community_facts() -> Vec<TableFacts> {
    vec![Residents::FACTS, Home::FACTS]
}
