//! `coverage`: how often the intervals of small experiments hold the mean of thousands of worlds.

use crate::batch::rounds::Rounds;
use crate::cli::flags::{Changes, Computing, PageFile, write_page};
use crate::cli::progress::Mode;
use crate::cli::stages::Stages;
use crate::cli::{Failure, all_done, answer, interrupt, memory};
use crate::files::portable;
use crate::language::said;
use crate::report::answers::coverage::page as text;
use crate::scenario::Scenario;
use crate::study::compare::refusal;
use crate::study::coverage::{CoverageDesign, coverage};
use clap::value_parser;

/// Check on the simulator itself that 95% intervals hold the truth in 95 of 100 experiments
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Arguments {
    /// The baseline
    #[arg(default_value = "z-home")]
    pub base: String,
    /// The scenarios compared with it
    #[arg(value_name = "FILE", default_value = "full-package")]
    pub files: Vec<String>,
    /// Experiments
    #[arg(long, value_name = "N", default_value_t = 400)]
    #[arg(value_parser = value_parser!(u32).range(1..=100_000))]
    pub experiments: u32,
    /// Paired worlds of an experiment
    #[arg(short, long, value_name = "N", default_value_t = 30)]
    #[arg(value_parser = value_parser!(u32).range(2..=10_000))]
    pub replicates: u32,
    /// Further worlds whose mean stands for the truth
    #[arg(long, value_name = "N", default_value_t = 4_000)]
    #[arg(value_parser = value_parser!(u32).range(1..=1_000_000))]
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
    #[command(flatten)]
    pub computing: Computing,
    #[command(flatten)]
    pub page: PageFile,
    /// How to show progress on stderr
    #[arg(long, value_name = "HOW", value_enum, default_value_t = Mode::Auto)]
    pub progress: Mode,
}

impl Arguments {
    fn changes(&self, more: Option<String>) -> Changes {
        let sets = [
            format!("residents.population={}", self.population),
            format!("home.seats={}", self.seats),
            "calendar.warm_start=52".to_string(),
        ];
        Changes { sets: sets.into_iter().chain(more).collect(), weeks: Some(self.weeks) }
    }

    /// The baseline and the others.
    fn scenarios(&self) -> Result<Vec<Scenario>, Failure> {
        let files: Vec<String> = std::iter::once(&self.base).chain(&self.files).cloned().collect();
        self.changes(None).read(&files)
    }

    /// The baseline twice, with ties that reach a fifth of its people and with ties that reach one resident
    /// farther: it changes who knows whom, and so the luck of every world, but nothing on average.
    fn neutral(&self) -> Result<Vec<Scenario>, Failure> {
        let of = |span: u32| {
            let mut found = self
                .changes(Some(format!("residents.network.span={span}")))
                .read(std::slice::from_ref(&self.base))?;
            found.iter_mut().for_each(|scenario| scenario.name = said!("{}, span {span}", scenario.name));
            Ok::<_, Failure>(found)
        };
        let near = (self.population / 5).clamp(1, 10_000);
        Ok([of(near)?, of(near + 1)?].concat())
    }

    /// The command that makes the page again.
    fn command(&self) -> String {
        format!(
            "commonroom coverage {} {} --experiments {} --replicates {} --truth {} --population {} --seats \
                {} --weeks {} --seed {}",
            portable::argument(&self.base),
            self.files.iter().map(|file| portable::argument(file)).collect::<Vec<_>>().join(" "),
            self.experiments,
            self.replicates,
            self.truth,
            self.population,
            self.seats,
            self.weeks,
            self.computing.seed
        )
    }
}

/// Run the experiments, answer with the page.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let scenarios = arguments.scenarios()?;
    if let Some(why) = refusal(&scenarios) {
        return Err(Failure::new(3, why));
    }
    memory::check(&scenarios, arguments.computing.demand(arguments.replicates))?;
    let page = arguments.page.begin()?;
    let design = CoverageDesign {
        experiments: arguments.experiments,
        worlds: arguments.replicates,
        truth: arguments.truth,
    };
    let mut stages = Stages::new(arguments.progress);
    let Computing { seed, .. } = arguments.computing;
    let mut rounds = Rounds::new(None, seed, arguments.computing.threads(), interrupt::flag(), &mut stages);
    let neutral = arguments.neutral()?;
    let found = coverage(&mut rounds, &scenarios, design).and_then(|mut pairs| {
        pairs.append(&mut coverage(&mut rounds, &neutral, design)?);
        Ok(pairs)
    });
    let (runs, failed) = rounds.count;
    stages.end();
    let text = text(&found?, &scenarios[0], design, &arguments.command());
    answer(&write_page(page, &text)?.unwrap_or(text))?;
    all_done(failed, runs)
}
