//! Result folders of runs that were lived beforehand.

use commonroom::internals::{
    FolderRequest, Job, Outcome, Pages, PendingFolder, Request, Results, english, pack,
};
use commonroom::{Retain, Scenario, simulate};
use std::slice::from_ref;

/// What a folder with all tables needs.
pub(crate) const KEEP: Retain = Retain { ledger: true, groups: true, sample: 0 };

fn job(scenario: &Scenario, replicate: u32) -> Job<'_> {
    Job { index: 0, scenario, replicate, seed: 1 }
}

/// The rows of `runs` runs.
pub(crate) fn pages(scenario: &Scenario, runs: u32) -> Vec<Outcome<Pages>> {
    let of = |replicate| {
        pack(&job(scenario, replicate), &simulate(&scenario.blueprint, 1, replicate, KEEP), english)
    };
    (1..=runs).map(of).collect()
}

/// Write them as a folder, which is removed again.
pub(crate) fn write(scenario: &Scenario, pages: &[Outcome<Pages>]) {
    let parent = tempfile::tempdir().expect("a temporary folder");
    let place =
        PendingFolder::prepare(FolderRequest::Named { path: parent.path().join("results"), force: false })
            .expect("a place");
    let mut results = Results::begin(place, from_ref(scenario), KEEP).expect("a folder");
    for (replicate, outcome) in (1..).zip(pages) {
        results.take(&job(scenario, replicate), outcome).expect("written");
    }
    let arguments = vec!["z-home".to_string()];
    let request =
        Request { command: "run".into(), arguments, seed: "1".into(), replicates: pages.len() as u32 };
    results.finish(from_ref(scenario), &request, None).expect("a folder");
}
