//! Checks that every comparison makes of itself: the baseline against itself, and the weeks before scenarios
//! part.

use crate::scenario::Scenario;
use crate::study::compare::reduce::Reduced;
use crate::units::Week;
use crate::world::record::MEASURES;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The baseline lived twice in every tenth world: not one cell may differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Null {
    /// Worlds in which it was lived twice.
    pub worlds: u64,
    /// Cells of `series.csv` that were compared.
    pub cells: u64,
    /// Weeks (of all worlds) in which at least one cell differs.
    pub weeks_that_differ: u64,
}

/// Worlds per second life: each costs as much as a run from its start, which forked runs do not need.
const EVERY: u32 = 10;

/// Whether the baseline is lived a second time in this world, from its start and whole: the first world and
/// every tenth after it, so that a world's answer does not depend on how many there are.
pub(crate) fn lived_twice(replicate: u32) -> bool {
    replicate % EVERY == 1
}

/// The weeks before a scenario and the baseline part must be the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Prefix {
    /// The first week in which their levers differ; `None` when they never do. Week −1 stands for the warm
    /// start.
    #[serde(rename = "levers_differ_from_week")]
    pub parts: Option<Week>,
    /// Cells that were compared.
    pub cells: u64,
    /// Weeks (of all worlds) before that in which a cell differs.
    pub weeks_that_differ: u64,
    /// First week in which a cell differs in some world.
    pub first_difference: Option<Week>,
}

/// What a comparison checked of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SelfChecks {
    /// The baseline against itself.
    pub null: Null,
    /// The weeks before each compared scenario parts from the baseline.
    #[serde(rename = "prefix")]
    pub prefixes: Vec<ScenarioPrefix>,
}

/// A scenario against the baseline before it may differ.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ScenarioPrefix {
    /// Which.
    pub scenario: String,
    /// What was seen.
    #[serde(flatten)]
    pub check: Prefix,
}

/// Collects the checks of a comparison while runs arrive.
#[derive(Clone, Debug)]
pub(crate) struct Checks {
    base: BTreeMap<u32, Vec<u64>>,
    cells_a_week: u64,
    /// What was found so far.
    pub found: SelfChecks,
}

impl Checks {
    /// For a baseline and the scenarios compared with it.
    pub(crate) fn new(baseline: &Scenario, others: &[Scenario]) -> Checks {
        let prefix = |s: &Scenario| {
            let parts = baseline.blueprint.parts_from(&s.blueprint);
            ScenarioPrefix { scenario: s.name.clone(), check: Prefix { parts, ..Prefix::default() } }
        };
        Checks {
            base: BTreeMap::new(),
            cells_a_week: (baseline.blueprint.communities.len() * MEASURES.len()) as u64,
            found: SelfChecks { null: Null::default(), prefixes: others.iter().map(prefix).collect() },
        }
    }

    /// A run of the baseline.
    pub(crate) fn baseline(&mut self, replicate: u32, run: &Reduced) {
        self.base.insert(replicate, run.weeks.clone());
    }

    /// The same world of the baseline lived a second time.
    pub(crate) fn again(&mut self, replicate: u32, run: &Reduced) {
        if let Some(base) = self.base.remove(&replicate) {
            let null = &mut self.found.null;
            null.worlds += 1;
            null.cells += self.cells_a_week * base.len() as u64;
            let off = base.iter().zip(&run.weeks).filter(|(a, b)| a != b).count()
                + base.len().abs_diff(run.weeks.len());
            null.weeks_that_differ += off as u64;
        }
    }

    /// A run of the compared scenario `index`.
    pub(crate) fn scenario(&mut self, index: usize, replicate: u32, run: &Reduced) {
        let found = self.found.prefixes.get_mut(index).map(|found| &mut found.check);
        let (Some(base), Some(prefix)) = (self.base.get(&replicate), found) else { return };
        let before = prefix.parts.map_or(base.len(), |week| week.max(0) as usize).min(base.len());
        let differs = |week: &usize| base.get(*week) != run.weeks.get(*week);
        prefix.cells += self.cells_a_week * before as u64;
        prefix.weeks_that_differ += (0..before).filter(differs).count() as u64;
        let first = (0..base.len()).find(differs).map(|week| week as Week);
        prefix.first_difference = [prefix.first_difference, first].into_iter().flatten().min();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::library::Embedded;
    use crate::scenario::{Overrides, read};

    fn parts(a: &str, b: &str, sets: &[&str]) -> Option<Week> {
        let blueprint = |name: &str, sets: &[&str]| {
            let request = Overrides { sets: sets.iter().map(|s| s.to_string()).collect(), weeks: None };
            read(&[name.to_string()], &request, &Embedded).unwrap().remove(0).blueprint
        };
        blueprint(a, &[]).parts_from(&blueprint(b, sets))
    }

    #[test]
    fn scenarios_part_where_something_acts_that_did_not() {
        assert_eq!(parts("z-home", "z-home", &[]), None);
        assert_eq!(parts("z-home", "support", &[]), Some(53), "levers act from the handover on");
        assert_eq!(parts("z-home", "z-home", &["levers.operator.from=80"]), Some(53));
        assert_eq!(parts("z-home", "government-led", &[]), Some(53));
        assert_eq!(parts("z-home", "funding-cut", &[]), Some(156));
        assert_eq!(parts("z-home", "campaign", &[]), Some(53), "a campaign too needs an operator");
        assert_eq!(parts("z-home", "z-home", &["calendar.warm_start=20"]), Some(-1));
        assert_eq!(parts("z-home", "open-rooms", &[]), Some(-1), "the home itself differs");
        assert_eq!(parts("z-home", "county", &[]), Some(-1));
    }

    #[test]
    fn a_difference_is_counted_where_it_stands() {
        let read =
            |name: &str| read(&[name.to_string()], &Overrides::default(), &Embedded).unwrap().remove(0);
        let (base, other) = (read("z-home"), read("support"));
        let mut checks = Checks::new(&base, std::slice::from_ref(&other));
        let run = |changed: usize| {
            let weeks = (0..261).map(|w| u64::from(w == changed)).collect();
            Reduced { weeks, ..Reduced::default() }
        };
        let found = |checks: &Checks| checks.found.prefixes[0].check;
        checks.baseline(1, &run(999));
        checks.scenario(0, 1, &run(100));
        assert_eq!((found(&checks).weeks_that_differ, found(&checks).first_difference), (0, Some(100)));
        checks.scenario(0, 1, &run(20));
        assert_eq!((found(&checks).weeks_that_differ, found(&checks).first_difference), (1, Some(20)));
        checks.again(1, &run(3));
        assert_eq!(
            (checks.found.null.weeks_that_differ, checks.found.null.cells),
            (1, 261 * MEASURES.len() as u64)
        );
    }
}
