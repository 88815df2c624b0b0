//! What is known of causes beside chance, in the answer of `diagnose`.

use crate::language::{said, spoken};
use crate::report::answers::knowledge::left_out;
use crate::report::text::draws::draws_of_all;
use crate::report::text::format::{NumberFormat, Style, percent};
use crate::report::text::names::called;
use crate::report::text::table::{Table, wrap};
use crate::scenario::draws_from::DrawsFrom;
use crate::study::diagnose::cause_over_draws::CauseOverDraws;
use crate::study::diagnose::causes::CAUSES;
use crate::study::diagnose::diagnosis::Diagnosis;

/// What is known of the shares beside chance, or that it is left out.
pub(super) fn known_causes(diagnosis: &Diagnosis, from: DrawsFrom) -> String {
    let Some(lived) = diagnosis.over_draws else {
        return wrap(left_out(spoken(), from).trim(), 2);
    };
    let mut grid = Table::new(std::iter::once("").chain(CAUSES.map(|cause| called(cause.key))));
    let all = diagnosis.deficiencies.iter().flat_map(|d| &d.over_draws);
    let format = format_of(all.map(|cause| (cause.mean, Some((cause.low, cause.high)))));
    let cell = |cause: &CauseOverDraws| {
        format!("{} | {}", format.change_interval((cause.low, cause.high)), percent(cause.largest))
    };
    for d in &diagnosis.deficiencies {
        let name = std::iter::once(called(d.deficiency.short()).to_string());
        grid.row(name.chain(d.over_draws.iter().map(cell)));
    }
    let rests_on = draws_of_all(spoken(), lived);
    let words = said!(
        "Over {rests_on}: points that each repair takes away, 5% to 95% of draws (chance taken out) | \
         share of draws in which no other cause has a larger share, by behaviour"
    );
    format!("\n{}{}\n", wrap(&words, 2), grid.terminal())
}

/// Points with one decimal at most: three intervals stand side by side on a line.
pub(super) fn format_of(means: impl IntoIterator<Item = (f64, Option<(f64, f64)>)>) -> NumberFormat {
    NumberFormat::column(Style::Points, means).at_most(1)
}
