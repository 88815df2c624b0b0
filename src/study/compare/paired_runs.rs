//! Scenarios in the same random worlds, and every rule by which they are compared, once: for runs that have
//! just ended as for those that are read back from a folder.

use crate::measure::window::Window;
use crate::stats::Moments;
use crate::stats::paired::Paired;
use crate::study::compare::breaks::Breaks;
use crate::study::compare::costs::key_of;
use crate::study::compare::effects::{mean_of, paired};
use crate::study::compare::frontier::{FrontierStanding, frontier};
use crate::study::compare::prices::{Extent, Priced, prices};
use crate::study::compare::ranking::{Ranking, WorldValues, in_window, rank};
use crate::units::Week;
use crate::world::record::{Measure, index_of};

/// One scenario of [`PairedRuns`].
#[derive(Clone, Debug)]
pub(crate) struct PairedCase<'a> {
    /// Its name.
    pub name: &'a str,
    /// Residents of all its communities, where that is known.
    pub residents: Option<f64>,
    /// What its runs were reduced to, by world.
    pub worlds: WorldValues<'a>,
}

/// Scenarios over the same weeks in the same random worlds; they are counted by their place in `cases`.
#[derive(Clone, Debug)]
pub(crate) struct PairedRuns<'a> {
    /// Seed of all worlds.
    pub seed: u64,
    /// Horizon.
    pub weeks: Week,
    /// Which of them the others are held against.
    pub baseline: usize,
    /// The scenarios.
    pub cases: Vec<PairedCase<'a>>,
}

impl<'a> PairedRuns<'a> {
    fn base(&self) -> Option<&PairedCase<'a>> {
        self.cases.get(self.baseline)
    }

    /// A scenario and what it is held against; `None` for the baseline itself.
    fn against_base(&self, at: usize) -> Option<(&PairedCase<'a>, &PairedCase<'a>)> {
        Some((self.base()?, self.cases.get(at)?)).filter(|_| at != self.baseline)
    }

    fn worlds(&self) -> Vec<WorldValues<'a>> {
        self.cases.iter().map(|case| case.worlds.clone()).collect()
    }

    /// The paired difference of a measure over a window against the baseline.
    pub(crate) fn effect(&self, at: usize, window: Window, measure: &Measure) -> Option<Paired> {
        let (base, case) = self.against_base(at)?;
        let place = Window::all(self.weeks).iter().position(|one| *one == window)?;
        paired(&base.worlds, &case.worlds, (place, window), index_of(measure.name)?, self.seed)
    }

    /// Last-year differences of a measure against the baseline, world by world.
    pub(crate) fn differences(&self, at: usize, measure: &Measure) -> Vec<(u32, f64)> {
        let Some((base, case)) = self.against_base(at) else { return vec![] };
        let mine = in_window(&case.worlds, Window::LastYear, measure);
        let base = in_window(&base.worlds, Window::LastYear, measure);
        base.into_iter().filter_map(|(world, value)| Some((world, mine.get(&world)? - value))).collect()
    }

    /// Mean of a measure in the last year over the worlds that the baseline has; a sum is the total.
    pub(crate) fn last_year(&self, at: usize, measure: &Measure) -> Option<f64> {
        let (base, case) = (self.base()?, self.cases.get(at)?);
        let values = in_window(&case.worlds, Window::LastYear, measure).into_iter();
        Moments::of(values.filter(|(world, _)| base.worlds.contains_key(world)).map(|v| v.1)).mean()
    }

    /// Scenarios in groups that can be told apart by a measure of the last year.
    pub(crate) fn ranks(&self, measure: &Measure) -> Ranking {
        let value = |case: &PairedCase| in_window(&case.worlds, Window::LastYear, measure);
        let sound = self.breaks().iter().map(|breaks| breaks.found.is_empty()).collect();
        let values: Vec<_> = self.cases.iter().map(value).collect();
        rank(&values, measure.better.order(), mean_of(measure), sound)
    }

    /// What breaks in each scenario.
    pub(crate) fn breaks(&self) -> Vec<Breaks> {
        self.cases.iter().map(|case| Breaks::of(&case.worlds)).collect()
    }

    /// How each scenario stands between the full cost and a measure of the last year.
    pub(crate) fn frontier(&self, measure: &Measure) -> Vec<FrontierStanding> {
        frontier(&self.worlds(), measure, self.seed)
    }

    /// The key of draws for what compares a scenario with the baseline.
    pub(crate) fn key(&self, at: usize) -> u64 {
        self.against_base(at).map_or(self.seed, |(base, case)| key_of(self.seed, base.name, case.name))
    }

    /// What more of a good costs in a scenario; nothing for the baseline itself.
    pub(crate) fn prices(&self, at: usize) -> Vec<Priced> {
        let Some((base, case)) = self.against_base(at) else { return vec![] };
        let extent = Extent { weeks: self.weeks, residents: case.residents };
        prices(&base.worlds, &case.worlds, extent, self.key(at))
    }
}
