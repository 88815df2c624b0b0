//! `plausible`: draws of everything that nobody measured, with which the model looks like what was measured.

use crate::batch::rounds::Rounds;
use crate::cli::flags::{Computing, PageFile, Showing, write_page};
use crate::cli::stages::Stages;
use crate::cli::{Failure, all_done, answer, answer_json, interrupt};
use crate::language::term;
use crate::report::answers::plausible;
use crate::study::plausible::kept::{KeptDraws, as_json};
use crate::study::plausible::sampler::{SamplerPlan, sample};
use clap::{Args, value_parser};

/// Draw what nobody measured, as far as the model with it looks like what was measured
#[derive(Args, Clone, Debug)]
pub(crate) struct Arguments {
    /// Members: draws that are lived and moved; some are then ruled out
    #[arg(long, value_name = "N", default_value_t = 400, value_parser = value_parser!(u32).range(8..=20_000))]
    pub members: u32,
    /// Steps in which they are moved
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = value_parser!(u32).range(1..=16))]
    pub steps: u32,
    /// Random worlds of each member in each step
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = value_parser!(u32).range(2..=16))]
    pub worlds: u32,
    #[command(flatten)]
    pub computing: Computing,
    #[command(flatten)]
    pub page: PageFile,
    #[command(flatten)]
    pub showing: Showing,
    /// The set as JSON on stdout
    #[arg(long)]
    pub json: bool,
}

/// Draw, live, move, rule out, answer.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let page = arguments.page.begin()?;
    let Computing { seed, .. } = arguments.computing;
    let drawn_by = u32::try_from(seed)
        .map_err(|_| Failure::new(2, term("--seed: the sequence of draws takes seeds up to 4294967295")))?;
    let (members, steps, worlds) = (arguments.members, arguments.steps, arguments.worlds);
    let plan = SamplerPlan { members, steps, worlds, seed: drawn_by };
    let mut stages = Stages::new(arguments.showing.mode());
    let threads = arguments.computing.threads();
    let mut rounds = Rounds::new(None, seed, threads, interrupt::flag(), &mut stages);
    let sampled = sample(&mut rounds, plan);
    let (runs, failed) = rounds.count;
    stages.end();
    let command = format!(
        "commonroom plausible --members {members} --steps {steps} --worlds {worlds} --seed {seed} -o \
            data/plausible.json"
    );
    let kept = KeptDraws::of(sampled?, command, plan);
    let written = write_page(page, &as_json(&kept))?;
    if arguments.json {
        answer_json(&serde_json::to_value(&kept).unwrap_or_default())?;
    } else {
        answer(&(plausible::text(&kept) + &written.unwrap_or_default()))?;
    }
    all_done(failed, runs)
}
