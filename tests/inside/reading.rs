//! Reading what people make: many faults, files as offices save them, names from outside, and ordinary
//! mistakes.

use crate::escape::commands;
use crate::measure::observed;
use crate::scenario::faults::Faults;
use crate::scenario::library::InMemory;
use crate::scenario::{Overrides, Scenario, read};
use crate::settings::SettingsTable;
use crate::study::survey::data;
use crate::world::agents::organization::labour::MOST_WORKERS;
use std::time::Instant;

fn memory(files: &[(&str, &[u8])]) -> InMemory {
    InMemory { files: files.iter().map(|(name, bytes)| (name.to_string(), bytes.to_vec())).collect() }
}

/// A scenario `s.toml` that extends the usual one, with files beside it.
fn reading(text: &str, files: &[(&str, &[u8])], sets: &[&str]) -> Result<Scenario, Faults> {
    let text = format!("title = 'Reading'\nextends = 'z-home'\n{text}");
    let mut library = memory(files);
    library.files.insert("s.toml".into(), text.into_bytes());
    let request = Overrides { sets: sets.iter().map(|set| set.to_string()).collect(), weeks: None };
    Ok(read(&["s.toml".to_string()], &request, &library)?.remove(0))
}

fn roster(people: &[u8]) -> Result<Scenario, Faults> {
    reading("[residents]\nroster = 'p.csv'\n", &[("p.csv", people)], &[])
}

fn lines(n: usize, line: impl Fn(usize) -> String) -> String {
    (0..n).map(line).collect()
}

/// What a reading says in all, and how long it takes; a hundred thousand of anything must not take minutes.
#[expect(clippy::disallowed_methods, reason = "it is the time itself that is judged, and only by the minute")]
fn in_time(what: &str, work: impl FnOnce() -> Option<Faults>) -> Option<Faults> {
    let start = Instant::now();
    let faults = work();
    let seconds = start.elapsed().as_secs_f64();
    assert!(seconds < 20.0, "{what}: {seconds:.1} s");
    faults
}

#[test]
fn a_hundred_faults_are_named_and_the_others_counted_last() {
    for (n, last) in [(100, None), (101, Some("and 1 more")), (8_000, Some("and 7,900 more"))] {
        let bad: [(&str, Result<Scenario, Faults>); 4] = [
            ("keys", reading(&lines(n, |i| format!("key{i} = 1\n")), &[], &[])),
            ("ages", roster(format!("id,age\n{}", lines(n, |i| format!("p{i},-1\n"))).as_bytes())),
            (
                "columns",
                roster(format!("id,{}\n", lines(n, |i| format!("c{i},")).trim_end_matches(',')).as_bytes()),
            ),
            (
                "flags",
                reading(
                    "",
                    &[],
                    &lines(n, |i| format!("home.k{i}=1 ")).split_whitespace().collect::<Vec<_>>(),
                ),
            ),
        ];
        for (what, read) in bad {
            let faults = read.unwrap_err();
            assert_eq!((faults.len(), faults.list().len()), (n, 100), "{what}");
            let text = faults.to_string();
            let told: Vec<&str> = text.lines().rev().take(2).collect();
            assert!(told[0].ends_with("faults; nothing was computed"), "{what}: {told:?}");
            assert_eq!(last.is_some(), told[1].starts_with("and "), "{what}: {told:?}");
            assert!(last.is_none_or(|last| told[1] == last), "{what}: {told:?}");
        }
    }
}

#[test]
fn time_grows_with_the_size_of_what_is_read_and_not_faster() {
    const MANY: usize = 100_000;
    let table = |head: &str, line: &dyn Fn(usize) -> String| format!("{head}\n{}", lines(MANY, line));
    let bad = [
        (
            "keys of a table",
            reading(&format!("[home]\n{}", lines(MANY, |i| format!("sets{i} = 1\n"))), &[], &[]).err(),
        ),
        (
            "dated levers",
            in_time("dated levers", || {
                let text = lines(MANY, |i| format!("[[schedule]]\nweek = 3\nlevers.operator.x{i} = 1\n"));
                reading(&text, &[], &[]).err()
            }),
        ),
        (
            "communities",
            in_time("communities", || {
                let text = lines(MANY, |i| format!("[[communities]]\nname = 'c{i}'\nhome.x = 1\n"));
                reading(&text, &[], &[]).err()
            }),
        ),
        (
            "people twice",
            in_time("people twice", || roster(table("id", &|i| format!("p{}\n", i % 7)).as_bytes()).err()),
        ),
        (
            "ties",
            in_time("ties", || {
                let (people, ties) =
                    (table("id", &|i| format!("p{i}\n")), table("from,to", &|i| format!("q{i},p1\n")));
                let files: [(&str, &[u8]); 2] = [("p.csv", people.as_bytes()), ("t.csv", ties.as_bytes())];
                reading("[residents]\nroster = 'p.csv'\nties = 't.csv'\n", &files, &[]).err()
            }),
        ),
        (
            "observations",
            in_time("observations", || {
                let text = table("measure,window,value,se", &|i| format!("visit,week-{},1,1\n", i + 1));
                observed::read("o.csv", &memory(&[("o.csv", text.as_bytes())])).err()
            }),
        ),
    ];
    for (what, faults) in bad {
        assert!(faults.is_some_and(|faults| faults.len() >= MANY - 7), "{what}");
    }
    let communities = lines(10_000, |i| format!("[[communities]]\nname = 'c{i}'\nhome.seats = 9\n"));
    in_time("sound communities", || reading(&communities, &[], &[]).err().map(|faults| panic!("{faults}")));
    let people = table("id,community", &|i| format!("p{i},c{}\n", i / 3));
    in_time("sound roster", || roster(people.as_bytes()).err().map(|faults| panic!("{faults}")));
}

fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn files_of_offices_are_taken_where_they_mean_one_thing() {
    let plain =
        "id,group,age,union_member,distance,weeks_used\np1,working,34,true,0.5,3\np2,elder,71,false,1.25,\n";
    let usual = roster(plain.as_bytes()).unwrap().blueprint;
    let semicolons = plain.replace(',', ";").replace("0.5", "0,5").replace("1.25", "1,25");
    let tabs = plain.replace(',', "\t");
    let cases: [(&str, Vec<u8>); 9] = [
        ("two marks of byte order", format!("\u{feff}\u{feff}{plain}").into_bytes()),
        ("semicolons and decimal commas", semicolons.clone().into_bytes()),
        ("as Excel marks it", format!("\u{feff}sep=;\r\n{}", semicolons.replace('\n', "\r\n")).into_bytes()),
        ("tabs", tabs.clone().into_bytes()),
        ("UTF-16", utf_16(&format!("\u{feff}{tabs}"), u16::to_le_bytes)),
        ("the other UTF-16", utf_16(&format!("\u{feff}{plain}"), u16::to_be_bytes)),
        (
            "pandas",
            plain.replace(",3\n", ",3.0\n").replace(",\n", ",NaN\n").replace("34", "34.0").into_bytes(),
        ),
        ("R", plain.replace(",\n", ",NA\n").replace("true", "TRUE").into_bytes()),
        ("Chinese", plain.replace("true", "是").replace("false", "否").replace("34", "３４").into_bytes()),
    ];
    for (what, bytes) in cases {
        let read = roster(&bytes).unwrap_or_else(|faults| panic!("{what}: {faults}"));
        assert_eq!(read.blueprint, usual, "{what}");
    }
}

/// A thousand rows that write all numbers of a column otherwise are one fault, in every reader of numbers.
#[test]
fn what_a_whole_column_writes_otherwise_is_told_once() {
    let column = |header: &str, cell: &str, rest: &str| {
        let rows = (0..1000).map(|row| format!("p{row},\"{cell}\"{rest}\n"));
        format!("{header}\n{}", rows.collect::<String>())
    };
    for (cell, hint) in [
        ("0,5", "decimals stand behind a point: 0.5"),
        ("1.234,5", "write 1234.5: nothing parts thousands"),
        ("1,250", "write 1.250 or 1250"),
        ("35%", "write 35% as 0.35"),
    ] {
        let faults = roster(column("id,distance", cell, "").as_bytes()).unwrap_err();
        let weights = column("respondent,weight,awareness", cell, ",3");
        let of_answers = data::read("a.csv", &memory(&[("a.csv", weights.as_bytes())])).unwrap_err();
        for (faults, about) in [(&faults, "distance"), (&of_answers, "weight")] {
            let mine: Vec<_> = faults.list().iter().filter(|fault| fault.message.contains(about)).collect();
            let said = mine.first().and_then(|fault| fault.suggestion.clone()).unwrap_or_default();
            assert!(mine.len() == 1 && said.contains(hint), "{cell}, {about}: {said}");
        }
        assert_eq!(faults.len(), 1, "{cell}");
    }
    // Each kind in a column is a fault of its own, and so is what is neither.
    let faults = roster(b"id,distance\np1,\"0,5\"\np2,35%\np3,\"0,6\"\np4,x\n").unwrap_err();
    assert_eq!(faults.len(), 3, "{faults}");
}

#[test]
fn another_encoding_is_one_fault_that_names_it() {
    let gbk = [&b"id,community\n"[..], &b"p1,\xb6\xab\xb4\xe5\n".repeat(300)].concat();
    let header = b"\xb1\xe0\xba\xc5,\xc4\xea\xc1\xe4\np1,34\n".to_vec();
    let latin = b"id,community\np1,M\xfchlheim\np2,Ko\xb5\np3,Caf\xe9\n".to_vec();
    for (bytes, name) in [
        (gbk, "GBK"),
        (header, "GBK"),
        (latin, "Latin-1"),
        (utf_16("id,age\np1,3\n", u16::to_le_bytes), "UTF-16"),
        (utf_16("id\tage\np1\t3\n", u16::to_be_bytes), "UTF-16"),
    ] {
        let in_observed = observed::read("o.csv", &memory(&[("o.csv", &bytes)])).unwrap_err();
        let in_answers = data::read("a.csv", &memory(&[("a.csv", &bytes)])).unwrap_err();
        let first = [in_observed, in_answers].map(|faults| faults.list()[0].clone());
        let faults = roster(&bytes).unwrap_err();
        assert_eq!(faults.len(), 1, "{faults}");
        for fault in [faults.list()[0].clone()].iter().chain(&first[..usize::from(name == "UTF-16")]) {
            assert!(fault.message.contains(name), "{fault}");
            assert!(fault.suggestion.as_ref().is_some_and(|hint| hint.contains("CSV UTF-8")), "{fault}");
        }
        assert!(!faults.to_string().chars().any(|c| commands(c) && c != '\n'), "{faults}");
    }
    let text = utf_16("\u{feff}title = 'x'\n", u16::to_le_bytes);
    let faults = read(&["u.toml".into()], &Overrides::default(), &memory(&[("u.toml", &text)])).unwrap_err();
    assert!(faults.list()[0].message.contains("UTF-16") && faults.len() == 1, "{faults}");
    let open = roster(b"id,community\np1,\"East\np2,West\n").unwrap_err();
    assert!(open.len() == 1 && open.list()[0].message.contains("quotation mark"), "{open}");
}

#[test]
fn nothing_from_outside_commands_the_terminal() {
    const EVIL: &str = "\u{1b}[2J\u{7}\u{9b}\u{202e}\u{2066}x";
    let quoted: String = EVIL.chars().map(|c| format!("\\U{:08X}", u32::from(c))).collect();
    let said = [
        reading(&format!("\"{quoted}\" = 1\n"), &[], &[]),
        reading(&format!("[levers.brand]\nseeding = \"{quoted}\"\n"), &[], &[]),
        reading(&format!("[residents]\nroster = \"{quoted}\"\n"), &[], &[]),
        reading(&format!("[[communities]]\nname = \"{quoted}\"\n"), &[], &[]),
        reading("", &[], &[&format!("home.{EVIL}=5")]),
        roster(format!("id,{EVIL}\np1,1\n").as_bytes()),
        roster(format!("id,group\np1,{EVIL}\n").as_bytes()),
        roster(format!("id\np{EVIL}\n").as_bytes()),
    ];
    for faults in said.map(Result::unwrap_err) {
        let text = faults.to_string();
        assert!(!text.chars().any(|c| commands(c) && c != '\n'), "{text:?}");
        assert!(text.contains("u{1b}"), "{text}");
    }
    // A line end in a name does not make a line: the first word of each is the file, a number or a hint.
    let text = reading("\"a\\nfake.toml:1:1: no\" = 1\n", &[], &[]).unwrap_err().to_string();
    assert!(text.contains("a\\nfake") && !text.lines().any(|line| line.starts_with("fake")), "{text}");
}

#[test]
fn ordinary_mistakes_do_not_pass() {
    let refused: [(&str, Result<Scenario, Faults>, &str); 8] = [
        ("metres", roster(b"id,distance\na,400\nb,650\nc,80\n"), "kilometres"),
        ("a child of 40", roster(b"id,group,age\na,child-teen,40\n"), "`child-teen`"),
        ("an elder of 30", roster(b"id,group,age\na,elder,30\n"), "`elder`"),
        ("a child in the union", roster(b"id,group,union_member\na,child-teen,yes\n"), "trade union"),
        ("an identity with a tab", roster(b"id,age\n\"a\tb\",30\n"), "\\t"),
        ("communities alike", roster(b"id,community\na,East\nb,east\n"), "capitals"),
        ("per cent", reading("[levers.funding]\nstake = 30\n", &[], &[]), "0.3"),
        ("a long number", reading("[home]\nseats = 9223372036854775807\n", &[], &[]), "9223372036854775807"),
    ];
    for (what, read, word) in refused {
        let faults = read.err().unwrap_or_else(|| panic!("{what} passed"));
        assert!(faults.len() == 1 && faults.to_string().contains(word), "{what}: {faults}");
    }
    for count in ["0.45", "100000001", "1e18", "-1", "NaN", "inf"] {
        let counts = format!("variable,category,count\ngroup,working,{count}\n");
        let read = reading("[residents]\nmarginals = 'c.csv'\n", &[("c.csv", counts.as_bytes())], &[]);
        assert_eq!(read.unwrap_err().len(), 1, "{count}");
    }
    let many = lines(3, |i| format!("age,{i},60000000\n"));
    let counts = format!("variable,category,count\n{many}");
    let read = reading("[residents]\nmarginals = 'c.csv'\n", &[("c.csv", counts.as_bytes())], &[]);
    assert!(read.unwrap_err().to_string().contains("180000000 people, more than 100000000"));
    let percent = format!(
        "measure,window,value,se\n{}",
        lines(200, |i| format!("awareness,week-{},{},0.01\n", i + 1, i % 90 + 2))
    );
    let faults = observed::read("o.csv", &memory(&[("o.csv", percent.as_bytes())])).unwrap_err();
    assert!(faults.len() == 1 && faults.to_string().contains("per cent"), "{faults}");
    let far = roster(b"id,distance\na,400\nb,\n").unwrap();
    assert!(far.warnings.iter().all(|warning| !warning.contains("reach")), "somebody's distance is drawn");
}

#[test]
fn a_population_beside_people_who_are_named_is_told() {
    let people: &[u8] = b"id,community\na,East\nb,East\nc,West\n";
    let told = |text: &str, sets: &[&str]| {
        let read =
            reading(&format!("[residents]\nroster = 'p.csv'\n{text}"), &[("p.csv", people)], sets).unwrap();
        let library = memory(&[("p.csv", people), ("s.toml", read.resolved().as_bytes())]);
        let again = read_again(&library);
        assert_eq!(again.blueprint, read.blueprint);
        assert!(!again.warnings.iter().any(|w| w.contains("population")), "{:?}", again.warnings);
        read.warnings.iter().filter(|w| w.contains("`residents.population` is")).count()
    };
    assert_eq!(told("", &[]), 0);
    assert_eq!(told("population = 3\n", &[]), 0);
    assert_eq!(told("population = 10000\n", &[]), 1);
    assert_eq!(told("", &["residents.population=77"]), 1);
    let own = "[[communities]]\nname = 'East'\nresidents.population = 9\n[[communities]]\nname = 'West'\n";
    assert_eq!(told(own, &[]), 1);
}

fn read_again(library: &InMemory) -> Scenario {
    read(&["s.toml".to_string()], &Overrides::default(), library).unwrap_or_else(|f| panic!("{f}")).remove(0)
}

#[test]
fn the_same_weeks_under_two_names_are_one_fact() {
    let blueprint = reading("", &[], &[]).unwrap().blueprint;
    let fits = |windows: [&str; 2]| {
        let rows = windows.map(|window| format!("awareness,{window},0.3,0.02\n")).concat();
        let text = format!("measure,window,value,se\n{rows}");
        observed::read("o.csv", &memory(&[("o.csv", text.as_bytes())])).unwrap().fits(&blueprint).is_ok()
    };
    for twins in
        [["year-2", "weeks-53-104"], ["last-year", "year-5"], ["whole", "weeks-1-260"], ["before", "year-1"]]
    {
        assert!(!fits(twins), "{twins:?}");
    }
    assert!(fits(["year-2", "weeks-54-104"]) && fits(["last-year", "whole"]));
}

#[test]
fn names_that_differ_in_capitals_are_one_name_of_a_file() {
    let text: &[u8] = b"title = 'x'\nextends = 'z-home'\n";
    let library = memory(&[("a/North.toml", text), ("b/north.toml", text)]);
    let files = ["a/North.toml", "b/north.toml"].map(String::from);
    let faults = read(&files, &Overrides::default(), &library).unwrap_err();
    assert!(faults.len() == 1 && faults.list()[0].message.contains("`North`"), "{faults}");
    for (file, faulty) in [("a:b.toml", true), (".toml", true), ("d/=1.toml", false), ("NA.toml", false)] {
        let read = read(&[file.to_string()], &Overrides::default(), &memory(&[(file, text)]));
        assert_eq!(read.is_err(), faulty, "{file}");
        assert!(read.is_err() || read.is_ok_and(|read| read[0].warnings.len() == 1), "{file}");
    }
}

#[test]
fn numbers_of_flags_are_numbers_however_they_are_written() {
    for (written, share) in [(".5", 0.5), ("5e-1", 0.5), ("1.", 1.0), ("0.25", 0.25)] {
        let read = reading("", &[], &[&format!("levers.funding.stake={written}")]).unwrap();
        assert_eq!(read.blueprint.settings.levers.funding.stake, share, "{written}");
    }
    let large = reading("", &[], &["levers.funding.grant=1e400"]).unwrap_err();
    assert!(large.to_string().contains("too large"), "{large}");
    let beyond =
        "measure,window,value,se\nawareness,week-100000000000000000000,0.3,0.1\nawareness,week-0,0.3,0.1\n";
    let faults = observed::read("o.csv", &memory(&[("o.csv", beyond.as_bytes())])).unwrap_err();
    assert!(faults.list()[0].message.contains("beyond"), "{faults}");
    assert!(faults.list()[1].message.contains("count from 1"), "{faults}");
    let long =
        observed::read("o.csv", &memory(&[("o.csv", b"measure,window,value,se\ntier,whole,1e300,1\n")]));
    let long = long.unwrap_err().to_string();
    assert!(long.contains("1e300") && !long.contains("000000"), "{long}");
}

#[test]
fn a_grant_of_any_size_is_lived_in_the_same_time() {
    use crate::inside::common::with;
    use crate::simulation::{Retain, run};
    let posts = |grant: &str| {
        let set = format!("levers.funding.grant={grant}");
        let mut blueprint = with("z-home", &["residents.population=250", &set]);
        blueprint.weeks = 54;
        let last = run(&blueprint, 1, 1, Retain::default());
        last.records.iter().map(|record| record.heads).fold(0.0, f64::max)
    };
    let (usual, huge, hugest) = (posts("208000"), posts("1e11"), posts("1e12"));
    assert!(usual < 50.0 && huge > 10_000.0, "{usual} {huge}");
    assert_eq!(huge, hugest);
    let most = crate::levers::operator::Operator::FACTS.fields.iter().find(|f| f.name == "social_workers");
    assert_eq!(most.and_then(|field| field.range).map(|range| range.1), Some(MOST_WORKERS));
}
