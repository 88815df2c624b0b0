//! Ctrl-C and its like: the first asks the work to end, which leaves no half-written folder; the second ends
//! the program at once, and removes what is unfinished before.
//!
//! What the parent had set to be ignored stays ignored (`nohup`, a background job of a script). Where the
//! system does not tell what is ignored, a hang-up is left to what it does already.

use crate::cli::progress::say;
use crate::files::temporary;
use crate::language::term;
use crate::stop;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::SeqCst;

/// Exit code of an interruption.
pub(crate) const INTERRUPTED: u8 = 130;

/// Raised when the user asked to stop.
pub(crate) fn flag() -> &'static AtomicBool {
    stop::flag()
}

/// A signal came.
fn heard() {
    let again = stop::flag().swap(true, SeqCst);
    if again || stop::is_waiting() {
        if !again {
            say(term("error: interrupted"));
        }
        temporary::remove_all_and_exit(INTERRUPTED);
    }
    say(term("stopping… (Ctrl-C again ends at once)"));
}

/// Begin to listen. Where the system does not let us, Ctrl-C ends the program as it always did.
#[cfg(unix)]
pub(crate) fn listen() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let ignored = ignored();
    let heeded = move |signal: &i32| match ignored {
        Some(mask) => mask & (1 << (signal - 1)) == 0,
        None => *signal != SIGHUP,
    };
    let signals: Vec<i32> = [SIGHUP, SIGINT, SIGTERM].into_iter().filter(heeded).collect();
    let (ready, begun) = std::sync::mpsc::channel::<()>();
    // Nothing is taken over before there is a thread that listens.
    let _ = std::thread::Builder::new().name("signals".into()).stack_size(1 << 18).spawn(move || {
        let Ok(mut signals) = signal_hook::iterator::Signals::new(signals) else { return };
        drop(ready);
        signals.forever().for_each(|_| heard());
    });
    let _ = begun.recv();
}

/// The signals that the parent had set to be ignored, one bit each, where the system tells.
#[cfg(unix)]
fn ignored() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"))?;
    u64::from_str_radix(mask.trim(), 16).ok()
}

/// Begin to listen. Where the system does not let us, Ctrl-C ends the program as it always did.
#[cfg(not(unix))]
pub(crate) fn listen() {
    let _ = ctrlc::set_handler(heard);
}
