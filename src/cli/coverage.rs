//! `coverage`: how often the intervals of small experiments hold the mean of thousands of worlds.

use crate::batch::rounds::Rounds;
use crate::cli::batch::Flags;
use crate::cli::diagnose::Stages;
use crate::cli::progress::Mode;
use crate::cli::{Failure, answer, interrupt};
use crate::files::write::page;
use crate::report::answers::coverage::page as text;
use crate::study::compare::refusal;
use crate::study::coverage::{CoverageDesign, coverage};
use clap::value_parser;
use std::path::PathBuf;

/// Check on the simulator itself that 95 % intervals hold the truth in 95 of 100 experiments
#[derive(clap::Args, Clone, Debug)]
pub struct Arguments {
    /// The baseline
    #[arg(default_value = "z-home")]
    pub base: String,
    /// The scenario compared with it
    #[arg(default_value = "full-package")]
    pub file: String,
    /// Experiments
    #[arg(long, value_name = "N", default_value_t = 400, value_parser = value_parser!(u32).range(1..=100_000))]
    pub experiments: u32,
    /// Paired worlds of an experiment
    #[arg(short, long, value_name = "N", default_value_t = 30, value_parser = value_parser!(u32).range(2..=10_000))]
    pub replicates: u32,
    /// Further worlds whose mean stands for the truth
    #[arg(long, value_name = "N", default_value_t = 4_000, value_parser = value_parser!(u32).range(1..=1_000_000))]
    pub truth: u32,
    /// Residents
    #[arg(long, value_name = "N", default_value_t = 500, value_parser = value_parser!(u32).range(1..))]
    pub population: u32,
    /// Seats
    #[arg(long, value_name = "N", default_value_t = 12, value_parser = value_parser!(u32).range(1..))]
    pub seats: u32,
    /// Weeks
    #[arg(long, value_name = "N", default_value_t = 104, value_parser = value_parser!(i64).range(1..))]
    pub weeks: i64,
    /// Seed of the random worlds
    #[arg(short, long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Threads [default: all cores]
    #[arg(short = 'j', long, value_name = "N", value_parser = value_parser!(u32).range(1..=4096))]
    pub threads: Option<u32>,
    /// Write the page there [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Replace the file if it exists
    #[arg(long, requires = "out")]
    pub force: bool,
    /// How to show progress on stderr
    #[arg(long, value_name = "HOW", value_enum, default_value_t = Mode::Auto)]
    pub progress: Mode,
}

impl Arguments {
    fn flags(&self) -> Flags {
        let sets = vec![
            format!("residents.population={}", self.population),
            format!("home.seats={}", self.seats),
            "calendar.warm_start=52".to_string(),
        ];
        Flags { sets, weeks: Some(self.weeks), ..Flags::default() }
    }

    /// The command that makes the page again.
    fn command(&self) -> String {
        format!(
            "commonroom coverage {} {} --experiments {} --replicates {} --truth {} --population {} --seats \
                {} --weeks {} --seed {}",
            self.base,
            self.file,
            self.experiments,
            self.replicates,
            self.truth,
            self.population,
            self.seats,
            self.weeks,
            self.seed
        )
    }
}

/// Run the experiments, answer with the page.
pub fn carry_out(arguments: &Arguments) -> Result<(), Failure> {
    let scenarios = arguments.flags().read(&[arguments.base.clone(), arguments.file.clone()])?;
    if let Some(why) = refusal(&scenarios) {
        return Err(Failure::new(3, why));
    }
    if let Some(place) = &arguments.out {
        page::check_free(place, arguments.force)?;
    }
    let design = CoverageDesign {
        experiments: arguments.experiments,
        worlds: arguments.replicates,
        truth: arguments.truth,
    };
    let mut stages = Stages::new(arguments.progress, false);
    let threads = arguments.threads.unwrap_or(0) as usize;
    let mut lab = Rounds::new(None, arguments.seed, threads, interrupt::flag(), &mut stages);
    let found = coverage(&mut lab, &scenarios[0], &scenarios[1], design);
    let failed = lab.count.1;
    stages.end();
    let text = text(&found?, (&scenarios[0], &scenarios[1]), design, &arguments.command());
    match &arguments.out {
        Some(place) => {
            page::write(place, text.as_bytes(), arguments.force)?;
            answer(&format!("Page: {}\n", place.display()))?;
        }
        None => answer(&text)?,
    }
    if failed == 0 { Ok(()) } else { Err(Failure::new(1, format!("{failed} pairs of runs failed"))) }
}
