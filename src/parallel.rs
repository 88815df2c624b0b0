//! The one place where threads appear below `experiment`: maps over pieces of fixed size, results in order.
//!
//! Pieces never depend on the number of threads, so neither does a result. Before each piece is looked
//! whether the work is to stop.

use crate::stop;

/// `f(0), f(1), … f(n − 1)` in order, on all threads when there is more than one piece.
#[cfg(feature = "parallel")]
pub(crate) fn map<T: Send>(n: usize, f: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    use rayon::prelude::*;
    let f = |i| {
        stop::look();
        f(i)
    };
    if n > 1 { (0..n).into_par_iter().map(f).collect() } else { (0..n).map(f).collect() }
}

/// `f(0), f(1), … f(n − 1)` in order.
#[cfg(not(feature = "parallel"))]
pub(crate) fn map<T: Send>(n: usize, f: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    let each = |i| {
        stop::look();
        f(i)
    };
    (0..n).map(each).collect()
}

/// Pieces from which on a shared pass pays for its threads.
#[cfg(feature = "parallel")]
const WORTH_IT: usize = 8;

/// Call `f` for each item with its index; on all threads when there are many.
#[cfg(feature = "parallel")]
pub(crate) fn each<T: Send>(items: &mut [T], f: impl Fn(usize, &mut T) + Sync + Send) {
    use rayon::prelude::*;
    let f = |i, item: &mut T| {
        stop::look();
        f(i, item);
    };
    if items.len() >= WORTH_IT && rayon::current_num_threads() > 1 {
        items.par_iter_mut().enumerate().for_each(|(i, item)| f(i, item));
    } else {
        items.iter_mut().enumerate().for_each(|(i, item)| f(i, item));
    }
}

/// Call `f` for each item with its index.
#[cfg(not(feature = "parallel"))]
pub(crate) fn each<T: Send>(items: &mut [T], f: impl Fn(usize, &mut T) + Sync + Send) {
    items.iter_mut().enumerate().for_each(|(i, item)| {
        stop::look();
        f(i, item);
    });
}

/// Threads for the pieces of some work.
#[cfg(feature = "parallel")]
pub(crate) struct Pool {
    threads: Option<rayon::ThreadPool>,
    shared: bool,
}

#[cfg(feature = "parallel")]
impl Pool {
    /// So many threads, 0 for one on each core; fewer where the system gives no more, and the caller's alone
    /// where it gives none.
    pub(crate) fn new(threads: usize) -> Pool {
        let cores = || std::thread::available_parallelism().map_or(1, |n| n.get());
        let mut wanted = if threads == 0 { cores() } else { threads };
        while wanted > 0 {
            if let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(wanted).build() {
                return Pool { threads: Some(pool), shared: true };
            }
            wanted /= 2;
        }
        let own = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
        Pool { threads: own.ok(), shared: false }
    }

    /// Whether any thread may ask it to work.
    pub(crate) fn is_shared(&self) -> bool {
        self.shared
    }

    /// Do work on them.
    pub(crate) fn on<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        match &self.threads {
            Some(pool) if self.shared => pool.install(work),
            _ => work(),
        }
    }
}

/// Do work on so many threads, 0 for one on each core. Where the system gives no threads, it is done on those
/// that there are.
#[cfg(feature = "parallel")]
pub fn on<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    Pool::new(threads).on(work)
}

/// Do work on the one thread that there is.
#[cfg(not(feature = "parallel"))]
pub fn on<T: Send>(_: usize, work: impl FnOnce() -> T + Send) -> T {
    work()
}
