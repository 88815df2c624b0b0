//! Toy models whose posteriors are known exactly.

use crate::stats::Moments;
use crate::study::calibrate::adjust::{PosteriorSupport, Sample, posterior};
use crate::study::calibrate::draws::{DrawUse, Draws};
use crate::study::calibrate::free::Free;
use crate::study::calibrate::recovery::uniform::{at_most, unevenness};
use crate::study::calibrate::sampler::{Problem, State, Tuning};
use crate::study::calibrate::*;
use std::sync::OnceLock;

const TUNING: Tuning = Tuning { seed: 5, first: 1000, kept: 500, generations: 8, least: 0.1 };

fn free(low: f64, high: f64) -> Free {
    Free { path: "toy".into(), range: (low, high) }
}

/// A model that shows its parameters as they are: all that is uncertain is the error of observation.
fn plain(batch: &Batch) -> Result<Vec<Option<Vec<f64>>>, Stopped> {
    Ok(batch.parameters.iter().map(|p| Some(p.clone())).collect())
}

fn fitted(
    free: &[Free],
    observed: &[ObservedValue],
    chance: &[f64],
    tuning: Tuning,
    simulate: &mut Simulate,
) -> State {
    Problem { free, observed, chance, tuning }.fit(State::default(), simulate, &mut |_| Ok(())).unwrap()
}

fn error(value: f64, se: f64) -> ObservedValue {
    ObservedValue { value, error: Precision::Error(se) }
}

#[test]
fn the_mean_of_a_normal_sample_has_its_known_posterior() {
    let free = [free(-10.0, 10.0)];
    let observed = [error(1.7, 0.5)];
    let state = fitted(&free, &observed, &[0.0], TUNING, &mut plain);
    let sample = posterior(&state, &observed);
    for (p, z) in [(0.05, -1.645), (0.25, -0.674), (0.5, 0.0), (0.75, 0.674), (0.95, 1.645)] {
        let quantile = sample.quantile(&free, 0, p);
        assert!((quantile - (1.7 + 0.5 * z)).abs() < 0.12, "{p}: {quantile}");
    }
    assert!(
        state.log.len() > 2 && state.log.windows(2).all(|w| w[1].tolerance < w[0].tolerance),
        "{:?}",
        state.log
    );
}

/// Two parameters seen through their sum (well) and difference (badly): the posterior is a narrow ridge.
/// Chance of the world is drawn inside the model, by world, as the simulator does.
fn ridge(batch: &Batch) -> Result<Vec<Option<Vec<f64>>>, Stopped> {
    let worlds = batch.first..;
    let one = |(p, world): (&Vec<f64>, u32)| {
        let mut chance = Draws::new(77).stream(DrawUse::Error, 9, world);
        Some(vec![p[0] + p[1] + 0.1 * chance.normal(), p[0] - p[1] + chance.normal()])
    };
    Ok(batch.parameters.iter().zip(worlds).map(one).collect())
}

#[test]
fn correlated_parameters_have_their_known_covariance() {
    let free = [free(-4.0, 4.0), free(-4.0, 4.0)];
    let observed = [error(1.0, 0.0), error(0.0, 0.0)];
    let tuning = Tuning { generations: 14, ..TUNING };
    let state = fitted(&free, &observed, &[0.1, 1.0], tuning, &mut ridge);
    let sample = posterior(&state, &observed);
    let draws: Vec<[f64; 2]> =
        sample.draws(1000, 3).iter().map(|z| [free[0].value(z[0]), free[1].value(z[1])]).collect();
    // Exactly: mean (0.5, 0.5); sum with sd 0.1, difference with sd 1, hence var (0.01 + 1) / 4 each.
    let [a, b] = [0, 1].map(|k| Moments::of(draws.iter().map(|d| d[k])));
    let sum = Moments::of(draws.iter().map(|d| d[0] + d[1]));
    assert!((a.mean().unwrap() - 0.5).abs() < 0.1 && (b.mean().unwrap() - 0.5).abs() < 0.1, "{a:?} {b:?}");
    assert!((a.sd().unwrap() / 0.502_5 - 1.0).abs() < 0.2, "{a:?}");
    assert!(sum.sd().unwrap() < 0.15 && (sum.mean().unwrap() - 1.0).abs() < 0.03, "{sum:?}");
}

#[test]
fn data_that_say_nothing_leave_the_prior() {
    let free = [free(0.0, 1.0), free(2.0, 4.0)];
    let mut first_only = |batch: &Batch| Ok(batch.parameters.iter().map(|p| Some(vec![p[0]])).collect());
    let observed = [error(0.5, 0.05)];
    let state = fitted(&free, &observed, &[0.0], TUNING, &mut first_only);
    let sample = posterior(&state, &observed);
    let draws: Vec<f64> = sample.draws(2000, 3).iter().map(|z| free[1].value(z[1])).collect();
    let moments = Moments::of(draws.iter().copied());
    assert!(
        (moments.mean().unwrap() - 3.0).abs() < 0.15
            && (moments.sd().unwrap() / (2.0 / 12.0_f64.sqrt()) - 1.0).abs() < 0.15
    );
    assert!(draws.iter().all(|x| (2.0..=4.0).contains(x)));
}

/// Sixty noisy readings of two parameters, more than can be compared one by one.
fn many(batch: &Batch) -> Result<Vec<Option<Vec<f64>>>, Stopped> {
    let one = |(p, world): (&Vec<f64>, u32)| {
        let mut chance = Draws::new(78).stream(DrawUse::Error, 9, world);
        Some((0..60).map(|k| p[k % 2] + chance.normal()).collect())
    };
    Ok(batch.parameters.iter().zip(batch.first..).map(one).collect())
}

/// How often the truth is inside the 90% interval, and the histogram of its ranks, over 40 fits of [`many`].
fn trial(distort: impl Fn(Sample) -> Sample) -> (usize, [usize; 10]) {
    let (mut covered, mut ranks) = (0, [0; 10]);
    for Fit { free, truth, sample } in fits_of_many() {
        let sample = distort(sample.clone());
        for k in 0..2 {
            let (low, high) = (sample.quantile(free, k, 0.05), sample.quantile(free, k, 0.95));
            covered += usize::from((low..=high).contains(&truth[k]));
            let below = sample.draws(99, 1).iter().filter(|z| free[k].value(z[k]) < truth[k]).count();
            ranks[below / 10] += 1;
        }
    }
    (covered, ranks)
}

/// A fit of [`many`] to what one truth shows.
struct Fit {
    free: [Free; 2],
    truth: [f64; 2],
    sample: Sample,
}

/// Forty of them, fitted once for all that judge them.
fn fits_of_many() -> &'static [Fit] {
    static FITS: OnceLock<Vec<Fit>> = OnceLock::new();
    let one = |number: u32| {
        let free = [free(-3.0, 3.0), free(-3.0, 3.0)];
        let mut stream = Draws::new(91).stream(DrawUse::Truth, 0, number);
        let truth = [0, 1].map(|_| 6.0 * stream.uniform() - 3.0);
        let lived = many(&Batch { first: 1_000_000 + number, parameters: vec![truth.to_vec()] })
            .unwrap()
            .pop()
            .flatten()
            .unwrap();
        let observed: Vec<ObservedValue> = lived.into_iter().map(|value| error(value, 0.0)).collect();
        let tuning = Tuning { seed: u64::from(number), first: 600, kept: 300, generations: 4, least: 0.1 };
        let sample = posterior(&fitted(&free, &observed, &[1.0; 60], tuning, &mut many), &observed);
        Fit { free, truth, sample }
    };
    FITS.get_or_init(|| (1..=40).map(one).collect())
}

#[test]
fn intervals_cover_and_ranks_are_uniform() {
    let (covered, ranks) = trial(|sample| sample);
    // Each bound is missed by a right fitter once in ten thousand.
    assert!(
        at_most(covered, 80, 0.9) > 1e-4 && 1.0 - at_most(covered.saturating_sub(1), 80, 0.9) > 1e-4,
        "{covered}"
    );
    assert!(unevenness(&ranks) > 1e-4, "{ranks:?}");
}

#[test]
fn a_fitter_that_is_too_sure_is_found_out() {
    let narrow = |sample: Sample| {
        let centre = linear::means(sample.places.iter().zip(&sample.weights).map(|(z, w)| (&z[..], *w)), 2);
        let pull =
            |z: &Vec<f64>| z.iter().zip(&centre).map(|(z, centre)| centre + 0.4 * (z - centre)).collect();
        Sample { places: sample.places.iter().map(pull).collect(), ..sample }
    };
    let (covered, ranks) = trial(narrow);
    assert!(at_most(covered, 80, 0.9) < 1e-4, "{covered}");
    assert!(unevenness(&ranks) < 1e-4, "{ranks:?}");
}

#[test]
fn a_fit_that_was_interrupted_goes_on_as_if_it_had_not() {
    let free = [free(-8.0, 8.0), free(-8.0, 8.0)];
    let observed = [error(1.0, 0.2), error(0.0, 0.2)];
    let problem = Problem { free: &free, observed: &observed, chance: &[0.1, 1.0], tuning: TUNING };
    let whole = problem.fit(State::default(), &mut ridge, &mut |_| Ok(())).unwrap();
    let mut saved = String::new();
    let mut stop = |state: &State| {
        saved = serde_json::to_string(state).unwrap();
        if state.log.len() == 2 { Err(Stopped::Cancelled) } else { Ok(()) }
    };
    assert_eq!(problem.fit(State::default(), &mut ridge, &mut stop), Err(Stopped::Cancelled));
    let resumed: State = serde_json::from_str(&saved).unwrap();
    assert_eq!(problem.fit(resumed, &mut ridge, &mut |_| Ok(())).unwrap(), whole);
}

#[test]
fn runs_that_fail_are_counted_and_do_no_harm() {
    let free = [free(-10.0, 10.0)];
    let observed = [error(1.7, 0.5)];
    let mut half =
        |batch: &Batch| Ok(batch.parameters.iter().map(|p| (p[0] > 0.0).then(|| p.clone())).collect());
    let state = fitted(&free, &observed, &[0.0], TUNING, &mut half);
    assert!(state.log[0].failed > 300 && state.log[0].failed < 700);
    let mut none = |batch: &Batch| Ok(batch.parameters.iter().map(|_| None).collect());
    let problem = Problem { free: &free, observed: &observed, chance: &[0.0], tuning: TUNING };
    assert!(matches!(problem.fit(State::default(), &mut none, &mut |_| Ok(())), Err(Stopped::Sink(_))));
}

#[test]
fn only_assumptions_that_are_real_numbers_may_move() {
    let facts = crate::world::blueprint::facts();
    let refusal = |path: &str| Free::named(path, &facts).unwrap_err();
    assert!(refusal("levers.funding.grant").contains("is a lever"));
    assert!(refusal("residents.choice.intercpt").contains("did you mean `residents.choice.intercept`"));
    assert!(refusal("mechanisms.norm").contains("no real number"));
    assert!(refusal("calendar.warm_start").contains("no real number"));
    for table in &facts {
        for field in table.fields {
            let path = format!("{}.{}", table.path, field.name);
            let moves = Free::named(&path, &facts).is_ok();
            let may = field.grade == crate::settings::Grade::Assumption && field.lever.is_none();
            assert!(!moves || may, "{path}");
        }
    }
    let free = Free::named("residents.choice.intercept", &facts).unwrap();
    for value in [-4.0, -3.9, -2.95, -2.0] {
        assert!((free.value(free.place(value)) - value).abs() < 1e-9);
    }
}

#[test]
fn support_counts_histories_by_their_weight_and_draws_by_their_values() {
    let even = |n: usize| Sample {
        places: (0..n).map(|k| vec![k as f64 / n as f64]).collect(),
        weights: vec![1.0 / n as f64; n],
    };
    let of = |sample: &Sample, free: &Free| {
        let draws: Vec<Vec<f64>> = sample.draws(1000, 3).iter().map(|z| vec![free.value(z[0])]).collect();
        PosteriorSupport::of(sample, &draws)
    };
    let free = free(0.0, 1.0);
    let enough = of(&even(60), &free);
    assert!((enough.effective - 60.0).abs() < 1e-9 && enough.distinct == 60 && enough.suffices());
    assert!(!of(&even(40), &free).suffices());
    // One history that outweighs all others.
    let mut uneven = even(60);
    uneven.weights.iter_mut().enumerate().for_each(|(k, w)| *w = if k == 0 { 0.9 } else { 0.1 / 59.0 });
    assert!(of(&uneven, &free).effective < 2.0);
    // Places far out on the line are one value: the end of the range.
    let far = Sample { places: (0..60).map(|k| vec![800.0 + f64::from(k)]).collect(), ..even(60) };
    let edge = of(&far, &free);
    assert!(edge.distinct == 1 && !edge.suffices(), "{edge:?}");
}
