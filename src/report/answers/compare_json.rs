//! The answer of `compare` as JSON: every number of the tables, and more.

use crate::files::manifest::Request;
use crate::scenario::Scenario;
use crate::stats::paired::Estimate;
use crate::study::compare::Comparison;
use crate::study::compare::checks::Prefix;
use crate::study::compare::costs::{Cost, PurposeCost};
use crate::study::compare::effects::Effect;
use crate::study::compare::groups::{GroupEffect, last_year, left_out};
use crate::study::compare::prices::{Price, Priced};
use crate::study::compare::ranking::METHOD;
use serde_json::{Value, json};

/// An estimate.
pub(crate) fn estimate(e: &Estimate) -> Value {
    json!({ "mean": e.mean, "ci_low": e.interval.map(|i| i.0), "ci_high": e.interval.map(|i| i.1), "n": e.worlds })
}

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
            "null": { "worlds": comparison.null.worlds, "cells": comparison.null.cells, "weeks_that_differ": comparison.null.weeks_that_differ },
            "prefix": names.iter().skip(1).zip(&comparison.prefixes).map(|(n, p)| prefix(n, p)).collect::<Vec<_>>(),
        },
        "warnings": warnings,
    })
}

fn one(comparison: &Comparison, at: usize, scenario: &Scenario) -> Value {
    let mine = |name: &String| *name == scenario.name;
    let effects = comparison.effects.iter().filter(|e| mine(&e.scenario)).map(effect);
    let year = last_year(&comparison.groups);
    let groups = comparison.groups.iter().filter(|e| mine(&e.scenario) && e.key.0 == year).map(group);
    let out = left_out(&comparison.groups, &scenario.name);
    let out = out
        .iter()
        .map(|e| json!({ "group_kind": e.key.1, "group": e.key.2, "never_reached": 1.0 - e.after, "baseline": 1.0 - e.before }));
    json!({
        "scenario": scenario.name,
        "title": scenario.title,
        "effects": effects.collect::<Vec<_>>(),
        "cost": comparison.costs.get(at - 1).map(cost),
        "groups": groups.collect::<Vec<_>>(),
        "left_out": out.collect::<Vec<_>>(),
    })
}

fn effect(e: &Effect) -> Value {
    let p = &e.paired;
    json!({
        "measure": e.measure, "window": e.window, "diff": p.diff,
        "ci_low": p.interval.map(|i| i.0), "ci_high": p.interval.map(|i| i.1), "p_better": p.p_better, "n_pairs": p.pairs,
        "correlation": p.correlation, "variance_reduction": p.variance_reduction, "pairs_to_settle": p.pairs_to_settle,
    })
}

fn group(e: &GroupEffect) -> Value {
    let p = &e.paired;
    json!({
        "year": e.key.0, "group_kind": e.key.1, "group": e.key.2, "measure": e.key.3, "baseline": e.before, "scenario": e.after,
        "diff": p.diff, "ci_low": p.interval.map(|i| i.0), "ci_high": p.interval.map(|i| i.1), "p_better": p.p_better,
        "n_pairs": p.pairs,
    })
}

fn cost(cost: &Cost) -> Value {
    let purposes = cost.purposes.iter().map(|PurposeCost { purpose, last_year, whole }| {
        json!({ "purpose": purpose.name(), "extra_last_year": estimate(last_year), "extra_whole": estimate(whole) })
    });
    json!({
        "last_year": cost.last_year.as_ref().map(estimate),
        "extra_last_year": cost.extra_last_year.as_ref().map(estimate),
        "extra_whole": cost.extra_whole.as_ref().map(estimate),
        "purposes": purposes.collect::<Vec<_>>(),
        "prices": cost.prices.iter().map(priced).collect::<Vec<_>>(),
    })
}

fn priced(p: &Priced) -> Value {
    let (verdict, value, interval) = match p.price {
        Price::NoEffect => ("no effect to price", None, None),
        Price::Loss => ("a loss", None, None),
        Price::Yuan { value, interval } => ("priced", Some(value), interval),
    };
    json!({
        "good": p.good.name, "unit": p.good.words, "window": p.good.window.to_string(), "gain": estimate(&p.gain),
        "verdict": verdict, "yuan": value, "ci_low": interval.map(|i| i.0), "ci_high": interval.map(|i| i.1),
    })
}

fn frontier(comparison: &Comparison) -> Vec<Value> {
    let one = |(name, s): (&String, &crate::study::compare::frontier::FrontierStanding)| {
        json!({
            "scenario": name, "public_cost": s.cost, "participation": s.effect,
            "dominated_by": s.dominated_by.map(|by| comparison.names[by].clone()), "p_frontier": s.p_frontier,
            "yuan_per_point": s.step.map(|step| step / 100.0),
        })
    };
    comparison.names.iter().zip(&comparison.standings).map(one).collect()
}

fn prefix(name: &str, p: &Prefix) -> Value {
    json!({
        "scenario": name, "levers_differ_from_week": p.parts, "cells": p.cells, "weeks_that_differ": p.weeks_that_differ,
        "first_difference": p.first_difference,
    })
}
