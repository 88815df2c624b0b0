//! What a ranking shows of each scenario: how far it is from the baseline in the last year, what that costs,
//! what gets worse, and how surely.

use crate::measure::cost;
use crate::measure::window::Window;
use crate::report::charts::phrases::ChartPhrase;
use crate::report::charts::ranking_columns::WordColumn;
use crate::report::charts::scene::Scene;
use crate::report::text::breaks;
use crate::report::text::format::{NumberFormat, Style, share};
use crate::report::text::table::{Cell, Table};
use crate::stats::band::Band;
use crate::study::compare::breaks::Breaks;
use crate::study::compare::prices::{Good, Price};
use crate::study::compare::verdict::first;
use crate::units::YEAR;

/// What is drawn of one scenario.
pub(crate) struct RankingRow {
    /// Which.
    pub(crate) at: usize,
    /// Mean of the last year.
    level: f64,
    /// Its difference from the baseline and the interval of that; of the baseline nothing, and of a scenario
    /// alone its level.
    pub(crate) mark: Option<(f64, Option<(f64, f64)>)>,
    /// The middle 90% of worlds around the mark.
    pub(crate) spread: Option<Band>,
    /// Share of worlds in which it is better than the baseline.
    better: Option<f64>,
    /// Share of worlds in which it is the best of all.
    first: Option<f64>,
    breaks: Breaks,
}

/// The rows, the best first.
pub(crate) fn rows(scene: &Scene) -> Vec<RankingRow> {
    let (study, measure) = (scene.study, scene.measure);
    let (first, breaks) = (first(study, measure.name), study.breaks());
    let alone = study.cases.len() == 1;
    let row = |at: &usize| {
        let case = scene.case(*at)?;
        let level = study.level(case, measure.name, Window::LastYear);
        let mark = if alone {
            level.mean().map(|mean| (mean, level.interval_within(measure.bounds())))
        } else {
            study.change(case, measure)
        };
        let values = if alone {
            study.values(case, measure.name, Window::LastYear).into_values().collect()
        } else {
            study.changes(case, measure)
        };
        Some(RankingRow {
            at: *at,
            level: level.mean()?,
            mark,
            spread: Some(values)
                .filter(|values| values.len() > 1)
                .and_then(|mut all| crate::stats::band::of(&mut all)),
            better: study.better_in(case, measure),
            first: first.get(*at).copied().flatten(),
            breaks: breaks.get(*at).cloned().unwrap_or_default(),
        })
    };
    scene.order.iter().filter_map(row).collect()
}

/// Yuan of full cost more than the baseline, a year.
fn cost_more(scene: &Scene, row: &RankingRow) -> Option<f64> {
    let (diff, _) = scene.study.change(scene.case(row.at)?, cost::counted()?)?;
    Some(diff * f64::from(YEAR))
}

/// What one visit more costs, or why there is no price.
fn visit(scene: &Scene, row: &RankingRow) -> Option<String> {
    let prices = scene.study.prices(scene.case(row.at)?);
    let price = prices.iter().find(|priced| priced.good == Good::Visit)?.price;
    Some(match price {
        Price::Yuan { value, .. } if value < 0.0 => scene.lang.text(ChartPhrase::Saves).into(),
        Price::Yuan { value, interval } => {
            NumberFormat::of(Style::Price, value, interval).at_most(0).bare(value)
        }
        Price::Loss => scene.lang.text(ChartPhrase::Worse).into(),
        Price::NoEffect => scene.lang.text(ChartPhrase::NoEffect).into(),
        Price::CostOpen => scene.lang.text(ChartPhrase::CostOpen).into(),
    })
}

impl RankingRow {
    /// The difference and its interval in words.
    pub(crate) fn change(&self, scene: &Scene) -> (String, Option<String>) {
        let words = scene.change_words(self.at, scene.measure);
        words.map_or_else(|| ("—".into(), None), |(change, interval)| (change, interval))
    }

    /// In how many worlds it is better, or that something breaks in it.
    pub(crate) fn better(&self, scene: &Scene) -> String {
        match self.breaks.worst() {
            Some(_) => scene.lang.text(ChartPhrase::Breaks).into(),
            None => self.better.map_or("—".into(), share),
        }
    }
}

/// The columns of words; of a scenario alone only its level.
pub(crate) fn columns(scene: &Scene, rows: &[RankingRow]) -> Vec<WordColumn> {
    let lang = scene.lang;
    let column = |phrase: ChartPhrase, of: &dyn Fn(&RankingRow) -> Option<String>| {
        let words = rows.iter().map(|row| of(row).unwrap_or_else(|| "—".into())).collect();
        WordColumn { head: lang.text(phrase).to_string(), words }
    };
    let level = column(ChartPhrase::LastYear, &|row| Some(scene.style().value(row.level)));
    if scene.study.cases.len() == 1 {
        return vec![level];
    }
    let change = column(ChartPhrase::Difference, &|row| {
        let (change, interval) = row.change(scene);
        let unit =
            scene.change(scene.style(), 0.0).trim_start_matches(|c: char| "0.".contains(c)).to_string();
        Some(match interval {
            Some(interval) => format!("{} ({interval})", change.trim_end_matches(&unit)),
            None => change,
        })
    });
    vec![
        change,
        level,
        column(ChartPhrase::YuanMore, &|row| cost_more(scene, row).map(|yuan| Style::Money.signed(yuan))),
        column(ChartPhrase::YuanVisit, &|row| visit(scene, row)),
        column(ChartPhrase::BetterIn, &|row| Some(row.better(scene))),
    ]
}

/// The numbers.
pub(crate) fn table(scene: &Scene, rows: &[RankingRow]) -> Table {
    let head = [
        ChartPhrase::Scenario,
        ChartPhrase::Mean,
        ChartPhrase::Change,
        ChartPhrase::ChangeFrom,
        ChartPhrase::ChangeTo,
        ChartPhrase::LowWorlds,
        ChartPhrase::HighWorlds,
        ChartPhrase::YuanMore,
        ChartPhrase::YuanVisit,
        ChartPhrase::BetterIn,
        ChartPhrase::ShareFirst,
        ChartPhrase::WhatBreaks,
    ];
    let style = scene.style();
    let row = |row: &RankingRow| {
        let change = scene.case(row.at).and_then(|case| scene.study.change(case, scene.measure));
        let interval = change.and_then(|c| c.1);
        vec![
            Cell::Text(scene.label(row.at).to_string()),
            Cell::Value(Some(row.level), style),
            Cell::Change(change.map(|c| c.0), style),
            Cell::Change(interval.map(|i| i.0), style),
            Cell::Change(interval.map(|i| i.1), style),
            Cell::Change(row.spread.map(|b| b.low).filter(|_| change.is_some()), style),
            Cell::Change(row.spread.map(|b| b.high).filter(|_| change.is_some()), style),
            Cell::Change(cost_more(scene, row), Style::Money),
            Cell::Text(visit(scene, row).unwrap_or_else(|| "–".into())),
            Cell::Value(row.better, Style::Share),
            Cell::Value(row.first, Style::Share),
            Cell::Text(breaks::cell(scene.lang, &row.breaks)),
        ]
    };
    let rows = rows.iter().map(row).collect();
    Table { rows, ..Table::new(head.map(|phrase| scene.lang.text(phrase))) }
}
