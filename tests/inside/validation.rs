//! The page of the validation agrees with itself.

use crate::study::validate::targets::{TargetUse, targets};
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

pub(crate) fn is_hit(row: &[String]) -> Option<bool> {
    row.iter().find_map(|cell| match cell.as_str() {
        "hit" => Some(true),
        "miss" => Some(false),
        _ => None,
    })
}

#[test]
fn the_page_holds_every_row_and_pattern_once_and_explains_each_miss() {
    let page = page();
    let mut hits = [0; 4];
    for target in targets().unwrap() {
        let found: Vec<_> =
            rows(&page, &target.id).into_iter().filter_map(|row| Some((is_hit(&row)?, row))).collect();
        let [(hit, row)] = &found[..] else { panic!("{} stands {} times", target.id, found.len()) };
        assert_eq!(row[1], target.output);
        hits[TargetUse::ALL.iter().position(|of| *of == target.for_use).unwrap()] += usize::from(*hit);
        assert!(*hit || explained::why(&target.id).is_some(), "{} is missed and not explained", target.id);
    }
    for (of, hits) in TargetUse::ALL.into_iter().zip(hits) {
        assert!(page.contains(&format!("## Rows to {of}: {hits} of ")), "{of}: {hits}");
    }
    let all = patterns::all();
    let hit = all.iter().filter(|pattern| {
        let found: Vec<bool> = rows(&page, pattern.id).iter().filter_map(|row| is_hit(row)).collect();
        assert_eq!(found.len(), 1, "{}", pattern.id);
        assert!(
            found[0] || explained::why(pattern.id).is_some(),
            "{} is missed and not explained",
            pattern.id
        );
        found[0]
    });
    let heading = format!("## Patterns: {} of 24 as expected", hit.count());
    assert!(page.contains(&heading), "{heading}");
    assert!(!page.contains("not explained"));
}
