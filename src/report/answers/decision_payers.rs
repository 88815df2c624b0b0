//! Who bears what a package costs more, in the page for a meeting.

use crate::language::{spoken, term};
use crate::measure::cost;
use crate::report::answers::decision_opening::yuan_in_draws;
use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::names::bearer;
use crate::study::compare::comparison::Comparison;
use crate::world::record::Measure;

const NONE: &str = "–";

/// A column for each who bears part of the full cost: yuan a year more than the baseline in the last year, in
/// the order of the packages.
pub(super) fn columns(comparison: &Comparison) -> Vec<(String, Vec<String>)> {
    cost::borne().map(|measure| (bearer(measure, spoken()), column(comparison, measure))).collect()
}

/// What stands below the table.
pub(super) fn about() -> &'static str {
    term(
        "Parts of the extra full cost a year, by who bears them; they add up to it in each draw and world. \
         The organization bears what it spends beyond the public money of the year, so that less than \
         nothing is public money put aside; unpaid staff and suppliers what is owed to them more; the owner \
         of the rooms what they might have brought otherwise.",
    )
}

/// Over draws where there are draws, otherwise over random worlds.
fn column(comparison: &Comparison, measure: &'static Measure) -> Vec<String> {
    yuan_in_draws(comparison, measure).unwrap_or_else(|| {
        let of = |at: usize| comparison.in_last_year(at, measure.name);
        let all: Vec<_> = comparison.others().into_iter().map(of).collect();
        let format = NumberFormat::column(Style::Money, all.iter().flatten().map(|p| (p.diff, p.interval)));
        all.into_iter()
            .map(|paired| paired.map_or(NONE.into(), |paired| format.change_of(&paired.into())))
            .collect()
    })
}
