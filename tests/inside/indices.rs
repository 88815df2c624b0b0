//! First and total indices of a function whose indices are known. With COMMONROOM_ISHIGAMI=FILE its figure
//! and what was found are left there as `sensitivity --total --json` tells them, for
//! `benches/peers/indices.py`, which asks SALib for the same.

use crate::stats::Moments;
use crate::study::plausible::total::{FactorShare, PointPlan, shares};
use serde_json::json;

/// Analytic first and total index of each factor (Saltelli et al. 2000), with a = 7 and b = 0.1.
const ANALYTIC: [(f64, f64); 3] = [(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)];
const NAMES: [&str; 3] = ["x1", "x2", "x3"];
const SEEDS: std::ops::RangeInclusive<u32> = 1..=10;

/// The function at a place of numbers from 0 to below 1.
fn ishigami(place: &[f64]) -> f64 {
    let x: Vec<f64> = place.iter().map(|u| (2.0 * u - 1.0) * std::f64::consts::PI).collect();
    libm::sin(x[0]) * (1.0 + 0.1 * libm::pow(x[2], 4.0)) + 7.0 * libm::pow(libm::sin(x[1]), 2.0)
}

fn found(seed: u32) -> (Vec<f64>, Vec<FactorShare>) {
    let plan = PointPlan { factors: NAMES.len(), points: 4_096, seed };
    let figure: Vec<f64> = plan.places().iter().map(|place| ishigami(place)).collect();
    let shares = shares(&figure, plan, seed.into()).unwrap();
    (figure, shares)
}

#[test]
fn indices_of_ishigami_are_those_that_are_known_whatever_the_seed() {
    let mut held = Moments::default();
    for seed in SEEDS {
        let (figure, shares) = found(seed);
        for (share, (first, total)) in shares.iter().zip(ANALYTIC) {
            assert!((share.first - first).abs() < 0.02 && (share.total - total).abs() < 0.02, "{share:?}");
            for ((low, high), value) in [(share.first_interval, first), (share.total_interval, total)] {
                held.push(f64::from(u8::from(low <= value && value <= high)));
            }
        }
        let file = std::env::var_os("COMMONROOM_ISHIGAMI").filter(|_| seed == *SEEDS.start());
        if let Some(file) = file {
            let factor = |(name, share): (&&str, &FactorShare)| {
                let FactorShare { first, total, .. } = *share;
                json!({ "parameter": name, "first": first, "total": total })
            };
            let factors: Vec<_> = NAMES.iter().zip(&shares).map(factor).collect();
            let answer = json!({ "total": { "factors": factors, "figure": figure } });
            std::fs::write(file, answer.to_string()).unwrap();
        }
    }
    // Points of a sequence lie more evenly than resampled ones: intervals hold more than they say.
    assert!(held.mean().unwrap() >= 0.9, "of 60 intervals {:?} hold the analytic index", held.mean());
}
