//! What is known of causes: the coalitions of repairs lived once more with plausible draws.

use crate::cli::Failure;
use crate::cli::batch::Flags;
use crate::cli::draws::WhichDraws;
use crate::cli::knowledge::{DrawFlags, DrawsLiving, live};
use crate::language::said;
use crate::language::twice::{found_in_both, retold};
use crate::scenario::Scenario;
use crate::scenario::posterior::Posterior;
use crate::study::diagnose::add_draws;
use crate::study::diagnose::diagnosis::Diagnosis;
use crate::study::plausible::draws_lived::DrawsLived;
use crate::study::run::warnings::{Warning, WarningKind};
use crate::world::record::MEASURES;

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
    #[command(flatten)]
    pub which: WhichDraws,
}

impl KnownFlags {
    /// Whether draws are asked for by name: a posterior alone is drawn from by random worlds.
    pub(super) fn wanted(&self) -> bool {
        self.draws.is_some() || self.which.plausible.is_some()
    }

    /// As they stand among the arguments that decide a result.
    pub(super) fn arguments(&self) -> impl Iterator<Item = String> {
        let chance = self.chance_only.then(|| "--chance-only".to_string());
        let draws = self.draws.map(|draws| format!("--draws={draws}"));
        chance.into_iter().chain(draws).chain(self.which.arguments())
    }
}

/// Live the coalitions with plausible draws and say of each deficiency what is known, unless only chance is
/// asked for. Draws inside the program that are not of this model are a warning.
pub(super) fn add(
    asked: &KnownFlags,
    flags: &Flags,
    (coalitions, own): (&[Scenario], Option<&Posterior>),
    diagnosis: &mut Diagnosis,
) -> Result<Option<Warning>, Failure> {
    if asked.chance_only {
        return Ok(None);
    }
    let (all, why) = asked.which.found(own)?;
    let Some(all) = all else {
        let of = |why: &[String]| why.iter().map(|words| retold(words)).collect::<Vec<_>>().join("; ");
        let say = || said!("what is known is not told: {}", of(&why));
        let told = (!why.is_empty()).then(|| found_in_both(say, |words| vec![words.clone()]));
        let name = coalitions.first().map(|scenario| scenario.name.clone());
        return Ok(told.map(|words| Warning::Told { name, kind: WarningKind::Knowledge, words }));
    };
    let from = DrawFlags { draws: asked.draws, ..DrawFlags::default() };
    let beside = (flags.worlds.replicates, &MEASURES[0]);
    let (lived, draws) = live(&from, DrawsLiving::of(flags), beside, (coalitions, &all, &[]))?;
    let there = DrawsLived::of(lived.draws().count(), &draws, all.draws.len());
    add_draws(diagnosis, &lived, there);
    Ok(None)
}
