//! The tables of a folder into a study.

use crate::files::columns::ResultTable;
use crate::files::input;
use crate::files::input::InputKind;
use crate::files::read::table::TableReader;
use crate::files::read::{Refusal, found, one_horizon, refuse, warnings};
use crate::language::{said, term};
use crate::measure::values::Values;
use crate::measure::window::Window;
use crate::study::compare::case::{Case, GroupFigure, GroupKey, POPULATION, RunResults, Told};
use crate::study::compare::comparison::Comparison;
use crate::study::compare::run_results::CourseSums;
use crate::study::diagnose::diagnosis::Diagnosis;
use crate::units::{Week, YEAR};
use crate::world::exchange::{Actor, EventName};
use crate::world::record::MEASURES;
use crate::world::record::group::Group;
use crate::world::record::groups::YearlyFigure;
use std::collections::BTreeMap;
use std::path::Path;

/// Residents of (scenario, world, community), to weigh communities.
type Sizes = BTreeMap<(usize, u32, Vec<u8>), f64>;

/// Read every table that is there; windows and series must be.
pub(super) fn all(folder: &Path, study: &mut Comparison) -> Result<(), Refusal> {
    windows(folder, study)?;
    let sizes = groups(folder, study)?;
    residents(&sizes, study);
    series(folder, study, &sizes)?;
    events(folder, study)?;
    found::read(folder, study)?;
    study.causes = causes(folder)?;
    study.warnings = warnings(folder)?;
    if study.cases.iter().all(|case| case.worlds.is_empty()) {
        return refuse(folder, term("holds no finished run"));
    }
    Ok(())
}

/// Residents of all communities of each scenario; all its runs have the same. `None` where a run differs.
fn residents(sizes: &Sizes, study: &mut Comparison) {
    let mut runs: BTreeMap<(usize, u32), f64> = BTreeMap::new();
    for ((case, replicate, _), size) in sizes {
        *runs.entry((*case, *replicate)).or_default() += size;
    }
    for (at, case) in study.cases.iter_mut().enumerate() {
        let mut of_runs = runs.iter().filter(|((case, _), _)| *case == at).map(|(_, size)| *size);
        let first = of_runs.next();
        case.residents = first.filter(|first| of_runs.all(|size| size == *first));
    }
}

/// The answer of `diagnose`, where the folder is one of its.
fn causes(folder: &Path) -> Result<Option<Diagnosis>, Refusal> {
    let path = folder.join(crate::files::read::DIAGNOSIS);
    if path.symlink_metadata().is_err_and(|cause| cause.kind() == std::io::ErrorKind::NotFound) {
        return Ok(None);
    }
    let bytes = input::read(&path, InputKind::Result).or_else(|why| refuse(&path, why))?;
    serde_json::from_slice(&bytes).map(Some).or_else(|cause| refuse(&path, said!("is damaged: {cause}")))
}

fn case_of(study: &Comparison, rows: &TableReader, at: usize) -> Result<usize, Refusal> {
    let name = rows.bytes(at);
    match study.cases.iter().position(|case| case.name.as_bytes() == name) {
        Some(index) => Ok(index),
        None => rows.fault(said!("the manifest knows no scenario `{}`", String::from_utf8_lossy(name))),
    }
}

fn world_of<'a>(
    study: &'a mut Comparison,
    rows: &TableReader,
    case: usize,
    replicate: u32,
) -> Result<&'a mut RunResults, Refusal> {
    match study.cases.get_mut(case).and_then(|case: &mut Case| case.worlds.get_mut(&replicate)) {
        Some(world) => Ok(world),
        None => rows.fault(said!("windows.csv knows no replicate {replicate} of this scenario")),
    }
}

/// A row of windows.csv.
type WindowRow = (Window, Vec<Option<f64>>);

fn windows(folder: &Path, study: &mut Comparison) -> Result<(), Refusal> {
    let columns = ["scenario", "replicate", "window", "first_week", "last_week"];
    let Some((mut rows, at)) = TableReader::open(folder, ResultTable::Windows, &columns)? else {
        return refuse(&folder.join(ResultTable::Windows.file()), term("is missing"));
    };
    // A measure that was left out exists in no window.
    let names = rows.names();
    let places = MEASURES.iter().map(|m| names.iter().position(|name| name == m.name));
    let places: Vec<Option<usize>> = places.collect();
    let mut horizons: Vec<(String, Week)> = Vec::new();
    let mut stored: BTreeMap<(usize, u32), Vec<WindowRow>> = BTreeMap::new();
    while rows.next()? {
        let case = case_of(study, &rows, at[0])?;
        let (replicate, first, last): (u32, Week, Week) =
            (rows.whole(at[1])?, rows.whole(at[3])?, rows.whole(at[4])?);
        if last < first || first < 1 {
            return rows.fault(said!("weeks {first} to {last} are no window"));
        }
        let Ok(window) = rows.text(at[2])?.parse::<Window>() else { continue };
        let values: Result<Vec<_>, Refusal> =
            places.iter().map(|at| at.map_or(Ok(None), |at| rows.number(at))).collect();
        stored.entry((case, replicate)).or_default().push((window, values?));
        let case = &mut study.cases[case];
        case.worlds.entry(replicate).or_default();
        match window {
            Window::Before => case.before_ends = Some(last),
            Window::Whole if !horizons.iter().any(|(name, _)| *name == case.name) => {
                horizons.push((case.name.clone(), last));
            }
            _ => {}
        }
    }
    study.weeks = one_horizon(folder, &horizons)?;
    for ((case, replicate), windows) in stored {
        let mut values = Values::empty(study.weeks);
        windows.into_iter().for_each(|(window, row)| values.set(window, row));
        study.cases[case].worlds.entry(replicate).or_default().values = values;
    }
    Ok(())
}

fn groups(folder: &Path, study: &mut Comparison) -> Result<Sizes, Refusal> {
    let columns = [
        "scenario",
        "replicate",
        "year",
        "community",
        "group_kind",
        "group",
        "measure",
        "value",
        "denominator",
    ];
    let mut sizes = Sizes::new();
    let Some((mut rows, at)) = TableReader::open(folder, ResultTable::Groups, &columns)? else {
        return Ok(sizes);
    };
    let last = study.weeks / YEAR;
    while rows.next()? {
        if rows.whole::<Week>(at[2])? != last {
            continue;
        }
        let (case, replicate) = (case_of(study, &rows, at[0])?, rows.whole(at[1])?);
        let (group, figure) = group_figure(&rows, at[4], at[5], at[6])?;
        let (value, weight) = (rows.number(at[7])?, rows.number(at[8])?.unwrap_or(0.0));
        if (group, figure) == POPULATION {
            sizes.insert((case, replicate, rows.bytes(at[3]).to_vec()), weight);
        }
        let world = world_of(study, &rows, case, replicate)?;
        world.add_group(GroupKey { year: last.unsigned_abs(), group, figure }, value, weight);
    }
    Ok(sizes)
}

/// Group and figure of a row, from the columns of its kind, its name and its figure.
fn group_figure(rows: &TableReader, kind: usize, name: usize, figure: usize) -> Result<GroupFigure, Refusal> {
    let (kind, name, figure) = (rows.text(kind)?, rows.text(name)?, rows.text(figure)?);
    let Some(group) = Group::of_key(kind, name) else {
        return rows.fault(said!("`{kind}:{name}` is no group of residents"));
    };
    match YearlyFigure::named(figure) {
        Some(figure) => Ok((group, figure)),
        None => rows.fault(said!("`{figure}` is no figure of a group of residents")),
    }
}

fn series(folder: &Path, study: &mut Comparison, sizes: &Sizes) -> Result<(), Refusal> {
    let measures = study.weekly.clone();
    if measures.is_empty() {
        return Ok(());
    }
    let mut columns = vec!["scenario", "replicate", "week", "community"];
    columns.extend(measures.iter().map(|m| m.name));
    let Some((mut rows, at)) = TableReader::open(folder, ResultTable::Series, &columns)? else {
        let why =
            term("is missing: a report draws weeks; --tables series,windows,groups,events asks for them");
        return refuse(&folder.join(ResultTable::Series.file()), why);
    };
    let steps = study.weeks as usize + 1;
    let mut run: Option<(usize, u32)> = None;
    let mut sums = CourseSums::new(measures.len(), study.weeks);
    while rows.next()? {
        let key = (case_of(study, &rows, at[0])?, rows.whole(at[1])?);
        if run != Some(key) {
            if let Some((case, replicate)) = run.replace(key) {
                hand_over(study, &rows, &sums, case, replicate)?;
            }
            sums = CourseSums::new(measures.len(), study.weeks);
        }
        let week: usize = rows.whole(at[2])?;
        if week >= steps {
            return rows.fault(said!("week {week} is beyond the horizon of {}", study.weeks));
        }
        let weight = sizes.get(&(key.0, key.1, rows.bytes(at[3]).to_vec())).copied().unwrap_or(1.0);
        sums.begin(week);
        for (m, measure) in measures.iter().enumerate() {
            if let Some(value) = rows.number(at[4 + m])? {
                sums.add(m, measure, week, value, weight);
            }
        }
    }
    if let Some((case, replicate)) = run {
        hand_over(study, &rows, &sums, case, replicate)?;
    }
    complete(folder, study)
}

/// The course of a run whose rows have all been read.
fn hand_over(
    study: &mut Comparison,
    rows: &TableReader,
    sums: &CourseSums,
    case: usize,
    replicate: u32,
) -> Result<(), Refusal> {
    if let Some(week) = sums.missing() {
        return rows.fault(said!("before this row, week {week} of replicate {replicate} is missing"));
    }
    world_of(study, rows, case, replicate)?.weekly = sums.courses();
    Ok(())
}

/// Every run of windows.csv must be in series.csv.
fn complete(folder: &Path, study: &Comparison) -> Result<(), Refusal> {
    for case in &study.cases {
        let lacks = |world: &&RunResults| world.weekly.len() != study.weekly.len();
        if case.worlds.values().any(|world| lacks(&world)) {
            return refuse(
                &folder.join(ResultTable::Series.file()),
                said!("runs of `{}` are missing", case.name),
            );
        }
    }
    Ok(())
}

fn events(folder: &Path, study: &mut Comparison) -> Result<(), Refusal> {
    let columns = ["scenario", "replicate", "week", "actor", "kind", "words"];
    let Some((mut rows, at)) = TableReader::open(folder, ResultTable::Events, &columns)? else {
        return Ok(());
    };
    let mut run: Option<(usize, u32)> = None;
    let mut events: Vec<Told> = Vec::new();
    while rows.next()? {
        let key = (case_of(study, &rows, at[0])?, rows.whole(at[1])?);
        if run != Some(key)
            && let Some((case, replicate)) = run.replace(key)
        {
            study.cases[case].take_events(replicate, std::mem::take(&mut events));
        }
        let (actor, kind) = (rows.text(at[3])?, rows.text(at[4])?);
        let Some(actor) = Actor::ALL.into_iter().find(|one| one.name() == actor) else {
            return rows.fault(said!("`{actor}` is no actor"));
        };
        let Some(kind) = EventName::ALL.iter().copied().find(|one| one.name() == kind) else {
            return rows.fault(said!("`{kind}` is no kind of event"));
        };
        events.push(Told { week: rows.whole(at[2])?, actor, kind, words: rows.text(at[5])?.to_string() });
    }
    if let Some((case, replicate)) = run {
        study.cases[case].take_events(replicate, events);
    }
    Ok(())
}
