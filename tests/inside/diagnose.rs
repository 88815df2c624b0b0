//! The command `diagnose`: its folder, its answer, what it refuses.

use crate::batch::rounds::{Rounds, Unobserved};
use crate::measure::values::worlds;
use crate::scenario;
use crate::scenario::Scenario;
use crate::scenario::library::Embedded;
use crate::simulation::held::held;
use crate::simulation::{Retain, run};
use crate::study::diagnose::budget::Ran;
use crate::study::diagnose::links::trace;
use crate::world::counterfactual::hold::Link;
use crate::world::record::measure;
use std::sync::atomic::AtomicBool;

/// A shipped scenario with few residents and a short life.
pub(crate) fn small(name: &str, sets: &[&str]) -> Scenario {
    let few = ["residents.population=1500", "home.seats=18", "calendar.warm_start=52"];
    let request = scenario::Overrides {
        sets: few.iter().chain(sets).map(|s| s.to_string()).collect(),
        weeks: Some(130),
    };
    scenario::read(&[name.to_string()], &request, &Embedded).unwrap().remove(0)
}

/// Held to itself a world is what it is, in every cell and by every link: also without a common beginning.
#[test]
fn a_link_held_to_the_same_world_changes_nothing() {
    for (name, sets) in [("z-home", &[][..]), ("county", &["levers.operator.from=1"][..])] {
        let few = [&["residents.population=600"], sets].concat();
        let blueprint = small(name, &few).blueprint;
        let free = run(&blueprint, 1, 2, Retain::default());
        let runs = held(&blueprint, &blueprint, &Link::ALL, (1, 2));
        assert_eq!(runs.len(), Link::ALL.len());
        for (link, run) in Link::ALL.iter().zip(runs) {
            assert!(run.records == free.records && run.events == free.events, "{name}: {link:?}");
        }
    }
}

/// A change that can pass through one link only is lost when that link is held, exactly; and through no
/// other.
#[test]
fn what_passes_through_one_link_only_is_lost_with_it() {
    let (base, seats) =
        (small("z-home", &[]).blueprint, small("z-home", &["levers.council.seats=0.45"]).blueprint);
    let without = |link| held(&base, &seats, &[link], (1, 1)).remove(0);
    let (as_it_is, changed) = (run(&base, 1, 1, Retain::default()), run(&seats, 1, 1, Retain::default()));
    assert!(as_it_is.records != changed.records);
    assert!(
        without(Link::Council).records == as_it_is.records,
        "the council passes on all that seats in it do"
    );
    assert!(without(Link::Hours).records != as_it_is.records);
}

/// More hours bring visitors by being open, less the quality that is spread over them.
#[test]
fn what_more_hours_bring_is_lost_when_hours_are_held() {
    let (base, longer) =
        (small("z-home", &[]).blueprint, small("z-home", &["levers.support.hours=12"]).blueprint);
    let visits =
        |run: &crate::simulation::Trajectory| run.records[79..].iter().map(|r| r.visits).sum::<f64>();
    let mean = |of: &dyn Fn(u32) -> f64| (1..=6).map(of).sum::<f64>() / 6.0;
    let as_it_is = mean(&|r| visits(&run(&base, 1, r, Retain::default())));
    let changed = mean(&|r| visits(&run(&longer, 1, r, Retain::default())));
    let held = mean(&|r| visits(&held(&base, &longer, &[Link::Hours], (1, r))[0]));
    let lost = (changed - held) / (changed - as_it_is);
    assert!(changed > 1.02 * as_it_is && lost > 0.8, "{as_it_is} {changed} {held}");
}

#[test]
fn each_link_of_the_model_carries_something_of_the_full_package() {
    let (base, full) = (small("z-home", &[]).blueprint, small("full-package", &[]).blueprint);
    let changed = run(&full, 1, 1, Retain::default());
    for (link, run) in Link::ALL.iter().zip(held(&base, &full, &Link::ALL, (1, 1))) {
        let first = run.records.iter().zip(&changed.records).position(|(a, b)| a != b);
        assert!(first.is_some_and(|week| week >= 53), "{link:?} parts in {first:?}");
    }
}

#[test]
fn a_trace_of_a_scenario_against_itself_is_nothing() {
    let scenario = small("z-home", &[]);
    let cancel = AtomicBool::new(false);
    let mut nobody = Unobserved;
    let mut lab = Rounds::new(None, 1, 2, &cancel, &mut nobody);
    let worlds = worlds(&mut lab, "base", std::slice::from_ref(&scenario), 3).unwrap();
    let measures: Vec<_> = ["participation", "deficiency_service"].into_iter().filter_map(measure).collect();
    let ran = Ran { scenario: &scenario, worlds: &worlds[0] };
    let found = trace(&mut lab, ran, ran, &measures, (3, None)).unwrap();
    assert_eq!(found.links.len(), Link::ALL.len());
    for link in &found.links {
        for lost in link.lost.values() {
            let lost = lost.unwrap();
            let found = (lost.mean, lost.interval, lost.others, lost.worlds);
            assert_eq!(found, (0.0, None, Some(0), 3), "{}: no world of 3 differs", link.name);
        }
    }
}
