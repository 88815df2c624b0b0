//! Rows and patterns of word of mouth, on made-up villages of the published size, degree and clustering:
//! T32–T34, S13, S14.

use crate::language::said;
use crate::stats::paired::Estimate;
use crate::study::validate::figure::{Claim, FigureUnit, Finding};
use crate::study::validate::studies::StudyOutcome;
use crate::study::validate::verdict::Verdict;
use crate::study::villages::patterns::{Contrast, Patterns, PublishedFigure, patterns};
use crate::study::villages::synthetic::Shape;

/// The studies as recipes name them, with the row whose first figure answers each.
const ROWS: [(&str, &str); 3] =
    [("hazard-without-contacts", "T32"), ("adoption-after-ten-years", "T33"), ("peer-effect", "T34")];

/// Live so many studies of 25 villages each.
pub(crate) fn live(seed: u64, studies: u32) -> Patterns {
    patterns(&Shape::default(), seed, studies, &|| ())
}

/// What a study found of the row that names it; `None` when it names no study of villages.
pub(crate) fn row(found: &Patterns, study: &str) -> Option<StudyOutcome> {
    let (_, id) = ROWS.iter().find(|(name, _)| *name == study)?;
    let figure = found.figures.iter().find(|figure| figure.id == *id);
    Some(figure.map(|figure| estimate(figure, found.studies)).ok_or_else(|| said!("villages have no {id}")))
}

/// What was found of a pattern, part by part; each part has the verdict of the contrast.
pub(crate) fn findings(found: &Patterns, id: &str) -> Vec<Finding> {
    let of = |contrast: &Contrast| -> Vec<Finding> {
        let part = |figure: &PublishedFigure| Finding {
            what: figure.name.clone(),
            estimate: Some(estimate(figure, found.studies)),
            claim: Claim::Jointly,
            unit: FigureUnit::Plain,
            verdict: verdict(contrast),
            missing: None,
        };
        contrast.figures.iter().map(part).collect()
    };
    found.contrast(id).map(of).unwrap_or_default()
}

fn verdict(contrast: &Contrast) -> Verdict {
    match (contrast.holds, contrast.refuted) {
        (true, _) => Verdict::Hit,
        (false, true) => Verdict::Miss,
        (false, false) => Verdict::Undecided,
    }
}

fn estimate(figure: &PublishedFigure, studies: u32) -> Estimate {
    Estimate::new(figure.value, figure.mean_within, u64::from(studies))
}
