//! Flags of what is lived here, and what is written of it.

use crate::batch::shards::{Portion, Shard};
use crate::cli::Failure;
use crate::cli::flags::Destination;
use crate::files::columns::ResultTable;
use crate::files::folder::FolderRequest;
use crate::files::format::{TableFormat, not_built_in};
use crate::files::layout::{CHOICE, Layout};
use crate::language::{said, term};
use crate::scenario::Scenario;
use crate::scenario::faults::nearest;
use crate::simulation::{Retain, need};
use crate::world::record::{MEASURES, Measure, measure};
use clap::{Args, ValueEnum, value_parser};
use std::path::PathBuf;

/// Bytes of weekly tables from which on they are left out unless they are asked for.
const LARGE: u64 = 4_000_000_000;

/// What becomes of the batch when a run fails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum OnError {
    /// The run becomes a row of failures.csv, and the others are lived
    #[default]
    Continue,
    /// The batch stops; finished runs are kept
    Stop,
}

/// Which runs are lived here.
#[derive(Args, Clone, Debug, PartialEq)]
pub(crate) struct BatchShare {
    /// Number of the first random world: `--first 41 -r 20` lives worlds 41 to 60
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = value_parser!(u32).range(1..))]
    pub first: u32,
    /// Live one of several shards of the runs (I of N); `merge` puts them together
    #[arg(long, value_name = "I/N")]
    pub shard: Option<Shard>,
    /// Go on with the runs that a stopped or killed batch of the same command finished; done already is done
    #[arg(long, requires = "out")]
    pub resume: bool,
    /// Take runs that a finished or stopped batch of this version has lived already: its result folder, or
    /// its journal (repeatable)
    #[arg(long, value_name = "DIR", requires = "out")]
    pub reuse: Vec<PathBuf>,
    /// What becomes of the batch when a run fails
    #[arg(long, value_name = "HOW", value_enum, default_value_t = OnError::Continue)]
    pub on_error: OnError,
}

impl Default for BatchShare {
    fn default() -> BatchShare {
        BatchShare { first: 1, shard: None, resume: false, reuse: vec![], on_error: OnError::Continue }
    }
}

impl BatchShare {
    /// The runs.
    pub(crate) fn portion(&self) -> Portion {
        Portion { first: self.first, shard: self.shard }
    }

    /// As it stands among the arguments that decide a result.
    pub(crate) fn arguments(&self) -> impl Iterator<Item = String> {
        let first = (self.first != 1).then(|| format!("--first={}", self.first));
        first.into_iter().chain(self.shard.map(|shard| format!("--shard={shard}")))
    }
}

/// What is written of the runs.
#[derive(Args, Clone, Debug, Default, PartialEq)]
pub(crate) struct Contents {
    /// Tables of the result folder: series, windows, groups, summary, events, ledger (runs and failures
    /// always)
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub tables: Vec<String>,
    /// Measures in series.csv, windows.csv and summary.csv [default: all]
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub measures: Vec<String>,
    /// Write residents.csv: so many residents of each world, one by one (in every scenario the same)
    #[arg(long, value_name = "N", value_parser = value_parser!(u32).range(1..))]
    pub sample: Option<u32>,
    /// Form of the tables that grow with every run; parquet (a file for each scenario) needs a program built
    /// with the feature `parquet` [default: csv]
    #[arg(long, value_name = "FORM", value_enum)]
    pub format: Option<TableFormat>,
}

/// What is wrong with names of tables or measures, each.
fn unknown<'a>(
    names: &'a [String],
    kind: &'a str,
    known: &'a [&'a str],
) -> impl Iterator<Item = String> + use<'a> {
    names.iter().filter(|name| !known.contains(&name.as_str())).map(move |name| {
        let hint = nearest(name, known.iter().copied()).map_or(String::new(), |hint| format!("; {hint}"));
        said!("`{name}` is no {kind}{hint}")
    })
}

/// Tables that can be named.
fn tables() -> impl Iterator<Item = ResultTable> {
    CHOICE.into_iter().chain([ResultTable::Runs, ResultTable::Failures])
}

impl Contents {
    /// Everything that is wrong with the names.
    pub(crate) fn faults(&self) -> Vec<String> {
        let known: Vec<&str> = tables().map(ResultTable::name).collect();
        let measures: Vec<&str> = MEASURES.iter().map(|measure| measure.name).collect();
        let tables = unknown(&self.tables, term("table of a result folder"), &known);
        let own = ResultTable::Residents.name();
        let by_sample = |words: String| match words.starts_with(&format!("`{own}`")) {
            true => said!("`{own}` is written by --sample N, beside the tables that are named"),
            false => words,
        };
        let tables = tables.map(by_sample);
        tables.chain(unknown(&self.measures, term("measure"), &measures)).collect()
    }

    /// Refuse names that nothing has, and a format that this program cannot write, all at once.
    pub(crate) fn sound(&self) -> Result<(), Failure> {
        let format = self.format.unwrap_or_default();
        let format = (!format.is_built_in()).then(not_built_in);
        let faults: Vec<String> = self.faults().into_iter().chain(format.map(String::from)).collect();
        if faults.is_empty() { Ok(()) } else { Err(Failure::of_faults(&faults)) }
    }

    /// The tables that were asked for, and otherwise `usual`; with the measures that were asked for.
    pub(crate) fn layout(&self, usual: Layout) -> Result<Layout, Failure> {
        self.sound()?;
        let format = self.format.unwrap_or_default();
        let named = |table: &ResultTable| self.tables.iter().any(|name| name == table.name());
        let layout = if self.tables.is_empty() { usual } else { Layout::of(tables().filter(named)) };
        let layout = layout.with_sample(self.sample.unwrap_or(0)).with_format(format);
        if self.measures.is_empty() {
            return Ok(layout);
        }
        let wanted: Vec<&'static Measure> = self.measures.iter().filter_map(|name| measure(name)).collect();
        Ok(layout.with_measures(&wanted))
    }

    /// Refuse a sample that cannot be drawn, or that nobody would see: every scenario with too few people is
    /// named.
    pub(crate) fn check_sample(
        &self,
        scenarios: &[Scenario],
        place: Option<FolderRequest>,
    ) -> Result<(), Failure> {
        let Some(wanted) = self.sample else { return Ok(()) };
        if place.is_none() {
            let why = term("--sample writes residents.csv, and with --json no folder is written without -o");
            return Err(Failure::new(2, why));
        }
        let too_few = scenarios.iter().filter_map(|scenario| {
            let people: u64 =
                scenario.blueprint.communities.iter().map(|place| u64::from(place.population())).sum();
            let name = &scenario.name;
            (people < u64::from(wanted)).then(|| {
                said!(
                    "--sample {wanted}: `{name}` has {people} residents; --sample {people} takes all of them"
                )
            })
        });
        let too_few: Vec<String> = too_few.collect();
        if too_few.is_empty() { Ok(()) } else { Err(Failure::new(3, too_few.join("\nerror: "))) }
    }

    /// As they stand among the arguments that decide a result.
    pub(crate) fn arguments(&self) -> impl Iterator<Item = String> {
        let named = |flag: &str, names: &[String]| {
            (!names.is_empty()).then(|| format!("--{flag}={}", names.join(",")))
        };
        let sample = self.sample.map(|residents| format!("--sample={residents}"));
        let tables = named("tables", &self.tables);
        let format = self.format.filter(|format| *format == TableFormat::Parquet);
        let format = format.map(|_| "--format=parquet".to_string());
        tables.into_iter().chain(named("measures", &self.measures)).chain(sample).chain(format)
    }
}

/// What `run` writes: everything, but no quantiles of one world; and of many runs no weekly tables unless
/// they are asked for.
pub(crate) fn layout_of_run(
    contents: &Contents,
    replicates: u32,
    destination: &Destination,
    scenarios: &[Scenario],
) -> Result<Layout, Failure> {
    let keep = Retain { ledger: !destination.no_ledger, groups: true, sample: 0 };
    let mut usual = Layout::whole(keep);
    if replicates == 1 {
        usual = usual.without(ResultTable::Summary);
    }
    let each: u64 = scenarios.iter().map(|scenario| need::of_weekly_tables(&scenario.blueprint)).sum();
    let bytes = each.saturating_mul(replicates.into());
    let large = bytes > LARGE && contents.tables.is_empty();
    if large {
        usual = Layout::of([ResultTable::Windows]).with_left_out(bytes);
    }
    contents.layout(usual)
}
