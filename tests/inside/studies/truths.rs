//! Is what is said to be known of an effect steady and right? Each plausible draw is lived in worlds enough
//! to be a truth of its own: then the interval from other draws in two worlds each must hold it as often as
//! it says, and must not depend on how many worlds a draw is lived in. It takes minutes of all cores, so it
//! is built where it is asked for: `cargo test --release --features studies,truths truths -- --nocapture`.

use crate::batch::rounds::{Rounds, Unobserved};
use crate::measure::observation::Precision;
use crate::scenario::draws_from::DrawsFrom;
use crate::scenario::library::Embedded;
use crate::scenario::posterior::Posterior;
use crate::scenario::{Overrides, Source};
use crate::stats::Moments;
use crate::study::calibrate::ObservedValue;
use crate::study::calibrate::draws::{DrawUse, Draws};
use crate::study::plausible::draws::{coordinates, first_place, uncertain, values};
use crate::study::plausible::effects::{DrawnWorlds, WorldsOfDraws, live_drawn};
use crate::study::plausible::kept::KeptDraws;
use crate::study::plausible::knowledge::{Knowledge, knowledge};
use crate::study::plausible::place::contradictions;
use crate::world::record::{Measure, measure};
use std::sync::atomic::AtomicBool;

/// Worlds of each draw. Two of them are what `compare` lives: so many times the interval is found again.
const WORLDS: u32 = 16;
const PAIRS: u32 = WORLDS / 2;
/// Pairs of which it is counted how many truths they hold.
const COUNTED: u32 = 2;
/// Measures of use, of service and of taking part.
const MEASURED: [&str; 4] = ["participation", "utilization", "satisfaction", "deficiency_service"];
/// The one that must hold. Of the others docs/knowledge.md tells what came out, which was seen before this
/// was chosen.
const HELD: &str = "participation";

/// `support` against `z-home` with every draw inside the program, in so many worlds each.
fn lived(worlds: u32) -> DrawnWorlds {
    let set = KeptDraws::embedded().unwrap().expect("a set is inside");
    lived_with(&set.as_posterior(), worlds, &[])
}

/// The same with any draws, and with what flags set.
fn lived_with(draws: &Posterior, worlds: u32, sets: &[&str]) -> DrawnWorlds {
    let names = ["z-home", "support"].map(str::to_string);
    let request = Overrides { sets: sets.iter().map(|set| set.to_string()).collect(), weeks: None };
    let scenarios = crate::scenario::read(&names, &request, &Embedded).unwrap();
    let (cancel, mut nobody) = (AtomicBool::new(false), Unobserved);
    let mut rounds = Rounds::new(None, 1, 0, &cancel, &mut nobody);
    live_drawn(&mut rounds, &scenarios, draws, WorldsOfDraws::Own(worlds), &[]).unwrap()
}

/// Draws of the prior alone, before anything was held against them.
fn of_the_prior(members: std::ops::Range<u32>) -> Posterior {
    let all = uncertain();
    let draw = |member| values(&all, &first_place(coordinates(&all), member, 1));
    Posterior {
        source: Source { name: "the prior".into(), sha256: String::new() },
        from: DrawsFrom::Plausible,
        paths: all.iter().map(|parameter| parameter.path.clone()).collect(),
        draws: members.map(draw).collect(),
    }
}

/// Differences of a measure in some worlds of each draw, each with its draw.
fn differences(lived: &DrawnWorlds, of: &Measure, among: impl Fn(u32) -> bool) -> Vec<(usize, f64)> {
    let kept = lived.worlds.iter().filter(|(life, _)| among((**life - 1) % lived.per_draw));
    let worlds = kept.map(|(life, of)| (*life, of.clone())).collect();
    DrawnWorlds { worlds, ..lived.clone() }.differences(1, of)
}

/// What is known from some of the draws.
fn known(values: &[(usize, f64)], of: &Measure, draws: impl Fn(usize) -> bool) -> Knowledge {
    let among: Vec<(usize, f64)> = values.iter().copied().filter(|(draw, _)| draws(*draw)).collect();
    knowledge(&among, of.better, 0.0).expect("draws in two worlds each")
}

/// The share of draws whose mean over other worlds lies in the interval from `among` these draws.
fn held(lived: &DrawnWorlds, of: &Measure, pair: u32, among: &dyn Fn(usize, usize) -> bool) -> f64 {
    let few = differences(lived, of, |world| world / 2 == pair);
    let mut truths = std::collections::BTreeMap::<usize, Moments>::new();
    for (draw, effect) in differences(lived, of, |world| world / 2 != pair) {
        truths.entry(draw).or_default().push(effect);
    }
    let inside = |(draw, truth): &(&usize, &Moments)| {
        let known = known(&few, of, |other| among(other, **draw));
        truth.mean().is_some_and(|truth| (known.low..=known.high).contains(&truth))
    };
    truths.iter().filter(inside).count() as f64 / truths.len() as f64
}

#[test]
fn intervals_of_knowledge_hold_held_out_truths_and_do_not_depend_on_the_number_of_worlds() {
    let lived = lived(WORLDS);
    assert!(lived.draws().count() >= 200);
    for of in MEASURED.map(|name| measure(name).unwrap()) {
        let all = known(&differences(&lived, of, |_| true), of, |_| true);
        let width = all.high - all.low;
        let (mut low, mut high) = (Moments::default(), Moments::default());
        for pair in 0..PAIRS {
            let few = known(&differences(&lived, of, |world| world / 2 == pair), of, |_| true);
            low.push((few.low - all.low) / width);
            high.push((few.high - all.high) / width);
        }
        let counted = |among: &dyn Fn(usize, usize) -> bool| {
            (0..COUNTED).map(|pair| held(&lived, of, pair, among)).sum::<f64>() / f64::from(COUNTED)
        };
        let every = counted(&|draw, truth| draw != truth);
        let quarter = counted(&|draw, truth| draw % 4 == (truth + 1) % 4);
        let told = |of: &Moments| format!("{:+.3} ± {:.3}", of.mean().unwrap(), of.sd().unwrap());
        println!(
            "{}: chance {:.2e} and unknown {:.2e}; in parts of the width the lower end moved by {}, the \
             upper by {}; held {every:.3} of truths, from a quarter of the draws {quarter:.3}",
            of.name,
            all.chance_sd,
            all.knowledge_sd,
            told(&low),
            told(&high)
        );
        // On average over pairs: how far one pair lies off is for the number of draws to say.
        if of.name != HELD {
            continue;
        }
        assert!([low, high].iter().all(|end| end.mean().unwrap().abs() < 0.05), "{}", of.name);
        assert!([every, quarter].iter().all(|share| (0.84..=0.96).contains(share)), "{}", of.name);
    }
}

/// Draws of the prior, as many as are inside the program.
const PRIOR_DRAWS: u32 = 268;
/// Further draws of it that are truths …
const TRUTHS: u32 = 200;
/// … and worlds of each.
const TRUTH_WORLDS: u32 = 400;

/// Truths drawn from the prior, each its own effect of `support` over 400 worlds, against the interval from
/// other draws of the prior in two worlds each, from a quarter of them, and in four worlds: in a place of
/// 1,000 residents, where chance is much.
#[test]
fn truths_of_the_prior_lie_in_the_interval_as_often_as_it_says() {
    let (of, small) = (measure("participation").unwrap(), ["residents.population=1000", "home.seats=12"]);
    let truths = lived_with(&of_the_prior(PRIOR_DRAWS..PRIOR_DRAWS + TRUTHS), TRUTH_WORLDS, &small);
    let mut by_truth = std::collections::BTreeMap::<usize, Moments>::new();
    truths
        .differences(1, of)
        .into_iter()
        .for_each(|(truth, value)| by_truth.entry(truth).or_default().push(value));
    let lived = lived_with(&of_the_prior(0..PRIOR_DRAWS), 4, &small);
    let share = |known: &Knowledge| {
        let inside = |truth: &&Moments| (known.low..=known.high).contains(&truth.mean().unwrap());
        by_truth.values().filter(inside).count() as f64 / f64::from(TRUTHS)
    };
    let (two, four) = (differences(&lived, of, |world| world < 2), differences(&lived, of, |_| true));
    let all = known(&two, of, |_| true);
    let quarters: Vec<f64> = (0..4).map(|part| share(&known(&two, of, |draw| draw % 4 == part))).collect();
    let (held, in_four) = (share(&all), share(&known(&four, of, |_| true)));
    println!(
        "of {TRUTHS} truths of the prior {held:.3} are held; from quarters of the draws {quarters:.3?}; in \
         four worlds each {in_four:.3}; chance {:.2e}, unknown {:.2e}",
        all.chance_sd, all.knowledge_sd
    );
    let mean = quarters.iter().sum::<f64>() / 4.0;
    assert!([held, in_four, mean].iter().all(|share| (0.84..=0.96).contains(share)));
}

/// What a year in the home tells: counted with an error of a twentieth, or asked of 400 residents.
const OBSERVED: [(&str, bool); 5] = [
    ("participation", false),
    ("visits", false),
    ("volunteers", false),
    ("awareness", true),
    ("willingness", true),
];

/// Every draw is a truth once: a year of `z-home` is observed in it, with errors, and the others are held
/// against that. Those that are left tell the effect of `support` more narrowly than all, and hold it.
#[test]
fn a_year_of_observations_narrows_what_is_known_and_holds_the_truth() {
    let (lived, of) = (lived(4), measure("participation").unwrap());
    let levels = |name: &str, first: bool| {
        let mut by_draw = vec![Moments::default(); lived.draws().count()];
        let levels = lived.levels(0, measure(name).unwrap());
        for (at, (draw, value)) in levels.into_iter().enumerate() {
            if (at % 4 < 2) == first {
                by_draw[draw].push(value);
            }
        }
        by_draw
    };
    // Draws are judged by their first two worlds, truths by the other two.
    let shown: Vec<Vec<Moments>> = OBSERVED.iter().map(|(name, _)| levels(name, true)).collect();
    let truths: Vec<Vec<Moments>> = OBSERVED.iter().map(|(name, _)| levels(name, false)).collect();
    let effects = differences(&lived, of, |world| world < 2);
    let later = differences(&lived, of, |world| world >= 2);
    let all = known(&effects, of, |_| true);
    let (mut width, mut left, mut held, mut told) = (Moments::default(), Moments::default(), 0, 0);
    for truth in lived.draws() {
        let mut stream = Draws::new(7).stream(DrawUse::TruthError, 1, truth as u32);
        let observe = |((_, asked), levels): (&(&str, bool), &Vec<Moments>)| {
            let value = levels[truth].mean().unwrap();
            let error = if *asked { Precision::Asked(400.0) } else { Precision::Error(value / 20.0) };
            ObservedValue { value: value + error.at(value) * stream.normal(), error }
        };
        let observed: Vec<ObservedValue> = OBSERVED.iter().zip(&truths).map(observe).collect();
        let against = contradictions(&shown, &observed);
        let stays = |draw: usize| draw != truth && !against.iter().any(|of| of[draw]);
        let kept = lived.draws().filter(|draw| stays(*draw)).count();
        left.push(kept as f64);
        if kept < 20 {
            continue;
        }
        told += 1;
        let narrowed = known(&effects, of, stays);
        width.push((narrowed.high - narrowed.low) / (all.high - all.low));
        let truth = Moments::of(later.iter().filter(|(draw, _)| *draw == truth).map(|(_, effect)| *effect));
        held += u32::from((narrowed.low..=narrowed.high).contains(&truth.mean().unwrap()));
    }
    println!(
        "of {} truths {told} leave 20 draws or more ({:.0} in the mean of all): the interval keeps {:.2} ± \
         {:.2} of its width and holds {:.3} of them",
        lived.draws().count(),
        left.mean().unwrap(),
        width.mean().unwrap(),
        width.sd().unwrap(),
        f64::from(held) / f64::from(told)
    );
    assert!(width.mean().unwrap() < 0.9 && f64::from(held) / f64::from(told) > 0.84);
}
