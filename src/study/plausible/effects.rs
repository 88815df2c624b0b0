//! Scenarios lived with plausible draws: in each random world every scenario meets the same draw, and weeks
//! in which they agree are lived once.

use crate::batch::rounds::{Rounds, runner};
use crate::batch::{Job, RunWorld, Stopped};
use crate::measure::values::Values;
use crate::measure::window::Window;
use crate::scenario::Scenario;
use crate::scenario::posterior::Posterior;
use crate::simulation::Trajectory;
use crate::stats::Moments;
use crate::study::calibrate::ignorance::{VarianceSplit, split};
use crate::study::plausible::figures::{AskedFigure, keep};
use crate::world::blueprint::Blueprint;
use crate::world::record::{MEASURES, Measure, index_of};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Worlds of each draw, one after another: two are the fewest that show chance.
pub(crate) const WORLDS: u32 = 2;

/// Differences of so small a part of what is compared are rounding.
const ROUNDING: f64 = 1e-12;

/// Random worlds in which draws are lived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WorldsOfDraws {
    /// Each draw in so many of its own.
    Own(u32),
    /// All draws in the same so many.
    Shared(u32),
}

impl WorldsOfDraws {
    /// Worlds of each draw.
    fn per_draw(self) -> u32 {
        let (WorldsOfDraws::Own(worlds) | WorldsOfDraws::Shared(worlds)) = self;
        worlds.max(1)
    }

    /// The random world of one life among all, from 1.
    fn world(self, life: u32) -> u32 {
        match self {
            WorldsOfDraws::Own(_) => life,
            WorldsOfDraws::Shared(_) => (life - 1) % self.per_draw() + 1,
        }
    }
}

/// What was lived: by world and scenario every measure of the last year, and behind them what else was asked;
/// sums are totals.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct DrawnWorlds {
    /// The scenarios, the baseline first.
    pub names: Vec<String>,
    /// Worlds of each draw.
    pub per_draw: u32,
    /// Names of what stands behind the measures of the last year: `participation@year-2`,
    /// `participation/age:elder`.
    pub beyond: Vec<String>,
    /// By number of the life, from 1: those of the first draw, those of the second, …
    pub worlds: BTreeMap<u32, Vec<Vec<Option<f64>>>>,
}

/// The mean effect of each draw, drawn together towards the mean of all by as much as chance spreads them:
/// their variance is then that of what is not known (shrinkage by the components of variance). A draw whose
/// worlds all show the very same shows no chance, and is taken as it is: a package that does nothing in it
/// does nothing.
pub(crate) fn by_draw(values: &[(usize, f64)]) -> Option<(VarianceSplit, BTreeMap<usize, f64>)> {
    let parts = split(values.iter().copied())?;
    let mut means: BTreeMap<usize, Moments> = BTreeMap::new();
    values.iter().for_each(|(draw, value)| means.entry(*draw).or_default().push(*value));
    let (chance, unknown) = (parts.chance.max(0.0), parts.ignorance.max(0.0));
    let drawn = |moments: &Moments| {
        let mean = moments.mean()?;
        if moments.n() > 1 && moments.variance() == Some(0.0) {
            return Some(mean);
        }
        let spread = unknown + chance / moments.n() as f64;
        let kept = if spread > 0.0 { libm::sqrt(unknown / spread) } else { 0.0 };
        Some(parts.mean + (mean - parts.mean) * kept)
    };
    let means = means.iter().filter_map(|(draw, moments)| Some((*draw, drawn(moments)?))).collect();
    Some((parts, means))
}

/// Live scenarios, the baseline first, with each of some draws. A failed world leaves a gap.
pub(crate) fn live_drawn(
    rounds: &mut Rounds,
    scenarios: &[Scenario],
    draws: &Posterior,
    worlds_of_draws: WorldsOfDraws,
    figures: &[AskedFigure],
) -> Result<DrawnWorlds, Stopped> {
    let mut lived = DrawnWorlds::none(scenarios, worlds_of_draws.per_draw(), figures);
    live_on(rounds, scenarios, (draws, 0..draws.draws.len()), (worlds_of_draws, figures), &mut lived)?;
    Ok(lived)
}

/// Live a part of the draws more: part after part gives the same as all at once.
pub(crate) fn live_on(
    rounds: &mut Rounds,
    scenarios: &[Scenario],
    (draws, part): (&Posterior, Range<usize>),
    (worlds_of_draws, figures): (WorldsOfDraws, &[AskedFigure]),
    lived: &mut DrawnWorlds,
) -> Result<(), Stopped> {
    let per_draw = worlds_of_draws.per_draw();
    let worlds = part.start as u32 * per_draw + 1..=part.end as u32 * per_draw;
    let run = rounds.run;
    let work = |job: &Job| {
        let values = &draws.draws[draws.draw_of(job.replicate, per_draw)];
        let drawn = |scenario: &Scenario| draws.drawn(&scenario.blueprint, values);
        let world = (job.seed, worlds_of_draws.world(job.replicate));
        Ok(live_together(run, &scenarios.iter().map(drawn).collect::<Vec<_>>(), world, figures))
    };
    let base = scenarios.get(..1).unwrap_or_default();
    let more = rounds.work("knowledge", base, worlds, &work, &mut |_, outcome| Ok(outcome))?;
    lived.worlds.extend(more.into_iter().flatten());
    Ok(())
}

/// All scenarios in one world, forked where they part unless each is run as somebody says.
pub(crate) fn live_together(
    run: Option<&RunWorld>,
    blueprints: &[Blueprint],
    (seed, world): (u64, u32),
    figures: &[AskedFigure],
) -> Vec<Vec<Option<f64>>> {
    let run = runner(run, blueprints.iter().collect());
    let told =
        |blueprint: &Blueprint| of_life(blueprint, &run(blueprint, seed, world, keep(figures)), figures);
    blueprints.iter().map(told).collect()
}

/// Every measure of the last year of a life, and behind them what else is asked.
pub(crate) fn of_life(blueprint: &Blueprint, run: &Trajectory, figures: &[AskedFigure]) -> Vec<Option<f64>> {
    let values = Values::of(blueprint, run);
    let last_year = MEASURES.iter().map(|measure| values.get(Window::LastYear, measure));
    last_year.chain(figures.iter().map(|figure| figure.value(&values, run))).collect()
}

impl DrawnWorlds {
    /// Of scenarios of which none was lived yet.
    pub(crate) fn none(scenarios: &[Scenario], per_draw: u32, figures: &[AskedFigure]) -> DrawnWorlds {
        DrawnWorlds {
            names: scenarios.iter().map(|scenario| scenario.name.clone()).collect(),
            per_draw,
            beyond: figures.iter().map(AskedFigure::to_string).collect(),
            worlds: BTreeMap::new(),
        }
    }

    /// Which draw a world took, from 0.
    pub(crate) fn draw_of(&self, world: u32) -> usize {
        ((world - 1) / self.per_draw.max(1)) as usize
    }

    /// The draws of which a world was lived.
    pub(crate) fn draws(&self) -> impl Iterator<Item = usize> {
        self.worlds.keys().map(|world| self.draw_of(*world)).collect::<BTreeSet<_>>().into_iter()
    }

    /// The worlds of a draw.
    pub(crate) fn of_draw(&self, draw: usize) -> impl Iterator<Item = u32> {
        let mine = move |world: &u32| self.draw_of(*world) == draw;
        self.worlds.keys().copied().filter(mine)
    }

    /// Values of a measure in a scenario, each with its draw.
    pub(crate) fn levels(&self, at: usize, measure: &Measure) -> Vec<(usize, f64)> {
        index_of(measure.name).map_or(vec![], |column| self.of_scenario(at, |row| row[column]))
    }

    /// What stands in each life of a scenario, with its draw.
    pub(crate) fn of_scenario(
        &self,
        at: usize,
        value: impl Fn(&[Option<f64>]) -> Option<f64>,
    ) -> Vec<(usize, f64)> {
        let lives = self.worlds.iter();
        lives.filter_map(|(world, of)| Some((self.draw_of(*world), value(&of[at])?))).collect()
    }

    /// Differences of a measure from the baseline, each with its draw.
    pub(crate) fn differences(&self, at: usize, measure: &Measure) -> Vec<(usize, f64)> {
        index_of(measure.name).map_or(vec![], |column| self.differences_in(at, column))
    }

    /// Differences of a column from the baseline, each with its draw.
    pub(crate) fn differences_in(&self, at: usize, column: usize) -> Vec<(usize, f64)> {
        self.differences_between(at, 0, column)
    }

    /// Differences of a column between two scenarios, each with its draw. What only rounding makes is none.
    pub(crate) fn differences_between(&self, at: usize, other: usize, column: usize) -> Vec<(usize, f64)> {
        let value = |(world, of): (&u32, &Vec<Vec<Option<f64>>>)| {
            let (one, other) = (of.get(at)?.get(column).copied()??, of.get(other)?.get(column).copied()??);
            let nothing = (one - other).abs() <= ROUNDING * one.abs().max(other.abs());
            Some((self.draw_of(*world), if nothing { 0.0 } else { one - other }))
        };
        self.worlds.iter().filter_map(value).collect()
    }
}
