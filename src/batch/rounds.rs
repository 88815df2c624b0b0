//! Batches that follow from one another: the rounds of runs that one question needs.

use crate::batch::forks;
use crate::batch::forks::Forks;
use crate::batch::{Job, Outcome, Plan, RunEnd, RunWorld, Sink, Stopped, replicates};
use crate::scenario::Scenario;
use crate::simulation::{Retain, Trajectory};
use crate::world::blueprint::Blueprint;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::atomic::AtomicBool;

/// Who looks on while runs are done.
pub(crate) trait StageObserver {
    /// So many runs begin, and what for.
    fn begin(&mut self, what: &str, runs: u64);
    /// One of them is finished.
    fn step(&mut self, job: &Job, end: RunEnd);
}

/// Nobody looks on.
pub(crate) struct Unobserved;

impl StageObserver for Unobserved {
    fn begin(&mut self, _: &str, _: u64) {}
    fn step(&mut self, _: &Job, _: RunEnd) {}
}

/// Runs scenarios and keeps what is asked for. A failed run leaves a gap and is counted.
pub(crate) struct Rounds<'a> {
    /// How a world is run from its start; `None`: scenarios of one batch fork from one another, with the
    /// same result.
    pub run: Option<&'a RunWorld<'a>>,
    /// Seed of all random worlds.
    pub seed: u64,
    /// Threads; 0 for all cores.
    pub threads: usize,
    /// Raised to end early.
    pub cancel: &'a AtomicBool,
    /// Who looks on.
    pub watch: &'a mut dyn StageObserver,
    /// Runs done and failed so far.
    pub count: (u64, u64),
    /// The first that failed: scenario, replicate, reason.
    pub first_failure: Option<(String, u32, String)>,
}

/// How scenarios that are lived together are run: as somebody says, or forked from one another.
pub(crate) fn runner<'a>(
    run: Option<&'a RunWorld<'a>>,
    blueprints: Vec<&'a Blueprint>,
) -> impl Fn(&Blueprint, u64, u32, Retain) -> Trajectory + Sync + 'a {
    let forks = Forks::plan(blueprints, forks::ROOM);
    move |blueprint, seed, replicate, keep| match run {
        Some(run) => run(blueprint, seed, replicate, keep),
        None => forks.run(blueprint, seed, replicate, keep, &()),
    }
}

/// Which worlds are run, and what is kept of each while it is packed.
pub(crate) struct WorldsWanted {
    /// Numbers of the random worlds, from 1.
    pub worlds: RangeInclusive<u32>,
    /// What is kept.
    pub keep: Retain,
}

/// What is done with a packed run before the rest of it is kept.
pub(crate) type Unpack<'a, P, T> = dyn FnMut(&Job, Outcome<P>) -> Result<Outcome<T>, Stopped> + 'a;

struct Collector<'a, 'b, P, T> {
    rounds: &'a mut Rounds<'b>,
    unpack: &'a mut Unpack<'a, P, T>,
    kept: Vec<BTreeMap<u32, T>>,
}

impl<P, T> Sink<P> for Collector<'_, '_, P, T> {
    fn take(&mut self, job: &Job, outcome: Outcome<P>) -> Result<(), Stopped> {
        self.rounds.watch.step(job, RunEnd::of(&outcome));
        self.rounds.count.0 += 1;
        match (self.unpack)(job, outcome)? {
            Ok(value) => drop(self.kept[job.index].insert(job.replicate, value)),
            Err(reason) => {
                self.rounds.count.1 += 1;
                self.rounds
                    .first_failure
                    .get_or_insert_with(|| (job.scenario.name.clone(), job.replicate, reason));
            }
        }
        Ok(())
    }
}

impl<'a> Rounds<'a> {
    /// Rounds of which none was run yet.
    pub(crate) fn new(
        run: Option<&'a RunWorld<'a>>,
        seed: u64,
        threads: usize,
        cancel: &'a AtomicBool,
        watch: &'a mut dyn StageObserver,
    ) -> Rounds<'a> {
        Rounds { run, seed, threads, cancel, watch, count: (0, 0), first_failure: None }
    }

    /// What `pack` makes of each world of each scenario.
    pub(crate) fn each<T: Send>(
        &mut self,
        what: &str,
        scenarios: &[Scenario],
        worlds: RangeInclusive<u32>,
        pack: &(dyn Fn(&Job, Trajectory) -> Outcome<T> + Sync),
    ) -> Result<Vec<BTreeMap<u32, T>>, Stopped> {
        self.each_to(
            what,
            scenarios,
            WorldsWanted { worlds, keep: Retain::default() },
            pack,
            &mut |_, outcome| Ok(outcome),
        )
    }

    /// The same, handing each packed run to `unpack`, in order, which says what of it is kept.
    pub(crate) fn each_to<P: Send, T>(
        &mut self,
        what: &str,
        scenarios: &[Scenario],
        wanted: WorldsWanted,
        pack: &(dyn Fn(&Job, Trajectory) -> Outcome<P> + Sync),
        unpack: &mut Unpack<P, T>,
    ) -> Result<Vec<BTreeMap<u32, T>>, Stopped> {
        let run = runner(self.run, scenarios.iter().map(|s| &s.blueprint).collect());
        let work = |job: &Job| pack(job, run(&job.scenario.blueprint, job.seed, job.replicate, wanted.keep));
        self.work(what, scenarios, wanted.worlds, &work, unpack)
    }

    /// Any work for each world of each scenario.
    pub(crate) fn work<P: Send, T>(
        &mut self,
        what: &str,
        scenarios: &[Scenario],
        worlds: RangeInclusive<u32>,
        work: &(dyn Fn(&Job) -> Outcome<P> + Sync),
        unpack: &mut Unpack<P, T>,
    ) -> Result<Vec<BTreeMap<u32, T>>, Stopped> {
        let (first, last) = worlds.into_inner();
        self.watch.begin(what, scenarios.len() as u64 * u64::from((last + 1).saturating_sub(first)));
        let plan = Plan { seed: self.seed, replicates: last, threads: self.threads, keep: Retain::default() };
        let cancel = self.cancel;
        let mut collector =
            Collector { rounds: self, unpack, kept: scenarios.iter().map(|_| BTreeMap::new()).collect() };
        replicates::work_jobs(
            replicates::jobs(scenarios, &plan, first),
            &plan,
            work,
            &mut collector,
            cancel,
        )?;
        Ok(collector.kept)
    }
}
