//! A figure put together from readings of one or more settings in the same random worlds, and what is claimed
//! of it.

use crate::language::said;
use crate::stats::paired::Estimate;
use crate::study::validate::setting_runs::{Replays, SettingReading};
use crate::study::validate::verdict::Verdict;

/// World by world, one number from readings in settings.
#[derive(Clone)]
pub(crate) struct Figure {
    /// What is read, and where.
    pub of: Vec<SettingReading>,
    /// How it is put together.
    pub by: fn(&[f64]) -> f64,
    /// From means over worlds instead of world by world (for quotients whose denominator may be near nought
    /// in one world); the interval is then by the jackknife.
    pub pooled: bool,
}

impl Figure {
    /// The reading itself.
    pub(crate) fn level(reading: &str, setting: &str) -> Figure {
        Figure { of: owned(&[(reading, setting)]), by: |x| x[0], pooled: false }
    }

    /// `b` − `a`.
    pub(crate) fn difference(reading: &str, a: &str, b: &str) -> Figure {
        Figure { of: owned(&[(reading, a), (reading, b)]), by: |x| x[1] - x[0], pooled: false }
    }

    /// `b` / `a` − 1.
    pub(crate) fn change(reading: &str, a: &str, b: &str) -> Figure {
        Figure { of: owned(&[(reading, a), (reading, b)]), by: |x| x[1] / x[0] - 1.0, pooled: false }
    }

    /// One reading over another of the same setting.
    pub(crate) fn per(above: &str, below: &str, setting: &str) -> Figure {
        Figure { of: owned(&[(above, setting), (below, setting)]), by: |x| x[0] / x[1], pooled: true }
    }

    /// Difference of logarithms of one reading over that of another, from `a` to `b`.
    pub(crate) fn elasticity(of: &str, to: &str, a: &str, b: &str) -> Figure {
        let by = |x: &[f64]| libm::log(x[1] / x[0]) / libm::log(x[3] / x[2]);
        Figure { of: owned(&[(of, a), (of, b), (to, a), (to, b)]), by, pooled: true }
    }

    /// Change of one reading per 1,000 of change of another, from `a` to `b`.
    pub(crate) fn per_thousand(of: &str, to: &str, a: &str, b: &str) -> Figure {
        let by = |x: &[f64]| 1_000.0 * (x[1] - x[0]) / (x[3] - x[2]);
        Figure { of: owned(&[(of, a), (of, b), (to, a), (to, b)]), by, pooled: true }
    }

    /// In each world, and the mean over worlds with its interval; worlds in which a part does not exist are
    /// left out.
    pub(crate) fn estimate(&self, lived: &Replays) -> Result<Estimate, String> {
        let columns = self
            .of
            .iter()
            .map(|(reading, setting)| lived.values(reading, setting))
            .collect::<Result<Vec<_>, _>>()?;
        let worlds = columns.iter().map(Vec::len).min().unwrap_or(0);
        let complete: Vec<Vec<f64>> =
            (0..worlds).filter_map(|r| columns.iter().map(|c| c[r]).collect()).collect();
        let values = self.by_world(&complete);
        let missing = || {
            let parts: Vec<String> =
                self.of.iter().map(|(reading, setting)| said!("{reading} in {setting}")).collect();
            said!("{} does not exist in most worlds", parts.join(", "))
        };
        Estimate::of(&values, 1).filter(|e| 2 * e.worlds as usize >= worlds).ok_or_else(missing)
    }
}

impl Figure {
    /// Its values from the readings of some worlds, whose mean is the figure; those that exist.
    pub(crate) fn by_world(&self, worlds: &[Vec<f64>]) -> Vec<f64> {
        let values: Vec<f64> =
            if self.pooled { self.jackknife(worlds) } else { worlds.iter().map(|x| (self.by)(x)).collect() };
        values.into_iter().filter(|value| value.is_finite()).collect()
    }

    /// Pseudo-values: n·θ − (n − 1)·θ without one world, where θ is put together from means over worlds.
    fn jackknife(&self, worlds: &[Vec<f64>]) -> Vec<f64> {
        let n = worlds.len() as f64;
        let sums: Vec<f64> = (0..self.of.len()).map(|part| worlds.iter().map(|x| x[part]).sum()).collect();
        let of = |left_out: Option<&Vec<f64>>| {
            let (size, less) = left_out.map_or((n, None), |x| (n - 1.0, Some(x)));
            let means: Vec<f64> =
                sums.iter().enumerate().map(|(p, s)| (s - less.map_or(0.0, |x| x[p])) / size).collect();
            (self.by)(&means)
        };
        let whole = of(None);
        if worlds.len() < 2 {
            return vec![whole];
        }
        worlds.iter().map(|x| n * whole - (n - 1.0) * of(Some(x))).collect()
    }
}

fn owned(of: &[(&str, &str)]) -> Vec<SettingReading> {
    of.iter().map(|(reading, setting)| (reading.to_string(), setting.to_string())).collect()
}

/// What is claimed of a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Claim {
    /// The whole interval lies above.
    Above(f64),
    /// The whole interval lies below.
    Below(f64),
    /// The whole interval lies within: equivalence, not mere absence of a sure difference.
    Within(f64, f64),
    /// Judged with the other parts of its contrast, where the contrast was lived.
    Jointly,
    /// Nothing: told beside what is claimed.
    Told,
}

impl Claim {
    /// What an estimate says of it.
    pub(crate) fn verdict(&self, e: &Estimate) -> Verdict {
        match *self {
            // Of a joint claim the contrast itself is the judge.
            Claim::Told | Claim::Jointly => Verdict::Hit,
            Claim::Within(low, high) => Verdict::within(e, low, high),
            Claim::Above(bound) => Verdict::above(e, bound),
            Claim::Below(bound) => Verdict::below(e, bound),
        }
    }
}

/// How a number reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FigureUnit {
    /// As it is.
    Plain,
    /// As a percentage.
    Percent,
}

/// A claim about a figure.
#[derive(Clone)]
pub(crate) struct Check {
    /// The figure in words.
    pub what: &'static str,
    /// The figure.
    pub figure: Figure,
    /// What is claimed.
    pub claim: Claim,
    /// How it reads.
    pub unit: FigureUnit,
}

impl Check {
    /// A claim about a figure that reads as it is.
    pub(crate) fn plain(what: &'static str, figure: Figure, claim: Claim) -> Check {
        Check { what, figure, claim, unit: FigureUnit::Plain }
    }

    /// The same, read as a percentage.
    pub(crate) fn percent(what: &'static str, figure: Figure, claim: Claim) -> Check {
        Check { what, figure, claim, unit: FigureUnit::Percent }
    }

    /// What was found.
    pub(crate) fn find(&self, lived: &Replays) -> Finding {
        let (what, claim, unit) = (self.what.to_string(), self.claim, self.unit);
        match self.figure.estimate(lived) {
            Ok(e) => {
                let verdict = claim.verdict(&e);
                Finding { what, verdict, estimate: Some(e), claim, unit, missing: None }
            }
            Err(why) => {
                let (verdict, missing) = (Verdict::Undecided, Some(why));
                Finding { what, verdict, estimate: None, claim, unit, missing }
            }
        }
    }
}

/// What was found of a claim.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    /// The figure in words.
    pub what: String,
    /// Its mean and interval.
    pub estimate: Option<Estimate>,
    /// What was claimed.
    pub claim: Claim,
    /// How it reads.
    pub unit: FigureUnit,
    /// What that says of it; of what is only told, a hit.
    pub verdict: Verdict,
    /// Why there is no figure.
    pub missing: Option<String>,
}
