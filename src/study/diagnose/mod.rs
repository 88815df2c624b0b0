//! The four deficiencies of the case study, and how much of each comes from each of its three causes: Shapley
//! shares over all eight coalitions of repaired causes, world by world.

pub mod by_lever;
pub mod causes;
pub mod links;
pub mod shapley;
pub mod stored;

use crate::batch::Stopped;
use crate::batch::rounds::Rounds;
use crate::measure::values::{Worlds, worlds};
use crate::measure::window::{Window, handover};
use crate::scenario::Scenario;
use crate::stats::paired::Estimate;
use crate::study::compare::checks::parting;
use crate::study::diagnose::causes::{CAUSES, Move, repaired};
use crate::study::diagnose::links::{Trace, last_year, trace};
use crate::study::diagnose::shapley::{exact, pair, surplus};
use crate::units::YEAR;
use crate::world::record::deficiency::Deficiency;
use crate::world::record::{Measure, measure};

/// Worlds that are enough to price a fraction of a repair.
const PRICING: u32 = 20;
/// Halvings of the interval in which the fraction lies.
const HALVINGS: u32 = 8;

/// A share with its interval.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// Of which player.
    pub name: String,
    /// The share of the total that repair takes away; negative when the repair makes things worse.
    pub share: Estimate,
}

/// One deficiency and its causes.
#[derive(Clone)]
pub struct DeficiencyCauses {
    /// The index.
    pub measure: &'static Measure,
    /// As it stands in the last year.
    pub level: Estimate,
    /// What is left when all causes are repaired.
    pub left: Estimate,
    /// What all repairs together take away: level − left.
    pub total: Estimate,
    /// Shares of the causes; they add up to the total.
    pub causes: Vec<Share>,
    /// The cause with the largest share, and whether the pairs tell it apart from each of the others.
    pub largest: (usize, bool),
    /// Joint effect minus the sum of single repairs: above zero complements, below zero substitutes.
    pub surplus: Estimate,
    /// The same for each pair of causes with the third left as it is.
    pub pairs: Vec<(usize, usize, Estimate)>,
    /// The part of total and shares that moves by definition (the contract length inside the institution
    /// index).
    pub accounting: Option<(Estimate, Vec<Share>)>,
    /// The rest, which had to come out of the model; the largest cause is the one with the largest share of
    /// it.
    pub behaviour: Option<(Estimate, Vec<Share>)>,
}

impl DeficiencyCauses {
    /// The largest share, by behaviour where a part moves by definition.
    pub fn largest_share(&self) -> &Share {
        &self.behaviour.as_ref().map_or(&self.causes, |(_, shares)| shares)[self.largest.0]
    }
}

/// The same with repairs that cost the same.
#[derive(Clone)]
pub struct EqualCost {
    /// Public money a year for each cause.
    pub budget: f64,
    /// The fraction of each repair that it buys; 1 when the whole repair costs less.
    pub fractions: [f64; 3],
    /// What that fraction costs a year, over all worlds.
    pub costs: Vec<Option<Estimate>>,
    /// The deficiencies.
    pub deficiencies: Vec<DeficiencyCauses>,
}

/// All that `diagnose` says.
#[derive(Clone)]
pub struct Diagnosis {
    /// The scenario.
    pub scenario: String,
    /// Worlds asked for.
    pub replicates: u32,
    /// Deficiencies with causes repaired in full.
    pub deficiencies: Vec<DeficiencyCauses>,
    /// What the repair of each cause alone costs the public a year.
    pub costs: Vec<Option<Estimate>>,
    /// With equal budgets.
    pub equal_cost: Option<EqualCost>,
    /// Why.
    pub why: Option<Trace>,
    /// By single levers.
    pub by_lever: Option<by_lever::ByLever>,
}

/// Why a scenario has no diagnosis, in words.
pub fn refusal(scenario: &Scenario) -> Option<String> {
    (parting_week(scenario).is_none()).then(|| {
        format!(
            "{}: no social organization runs the home within the horizon: its deficiencies cannot be told, \
                and no repair acts",
            scenario.name
        )
    })
}

fn parting_week(scenario: &Scenario) -> Option<i32> {
    use crate::levers::operator::OperatorKind;
    let week = handover(&scenario.blueprint);
    let operated = scenario.blueprint.levers_at(week).operator.kind == OperatorKind::SocialOrganization;
    (operated && week <= scenario.blueprint.weeks).then_some(week)
}

/// What is repaired in a coalition, in words.
pub fn coalition(mask: usize) -> String {
    let keys: Vec<_> =
        (0..CAUSES.len()).filter(|cause| mask & (1 << cause) != 0).map(|cause| CAUSES[cause].key).collect();
    match keys.len() {
        0 => "as it is".into(),
        n if n == CAUSES.len() => "all repaired".into(),
        _ => keys.join("+"),
    }
}

/// The eight coalitions, index = bits of the causes repaired; each cause's levers moved by its fraction of
/// the way.
pub fn coalitions(scenario: &Scenario, moves: &[Vec<Move>; 3], fractions: [f64; 3]) -> Vec<Scenario> {
    let repair = |mask: usize| {
        let inside = (0..3).filter(move |cause| mask & (1 << cause) != 0);
        let suffix = if mask == 0 { String::new() } else { format!(" + {}", coalition(mask)) };
        let mut repaired = repaired(
            scenario,
            inside.flat_map(|cause| moves[cause].iter().map(move |one| (one, fractions[cause]))),
            &suffix,
        );
        repaired.title += &if mask == 0 { String::new() } else { format!(" ({})", coalition(mask)) };
        repaired
    };
    (0..8).map(repair).collect()
}

/// Deficiencies and causes from the worlds of the eight coalitions. A deficiency that no world has is left
/// out.
pub fn deficiencies(worlds: &[Worlds], seed: u64) -> Vec<DeficiencyCauses> {
    let all = Deficiency::ALL.iter().map(|d| d.measure());
    let contract = measure("deficiency_institution_contract");
    all.filter_map(|m| {
        let rows = table(worlds, m);
        let mut deficiency = deficiency(m, &rows, seed)?;
        if let Some(contract) = contract.filter(|_| m.name == "deficiency_institution") {
            let defined = table(worlds, contract);
            let less =
                |(row, by): (&Vec<f64>, &Vec<f64>)| row.iter().zip(by).map(|(all, by)| all - by).collect();
            let behaved: Vec<Vec<f64>> = rows.iter().zip(&defined).map(less).collect();
            let (_, total, causes) = shares(&defined, seed)?;
            deficiency.accounting = Some((total, causes));
            let (by_world, total, causes) = shares(&behaved, seed)?;
            deficiency.largest = largest(&by_world, &causes, seed)?;
            deficiency.behaviour = Some((total, causes));
        }
        Some(deficiency)
    })
    .collect()
}

/// One row per world in which a measure exists in all coalitions: its values by mask.
fn table(worlds: &[Worlds], measure: &Measure) -> Vec<Vec<f64>> {
    let Some(first) = worlds.first() else { return Vec::new() };
    let row = |world: &u32| worlds.iter().map(|w| last_year(w, *world, measure)).collect();
    first.keys().filter_map(row).collect()
}

/// Shares by world, their total and their estimates: what repair takes away counts as positive.
type Shares = (Vec<Vec<f64>>, Estimate, Vec<Share>);

fn shares(rows: &[Vec<f64>], seed: u64) -> Option<Shares> {
    let by_world: Vec<Vec<f64>> =
        rows.iter().map(|row| exact(row).iter().map(|share| -share).collect()).collect();
    let total: Vec<f64> = rows.iter().map(|row| row[0] - row[row.len() - 1]).collect();
    let share = |(at, cause): (usize, &causes::Cause)| {
        let values: Vec<f64> = by_world.iter().map(|shares| shares[at]).collect();
        Some(Share { name: cause.name.to_string(), share: Estimate::of(&values, seed)? })
    };
    let causes: Option<Vec<Share>> = CAUSES.iter().enumerate().map(share).collect();
    Some((by_world, Estimate::of(&total, seed)?, causes?))
}

/// The cause with the largest share, and whether it lies ahead of each of the others surely.
fn largest(by_world: &[Vec<f64>], causes: &[Share], seed: u64) -> Option<(usize, bool)> {
    let largest = (0..causes.len()).max_by(|a, b| causes[*a].share.mean.total_cmp(&causes[*b].share.mean))?;
    let ahead = |other: usize| {
        let lead: Vec<f64> = by_world.iter().map(|shares| shares[largest] - shares[other]).collect();
        other == largest || Estimate::of(&lead, seed).is_some_and(|lead| lead.sure_sign() > 0)
    };
    Some((largest, (0..causes.len()).all(ahead)))
}

fn deficiency(measure: &'static Measure, rows: &[Vec<f64>], seed: u64) -> Option<DeficiencyCauses> {
    let over =
        |of: &dyn Fn(&[f64]) -> f64| Estimate::of(&rows.iter().map(|row| of(row)).collect::<Vec<_>>(), seed);
    let (by_world, total, causes) = shares(rows, seed)?;
    let pairs = [(0, 1), (0, 2), (1, 2)].map(|(a, b)| Some((a, b, over(&|row| -pair(row, a, b))?)));
    Some(DeficiencyCauses {
        measure,
        level: over(&|row| row[0])?,
        left: over(&|row| row[row.len() - 1])?,
        total,
        largest: largest(&by_world, &causes, seed)?,
        causes,
        surplus: over(&|row| -surplus(row))?,
        pairs: pairs.into_iter().flatten().collect(),
        accounting: None,
        behaviour: None,
    })
}

/// Extra public cost a year from the week in which a repair begins to act.
fn extra_cost(
    base: &Worlds,
    other: &Worlds,
    scenarios: (&Scenario, &Scenario),
    seed: u64,
) -> Option<Estimate> {
    let weeks = scenarios.0.blueprint.weeks;
    let begin = parting(&scenarios.0.blueprint, &scenarios.1.blueprint).unwrap_or(1).max(1);
    let years = f64::from(weeks - begin + 1) / f64::from(YEAR);
    let public_cost = measure("public_cost")?;
    let cost = |worlds: &Worlds, world: &u32| worlds.get(world)?.get(Window::Whole, public_cost);
    let extra: Vec<f64> =
        base.keys().filter_map(|w| Some((cost(other, w)? - cost(base, w)?) / years)).collect();
    Estimate::of(&extra, seed)
}

/// What is asked of a diagnosis besides the causes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Questions {
    /// Worlds.
    pub replicates: u32,
    /// Public money a year for each cause.
    pub budget: Option<f64>,
    /// Trace this measure.
    pub why: Option<&'static str>,
    /// Shares of single levers too.
    pub by_lever: bool,
}

/// Diagnose a scenario from the worlds of its [`coalitions`] with all repairs in full, `all`, lived already.
pub fn diagnose(
    lab: &mut Rounds,
    (all, worlds): (&[Scenario], &[Worlds]),
    moves: &[Vec<Move>; 3],
    asked: &Questions,
) -> Result<Diagnosis, Stopped> {
    let scenario = &all[0];
    let costs = (0..3)
        .map(|cause| extra_cost(&worlds[0], &worlds[1 << cause], (&all[0], &all[1 << cause]), lab.seed));
    let costs: Vec<_> = costs.collect();
    let equal_cost = match asked.budget {
        Some(budget) => Some(equal_cost(lab, scenario, moves, asked, (budget, &worlds[0]))?),
        None => None,
    };
    let mut traced: Vec<&'static Measure> = asked.why.iter().filter_map(|name| measure(name)).collect();
    traced.extend(Deficiency::ALL.iter().map(|d| d.measure()).filter(|m| Some(m.name) != asked.why));
    let why = match asked.why {
        Some(_) => Some(trace(lab, (&all[0], &all[7]), (&worlds[0], &worlds[7]), traced, asked.replicates)?),
        None => None,
    };
    let by_lever = if asked.by_lever { Some(by_lever::by_lever(lab, scenario, moves)?) } else { None };
    let deficiencies = deficiencies(worlds, lab.seed);
    let name = scenario.name.clone();
    Ok(Diagnosis {
        scenario: name,
        replicates: asked.replicates,
        deficiencies,
        costs,
        equal_cost,
        why,
        by_lever,
    })
}

fn equal_cost(
    lab: &mut Rounds,
    scenario: &Scenario,
    moves: &[Vec<Move>; 3],
    asked: &Questions,
    (budget, base): (f64, &Worlds),
) -> Result<EqualCost, Stopped> {
    let mut fractions = [0.0; 3];
    for (cause, fraction) in fractions.iter_mut().enumerate() {
        *fraction =
            affordable(lab, scenario, (cause, &moves[cause]), budget, base, asked.replicates.min(PRICING))?;
    }
    let all = coalitions(scenario, moves, fractions);
    let worlds = worlds(lab, "equal budgets", &all, asked.replicates)?;
    let costs = (0..3)
        .map(|cause| extra_cost(&worlds[0], &worlds[1 << cause], (&all[0], &all[1 << cause]), lab.seed));
    let costs = costs.collect();
    Ok(EqualCost { budget, fractions, costs, deficiencies: deficiencies(&worlds, lab.seed) })
}

/// The largest fraction of a repair that a budget pays for, by bisection on its cost in a few worlds.
fn affordable(
    lab: &mut Rounds,
    scenario: &Scenario,
    (cause, moves): (usize, &[Move]),
    budget: f64,
    base: &Worlds,
    replicates: u32,
) -> Result<f64, Stopped> {
    let base: Worlds =
        base.iter().filter(|(world, _)| **world <= replicates).map(|(w, v)| (*w, v.clone())).collect();
    let mut affords = |fraction: f64| {
        let part = [repaired(scenario, moves.iter().map(|one| (one, fraction)), " in part")];
        let worlds = worlds(lab, &format!("price of {}", CAUSES[cause].name), &part, replicates)?;
        Ok(extra_cost(&base, &worlds[0], (scenario, &part[0]), lab.seed)
            .is_some_and(|cost| cost.mean <= budget))
    };
    if affords(1.0)? {
        return Ok(1.0);
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        *(if affords(middle)? { &mut low } else { &mut high }) = middle;
    }
    Ok(low)
}
