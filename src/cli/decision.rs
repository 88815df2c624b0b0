//! `decision`: compare and diagnose, told on one page.

use crate::batch::rounds::Rounds;
use crate::cli::batch::Flags;
use crate::cli::compare;
use crate::cli::compare::{compare, wanted};
use crate::cli::diagnose::Stages;
use crate::cli::progress::{Mode, say};
use crate::cli::timings::living;
use crate::cli::{Failure, answer, interrupt};
use crate::files::write::page;
use crate::measure::values::worlds;
use crate::report::answers::decision::page as text;
use crate::scenario::Scenario;
use crate::study::compare::with_twin;
use crate::study::diagnose::causes::moves;
use crate::study::diagnose::coalitions::coalitions;
use crate::study::diagnose::diagnosis::Diagnosis;
use crate::study::diagnose::{Players, Questions, diagnose, refusal};
use clap::value_parser;
use std::path::PathBuf;

/// What the case study suggests.
const SUGGESTIONS: [&str; 9] = [
    "capacity",
    "brand",
    "non-profit",
    "support",
    "assessment",
    "union-council",
    "partners",
    "mechanism",
    "full-package",
];

/// Tell on one page what each suggestion brings, for whom, at what public cost, and where deficiencies come
/// from
#[derive(clap::Args, Clone, Debug)]
pub struct Arguments {
    /// The baseline
    #[arg(default_value = "z-home")]
    pub base: String,
    /// The packages compared with it [default: what the case study suggests]
    #[arg(value_name = "FILE")]
    pub files: Vec<String>,
    /// Measure of the ranking (a column of series.csv)
    #[arg(long, value_name = "NAME", default_value = "participation")]
    pub measure: String,
    /// Random worlds per scenario
    #[arg(short, long, value_name = "N", default_value_t = 100, value_parser = value_parser!(u32).range(1..))]
    pub replicates: u32,
    /// Seed of the random worlds
    #[arg(short, long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Threads [default: all cores]
    #[arg(short = 'j', long, value_name = "N", value_parser = value_parser!(u32).range(1..=4096))]
    pub threads: Option<u32>,
    /// Weeks to simulate instead of those of the scenarios
    #[arg(long, value_name = "N", value_parser = value_parser!(i64).range(1..))]
    pub weeks: Option<i64>,
    /// Set a value in every scenario (repeatable)
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub sets: Vec<String>,
    /// Write the page there [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Replace the file if it exists
    #[arg(long, requires = "out")]
    pub force: bool,
    /// How to show progress on stderr
    #[arg(long, value_name = "HOW", value_enum, default_value_t = Mode::Auto)]
    pub progress: Mode,
    /// Neither progress nor warnings
    #[arg(short, long)]
    pub quiet: bool,
}

impl Arguments {
    /// The same question as `compare` takes it; no folder is wanted.
    fn comparison(&self) -> compare::Arguments {
        let flags = Flags {
            replicates: self.replicates,
            seed: self.seed,
            threads: self.threads,
            weeks: self.weeks,
            sets: self.sets.clone(),
            progress: self.progress,
            quiet: self.quiet,
            json: true,
            ..Flags::default()
        };
        let suggested = || SUGGESTIONS.map(String::from).to_vec();
        let files = if self.files.is_empty() { suggested() } else { self.files.clone() };
        compare::Arguments {
            base: self.base.clone(),
            files,
            measure: self.measure.clone(),
            flags,
            ..compare::Arguments::default()
        }
    }

    /// The command that makes the page again.
    fn command(&self, asked: &compare::Arguments) -> String {
        let mut words = vec!["commonroom decision".to_string()];
        words.extend(asked.all());
        words.push(format!("--measure {} -r {} --seed {}", self.measure, self.replicates, self.seed));
        words.extend(self.weeks.map(|weeks| format!("--weeks {weeks}")));
        words.extend(self.sets.iter().map(|set| format!("--set {set}")));
        words.join(" ")
    }
}

/// Read, compare, diagnose, answer with the page.
pub fn carry_out(arguments: &Arguments) -> Result<(), Failure> {
    let asked = arguments.comparison();
    let measure = wanted(&arguments.measure)?;
    let scenarios = asked.flags.read(&asked.all())?;
    if let Some(place) = &arguments.out {
        page::check_free(place, arguments.force)?;
    }
    let runs = with_twin(&scenarios);
    let done = compare(&asked, &runs, measure, &living(&runs[..scenarios.len()], true, None), None)?;
    let failed: u32 = done.answers.iter().map(|a| a.failed).sum();
    let diagnosis = diagnosed(arguments, &scenarios[0])?;
    let text =
        text(&done.comparison, diagnosis.as_ref(), &scenarios, arguments.seed, &arguments.command(&asked));
    match &arguments.out {
        Some(place) => {
            page::write(place, text.as_bytes(), arguments.force)?;
            answer(&format!("Page: {}\n", place.display()))?;
        }
        None => answer(&text)?,
    }
    if !arguments.quiet {
        done.warnings.iter().for_each(|warning| say(&format!("warning: {warning}")));
    }
    if failed == 0 { Ok(()) } else { Err(Failure::new(1, format!("{failed} runs failed"))) }
}

/// The causes of the baseline's deficiencies; none where no organization runs the home.
fn diagnosed(arguments: &Arguments, base: &Scenario) -> Result<Option<Diagnosis>, Failure> {
    if refusal(base).is_some() {
        return Ok(None);
    }
    let moves = moves().map_err(|faults| Failure { code: 1, message: faults.to_string() })?;
    let why = Some(wanted(&arguments.measure)?.name);
    let asked = Questions { replicates: arguments.replicates, budget: None, why, players: Players::Causes };
    let mut stages = Stages::new(arguments.progress, arguments.quiet);
    let threads = arguments.threads.unwrap_or(0) as usize;
    let mut lab = Rounds::new(None, arguments.seed, threads, interrupt::flag(), &mut stages);
    let all = coalitions(base, &moves, [1.0; 3]);
    let worlds = worlds(&mut lab, "coalitions of causes", &all, arguments.replicates)?;
    let found = diagnose(&mut lab, &all, &worlds, &moves, &asked);
    stages.end();
    Ok(Some(found?))
}
