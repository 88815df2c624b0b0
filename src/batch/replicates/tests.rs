use crate::batch::replicates::*;
use crate::simulation::Retain;
use crate::world::blueprint::Blueprint;
use crate::world::record::Record;
use std::sync::atomic::AtomicUsize;

fn scenarios(names: &[&str]) -> Vec<Scenario> {
    let blueprint = Blueprint {
        settings: Default::default(),
        weeks: 0,
        timeline: vec![],
        rules: vec![],
        bidders: vec![],
        groups: vec![],
        communities: vec![],
    };
    let text = String::new;
    let make = |name: &&str| Scenario {
        name: name.to_string(),
        title: text(),
        short: None,
        summary: text(),
        blueprint: blueprint.clone(),
        parts: Default::default(),
        sources: vec![],
        warnings: vec![],
        origins: Default::default(),
    };
    names.iter().map(make).collect()
}

/// A run whose duration and value depend on the replicate, and whose seventh world breaks.
fn fake(_: &Blueprint, seed: u64, replicate: u32, _: Retain) -> Trajectory {
    assert!(replicate != 7, "world {replicate} broke");
    std::thread::sleep(std::time::Duration::from_micros(u64::from(replicate * 37 % 11) * 100));
    Trajectory {
        records: vec![Record { visits: (seed * 1000 + u64::from(replicate)) as f64, ..Record::default() }],
        ..Trajectory::default()
    }
}

#[derive(Default)]
struct List(Vec<(String, u32, Outcome<f64>)>, Option<usize>);

impl Sink<f64> for List {
    fn take(&mut self, job: &Job, outcome: Outcome<f64>) -> Result<(), Stopped> {
        self.0.push((job.scenario.name.clone(), job.replicate, outcome));
        if Some(self.0.len()) == self.1 { Err(Stopped::Sink("full".into())) } else { Ok(()) }
    }
}

fn run_fake(replicates: u32, threads: usize, list: &mut List, cancel: &AtomicBool) -> Result<(), Stopped> {
    let plan = Plan { seed: 3, replicates, threads, keep: Retain::default() };
    run(&scenarios(&["a", "b"]), &plan, &fake, &|_, t| Ok(t.records[0].visits), list, cancel)
}

#[test]
fn runs_arrive_in_order_for_any_number_of_threads_and_a_broken_one_is_data() {
    let never = AtomicBool::new(false);
    let mut one = List::default();
    run_fake(30, 1, &mut one, &never).unwrap();
    let order: Vec<_> = one.0.iter().map(|r| (r.0.as_str(), r.1)).collect();
    let expected: Vec<_> = ["a", "b"].into_iter().flat_map(|s| (1..=30).map(move |r| (s, r))).collect();
    assert_eq!(order, expected);
    assert_eq!(one.0[6].2, Err("world 7 broke".to_string()));
    for threads in [2, 5, 100] {
        let mut many = List::default();
        run_fake(30, threads, &mut many, &never).unwrap();
        assert_eq!(many.0, one.0);
    }
}

#[test]
fn a_replicate_does_not_know_how_many_there_are() {
    let never = AtomicBool::new(false);
    let (mut few, mut many) = (List::default(), List::default());
    run_fake(3, 2, &mut few, &never).unwrap();
    run_fake(20, 2, &mut many, &never).unwrap();
    assert_eq!(few.0[..3], many.0[..3]);
}

#[test]
fn workers_do_not_run_far_ahead() {
    let (started, taken, worst) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    struct Slow<'a>(&'a AtomicUsize);
    impl Sink<()> for Slow<'_> {
        fn take(&mut self, _: &Job, _: Outcome<()>) -> Result<(), Stopped> {
            std::thread::sleep(std::time::Duration::from_micros(300));
            self.0.fetch_add(1, Relaxed);
            Ok(())
        }
    }
    let quick = |_: &Blueprint, _: u64, _: u32, _: Retain| {
        let ahead = started.fetch_add(1, Relaxed) + 1 - taken.load(Relaxed);
        worst.fetch_max(ahead, Relaxed);
        Trajectory::default()
    };
    let plan = Plan { seed: 1, replicates: 300, threads: 3, keep: Retain::default() };
    run(&scenarios(&["a"]), &plan, &quick, &|_, _| Ok(()), &mut Slow(&taken), &AtomicBool::new(false))
        .unwrap();
    assert!(worst.load(Relaxed) <= 3 * 2 + 1, "{}", worst.load(Relaxed));
}

#[test]
fn a_batch_ends_when_asked_to_or_when_the_sink_is_full() {
    let never = AtomicBool::new(false);
    for threads in [1, 4] {
        let mut list = List(vec![], Some(3));
        assert_eq!(run_fake(50, threads, &mut list, &never), Err(Stopped::Sink("full".into())));
        assert_eq!(list.0.len(), 3);
        assert_eq!(
            run_fake(50, threads, &mut List::default(), &AtomicBool::new(true)),
            Err(Stopped::Cancelled)
        );
    }
}
