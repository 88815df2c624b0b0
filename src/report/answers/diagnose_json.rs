//! The answer of `diagnose` as JSON.

use crate::files::manifest::Request;
use crate::report::answers::compare_json::estimate;
use crate::report::answers::diagnose::together;
use crate::scenario::Scenario;
use crate::stats::paired::Estimate;
use crate::study::diagnose::by_lever::{ByLever, LeverShares};
use crate::study::diagnose::causes::{CAUSES, Move, Player, players};
use crate::study::diagnose::links::Trace;
use crate::study::diagnose::{DeficiencyCauses, Diagnosis, Share};
use serde_json::{Value, json};

/// The whole answer.
pub fn as_json(
    diagnosis: &Diagnosis,
    request: &Request,
    scenario: &Scenario,
    moves: &[Vec<Move>; 3],
    warnings: &[String],
) -> Value {
    json!({
        "program": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "command": request.command,
        "seed": request.seed,
        "replicates": diagnosis.replicates,
        "scenario": scenario.name,
        "title": scenario.title,
        "deficiencies": diagnosis.deficiencies.iter().map(deficiency).collect::<Vec<_>>(),
        "repairs": players(moves).iter().map(player).collect::<Vec<_>>(),
        "costs": costs(&diagnosis.costs),
        "equal_cost": diagnosis.equal_cost.as_ref().map(|equal| json!({
            "budget": equal.budget,
            "fractions": CAUSES.iter().zip(equal.fractions).map(|(c, f)| json!({ "name": c.name, "fraction": f })).collect::<Vec<_>>(),
            "costs": costs(&equal.costs),
            "deficiencies": equal.deficiencies.iter().map(deficiency).collect::<Vec<_>>(),
        })),
        "by_lever": diagnosis.by_lever.as_ref().map(by_lever),
        "why": diagnosis.why.as_ref().map(why),
        "warnings": warnings,
    })
}

fn share(s: &Share) -> Value {
    let interval = s.share.interval;
    json!({ "name": s.name, "share": s.share.mean, "ci_low": interval.map(|i| i.0), "ci_high": interval.map(|i| i.1) })
}

fn shares(all: &[Share]) -> Vec<Value> {
    all.iter().map(share).collect()
}

fn deficiency(d: &DeficiencyCauses) -> Value {
    let pairs = d
        .pairs
        .iter()
        .map(|(a, b, e)| json!({ "causes": [CAUSES[*a].name, CAUSES[*b].name], "surplus": estimate(e) }));
    json!({
        "name": d.measure.name,
        "label": d.measure.label,
        "level": d.level.mean,
        "level_interval": estimate(&d.level),
        "left": estimate(&d.left),
        "total": d.total.mean,
        "total_interval": estimate(&d.total),
        "causes": shares(&d.causes),
        "largest": {
            "name": d.largest_share().name, "told_apart": d.largest.1, "sure": d.largest_share().share.sure_sign() > 0,
        },
        "interaction": { "surplus": estimate(&d.surplus), "kind": together(&d.surplus), "pairs": pairs.collect::<Vec<_>>() },
        "behaviour": d.behaviour.as_ref().map(|(total, causes)| json!({ "total": total.mean, "causes": shares(causes) })),
        "by_definition": d.accounting.as_ref().map(|(total, causes)| json!({ "total": total.mean, "causes": shares(causes) })),
    })
}

fn costs(all: &[Option<Estimate>]) -> Vec<Value> {
    let cost = |(cause, e): (&crate::study::diagnose::causes::Cause, &Option<Estimate>)| json!({ "name": cause.name, "yuan_a_year": e.as_ref().map(estimate) });
    CAUSES.iter().zip(all).map(cost).collect()
}

fn player(p: &Player) -> Value {
    let moves = p.moves.iter().map(|m| json!({ "lever": m.path, "from": m.from, "to": m.to }));
    json!({ "name": p.name, "cause": CAUSES[p.cause].name, "moves": moves.collect::<Vec<_>>() })
}

fn by_lever(levers: &ByLever) -> Value {
    let one = |d: &LeverShares| json!({ "name": d.measure.name, "total": estimate(&d.total), "error": d.error, "levers": shares(&d.shares) });
    json!({
        "worlds": levers.worlds,
        "enough": levers.enough,
        "deficiencies": levers.deficiencies.iter().map(one).collect::<Vec<_>>(),
    })
}

fn why(trace: &Trace) -> Value {
    let by_measure = |values: &[Option<Estimate>]| {
        let named = trace
            .measures
            .iter()
            .zip(values)
            .map(|(m, e)| (m.name.to_string(), e.as_ref().map_or(Value::Null, estimate)));
        Value::Object(named.collect())
    };
    let link = |l: &crate::study::diagnose::links::Link| json!({ "link": l.name, "meaning": l.meaning.trim(), "lost": by_measure(&l.lost) });
    json!({
        "headline": trace.measures[0].name,
        "change": by_measure(&trace.changes),
        "links": trace.links.iter().map(link).collect::<Vec<_>>(),
        "note": "what of the change is lost when the link is held at what it is without the repairs, in \
            lock-step; links work through one another, so losses need not add up",
    })
}
