//! Whatever is given to a home, a package that is called worth its money has an operator who pays its people:
//! grants by posts, also where nobody bids or nobody can be paid.

use crate::inside::common::with;
use crate::measure::values::Values;
use crate::measure::window::{Window, over};
use crate::simulation::{Retain, run};
use crate::study::compare::frontier::{FrontierStanding, frontier};
use crate::study::compare::ranking::WorldValues;
use crate::world::record::measure;
use std::collections::BTreeMap;

const GRANTS: [u32; 5] = [0, 60_000, 110_000, 208_000, 320_000];
const POSTS: [u32; 3] = [0, 1, 2];
const WORLDS: u32 = 3;

/// What is given, what it comes to in each world, and the share of weeks without an operator and with late
/// wages in the last year, mean over worlds.
struct Lived {
    name: String,
    values: BTreeMap<u32, Values>,
    without_operator: f64,
    late: f64,
}

fn lived(grant: u32, managers: u32, workers: u32) -> Lived {
    let sets = [
        format!("levers.funding.grant={grant}"),
        format!("levers.operator.managers={managers}"),
        format!("levers.operator.social_workers={workers}"),
    ];
    let blueprint = with("z-home", &sets.each_ref().map(String::as_str));
    let last_year = Window::LastYear.weeks(&blueprint).expect("a last year");
    let (mut values, mut without, mut late) = (BTreeMap::new(), 0.0, 0.0);
    for world in 1..=WORLDS {
        let run = run(&blueprint, 1, world, Retain::default());
        let share = |name| over(measure(name).expect("a measure"), &run.records, &last_year, None).value();
        without += share("without_operator").expect("an operator is wished for") / f64::from(WORLDS);
        late += share("late_wages").unwrap_or(0.0) / f64::from(WORLDS);
        values.insert(world, Values::of(&blueprint, &run));
    }
    let name = format!("{grant} yuan, {managers} managers, {workers} social workers");
    Lived { name, values, without_operator: without, late }
}

#[test]
fn every_package_on_the_frontier_has_an_operator_and_pays_its_people() {
    let grid: Vec<(u32, u32, u32)> = GRANTS
        .iter()
        .flat_map(|g| POSTS.iter().flat_map(move |m| POSTS.iter().map(move |w| (*g, *m, *w))))
        .collect();
    let all = crate::parallel::map(grid.len(), |at| lived(grid[at].0, grid[at].1, grid[at].2));
    let by_world: Vec<WorldValues> =
        all.iter().map(|one| one.values.iter().map(|(world, values)| (*world, values)).collect()).collect();
    let found = frontier(&by_world, measure("participation").expect("a measure"), 1);
    let mut wrong = Vec::new();
    for (one, standing) in all.iter().zip(&found) {
        let on = standing.dominated_by.is_none() && standing.broken.is_none();
        println!(
            "{:44} {:9.0} yuan {:.4} without {:.2} late {:.2} on {on} {:?}",
            one.name, standing.cost, standing.effect, one.without_operator, one.late, standing.broken
        );
        if on && (one.without_operator > 0.1 || one.late > 0.1)
            || standing.broken.is_some() && standing.p_frontier > 0.0
        {
            wrong.push(&one.name);
        }
    }
    assert_eq!(wrong, Vec::<&String>::new());
    let competing = |s: &&FrontierStanding| s.broken.is_none();
    assert!(found.iter().filter(competing).any(|s| s.dominated_by.is_none()), "somebody can be chosen");
    // The rule decides: the cheapest of all would stand on the frontier, and nobody runs it or is paid.
    let cheapest = found.iter().min_by(|a, b| a.cost.total_cmp(&b.cost)).expect("packages");
    assert!(cheapest.broken.is_some(), "{cheapest:?}");
}
