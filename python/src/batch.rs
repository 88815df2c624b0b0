//! A batch on a thread of its own, while the caller's thread waits for signals without the interpreter's lock.

use crate::asked::{ScenarioParts, exception, scenario};
use commonroom::bindings::{self, Answered, BatchAsked, BatchWatch, Refused, WorldsAsked};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use std::path::PathBuf;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

/// How often is looked for signals.
const LOOK: Duration = Duration::from_millis(50);
/// Stack of the thread, bytes: as large as that of a program.
const STACK: usize = 8 << 20;

/// Live a batch, or compare by `measure` with so many plausible draws (0: chance only). `progress(lived,
/// all)` is called now and then. Gives the answer as JSON, and what to know before trusting it.
#[pyfunction]
#[pyo3(signature = (
    *, scenarios, sets, weeks, seed, replicates, threads, tables, measures, sample, folder, measure, draws,
    progress
))]
#[allow(clippy::too_many_arguments)] // keywords of one private function
pub fn batch(
    py: Python<'_>,
    scenarios: Vec<ScenarioParts>,
    sets: Vec<String>,
    weeks: Option<i64>,
    seed: u64,
    replicates: u32,
    threads: Option<u32>,
    tables: Vec<String>,
    measures: Vec<String>,
    sample: Option<u32>,
    folder: PathBuf,
    measure: Option<String>,
    draws: Option<u32>,
    progress: Option<Py<PyAny>>,
) -> PyResult<(String, Vec<String>)> {
    let asked = BatchAsked {
        scenarios: scenarios.into_iter().map(scenario).collect(),
        worlds: WorldsAsked { sets, weeks, seed, replicates, threads },
        tables,
        measures,
        sample,
        folder,
    };
    let (watch, answer) = (BatchWatch::default(), Arc::new(Answer::default()));
    let (own, to) = (watch.clone(), answer.clone());
    let work = move || {
        to.give(bindings::guarded(|| match &measure {
            Some(measure) => bindings::compare(&asked, measure, draws, &own),
            None => bindings::run(&asked, &own),
        }));
    };
    let thread = Builder::new().name("commonroom".into()).stack_size(STACK).spawn(work);
    let thread = thread.map_err(|why| PyRuntimeError::new_err(format!("no thread to be had: {why}")))?;
    let waited = wait(py, &answer, &watch, progress.as_ref());
    watch.stop.store(true, Relaxed);
    // What was begun on the disk is removed before anybody hears of the end.
    py.detach(|| ended(thread));
    let Answered { json, warnings } = waited?.map_err(exception)?;
    Ok((json.to_string(), warnings))
}

fn ended(thread: JoinHandle<()>) {
    // `guarded` lets no panic out.
    let _ = thread.join();
}

/// What the thread answers, once it does.
#[derive(Default)]
struct Answer {
    given: Mutex<Option<Result<Answered, Refused>>>,
    changed: Condvar,
}

impl Answer {
    fn give(&self, answer: Result<Answered, Refused>) {
        *self.given.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
        self.changed.notify_all();
    }

    /// The answer, if it comes before it is time to look around.
    fn wait(&self) -> Option<Result<Answered, Refused>> {
        let given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut given, _) = self
            .changed
            .wait_timeout_while(given, LOOK, |given| given.is_none())
            .unwrap_or_else(PoisonError::into_inner);
        given.take()
    }
}

/// Until the batch answers, or a signal handler or `progress` raises.
fn wait(
    py: Python<'_>,
    answer: &Answer,
    watch: &BatchWatch,
    progress: Option<&Py<PyAny>>,
) -> PyResult<Result<Answered, Refused>> {
    let mut told = (0, 0);
    loop {
        let found = py.detach(|| answer.wait());
        let now = (watch.lived.load(Relaxed), watch.all.load(Relaxed));
        if let Some(progress) = progress.filter(|_| now != told) {
            progress.call1(py, now)?;
            told = now;
        }
        match found {
            Some(done) => return Ok(done),
            None => py.check_signals()?,
        }
    }
}
