//! One thing that a member can contradict: a band that somebody measured, a side, or an equality.
//!
//! A band is judged alike whether a row or a pattern claims it: its middle is the observation, a quarter of
//! its width one standard deviation of what was measured; how far a model of this form can be off at its best
//! nobody knows, and is taken to be as much again. Of a side ("gifts fall") no size was measured, so that
//! there is nothing to be off by: it is contradicted where the effect surely goes the other way. An equality
//! (a band around nought, "within ±5%") has what counts as equal in itself. What does not exist with a member
//! contradicts a row, which was measured to exist; a pattern it leaves undecided.

use crate::stats::Moments;
use crate::study::validate::figure::{Claim, Figure};
use crate::study::validate::setting_runs::Replays;

/// From this implausibility on a member is ruled out.
pub(crate) const IMPLAUSIBLE: f64 = 3.0;

/// Standard deviations beyond which a band says no more than that it is missed: a home that nobody visits
/// would otherwise outweigh all others.
const FURTHEST: f64 = 8.0;

/// Something that a member can contradict.
pub(crate) struct Test {
    /// The row or the pattern.
    pub id: String,
    /// What is looked at.
    pub figure: Figure,
    /// What is claimed of it.
    pub claim: Claim,
}

impl Test {
    /// What it finds in the worlds of each member; of a band how far it is missed.
    pub(crate) fn by_member(
        &self,
        lived: &Replays,
        members: usize,
        worlds: usize,
    ) -> Result<Vec<Moments>, String> {
        let columns = self.figure.of.iter().map(|(reading, setting)| lived.values(reading, setting));
        let columns: Vec<Vec<Option<f64>>> = columns.collect::<Result<_, _>>()?;
        let of_world =
            |world: usize| columns.iter().map(|column| column[world]).collect::<Option<Vec<f64>>>();
        let of_member = |member: usize| {
            let complete: Vec<Vec<f64>> =
                (member * worlds..(member + 1) * worlds).filter_map(of_world).collect();
            let values = self.figure.by_world(&complete).into_iter();
            Moments::of(values.map(|value| self.band().map_or(value, |band| band.misfit(value))))
        };
        Ok((0..members).map(of_member).collect())
    }

    /// Whether it is a row of the table of targets.
    fn is_row(&self) -> bool {
        self.id.starts_with('T')
    }

    /// What was measured; `None` for sides and equalities.
    pub(crate) fn band(&self) -> Option<MeasuredBand> {
        match self.claim {
            Claim::Within(low, high) if low != -high => Some(MeasuredBand::new(low, high)),
            _ => None,
        }
    }

    /// How far what was found keeps off each side at which it would be ruled out, if its worlds were many.
    pub(crate) fn margins(&self, found: f64) -> Vec<f64> {
        match self.claim {
            _ if self.band().is_some() => vec![IMPLAUSIBLE + found, IMPLAUSIBLE - found],
            Claim::Above(bound) => vec![found - bound],
            Claim::Below(bound) => vec![bound - found],
            Claim::Within(low, high) => vec![found - low, high - found],
            Claim::Told | Claim::Jointly => vec![],
        }
    }

    /// Whether what a member shows contradicts it. `usual` is the variance between worlds of the middle
    /// member: one whose few worlds agree by luck is no surer for it, and one whose worlds differ more tells
    /// less of a pattern.
    pub(crate) fn rules_out(&self, found: &Moments, usual: f64) -> bool {
        let Some(mean) = found.mean() else { return self.is_row() };
        let own = if self.is_row() { 0.0 } else { found.variance().unwrap_or(0.0) };
        self.contradicts(mean, own.max(usual) / found.n() as f64)
    }

    /// Whether what was found, with its variance by chance, contradicts it.
    fn contradicts(&self, found: f64, chance: f64) -> bool {
        if self.band().is_some() {
            return found.abs() > IMPLAUSIBLE * libm::sqrt(1.0 + chance);
        }
        let slack = IMPLAUSIBLE * libm::sqrt(chance);
        self.margins(found).into_iter().any(|margin| margin + slack < 0.0)
    }
}

/// What was measured: by factors where it lies above nought, else by differences.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct MeasuredBand {
    by_factors: bool,
    middle: f64,
    /// Of measurement and model together.
    sd: f64,
}

impl MeasuredBand {
    fn new(low: f64, high: f64) -> MeasuredBand {
        let by_factors = low > 0.0;
        let (low, high) = if by_factors { (libm::log(low), libm::log(high)) } else { (low, high) };
        let measured = (high - low) / 4.0;
        let sd = measured * std::f64::consts::SQRT_2;
        MeasuredBand { by_factors, middle: f64::midpoint(low, high), sd }
    }

    /// Standard deviations from the middle to a value.
    fn misfit(&self, value: f64) -> f64 {
        let value = if self.by_factors { libm::log(value.max(f64::MIN_POSITIVE)) } else { value };
        ((value - self.middle) / self.sd).clamp(-FURTHEST, FURTHEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test(id: &str, claim: Claim) -> Test {
        Test { id: id.into(), figure: Figure::level("visits last-year", "z-home"), claim }
    }

    #[test]
    fn a_row_is_missed_by_factors_and_beyond_three_standard_deviations_it_rules_out() {
        // A band of 1 to 16: the middle is 4, a quarter of the width is a factor of 2; with as much of the
        // model one standard deviation is a factor of 2^√2.
        let band = MeasuredBand::new(1.0, 16.0);
        let step = libm::pow(2.0, std::f64::consts::SQRT_2);
        for (value, misfit) in [(4.0, 0.0), (4.0 * step, 1.0), (4.0 / step, -1.0), (0.0, -8.0), (1e300, 8.0)]
        {
            assert!((band.misfit(value) - misfit).abs() < 1e-9, "{value}: {}", band.misfit(value));
        }
        // −757 to 0: the middle −378.5, one standard deviation 757 √2 / 4.
        let below = MeasuredBand::new(-757.0, 0.0);
        for (value, misfit) in [(-378.5, 0.0), (-378.5 - 757.0 / 4.0 * 2.0_f64.sqrt(), -1.0)] {
            assert!((below.misfit(value) - misfit).abs() < 1e-9, "{value}: {}", below.misfit(value));
        }
        for id in ["T01", "S4"] {
            let row = test(id, Claim::Within(1.0, 16.0));
            assert!(!row.contradicts(2.9, 0.0) && row.contradicts(3.1, 0.0) && row.contradicts(-3.1, 0.0));
            // Chance of a variance of 3 doubles the standard deviation.
            assert!(!row.contradicts(5.9, 3.0) && row.contradicts(6.1, 3.0));
        }
    }

    #[test]
    fn a_side_is_contradicted_where_three_standard_errors_do_not_reach_it() {
        let (above, below) = (test("S1", Claim::Above(0.0)), test("S1", Claim::Below(0.0)));
        assert!(!above.contradicts(-0.29, 0.01) && above.contradicts(-0.31, 0.01));
        assert!(!below.contradicts(0.29, 0.01) && below.contradicts(0.31, 0.01));
        let within = test("S1", Claim::Within(-0.05, 0.05));
        assert!(
            !within.contradicts(0.05, 0.0) && within.contradicts(0.06, 0.0) && within.contradicts(-0.06, 0.0)
        );
        assert!(!test("S1", Claim::Told).contradicts(1e9, 0.0));
    }

    #[test]
    fn margins_are_nought_where_many_worlds_would_begin_to_contradict() {
        let claims: [(Claim, &[f64]); 4] = [
            (Claim::Above(0.2), &[0.2]),
            (Claim::Below(0.2), &[0.2]),
            (Claim::Within(-0.05, 0.05), &[-0.05, 0.05]),
            (Claim::Within(1.1, 1.35), &[-3.0, 3.0]),
        ];
        for (claim, edges) in claims {
            let test = test("S4", claim);
            for edge in edges {
                let around = [edge - 1e-3, edge + 1e-3];
                let out = around.map(|found| test.contradicts(found, 0.0));
                let below = around.map(|found| test.margins(found).iter().any(|margin| *margin < 0.0));
                assert!(out == below && out[0] != out[1], "{claim:?} {edge}: {out:?} {below:?}");
            }
        }
    }

    #[test]
    fn what_does_not_exist_contradicts_a_row_and_leaves_a_pattern_undecided() {
        let (row, side) = (test("T01", Claim::Within(1.0, 16.0)), test("S7", Claim::Below(0.0)));
        assert!(row.rules_out(&Moments::default(), 0.0) && !side.rules_out(&Moments::default(), 0.0));
        // A rare loss of the contract in one of two worlds: 0.9 and −0.1, mean 0.4, standard error 0.5.
        let rare = Moments::of([0.9, -0.1]);
        assert!(!side.rules_out(&rare, 1e-6) && side.rules_out(&Moments::of([0.4, 0.4]), 1e-6));
        // Worlds that agree by luck are judged by the usual variance.
        assert!(!side.rules_out(&Moments::of([0.4, 0.4]), 0.1));
    }
}
