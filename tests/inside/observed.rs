//! `observed.csv`: what is measured is read, and what cannot be meant is refused, all at once and each at its
//! place.

use crate::measure::observation::Precision;
use crate::measure::observed::{COLUMNS, Observed, read};
use crate::scenario::faults::{Fault, Faults};
use crate::scenario::library::{Embedded, FoundSource, InMemory, Library, Opened};
use crate::scenario::{Overrides, read as read_scenarios};
use std::io::Read;

fn of(text: &str) -> Result<Observed, Faults> {
    let files = [("seen.csv".to_string(), text.as_bytes().to_vec())].into();
    read("seen.csv", &InMemory { files })
}

/// The faults as they are shown, without the file's name.
fn refusal(text: &str) -> Vec<String> {
    let faults = of(text).err().unwrap_or_else(|| panic!("this was taken:\n{text}"));
    faults.list().iter().map(|f| f.to_string().replace("seen.csv:", "").trim_end().to_string()).collect()
}

/// Column, message and suggestion of each fault of one row under the usual header.
fn faults_of(row: &str) -> Vec<String> {
    let header = "measure,window,group,value,se,n,lo,hi,unit";
    let faults = of(&format!("{header}\n{row}\n")).err().unwrap_or_default();
    let said = |f: &Fault| {
        let hint = f.suggestion.as_ref().map_or(String::new(), |hint| format!(" | {hint}"));
        let column = row[..f.position().unwrap().1 - 1].matches(',').count();
        format!("{}: {}{hint}", header.split(',').nth(column).unwrap(), f.message)
    };
    faults.list().iter().map(said).collect()
}

#[test]
fn a_sound_file_is_read_in_the_words_of_the_outputs() {
    let text = "measure,window,group,value,se,n,lo,hi,unit,note\n\
        participation,last-year,,0.043,0.002,,0.03,0.06,share,door counter\n\
        awareness,year-2,age:elder,0.8,,400,,,,\n\
        visits,weeks-53-104,,612.5,20,,,700,visits,\n\
        org_growth,whole,,-0.2,0.1,,,,index,\n";
    let seen = of(text).unwrap();
    let names: Vec<String> = seen.list.iter().map(|o| o.statistic.to_string()).collect();
    let expected =
        ["participation last-year", "awareness age:elder year-2", "visits weeks-53-104", "org_growth whole"];
    assert_eq!(names, expected);
    assert_eq!(seen.list.iter().map(|o| o.line).collect::<Vec<_>>(), [2, 3, 4, 5]);
    assert_eq!(seen.list[0].precision, Precision::Error(0.002));
    assert_eq!(seen.list[0].band, (Some(0.03), Some(0.06)));
    assert_eq!(seen.list[2].band, (None, Some(700.0)));
    // √(p(1 − p) / n) for 400 answers, moved by two each way: p = 322 / 404.
    assert!((seen.list[1].se() - 0.020_011).abs() < 1e-6, "{}", seen.list[1].se());
    assert_eq!(seen.source.sha256.len(), 64);
}

#[test]
fn a_share_that_all_agreed_on_is_not_known_for_sure() {
    let seen = of("measure,window,value,n\nawareness,whole,1,4\n").unwrap();
    assert!(seen.list[0].se() > 0.1);
}

#[test]
fn every_fault_of_a_file_is_shown_at_once_with_a_caret() {
    let text = "measure,window,group,value,se\n\
        particpation,last-year,,0.04,0.01\n\
        awareness,last-week,,43,0.01\n\
        awareness,year-1,age:eldre,0.4,-0.01\n\
        visits,whole,,12,3\n\
        visits,whole,,13,3\n";
    let expected = [
        "2:1: there is no measure `particpation`\n2 | particpation,last-year,,0.04,0.01\n  | ^^^^^^^^^^^^\n\
         \u{20} did you mean `participation`?",
        "3:11: `last-week` is no window: `week-52`, `weeks-105-156`, `before`, `year-3`, \
         `last-year` or `whole`\n\
         3 | awareness,last-week,,43,0.01\n  |           ^^^^^^^^^",
        "4:18: there is no group `age:eldre`: all:all, age:child-teen, age:working, age:carer, age:elder, \
         status:worker, \
         status:resident, distance:near, distance:far, union:member, union:non-member, \
         adult:adult, origin:migrant, origin:local, concentration:top-fifth-of-users\n\
         4 | awareness,year-1,age:eldre,0.4,-0.01\n  |                  ^^^^^^^^^\n  \
         did you mean `age:elder`?",
        "4:32: `se` is -0.01, but a standard error is above 0\n4 | awareness,year-1,age:eldre,0.4,-0.01\n\
         \u{20} |                                ^^^^^",
        "6:1: `visits whole` was observed before, in line 5\n6 | visits,whole,,13,3\n  | ^^^^^^^^^^^^^^^^^^",
    ];
    assert_eq!(refusal(text), expected);
}

#[test]
fn another_unit_is_told_with_what_to_write() {
    let cases = [
        (
            "awareness,whole,,43,0.01,,,,",
            "value: `value` is 43, but `awareness` (share) lies between 0 and 1 | 43% is a share of 0.43: \
             is the whole column in per cent? Then divide it by 100",
        ),
        (
            "awareness,whole,,43%,0.01,,,,",
            "value: `value` must be a number, not `43%` | write 43% as 0.43: is the whole column in per \
             cent? Then divide it by 100",
        ),
        (
            "awareness,whole,,.4,1.2,,,,",
            "se: `se` is 1.2, but the standard error of a share is at most 0.5 | 1.2 points are a share \
             of 0.012: is the whole column in per cent? Then divide it by 100",
        ),
        (
            "awareness,whole,,.4,.1,,,,percent",
            "unit: the unit of `awareness` is `share`, not `percent` | write 0.004 and `share`",
        ),
        ("visits,whole,,40,2,,,,people", "unit: the unit of `visits` is `visits`, not `people`"),
        ("visits,whole,,-4,2,,,,", "value: `value` is -4, but `visits` (visits) is not below 0"),
        ("tier,whole,,7,1,,,,", "value: `value` is 7, but `tier` (tier) lies between 1 and 5"),
    ];
    for (row, fault) in cases {
        assert_eq!(faults_of(row), [fault], "{row}");
    }
    assert!(faults_of("reserve,whole,,-4000,100,,,,").is_empty());
}

#[test]
fn contradictions_are_refused() {
    let cases = [
        ("awareness,whole,,0.4,.1,,0.6,0.5,", "lo: the band ends before it begins: `lo` is 0.6, `hi` is 0.5"),
        (
            "awareness,whole,,0.4,.1,,0.5,0.6,",
            "value: `value` is 0.4, below its own band, which begins at 0.5",
        ),
        ("awareness,whole,,0.7,.1,,,0.6,", "value: `value` is 0.7, above its own band, which ends at 0.6"),
        (
            "awareness,whole,,0.7,.1,,,60,",
            "hi: `hi` is 60, but `awareness` (share) lies between 0 and 1 | 60% is a share of 0.6: is the \
             whole column in per cent? Then divide it by 100",
        ),
    ];
    for (row, fault) in cases {
        assert_eq!(faults_of(row), [fault], "{row}");
    }
}

#[test]
fn what_is_not_known_well_enough_is_refused() {
    let neither = "measure: neither `se` nor `n` is given: how well is the value known?";
    let cases: [(&str, &[&str]); 6] = [
        ("awareness,whole,,0.4,,,,,", &[neither]),
        ("awareness,whole,,0.4,0,,,,", &["se: `se` is 0, but a standard error is above 0"]),
        ("awareness,whole,,0.4,,0,,,", &["n: `n` is 0, but at least one person must have been asked"]),
        (
            "visits,whole,,400,,90,,,",
            &["n: `n` gives the standard error of a share only; `visits` needs `se`"],
        ),
        (
            "awareness,whole,,NaN,inf,,,,",
            &["value: `value` is empty", "se: `se` must be a finite number, not `inf`"],
        ),
        (
            ",,,,,,,,",
            &["measure: `measure` is empty", neither, "window: `window` is empty", "value: `value` is empty"],
        ),
    ];
    for (row, faults) in cases {
        assert_eq!(faults_of(row), faults, "{row}");
    }
}

#[test]
fn a_file_without_rows_or_columns_is_refused() {
    assert_eq!(refusal(""), ["1:1: the file is empty\n1 |\n  | ^"]);
    assert!(refusal("measure,window,value,se\n")[0].contains("there is no observation in it"));
    assert!(
        refusal("measure|window|value|se\n")
            .iter()
            .any(|fault| fault.contains("the column `measure` is missing"))
    );
    let wrong = refusal("measure,windw,value,window,window\nx\n");
    assert!(wrong[0].contains("a column `se` or `n` is needed"), "{wrong:?}");
    assert!(wrong[1].contains("unknown column `windw`"), "{wrong:?}");
    assert!(wrong[2].contains("`window` appears twice"), "{wrong:?}");
    let missing = refusal("measure,windw,value,se\n");
    assert!(missing[0].contains("the column `window` is missing"), "{missing:?}");
    assert!(missing[1].contains("did you mean `window`?"), "{missing:?}");
    assert!(
        refusal("measure,window,value,se\nvisits,whole,3\n")[0]
            .contains("this row has 3 cells, but the header has 4")
    );
    assert!(
        of("measure,window,value,se\n")
            .err()
            .unwrap()
            .to_string()
            .ends_with("1 fault; nothing was computed\n")
    );
    assert!(
        read("nowhere.csv", &InMemory::default())
            .err()
            .unwrap()
            .to_string()
            .contains("cannot read `nowhere.csv`")
    );
}

#[test]
fn what_a_world_does_not_live_to_see_is_told_with_its_line() {
    let seen =
        of("measure,window,value,se\nvisits,week-52,9,1\nvisits,week-53,9,1\nvisits,year-2,9,1\n").unwrap();
    let request = Overrides { weeks: Some(52), ..Overrides::default() };
    let scenario = &read_scenarios(&["government-led".into()], &request, &Embedded).unwrap()[0];
    let faults = seen.fits(&scenario.blueprint).unwrap_err();
    let lines: Vec<_> = faults.list().iter().map(|f| f.position().unwrap().0).collect();
    assert_eq!(lines, [3, 4]);
}

/// A file that is made while it is read, and so never in memory.
struct Made {
    head: &'static [u8],
    row: &'static [u8],
    bytes: usize,
}

impl Library for Made {
    fn find(&self, _: &str, _: Option<&str>) -> Result<FoundSource, String> {
        Err("too large".into())
    }

    fn open<'a>(&'a self, name: &str, _: Option<&str>) -> Result<Opened<'a>, String> {
        let rows = self.row.repeat(1 << 10);
        let all = std::iter::repeat_n(rows, self.bytes / (self.row.len() << 10));
        let mut blocks = all.map(std::io::Cursor::new);
        let mut now = std::io::Cursor::new(self.head.to_vec());
        let read = move |into: &mut [u8]| loop {
            match now.read(into)? {
                0 => match blocks.next() {
                    Some(next) => now = next,
                    None => return Ok(0),
                },
                n => return Ok(n),
            }
        };
        Ok(Opened::new(name, name, Reading(read)))
    }
}

struct Reading<F>(F);

impl<F: FnMut(&mut [u8]) -> std::io::Result<usize>> Read for Reading<F> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        (self.0)(into)
    }
}

/// `COMMONROOM_MEGABYTES=100` makes it as large as wanted.
#[test]
fn a_large_file_is_streamed_and_its_faults_are_counted() {
    let megabytes: usize =
        std::env::var("COMMONROOM_MEGABYTES").ok().and_then(|m| m.parse().ok()).unwrap_or(4);
    let row = b"participation,last-year,,-4,0.01\n";
    let made = Made { head: b"measure,window,group,value,se\n", row, bytes: megabytes << 20 };
    let rows = (made.bytes / (row.len() << 10)) << 10;
    let faults = read("large.csv", &made).unwrap_err();
    assert_eq!((faults.len(), faults.list().len()), (rows, 100));
}

#[test]
fn every_column_is_explained() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/data.md")).unwrap();
    for (name, meaning) in COLUMNS {
        assert!(page.contains(&format!("`{name}`")) && page.contains(meaning), "docs/data.md lacks `{name}`");
    }
}
