//! The estimate that `diagnose` makes by sampled orders, held against exact shares.

use crate::batch::rounds::{Rounds, Unobserved};
use crate::inside::diagnose::small;
use crate::measure::values::worlds;
use crate::study::diagnose::attribution::deficiencies;
use crate::study::diagnose::by_lever::{ENOUGH, by_lever};
use crate::study::diagnose::causes::moves;
use crate::study::diagnose::coalitions::coalitions;
use std::sync::atomic::AtomicBool;

/// With one lever for each cause, shares by sampled orders come near the exact ones, and add up to the same
/// total.
#[test]
fn shares_by_sampled_orders_are_near_the_exact_ones() {
    let scenario = small("z-home", &["residents.population=300", "home.seats=6"]);
    let moves = moves().unwrap().map(|all| all.into_iter().take(1).collect::<Vec<_>>());
    let cancel = AtomicBool::new(false);
    let mut nobody = Unobserved;
    let mut lab = Rounds::new(None, 1, 2, &cancel, &mut nobody);
    let sampled = by_lever(&mut lab, &scenario, &moves).unwrap();
    let all = coalitions(&scenario, &moves, [1.0; 3]);
    let worlds = worlds(&mut lab, "coalitions", &all, sampled.worlds).unwrap();
    let exact = deficiencies(&worlds, 1);
    assert_eq!((sampled.deficiencies.len(), exact.len()), (4, 4));
    assert!(sampled.enough || sampled.worlds == 400);
    assert_eq!(sampled.enough, sampled.deficiencies.iter().all(|d| d.error < ENOUGH));
    for (found, known) in sampled.deficiencies.iter().zip(&exact) {
        let sum: f64 = found.shares.iter().map(|s| s.mean).sum();
        assert!(
            (sum - found.total.mean).abs() < 1e-9 && (sum - known.total).abs() < 1e-9,
            "{}",
            known.deficiency.name()
        );
        let largest = found.shares.iter().map(|s| s.mean.abs()).fold(0.0, f64::max);
        for cause in &known.causes {
            let share = found.shares.iter().find(|s| s.name.contains(&cause.name)).unwrap();
            let off = (share.mean - cause.mean).abs();
            assert!(
                off <= 4.0 * found.error * largest + 1e-9,
                "{} {}: {off}",
                known.deficiency.name(),
                cause.name
            );
        }
    }
}
