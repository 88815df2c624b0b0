//! A table of dots: rows by columns, each cell a dot with its interval on a short line, and its value in
//! words.

use crate::report::charts::layout::{BOLD, Rect, Weight, fit, text_width, wrap};
use crate::report::charts::style::{AXIS, Anchor, Colours, GRID, INK, QUIET, SMALL, Stroke, TextStyle};
use crate::report::charts::svg::{Dot, Svg};

/// Lines of a heading at most.
const HEADS: usize = 3;
/// Room for names of rows on a wide page, in pixels.
const NAMES: f64 = 220.0;
/// Size of the words of cells and headings.
const WORDS: f64 = 13.0;
/// From the words of one column to the next column, in pixels.
const BESIDE: f64 = 18.0;
/// The shortest track of dots beside words that leave no room for more.
const TRACK: f64 = 22.0;

/// What a cell shows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spot {
    /// An open dot.
    pub(crate) open: Option<f64>,
    /// A filled dot.
    pub(crate) now: Option<f64>,
    /// An interval around it.
    pub(crate) interval: Option<(f64, f64)>,
    /// A pale bar from zero.
    pub(crate) pale: Option<f64>,
    /// The value in words.
    pub(crate) words: String,
    /// Quiet words: nothing is claimed.
    pub(crate) quiet: bool,
}

impl Spot {
    /// Quiet words without a dot.
    pub(crate) fn quiet(words: impl Into<String>) -> Spot {
        Spot { words: words.into(), quiet: true, ..Spot::default() }
    }

    fn weight(&self) -> Weight {
        if self.quiet { Weight::Regular } else { Weight::Bold }
    }
}

/// A column: its heading and its axis.
#[derive(Clone, Debug)]
pub(crate) struct DotColumn {
    /// Heading.
    pub(crate) head: String,
    /// Colour of the heading.
    pub(crate) ink: &'static str,
    /// Both ends of the axis.
    pub(crate) axis: (f64, f64),
    /// Colours; `None` for those of the row.
    pub(crate) colours: Option<Colours>,
}

/// A row.
#[derive(Clone, Debug)]
pub(crate) struct DotRow {
    /// Name.
    pub(crate) name: String,
    /// Weight of the name; a heavy one has the row's colour.
    pub(crate) weight: Weight,
    /// Colours.
    pub(crate) colours: Colours,
}

/// The table.
pub(crate) struct Dots {
    /// Rows.
    pub(crate) rows: Vec<DotRow>,
    /// Columns.
    pub(crate) columns: Vec<DotColumn>,
    /// `spots[row][column]`.
    pub(crate) spots: Vec<Vec<Spot>>,
}

/// Where rows and columns stand at a width. A narrow picture shows columns two by two, with the names of the
/// rows above their cells.
#[derive(Clone, Copy)]
struct DotLayout {
    narrow: bool,
    width: f64,
    /// Columns side by side.
    columns: usize,
    /// From one row to the next.
    step: f64,
    /// Where the first column begins.
    left: f64,
}

impl DotLayout {
    /// For so many columns with so much room for the words of a cell.
    fn new(width: f64, columns: usize, room: f64) -> DotLayout {
        let (narrow, step, left) = if width < 640.0 { (true, 40.0, 0.0) } else { (false, 31.0, NAMES) };
        let most = if narrow { 2 } else { 5.max(columns.min(6)) };
        let fitting = ((width - left) / (room + BESIDE + TRACK)) as usize;
        DotLayout { narrow, width, columns: most.min(fitting).max(1), step, left }
    }

    /// Width of each of so many columns.
    fn span(&self, columns: usize) -> f64 {
        let most = if self.narrow { 2 } else { 3 };
        (self.width - self.left) / columns.max(most.min(self.columns)) as f64
    }

    /// The middle of the marks of a row.
    fn middle(&self, top: f64, row: usize) -> f64 {
        top + self.step * (row as f64 + if self.narrow { 0.72 } else { 0.5 })
    }
}

/// Where a cell stands.
#[derive(Clone, Copy)]
struct CellPlace {
    left: f64,
    /// Middle of its marks.
    y: f64,
    /// Its width.
    span: f64,
    /// Room for its words, at the right.
    room: f64,
}

impl Dots {
    /// At a width.
    pub(crate) fn draw(&self, width: f64) -> Svg {
        let layout = DotLayout::new(width, self.columns.len(), self.room());
        let strips: Vec<&[DotColumn]> = self.columns.chunks(layout.columns).collect();
        let lines = strips
            .iter()
            .flat_map(|strip| strip.iter().map(|c| heading_lines(c, layout.span(strip.len()) - 14.0).len()))
            .max()
            .unwrap_or(1);
        let head = 10.0 + 15.0 * lines.max(2) as f64;
        let tall = head + 14.0 + layout.step * self.rows.len() as f64;
        let mut svg = Svg::new(width, tall * strips.len() as f64);
        for (i, strip) in strips.iter().enumerate() {
            let top = tall * i as f64 + head;
            self.strip(&mut svg, layout, strip, layout.columns * i, top);
            self.names(&mut svg, layout, top);
        }
        svg
    }

    /// Columns side by side, of which the first has this number.
    fn strip(&self, svg: &mut Svg, layout: DotLayout, strip: &[DotColumn], first: usize, top: f64) {
        let (span, room) = (layout.span(strip.len()), self.room());
        for (j, column) in strip.iter().enumerate() {
            let left = layout.left + span * j as f64;
            heading(svg, column, (left, top), span - 14.0);
            for (r, row) in self.rows.iter().enumerate() {
                let Some(spot) = self.spots.get(r).and_then(|spots| spots.get(first + j)) else { continue };
                let colours = column.colours.unwrap_or(row.colours);
                let place = CellPlace { left, y: layout.middle(top, r), span: span - BESIDE, room };
                cell(svg, column.axis, colours, spot, place);
            }
        }
    }

    /// Room for the words of cells: numbers are never cut, other words may be.
    fn room(&self) -> f64 {
        let wide = |spot: &Spot| {
            let width = text_width(&spot.words, WORDS, spot.weight()) + 8.0;
            if spot.quiet { width.min(84.0) } else { width }
        };
        self.spots.iter().flatten().map(wide).fold(44.0, f64::max)
    }

    /// Names of the rows and lines between them.
    fn names(&self, svg: &mut Svg, layout: DotLayout, top: f64) {
        for (r, row) in self.rows.iter().enumerate() {
            let line = top + layout.step * r as f64;
            svg.rule((0.0, line), (layout.width, line), Stroke::solid(GRID, 1.0));
            let bold = row.weight == Weight::Bold;
            if layout.narrow {
                let ink = if bold { row.colours.text } else { QUIET };
                let style = TextStyle { weight: row.weight, ..TextStyle::plain(SMALL, ink) };
                svg.text(0.0, line + 14.0, style, &fit(&row.name, SMALL, row.weight, layout.width));
                continue;
            }
            let ink = if bold { row.colours.text } else { INK };
            let style = TextStyle { weight: row.weight, ..TextStyle::plain(WORDS, ink) };
            let room = layout.left - 10.0;
            let lines = lines_at_most(2, &row.name, WORDS, if bold { room / BOLD } else { room });
            let first = line + layout.step / 2.0 + 4.5 - 7.0 * (lines.len() as f64 - 1.0);
            for (i, words) in lines.iter().enumerate() {
                svg.text(0.0, first + 14.0 * i as f64, style, &fit(words, WORDS, row.weight, room));
            }
        }
    }
}

/// A text on so many lines at most; what is too long for the last is left to [`fit`].
pub(crate) fn lines_at_most(most: usize, text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines = wrap(text, size, room);
    if lines.len() > most {
        let rest = lines.split_off(most - 1).join(" ");
        lines.push(rest);
    }
    lines
}

fn heading_lines(column: &DotColumn, room: f64) -> Vec<String> {
    lines_at_most(HEADS, &column.head, WORDS, room / BOLD)
}

/// The heading of a column, ending above `bottom`.
fn heading(svg: &mut Svg, column: &DotColumn, (x, bottom): (f64, f64), room: f64) {
    let style = TextStyle::plain(WORDS, column.ink).bold();
    for (i, words) in heading_lines(column, room).iter().rev().enumerate() {
        svg.text(x, bottom - 10.0 - 15.0 * i as f64, style, &fit(words, WORDS, Weight::Bold, room));
    }
}

fn cell(svg: &mut Svg, (low, high): (f64, f64), colours: Colours, spot: &Spot, place: CellPlace) {
    let CellPlace { left, y, span, room } = place;
    let ink = if spot.quiet { QUIET } else { colours.text };
    let style = TextStyle { weight: spot.weight(), ..TextStyle::plain(WORDS, ink).at(Anchor::End) };
    svg.text(left + span, y + 4.5, style, &fit(&spot.words, WORDS, spot.weight(), room));
    let Some(now) = spot.now else { return };
    let track = Rect { left: left + 5.0, right: left + span - room, top: y - 6.0, bottom: y + 6.0 };
    let x =
        |value: f64| track.left + ((value - low) / (high - low)).clamp(0.0, 1.0) * (track.right - track.left);
    svg.rule((track.left, y), (track.right, y), Stroke::solid(GRID, 1.0));
    if low < 0.0 {
        svg.rule((x(0.0), y - 8.0), (x(0.0), y + 8.0), Stroke::solid(AXIS, 1.0));
    }
    svg.inside(track);
    let fill = colours.fill;
    if let Some(pale) = spot.pale {
        svg.bar((x(pale.min(0.0)), x(pale.max(0.0))), y, 9.0, fill, "0.25");
    }
    if let Some((from, to)) = spot.interval {
        svg.bar((x(from), x(to)), y, 4.0, fill, "0.45");
    }
    if let Some(open) = spot.open {
        svg.rule((x(open), y), (x(now), y), Stroke::solid(fill, 1.6));
        svg.dot((x(open), y), 3.8, fill, Dot::Open);
    }
    svg.dot((x(now), y), 4.2, fill, Dot::Filled);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_never_cut_and_columns_make_room_for_them() {
        let colours = Colours { fill: INK, text: INK };
        let words = ["9,999,999.99", "−9,999,999.99", "12"];
        let spot = |words: &str| Spot { now: Some(0.5), words: words.into(), ..Spot::default() };
        for columns in 1..=6 {
            let column = DotColumn { head: "good".into(), ink: INK, axis: (0.0, 1.0), colours: None };
            let dots = Dots {
                rows: words.map(|_| DotRow { name: "plan".into(), weight: Weight::Bold, colours }).to_vec(),
                columns: vec![column; columns],
                spots: words.map(|words| vec![spot(words); columns]).to_vec(),
            };
            for width in [1000.0, 488.0, 350.0] {
                let picture = dots.draw(width).finish("id", "title", "desc");
                for words in words {
                    let shown = picture.labels.iter().filter(|(_, label)| label == words).count();
                    assert_eq!(shown, columns, "{words} on {width}");
                }
                assert_eq!(picture.faults(), Vec::<String>::new(), "{columns} columns on {width}");
            }
        }
    }
}
