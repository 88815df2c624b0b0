//! `survey`: put the study's questionnaire to simulated residents, or read the answers of real ones.

use crate::batch::{Job, RunEnd};
use crate::cli::flags::{Force, Showing};
use crate::cli::memory::Demand;
use crate::cli::progress::Progress;
use crate::cli::{Failure, answer, answer_json, memory};
use crate::escape;
use crate::files::library::DiskLibrary;
use crate::files::write::page::PendingFile;
use crate::files::write::survey as files;
use crate::random::WorldKey;
use crate::report::answers::survey as words;
use crate::report::answers::survey_json::{self, Asked};
use crate::scenario;
use crate::scenario::faults::nearest;
use crate::scenario::{Scenario, flags};
use crate::simulation::{History, Retain};
use crate::study::survey::design::{SamplingFrame, SurveyDesign};
use crate::study::survey::errors::study;
use crate::study::survey::table::{ItemEstimate, table};
use crate::study::survey::{Questionnaire, actors, data};
use crate::units::Week;
use crate::world::World;
use clap::{Args, ValueEnum, value_parser};

use std::path::{Path, PathBuf};

/// Where respondents are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Where {
    /// One adult of each of so many households
    Households,
    /// Adults at random
    Residents,
    /// Adults met at the home
    Site,
}

/// Flags that say how simulated people are asked.
const NOT_OF_DATA: [&str; 6] = ["actors", "community", "frame", "sample", "without_errors", "out"];

/// Ask the simulated residents what the study asked, or read the answers of real people
#[derive(Args, Clone, Debug)]
pub(crate) struct Arguments {
    /// A scenario file or the name of a built-in scenario [default: z-home]
    #[arg(value_name = "FILE", conflicts_with = "data")]
    file: Option<String>,
    /// Answers of real people, in the columns of the simulated ones, instead of a scenario; `-` reads from
    /// stdin
    #[arg(long, value_name = "CSV", conflicts_with_all = NOT_OF_DATA)]
    data: Option<String>,
    /// Week at whose end residents are asked [default: the last]; of real answers: the week that they stand
    /// for
    #[arg(long, value_name = "N", value_parser = value_parser!(i32).range(0..=5200))]
    week: Option<Week>,
    /// Community to ask [default: the first by name]
    #[arg(long, value_name = "NAME")]
    community: Option<String>,
    /// Where respondents are found (the same as --set survey.frame=…)
    #[arg(long, value_enum)]
    frame: Option<Where>,
    /// Households, adults or visitors approached (the same as --set survey.sample=…)
    #[arg(short = 'n', long, value_name = "N", value_parser = value_parser!(i64).range(1..=1_000_000))]
    sample: Option<i64>,
    /// Everybody answers, and as meant
    #[arg(long)]
    without_errors: bool,
    /// Interview the institutions instead
    #[arg(long, conflicts_with_all = ["out", "table", "observed"])]
    actors: bool,
    /// Seed of the random world
    #[arg(short, long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Number of the random world
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = value_parser!(u32).range(1..))]
    replicate: u32,
    /// Set a value of the scenario or of the survey, for example survey.errors.response=0.5 (repeatable)
    #[arg(long = "set", value_name = "KEY=VALUE")]
    sets: Vec<String>,
    /// File for the answers one by one (CSV)
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// File for the table: every item by every group, with intervals (CSV)
    #[arg(long, value_name = "FILE")]
    table: Option<PathBuf>,
    /// File for what the answers say of measures of the outputs, as rows of observed.csv
    #[arg(long, value_name = "FILE")]
    observed: Option<PathBuf>,
    #[command(flatten)]
    force: Force,
    #[command(flatten)]
    showing: Showing,
    /// Machine-readable answer on stdout and nothing else there
    #[arg(long)]
    json: bool,
}

/// Check what is wanted, ask, write, answer.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let wanted = [&arguments.out, &arguments.table, &arguments.observed].into_iter().flatten();
    let wanted: Vec<&Path> = wanted.map(PathBuf::as_path).collect();
    for (index, path) in wanted.iter().enumerate() {
        if wanted[..index].contains(path) {
            return Err(Failure::new(2, format!("two files cannot both be `{}`", escape::path(path))));
        }
    }
    match &arguments.data {
        Some(file) => of_data(arguments, file),
        None => simulated(arguments),
    }
}

/// The files that are wanted, in their places.
struct Files {
    out: Option<PendingFile>,
    table: Option<PendingFile>,
    observed: Option<PendingFile>,
}

impl Files {
    /// Settle the places, once everything was read and before anybody is asked.
    fn begin(arguments: &Arguments) -> Result<Files, Failure> {
        let begin = |path: &Option<PathBuf>| {
            let begin = |path| PendingFile::prepare(path, arguments.force.existing());
            path.as_deref().map(begin).transpose()
        };
        let Arguments { out, table, observed, .. } = arguments;
        Ok(Files { out: begin(out)?, table: begin(table)?, observed: begin(observed)? })
    }

    /// Write them, each complete or not at all.
    fn publish(
        self,
        answers: &[Questionnaire],
        table: &dyn Fn() -> Vec<u8>,
        estimates: &[ItemEstimate],
        (week, note): (Week, &str),
    ) -> Result<(), Failure> {
        if let Some(file) = self.out {
            file.publish(&files::answers(answers))?;
        }
        if let Some(file) = self.table {
            file.publish(&table())?;
        }
        if let Some(file) = self.observed {
            file.publish(&files::observations(estimates, week, note))?;
        }
        Ok(())
    }
}

/// Answers of real people.
fn of_data(arguments: &Arguments, file: &str) -> Result<(), Failure> {
    let week = match (&arguments.observed, arguments.week) {
        (Some(_), None) => {
            return Err(Failure::new(2, "--observed needs --week: for which week do the answers stand?"));
        }
        (_, week) => week.unwrap_or_default(),
    };
    if !arguments.sets.is_empty() {
        return Err(Failure::new(
            2,
            "--set changes a scenario or a simulated survey, not the answers of real people",
        ));
    }
    let answers = data::read(file, &DiskLibrary)?;
    let places = Files::begin(arguments)?;
    let estimates = table(&answers.list, None);
    places.publish(&answers.list, &|| files::table_of_data(&estimates), &estimates, (week, file))?;
    if arguments.json {
        return answer_json(&survey_json::data(&answers.source, answers.list.len(), &estimates));
    }
    answer(&words::text_of_data(file, answers.list.len(), &estimates))?;
    told(arguments)
}

/// Answers of simulated people.
fn simulated(arguments: &Arguments) -> Result<(), Failure> {
    let (own, others) = flags::split(&arguments.sets, "survey.");
    let design = design(arguments, &own)?;
    if arguments.observed.is_some() && design.sampling.frame == SamplingFrame::Site {
        let why =
            "--observed: people met on site do not stand for the population; ask households or residents";
        return Err(Failure::new(2, why));
    }
    let file = arguments.file.as_deref().unwrap_or("z-home").to_string();
    let request = scenario::Overrides { sets: others, weeks: None };
    let mut scenarios = scenario::read(&[file], &request, &DiskLibrary)?;
    let Some(scenario) = scenarios.pop() else { return Err(Failure::new(2, "there is no scenario")) };
    let community = community(arguments, &scenario)?;
    let demand = Demand { replicates: 1, threads: 1, worlds_each: 1 };
    memory::check(std::slice::from_ref(&scenario), demand)?;
    let places = Files::begin(arguments)?;
    let world = world(arguments, &scenario)?;
    arguments.showing.warn(&scenario.warnings);
    if arguments.actors {
        let list = actors::interview(&world, &design.scale);
        if !arguments.json {
            return answer(&words::interviews(&list));
        }
        return answer_json(&survey_json::interviews(&scenario.name, world.week(), &list));
    }
    let key = WorldKey::new(arguments.seed, arguments.replicate);
    let study = study(&world, &scenario.blueprint, community, &design, key);
    let table = || files::table(&study);
    let note =
        format!("simulated: {}, seed {}, replicate {}", scenario.name, arguments.seed, arguments.replicate);
    places.publish(&study.found.survey.answers, &table, &study.found.table, (world.week(), &note))?;
    let place = &scenario.blueprint.communities[community].name;
    if arguments.json {
        let asked = Asked {
            scenario: &scenario.name,
            community: place,
            seed: arguments.seed.to_string(),
            replicate: arguments.replicate,
        };
        return answer_json(&survey_json::as_json(&study, asked));
    }
    answer(&format!("{}, {place}, {}", scenario.name, words::text(&study)))?;
    told(arguments)
}

fn design(arguments: &Arguments, sets: &[String]) -> Result<SurveyDesign, Failure> {
    let mut design: SurveyDesign = flags::read(sets)?;
    if arguments.without_errors {
        design = design.without_errors();
    }
    design.sampling.sample = arguments.sample.unwrap_or(design.sampling.sample);
    if let Some(frame) = arguments.frame {
        design.sampling.frame = match frame {
            Where::Households => SamplingFrame::Households,
            Where::Residents => SamplingFrame::Residents,
            Where::Site => SamplingFrame::Site,
        };
    }
    Ok(design)
}

fn community(arguments: &Arguments, scenario: &Scenario) -> Result<usize, Failure> {
    let places = &scenario.blueprint.communities;
    let Some(name) = &arguments.community else { return Ok(0) };
    places.iter().position(|place| place.name == *name).ok_or_else(|| {
        let hint = nearest(name, places.iter().map(|p| p.name.as_str()))
            .map_or(String::new(), |hint| format!("; {hint}"));
        Failure::new(2, format!("`{}` has no community `{name}`{hint}", scenario.name))
    })
}

/// The world at the end of the week in which residents are asked.
fn world(arguments: &Arguments, scenario: &Scenario) -> Result<World, Failure> {
    let blueprint = &scenario.blueprint;
    let week = arguments.week.unwrap_or(blueprint.weeks);
    if week > blueprint.weeks {
        return Err(Failure::new(
            2,
            format!("week {week} lies beyond the {} weeks of `{}`", blueprint.weeks, scenario.name),
        ));
    }
    let mut progress = Progress::begin(arguments.showing.mode(), 1);
    let mut history = History::begin(blueprint, arguments.seed, arguments.replicate, &());
    history.go_on(blueprint, week, Retain::default(), &());
    progress.step(
        &Job { index: 0, scenario, replicate: arguments.replicate, seed: arguments.seed },
        RunEnd::Done,
    );
    progress.end();
    Ok(history.world)
}

/// Say where the files are.
fn told(arguments: &Arguments) -> Result<(), Failure> {
    let named =
        [("Answers", &arguments.out), ("Table", &arguments.table), ("Observations", &arguments.observed)];
    let line = |(what, path): (&str, &Option<PathBuf>)| {
        path.as_ref().map(|path| format!("{what}: {}\n", escape::path(path)))
    };
    answer(&named.into_iter().filter_map(line).collect::<String>())
}
