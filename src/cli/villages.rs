//! `villages`: word of mouth held against villages whose ties and adoptions are known.

use crate::batch::Stopped;
use crate::cli::flags::{Computing, PageFile, Showing, write_page};
use crate::cli::progress::Progress;
use crate::cli::{Failure, answer, answer_json, interrupt};
use crate::escape;
use crate::files::library::DiskLibrary;
use crate::language::{self, said, term};
use crate::parallel;
use crate::random::WorldKey;
use crate::report::answers::villages;
use crate::report::answers::villages::{VillageOrigin, VillagesReport};
use crate::report::page::villages as pictures;
use crate::scenario::faults::Faults;
use crate::scenario::library::Library;
use crate::study::villages::findings::study;
use crate::study::villages::forecast::Runs;
use crate::study::villages::made_up::VILLAGES;
use crate::study::villages::patterns::{STUDIES, patterns, silence_by_difference};
use crate::study::villages::recovery::recover;
use crate::study::villages::synthetic::{Shape, village};
use crate::study::villages::{Village, read};
use clap::value_parser;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Mutex, PoisonError};

/// One in so many made-up studies is fitted, to see whether known strengths are found again.
const ONE_FITTED_IN: u32 = 5;
/// Coefficients of variation between places at which S14 is looked at: none, the most likely in the
/// given villages, the mean of their posterior, the default of the simulated county.
const DIFFERENCES: [f64; 4] = [0.0, 0.25, 0.28, 0.5];

/// Hold word of mouth against villages whose ties and adoptions are known
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Arguments {
    /// Folder with one `…nodes.csv` (node, village, toa) and one `…edges.csv` (from, to); `toa` is the year
    /// of adoption from 1 on, of ten that were watched: empty, NA, Inf or a later year for who had not
    /// adopted by then. Without it villages are made up
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Fit all villages of --data and predict those of this folder [default: halves of --data, and each from
    /// the others]
    #[arg(long, value_name = "DIR", requires = "data")]
    predict: Option<PathBuf>,
    /// Simulated lives of each village
    #[arg(short, long, value_name = "N", default_value_t = 1_000)]
    #[arg(value_parser = value_parser!(u32).range(20..=100_000))]
    replicates: u32,
    /// Made-up studies by which patterns are judged, of which one in five is fitted
    #[arg(long, value_name = "N", default_value_t = STUDIES)]
    #[arg(value_parser = value_parser!(u32).range(5..=100_000))]
    studies: u32,
    #[command(flatten)]
    computing: Computing,
    #[command(flatten)]
    page: PageFile,
    #[command(flatten)]
    showing: Showing,
    /// Machine-readable answer on stdout and nothing else there
    #[arg(long)]
    json: bool,
}

/// Read, fit, predict, answer.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (list, given) = gather(arguments)?;
    let page = arguments.page.begin()?;
    let Some(found) = find(arguments, &list, given) else { return Err(Failure::from(Stopped::Cancelled)) };
    let command = match (&arguments.data, &arguments.predict) {
        (None, _) => "commonroom villages",
        (_, None) => "commonroom villages --data DIR",
        _ => "commonroom villages --data DIR --predict DIR",
    };
    let studies = match arguments.studies {
        STUDIES => String::new(),
        studies => format!(" --studies {studies}"),
    };
    let words = villages::page(&format!("{command}{studies}"), &found);
    let text = match arguments.page.pictured() {
        true => pictures::html(&found, language::written()),
        false => words.clone(),
    };
    match write_page(page, &text)? {
        _ if arguments.json => answer_json(&json!(found)),
        written => answer(&written.unwrap_or(words)),
    }
}

/// The villages, and how many of them are fitted where the others are to be predicted.
fn gather(arguments: &Arguments) -> Result<(Vec<Village>, Option<usize>), Failure> {
    let Some(data) = &arguments.data else {
        let key = WorldKey::new(arguments.computing.seed, 0);
        return Ok(((0..VILLAGES).map(|place| village(&Shape::default(), key, place)).collect(), None));
    };
    let mut faults = Faults::default();
    let mut lists = Vec::new();
    for folder in [Some(data), arguments.predict.as_ref()].into_iter().flatten() {
        match read::villages(&table(folder, "nodes.csv")?, &table(folder, "edges.csv")?) {
            Ok(list) => lists.push(list),
            Err(found) => found.list().iter().for_each(|fault| faults.add(fault.clone())),
        }
    }
    let lists = faults.finish(lists)?;
    let given = arguments.predict.as_ref().and(lists.first()).map(Vec::len);
    Ok((lists.concat(), given))
}

/// The table of a folder whose name ends so; there must be one and only one.
fn table(folder: &Path, end: &str) -> Result<read::VillageFile, Failure> {
    let refuse = |why: String| Failure::new(3, format!("{}: {why}", escape::path(folder)));
    let entries = std::fs::read_dir(folder)
        .map_err(|_| refuse(term("there is no such folder, or it may not be read").into()))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(end)).collect();
    names.sort();
    match &names[..] {
        [one] => {
            let path = folder.join(one).to_string_lossy().into_owned();
            let found =
                DiskLibrary.find(&path, None).map_err(|why| refuse(said!("cannot read `{one}`: {why}")))?;
            Ok((found.name, found.bytes))
        }
        [] => Err(refuse(said!("there is no file whose name ends in `{end}`"))),
        several => Err(refuse(said!("several files end in `{end}`: {}", several.join(", ")))),
    }
}

/// Studies of villages in all: that of the list, the made-up ones with each difference, the fitted ones.
fn all(made_up: u32) -> u32 {
    1 + made_up * (1 + DIFFERENCES.len() as u32) + made_up / ONE_FITTED_IN
}

/// Everything in turn; `None` when the user asked to stop.
fn find(arguments: &Arguments, list: &[Village], given: Option<usize>) -> Option<VillagesReport> {
    let go_on = || (!interrupt::flag().load(Ordering::Relaxed)).then_some(());
    let (seed, shape, studies) = (arguments.computing.seed, Shape::default(), arguments.studies);
    let bar = Progress::begin_with(arguments.showing.mode(), all(studies).into(), "studies");
    let bar = Mutex::new(bar);
    let done = |stage: &str| bar.lock().unwrap_or_else(PoisonError::into_inner).step_of(stage);
    let found = parallel::on(arguments.computing.threads(), || {
        let study = study(list, given, Runs { seed, lives: arguments.replicates });
        done(term("fit and prediction"));
        go_on()?;
        let patterns = patterns(&shape, seed, studies, &|| done("patterns"));
        go_on()?;
        let silence = silence_by_difference(&shape, &DIFFERENCES, seed, studies, &|| {
            done(term("difference between places"))
        });
        go_on()?;
        let recovery = recover(&shape, seed, studies / ONE_FITTED_IN, VILLAGES, &|| done("recovery"));
        go_on()?;
        let origin = if arguments.data.is_none() { VillageOrigin::MadeUp } else { VillageOrigin::Data };
        Some(VillagesReport { origin, study, patterns, silence, recovery })
    });
    bar.into_inner().unwrap_or_else(PoisonError::into_inner).end();
    found
}
