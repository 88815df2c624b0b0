//! The table with which `run`, `compare` and `diagnose` end: every scenario in a line.

use crate::language::{said, term};
use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::names::called;
use crate::report::text::table::Table;
use crate::stats::Moments;
use crate::study::run::summary::{Line, RunSummary};
use crate::world::record::deficiency::Deficiency;

/// Measures after participation, with the words above them.
const COLUMNS: [(&str, &str); 7] = [
    ("utilization", "use"),
    ("willingness", "willing"),
    (Deficiency::Service.name(), "service"),
    (Deficiency::Institution.name(), "instit."),
    (Deficiency::Brand.name(), "brand"),
    (Deficiency::Nonprofit.name(), "nonprof"),
    ("public_cost", "yuan/week"),
];

/// What the columns hold, and over how many worlds.
pub(crate) fn note(answers: &[RunSummary]) -> String {
    let worlds = answers.iter().map(|answer| answer.signs.done).max().unwrap_or(0);
    said!(
        "Means of the last year over {worlds} worlds. Comes: share of residents who come in a week; change: \
         points since before the handover; use: of the nominal seats; willing: to take part in \
         public affairs. \
         Service, institutions, brand and non-profit are what is still wrong, 0 (solved) to 100 (less is \
         better). Money: what public purses pay."
    )
}

/// The last year of every scenario, under its name or another label: participation and its change since
/// before the handover with its 95% interval, then the rest.
pub(crate) fn table<'a>(labels: impl IntoIterator<Item = &'a str>, answers: &'a [RunSummary]) -> String {
    let line =
        |answer: &'a RunSummary, name: &str| answer.lines.iter().find(|line| line.measure.name == name);
    let changes = answers.iter().filter_map(|answer| line(answer, "participation"));
    let changes = changes.filter_map(|line| Some((line.change.mean()?, line.change.interval())));
    let format = NumberFormat::column(Style::Points, changes);
    let heading = [term("last year"), called("comes"), called("change"), term("95% interval")]
        .into_iter()
        .chain(COLUMNS.map(|column| called(column.1)));
    let mut grid = Table::new(heading);
    for (label, answer) in labels.into_iter().zip(answers) {
        let or_dash = |text: Option<String>| text.unwrap_or_else(|| "–".to_string());
        let last_year = |line: &Line| Some(Style::of(line.measure).value(line.last_year.mean()?));
        let participation = line(answer, "participation");
        let change = participation.map(|line| &line.change);
        let cells = [
            label.to_string(),
            or_dash(participation.and_then(last_year)),
            or_dash(change.and_then(Moments::mean).map(|mean| format.signed(mean))),
            or_dash(change.and_then(Moments::interval).map(|ends| format.change_interval(ends))),
        ];
        grid.row(
            cells.into_iter().chain(COLUMNS.map(|(name, _)| or_dash(line(answer, name).and_then(last_year)))),
        );
    }
    grid.terminal()
}
