//! Folders with parts of the runs of one batch, put together to the folder that one machine would have
//! written: the same bytes.
//!
//! - Which runs does each folder hold? → `parts`
//! - Of what is the whole batch warned of? → `warnings`
//! - How do rows of several folders come into one order? → `rows`

mod parts;
pub(super) mod rows;
mod warnings;

use crate::files::columns::ResultTable;
use crate::files::file::{Written, write};
use crate::files::folder::{FolderRequest, PendingFolder};
use crate::files::format::TableFormat;
use crate::files::input::InputKind;
use crate::files::layout::STREAMED;
use crate::files::manifest::{Manifest, is_page};
use crate::files::merge::parts::{FolderPart, Parts};
use crate::files::merge::rows::{RowsOfRuns, SummaryOfRows};
use crate::files::read::{Refusal, intact_folder};
use crate::files::temporary::sync_folder;
use crate::files::write::datapackage;
use crate::files::write::results::Pagemaker;
use crate::files::write::table::TableWriter;
use crate::files::{At, FileError, input, manifest};
use crate::language::said;
use std::fs;
use std::path::{Path, PathBuf};

/// Why folders were not put together.
#[derive(Debug)]
pub(crate) enum MergeFault {
    /// They are no parts of one batch, or not all; a line for each reason.
    Refused(Refusal),
    /// The result could not be written.
    File(FileError),
}

impl From<FileError> for MergeFault {
    fn from(fault: FileError) -> MergeFault {
        MergeFault::File(fault)
    }
}

impl From<Refusal> for MergeFault {
    fn from(refusal: Refusal) -> MergeFault {
        MergeFault::Refused(refusal)
    }
}

/// Put folders together in a place; the folder that came of it.
pub(crate) fn merge(
    folders: &[PathBuf],
    wish: FolderRequest,
    pages: &mut Pagemaker,
) -> Result<PathBuf, MergeFault> {
    let parts = read(folders)?;
    let place = PendingFolder::prepare(wish)?;
    let asked_for = place.asked_for();
    let written = fill(&parts, &place, pages);
    match written {
        Ok(()) => Ok(place.publish()?),
        Err(MergeFault::File(fault)) => Err(MergeFault::File(asked_for(fault))),
        Err(refused) => Err(refused),
    }
}

/// All folders, as they were written, and all of one batch.
fn read(folders: &[PathBuf]) -> Result<Parts, Refusal> {
    let (mut list, mut reasons) = (Vec::new(), Vec::new());
    for path in folders {
        match intact_folder(path) {
            Ok(manifest) => list.push(FolderPart::of(path, manifest)),
            Err(why) => reasons.push(why),
        }
    }
    match Parts::of(list) {
        Ok(parts) if reasons.is_empty() => return Ok(parts),
        Ok(_) => {}
        Err(more) => reasons.extend(more),
    }
    Err(Refusal(reasons.into_iter().map(|reason| reason.0).collect::<Vec<_>>().join("\n")))
}

/// Everything that the folder holds.
fn fill(parts: &Parts, place: &PendingFolder, pages: &mut Pagemaker) -> Result<(), MergeFault> {
    let Some(first) = parts.list.first() else { return Ok(()) };
    let folder = place.work();
    let (format, names) = (TableFormat::of_folder(&first.manifest), first.manifest.names());
    let has = |table: ResultTable| first.manifest.has(table);
    let summarized = match parts.tables_asked_for() {
        Some(tables) => tables.split(',').any(|name| name == "summary"),
        None => has(ResultTable::Series) && parts.worlds().1 > 1,
    };
    let mut written = Vec::new();
    for table in STREAMED.into_iter().filter(|table| has(*table)) {
        let summary = summarized && table == ResultTable::Series;
        let mut summary = summary.then(|| SummaryOfRows::begin(folder, format, &names)).transpose()?;
        written.extend(one_table(parts, table, folder, summary.as_mut())?);
        written.extend(summary.map(SummaryOfRows::finish).transpose()?.unwrap_or_default());
    }
    let mut warned = vec![];
    if has(ResultTable::Warnings) {
        let (table, words) = warnings::written(parts, folder)?;
        written.push(table);
        warned = words;
    }
    copy(first, folder, &mut written)?;
    written.push(described(first, folder, summarized)?);
    let mut manifest = Manifest { outputs: vec![], warnings: warned, ..first.manifest.clone() };
    (manifest.request.arguments, manifest.request.replicates) = (parts.arguments(), parts.worlds().1);
    let paged = first.manifest.outputs.iter().any(|output| is_page(&output.path));
    written.sort();
    manifest.outputs = written.clone();
    if paged {
        for (name, bytes) in pages(folder, &manifest.text()) {
            written.push(write(folder, &name, &bytes)?);
        }
    }
    written.sort();
    manifest.outputs = written;
    write(folder, manifest::FILE, &manifest.text())?;
    Ok(())
}

/// One table with the rows of all runs, in the order of the batch.
fn one_table(
    parts: &Parts,
    table: ResultTable,
    folder: &Path,
    mut summary: Option<&mut SummaryOfRows>,
) -> Result<Vec<Written>, MergeFault> {
    let (begin, worlds) = parts.worlds();
    let mut sources = Vec::new();
    for part in &parts.list {
        sources.push(RowsOfRuns::open(&part.path, table, None)?);
    }
    let Some(first) = parts.list.first() else { return Ok(vec![]) };
    let (format, scenarios) = (TableFormat::of_folder(&first.manifest), first.manifest.names());
    let columns = sources.first().map_or(vec![], |source| source.columns().to_vec());
    let mut out = TableWriter::begin(folder, format, table, columns, &scenarios)?;
    for (at, scenario) in scenarios.iter().enumerate() {
        for world in begin..begin.saturating_add(worlds) {
            let source = &mut sources[parts.owner(at, world)];
            let rows = source.take(scenario, world)?;
            if rows.is_empty() && table == ResultTable::Runs {
                let why = said!("replicate {world} of `{scenario}` is missing");
                return Err(source.refuse(&why).into());
            }
            out.write(&rows)?;
            if let Some(summary) = summary.as_mut() {
                summary.take(scenario, source.header_cells(), &rows)?;
            }
        }
    }
    for source in &sources {
        source.check_end()?;
    }
    Ok(out.finish()?)
}

/// Scenarios and the design: the same in all parts.
fn copy(first: &FolderPart, folder: &Path, written: &mut Vec<Written>) -> Result<(), MergeFault> {
    let copied = |path: &str| path.starts_with("scenarios/") || path == ResultTable::Design.file();
    let scenarios = folder.join("scenarios");
    fs::create_dir(&scenarios).at(&scenarios)?;
    for output in first.manifest.outputs.iter().filter(|output| copied(&output.path)) {
        let bytes = whole(&first.path.join(&output.path))?;
        written.push(write(folder, &output.path, &bytes)?);
    }
    Ok(sync_folder(&scenarios)?)
}

fn whole(path: &Path) -> Result<Vec<u8>, Refusal> {
    input::read(path, InputKind::Result).map_err(|why| Refusal(format!("{}: {why}", path.display())))
}

/// The description of the columns, of a summary too where there is one.
fn described(first: &FolderPart, folder: &Path, summarized: bool) -> Result<Written, MergeFault> {
    let bytes = whole(&first.path.join(datapackage::FILE))?;
    let (format, scenarios) = (TableFormat::of_folder(&first.manifest), first.manifest.names());
    let described = datapackage::with_summary(&bytes, summarized, format, &scenarios);
    Ok(write(folder, datapackage::FILE, &described)?)
}
