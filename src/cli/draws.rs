//! Which draws stand for what is not known: those inside the program, a set of `plausible`, or a calibration
//! of the user's own.

use crate::batch::RunWorld;
use crate::cli::failure::{Failure, together};
use crate::cli::overlay;
use crate::files::input::{self, InputKind};
use crate::language::twice::found_in_both;
use crate::language::{said, term};
use crate::scenario::posterior::Posterior;
use crate::scenario::{Overrides, Scenario};
use crate::study::plausible::kept::KeptDraws;
use std::path::PathBuf;

/// Which draws are taken.
#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub(crate) struct WhichDraws {
    /// Plausible draws of `commonroom plausible -o FILE` instead of those inside the program
    #[arg(long, value_name = "FILE")]
    pub plausible: Option<PathBuf>,
    /// Draws of a posterior file of `calibrate` instead; random worlds take them too, one after another, in
    /// every scenario the same
    #[arg(long, value_name = "FILE", conflicts_with = "plausible")]
    pub posterior: Option<String>,
}

/// Scenarios, and the draws of a calibration of the user's own that are laid over them.
pub(crate) type WithDraws = (Vec<Scenario>, Option<Posterior>);

/// Draws as they are to be had; where those inside the program are of another model none, with the reasons.
pub(crate) type DrawsFound = (Option<Posterior>, Vec<String>);

impl WhichDraws {
    /// As they stand among the arguments that decide a result.
    pub(crate) fn arguments(&self) -> impl Iterator<Item = String> {
        let set = self.plausible.as_ref().map(|path| format!("--plausible={}", path.display()));
        let own = self.posterior.as_ref().map(|file| format!("--posterior={file}"));
        set.into_iter().chain(own)
    }

    /// Scenarios as they are asked for. All faults of all files come at once.
    pub(crate) fn read(&self, request: &Overrides, files: &[String]) -> Result<WithDraws, Failure> {
        let scenarios = overlay::read(request, files, self.posterior.as_ref());
        together(self.sound(), scenarios).map(|((), read)| read)
    }

    /// Refuse a set that is named and cannot be used, before anything is lived.
    pub(crate) fn sound(&self) -> Result<(), Failure> {
        let named = self.plausible.as_ref().map_or(Ok(None), |_| self.set());
        named.map(drop).map_err(|why| Failure::of_faults(&why))
    }

    /// The draws: of a calibration that was read, of the set that is named, or those inside the program.
    pub(crate) fn found(&self, own: Option<&Posterior>) -> Result<DrawsFound, Failure> {
        match own.map_or_else(|| self.set(), |own| Ok(Some(own.clone()))) {
            Ok(draws) => Ok((draws, vec![])),
            Err(why) if self.plausible.is_none() => Ok((None, why)),
            Err(why) => Err(Failure::of_faults(&why)),
        }
    }

    /// The same where nothing can be told without them.
    pub(crate) fn needed(&self, own: Option<&Posterior>) -> Result<Posterior, Failure> {
        let (draws, why) = self.found(own)?;
        draws.ok_or_else(|| if why.is_empty() { no_draws() } else { Failure::of_faults(&why) })
    }

    /// The set; `None` where none is named and none is inside the program.
    fn set(&self) -> Result<Option<Posterior>, Vec<String>> {
        let read = || self.kept().map(|set| set.map(|set| set.as_posterior()));
        found_in_both(read, |found| found.as_ref().err().cloned().unwrap_or_default())
    }

    /// The same set as it was kept.
    pub(crate) fn kept(&self) -> Result<Option<KeptDraws>, Vec<String>> {
        let Some(path) = &self.plausible else { return KeptDraws::embedded() };
        let name = path.display().to_string();
        let unread = |why| vec![said!("cannot read `{name}`: {why}")];
        let bytes = input::read(path, InputKind::Whole).map_err(unread)?;
        KeptDraws::read(&name, &String::from_utf8_lossy(&bytes)).map(Some)
    }
}

/// How a world is run from its start where random worlds take draws of a calibration, so many worlds each.
pub(crate) fn run_drawn((own, worlds): (&Posterior, u32)) -> Box<RunWorld<'_>> {
    overlay::drawn(Some(own), worlds, Box::new(crate::simulation::run))
}

/// That there is nothing to draw from.
pub(crate) fn no_draws() -> Failure {
    Failure::new(
        3,
        term(
            "there are no plausible draws inside this program: make some with `commonroom plausible -o \
             FILE`, \
             and name them with --plausible FILE",
        ),
    )
}
