//! The four deficiencies of the case study, and how much of each comes from each of its three causes.
//!
//! - What is the answer made of? → `diagnosis`
//! - Which causes are there, and what repairs each? → `causes`
//! - Which coalitions of repaired causes are run? → `coalitions`
//! - How much comes from each cause? → `attribution`, by the shares of `shapley`
//! - Which cause may be named in a headline? → `headline`
//! - What do repairs cost, and what does an equal budget buy? → `budget`
//! - How much comes from each lever? → `by_lever`
//! - Through which links of the model does the change come about? → `links`, told as `trace`
//! - What is known of the shares beside chance? → `over_draws`, kept as `cause_over_draws`
//! - What can be told where no organization runs the home? → `today`

pub(crate) mod attribution;
pub(crate) mod budget;
pub(crate) mod by_lever;
pub(crate) mod cause_over_draws;
pub(crate) mod causes;
pub(crate) mod coalitions;
pub(crate) mod diagnosis;
pub(crate) mod headline;
pub(crate) mod links;
pub(crate) mod over_draws;
pub(crate) mod shapley;
pub(crate) mod today;
pub(crate) mod trace;

use crate::batch::Stopped;
use crate::batch::rounds::Rounds;
use crate::language::said;
use crate::levers::operator::OperatorKind;
use crate::measure::values::Worlds;
use crate::measure::window::handover;
use crate::scenario::Scenario;
use crate::scenario::posterior::Posterior;
use crate::study::diagnose::attribution::deficiencies;
use crate::study::diagnose::budget::{Ran, RepairBudget, costs, equal_cost};
use crate::study::diagnose::by_lever::by_lever;
use crate::study::diagnose::causes::players;
use crate::study::diagnose::diagnosis::{Diagnosis, Move};
use crate::study::diagnose::links::trace;
use crate::study::diagnose::over_draws::causes_of;
use crate::study::plausible::draws_lived::DrawsLived;
use crate::study::plausible::effects::DrawnWorlds;
use crate::world::record::deficiency::Deficiency;
use crate::world::record::{Measure, measure};

/// Why a scenario has no diagnosis by causes, in words.
pub(crate) fn refusal(scenario: &Scenario) -> Option<String> {
    let week = handover(&scenario.blueprint);
    let operated = scenario.blueprint.levers_at(week).operator.kind == OperatorKind::SocialOrganization;
    (!operated || week > scenario.blueprint.weeks).then(|| {
        said!(
            "{}: no social organization runs the home within the horizon, and no repair acts: there are no \
                causes for which --budget, --by lever or --draws could be reckoned",
            scenario.name
        )
    })
}

/// Who shares the effect of repairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Players {
    /// The three causes.
    #[default]
    Causes,
    /// Single levers too, by sampled orders.
    Levers,
}

/// What is asked of a diagnosis besides the causes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Questions<'a> {
    /// Worlds.
    pub replicates: u32,
    /// Public money a year for each cause.
    pub budget: Option<f64>,
    /// Trace this measure.
    pub why: Option<&'static str>,
    /// Shares of whom.
    pub players: Players,
    /// Draws of a calibration that random worlds take, and in how many worlds each; rounds run them so.
    pub own: Option<(&'a Posterior, u32)>,
}

/// Diagnose a scenario from the worlds of its coalitions with all repairs in full, run already.
///
/// # Errors
/// When the batch is cancelled.
pub(crate) fn diagnose(
    rounds: &mut Rounds,
    coalitions: &[Scenario],
    worlds: &[Worlds],
    moves: &[Vec<Move>; 3],
    asked: &Questions,
) -> Result<Diagnosis, Stopped> {
    let ran = |mask: usize| Ran { scenario: &coalitions[mask], worlds: &worlds[mask] };
    let (scenario, replicates) = (&coalitions[0], asked.replicates);
    let equal_cost = asked
        .budget
        .map(|yuan| equal_cost(rounds, ran(0), moves, RepairBudget { yuan, replicates }))
        .transpose()?;
    let why = asked
        .why
        .and_then(measure)
        .map(|headline| trace(rounds, ran(0), ran(7), &traced(headline), (replicates, asked.own)))
        .transpose()?;
    let by_lever =
        (asked.players == Players::Levers).then(|| by_lever(rounds, scenario, moves)).transpose()?;
    Ok(Diagnosis {
        scenario: scenario.name.clone(),
        title: scenario.title.clone(),
        replicates,
        deficiencies: deficiencies(worlds, rounds.seed),
        repairs: players(moves),
        costs: costs(coalitions, worlds, rounds.seed),
        equal_cost,
        why,
        by_lever,
        over_draws: None,
    })
}

/// Say of every deficiency what is known of its causes, from lives of the coalitions with plausible draws.
pub(crate) fn add_draws(diagnosis: &mut Diagnosis, lived: &DrawnWorlds, there: DrawsLived) {
    for found in &mut diagnosis.deficiencies {
        found.over_draws = causes_of(found.deficiency, lived).unwrap_or_default();
    }
    diagnosis.over_draws = Some(there);
}

/// The measures traced with a headline: it, then the deficiencies.
fn traced(headline: &'static Measure) -> Vec<&'static Measure> {
    let deficiencies = Deficiency::ALL.map(Deficiency::measure).into_iter();
    std::iter::once(headline).chain(deficiencies.filter(|m| m.name != headline.name)).collect()
}
