//! A measure of a sweep as charts see it: values, intervals, differences, and settings in words.

use crate::report::charts::phrases::ChartPhrase;
use crate::report::charts::quantity::Quantity;
use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::translate::Lang;
use crate::settings::{Value, find};
use crate::study::sweep::BASE;
use crate::study::sweep::swept::{Swept, number};
use crate::world::blueprint::facts;
use crate::world::record::Measure;

/// Points that are drawn in one picture and listed beside it, at most: evenly chosen of more.
pub(crate) const MOST: usize = 400;

/// A measure of a sweep that is to be drawn.
#[derive(Clone, Copy)]
pub(crate) struct SweptScene<'a> {
    /// What came out.
    pub swept: &'a Swept,
    /// In which language.
    pub lang: Lang,
    /// Place of the measure among those of the sweep.
    pub measure: usize,
}

impl<'a> SweptScene<'a> {
    /// The measure.
    pub(crate) fn measure(self) -> Option<&'static Measure> {
        self.swept.measures.get(self.measure).copied()
    }

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        self.measure().map_or("", |measure| self.lang.text(measure))
    }

    /// Its levels.
    pub(crate) fn levels(self) -> Quantity {
        self.measure().map_or(Quantity::plain(), Quantity::level)
    }

    /// Its differences.
    pub(crate) fn changes(self) -> Quantity {
        self.measure().map_or(Quantity::plain(), Quantity::change)
    }

    /// How its values are worded.
    pub(crate) fn style(self) -> Style {
        self.levels().style
    }

    /// The mean of a point.
    pub(crate) fn mean(self, point: usize) -> Option<f64> {
        self.swept.level(point, self.measure).mean()
    }

    /// Its interval.
    pub(crate) fn interval(self, point: usize) -> Option<(f64, f64)> {
        self.swept.interval(point, self.measure)
    }

    /// The difference of a point from the baseline and its interval; `None` for the baseline.
    pub(crate) fn change(self, point: usize) -> Option<(f64, Option<(f64, f64)>)> {
        let change = self.swept.change(point, self.measure)?;
        Some((change.mean, change.interval))
    }

    /// Whether a point surely differs from the baseline.
    pub(crate) fn surely(self, point: usize) -> bool {
        self.told_apart(self.swept.baseline, point)
    }

    /// Whether two points surely differ.
    pub(crate) fn told_apart(self, one: usize, other: usize) -> bool {
        let Some(change) = self.swept.change_from(one, other, self.measure) else { return false };
        let apart = change.interval.is_some_and(|(low, high)| low > 0.0 || high < 0.0);
        apart || change.sign_of_most != 0
    }

    /// Points of which there is a value.
    pub(crate) fn points(self) -> Vec<usize> {
        (0..self.swept.points.len()).filter(|point| self.mean(*point).is_some()).collect()
    }

    /// Those of them that are drawn: evenly chosen where there are too many, first and last among them.
    pub(crate) fn drawn(self) -> Vec<usize> {
        let all = self.points();
        if all.len() <= MOST {
            return all;
        }
        let last = all.len() - 1;
        (0..MOST).map(|at| all[at * last / (MOST - 1)]).collect()
    }

    /// A difference with the decimals of its interval, and the interval, in words.
    pub(crate) fn change_words(self, point: usize) -> Option<(String, Option<String>)> {
        let (mean, ends) = self.change(point)?;
        let format = NumberFormat::of(self.style(), mean, ends);
        let interval = ends.map(|ends| format.change_interval_in(self.lang, ends));
        Some((format.change_in(self.lang, mean), interval))
    }

    /// What a column is called: its table and its name, `funding.grant`.
    pub(crate) fn lever(self, column: usize) -> String {
        let path = self.swept.columns.get(column).map_or("", |column| column.path.as_str());
        if path == BASE {
            return self.lang.text(ChartPhrase::Scenario).to_string();
        }
        let label = find(&facts(), path).map_or("", |field| field.zh);
        if self.lang == Lang::Zh && !label.is_empty() {
            return label.to_string();
        }
        let mut parts = path.rsplit('.');
        let (name, table) = (parts.next().unwrap_or(path), parts.next());
        table.map_or(name.to_string(), |table| format!("{table}.{name}"))
    }

    /// The same with its unit.
    pub(crate) fn lever_with_unit(self, column: usize) -> String {
        let unit = self.swept.columns.get(column).map_or("", |column| column.unit);
        let lever = self.lever(column);
        match (unit, self.lang) {
            ("", _) => lever,
            (unit, Lang::En) => format!("{lever} ({unit})"),
            (unit, Lang::Zh) => format!("{lever}（{}）", self.lang.of_table(unit)),
        }
    }

    /// What a point sets in a column, in words.
    pub(crate) fn setting(self, point: usize, column: usize) -> String {
        let as_it_is = || self.lang.text(ChartPhrase::AsItIs).to_string();
        self.swept.cell(point, column).map_or_else(as_it_is, setting_words)
    }
}

/// A value of a setting in words.
pub(crate) fn setting_words(value: &Value) -> String {
    match (number(value), value) {
        (Some(number), _) => number_words(number),
        (None, Value::Flag(flag)) => flag.to_string(),
        (None, Value::Text(text)) => text.clone(),
        (None, _) => String::new(),
    }
}

/// A number of a setting: whole ones with their thousands, others with four significant digits.
pub(crate) fn number_words(value: f64) -> String {
    if value == libm::round(value) && value.abs() < 1e15 {
        return Style::Money.value(value);
    }
    let places = (3.0 - libm::floor(libm::log10(value.abs()))).clamp(0.0, 12.0) as usize;
    if places == 0 {
        return Style::Money.value(libm::round(value));
    }
    let words = format!("{value:.places$}");
    words.trim_end_matches('0').trim_end_matches('.').replace('-', "−")
}
