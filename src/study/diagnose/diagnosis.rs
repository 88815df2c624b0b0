//! What `diagnose` finds, as it is kept in memory, written to `diagnosis.json` and read back from there: one
//! model, so that a report says the same of a run and of its folder.

use crate::settings::Value;
use crate::stats::paired::Estimate;
use crate::study::diagnose::cause_over_draws::CauseOverDraws;
use crate::study::diagnose::trace::Trace;
use crate::study::plausible::draws_lived::DrawsLived;
use crate::world::record::deficiency::Deficiency;
use serde::{Deserialize, Serialize};

/// All that `diagnose` says of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Diagnosis {
    /// Name of the scenario.
    pub scenario: String,
    /// Its title.
    pub title: String,
    /// Worlds asked for.
    pub replicates: u32,
    /// Deficiencies with causes repaired in full.
    pub deficiencies: Vec<DeficiencyCauses>,
    /// What repairs each cause, lever by lever.
    pub repairs: Vec<Player>,
    /// What the repair of each cause alone costs the public a year.
    pub costs: Vec<CauseCost>,
    /// With equal budgets, if that was asked for.
    pub equal_cost: Option<EqualCost>,
    /// The trace through the links of the model, if it was asked for.
    pub why: Option<Trace>,
    /// By single levers, if that was asked for.
    pub by_lever: Option<ByLever>,
    /// The plausible draws that were lived, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over_draws: Option<DrawsLived>,
}

/// A lever, or several that only make sense together, and what repairs them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Player {
    /// Path of the lever or of the table.
    pub name: String,
    /// Name of the cause that it belongs to.
    pub cause: String,
    /// What moves.
    pub moves: Vec<Move>,
}

/// One lever moved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Move {
    /// Full path of the lever.
    #[serde(rename = "lever")]
    pub path: String,
    /// In the reference.
    pub from: Value,
    /// When repaired.
    pub to: Value,
}

/// What repair of one player takes away from a deficiency, in index points; negative when it makes things
/// worse.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Share {
    /// Of which player.
    pub name: String,
    /// Shapley share, mean over worlds.
    #[serde(rename = "share")]
    pub mean: f64,
    /// Its 95% interval; `None` with one world.
    #[serde(flatten, with = "crate::stats::paired::bounds")]
    pub interval: Option<(f64, f64)>,
    /// Worlds.
    #[serde(rename = "n")]
    pub worlds: u64,
    /// Worlds whose value is not the one that more than half of them show; `None` where no value is that of
    /// more than half.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<u64>,
    /// Without an interval: the sign that most worlds show, where the others could not turn it; otherwise 0.
    #[serde(default, skip_serializing_if = "crate::stats::paired::is_open")]
    pub sign_of_most: i8,
}

impl Share {
    /// An estimate under the name of its player.
    pub(crate) fn new(name: impl Into<String>, estimate: &Estimate) -> Share {
        let Estimate { mean, interval, worlds, others, sign_of_most, .. } = *estimate;
        Share { name: name.into(), mean, interval, worlds, others, sign_of_most }
    }

    /// The share without its name.
    pub(crate) fn estimate(&self) -> Estimate {
        let Share { mean, interval, worlds, others, sign_of_most, .. } = *self;
        Estimate { others, sign_of_most, ..Estimate::new(mean, interval, worlds) }
    }

    /// 1 or −1 where the interval lies on one side of zero, otherwise 0.
    pub(crate) fn sure_sign(&self) -> i8 {
        self.estimate().sure_sign()
    }
}

/// A part of a deficiency that moves together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Part {
    /// Of all causes together, mean over worlds.
    pub total: f64,
    /// The same with its interval.
    pub total_interval: Estimate,
    /// Of each cause.
    pub causes: Vec<Share>,
}

/// The cause with the largest share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Largest {
    /// Its name.
    pub name: String,
    /// Whether the pairs tell it apart from each of the others.
    pub told_apart: bool,
    /// Whether its share is surely above zero.
    pub sure: bool,
}

/// What repairs do together beside what each does alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Interplay {
    /// Together they take away more than one by one.
    #[serde(rename = "complements")]
    Complements,
    /// Together they take away less.
    #[serde(rename = "substitutes")]
    Substitutes,
    /// The interval holds zero.
    #[serde(rename = "not told apart")]
    Unclear,
}

impl Interplay {
    /// From the joint effect minus the sum of single repairs.
    pub(crate) fn of(surplus: &Estimate) -> Interplay {
        match surplus.sure_sign() {
            1 => Interplay::Complements,
            -1 => Interplay::Substitutes,
            _ => Interplay::Unclear,
        }
    }

    /// What it is called.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Interplay::Complements => "complements",
            Interplay::Substitutes => "substitutes",
            Interplay::Unclear => "not told apart",
        }
    }
}

/// Joint effect minus the sum of single repairs: above zero complements, below zero substitutes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Interaction {
    /// Of all causes.
    pub surplus: Estimate,
    /// What it is called.
    pub kind: Interplay,
    /// Of each pair of causes with the third left as it is.
    pub pairs: Vec<PairSurplus>,
}

/// The interaction of two causes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct PairSurplus {
    /// Names of both.
    pub causes: [String; 2],
    /// Joint effect minus the sum of both alone.
    pub surplus: Estimate,
}

/// One deficiency and its causes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct DeficiencyCauses {
    /// Which deficiency.
    #[serde(rename = "name")]
    pub deficiency: Deficiency,
    /// Its label.
    pub label: String,
    /// Index in the last year, 0 (solved) to 1 (severe), mean over worlds.
    pub level: f64,
    /// The same with its interval.
    pub level_interval: Estimate,
    /// What is left when all causes are repaired.
    pub left: Estimate,
    /// What all repairs together take away, mean over worlds: level − left.
    pub total: f64,
    /// The same with its interval.
    pub total_interval: Estimate,
    /// Shares of the causes; they add up to the total.
    pub causes: Vec<Share>,
    /// The largest cause, by behaviour where a part moves by definition.
    pub largest: Largest,
    /// How the causes work together.
    pub interaction: Interaction,
    /// The part of total and shares that moves by definition, as the table of terms says.
    pub by_definition: Option<Part>,
    /// The rest, which had to come out of the model.
    pub behaviour: Option<Part>,
    /// What is known of each cause over plausible draws; empty where none were lived.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub over_draws: Vec<CauseOverDraws>,
}

impl DeficiencyCauses {
    /// The largest share, by behaviour where a part moves by definition.
    pub(crate) fn largest_share(&self) -> Option<&Share> {
        let shares = self.behaviour.as_ref().map_or(&self.causes, |part| &part.causes);
        shares.iter().find(|share| share.name == self.largest.name)
    }
}

/// What the repair of a cause costs, yuan a year; nothing where no world tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct CauseCost {
    /// Name of the cause.
    pub name: String,
    /// Extra full cost a year from the week in which the repair begins to act.
    pub yuan_a_year: Option<Estimate>,
    /// Extra public cost a year.
    pub public_yuan_a_year: Option<Estimate>,
}

/// How much of a repair a budget buys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct CauseFraction {
    /// Name of the cause.
    pub name: String,
    /// 0 to 1; 1 when the whole repair costs less.
    pub fraction: f64,
}

/// The same with repairs that cost the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct EqualCost {
    /// Full cost a year for each cause, yuan.
    pub budget: f64,
    /// The part of each repair that it buys.
    pub fractions: Vec<CauseFraction>,
    /// What that part costs, over all worlds.
    pub costs: Vec<CauseCost>,
    /// The deficiencies.
    pub deficiencies: Vec<DeficiencyCauses>,
}

/// Shares of single levers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ByLever {
    /// Worlds used, each with one random order and its reverse.
    pub worlds: u32,
    /// Whether the error fell below the wanted one for every deficiency.
    pub enough: bool,
    /// By deficiency.
    pub deficiencies: Vec<LeverShares>,
}

/// The levers of one deficiency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct LeverShares {
    /// Which deficiency.
    #[serde(rename = "name")]
    pub deficiency: Deficiency,
    /// What all repairs together take away, in the worlds used.
    pub total: Estimate,
    /// Largest standard error over largest share.
    pub error: f64,
    /// Shares of the levers, largest first; they add up to the total.
    #[serde(rename = "levers")]
    pub shares: Vec<Share>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_keeps_all_that_is_known_of_it_also_in_a_file() {
        let few = [0.0, 0.0, 0.0, 0.0, 0.3, 0.0, 0.0];
        for worlds in [&few[..], &[0.1, 0.2, 0.4, 0.15, 0.3], &[0.25; 6], &[0.5]] {
            let estimate = Estimate::of(worlds, 1).unwrap();
            let share = Share::new("support", &estimate);
            assert_eq!(share.estimate(), estimate);
            let text = serde_json::to_string(&share).unwrap();
            assert_eq!(serde_json::from_str::<Share>(&text).unwrap().estimate(), estimate, "{text}");
        }
        assert_eq!(
            Estimate::of(&few, 1).unwrap().few_others().map(|(others, of, _)| (others, of)),
            Some((1, 7))
        );
    }
}
