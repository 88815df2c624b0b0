//! What one more visit, participant, or point less of a deficiency costs the public purse, scenario by
//! scenario.

use crate::report::charts::chart::{Chart, ChartHeading, assemble};
use crate::report::charts::dots::{DotColumn, DotRow, Dots, Spot};
use crate::report::charts::layout::{ValueAxis, Weight};
use crate::report::charts::phrases::ChartPhrase;
use crate::report::charts::scene::Scene;
use crate::report::charts::style::{Colours, INK};
use crate::report::text::format::Style;
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::Lang;
use crate::study::compare::prices::{GOODS, Good, Price, Priced};

/// Goods shown, with their headings.
const SHOWN: [(&str, &str, &str); 6] = [
    ("visit", "one more visit", "多一次到访"),
    ("participant", "one more person in four weeks", "四周内多一人到访"),
    ("service_point", "a point less service inefficiency", "服务低效降一点"),
    ("institution_point", "a point less thin institutions", "制度缺失降一点"),
    ("brand_point", "a point less weak brand", "品牌薄弱降一点"),
    ("nonprofit_point", "a point less doubt of non-profit", "公益认知不足降一点"),
];

fn name(good: &Good, lang: Lang) -> String {
    let known = SHOWN.iter().find(|shown| shown.0 == good.name);
    known.map_or(good.words.to_string(), |(_, english, chinese)| lang.say(english, chinese).to_string())
}

/// Yuan: small amounts with a decimal.
pub(crate) fn yuan(value: f64) -> String {
    if value.abs() < 100.0 { Style::Number.value(value) } else { Style::Money.value(value) }
}

/// The prices of every scenario but the baseline, best first.
pub(crate) fn all(scene: &Scene) -> Vec<(usize, Vec<Priced>)> {
    let others = scene.order.iter().filter(|at| **at != scene.study.baseline);
    others
        .filter_map(|at| Some((*at, scene.study.prices(scene.case(*at)?))))
        .filter(|(_, prices)| !prices.is_empty())
        .collect()
}

/// The chart.
pub(crate) fn chart(scene: &Scene, wide: f64) -> Chart {
    let all = all(scene);
    let base = scene.label(scene.study.baseline);
    let desc = match scene.lang {
        Lang::En => format!(
            "Extra public cost against {base} over what it gains; thick line: 95% interval. “no effect”: \
                the gain's interval holds zero. “worse”: it moves the wrong way."
        ),
        Lang::Zh => format!(
            "相对{base}的额外公共成本除以所得；粗线为95%区间。“无效果”：所得的区间含零；“更差”：方向相反。"
        ),
    };
    let heading = ChartHeading::new("prices", scene.lang.text(ChartPhrase::Prices), desc);
    assemble(heading, table(scene, &all), wide, &|width| dots(scene, &all).draw(width))
}

fn spot(lang: Lang, price: Option<&Priced>) -> Spot {
    match price.map(|priced| priced.price) {
        Some(Price::Yuan { value, interval }) => {
            Spot { now: Some(value), interval, words: yuan(value), ..Spot::default() }
        }
        Some(Price::Loss) => Spot::quiet(lang.text(ChartPhrase::Worse)),
        Some(Price::NoEffect) => Spot::quiet(lang.text(ChartPhrase::NoEffect)),
        None => Spot::quiet("—"),
    }
}

fn dots(scene: &Scene, all: &[(usize, Vec<Priced>)]) -> Dots {
    let goods: Vec<&Good> =
        SHOWN.iter().filter_map(|shown| GOODS.iter().find(|good| good.name == shown.0)).collect();
    let of = |prices: &[Priced], good: &Good| {
        spot(scene.lang, prices.iter().find(|priced| priced.good.name == good.name))
    };
    let spots: Vec<Vec<Spot>> =
        all.iter().map(|(_, prices)| goods.iter().map(|good| of(prices, good)).collect()).collect();
    let column = |(at, good): (usize, &&Good)| {
        let cells =
            || spots.iter().filter_map(|row| row.get(at)).filter_map(|spot| Some((spot.now?, spot.interval)));
        let high =
            cells().map(|(value, interval)| interval.map_or(value, |i| i.1).max(value)).fold(1e-6, f64::max);
        let low =
            cells().map(|(value, interval)| interval.map_or(value, |i| i.0).min(value)).fold(0.0, f64::min);
        let axis = ValueAxis::holding(low, high, 2.0);
        DotColumn { head: name(good, scene.lang), ink: INK, axis: (axis.low, axis.high), colours: None }
    };
    let row = |(at, _): &(usize, Vec<Priced>)| {
        let ink = scene.ink(*at);
        let colours = Colours { fill: ink.fill, text: ink.text };
        DotRow { name: scene.label(*at).to_string(), weight: Weight::Bold, colours }
    };
    Dots {
        rows: all.iter().map(row).collect(),
        columns: goods.iter().enumerate().map(column).collect(),
        spots,
    }
}

fn table(scene: &Scene, all: &[(usize, Vec<Priced>)]) -> Table {
    let head = [
        ChartPhrase::Scenario,
        ChartPhrase::Good,
        ChartPhrase::Gain,
        ChartPhrase::IntervalFrom,
        ChartPhrase::IntervalTo,
        ChartPhrase::Yuan,
        ChartPhrase::YuanFrom,
        ChartPhrase::YuanTo,
    ];
    let mut table = Table::new(head.map(|phrase| scene.lang.text(phrase)));
    for (at, prices) in all {
        for priced in prices {
            let (value, interval) = match priced.price {
                Price::Yuan { value, interval } => (Some(value), interval),
                Price::Loss | Price::NoEffect => (None, None),
            };
            let gain = priced.gain;
            table.rows.push(vec![
                Cell::Text(scene.label(*at).to_string()),
                Cell::Text(name(priced.good, scene.lang)),
                Cell::Change(Some(gain.mean), Style::Number),
                Cell::Change(gain.interval.map(|i| i.0), Style::Number),
                Cell::Change(gain.interval.map(|i| i.1), Style::Number),
                Cell::Value(value, Style::Number),
                Cell::Value(interval.map(|i| i.0), Style::Number),
                Cell::Value(interval.map(|i| i.1), Style::Number),
            ]);
        }
    }
    table
}
