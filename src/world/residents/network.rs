//! Who knows whom: compressed rows. Neighbourhoods of a stairwell's size give the clustering, ties beyond them the short paths.
//!
//! Resident i draws its ties to earlier residents only, from its own key: a population of n is the beginning of n + 1.
//! Ties reach back at most a few hundred residents, which is a quarter of a town and keeps reading them in the cache.

use crate::random::{Purpose, WorldKey, uniform};
use crate::settings;
use serde::{Deserialize, Serialize};

settings! {
    /// The network of acquaintance, where no list of ties is given.
    pub struct Network = "residents.network" {
        /// Residents of a neighbourhood (stairwell, courtyard).
        neighbourhood: i64 = 12, in [1, 16], "people", Assumption "set with `near` and `far` to a mean degree of 4-8 and clustering 0.28 (kfamily villages)";
        /// Probability that two of a neighbourhood know each other.
        near: f64 = 0.55, in [0.0, 1.0], "probability", Measured "clustering 0.28 and mean degree 4.1 in the kfamily villages; degree 4-8 for a town";
        /// Mean number of ties that a resident makes beyond the neighbourhood (each counts for both).
        far: f64 = 0.9, in [0.0, 3.0], "ties", Assumption "mean degree 4-8";
        /// Residents back to which such a tie reaches.
        span: i64 = 600, in [1, 100_000], "people", Assumption "a quarter of the town";
        /// Share of residents at the edge of the network.
        peripheral: f64 = 0.2, in [0.0, 1.0], "share", Measured "22 % named by nobody in the kfamily villages";
        /// Factor on the ties of residents at the edge.
        peripheral_factor: f64 = 0.3, in [0.0, 1.0], "", Assumption "no source";
    }
}

/// Undirected ties as compressed rows: the ties of resident i are `to[start[i] .. start[i + 1]]`, ascending.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ties {
    start: Vec<u32>,
    to: Vec<u32>,
}

impl Ties {
    /// How many bytes they take in memory.
    pub fn bytes(&self) -> usize {
        size_of_val(&self.start[..]) + size_of_val(&self.to[..])
    }

    /// Draw the network of `population` residents.
    pub fn draw(network: &Network, population: u32, key: WorldKey, place: u32) -> Ties {
        let earlier = earlier_ties(network, population, key, place);
        Ties::from_earlier(population, |i| earlier[i / ROWS].row(i % ROWS))
    }

    /// From pairs (smaller, larger), sorted by the larger.
    pub fn given(population: u32, pairs: &[(u32, u32)]) -> Ties {
        let mut by_larger: Vec<(u32, u32)> = pairs.iter().map(|(a, b)| (*a.max(b), *a.min(b))).collect();
        by_larger.sort_unstable();
        by_larger.dedup();
        let smaller: Vec<u32> = by_larger.iter().map(|p| p.1).collect();
        let row_start = |i: usize| by_larger.partition_point(|p| (p.0 as usize) < i);
        Ties::from_earlier(population, |i| &smaller[row_start(i)..row_start(i + 1)])
    }

    /// Build both directions from the ties of each resident to earlier ones. Rows come out sorted because residents come in order.
    fn from_earlier<'a>(population: u32, earlier: impl Fn(usize) -> &'a [u32]) -> Ties {
        let n = population as usize;
        let mut start = vec![0_u32; n + 1];
        for i in 0..n {
            let row = earlier(i);
            start[i + 1] += row.len() as u32;
            row.iter().for_each(|j| start[*j as usize + 1] += 1);
        }
        for i in 0..n {
            start[i + 1] += start[i];
        }
        let mut next: Vec<u32> = start[..n].to_vec();
        let mut to = vec![0_u32; start[n] as usize];
        for i in 0..n {
            for j in earlier(i) {
                for (row, other) in [(i, *j), (*j as usize, i as u32)] {
                    to[next[row] as usize] = other;
                    next[row] += 1;
                }
            }
        }
        Ties { start, to }
    }

    /// The ties of resident `i`.
    #[inline(always)]
    pub fn of(&self, i: u32) -> &[u32] {
        &self.to[self.start[i as usize] as usize..self.start[i as usize + 1] as usize]
    }

    /// Number of undirected ties.
    pub fn len(&self) -> usize {
        self.to.len() / 2
    }

    /// Whether nobody knows anybody.
    pub fn is_empty(&self) -> bool {
        self.to.is_empty()
    }
}

/// Residents whose rows are drawn together.
const ROWS: usize = 4096;

/// The ties to earlier residents of `ROWS` residents.
#[derive(Default)]
struct Rows {
    start: Vec<u32>,
    to: Vec<u32>,
}

impl Rows {
    fn row(&self, i: usize) -> &[u32] {
        &self.to[self.start[i] as usize..self.start[i + 1] as usize]
    }
}

fn earlier_ties(network: &Network, population: u32, key: WorldKey, place: u32) -> Vec<Rows> {
    let chunks = (population as usize).div_ceil(ROWS);
    crate::parallel::map(chunks, |chunk| {
        let first = (chunk * ROWS) as u32;
        let last = population.min(first + ROWS as u32);
        let mut rows = Rows { start: vec![0], to: Vec::with_capacity(ROWS * 4) };
        let mut social = [0.0_f32; 16];
        for i in first..last {
            rows_of(network, i, key, place, &mut social, &mut rows.to);
            rows.start.push(rows.to.len() as u32);
        }
        rows
    })
}

/// Ties of resident `i` to earlier residents, ascending, appended to `to`. `social` carries the sociability of the neighbourhood so far.
fn rows_of(network: &Network, i: u32, key: WorldKey, place: u32, social: &mut [f32; 16], to: &mut Vec<u32>) {
    let size = network.neighbourhood as u32;
    let inside = i % size;
    let far = key.draw(i, place, 0, Purpose::FarTies, 0);
    let sociability = |word: u32| if uniform(word) < network.peripheral as f32 { network.peripheral_factor as f32 } else { 1.0 };
    let mine = sociability(far[0]);
    if i > 0 && inside > 0 && (i as usize).is_multiple_of(ROWS) {
        // A chunk that begins inside a neighbourhood reads again how sociable its first members are.
        for earlier in 0..inside {
            social[earlier as usize] = sociability(key.draw(i - inside + earlier, place, 0, Purpose::FarTies, 0)[0]);
        }
    }
    social[inside as usize] = mine;
    let from = to.len();
    far_ties(network, i, inside, mine, far, to);
    let mut words = [0; 4];
    for earlier in 0..inside {
        let half = earlier % 8;
        if half == 0 {
            words = key.draw(i, place, 0, Purpose::NearTies, earlier / 8);
        }
        let u = (words[(half / 2) as usize] >> (16 * (half % 2))) & 0xFFFF;
        if (u as f32) < 65_536.0 * network.near as f32 * mine * social[earlier as usize] {
            to.push(i - inside + earlier);
        }
    }
    to[from..].sort_unstable();
}

/// Ties beyond the neighbourhood: 0, 1, 2 or 3 with mean `far × sociability`, to residents before the neighbourhood.
fn far_ties(network: &Network, i: u32, inside: u32, mine: f32, words: [u32; 4], to: &mut Vec<u32>) {
    let before = i - inside;
    if before == 0 {
        return;
    }
    let span = before.min(network.span as u32);
    let mean = network.far as f32 * mine;
    let count = mean as u32 + u32::from(uniform(words[1]) < mean - (mean as u32) as f32);
    let from = to.len();
    for n in 0..count.min(3) {
        let word = if n < 2 { words[2 + n as usize] } else { words[2].rotate_left(16) ^ words[3] };
        let back = ((u64::from(word) * u64::from(span)) >> 32) as u32;
        let other = before - 1 - back;
        if !to[from..].contains(&other) {
            to.push(other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clustering(ties: &Ties, n: u32) -> f64 {
        let (mut closed, mut open) = (0.0, 0.0);
        for i in 0..n {
            let row = ties.of(i);
            for (k, a) in row.iter().enumerate() {
                for b in &row[k + 1..] {
                    open += 1.0;
                    closed += f64::from(u8::from(ties.of(*a).binary_search(b).is_ok()));
                }
            }
        }
        closed / open
    }

    #[test]
    fn the_network_has_the_published_shape() {
        let n = 20_000;
        let ties = Ties::draw(&Network::default(), n, WorldKey::new(1, 0), 0);
        let degree = 2.0 * ties.len() as f64 / f64::from(n);
        let edge = (0..n).filter(|i| ties.of(*i).len() <= 2).count() as f64 / f64::from(n);
        let c = clustering(&ties, n);
        assert!((4.0..=8.0).contains(&degree), "mean degree {degree}");
        assert!((0.22..=0.34).contains(&c), "clustering {c}");
        assert!((0.10..=0.30).contains(&edge), "peripheral {edge}");
    }

    #[test]
    fn a_smaller_population_is_the_beginning_of_a_larger_one() {
        let key = WorldKey::new(7, 3);
        let (small, large) = (Ties::draw(&Network::default(), 5_000, key, 2), Ties::draw(&Network::default(), 9_000, key, 2));
        for i in 0..5_000 {
            let early: Vec<u32> = large.of(i).iter().copied().filter(|j| *j < 5_000).collect();
            assert_eq!(small.of(i), early);
        }
    }

    #[test]
    fn given_ties_are_kept_and_merged() {
        let ties = Ties::given(4, &[(0, 1), (1, 0), (1, 3)]);
        assert_eq!((ties.of(0), ties.of(1), ties.of(2), ties.of(3)), (&[1_u32][..], &[0, 3][..], &[][..], &[1][..]));
        assert_eq!(ties.len(), 2);
    }
}
