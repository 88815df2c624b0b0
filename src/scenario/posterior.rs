//! A posterior file as a layer over scenarios: parameters that are not known but drawn, one draw for each
//! random world.
//!
//! Columns are full paths of parameters, rows are draws of equal weight (`calibrate` writes such a file; a
//! column `draw`, if there is one, only numbers them). World i takes draw i, the first again after the last:
//! the same for every scenario, and whatever the number of worlds. Only what may be fitted may be drawn:
//! assumptions that are real numbers.

#[cfg(test)]
mod tests;

use crate::language::{said, term};
use crate::scenario::data_file::DataFile;
use crate::scenario::draws_from::DrawsFrom;
use crate::scenario::faults::{Fault, Faults, brief, nearest};
use crate::scenario::library::Library;
use crate::scenario::{Scenario, Source};
use crate::settings::{Grade, SettingsTable, SettingsTree, TableFacts, Value, ValueKind, find};
use crate::world::blueprint::{Blueprint, Settings, facts};
use std::collections::BTreeSet;

/// The column that numbers the draws.
const NUMBER: &str = "draw";

/// Draws of some parameters.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Posterior {
    /// The file.
    pub source: Source,
    /// Whose they are, and so which values they take the place of.
    pub from: DrawsFrom,
    /// Full paths of the parameters.
    pub paths: Vec<String>,
    /// At least one; each has a value for every path.
    pub draws: Vec<Vec<f64>>,
}

/// Why a parameter may not be fitted.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Immovable {
    /// There is none of that path.
    Unknown,
    /// It is one that does not move.
    Settled(String),
}

impl Immovable {
    /// In words, with the parameter that was probably meant: it is looked for among all, so only for a fault
    /// that will be read.
    pub(crate) fn words(self, path: &str, facts: &[TableFacts]) -> String {
        let Immovable::Settled(why) = self else {
            let all = facts.iter().flat_map(|table| {
                table.fields.iter().map(move |field| format!("{}.{}", table.path, field.name))
            });
            let all: Vec<String> = all.collect();
            let hint = nearest(path, all.iter().map(String::as_str));
            let hint = hint.map_or(String::new(), |hint| format!("; {hint}"));
            return said!("there is no parameter `{path}`{hint}");
        };
        why
    }
}

/// The range in which a parameter may be fitted; if it may not, why.
pub(crate) fn may_move(path: &str, facts: &[TableFacts]) -> Result<(f64, f64), Immovable> {
    let field = find(facts, path).ok_or(Immovable::Unknown)?;
    let settled = |why: String| Err(Immovable::Settled(why));
    if field.lever.is_some() {
        return settled(said!("`{path}` is a lever: it is set, not fitted"));
    }
    if field.grade != Grade::Assumption {
        let (grade, source) = (field.grade.word(), field.source);
        return settled(said!("`{path}` is graded {grade} ({source}): only assumptions may move"));
    }
    match (field.kind, field.range) {
        (ValueKind::Real, Some(range)) if range.0 < range.1 => Ok(range),
        (ValueKind::Real, _) => settled(said!("`{path}` has no range to move in")),
        _ => settled(said!("`{path}` is no real number: only real numbers are fitted")),
    }
}

/// A blueprint with other values of some parameters, in every community.
pub(crate) fn with_values<'a>(
    blueprint: &Blueprint,
    values: impl Iterator<Item = (&'a str, f64)>,
) -> Blueprint {
    let mut changed = blueprint.clone();
    for (path, value) in values {
        let value = Value::Real(value);
        changed.settings.set(path, &value);
        for community in &mut changed.communities {
            match path.rsplit_once('.') {
                Some(("residents", name)) => community.residents.set(name, &value),
                Some(("home", name)) => community.home.set(name, &value),
                _ => false,
            };
        }
    }
    changed
}

/// The same, but for what a scenario or one of its communities sets for itself: what stands at its default is
/// not known, what was set is.
pub(crate) fn with_unset_values<'a>(
    blueprint: &Blueprint,
    values: impl Iterator<Item = (&'a str, f64)>,
) -> Blueprint {
    let (mut changed, usual) = (blueprint.clone(), Settings::default());
    for (path, value) in values {
        let (default, value) = (usual.get(path), Value::Real(value));
        if changed.settings.get(path) == default {
            changed.settings.set(path, &value);
        }
        for community in &mut changed.communities {
            match path.rsplit_once('.') {
                Some(("residents", name)) if community.residents.get(name) == default => {
                    community.residents.set(name, &value)
                }
                Some(("home", name)) if community.home.get(name) == default => {
                    community.home.set(name, &value)
                }
                _ => false,
            };
        }
    }
    changed
}

/// Why a parameter cannot move in a scenario: a community holds it fast.
pub(crate) fn held_fast(scenario: &Scenario, path: &str) -> Option<String> {
    let own = |key: &str| key.starts_with("communities.") && key.ends_with(&format!(".{path}"));
    let (key, (_, place)) = scenario.origins.iter().find(|(key, _)| own(key))?;
    Some(said!("`{key}` is set for one community ({place}): it cannot move with the others"))
}

/// Read a posterior file; everything that is wrong with it is added to the faults.
pub(crate) fn read(name: &str, library: &dyn Library, faults: &mut Faults) -> Option<Posterior> {
    let opened = match library.open(name, None) {
        Ok(opened) => opened,
        Err(why) => {
            faults.add(Fault::without_place(name, said!("cannot read `{name}`: {why}")));
            return None;
        }
    };
    let mut rows = DataFile::open(opened, faults);
    let columns = columns(&mut rows);
    let mut draws = Vec::new();
    let mut row = csv::StringRecord::new();
    while rows.next(&mut row) {
        let draw =
            columns.iter().map(|(at, path, range)| value(&row, *at, path, *range, &mut rows)).collect();
        if rows.sound() {
            draws.push(draw);
        }
    }
    if rows.sound() && draws.is_empty() {
        rows.fault_of_file(term("there is no draw in it").into());
    }
    let source = rows.finish()?;
    let paths = columns.into_iter().map(|(_, path, _)| path).collect();
    Some(Posterior { source, from: DrawsFrom::Calibration, paths, draws })
}

/// Place, path and range of each parameter.
fn columns(rows: &mut DataFile) -> Vec<(usize, String, (f64, f64))> {
    let (facts, header) = (facts(), rows.header().to_vec());
    let (mut columns, mut seen) = (Vec::new(), BTreeSet::new());
    for (at, path) in header.iter().enumerate().filter(|(_, name)| *name != NUMBER) {
        match may_move(path, &facts) {
            Ok(_) if !seen.insert(path) => rows.fault_of_column(at, || said!("`{path}` appears twice")),
            Ok(range) => columns.push((at, path.clone(), range)),
            Err(why) => rows.fault_of_column(at, || why.words(path, &facts)),
        }
    }
    if columns.is_empty() && rows.sound() && !header.is_empty() {
        rows.fault_of_file(
            term(
                "there is no parameter in it: columns are full paths, for example residents.choice.intercept",
            )
            .into(),
        );
    }
    columns
}

/// The value of a cell; one that is none becomes a fault.
fn value(
    row: &csv::StringRecord,
    at: usize,
    path: &str,
    (low, high): (f64, f64),
    rows: &mut DataFile,
) -> f64 {
    let text = row.get(at).unwrap_or("");
    let notation = rows.notation();
    match notation.number(text) {
        Some(value) if (low..=high).contains(&value) => value,
        Some(value) => {
            let value = brief(value);
            rows.fault_at(at, said!("`{path}` is {value}, but must lie between {low} and {high}"));
            low
        }
        None => {
            let message = said!("`{path}` must be a number, not `{text}`");
            rows.fault_of_number(at, text, message);
            low
        }
    }
}

/// Scenarios with parameters that are drawn from a file: each at the mean of the draws; and the blueprints of
/// so many first random worlds of each.
///
/// # Errors
/// Everything that is wrong with the file, or that contradicts it in the scenario.
pub fn drawn_worlds(
    file: &str,
    library: &dyn Library,
    mut scenarios: Vec<Scenario>,
    worlds: u32,
) -> Result<(Vec<Scenario>, Vec<Blueprint>), Faults> {
    let mut faults = Faults::default();
    let mut drawn = Vec::new();
    if let Some(posterior) = read(file, library, &mut faults) {
        posterior.lay_over(&mut scenarios, &mut faults);
        for scenario in &scenarios {
            drawn.extend((1..=worlds).map(|replicate| posterior.in_world(&scenario.blueprint, replicate, 1)));
        }
    }
    faults.finish((scenarios, drawn))
}

impl Posterior {
    /// Which draw a random world takes when each draw is lived in `worlds` worlds one after another; from 0.
    pub(crate) fn draw_of(&self, replicate: u32, worlds: u32) -> usize {
        (replicate.saturating_sub(1) / worlds.max(1)) as usize % self.draws.len()
    }

    /// A blueprint as a random world lives it.
    pub(crate) fn in_world(&self, blueprint: &Blueprint, replicate: u32, worlds: u32) -> Blueprint {
        self.drawn(blueprint, &self.draws[self.draw_of(replicate, worlds)])
    }

    /// A blueprint with the values of a draw.
    pub(crate) fn drawn(&self, blueprint: &Blueprint, draw: &[f64]) -> Blueprint {
        let values = self.paths.iter().map(String::as_str).zip(draw.iter().copied());
        match self.from {
            DrawsFrom::Calibration => with_values(blueprint, values),
            DrawsFrom::Plausible => with_unset_values(blueprint, values),
        }
    }

    /// So many of the draws, evenly from all.
    pub(crate) fn evenly(&self, most: usize) -> Posterior {
        let (all, most) = (self.draws.len(), most.clamp(1, self.draws.len().max(1)));
        let draws = (0..most).map(|at| self.draws[at * all / most].clone()).collect();
        Posterior { source: self.source.clone(), from: self.from, paths: self.paths.clone(), draws }
    }

    /// Mean of a parameter over the draws.
    fn mean(&self, at: usize) -> f64 {
        self.draws.iter().map(|draw| draw[at]).sum::<f64>() / self.draws.len() as f64
    }

    /// Lay it over scenarios: each then stands at the mean of the draws and says where that comes from; what
    /// was set by a flag, or by one community for itself, contradicts it.
    pub(crate) fn lay_over(&self, scenarios: &mut [Scenario], faults: &mut Faults) {
        for scenario in scenarios {
            for (at, path) in self.paths.iter().enumerate() {
                let flag = scenario.origins.get(path).filter(|(_, place)| place.starts_with("--set "));
                let set = flag.map(|(_, place)| {
                    said!("`{path}` is drawn from {}, and {place} sets it", self.source.name)
                });
                for why in set.into_iter().chain(held_fast(scenario, path)) {
                    faults.add(Fault::without_place(&self.source.name, why));
                }
                let mean = self.mean(at);
                scenario.blueprint = with_values(&scenario.blueprint, std::iter::once((path.as_str(), mean)));
                scenario.origins.insert(path.clone(), (Value::Real(mean), self.origin()));
            }
            let origin = self.origin();
            // Without the folder: results do not tell where on whose machine a file lay.
            let origin = &origin[origin.rfind(['/', '\\']).map_or(0, |at| at + 1)..];
            scenario.parts.head.insert(0, format!("{origin}: {}", self.paths.join(", ")));
            scenario.sources.push(self.source.clone());
        }
    }

    fn origin(&self) -> String {
        format!("{}, mean of {} draws, one for each world", self.source.name, self.draws.len())
    }
}
