//! The scenarios and runs of a result folder, read back so that they can be lived again: from the folder
//! alone, not from the files that were read for it.

use crate::batch::shards::{Portion, Shard};
use crate::files::columns::ResultTable;
use crate::files::format::TableFormat;
use crate::files::layout::{CHOICE, Layout};
use crate::files::library::DiskLibrary;
use crate::files::manifest::Manifest;
use crate::files::read::table::TableReader;
use crate::files::read::warnings;
use crate::files::read::{Refusal, refuse};
use crate::language::said;
use crate::scenario::faults::Faults;
use crate::scenario::reference::Reference;
use crate::scenario::{Overrides, Scenario, read_references};
use crate::settings::{Value, ValueKind, find};
use crate::study::run::warnings::Warning;
use crate::study::sweep::BASE;
use crate::study::sweep::design::{BASE_MEANING, Design, DesignColumn, DesignPoint};
use crate::study::sweep::varied::plain;
use crate::world::blueprint::facts;
use crate::world::record::{Measure, measure};
use std::path::Path;
use std::sync::Arc;

/// What a folder was made of.
pub(crate) struct LivedBefore {
    /// Its scenarios, as the manifest names them.
    pub scenarios: Vec<Scenario>,
    /// What it holds of each run.
    pub layout: Layout,
    /// Seed of the worlds.
    pub seed: u64,
    /// Worlds of each scenario.
    pub replicates: u32,
    /// Which runs it holds.
    pub portion: Portion,
    /// What stands in its manifest.
    pub manifest: Manifest,
}

/// A run that a folder tells of.
pub(crate) struct ToldRun {
    /// Place of its scenario.
    pub index: usize,
    /// Number of its world.
    pub replicate: u32,
    /// Its hash; `None` where it failed.
    pub hash: Option<String>,
}

/// A row of the design: point, name, a text for each column.
pub(super) type DesignRow = (String, Vec<String>);

/// Read a folder back. `Ok(Err(why))` where its runs cannot be lived again from it alone.
pub(crate) fn again(folder: &Path, manifest: Manifest) -> Result<Result<LivedBefore, String>, Refusal> {
    let drawn = manifest.request.arguments.iter().find(|words| words.starts_with("--posterior="));
    if let Some(words) = drawn {
        return Ok(Err(said!("its worlds were drawn with {words}, a file that is not in it")));
    }
    let (version, commit) = (env!("CARGO_PKG_VERSION"), env!("COMMONROOM_COMMIT"));
    if manifest.version != version || manifest.commit.as_deref() != Some(commit) {
        let made = manifest.commit.as_deref().unwrap_or("unknown");
        return Ok(Err(said!(
            "it was made by {} ({made}), and this is {version} ({commit})",
            manifest.version
        )));
    }
    let Ok(seed) = manifest.request.seed.parse() else {
        return refuse(folder, said!("`{}` is no seed", manifest.request.seed));
    };
    let mut faults = Faults::default();
    let design = design(folder)?;
    let (mut scenarios, design) = match design {
        Some((columns, rows)) => points(folder, columns, &rows, &mut faults),
        None => (read(&resolved(folder, &manifest.names()), &mut faults), None),
    };
    if !faults.is_empty() {
        return Ok(Err(said!("its scenarios cannot be read from it alone:\n{faults}")));
    }
    for (scenario, entry) in scenarios.iter_mut().zip(&manifest.scenarios) {
        scenario.sources.clone_from(&entry.inputs);
    }
    let layout = layout(folder, &manifest, design)?;
    let of = |flag: &str| manifest.request.arguments.iter().find_map(|words| words.strip_prefix(flag));
    let first = of("--first=").and_then(|text| text.parse().ok()).unwrap_or(1);
    let shard: Option<Shard> = of("--shard=").and_then(|text| text.parse().ok());
    let portion = Portion { first, shard };
    let replicates = manifest.request.replicates;
    Ok(Ok(LivedBefore { scenarios, layout, seed, replicates, portion, manifest }))
}

/// The runs that a folder tells of; none where it has no such table.
pub(crate) fn told_runs(folder: &Path, names: &[String]) -> Result<Vec<ToldRun>, Refusal> {
    let columns = ["scenario", "replicate", "hash"];
    let mut runs = Vec::new();
    let Some((mut rows, at)) = TableReader::open(folder, ResultTable::Runs, &columns)? else {
        return Ok(runs);
    };
    while rows.next()? {
        let name = rows.text(at[0])?;
        let Some(index) = names.iter().position(|one| one == name) else {
            return rows.fault(said!("the manifest knows no scenario `{name}`"));
        };
        let hash = Some(rows.text(at[2])?.to_string()).filter(|hash| !hash.is_empty());
        runs.push(ToldRun { index, replicate: rows.whole(at[1])?, hash });
    }
    Ok(runs)
}

fn resolved(folder: &Path, names: &[String]) -> Vec<(String, Reference)> {
    let one = |name: &String| {
        let file = folder.join("scenarios").join(format!("{name}.resolved.toml"));
        let parts = vec![file.to_string_lossy().into_owned()];
        (name.clone(), Reference { parts, sets: vec![], called: Some(name.clone()) })
    };
    names.iter().map(one).collect()
}

fn read(named: &[(String, Reference)], faults: &mut Faults) -> Vec<Scenario> {
    read_references(named, &Overrides::default(), &DiskLibrary, faults)
}

/// The columns of a design, and its rows.
pub(super) type DesignTable = (Vec<String>, Vec<DesignRow>);

/// The columns and rows of a design, where the folder has one.
pub(super) fn design(folder: &Path) -> Result<Option<DesignTable>, Refusal> {
    let columns = ["point", "scenario"];
    let Some((mut rows, at)) = TableReader::open(folder, ResultTable::Design, &columns)? else {
        return Ok(None);
    };
    let names: Vec<String> = rows.names().into_iter().skip(columns.len()).collect();
    let mut all = Vec::new();
    while rows.next()? {
        let cells: Result<Vec<String>, Refusal> =
            (0..names.len()).map(|cell| rows.text(columns.len() + cell).map(String::from)).collect();
        all.push((rows.text(at[1])?.to_string(), cells?));
    }
    Ok(Some((names, all)))
}

/// A column of a design.
pub(super) fn described(path: &str) -> DesignColumn {
    let field = find(&facts(), path);
    DesignColumn {
        path: path.to_string(),
        kind: field.map_or(ValueKind::Text, |field| field.kind),
        unit: field.map_or("", |field| field.unit),
        meaning: field.map_or(BASE_MEANING, |field| field.meaning),
    }
}

/// The points of a design as scenarios, and the design.
fn points(
    folder: &Path,
    columns: Vec<String>,
    rows: &[DesignRow],
    faults: &mut Faults,
) -> (Vec<Scenario>, Option<Design>) {
    let base_at = columns.iter().position(|name| name == BASE);
    let of_file = |text: &String| Reference::read(text, &DiskLibrary).name();
    let only = only_base(folder);
    let base_of = |name: &String, cells: &[String]| match base_at {
        Some(at) => of_file(&cells[at]),
        None => only.clone().unwrap_or_else(|| name.clone()),
    };
    let mut bases: Vec<String> = Vec::new();
    for (name, cells) in rows {
        let base = base_of(name, cells);
        if !bases.contains(&base) {
            bases.push(base);
        }
    }
    let cell = |text: &String| (!text.is_empty()).then(|| plain(text));
    let mut design =
        Design { columns: columns.iter().map(|path| described(path)).collect(), ..Design::default() };
    for (name, cells) in rows {
        let base = base_of(name, cells);
        let base = bases.iter().position(|one| *one == base).unwrap_or(0);
        let texts = cells.iter().enumerate().map(|(at, text)| match base_at == Some(at) {
            true => Some(Value::Text(text.clone())),
            false => cell(text),
        });
        design.points.push(DesignPoint { base, cells: texts.collect() });
    }
    let files = resolved(folder, &bases);
    let named = rows.iter().zip(&design.points).map(|((name, _), point)| {
        let sets = design.sets(point);
        (name.clone(), Reference { sets, called: Some(name.clone()), ..files[point.base].1.clone() })
    });
    let scenarios = read(&named.collect::<Vec<_>>(), faults);
    design.bases = read(&files, faults);
    (scenarios, Some(design))
}

/// The only scenario in a folder of points that set something in one.
fn only_base(folder: &Path) -> Option<String> {
    let entries = std::fs::read_dir(folder.join("scenarios")).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> =
        names.filter_map(|name| name.strip_suffix(".resolved.toml").map(String::from)).collect();
    names.sort();
    names.into_iter().next()
}

/// The tables that the manifest lists and the measures in them.
fn layout(folder: &Path, manifest: &Manifest, design: Option<Design>) -> Result<Layout, Refusal> {
    let format = TableFormat::of_folder(manifest);
    let mut layout = Layout::of(CHOICE.into_iter().filter(|table| manifest.has(*table))).with_format(format);
    for warning in warnings(folder)? {
        if let Warning::LeftOut { bytes, .. } = warning {
            layout = layout.with_left_out(bytes);
        }
    }
    for table in [ResultTable::Windows, ResultTable::Series] {
        if let Some((rows, _)) = TableReader::open(folder, table, &[])? {
            let wanted: Vec<&'static Measure> =
                rows.names().iter().filter_map(|name| measure(name)).collect();
            layout = layout.with_measures(&wanted);
        }
    }
    let sample = manifest.request.arguments.iter().find_map(|words| words.strip_prefix("--sample="));
    let layout = layout.with_sample(sample.and_then(|text| text.parse().ok()).unwrap_or(0));
    Ok(match design {
        Some(design) => layout.with_design(Arc::new(design)),
        None => layout,
    })
}
