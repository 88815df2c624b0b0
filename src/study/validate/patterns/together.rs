//! All suggestions together against one by one: S23.

use crate::study::validate::patterns::{Check, Claim, Figure, Pattern, last};

/// That pattern.
pub(super) fn all() -> Vec<Pattern> {
    let logarithms = |x: &[f64]| {
        let change = |at: usize| libm::log(x[at] / x[0]);
        change(4) - change(1) - change(2) - change(3)
    };
    vec![Pattern {
        id: "S23",
        contrast: "capacity, support, mechanism one by one → all together",
        expected: "together more than the sum for utilization; not more for awareness (its ceiling)",
        checks: vec![
            Check::percent("utilization, joint − sum", surplus("utilization", sum), Claim::Above(0.0)),
            Check::plain(
                "utilization, joint − sum of logarithms",
                surplus("utilization", logarithms),
                Claim::Told,
            ),
            Check::percent("awareness, joint − sum", surplus("awareness", sum), Claim::Below(0.0)),
        ],
    }]
}

fn sum(x: &[f64]) -> f64 {
    (x[4] - x[0]) - (x[1] - x[0]) - (x[2] - x[0]) - (x[3] - x[0])
}

fn surplus(measure: &str, by: fn(&[f64]) -> f64) -> Figure {
    let settings = ["z-home", "capacity", "support", "mechanism", "full-package"];
    Figure {
        of: settings.iter().map(|setting| (last(measure), setting.to_string())).collect(),
        by,
        pooled: false,
    }
}
