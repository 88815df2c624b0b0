//! The model inside a page, as WebAssembly without imports: a text goes in, a text comes out.
//!
//! The page writes a request into the room that [`room`] gives, calls [`answer`] and reads as many bytes as
//! [`answered`] says from where it points to. What is asked and answered is
//! `commonroom::internals::Explorer`'s business.

use commonroom::internals::Explorer;
use std::cell::RefCell;

thread_local! {
    static EXPLORER: RefCell<Explorer> = RefCell::default();
    static REQUEST: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static ANSWER: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Room for a request of so many bytes.
#[unsafe(no_mangle)]
pub extern "C" fn room(bytes: usize) -> *mut u8 {
    REQUEST.with_borrow_mut(|request| {
        request.clear();
        request.resize(bytes, 0);
        request.as_mut_ptr()
    })
}

/// Answer the request that stands in the room; where the answer stands.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u8 {
    let request = REQUEST.take();
    let text = EXPLORER.with_borrow_mut(|explorer| explorer.answer(&request));
    ANSWER.with_borrow_mut(|answer| {
        *answer = text;
        answer.as_ptr()
    })
}

/// How many bytes the last answer has.
#[unsafe(no_mangle)]
pub extern "C" fn answered() -> usize {
    ANSWER.with_borrow(String::len)
}
