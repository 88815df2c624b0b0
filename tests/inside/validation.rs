//! The page of the validation agrees with itself.

use crate::study::validate::patterns::no_test;
use crate::study::validate::targets::{TargetUse, targets};
use crate::study::validate::verdict::{Verdict, VerdictCounts};
use crate::study::validate::{explained, patterns};

pub(crate) fn page() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/validation.md")).unwrap()
}

/// The cells of the rows of the page whose first cell is that id.
pub(crate) fn rows(page: &str, id: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| {
        line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_string()).collect::<Vec<_>>()
    };
    page.lines()
        .filter(|line| line.starts_with("| "))
        .map(cells)
        .filter(|row| row[0].trim_matches('*') == id)
        .collect()
}

pub(crate) fn verdict(row: &[String]) -> Option<Verdict> {
    let verdicts = [Verdict::Hit, Verdict::Miss, Verdict::Undecided];
    row.iter().find_map(|cell| verdicts.into_iter().find(|verdict| verdict.to_string() == *cell))
}

#[test]
fn the_page_holds_every_row_and_pattern_once_and_explains_each_miss() {
    let page = page();
    let of = |id: &str| {
        let found: Vec<_> =
            rows(&page, id).into_iter().filter_map(|row| Some((verdict(&row)?, row))).collect();
        let [(verdict, row)] = &found[..] else { panic!("{id} stands {} times", found.len()) };
        let explained = explained::why(id).is_some() || *verdict != Verdict::Miss;
        assert!(explained, "{id} is missed and not explained");
        (*verdict, row.clone())
    };
    let targets = targets().unwrap();
    for of_use in TargetUse::ALL {
        let verdicts = targets.iter().filter(|target| target.for_use == of_use).map(|target| {
            let (verdict, row) = of(&target.id);
            assert_eq!(row[1], target.output);
            assert!(target.no_test.is_empty() || row.contains(&target.no_test), "{row:?}");
            verdict
        });
        let heading = format!("## Rows to {of_use}: {}\n", VerdictCounts::of(verdicts));
        assert!(page.contains(&heading), "{heading}");
    }
    let patterns = VerdictCounts::of(patterns::all().iter().map(|pattern| of(pattern.id).0));
    let heading = format!("## Patterns: {patterns}\n");
    assert!(page.contains(&heading), "{heading}");
    assert!(!page.contains("not explained"));
}

#[test]
fn what_was_set_to_a_row_is_no_test_of_it() {
    let targets = targets().unwrap();
    let tests: Vec<&str> = targets.iter().filter(|t| t.is_test()).map(|t| t.id.as_str()).collect();
    assert_eq!(tests, ["T04", "T05", "T06", "T10", "T11", "T15", "T16", "T23", "T26", "T34"]);
    // A parameter whose declared source is a row was set to it.
    let named: Vec<String> =
        targets.iter().filter(|t| t.is_test()).map(|t| format!("set to {}", t.id)).collect();
    for table in crate::world::blueprint::facts() {
        for field in table.fields {
            assert!(!named.iter().any(|words| field.source.contains(words)), "{}.{}", table.path, field.name);
        }
    }
    // Reasons name parameters that exist.
    let facts = crate::world::blueprint::facts();
    let paths: Vec<String> = facts
        .iter()
        .flat_map(|table| table.fields.iter().map(move |field| format!("{}.{}", table.path, field.name)))
        .collect();
    let reasons =
        targets.iter().map(|t| t.no_test.as_str()).chain(["S4", "S24"].map(|id| no_test(id).unwrap()));
    for word in
        reasons.flat_map(|reason| reason.split([' ', ',', ':', '`'])).filter(|word| word.contains('.'))
    {
        let number = word.trim_end_matches('.').parse::<f64>().is_ok();
        assert!(number || paths.iter().any(|path| path == word), "{word}");
    }
}
