//! How many draws a budget of time allows. Reckoned, not clocked: the same request takes the same draws and
//! gives the same bytes on any machine.

use crate::scenario::Scenario;
use crate::study::plausible::effects::WORLDS;

/// Seconds of one core for a resident's week, and for a run whatever its size; `cargo bench --bench week` and
/// `founding` on the machine of the record.
const RESIDENT_WEEK: f64 = 3e-8;
const RUN: f64 = 2e-3;

/// Weeks of the warm start before the first one.
const WARM: f64 = 52.0;

/// Cores of the machine for which a budget is stated.
const CORES: f64 = 2.0;

/// The fewest draws of which a range from 5 to 95 % says something.
pub(crate) const FEWEST: usize = 20;

/// The usual budget in seconds.
pub(crate) const USUAL: f64 = 60.0;

/// Part of a budget that is planned with: machines differ, and files are written too.
const PLANNED: f64 = 0.75;

/// Seconds on two cores for one world of each scenario.
fn seconds(scenarios: &[Scenario]) -> f64 {
    let one = |scenario: &Scenario| {
        let residents: f64 = scenario.blueprint.communities.iter().map(|c| f64::from(c.population())).sum();
        RUN + residents * (f64::from(scenario.blueprint.weeks) + WARM) * RESIDENT_WEEK
    };
    scenarios.iter().map(one).sum::<f64>() / CORES
}

/// Seconds on two cores for so many draws beside so many worlds of chance.
pub(crate) fn seconds_for(scenarios: &[Scenario], replicates: u32, draws: usize) -> f64 {
    seconds(scenarios) * (f64::from(replicates) + draws as f64 * f64::from(WORLDS)) / PLANNED
}

/// How many lives of a scenario fit into a budget.
pub(crate) fn lives_within(budget: f64, scenario: &Scenario) -> f64 {
    budget * PLANNED / seconds(std::slice::from_ref(scenario)).max(1e-9)
}

/// How many of the draws that there are fit into a budget beside so many worlds of chance; never fewer than
/// [`FEWEST`], if there are so many.
pub(crate) fn draws_within(budget: f64, scenarios: &[Scenario], replicates: u32, there: usize) -> usize {
    let worlds = budget * PLANNED / seconds(scenarios).max(1e-9) - f64::from(replicates);
    ((worlds / f64::from(WORLDS)).max(0.0) as usize).max(FEWEST).min(there)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::library::Embedded;
    use crate::scenario::{Overrides, read};

    #[test]
    fn four_scenarios_of_ten_thousand_end_in_a_minute_and_small_ones_take_all_draws() {
        let names = ["z-home", "support", "capacity", "mechanism"].map(str::to_string);
        let of = |sets: &[&str], weeks| {
            let sets = sets.iter().map(|set| set.to_string()).collect();
            read(&names, &Overrides { sets, weeks }, &Embedded).unwrap()
        };
        let whole = of(&[], None);
        // 2 ms and 10,000 × 312 weeks × 30 ns = 95.6 ms of a core for a run, 0.1912 s on two for four: 45 s
        // are 235 worlds, 20 of them for chance.
        assert_eq!(draws_within(60.0, &whole, 20, 1_000), 107);
        assert_eq!(draws_within(60.0, &whole, 20, 100), 100);
        assert_eq!(draws_within(1.0, &whole, 20, 100), FEWEST);
        assert_eq!(draws_within(1.0, &whole, 20, 10), 10);
        let small = of(&["residents.population=200", "home.seats=8"], Some(60));
        assert_eq!(draws_within(60.0, &small, 20, 1_000), 1_000);
        assert!((seconds_for(&whole, 20, 107) - 60.0).abs() < 0.6);
    }
}
