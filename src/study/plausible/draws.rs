//! Everything that nobody measured, each parameter at a place on a line without ends. There the prior is
//! the standard normal distribution, so that no step of the sampler can leave what is plausible; the first
//! places are points of an Owen-scrambled Sobol' sequence (Burley 2020), so that few of them cover each
//! range evenly.

use crate::random::normal_quantile;
use crate::settings::TableFacts;
use crate::settings::prior::{Prior, prior};
use crate::stats::bootstrap::normal_below;
use crate::world::blueprint::facts;
use sobol_burley::{NUM_DIMENSIONS, sample};

/// Length of the sequence; the points after that are those of another scramble.
const LENGTH: u32 = 1 << 16;

/// A parameter that varies.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Uncertain {
    /// Full path.
    pub path: String,
    /// What is plausible of it.
    pub prior: Prior,
    /// Which coordinate of a place it takes. Numbered siblings (`tier_2` … `tier_5`) take the same, so that
    /// they keep their order.
    pub coordinate: usize,
}

/// All of them, in the order of their declarations.
pub(crate) fn uncertain() -> Vec<Uncertain> {
    let (mut all, mut last, mut coordinates): (Vec<Uncertain>, String, usize) = (vec![], String::new(), 0);
    let of = |table: TableFacts| table.fields.iter().map(move |field| (table, field));
    for (table, field) in facts().into_iter().flat_map(of) {
        let Some(prior) = prior(&table, field) else { continue };
        let family = format!("{}.{}", table.path, field.name.trim_end_matches(|c: char| c.is_ascii_digit()));
        let sibling = family.ends_with('_') && family == last;
        coordinates += usize::from(!sibling);
        last = family;
        let path = format!("{}.{}", table.path, field.name);
        all.push(Uncertain { path, prior, coordinate: coordinates - 1 });
    }
    all
}

/// How many coordinates a place has.
pub(crate) fn coordinates(of: &[Uncertain]) -> usize {
    of.last().map_or(0, |last| last.coordinate + 1)
}

/// The place of a member before anything was held against it.
pub(crate) fn first_place(coordinates: usize, index: u32, seed: u32) -> Vec<f64> {
    (0..coordinates as u32).map(|coordinate| normal_quantile(point(index, coordinate, seed))).collect()
}

/// A coordinate of a point of the sequence, inside 0 to 1. Beyond the dimensions and the length of the
/// sequence other scrambles of it go on, independent of the first.
fn point(index: u32, coordinate: u32, seed: u32) -> f64 {
    let (more, within) = (coordinate / NUM_DIMENSIONS, coordinate % NUM_DIMENSIONS);
    let scramble = seed.wrapping_mul(0x9E37_79B9).wrapping_add(more << 8).wrapping_add(index / LENGTH);
    // Half a step of single precision keeps it off 0, where the line has no place.
    f64::from(sample(index % LENGTH, within, scramble)) + 1.0 / f64::from(1_u32 << 25)
}

/// The values at a place, one for each parameter.
pub(crate) fn values(of: &[Uncertain], place: &[f64]) -> Vec<f64> {
    of.iter().map(|parameter| parameter.prior.quantile(normal_below(place[parameter.coordinate]))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_places_cover_each_range_evenly_and_siblings_keep_their_order() {
        let all = uncertain();
        let place = |index| first_place(coordinates(&all), index, 1);
        let draws: Vec<Vec<f64>> = (0..256).map(|index| values(&all, &place(index))).collect();
        for (at, parameter) in all.iter().enumerate() {
            // One draw in each sixteenth of the range, sixteen times: what a net of 2⁸ points promises.
            let mut counts = [0; 16];
            let parts = (0..16).map(|i| parameter.prior.quantile(f64::from(i) / 16.0)).collect::<Vec<f64>>();
            for draw in &draws {
                let (low, high) = (parts[0], parameter.prior.quantile(1.0));
                assert!(draw[at] >= low.min(high) && draw[at] <= high.max(low), "{}", parameter.path);
                let rises = high > low;
                let below = parts.iter().filter(|part| (draw[at] >= **part) == rises || draw[at] == **part);
                counts[below.count().max(1) - 1] += 1;
            }
            assert!(counts.iter().all(|count| (15..=17).contains(count)), "{}: {counts:?}", parameter.path);
        }
        let at = |path: &str| all.iter().position(|p| p.path == path).unwrap();
        let tiers =
            ["government.tier_2", "government.tier_3", "government.tier_4", "government.tier_5"].map(at);
        assert!(draws.iter().all(|draw| tiers.map(|at| draw[at]).is_sorted()));
        // The same from one call to the next, another with another seed.
        assert_eq!(place(7), place(7));
        assert_ne!(first_place(coordinates(&all), 7, 2), place(7));
    }

    #[test]
    fn the_middle_of_the_line_is_the_middle_of_each_range_and_far_out_lie_its_ends() {
        let all = uncertain();
        let at = |z: f64| values(&all, &vec![z; coordinates(&all)]);
        let (middle, low, high) = (at(0.0), at(-40.0), at(40.0));
        for (i, parameter) in all.iter().enumerate() {
            let half = parameter.prior.quantile(0.5);
            assert!((middle[i] - half).abs() < 1e-6 * half.abs(), "{}", parameter.path);
            assert_eq!((low[i], high[i]), (parameter.prior.quantile(0.0), parameter.prior.quantile(1.0)));
        }
    }
}
