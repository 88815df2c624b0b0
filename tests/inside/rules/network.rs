//! Ties (7.56)–(7.59): with probabilities of 0 and 1 every tie is known, and between them shares are those
//! that are set.

use super::assert_near;
use crate::random::WorldKey;
use crate::world::agents::residents::migrants::Migrants;
use crate::world::agents::residents::network::{Network, Ties};
use crate::world::identity::Identities;

const PEOPLE: u32 = 24_000;

/// Nobody stands at the edge.
fn network(near: f64, far: f64) -> Network {
    Network { neighbourhood: 12, household: 1, near, far, span: 600, peripheral: 0.0, peripheral_factor: 0.3 }
}

fn draw(network: &Network) -> Ties {
    Ties::draw(network, Migrants::none(), PEOPLE, WorldKey::new(8, 1), &Identities::Numbered { place: 0 })
}

/// Ties of each resident to earlier ones.
fn earlier(ties: &Ties) -> Vec<Vec<u32>> {
    (0..PEOPLE).map(|i| ties.of(i).iter().filter(|j| *j < i).collect()).collect()
}

#[test]
fn all_of_a_neighbourhood_know_each_other_when_that_is_certain() {
    let ties = draw(&network(1.0, 0.0));
    assert_eq!(ties.len(), 2_000 * 66, "12 · 11 / 2 in each of 2,000 neighbourhoods");
    for (i, known) in earlier(&ties).into_iter().enumerate() {
        let first = i as u32 / 12 * 12;
        assert!(known.into_iter().eq(first..i as u32), "resident {i}");
    }
    assert_eq!(draw(&network(0.0, 0.0)).len(), 0);
}

#[test]
fn who_lives_together_knows_each_other_and_nobody_else_when_nothing_else_ties() {
    let ties = draw(&Network { household: 3, ..network(0.0, 0.0) });
    assert_eq!(ties.len(), PEOPLE as usize, "three pairs in each household of three");
    for (i, known) in earlier(&ties).into_iter().enumerate() {
        let first = i as u32 / 3 * 3;
        assert!(known.into_iter().eq(first..i as u32), "resident {i}");
    }
    // Others are tied as before.
    let [alone, together] = [1, 3].map(|household| draw(&Network { household, ..network(0.5, 0.9) }));
    for (alone, together) in earlier(&alone).iter().zip(earlier(&together)) {
        assert!(alone.iter().all(|tie| together.contains(tie)));
    }
}

#[test]
fn near_ties_are_as_likely_as_is_set() {
    let pairs = 2_000.0 * 66.0;
    for near in [0.1, 0.55, 0.9] {
        let share = draw(&network(near, 0.0)).len() as f64 / pairs;
        // Six standard errors; a tie in fifty is more.
        let margin = 6.0 * (near * (1.0 - near) / pairs).sqrt();
        assert!((share - near).abs() < margin, "{share} of pairs, not {near}");
    }
    // At the edge both sides count: 0.8 × 0.5 × 0.5.
    let edge = Network { peripheral: 1.0, peripheral_factor: 0.5, ..network(0.8, 0.0) };
    let share = draw(&edge).len() as f64 / pairs;
    assert!((share - 0.2).abs() < 6.0 * (0.16 / pairs).sqrt(), "{share}");
}

#[test]
fn far_ties_are_as_many_as_is_set_and_reach_back_over_the_span() {
    for (far, each) in [(1.0, 1), (0.0, 0)] {
        for (i, known) in earlier(&draw(&network(0.0, far))).into_iter().enumerate() {
            let before = i as u32 / 12 * 12;
            assert_eq!(known.len(), if before == 0 { 0 } else { each }, "resident {i}");
            assert!(known.iter().all(|j| *j < before && before - *j <= 600), "{known:?} of {i}");
        }
    }
    let mean = |far: f64| {
        let known = earlier(&draw(&network(0.0, far)));
        known[12_000..].iter().map(|row| row.len() as f64).sum::<f64>() / 12_000.0
    };
    // A second tie falls on the same person once in 600.
    for far in [0.4, 0.9, 1.6] {
        assert!((mean(far) - far).abs() < 0.03, "{} and not {far}", mean(far));
    }
    assert_near!(mean(0.0), 0.0);
}
