//! The course of many runs as a line and a band: each run is smoothed first, then quantiles are taken week by
//! week.

use crate::stats::quantile;

/// What the runs show at one time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Band {
    /// 5% quantile.
    pub low: f64,
    /// Median.
    pub middle: f64,
    /// 95% quantile.
    pub high: f64,
}

/// The centred moving mean over `width` steps, near an end over those that there are. Values that do not
/// exist are left out; where a value does not exist there is no mean either.
pub(crate) fn smooth(values: &[Option<f64>], width: usize) -> Vec<Option<f64>> {
    let half = width / 2;
    let mean = |at: usize| {
        values.get(at).copied().flatten()?;
        let (first, last) = (at.saturating_sub(half), (at + half).min(values.len() - 1));
        let (mut sum, mut n) = (0.0, 0_u32);
        for value in values[first..=last].iter().flatten() {
            sum += value;
            n += 1;
        }
        (n > 0).then(|| sum / f64::from(n))
    };
    (0..values.len()).map(mean).collect()
}

/// Median and middle 90% of runs at every step; `None` where no run has a value.
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

/// Median and middle 90% of values in any order.
pub(crate) fn of(values: &mut [f64]) -> Option<Band> {
    values.sort_by(f64::total_cmp);
    Some(Band { low: quantile(values, 0.05)?, middle: quantile(values, 0.5)?, high: quantile(values, 0.95)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn smoothing_keeps_lines_and_gaps() {
        let line: Vec<_> = (0..9).map(|i| Some(f64::from(i))).collect();
        assert_eq!(smooth(&line, 5)[2..7], line[2..7]);
        assert_eq!((smooth(&line, 5)[0], smooth(&line, 5)[8]), (Some(1.0), Some(7.0)));
        let gap = [Some(1.0), None, Some(3.0), Some(5.0), Some(1.0)];
        assert_eq!(smooth(&gap, 3), [Some(1.0), None, Some(4.0), Some(3.0), Some(3.0)]);
        assert_eq!(smooth(&[], 3), []);
    }

    #[test]
    fn a_band_is_the_middle_nine_tenths() {
        let mut values: Vec<f64> = (0..=100).rev().map(f64::from).collect();
        assert_eq!(of(&mut values), Some(Band { low: 5.0, middle: 50.0, high: 95.0 }));
        assert_eq!(of(&mut []), None);
    }

    #[test]
    fn bands_leave_out_what_does_not_exist() {
        let runs = vec![vec![Some(1.0), None], vec![Some(3.0), None], vec![Some(2.0)]];
        let found = bands(&runs);
        assert_eq!(found[0].map(|b| b.middle), Some(2.0));
        assert_eq!(found[1], None);
    }
}
