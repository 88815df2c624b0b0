//! The whole question: search, front, and the front once more in draws and worlds of its own.

use crate::batch::Stopped;
use crate::batch::rounds::Rounds;
use crate::scenario::Scenario;
use crate::scenario::posterior::Posterior;
use crate::study::best::front::{Nearest, front, nearest};
use crate::study::best::judge::{Judged, Judging, halves, judge};
use crate::study::best::lives::Lives;
use crate::study::best::purse::LivesPurse;
use crate::study::best::search::{SearchPlan, search};
use crate::study::best::space::Space;
use crate::study::best::wanted::Wanted;
use crate::study::plausible::knowledge::KnowledgeQuestion;
use crate::study::plausible::requirements::figures;
use crate::study::plausible::standings::StandingOverDraws;

/// What is asked.
pub(crate) struct BestQuestion<'a> {
    /// What is searched.
    pub space: &'a Space<'a>,
    /// The baseline.
    pub base: &'a Scenario,
    /// Objectives and bounds.
    pub wanted: &'a Wanted,
    /// The same as a question about draws.
    pub knowledge: &'a KnowledgeQuestion<'a>,
    /// All draws, four at least.
    pub draws: &'a Posterior,
    /// Lives in all.
    pub purse: LivesPurse,
}

/// How the search went.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SearchTold {
    /// Candidates that were lived.
    pub candidates: usize,
    /// Generations.
    pub generations: u32,
    /// Lives.
    pub lives: u64,
    /// Draws that were there for it.
    pub draws: usize,
    /// Combinations that were met and do not go together, and why the first of them does not.
    pub refused: (usize, Option<String>),
}

/// What was found.
pub(crate) struct BestFound {
    /// How the search went.
    pub search: SearchTold,
    /// The front; without members where nothing that holds is better than the baseline.
    pub judged: Judged,
    /// Where nobody keeps what must be kept, who comes nearest; otherwise nothing.
    pub nearest: Vec<Nearest>,
}

/// Search and judge.
pub(crate) fn best(rounds: &mut Rounds, of: &BestQuestion) -> Result<BestFound, Stopped> {
    let (for_search, for_front) = halves(of.draws);
    let mut lives = Lives::new(of.space, of.base, &for_search, figures(of.knowledge.requirements));
    let plan = SearchPlan { lives: of.purse.of_search(), seed: rounds.seed };
    let found = search(rounds, &mut lives, of.wanted, plan)?;
    let candidates: Vec<_> =
        front(&found.left, of.space, of.wanted).into_iter().map(|(candidate, _)| candidate).collect();
    let judging = Judging {
        space: of.space,
        base: of.base,
        wanted: of.wanted,
        question: of.knowledge,
        draws: &for_front,
        purse: of.purse,
    };
    let judged = judge(rounds, &candidates, &judging)?;
    let somebody_keeps = found.left.iter().any(|(_, score)| score.keeps_all());
    let somebody_holds = judged.standings.first().is_some_and(|all| all.iter().any(StandingOverDraws::holds));
    let none = !somebody_keeps || !somebody_holds;
    let search = SearchTold {
        candidates: found.candidates,
        generations: found.generations,
        lives: lives.lived,
        draws: for_search.draws.len(),
        refused: lives.refused.clone(),
    };
    Ok(BestFound { search, judged, nearest: if none { nearest(&lives, of.wanted) } else { vec![] } })
}
