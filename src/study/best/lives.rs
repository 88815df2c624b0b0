//! Candidates lived: the n-th life of each takes the same plausible draw and the same random world as the n-th
//! life of all others, so that differences between candidates are paired. Candidates that are lived together
//! share the weeks in which they agree.

use crate::batch::rounds::Rounds;
use crate::batch::{Job, Stopped};
use crate::scenario::Scenario;
use crate::scenario::posterior::Posterior;
use crate::study::best::space::{Candidate, Space};
use crate::study::best::wanted::Row;
use crate::study::plausible::effects::live_together;
use crate::study::plausible::figures::AskedFigure;
use std::collections::{BTreeMap, BTreeSet};

/// The number of the random world before the first in which the search lives: what is told at the end is lived
/// in worlds from 1 on.
const BEFORE_FIRST: u32 = 1 << 20;

/// Everything that was lived in a search.
pub(crate) struct Lives<'a> {
    /// What is searched.
    pub space: &'a Space<'a>,
    /// Lives of candidates so far.
    pub lived: u64,
    /// Candidates that do not go together, and why the first of them does not.
    pub refused: (usize, Option<String>),
    draws: &'a Posterior,
    base: &'a Scenario,
    /// What is asked of a life beyond the measures of the last year.
    figures: Vec<AskedFigure>,
    scenarios: BTreeMap<Candidate, Option<Scenario>>,
    rows: BTreeMap<Candidate, BTreeMap<u32, Row>>,
    /// Up to which life each was lived; failed lives leave gaps in the rows.
    until: BTreeMap<Candidate, u32>,
}

impl<'a> Lives<'a> {
    /// Nothing was lived yet.
    pub(crate) fn new(
        space: &'a Space<'a>,
        base: &'a Scenario,
        draws: &'a Posterior,
        figures: Vec<AskedFigure>,
    ) -> Lives<'a> {
        Lives {
            space,
            lived: 0,
            refused: (0, None),
            draws,
            base,
            figures,
            scenarios: BTreeMap::new(),
            rows: BTreeMap::new(),
            until: BTreeMap::new(),
        }
    }

    /// Whether a candidate was met before, and else whether it is a scenario at all.
    pub(crate) fn is_new(&mut self, candidate: &Candidate) -> bool {
        if self.scenarios.contains_key(candidate) {
            return false;
        }
        let read = self.space.scenario(candidate, "candidate", "candidate");
        let sound = read.map_err(|faults| {
            self.refused.0 += 1;
            self.refused.1.get_or_insert_with(|| faults.to_string());
        });
        self.scenarios.insert(candidate.clone(), sound.ok()).is_none()
            && self.scenarios.get(candidate).is_some_and(Option::is_some)
    }

    /// Lives of a candidate so far, by number.
    pub(crate) fn of(&self, candidate: &Candidate) -> &BTreeMap<u32, Row> {
        static NONE: BTreeMap<u32, Row> = BTreeMap::new();
        self.rows.get(candidate).unwrap_or(&NONE)
    }

    /// All candidates that were lived.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Candidate> {
        self.rows.keys()
    }

    /// Up to which number a candidate was lived.
    pub(crate) fn until(&self, candidate: &Candidate) -> u32 {
        self.until.get(candidate).copied().unwrap_or(0)
    }

    /// How many lives it takes until each of these has so many.
    pub(crate) fn missing(&self, who: &[Candidate], until: u32) -> u64 {
        who.iter().map(|candidate| u64::from(until.saturating_sub(self.until(candidate)))).sum()
    }

    /// Live each of these up to that number.
    pub(crate) fn live(&mut self, rounds: &mut Rounds, who: &[Candidate], until: u32) -> Result<(), Stopped> {
        let behind: BTreeSet<u32> =
            who.iter().map(|candidate| self.until(candidate)).filter(|done| *done < until).collect();
        for done in behind {
            let group: Vec<Candidate> = who.iter().filter(|one| self.until(one) == done).cloned().collect();
            self.live_group(rounds, &group, (done + 1, until))?;
        }
        Ok(())
    }

    fn live_group(
        &mut self,
        rounds: &mut Rounds,
        group: &[Candidate],
        (first, last): (u32, u32),
    ) -> Result<(), Stopped> {
        let scenarios: Vec<&Scenario> =
            group.iter().filter_map(|candidate| self.scenarios.get(candidate)?.as_ref()).collect();
        let (draws, figures, run) = (self.draws, &self.figures, rounds.run);
        let work = |job: &Job| {
            let life = job.replicate - BEFORE_FIRST;
            let values = &draws.draws[(life as usize - 1) % draws.draws.len()];
            let drawn = |scenario: &&Scenario| draws.drawn(&scenario.blueprint, values);
            let blueprints: Vec<_> = scenarios.iter().map(drawn).collect();
            Ok(live_together(run, &blueprints, (job.seed, job.replicate), figures))
        };
        let base = std::slice::from_ref(self.base);
        let worlds = BEFORE_FIRST + first..=BEFORE_FIRST + last;
        let lived = rounds.work("search", base, worlds, &work, &mut |_, outcome| Ok(outcome))?;
        for (world, rows) in lived.into_iter().next().unwrap_or_default() {
            for (candidate, row) in group.iter().zip(rows) {
                self.rows.entry(candidate.clone()).or_default().insert(world - BEFORE_FIRST, row);
            }
        }
        for candidate in group {
            self.until.insert(candidate.clone(), last);
        }
        self.lived += group.len() as u64 * u64::from(last + 1 - first);
        Ok(())
    }
}
