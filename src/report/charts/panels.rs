//! Small panels over years, of one scale: what happened on what was expected.

use crate::report::charts::chart::{Chart, ChartHeading, assemble};
use crate::report::charts::layout::{Rect, ValueAxis, Weight, fit};
use crate::report::charts::style::{AXIS, Anchor, BLUE, GRID, INK, QUIET, SMALL, Stroke, TextStyle};
use crate::report::charts::svg::{Dot, Svg};
use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::table::Table;

/// Most panels; the table holds all.
pub(crate) const MOST_PANELS: usize = 24;
/// Height of a panel with its words, of the plot in it, and the space between panels.
const PANEL: f64 = 158.0;
const PLOT: f64 = 104.0;
const SPACE: f64 = 24.0;
/// Room for the words of the axis.
const NAMES: f64 = 42.0;

/// A panel: shares by the end of each year.
#[derive(Clone, Debug)]
pub(crate) struct Panel {
    pub(crate) name: String,
    pub(crate) observed: Vec<f64>,
    pub(crate) expected: Vec<f64>,
    pub(crate) band: Vec<(f64, f64)>,
}

/// The chart of shares, with the table of its numbers.
pub(crate) fn chart(heading: ChartHeading, table: Table, panels: &[Panel], wide: f64) -> Chart {
    assemble(heading, table, wide, &|width| draw(panels, width))
}

fn draw(panels: &[Panel], width: f64) -> Svg {
    let shown = &panels[..panels.len().min(MOST_PANELS)];
    let ends = shown.iter().flat_map(|panel| {
        panel.observed.iter().copied().chain(panel.band.iter().map(|band| band.1)).chain([0.01])
    });
    let axis = ValueAxis::holding(0.0, ends.fold(0.01, f64::max).min(1.0), 3.0);
    let columns: usize = if width < 640.0 { 2 } else { 4 };
    let rows = shown.len().div_ceil(columns).max(1);
    let span = (width + SPACE) / columns as f64;
    let mut svg = Svg::new(width, PANEL * rows as f64);
    for (number, panel) in shown.iter().enumerate() {
        let left = span * (number % columns) as f64;
        let top = PANEL * (number / columns) as f64 + 26.0;
        let plot = Rect { left: left + NAMES, right: left + span - SPACE - 4.0, top, bottom: top + PLOT };
        draw_panel(&mut svg, panel, plot, axis);
    }
    svg
}

fn draw_panel(svg: &mut Svg, panel: &Panel, plot: Rect, axis: ValueAxis) {
    let years = panel.observed.len().max(panel.expected.len()).max(2);
    let x = |year: usize| plot.left + (plot.right - plot.left) * year as f64 / (years - 1) as f64;
    let y = |share: f64| plot.bottom - (plot.bottom - plot.top) * axis.share(share).clamp(0.0, 1.0);
    let room = plot.right - plot.left + NAMES;
    let name = fit(&panel.name, SMALL, Weight::Bold, room);
    svg.text(plot.left - NAMES, plot.top - 11.0, TextStyle::plain(SMALL, INK).bold(), &name);
    for (number, tick) in axis.ticks().into_iter().enumerate() {
        let ink = if number == 0 { AXIS } else { GRID };
        svg.rule((plot.left, y(tick)), (plot.right, y(tick)), Stroke::solid(ink, 1.0));
        let words = NumberFormat::ticks(Style::Share, axis.step).value(tick);
        svg.text(plot.left - 5.0, y(tick) + 4.0, TextStyle::plain(11.0, QUIET).at(Anchor::End), &words);
    }
    for year in [0, years - 1] {
        let anchor = if year == 0 { Anchor::Start } else { Anchor::End };
        let words = (year + 1).to_string();
        svg.text(x(year), plot.bottom + 15.0, TextStyle::plain(11.0, QUIET).at(anchor), &words);
    }
    svg.inside(plot);
    let high = panel.band.iter().enumerate().map(|(year, band)| (x(year), y(band.1)));
    let low = panel.band.iter().enumerate().rev().map(|(year, band)| (x(year), y(band.0)));
    svg.shape(&high.chain(low).collect::<Vec<_>>(), BLUE.fill, "0.17");
    let line: Vec<_> = panel.expected.iter().enumerate().map(|(year, share)| (x(year), y(*share))).collect();
    svg.line(&line, Stroke::solid(BLUE.fill, 1.6));
    for (year, share) in panel.observed.iter().enumerate() {
        svg.dot((x(year), y(*share)), 2.4, INK, Dot::Filled);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_of_one_scale_hold_their_marks_and_more_than_fit_are_left_to_the_table() {
        let panel = |name: &str, last: f64| Panel {
            name: name.into(),
            observed: vec![0.0, 0.1, last],
            expected: vec![0.05, 0.2, 0.3],
            band: vec![(0.0, 0.2), (0.1, 0.3), (0.2, 0.6)],
        };
        let all: Vec<Panel> = (0..30).map(|number| panel(&format!("v{number}"), 0.9)).collect();
        for width in [1000.0, 350.0] {
            let picture = draw(&all, width).finish("id", "title", "desc");
            assert_eq!(picture.faults(), Vec::<String>::new(), "at {width}");
            let named = picture.labels.iter().filter(|(_, words)| words.starts_with('v')).count();
            assert_eq!(named, MOST_PANELS);
        }
    }
}
