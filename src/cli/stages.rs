//! Progress of a question that takes several rounds of runs: a bar for each.

use crate::batch::rounds::StageObserver;
use crate::batch::{Job, RunEnd};
use crate::cli::progress::{Mode, Progress};

/// A progress bar for each stage.
pub(crate) struct Stages {
    mode: Mode,
    bar: Option<Progress>,
}

impl Stages {
    pub(crate) fn new(mode: Mode) -> Stages {
        Stages { mode, bar: None }
    }

    pub(crate) fn end(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.end();
        }
    }
}

impl StageObserver for Stages {
    fn begin(&mut self, _: &str, runs: u64) {
        self.end();
        self.bar = Some(Progress::begin(self.mode, runs));
    }

    fn step(&mut self, job: &Job, end: RunEnd) {
        if let Some(bar) = &mut self.bar {
            bar.step(job, end);
        }
    }
}
