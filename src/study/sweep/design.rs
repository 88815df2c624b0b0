//! The points of a sweep: a grid of all values, a list taken side by side, a Latin hypercube, a Sobol'
//! sequence, or the rows of a table; each in every base.

use crate::random::{Purpose, WorldKey, uniform64};
use crate::scenario::Scenario;
use crate::settings::{Value, ValueKind};
use crate::study::sweep::BASE;
use crate::study::sweep::plan::{DesignKind, SweepPlan};
use crate::study::sweep::varied::Varied;

/// What is said of the column of bases.
pub(crate) const BASE_MEANING: &str =
    "The scenario in which the point sets something; a sum is its parts with `+`.";

/// A column of the design.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DesignColumn {
    /// Full path of the setting; [`BASE`] for the base.
    pub path: String,
    /// Which values it takes.
    pub kind: ValueKind,
    /// Its unit.
    pub unit: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// One point.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DesignPoint {
    /// Place of its base.
    pub base: usize,
    /// A value for each column; `None` leaves the setting as it is.
    pub cells: Vec<Option<Value>>,
}

/// What varies, and every point.
#[derive(Clone, Debug, Default)]
pub(crate) struct Design {
    /// What varies.
    pub columns: Vec<DesignColumn>,
    /// In their order: their numbers begin at 1.
    pub points: Vec<DesignPoint>,
    /// The scenarios that the points set something in.
    pub bases: Vec<Scenario>,
}

impl Design {
    /// Of a sound plan; its bases are not read yet.
    pub(crate) fn of(plan: &SweepPlan) -> Design {
        let (settings, rows) = match &plan.rows {
            Some(rows) => (rows.columns.clone(), rows.rows.clone()),
            None => {
                let columns = plan.varied.iter().map(|one| (one.path.clone(), one.field)).collect();
                let all = |row: Vec<Value>| (None, row.into_iter().map(Some).collect());
                (columns, rows(plan).into_iter().map(all).collect())
            }
        };
        let several = plan.bases.len() > 1;
        let base = several.then(|| DesignColumn {
            path: BASE.into(),
            kind: ValueKind::Text,
            unit: "",
            meaning: BASE_MEANING,
        });
        let settings = settings.into_iter().map(|(path, field)| DesignColumn {
            path,
            kind: field.kind,
            unit: field.unit,
            meaning: field.meaning,
        });
        let mut points = Vec::new();
        for (at, name) in plan.bases.iter().enumerate() {
            let own = rows.iter().filter(|(base, _)| base.as_ref().is_none_or(|base| base == name));
            points.extend(own.map(|(_, cells)| {
                DesignPoint {
                    base: at,
                    cells: several
                        .then(|| Some(Value::Text(name.clone())))
                        .into_iter()
                        .chain(cells.clone())
                        .collect(),
                }
            }));
        }
        Design { columns: base.into_iter().chain(settings).collect(), points, bases: vec![] }
    }

    /// What a point sets, as flags say it.
    pub(crate) fn sets(&self, point: &DesignPoint) -> Vec<String> {
        let set = self.columns.iter().zip(&point.cells).filter(|(column, _)| column.path != BASE);
        set.filter_map(|(column, cell)| Some(format!("{}={}", column.path, flag(cell.as_ref()?)))).collect()
    }
}

/// A value as a flag says it: a number in its shortest form, a text in quotes.
fn flag(value: &Value) -> String {
    match value {
        Value::Real(number) => format!("{number}"),
        other => crate::scenario::toml_text::value(other),
    }
}

/// The values of each point, in one base.
fn rows(plan: &SweepPlan) -> Vec<Vec<Value>> {
    match plan.kind {
        DesignKind::Grid => grid(&plan.varied),
        DesignKind::List => {
            let values: Vec<Vec<Value>> = plan.varied.iter().map(Varied::values).collect();
            let points = values.iter().map(Vec::len).min().unwrap_or(0);
            (0..points).map(|at| values.iter().map(|list| list[at].clone()).collect()).collect()
        }
        DesignKind::LatinHypercube => placed(plan, &latin_hypercube(plan)),
        DesignKind::Sobol => placed(plan, &sobol(plan)),
    }
}

/// All combinations; the last setting changes fastest.
fn grid(varied: &[Varied]) -> Vec<Vec<Value>> {
    varied.iter().fold(vec![vec![]], |rows, one| {
        let with = |row: &Vec<Value>| {
            let row = row.clone();
            one.values().into_iter().map(move |value| [&row[..], &[value]].concat())
        };
        rows.iter().flat_map(with).collect()
    })
}

fn placed(plan: &SweepPlan, places: &[Vec<f64>]) -> Vec<Vec<Value>> {
    let row =
        |row: &Vec<f64>| plan.varied.iter().zip(row).filter_map(|(one, place)| one.at(*place)).collect();
    places.iter().map(row).collect()
}

/// For each setting as many strata as points, each met once, at a place drawn within it.
pub(super) fn latin_hypercube(plan: &SweepPlan) -> Vec<Vec<f64>> {
    let (points, key) = (plan.points, WorldKey::new(plan.design_seed, 0));
    let draw =
        |point: usize, column: usize| key.draw(point as u32, column as u32, 0, Purpose::SweepDesign, 0);
    let mut rows = vec![vec![]; points];
    for column in 0..plan.varied.len() {
        let mut order: Vec<usize> = (0..points).collect();
        order.sort_by_key(|point| {
            let [a, b, ..] = draw(*point, column);
            (a, b, *point)
        });
        for (stratum, point) in order.into_iter().enumerate() {
            let [_, _, c, d] = draw(point, column);
            rows[point].push((stratum as f64 + uniform64(c, d)) / points as f64);
        }
    }
    rows
}

/// A Sobol' sequence, scrambled after Owen.
pub(super) fn sobol(plan: &SweepPlan) -> Vec<Vec<f64>> {
    let seed = (plan.design_seed ^ plan.design_seed >> 32) as u32;
    let row = |point: usize| {
        let place = |column: usize| f64::from(sobol_burley::sample(point as u32, column as u32, seed));
        (0..plan.varied.len()).map(place).collect()
    };
    (0..plan.points).map(row).collect()
}
