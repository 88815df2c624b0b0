//! A part of the page of the validation is repeated.

use crate::batch::rounds::{Rounds, Unobserved};
use crate::inside::validation::{page, rows, verdict};
use crate::study::validate::setting::Substitute;
use crate::study::validate::targets::{Target, targets};
use crate::study::validate::verdict::Verdict;
use crate::study::validate::{hold, patterns};
use std::sync::atomic::AtomicBool;

/// A part of the page that few worlds settle: rows far from the ends of their bands, and patterns of large
/// effects.
#[test]
fn a_part_of_the_page_is_repeated() {
    const ROWS: [&str; 8] = ["T01", "T02", "T05", "T06", "T08", "T12", "T18", "T36"];
    const PATTERNS: [&str; 5] = ["S3", "S12", "S15", "S17", "S20"];
    let (cancel, mut nobody) = (AtomicBool::new(false), Unobserved);
    let mut lab = Rounds::new(None, 7, 0, &cancel, &mut nobody);
    let some: Vec<Target> =
        targets().unwrap().into_iter().filter(|t| ROWS.contains(&t.id.as_str())).collect();
    let few: Vec<_> = patterns::all().into_iter().filter(|p| PATTERNS.contains(&p.id)).collect();
    let (found, verdicts) = hold(&mut lab, &Substitute::shipped(), &some, &few, 8).unwrap();
    let page = page();
    let said = |id: &str| rows(&page, id).iter().find_map(|row| verdict(row)).unwrap();
    let mut decided = 0;
    let mut judge = |id: &str, here: Verdict, found: String| {
        // Fewer worlds decide less, but nothing else.
        assert!(here == said(id) || here == Verdict::Undecided, "{id} {here}: {found}");
        decided += usize::from(here != Verdict::Undecided);
    };
    for row in &found {
        judge(&row.target.id, row.verdict(), format!("{:?}", row.simulated));
    }
    for pattern in &verdicts {
        judge(pattern.id, pattern.verdict(), format!("{:?}", pattern.findings));
    }
    assert_eq!((found.len(), verdicts.len()), (ROWS.len(), PATTERNS.len()));
    assert!(decided > ROWS.len(), "only {decided} are decided");
}
