//! Every scenario in every random world, on all cores, handed on in order.
//!
//! Workers take jobs from one counter and may run ahead of the oldest unfinished job by a few jobs per thread
//! only, so that memory does not grow with the number of replicates; the order of handing on does not depend
//! on who finished first. Workers are plain threads that wait for one another outside of any pool: a pool's
//! thread that waits inside one run may start another run on top of it, and that one could then wait for the
//! first for ever. A run itself, which waits for nobody, is lived in the batch's one pool of as many threads:
//! while there are runs for all of them each lives its own, and whoever has none left helps with the pieces
//! of large runs. So many small runs, few large ones and a mixture of both fill the cores.

#[cfg(test)]
mod tests;

use crate::batch::{Job, Outcome, Plan, RunWorld, Sink, Stopped};
use crate::columns::Shortage;
use crate::scenario::Scenario;
use crate::simulation::Trajectory;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;

/// All jobs of a batch in order, from replicate `first` on.
pub(crate) fn jobs<'a>(
    scenarios: &'a [Scenario],
    plan: &Plan,
    first: u32,
) -> impl Iterator<Item = Job<'a>> + Clone + Send + use<'a> {
    let Plan { seed, replicates, .. } = *plan;
    let of = move |(index, scenario)| {
        (first..=replicates).map(move |replicate| Job { index, scenario, replicate, seed })
    };
    scenarios.iter().enumerate().flat_map(of)
}

/// Run all replicates of all scenarios. `pack` reduces a trajectory on the worker's thread to what the sink
/// needs; `sink` gets the runs in order on the caller's thread. A run that panics, or that `pack` refuses, is
/// handed on as failed.
///
/// # Errors
/// Why the batch ended early: it was cancelled, or the sink could not take a run.
pub fn run<T: Send>(
    scenarios: &[Scenario],
    plan: &Plan,
    run_world: &RunWorld,
    pack: &(dyn Fn(&Job, Trajectory) -> Outcome<T> + Sync),
    sink: &mut dyn Sink<T>,
    cancel: &AtomicBool,
) -> Result<(), Stopped> {
    run_jobs(jobs(scenarios, plan, 1), plan, run_world, pack, sink, cancel)
}

/// The same for any jobs, in their order: for a batch that lacks some worlds of some scenarios.
pub(crate) fn run_jobs<'a, T: Send>(
    jobs: impl Iterator<Item = Job<'a>> + Clone + Send,
    plan: &Plan,
    run_world: &RunWorld,
    pack: &(dyn Fn(&Job, Trajectory) -> Outcome<T> + Sync),
    sink: &mut dyn Sink<T>,
    cancel: &AtomicBool,
) -> Result<(), Stopped> {
    let work = |job: &Job| pack(job, run_world(&job.scenario.blueprint, job.seed, job.replicate, plan.keep));
    work_jobs(jobs, plan, &work, sink, cancel)
}

/// The same with any work for each job.
pub(crate) fn work_jobs<'a, T: Send>(
    jobs: impl Iterator<Item = Job<'a>> + Clone + Send,
    plan: &Plan,
    work: &(dyn Fn(&Job) -> Outcome<T> + Sync),
    sink: &mut dyn Sink<T>,
    cancel: &AtomicBool,
) -> Result<(), Stopped> {
    in_order(jobs, plan, &|job: &Job| attempt(|| work(job)), sink, cancel)
}

#[cfg(feature = "parallel")]
use parallel::in_order;

/// One after the other.
#[cfg(not(feature = "parallel"))]
fn in_order<'a, T>(
    jobs: impl Iterator<Item = Job<'a>>,
    _: &Plan,
    work: &(dyn Fn(&Job) -> Outcome<T> + Sync),
    sink: &mut dyn Sink<T>,
    cancel: &AtomicBool,
) -> Result<(), Stopped> {
    one_by_one(jobs, work, sink, cancel)
}

/// On the caller's thread alone.
fn one_by_one<'a, T>(
    jobs: impl Iterator<Item = Job<'a>>,
    work: &(dyn Fn(&Job) -> Outcome<T> + Sync),
    sink: &mut dyn Sink<T>,
    cancel: &AtomicBool,
) -> Result<(), Stopped> {
    for job in jobs {
        if cancel.load(Relaxed) {
            return Err(Stopped::Cancelled);
        }
        let outcome = work(&job);
        // What came of a run that was asked to stop is none.
        if cancel.load(Relaxed) {
            return Err(Stopped::Cancelled);
        }
        sink.take(&job, outcome)?;
    }
    if cancel.load(Relaxed) { Err(Stopped::Cancelled) } else { Ok(()) }
}

/// How many threads a wish means: 0 is one for each core, and many more than there are cores only wait for
/// each other.
pub(crate) fn threads(wanted: usize) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, |n| n.get());
    match wanted {
        _ if cfg!(not(feature = "parallel")) => 1,
        0 => cores,
        wanted => wanted.min(MOST_FOR_A_CORE * cores),
    }
}

/// Threads for a core that are of use to somebody who asks for so many.
const MOST_FOR_A_CORE: usize = 4;

/// Run it; a panic becomes words.
fn attempt<T>(work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|cause| {
        if let Some(Shortage(why)) = cause.downcast_ref() {
            return Err(why.clone());
        }
        let words = cause.downcast_ref::<&str>().map(|s| (*s).to_string());
        Err(words
            .or_else(|| cause.downcast_ref::<String>().cloned())
            .unwrap_or_else(|| "the run broke off".to_string()))
    })
}

#[cfg(feature = "parallel")]
mod parallel {
    use crate::batch::replicates::{
        AtomicBool, Job, Outcome, Plan, Relaxed, Sink, Stopped, one_by_one, threads,
    };
    use crate::parallel::Pool;
    use crate::simulation::need::pieces;
    use std::collections::BTreeMap;
    use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

    /// Jobs a thread may be ahead of the oldest unfinished one.
    const AHEAD: usize = 2;

    /// What the threads share: the next job, and finished runs that wait for an older one.
    struct SharedQueue<T, I> {
        jobs: I,
        given: usize,
        taken: usize,
        waiting: BTreeMap<usize, Outcome<T>>,
        closed: bool,
    }

    struct Board<T, I> {
        queue: Mutex<SharedQueue<T, I>>,
        changed: Condvar,
    }

    impl<T, I> Board<T, I> {
        fn queue(&self) -> MutexGuard<'_, SharedQueue<T, I>> {
            self.queue.lock().unwrap_or_else(PoisonError::into_inner)
        }

        fn wait<'a>(&self, queue: MutexGuard<'a, SharedQueue<T, I>>) -> MutexGuard<'a, SharedQueue<T, I>> {
            self.changed.wait(queue).unwrap_or_else(PoisonError::into_inner)
        }

        fn close(&self) {
            self.queue().closed = true;
            self.changed.notify_all();
        }
    }

    /// Closes the board when the caller leaves, also by a panic of the sink: otherwise the workers would
    /// wait for ever.
    struct Closing<'a, T, I>(&'a Board<T, I>);

    impl<T, I> Drop for Closing<'_, T, I> {
        fn drop(&mut self) {
            self.0.close();
        }
    }

    /// On all threads, handed on in order.
    pub(super) fn in_order<'a, T: Send>(
        jobs: impl Iterator<Item = Job<'a>> + Clone + Send,
        plan: &Plan,
        work: &(dyn Fn(&Job) -> Outcome<T> + Sync),
        sink: &mut dyn Sink<T>,
        cancel: &AtomicBool,
    ) -> Result<(), Stopped> {
        let (mut count, mut largest) = (0, 1);
        for job in jobs.clone() {
            count += 1;
            largest = largest.max(pieces(&job.scenario.blueprint));
        }
        let threads = threads(plan.threads);
        let workers = threads.min(count).max(1);
        // Without a pool of its own a batch would use all cores whatever `-j` says.
        let pool = Pool::new(threads.min(workers.saturating_mul(largest)));
        let inside = |job: &Job| pool.on(|| work(job));
        let queue = SharedQueue {
            jobs: jobs.clone().enumerate(),
            given: 0,
            taken: 0,
            waiting: BTreeMap::new(),
            closed: false,
        };
        let board = Board { queue: Mutex::new(queue), changed: Condvar::new() };
        std::thread::scope(|scope| {
            let _closing = Closing(&board);
            let mut serving = 0;
            for _ in 0..if pool.is_shared() { workers } else { 0 } {
                let serve = || serve(&board, AHEAD * workers, &inside, cancel);
                // A thread that the system does not give is done without.
                serving += u32::from(std::thread::Builder::new().spawn_scoped(scope, serve).is_ok());
            }
            if serving == 0 {
                return one_by_one(jobs, &inside, sink, cancel);
            }
            for (at, job) in jobs.enumerate() {
                let outcome = collect(&board, at, cancel).ok_or(Stopped::Cancelled)?;
                sink.take(&job, outcome)?;
            }
            if cancel.load(Relaxed) { Err(Stopped::Cancelled) } else { Ok(()) }
        })
    }

    /// A worker: take a job, run it, put it on the queue.
    fn serve<'a, T, I: Iterator<Item = (usize, Job<'a>)>>(
        board: &Board<T, I>,
        ahead: usize,
        work: &(dyn Fn(&Job) -> Outcome<T> + Sync),
        cancel: &AtomicBool,
    ) {
        loop {
            let mut queue = board.queue();
            while !queue.closed && queue.given >= queue.taken + ahead {
                queue = board.wait(queue);
            }
            if queue.closed || cancel.load(Relaxed) {
                break;
            }
            let Some((at, job)) = queue.jobs.next() else { break };
            queue.given += 1;
            drop(queue);
            let outcome = work(&job);
            board.queue().waiting.insert(at, outcome);
            board.changed.notify_all();
        }
        // Whoever waits for a run that will never come looks at the flag again.
        board.changed.notify_all();
    }

    /// The caller: wait for the run in turn; `None` when it will not come.
    fn collect<T, I>(board: &Board<T, I>, at: usize, cancel: &AtomicBool) -> Option<Outcome<T>> {
        let mut queue = board.queue();
        loop {
            if cancel.load(Relaxed) {
                return None;
            }
            if let Some(outcome) = queue.waiting.remove(&at) {
                queue.taken += 1;
                drop(queue);
                board.changed.notify_all();
                return Some(outcome);
            }
            queue = board.wait(queue);
        }
    }
}
