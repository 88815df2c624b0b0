//! `validate`: every target with its band, every pattern with its verdict.

use crate::batch::rounds::Rounds;
use crate::cli::diagnose::Stages;
use crate::cli::progress::{Mode, say};
use crate::cli::{Failure, answer, interrupt};
use crate::files::library::DiskLibrary;
use crate::files::write::page;
use crate::report::answers::{validate, validate_json};
use crate::scenario;
use crate::scenario::Overrides;
use crate::study::validate::setting::Substitute;
use crate::study::validate::validate;
use clap::value_parser;
use std::path::PathBuf;

/// Hold the model against what people measured: targets and patterns, hit or miss
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Arguments {
    /// Scenario that stands in the place of z-home, also under its companions; `-` reads from stdin
    #[arg(value_name = "FILE")]
    pub file: Option<String>,
    /// Write a page with all tables (Markdown)
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Replace that page if it exists
    #[arg(long, requires = "out")]
    pub force: bool,
    /// Random worlds
    #[arg(short, long, value_name = "N", default_value_t = 30, value_parser = value_parser!(u32).range(1..))]
    pub replicates: u32,
    /// Seed of the random worlds
    #[arg(short, long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Threads [default: all cores]
    #[arg(short = 'j', long, value_name = "N", value_parser = value_parser!(u32).range(1..=4096))]
    pub threads: Option<u32>,
    /// How to show progress on stderr
    #[arg(long, value_name = "HOW", value_enum, default_value_t = Mode::Auto)]
    pub progress: Mode,
    /// Neither progress nor warnings
    #[arg(short, long)]
    pub quiet: bool,
    /// Machine-readable answer on stdout and nothing else there
    #[arg(long)]
    pub json: bool,
}

impl Arguments {
    fn subject(&self) -> Result<Substitute, Failure> {
        let Some(file) = &self.file else { return Ok(Substitute::shipped()) };
        let read = scenario::read(std::slice::from_ref(file), &Overrides::default(), &DiskLibrary);
        let mut scenarios = read.map_err(|faults| Failure { code: 3, message: faults.to_string() })?;
        Ok(Substitute::of(&scenarios.remove(0), file, &DiskLibrary))
    }
}

/// Read, hold against the world, answer. Misses are an answer, not a failure.
pub fn carry_out(arguments: &Arguments) -> Result<(), Failure> {
    let subject = arguments.subject()?;
    if let Some(path) = &arguments.out {
        page::check_free(path, arguments.force)?;
    }
    let mut stages = Stages { mode: arguments.progress, quiet: arguments.quiet, bar: None };
    let threads = arguments.threads.unwrap_or(0) as usize;
    let mut lab = Rounds::new(None, arguments.seed, threads, interrupt::flag(), &mut stages);
    let found = validate(&mut lab, &subject, arguments.replicates);
    let ((runs, failed), first) = (lab.count, lab.first_failure.take());
    stages.end();
    let found = found?;
    if let Some(path) = &arguments.out {
        page::write(path, validate::page(&found).as_bytes(), arguments.force)?;
    }
    if arguments.json {
        answer(&format!("{:#}\n", validate_json::as_json(&found)))?;
    } else {
        let page = arguments.out.as_ref().map_or(String::new(), |path| format!("Page: {}\n", path.display()));
        answer(&(validate::text(&found) + &page))?;
    }
    if !arguments.quiet {
        if arguments.replicates < 10 {
            say(&format!("warning: {} replicates give wide intervals; use 30 or more", arguments.replicates));
        }
        if let Some((name, replicate, why)) = &first {
            say(&format!(
                "warning: {failed} of {runs} runs failed and are missing (first: {name}, replicate \
                    {replicate}: {why})"
            ));
        }
    }
    if failed == 0 { Ok(()) } else { Err(Failure::new(1, format!("{failed} of {runs} runs failed"))) }
}
