//! `manifest.json`: what made this folder, and what it holds. No clock and no names of machines: the same
//! request gives the same bytes.

use crate::files::columns::ResultTable;
use crate::files::file::Written;
use crate::files::portable;
use crate::scenario::draws_from::DrawsFrom;
use crate::scenario::{Scenario, Source};
use crate::units::Week;
use serde::{Deserialize, Serialize};

/// Its name.
pub(crate) const FILE: &str = "manifest.json";
/// Name of the report in a result folder.
pub(crate) const REPORT: &str = "report.html";
/// Name of the list of what is in it.
pub(crate) const INDEX: &str = "index.html";
/// The page that lives worlds itself, for a meeting or a lesson.
pub(crate) const EXPLORER: &str = "explorer.html";
/// What says that a folder is ours.
const PROGRAM: &str = env!("CARGO_PKG_NAME");

/// What was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The command: `run`.
    pub command: String,
    /// Its arguments as far as they decide the result: not the number of threads, not the name of the folder.
    pub arguments: Vec<String>,
    /// Seed of all random worlds; text, since it may have 64 bits.
    pub seed: String,
    /// Random worlds per scenario.
    pub replicates: u32,
}

/// What a result folder says of itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// The program that wrote it.
    pub program: String,
    /// Its version.
    pub version: String,
    /// What its source is called in the history of the project, if that is known.
    #[serde(default)]
    pub commit: Option<String>,
    /// What was asked for.
    #[serde(flatten)]
    pub request: Request,
    /// What was run.
    pub scenarios: Vec<ScenarioEntry>,
    /// What to know before its numbers are trusted, one line a kind, in English; each alone: `warnings.csv`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// Every other file of the folder.
    #[serde(default)]
    pub outputs: Vec<Written>,
}

/// A scenario of a result folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ScenarioEntry {
    /// Stem of its file.
    pub name: String,
    /// Its title.
    pub title: String,
    /// A shorter title, where it names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<String>,
    /// Weeks from which on dated levers hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Week>,
    /// What was read for it.
    pub inputs: Vec<Source>,
}

impl ScenarioEntry {
    /// Of a scenario.
    pub(crate) fn of(scenario: &Scenario) -> ScenarioEntry {
        ScenarioEntry {
            name: scenario.name.clone(),
            title: scenario.title.clone(),
            short: scenario.short.clone(),
            changes: scenario.blueprint.timeline.iter().map(|(week, _)| *week).collect(),
            inputs: scenario.sources.iter().map(source).collect(),
        }
    }
}

fn source(source: &Source) -> Source {
    Source { name: portable::name(&source.name), sha256: source.sha256.clone() }
}

impl Request {
    /// The same without the places of files on this machine.
    pub(crate) fn portable(mut self) -> Request {
        self.arguments.iter_mut().for_each(|words| *words = portable::argument(words));
        self
    }
}

impl Manifest {
    /// Of results of this program.
    pub(crate) fn new(request: &Request, scenarios: &[Scenario], outputs: &[Written]) -> Manifest {
        Manifest {
            program: PROGRAM.into(),
            version: env!("CARGO_PKG_VERSION").into(),
            commit: Some(env!("COMMONROOM_COMMIT").into()),
            request: request.clone().portable(),
            scenarios: scenarios.iter().map(ScenarioEntry::of).collect(),
            warnings: vec![],
            outputs: outputs.to_vec(),
        }
    }

    /// Whose draws its random worlds took: those of a calibration, or none.
    pub(crate) fn draws_from(&self) -> DrawsFrom {
        let own = self.request.arguments.iter().any(|words| words.starts_with("--posterior="));
        if own { DrawsFrom::Calibration } else { DrawsFrom::Plausible }
    }

    /// Whether a table stands in the folder, as one file or as a file for each scenario.
    pub(crate) fn has(&self, table: ResultTable) -> bool {
        let in_parts = |path: &str| path.strip_prefix(table.name()).is_some_and(|rest| rest.starts_with('/'));
        self.outputs.iter().any(|output| output.path == table.file() || in_parts(&output.path))
    }

    /// The names of its scenarios.
    pub(crate) fn names(&self) -> Vec<String> {
        self.scenarios.iter().map(|entry| entry.name.clone()).collect()
    }

    /// Its text.
    pub(crate) fn text(&self) -> Vec<u8> {
        json(self)
    }
}

/// Whether a file of a result folder is a page for people, which may be made anew.
pub(crate) fn is_page(path: &str) -> bool {
    [REPORT, INDEX, EXPLORER].contains(&path)
}

/// As indented JSON with a newline at the end.
pub(crate) fn json(value: &impl Serialize) -> Vec<u8> {
    // Plain structs of text and numbers always serialize.
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Whether these bytes are a manifest of this program.
pub(crate) fn is_ours(bytes: &[u8]) -> bool {
    serde_json::from_slice::<serde_json::Value>(bytes).is_ok_and(|json| json["program"] == PROGRAM)
}

/// The files that a manifest of this program lists; `None` when it is none.
pub(crate) fn outputs(bytes: &[u8]) -> Option<Vec<String>> {
    let manifest: Manifest = serde_json::from_slice(bytes).ok().filter(|_| is_ours(bytes))?;
    Some(manifest.outputs.into_iter().map(|output| output.path).collect())
}

/// The text of a manifest with another file in the place of that of the same name; `None` when it is none.
pub(crate) fn renewed(bytes: &[u8], file: Written) -> Option<Vec<u8>> {
    let mut manifest: Manifest = serde_json::from_slice(bytes).ok().filter(|_| is_ours(bytes))?;
    manifest.outputs.retain(|output| output.path != file.path);
    manifest.outputs.push(file);
    manifest.outputs.sort();
    Some(manifest.text())
}
