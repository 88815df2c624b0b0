//! Which instructions the loops over residents may use: those that the processor turns out to have, or those
//! that every processor of the architecture has. The bytes of a result are the same either way;
//! `tests/inside/identity.rs` holds one against the other.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

static PLAIN: AtomicBool = AtomicBool::new(false);

#[cfg(test)]
/// Which instructions may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Instructions {
    /// Those that every processor of the architecture has.
    Plain,
    /// All that this processor has.
    Wide,
}

#[cfg(test)]
/// From now on use these instructions, in all threads.
pub(crate) fn use_instructions(which: Instructions) {
    PLAIN.store(which == Instructions::Plain, Relaxed);
}

/// Whether only plain instructions are used.
#[inline]
pub(crate) fn plain_instructions() -> bool {
    PLAIN.load(Relaxed)
}
