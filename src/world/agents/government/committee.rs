//! The community committee: how much it cooperates by what the home brings it and what it burdens it with.

use crate::settings;
use crate::world::agents::government::Government;

settings! {
    /// The community committee.
    pub struct CommitteeRules = "government.committee" {
        /// How much more it cooperates with a home that is used twice as much as expected.
        benefit: f64 = 0.5, in [0.0, 2.0], "share",
            Assumption "a used home is a success of the neighbourhood, an empty one an idle room; no source";
        /// How much less with one that is open in the evening and at the weekend twice as long as usual.
        burden: f64 = 0.5, in [0.0, 2.0], "share",
            Assumption "somebody of the committee has the key and hears the complaints; no source";
        /// Open hours in the evening and at the weekend that are usual.
        late_usual: f64 = 22.0, in [1.0, 100.0], "hours/week",
            Assumption "half of the hours of the usual home: there nothing changes";
        /// Part of the way by which it follows what it sees in a month.
        speed: f64 = 0.15, in [0.0, 1.0], "per month", Assumption "half a year";
        /// Least of its usual cooperation.
        least: f64 = 0.3, in [0.0, 1.0], "share", Assumption "what is written in the agreement";
        /// Most of it.
        most: f64 = 1.5, in [1.0, 5.0], "share", Assumption "it has other things to do";
    }
}

impl Government {
    /// A month later, with this use of the home in parts of what is expected and so many late hours.
    pub(crate) fn weigh_cooperation(&mut self, rules: &CommitteeRules, used: f64, late: f64) {
        let benefit = rules.benefit * (used - 1.0);
        let burden = rules.burden * (late / rules.late_usual - 1.0);
        let aim = (1.0 + benefit - burden).clamp(rules.least, rules.most);
        self.given += rules.speed * (aim - self.given);
    }
}
