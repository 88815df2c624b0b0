//! What came out at the points of a sweep, from `design.csv` and `windows.csv`: only what charts show of it,
//! so that many points need little memory.

use crate::files::columns::ResultTable;
use crate::files::manifest::Manifest;
use crate::files::read::again::{described, design};
use crate::files::read::table::TableReader;
use crate::files::read::{Refusal, refuse};
use crate::language::{said, term};
use crate::measure::cost::FULL_COST;
use crate::measure::window::Window;
use crate::study::sweep::swept::{Swept, SweptPoint};
use crate::study::sweep::varied::plain;
use crate::units::Week;
use crate::world::record::{Combine, MEASURES, Measure, measure};
use std::collections::BTreeMap;
use std::path::Path;

/// Measures that are shown where not all are there.
const MOST: usize = 4;

/// Whether a folder is that of a sweep without weeks, of which no other report can be made.
pub(crate) fn without_weeks(manifest: &Manifest) -> bool {
    manifest.has(ResultTable::Design)
        && manifest.has(ResultTable::Windows)
        && !manifest.has(ResultTable::Series)
}

/// The points of a sweep; `None` in a folder that is of none.
pub(crate) fn swept(folder: &Path, manifest: &Manifest) -> Result<Option<Swept>, Refusal> {
    let Some((paths, rows)) = design(folder)? else { return Ok(None) };
    let Some((header, _)) = TableReader::open(folder, ResultTable::Windows, &[])? else {
        return Ok(None);
    };
    let measures = shown(&header.names());
    let point = |(name, cells): (String, Vec<String>)| SweptPoint {
        name,
        cells: cells.iter().map(|text| (!text.is_empty()).then(|| plain(text))).collect(),
        values: vec![BTreeMap::new(); measures.len()],
    };
    let mut swept = Swept {
        columns: paths.iter().map(|path| described(path)).collect(),
        points: rows.into_iter().map(point).collect(),
        measures,
        baseline: 0,
        seed: manifest.request.seed.parse().unwrap_or(0),
        weeks: 0,
    };
    last_years(folder, &mut swept)?;
    if swept.points.iter().all(|point| point.values.iter().all(BTreeMap::is_empty)) {
        return refuse(folder, term("holds no finished run"));
    }
    Ok(Some(swept))
}

/// Of all measures who comes and what it costs; of a few that were asked for, these.
fn shown(names: &[String]) -> Vec<&'static Measure> {
    let there: Vec<&'static Measure> = names.iter().filter_map(|name| measure(name)).collect();
    let usual = ["participation", FULL_COST].into_iter().filter_map(measure);
    if there.len() == MEASURES.len() { usual.collect() } else { there.into_iter().take(MOST).collect() }
}

/// The values of the last year.
fn last_years(folder: &Path, swept: &mut Swept) -> Result<(), Refusal> {
    let mut columns = vec!["scenario", "replicate", "window", "first_week", "last_week"];
    columns.extend(swept.measures.iter().map(|measure| measure.name));
    let opened = TableReader::open(folder, ResultTable::Windows, &columns)?;
    let Some((mut rows, at)) = opened else { return Ok(()) };
    let names = (0..).zip(&swept.points).map(|(index, point)| (point.name.clone(), index));
    let places: BTreeMap<String, usize> = names.collect();
    while rows.next()? {
        let Ok(window) = rows.text(at[2])?.parse::<Window>() else { continue };
        if !matches!(window, Window::LastYear | Window::Whole) {
            continue;
        }
        let (first, last): (Week, Week) = (rows.whole(at[3])?, rows.whole(at[4])?);
        if window == Window::Whole {
            swept.weeks = swept.weeks.max(last);
            continue;
        }
        let name = rows.text(at[0])?;
        let Some(point) = places.get(name).and_then(|place| swept.points.get_mut(*place)) else {
            return rows.fault(said!("design.csv knows no point `{name}`"));
        };
        let (world, weeks) = (rows.whole(at[1])?, f64::from((last - first + 1).max(1)));
        for (m, measure) in swept.measures.iter().enumerate() {
            if let Some(value) = rows.number(at[5 + m])? {
                let per = if measure.combine == Combine::Sum { weeks } else { 1.0 };
                point.values[m].insert(world, value / per);
            }
        }
    }
    Ok(())
}
