//! Pictures as SVG text. Every label is remembered with its box and every mark with its place, so that tests
//! can tell whether labels overlap or anything stands outside its plot.

use crate::report::charts::layout::{Rect, fit, text_width, wrap};
use std::fmt::Write;

/// Fonts of all pictures and of the page.
pub const FONTS: &str = "'Source Sans 3','Source Sans Pro',system-ui,'Segoe UI',Roboto,'Helvetica \
    Neue',Arial,'Noto Sans',\
'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif";
/// Colour of quiet words.
pub const QUIET: &str = "#57606a";
/// Colour of words.
pub const INK: &str = "#1f2328";
/// Colour of the grid.
pub const GRID: &str = "#e6e9ec";
/// Colour of an axis.
pub const AXIS: &str = "#8b949e";

/// Size of the labels at the ends of lines.
pub const LABEL: f64 = 12.0;
/// From one line of such a label to the next.
const LINE: f64 = 14.0;

/// On which side of its place a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// It is centred there.
    Middle,
    /// It ends there.
    End,
}

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle<'a> {
    /// Size in pixels.
    pub size: f64,
    /// Whether it is heavy.
    pub bold: bool,
    /// Colour.
    pub ink: &'a str,
    /// Side.
    pub anchor: Anchor,
}

impl<'a> TextStyle<'a> {
    /// Plain text of a colour.
    pub fn plain(size: f64, ink: &'a str) -> TextStyle<'a> {
        TextStyle { size, bold: false, ink, anchor: Anchor::Start }
    }

    /// Heavy.
    pub fn bold(self) -> TextStyle<'a> {
        TextStyle { bold: true, ..self }
    }

    /// With another anchor.
    pub fn at(self, anchor: Anchor) -> TextStyle<'a> {
        TextStyle { anchor, ..self }
    }
}

/// How a line looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke<'a> {
    /// Colour.
    pub ink: &'a str,
    /// Width.
    pub width: f64,
    /// Dashes, as SVG writes them; `""` for none.
    pub dash: &'a str,
}

/// A picture under construction.
#[derive(Clone, Debug)]
pub struct Svg {
    width: f64,
    height: f64,
    body: String,
    labels: Vec<(Rect, String)>,
    plot: Option<Rect>,
    strays: Vec<String>,
}

/// A number with one decimal at most.
pub fn short(value: f64) -> String {
    let tenths = libm::round(value * 10.0) as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// Text that may stand in HTML and XML, also in an attribute. Characters that XML forbids become a space.
pub fn escape(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => words.push_str("&amp;"),
            '<' => words.push_str("&lt;"),
            '>' => words.push_str("&gt;"),
            '"' => words.push_str("&quot;"),
            '\'' => words.push_str("&#39;"),
            c if (c.is_control() && c != '\n') || c == '\u{fffe}' || c == '\u{ffff}' => words.push(' '),
            c => words.push(c),
        }
    }
    words
}

impl Svg {
    /// An empty picture.
    pub fn new(width: f64, height: f64) -> Svg {
        Svg { width, height, body: String::new(), labels: vec![], plot: None, strays: vec![] }
    }

    /// Marks from now on belong into this plot.
    pub fn inside(&mut self, plot: Rect) {
        if self.plot.replace(plot).is_some() {
            self.body.push_str("</g>");
        }
        let [left, top, right, bottom] = [plot.left, plot.top, plot.right, plot.bottom].map(short);
        self.push(format_args!("<g data-plot=\"{left} {top} {right} {bottom}\">"));
    }

    fn push(&mut self, element: std::fmt::Arguments) {
        // Writing into memory does not fail.
        let _ = self.body.write_fmt(element);
    }

    /// A text; `y` is its base line.
    pub fn text(&mut self, x: f64, y: f64, style: TextStyle, text: &str) {
        let wide = text_width(text, style.size, style.bold);
        let (left, anchor) = match style.anchor {
            Anchor::Start => (x, ""),
            Anchor::Middle => (x - wide / 2.0, " text-anchor=\"middle\""),
            Anchor::End => (x - wide, " text-anchor=\"end\""),
        };
        let area =
            Rect { left, right: left + wide, top: y - 0.78 * style.size, bottom: y + 0.22 * style.size };
        self.note(area, text);
        let weight = if style.bold { " font-weight=\"600\"" } else { "" };
        let (x, y, size, text) = (short(x), short(y), short(style.size), escape(text));
        self.push(format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{}\"{weight}{anchor}>{text}</text>",
            style.ink
        ));
    }

    /// A heavy value and a name after it, on so many lines no wider than `room`; the first line's base is at
    /// `y`.
    pub fn value_and_name(
        &mut self,
        (x, y): (f64, f64),
        ink: &str,
        (value, name): (&str, &str),
        (room, lines): (f64, usize),
    ) {
        let size = LABEL;
        let gap = if value.is_empty() { 0.0 } else { text_width(value, size, true) + 0.45 * size };
        let (first, rest) = split(name, room - gap, lines);
        let first = fit(&first, size, false, room - gap);
        let right = x + gap + text_width(&first, size, false);
        self.note(
            Rect { left: x, right, top: y - 0.78 * size, bottom: y + 0.22 * size },
            &format!("{value} {first}"),
        );
        let (left, base, value, first) = (short(x), short(y), escape(value), escape(&first));
        let space = if value.is_empty() { "" } else { " dx=\"5\"" };
        self.push(format_args!(
            "<text x=\"{left}\" y=\"{base}\" font-size=\"{size}\" fill=\"{ink}\"><tspan \
                font-weight=\"600\">{value}</tspan><tspan{space}>{first}</tspan></text>"
        ));
        if !rest.is_empty() {
            self.text(x, y + LINE, TextStyle::plain(size, ink), &fit(&rest, size, false, room));
        }
    }

    /// Remember a label.
    fn note(&mut self, area: Rect, text: &str) {
        let page = Rect { left: 0.0, right: self.width, top: 0.0, bottom: self.height };
        if !page.holds(&area, 1.0) {
            self.strays
                .push(format!("the text `{text}` at {area:?} leaves {} × {}", self.width, self.height));
        }
        self.labels.push((area, text.to_string()));
    }

    /// A straight line of the frame: not a mark.
    pub fn rule(&mut self, from: (f64, f64), to: (f64, f64), stroke: Stroke) {
        let dash = dashes(stroke.dash);
        let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(short);
        let (ink, width) = (stroke.ink, short(stroke.width));
        self.push(format_args!(
            "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"{ink}\" \
                stroke-width=\"{width}\"{dash}/>"
        ));
    }

    /// Note marks that stand outside the plot.
    fn check(&mut self, points: &[(f64, f64)]) {
        if let Some(plot) = self.plot
            && let Some(point) = points.iter().find(|(x, y)| !plot.has(*x, *y, 0.6))
        {
            self.strays.push(format!("a mark at {point:?} stands outside {plot:?}"));
        }
    }

    /// A line through points.
    pub fn line(&mut self, points: &[(f64, f64)], stroke: Stroke) {
        self.check(points);
        let (path, dash) = (path(points), dashes(stroke.dash));
        let (ink, width) = (stroke.ink, short(stroke.width));
        self.push(format_args!(
            "<path d=\"{path}\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"{width}\" \
                stroke-linejoin=\"round\"{dash}/>"
        ));
    }

    /// A filled shape, half transparent.
    pub fn shape(&mut self, points: &[(f64, f64)], ink: &str, opacity: &str) {
        self.check(points);
        let path = path(points);
        self.push(format_args!("<path d=\"{path}Z\" fill=\"{ink}\" fill-opacity=\"{opacity}\"/>"));
    }

    /// A horizontal bar with round ends.
    pub fn bar(&mut self, (left, right): (f64, f64), y: f64, thick: f64, ink: &str, opacity: &str) {
        self.check(&[(left, y), (right, y)]);
        let [x, top, width, height, round] =
            [left, y - thick / 2.0, (right - left).max(1.0), thick, thick / 2.0].map(short);
        self.push(format_args!(
            "<rect x=\"{x}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"{round}\" \
                fill=\"{ink}\" fill-opacity=\"{opacity}\"/>"
        ));
    }

    /// A dot; an open one shows the paper.
    pub fn dot(&mut self, x: f64, y: f64, radius: f64, ink: &str, open: bool) {
        self.check(&[(x, y)]);
        let fill = if open { "#fff" } else { ink };
        let [x, y, r] = [x, y, radius].map(short);
        self.push(format_args!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"{fill}\" stroke=\"{ink}\" stroke-width=\"1.5\"/>"
        ));
    }

    /// The picture as one element. `id` makes the references of title and description unique within a page.
    pub fn finish(mut self, id: &str, title: &str, desc: &str) -> Picture {
        if self.plot.is_some() {
            self.body.push_str("</g>");
        }
        let (w, h) = (short(self.width), short(self.height));
        let (title, desc, body) = (escape(title), escape(desc), &self.body);
        let text = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" \
                role=\"img\" aria-labelledby=\"{id}-t {id}-d\" font-family=\"{FONTS}\"><title \
                id=\"{id}-t\">{title}</title><desc id=\"{id}-d\">{desc}</desc>{body}</svg>"
        );
        Picture { text, labels: self.labels, strays: self.strays }
    }
}

/// A finished picture.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The SVG element.
    pub text: String,
    labels: Vec<(Rect, String)>,
    strays: Vec<String>,
}

impl maud::Render for Picture {
    fn render_to(&self, page: &mut String) {
        page.push_str(&self.text);
    }
}

impl Picture {
    /// What is wrong with it: labels that overlap, marks outside their plot, texts outside the picture.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = self.strays.clone();
        for (i, (one, text)) in self.labels.iter().enumerate() {
            let overlapping = self.labels[i + 1..].iter().filter(|(other, _)| one.overlaps(other));
            faults.extend(overlapping.map(|(_, other)| format!("`{text}` overlaps `{other}`")));
        }
        faults
    }
}

/// The words of a name that fit on the first line, and the rest; everything on the first if there is only
/// one.
fn split(name: &str, room: f64, lines: usize) -> (String, String) {
    if lines < 2 || text_width(name, LABEL, false) <= room {
        return (name.to_string(), String::new());
    }
    let parts = wrap(name, LABEL, room);
    let first = parts.first().cloned().unwrap_or_default();
    let rest = name.get(first.len()..).unwrap_or_default().trim_start().to_string();
    (first, rest)
}

fn dashes(dash: &str) -> String {
    if dash.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{dash}\"") }
}

fn path(points: &[(f64, f64)]) -> String {
    let mut path = String::new();
    for (at, (x, y)) in points.iter().enumerate() {
        path.push(if at == 0 { 'M' } else { 'L' });
        path.push_str(&short(*x));
        path.push(' ');
        path.push_str(&short(*y));
    }
    path
}
