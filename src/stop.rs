//! The wish to stop, raised from outside, and where long work looks for it.
//!
//! Work that is asked to stop unwinds to whoever called [`unless_asked`]: no result is made of half a world,
//! and what was begun on the disk is removed on the way. A wish that is never raised changes nothing.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::Ordering::{Relaxed, SeqCst};
use std::sync::atomic::{AtomicBool, AtomicUsize};

static ASKED: AtomicBool = AtomicBool::new(false);
static WAITING: AtomicUsize = AtomicUsize::new(0);

/// What unwinds when work stops because it was asked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Interruption;

/// Raised when the user asked to stop.
pub(crate) fn flag() -> &'static AtomicBool {
    &ASKED
}

/// Look whether somebody asked to stop, and do so. Cheap enough for every piece of work.
#[inline]
pub(crate) fn look() {
    if ASKED.load(Relaxed) {
        stop();
    }
}

#[cold]
#[inline(never)]
fn stop() {
    resume_unwind(Box::new(Interruption));
}

/// Do some work unless somebody asks to stop meanwhile.
pub(crate) fn unless_asked<T>(work: impl FnOnce() -> T) -> Result<T, Interruption> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|cause| {
        if !cause.is::<Interruption>() {
            resume_unwind(cause);
        }
        Interruption
    })
}

/// Wait for the outside world (a terminal, a pipe). Nobody can look meanwhile, so a wish to stop ends the
/// program at once.
pub(crate) fn waiting<T>(wait: impl FnOnce() -> T) -> T {
    WAITING.fetch_add(1, SeqCst);
    let _over = Waited;
    look();
    wait()
}

/// Whether the program waits for the outside world.
pub(crate) fn is_waiting() -> bool {
    WAITING.load(SeqCst) > 0
}

struct Waited;

impl Drop for Waited {
    fn drop(&mut self) {
        WAITING.fetch_sub(1, SeqCst);
    }
}
