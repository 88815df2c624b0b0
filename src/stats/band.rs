//! The course of many runs as a line and a band: each run is averaged over its last weeks first, then the
//! mean and quantiles over runs are taken week by week.

use crate::stats::quantile;

/// What the runs show at one time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Band {
    /// 5% quantile.
    pub low: f64,
    /// Mean: the one that also stands in the tables, so that a line ends at their number.
    pub mean: f64,
    /// 95% quantile.
    pub high: f64,
}

/// Weeks over which a course is averaged, and where what it rests on changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trailing {
    /// Steps of a mean.
    pub width: usize,
    /// Steps after a break that have no mean yet: the line shows a gap there.
    pub gap: usize,
    /// First step of every stretch under the same conditions, in their order; what comes before the first one
    /// has no mean.
    pub stretches: Vec<usize>,
}

impl Trailing {
    /// The mean of the last steps up to each step, never of steps before the stretch that it lies in: what an
    /// arrangement brings about is not seen before it is there. Values that do not exist are left out; where
    /// a value does not exist there is no mean either.
    pub(crate) fn mean(&self, values: &[Option<f64>]) -> Vec<Option<f64>> {
        let mut means = vec![None; values.len()];
        for (nth, start) in self.stretches.iter().enumerate() {
            let end = self.stretches.get(nth + 1).copied().unwrap_or(values.len()).min(values.len());
            let stretch = values.get(*start..end).unwrap_or_default();
            // Of a stretch shorter than the gap the last step has a mean.
            let hidden = if nth == 0 { 0 } else { self.gap.min(stretch.len().saturating_sub(1)) };
            for at in hidden..stretch.len() {
                let last = &stretch[(at + 1).saturating_sub(self.width)..=at];
                means[start + at] = stretch[at].and_then(|_| mean(last));
            }
        }
        means
    }
}

fn mean(values: &[Option<f64>]) -> Option<f64> {
    let there = values.iter().flatten();
    let n = there.clone().count();
    (n > 0).then(|| there.sum::<f64>() / n as f64)
}

/// Mean and middle 90% of runs at every step; `None` where no run has a value.
pub(crate) fn bands(runs: &[Vec<Option<f64>>]) -> Vec<Option<Band>> {
    let steps = runs.iter().map(Vec::len).max().unwrap_or(0);
    let mut values = Vec::with_capacity(runs.len());
    (0..steps)
        .map(|step| {
            values.clear();
            values.extend(runs.iter().filter_map(|run| run.get(step).copied().flatten()));
            of(&mut values)
        })
        .collect()
}

/// Mean and middle 90% of values in any order.
pub(crate) fn of(values: &mut [f64]) -> Option<Band> {
    // In the order of the worlds, so that the mean is the same number as in the tables.
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    values.sort_by(f64::total_cmp);
    Some(Band { low: quantile(values, 0.05)?, mean, high: quantile(values, 0.95)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trailing(width: usize, gap: usize, stretches: &[usize]) -> Trailing {
        Trailing { width, gap, stretches: stretches.to_vec() }
    }

    #[test]
    fn a_mean_never_holds_what_came_before_its_stretch() {
        // Nothing until step 5, one from then on.
        let step: Vec<_> = (0..10).map(|i| Some(f64::from(u8::from(i >= 5)))).collect();
        let means = trailing(4, 2, &[1, 5]).mean(&step);
        assert_eq!(means[..5], [None, Some(0.0), Some(0.0), Some(0.0), Some(0.0)]);
        assert_eq!(means[5..], [None, None, Some(1.0), Some(1.0), Some(1.0)]);
        // Without the break the effect would be smeared over the steps after it, but never before it.
        assert_eq!(trailing(4, 2, &[1]).mean(&step)[4..7], [Some(0.0), Some(0.25), Some(0.5)]);
    }

    #[test]
    fn the_last_mean_is_that_of_the_last_steps_and_gaps_stay() {
        let line: Vec<_> = (0..9).map(|i| Some(f64::from(i))).collect();
        assert_eq!(trailing(4, 3, &[0]).mean(&line)[8], Some(6.5));
        let holes = [Some(1.0), None, Some(3.0), Some(5.0)];
        assert_eq!(trailing(3, 0, &[0]).mean(&holes), [Some(1.0), None, Some(2.0), Some(4.0)]);
        assert_eq!(trailing(3, 5, &[0, 2]).mean(&holes), [Some(1.0), None, None, Some(4.0)]);
        assert_eq!(trailing(3, 0, &[0, 9]).mean(&[]), []);
    }

    #[test]
    fn a_band_is_the_middle_nine_tenths() {
        let mut values: Vec<f64> = (0..=100).rev().map(f64::from).collect();
        assert_eq!(of(&mut values), Some(Band { low: 5.0, mean: 50.0, high: 95.0 }));
        assert_eq!(of(&mut []), None);
    }

    #[test]
    fn bands_leave_out_what_does_not_exist() {
        let runs = vec![vec![Some(1.0), None], vec![Some(3.0), None], vec![Some(2.0)]];
        let found = bands(&runs);
        assert_eq!(found[0].map(|b| b.mean), Some(2.0));
        assert_eq!(found[1], None);
    }
}
