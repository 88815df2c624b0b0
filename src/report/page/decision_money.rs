//! Money on the page for a meeting: what a package costs more, and who bears it.

use crate::measure::cost;
use crate::report::charts::scene::Scene;
use crate::report::text::format::Style;
use crate::report::text::names::bearer;
use crate::study::compare::case::Case;
use crate::units::YEAR;
use crate::world::record::Measure;

/// Who bears most of what a package costs more: so many are named.
const PAYERS: usize = 3;
/// Money of the last year more than the baseline.
pub(super) fn yuan(scene: &Scene, at: usize, measure: Option<&'static Measure>) -> String {
    let change = |case: &Case, measure: &Measure| {
        scene.study.known_change(case, measure).or_else(|| scene.study.change(case, measure))
    };
    let found = scene.case(at).zip(measure).and_then(|(case, measure)| change(case, measure));
    found.map_or_else(|| "–".into(), |(mean, _)| Style::Money.signed(mean * f64::from(YEAR)))
}

/// The same by who bears it, the largest first, so many as are named.
pub(super) fn payers(scene: &Scene, at: usize) -> String {
    let extra = |measure: &'static Measure| {
        let case = scene.case(at)?;
        let known = scene.study.known_change(case, measure).or_else(|| scene.study.change(case, measure));
        Some((measure, known?.0)).filter(|(_, extra)| *extra != 0.0)
    };
    let mut all: Vec<(&Measure, f64)> = cost::borne().filter_map(extra).collect();
    all.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let named = all.iter().take(PAYERS).map(|(measure, extra)| {
        let yuan = Style::Money.signed(extra * f64::from(YEAR));
        format!("{} {yuan}", bearer(measure, scene.lang))
    });
    named.collect::<Vec<_>>().join(scene.lang.say("; ", "；"))
}
