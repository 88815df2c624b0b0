//! What `best` answers, for programs.

use crate::measure::cost;
use crate::report::answers::best::{BestTold, budgets, change_words};
use crate::report::answers::best_nearest::{bound_words, reached};
use crate::stats::student::t_975;
use crate::study::best::front::Nearest;
use crate::study::best::judge::{ChangeTold, Member};
use crate::study::best::space::SearchedKind;
use crate::study::plausible::knowledge::Knowledge;
use crate::study::plausible::standings::StandingOverDraws;
use serde_json::{Map, Value, json};

/// The answer.
pub(crate) fn as_json(told: &BestTold) -> Value {
    let (asked, found) = (told.asked, told.found);
    let searched = asked.space.over.iter().map(|one| {
        let (kind, name) = match &one.kind {
            SearchedKind::Lever(path) => ("lever", path.as_str()),
            SearchedKind::Part(name) => ("part", name.as_str()),
            SearchedKind::FromWeek => ("from_week", ""),
        };
        json!({ "kind": kind, "name": name, "values": one.values, "baseline": one.values[one.usual] })
    });
    let objectives = asked.wanted.objectives.iter().map(|one| {
        let (name, better) = (one.measure.name, one.measure.better.sign());
        json!({ "measure": name, "better": better, "matters_from": one.smallest })
    });
    let search = &found.search;
    let judged = &found.judged;
    let members = judged.members.iter().enumerate();
    let front: Vec<Value> = members.map(|(at, one)| member(told, at + 1, one)).collect();
    json!({
        "baseline": asked.base.name,
        "objectives": objectives.collect::<Vec<_>>(),
        "requirements": asked.knowledge.requirements.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "searched": searched.collect::<Vec<_>>(),
        "search": {
            "combinations": asked.space.size(), "candidates": search.candidates,
            "generations": search.generations, "runs": search.lives, "draws": search.draws,
            "do_not_go_together": search.refused.0,
        },
        "judged": {
            "draws": judged.known.draws, "worlds": judged.lived.worlds.len(), "runs": judged.lives,
            "fell": judged.fell, "draws_of_changes": judged.draws_of_changes,
        },
        "runs": asked.purse.lives,
        "baseline_stands": standing(told, 0),
        "front": front,
        "budgets": budget_steps(told),
        "nearest": nearest(told),
    })
}

/// How a scenario stands: what it keeps, what breaks in it, how far it is behind.
fn standing(told: &BestTold, at: usize) -> Value {
    let judged = &told.found.judged;
    let Some(first) = judged.standings.first().and_then(|all| all.get(at)) else { return Value::Null };
    let regret = |of: &Vec<StandingOverDraws>| of.get(at).map(|standing| standing.robustness);
    let regrets: Map<String, Value> = told
        .asked
        .wanted
        .objectives
        .iter()
        .zip(&judged.standings)
        .filter_map(|(objective, all)| Some((objective.measure.name.to_string(), json!(regret(all)?))))
        .collect();
    json!({
        "meets": first.meets, "meets_all": first.meets_all, "breaks": first.breaks,
        "breaks_any": first.breaks_any, "contract_lost": first.contract_lost, "regret": regrets,
    })
}

fn member(told: &BestTold, at: usize, member: &Member) -> Value {
    let judged = &told.found.judged;
    let name = &judged.lived.names[at];
    let wanted = told.asked.wanted.objectives.iter().map(|one| one.measure.name);
    let required = told.asked.knowledge.requirements.iter().map(|one| one.measure.name);
    let effects = wanted.chain(required).chain(cost::borne().map(|one| one.name)).filter_map(|measure| {
        let known = judged.known.effect(name, measure)?;
        Some((measure.to_string(), effect(known, judged.lived.per_draw)))
    });
    json!({
        "name": name,
        "file": format!("{name}.toml"),
        "from_week": told.asked.space.chosen(&member.candidate).week,
        "changes": member.changes.iter().map(|one| change(told, member, one)).collect::<Vec<_>>(),
        "effects": effects.collect::<Map<String, Value>>(),
        "stands": standing(told, at),
    })
}

/// Half the width of the 95% interval that chance alone leaves to a mean over draws.
pub(crate) fn chance_margin(known: &Knowledge, per_draw: u32) -> f64 {
    let lives = known.draws as f64 * f64::from(per_draw);
    let freedom = (lives as u64).saturating_sub(known.draws as u64);
    t_975(freedom).map_or(0.0, |t| t * known.chance_sd / libm::sqrt(lives.max(1.0)))
}

fn effect(known: &Knowledge, per_draw: u32) -> Value {
    let margin = chance_margin(known, per_draw);
    json!({
        "diff": known.mean,
        "chance": { "low": known.mean - margin, "high": known.mean + margin },
        "knowledge": {
            "low": known.low, "high": known.high, "share_better": known.share_better, "draws": known.draws,
        },
        "matters": known.matters,
    })
}

fn change(told: &BestTold, member: &Member, change: &ChangeTold) -> Value {
    let one = &told.asked.space.over[change.over];
    let objectives = told.asked.wanted.objectives.iter().zip(&change.effects);
    let brings: Map<String, Value> = objectives
        .map(|(objective, known)| {
            let per_draw = told.found.judged.lived.per_draw;
            let known = known.as_ref().map(|known| effect(known, per_draw));
            (objective.measure.name.to_string(), known.unwrap_or(Value::Null))
        })
        .collect();
    let name = match &one.kind {
        SearchedKind::Lever(path) => path.as_str(),
        SearchedKind::Part(name) => name.as_str(),
        SearchedKind::FromWeek => "",
    };
    json!({
        "name": name,
        "words": change_words(told, member, change),
        "from": one.values[one.usual],
        "to": one.values[member.candidate[change.over]],
        "brings": brings,
    })
}

fn budget_steps(told: &BestTold) -> Value {
    let Some((cost, steps)) = budgets(told) else { return Value::Null };
    let names = &told.found.judged.lived.names;
    let step = steps.iter().map(|step| json!({ "cost": step.cost, "best": step.gain, "by": names[step.at] }));
    json!({ "measure": cost.name, "steps": step.collect::<Vec<_>>() })
}

fn nearest(told: &BestTold) -> Vec<Value> {
    let of = |near: &Nearest| {
        let bound = &told.asked.wanted.bounds[near.bound];
        let chosen = told.asked.space.chosen(&near.candidate);
        let levers: Map<String, Value> =
            chosen.levers.iter().map(|(path, value)| (path.clone(), json!(value))).collect();
        json!({
            "bound": bound_words(bound), "short": near.short, "reached": reached(bound, near),
            "parts": chosen.parts, "levers": levers,
        })
    };
    told.found.nearest.iter().map(of).collect()
}
