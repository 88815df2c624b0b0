//! What is known of causes: their shares over plausible draws of what nobody measured, each draw lived in
//! every coalition of repaired causes.

use crate::study::diagnose::cause_over_draws::CauseOverDraws;
use crate::study::diagnose::causes::CAUSES;
use crate::study::diagnose::shapley::exact;
use crate::study::plausible::effects::{DrawnWorlds, by_draw};
use crate::study::plausible::knowledge::{Knowledge, knowledge};
use crate::study::plausible::robustness::{Robustness, robustness};
use crate::world::record::deficiency::Deficiency;
use crate::world::record::terms::{Origin, terms};
use crate::world::record::{Better, Measure, index_of};

/// What is known of the causes of a deficiency, from lives of the eight coalitions in the order of their
/// masks; `None` where too few draws have it in all of them.
pub(crate) fn causes_of(deficiency: Deficiency, lived: &DrawnWorlds) -> Option<Vec<CauseOverDraws>> {
    let defined: Vec<&Measure> =
        terms(deficiency, Origin::Definition).filter_map(|term| term.measure()).collect();
    let whole = shares(lived, &|worlds| value(worlds, deficiency.measure()));
    let behaviour = shares(lived, &|worlds| {
        let defined: Option<Vec<f64>> = defined.iter().map(|term| value(worlds, term)).collect();
        Some(value(worlds, deficiency.measure())? - defined?.iter().sum::<f64>())
    });
    let of = |shares: &Shares, at: usize| -> Vec<(usize, f64)> {
        shares.iter().map(|(draw, shares)| (*draw, shares[at])).collect()
    };
    let by_draws = (0..CAUSES.len()).map(|at| Some(by_draw(&of(&behaviour, at))?.1));
    let standings = robustness(&by_draws.collect::<Option<Vec<_>>>()?, Better::Up);
    let cause = |(at, standing): (usize, Robustness)| {
        let Knowledge { mean, low, high, share_better, .. } = knowledge(&of(&whole, at), Better::Up, 0.0)?;
        Some(CauseOverDraws {
            name: CAUSES[at].name.to_string(),
            mean,
            low,
            high,
            lessens: share_better?,
            largest: standing.share_first,
        })
    };
    standings.into_iter().enumerate().map(cause).collect()
}

/// What repair of each cause takes away in a life, with the draw of that life.
type Shares = Vec<(usize, Vec<f64>)>;

/// Of every life in which an index exists in all coalitions.
fn shares(lived: &DrawnWorlds, index: &dyn Fn(&[Option<f64>]) -> Option<f64>) -> Shares {
    let of = |(life, coalitions): (&u32, &Vec<Vec<Option<f64>>>)| {
        let worths: Option<Vec<f64>> = coalitions.iter().map(|measures| index(measures)).collect();
        let taken_away = exact(&worths?).iter().map(|share| -share).collect();
        Some((lived.draw_of(*life), taken_away))
    };
    lived.worlds.iter().filter_map(of).collect()
}

/// A measure among all of a life.
fn value(measures: &[Option<f64>], measure: &Measure) -> Option<f64> {
    measures.get(index_of(measure.name)?).copied().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::record::MEASURES;

    /// Two worlds of each draw; by draw the index of service with nothing repaired, and what repair of each
    /// cause takes away, whatever else is repaired.
    fn lived(draws: &[[f64; 3]]) -> DrawnWorlds {
        let place = index_of(Deficiency::Service.measure().name).unwrap();
        let life = |(at, taken): (usize, &[f64; 3])| {
            let coalition = |mask: usize| {
                let off: f64 =
                    (0..3).filter(|cause| mask & (1 << cause) != 0).map(|cause| taken[cause]).sum();
                // Nothing moves by definition.
                let mut measures = vec![Some(0.0); MEASURES.len()];
                measures[place] = Some(0.6 - off);
                measures
            };
            (at as u32 + 1, (0..8).map(coalition).collect())
        };
        let twice: Vec<[f64; 3]> = draws.iter().flat_map(|draw| [*draw, *draw]).collect();
        DrawnWorlds {
            names: (0..8).map(|mask| mask.to_string()).collect(),
            per_draw: 2,
            beyond: vec![],
            worlds: twice.iter().enumerate().map(life).collect(),
        }
    }

    #[test]
    fn shares_over_draws_are_those_of_each_draw() {
        // The first cause brings 0.10 to 0.29, the second 0.02 everywhere, the third hurts in one of twenty.
        let draws: Vec<[f64; 3]> = (0..20)
            .map(|at| [0.10 + 0.01 * f64::from(at), 0.02, if at == 0 { -0.05 } else { 0.05 }])
            .collect();
        let found = causes_of(Deficiency::Service, &lived(&draws)).unwrap();
        let [first, second, third] = &found[..] else { panic!("{found:?}") };
        assert!((first.mean - 0.195).abs() < 1e-9 && first.low > 0.095 && first.high < 0.30, "{first:?}");
        assert!(first.lessens > 0.999 && first.largest == 1.0, "{first:?}");
        assert!((second.low - 0.02).abs() < 1e-9 && (second.high - 0.02).abs() < 1e-9, "{second:?}");
        assert!(second.largest == 0.0 && (third.lessens - 0.95).abs() < 0.02, "{third:?}");
        assert_eq!(
            [first, second, third].map(CauseOverDraws::known_sign),
            [1, 1, i8::from(third.lessens >= 0.95)]
        );
    }

    #[test]
    fn a_deficiency_that_no_draw_has_tells_nothing() {
        let mut without = lived(&[[0.1, 0.0, 0.0]; 5]);
        without.worlds.values_mut().flatten().for_each(|measures| measures.fill(None));
        assert_eq!(causes_of(Deficiency::Service, &without), None);
        assert_eq!(causes_of(Deficiency::Service, &lived(&[])), None);
    }
}
