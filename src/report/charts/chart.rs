//! A chart with everything that belongs to it, at any width: once wide, once for a narrow screen.

use crate::report::charts::picture::Picture;
use crate::report::charts::svg::Svg;
use crate::report::text::table::Table;

/// Width on a wide page, and on paper, in pixels.
pub(crate) const WIDE: f64 = 1000.0;
/// Width on a narrow screen.
pub(crate) const NARROW: f64 = 350.0;

/// A chart with everything that belongs to it.
#[derive(Clone, Debug)]
pub(crate) struct Chart {
    /// Name within the page, also of its files.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// What can be read from it, in words.
    pub desc: String,
    /// Its numbers.
    pub table: Table,
    /// For a wide page.
    pub wide: Picture,
    /// For a narrow screen.
    pub narrow: Picture,
    /// What a narrow screen shows only when it is unfolded.
    pub narrow_rest: Option<Picture>,
}

/// Which part of a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChartPart {
    /// Everything.
    Whole,
    /// What a narrow screen shows at once: the best scenario.
    First,
    /// What it shows when it is unfolded: the others; a chart without others has no such part.
    Rest,
}

/// What a chart is called.
pub(crate) struct ChartHeading {
    /// Name within the page.
    pub(crate) id: String,
    /// What it shows.
    pub(crate) title: String,
    /// What can be read from it, in words.
    pub(crate) desc: String,
}

impl ChartHeading {
    /// From its texts.
    pub(crate) fn new(id: &str, title: impl Into<String>, desc: impl Into<String>) -> ChartHeading {
        ChartHeading { id: id.to_string(), title: title.into(), desc: desc.into() }
    }
}

/// Put a chart together from a way to draw it at a width.
pub(crate) fn assemble(heading: ChartHeading, table: Table, wide: f64, draw: &dyn Fn(f64) -> Svg) -> Chart {
    let whole = |part, width| (part == ChartPart::Whole).then(|| draw(width));
    assemble_folded(heading, table, wide, &whole)
}

/// The same where a narrow screen shows the best at once, and the rest when it is unfolded.
pub(crate) fn assemble_folded(
    heading: ChartHeading,
    table: Table,
    wide: f64,
    draw: &dyn Fn(ChartPart, f64) -> Option<Svg>,
) -> Chart {
    let ChartHeading { id, title, desc } = heading;
    let finish = |svg: Svg, mark: &str| svg.finish(&format!("{id}-{mark}"), &title, &desc);
    let part = |part, width: f64| draw(part, width).unwrap_or_else(|| Svg::new(width, 0.0));
    let small = NARROW.min(wide);
    let rest = draw(ChartPart::Rest, small);
    let first = if rest.is_some() { ChartPart::First } else { ChartPart::Whole };
    let narrow = finish(part(first, small), "n");
    let narrow_rest = rest.map(|rest| finish(rest, "r"));
    let wide = finish(part(ChartPart::Whole, wide), "w");
    Chart { id, title, desc, table, wide, narrow, narrow_rest }
}
