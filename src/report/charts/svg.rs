//! Pictures as SVG text, under construction.

use crate::escape::markup;
use crate::report::charts::layout::{Rect, Weight, fit, text_width, wrap};
use crate::report::charts::picture::Picture;
use crate::report::charts::style::{Anchor, FONTS, Stroke, TextStyle};
use std::fmt::Write;

/// Size of the labels at the ends of lines.
pub(crate) const LABEL: f64 = 12.0;
/// From one line of such a label to the next.
const LINE: f64 = 14.0;

/// A label at the end of a line: a heavy value and a name after it, on one line or two.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EndLabel<'a> {
    /// Left end.
    pub(crate) x: f64,
    /// Base of the first line.
    pub(crate) y: f64,
    /// Colour.
    pub(crate) ink: &'a str,
    /// The value in words; may be empty.
    pub(crate) value: &'a str,
    /// The name.
    pub(crate) name: &'a str,
    /// Widest line, in pixels.
    pub(crate) room: f64,
    /// Lines at most.
    pub(crate) lines: usize,
}

/// How a dot is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dot {
    /// In its colour.
    Filled,
    /// The paper shows.
    Open,
}

/// A picture under construction.
#[derive(Clone, Debug)]
pub(crate) struct Svg {
    width: f64,
    height: f64,
    body: String,
    labels: Vec<(Rect, String)>,
    plot: Option<Rect>,
    strays: Vec<String>,
}

/// A number with one decimal at most.
pub(crate) fn short(value: f64) -> String {
    let tenths = libm::round(value * 10.0) as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

impl Svg {
    /// An empty picture.
    pub(crate) fn new(width: f64, height: f64) -> Svg {
        Svg { width, height, body: String::new(), labels: vec![], plot: None, strays: vec![] }
    }

    /// Marks from now on belong into this plot.
    pub(crate) fn inside(&mut self, plot: Rect) {
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
    pub(crate) fn text(&mut self, x: f64, y: f64, style: TextStyle, text: &str) {
        let wide = text_width(text, style.size, style.weight);
        let (left, anchor) = match style.anchor {
            Anchor::Start => (x, ""),
            Anchor::Middle => (x - wide / 2.0, " text-anchor=\"middle\""),
            Anchor::End => (x - wide, " text-anchor=\"end\""),
        };
        let area =
            Rect { left, right: left + wide, top: y - 0.78 * style.size, bottom: y + 0.22 * style.size };
        self.note(area, text);
        let weight = if style.weight == Weight::Bold { " font-weight=\"600\"" } else { "" };
        let (x, y, size, text) = (short(x), short(y), short(style.size), markup(text));
        self.push(format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{}\"{weight}{anchor}>{text}</text>",
            style.ink
        ));
    }

    /// A quiet text centred there, inside the picture and only where it is free from `free` on;
    /// where the next one may begin.
    pub(crate) fn spaced(&mut self, (x, y): (f64, f64), style: TextStyle, text: &str, free: f64) -> f64 {
        let half = text_width(text, style.size, style.weight) / 2.0;
        let middle = x.clamp(half.min(self.width / 2.0), (self.width - half).max(self.width / 2.0));
        if middle - half < free {
            return free;
        }
        self.text(middle, y, style.at(Anchor::Middle), text);
        middle + half + 6.0
    }

    /// A heavy value and a name after it.
    pub(crate) fn end_label(&mut self, label: &EndLabel) {
        let EndLabel { x, y, ink, value, name, room, lines } = *label;
        let size = LABEL;
        let gap = if value.is_empty() { 0.0 } else { text_width(value, size, Weight::Bold) + 0.45 * size };
        let (first, rest) = split(name, room - gap, lines);
        let first = fit(&first, size, Weight::Regular, room - gap);
        let right = x + gap + text_width(&first, size, Weight::Regular);
        let area = Rect { left: x, right, top: y - 0.78 * size, bottom: y + 0.22 * size };
        self.note(area, &format!("{value} {first}"));
        let (left, base, value, first) = (short(x), short(y), markup(value), markup(&first));
        let space = if value.is_empty() { "" } else { " dx=\"5\"" };
        self.push(format_args!(
            "<text x=\"{left}\" y=\"{base}\" font-size=\"{size}\" fill=\"{ink}\"><tspan \
                font-weight=\"600\">{value}</tspan><tspan{space}>{first}</tspan></text>"
        ));
        if !rest.is_empty() {
            let rest = fit(&rest, size, Weight::Regular, room);
            self.text(x, y + LINE, TextStyle::plain(size, ink), &rest);
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
    pub(crate) fn rule(&mut self, from: (f64, f64), to: (f64, f64), stroke: Stroke) {
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
    pub(crate) fn line(&mut self, points: &[(f64, f64)], stroke: Stroke) {
        self.check(points);
        let (path, dash) = (path(points), dashes(stroke.dash));
        let (ink, width) = (stroke.ink, short(stroke.width));
        self.push(format_args!(
            "<path d=\"{path}\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"{width}\" \
                stroke-linejoin=\"round\"{dash}/>"
        ));
    }

    /// Short upright strokes at these places, from top to bottom.
    pub(crate) fn strokes(&mut self, places: &[f64], (top, bottom): (f64, f64), ink: &str) {
        let ends: Vec<(f64, f64)> = places.iter().flat_map(|x| [(*x, top), (*x, bottom)]).collect();
        self.check(&ends);
        let (from, height) = (short(top), short(bottom - top));
        let path: String = places.iter().map(|x| format!("M{} {from}v{height}", short(*x))).collect();
        self.push(format_args!("<path d=\"{path}\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"1\"/>"));
    }

    /// A filled shape, half transparent.
    pub(crate) fn shape(&mut self, points: &[(f64, f64)], ink: &str, opacity: &str) {
        self.check(points);
        let path = path(points);
        self.push(format_args!("<path d=\"{path}Z\" fill=\"{ink}\" fill-opacity=\"{opacity}\"/>"));
    }

    /// A horizontal bar with round ends.
    pub(crate) fn bar(&mut self, (left, right): (f64, f64), y: f64, thick: f64, ink: &str, opacity: &str) {
        self.check(&[(left, y), (right, y)]);
        let [x, top, width, height, round] =
            [left, y - thick / 2.0, (right - left).max(1.0), thick, thick / 2.0].map(short);
        self.push(format_args!(
            "<rect x=\"{x}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"{round}\" \
                fill=\"{ink}\" fill-opacity=\"{opacity}\"/>"
        ));
    }

    /// A dot.
    pub(crate) fn dot(&mut self, (x, y): (f64, f64), radius: f64, ink: &str, dot: Dot) {
        self.check(&[(x, y)]);
        let fill = if dot == Dot::Open { "#fff" } else { ink };
        let [x, y, r] = [x, y, radius].map(short);
        self.push(format_args!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"{fill}\" stroke=\"{ink}\" stroke-width=\"1.5\"/>"
        ));
    }

    /// The picture as one element. `id` makes the references of title and description unique within a page.
    pub(crate) fn finish(mut self, id: &str, title: &str, desc: &str) -> Picture {
        if self.plot.is_some() {
            self.body.push_str("</g>");
        }
        let (w, h) = (short(self.width), short(self.height));
        let (title, desc, body) = (markup(title), markup(desc), &self.body);
        let text = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" \
                role=\"img\" aria-labelledby=\"{id}-t {id}-d\" font-family=\"{FONTS}\"><title \
                id=\"{id}-t\">{title}</title><desc id=\"{id}-d\">{desc}</desc>{body}</svg>"
        );
        Picture { text, labels: self.labels, strays: self.strays }
    }
}

/// The words of a name that fit on the first line, and the rest; everything on the first if there is only
/// one.
fn split(name: &str, room: f64, lines: usize) -> (String, String) {
    if lines < 2 || text_width(name, LABEL, Weight::Regular) <= room {
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
