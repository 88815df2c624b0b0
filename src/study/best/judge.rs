//! The front once more, in plausible draws and random worlds that the search never saw: who was chosen for the
//! best figures was also chosen for luck, and would be told too good.

use crate::batch::Stopped;
use crate::batch::rounds::Rounds;
use crate::scenario::Scenario;
use crate::scenario::posterior::Posterior;
use crate::stats::Moments;
use crate::study::best::purse::LivesPurse;
use crate::study::best::score::Score;
use crate::study::best::space::{Candidate, Space};
use crate::study::best::wanted::{Objective, Wanted};
use crate::study::plausible::effects::{DrawnWorlds, WORLDS, WorldsOfDraws, live_drawn};
use crate::study::plausible::knowledge::{
    Knowledge, KnowledgeQuestion, KnownEffects, knowledge, known_effects,
};
use crate::study::plausible::requirements::figures;
use crate::study::plausible::standings::{StandingOverDraws, standings};

/// Half of the draws for the search, the other half for what is told at the end.
pub(crate) fn halves(all: &Posterior) -> (Posterior, Posterior) {
    let half = |from: usize| Posterior {
        source: all.source.clone(),
        from: all.from,
        paths: all.paths.clone(),
        draws: all.draws.iter().skip(from).step_by(2).cloned().collect(),
    };
    (half(1), half(0))
}

/// One thing that a candidate changes, and what it brings.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ChangeTold {
    /// Which of what is searched over.
    pub over: usize,
    /// For each objective by how much the candidate differs from itself without this change; none where it
    /// cannot be taken back alone.
    pub effects: Vec<Option<Knowledge>>,
}

/// A candidate of the front.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// Which combination.
    pub candidate: Candidate,
    /// As a scenario.
    pub scenario: Scenario,
    /// What it changes.
    pub changes: Vec<ChangeTold>,
}

/// The front as it is told.
pub(crate) struct Judged {
    /// Its members, the best of the first objective first.
    pub members: Vec<Member>,
    /// The baseline and the members, lived.
    pub lived: DrawnWorlds,
    /// What is known of all measures of the members against the baseline.
    pub known: KnownEffects,
    /// How baseline and members stand among each other by each objective.
    pub standings: Vec<Vec<StandingOverDraws>>,
    /// Candidates that came out of the search and do not hold here, or are beaten.
    pub fell: usize,
    /// Draws in which changes were taken back.
    pub draws_of_changes: usize,
    /// Lives that all this took.
    pub lives: u64,
}

/// What is judged, and how.
pub(crate) struct Judging<'a> {
    /// What was searched.
    pub space: &'a Space<'a>,
    /// The baseline.
    pub base: &'a Scenario,
    /// What is asked.
    pub wanted: &'a Wanted,
    /// The same as a question about draws.
    pub question: &'a KnowledgeQuestion<'a>,
    /// Draws that the search never saw.
    pub draws: &'a Posterior,
    /// How lives are dealt out.
    pub purse: LivesPurse,
}

/// Judge candidates.
pub(crate) fn judge(rounds: &mut Rounds, candidates: &[Candidate], of: &Judging) -> Result<Judged, Stopped> {
    let named = |at: usize| (format!("front-{}", at + 1), format!("Front {}", at + 1));
    let scenario = |(at, candidate): (usize, &Candidate)| {
        let (name, title) = named(at);
        of.space.scenario(candidate, &name, &title).ok()
    };
    let mut scenarios = vec![of.base.clone()];
    scenarios.extend(candidates.iter().enumerate().filter_map(scenario));
    let draws = of.draws.evenly(of.purse.draws_of_front(scenarios.len(), of.draws.draws.len()));
    let figures = figures(of.question.requirements);
    let lived = live_drawn(rounds, &scenarios, &draws, WorldsOfDraws::Own(WORLDS), &figures)?;
    let mut lives = lived.worlds.len() as u64 * scenarios.len() as u64;
    let order = holding(&lived, of);
    let fell = candidates.len() - order.len();
    let names = std::iter::once(of.base.name.clone()).chain((0..order.len()).map(|at| named(at).0));
    let lived = DrawnWorlds { names: names.collect(), ..picked(lived, &order) };
    let kept: Vec<Candidate> = order.iter().map(|at| candidates[*at - 1].clone()).collect();
    let members = kept.iter().enumerate().filter_map(|(at, candidate)| {
        let member =
            Member { candidate: candidate.clone(), scenario: scenario((at, candidate))?, changes: vec![] };
        Some(member)
    });
    let mut members: Vec<Member> = members.collect();
    let (draws_of_changes, more) = changes(rounds, &mut members, of)?;
    lives += more;
    let standing = |objective: &Objective| standings(&lived, objective.measure, of.question.requirements);
    Ok(Judged {
        standings: of.wanted.objectives.iter().map(standing).collect(),
        known: known_effects(&lived, (of.draws.draws.len(), of.draws), of.question),
        members,
        lived,
        fell,
        draws_of_changes,
        lives,
    })
}

/// The lives of the baseline and of these, in this order.
fn picked(lived: DrawnWorlds, order: &[usize]) -> DrawnWorlds {
    let of = |rows: Vec<Vec<Option<f64>>>| {
        std::iter::once(&0).chain(order).map(|at| rows[*at].clone()).collect::<Vec<_>>()
    };
    let worlds = lived.worlds.into_iter().map(|(world, rows)| (world, of(rows))).collect();
    DrawnWorlds { worlds, ..lived }
}

/// Who holds and is beaten by nobody, the best of the first objective first; the baseline is 0.
fn holding(lived: &DrawnWorlds, of: &Judging) -> Vec<usize> {
    let standings = standings(lived, of.question.ranked, of.question.requirements);
    let score = |at: usize| {
        let mean = |objective: &Objective| {
            let values = lived.levels(at, objective.measure).into_iter().map(|(_, value)| value);
            Moments::of(values)
                .mean()
                .map_or(f64::NEG_INFINITY, |mean| mean * objective.measure.better.order())
        };
        Score { means: of.wanted.objectives.iter().map(mean).collect(), short: 0.0, surely_short: false }
    };
    let scores: Vec<Score> = (0..lived.names.len()).map(score).collect();
    let by: Vec<f64> = of.wanted.objectives.iter().map(|objective| objective.smallest).collect();
    let all: Vec<usize> = (0..scores.len()).filter(|at| standings[*at].holds()).collect();
    let unbeaten = |at: &usize| !all.iter().any(|other| scores[*other].dominates(&scores[*at], &by));
    let mut order: Vec<usize> = all.iter().copied().filter(|at| *at > 0).filter(unbeaten).collect();
    order.sort_by(|a, b| scores[*b].means[0].total_cmp(&scores[*a].means[0]));
    order
}

/// Each member with and without each of its changes; in how many draws, and how many lives that took.
fn changes(rounds: &mut Rounds, members: &mut [Member], of: &Judging) -> Result<(usize, u64), Stopped> {
    let all = members.iter().map(|member| of.space.changed(&member.candidate).len() + 1).sum();
    let draws = of.draws.evenly(of.purse.draws_of_changes(all, of.draws.draws.len()));
    let mut lives = 0;
    for member in members {
        let changed = of.space.changed(&member.candidate);
        let (mut scenarios, mut places) = (vec![member.scenario.clone()], vec![]);
        for over in changed.iter().copied() {
            let mut without = member.candidate.clone();
            without[over] = of.space.over[over].usual;
            let name = format!("without {over}");
            let read = of.space.scenario(&of.space.canonical(without), &name, &name);
            places.push((over, read.is_ok().then_some(scenarios.len())));
            scenarios.extend(read.ok());
        }
        let lived = live_drawn(rounds, &scenarios, &draws, WorldsOfDraws::Own(WORLDS), &[])?;
        lives += lived.worlds.len() as u64 * scenarios.len() as u64;
        let told = |(over, at): (usize, Option<usize>)| {
            // What the candidate has beyond the same without the change.
            let effect = |objective: &Objective| {
                let less = lived.differences(at?, objective.measure);
                let more: Vec<(usize, f64)> = less.into_iter().map(|(draw, less)| (draw, -less)).collect();
                knowledge(&more, objective.measure.better, objective.smallest)
            };
            ChangeTold { over, effects: of.wanted.objectives.iter().map(effect).collect() }
        };
        member.changes = places.into_iter().map(told).collect();
    }
    Ok((draws.draws.len(), lives))
}
