//! How marks and words of charts look: fonts, colours, strokes.

use crate::report::charts::layout::Weight;

/// Fonts of all pictures and of the page.
pub(crate) const FONTS: &str = "'Source Sans 3','Source Sans Pro',system-ui,'Segoe UI',Roboto,'Helvetica \
    Neue',Arial,'Noto Sans',\
'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif";
/// Colour of quiet words.
pub(crate) const QUIET: &str = "#57606a";
/// Colour of words.
pub(crate) const INK: &str = "#1f2328";
/// Colour of the grid.
pub(crate) const GRID: &str = "#e6e9ec";
/// Colour of an axis.
pub(crate) const AXIS: &str = "#8b949e";

/// On which side of its place a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// It begins there.
    Start,
    /// It is centred there.
    Middle,
    /// It ends there.
    End,
}

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct TextStyle<'a> {
    /// Size in pixels.
    pub(crate) size: f64,
    /// Weight.
    pub(crate) weight: Weight,
    /// Colour.
    pub(crate) ink: &'a str,
    /// Side.
    pub(crate) anchor: Anchor,
}

impl<'a> TextStyle<'a> {
    /// Plain text of a colour.
    pub(crate) fn plain(size: f64, ink: &'a str) -> TextStyle<'a> {
        TextStyle { size, weight: Weight::Regular, ink, anchor: Anchor::Start }
    }

    /// Heavy.
    pub(crate) fn bold(self) -> TextStyle<'a> {
        TextStyle { weight: Weight::Bold, ..self }
    }

    /// With another anchor.
    pub(crate) fn at(self, anchor: Anchor) -> TextStyle<'a> {
        TextStyle { anchor, ..self }
    }
}

/// How a line looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stroke<'a> {
    /// Colour.
    pub(crate) ink: &'a str,
    /// Width.
    pub(crate) width: f64,
    /// Dashes, as SVG writes them; `""` for none.
    pub(crate) dash: &'a str,
}

impl<'a> Stroke<'a> {
    /// Without dashes.
    pub(crate) fn solid(ink: &'a str, width: f64) -> Stroke<'a> {
        Stroke { ink, width, dash: "" }
    }
}

/// Colours of a row, a column or a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Colours {
    /// Of marks.
    pub(crate) fill: &'static str,
    /// Of words on white.
    pub(crate) text: &'static str,
}

/// Colours of what is no scenario.
pub(crate) const BLUE: Colours = Colours { fill: "#0072B2", text: "#005f94" };
/// Of what makes things worse.
pub(crate) const ORANGE: Colours = Colours { fill: "#D55E00", text: "#a84a00" };
/// Quiet ones.
pub(crate) const GREY: Colours = Colours { fill: "#5f6770", text: "#4b535b" };
/// Size of the words of an axis, in pixels.
pub(crate) const SMALL: f64 = 12.0;
