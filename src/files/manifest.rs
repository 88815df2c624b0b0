//! `manifest.json`: what made this folder, and what it holds. No clock and no names of machines: the same
//! request gives the same bytes.

use crate::files::file::Written;
use crate::scenario::Scenario;
use serde::Serialize;

/// Its name.
pub const FILE: &str = "manifest.json";
/// What says that a folder is ours.
const PROGRAM: &str = env!("CARGO_PKG_NAME");

/// What was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
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

#[derive(Serialize)]
struct Manifest<'a> {
    program: &'a str,
    version: &'a str,
    commit: Option<&'a str>,
    #[serde(flatten)]
    request: &'a Request,
    scenarios: Vec<Input<'a>>,
    outputs: &'a [Written],
}

#[derive(Serialize)]
struct Input<'a> {
    name: &'a str,
    title: &'a str,
    inputs: Vec<Source<'a>>,
}

#[derive(Serialize)]
struct Source<'a> {
    name: &'a str,
    sha256: &'a str,
}

/// Its text.
pub fn text(request: &Request, scenarios: &[Scenario], outputs: &[Written]) -> Vec<u8> {
    let scenarios = scenarios.iter().map(|s| Input {
        name: &s.name,
        title: &s.title,
        inputs: s
            .sources
            .iter()
            .map(|source| Source { name: &source.name, sha256: &source.sha256 })
            .collect(),
    });
    let manifest = Manifest {
        program: PROGRAM,
        version: env!("CARGO_PKG_VERSION"),
        commit: Some(env!("COMMONROOM_COMMIT")),
        request,
        scenarios: scenarios.collect(),
        outputs,
    };
    json(&manifest)
}

/// As indented JSON with a newline at the end.
pub fn json(value: &impl Serialize) -> Vec<u8> {
    // Plain structs of text and numbers always serialize.
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Whether these bytes are a manifest of this program.
pub fn is_ours(bytes: &[u8]) -> bool {
    serde_json::from_slice::<serde_json::Value>(bytes).is_ok_and(|json| json["program"] == PROGRAM)
}
