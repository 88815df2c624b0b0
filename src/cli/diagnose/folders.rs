//! `diagnose DIR…`: the scenarios of result folders. What `diagnose` itself found stands in its folder and is
//! told from there. Repairs were lived in no other folder: there the worlds of a scenario are lived again, as
//! its folder says, and with each repair.

use crate::cli::Failure;
use crate::cli::diagnose::{Arguments, DiagnoseAnswer, found, words};
use crate::cli::relive::relive;
use crate::files::manifest::Manifest;
use crate::files::portable;
use crate::files::read;
use crate::files::read::again::{again, told_runs};
use crate::language::{said, term};
use crate::scenario::Scenario;
use crate::study::compare::summaries::summaries;
use crate::study::diagnose::Questions;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Scenarios that are diagnosed one after another; of more one is named.
const MOST: usize = 12;
/// What flags say of worlds where nothing is said.
const USUAL: (u32, u64) = (20, 1);
/// Arguments of a diagnosis that change its answer.
const QUESTIONS: [&str; 7] =
    ["--measure=", "--budget=", "--by=", "--no-why", "--chance-only", "--draws=", "--plausible="];

/// The folders that are named; `None` where a scenario is.
pub(super) fn named(arguments: &Arguments) -> Result<Option<Vec<PathBuf>>, Failure> {
    let (folders, others): (Vec<PathBuf>, Vec<PathBuf>) =
        arguments.files.iter().map(PathBuf::from).partition(|path| path.is_dir());
    let refused = match (folders.first(), others.first()) {
        (None, _) if others.len() > 1 => Some(term("name one scenario, or result folders").to_string()),
        (None, _) if arguments.scenario.is_some() => {
            let why = term("--scenario chooses among the scenarios of result folders, and none is named");
            Some(why.to_string())
        }
        (None, _) => return Ok(None),
        (Some(folder), Some(other)) => {
            let (folder, other) = (folder.display(), other.display());
            Some(said!("`{folder}` is a folder and `{other}` is not: name result folders or one scenario"))
        }
        (Some(_), None) => settled(arguments),
    };
    refused.map_or(Ok(Some(folders)), |why| Err(Failure::new(2, why)))
}

/// Flags that a result folder settles, where one of them is given.
fn settled(arguments: &Arguments) -> Option<String> {
    let worlds = &arguments.flags.worlds;
    let flags = [
        ("--replicates", worlds.replicates != USUAL.0),
        ("--seed", worlds.computing.seed != USUAL.1),
        ("--weeks", worlds.changes.weeks.is_some()),
        ("--set", !worlds.changes.sets.is_empty()),
        ("--posterior", arguments.known.which.posterior.is_some()),
    ];
    let (flag, _) = flags.iter().find(|(_, given)| *given)?;
    Some(said!("{flag} is settled by the result folder; it can be given with scenarios only"))
}

/// A scenario whose worlds are lived again.
struct Recorded {
    /// The scenario, from the folder alone.
    scenario: Scenario,
    /// Seed of its worlds.
    seed: u64,
    /// The worlds that the folders hold of it.
    worlds: BTreeSet<u32>,
    /// The folders.
    folders: Vec<PathBuf>,
}

/// What the folders answer, in their order.
#[derive(Default)]
struct Answerable {
    told: Vec<DiagnoseAnswer>,
    recorded: Vec<Recorded>,
}

/// All answers. Everything that speaks against a folder is said before anything is computed.
pub(super) fn answers(
    arguments: &Arguments,
    folders: &[PathBuf],
    asked: &Questions,
) -> Result<Vec<DiagnoseAnswer>, Failure> {
    let (mut all, mut refused) = (Answerable::default(), Vec::new());
    for folder in folders {
        if let Err(why) = all.take(arguments, folder) {
            refused.push(why.message.trim_start_matches("error: ").to_string());
        }
    }
    refused.extend(all.recorded.iter().filter_map(Recorded::gap));
    if !refused.is_empty() {
        return Err(Failure::new(3, refused.join("\nerror: ")));
    }
    let Answerable { mut told, recorded } = all;
    if let Some(why) = too_many(arguments, told.len(), recorded.len()) {
        return Err(Failure::new(2, why));
    }
    for one in recorded {
        told.push(one.answer(arguments, asked)?);
    }
    Ok(told)
}

/// Why so many answers are refused, or none.
fn too_many(arguments: &Arguments, told: usize, lived: usize) -> Option<String> {
    let all = told + lived;
    match &arguments.scenario {
        Some(name) if all == 0 => Some(said!("there is no scenario `{name}` in these folders")),
        _ if all > MOST => Some(said!("these folders hold {all} scenarios: --scenario NAME chooses one")),
        _ if arguments.flags.destination.out.is_some() && (told, lived) != (0, 1) => {
            Some(term("--out holds one scenario whose worlds are lived: --scenario NAME chooses one").into())
        }
        _ => None,
    }
}

impl Answerable {
    /// Take the scenarios of a folder that are wanted.
    fn take(&mut self, arguments: &Arguments, folder: &Path) -> Result<(), Failure> {
        let manifest = read::intact_folder(folder)?;
        let wanted = |name: &str| arguments.scenario.as_deref().is_none_or(|one| one == name);
        let of_diagnosis = manifest.request.command == "diagnose";
        if of_diagnosis && let Some((name, answer)) = told(arguments, folder, &manifest)? {
            self.told.extend(wanted(&name).then_some(answer));
            return Ok(());
        }
        let names = manifest.names();
        let runs = told_runs(folder, &names)?;
        let place = folder.display();
        let before = again(folder, manifest)?
            .map_err(|why| Failure::new(3, said!("{place}: its worlds cannot be lived again: {why}")))?;
        // The others in a folder of `diagnose` are repairs of the first.
        let scenarios = before.scenarios.into_iter().enumerate();
        let scenarios = scenarios.take(if of_diagnosis { 1 } else { usize::MAX });
        for (index, scenario) in scenarios.filter(|(_, scenario)| wanted(&scenario.name)) {
            let own = runs.iter().filter(|run| run.index == index).map(|run| run.replicate);
            let folders = vec![folder.to_path_buf()];
            self.join(Recorded { scenario, seed: before.seed, worlds: own.collect(), folders })?;
        }
        Ok(())
    }

    /// A scenario more, or further worlds of one.
    fn join(&mut self, next: Recorded) -> Result<(), Failure> {
        let same_name = |one: &&mut Recorded| one.scenario.name == next.scenario.name;
        let Some(known) = self.recorded.iter_mut().find(same_name) else {
            self.recorded.push(next);
            return Ok(());
        };
        let same = known.seed == next.seed
            && known.scenario.sources == next.scenario.sources
            && known.scenario.blueprint == next.scenario.blueprint;
        if !same || !known.worlds.is_disjoint(&next.worlds) {
            let (name, place) = (&next.scenario.name, next.folders[0].display());
            let why = said!(
                "{place}: a scenario `{name}` is also in another folder, with other inputs, another seed or \
                 the same worlds"
            );
            return Err(Failure::new(3, why));
        }
        known.worlds.extend(next.worlds);
        known.folders.extend(next.folders);
        Ok(())
    }
}

impl Recorded {
    /// Why its worlds are no whole number of worlds from the first on; `None` where they are.
    fn gap(&self) -> Option<String> {
        let missing = (1..).find(|world| !self.worlds.contains(world))?;
        let name = &self.scenario.name;
        match self.worlds.last() {
            None => Some(said!("`{name}` has no run in these folders")),
            Some(last) if missing < *last => Some(said!(
                "world {missing} of `{name}` is in none of these folders: a diagnosis lives all worlds from \
                 the first on; name the folder that holds it too"
            )),
            Some(_) => None,
        }
    }

    /// Live its worlds again, with and without repairs, if what is lived again is what was recorded.
    fn answer(self, arguments: &Arguments, asked: &Questions) -> Result<DiagnoseAnswer, Failure> {
        for folder in &self.folders {
            let again = relive(folder, read::manifest_in(folder)?, 1)?;
            if let Some(other) = again.differing().next() {
                let (place, name, world) = (folder.display(), &other.scenario, other.replicate);
                let why = said!("{place}: replicate {world} of `{name}`: something else came out");
                return Err(Failure::new(5, why));
            }
        }
        let mut own = arguments.clone();
        own.flags.worlds.replicates = self.worlds.len() as u32;
        own.flags.worlds.computing.seed = self.seed;
        found(&own, self.scenario, &Questions { replicates: own.flags.worlds.replicates, ..*asked })
    }
}

/// What a folder of `diagnose` holds, where the same was asked: the scenario, and the answer.
fn told(
    arguments: &Arguments,
    folder: &Path,
    manifest: &Manifest,
) -> Result<Option<(String, DiagnoseAnswer)>, Failure> {
    let question = |words: &&String| QUESTIONS.iter().any(|flag| words.starts_with(flag));
    let before: Vec<&String> = manifest.request.arguments.iter().filter(question).collect();
    let asked: Vec<String> = arguments.asked().iter().map(|words| portable::argument(words)).collect();
    if before != asked.iter().collect::<Vec<_>>() {
        return Ok(None);
    }
    let study = read::folder(folder, &[])?;
    let Some(diagnosis) = &study.causes else { return Ok(None) };
    let mut json = read::diagnosis(folder)?;
    json["folder"] = folder.to_string_lossy().into();
    let runs: usize = study.cases.iter().map(|case| case.worlds.len()).sum();
    let answer = DiagnoseAnswer {
        words: words(diagnosis, study.from, &summaries(&study)),
        json,
        warnings: study.warnings.clone(),
        folder: Some(folder.to_path_buf()),
        count: (runs as u64, 0),
    };
    Ok(Some((diagnosis.scenario.clone(), answer)))
}
