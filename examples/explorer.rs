//! What the page of `explore` asks its engine, asked of the library itself: a request in each line in, an
//! answer in each line out. `explorer/check.sh` holds both against each other.
//! `cargo run --release --example explorer <requests`

use commonroom::internals::Explorer;
use std::io::{BufRead, Result, Write, stdin, stdout};

fn main() -> Result<()> {
    let mut explorer = Explorer::default();
    for request in stdin().lock().lines() {
        writeln!(stdout(), "{}", explorer.answer(request?.as_bytes()))?;
    }
    Ok(())
}
