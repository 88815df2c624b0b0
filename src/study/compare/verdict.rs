//! What may be claimed of several scenarios: which is first, how surely, and which are worth their money.

use crate::measure::window::Window;
use crate::study::compare::comparison::Comparison;
use crate::study::compare::ranking::Ranking;
use crate::study::plausible::knowledge::{KNOWN, KnownEffects};
use crate::study::plausible::standings::StandingOverDraws;
use crate::world::record::measure as measure_of;

/// What may be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FirstPlace {
    /// There is no number to speak of.
    Nothing,
    /// Something breaks in every scenario: none may be called first.
    NoneHolds,
    /// One scenario only.
    Alone(usize),
    /// One world only: no interval, so no claim. The scenario that shows the most.
    OneWorld(usize),
    /// This one is first.
    Clear(usize),
    /// These cannot be told apart; the highest first.
    Unclear(Vec<usize>),
}

/// Scenarios by their mean in the last year, the best first and behind all others those in which something
/// breaks; scenarios without a value are left out.
pub(crate) fn ranking(study: &Comparison, measure: &str) -> Vec<usize> {
    let Some(measure) = measure_of(measure) else { return vec![] };
    let Ranking { groups, means, sound, .. } = study.ranks(measure);
    let mut order: Vec<usize> = groups.concat().into_iter().filter(|at| means[*at].is_some()).collect();
    order.sort_by_key(|at| !sound[*at]);
    order
}

/// Share of common worlds in which each scenario is the best; ties share the world. `None` with fewer than
/// two worlds, and where something breaks.
pub(crate) fn first(study: &Comparison, measure: &str) -> Vec<Option<f64>> {
    measure_of(measure).map_or_else(|| vec![None; study.cases.len()], |measure| study.ranks(measure).firsts)
}

/// Which scenario is first, if the numbers carry it: nothing breaks in it, paired tests tell it apart from
/// every other, and it is first in at least 80% of the worlds. Where plausible draws were lived these decide
/// instead of worlds.
pub(crate) fn verdict(study: &Comparison, measure: &str) -> FirstPlace {
    let order = ranking(study, measure);
    let Some(&best) = order.first() else { return FirstPlace::Nothing };
    if study
        .cases
        .get(best)
        .is_none_or(|case| study.level(case, measure, Window::LastYear).interval().is_none())
    {
        return FirstPlace::OneWorld(best);
    }
    if order.len() == 1 {
        return FirstPlace::Alone(best);
    }
    if let Some(known) = study.known_by(measure) {
        return first_in_draws(study, known, &order);
    }
    match measure_of(measure).map(|measure| study.ranks(measure).first()) {
        Some(Ok(first)) => FirstPlace::Clear(first),
        Some(Err(tied)) if tied.is_empty() => FirstPlace::NoneHolds,
        Some(Err(tied)) => FirstPlace::Unclear(tied.into_iter().filter(|at| order.contains(at)).collect()),
        None => FirstPlace::Nothing,
    }
}

/// The scenarios that hold, the baseline among them, the best first: nothing breaks in them in the usual
/// worlds, nor in more than half of the draws, and in at least half of these they meet all that is required.
pub(crate) fn holding_in_draws(study: &Comparison, known: &KnownEffects, order: &[usize]) -> Vec<usize> {
    let sound = measure_of(known.measure).map_or_else(Vec::new, |measure| study.ranks(measure).sound);
    let holds = |at: &usize| study.holds_in_draws(*at) && sound.get(*at).copied().unwrap_or(false);
    by_regret(study, known, &order.iter().copied().filter(holds).collect::<Vec<_>>())
}

impl Comparison {
    /// Whether a scenario holds over draws: nothing breaks in more than half of them, and in at least half it
    /// meets all that is required. Without draws nothing speaks against it.
    pub(crate) fn holds_in_draws(&self, at: usize) -> bool {
        self.known
            .as_ref()
            .is_none_or(|known| known.standing(self.name(at)).is_some_and(StandingOverDraws::holds))
    }
}

/// Scenarios by how far they fall behind the best of a draw on average, the best first.
pub(crate) fn by_regret(study: &Comparison, known: &KnownEffects, of: &[usize]) -> Vec<usize> {
    let regret = |at: &usize| {
        let regret = known.standing(study.name(*at)).map(|of| of.robustness.expected_regret);
        regret.filter(|regret| !regret.is_nan()).unwrap_or(f64::INFINITY)
    };
    let mut order = of.to_vec();
    order.sort_by(|a, b| regret(a).total_cmp(&regret(b)));
    order
}

/// Which scenario is first over draws: better than each of the others that hold in 95% of them, one by one.
/// Otherwise those that the best is not known to beat.
fn first_in_draws(study: &Comparison, known: &KnownEffects, order: &[usize]) -> FirstPlace {
    let holding = holding_in_draws(study, known, order);
    let Some((&best, others)) = holding.split_first() else { return FirstPlace::NoneHolds };
    let beaten =
        |at: &usize| known.beats(study.name(best), study.name(*at)).is_some_and(|share| share >= KNOWN);
    let open: Vec<usize> = others.iter().copied().filter(|at| !beaten(at)).collect();
    match open.is_empty() {
        true => FirstPlace::Clear(best),
        false => FirstPlace::Unclear(std::iter::once(best).chain(open).collect()),
    }
}
