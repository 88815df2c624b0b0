//! What is known of causes: the coalitions of repairs lived once more with plausible draws.

use crate::cli::Failure;
use crate::cli::batch::Flags;
use crate::cli::knowledge::{DrawFlags, DrawsLiving, live, stale};
use crate::language::said;
use crate::language::twice::{found_in_both, retold};
use crate::scenario::Scenario;
use crate::study::diagnose::add_draws;
use crate::study::diagnose::cause_over_draws::DrawsLived;
use crate::study::diagnose::diagnosis::Diagnosis;
use crate::study::run::warnings::{Warning, WarningKind};
use crate::world::record::MEASURES;
use std::path::PathBuf;

/// Which plausible draws are lived beside random worlds. Money for repairs is called `--budget` here, so time
/// has no flag: draws that one minute allows are lived, or as many as are asked for.
#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub(crate) struct KnownFlags {
    /// Tell chance between worlds only, and leave out what is not known of residents and institutions
    #[arg(long, conflicts_with_all = ["draws", "plausible"])]
    pub chance_only: bool,
    /// Plausible draws to live [default: as many as fit into a minute of two cores]
    #[arg(long, value_name = "N")]
    #[arg(value_parser = clap::value_parser!(u32).range(2..=20_000))]
    pub draws: Option<u32>,
    /// Plausible draws of `commonroom plausible -o FILE` instead of those inside the program
    #[arg(long, value_name = "FILE")]
    pub plausible: Option<PathBuf>,
}

impl KnownFlags {
    /// Whether draws are asked for by name.
    pub(super) fn wanted(&self) -> bool {
        self.draws.is_some() || self.plausible.is_some()
    }

    /// As they stand among the arguments that decide a result.
    pub(super) fn arguments(&self) -> impl Iterator<Item = String> {
        let chance = self.chance_only.then(|| "--chance-only".to_string());
        let draws = self.draws.map(|draws| format!("--draws={draws}"));
        let set = self.plausible.as_ref().map(|path| format!("--plausible={}", path.display()));
        chance.into_iter().chain(draws).chain(set)
    }
}

/// Live the coalitions with plausible draws and say of each deficiency what is known, unless only chance is
/// asked for. Draws inside the program that are not of this model are a warning.
pub(super) fn add(
    asked: &KnownFlags,
    flags: &Flags,
    coalitions: &[Scenario],
    diagnosis: &mut Diagnosis,
) -> Result<Option<Warning>, Failure> {
    let from = DrawFlags { budget: None, draws: asked.draws, plausible: asked.plausible.clone() };
    let all = match from.set() {
        _ if asked.chance_only => return Ok(None),
        Ok(None) => return Ok(None),
        Ok(Some(set)) => set.as_posterior(),
        Err(why) if asked.plausible.is_none() => {
            let of = |why: &[String]| why.iter().map(|words| retold(words)).collect::<Vec<_>>().join("; ");
            let say = || said!("what is known is not told: {}", of(&why));
            let words = found_in_both(say, |words| vec![words.clone()]);
            let name = coalitions.first().map(|scenario| scenario.name.clone());
            return Ok(Some(Warning::Told { name, kind: WarningKind::Knowledge, words }));
        }
        Err(why) => return Err(stale(why)),
    };
    let beside = (flags.worlds.replicates, &MEASURES[0]);
    let (lived, draws) = live(&from, DrawsLiving::of(flags), beside, (coalitions, &all, &[]))?;
    let there = DrawsLived {
        draws: lived.draws().count(),
        draws_there: all.draws.len(),
        parameters: draws.paths.len(),
    };
    add_draws(diagnosis, &lived, there);
    Ok(None)
}
