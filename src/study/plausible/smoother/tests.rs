//! The sampler in worlds whose posterior is known: linear and Gaussian by hand, one that is bent by
//! quadrature.

use super::*;
use crate::study::plausible::draws::first_place;

const STEPS: u32 = 4;

/// All steps in a world that gives `rows` at a place, observed as 0 with standard deviation 1.
fn smoothed(members: u32, width: usize, seed: u32, world: impl Fn(&[f64]) -> Misfits) -> Vec<Vec<f64>> {
    let mut places: Vec<Vec<f64>> = (0..members).map(|member| first_place(width, member, seed)).collect();
    for number in 0..STEPS {
        let misfits: Vec<Misfits> = places.iter().map(|place| world(place)).collect();
        assimilate(&mut places, &misfits, AssimilationStep { number, of: STEPS, seed: seed.into() });
    }
    places
}

fn of(places: &[Vec<f64>], at: usize) -> Moments {
    Moments::of(places.iter().map(|place| place[at]))
}

#[test]
fn a_linear_gaussian_world_gives_the_known_posterior() {
    // One row says 2 z0 + z1 = 3, another z1 − z2 = −1, each with error 1 (H = [2 1 0; 0 1 −1]). By
    // S = H Hᵀ + I = [6 1; 1 3], posterior mean = Hᵀ S⁻¹ (3, −1), covariance = I − Hᵀ S⁻¹ H.
    let world = |z: &[f64]| vec![Some(2.0 * z[0] + z[1] - 3.0), Some(z[1] - z[2] + 1.0)];
    let places = smoothed(2_000, 40, 3, world);
    // S⁻¹ = [3 −1; −1 6] / 17: S⁻¹ (3, −1) = (10, −9) / 17.
    for (at, mean) in [(0, 20.0 / 17.0), (1, 1.0 / 17.0), (2, 9.0 / 17.0)] {
        let found = of(&places, at).mean().unwrap();
        assert!((found - mean).abs() < 0.06, "mean of {at}: {found}, not {mean}");
    }
    // Variances 1 − 12/17, 1 − 7/17, 1 − 6/17; covariance of the first two −4/17.
    for (at, variance) in [(0, 5.0 / 17.0), (1, 10.0 / 17.0), (2, 11.0 / 17.0)] {
        let found = of(&places, at).variance().unwrap();
        assert!((found - variance).abs() < 0.06, "variance of {at}: {found}, not {variance}");
    }
    let together = covariance(places.iter().map(|place| (&place[..2], 1.0)), 2)[0][1];
    assert!((together + 4.0 / 17.0).abs() < 0.06, "{together}");
    // Of the others nothing was observed.
    for at in 3..40 {
        assert!(
            (of(&places, at).sd().unwrap() - 1.0).abs() < 0.05
                && of(&places, at).mean().unwrap().abs() < 0.05
        );
    }
}

#[test]
fn hundreds_of_parameters_with_some_hundred_members_do_not_become_sure_by_chance() {
    // Twelve rows, each of two parameters of its own; 376 more parameters of which nothing is observed.
    let world = |z: &[f64]| (0..12).map(|row| Some(2.0 * z[2 * row] + z[2 * row + 1] - 2.0)).collect();
    let places = smoothed(400, 400, 5, world);
    let sds: Vec<f64> = (0..400).map(|at| of(&places, at).sd().unwrap()).collect();
    let mean = |sds: &[f64]| sds.iter().sum::<f64>() / sds.len() as f64;
    // Observed: variance 1 − 4/6 of the first, 1 − 1/6 of the second. The rest keeps what it had.
    let (firsts, seconds): (Vec<f64>, Vec<f64>) = (0..12).map(|row| (sds[2 * row], sds[2 * row + 1])).unzip();
    assert!((mean(&firsts) - (2.0_f64 / 6.0).sqrt()).abs() < 0.06, "{}", mean(&firsts));
    assert!((mean(&seconds) - (5.0_f64 / 6.0).sqrt()).abs() < 0.06, "{}", mean(&seconds));
    assert!(mean(&sds[24..]) > 0.96 && sds[24..].iter().all(|sd| *sd > 0.8), "{}", mean(&sds[24..]));
}

#[test]
fn a_bent_world_gives_the_posterior_of_quadrature() {
    // exp(z / 2) is seen as 2 with error 0.5; by quadrature over z, prior and likelihood in steps of 0.001.
    let row = |z: f64| (libm::exp(z / 2.0) - 2.0) / 0.5;
    let weight = |z: f64| libm::exp(-0.5 * (z * z + row(z) * row(z)));
    let grid: Vec<f64> = (-8_000..8_000).map(|i| f64::from(i) / 1_000.0).collect();
    let sum = |of: &dyn Fn(f64) -> f64| grid.iter().map(|z| of(*z) * weight(*z)).sum::<f64>();
    let mean = sum(&|z| z) / sum(&|_| 1.0);
    let sd = (sum(&|z| (z - mean) * (z - mean)) / sum(&|_| 1.0)).sqrt();
    let places = smoothed(2_000, 1, 7, |z| vec![Some(row(z[0]))]);
    let found = of(&places, 0);
    assert!((found.mean().unwrap() - mean).abs() < 0.1, "{found:?} {mean}");
    assert!((found.sd().unwrap() / sd - 1.0).abs() < 0.1, "{found:?} {sd}");
}

#[test]
fn what_does_not_exist_with_a_member_moves_nobody_by_itself() {
    let world = |z: &[f64]| vec![(z[0] > 0.0).then_some(0.0), Some(z[1] - 2.0)];
    let places = smoothed(400, 2, 1, world);
    assert!((of(&places, 1).mean().unwrap() - 1.0).abs() < 0.1);
    assert!((of(&places, 0).sd().unwrap() - 1.0).abs() < 0.05);
    // Nothing at all is no fault.
    assimilate(&mut [], &[], AssimilationStep { number: 0, of: 1, seed: 1 });
}
