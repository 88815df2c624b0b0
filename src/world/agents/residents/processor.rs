//! Which instructions the loops over residents may use: those that the processor turns out to have, or those
//! that every processor of the architecture has. The bytes of a result are the same either way;
//! `tests/inside/identity.rs` holds one against the other.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

static PLAIN: AtomicBool = AtomicBool::new(false);

/// From now on use only instructions that every processor of the architecture has (`true`), in all threads,
/// or wider ones too.
pub(crate) fn use_plain_instructions(only: bool) {
    PLAIN.store(only, Relaxed);
}

/// Whether only such instructions are used.
#[inline]
pub(crate) fn plain_instructions() -> bool {
    PLAIN.load(Relaxed)
}
