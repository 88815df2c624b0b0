//! A part of the page of the validation is repeated.

use crate::batch::rounds::{Rounds, Unobserved};
use crate::inside::validation::{is_hit, page, rows};
use crate::study::validate::setting::Substitute;
use crate::study::validate::targets::{Target, targets};
use crate::study::validate::{hold, patterns};
use std::sync::atomic::AtomicBool;

/// A part of the page that few worlds settle: rows far from the ends of their bands, and patterns of large effects.
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
    let said = |id: &str| rows(&page, id).iter().find_map(|row| is_hit(row)).unwrap();
    for row in &found {
        assert_eq!(row.hit(), said(&row.target.id), "{}: {:?}", row.target.id, row.simulated);
    }
    for verdict in &verdicts {
        assert_eq!(verdict.hit(), said(verdict.id), "{}: {:?}", verdict.id, verdict.findings);
    }
    assert_eq!((found.len(), verdicts.len()), (ROWS.len(), PATTERNS.len()));
}
