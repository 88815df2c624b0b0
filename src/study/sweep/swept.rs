//! What came out at the points of a sweep: a few measures of the last year, world by world.

use crate::measure::window::Window;
use crate::settings::{Value, ValueKind};
use crate::stats::Moments;
use crate::stats::paired::{Estimate, compare_mean};
use crate::study::compare::effects::mean_of;
use crate::study::sweep::design::DesignColumn;
use crate::units::Week;
use crate::world::record::{Measure, index_of};
use std::collections::BTreeMap;

/// One point.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SweptPoint {
    /// What the other files call it.
    pub name: String,
    /// A value for each column; `None` leaves the setting as it is.
    pub cells: Vec<Option<Value>>,
    /// For each measure its value in the last year by world; a sum is per week.
    pub values: Vec<BTreeMap<u32, f64>>,
}

/// All points.
#[derive(Clone, Default)]
pub(crate) struct Swept {
    /// What stands in the design.
    pub columns: Vec<DesignColumn>,
    /// The measures that are kept.
    pub measures: Vec<&'static Measure>,
    /// The points, in their order.
    pub points: Vec<SweptPoint>,
    /// Which of them the others are held against.
    pub baseline: usize,
    /// Seed of all worlds.
    pub seed: u64,
    /// Horizon.
    pub weeks: Week,
}

/// Two settings of which every combination is a point, once.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SweptGrid {
    /// Columns of the design: across, and down.
    pub columns: [usize; 2],
    /// The values across, and down.
    pub values: [Vec<Value>; 2],
    /// The point of each, row by row.
    pub points: Vec<Vec<usize>>,
}

/// A value as a number, where it is one.
pub(crate) fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(whole) => Some(*whole as f64),
        Value::Real(number) => Some(*number),
        Value::Flag(_) | Value::Text(_) => None,
    }
}

impl Swept {
    /// The columns that take more than one value, or leave the setting as it is in some points only.
    pub(crate) fn varied(&self) -> Vec<usize> {
        let cell = |point: usize, column: usize| self.points.get(point)?.cells.get(column);
        let differs = |column: &usize| (1..self.points.len()).any(|p| cell(p, *column) != cell(0, *column));
        (0..self.columns.len()).filter(differs).collect()
    }

    /// Whether the values of a column are numbers.
    pub(crate) fn numeric(&self, column: usize) -> bool {
        let kind = self.columns.get(column).map(|column| column.kind);
        matches!(kind, Some(ValueKind::Real | ValueKind::Integer))
    }

    /// What a point sets in a column.
    pub(crate) fn cell(&self, point: usize, column: usize) -> Option<&Value> {
        self.points.get(point)?.cells.get(column)?.as_ref()
    }

    /// The same as a number.
    pub(crate) fn number(&self, point: usize, column: usize) -> Option<f64> {
        number(self.cell(point, column)?)
    }

    /// The values of a column: numbers from the lowest on, others in the order of the points.
    pub(crate) fn values(&self, column: usize) -> Vec<Value> {
        let mut all: Vec<Value> = Vec::new();
        for value in (0..self.points.len()).filter_map(|point| self.cell(point, column)) {
            if !all.contains(value) {
                all.push(value.clone());
            }
        }
        if self.numeric(column) {
            let of = |value: &Value| number(value).unwrap_or(f64::NAN);
            all.sort_by(|a, b| of(a).total_cmp(&of(b)));
        }
        all
    }

    /// Two columns as a grid, if every combination of their values is a point, once. What is no number stands
    /// down.
    pub(crate) fn grid(&self, one: usize, other: usize) -> Option<SweptGrid> {
        let columns = if self.numeric(one) || !self.numeric(other) { [one, other] } else { [other, one] };
        let values = columns.map(|column| self.values(column));
        let [across, down] = &values;
        let mut points = vec![vec![None; across.len()]; down.len()];
        for point in 0..self.points.len() {
            let [x, y] = columns.map(|column| self.cell(point, column));
            let at = across.iter().position(|value| Some(value) == x)?;
            let row = down.iter().position(|value| Some(value) == y)?;
            if points[row][at].replace(point).is_some() {
                return None;
            }
        }
        let whole = |row: Vec<Option<usize>>| row.into_iter().collect::<Option<Vec<usize>>>();
        let points = points.into_iter().map(whole).collect::<Option<Vec<_>>>()?;
        Some(SweptGrid { columns, values, points })
    }

    fn worlds(&self, point: usize, measure: usize) -> Option<&BTreeMap<u32, f64>> {
        self.points.get(point)?.values.get(measure)
    }

    /// A measure over the worlds of a point.
    pub(crate) fn level(&self, point: usize, measure: usize) -> Moments {
        Moments::of(self.worlds(point, measure).into_iter().flatten().map(|(_, value)| *value))
    }

    /// The 95% interval of that mean, within what the measure can be.
    pub(crate) fn interval(&self, point: usize, measure: usize) -> Option<(f64, f64)> {
        let most = match self.measures.get(measure)?.unit {
            "share" | "index" => 1.0,
            _ => f64::INFINITY,
        };
        let least = if self.measures.get(measure)?.is_money() { f64::NEG_INFINITY } else { 0.0 };
        self.level(point, measure).interval_within((least, most))
    }

    /// The difference from the baseline in the worlds that both have; `None` for the baseline itself.
    pub(crate) fn change(&self, point: usize, measure: usize) -> Option<Estimate> {
        self.change_from(self.baseline, point, measure)
    }

    /// The same from any other point.
    pub(crate) fn change_from(&self, from: usize, point: usize, measure: usize) -> Option<Estimate> {
        let (base, mine) = (self.worlds(from, measure)?, self.worlds(point, measure)?);
        if point == from {
            return None;
        }
        let of = self.measures.get(measure)?;
        let pairs: Vec<_> =
            base.iter().map(|(world, value)| (Some(*value), mine.get(world).copied())).collect();
        // The key by which `compare` draws, so that both say the same.
        let place = Window::all(self.weeks).iter().position(|one| *one == Window::LastYear)?;
        let key = self.seed ^ ((index_of(of.name)? as u64) << 32) ^ ((place as u64) << 48);
        // Where all worlds but a few show the same difference there is no interval, and yet a sure sign.
        let differences: Vec<f64> =
            pairs.iter().filter_map(|(base, mine)| Some((*mine)? - (*base)?)).collect();
        let sign_of_most = Estimate::of(&differences, key).map_or(0, |all| all.sign_of_most);
        let paired = compare_mean(&pairs, of.better.sign(), key, mean_of(of))?;
        Some(Estimate { sign_of_most, ..Estimate::from(&paired) })
    }

    /// Finished worlds of the point that has most.
    pub(crate) fn replicates(&self) -> usize {
        let worlds = |point: &SweptPoint| point.values.iter().map(BTreeMap::len).max().unwrap_or(0);
        self.points.iter().map(worlds).max().unwrap_or(0)
    }

    /// Spearman's rank correlation of a setting with a measure over points, with its 95% interval (Fisher's z
    /// with the variance 1.06 / (n − 3)); `None` with fewer than five points or where one of both does not
    /// vary.
    pub(crate) fn rank_correlation(&self, column: usize, measure: usize) -> Option<(f64, (f64, f64))> {
        let pair = |point| Some((self.number(point, column)?, self.level(point, measure).mean()?));
        let (x, y): (Vec<f64>, Vec<f64>) = (0..self.points.len()).filter_map(pair).unzip();
        let n = x.len();
        if n < 5 {
            return None;
        }
        let rho = correlation(&ranks(&x), &ranks(&y))?;
        let z = libm::atanh(rho.clamp(-0.999_999, 0.999_999));
        let half = 1.959_964 * libm::sqrt(1.06 / (n as f64 - 3.0));
        Some((rho, (libm::tanh(z - half), libm::tanh(z + half))))
    }
}

/// The rank of each value; equals share the mean of theirs.
fn ranks(values: &[f64]) -> Vec<f64> {
    let below = |value: f64| values.iter().filter(|one| **one < value).count() as f64;
    let equal = |value: f64| values.iter().filter(|one| **one == value).count() as f64;
    values.iter().map(|value| below(*value) + 0.5 * (equal(*value) + 1.0)).collect()
}

fn correlation(x: &[f64], y: &[f64]) -> Option<f64> {
    let [mx, my] = [x, y].map(|all| Moments::of(all.iter().copied()));
    let (mean_x, mean_y) = (mx.mean()?, my.mean()?);
    let products = x.iter().zip(y).map(|(a, b)| (a - mean_x) * (b - mean_y)).sum::<f64>();
    let spread = libm::sqrt(mx.variance()? * my.variance()?) * (x.len() as f64 - 1.0);
    (spread > 0.0).then(|| products / spread)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::record::measure;

    fn column(path: &str, kind: ValueKind) -> DesignColumn {
        DesignColumn { path: path.into(), kind, unit: "", meaning: "" }
    }

    fn swept(columns: &[(&str, ValueKind)], points: &[(Vec<Value>, [f64; 3])]) -> Swept {
        let point = |(cells, values): &(Vec<Value>, [f64; 3])| SweptPoint {
            name: String::new(),
            cells: cells.iter().cloned().map(Some).collect(),
            values: vec![(1..).zip(values.iter().copied()).collect()],
        };
        Swept {
            columns: columns.iter().map(|(path, kind)| column(path, *kind)).collect(),
            measures: measure("visits").into_iter().collect(),
            points: points.iter().map(point).collect(),
            baseline: 0,
            seed: 1,
            weeks: 104,
        }
    }

    #[test]
    fn all_combinations_are_a_grid_and_what_is_no_number_stands_down() {
        let (text, whole) = (|t: &str| Value::Text(t.into()), Value::Integer);
        let columns = [("k", ValueKind::Text), ("n", ValueKind::Integer)];
        let mut points: Vec<(Vec<Value>, [f64; 3])> = vec![];
        for kind in ["b", "a"] {
            for n in [9, 2, 5] {
                points.push((vec![text(kind), whole(n)], [0.0; 3]));
            }
        }
        let all = swept(&columns, &points);
        assert_eq!(all.varied(), [0, 1]);
        let grid = all.grid(0, 1).unwrap();
        assert_eq!(grid.columns, [1, 0]);
        assert_eq!(grid.values, [vec![whole(2), whole(5), whole(9)], vec![text("b"), text("a")]]);
        assert_eq!(grid.points, [[1, 2, 0], [4, 5, 3]]);
        assert_eq!(swept(&columns, &points[1..]).grid(0, 1), None, "one is missing");
        let twice = [&points[..], &points[..1]].concat();
        assert_eq!(swept(&columns, &twice).grid(0, 1), None, "one is there twice");
    }

    #[test]
    fn differences_are_those_of_worlds_that_both_have() {
        let mut all = swept(
            &[("n", ValueKind::Integer)],
            &[(vec![Value::Integer(1)], [1.0, 2.0, 3.0]), (vec![Value::Integer(2)], [2.0, 4.0, 9.0])],
        );
        all.points[1].values[0].remove(&3);
        let change = all.change(1, 0).unwrap();
        assert_eq!((change.mean, change.worlds), (1.5, 2));
        assert_eq!((all.change(0, 0), all.level(1, 0).mean()), (None, Some(3.0)));
    }

    #[test]
    fn ranks_and_their_correlation_by_hand() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 7.0]), [2.5, 1.0, 2.5, 4.0]);
        let of = |values: [f64; 6]| {
            let point = |(n, value): (i64, &f64)| (vec![Value::Integer(n)], [*value; 3]);
            let points: Vec<_> = (1..).zip(&values).map(point).collect();
            swept(&[("n", ValueKind::Integer)], &points).rank_correlation(0, 0)
        };
        let (up, (low, _)) = of([1.0, 2.0, 4.0, 8.0, 16.0, 32.0]).unwrap();
        assert!((up - 1.0).abs() < 1e-9 && low > 0.9);
        // Squared differences of ranks 1, 1, 1, 1, 1, 1: 1 − 6·6/(6·35).
        let (rho, (low, high)) = of([2.0, 1.0, 4.0, 3.0, 6.0, 5.0]).unwrap();
        assert!((rho - (1.0 - 36.0 / 210.0)).abs() < 1e-9, "{rho}");
        assert!(low > 0.0 && high < 1.0 && low < rho && rho < high);
        assert_eq!(of([1.0; 6]), None, "it does not vary");
    }
}
