//! The answer of `compare` as JSON: every number of the tables, and more.

use crate::files::manifest::Request;
use crate::measure::window::Window;
use crate::scenario::Scenario;
use crate::stats::paired::{Estimate, bounds};
use crate::study::compare::Comparison;
use crate::study::compare::checks::Prefix;
use crate::study::compare::costs::{Cost, PurposeCost};
use crate::study::compare::effects::Effect;
use crate::study::compare::frontier::FrontierStanding;
use crate::study::compare::groups::{GroupEffect, last_year, left_out};
use crate::study::compare::prices::{Price, Priced};
use crate::study::compare::ranking::METHOD;
use serde::Serialize;
use serde_json::{Value, json};

/// The whole answer.
pub(crate) fn as_json(
    comparison: &Comparison,
    request: &Request,
    scenarios: &[Scenario],
    replicates: u32,
    warnings: &[String],
) -> Value {
    let names = &comparison.names;
    let others = scenarios.iter().enumerate().skip(1).map(|(at, scenario)| one(comparison, at, scenario));
    let ranking = &comparison.ranking;
    let named = |group: &Vec<usize>| group.iter().map(|i| names[*i].clone()).collect::<Vec<_>>();
    let compared = names.iter().skip(1).zip(&comparison.prefixes);
    let prefixes = compared.map(|(scenario, check)| PrefixJson { scenario, check });
    json!({
        "program": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "command": request.command,
        "seed": request.seed,
        "replicates": replicates,
        "baseline": { "scenario": names[0], "title": scenarios[0].title },
        "scenarios": others.collect::<Vec<_>>(),
        "ranking": {
            "measure": comparison.measure.name,
            "window": "last-year",
            "method": METHOD,
            "groups": ranking.groups.iter().map(named).collect::<Vec<_>>(),
            "scenarios": names,
            "means": ranking.means,
            "p_beats": ranking.beats,
            "p_adjusted": ranking.adjusted,
        },
        "frontier": frontier(comparison),
        "checks": {
            "null": comparison.null,
            "prefix": prefixes.collect::<Vec<_>>(),
        },
        "warnings": warnings,
    })
}

fn one(comparison: &Comparison, at: usize, scenario: &Scenario) -> Value {
    let mine = |name: &String| *name == scenario.name;
    let effects = comparison.effects.iter().filter(|e| mine(&e.scenario)).map(effect);
    let year = last_year(&comparison.groups);
    let groups = comparison.groups.iter().filter(|e| mine(&e.scenario) && e.key.year == year).map(group);
    let out = left_out(&comparison.groups, &scenario.name);
    let out = out.iter().map(|e| LeftOutJson::of(e));
    json!({
        "scenario": scenario.name,
        "title": scenario.title,
        "effects": effects.collect::<Vec<_>>(),
        "cost": comparison.costs.get(at - 1).map(cost),
        "groups": groups.collect::<Vec<_>>(),
        "left_out": out.collect::<Vec<_>>(),
    })
}

/// The effect on a measure over a window.
#[derive(Serialize)]
struct EffectJson<'a> {
    measure: &'a str,
    window: Window,
    diff: f64,
    #[serde(flatten, with = "bounds")]
    interval: Option<(f64, f64)>,
    p_better: Option<f64>,
    n_pairs: u64,
    correlation: Option<f64>,
    variance_reduction: Option<f64>,
    pairs_to_settle: Option<u64>,
}

fn effect(e: &Effect) -> EffectJson<'_> {
    let p = &e.paired;
    EffectJson {
        measure: e.measure,
        window: e.window,
        diff: p.diff,
        interval: p.interval,
        p_better: p.p_better,
        n_pairs: p.pairs,
        correlation: p.correlation,
        variance_reduction: p.variance_reduction,
        pairs_to_settle: p.pairs_to_settle,
    }
}

/// The effect on a figure of a group of residents in a year.
#[derive(Serialize)]
struct GroupEffectJson {
    year: u32,
    group_kind: &'static str,
    group: &'static str,
    measure: &'static str,
    baseline: f64,
    scenario: f64,
    diff: f64,
    #[serde(flatten, with = "bounds")]
    interval: Option<(f64, f64)>,
    p_better: Option<f64>,
    n_pairs: u64,
}

fn group(e: &GroupEffect) -> GroupEffectJson {
    let (p, (group_kind, group)) = (&e.paired, e.key.group.key());
    GroupEffectJson {
        year: e.key.year,
        group_kind,
        group,
        measure: e.key.figure.name(),
        baseline: e.before,
        scenario: e.after,
        diff: p.diff,
        interval: p.interval,
        p_better: p.p_better,
        n_pairs: p.pairs,
    }
}

/// Shares of a group whom the home never reached in the year.
#[derive(Serialize)]
struct LeftOutJson {
    group_kind: &'static str,
    group: &'static str,
    never_reached: f64,
    baseline: f64,
}

impl LeftOutJson {
    fn of(e: &GroupEffect) -> LeftOutJson {
        let (group_kind, group) = e.key.group.key();
        LeftOutJson { group_kind, group, never_reached: 1.0 - e.after, baseline: 1.0 - e.before }
    }
}

fn cost(cost: &Cost) -> Value {
    let purposes = cost.purposes.iter().map(|PurposeCost { purpose, last_year, whole }| {
        json!({
            "purpose": purpose.name(),
            "extra_last_year": last_year,
            "extra_whole": whole,
        })
    });
    json!({
        "last_year": cost.last_year,
        "extra_last_year": cost.extra_last_year,
        "extra_whole": cost.extra_whole,
        "purposes": purposes.collect::<Vec<_>>(),
        "prices": cost.prices.iter().map(priced).collect::<Vec<_>>(),
    })
}

/// What a good costs, or why it has no price.
#[derive(Serialize)]
struct PriceJson {
    good: &'static str,
    unit: &'static str,
    window: String,
    gain: Estimate,
    verdict: &'static str,
    yuan: Option<f64>,
    #[serde(flatten, with = "bounds")]
    interval: Option<(f64, f64)>,
}

fn priced(p: &Priced) -> PriceJson {
    let (verdict, yuan, interval) = match p.price {
        Price::NoEffect => ("no effect to price", None, None),
        Price::Loss => ("a loss", None, None),
        Price::Yuan { value, interval } => ("priced", Some(value), interval),
    };
    PriceJson {
        good: p.good.name(),
        unit: p.good.words(),
        window: p.good.window().to_string(),
        gain: p.gain,
        verdict,
        yuan,
        interval,
    }
}

/// How a scenario stands between public cost and participation.
#[derive(Serialize)]
struct StandingJson<'a> {
    scenario: &'a str,
    public_cost: f64,
    participation: f64,
    dominated_by: Option<&'a str>,
    p_frontier: f64,
    yuan_per_point: Option<f64>,
}

fn frontier(comparison: &Comparison) -> Vec<StandingJson<'_>> {
    let name = |at: usize| comparison.names[at].as_str();
    let one = |(at, s): (usize, &FrontierStanding)| StandingJson {
        scenario: name(at),
        public_cost: s.cost,
        participation: s.effect,
        dominated_by: s.dominated_by.map(name),
        p_frontier: s.p_frontier,
        yuan_per_point: s.step.map(|step| step / 100.0),
    };
    comparison.standings.iter().enumerate().take(comparison.names.len()).map(one).collect()
}

/// A scenario against the baseline before it may differ.
#[derive(Serialize)]
struct PrefixJson<'a> {
    scenario: &'a str,
    #[serde(flatten)]
    check: &'a Prefix,
}
