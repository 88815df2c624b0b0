use super::*;
use crate::random::{normal_quantile, philox4x32, uniform64};

#[test]
fn a_small_case_by_hand() {
    let pairs = [
        (Some(1.0), Some(2.0)),
        (Some(2.0), Some(4.0)),
        (Some(3.0), Some(3.0)),
        (None, Some(9.0)),
        (Some(4.0), None),
    ];
    let p = compare(&pairs, 1, 1).unwrap();
    assert_eq!((p.pairs, p.diff, p.p_better), (3, 1.0, Some(2.5 / 3.0)));
    assert!((p.correlation.unwrap() - 0.5).abs() < 1e-12);
    assert!((p.variance_reduction.unwrap() - 2.0).abs() < 1e-12);
    let (lo, hi) = p.interval.unwrap();
    assert!((lo + 1.484_137_7).abs() < 1e-6 && (hi - 3.484_137_7).abs() < 1e-6, "{lo} {hi}");
    assert_eq!(compare(&pairs, -1, 1).unwrap().p_better, Some(0.5 / 3.0));
    assert_eq!(compare(&pairs, 0, 1).unwrap().p_better, None);
    assert_eq!(compare(&[(None, Some(1.0))], 1, 1), None);
}

#[test]
fn the_number_of_pairs_settles_the_sign_and_no_fewer_do() {
    for (diff, sd) in [(1.0, 1.0), (0.2, 1.0), (-0.05, 1.0), (3.0, 0.1)] {
        let n = pairs_to_settle(diff, sd).unwrap();
        let settled =
            |n: u64| (student::t_975(n - 1).unwrap() + POWER) * sd / (n as f64).sqrt() < f64::abs(diff);
        assert!(settled(n) && (n == 2 || !settled(n - 1)), "{diff} {sd}: {n}");
    }
    assert_eq!(pairs_to_settle(0.0, 1.0), None);
}

#[test]
fn p_values_are_those_of_the_t_test_and_holm_orders_them() {
    let p = p_value(&[1.0, 2.0, 3.0, 2.0, 1.5]).unwrap();
    // With four degrees of freedom the t distribution has a closed form: t = 5.7287, p = 0.00459701.
    assert!((p - 0.00459701).abs() < 1e-6, "{p}");
    assert_eq!(p_value(&[1.0]), None);
    assert_eq!((p_value(&[0.0, 0.0]), p_value(&[2.0, 2.0])), (Some(1.0), Some(1.0)));
    assert_eq!(p_value(&[2.0; 11]), Some(1.0 / 1024.0), "eleven coins that fell alike");
    let adjusted = holm(&[0.04, 0.01, 0.03, 0.5]);
    for (found, expected) in adjusted.iter().zip([0.09, 0.04, 0.09, 0.5]) {
        assert!((found - expected).abs() < 1e-12, "{adjusted:?}");
    }
}

/// 4,000 experiments of 20 pairs with a known effect: the interval holds it as often as it says.
#[test]
fn the_interval_covers_the_known_effect() {
    let normal = |e: u32, i: u32, what: u32| {
        let w = philox4x32([i, e, what, 77], [5, 6]);
        normal_quantile(uniform64(w[0], w[1]))
    };
    let mut hits = 0;
    for e in 0..4_000 {
        let pairs: Vec<_> = (0..20)
            .map(|i| {
                let world = normal(e, i, 0);
                (Some(world + 0.5 * normal(e, i, 1)), Some(world + 0.3 + 0.5 * normal(e, i, 2)))
            })
            .collect();
        let (lo, hi) = compare(&pairs, 1, 1).unwrap().interval.unwrap();
        hits += u32::from(lo <= 0.3 && 0.3 <= hi);
    }
    let share = f64::from(hits) / 4_000.0;
    assert!((0.935..=0.965).contains(&share), "{share}");
}

/// The same for differences with a long tail, where most intervals come from the bootstrap; t alone would
/// hold fewer.
#[test]
fn the_interval_covers_the_known_effect_also_of_skewed_differences() {
    let (mut hits, mut wider) = (0, 0);
    for e in 0..2_000_u32 {
        let uniform = |i: u32| {
            let w = philox4x32([i, e, 3, 78], [5, 6]);
            uniform64(w[0], w[1])
        };
        let pairs: Vec<_> = (0..30).map(|i| (Some(1.0), Some(1.3 - libm::log(uniform(i))))).collect();
        let paired = compare(&pairs, 1, u64::from(e)).unwrap();
        let (low, high) = paired.interval.unwrap();
        hits += u32::from(low <= 1.3 && 1.3 <= high);
        wider += u32::from((low + high - 2.0 * paired.diff).abs() > 1e-9);
    }
    let share = f64::from(hits) / 2_000.0;
    assert!((0.94..=0.98).contains(&share) && wider > 1_000, "{share}, {wider} by the rule of heavy tails");
}
