//! A tenth of the study of recovery: known parameters, a simulated year of survey and footfall, a fit. The
//! whole study is `commonroom calibrate --recover 50`; its result stands in `docs/recovery.md`.

use crate::scenario::library::Embedded;
use crate::scenario::{Overrides, Scenario, read};
use crate::study::calibrate::free::Free;
use crate::study::calibrate::goal::Means;
use crate::study::calibrate::recovery::experiments::{RecoveryStudy, study};
use crate::study::calibrate::recovery::uniform::{at_most, fewest};
use crate::study::calibrate::recovery::{Experiment, FREE, SCENARIO, SETS, TUNING, WEEKS, experiment};
use std::sync::atomic::AtomicBool;

/// How often a right fitter may fail a bound.
const ALARM: f64 = 1e-4;

fn setting() -> (Scenario, Vec<Free>) {
    let request = Overrides { sets: SETS.map(String::from).to_vec(), weeks: Some(WEEKS) };
    let scenario = read(&[SCENARIO.to_string()], &request, &Embedded).unwrap().remove(0);
    let facts = crate::world::blueprint::facts();
    (scenario, FREE.iter().map(|path| Free::named(path, &facts).unwrap()).collect())
}

fn means(cancel: &AtomicBool, threads: usize) -> Means<'_> {
    Means { live: &crate::simulation::run, seed: 1, threads, cancel }
}

fn tenth() -> RecoveryStudy {
    let (scenario, free) = setting();
    study(&scenario, &free, 5, TUNING, means(&AtomicBool::new(false), 0), &mut |_: &Experiment| {}).unwrap()
}

#[test]
fn known_parameters_are_found_as_surely_as_is_said() {
    let study = tenth();
    let all = &study.all;
    // 25 cases: a right fitter covers 22.5 of them. Fewer than this many happens to it once in ten thousand;
    // a fitter whose 90% intervals hold half the time falls short of it nine times in ten.
    let least = fewest(all.cases, 0.9, ALARM);
    assert!(all.cases == 25 && at_most(least - 1, 25, 0.5) > 0.85, "{least}");
    assert!(all.covered >= least, "{} of 25, wanted {least}: {:?}", all.covered, study.experiments);
    assert!(all.chance > ALARM, "{:?}", all.ranks);
    // Intervals as wide as the prior would cover as well: the data must have said something. Where they say
    // much, the middle of the posterior follows the truth; five unrelated pairs reach r = 0.9 once in fifty,
    // two parameters both once in 2,500.
    let follows = |path: &str| {
        study.verdicts.iter().find(|v| v.parameter == path).and_then(|v| v.correlation).unwrap_or(0.0)
    };
    assert!(
        follows("residents.affairs.intercept") > 0.9 && follows("residents.volunteering.accept") > 0.9,
        "{:?}",
        study.verdicts
    );
}

#[test]
fn an_experiment_is_the_same_for_any_number_of_threads() {
    let (scenario, free) = setting();
    let cancel = AtomicBool::new(false);
    let tuning = crate::study::calibrate::sampler::Tuning { first: 60, kept: 30, generations: 2, ..TUNING };
    let [one, three] =
        [1, 3].map(|threads| experiment(&scenario, &free, 7, tuning, means(&cancel, threads)).unwrap());
    assert_eq!(one, three);
}
