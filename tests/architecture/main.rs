//! The house: arrows point one way, agents do not know each other, files are read in one room, and the
//! house's figures.
//!
//! - The sources as modules and what each of them uses: `tree`
//! - The rules, as functions of a tree: `rules`
//! - Is what people read said in both languages? → `sentences`
//! - Do the commands that documents quote run something? → `commands`
//! - The rules hold here, and refuse what they should in small made-up trees: below
//! - The house's figures: `figures` (printed by `cargo test --release --test architecture figures --
//!   --nocapture`)

#![allow(clippy::unwrap_used, clippy::panic)] // a helper of a test may stop it

mod commands;
mod figures;
mod rules;
mod sentences;
mod tree;

use rules::{agents_that_know_another, arrows_back, circles, touches};
use tree::Tree;

fn none(faults: &[String], what: &str) {
    assert!(faults.is_empty(), "{what}:\n{}", faults.join("\n"));
}

#[test]
fn arrows_point_one_way() {
    let here = Tree::of_the_crate();
    assert!(here.rooms.len() >= 10, "the list of rooms was read");
    none(&arrows_back(&here), "arrows against the order of lib.rs");
}

#[test]
fn agents_do_not_know_each_other() {
    none(&agents_that_know_another(&Tree::of_the_crate()), "agents that know another");
}

#[test]
fn files_are_touched_in_two_rooms_and_the_clock_in_one() {
    none(&touches(&Tree::of_the_crate()), "what a room may not touch");
}

#[test]
fn sentences_are_said_in_both_languages() {
    let (alone, idle) = sentences::english_alone(&Tree::of_the_crate());
    none(&alone, "sentences in English alone");
    none(&idle, "exceptions that excuse nothing");
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    none(&circles(&Tree::of_the_crate()), "circles of files");
}

/// A made-up tree of a few rooms in which `world/x.rs` and others hold the given text.
fn made_up(files: &[(&str, &str)]) -> Tree {
    let lib = "mod stats; mod world; mod study; mod files; mod report; mod cli; pub use report::Page;";
    let mut all = vec![("lib.rs", lib)];
    for room in ["stats.rs", "world/mod.rs", "world/agents/mod.rs", "study/mod.rs"] {
        all.push((room, ""));
    }
    all.extend([
        ("files/mod.rs", "pub mod y;"),
        ("files/y.rs", ""),
        ("report/mod.rs", ""),
        ("cli/mod.rs", ""),
    ]);
    all.retain(|(path, _)| files.iter().all(|(given, _)| given != path));
    all.extend_from_slice(files);
    Tree::of(all.into_iter().map(|(path, text)| (path.to_string(), text.to_string())))
}

#[test]
fn an_arrow_back_is_refused_however_it_is_written() {
    for text in [
        "use crate::report::x;",
        "use crate::{report::x, files::{y}};",
        "use crate::{stats, report};",
        "use crate::report as r;",
        "use super::super::report::x;",
        "fn f() { crate::report::x(); }",
        "fn f(page: crate::report::Page) {}",
        "fn f() { println!(\"{}\", crate::report::x()); }",
        "mod inner { use super::super::super::report::x; }",
        "use crate::Page;",
        "use crate as c; fn f() { c::report::x(); }",
        "use crate::*;",
    ] {
        let tree = made_up(&[("world/mod.rs", "mod x;"), ("world/x.rs", text)]);
        assert!(!arrows_back(&tree).is_empty(), "{text}");
    }
    for text in [
        "use crate::stats::{a, b};",
        "use super::agents;",
        "#[cfg(test)] mod tests { use crate::report::x; }",
        "// use crate::report::x;\nconst A: &str = \"crate::report::x\";",
    ] {
        let tree = made_up(&[("world/mod.rs", "mod x;"), ("world/x.rs", text)]);
        none(&arrows_back(&tree), text);
    }
    let grouped = made_up(&[("world/x.rs", "use crate::{report::x, files::{y}};")]);
    assert_eq!(arrows_back(&grouped).len(), 2);
}

#[test]
fn an_agent_that_knows_another_is_refused_however_it_is_written() {
    for text in [
        "use super::{government::Government, union::Union};",
        "use super::union;",
        "use crate::world::agents::union::Union;",
        "use crate::world::{agents::{union::Union, partners}};",
        "use crate::world::agents; fn f() { agents::union::f(); }",
        "use super::*;",
        "fn f() { super::union::f(); }",
        "fn f() { assert!(super::union::f()); }",
    ] {
        let agents = [
            ("world/agents/mod.rs", "mod government; mod union; mod partners;"),
            ("world/agents/partners.rs", text),
            ("world/agents/union.rs", ""),
            ("world/agents/government.rs", ""),
        ];
        assert!(!agents_that_know_another(&made_up(&agents)).is_empty(), "{text}");
        let phase =
            [agents[0], agents[2], agents[3], ("world/agents/partners.rs", ""), ("world/week.rs", text)];
        none(&agents_that_know_another(&made_up(&phase)), "the week introduces agents to each other");
    }
    let within = [
        ("world/agents/home/mod.rs", "mod seats; use super::home::seats; pub struct Home;"),
        ("world/agents/home/seats.rs", "use super::Home; use crate::world::agents::home::Home as H;"),
    ];
    none(&agents_that_know_another(&made_up(&within)), "an agent's own files know each other");
}

#[test]
fn file_access_is_refused_outside_files_and_command_line() {
    for text in [
        "use std::fs;",
        "use std::{fmt, fs::File};",
        "use std::io::Write;",
        "fn f() { std::fs::read(\"x\"); }",
        "fn f() { assert!(std::fs::exists(\"x\")); }",
        "use std as s; fn f() { s::fs::read(\"x\"); }",
        "use std::env;",
        "fn f() { println!(\"x\"); }",
        "fn f() { eprintln!(\"x\"); }",
        "use std::time::Instant;",
        "use std::time::{Duration, SystemTime};",
        "use csv::Writer; use tempfile::tempdir;",
        "fn f(path: &std::path::Path) -> bool { path.exists() }",
    ] {
        assert!(!touches(&made_up(&[("study/survey.rs", text)])).is_empty(), "{text}");
        assert!(!touches(&made_up(&[("world/x.rs", text)])).is_empty(), "{text}");
        none(&touches(&made_up(&[("cli/x.rs", text)])), text);
    }
    none(
        &touches(&made_up(&[("files/y.rs", "use std::{fs, io::Write};")])),
        "files are read and written in `files`",
    );
    assert!(!touches(&made_up(&[("files/y.rs", "use std::time::Instant;")])).is_empty());
    none(&touches(&made_up(&[("study/x.rs", "#[cfg(test)] mod tests { use std::fs; }")])), "tests may");
}

#[test]
fn circles_of_files_are_found() {
    let two = made_up(&[("world/a.rs", "use crate::world::b::B;"), ("world/b.rs", "use super::a::A;")]);
    assert_eq!(circles(&two), ["world/a.rs, world/b.rs"]);
    let three = made_up(&[
        ("world/a.rs", "use crate::world::{b::B};"),
        ("world/b.rs", "fn f() { super::c::f() }"),
        ("world/c.rs", "use crate::world::a::A;"),
    ]);
    assert_eq!(circles(&three), ["world/a.rs, world/b.rs, world/c.rs"]);
    let chain = made_up(&[("world/a.rs", "use crate::world::b::B;"), ("world/b.rs", "use crate::stats::S;")]);
    none(&circles(&chain), "a chain is no circle");
    let front =
        made_up(&[("world/mod.rs", "mod a; use a::A; pub struct B;"), ("world/a.rs", "use super::B;")]);
    none(&circles(&front), "a folder's mod.rs is the front of its files");
}

#[test]
fn a_sentence_in_english_alone_is_refused_however_it_is_written() {
    for text in [
        "const A: &str = \"words in one language\";",
        "fn f() -> String { format!(\"{} rows are left\", 1) }",
        // In the table, and not told from it.
        "fn f() -> String { format!(\"the table holds no point\") }",
        "fn f() -> Result<(), String> { Err(\"the table holds no point\".into()) }",
        "fn f(rows: Rows) { rows.fault_of_file(\"the file is empty\".to_string()); }",
        "fn f() { println!(\"{}\", g(\"it was done\")); }",
        "#[derive(thiserror::Error)] #[error(\"it was not done\")] struct A;",
        "impl A { fn f() -> &'static str { \"it was done\" } fn g() -> &'static str { \"做了\" } }",
    ] {
        let tree = made_up(&[("world/mod.rs", "mod x;"), ("world/x.rs", text)]);
        assert!(!sentences::english_alone(&tree).0.is_empty(), "{text}");
    }
    for text in [
        "const A: &str = \"the table holds no point\";",
        "fn f() -> String { said!(\"{} rows are left\", term(\"as many\")) }",
        "fn f(zh: bool) -> String { if zh { \"剩一行\".into() } else { \"one row is left\".into() } }",
        "fn f(a: bool) -> String { assert!(a, \"it is so\"); format!(\"title = {}\\nsummary = 1\", 1) }",
        "/// Words in one language.\nfn f() -> &'static str { \"`one two three` {four}\" }",
        "#[cfg(test)] mod tests { const A: &str = \"words in one language\"; }",
    ] {
        let tree = made_up(&[("world/mod.rs", "mod x;"), ("world/x.rs", text)]);
        none(&sentences::english_alone(&tree).0, text);
    }
}
