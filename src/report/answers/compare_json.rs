//! The answer of `compare` as JSON: every number of the tables, and more.

use crate::files::manifest::Request;
use crate::measure::cost::PUBLIC_COST;
use crate::measure::window::Window;
use crate::report::answers::ignorance;
use crate::report::answers::ignorance::SplitJson;
use crate::scenario::Scenario;
use crate::stats::apart::Apart;
use crate::stats::paired::{Estimate, bounds};
use crate::study::calibrate::ignorance::VarianceSplit;
use crate::study::compare::breaks::{Breaks, Broken};
use crate::study::compare::checks::SelfChecks;
use crate::study::compare::comparison::Comparison;
use crate::study::compare::costs::{Cost, CostSums};
use crate::study::compare::effects::Effect;
use crate::study::compare::frontier::FrontierStanding;
use crate::study::compare::groups::{GroupEffect, last_year, left_out};
use crate::study::compare::prices::{Price, Priced};
use crate::study::compare::purposes::PurposeCost;
use crate::study::compare::ranking::{METHOD, Ranking};
use serde::Serialize;
use serde_json::Value;

/// The whole answer.
#[derive(Serialize)]
struct ComparisonAnswer<'a> {
    program: &'a str,
    version: &'a str,
    command: &'a str,
    seed: &'a str,
    replicates: u32,
    baseline: Titled<'a>,
    scenarios: Vec<Compared<'a>>,
    ranking: RankingJson<'a>,
    frontier: Vec<StandingJson<'a>>,
    checks: &'a SelfChecks,
    warnings: &'a [String],
    posterior: Option<Vec<SplitJson<'a>>>,
}

/// A scenario by name and title.
#[derive(Serialize)]
struct Titled<'a> {
    scenario: &'a str,
    title: &'a str,
}

/// What a comparison answers to a request. `splits` are there with a posterior only.
pub(crate) fn as_json(
    comparison: &Comparison,
    request: &Request,
    scenarios: &[Scenario],
    replicates: u32,
    warnings: &[String],
    splits: &[(String, Option<VarianceSplit>)],
) -> Value {
    let others = scenarios.iter().skip(1);
    let (costs, found) = (comparison.costs(), comparison.ranking());
    let title = scenarios.first().map_or("", |base| &base.title);
    let answer = ComparisonAnswer {
        program: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        command: &request.command,
        seed: &request.seed,
        replicates,
        baseline: Titled { scenario: comparison.base_name(), title },
        scenarios: others.zip(&costs).map(|(scenario, cost)| compared(comparison, scenario, cost)).collect(),
        ranking: ranking(comparison, &found),
        frontier: frontier(comparison),
        checks: &comparison.checks,
        warnings,
        posterior: ignorance::as_json(splits),
    };
    // Plain structs of text and numbers always serialize.
    serde_json::to_value(answer).unwrap_or_default()
}

/// A scenario against the baseline.
#[derive(Serialize)]
struct Compared<'a> {
    #[serde(flatten)]
    titled: Titled<'a>,
    effects: Vec<&'a Effect>,
    cost: CostJson<'a>,
    groups: Vec<GroupEffectJson>,
    left_out: Vec<LeftOutJson>,
}

fn compared<'a>(comparison: &'a Comparison, scenario: &'a Scenario, price: &'a Cost) -> Compared<'a> {
    let mine = |name: &String| *name == scenario.name;
    let year = last_year(&comparison.groups);
    let groups = comparison.groups.iter().filter(|e| mine(&e.scenario) && e.key.year == year).map(group);
    Compared {
        titled: Titled { scenario: &scenario.name, title: &scenario.title },
        effects: comparison.effects.iter().filter(|e| mine(&e.scenario)).collect(),
        cost: cost(price),
        groups: groups.collect(),
        left_out: left_out(&comparison.groups, &scenario.name).into_iter().map(LeftOutJson::of).collect(),
    }
}

/// Who is better than whom, scenarios by name.
#[derive(Serialize)]
struct RankingJson<'a> {
    measure: &'a str,
    window: Window,
    method: &'a str,
    groups: Vec<Vec<&'a str>>,
    first: Option<&'a str>,
    scenarios: Vec<&'a str>,
    means: &'a [Option<f64>],
    p_beats: &'a [Vec<Option<f64>>],
    p_adjusted: &'a [Vec<Option<f64>>],
}

fn ranking<'a>(comparison: &'a Comparison, ranking: &'a Ranking) -> RankingJson<'a> {
    let named = |group: &Vec<usize>| group.iter().map(|at| comparison.name(*at)).collect();
    RankingJson {
        measure: comparison.ranked().name,
        window: Window::LastYear,
        method: METHOD,
        groups: ranking.groups.iter().map(named).collect(),
        first: ranking.first().ok().map(|at| comparison.name(at)),
        scenarios: comparison.cases.iter().map(|case| case.name.as_str()).collect(),
        means: &ranking.means,
        p_beats: &ranking.beats,
        p_adjusted: &ranking.adjusted,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    apart: Option<Apart>,
    diff_all: f64,
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
        apart: p.apart,
        diff_all: p.diff_all,
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

/// What a package costs.
#[derive(Serialize)]
struct CostJson<'a> {
    full_cost: CostSums,
    public_cost: CostSums,
    purposes: &'a [PurposeCost],
    prices: Vec<PriceJson>,
}

fn cost(cost: &Cost) -> CostJson<'_> {
    CostJson {
        full_cost: cost.full,
        public_cost: cost.public,
        purposes: &cost.purposes,
        prices: cost.prices.iter().map(priced).collect(),
    }
}

/// What a good costs, or why it has no price.
#[derive(Serialize)]
struct PriceJson {
    good: &'static str,
    unit: &'static str,
    window: Window,
    gain: Estimate,
    verdict: &'static str,
    yuan: Option<f64>,
    #[serde(flatten, with = "bounds")]
    interval: Option<(f64, f64)>,
}

fn priced(p: &Priced) -> PriceJson {
    let (verdict, yuan, interval) = match p.price {
        Price::NoEffect => ("no effect to price", None, None),
        Price::CostOpen => ("the extra cost may be zero", None, None),
        Price::Loss => ("a loss", None, None),
        Price::Yuan { value, interval } => ("priced", Some(value), interval),
    };
    PriceJson {
        good: p.good.name(),
        unit: p.good.words(),
        window: p.good.window(),
        gain: p.gain,
        verdict,
        yuan,
        interval,
    }
}

/// How a scenario stands between full cost and participation, and what breaks in it.
#[derive(Serialize)]
struct StandingJson<'a> {
    scenario: &'a str,
    full_cost: f64,
    public_cost: Option<f64>,
    participation: f64,
    dominated_by: Option<&'a str>,
    p_frontier: f64,
    yuan_per_point: Option<f64>,
    breaks: Vec<BrokenJson>,
    strained: Vec<&'static str>,
    contract_lost: LostJson,
}

/// Something that breaks: share of weeks, of `debts grow` share of worlds.
#[derive(Serialize)]
struct BrokenJson {
    what: &'static str,
    share: f64,
}

/// In how many worlds the first operator lost its contract.
#[derive(Serialize)]
struct LostJson {
    lost: u32,
    of: u32,
}

fn broken(broken: &Broken) -> BrokenJson {
    BrokenJson { what: broken.what.name(), share: broken.share }
}

fn frontier(comparison: &Comparison) -> Vec<StandingJson<'_>> {
    let name = |at: usize| comparison.name(at);
    let one = |(at, (s, breaks)): (usize, (&FrontierStanding, &Breaks))| StandingJson {
        scenario: name(at),
        full_cost: s.cost,
        public_cost: comparison.last_year(at, PUBLIC_COST),
        participation: s.effect,
        dominated_by: s.dominated_by.map(name),
        p_frontier: s.p_frontier,
        yuan_per_point: s.step.map(|step| step / 100.0),
        breaks: breaks.found.iter().map(broken).collect(),
        strained: breaks.strained.iter().map(|strain| strain.name()).collect(),
        contract_lost: LostJson { lost: breaks.lost.0, of: breaks.lost.1 },
    };
    let (standings, breaks) = (comparison.standings(), comparison.breaks());
    standings.iter().zip(&breaks).enumerate().map(one).collect()
}
