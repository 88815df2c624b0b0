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
    let ChartHeading { id, title, desc } = heading;
    let finish = |width: f64, mark: &str| draw(width).finish(&format!("{id}-{mark}"), &title, &desc);
    let (wide, narrow) = (finish(wide, "w"), finish(NARROW.min(wide), "n"));
    Chart { id, title, desc, table, wide, narrow }
}
