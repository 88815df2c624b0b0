//! What comes out at the points of a sweep, by what was varied: a line over one lever, a table of colours over
//! two, dots over each of several.

use crate::report::charts::chart::{Chart, ChartHeading, assemble};
use crate::report::charts::lever_plot::{LeverPlot, Marks};
use crate::report::charts::lever_titles as titles;
use crate::report::charts::phrases::ChartPhrase;
use crate::report::charts::quantity::Quantity;
use crate::report::charts::{heat, lever_rows};
use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::table::{Cell, Table};
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

/// The charts of all measures, and how they were chosen.
pub(crate) fn charts(swept: &Swept, lang: Lang, wide: f64) -> Vec<Chart> {
    let scene = |measure| SweptScene { swept, lang, measure };
    (0..swept.measures.len()).flat_map(|measure| of_measure(scene(measure), wide)).collect()
}

fn of_measure(scene: SweptScene, wide: f64) -> Vec<Chart> {
    let Some(name) = scene.measure().map(|measure| measure.name) else { return vec![] };
    let swept = scene.swept;
    if (0..swept.points.len()).all(|point| swept.level(point, scene.measure).mean().is_none()) {
        return vec![];
    }
    let id = |column: usize| format!("lever-{name}-{}", column + 1);
    let put = |id: String, title: String, marks, draw: &dyn Fn(f64) -> _| {
        let heading = ChartHeading::new(&id, title, scene.lang.text(marks));
        assemble(heading, table(scene), wide, draw)
    };
    let varied = swept.varied();
    let grid = match varied[..] {
        [one, other] => swept.grid(one, other),
        _ => None,
    };
    if let Some(grid) = grid {
        let draw = |width| heat::draw(scene, &grid, width);
        return vec![put(format!("lever-{name}"), titles::of_points(scene), ChartPhrase::HeatMarks, &draw)];
    }
    let alone = varied.len() == 1;
    let chart = |column: usize| match (swept.numeric(column), alone) {
        (true, true) => {
            let draw = |width| LeverPlot::new(scene, column, Marks::Line, width).draw();
            put(id(column), titles::of_one(scene, column), ChartPhrase::LeverLineMarks, &draw)
        }
        (true, false) => {
            let draw = |width| LeverPlot::new(scene, column, Marks::Dots, width).draw();
            put(id(column), titles::of_trend(scene, column), ChartPhrase::LeverDotMarks, &draw)
        }
        (false, true) => {
            let draw = |width| lever_rows::points(scene, column, width);
            put(id(column), titles::of_one(scene, column), ChartPhrase::LeverRowMarks, &draw)
        }
        (false, false) => {
            let draw = |width| lever_rows::spread(scene, column, width);
            put(id(column), titles::of_rows(scene, column), ChartPhrase::LeverSpreadMarks, &draw)
        }
    };
    varied.into_iter().map(chart).collect()
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
        let Some(change) = self.swept.change(point, self.measure) else { return false };
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
    let words = format!("{value:.places$}");
    words.trim_end_matches('0').trim_end_matches('.').replace('-', "−")
}

/// The numbers behind a chart: a row for each point.
fn table(scene: SweptScene) -> Table {
    let (lang, varied) = (scene.lang, scene.swept.varied());
    let mut head: Vec<String> = varied.iter().map(|column| scene.lever_with_unit(*column)).collect();
    let numbers = [
        ChartPhrase::Runs,
        ChartPhrase::Mean,
        ChartPhrase::IntervalFrom,
        ChartPhrase::IntervalTo,
        ChartPhrase::ChangeFromFirst,
        ChartPhrase::ChangeFrom,
        ChartPhrase::ChangeTo,
    ];
    head.extend(numbers.map(|phrase| lang.text(phrase).to_string()));
    let mut table = Table::new(head);
    for point in scene.drawn() {
        let (levels, changes) = (scene.levels(), scene.changes());
        let (ends, change) = (scene.interval(point), scene.change(point));
        let between = change.and_then(|change| change.1);
        let mut row: Vec<Cell> = varied.iter().map(|c| Cell::Text(scene.setting(point, *c))).collect();
        row.push(Cell::Text(scene.swept.level(point, scene.measure).n().to_string()));
        row.extend([scene.mean(point), ends.map(|e| e.0), ends.map(|e| e.1)].map(|v| levels.cell(v)));
        let differences = [change.map(|c| c.0), between.map(|e| e.0), between.map(|e| e.1)];
        row.extend(differences.map(|v| changes.cell(v)));
        table.rows.push(row);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::ValueKind;
    use crate::study::sweep::design::DesignColumn;
    use crate::study::sweep::swept::SweptPoint;
    use crate::world::record::measure;

    /// Points whose measure is `of` their cells, in worlds that differ by `spread` from one to the next.
    fn swept(
        columns: &[(&str, ValueKind)],
        cells: &[Vec<Value>],
        spread: f64,
        of: fn(&[Value]) -> f64,
    ) -> Swept {
        let column = |(path, kind): &(&str, ValueKind)| DesignColumn {
            path: (*path).into(),
            kind: *kind,
            unit: "yuan/year",
            meaning: "",
        };
        let point = |(at, cells): (usize, &Vec<Value>)| {
            // Luck of worlds that a point does not share with the others.
            let value = |world: u32| of(cells) + spread * f64::from((world * 7 + at as u32 * 5) % 11);
            SweptPoint {
                name: format!("point {at}"),
                cells: cells.iter().cloned().map(Some).collect(),
                values: vec![(1..=12).map(|world| (world, value(world))).collect()],
            }
        };
        Swept {
            columns: columns.iter().map(column).collect(),
            measures: measure("participation").into_iter().collect(),
            points: cells.iter().enumerate().map(point).collect(),
            baseline: 0,
            seed: 1,
            weeks: 104,
        }
    }

    fn real(numbers: &[f64]) -> Vec<Vec<Value>> {
        numbers.iter().map(|number| vec![Value::Real(*number)]).collect()
    }

    fn first(cells: &[Value]) -> f64 {
        number(&cells[0]).unwrap_or(0.3)
    }

    const GRANT: (&str, ValueKind) = ("levers.funding.grant", ValueKind::Real);
    const KIND: (&str, ValueKind) = ("base", ValueKind::Text);

    #[test]
    fn settings_are_worded_as_people_write_them() {
        for (value, words) in
            [(100_000.0, "100,000"), (0.3, "0.3"), (0.123_456, "0.1235"), (-0.5, "−0.5"), (12.3456, "12.35")]
        {
            assert_eq!(number_words(value), words);
        }
        assert_eq!(setting_words(&Value::Flag(true)), "true");
    }

    #[test]
    fn pictures_hold_their_words_and_marks_at_every_width() {
        let text = |words: &str| Value::Text(words.into());
        let pairs = |ends: &[f64], kinds: &[&str]| -> Vec<Vec<Value>> {
            let row =
                |kind: &&str| ends.iter().map(|end| vec![Value::Real(*end), text(kind)]).collect::<Vec<_>>();
            kinds.iter().flat_map(row).collect()
        };
        let many: Vec<f64> = (0..14).map(|at| 1e5 + 12_345.6 * f64::from(at)).collect();
        let long = "z-home+support+assessment+brand+training of everybody";
        let three = |at: u32| {
            let numbers = [at * 7 % 40, at * 3 % 40].map(|n| Value::Real(f64::from(n) / 40.0));
            numbers.into_iter().chain([text(if at % 2 == 0 { "a" } else { long })]).collect::<Vec<_>>()
        };
        let audit = ("levers.assessment.audit", ValueKind::Real);
        let cases = [
            (swept(&[GRANT], &real(&[-2.0, 0.0, 0.5, 1.0]), 0.01, first), 1),
            (swept(&[GRANT], &real(&many), 0.0, |_| 0.25), 1),
            (swept(&[KIND], &[vec![text("a")], vec![text(long)]], 0.01, first), 1),
            (swept(&[GRANT, KIND], &pairs(&many, &["a", long]), 0.01, first), 1),
            (swept(&[GRANT, KIND], &pairs(&many[..3], &["a", "b"])[1..], 0.01, first), 2),
            (swept(&[GRANT, audit, KIND], &(0..40).map(three).collect::<Vec<_>>(), 0.01, first), 3),
        ];
        for (at, (swept, wanted)) in cases.iter().enumerate() {
            for lang in [Lang::En, Lang::Zh] {
                let charts = charts(swept, lang, 1000.0);
                assert_eq!(charts.len(), *wanted, "case {at}");
                for chart in charts {
                    assert_eq!(chart.table.rows.len(), swept.points.len());
                    for picture in [&chart.wide, &chart.narrow] {
                        assert_eq!(
                            picture.faults(),
                            Vec::<String>::new(),
                            "case {at}, {lang:?}: {}",
                            chart.title
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn of_very_many_points_some_are_drawn_evenly() {
        let numbers: Vec<f64> = (0..1_201).map(f64::from).collect();
        let swept = swept(&[GRANT], &real(&numbers), 0.0, |_| 0.1);
        let drawn = SweptScene { swept: &swept, lang: Lang::En, measure: 0 }.drawn();
        assert_eq!((drawn.len(), drawn[0], drawn[MOST - 1]), (MOST, 0, 1_200));
        assert!(drawn.windows(2).all(|pair| (3..=4).contains(&(pair[1] - pair[0]))), "{drawn:?}");
    }

    /// Chance alone is no message, a shift of all worlds is one.
    #[test]
    fn titles_claim_no_more_than_intervals_carry() {
        let title = |swept: &Swept| charts(swept, Lang::En, 1000.0)[0].title.clone();
        let cells = real(&[1.0, 2.0, 3.0]);
        let shifted = title(&swept(&[GRANT], &cells, 0.001, |cells| 0.1 * first(cells)));
        assert!(
            shifted.starts_with("With funding.grant at 3 instead of 1, weekly participation: +"),
            "{shifted}"
        );
        let chance = title(&swept(&[GRANT], &cells, 0.001, |_| 0.1));
        assert_eq!(chance, "Weekly participation does not surely change with funding.grant at any point");
        let mut single = swept(&[GRANT], &cells, 0.001, |cells| 0.1 * first(cells));
        single.points.iter_mut().for_each(|point| point.values[0].retain(|world, _| *world == 1));
        assert!(title(&single).ends_with("one random world: nothing follows from it"));
        let grid = |of| {
            let row = |a: f64| [0.0, 5.0].map(|b| vec![Value::Real(a), Value::Real(b)]);
            let audit = ("levers.assessment.audit", ValueKind::Real);
            title(&swept(&[GRANT, audit], &[row(1.0), row(2.0)].concat(), 0.001, of))
        };
        let highest = grid(|cells| 0.1 * first(cells) - 0.01 * first(&cells[1..]));
        assert!(
            highest.starts_with("Weekly participation is highest at funding.grant 2, assessment.audit 0: 20")
                && highest.contains("lowest at funding.grant 1, assessment.audit 5: 5"),
            "{highest}"
        );
        assert!(grid(|_| 0.1).contains("does not surely change with funding.grant and assessment.audit"));
    }

    /// The darkest cell is the highest value, the palest the lowest, and each cell tells its own.
    #[test]
    fn cells_are_the_darker_the_more() {
        let cells: Vec<Vec<Value>> = [[1.0, 1.0], [2.0, 1.0], [1.0, 2.0], [2.0, 2.0]]
            .map(|pair| pair.map(Value::Real).to_vec())
            .to_vec();
        let audit = ("levers.assessment.audit", ValueKind::Real);
        let of = |cells: &[Value]| 0.1 * first(cells) + 0.02 * first(&cells[1..]);
        let chart = charts(&swept(&[GRANT, audit], &cells, 0.0, of), Lang::En, 1000.0).remove(0);
        let shades: Vec<f64> = chart
            .wide
            .text
            .split("fill-opacity=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
            .collect();
        // Column by column: 0.12, 0.14; 0.22, 0.24.
        assert!(shades[0] < shades[1] && shades[1] < shades[2] && shades[2] < shades[3], "{shades:?}");
        assert_eq!((shades[0], shades[3]), (0.06, 0.6));
        for words in ["120", "140", "220", "240"] {
            assert!(chart.wide.labels.iter().any(|(_, label)| label.starts_with(words)), "{words}");
        }
    }
}
