//! The same bytes whatever the machine lends: any number of threads, inside one large run and over a batch;
//! narrow instructions or wide ones. A program of its own, since which instructions are used is set for the
//! whole program.

use crate::batch::{Job, Outcome, Plan, Sink, Stopped, replicates};
use crate::inside::common::{blueprint, on_threads, populated, small, with};
use crate::scenario::library::Embedded;
use crate::scenario::{Overrides, Scenario, read};
use crate::simulation::{History, Retain, Trajectory, run};
use crate::world::agents::residents::block::{USER, state};
use crate::world::agents::residents::processor::{Instructions, plain_instructions, use_instructions};
use crate::world::blueprint::Blueprint;
use std::sync::atomic::AtomicBool;

const ALL: Retain = Retain { ledger: true, groups: true, sample: 0 };
/// Compared with one thread.
const MORE_THREADS: [usize; 3] = [2, 3, 7];

/// An operator from week 5 on.
fn brief(b: Blueprint, residents: i64, weeks: i32) -> Blueprint {
    let mut b = populated(b, residents);
    b.weeks = weeks;
    b.settings.calendar.warm_start = 8;
    for levers in std::iter::once(&mut b.settings.levers).chain(b.timeline.iter_mut().map(|t| &mut t.1)) {
        levers.operator.from = 5;
    }
    b
}

/// All that a run leaves: what is written down, and the saved world.
fn bytes(b: &Blueprint) -> (Trajectory, Vec<u8>) {
    let mut history = History::begin(b, 8, 3, &());
    history.go_on(b, b.weeks, ALL, &());
    let visits: f64 = history.trajectory.records.iter().map(|r| r.visits).sum();
    assert!(visits > 500.0 && history.trajectory.records.iter().any(|r| r.volunteers > 0.0), "it lives");
    for block in history.world.communities().iter().flat_map(|c| c.residents.blocks()) {
        for (state, weeks) in block.state.iter().zip(block.weeks) {
            assert_eq!(
                state & state::MET_CROWD != 0,
                weeks & USER != 0,
                "the mark of a user is what the weeks say"
            );
        }
    }
    let saved = postcard::to_stdvec(&history.world).expect("a world can be saved");
    (history.trajectory, saved)
}

#[test]
fn a_large_run_leaves_the_same_bytes_on_1_2_3_and_7_threads() {
    // Eighteen chunks, the last of them not full; few seats, so that the lottery has work; ties in two bytes
    // and in four.
    for sets in [&["home.seats=200"][..], &["residents.network.span=40000", "home.seats=200"]] {
        let b = brief(with("full-package", sets), 70_001, 20);
        let one = on_threads(1, || bytes(&b));
        assert!(one.0.records.iter().any(|r| r.turned_away > 0.0));
        for threads in MORE_THREADS {
            assert!(one == on_threads(threads, || bytes(&b)), "{sets:?} on {threads} threads");
        }
    }
}

#[derive(Default)]
struct All(Vec<Outcome<Trajectory>>);

impl Sink<Trajectory> for All {
    fn take(&mut self, _: &Job, outcome: Outcome<Trajectory>) -> Result<(), Stopped> {
        self.0.push(outcome);
        Ok(())
    }
}

#[test]
fn a_batch_of_large_and_small_runs_leaves_the_same_bytes_on_1_2_3_and_7_threads() {
    let names = ["z-home".to_string(), "county".to_string(), "full-package".to_string()];
    let mut scenarios: Vec<Scenario> =
        read(&names, &Overrides::default(), &Embedded).expect("shipped scenarios");
    for (scenario, residents) in scenarios.iter_mut().zip([300, 2_000, 29_000]) {
        scenario.blueprint = brief(scenario.blueprint.clone(), residents, 14);
    }
    let batch = |threads| {
        let plan = Plan { seed: 4, replicates: 2, threads, keep: ALL };
        let mut all = All::default();
        let (pack, never) = (|_: &Job, run| Ok(run), AtomicBool::new(false));
        replicates::run(&scenarios, &plan, &run, &pack, &mut all, &never).expect("runs");
        all.0
    };
    let one = batch(1);
    assert!(one.len() == 6 && one.iter().all(|run| run.as_ref().is_ok_and(|t| t.records.len() >= 15)));
    for threads in MORE_THREADS {
        assert!(one == batch(threads), "{threads} threads");
    }
}

#[test]
fn narrow_and_wide_instructions_leave_the_same_bytes() {
    let large = brief(blueprint("full-package"), 20_000, 110);
    let many = brief(blueprint("county"), 700, 60);
    let roster = |mut b: Blueprint| {
        b.communities[0].roster = Some(std::sync::Arc::new(crate::inside::common::roster(900)));
        b
    };
    for b in [large, many, roster(brief(small("z-home"), 900, 60))] {
        assert!(!plain_instructions());
        let wide = bytes(&b);
        use_instructions(Instructions::Plain);
        let narrow = bytes(&b);
        use_instructions(Instructions::Wide);
        assert!(wide == narrow);
    }
}
