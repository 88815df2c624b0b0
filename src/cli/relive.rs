//! Runs of a result folder lived again: a sample of them (`verify`), or all (`rerun`).

use crate::batch::replicates::work_jobs;
use crate::batch::{Job, Outcome, Plan, Sink, Stopped};
use crate::cli::{Failure, interrupt, memory};
use crate::files::manifest::Manifest;
use crate::files::pack::pack_as;
use crate::files::read::again::{LivedBefore, ToldRun, again, told_runs};
use crate::report::text::events::english;
use crate::simulation::run;
use serde::Serialize;
use std::collections::BTreeMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::path::Path;

/// What came of a sample.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Relived {
    /// Runs that were lived again.
    pub runs: Vec<RelivedRun>,
    /// Why none was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_lived: Option<String>,
}

/// A run that was lived again.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct RelivedRun {
    /// Its scenario.
    pub scenario: String,
    /// Its world.
    pub replicate: u32,
    /// Whether the same came out, bit for bit.
    pub same: bool,
}

impl Relived {
    /// Runs of which something else came out.
    pub(crate) fn differing(&self) -> impl Iterator<Item = &RelivedRun> {
        self.runs.iter().filter(|run| !run.same)
    }
}

/// Hashes of runs, in the order of the jobs.
#[derive(Default)]
struct Hashes(BTreeMap<(usize, u32), Outcome<String>>);

impl Sink<String> for Hashes {
    fn take(&mut self, job: &Job, outcome: Outcome<String>) -> Result<(), Stopped> {
        self.0.insert((job.index, job.replicate), outcome);
        Ok(())
    }
}

/// So many of a list, each as likely as any other; the list itself where it is shorter.
fn sample<T>(mut all: Vec<T>, wanted: usize) -> Vec<T> {
    // Which are taken decides no result: a cheat should not foresee them.
    let chance = RandomState::new();
    for at in 0..wanted.min(all.len()) {
        let left = (all.len() - at) as u64;
        all.swap(at, at + (chance.hash_one(at) % left) as usize);
    }
    all.truncate(wanted);
    all
}

/// Live some runs of a folder again and hold them against what it says of them.
pub(crate) fn relive(folder: &Path, manifest: Manifest, wanted: usize) -> Result<Relived, Failure> {
    let names = manifest.names();
    let told = told_runs(folder, &names)?;
    if told.is_empty() || wanted == 0 {
        return Ok(Relived::default());
    }
    let before = match again(folder, manifest)? {
        Ok(before) => before,
        Err(why) => return Ok(Relived { not_lived: Some(why), ..Relived::default() }),
    };
    let mut some = sample(told, wanted);
    some.sort_by_key(|run| (run.index, run.replicate));
    let hashes = lived(&before, &some)?;
    let same = |run: &ToldRun| match hashes.0.get(&(run.index, run.replicate)) {
        Some(Ok(hash)) => run.hash.as_ref() == Some(hash),
        Some(Err(_)) => run.hash.is_none(),
        None => false,
    };
    let runs = some.iter().map(|run| RelivedRun {
        scenario: names[run.index].clone(),
        replicate: run.replicate,
        same: same(run),
    });
    Ok(Relived { runs: runs.collect(), not_lived: None })
}

fn lived(before: &LivedBefore, some: &[ToldRun]) -> Result<Hashes, Failure> {
    let LivedBefore { scenarios, layout, seed, .. } = before;
    let plan = Plan { seed: *seed, replicates: 1, threads: 0, keep: layout.keep() };
    memory::check(scenarios, memory::Demand { replicates: 1, threads: 0, worlds_each: 1, sample: 0 })?;
    let jobs = some.iter().filter_map(|run| {
        let scenario = scenarios.get(run.index)?;
        Some(Job { index: run.index, scenario, replicate: run.replicate, seed: *seed })
    });
    let work = |job: &Job| {
        let lived = run(&job.scenario.blueprint, job.seed, job.replicate, plan.keep);
        Ok(pack_as(job, &lived, english, layout)?.hash)
    };
    let mut hashes = Hashes::default();
    work_jobs(jobs, &plan, &work, &mut hashes, interrupt::flag())?;
    Ok(hashes)
}

#[cfg(test)]
mod tests {
    use super::sample;

    #[test]
    fn a_sample_holds_each_at_most_once() {
        for wanted in [0, 1, 7, 20] {
            let mut some = sample((0..10).collect::<Vec<i32>>(), wanted);
            some.sort_unstable();
            some.dedup();
            assert_eq!(some.len(), wanted.min(10));
        }
    }
}
