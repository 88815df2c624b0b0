//! What a report draws over weeks, and of groups of residents: courses that never reach across a change, and
//! differences from the baseline.

use crate::stats::Moments;
use crate::stats::band::{Band, Trailing, bands};
use crate::stats::paired::Estimate;
use crate::study::compare::case::{Case, GroupKey, RunResults};
use crate::study::compare::comparison::Comparison;
use crate::study::compare::costs::key_of;
use crate::units::YEAR;
use crate::world::record::group::Group;
use crate::world::record::groups::YearlyFigure;
use std::collections::BTreeSet;

/// Weeks after a handover or a dated change that have no mean of their own yet.
const GAP: usize = 12;

impl Case {
    /// First weeks of the stretches under the same conditions: the first week, the handover, dated changes.
    fn stretches(&self) -> BTreeSet<usize> {
        let handover = self.before_ends.map(|week| week + 1);
        let later = self.changes.iter().copied().chain(handover).filter(|week| *week > 1);
        later.filter_map(|week| usize::try_from(week).ok()).chain([1]).collect()
    }
}

impl Comparison {
    /// Last weeks of a stretch, as the weeks of a mean: the mean of a year ends at the last-year mean, unless
    /// the last stretch of a course is shorter.
    fn trailing<'a>(&self, cases: impl IntoIterator<Item = &'a Case>, width: usize) -> Trailing {
        let stretches: BTreeSet<usize> = cases.into_iter().flat_map(Case::stretches).collect();
        let inside = stretches.into_iter().filter(|start| *start <= self.weeks.max(1) as usize);
        Trailing { width, gap: GAP.min(width.saturating_sub(1)), stretches: inside.collect() }
    }

    /// Whether the course of a scenario, and of its difference from the baseline, ends at the number of the
    /// last year: no stretch begins within that year.
    pub(crate) fn ends_at_last_year(&self, case: &Case) -> bool {
        let year = self.weeks.clamp(1, YEAR) as usize;
        let first = (self.weeks.max(1) as usize + 1).saturating_sub(year);
        self.trailing(self.base().into_iter().chain([case]), year)
            .stretches
            .iter()
            .all(|start| *start <= first)
    }

    fn weekly_of<'a>(&self, world: &'a RunResults, measure: &str) -> Option<&'a [Option<f64>]> {
        let at = self.weekly.iter().position(|m| m.name == measure)?;
        world.weekly.get(at).map(Vec::as_slice)
    }

    /// The course of a measure: each run averaged over the last `width` weeks.
    pub(crate) fn bands(&self, case: &Case, measure: &str, width: usize) -> Vec<Option<Band>> {
        let trailing = self.trailing([case], width);
        let runs = case.worlds.values().filter_map(|world| self.weekly_of(world, measure));
        bands(&runs.map(|run| trailing.mean(run)).collect::<Vec<_>>())
    }

    /// The course of a measure in each world, averaged as in [`Comparison::bands`].
    pub(crate) fn single_courses(&self, case: &Case, measure: &str, width: usize) -> Vec<Vec<Option<f64>>> {
        let trailing = self.trailing([case], width);
        let runs = case.worlds.values().filter_map(|world| self.weekly_of(world, measure));
        runs.map(|run| trailing.mean(run)).collect()
    }

    /// The course of the difference against the baseline, world by world: exactly zero while both live under
    /// the same conditions.
    pub(crate) fn differences(&self, case: &Case, measure: &str, width: usize) -> Vec<Option<Band>> {
        let Some(base) = self.base() else { return vec![] };
        let trailing = self.trailing([case, base], width);
        let minus = |(a, b): (&Option<f64>, &Option<f64>)| a.zip(*b).map(|(a, b)| a - b);
        let run = |(number, world): (&u32, &RunResults)| {
            let (mine, other) =
                (self.weekly_of(world, measure)?, self.weekly_of(base.worlds.get(number)?, measure)?);
            Some(trailing.mean(&mine.iter().zip(other).map(minus).collect::<Vec<_>>()))
        };
        bands(&case.worlds.iter().filter_map(run).collect::<Vec<_>>())
    }

    /// The change of a figure of a group from the baseline in the last whole year, world by world.
    pub(crate) fn group_change(&self, case: &Case, group: Group, figure: YearlyFigure) -> Option<Estimate> {
        let base = self.base().filter(|base| base.name != case.name)?;
        let key = GroupKey { year: (self.weeks / YEAR).unsigned_abs(), group, figure };
        let of = |world: &RunResults| world.groups.get(&key)?.value();
        let pairs =
            case.worlds.iter().filter_map(|(world, run)| Some(of(run)? - of(base.worlds.get(world)?)?));
        let draws = key_of(self.seed.parse().unwrap_or(0), &base.name, &case.name);
        Estimate::of_most(&pairs.collect::<Vec<_>>(), draws)
    }

    /// A figure of a group in the last whole year, over worlds.
    pub(crate) fn group(&self, case: &Case, group: Group, figure: YearlyFigure) -> Moments {
        let key = GroupKey { year: (self.weeks / YEAR).unsigned_abs(), group, figure };
        let value = |world: &RunResults| world.groups.get(&key)?.value();
        Moments::of(case.worlds.values().filter_map(value))
    }
}
