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
    let of_all = |differences: &[f64]| p_value(differences, MeanOf::All);
    let p = of_all(&[1.0, 2.0, 3.0, 2.0, 1.5]).unwrap();
    // With four degrees of freedom the t distribution has a closed form: t = 5.7287, p = 0.00459701.
    assert!((p - 0.00459701).abs() < 1e-6, "{p}");
    assert_eq!(of_all(&[1.0]), None);
    assert_eq!((of_all(&[0.0, 0.0]), of_all(&[2.0, 2.0])), (Some(1.0), Some(1.0)));
    assert_eq!(of_all(&[2.0; 11]), Some(1.0 / 1024.0), "eleven coins that fell alike");
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
/// hold fewer. One in seven experiments leaves the farthest out: what it says of the others holds as well.
#[test]
fn the_interval_covers_the_known_effect_also_of_skewed_differences() {
    let (mut hits, mut of_most, mut wider) = (0, 0, 0);
    for e in 0..2_000_u32 {
        let uniform = |i: u32| {
            let w = philox4x32([i, e, 3, 78], [5, 6]);
            uniform64(w[0], w[1])
        };
        let pairs: Vec<_> = (0..30).map(|i| (Some(1.0), Some(1.3 - libm::log(uniform(i))))).collect();
        let paired = compare_mean(&pairs, 1, u64::from(e), MeanOf::All).unwrap();
        let (low, high) = paired.interval.unwrap();
        hits += u32::from(low <= 1.3 && 1.3 <= high);
        wider += u32::from((low + high - 2.0 * paired.diff).abs() > 1e-9);
        // The mean of an exponential variable that is no larger than h: 1 − h/(exp h − 1).
        let differences: Vec<f64> = (0..30).map(|i| 0.3 - libm::log(uniform(i))).collect();
        let split = ApartSplit::of(&differences, MeanOf::Most);
        let most = if split.apart.is_some() { split.interval(e.into()) } else { paired.interval };
        let h = split.reach.unwrap().1 - 0.3;
        let (target, (low, high)) = (1.3 - h / libm::expm1(h), most.unwrap());
        of_most += u32::from(low <= target && target <= high);
    }
    let (share, of_most) = (f64::from(hits) / 2_000.0, f64::from(of_most) / 2_000.0);
    assert!((0.94..=0.98).contains(&share) && wider > 1_000, "{share}, {wider} by the rule of heavy tails");
    assert!((0.94..=0.98).contains(&of_most), "{of_most}");
}

#[test]
fn a_world_far_off_is_told_beside_the_mean_of_the_others() {
    // 29 differences around 2 and one of 40: their means are 2 and (29·2 + 40)/30.
    let off = |i: i32| if i == 29 { 40.0 } else { 2.0 + 0.1 * f64::from(i - 14) };
    let pairs: Vec<_> = (0..30).map(|i| (Some(1.0), Some(1.0 + off(i)))).collect();
    let most = compare(&pairs, 1, 1).unwrap();
    assert!((most.diff - 2.0).abs() < 1e-9 && (most.diff_all - 98.0 / 30.0).abs() < 1e-9, "{most:?}");
    assert_eq!((most.pairs, most.apart.unwrap().worlds, most.p_better), (30, 1, Some(1.0)));
    // Student's, of the 29 alone.
    let (low, high) = most.interval.unwrap();
    assert!((low - 1.676_118).abs() < 1e-5 && (high - 2.323_882).abs() < 1e-5, "{low} to {high}");
    let all = compare_mean(&pairs, 1, 1, MeanOf::All).unwrap();
    assert!(all.diff == most.diff_all && all.apart.is_none() && all.interval.unwrap().0 < 0.0, "{all:?}");
    // The test that ranks goes by the same worlds.
    let differences: Vec<f64> = (0..30).map(|i| (1.0 + off(i)) - 1.0).collect();
    assert!(p_value(&differences, MeanOf::Most).unwrap() < 1e-6);
    assert!(p_value(&differences, MeanOf::All).unwrap() > 0.01);
    assert_eq!(Estimate::of_most(&differences, 1), Some(Estimate::from(&most)));
    let scaled = Estimate::from(&most).divided_by(0.1);
    assert!((scaled.mean - 20.0).abs() < 1e-9 && (scaled.apart.unwrap().high - 400.0).abs() < 1e-9);
}
