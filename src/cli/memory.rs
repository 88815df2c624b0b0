//! Whether the worlds that are lived at once fit into memory: asked before anything is computed.

use crate::batch::replicates::threads;
use crate::cli::Failure;
use crate::files::machine::{free_memory, words};
use crate::language::{said, term};
use crate::scenario::Scenario;
use crate::simulation::need;
use crate::study::compare::reduce::kept_bytes;

/// What is about to be lived.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Demand {
    /// Runs of each scenario.
    pub replicates: u32,
    /// Threads; 0 for all cores.
    pub threads: usize,
    /// Worlds that are alive at once for each run.
    pub worlds_each: u64,
    /// Residents of each world who are told of one by one.
    pub sample: u32,
}

/// Refuse what does not fit (exit 3), with the figures and what would.
pub(crate) fn check(scenarios: &[Scenario], demand: Demand) -> Result<(), Failure> {
    match free_memory() {
        Some(free) => check_against(scenarios, demand, free),
        None => Ok(()),
    }
}

/// Finished runs that wait for an older one, for each thread.
const WAITING: u64 = 2;

fn check_against(scenarios: &[Scenario], demand: Demand, free: u64) -> Result<(), Failure> {
    let Some(largest) = scenarios.iter().max_by_key(|s| need::of_world(&s.blueprint)) else { return Ok(()) };
    let (world, kept) = (need::of_world(&largest.blueprint), need::of_history(&largest.blueprint));
    let runs = scenarios.len() as u64 * u64::from(demand.replicates);
    let at_once = (threads(demand.threads) as u64).min(runs).max(1);
    let sampled = need::of_sample(demand.sample);
    let each = world * demand.worlds_each + sampled + WAITING * (kept + sampled);
    let needed = each.saturating_mul(at_once);
    if needed <= free {
        return Ok(());
    }
    let people: i64 = largest.blueprint.communities.iter().map(|place| i64::from(place.population())).sum();
    let (worlds, fit) = (at_once * demand.worlds_each, free / each.max(1));
    let plural = if worlds == 1 { "world" } else { "worlds" };
    let way_out = match fit {
        0 if demand.sample > 0 => term("fewer residents or weeks, or a smaller --sample").to_string(),
        0 => term("fewer residents or weeks").to_string(),
        fit => said!("-j {fit}, or fewer residents or weeks"),
    };
    Err(Failure::new(
        3,
        said!(
            "`{}` needs about {}: {worlds} {plural} of {} residents and {} weeks at once; {} are free: \
             {way_out}",
            largest.name,
            words(needed),
            grouped(people),
            largest.blueprint.weeks,
            words(free),
        ),
    ))
}

/// Refuse a comparison whose reduced runs would not fit beside one another: a comparison holds all of them.
pub(crate) fn check_comparison(scenarios: &[Scenario], replicates: u32) -> Result<(), Failure> {
    match free_memory() {
        Some(free) => comparison_against(scenarios, replicates, free),
        None => Ok(()),
    }
}

fn comparison_against(scenarios: &[Scenario], replicates: u32, free: u64) -> Result<(), Failure> {
    let each: u64 =
        scenarios.iter().map(|s| kept_bytes(s.blueprint.weeks, s.blueprint.groups.len() + 1)).sum();
    let needed = each.saturating_mul(u64::from(replicates));
    if needed <= free {
        return Ok(());
    }
    let message = said!(
        "{replicates} worlds of {} scenarios need about {} to be compared; {} are free: -r {}, or fewer \
         scenarios",
        scenarios.len(),
        words(needed),
        words(free),
        free / each.max(1),
    );
    Err(Failure::new(3, message))
}

/// A whole number in groups of three digits.
fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a helper of a test may stop it
mod tests {
    use super::{Demand, check_against, comparison_against, grouped};
    use crate::scenario;
    use crate::scenario::library::Embedded;
    use crate::scenario::{Overrides, Scenario};

    fn of(people: u32) -> Vec<Scenario> {
        let sets = vec![format!("residents.population={people}")];
        scenario::read(&["z-home".into()], &Overrides { sets, weeks: None }, &Embedded).unwrap()
    }

    #[test]
    fn a_comparison_that_does_not_fit_is_refused_with_the_worlds_that_would() {
        let scenarios = of(500);
        assert!(comparison_against(&scenarios, 2_000, 1_000_000_000).is_ok());
        let refused = comparison_against(&scenarios, 1_000_000, 1_000_000_000).unwrap_err();
        assert!(refused.code == 3 && refused.message.contains("1000000 worlds of 1 scenarios need about"));
        let fit: u32 =
            refused.message.split("-r ").nth(1).unwrap().split(',').next().unwrap().parse().unwrap();
        assert!(comparison_against(&scenarios, fit, 1_000_000_000).is_ok());
        assert!(comparison_against(&scenarios, fit + 1, 1_000_000_000).is_err());
    }

    #[test]
    fn what_does_not_fit_is_refused_with_what_would() {
        let demand = Demand { replicates: 20, threads: 4, worlds_each: 1, sample: 0 };
        let said = |free| check_against(&of(50_000_000), demand, free).err().map(|f| (f.code, f.message));
        let (code, words) = said(10_000_000_000).unwrap();
        assert_eq!(code, 3);
        for part in ["4 worlds of 50,000,000 residents", "10.0 GB are free", "-j 2, or fewer"] {
            assert!(words.contains(part), "{part}: {words}");
        }
        assert!(said(1_000_000_000).unwrap().1.contains("are free: fewer residents"));
        assert_eq!(said(20_000_000_000), None);
        // Ten million people told of one by one take more than their world.
        let sampled = Demand { sample: 10_000_000, ..demand };
        let refused = check_against(&of(10_000_000), sampled, 10_000_000_000).unwrap_err().message;
        assert!(refused.contains("or a smaller --sample"), "{refused}");
        assert!(check_against(&of(10_000_000), demand, 10_000_000_000).is_ok());
        let one = Demand { replicates: 1, ..demand };
        assert!(check_against(&of(50_000_000), one, 5_000_000_000).is_ok());
        assert_eq!([0, 999, 1_000, 12_345_678].map(grouped), ["0", "999", "1,000", "12,345,678"]);
    }
}
