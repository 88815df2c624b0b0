//! The one place where threads appear below `experiment`: maps over pieces of fixed size, results in order.
//!
//! Pieces never depend on the number of threads, so neither does a result.

/// `f(0), f(1), … f(n − 1)` in order, on all threads when there is more than one piece.
#[cfg(feature = "parallel")]
pub(crate) fn map<T: Send>(n: usize, f: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    use rayon::prelude::*;
    if n > 1 { (0..n).into_par_iter().map(f).collect() } else { (0..n).map(f).collect() }
}

/// `f(0), f(1), … f(n − 1)` in order.
#[cfg(not(feature = "parallel"))]
pub fn map<T: Send>(n: usize, f: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    (0..n).map(f).collect()
}

/// Pieces from which on a shared pass pays for its threads.
#[cfg(feature = "parallel")]
const WORTH_IT: usize = 8;

/// Call `f` for each item with its index; on all threads when there are many.
#[cfg(feature = "parallel")]
pub(crate) fn each<T: Send>(items: &mut [T], f: impl Fn(usize, &mut T) + Sync + Send) {
    use rayon::prelude::*;
    if items.len() >= WORTH_IT && rayon::current_num_threads() > 1 {
        items.par_iter_mut().enumerate().for_each(|(i, item)| f(i, item));
    } else {
        items.iter_mut().enumerate().for_each(|(i, item)| f(i, item));
    }
}

/// Call `f` for each item with its index.
#[cfg(not(feature = "parallel"))]
pub fn each<T: Send>(items: &mut [T], f: impl Fn(usize, &mut T) + Sync + Send) {
    items.iter_mut().enumerate().for_each(|(i, item)| f(i, item));
}

/// Do work on so many threads, 0 for one on each core. Where the system gives no threads, it is done on those
/// that there are.
#[cfg(feature = "parallel")]
pub fn on<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// Do work on the one thread that there is.
#[cfg(not(feature = "parallel"))]
pub fn on<T: Send>(_: usize, work: impl FnOnce() -> T + Send) -> T {
    work()
}
