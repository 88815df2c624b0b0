//! Bad scenarios are refused with exactly the faults that stand in them as comments; good edge cases pass.
//!
//! In a file of `tests/scenarios/bad`: `#^9 message` under a line is a fault in column 9 of that line; `#!
//! file:3:1: message` at the top is a fault elsewhere (another file, a flag, the file as a whole). ` | `
//! separates a suggestion. `#set key=value` and `#weeks N` are flags. With `COMMONROOM_BLESS=1` the comments
//! are written anew: read the difference.

use crate::files::library::DiskLibrary;
use crate::scenario::faults::{Fault, Faults};
use crate::scenario::library::{InMemory, Library};
use crate::scenario::{Overrides, Scenario, read};
use std::fs;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios").join(name)
}

fn cases(name: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder(name)).unwrap().map(|e| e.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|p| p.extension().is_some_and(|e| e == "toml")).collect();
    files.sort();
    files
}

fn request(text: &str) -> Overrides {
    let sets = text.lines().filter_map(|l| l.strip_prefix("#set ")).map(String::from).collect();
    Overrides {
        sets,
        weeks: text.lines().find_map(|l| l.strip_prefix("#weeks ")).map(|w| w.parse().unwrap()),
    }
}

fn read_one(path: &Path, text: &str) -> Result<Vec<Scenario>, Faults> {
    read(&[path.to_string_lossy().into_owned()], &request(text), &DiskLibrary)
}

/// What is said of a fault, without this machine's folders.
fn said(fault: &Fault) -> String {
    let said =
        fault.suggestion.iter().fold(fault.message.clone(), |message, hint| format!("{message} | {hint}"));
    said.replace(&format!("{}/", folder("bad").display()), "")
}

/// The same with its place.
fn elsewhere(fault: &Fault) -> String {
    let prefix = format!("{}/", folder("bad").display());
    let place = fault.position().map_or(String::new(), |(line, column)| format!(":{line}:{column}"));
    format!("{}{place}: {}", fault.file.replace(&prefix, ""), said(fault))
}

/// The file with the comments that its faults deserve.
fn annotated(path: &Path, bare: &str, faults: &Faults) -> String {
    let own = |f: &&Fault| f.position().is_some() && Path::new(&f.file) == path;
    let mut out: String =
        faults.list().iter().filter(|f| !own(f)).map(|f| format!("#! {}\n", elsewhere(f))).collect();
    let shift = out.lines().count();
    let mut lines: Vec<&str> = bare.lines().collect();
    let last = faults
        .list()
        .iter()
        .filter(own)
        .filter_map(|f| f.position())
        .map(|p| p.0.saturating_sub(shift))
        .max();
    while lines.len() < last.unwrap_or(0) {
        lines.push("");
    }
    for (index, line) in lines.iter().enumerate() {
        out.push_str(&format!("{line}\n"));
        for fault in faults.list().iter().filter(own) {
            match fault.position() {
                Some((at, column)) if at == index + 1 => {
                    out.push_str(&format!("#^{column} {}\n", said(fault)))
                }
                _ => {}
            }
        }
    }
    out
}

fn without_comments(text: &str) -> String {
    text.lines().filter(|l| !l.starts_with("#^") && !l.starts_with("#!")).map(|l| format!("{l}\n")).collect()
}

/// What the comments announce and what is found, both as sorted lists.
fn expected(path: &Path, text: &str) -> Vec<String> {
    let (mut list, mut above) = (Vec::new(), 0);
    for (index, line) in text.lines().enumerate() {
        if let Some(rest) = line.strip_prefix("#! ") {
            list.push(rest.to_string());
        } else if let Some(rest) = line.strip_prefix("#^") {
            let (column, message) = rest.split_once(' ').unwrap();
            let name = path.file_name().unwrap().to_string_lossy();
            list.push(format!("{name}:{above}:{column}: {message}"));
        } else {
            above = index + 1;
        }
    }
    list.sort();
    list
}

#[test]
fn every_bad_scenario_is_refused_with_exactly_its_faults() {
    let cases = cases("bad");
    assert!(cases.len() >= 40);
    let mut wrong = Vec::new();
    for path in &cases {
        let text = String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
        if std::env::var_os("COMMONROOM_BLESS").is_some() && !text.contains(['\u{fffd}', '\0']) {
            fs::write(path, without_comments(&text)).unwrap();
            let faults = read_one(path, &text).err().unwrap_or_default();
            fs::write(path, annotated(path, &without_comments(&text), &faults)).unwrap();
            continue;
        }
        let mut found = match read_one(path, &text) {
            Ok(_) => vec!["nothing".to_string()],
            Err(faults) => faults.list().iter().map(elsewhere).collect(),
        };
        found.sort();
        let wanted = expected(path, &text);
        if found != wanted {
            wrong.push(format!("{}:\n  wanted {wanted:#?}\n  found {found:#?}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_good_scenario_passes_and_reads_back() {
    for path in cases("good") {
        let text = fs::read_to_string(&path).unwrap();
        let scenario =
            read_one(&path, &text).unwrap_or_else(|f| panic!("{}:\n{f}", path.display())).remove(0);
        let mut memory =
            InMemory { files: [("again.toml".to_string(), scenario.resolved().into_bytes())].into() };
        // Data files stay references.
        for name in ["people-few.csv", "people-placed.csv", "counts.csv"] {
            memory.files.insert(name.into(), fs::read(folder("good").join(name)).unwrap());
        }
        let again = read(&["again.toml".into()], &Overrides::default(), &memory)
            .unwrap_or_else(|f| panic!("{f}"))
            .remove(0);
        assert_eq!(again.blueprint, scenario.blueprint, "{}", path.display());
        assert_eq!(again.title, scenario.title);
    }
}

#[test]
fn an_empty_cell_is_left_to_be_drawn() {
    let blueprint = read_one(&folder("good").join("empty-cells.toml"), "").unwrap().remove(0).blueprint;
    assert_eq!(
        blueprint.communities.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(),
        ["West, upper", "东村"],
        "in the order of their names"
    );
    let people = &blueprint.communities[1].roster.as_ref().unwrap().people;
    assert_eq!(
        (people[0].group, people[0].age, people[0].union_member, people[0].aware),
        (None, None, None, None)
    );
    assert_eq!(
        (people[1].age, people[1].union_member, people[1].aware),
        (Some(70.0), Some(false), Some(true))
    );
}

#[test]
fn the_upper_layer_wins_in_the_same_week() {
    let path = folder("good").join("schedule-over-layers.toml");
    let scenario = read_one(&path, "").unwrap().remove(0);
    assert_eq!(scenario.blueprint.timeline.iter().map(|t| t.0).collect::<Vec<_>>(), [52, 156]);
    let levers = scenario.blueprint.levers_at(200);
    assert_eq!((levers.funding.grant, levers.funding.lag, levers.operator.managers), (100_000.0, 8, 3.0));
    assert!(scenario.origins["schedule.156.levers.funding.grant"].1.ends_with("schedule-over-layers.toml:5"));
}

#[test]
fn weeks_on_the_command_line_cut_the_schedule_with_a_warning() {
    let request = |weeks| Overrides { weeks: Some(weeks), sets: vec![] };
    let cut = read(&["fee".into()], &request(156), &DiskLibrary).unwrap().remove(0);
    assert!(cut.blueprint.timeline.is_empty());
    assert_eq!(cut.warnings, ["1 dated lever settings lie at or after week 156 and were ignored"]);
    let whole = read(&["fee".into()], &request(157), &DiskLibrary).unwrap().remove(0);
    assert_eq!((whole.blueprint.timeline.len(), whole.warnings.len()), (1, 0));
    // The handover of a shortened life is a warning too, and what is spelled out says that it was shortened.
    let short = read(&["z-home".into()], &request(20), &DiskLibrary).unwrap().remove(0);
    assert_eq!(short.warnings, ["`levers.operator.from` is week 53, beyond the horizon of 20 weeks"]);
    let memory = InMemory { files: [("again.toml".to_string(), short.resolved().into_bytes())].into() };
    let again = read(&["again".into()], &Overrides::default(), &memory).unwrap().remove(0);
    assert_eq!((again.resolved(), again.blueprint), (short.resolved(), short.blueprint));
}

#[test]
fn five_flags_set_the_five_weights() {
    let flag = |name: &str| format!("levers.assessment.weights.{name}=0.2");
    let sets = ["events", "paperwork", "satisfaction", "participation", "development"].map(flag).to_vec();
    let scenario =
        read(&["z-home".into()], &Overrides { sets, weeks: None }, &DiskLibrary).unwrap().remove(0);
    assert_eq!(scenario.blueprint.settings.levers.weights.development, 0.2);
    assert_eq!(
        scenario.origins["levers.assessment.weights.events"].1,
        "--set levers.assessment.weights.events=0.2"
    );
}

#[test]
fn flags_take_toml_and_bare_words_and_the_last_wins() {
    let sets = [
        "levers.brand.seeding=central",
        "levers.brand.seeds=5",
        "levers.funding.grant=1",
        "levers.funding.grant=2_000",
        "weeks=60",
    ];
    let request = Overrides { sets: sets.map(String::from).to_vec(), weeks: None };
    let blueprint = read(&["z-home".into()], &request, &DiskLibrary).unwrap().remove(0).blueprint;
    assert_eq!((blueprint.settings.levers.funding.grant, blueprint.weeks), (2_000.0, 60));
    assert_eq!(blueprint.settings.levers.brand.seeding, crate::levers::brand::Seeding::Central);
}

#[test]
fn the_same_stem_twice_is_a_fault_and_all_files_report_at_once() {
    let twice =
        read(&["z-home".into(), "z-home.toml".into()], &Overrides::default(), &DiskLibrary).unwrap_err();
    assert_eq!(twice.list()[0].message, "two scenarios are called `z-home`: results could not be told apart");
    let bad = folder("bad");
    let files = ["nan.toml", "choice.toml"].map(|f| bad.join(f).to_string_lossy().into_owned());
    assert_eq!(read(&files, &Overrides::default(), &DiskLibrary).unwrap_err().len(), 2);
}

#[test]
fn what_is_too_large_or_endless_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.toml");
    fs::write(&path, vec![b'#'; (16 << 20) + 1]).unwrap();
    let why = DiskLibrary.find(path.to_str().unwrap(), None).unwrap_err();
    assert_eq!(why, "it is larger than 16 MiB");
    #[cfg(unix)]
    assert_eq!(
        DiskLibrary.find("/dev/zero", None).unwrap_err(),
        "it is a device: only regular files are read, and `-` for standard input"
    );
}

#[test]
fn a_fault_shows_its_line_with_a_caret() {
    let path = folder("bad").join("tabs.toml");
    let faults = read_one(&path, "").unwrap_err();
    let wanted = format!(
        "{}:3:11: `home.seats` is 0, but must lie between 1 and 1000000 (seats)\n\
         3 |         seats = 0\n  |                 ^\n1 fault; nothing was computed\n",
        path.display()
    );
    assert_eq!(faults.to_string(), wanted);
}

#[test]
fn what_is_shown_of_a_line_neither_floods_nor_commands_the_screen() {
    let said = |text: String| {
        let memory = InMemory { files: [("case.toml".to_string(), text.into_bytes())].into() };
        read(&["case.toml".into()], &Overrides::default(), &memory).unwrap_err().to_string()
    };
    let long =
        said(format!("title = '{}'\nhome.seats = [{}'here']\n", "x".repeat(9_000), "1, ".repeat(9_000)));
    assert!(long.lines().all(|line| line.chars().count() < 300), "{long}");
    let deep = said(format!("title = 'x'\n{}b = 1\n", "a.".repeat(5_000)));
    assert!(deep.len() < 1_500 && deep.contains('^'), "{deep}");
    let screen = said("title = 'x'\nhome.seats = 0 # \u{85}\u{9b}2J\n".into());
    assert!(screen.chars().all(|c| !c.is_control() || c == '\n'), "{screen}");
    let key = said("title = 'x'\n\"a\\u001B[31m\" = 0\n".into());
    assert!(key.contains("unknown") && key.chars().all(|c| !c.is_control() || c == '\n'), "{key}");
}

#[test]
fn standard_input_is_read_once() {
    let twice = InMemory { files: [("-".to_string(), b"title = 'x'\n".to_vec())].into() };
    let faults = read(&["-".into(), "-".into()], &Overrides::default(), &twice).unwrap_err();
    assert_eq!(
        faults.to_string(),
        "-: standard input can be read only once\n1 fault; nothing was computed\n"
    );
}

/// Text that is cut short, loses a line or gets one twice never stops the reader; at worst it is refused.
#[test]
fn broken_texts_are_faults_and_never_a_panic() {
    let good = ["dotted", "bounds", "emoji", "schedule-over-layers", "rules"]
        .map(|n| folder("good").join(format!("{n}.toml")));
    let odd = [
        "title = 'x'\nhome.seats.a = 1\n[[home.seats]]\n",
        "title = 'x'\na.b = 1\n[[a.b]]\n[a]\n",
        "[[title]]\n[title.x]\n",
        "title = 'x'\n[[schedule]]\n[schedule.levers.funding]\ngrant = 1\n[[schedule.levers.funding]]\n",
        "title = 'x'\n[a]\n[a.b]\n[[a]]\n",
        "title = '''\n",
        "\u{feff}\u{feff}title = 'x'",
        "title = 'x'\nlevers = { funding = { grant = 1 } }\n[levers.funding]\n",
        "title = \"\\uD800\"\n",
    ];
    let mut texts: Vec<String> = odd.map(String::from).to_vec();
    for text in good.iter().map(|path| fs::read_to_string(path).unwrap()) {
        texts.extend(text.char_indices().map(|(i, _)| text[..i].to_string()));
        let lines: Vec<&str> = text.lines().collect();
        for index in 0..lines.len() {
            let without = lines.iter().enumerate().filter(|(i, _)| *i != index).map(|(_, l)| *l);
            texts.push(without.collect::<Vec<_>>().join("\n"));
            let twice = lines
                .iter()
                .enumerate()
                .flat_map(|(i, l)| std::iter::repeat_n(*l, if i == index { 2 } else { 1 }));
            texts.push(twice.collect::<Vec<_>>().join("\r\n"));
        }
    }
    for text in texts {
        let files = [("case.toml".to_string(), text.clone().into_bytes())];
        let answer = std::panic::catch_unwind(|| {
            let memory = InMemory { files: files.clone().into() };
            read(&["case.toml".into()], &Overrides::default(), &memory).map_err(|faults| faults.to_string())
        });
        assert!(answer.is_ok(), "{text:?}");
    }
}
