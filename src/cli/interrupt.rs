//! Ctrl-C: the first asks the batch to end, which leaves no half-written folder; the second ends the program
//! at once.

use std::sync::atomic::{AtomicBool, Ordering};

static ASKED: AtomicBool = AtomicBool::new(false);

/// Raised when the user asked to stop.
pub(crate) fn flag() -> &'static AtomicBool {
    &ASKED
}

/// Begin to listen. Where the system does not let us, Ctrl-C ends the program as it always did.
pub(crate) fn listen() {
    let _ = ctrlc::set_handler(|| {
        if ASKED.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
    });
}
