//! An ensemble smoother with multiple data assimilation (Emerick & Reynolds 2013): members drawn from the
//! prior are moved, step by step, to where the model looks like what was measured.
//!
//! Each step holds all observations against all members with errors that are inflated so that the steps
//! together count each observation once: with `n` steps, `n` times the variance in each. In a linear Gaussian
//! world with many members that gives the posterior exactly. Rejecting from the prior was tried first: of
//! several hundred parameters drawn independently 0.3 % of draws met the rows that may calibrate.
//!
//! Some hundred members tell of hundreds of parameters also by chance: a covariance that is not two
//! standard errors away from nought counts for nothing, and a larger one for as much as it surely is.
//! Without that every parameter would come out too sure, also those of which nothing was observed.

use crate::stats::Moments;
use crate::study::calibrate::draws::{DrawUse, Draws};
use crate::study::calibrate::linear::{Matrix, cholesky, covariance, solve};

/// Standard errors within which a correlation over members counts for nothing.
const SURE: f64 = 2.0;

/// What was observed and what a member gives, both on the scale of the error: observed is 0, its standard
/// deviation 1. `None` where it does not exist with that member.
pub(crate) type Misfits = Vec<Option<f64>>;

/// One step of several.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AssimilationStep {
    /// Which, from 0.
    pub number: u32,
    /// How many there are.
    pub of: u32,
    /// Seed of the perturbations of observations.
    pub seed: u64,
}

/// Move all members. `misfits[member][row]`.
pub(crate) fn assimilate(places: &mut [Vec<f64>], misfits: &[Misfits], step: AssimilationStep) {
    let (Some(first), Some(rows)) = (places.first(), misfits.first().map(Vec::len)) else { return };
    let (width, members) = (first.len(), places.len());
    let found = complete(misfits, rows);
    let inflation = f64::from(step.of);
    let mut spread = covariance(found.iter().map(|row| (row.as_slice(), 1.0)), rows);
    for (row, variances) in spread.iter_mut().enumerate() {
        variances[row] += inflation;
    }
    let Some(factor) = cholesky(&spread) else { return };
    let noise = perturbations(members, rows, step);
    // What each member lacks, in units in which covariances with parameters turn it into moves.
    let lacks: Vec<Vec<f64>> = found
        .iter()
        .zip(&noise)
        .map(|(found, noise)| {
            let missing: Vec<f64> =
                found.iter().zip(noise).map(|(found, noise)| libm::sqrt(inflation) * noise - found).collect();
            solve(&factor, &missing)
        })
        .collect();
    let links: Matrix = (0..width).map(|at| sure_covariances(places, at, &found)).collect();
    for (place, lacks) in places.iter_mut().zip(&lacks) {
        for (z, links) in place.iter_mut().zip(&links) {
            *z += links.iter().zip(lacks).map(|(link, lack)| link * lack).sum::<f64>();
        }
    }
}

/// The misfits with the mean of the other members where there is none: that moves nobody.
fn complete(misfits: &[Misfits], rows: usize) -> Vec<Vec<f64>> {
    let mean = |row: usize| Moments::of(misfits.iter().filter_map(|of| of[row])).mean().unwrap_or(0.0);
    let means: Vec<f64> = (0..rows).map(mean).collect();
    misfits
        .iter()
        .map(|of| of.iter().zip(&means).map(|(found, mean)| found.unwrap_or(*mean)).collect())
        .collect()
}

/// Standard normal errors of observations, one for each member and row; over members their mean is 0.
fn perturbations(members: usize, rows: usize, step: AssimilationStep) -> Vec<Vec<f64>> {
    let draws = Draws::new(step.seed);
    let of = |member: usize| {
        let mut stream = draws.stream(DrawUse::Perturbation, step.number, member as u32);
        (0..rows).map(|_| stream.normal()).collect::<Vec<f64>>()
    };
    let mut all: Vec<Vec<f64>> = (0..members).map(of).collect();
    for row in 0..rows {
        let mean = all.iter().map(|of| of[row]).sum::<f64>() / members as f64;
        all.iter_mut().for_each(|of| of[row] -= mean);
    }
    all
}

/// Covariances of a coordinate with the rows, as far as they are sure.
fn sure_covariances(places: &[Vec<f64>], at: usize, found: &[Vec<f64>]) -> Vec<f64> {
    let rows = found.first().map_or(0, Vec::len);
    let column: Vec<f64> = places.iter().map(|place| place[at]).collect();
    let of = |row: usize| {
        let found: Vec<f64> = found.iter().map(|of| of[row]).collect();
        sure_covariance(&column, &found)
    };
    (0..rows).map(of).collect()
}

/// The covariance of two figures of each member, as far as it is sure.
pub(crate) fn sure_covariance(one: &[f64], other: &[f64]) -> f64 {
    let (of, to) = (Moments::of(one.iter().copied()), Moments::of(other.iter().copied()));
    let (mean, centre, n) = (of.mean().unwrap_or(0.0), to.mean().unwrap_or(0.0), one.len() as f64);
    let products = one.iter().zip(other).map(|(a, b)| (a - mean) * (b - centre));
    let covariance = products.sum::<f64>() / n;
    let correlation = covariance / (of.sd().unwrap_or(0.0) * to.sd().unwrap_or(0.0));
    covariance * sureness(correlation, n)
}

/// What a correlation over `n` members counts for, 0 to 1.
fn sureness(correlation: f64, n: f64) -> f64 {
    let signal = n * correlation * correlation;
    if signal > SURE * SURE { 1.0 - SURE * SURE / signal } else { 0.0 }
}

#[cfg(test)]
mod tests;
