//! `--reuse`: what another batch has lived is taken from its folder, and the folder holds the same bytes as
//! if everything had been lived.

use crate::batches::{TINY, assert_same, done, program, refused};
use std::fs;
use std::path::Path;

/// What is said on stderr.
fn said(folder: &Path, arguments: &[&str]) -> String {
    String::from_utf8(done(folder, arguments).stderr).unwrap()
}

fn run<'a>(out: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let run = ["run", "z-home", "support", "--set", "levers.funding.grant=20000", "--progress", "none"];
    [&run[..], &TINY, more, &["-o", out]].concat()
}

#[test]
fn a_larger_batch_takes_what_a_smaller_one_has_lived() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path();
    done(here, &run("whole", &["-r", "5", "--sample", "3"]));
    done(here, &run("first", &["-r", "3", "--sample", "3"]));
    done(here, &run("later", &["--first", "3", "-r", "2", "--sample", "3"]));
    let told = said(here, &run("out", &["-r", "5", "--sample", "3", "--reuse", "first", "--reuse", "later"]));
    assert!(told.contains("6 of 10 runs are taken from first"), "{told}");
    assert!(told.contains("2 of 4 runs are taken from later"), "{told}");
    assert_same(&here.join("whole"), &here.join("out"));
    assert!(!here.join("out.journal").exists());
    // What was taken is not what was there: the folders stay as they were.
    done(here, &["verify", "first", "later", "out"]);
}

#[test]
fn fewer_tables_and_measures_are_taken_from_more() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path();
    done(here, &run("all", &["-r", "3"]));
    for (name, more) in [
        ("windows", &["--tables", "windows", "--measures", "visits,public_cost,participation"][..]),
        ("summary", &["--tables", "summary", "--measures", "visits,public_cost"]),
        ("events", &["--tables", "events,ledger"]),
    ] {
        let (whole, out) = (format!("{name}-whole"), format!("{name}-out"));
        done(here, &run(&whole, &[&["-r", "3"], more].concat()));
        let told = said(here, &run(&out, &[&["-r", "3", "--reuse", "all"], more].concat()));
        assert!(told.contains("6 of 6 runs are taken from all"), "{name}: {told}");
        assert_same(&here.join(whole), &here.join(out));
    }
    // More than there is: all is lived, and the word says what is missing.
    for (more, why) in [
        (&["--tables", "series,windows"][..], "it has no table `series`"),
        (&["--tables", "windows", "--measures", "visits,willingness"], "it has no measure `willing"),
    ] {
        let told =
            said(here, &run("more", &[&["-r", "3", "--force", "--reuse", "windows-out"], more].concat()));
        assert!(told.contains(why) && told.contains("0 of 6 runs are taken"), "{told}");
        done(here, &run("more-whole", &[&["-r", "3", "--force"], more].concat()));
        assert_same(&here.join("more-whole"), &here.join("more"));
    }
}

/// Points have other numbers in another sweep, and what varies more stands before them.
#[test]
fn a_sweep_takes_the_points_of_another() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path();
    let sweep = |values: &'static str, out: &'static str, more: &[&'static str]| {
        let sweep = ["sweep", "z-home", "-r", "2", "--progress", "none", "--vary", values];
        said(here, &[&sweep[..], &TINY, more, &["-o", out]].concat())
    };
    sweep("levers.operator.managers=2,3", "old", &[]);
    sweep("levers.operator.managers=1,2,3,4", "whole", &[]);
    let told = sweep("levers.operator.managers=1,2,3,4", "out", &["--reuse", "old"]);
    assert!(told.contains("4 of 8 runs are taken from old"), "{told}");
    assert_same(&here.join("whole"), &here.join("out"));
    let run = ["run", "z-home", "-r", "2", "--tables", "windows", "--reuse", "old", "-o", "other"];
    let told = said(here, &[&run[..], &TINY].concat());
    assert!(told.contains("0 of 2 runs are taken from old"), "{told}");
}

/// A journal is one of exactly the same tables; it is read and left as it is.
#[test]
fn what_a_stopped_batch_has_finished_is_taken_from_its_journal() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path();
    done(here, &run("whole", &["-r", "4"]));
    let mut child = program(here, &run("old", &["-r", "4000", "-j", "1"]))
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    crate::batches::kill_after(&mut child, &here.join("old.journal"), 600_000);
    let before = fs::read(here.join("old.journal")).unwrap();
    let told = said(here, &run("out", &["-r", "4", "--reuse", "old"]));
    assert!(told.contains("runs are taken from old") && !told.contains("0 of 8"), "{told}");
    assert_same(&here.join("whole"), &here.join("out"));
    assert_eq!(fs::read(here.join("old.journal")).unwrap(), before);
    let mut damaged = before.clone();
    damaged[200] ^= 1;
    fs::write(here.join("old.journal"), &damaged).unwrap();
    let told = said(here, &run("out", &["-r", "4", "--force", "--reuse", "old.journal"]));
    assert!(told.contains("are damaged and not used"), "{told}");
    assert_same(&here.join("whole"), &here.join("out"));
    assert_eq!(fs::read(here.join("old.journal")).unwrap(), damaged);
}

#[test]
fn what_cannot_be_trusted_is_refused_before_anything_is_lived() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path();
    done(here, &run("old", &["-r", "2"]));
    let asked = run("out", &["-r", "2", "--reuse", "old"]);
    let windows = here.join("old/windows.csv");
    let whole = fs::read(&windows).unwrap();
    fs::write(&windows, &whole[..whole.len() - 3]).unwrap();
    let told = refused(here, &asked, 3);
    assert!(told.contains("old/windows.csv: has"), "{told}");
    fs::write(&windows, &whole).unwrap();
    let manifest = here.join("old/manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    fs::write(&manifest, text.replace(&version, "\"version\": \"0.1.9\"")).unwrap();
    let told = refused(here, &asked, 3);
    assert!(told.contains("old: nothing can be reused of it: it was made by 0.1.9"), "{told}");
    fs::write(&manifest, text.replace("\"command\": \"run\"", "\"command\": \"compare\"")).unwrap();
    assert!(refused(here, &asked, 3).contains("it is of `compare`"));
    let told = refused(here, &run("out", &["-r", "2", "--reuse", "nowhere"]), 3);
    assert!(told.contains("nowhere: there is neither a result folder nor a journal"), "{told}");
    let told = refused(here, &["run", "z-home", "--reuse", "old", "--json"], 2);
    assert!(told.contains("--out"), "{told}");
    assert!(!here.join("out").exists() && !here.join("out.journal").exists());
}

/// Also of tables that are longer than what is written at once.
#[cfg(feature = "parquet")]
#[test]
fn parquet_gives_the_cells_of_csv() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path();
    let long = ["run", "z-home", "--progress", "none", "--weeks", "6", "--set", "residents.population=60"];
    let long = [&long[..], &["-r", "300", "--tables", "windows"]].concat();
    for (name, batch, runs) in [("all", run("", &["-r", "3"]), 6), ("long", long, 300)] {
        let batch: Vec<&str> = batch.into_iter().filter(|word| !["-o", ""].contains(word)).collect();
        let made = |form: &str, more: &[&str]| {
            let out = format!("{name}-{form}");
            said(here, &[&batch[..], &["--sample", "60", "-o", &out], more].concat())
        };
        made("parquet", &["--format", "parquet"]);
        made("csv", &[]);
        let told = made("out", &["--reuse", &format!("{name}-parquet")]);
        assert!(told.contains(&format!("{runs} of {runs} runs are taken from {name}-parquet")), "{told}");
        assert_same(&here.join(format!("{name}-csv")), &here.join(format!("{name}-out")));
    }
}
