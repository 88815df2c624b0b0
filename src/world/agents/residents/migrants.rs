//! Migrants: residents who came from elsewhere to work. They have fewer ties, know less of the place, and are
//! free at fewer hours.

use crate::random::{Purpose, WorldKey, uniform};
use crate::settings;
use crate::world::agents::residents::ResidentsSetup;

settings! {
    /// How migrants differ from those who grew up in the place; how many they are says `migrant_share`.
    pub struct MigrantRules = "residents.migrants" {
        /// Their ties against those of others.
        ties: f64 = 0.6, in [0.0, 1.0], "share",
            Assumption "surveys of migrants find smaller networks where they live; the size is an assumption";
        /// How many of them know of the home at the start, against others.
        aware: f64 = 0.5, in [0.0, 1.0], "share", Assumption "fewer signs are read, less is told; no source";
        /// Part of the free daytime hours of others of their group that they have.
        daytime: f64 = 0.8, in [0.0, 2.0], "share",
            Assumption "78% of migrant workers work more than 44 hours a week (National Bureau of \
            Statistics, survey of 2016); the sizes are assumptions";
        /// … of the free hours of an evening.
        evening: f64 = 0.7, in [0.0, 2.0], "share", Assumption "as `daytime`: overtime falls on evenings";
        /// … of a weekend.
        weekend: f64 = 0.6, in [0.0, 2.0], "share", Assumption "as `daytime`: six days of work are usual";
    }
}

impl MigrantRules {
    /// Part of others' free hours by slot.
    pub(crate) fn hours(&self) -> [f64; 3] {
        [self.daytime, self.evening, self.weekend]
    }
}

/// Who of a community is a migrant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Migrants {
    share: f32,
    ties: f32,
}

impl Migrants {
    /// As a community's people are set up.
    pub(crate) fn of(people: &ResidentsSetup, rules: &MigrantRules) -> Migrants {
        Migrants { share: people.migrant_share as f32, ties: rules.ties as f32 }
    }

    /// Nobody.
    #[cfg(test)]
    pub(crate) fn none() -> Migrants {
        Migrants { share: 0.0, ties: 1.0 }
    }

    /// Whether there are any.
    pub(crate) fn any(self) -> bool {
        self.share > 0.0
    }

    /// Whether the resident who draws by these words is one.
    pub(crate) fn holds(self, key: WorldKey, [who, place]: [u32; 2]) -> bool {
        self.any() && uniform(key.draw(who, place, 0, Purpose::Origin, 0)[0]) < self.share
    }

    /// Factor on the ties of that resident.
    pub(crate) fn ties(self, key: WorldKey, words: [u32; 2]) -> f32 {
        if self.holds(key, words) { self.ties } else { 1.0 }
    }
}
