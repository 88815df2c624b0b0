//! What repairs cost, and what an equal budget for each of them buys.

use crate::batch::Stopped;
use crate::batch::rounds::Rounds;
use crate::language::{said, term};
use crate::measure::cost;
use crate::measure::values::{Worlds, worlds};
use crate::measure::window::Window;
use crate::scenario::Scenario;
use crate::stats::paired::Estimate;
use crate::study::diagnose::attribution::deficiencies;
use crate::study::diagnose::causes::{CAUSES, Cause, repaired};
use crate::study::diagnose::coalitions::coalitions;
use crate::study::diagnose::diagnosis::{CauseCost, CauseFraction, EqualCost, Move};
use crate::units::YEAR;
use crate::world::record::Measure;

/// Worlds that are enough to price a fraction of a repair.
const PRICING: u32 = 20;
/// Halvings of the interval in which the fraction lies: it is known to 1/256.
const HALVINGS: u32 = 8;

/// A scenario and the worlds in which it ran.
#[derive(Clone, Copy)]
pub(crate) struct Ran<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its worlds.
    pub worlds: &'a Worlds,
}

/// What the repair of each cause alone costs, from the worlds of the eight coalitions.
pub(crate) fn costs(coalitions: &[Scenario], worlds: &[Worlds], seed: u64) -> Vec<CauseCost> {
    let ran = |mask: usize| Ran { scenario: &coalitions[mask], worlds: &worlds[mask] };
    let cost = |(at, cause): (usize, &Cause)| CauseCost {
        name: cause.name.to_string(),
        yuan_a_year: extra_cost(cost::counted(), ran(0), ran(1 << at), seed),
        public_yuan_a_year: extra_cost(cost::public(), ran(0), ran(1 << at), seed),
    };
    CAUSES.iter().enumerate().map(cost).collect()
}

/// Extra cost a year by this measure, from the week in which a repair begins to act.
fn extra_cost(of: Option<&Measure>, base: Ran, other: Ran, seed: u64) -> Option<Estimate> {
    let weeks = base.scenario.blueprint.weeks;
    let begin = base.scenario.blueprint.parts_from(&other.scenario.blueprint).unwrap_or(1).max(1);
    let years = f64::from(weeks - begin + 1) / f64::from(YEAR);
    let measure = of?;
    let cost = |ran: Ran, world: &u32| ran.worlds.get(world)?.get(Window::Whole, measure);
    let extra: Vec<f64> = base
        .worlds
        .keys()
        .filter_map(|world| Some((cost(other, world)? - cost(base, world)?) / years))
        .collect();
    Estimate::of(&extra, seed)
}

/// An equal budget for each cause: so many yuan of full cost a year, judged in as many worlds as were asked
/// for.
#[derive(Clone, Copy)]
pub(crate) struct RepairBudget {
    /// Yuan a year.
    pub yuan: f64,
    /// Worlds.
    pub replicates: u32,
}

/// The deficiencies when each repair goes as far as the budget pays for.
pub(crate) fn equal_cost(
    rounds: &mut Rounds,
    base: Ran,
    moves: &[Vec<Move>; 3],
    budget: RepairBudget,
) -> Result<EqualCost, Stopped> {
    let mut fractions = [0.0; 3];
    let few = budget.replicates.min(PRICING);
    for (cause, fraction) in fractions.iter_mut().enumerate() {
        let stage = said!("price of {}", CAUSES[cause].name);
        *fraction =
            affordable(rounds, &stage, base, &moves[cause], RepairBudget { replicates: few, ..budget })?;
    }
    let all = coalitions(base.scenario, moves, fractions);
    let worlds = worlds(rounds, term("equal budgets"), &all, budget.replicates)?;
    let bought = CAUSES
        .iter()
        .zip(fractions)
        .map(|(cause, fraction)| CauseFraction { name: cause.name.to_string(), fraction });
    Ok(EqualCost {
        budget: budget.yuan,
        fractions: bought.collect(),
        costs: costs(&all, &worlds, rounds.seed),
        deficiencies: deficiencies(&worlds, rounds.seed),
    })
}

/// The largest fraction of a repair that a budget pays for, by bisection on its cost in a few worlds.
fn affordable(
    rounds: &mut Rounds,
    stage: &str,
    base: Ran,
    moves: &[Move],
    budget: RepairBudget,
) -> Result<f64, Stopped> {
    let few: Worlds =
        base.worlds.range(..=budget.replicates).map(|(world, values)| (*world, values.clone())).collect();
    let base = Ran { worlds: &few, ..base };
    let mut affords = |fraction: f64| {
        let part = [repaired(base.scenario, moves.iter().map(|one| (one, fraction)), " in part")];
        let worlds = worlds(rounds, stage, &part, budget.replicates)?;
        let repaired = Ran { scenario: &part[0], worlds: &worlds[0] };
        let cost = extra_cost(cost::counted(), base, repaired, rounds.seed);
        Ok(cost.is_some_and(|cost| cost.mean <= budget.yuan))
    };
    if affords(1.0)? {
        return Ok(1.0);
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        *(if affords(middle)? { &mut low } else { &mut high }) = middle;
    }
    Ok(low)
}
