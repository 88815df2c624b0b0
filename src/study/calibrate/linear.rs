//! Small symmetric systems: covariances of a few parameters, regressions on a few dozen statistics.
//!
//! Written by hand rather than taken from a crate: three loops of Cholesky against a dependency that would be
//! the largest of the program, and sums in a fixed order on every machine.

/// A matrix by rows.
pub(crate) type Matrix = Vec<Vec<f64>>;

/// The lower Cholesky factor; `None` unless the matrix is positive definite.
pub(crate) fn cholesky(a: &Matrix) -> Option<Matrix> {
    let n = a.len();
    let mut l = vec![vec![0.0; n]; n];
    for i in 0..n {
        for j in 0..=i {
            let rest = a[i][j] - (0..j).map(|k| l[i][k] * l[j][k]).sum::<f64>();
            if i == j {
                if !(rest > 0.0 && rest.is_finite()) {
                    return None;
                }
                l[i][i] = libm::sqrt(rest);
            } else {
                l[i][j] = rest / l[j][j];
            }
        }
    }
    Some(l)
}

/// y with L y = b.
pub(crate) fn forward(l: &Matrix, b: &[f64]) -> Vec<f64> {
    let mut y = b.to_vec();
    for i in 0..y.len() {
        y[i] = (y[i] - (0..i).map(|k| l[i][k] * y[k]).sum::<f64>()) / l[i][i];
    }
    y
}

/// x with L Lᵀ x = b.
pub(crate) fn solve(l: &Matrix, b: &[f64]) -> Vec<f64> {
    let mut x = forward(l, b);
    let n = x.len();
    for i in (0..n).rev() {
        x[i] = (x[i] - (i + 1..n).map(|k| l[k][i] * x[k]).sum::<f64>()) / l[i][i];
    }
    x
}

/// Weighted means; the weights need not sum to one.
pub(crate) fn means<'a>(rows: impl Iterator<Item = (&'a [f64], f64)>, width: usize) -> Vec<f64> {
    let (mut sums, mut total) = (vec![0.0; width], 0.0);
    for (row, weight) in rows {
        total += weight;
        sums.iter_mut().zip(row).for_each(|(sum, x)| *sum += weight * x);
    }
    sums.iter().map(|sum| sum / total).collect()
}

/// Weighted covariance, Σ w (x−m)(x−m)ᵀ / Σ w.
pub(crate) fn covariance<'a>(rows: impl Iterator<Item = (&'a [f64], f64)> + Clone, width: usize) -> Matrix {
    let means = means(rows.clone(), width);
    let (mut sums, mut total) = (vec![vec![0.0; width]; width], 0.0);
    for (row, weight) in rows {
        total += weight;
        for i in 0..width {
            for j in 0..=i {
                sums[i][j] += weight * (row[i] - means[i]) * (row[j] - means[j]);
            }
        }
    }
    for i in 0..width {
        for j in 0..=i {
            sums[i][j] /= total;
            sums[j][i] = sums[i][j];
        }
    }
    sums
}

/// Weighted least squares of several outcomes on the same columns, with an intercept: for each outcome the
/// intercept at the column means, and the slopes. A ridge of `ridge` × the column's variance keeps columns
/// that say the same apart.
pub(crate) struct Regression {
    /// Means of the columns.
    pub centre: Vec<f64>,
    /// For each outcome, its value at the centre.
    pub level: Vec<f64>,
    /// For each outcome, one slope per column.
    pub slopes: Matrix,
}

impl Regression {
    /// Of rows (columns, outcomes, weight).
    pub(crate) fn of(rows: &[(&[f64], &[f64], f64)], ridge: f64) -> Option<Regression> {
        let (first, _) = rows.split_first()?;
        let (width, outcomes) = (first.0.len(), first.1.len());
        let centre = means(rows.iter().map(|(x, _, w)| (*x, *w)), width);
        let level = means(rows.iter().map(|(_, y, w)| (*y, *w)), outcomes);
        let mut normal = covariance(rows.iter().map(|(x, _, w)| (*x, *w)), width);
        for i in 0..width {
            // A column that never moves explains nothing: any positive number keeps the system solvable.
            normal[i][i] = if normal[i][i] > 0.0 { normal[i][i] * (1.0 + ridge) } else { 1.0 };
        }
        let factor = cholesky(&normal)?;
        let total: f64 = rows.iter().map(|(_, _, w)| w).sum();
        let slopes = (0..outcomes).map(|outcome| {
            let mut with = vec![0.0; width];
            for (x, y, w) in rows {
                let off = w * (y[outcome] - level[outcome]) / total;
                with.iter_mut()
                    .zip(x.iter().zip(&centre))
                    .for_each(|(sum, (x, mean))| *sum += off * (x - mean));
            }
            solve(&factor, &with)
        });
        let slopes = slopes.collect();
        Some(Regression { centre, level, slopes })
    }

    /// What it expects of each outcome at these columns.
    pub(crate) fn at(&self, columns: &[f64]) -> Vec<f64> {
        let off: Vec<f64> = columns.iter().zip(&self.centre).map(|(x, mean)| x - mean).collect();
        let along = |slopes: &Vec<f64>| slopes.iter().zip(&off).map(|(slope, x)| slope * x).sum::<f64>();
        self.level.iter().zip(&self.slopes).map(|(level, slopes)| level + along(slopes)).collect()
    }
}
