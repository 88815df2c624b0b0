//! The rows of `draws.csv`: everything from which what is known is reckoned.

use crate::files::write::rows::{NumberForm, RowWriter};
use crate::stats::Moments;
use crate::study::plausible::effects::DrawnWorlds;
use crate::world::record::MEASURES;
use std::collections::{BTreeMap, BTreeSet};

/// One row for each draw, scenario and measure, then for each figure of a requirement in another window, then
/// for each group of residents.
pub(crate) fn draw_rows(lived: &DrawnWorlds) -> Vec<u8> {
    let mut rows = RowWriter::default();
    let beyond = lived.beyond.iter().enumerate().filter(|(_, name)| !name.ends_with("@last-year"));
    let beyond = beyond.map(|(at, name)| (MEASURES.len() + at, name.as_str()));
    let measures = MEASURES.iter().enumerate().map(|(at, measure)| (at, measure.name));
    let mut figures: Vec<(usize, &str)> = measures.chain(beyond).collect();
    // Several requirements may be about one figure.
    let mut told = BTreeSet::new();
    figures.retain(|(_, name)| told.insert(*name));
    for (at, name) in lived.names.iter().enumerate() {
        for (column, figure) in &figures {
            figure_rows(&mut rows, lived, (at, name), (*column, figure));
        }
    }
    rows.bytes()
}

/// Of one figure of a scenario, a row for each draw.
fn figure_rows(
    rows: &mut RowWriter,
    lived: &DrawnWorlds,
    (at, name): (usize, &str),
    (column, figure): (usize, &str),
) {
    let by_draw = |values: Vec<(usize, f64)>| {
        let mut found: BTreeMap<usize, Moments> = BTreeMap::new();
        values.into_iter().for_each(|(draw, value)| found.entry(draw).or_default().push(value));
        found
    };
    let levels = by_draw(lived.of_scenario(at, |row| row[column]));
    let differences = by_draw(if at == 0 { vec![] } else { lived.differences_in(at, column) });
    for draw in lived.draws() {
        let (level, difference) = (levels.get(&draw), differences.get(&draw));
        rows.whole(draw as i64 + 1);
        rows.text(name);
        rows.text(figure);
        rows.whole(level.map_or(0, |level| level.n() as i64));
        rows.value(level.and_then(Moments::mean), NumberForm::Plain);
        rows.whole(difference.map_or(0, |difference| difference.n() as i64));
        rows.value(difference.and_then(Moments::mean), NumberForm::Plain);
        rows.value(difference.and_then(Moments::sd), NumberForm::Plain);
        rows.value(level.and_then(Moments::sd), NumberForm::Plain);
        rows.end();
    }
}
