//! The program `commonroom`.

fn main() {}
