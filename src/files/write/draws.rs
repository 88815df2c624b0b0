//! The rows of `draws.csv`: everything from which what is known is reckoned.

use crate::files::write::rows::{NumberForm, RowWriter};
use crate::stats::Moments;
use crate::study::plausible::effects::DrawnWorlds;
use crate::world::record::MEASURES;
use std::collections::BTreeMap;

/// One row for each draw, scenario and measure.
pub(crate) fn draw_rows(lived: &DrawnWorlds) -> Vec<u8> {
    let by_draw = |values: Vec<(usize, f64)>| {
        let mut found: BTreeMap<usize, Moments> = BTreeMap::new();
        values.into_iter().for_each(|(draw, value)| found.entry(draw).or_default().push(value));
        found
    };
    let mut rows = RowWriter::default();
    for (at, name) in lived.names.iter().enumerate() {
        for measure in MEASURES {
            let levels = by_draw(lived.levels(at, measure));
            let differences = by_draw(if at == 0 { vec![] } else { lived.differences(at, measure) });
            for draw in lived.draws() {
                let (level, difference) = (levels.get(&draw), differences.get(&draw));
                rows.whole(draw as i64 + 1);
                rows.text(name);
                rows.text(measure.name);
                rows.whole(level.map_or(0, |level| level.n() as i64));
                rows.value(level.and_then(Moments::mean), NumberForm::Plain);
                rows.whole(difference.map_or(0, |difference| difference.n() as i64));
                rows.value(difference.and_then(Moments::mean), NumberForm::Plain);
                rows.value(difference.and_then(Moments::sd), NumberForm::Plain);
                rows.end();
            }
        }
    }
    rows.bytes()
}
