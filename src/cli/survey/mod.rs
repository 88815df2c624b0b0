//! `survey`: put the study's questionnaire to simulated residents, or read the answers of real ones.

mod files;

use crate::batch::{Job, RunEnd};
use crate::cli::flags::{Force, Showing};
use crate::cli::memory::Demand;
use crate::cli::progress::Progress;
use crate::cli::survey::files::{Files, WantedFiles, told};
use crate::cli::{Failure, answer, answer_json, memory};
use crate::escape;
use crate::files::library::DiskLibrary;
use crate::files::write::page::PendingFile;
use crate::files::write::survey as tables;
use crate::language::{said, term, written};
use crate::random::WorldKey;
use crate::report::answers::survey as words;
use crate::report::answers::survey_json::{self, Asked};
use crate::report::page::{questionnaire, survey as pictures};
use crate::scenario;
use crate::scenario::faults::nearest;
use crate::scenario::{Scenario, flags};
use crate::simulation::{History, Retain};
use crate::study::survey::design::{SamplingFrame, SurveyDesign};
use crate::study::survey::errors::study;
use crate::study::survey::table::table;
use crate::study::survey::{actors, data};
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
    #[arg(long, conflicts_with_all = ["out", "table", "observed", "report"])]
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
    /// File for the answers in pictures, as one page (HTML)
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// File for the questionnaire on one page to print (HTML); nobody is asked
    #[arg(long, value_name = "FILE", conflicts_with_all = ["file", "data", "json"])]
    questionnaire: Option<PathBuf>,
    #[command(flatten)]
    force: Force,
    #[command(flatten)]
    showing: Showing,
    /// Machine-readable answer on stdout and nothing else there
    #[arg(long)]
    json: bool,
}

impl Arguments {
    /// The files that are wanted: answers, table, observations, report.
    fn wanted(&self) -> WantedFiles<'_> {
        let Arguments { out, table, observed, report, .. } = self;
        [out, table, observed, report].map(Option::as_deref)
    }
}

/// Check what is wanted, ask, write, answer.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    if let Some(path) = &arguments.questionnaire {
        let file = PendingFile::prepare(path, arguments.force.existing())?;
        file.publish(questionnaire::html(written()).as_bytes())?;
        return answer(&said!("Questionnaire: {}\n", escape::path(path)));
    }
    let wanted: Vec<&Path> = arguments.wanted().into_iter().flatten().collect();
    for (index, path) in wanted.iter().enumerate() {
        if wanted[..index].contains(path) {
            return Err(Failure::new(2, said!("two files cannot both be `{}`", escape::path(path))));
        }
    }
    match &arguments.data {
        Some(file) => of_data(arguments, file),
        None => simulated(arguments),
    }
}

/// Answers of real people.
fn of_data(arguments: &Arguments, file: &str) -> Result<(), Failure> {
    let week = match (&arguments.observed, arguments.week) {
        (Some(_), None) => {
            return Err(Failure::new(
                2,
                term("--observed needs --week: for which week do the answers stand?"),
            ));
        }
        (_, week) => week.unwrap_or_default(),
    };
    if !arguments.sets.is_empty() {
        return Err(Failure::new(
            2,
            term("--set changes a scenario or a simulated survey, not the answers of real people"),
        ));
    }
    let answers = data::read(file, &DiskLibrary)?;
    let places = Files::begin(arguments.wanted(), arguments.force.existing())?;
    let estimates = table(&answers.list, None);
    let page = || pictures::html_of_data(file, answers.list.len(), &estimates, written());
    places.publish(&answers.list, &|| tables::table_of_data(&estimates), &estimates, (week, file), &page)?;
    if arguments.json {
        return answer_json(&survey_json::data(&answers.source, answers.list.len(), &estimates));
    }
    answer(&words::text_of_data(file, answers.list.len(), &estimates))?;
    told(arguments.wanted())
}

/// Answers of simulated people.
fn simulated(arguments: &Arguments) -> Result<(), Failure> {
    let (own, others) = flags::split(&arguments.sets, "survey.");
    let design = design(arguments, &own)?;
    if arguments.observed.is_some() && design.sampling.frame == SamplingFrame::Site {
        let why = term(
            "--observed: people met on site do not stand for the population; ask households or residents",
        );
        return Err(Failure::new(2, why));
    }
    let file = arguments.file.as_deref().unwrap_or("z-home").to_string();
    let request = scenario::Overrides { sets: others, weeks: None };
    let mut scenarios = scenario::read(&[file], &request, &DiskLibrary)?;
    let Some(scenario) = scenarios.pop() else { return Err(Failure::new(2, term("there is no scenario"))) };
    let community = community(arguments, &scenario)?;
    let demand = Demand { replicates: 1, threads: 1, worlds_each: 1, sample: 0 };
    memory::check(std::slice::from_ref(&scenario), demand)?;
    let places = Files::begin(arguments.wanted(), arguments.force.existing())?;
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
    let table = || tables::table(&study);
    let note =
        said!("simulated: {}, seed {}, replicate {}", scenario.name, arguments.seed, arguments.replicate);
    let place = &scenario.blueprint.communities[community].name;
    let page = || pictures::html(&study, &format!("{}, {place}", scenario.name), written());
    let answers = &study.found.survey.answers;
    places.publish(answers, &table, &study.found.table, (world.week(), &note), &page)?;
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
    told(arguments.wanted())
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
        Failure::new(2, said!("`{}` has no community `{name}`{hint}", scenario.name))
    })
}

/// The world at the end of the week in which residents are asked.
fn world(arguments: &Arguments, scenario: &Scenario) -> Result<World, Failure> {
    let blueprint = &scenario.blueprint;
    let week = arguments.week.unwrap_or(blueprint.weeks);
    if week > blueprint.weeks {
        return Err(Failure::new(
            2,
            said!("week {week} lies beyond the {} weeks of `{}`", blueprint.weeks, scenario.name),
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
