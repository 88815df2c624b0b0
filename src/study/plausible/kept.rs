//! A set of plausible draws as it is written down, and the one inside the program: the program's own state of
//! knowledge of the shipped scenarios.
//!
//! It belongs to one model. Which one tells a hash over short reference runs with the defaults and with the
//! first draws: a mechanism that is added and acts nowhere by itself leaves it as it is, whatever changes a
//! result changes it.

use crate::scenario::draws_from::DrawsFrom;
use crate::scenario::layers::sha256;
use crate::scenario::library::Embedded;
use crate::scenario::posterior::{Posterior, with_unset_values};
use crate::scenario::{self, Overrides, Source};
use crate::settings::{ValueKind, find};
use crate::simulation::{self, Retain};
use crate::study::plausible::history::RuledOut;
use crate::study::plausible::sampler::{Sampled, SamplerPlan};
use crate::world::blueprint::{Blueprint, facts};
use crate::world::record::measure;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// The set inside the program.
const EMBEDDED: &str = include_str!("../../../data/plausible.json");

/// Scenarios, residents, weeks and measures of the reference runs, and how many draws are lived in them.
const REFERENCE: [&str; 2] = ["z-home", "full-package"];
const RESIDENTS: &str = "residents.population=200";
const WEEKS: i64 = 60;
const MEASURES: [&str; 6] = ["visits", "events", "volunteers", "quality", "cash", "willingness"];
const DRAWS: usize = 2;

/// What draws were kept, and what made them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct KeptDraws {
    /// The command that made it.
    pub command: String,
    /// The version of the program.
    pub version: String,
    /// A hash of reference runs.
    pub reference: String,
    /// Members that were lived.
    pub members: u32,
    /// What ruled out how many of them.
    pub ruled_out: Vec<RuledOutEntry>,
    /// Full paths of the parameters.
    pub parameters: Vec<String>,
    /// Standard deviation of each over the draws, 1 being that of its prior, both on the line on which the
    /// prior is normal.
    pub spread: Vec<f64>,
    /// The numbers of the members that were kept.
    pub kept: Vec<u32>,
    /// A hash of parameters and values, by which an edited value is noticed; a set that was made elsewhere
    /// may go without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Their values, one row for each.
    pub draws: Vec<Vec<f64>>,
}

/// What ruled out how many members.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct RuledOutEntry {
    /// A row of the table of targets or a hard pattern.
    pub id: String,
    /// Members that contradict it.
    pub draws: usize,
    /// Members held against it.
    pub of: usize,
}

impl KeptDraws {
    /// What was sampled, made by a command.
    pub(crate) fn of(sampled: Sampled, command: String, plan: SamplerPlan) -> KeptDraws {
        let entry = |out: RuledOut| RuledOutEntry { id: out.id, draws: out.draws, of: out.of };
        let parameters: Vec<String> = sampled.of.into_iter().map(|parameter| parameter.path).collect();
        let (kept, draws): (Vec<u32>, Vec<Vec<f64>>) = sampled.kept.into_iter().unzip();
        KeptDraws {
            ruled_out: sampled.ruled_out.into_iter().map(entry).collect(),
            spread: sampled.spread.into_iter().map(|sd| (sd * 1_000.0).round() / 1_000.0).collect(),
            kept,
            ..KeptDraws::made(command, plan.members, parameters, draws)
        }
    }

    /// Draws of this model, made by a command from so many members; what ruled out the others, spreads and
    /// numbers are to be added.
    pub(crate) fn made(
        command: String,
        members: u32,
        parameters: Vec<String>,
        draws: Vec<Vec<f64>>,
    ) -> KeptDraws {
        KeptDraws {
            command,
            version: env!("CARGO_PKG_VERSION").into(),
            reference: reference(&parameters, &draws),
            members,
            ruled_out: vec![],
            spread: vec![],
            kept: vec![],
            sha256: Some(hash_of_values(&parameters, &draws)),
            parameters,
            draws,
        }
    }

    /// The set inside the program; `None` where it was built without one.
    ///
    /// # Errors
    /// Why it is none of this model.
    pub(crate) fn embedded() -> Result<Option<KeptDraws>, Vec<String>> {
        let name = "the plausible draws inside the program";
        let none = serde_json::from_str::<KeptDraws>(EMBEDDED).is_ok_and(|kept| kept.draws.is_empty());
        if none { Ok(None) } else { KeptDraws::read(name, EMBEDDED).map(Some) }
    }

    /// A set from its text.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub(crate) fn read(name: &str, text: &str) -> Result<KeptDraws, Vec<String>> {
        let kept: KeptDraws = serde_json::from_str(text)
            .map_err(|why| vec![format!("{name}: no set of plausible draws: {why}")])?;
        let mut faults: Vec<String> = kept.faults().map(|why| format!("{name}: {why}")).collect();
        let here = if faults.is_empty() { reference(&kept.parameters, &kept.draws) } else { String::new() };
        if faults.is_empty() && kept.reference != here {
            faults.push(format!(
                "{name}: stale: version {} with other results made it (its reference runs have another hash \
                 than {here}, that of this program); make it anew with `{}`",
                kept.version, kept.command
            ));
        }
        if faults.is_empty() { Ok(kept) } else { Err(faults) }
    }

    /// What is wrong with its numbers.
    fn faults(&self) -> impl Iterator<Item = String> {
        let (tables, mut faults) = (facts(), Vec::new());
        if self.draws.len() < 2 {
            faults.push("fewer than two draws: nothing is known".into());
        }
        let short = self.draws.iter().position(|draw| draw.len() != self.parameters.len());
        faults.extend(short.map(|at| format!("draw {} has not one value for each parameter", at + 1)));
        let counts = (self.kept.len(), self.spread.len());
        if counts != (self.draws.len(), self.parameters.len()) {
            faults.push(format!(
                "{} numbers of members for {} draws and {} spreads for {} parameters: the file is not whole",
                counts.0,
                self.draws.len(),
                counts.1,
                self.parameters.len()
            ));
        }
        let mut drawn: Vec<(&Vec<f64>, usize)> = self.draws.iter().zip(1..).collect();
        drawn.sort_by(|a, b| a.0.partial_cmp(b.0).unwrap_or(Ordering::Equal).then(a.1.cmp(&b.1)));
        let twice = drawn.windows(2).find(|pair| pair[0].0 == pair[1].0);
        faults.extend(twice.map(|pair| format!("draws {} and {} are the same", pair[0].1, pair[1].1)));
        let edited = |written: &&String| **written != hash_of_values(&self.parameters, &self.draws);
        let edited = self.sha256.as_ref().filter(edited);
        faults.extend(edited.map(|_| {
            "its values are not those that were written (`sha256` is of others): make it anew, or leave \
             `sha256` out of a set of your own"
                .into()
        }));
        let again = |(at, path): &(usize, &String)| self.parameters[..*at].contains(path);
        let again = self.parameters.iter().enumerate().filter(again);
        faults.extend(again.map(|(_, path)| format!("`{path}` stands there twice")));
        for (at, path) in self.parameters.iter().enumerate() {
            let Some(field) = find(&tables, path).filter(|field| field.kind == ValueKind::Real) else {
                faults.push(format!("there is no parameter `{path}` that is a real number"));
                continue;
            };
            let (low, high) = field.range.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
            let values = self.draws.iter().filter_map(|draw| draw.get(at));
            if let Some(value) = values.into_iter().find(|value| !(low..=high).contains(*value)) {
                faults.push(format!("`{path}` is {value} in a draw, but must lie between {low} and {high}"));
            }
        }
        faults.into_iter()
    }

    /// As scenarios take them.
    pub(crate) fn as_posterior(&self) -> Posterior {
        let source = Source { name: "plausible draws".into(), sha256: self.reference.clone() };
        let (paths, draws) = (self.parameters.clone(), self.draws.clone());
        Posterior { source, from: DrawsFrom::Plausible, paths, draws }
    }
}

/// The hash of parameters and their values.
fn hash_of_values(parameters: &[String], draws: &[Vec<f64>]) -> String {
    let mut bytes = parameters.join("\n").into_bytes();
    bytes.extend(draws.iter().flatten().flat_map(|value| value.to_bits().to_le_bytes()));
    sha256(&bytes)
}

/// The hash of the reference runs.
pub(crate) fn reference(parameters: &[String], draws: &[Vec<f64>]) -> String {
    let asked = Overrides { sets: vec![RESIDENTS.into()], weeks: Some(WEEKS) };
    let names = REFERENCE.map(str::to_string);
    let scenarios = scenario::read(&names, &asked, &Embedded).unwrap_or_default();
    let mut bytes = Vec::new();
    let mut live = |blueprint: &Blueprint| {
        let run = simulation::run(blueprint, 1, 1, Retain::default());
        for measure in MEASURES.iter().filter_map(|name| measure(name)) {
            let values = run.records.iter().map(|record| (measure.read)(record).value().unwrap_or(f64::NAN));
            bytes.extend(values.flat_map(|value| value.to_bits().to_le_bytes()));
        }
    };
    for scenario in &scenarios {
        live(&scenario.blueprint);
        for draw in draws.iter().take(DRAWS) {
            let values = parameters.iter().map(String::as_str).zip(draw.iter().copied());
            live(&with_unset_values(&scenario.blueprint, values));
        }
    }
    sha256(&bytes)
}

/// As it is written down: one line for each draw.
pub(crate) fn as_json(kept: &KeptDraws) -> String {
    let text = serde_json::to_string(kept).unwrap_or_default();
    let at = text.find("\"draws\":[[").unwrap_or(text.len());
    // Only the draws hold lists of numbers beside each other.
    let (head, draws) = text.split_at(at);
    format!("{head}{}\n", draws.replacen("[[", "[\n[", 1).replace("],[", "],\n["))
}

#[cfg(test)]
mod set;
#[cfg(test)]
mod tests;
