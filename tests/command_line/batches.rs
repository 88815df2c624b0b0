//! Sweeps, batches that were stopped, shards: whatever happens on the way, the folder holds the same bytes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

pub(crate) fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonroom"));
    command.current_dir(folder).args(arguments).env_remove("RUST_BACKTRACE");
    command
}

pub(crate) fn done(folder: &Path, arguments: &[&str]) -> Output {
    let out = program(folder, arguments).output().unwrap();
    assert_eq!(out.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&out.stderr));
    out
}

pub(crate) fn refused(folder: &Path, arguments: &[&str], code: i32) -> String {
    let out = program(folder, arguments).output().unwrap();
    let said = String::from_utf8(out.stderr).unwrap();
    assert_eq!(out.status.code(), Some(code), "{arguments:?}: {said}");
    said
}

/// All files of a folder by their paths within it.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

pub(crate) fn assert_same(one: &Path, other: &Path) {
    let (one, other) = (files(one), files(other));
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (name, bytes) in &one {
        assert!(*bytes == other[name], "{name} differs");
    }
}

/// Small worlds for a few weeks.
pub(crate) const TINY: [&str; 4] = ["--weeks", "30", "--set", "residents.population=60"];

const SWEEP: [&str; 7] = [
    "sweep",
    "z-home",
    "--vary",
    "levers.operator.managers=1,2,3",
    "--vary",
    "levers.operator.from=9,20",
    "-q",
];

#[test]
fn a_sweep_writes_its_design_and_sets_it_before_its_windows() {
    let dir = tempfile::tempdir().unwrap();
    done(dir.path(), &[&SWEEP[..], &TINY, &["-r", "2", "-o", "out"]].concat());
    let text = |name: &str| fs::read_to_string(dir.path().join("out").join(name)).unwrap();
    let design = text("design.csv");
    let lines: Vec<&str> = design.lines().collect();
    assert_eq!(lines[0], "point,scenario,levers.operator.managers,levers.operator.from");
    assert_eq!((lines[1], lines.len()), ("1,z-home managers=1 from=9,1,9", 7));
    let windows = text("windows.csv");
    let header = windows.lines().next().unwrap();
    assert!(
        header.starts_with("point,levers.operator.managers,levers.operator.from,scenario,replicate,window,")
    );
    assert!(windows.lines().nth(1).unwrap().starts_with("1,1,9,z-home managers=1 from=9,1,before,1,8,"));
    assert_eq!(text("runs.csv").lines().count(), 13);
    assert!(!dir.path().join("out/series.csv").exists() && !dir.path().join("out.journal").exists());
    let package: serde_json::Value = serde_json::from_str(&text("datapackage.json")).unwrap();
    let columns = |name: &str| {
        let tables = package["resources"].as_array().unwrap();
        let fields = tables.iter().find(|table| table["path"] == name).unwrap()["schema"]["fields"].clone();
        fields.as_array().unwrap().iter().map(|f| f["name"].as_str().unwrap().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(columns("windows.csv").join(","), header);
    assert_eq!(columns("design.csv").join(","), lines[0]);
}

#[test]
fn a_plan_with_faults_is_refused_with_all_of_them() {
    let dir = tempfile::tempdir().unwrap();
    let plan = "base = 'z-home'\nmeasures = ['participatoin']\n[vary]\nlevers.funding.grnt = [1]\n";
    fs::write(dir.path().join("p.toml"), plan).unwrap();
    let said = refused(dir.path(), &["sweep", "p.toml", "-o", "out"], 3);
    for part in ["p.toml:2:13:", "did you mean `participation`?", "p.toml:4:23:", "^", "2 faults"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
}

/// Wait until so many runs are finished, then kill it.
pub(crate) fn kill_after(child: &mut Child, journal: &Path, bytes: u64) {
    for _ in 0..4000 {
        let there = journal.metadata().map_or(0, |found| found.len());
        if there >= bytes || child.try_wait().unwrap().is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    let _ = child.kill();
    child.wait().unwrap();
}

/// Killed at several places, its journal cut and damaged in between: the folder is that of a batch that
/// nobody disturbed.
#[test]
fn a_batch_that_was_killed_goes_on_and_leaves_the_same_bytes() {
    let dir = tempfile::tempdir().unwrap();
    let batch = [&SWEEP[..], &TINY, &["-r", "5", "--tables", "series,windows,summary", "-j", "1"]].concat();
    done(dir.path(), &[&batch[..], &["-o", "whole"]].concat());
    let journal = dir.path().join("out.journal");
    let resumed = [&batch[..], &["-o", "out", "--resume"]].concat();
    let record = {
        let mut child = program(dir.path(), &resumed).stderr(Stdio::null()).spawn().unwrap();
        kill_after(&mut child, &journal, 1);
        let mut child = program(dir.path(), &resumed).stderr(Stdio::null()).spawn().unwrap();
        kill_after(&mut child, &journal, 100_000);
        journal.metadata().map_or(0, |found| found.len())
    };
    if record > 0 {
        // Without the word nothing that is finished is overwritten.
        let said = refused(dir.path(), &[&batch[..], &["-o", "out"]].concat(), 4);
        assert!(said.contains("--resume goes on with them"), "{said}");
        let said = refused(dir.path(), &["run", "z-home", "-r", "1", "-o", "out", "--resume", "-q"], 4);
        assert!(said.contains("another batch"), "{said}");
        let mut bytes = fs::read(&journal).unwrap();
        bytes.truncate(bytes.len() - 7);
        let middle = bytes.len() / 2;
        bytes[middle] ^= 4;
        fs::write(&journal, &bytes).unwrap();
    }
    done(dir.path(), &resumed);
    assert_same(&dir.path().join("whole"), &dir.path().join("out"));
    assert!(!journal.exists());
    // Once more: it is finished, and says so.
    let again = done(dir.path(), &resumed);
    assert!(String::from_utf8(again.stdout).unwrap().starts_with("Finished before."));
}

#[test]
fn shards_and_worlds_that_follow_one_another_become_one_batch() {
    let dir = tempfile::tempdir().unwrap();
    let run = [&["run", "z-home", "support", "-q"][..], &TINY].concat();
    done(dir.path(), &[&run[..], &["-r", "5", "-o", "whole"]].concat());
    done(dir.path(), &[&run[..], &["-r", "3", "--shard", "1/2", "-o", "a"]].concat());
    done(dir.path(), &[&run[..], &["-r", "3", "--shard", "2/2", "-o", "b"]].concat());
    done(dir.path(), &[&run[..], &["--first", "4", "-r", "2", "-o", "c"]].concat());
    done(dir.path(), &["merge", "c", "b", "a", "-o", "out"]);
    assert_same(&dir.path().join("whole"), &dir.path().join("out"));
    for (parts, why) in [
        (&["a", "c"][..], "missing: shard 2/2"),
        (&["a", "b", "a", "c"], "holds shard 1/2, and so does a"),
        (&["a", "b", "whole"], "holds 5 worlds from 1 on"),
        (&["a", "b", "c", "d"], "not of one batch"),
    ] {
        if parts.contains(&"d") && !dir.path().join("d").exists() {
            done(dir.path(), &[&run[..], &["--first", "6", "-r", "1", "-s", "2", "-o", "d"]].concat());
        }
        let said = refused(dir.path(), &[&["merge"][..], parts, &["-o", "no"]].concat(), 3);
        assert!(said.contains(why), "{parts:?}: {said}");
    }
    let gap = refused(dir.path(), &["merge", "a", "b", "c", "e", "-o", "no"], 3);
    assert!(gap.contains("holds no manifest.json"), "{gap}");
    assert!(!dir.path().join("no").exists());
}

/// The rows of `warnings.csv`, by column.
fn warnings(folder: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(folder.join("warnings.csv")).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// What a run warns of stands in its folder, also where nothing is said, and
/// the same for any number of threads.
#[test]
fn what_is_warned_of_stands_in_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let run = [&["run", "z-home"][..], &TINY, &["--set", "levers.funding.grant=20000", "-r", "3"]].concat();
    let told = String::from_utf8(done(dir.path(), &[&run[..], &["-o", "a"]].concat()).stderr).unwrap();
    let lines: Vec<&str> = told.lines().filter_map(|line| line.strip_prefix("warning: ")).collect();
    let rows = warnings(&dir.path().join("a"));
    assert!(lines.len() > 1, "{told}");
    assert_eq!(rows.iter().map(|row| row["words"].as_str()).collect::<Vec<_>>(), lines);
    // Each row is of the scenario, but for that of all of them.
    let (of_all, of_scenario): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row["scenario"].is_empty());
    let few = of_all[0];
    let cells = ["scenario", "kind", "count", "of", "share"].map(|column| few[column].as_str());
    assert_eq!(cells, ["", "few-replicates", "3", "", ""]);
    assert_eq!((of_all.len(), of_scenario.len()), (1, rows.len() - 1), "{rows:?}");
    assert!(of_scenario.iter().all(|row| row["scenario"] == "z-home"), "{rows:?}");
    let bytes = |name: &str| fs::read(dir.path().join(name).join("warnings.csv")).unwrap();
    for (name, more) in [("b", &["-q", "-j", "1"][..]), ("c", &["--lang", "zh", "-j", "2"])] {
        done(dir.path(), &[&run[..], more, &["-o", name]].concat());
    }
    assert_eq!(bytes("b"), bytes("a"));
    assert_eq!(bytes("c"), bytes("a"));
    // The manifest names them.
    for name in ["a", "b", "c"] {
        let text = fs::read_to_string(dir.path().join(name).join("manifest.json")).unwrap();
        let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(manifest["warnings"], serde_json::json!(lines), "{name}");
    }
    // The page tells them too, each language in its own words.
    let page = |name: &str| fs::read_to_string(dir.path().join(name).join("report.html")).unwrap();
    assert!(page("a").contains("3 replicates give wide intervals"));
    assert!(page("c").contains("采信这些数字之前须知") && !page("c").contains("replicates give"));
    // What was changed is found.
    done(dir.path(), &["verify", "a", "--runs", "0"]);
    fs::write(dir.path().join("a/warnings.csv"), b"scenario,kind,count,of,share,words\n").unwrap();
    assert!(refused(dir.path(), &["report", "a", "--force"], 3).contains("warnings.csv"));
}

/// A file of results is the same whatever language the command speaks: also what is said while scenarios are
/// read, from the disk or from standard input, and what is said of a plan.
#[test]
fn what_is_warned_of_is_english_in_files_and_chinese_for_who_reads_chinese() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("own")).unwrap();
    // Ages of some are missing, and a home is named like a number.
    let people = "id,community,age\n1,1,30\n2,1,\n3,1,70\n4,B,20\n";
    fs::write(dir.path().join("own/people.csv"), people).unwrap();
    let scenario = "title = \"Mine\"\nextends = \"z-home\"\n[residents]\nroster = \"people.csv\"\n";
    fs::write(dir.path().join("own/mine.toml"), scenario).unwrap();
    let both = |name: &str, command: &[&str], stdin: Option<&str>| -> [String; 2] {
        ["en", "zh"].map(|lang| {
            let out = format!("{name}-{lang}");
            let mut program = program(dir.path(), &[command, &["--lang", lang, "-o", &out]].concat());
            let input =
                stdin.map_or(Stdio::null(), |name| fs::File::open(dir.path().join(name)).unwrap().into());
            let told = program.stdin(input).output().unwrap();
            assert_eq!(told.status.code(), Some(0), "{}", String::from_utf8_lossy(&told.stderr));
            String::from_utf8(told.stderr).unwrap()
        })
    };
    let file = |name: &str, lang: &str, file: &str| {
        fs::read_to_string(dir.path().join(format!("{name}-{lang}")).join(file)).unwrap()
    };
    let (drawn, drawn_zh) = ("of 4 people, drawn in each random world: ", "每次模拟中随机抽取");
    for command in ["run", "compare", "sweep", "diagnose", "stdin"] {
        let short = ["--weeks", "12", "-r", "2"];
        let asked: Vec<&str> = match command {
            "run" => [&["run", "own/mine.toml"][..], &short].concat(),
            "stdin" => {
                fs::copy(dir.path().join("own/people.csv"), dir.path().join("people.csv")).unwrap();
                [&["run", "-"][..], &short].concat()
            }
            "compare" => {
                [&["compare", "z-home", "z-home+support", "--chance-only"][..], &TINY, &["-r", "2"]].concat()
            }
            "sweep" => {
                [&["sweep", "own/mine.toml", "--vary", "levers.operator.managers=1,2"][..], &short].concat()
            }
            _ => vec!["diagnose", "own/mine.toml", "--draws", "2", "--weeks", "60", "-r", "2"],
        };
        let stdin = (command == "stdin").then_some("own/mine.toml");
        let [english, chinese] = both(command, &asked, stdin);
        let table = file(command, "en", "warnings.csv");
        assert_eq!(table, file(command, "zh", "warnings.csv"), "{command}");
        if command == "compare" {
            let words = "`levers.operator.from` is week 53, beyond the horizon of 30 weeks";
            assert!(table.contains(words) && !chinese.contains("beyond the"), "{table}{chinese}");
            assert_eq!(file(command, "en", "compare.json"), file(command, "zh", "compare.json"));
            continue;
        }
        assert!(table.contains(drawn) && table.contains("people.csv") && !table.contains("own/"), "{table}");
        if command != "sweep" {
            assert!(english.contains(drawn), "{english}");
            assert!(chinese.contains(drawn_zh) && !chinese.contains("drawn in"), "{chinese}");
            let page = file(command, "zh", "report.html");
            assert!(page.contains(drawn_zh) && !page.contains("drawn in each"), "{command}");
        }
    }
    // A page that is made of the files later reads English and tells Chinese.
    done(dir.path(), &["report", "run-en", "--lang", "zh", "-o", "later.html"]);
    let page = fs::read_to_string(dir.path().join("later.html")).unwrap();
    assert!(page.contains(drawn_zh) && !page.contains("drawn in each") && !page.contains("nobody's"));
}

/// Parts are few worlds each, their whole is not; and what is rare in one part counts in the whole.
#[test]
fn parts_are_warned_of_as_their_whole() {
    let dir = tempfile::tempdir().unwrap();
    let run = [&["run", "z-home", "support", "-q"][..], &TINY].concat();
    let run = [&run[..], &["--set", "levers.funding.grant=20000", "--tables", "windows"]].concat();
    done(dir.path(), &[&run[..], &["-r", "12", "-o", "whole"]].concat());
    done(dir.path(), &[&run[..], &["-r", "7", "-o", "a"]].concat());
    done(dir.path(), &[&run[..], &["--first", "8", "-r", "5", "-o", "b"]].concat());
    done(dir.path(), &["merge", "a", "b", "-o", "out"]);
    assert_same(&dir.path().join("whole"), &dir.path().join("out"));
    let kinds = |name: &str| -> Vec<String> {
        warnings(&dir.path().join(name)).into_iter().map(|row| row["kind"].clone()).collect()
    };
    assert!(kinds("a").contains(&"few-replicates".to_string()));
    assert!(!kinds("out").is_empty() && !kinds("out").contains(&"few-replicates".to_string()));
}

#[test]
fn a_batch_of_which_nothing_is_warned_has_an_empty_table() {
    let dir = tempfile::tempdir().unwrap();
    done(
        dir.path(),
        &[
            "run",
            "government-led",
            "-r",
            "10",
            "-q",
            "--weeks",
            "150",
            "--set",
            "residents.population=60",
            "-o",
            "a",
        ],
    );
    assert_eq!(warnings(&dir.path().join("a")), vec![]);
    assert!(dir.path().join("a/warnings.csv").exists());
}

/// The report of a sweep: a line with differences over one number, colours over two settings, dots over
/// several, rows for words; in both languages, by `sweep` and by `report DIR` alike.
#[test]
fn a_sweep_reports_by_lever() {
    let dir = tempfile::tempdir().unwrap();
    let sweep = |more: &[&str], out: &str| -> String {
        // Early enough that a grant is paid.
        let early = ["--set", "levers.operator.from=9"];
        let shared = [&["sweep", "z-home", "-q", "-r", "3", "-o", out][..], &TINY, &early, more].concat();
        done(dir.path(), &shared);
        fs::read_to_string(dir.path().join(out).join("report.html")).unwrap()
    };
    let grant = ["--vary", "levers.funding.grant=20000..300000:4"];
    let managers = ["--vary", "levers.operator.managers=1,2,3"];
    let one = sweep(&grant, "one");
    for part in
        ["lever-participation-1", "funding.grant (yuan/year)", "difference from the first point", "300,000"]
    {
        assert!(one.contains(part), "{part}");
    }
    assert!(one.contains("To know before trusting these numbers") && one.contains("3 replicates give"));
    // The numbers behind the picture are those of `compare DIR`.
    let compared = done(dir.path(), &["compare", "one", "--json"]).stdout;
    let compared: serde_json::Value = serde_json::from_slice(&compared).unwrap();
    let effects = compared["effects"].as_array().unwrap();
    let effect = effects.iter().find(|effect| {
        effect["scenario"] == "z-home grant=300000"
            && effect["measure"] == "participation"
            && effect["window"] == "last-year"
    });
    let diff = 1000.0 * effect.unwrap()["paired"]["diff"].as_f64().unwrap();
    let rows = one.split("<table").nth(1).unwrap();
    let last = rows.split("<tr").last().unwrap();
    let cells: Vec<String> = last
        .split("<td")
        .skip(1)
        .map(|cell| cell.split_once('>').unwrap().1.split('<').next().unwrap().replace('−', "-"))
        .collect();
    let told = cells[cells.len() - 3].trim_start_matches('+').trim_end_matches(" of 1,000");
    let told: f64 = told.parse().unwrap();
    assert!((told - diff).abs() < 0.06, "{cells:?} {diff}");
    // By the command, with the same bytes, and in Chinese.
    done(dir.path(), &["report", "one", "-o", "again.html"]);
    assert_eq!(fs::read_to_string(dir.path().join("again.html")).unwrap(), one);
    done(
        dir.path(),
        &["report", "one", "-o", "zh.html", "--lang", "zh", "--baseline", "z-home grant=300000"],
    );
    let chinese = fs::read_to_string(dir.path().join("zh.html")).unwrap();
    assert!(chinese.contains("与第一个点之差") && chinese.contains("z-home grant=300000"));
    let said = refused(dir.path(), &["report", "one", "-o", "no.html", "--baseline", "z-home"], 3);
    assert!(said.contains("there is no point `z-home`"), "{said}");

    let two = sweep(&[&grant[..], &managers].concat(), "two");
    assert!(two.contains("id=\"lever-participation\"") && two.contains("the darker the more"));
    let latin = ["--design", "latin-hypercube", "--points", "6"];
    let spans = ["--vary", "levers.funding.grant=20000..300000", "--vary", "levers.assessment.audit=0..1"];
    let dots = sweep(&[&spans[..], &latin].concat(), "dots");
    assert!(dots.contains("lever-participation-2") && dots.contains("no line joins"));
    let words = sweep(&["--vary", "levers.council.charter=false,true", "--measures", "visits"], "words");
    assert!(words.contains("lever-visits-1") && words.contains(">true<"));
    // A sweep with weeks has the report of weeks, and the levers first.
    let whole = sweep(&[&grant[..], &["--tables", "series,windows,groups,events"]].concat(), "whole");
    let place = |part: &str| whole.find(part).unwrap_or_else(|| panic!("{part}"));
    assert!(place("part-lever-participation-1") < place("part-ranking"));
}
