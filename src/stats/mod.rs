//! Means, quantiles, intervals, paired differences: what replicates say, and how sure they are.
//!
//! Missing values never enter silently: callers hand over what exists, and every answer that needs more
//! values than there are is `None`. Only `libm` functions, so that an interval is the same bytes everywhere.

pub(crate) mod apart;
pub(crate) mod band;
pub(crate) mod binomial;
pub(crate) mod bootstrap;
pub(crate) mod interval;
pub(crate) mod paired;
pub(crate) mod ratio;
pub(crate) mod student;

/// Standard error of a share among so many people who were asked, moved away from 0 and 1 by two answers each
/// way (Agresti & Coull 1998): nobody is sure of a share because all who were asked agreed.
pub(crate) fn share_error(share: f64, asked: f64) -> f64 {
    let share = (share.clamp(0.0, 1.0) * asked + 2.0) / (asked + 4.0);
    libm::sqrt(share * (1.0 - share) / (asked + 4.0))
}

/// Count, mean and squared deviations, updated one value at a time (Welford 1962): no list is kept, and
/// unlike a sum of squares it loses no digits when the mean is large.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Moments {
    n: u64,
    mean: f64,
    squares: f64,
}

impl Moments {
    /// Of values that exist.
    pub(crate) fn of(values: impl IntoIterator<Item = f64>) -> Moments {
        let mut moments = Moments::default();
        for value in values {
            moments.push(value);
        }
        moments
    }

    /// Take one more value.
    pub(crate) fn push(&mut self, value: f64) {
        self.n += 1;
        let off = value - self.mean;
        self.mean += off / self.n as f64;
        self.squares += off * (value - self.mean);
    }

    /// Take one more value if it exists.
    pub(crate) fn push_some(&mut self, value: Option<f64>) {
        if let Some(value) = value {
            self.push(value);
        }
    }

    /// How many values there were.
    pub(crate) fn n(&self) -> u64 {
        self.n
    }

    /// Their mean; `None` without values.
    pub(crate) fn mean(&self) -> Option<f64> {
        (self.n > 0).then_some(self.mean)
    }

    /// The unbiased variance; `None` with fewer than two values.
    pub(crate) fn variance(&self) -> Option<f64> {
        (self.n > 1).then(|| self.squares / (self.n - 1) as f64)
    }

    /// The standard deviation; `None` with fewer than two values.
    pub(crate) fn sd(&self) -> Option<f64> {
        self.variance().map(libm::sqrt)
    }

    /// The 95% Student interval of the mean; `None` with fewer than two values.
    pub(crate) fn interval(&self) -> Option<(f64, f64)> {
        let half = student::t_975(self.n - self.n.min(1))? * self.sd()? / libm::sqrt(self.n as f64);
        Some((self.mean - half, self.mean + half))
    }

    /// The same where all values lie within bounds: no end lies where no mean can.
    pub(crate) fn interval_within(&self, (least, most): (f64, f64)) -> Option<(f64, f64)> {
        self.interval().map(|(low, high)| (low.clamp(least, most), high.clamp(least, most)))
    }
}

/// The quantile `p` of values sorted ascending, with linear interpolation (type 7 of Hyndman & Fan, the
/// default of R and NumPy); `None` without values.
pub(crate) fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = p.clamp(0.0, 1.0) * last as f64;
    let below = libm::floor(place) as usize;
    let low = *sorted.get(below)?;
    // What lies beyond a place that is reached exactly does not count: it may be without end.
    let high = sorted.get(below + 1).copied().filter(|_| place > below as f64).unwrap_or(low);
    Some(low + (place - below as f64) * (high - low))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_of_a_known_list() {
        let m = Moments::of([2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]);
        assert_eq!(m.mean(), Some(5.0));
        assert!((m.variance().unwrap() - 32.0 / 7.0).abs() < 1e-12);
        let (lo, hi) = m.interval().unwrap();
        assert!((lo - 3.212_512_082).abs() < 1e-8 && (hi - 6.787_487_918).abs() < 1e-8, "{lo} {hi}");
    }

    #[test]
    fn no_end_lies_where_no_mean_can() {
        let wide = Moments::of([0.0, 0.0, 1.0]);
        assert!(wide.interval().unwrap().0 < 0.0 && wide.interval().unwrap().1 > 1.0);
        assert_eq!(wide.interval_within((0.0, 1.0)), Some((0.0, 1.0)));
        let counts = wide.interval_within((0.0, f64::INFINITY)).unwrap();
        assert_eq!((counts.0, counts.1), (0.0, wide.interval().unwrap().1));
        assert_eq!(Moments::of([1.0]).interval_within((0.0, 1.0)), None);
    }

    #[test]
    fn too_few_values_give_no_answer() {
        assert_eq!(Moments::default().mean(), None);
        assert_eq!(Moments::default().interval(), None);
        assert_eq!(Moments::of([1.0]).mean(), Some(1.0));
        assert_eq!(Moments::of([1.0]).sd(), None);
        assert_eq!(Moments::of([1.0]).interval(), None);
        assert_eq!(quantile(&[], 0.5), None);
    }

    #[test]
    fn moments_keep_their_digits_far_from_zero() {
        let m = Moments::of((0..1000).map(|i| 1e9 + f64::from(i % 2)));
        assert!((m.variance().unwrap() - 0.250_250_25).abs() < 1e-6);
    }

    #[test]
    fn quantiles_are_those_of_r() {
        let v = [1.0, 2.0, 4.0, 8.0, 16.0];
        for (p, q) in
            [(0.0, 1.0), (0.05, 1.2), (0.25, 2.0), (0.5, 4.0), (0.9, 12.8), (0.95, 14.4), (1.0, 16.0)]
        {
            assert!((quantile(&v, p).unwrap() - q).abs() < 1e-12, "{p}");
        }
        assert_eq!(quantile(&[3.0], 0.05), Some(3.0));
        assert_eq!(quantile(&[1.0, 2.0, f64::INFINITY], 0.5), Some(2.0));
    }
}
