//! The frame of a chart over weeks: grid, axis, years, the week of the handover.

use crate::report::charts::layout::{Rect, ValueAxis, Weight, text_width};
use crate::report::charts::phrases::ChartPhrase;
use crate::report::charts::quantity::{AxisScale, Quantity};
use crate::report::charts::style::{AXIS, Anchor, GRID, QUIET, SMALL, Stroke, TextStyle};
use crate::report::charts::svg::Svg;
use crate::report::text::translate::Lang;
use crate::stats::band::Band;
use crate::units::{Week, YEAR};

/// Lines and words at the ends of years, where values have no axis.
pub(crate) fn marks_of_years(svg: &mut Svg, plot: Rect, weeks: Week, lang: Lang) {
    let x = |week: Week| plot.left + f64::from(week) / f64::from(weeks.max(1)) * (plot.right - plot.left);
    for k in 0..=weeks / YEAR {
        let at = x(k * YEAR);
        svg.rule((at, plot.top), (at, plot.bottom), Stroke::solid(GRID, 1.0));
        let words = match k {
            0 => lang.text(ChartPhrase::Start).to_string(),
            k => format!("{k}{}", lang.text(ChartPhrase::YearMark)),
        };
        let quiet = TextStyle::plain(SMALL, QUIET).at(Anchor::Middle);
        svg.text(at, plot.bottom + 17.0, quiet, &words);
    }
}

/// A plot over weeks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WeekFrame {
    /// Where marks may stand.
    pub plot: Rect,
    /// Last week.
    pub weeks: Week,
    /// The axis of values.
    pub axis: ValueAxis,
}

impl WeekFrame {
    /// Place of a week.
    pub(crate) fn x(&self, week: usize) -> f64 {
        let share = week as f64 / f64::from(self.weeks.max(1));
        self.plot.left + share * (self.plot.right - self.plot.left)
    }

    /// Place of a value.
    pub(crate) fn y(&self, value: f64) -> f64 {
        self.plot.bottom - self.axis.share(value) * (self.plot.bottom - self.plot.top)
    }

    /// Grid and words of the axes; the unit stands at the topmost tick only.
    pub(crate) fn draw(&self, svg: &mut Svg, quantity: Quantity, lang: Lang) {
        let all = self.axis.ticks();
        for (i, tick) in all.iter().enumerate() {
            let y = self.y(*tick);
            // Of differences, the line of zero is the baseline, which is drawn later.
            let ink = if i == 0 && quantity.scale == AxisScale::Level { AXIS } else { GRID };
            svg.rule((self.plot.left, y), (self.plot.right, y), Stroke::solid(ink, 1.0));
            let top = i + 1 == all.len();
            let words =
                if top { quantity.tick_with_unit(self.axis, *tick) } else { quantity.tick(self.axis, *tick) };
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
        let roomy = room > 1.5 * text_width(&long(1), SMALL, Weight::Regular) + 10.0;
        let y = self.plot.bottom + 17.0;
        let ink = TextStyle::plain(SMALL, QUIET);
        let start = if roomy { lang.text(ChartPhrase::Start) } else { "0" };
        svg.text(self.plot.left, y, ink, start);
        let mut free = self.plot.left + text_width(start, SMALL, Weight::Regular) + 6.0;
        for k in 1..=years {
            let words = if roomy { long(k) } else { format!("{k}{}", lang.text(ChartPhrase::YearMark)) };
            let (x, wide) = (self.x((k * YEAR) as usize), text_width(&words, SMALL, Weight::Regular));
            let centre = x.min(self.plot.right - wide / 2.0);
            if centre - wide / 2.0 >= free {
                svg.text(centre, y, ink.at(Anchor::Middle), &words);
                free = centre + wide / 2.0 + 6.0;
            }
        }
    }

    /// A dotted line at the handover.
    pub(crate) fn handover(&self, svg: &mut Svg, week: Option<Week>, lang: Lang) {
        let Some(week) = week else { return };
        let x = self.x(week.max(0) as usize);
        let dotted = Stroke { ink: AXIS, width: 1.0, dash: "1.5 2.5" };
        svg.rule((x, self.plot.top - 12.0), (x, self.plot.bottom), dotted);
        let style = TextStyle::plain(SMALL, QUIET);
        svg.text(x + 4.0, self.plot.top - 3.5, style, lang.text(ChartPhrase::Handover));
    }

    /// Stretches of neighbouring weeks that have a band, thinned to a point per `grain` pixels.
    fn pieces(&self, bands: &[Option<Band>], grain: f64) -> Vec<Vec<(f64, Band)>> {
        let width = self.plot.right - self.plot.left;
        let every = ((f64::from(self.weeks) / (width / grain)) as usize).max(1);
        let mut pieces: Vec<Vec<(f64, Band)>> = vec![vec![]];
        let there = |week: Option<usize>| week.and_then(|week| *bands.get(week)?).is_some();
        for (week, band) in bands.iter().enumerate() {
            // Thinned, but from the first week of a piece to its last.
            let end = !there(week.checked_sub(1)) || !there(week.checked_add(1));
            match (band, pieces.last_mut()) {
                (Some(band), Some(piece)) if week % every == 0 || end => piece.push((self.x(week), *band)),
                (None, Some(piece)) if !piece.is_empty() => pieces.push(vec![]),
                _ => {}
            }
        }
        pieces.retain(|piece| !piece.is_empty());
        pieces
    }

    /// The band of runs.
    pub(crate) fn band(&self, svg: &mut Svg, bands: &[Option<Band>], ink: &str) {
        for piece in self.pieces(bands, 2.4) {
            let high = piece.iter().map(|(x, band)| (*x, self.y(band.high)));
            let low = piece.iter().rev().map(|(x, band)| (*x, self.y(band.low)));
            svg.shape(&high.chain(low).collect::<Vec<_>>(), ink, "0.17");
        }
    }

    /// The line of means.
    pub(crate) fn line(&self, svg: &mut Svg, bands: &[Option<Band>], stroke: Stroke) {
        for piece in self.pieces(bands, if stroke.width < 1.1 { 6.0 } else { 2.2 }) {
            let points: Vec<_> = piece.iter().map(|(x, band)| (*x, self.y(band.mean))).collect();
            svg.line(&points, stroke);
        }
    }
}
