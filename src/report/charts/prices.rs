//! What one more visit, participant, or point less of a deficiency costs, whoever bears it, scenario
//! by scenario.

use crate::report::charts::chart::{Chart, ChartHeading, ChartPart, assemble_folded};
use crate::report::charts::dots::{DotColumn, DotRow, Dots, Spot};
use crate::report::charts::layout::{ValueAxis, Weight};
use crate::report::charts::phrases::ChartPhrase;
use crate::report::charts::scene::Scene;
use crate::report::charts::style::{Colours, INK};
use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::{Bilingual, BothTexts, Lang};
use crate::study::compare::prices::{Good, Price, Priced};
use crate::world::record::deficiency::Deficiency;

/// What one more unit of it is called.
impl Bilingual for Good {
    fn texts(&self) -> BothTexts {
        let (english, chinese) = match self {
            Good::Visit => ("one more visit", "多一次到访"),
            Good::PersonWeek => ("one more person-week with a visit", "多一个有到访的人周"),
            Good::Participant => ("one more person in four weeks", "四周内多一人到访"),
            Good::Point(Deficiency::Service) => ("a point less service inefficiency", "服务低效降低1分"),
            Good::Point(Deficiency::Institution) => ("a point less thin institutions", "制度缺失降低1分"),
            Good::Point(Deficiency::Brand) => ("a point less weak brand", "品牌薄弱降低1分"),
            Good::Point(Deficiency::Nonprofit) => ("a point less doubt of non-profit", "公益认知不足降低1分"),
        };
        BothTexts { english, chinese }
    }
}

/// Goods with a column of their own; a person-week says little beside a visit.
fn shown() -> impl Iterator<Item = Good> {
    Good::ALL.into_iter().filter(|good| *good != Good::PersonWeek)
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
    let base = scene.base_name();
    let desc = match scene.lang {
        Lang::En => format!(
            "Extra full cost against {base} over what it gains; the table holds 95% intervals. “no effect”: \
                the gain's interval holds zero. “worse”: it moves the wrong way. “cost open”: the extra \
                cost may be \
                zero, or rests on too few worlds."
        ),
        Lang::Zh => format!(
            "相对{base}的额外全部成本除以所得；95%区间见数据表。“无效果”：所得的区间含零；“更差”：方向相反；\
                “成本未定”：额外成本可能为零，或只来自过少的模拟。"
        ),
    };
    let heading = ChartHeading::new("prices", title(scene, &all), desc);
    let draw = |part, width| {
        let rows = match part {
            ChartPart::Whole => &all[..],
            ChartPart::First => all.get(..1)?,
            ChartPart::Rest => all.get(1..).filter(|rest| !rest.is_empty())?,
        };
        Some(dots(scene, rows).draw(width))
    };
    assemble_folded(heading, table(scene, &all), wide, &draw)
}

/// Where one more visit costs least.
fn title(scene: &Scene, all: &[(usize, Vec<Priced>)]) -> String {
    let visit = |(at, prices): &(usize, Vec<Priced>)| {
        let priced = prices.iter().find(|priced| priced.good == Good::Visit)?;
        match priced.price {
            Price::Yuan { value, .. } if value > 0.0 => Some((*at, value)),
            _ => None,
        }
    };
    let cheapest = all.iter().filter_map(visit).min_by(|a, b| a.1.total_cmp(&b.1));
    let Some((at, value)) = cheapest else { return scene.lang.text(ChartPhrase::Prices).into() };
    let yuan = Style::Price.value(value);
    match scene.lang {
        Lang::En => format!("One more visit costs least under {}: {yuan} yuan", scene.named(at)),
        Lang::Zh => format!("多一次到访在{}下最便宜：{yuan}元", scene.label(at)),
    }
}

fn spot(lang: Lang, price: Option<Price>, format: NumberFormat) -> Spot {
    match price {
        Some(Price::Yuan { value, .. }) => {
            // Every good has its own scale: dots beside one another would say nothing.
            let words = if value < 0.0 { lang.text(ChartPhrase::Saves).into() } else { format.value(value) };
            Spot { words, ..Spot::default() }
        }
        Some(Price::Loss) => Spot::quiet(lang.text(ChartPhrase::Worse)),
        Some(Price::NoEffect) => Spot::quiet(lang.text(ChartPhrase::NoEffect)),
        Some(Price::CostOpen) => Spot::quiet(lang.text(ChartPhrase::CostOpen)),
        None => Spot::quiet("—"),
    }
}

/// The price of a good in every scenario, and the column of them.
fn column(lang: Lang, all: &[(usize, Vec<Priced>)], good: Good) -> (DotColumn, Vec<Spot>) {
    let of = |(_, prices): &(usize, Vec<Priced>)| prices.iter().find(|p| p.good == good).map(|p| p.price);
    let prices: Vec<Option<Price>> = all.iter().map(of).collect();
    let known = || {
        prices.iter().flatten().filter_map(|price| match price {
            Price::Yuan { value, interval } => Some((*value, *interval)),
            Price::Loss | Price::NoEffect | Price::CostOpen => None,
        })
    };
    let high =
        known().map(|(value, interval)| interval.map_or(value, |i| i.1).max(value)).fold(1e-6, f64::max);
    let low = known().map(|(value, interval)| interval.map_or(value, |i| i.0).min(value)).fold(0.0, f64::min);
    let axis = ValueAxis::holding(low, high, 2.0);
    let format = NumberFormat::column(Style::Price, known());
    let head = lang.text(good).to_string();
    let column = DotColumn { head, ink: INK, axis: (axis.low, axis.high), colours: None };
    (column, prices.into_iter().map(|price| spot(lang, price, format)).collect())
}

fn dots(scene: &Scene, all: &[(usize, Vec<Priced>)]) -> Dots {
    let (columns, by_good): (Vec<DotColumn>, Vec<Vec<Spot>>) =
        shown().map(|good| column(scene.lang, all, good)).unzip();
    let row = |(at, _): &(usize, Vec<Priced>)| {
        let ink = scene.ink(*at);
        let colours = Colours { fill: ink.fill, text: ink.text };
        DotRow { name: scene.label(*at).to_string(), weight: Weight::Bold, colours }
    };
    let spots = (0..all.len()).map(|at| by_good.iter().map(|spots| spots[at].clone()).collect());
    Dots { rows: all.iter().map(row).collect(), columns, spots: spots.collect() }
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
                Price::Loss | Price::NoEffect | Price::CostOpen => (None, None),
            };
            let gain = priced.gain;
            table.rows.push(vec![
                Cell::Text(scene.label(*at).to_string()),
                Cell::Text(scene.lang.text(priced.good).to_string()),
                Cell::Change(Some(gain.mean), Style::Number),
                Cell::Change(gain.interval.map(|i| i.0), Style::Number),
                Cell::Change(gain.interval.map(|i| i.1), Style::Number),
                Cell::Value(value, Style::Price),
                Cell::Value(interval.map(|i| i.0), Style::Price),
                Cell::Value(interval.map(|i| i.1), Style::Price),
            ]);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::paired::Estimate;

    #[test]
    fn prices_of_a_good_have_the_decimals_that_their_intervals_allow() {
        let gain = Estimate::of(&[1.0, 2.0, 3.0], 1).unwrap();
        let priced = |price| vec![Priced { good: Good::Visit, gain, price }];
        let yuan = |value: f64, half: f64| {
            priced(Price::Yuan { value, interval: Some((value - half, value + half)) })
        };
        let all = [(0, yuan(3.456, 0.04)), (1, yuan(123.456, 0.3)), (2, priced(Price::Loss)), (3, vec![])];
        let words = |lang| {
            let (column, spots) = column(lang, &all, Good::Visit);
            (column.head, spots.into_iter().map(|spot| spot.words).collect::<Vec<_>>())
        };
        let english = ["3.46", "123.46", Lang::En.text(ChartPhrase::Worse), "—"].map(String::from).to_vec();
        assert_eq!(words(Lang::En), ("one more visit".into(), english));
        assert_eq!(words(Lang::Zh).0, "多一次到访");
    }

    #[test]
    fn every_good_has_a_name_of_its_own_in_each_language() {
        let mut texts: Vec<_> =
            Good::ALL.iter().flat_map(|g| [g.texts().english, g.texts().chinese]).collect();
        texts.sort_unstable();
        texts.dedup();
        assert_eq!(texts.len(), 2 * Good::ALL.len());
    }
}
