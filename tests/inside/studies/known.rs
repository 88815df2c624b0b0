//! Is what is said to be known of an effect steady and right? Each plausible draw is lived in worlds enough to
//! be a truth of its own: then the interval from other draws in two worlds each must hold it as often as it
//! says, and the interval must not depend on how many worlds a draw is lived in.

use crate::batch::rounds::{Rounds, Unobserved};
use crate::scenario::Overrides;
use crate::study::plausible::effects::{DrawnWorlds, WorldsOfDraws, live_drawn};
use crate::study::plausible::kept::KeptDraws;
use crate::study::plausible::knowledge::{Knowledge, knowledge};
use crate::world::record::{Measure, measure};
use std::ops::Range;
use std::sync::atomic::AtomicBool;

/// Worlds of a draw from which its interval is reckoned, as `compare` does.
const FEW: Range<u32> = 0..2;
/// Others, whose mean is the truth of the draw: a sixteenth of the variance of chance is left in it.
const MANY: Range<u32> = 2..18;
/// A fifth of the usual place: ten thousand lives in a minute of two cores.
const RESIDENTS: &str = "residents.population=2000";
/// Measures of use, of service and of taking part.
const MEASURED: [&str; 4] = ["participation", "utilization", "satisfaction", "deficiency_service"];

/// `support` against `z-home` with every draw inside the program.
fn lived() -> DrawnWorlds {
    let set = KeptDraws::embedded().unwrap().expect("a set is inside");
    let names = ["z-home", "support"].map(str::to_string);
    let scenarios = crate::scenario::read(
        &names,
        &Overrides { sets: vec![RESIDENTS.into()], weeks: None },
        &crate::scenario::library::Embedded,
    );
    let (cancel, mut nobody) = (AtomicBool::new(false), Unobserved);
    let mut rounds = Rounds::new(None, 1, 0, &cancel, &mut nobody);
    let worlds = WorldsOfDraws::Own(MANY.end);
    live_drawn(&mut rounds, &scenarios.unwrap(), &set.as_posterior(), worlds).unwrap()
}

/// Differences of a measure in these worlds of each draw, each with its draw.
fn differences(lived: &DrawnWorlds, of: &Measure, worlds: Range<u32>) -> Vec<(usize, f64)> {
    let among = |life: &u32| worlds.contains(&((life - 1) % lived.per_draw));
    let kept = lived.worlds.iter().filter(|(life, _)| among(life));
    let kept = kept.map(|(life, of)| (*life, of.clone())).collect();
    DrawnWorlds { worlds: kept, ..lived.clone() }.differences(1, of)
}

/// What is known from some of the draws.
fn known(values: &[(usize, f64)], of: &Measure, draws: impl Fn(usize) -> bool) -> Knowledge {
    let among: Vec<(usize, f64)> = values.iter().copied().filter(|(draw, _)| draws(*draw)).collect();
    knowledge(&among, of.better, 0.0).expect("draws in two worlds each")
}

#[test]
fn intervals_of_knowledge_hold_held_out_truths_and_do_not_depend_on_the_number_of_worlds() {
    let lived = lived();
    let draws: Vec<usize> = lived.draws().collect();
    assert!(draws.len() >= 200);
    for of in MEASURED.map(|name| measure(name).unwrap()) {
        let (few, many) = (differences(&lived, of, FEW), differences(&lived, of, MANY));
        let [by_few, by_many] = [&few, &many].map(|values| known(values, of, |_| true));
        let width = by_many.high - by_many.low;
        let moved = [by_few.low - by_many.low, by_few.high - by_many.high].map(|end| end.abs() / width);
        let truth = |draw: usize| {
            let mine: Vec<f64> =
                many.iter().filter(|(of, _)| *of == draw).map(|(_, effect)| *effect).collect();
            mine.iter().sum::<f64>() / mine.len() as f64
        };
        // From all other draws, and from a quarter of them in which the truth is not.
        let held = |among: &dyn Fn(usize, usize) -> bool| {
            let inside = |truth_of: &&usize| {
                let known = known(&few, of, |draw| among(draw, **truth_of));
                (known.low..=known.high).contains(&truth(**truth_of))
            };
            draws.iter().filter(inside).count() as f64 / draws.len() as f64
        };
        let all = held(&|draw, truth| draw != truth);
        let quarter = held(&|draw, truth| draw % 4 == (truth + 1) % 4);
        println!(
            "{}: ends moved by {:.3} and {:.3} of the width; held {all:.3} of truths, a quarter of draws \
             {quarter:.3}; chance {:.2e}, unknown {:.2e}",
            of.name, moved[0], moved[1], by_many.chance_sd, by_many.knowledge_sd
        );
        assert!(moved.iter().all(|part| *part < 0.05), "{}: {moved:?}", of.name);
        assert!(
            (0.84..=0.96).contains(&all) && (0.84..=0.96).contains(&quarter),
            "{}: {all} {quarter}",
            of.name
        );
    }
}
