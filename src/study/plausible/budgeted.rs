//! Draws lived within a budget. The first ones show how much of the spread between lives is chance; that
//! decides in how many random worlds each draw is lived.

use crate::batch::Stopped;
use crate::batch::rounds::Rounds;
use crate::scenario::Scenario;
use crate::scenario::posterior::Posterior;
use crate::study::plausible::budget::{DrawPlan, FEWEST, chance_beside_draws};
use crate::study::plausible::effects::{DrawnWorlds, WorldsOfDraws, live_on};
use crate::study::plausible::figures::AskedFigure;
use crate::world::record::Measure;
use std::ops::Range;

/// What may be spent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum DrawPurse {
    /// So many draws, each in the fewest worlds that show chance.
    Draws(usize),
    /// So many lives of each scenario.
    Lives(f64),
}

/// Live scenarios with draws, and say with which. The plan depends on nothing but lives that were lived, so
/// that the same request gives the same plan.
pub(crate) fn live_within(
    rounds: &mut Rounds,
    (scenarios, ranked): (&[Scenario], &Measure),
    all: &Posterior,
    purse: DrawPurse,
    figures: &[AskedFigure],
) -> Result<(DrawnWorlds, Posterior), Stopped> {
    let there = all.draws.len();
    let mut live = |plan: DrawPlan, draws: &Posterior, part: Range<usize>, lived: &mut DrawnWorlds| {
        live_on(rounds, scenarios, (draws, part), (WorldsOfDraws::Own(plan.per_draw), figures), lived)
    };
    let begin =
        |plan: DrawPlan| (all.evenly(plan.draws), DrawnWorlds::none(scenarios, plan.per_draw, figures));
    let (first, lives) = match purse {
        DrawPurse::Draws(draws) => (DrawPlan::of_draws(draws.min(there)), None),
        DrawPurse::Lives(lives) => (DrawPlan::best(lives, there, 0.0), Some(lives)),
    };
    let (draws, mut lived) = begin(first);
    let Some(lives) = lives.filter(|_| first.draws > FEWEST) else {
        live(first, &draws, 0..first.draws, &mut lived)?;
        return Ok((lived, draws));
    };
    live(first, &draws, 0..FEWEST, &mut lived)?;
    let left = lives - FEWEST as f64 * f64::from(first.per_draw);
    let chance = chance_beside_draws(&lived, ranked).unwrap_or(0.0);
    let plan = DrawPlan::best(left, there, chance);
    if plan.per_draw == first.per_draw {
        live(first, &draws, FEWEST..first.draws, &mut lived)?;
        return Ok((lived, draws));
    }
    let (draws, mut lived) = begin(plan);
    live(plan, &draws, 0..plan.draws, &mut lived)?;
    Ok((lived, draws))
}
