//! `decision`: compare and diagnose, told on one page.

use crate::batch::rounds::Rounds;
use crate::cli::batch::{Flags, verdict};
use crate::cli::compare;
use crate::cli::compare::{compare, wanted};
use crate::cli::diagnose::Stages;
use crate::cli::flags::{Changes, Computing, Destination, Display, PageFile, Showing, Worlds, write_page};
use crate::cli::timings::{Beginnings, living};
use crate::cli::{Failure, answer, interrupt};
use crate::files::portable;
use crate::measure::values::worlds;
use crate::report::answers::decision::page as text;
use crate::scenario::Scenario;
use crate::study::compare::with_twin;
use crate::study::diagnose::causes::moves;
use crate::study::diagnose::coalitions::coalitions;
use crate::study::diagnose::diagnosis::Diagnosis;
use crate::study::diagnose::{Players, Questions, diagnose, refusal};
use clap::value_parser;

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

/// Tell on one page what each suggestion brings, for whom, at what cost, and where deficiencies come
/// from
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Arguments {
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
    #[command(flatten)]
    pub computing: Computing,
    #[command(flatten)]
    pub changes: Changes,
    #[command(flatten)]
    pub page: PageFile,
    #[command(flatten)]
    pub showing: Showing,
}

impl Arguments {
    /// The same question as `compare` takes it; no folder is wanted.
    fn comparison(&self) -> compare::Arguments {
        let flags = Flags {
            worlds: Worlds {
                replicates: self.replicates,
                computing: self.computing.clone(),
                changes: self.changes.clone(),
                no_fork: false,
            },
            destination: Destination::default(),
            display: Display { showing: self.showing.clone(), json: true, ..Display::default() },
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
        words.extend(asked.all().iter().map(|file| portable::argument(file)));
        words.push(format!(
            "--measure {} -r {} --seed {}",
            self.measure, self.replicates, self.computing.seed
        ));
        words.extend(self.changes.weeks.map(|weeks| format!("--weeks {weeks}")));
        words.extend(self.changes.sets.iter().map(|set| format!("--set {set}")));
        words.join(" ")
    }
}

/// Read, compare, diagnose, answer with the page.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let asked = arguments.comparison();
    let measure = wanted(&arguments.measure)?;
    let scenarios = arguments.changes.read(&asked.all())?;
    let page = arguments.page.begin()?;
    let runs = with_twin(&scenarios);
    let done =
        compare(&asked, &runs, measure, &living(&runs[..scenarios.len()], Beginnings::Shared, None), None)?;
    let diagnosis = diagnosed(arguments, &scenarios[0])?;
    let text = text(
        (&done.comparison, &done.answers),
        diagnosis.as_ref(),
        &scenarios,
        arguments.computing.seed,
        &arguments.command(&asked),
    );
    answer(&write_page(page, &text)?.unwrap_or(text))?;
    arguments.showing.warn(&done.warnings);
    verdict(&done.answers)
}

/// The causes of the baseline's deficiencies; none where no organization runs the home.
fn diagnosed(arguments: &Arguments, base: &Scenario) -> Result<Option<Diagnosis>, Failure> {
    if refusal(base).is_some() {
        return Ok(None);
    }
    let moves = moves().map_err(|faults| Failure { code: 1, message: faults.to_string() })?;
    let why = Some(wanted(&arguments.measure)?.name);
    let asked = Questions { replicates: arguments.replicates, budget: None, why, players: Players::Causes };
    let mut stages = Stages::new(arguments.showing.mode());
    let Computing { seed, .. } = arguments.computing;
    let mut rounds = Rounds::new(None, seed, arguments.computing.threads(), interrupt::flag(), &mut stages);
    let all = coalitions(base, &moves, [1.0; 3]);
    let worlds = worlds(&mut rounds, "coalitions of causes", &all, arguments.replicates)?;
    let found = diagnose(&mut rounds, &all, &worlds, &moves, &asked);
    stages.end();
    Ok(Some(found?))
}
