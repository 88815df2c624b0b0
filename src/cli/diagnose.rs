//! `diagnose`: what is deficient, and which cause it comes from.

use super::compare::wanted;
use super::progress::{Mode, Progress, say};
use super::run::bold;
use super::{Failure, answer, interrupt};
use crate::experiment::diagnose::{Questions, diagnose, refusal};
use crate::experiment::lab::{Lab, Watch};
use crate::experiment::repairs::moves;
use crate::experiment::{Job, Live};
use crate::output::manifest::Request;
use crate::report::answer::Ink;
use crate::report::{diagnosis, diagnosis_json};
use crate::scenario::library::Folder;
use crate::scenario::{self, Scenario};
use clap::{ValueEnum, value_parser};

/// Players of the shares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// The three causes
    #[default]
    Cause,
    /// Single levers too, by sampled orders
    Lever,
}

/// Name the deficiencies of a scenario and the causes they come from
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Arguments {
    /// Scenario file or name of a built-in scenario; `-` reads from stdin
    #[arg(value_name = "FILE")]
    pub file: String,
    /// Also compare the causes with this much public money a year for each
    #[arg(long, value_name = "YUAN")]
    pub budget: Option<f64>,
    /// Shares of causes, or of single levers too
    #[arg(long, value_enum, default_value_t = By::Cause)]
    pub by: By,
    /// Measure whose change is traced through the links of the model
    #[arg(long, value_name = "NAME", default_value = "participation")]
    pub measure: String,
    /// Leave the trace out (it takes most of the time)
    #[arg(long)]
    pub no_why: bool,
    /// Random worlds
    #[arg(short, long, value_name = "N", default_value_t = 20, value_parser = value_parser!(u32).range(1..))]
    pub replicates: u32,
    /// Seed of the random worlds
    #[arg(short, long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Threads [default: all cores]
    #[arg(short = 'j', long, value_name = "N", value_parser = value_parser!(u32).range(1..=4096))]
    pub threads: Option<u32>,
    /// Weeks to simulate instead of those of the scenario
    #[arg(long, value_name = "N", value_parser = value_parser!(i64).range(1..))]
    pub weeks: Option<i64>,
    /// Set a value, for example levers.funding.grant=300000 (repeatable)
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub sets: Vec<String>,
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
    fn read(&self) -> Result<Scenario, Failure> {
        let request = scenario::Request { sets: self.sets.clone(), weeks: self.weeks };
        let read = scenario::read(std::slice::from_ref(&self.file), &request, &Folder);
        let mut scenarios = read.map_err(|faults| Failure { code: 3, message: faults.to_string() })?;
        let scenario = scenarios.remove(0);
        refusal(&scenario).map_or(Ok(scenario), |why| Err(Failure::new(3, why)))
    }

    fn request(&self) -> Request {
        let mut arguments = vec![self.file.clone()];
        arguments.extend(self.sets.iter().map(|set| format!("--set={set}")));
        Request { command: "diagnose".into(), arguments, seed: self.seed.to_string(), replicates: self.replicates }
    }
}

/// A progress bar for each stage.
struct Stages {
    mode: Mode,
    quiet: bool,
    bar: Option<Progress>,
}

impl Stages {
    fn end(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.end();
        }
    }
}

impl Watch for Stages {
    fn begin(&mut self, _: &str, runs: u64) {
        self.end();
        self.bar = Some(Progress::begin(self.mode, self.quiet, runs));
    }

    fn step(&mut self, job: &Job, fine: bool) {
        if let Some(bar) = &mut self.bar {
            bar.step(job, fine);
        }
    }
}

/// Read, diagnose, answer.
pub fn carry_out(arguments: &Arguments, live: &Live) -> Result<(), Failure> {
    let headline = wanted(&arguments.measure)?.name;
    if arguments.budget.is_some_and(|yuan| !(yuan > 0.0 && yuan.is_finite())) {
        return Err(Failure::new(2, "--budget needs an amount above 0, in yuan a year"));
    }
    let scenario = arguments.read()?;
    let moves = moves().map_err(|faults| Failure { code: 1, message: faults.to_string() })?;
    let asked = Questions {
        replicates: arguments.replicates,
        budget: arguments.budget,
        why: (!arguments.no_why).then_some(headline),
        by_lever: arguments.by == By::Lever,
    };
    let mut stages = Stages { mode: arguments.progress, quiet: arguments.quiet, bar: None };
    let threads = arguments.threads.unwrap_or(0) as usize;
    let mut lab = Lab::new(live, arguments.seed, threads, interrupt::flag(), &mut stages);
    let found = diagnose(&mut lab, &scenario, &moves, &asked);
    let ((runs, failed), first) = (lab.count, lab.first_failure.take());
    stages.end();
    let found = found?;
    let mut warnings = scenario.warnings.clone();
    if arguments.replicates < 10 {
        let words = if arguments.replicates == 1 { "no interval" } else { "wide intervals" };
        warnings.push(format!("{} replicates give {words}; use --replicates 20 or more", arguments.replicates));
    }
    warnings.extend(first.map(|(name, replicate, why)| {
        format!("{failed} of {runs} runs failed and are missing (first: {name}, replicate {replicate}: {why})")
    }));
    if arguments.json {
        let json = diagnosis_json::as_json(&found, &arguments.request(), &scenario, &moves, &warnings);
        answer(&format!("{json:#}\n"))?;
    } else {
        let ink = if bold() { Ink::Bold } else { Ink::Plain };
        answer(&diagnosis::text(&found, &scenario, ink))?;
    }
    if !arguments.quiet {
        warnings.iter().for_each(|warning| say(&format!("warning: {warning}")));
    }
    if failed == 0 { Ok(()) } else { Err(Failure::new(1, format!("{failed} of {runs} runs failed"))) }
}
