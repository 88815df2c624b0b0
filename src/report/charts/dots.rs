//! A table of dots: rows by columns, each cell a dot with its interval on a short line, and its value in
//! words.

use crate::report::charts::frame::SMALL;
use crate::report::charts::layout::{Rect, fit, text_width, wrap};
use crate::report::charts::svg::{AXIS, Anchor, GRID, INK, QUIET, Stroke, Svg, TextStyle};

/// Lines of a heading at most.
const HEADS: usize = 3;
/// Room for names of rows on a wide page.
const NAMES: f64 = 220.0;

/// What a cell shows.
#[derive(Clone, Debug, Default)]
pub struct Spot {
    /// An open dot.
    pub open: Option<f64>,
    /// A filled dot.
    pub now: Option<f64>,
    /// An interval around it.
    pub interval: Option<(f64, f64)>,
    /// A pale bar from zero.
    pub pale: Option<f64>,
    /// The value in words.
    pub words: String,
    /// Quiet words: nothing is claimed.
    pub quiet: bool,
}

/// A column: its heading and its axis.
#[derive(Clone, Debug)]
pub struct DotColumn {
    /// Heading.
    pub head: String,
    /// Colour of the heading.
    pub ink: &'static str,
    /// Both ends of the axis.
    pub axis: (f64, f64),
    /// Colour of the marks; `None` for that of the row.
    pub fill: Option<(&'static str, &'static str)>,
}

/// A row: its name and its colours, of marks and of words.
#[derive(Clone, Debug)]
pub struct DotRow {
    /// Name.
    pub name: String,
    /// Whether the name is heavy and in the row's colour.
    pub bold: bool,
    /// Colour of marks and of words.
    pub ink: (&'static str, &'static str),
}

/// The table.
pub struct Dots {
    /// Rows.
    pub rows: Vec<DotRow>,
    /// Columns.
    pub columns: Vec<DotColumn>,
    /// `spots[row][column]`.
    pub spots: Vec<Vec<Spot>>,
}

impl Dots {
    /// At a width; a narrow one shows columns two by two, with the names of the rows above their cells.
    pub fn draw(&self, width: f64) -> Svg {
        let narrow = width < 640.0;
        let (each, step, left) =
            if narrow { (2, 40.0, 0.0) } else { (5.max(self.columns.len().min(6)), 31.0, NAMES) };
        let strips: Vec<&[DotColumn]> = self.columns.chunks(each).collect();
        let span_of =
            |strip: &[DotColumn]| (width - left) / strip.len().max(if narrow { 2 } else { 3 }) as f64;
        let lines = strips
            .iter()
            .flat_map(|strip| strip.iter().map(|c| head_lines(c, span_of(strip) - 14.0).len()))
            .max()
            .unwrap_or(1);
        let head = 10.0 + 15.0 * lines.max(2) as f64;
        let tall = head + 14.0 + step * self.rows.len() as f64;
        let mut svg = Svg::new(width, tall * strips.len() as f64);
        let mut first = 0;
        for (i, strip) in strips.iter().enumerate() {
            let top = tall * i as f64;
            let span = span_of(strip);
            for (j, column) in strip.iter().enumerate() {
                let x = left + span * j as f64;
                heading(&mut svg, column, (x, top + head, span - 14.0));
                for (r, row) in self.rows.iter().enumerate() {
                    let y = top + head + step * (r as f64 + if narrow { 0.72 } else { 0.5 });
                    let Some(spot) = self.spots.get(r).and_then(|spots| spots.get(first + j)) else {
                        continue;
                    };
                    cell(&mut svg, column, (row, spot), (x, y, span - 18.0), self.room());
                }
            }
            self.names(&mut svg, (top + head, step, left, width, narrow));
            first += strip.len();
        }
        svg
    }

    /// Room for the words of cells.
    fn room(&self) -> f64 {
        let widest = self
            .spots
            .iter()
            .flatten()
            .map(|spot| text_width(&spot.words, 13.0, !spot.quiet))
            .fold(0.0, f64::max);
        (widest + 8.0).clamp(44.0, 84.0)
    }

    /// Names of the rows and lines between them.
    fn names(&self, svg: &mut Svg, (top, step, left, width, narrow): (f64, f64, f64, f64, bool)) {
        for (r, row) in self.rows.iter().enumerate() {
            let line = top + step * r as f64;
            svg.rule((0.0, line), (width, line), Stroke { ink: GRID, width: 1.0, dash: "" });
            let ink = if row.bold { row.ink.1 } else { INK };
            let heavy = |style: TextStyle<'static>| if row.bold { style.bold() } else { style };
            if narrow {
                let style = heavy(TextStyle::plain(SMALL, if row.bold { ink } else { QUIET }));
                svg.text(0.0, line + 14.0, style, &fit(&row.name, SMALL, row.bold, width));
                continue;
            }
            let room = left - 10.0;
            let lines = lines_at_most(2, &row.name, 13.0, if row.bold { room / 1.1 } else { room });
            let first = line + step / 2.0 + 4.5 - 7.0 * (lines.len() as f64 - 1.0);
            for (i, words) in lines.iter().enumerate() {
                svg.text(
                    0.0,
                    first + 14.0 * i as f64,
                    heavy(TextStyle::plain(13.0, ink)),
                    &fit(words, 13.0, row.bold, room),
                );
            }
        }
    }
}

/// A text on so many lines at most; what is too long for the last is left to [`fit`].
pub fn lines_at_most(most: usize, text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines = wrap(text, size, room);
    if lines.len() > most {
        let rest = lines.split_off(most - 1).join(" ");
        lines.push(rest);
    }
    lines
}

fn head_lines(column: &DotColumn, room: f64) -> Vec<String> {
    lines_at_most(HEADS, &column.head, 13.0, room / 1.1)
}

/// The heading of a column, ending above `bottom`.
fn heading(svg: &mut Svg, column: &DotColumn, (x, bottom, room): (f64, f64, f64)) {
    let style = TextStyle::plain(13.0, column.ink).bold();
    for (i, words) in head_lines(column, room).iter().rev().enumerate() {
        svg.text(x, bottom - 10.0 - 15.0 * i as f64, style, &fit(words, 13.0, true, room));
    }
}

fn cell(
    svg: &mut Svg,
    column: &DotColumn,
    (row, spot): (&DotRow, &Spot),
    (left, y, span): (f64, f64, f64),
    room: f64,
) {
    let (fill, ink) = column.fill.unwrap_or(row.ink);
    let words = TextStyle::plain(13.0, if spot.quiet { QUIET } else { ink }).at(Anchor::End);
    let words = if spot.quiet { words } else { words.bold() };
    svg.text(left + span, y + 4.5, words, &fit(&spot.words, 13.0, !spot.quiet, room));
    let Some(now) = spot.now else { return };
    let track = Rect { left: left + 5.0, right: left + span - room, top: y - 6.0, bottom: y + 6.0 };
    let (low, high) = column.axis;
    let x =
        |value: f64| track.left + ((value - low) / (high - low)).clamp(0.0, 1.0) * (track.right - track.left);
    svg.rule((track.left, y), (track.right, y), Stroke { ink: GRID, width: 1.0, dash: "" });
    if low < 0.0 {
        svg.rule((x(0.0), y - 8.0), (x(0.0), y + 8.0), Stroke { ink: AXIS, width: 1.0, dash: "" });
    }
    svg.inside(track);
    if let Some(pale) = spot.pale {
        svg.bar((x(pale.min(0.0)), x(pale.max(0.0))), y, 9.0, fill, "0.25");
    }
    if let Some((from, to)) = spot.interval {
        svg.bar((x(from), x(to)), y, 4.0, fill, "0.45");
    }
    if let Some(open) = spot.open {
        svg.rule((x(open), y), (x(now), y), Stroke { ink: fill, width: 1.6, dash: "" });
        svg.dot(x(open), y, 3.8, fill, true);
    }
    svg.dot(x(now), y, 4.2, fill, false);
}
