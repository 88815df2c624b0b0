//! Distributions of any shape as functions of a standard normal variable: so they can be correlated.

/// A distribution as a function of a standard normal variable, tabulated on −4 … 4 in steps of 1/64.
pub(super) struct ByNormal {
    values: Vec<f32>,
}

const STEPS_PER_UNIT: f64 = 64.0;
const REACH: f64 = 4.0;

impl ByNormal {
    /// From a density on [lo, hi] (need not be normalised).
    pub(super) fn of(density: impl Fn(f64) -> f64, lo: f64, hi: f64) -> ByNormal {
        const CELLS: usize = 1500;
        let step = (hi - lo) / CELLS as f64;
        let mut below = Vec::with_capacity(CELLS + 1);
        let (mut sum, mut last) = (0.0, density(lo));
        below.push(0.0);
        for i in 1..=CELLS {
            let now = density(lo + step * i as f64);
            sum += 0.5 * (last + now);
            last = now;
            below.push(sum);
        }
        let points = (2.0 * REACH * STEPS_PER_UNIT) as usize;
        let mut cell = 0;
        let values = (0..=points)
            .map(|i| {
                let z = i as f64 / STEPS_PER_UNIT - REACH;
                let target = 0.5 * libm::erfc(-z / std::f64::consts::SQRT_2) * sum;
                while cell + 1 < CELLS && below[cell + 1] < target {
                    cell += 1;
                }
                let width = below[cell + 1] - below[cell];
                let inside = if width > 0.0 { ((target - below[cell]) / width).clamp(0.0, 1.0) } else { 0.0 };
                (lo + step * (cell as f64 + inside)) as f32
            })
            .collect();
        ByNormal { values }
    }

    /// The value at z, linear between the points, constant beyond ±4.
    #[inline]
    pub(super) fn at(&self, z: f32) -> f32 {
        let place = ((z + REACH as f32) * STEPS_PER_UNIT as f32).clamp(0.0, 511.999);
        let cell = place as usize;
        let inside = place - cell as f32;
        self.values[cell] + inside * (self.values[cell + 1] - self.values[cell])
    }

    /// Correlation of the value with the normal variable itself.
    pub(super) fn correlation(&self) -> f64 {
        let (mut w, mut v, mut vv, mut zv) = (0.0, 0.0, 0.0, 0.0);
        for (i, x) in self.values.iter().enumerate() {
            let z = i as f64 / STEPS_PER_UNIT - REACH;
            let weight = libm::exp(-0.5 * z * z);
            let x = f64::from(*x);
            (w, v, vv, zv) = (w + weight, v + weight * x, vv + weight * x * x, zv + weight * z * x);
        }
        zv / w / libm::sqrt((vv / w - (v / w) * (v / w)).max(1e-12))
    }
}
