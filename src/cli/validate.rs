//! `validate`: every target with its band, every pattern with its verdict.

use crate::batch::rounds::Rounds;
use crate::cli::flags::{Changes, Computing, PageFile, Showing, write_page};
use crate::cli::stages::Stages;
use crate::cli::{Failure, all_done, answer, answer_json, interrupt, memory};
use crate::files::library::DiskLibrary;
use crate::language::{self, said};
use crate::report::answers::{validate, validate_json};
use crate::report::page::validation;
use crate::study::validate::setting::Substitute;
use crate::study::validate::{scenarios, validate};
use clap::value_parser;

/// Hold the model against what people measured: targets and patterns, hit or miss
#[derive(clap::Args, Clone, Debug, Default)]
pub(crate) struct Arguments {
    /// Scenario that stands in the place of z-home, also under its companions; `-` reads from stdin
    #[arg(value_name = "FILE")]
    pub file: Option<String>,
    #[command(flatten)]
    pub page: PageFile,
    /// Random worlds
    #[arg(short, long, value_name = "N", default_value_t = 30, value_parser = value_parser!(u32).range(1..))]
    pub replicates: u32,
    /// Seeds one after another, from that of --seed on: which verdicts depend on them
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = value_parser!(u32).range(1..=100))]
    pub seeds: u32,
    #[command(flatten)]
    pub computing: Computing,
    #[command(flatten)]
    pub showing: Showing,
    /// Machine-readable answer on stdout and nothing else there
    #[arg(long)]
    pub json: bool,
}

impl Arguments {
    fn subject(&self) -> Result<Substitute, Failure> {
        let Some(file) = &self.file else { return Ok(Substitute::shipped()) };
        let mut scenarios = Changes::default().read(std::slice::from_ref(file))?;
        memory::check(&scenarios, self.computing.demand(self.replicates))?;
        Ok(Substitute::of(&scenarios.remove(0), file, &DiskLibrary))
    }
}

/// Read, hold against the world, answer. Misses are an answer, not a failure.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let subject = arguments.subject()?;
    memory::check(&scenarios(&subject)?, arguments.computing.demand(arguments.replicates))?;
    let page = arguments.page.begin()?;
    let mut stages = Stages::new(arguments.showing.mode());
    let Computing { seed, .. } = arguments.computing;
    let (mut all, mut runs, mut failed, mut first) = (Vec::new(), 0, 0, None);
    for seed in (0..arguments.seeds).map(|more| seed.wrapping_add(u64::from(more))) {
        let threads = arguments.computing.threads();
        let mut rounds = Rounds::new(None, seed, threads, interrupt::flag(), &mut stages);
        let found = validate(&mut rounds, &subject, arguments.replicates);
        (runs, failed) = (runs + rounds.count.0, failed + rounds.count.1);
        first = first.or(rounds.first_failure.take());
        all.push(found);
    }
    stages.end();
    let all = all.into_iter().collect::<Result<Vec<_>, _>>()?;
    let text = match arguments.page.pictured() {
        true => validation::html(&all, language::written()),
        false => validate::page(&all),
    };
    let written = write_page(page, &text)?;
    if arguments.json {
        answer_json(&validate_json::as_json(&all))?;
    } else {
        answer(&(validate::text(&all) + &written.unwrap_or_default()))?;
    }
    let few = (arguments.replicates < 10)
        .then(|| said!("{} replicates give wide intervals; use 30 or more", arguments.replicates));
    let missing = first.map(|(name, replicate, why)| {
        said!("{failed} of {runs} runs failed and are missing (first: {name}, replicate {replicate}: {why})")
    });
    arguments.showing.warn([few, missing].into_iter().flatten());
    all_done(failed, runs)
}
