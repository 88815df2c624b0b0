//! The frame of a chart over weeks: grid, axis, years, the week of the handover.

use crate::report::charts::layout::{Rect, text_width, ticks};
use crate::report::charts::svg::{AXIS, Anchor, GRID, QUIET, Stroke, Svg, TextStyle};
use crate::report::text::format::Style;
use crate::report::text::translate::Lang;
use crate::stats::band::Band;
use crate::units::{Week, YEAR};

/// Size of the words of an axis.
pub const SMALL: f64 = 12.0;

/// A plot over weeks.
#[derive(Clone, Copy, Debug)]
pub struct WeekFrame {
    /// Where marks may stand.
    pub plot: Rect,
    /// Last week.
    pub weeks: Week,
    /// The axis: low, high, step.
    pub axis: (f64, f64, f64),
}

impl WeekFrame {
    /// Place of a week.
    pub fn x(&self, week: usize) -> f64 {
        let share = week as f64 / f64::from(self.weeks.max(1));
        self.plot.left + share * (self.plot.right - self.plot.left)
    }

    /// Place of a value.
    pub fn y(&self, value: f64) -> f64 {
        let (low, high, _) = self.axis;
        self.plot.bottom - (value - low) / (high - low) * (self.plot.bottom - self.plot.top)
    }

    /// Grid and words of the axes. `change` words the axis as one of differences.
    pub fn draw(&self, svg: &mut Svg, style: Style, change: bool, lang: Lang) {
        let all = ticks(self.axis);
        for (i, tick) in all.iter().enumerate() {
            let y = self.y(*tick);
            let zero = if change { *tick == 0.0 } else { i == 0 };
            let stroke = Stroke { ink: if zero && !change { AXIS } else { GRID }, width: 1.0, dash: "" };
            svg.rule((self.plot.left, y), (self.plot.right, y), stroke);
            let words = tick_words(style, *tick, self.axis.2, change, i + 1 == all.len());
            svg.text(self.plot.left - 6.0, y + 4.0, TextStyle::plain(SMALL, QUIET).at(Anchor::End), &words);
        }
        self.years(svg, lang);
        svg.inside(self.plot);
    }

    fn years(&self, svg: &mut Svg, lang: Lang) {
        let years = self.weeks / YEAR;
        let long = |k: Week| match lang {
            Lang::En => format!("year {k}"),
            Lang::Zh => format!("第{k}年末"),
        };
        let room = (self.plot.right - self.plot.left) * f64::from(YEAR) / f64::from(self.weeks.max(1));
        let roomy = room > 1.5 * text_width(&long(1), SMALL, false) + 10.0;
        let y = self.plot.bottom + 17.0;
        let ink = TextStyle::plain(SMALL, QUIET);
        let start = if roomy { lang.say("start", "起点") } else { "0" };
        svg.text(self.plot.left, y, ink, start);
        let mut free = self.plot.left + text_width(start, SMALL, false) + 6.0;
        for k in 1..=years {
            let words = if roomy { long(k) } else { format!("{k}{}", lang.say("y", "年")) };
            let (x, wide) = (self.x((k * YEAR) as usize), text_width(&words, SMALL, false));
            let centre = x.min(self.plot.right - wide / 2.0);
            if centre - wide / 2.0 >= free {
                svg.text(centre, y, ink.at(Anchor::Middle), &words);
                free = centre + wide / 2.0 + 6.0;
            }
        }
    }

    /// A dotted line at the handover.
    pub fn handover(&self, svg: &mut Svg, week: Option<Week>, lang: Lang) {
        let Some(week) = week else { return };
        let x = self.x(week.max(0) as usize);
        svg.rule(
            (x, self.plot.top - 12.0),
            (x, self.plot.bottom),
            Stroke { ink: AXIS, width: 1.0, dash: "1.5 2.5" },
        );
        svg.text(x + 4.0, self.plot.top - 3.5, TextStyle::plain(SMALL, QUIET), lang.say("handover", "交接"));
    }

    /// Stretches of neighbouring weeks that have a band, thinned to a point per `grain` pixels.
    fn pieces(&self, bands: &[Option<Band>], grain: f64) -> Vec<Vec<(f64, Band)>> {
        let width = self.plot.right - self.plot.left;
        let every = ((f64::from(self.weeks) / (width / grain)) as usize).max(1);
        let mut pieces: Vec<Vec<(f64, Band)>> = vec![vec![]];
        for (week, band) in bands.iter().enumerate() {
            match (band, pieces.last_mut()) {
                (Some(band), Some(piece)) if week % every == 0 || week + 1 == bands.len() => {
                    piece.push((self.x(week), *band))
                }
                (None, Some(piece)) if !piece.is_empty() => pieces.push(vec![]),
                _ => {}
            }
        }
        pieces.retain(|piece| !piece.is_empty());
        pieces
    }

    /// The band of runs.
    pub fn band(&self, svg: &mut Svg, bands: &[Option<Band>], ink: &str) {
        for piece in self.pieces(bands, 2.4) {
            let high = piece.iter().map(|(x, band)| (*x, self.y(band.high)));
            let low = piece.iter().rev().map(|(x, band)| (*x, self.y(band.low)));
            svg.shape(&high.chain(low).collect::<Vec<_>>(), ink, "0.17");
        }
    }

    /// The line of medians.
    pub fn line(&self, svg: &mut Svg, bands: &[Option<Band>], stroke: Stroke) {
        for piece in self.pieces(bands, if stroke.width < 1.1 { 6.0 } else { 2.2 }) {
            let points: Vec<_> = piece.iter().map(|(x, band)| (*x, self.y(band.middle))).collect();
            svg.line(&points, stroke);
        }
    }
}

/// The words of a tick: the unit stands at the topmost one only.
pub fn tick_words(style: Style, value: f64, step: f64, change: bool, top: bool) -> String {
    let decimals = |step: f64| {
        if step >= 0.999 {
            0
        } else if step >= 0.0999 {
            1
        } else {
            2
        }
    };
    let words = match style {
        Style::Share => format!("{:.*}", decimals(step * 100.0), (value * 100.0).abs()),
        Style::Money => Style::Money.value(value.abs()),
        Style::Index | Style::Number => format!("{:.*}", decimals(step), value.abs()),
    };
    let sign = if value < 0.0 {
        "−"
    } else if change && value > 0.0 {
        "+"
    } else {
        ""
    };
    let unit = if top && style == Style::Share && !change { "%" } else { "" };
    format!("{sign}{words}{unit}")
}
