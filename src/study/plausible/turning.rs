//! What would turn a recommendation: in which share of draws another scenario is better, and under which
//! condition on what nobody measured.

use crate::study::plausible::effects::{DrawnWorlds, by_draw};
use crate::study::plausible::unless::{Unless, unless};
use crate::world::record::Measure;
use std::collections::BTreeMap;

/// When a finding does not hold.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Turning {
    /// Share of draws in which it does not.
    pub share: f64,
    /// Where these lie, if a condition tells.
    pub unless: Option<Unless>,
}

/// When one scenario is not the best of some; `values[draw][parameter]` are what nobody measured. `None`
/// where there are no draws.
pub(crate) fn turning(
    lived: &DrawnWorlds,
    values: &[Vec<f64>],
    ranked: &Measure,
    (best, others): (usize, &[usize]),
) -> Option<Turning> {
    let order = ranked.better.order();
    let effects = |at: usize| -> BTreeMap<usize, f64> {
        match at {
            0 => lived.draws().map(|draw| (draw, 0.0)).collect(),
            _ => by_draw(&lived.differences(at, ranked)).map(|(_, means)| means).unwrap_or_default(),
        }
    };
    let (mine, theirs) = (effects(best), others.iter().map(|at| effects(*at)).collect::<Vec<_>>());
    let behind = |draw: usize, mine: f64| {
        theirs.iter().any(|other| other.get(&draw).is_some_and(|other| (other - mine) * order > 0.0))
    };
    let told = |(draw, mine): (&usize, &f64)| Some((values.get(*draw)?.clone(), behind(*draw, *mine)));
    let (of, turned): (Vec<Vec<f64>>, Vec<bool>) = mine.iter().filter_map(told).unzip();
    let count = turned.iter().filter(|turned| **turned).count();
    (!turned.is_empty())
        .then(|| Turning { share: count as f64 / turned.len() as f64, unless: unless(&of, &turned) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::calibrate::draws::{DrawUse, Draws};
    use crate::world::record::{MEASURES, index_of, measure};

    /// Of three scenarios the last gains 0.02 where the second of five parameters is low, and 0.005
    /// elsewhere; the middle one always 0.01.
    #[test]
    fn the_condition_under_which_another_is_better_is_found() {
        let mut stream = Draws::new(31).stream(DrawUse::Truth, 1, 1);
        let values: Vec<Vec<f64>> = (0..200).map(|_| (0..5).map(|_| stream.uniform()).collect()).collect();
        let row = |participation: f64| {
            let mut row = vec![None; MEASURES.len()];
            row[index_of("participation").unwrap()] = Some(participation);
            row
        };
        let of = |world: u32| {
            let low = values[(world as usize - 1) / 2][1] < 0.7;
            vec![row(0.05), row(0.06), row(if low { 0.07 } else { 0.055 })]
        };
        let lived = DrawnWorlds {
            names: ["base", "some", "all"].map(str::to_string).into(),
            per_draw: 2,
            beyond: vec![],
            worlds: (1..=400).map(|world| (world, of(world))).collect(),
        };
        let participation = measure("participation").unwrap();
        let high = values.iter().filter(|x| x[1] >= 0.7).count() as f64 / 200.0;
        let found = turning(&lived, &values, participation, (2, &[0, 1])).unwrap();
        assert!((found.share - high).abs() < 1e-12, "{found:?}");
        let bound = found.unless.unwrap().bounds[0];
        assert!(bound.at == 1 && bound.above && (bound.value - 0.7).abs() < 0.1, "{bound:?}");
        // Against the baseline nothing turns it.
        let sure = turning(&lived, &values, participation, (2, &[0])).unwrap();
        assert_eq!(sure, Turning { share: 0.0, unless: None });
        assert_eq!(turning(&DrawnWorlds::default(), &[], participation, (0, &[])), None);
    }
}
