//! Intervals in bands: each row has a band of its own, and all bands stand above one another, so that one
//! sees at once what lies inside, what outside, and what is open.

use crate::report::charts::chart::{Chart, ChartHeading, assemble};
use crate::report::charts::dots::lines_at_most;
use crate::report::charts::layout::{Rect, Weight, fit, text_width};
use crate::report::charts::style::{AXIS, Anchor, Colours, GRID, INK, QUIET, SMALL, Stroke, TextStyle};
use crate::report::charts::svg::{Dot, Svg};
use crate::report::text::table::Table;

/// Size of names and values.
const WORDS: f64 = 13.0;
/// Height of the headings.
const HEAD: f64 = 26.0;
/// Room for names on a wide page.
const NAMES: f64 = 300.0;

/// A row.
#[derive(Clone, Debug)]
pub(crate) struct BandRow {
    pub(crate) name: String,
    /// What it is held against.
    pub(crate) band: (f64, f64),
    /// The band in words.
    pub(crate) band_words: String,
    /// A filled dot.
    pub(crate) mark: Option<f64>,
    /// The interval around it.
    pub(crate) interval: Option<(f64, f64)>,
    /// An open dot.
    pub(crate) open: Option<f64>,
    /// What is marked, in words.
    pub(crate) words: String,
    pub(crate) colours: Colours,
}

/// All rows under the headings of band and words.
pub(crate) struct BandChart {
    pub(crate) rows: Vec<BandRow>,
    /// Stands over the band.
    pub(crate) band_head: &'static str,
    /// Stands over the words of the bands, on a wide page.
    pub(crate) band_words_head: &'static str,
    /// Stands over the words of what is marked.
    pub(crate) words_head: &'static str,
    /// What is shown at either side of the bands, in widths of a band; what lies farther out stands at the
    /// edge with an arrow.
    pub(crate) beside: f64,
}

/// Where things stand at a width.
struct BandLayout {
    narrow: bool,
    width: f64,
    plot: Rect,
    step: f64,
    /// Right end of the words of bands.
    band_words: f64,
}

impl BandLayout {
    /// The middle of the marks of a row that begins there.
    fn middle(&self, line: f64) -> f64 {
        line + self.step * if self.narrow { 0.7 } else { 0.5 }
    }
}

impl BandChart {
    /// The chart with the table of its numbers.
    pub(crate) fn chart(&self, heading: ChartHeading, table: Table, wide: f64) -> Chart {
        assemble(heading, table, wide, &|width| self.draw(width))
    }

    fn widest(&self, of: fn(&BandRow) -> &str, head: &str) -> f64 {
        let rows = self.rows.iter().map(|row| text_width(of(row), WORDS, Weight::Bold));
        rows.fold(text_width(head, SMALL, Weight::Regular), f64::max) + 14.0
    }

    fn layout(&self, width: f64) -> BandLayout {
        let narrow = width < 640.0;
        let words = self.widest(|row| &row.words, self.words_head);
        let bands = self.widest(|row| &row.band_words, self.band_words_head);
        let (left, step, top) = if narrow { (6.0, 42.0, HEAD + 16.0) } else { (NAMES, 31.0, HEAD) };
        let right = (width - words - if narrow { 0.0 } else { bands }).max(left + 60.0);
        let bottom = top + step * self.rows.len() as f64;
        let plot = Rect { left, right: right - 6.0, top, bottom };
        BandLayout { narrow, width, plot, step, band_words: width - words }
    }

    fn draw(&self, width: f64) -> Svg {
        let layout = self.layout(width);
        let BandLayout { plot, .. } = layout;
        let mut svg = Svg::new(width, plot.bottom + 6.0);
        let (low, high) = (self.at(plot, 0.0), self.at(plot, 1.0));
        self.heads(&mut svg, &layout, (low + high) / 2.0);
        svg.inside(plot);
        // On a narrow screen names stand above their marks, and the band gives way to them.
        let whole = [(plot.top, plot.bottom)];
        let single: Vec<(f64, f64)> = (0..self.rows.len())
            .map(|number| layout.middle(plot.top + layout.step * number as f64))
            .map(|middle| (middle - 9.0, middle + 9.0))
            .collect();
        for (top, bottom) in if layout.narrow { &single[..] } else { &whole } {
            svg.shape(&[(low, *top), (high, *top), (high, *bottom), (low, *bottom)], AXIS, "0.2");
            for end in [low, high] {
                svg.rule((end, *top), (end, *bottom), Stroke::solid(AXIS, 1.0));
            }
        }
        for (number, row) in self.rows.iter().enumerate() {
            let line = plot.top + layout.step * number as f64;
            self.row(&mut svg, &layout, row, line);
        }
        svg
    }

    fn heads(&self, svg: &mut Svg, layout: &BandLayout, middle: f64) {
        let quiet = TextStyle::plain(SMALL, QUIET);
        let y = HEAD - 9.0;
        let room = 2.0 * (middle - layout.plot.left).min(layout.plot.right - middle);
        let head = fit(self.band_head, SMALL, Weight::Regular, room);
        svg.text(middle, y, quiet.at(Anchor::Middle), &head);
        svg.text(layout.width, y, quiet.at(Anchor::End), self.words_head);
        if !layout.narrow {
            svg.text(layout.band_words - 8.0, y, quiet.at(Anchor::End), self.band_words_head);
        }
    }

    /// Where a place stands, counted in bands: 0 and 1 are their ends.
    fn at(&self, plot: Rect, place: f64) -> f64 {
        let share = (place + self.beside) / (1.0 + 2.0 * self.beside);
        plot.left + (plot.right - plot.left) * share.clamp(0.0, 1.0)
    }

    fn row(&self, svg: &mut Svg, layout: &BandLayout, row: &BandRow, line: f64) {
        let middle = layout.middle(line);
        svg.rule((0.0, line), (layout.width, line), Stroke::solid(GRID, 1.0));
        self.names(svg, layout, row, (line, middle));
        let (low, high) = row.band;
        let span = if high > low { high - low } else { low.abs().max(1.0) };
        let place = |value: f64| (value - low) / span;
        let x = |value: f64| self.at(layout.plot, place(value));
        let fill = row.colours.fill;
        if let Some((from, to)) = row.interval {
            svg.bar((x(from), x(to)), middle, 5.0, fill, "0.5");
        }
        if let Some(open) = row.open {
            svg.dot((x(open), middle), 3.8, fill, Dot::Open);
        }
        if let Some(mark) = row.mark {
            let beyond = place(mark) < -self.beside || place(mark) > 1.0 + self.beside;
            match beyond {
                false => svg.dot((x(mark), middle), 4.2, fill, Dot::Filled),
                true => arrow(svg, (x(mark), middle), fill, if place(mark) < 0.0 { 9.0 } else { -9.0 }),
            }
        }
    }

    /// The name, the words of the band and of what is marked.
    fn names(&self, svg: &mut Svg, layout: &BandLayout, row: &BandRow, (line, middle): (f64, f64)) {
        let found = TextStyle::plain(WORDS, row.colours.text).bold().at(Anchor::End);
        svg.text(layout.width, middle + 4.5, found, &row.words);
        if layout.narrow {
            let style = TextStyle::plain(SMALL, INK);
            svg.text(0.0, line + 14.0, style, &fit(&row.name, SMALL, Weight::Regular, layout.width));
            return;
        }
        let band = TextStyle::plain(WORDS, QUIET).at(Anchor::End);
        svg.text(layout.band_words - 8.0, middle + 4.5, band, &row.band_words);
        let room = NAMES - 14.0;
        let lines = lines_at_most(2, &row.name, SMALL, room);
        let first = middle + 4.2 - 7.0 * (lines.len() as f64 - 1.0);
        for (number, words) in lines.iter().enumerate() {
            let y = first + 14.0 * number as f64;
            svg.text(0.0, y, TextStyle::plain(SMALL, INK), &fit(words, SMALL, Weight::Regular, room));
        }
    }
}

/// An arrow that points out of the plot: what it marks lies beyond.
fn arrow(svg: &mut Svg, (x, y): (f64, f64), ink: &str, back: f64) {
    svg.shape(&[(x, y), (x + back, y - 5.0), (x + back, y + 5.0)], ink, "1");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::charts::style::BLUE;

    fn row(band: (f64, f64), mark: f64) -> BandRow {
        BandRow {
            name: "a name that is so long that it needs a second line and then is cut after all".into(),
            band,
            band_words: "0.5 to 0.7".into(),
            mark: Some(mark),
            interval: Some((mark - 0.1, mark + 0.1)),
            open: Some(mark + 0.05),
            words: "0.62 (0.55 to 0.70)".into(),
            colours: BLUE,
        }
    }

    #[test]
    fn bands_stand_above_one_another_and_nothing_leaves_the_plot() {
        let rows = vec![row((0.0, 1.0), 0.5), row((1e6, 2e6), -4.0), row((0.0, 0.0), 9.0)];
        let chart = BandChart {
            rows,
            band_head: "band",
            band_words_head: "the band",
            words_head: "found",
            beside: 1.0,
        };
        for width in [1000.0, 350.0] {
            let plot = chart.layout(width).plot;
            let third = (plot.right - plot.left) / 3.0;
            assert!((chart.at(plot, 0.0) - plot.left - third).abs() < 1e-9);
            assert!((chart.at(plot, 1.0) - plot.right + third).abs() < 1e-9);
            let picture = chart.draw(width).finish("id", "title", "desc");
            assert_eq!(picture.faults(), Vec::<String>::new(), "at {width}");
            // One dot inside with an open one; what lies beyond is an arrow.
            assert_eq!(picture.text.matches("stroke-width=\"1.5\"/>").count(), 4, "{}", picture.text);
        }
    }
}
