//! `calibrate SCENARIO --observed FILE --free PATHS`: the fit, its folder, its answer.

use crate::batch::Stopped;
use crate::cli::calibrate::Arguments;
use crate::cli::calibrate::evidence::{EvidenceArguments, gather};
use crate::cli::flags::Computing;
use crate::cli::stages::Stages;
use crate::cli::{Failure, answer, answer_json, folder_report, interrupt, memory};
use crate::escape;
use crate::files::folder::FolderRequest;
use crate::files::manifest::Request;
use crate::files::write::calibration as folder;
use crate::files::write::calibration::{CalibrationFolder, POSTERIOR};
use crate::language::{said, term};
use crate::report::answers::calibrate as report;
use crate::scenario::layers::sha256;
use crate::stop::unless_asked;
use crate::study::calibrate::calibration::{Calibration, CalibrationOptions, calibrate};
use crate::study::calibrate::goal::{Goal, Means};
use crate::study::calibrate::sampler::{AfterGeneration, State, Tuning};
use crate::study::calibrate::{Doubts, Unfitted};
use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};
use std::path::{Path, PathBuf};

/// As it stands among the arguments.
const ANYWAY: &str = "--anyway";

/// An unfinished fit as it is kept: only the very same question may go on from it.
#[derive(Serialize, Deserialize)]
struct Unfinished {
    /// Hash of everything that decides the result.
    question: String,
    /// SHA-256 of the state as it stands here.
    sha256: String,
    state: Box<RawValue>,
}

impl Unfinished {
    /// A state as it is kept.
    fn of(question: String, state: &State) -> Vec<u8> {
        // Plain structs of numbers always serialize.
        let state = to_raw_value(state).unwrap_or_default();
        let unfinished = Unfinished { question, sha256: sha256(state.get().as_bytes()), state };
        serde_json::to_vec(&unfinished).unwrap_or_default()
    }

    /// The state, if it is the one that was written, in a file of these bytes.
    fn state(&self, bytes: &[u8]) -> Option<State> {
        let intact = sha256(self.state.get().as_bytes()) == self.sha256
            && serde_json::to_vec(self).is_ok_and(|written| written == bytes);
        serde_json::from_str(self.state.get()).ok().filter(|_| intact)
    }
}

/// Read, fit, answer.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let evidence = gather(arguments)?;
    let kept = arguments.out.as_ref().map(|path| folder::unfinished(path));
    let question = question(arguments, &evidence);
    let state = begin(arguments, kept.as_ref(), &question)?;
    memory::check(&evidence.scenarios, arguments.computing.demand(arguments.particles))?;
    let begin_folder = |wish| CalibrationFolder::begin(wish, &evidence.scenarios);
    let place = wish(arguments).map(begin_folder).transpose()?;
    let mut keep = |state: &State| {
        let Some(path) = &kept else { return Ok(()) };
        let unfinished = Unfinished::of(question.clone(), state);
        folder::keep(path, &unfinished).map_err(|fault| Stopped::Sink(fault.to_string()))
    };
    let found = unless_asked(|| fit(arguments, &evidence, state, &mut keep));
    let found = found.unwrap_or(Err(Unfitted::Stopped(Stopped::Cancelled)));
    let found = found.map_err(|why| unfitted(why, kept.as_ref()))?;
    let json = report::as_json(&found, &request(arguments), &evidence.warnings);
    let written = place
        .map(|place| {
            let pages = &mut |folder: &Path, manifest: &[u8]| {
                folder_report::of_folder(folder, manifest, &arguments.showing)
            };
            place.publish(&found, &request(arguments), &evidence.scenarios, &json, pages)
        })
        .transpose()?;
    if let Some(path) = &kept {
        folder::forget(path)?;
    }
    tell(arguments, &evidence, &found, json, written)
}

/// Where the fit begins: at the start, or where it was interrupted.
fn begin(arguments: &Arguments, kept: Option<&PathBuf>, question: &str) -> Result<State, Failure> {
    let Some(path) = kept else { return Ok(State::default()) };
    let bytes = folder::kept(path)?;
    match (bytes, arguments.resume) {
        (None, _) => Ok(State::default()),
        (Some(_), false) if arguments.force => Ok(State::default()),
        (Some(_), false) => {
            let why = term("holds an unfinished fit; --resume goes on with it, --force begins anew");
            Err(Failure::new(4, format!("{} {why}", escape::path(path))))
        }
        (Some(bytes), true) => match serde_json::from_slice::<Unfinished>(&bytes) {
            Ok(unfinished) if unfinished.question == question => unfinished.state(&bytes).ok_or_else(|| {
                Failure::new(5, said!("{} is not the fit that was kept: it was changed", path.display()))
            }),
            Ok(_) => Err(Failure::new(
                5,
                said!(
                    "{} belongs to another question: other scenarios, observations or flags",
                    escape::path(path)
                ),
            )),
            Err(_) => {
                Err(Failure::new(5, said!("{} is no unfinished fit of this program", escape::path(path))))
            }
        },
    }
}

fn unfitted(why: Unfitted, kept: Option<&PathBuf>) -> Failure {
    match why {
        Unfitted::Stopped(stopped) => interrupted(stopped, kept),
        Unfitted::Impossible(found) => {
            // Other data are another question, and ask for no word about this fit.
            match kept.map(|path| folder::forget(path)) {
                Some(Err(fault)) => fault.into(),
                _ => Failure::new(3, report::impossible(&found) + report::ANYWAY),
            }
        }
        Unfitted::Few(support) => {
            let resumable = kept.filter(|path| path.exists());
            let how = if resumable.is_some() { report::RESUME_ANYWAY } else { report::ANYWAY };
            Failure::new(1, report::few(support) + how)
        }
    }
}

fn interrupted(stopped: Stopped, kept: Option<&PathBuf>) -> Failure {
    let resumable = kept.filter(|path| path.exists());
    match (stopped, resumable) {
        (Stopped::Cancelled, Some(path)) => {
            let how = term("the same command with --resume goes on from the last finished generation");
            Failure::new(130, said!("interrupted; {how} ({})", escape::path(path)))
        }
        (stopped, _) => stopped.into(),
    }
}

fn fit(
    arguments: &Arguments,
    evidence: &EvidenceArguments,
    state: State,
    after: &mut AfterGeneration,
) -> Result<Calibration, Unfitted> {
    let goal = Goal { scenarios: &evidence.scenarios, targets: &evidence.targets, free: &evidence.free };
    let means = means(arguments);
    let doubts = if arguments.anyway { Doubts::Tell } else { Doubts::End };
    let wanted = CalibrationOptions { tuning: tuning(arguments), doubts };
    let mut stages = Stages::new(arguments.showing.mode());
    // Kept before the first generation too: whoever interrupts that one can say --resume like anybody else.
    after(&state)?;
    let found = calibrate(&goal, wanted, state, means, &mut stages, after);
    stages.end();
    found
}

/// What a fit computes with.
pub(super) fn means(arguments: &Arguments) -> Means<'static> {
    let Computing { seed, .. } = arguments.computing;
    let threads = arguments.computing.threads();
    Means { live: &crate::simulation::run, seed, threads, cancel: interrupt::flag() }
}

fn tuning(arguments: &Arguments) -> Tuning {
    let Arguments { computing: Computing { seed, .. }, particles, generations, .. } = *arguments;
    Tuning { seed, first: particles, kept: (particles / 2).max(2), generations, least: 0.1 }
}

fn wish(arguments: &Arguments) -> Option<FolderRequest> {
    match &arguments.out {
        Some(path) => Some(FolderRequest::Named { path: path.clone(), force: arguments.force }),
        None if arguments.json => None,
        None => Some(FolderRequest::Numbered { parent: PathBuf::from("results") }),
    }
}

fn request(arguments: &Arguments) -> Request {
    let mut list: Vec<String> = arguments.scenario.iter().cloned().collect();
    list.extend(arguments.observed.iter().map(|file| format!("--observed={file}")));
    list.extend(arguments.targets.then(|| "--targets".to_string()));
    list.push(format!("--free={}", arguments.free.join(",")));
    list.extend([
        format!("--particles={}", arguments.particles),
        format!("--generations={}", arguments.generations),
    ]);
    list.push(format!("--seed={}", arguments.computing.seed));
    list.extend(arguments.changes.arguments());
    list.extend(arguments.anyway.then(|| ANYWAY.to_string()));
    Request {
        command: "calibrate".into(),
        arguments: list,
        seed: arguments.computing.seed.to_string(),
        replicates: arguments.particles,
    }
    .portable()
}

/// Hash of all that decides the result.
fn question(arguments: &Arguments, evidence: &EvidenceArguments) -> String {
    let mut words = request(arguments).arguments;
    // The generations are the same, whatever is done with doubts.
    words.retain(|word| word != ANYWAY);
    words
        .extend(evidence.scenarios.iter().flat_map(|s| s.sources.iter().map(|source| source.sha256.clone())));
    words.extend(evidence.scenarios.iter().map(|s| s.resolved()));
    words.extend(evidence.targets.iter().map(|target| format!("{target:?}")));
    words.push(env!("CARGO_PKG_VERSION").into());
    sha256(words.join("\n").as_bytes())
}

fn tell(
    arguments: &Arguments,
    evidence: &EvidenceArguments,
    found: &Calibration,
    mut json: serde_json::Value,
    written: Option<PathBuf>,
) -> Result<(), Failure> {
    if arguments.json {
        json["folder"] = written.as_ref().map(|path| path.to_string_lossy().into_owned()).into();
        answer_json(&json)?;
    } else {
        answer(&report::text(found))?;
    }
    arguments.showing.warn(&evidence.warnings);
    match written {
        Some(path) if !arguments.json => answer(&said!(
            "\nPosterior: {}\nResult folder: {}\n",
            escape::path(&path.join(POSTERIOR)),
            escape::path(&path)
        )),
        _ => Ok(()),
    }
}
