//! A measure over a lever that is a number: a dot for each point; where nothing else varies, with its
//! interval and a line, and below it the difference from the first point.

use crate::report::charts::layout::{LEAST, Rect, ValueAxis, Weight, fit, text_width};
use crate::report::charts::phrases::ChartPhrase;
use crate::report::charts::quantity::Quantity;
use crate::report::charts::style::{AXIS, Anchor, BLUE, GRID, INK, QUIET, SMALL, Stroke, TextStyle};
use crate::report::charts::svg::{Dot, Svg};
use crate::report::charts::swept_scene::{SweptScene, number_words};

/// What is drawn of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlotMarks {
    /// Dots with intervals, joined, and the differences below.
    Line,
    /// Dots alone.
    Dots,
}

/// Room beside and below a panel, in pixels.
const LEFT: f64 = 48.0;
const RIGHT: f64 = 16.0;
const HEAD: f64 = 26.0;
const FOOT: f64 = 44.0;
/// Size of the words above a panel.
const HEADING: f64 = 13.0;

/// A value at a place, with an interval.
type Placed = (f64, f64, Option<(f64, f64)>);

/// The picture at a width.
pub(crate) struct LeverPlot<'a> {
    scene: SweptScene<'a>,
    column: usize,
    marks: PlotMarks,
    width: f64,
    /// Both ends of the lever.
    ends: (f64, f64),
}

/// One panel.
struct LeverPanel<'a> {
    title: String,
    values: Vec<Placed>,
    quantity: Quantity,
    plot: Rect,
    axis: ValueAxis,
    of: &'a LeverPlot<'a>,
}

impl<'a> LeverPlot<'a> {
    /// Of a lever.
    pub(crate) fn new(scene: SweptScene<'a>, column: usize, marks: PlotMarks, width: f64) -> LeverPlot<'a> {
        let all = scene.points().into_iter().filter_map(|point| scene.swept.number(point, column));
        let (low, high) =
            all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)));
        let ends = if low < high { (low, high) } else { (low - 0.5, low + 0.5) };
        LeverPlot { scene, column, marks, width, ends }
    }

    /// Draw it.
    pub(crate) fn draw(&self) -> Svg {
        let scene = self.scene;
        let tall = if self.width < 640.0 { 200.0 } else { 250.0 };
        let mut panels = vec![self.panel((0.0, tall), scene.levels(), scene.name(), self.levels())];
        if self.marks == PlotMarks::Line && scene.swept.replicates() > 1 {
            let (place, title) = ((HEAD + tall + FOOT, 0.6 * tall), ChartPhrase::ChangeFromFirst);
            panels.push(self.panel(place, scene.changes(), scene.lang.text(title), self.changes()));
        }
        // One left end for both, with room for the widest tick.
        let left = panels.iter().map(LeverPanel::widest).fold(LEFT, f64::max);
        panels.iter_mut().for_each(|panel| panel.plot.left = left);
        let height = panels.last().map_or(0.0, |panel| panel.plot.bottom + FOOT);
        let mut svg = Svg::new(self.width, height);
        for panel in &panels {
            panel.draw(&mut svg);
        }
        svg
    }

    fn levels(&self) -> Vec<Placed> {
        let scene = self.scene;
        let placed = |point| {
            let x = scene.swept.number(point, self.column)?;
            Some((x, scene.mean(point)?, scene.interval(point).filter(|_| self.marks == PlotMarks::Line)))
        };
        let mut all: Vec<Placed> = scene.drawn().into_iter().filter_map(placed).collect();
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        all
    }

    fn changes(&self) -> Vec<Placed> {
        let (scene, base) = (self.scene, self.scene.swept.baseline);
        let placed = |point| {
            let x = scene.swept.number(point, self.column)?;
            let (mean, ends) = if point == base { (0.0, None) } else { scene.change(point)? };
            Some((x, mean, ends))
        };
        let mut all: Vec<Placed> = scene.drawn().into_iter().filter_map(placed).collect();
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        all
    }

    /// A panel that begins there and is so tall.
    fn panel(
        &'a self,
        (top, tall): (f64, f64),
        quantity: Quantity,
        title: &str,
        values: Vec<Placed>,
    ) -> LeverPanel<'a> {
        let plot = Rect { left: LEFT, right: self.width - RIGHT, top: top + HEAD, bottom: top + HEAD + tall };
        let ends = values.iter().map(|(_, mean, ends)| ends.unwrap_or((*mean, *mean)));
        let (low, high) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (from, to)| {
            (low.min(from), high.max(to))
        });
        let (low, high) = if low <= high { (low, high.max(low + LEAST)) } else { (0.0, 1.0) };
        let axis = ValueAxis::holding(low, high, 4.0);
        let title = fit(title, HEADING, Weight::Bold, self.width);
        LeverPanel { title, values, quantity, plot, axis, of: self }
    }
}

impl LeverPanel<'_> {
    fn x(&self, value: f64) -> f64 {
        let ((low, high), plot) = (self.of.ends, self.plot);
        plot.left + 10.0 + (value - low) / (high - low) * (plot.right - plot.left - 20.0)
    }

    fn y(&self, value: f64) -> f64 {
        self.plot.bottom - self.axis.share(value) * (self.plot.bottom - self.plot.top)
    }

    /// The words of the ticks; the topmost carries the unit.
    fn ticks(&self) -> Vec<(f64, String)> {
        let all = self.axis.ticks();
        let top = all.len().saturating_sub(1);
        let words = |(at, tick): (usize, &f64)| match at == top {
            true => (*tick, self.quantity.tick_with_unit(self.axis, *tick)),
            false => (*tick, self.quantity.tick(self.axis, *tick)),
        };
        all.iter().enumerate().map(words).collect()
    }

    /// Room that the widest of them needs.
    fn widest(&self) -> f64 {
        let wide = |(_, words): (f64, String)| text_width(&words, SMALL, Weight::Regular) + 8.0;
        self.ticks().into_iter().map(wide).fold(0.0, f64::max)
    }

    fn draw(&self, svg: &mut Svg) {
        let plot = self.plot;
        svg.text(0.0, plot.top - 12.0, TextStyle::plain(HEADING, INK).bold(), &self.title);
        for (at, (tick, words)) in self.ticks().iter().enumerate() {
            let y = self.y(*tick);
            svg.rule((plot.left, y), (plot.right, y), Stroke::solid(if at == 0 { AXIS } else { GRID }, 1.0));
            svg.text(plot.left - 6.0, y + 4.0, TextStyle::plain(SMALL, QUIET).at(Anchor::End), words);
        }
        self.places(svg);
        svg.inside(plot);
        if self.axis.low < 0.0 && self.axis.high > 0.0 {
            svg.rule((plot.left, self.y(0.0)), (plot.right, self.y(0.0)), Stroke::solid(AXIS, 1.0));
        }
        self.marks(svg);
    }

    /// The values of the lever, those of the points where there are few, and its name.
    fn places(&self, svg: &mut Svg) {
        let (plot, of) = (self.plot, self.of);
        let mut all: Vec<f64> = self.values.iter().map(|(x, ..)| *x).collect();
        all.dedup();
        if all.len() > 10 {
            let (low, high) = of.ends;
            let axis = ValueAxis::holding(low, high, 5.0);
            all = axis.ticks().into_iter().filter(|tick| (low..=high).contains(tick)).collect();
        }
        let mut free = 0.0;
        for value in all {
            let x = self.x(value);
            svg.rule((x, plot.bottom), (x, plot.bottom + 4.0), Stroke::solid(AXIS, 1.0));
            free = svg.spaced(
                (x, plot.bottom + 17.0),
                TextStyle::plain(SMALL, QUIET),
                &number_words(value),
                free,
            );
        }
        let lever = of.scene.lever_with_unit(of.column);
        let place = (0.5 * (plot.left + plot.right), plot.bottom + 34.0);
        svg.spaced(place, TextStyle::plain(SMALL, QUIET), &lever, 0.0);
    }

    fn marks(&self, svg: &mut Svg) {
        let line = self.of.marks == PlotMarks::Line;
        if line {
            let means: Vec<(f64, f64)> =
                self.values.iter().map(|(x, y, _)| (self.x(*x), self.y(*y))).collect();
            svg.line(&means, Stroke::solid(BLUE.fill, 1.4));
        }
        for (x, y, ends) in &self.values {
            if let Some((low, high)) = ends {
                let stroke = Stroke::solid(BLUE.fill, 2.0);
                svg.line(&[(self.x(*x), self.y(*low)), (self.x(*x), self.y(*high))], stroke);
            }
            svg.dot((self.x(*x), self.y(*y)), if line { 4.2 } else { 2.8 }, BLUE.fill, Dot::Filled);
        }
    }
}
