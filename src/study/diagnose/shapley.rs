//! Shares of a joint effect by Shapley (1953): each player's marginal contribution, averaged over all orders
//! in which the players may come. The shares add up to the joint effect exactly.

use crate::random::philox4x32;

/// Exact shares from the worth of every coalition; `worth[mask]`, bit i of the mask for player i. Empty
/// unless there are 2ⁿ worths.
pub(crate) fn exact(worth: &[f64]) -> Vec<f64> {
    let n = worth.len().trailing_zeros() as usize;
    if worth.len() != 1 << n {
        return Vec::new();
    }
    let share = |player: usize| {
        let without = (0..worth.len()).filter(|mask| mask & (1 << player) == 0);
        without
            .map(|mask| weight(mask.count_ones() as usize, n) * (worth[mask | (1 << player)] - worth[mask]))
            .sum()
    };
    (0..n).map(share).collect()
}

/// |S|! (n − |S| − 1)! / n!
fn weight(size: usize, n: usize) -> f64 {
    let factorial = |k: usize| (1..=k).map(|i| i as f64).product::<f64>();
    factorial(size) * factorial(n - size - 1) / factorial(n)
}

/// The interaction of two players, all others away: joint effect minus the sum of the single ones.
pub(crate) fn pair(worth: &[f64], a: usize, b: usize) -> f64 {
    worth[(1 << a) | (1 << b)] - worth[1 << a] - worth[1 << b] + worth[0]
}

/// The joint effect of all players minus the sum of the single ones.
pub(crate) fn surplus(worth: &[f64]) -> f64 {
    let n = worth.len().trailing_zeros();
    let single: f64 = (0..n).map(|i| worth[1 << i] - worth[0]).sum();
    worth[worth.len() - 1] - worth[0] - single
}

/// Contributions along one order, from the worths after 0, 1, … n players came.
pub(crate) fn along(order: &[usize], worth: &[f64]) -> Vec<f64> {
    let mut shares = vec![0.0; order.len()];
    for (place, player) in order.iter().enumerate() {
        shares[*player] = worth[place + 1] - worth[place];
    }
    shares
}

/// A random order of `n` players, keyed by seed and number (Fisher–Yates).
pub(crate) fn order(n: usize, seed: u64, number: u32) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    for last in (1..n).rev() {
        let word = philox4x32([last as u32, number, 0x6F72_6465, 0], [seed as u32, (seed >> 32) as u32])[0];
        order.swap(last, ((u64::from(word) * (last as u64 + 1)) >> 32) as usize);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_a_known_game() {
        // Three players; the third is worth nothing, the first two only together.
        let worth = [0.0, 0.0, 0.0, 6.0, 0.0, 0.0, 0.0, 6.0];
        assert_eq!(exact(&worth), [3.0, 3.0, 0.0]);
        assert_eq!((pair(&worth, 0, 1), pair(&worth, 0, 2), surplus(&worth)), (6.0, 0.0, 6.0));
        assert!(exact(&[1.0, 2.0, 3.0]).is_empty());
    }

    #[test]
    fn shares_add_up_to_the_joint_effect() {
        for game in 0..200_u32 {
            let worth: Vec<f64> =
                (0..8).map(|i| f64::from(philox4x32([i, game, 0, 0], [1, 2])[0]) * 1e-6).collect();
            let sum: f64 = exact(&worth).iter().sum();
            assert!((sum - (worth[7] - worth[0])).abs() < 1e-9);
        }
    }

    #[test]
    fn orders_are_permutations_and_average_to_the_exact_shares() {
        let worth: [f64; 8] = [1.0, 2.0, 5.0, 9.0, 1.5, 4.0, 5.0, 20.0];
        let mut mean = [0.0; 3];
        for number in 0..6_000 {
            let order = order(3, 5, number);
            let mut came = vec![worth[0]];
            let mut mask = 0;
            for player in &order {
                mask |= 1 << player;
                came.push(worth[mask]);
            }
            along(&order, &came).iter().zip(&mut mean).for_each(|(share, sum)| *sum += share / 6_000.0);
        }
        for (found, expected) in mean.iter().zip(exact(&worth)) {
            assert!((found - expected).abs() < 0.15, "{mean:?}");
        }
    }
}
