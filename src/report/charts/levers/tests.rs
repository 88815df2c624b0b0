use super::charts;
use crate::report::charts::swept_scene::{MOST, SweptScene, number_words, setting_words};
use crate::report::text::translate::Lang;
use crate::settings::Value;
use crate::settings::ValueKind;
use crate::study::sweep::design::DesignColumn;
use crate::study::sweep::swept::{Swept, SweptPoint, number};
use crate::world::record::measure;

/// Points whose measure is `of` their cells, in worlds that differ by `spread` from one to the next.
fn swept(columns: &[(&str, ValueKind)], cells: &[Vec<Value>], spread: f64, of: fn(&[Value]) -> f64) -> Swept {
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

/// A share, the larger the more the first setting is.
fn share(cells: &[Value]) -> f64 {
    let x = first(cells);
    0.4 + 0.3 * x / (1.0 + x.abs())
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
        numbers.into_iter().chain([text(if at.is_multiple_of(2) { "a" } else { long })]).collect::<Vec<_>>()
    };
    let audit = ("levers.assessment.audit", ValueKind::Real);
    let cases = [
        (swept(&[GRANT], &real(&[-2.0, 0.0, 0.5, 1.0]), 0.01, share), 1),
        (swept(&[GRANT], &real(&many), 0.0, |_| 0.25), 1),
        (swept(&[KIND], &[vec![text("a")], vec![text(long)]], 0.01, share), 1),
        (swept(&[GRANT, KIND], &pairs(&many, &["a", long]), 0.01, share), 1),
        (swept(&[GRANT, KIND], &pairs(&many[..3], &["a", "b"])[1..], 0.01, share), 2),
        (swept(&[GRANT, audit, KIND], &(0..40).map(three).collect::<Vec<_>>(), 0.01, share), 3),
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
    // Two cells of one row are as high as each other: neither may be called the highest alone.
    let shared = grid(|cells| 0.1 * first(cells));
    assert!(shared.contains(" (one other point cannot be told apart from it); lowest at"), "{shared}");
    assert!(grid(|_| 0.1).contains("does not surely change with funding.grant and assessment.audit"));
}

/// The darkest cell is the highest value, the palest the lowest, and each cell tells its own.
#[test]
fn cells_are_the_darker_the_more() {
    let cells: Vec<Vec<Value>> =
        [[1.0, 1.0], [2.0, 1.0], [1.0, 2.0], [2.0, 2.0]].map(|pair| pair.map(Value::Real).to_vec()).to_vec();
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
