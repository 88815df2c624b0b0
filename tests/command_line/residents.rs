//! `--sample`: residents one by one, from outside.

use crate::program::{done, refused};
use std::fs;

/// Two scenarios of few people for a few weeks.
const TINY: [&str; 9] = [
    "run",
    "z-home",
    "government-led",
    "-q",
    "--no-report",
    "--weeks",
    "70",
    "--set",
    "residents.population=150",
];

#[test]
fn a_sample_is_one_table_more_and_changes_no_other() {
    let dir = tempfile::tempdir().unwrap();
    done(dir.path(), &[&TINY[..], &["-r", "3", "-o", "plain"]].concat());
    done(dir.path(), &[&TINY[..], &["-r", "3", "-j", "1", "-o", "a", "--sample", "12"]].concat());
    let bytes = |folder: &str, name: &str| fs::read(dir.path().join(folder).join(name)).unwrap();
    for name in
        ["series.csv", "windows.csv", "groups.csv", "summary.csv", "events.csv", "ledger.csv", "runs.csv"]
    {
        assert!(bytes("plain", name) == bytes("a", name), "{name}");
    }
    assert!(!dir.path().join("plain/residents.csv").exists());
    let table = String::from_utf8(bytes("a", "residents.csv")).unwrap();
    // Two scenarios, three worlds, twelve places; who moved away has a successor.
    assert!(
        table.lines().count() > 2 * 3 * 12 && table.starts_with("scenario,replicate,community,resident,id,")
    );
    assert!(String::from_utf8(bytes("a", "datapackage.json")).unwrap().contains("\"residents.csv\""));
    assert!(done(dir.path(), &["verify", "a"]).starts_with("a: all "));
    done(dir.path(), &["rerun", "a", "-q", "-o", "again"]);
    assert!(bytes("a", "residents.csv") == bytes("again", "residents.csv"));
    // Shards become the whole, and a finished batch is known as such.
    for shard in ["1/2", "2/2"] {
        let name = &shard[..1];
        done(dir.path(), &[&TINY[..], &["-r", "3", "--sample", "12", "--shard", shard, "-o", name]].concat());
    }
    done(dir.path(), &["merge", "1", "2", "-o", "merged"]);
    for name in ["residents.csv", "manifest.json"] {
        assert!(bytes("a", name) == bytes("merged", name), "{name}");
    }
    let resumed = [&TINY[..], &["-r", "3", "--sample", "12", "-o", "a", "--resume"]].concat();
    assert!(done(dir.path(), &resumed).starts_with("Finished before."));
    // Another sample is another batch.
    let other = [&TINY[..], &["-r", "3", "--sample", "13", "-o", "a", "--resume"]].concat();
    assert!(refused(dir.path(), &other, 4).contains("exists already"));
    let parts = refused(dir.path(), &["merge", "1", "plain", "-o", "no"], 3);
    assert!(parts.contains("not of one batch"), "{parts}");
}

#[test]
fn a_story_tells_of_three_of_them() {
    let dir = tempfile::tempdir().unwrap();
    done(dir.path(), &[&TINY[..], &["-r", "1", "-o", "a", "--sample", "150"]].concat());
    let flat = |words: &[&str]| done(dir.path(), words).split_whitespace().collect::<Vec<_>>().join(" ");
    let told = flat(&["story", "a"]);
    // Of a home that no organization ever runs there is no story.
    assert_eq!(told.matches("sampled residents came; of them all:").count(), 1, "{told}");
    assert!(told.contains("Resident ") && told.contains("Never came"), "{told}");
    let chinese = flat(&["story", "a", "--lang", "zh", "--scenario", "z-home"]).replace(' ', "");
    let chinese = chinese.split("名抽样居民中有").nth(1).unwrap_or_default();
    assert!(chinese.contains("从未到访"), "{chinese}");
    let words: Vec<&str> =
        chinese.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| w.len() > 1).collect();
    assert!(words.iter().all(|word| ["events", "csv"].contains(word)), "{words:?}\n{chinese}");
}

#[test]
fn people_with_ids_are_told_by_them_and_points_of_a_sweep_have_samples() {
    let dir = tempfile::tempdir().unwrap();
    done(dir.path(), &["run", "hamlet", "-q", "-r", "1", "--weeks", "60", "--sample", "42", "-o", "a"]);
    let table = fs::read_to_string(dir.path().join("a/residents.csv")).unwrap();
    assert!(table.lines().filter(|line| line.contains(",u01,")).count() == 1, "{table}");
    let sweep = ["sweep", "z-home", "--vary", "levers.operator.from=5,9", "--weeks", "20", "-r", "2", "-q"];
    let few = ["--set", "residents.population=90", "--sample", "30", "-o", "s"];
    done(dir.path(), &[&sweep[..], &few].concat());
    let table = fs::read_to_string(dir.path().join("s/residents.csv")).unwrap();
    assert!(table.lines().count() > 2 * 2 * 30 && table.contains("\nz-home from=9,2,"), "{table}");
    done(dir.path(), &["rerun", "s", "-q", "-o", "again"]);
}

#[test]
fn a_sample_that_cannot_be_is_refused_before_anything_is_lived() {
    let dir = tempfile::tempdir().unwrap();
    let sample = |more: &[&str], code| refused(dir.path(), &[&TINY[..], more].concat(), code);
    assert!(sample(&["--sample", "0"], 2).contains("0 is not in 1.."));
    assert!(sample(&["--sample", "many"], 2).contains("invalid value 'many'"));
    let said = sample(&["--sample", "151", "-o", "a"], 3);
    for name in ["z-home", "government-led"] {
        let why = format!("error: --sample 151: `{name}` has 150 residents; --sample 150 takes all of them");
        assert!(said.contains(&why), "{said}");
    }
    assert!(sample(&["--sample", "5", "--json"], 2).contains("without -o"));
    let said = sample(&["--tables", "residents,windows"], 3);
    assert!(said.contains("`residents` is written by --sample N"), "{said}");
    assert!(refused(dir.path(), &["compare", "z-home", "support", "--sample", "5"], 2).contains("--sample"));
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}

/// A cell that is no longer what it was is told with its place.
#[test]
fn a_changed_table_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    done(dir.path(), &[&TINY[..], &["-r", "1", "-o", "a", "--sample", "9"]].concat());
    let path = dir.path().join("a/residents.csv");
    let table = fs::read_to_string(&path).unwrap();
    fs::write(&path, table.replace(",elder,", ",older,").replace(",working,", ",worked,")).unwrap();
    assert!(refused(dir.path(), &["story", "a"], 3).contains("residents.csv"));
}
