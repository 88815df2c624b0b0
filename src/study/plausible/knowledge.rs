//! What is known of an effect: over draws of what nobody measured, chance taken out. It does not shrink with
//! the number of random worlds, since no world tells which draw is right.

use crate::scenario::draws_from::DrawsFrom;
use crate::scenario::posterior::Posterior;
use crate::study::plausible::budget::{FEWEST, chance_beside_draws};
use crate::study::plausible::draws_lived::DrawsLived;
use crate::study::plausible::effects::DrawnWorlds;
use crate::study::plausible::requirements::Requirement;
use crate::study::plausible::spread::over_draws;
use crate::study::plausible::standings::{StandingOverDraws, standings};
use crate::world::record::{Better, MEASURES, Measure};
use serde::{Deserialize, Serialize};

/// From this share of draws on a direction, or who is better, counts as known.
pub(crate) const KNOWN: f64 = 0.95;

/// The spread of an effect over plausible draws.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Knowledge {
    /// Draws that were lived.
    pub draws: usize,
    /// Mean effect over draws.
    pub mean: f64,
    /// 5% and 95% quantile over draws, without the spread that chance adds to them.
    pub low: f64,
    /// See `low`.
    pub high: f64,
    /// Share of draws in which the scenario is better than the baseline, ties half; `None` when neither
    /// direction is better.
    pub share_better: Option<f64>,
    /// Whether the mean is at least the smallest difference that matters.
    pub matters: bool,
    /// Standard deviation between worlds of one draw: chance.
    pub chance_sd: f64,
    /// Standard deviation between draws: what is not known.
    pub knowledge_sd: f64,
}

impl Knowledge {
    /// Whether the direction is known: one of both in as many draws as [`KNOWN`] says, of enough draws.
    pub(crate) fn directed(&self) -> bool {
        let known = |share: f64| share >= KNOWN || share <= 1.0 - KNOWN;
        self.draws >= FEWEST && self.share_better.is_some_and(known)
    }

    /// By how much chance may move the mean of so many worlds to either side, in 95% of cases.
    pub(crate) fn chance_of_mean(&self, worlds: usize) -> f64 {
        1.96 * self.chance_sd / libm::sqrt(worlds.max(1) as f64)
    }
}

/// What is known of the differences of worlds, each with the number of its draw. Their mean has an error of
/// its own, by which all draws may be off together: where draws hardly differ, it alone says how sure the
/// direction is.
pub(crate) fn knowledge(values: &[(usize, f64)], better: Better, smallest: f64) -> Option<Knowledge> {
    let (parts, spread) = over_draws(values)?;
    let (chance, unknown) = (parts.chance.max(0.0), parts.ignorance.max(0.0));
    let above = spread.above_zero();
    Some(Knowledge {
        draws: spread.sorted.len(),
        mean: parts.mean,
        low: spread.quantile(0.05)?,
        high: spread.quantile(0.95)?,
        share_better: match better.sign() {
            0 => None,
            sign => Some(if sign > 0 { above } else { 1.0 - above }),
        },
        matters: parts.mean != 0.0 && parts.mean.abs() >= smallest,
        chance_sd: libm::sqrt(chance),
        knowledge_sd: libm::sqrt(unknown),
    })
}

/// What is known of every scenario against the first, in the last year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct KnownEffects {
    /// Draws that were lived, and how many there are.
    pub draws: usize,
    /// See `draws`.
    pub draws_there: usize,
    /// Random worlds of each.
    pub worlds_per_draw: u32,
    /// Of the variance between lives of the differences in the measure of the ranking, the share that is
    /// chance: of the middle one of the packages; none where nothing differs.
    pub chance_share: Option<f64>,
    /// Parameters that vary in them.
    pub parameters: usize,
    /// Whose draws they are.
    pub from: DrawsFrom,
    /// The measure of the ranking.
    pub measure: &'static str,
    /// The smallest difference of it that matters.
    pub smallest: f64,
    /// What every scenario must keep, in words.
    pub requirements: Vec<String>,
    /// One row for each compared scenario and measure.
    pub effects: Vec<KnownEffect>,
    /// How each scenario stands among all by that measure, the baseline first.
    pub robustness: Vec<StandingOverDraws>,
}

impl KnownEffects {
    /// The draws that it rests on.
    pub(crate) fn rests_on(&self) -> DrawsLived {
        let KnownEffects { draws, draws_there, parameters, from, .. } = *self;
        DrawsLived { draws, draws_there, parameters, from }
    }

    /// What is known of a measure of a scenario.
    pub(crate) fn effect(&self, scenario: &str, measure: &str) -> Option<&Knowledge> {
        let fits = |effect: &&KnownEffect| effect.scenario == scenario && effect.measure == measure;
        self.effects.iter().find(fits).map(|effect| &effect.knowledge)
    }

    /// In which share of draws one scenario is better than another.
    pub(crate) fn beats(&self, one: &str, other: &str) -> Option<f64> {
        let place = self.robustness.iter().position(|standing| standing.scenario == other)?;
        self.standing(one)?.beats.get(place).copied()
    }

    /// How a scenario stands.
    pub(crate) fn standing(&self, scenario: &str) -> Option<&StandingOverDraws> {
        self.robustness.iter().find(|standing| standing.scenario == scenario)
    }
}

/// What is known of one effect.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct KnownEffect {
    /// The scenario.
    pub scenario: String,
    /// The measure.
    pub measure: &'static str,
    /// Its spread over draws.
    #[serde(flatten)]
    pub knowledge: Knowledge,
}

/// What is asked beside the worlds that were lived.
pub(crate) struct KnowledgeQuestion<'a> {
    /// The measure of the ranking.
    pub ranked: &'static Measure,
    /// Smallest differences that matter, where they are not the usual ones.
    pub smallest: &'a [(&'static Measure, f64)],
    /// What every package must keep.
    pub requirements: &'a [Requirement],
}

impl KnowledgeQuestion<'_> {
    /// The smallest difference of a measure that matters: of shares one in a thousand, unless told otherwise.
    pub(crate) fn smallest(&self, measure: &Measure) -> f64 {
        let told = self.smallest.iter().find(|(one, _)| one.name == measure.name).map(|(_, size)| *size);
        told.unwrap_or(if measure.unit == "share" { 0.001 } else { 0.0 })
    }
}

/// All of it.
pub(crate) fn known_effects(
    lived: &DrawnWorlds,
    (draws_there, taken): (usize, &Posterior),
    asked: &KnowledgeQuestion,
) -> KnownEffects {
    let others = lived.names.iter().enumerate().skip(1);
    let mut effects = Vec::new();
    for (at, name) in others {
        for measure in MEASURES {
            let values = lived.differences(at, measure);
            if let Some(knowledge) = knowledge(&values, measure.better, asked.smallest(measure)) {
                effects.push(KnownEffect { scenario: name.clone(), measure: measure.name, knowledge });
            }
        }
    }
    KnownEffects {
        draws: lived.draws().count(),
        draws_there,
        worlds_per_draw: lived.per_draw,
        // Chance alone is a multiple without end, and a share of 1.
        chance_share: chance_beside_draws(lived, asked.ranked).map(|chance| 1.0 - 1.0 / (1.0 + chance)),
        parameters: taken.paths.len(),
        from: taken.from,
        measure: asked.ranked.name,
        smallest: asked.smallest(asked.ranked),
        requirements: asked.requirements.iter().map(Requirement::to_string).collect(),
        effects,
        robustness: standings(lived, asked.ranked, asked.requirements),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::calibrate::draws::{DrawUse, Draws};

    /// Effects with a spread between draws of 1 around 2, and of `chance` between worlds.
    fn made(draws: usize, worlds: usize, chance: f64) -> Vec<(usize, f64)> {
        let mut stream = Draws::new(9).stream(DrawUse::Truth, 1, worlds as u32);
        let mut values = Vec::new();
        for draw in 0..draws {
            let effect = 2.0 + stream.normal();
            values.extend((0..worlds).map(|_| (draw, effect + chance * stream.normal())));
        }
        values
    }

    #[test]
    fn what_is_known_does_not_shrink_with_worlds_and_chance_does_not_widen_it() {
        // Of a normal effect of sd 1 around 2: 5% to 95% is 0.355 to 3.645, and 97.7% lie above 0.
        for (worlds, chance) in [(2, 0.0), (2, 1.0), (2, 3.0), (16, 1.0), (64, 3.0)] {
            let known = knowledge(&made(4_000, worlds, chance), Better::Up, 0.0).unwrap();
            // Standard errors: of a component of variance √(2/4,000)·(1 + chance²/worlds), half of it for its
            // root; of an end 1.645 times that, beside 0.034 of a quantile of 4,000.
            let of_sd = 0.5 * libm::sqrt(2.0 / 4_000.0) * (1.0 + chance * chance / worlds as f64);
            let of_end = 1.645 * of_sd + 0.034;
            let ends = [known.low - 0.355, known.high - 3.645];
            assert!(ends.iter().all(|off| off.abs() < 3.0 * of_end), "{known:?}");
            assert!((known.share_better.unwrap() - 0.977).abs() < 0.015, "{known:?}");
            assert!((known.chance_sd - chance).abs() < 0.1, "{known:?}");
            assert!((known.knowledge_sd - 1.0).abs() < 3.0 * of_sd, "{known:?}");
        }
        // Draws that do not differ, and worlds that do: nobody knows the direction of a mean of nought.
        let mut stream = Draws::new(10).stream(DrawUse::Truth, 1, 1);
        let same = |mean: f64| (0..400).map(|at| (at / 2, mean)).collect::<Vec<_>>();
        let mut luck: Vec<(usize, f64)> = same(0.0);
        luck.iter_mut().for_each(|(_, value)| *value += stream.normal());
        let (error, known) = (1.0 / 20.0, knowledge(&luck, Better::Up, 0.0).unwrap());
        assert!(!known.directed() || known.mean.abs() > 1.6 * error, "{known:?}");
        assert!(known.low < known.mean - error && known.high > known.mean + error, "{known:?}");
        // Nothing at all differs: the direction is nobody's.
        let nothing = knowledge(&same(0.0), Better::Up, 0.0).unwrap();
        assert_eq!((nothing.low, nothing.high, nothing.share_better), (0.0, 0.0, Some(0.5)));
        assert_eq!(knowledge(&same(1.0), Better::Up, 0.0).unwrap().share_better, Some(1.0));
        let less = knowledge(&made(4_000, 2, 1.0), Better::Down, 0.0).unwrap();
        assert!((less.share_better.unwrap() - 0.023).abs() < 0.015);
        assert_eq!(knowledge(&made(40, 1, 1.0), Better::Up, 0.0), None);
    }
}
