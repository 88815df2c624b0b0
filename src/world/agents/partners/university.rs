//! The university: it sends students where somebody can guide them, and studies what comes of it.

use crate::levers::Levers;
use crate::settings;
use serde::{Deserialize, Serialize};

settings! {
    /// The university.
    pub struct UniversityRules = "partners.university" {
        /// Capability of service of a host below which students learn nothing there.
        guided_from: f64 = 0.25, in [0.0, 1.0], "index",
            Assumption "student help depends on the host's capacity (Littlepage & Gazley); a placement at \
            which nobody has time for the student is given up";
        /// … from which on they are well guided.
        guided_full: f64 = 0.45, in [0.0, 1.0], "index",
            Assumption "a little above the capability at which students help as much as they cost";
        /// Part of the way by which it follows what it saw of its placements in a week.
        learning: f64 = 0.06, in [0.0, 1.0], "per week", Assumption "a term";
        /// Hours of research and evaluation a week, for 10,000 residents, that take away 63% of the error of
        /// the third party and bring as much of what findings can teach.
        research_hours: f64 = 2.0, in [0.1, 100.0], "hours/week", Assumption "a small study a year";
        /// Training of professional service that findings amount to at most, as a part of a full course.
        research_training: f64 = 0.3, in [0.0, 1.0], "share",
            Assumption "what is found is talked over with those who work there; no source";
    }
}

/// What the university makes of the home.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct University {
    /// Part of the hours asked for that it sends, by how its students were guided.
    pub willing: f64,
}

impl Default for University {
    fn default() -> University {
        University { willing: 1.0 }
    }
}

impl University {
    /// Hours a week of students and teachers who come.
    pub(crate) fn placements(&self, levers: &Levers) -> f64 {
        levers.partners.university_hours * self.willing
    }

    /// It sees how its students are guided: by the capability of service of the host, where social workers
    /// (full-time equivalents) are there.
    pub(crate) fn see(&mut self, rules: &UniversityRules, capability: f64, workers: f64) {
        let span = (rules.guided_full - rules.guided_from).max(1e-9);
        let guided =
            if workers > 0.0 { ((capability - rules.guided_from) / span).clamp(0.0, 1.0) } else { 0.0 };
        self.willing += rules.learning * (guided - self.willing);
    }
}

impl UniversityRules {
    /// How far research is what it could be, 0–1: less and less for each further hour.
    pub(crate) fn studied(&self, levers: &Levers, scale: f64) -> f64 {
        1.0 - libm::exp(-levers.partners.research_hours / (self.research_hours * scale.max(1e-9)))
    }
}
