//! Who knows whom: compressed rows. Neighbourhoods of a stairwell's size give the clustering, ties beyond
//! them the short paths.
//!
//! Resident i draws its ties to earlier residents only, from its own key: a population of n is the beginning
//! of n + 1. Ties reach back at most a few hundred residents, which is a quarter of a town and keeps reading
//! them in the cache.

use crate::random::{Purpose, WorldKey, uniform};
use crate::settings;
use crate::world::agents::residents::block::LANES;
use crate::world::agents::residents::draws;
use crate::world::agents::residents::draws::Words;
use serde::{Deserialize, Serialize};

settings! {
    /// The network of acquaintance, where no list of ties is given.
    pub struct Network = "residents.network" {
        /// Residents of a neighbourhood (stairwell, courtyard).
        neighbourhood: i64 = 12, in [1, 16], "people",
            Assumption "set with `near` and `far` to a mean degree of 4-8 and clustering 0.28 (kfamily \
            villages)";
        /// Probability that two of a neighbourhood know each other.
        near: f64 = 0.55, in [0.0, 1.0], "probability",
            Measured "clustering 0.28 and mean degree 4.1 in the kfamily villages; degree 4-8 for a town";
        /// Mean number of ties that a resident makes beyond the neighbourhood (each counts for both).
        far: f64 = 0.9, in [0.0, 3.0], "ties", Assumption "mean degree 4-8";
        /// Residents back to which such a tie reaches.
        span: i64 = 600, in [1, 100_000], "people", Assumption "a quarter of the town";
        /// Share of residents at the edge of the network.
        peripheral: f64 = 0.2, in [0.0, 1.0], "share",
            Measured "22 % named by nobody in the kfamily villages";
        /// Factor on the ties of residents at the edge.
        peripheral_factor: f64 = 0.3, in [0.0, 1.0], "", Assumption "no source";
    }
}

/// Undirected ties as compressed rows: the ties of resident i are `others[start[i] .. start[i + 1]]`,
/// ascending.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ties {
    start: Vec<u32>,
    others: Others,
    /// Over how many residents a tie reaches at most.
    reach: u32,
}

/// Whom the rows name: by how far away they live, where that fits two bytes (as in a drawn network), or by
/// their numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Others {
    Near(Vec<i16>),
    Any(Vec<u32>),
}

/// The ties of one resident, ascending.
#[derive(Clone, Copy, Debug)]
pub struct ResidentTies<'a> {
    who: u32,
    near: &'a [i16],
    any: &'a [u32],
}

impl<'a> ResidentTies<'a> {
    /// How many.
    #[inline(always)]
    pub fn len(self) -> usize {
        self.near.len() + self.any.len()
    }

    /// Whether there is none.
    #[inline(always)]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The residents tied to this one.
    #[inline(always)]
    pub fn iter(self) -> impl Iterator<Item = u32> + 'a {
        let who = self.who;
        // One of the two is empty.
        self.near
            .iter()
            .map(move |away| who.wrapping_add_signed(i32::from(*away)))
            .chain(self.any.iter().copied())
    }
}

impl Ties {
    /// How many bytes they take in memory.
    pub fn bytes(&self) -> usize {
        let others = match &self.others {
            Others::Near(away) => size_of_val(&away[..]),
            Others::Any(numbers) => size_of_val(&numbers[..]),
        };
        size_of_val(&self.start[..]) + others
    }

    /// Draw the network of `population` residents.
    pub fn draw(network: &Network, population: u32, key: WorldKey, place: u32) -> Ties {
        let reach = network.span as u32 + network.neighbourhood as u32;
        let earlier = Earlier { rows: earlier_ties(network, population, key, place), population, reach };
        let start = earlier.starts();
        let near = reach <= i16::MAX as u32;
        let others = if near {
            Others::Near(earlier.both_ways(&start, |who, other| other.wrapping_sub(who) as i16))
        } else {
            Others::Any(earlier.both_ways(&start, |_, other| other))
        };
        Ties { start, others, reach }
    }

    /// From pairs of residents, in any order.
    pub fn given(population: u32, pairs: &[(u32, u32)]) -> Ties {
        let mut both: Vec<(u32, u32)> = pairs.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]).collect();
        both.sort_unstable();
        both.dedup();
        let start = (0..=population).map(|i| both.partition_point(|pair| pair.0 < i) as u32).collect();
        Ties { start, others: Others::Any(both.into_iter().map(|pair| pair.1).collect()), reach: population }
    }

    /// The ties of resident `i`.
    #[inline(always)]
    pub fn of(&self, i: u32) -> ResidentTies<'_> {
        let row = self.start[i as usize] as usize..self.start[i as usize + 1] as usize;
        match &self.others {
            Others::Near(away) => ResidentTies { who: i, near: &away[row], any: &[] },
            Others::Any(numbers) => ResidentTies { who: i, near: &[], any: &numbers[row] },
        }
    }

    /// Over how many residents a tie reaches at most.
    pub fn reach(&self) -> u32 {
        self.reach
    }

    /// Number of undirected ties.
    pub fn len(&self) -> usize {
        self.start.last().map_or(0, |end| *end as usize / 2)
    }

    /// Whether nobody knows anybody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Residents whose rows are drawn together.
const ROWS: usize = 4096;

/// The ties to earlier residents of `ROWS` residents.
#[derive(Default)]
struct TieRows {
    start: Vec<u32>,
    to: Vec<u32>,
}

/// The ties of all residents to earlier ones, none of whom lives more than `reach` residents before.
struct Earlier {
    rows: Vec<TieRows>,
    population: u32,
    reach: u32,
}

impl Earlier {
    fn row(&self, i: u32) -> &[u32] {
        let (rows, i) = (&self.rows[i as usize / ROWS], i as usize % ROWS);
        &rows.to[rows.start[i] as usize..rows.start[i + 1] as usize]
    }

    /// Call `f` with each tie (resident, other) of the residents of a piece: in the order of others for each
    /// of them.
    fn each_of(&self, piece: usize, mut f: impl FnMut(u32, u32)) {
        let first = (piece * ROWS) as u32;
        let last = self.population.min(first + ROWS as u32);
        for i in first..last {
            for j in self.row(i) {
                f(i, *j);
                if *j >= first {
                    f(*j, i);
                }
            }
        }
        for i in last..self.population.min(last.saturating_add(self.reach)) {
            self.row(i).iter().filter(|j| (first..last).contains(*j)).for_each(|j| f(*j, i));
        }
    }

    /// Where the row of each resident starts when ties are listed at both ends, and where the last ends.
    fn starts(&self) -> Vec<u32> {
        let counts = crate::parallel::map(self.rows.len(), |piece| {
            let mut counts = vec![0_u32; ROWS];
            self.each_of(piece, |who, _| counts[who as usize % ROWS] += 1);
            counts
        });
        let mut start = Vec::with_capacity(self.population as usize + 1);
        let mut end = 0;
        start.push(end);
        start.extend(counts.iter().flatten().take(self.population as usize).map(|count| {
            end += count;
            end
        }));
        start
    }

    /// Ties listed at both ends, as `told(resident, other)` writes the other down.
    fn both_ways<T: Copy + Default + Send>(
        &self,
        start: &[u32],
        told: impl Fn(u32, u32) -> T + Sync + Send,
    ) -> Vec<T> {
        let mut others = vec![T::default(); start[self.population as usize] as usize];
        let mut pieces = Vec::with_capacity(self.rows.len());
        let mut rest = others.as_mut_slice();
        for piece in start[..self.population as usize].chunks(ROWS).zip(start[1..].chunks(ROWS)) {
            let from = piece.0[0];
            let length = piece.1.last().map_or(0, |end| end - from);
            let (own, later) = rest.split_at_mut(length as usize);
            rest = later;
            pieces.push((own, piece.0, from));
        }
        crate::parallel::each(&mut pieces, |piece, (own, starts, from)| {
            let mut next: Vec<u32> = starts.iter().map(|start| start - *from).collect();
            self.each_of(piece, |who, other| {
                let at = &mut next[who as usize % ROWS];
                own[*at as usize] = told(who, other);
                *at += 1;
            });
        });
        others
    }
}

fn earlier_ties(network: &Network, population: u32, key: WorldKey, place: u32) -> Vec<TieRows> {
    let pieces = (population as usize).div_ceil(ROWS);
    crate::parallel::map(pieces, |piece| {
        let first = (piece * ROWS) as u32;
        let last = population.min(first + ROWS as u32);
        let mut rows = TieRows { start: Vec::with_capacity(ROWS + 1), to: Vec::with_capacity(ROWS * 4) };
        rows.start.push(0);
        let mut social = [0.0_f32; 16];
        let (mut far, mut near): (Words, Words) = ([[0; LANES]; 4], [[0; LANES]; 4]);
        for i in first..last {
            let lane = i as usize % LANES;
            if lane == 0 {
                draws::draw(key, i, place, Purpose::FarTies, &mut far);
                draws::draw(key, i, place, Purpose::NearTies, &mut near);
            }
            let drawn = [&far, &near].map(|words| words.each_ref().map(|row| row[lane]));
            rows_of(network, i, key, place, drawn, &mut social, &mut rows.to);
            rows.start.push(rows.to.len() as u32);
        }
        rows
    })
}

/// Ties of resident `i` to earlier residents, ascending, appended to `to`. `far` and `near` are the
/// resident's own words,
/// `social` carries the sociability of the neighbourhood so far.
fn rows_of(
    network: &Network,
    i: u32,
    key: WorldKey,
    place: u32,
    [far, near]: [[u32; 4]; 2],
    social: &mut [f32; 16],
    to: &mut Vec<u32>,
) {
    let size = network.neighbourhood as u32;
    let inside = i % size;
    let sociability = |word: u32| {
        if uniform(word) < network.peripheral as f32 { network.peripheral_factor as f32 } else { 1.0 }
    };
    let mine = sociability(far[0]);
    if i > 0 && inside > 0 && (i as usize).is_multiple_of(ROWS) {
        // A piece that begins inside a neighbourhood reads again how sociable its first members are.
        for earlier in 0..inside {
            social[earlier as usize] =
                sociability(key.draw(i - inside + earlier, place, 0, Purpose::FarTies, 0)[0]);
        }
    }
    social[inside as usize] = mine;
    let from = to.len();
    far_ties(network, i, inside, mine, far, to);
    // Those beyond the neighbourhood come before all of the neighbourhood.
    to[from..].sort_unstable();
    // Written down whether tied or not and kept if tied: a coin is what a processor guesses worst.
    let (mut tied, mut count) = ([0; 16], 0);
    let odds = 65_536.0 * network.near as f32 * mine;
    let mut words = near;
    for earlier in 0..inside {
        let half = earlier % 8;
        if half == 0 && earlier > 0 {
            words = key.draw(i, place, 0, Purpose::NearTies, earlier / 8);
        }
        let u = (words[(half / 2) as usize] >> (16 * (half % 2))) & 0xFFFF;
        tied[count & 15] = i - inside + earlier;
        count += usize::from((u as f32) < odds * social[earlier as usize & 15]);
    }
    to.extend_from_slice(&tied[..count]);
}

/// Ties beyond the neighbourhood: 0, 1, 2 or 3 with mean `far × sociability`, to residents before the
/// neighbourhood.
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
            let row: Vec<u32> = ties.of(i).iter().collect();
            for (k, a) in row.iter().enumerate() {
                for b in &row[k + 1..] {
                    open += 1.0;
                    closed += f64::from(u8::from(ties.of(*a).iter().any(|other| other == *b)));
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
        let (small, large) =
            (Ties::draw(&Network::default(), 5_000, key, 2), Ties::draw(&Network::default(), 9_000, key, 2));
        for i in 0..5_000 {
            assert!(small.of(i).iter().eq(large.of(i).iter().filter(|j| *j < 5_000)));
        }
    }

    #[test]
    fn given_ties_are_kept_and_merged() {
        let ties = Ties::given(4, &[(0, 1), (1, 0), (1, 3)]);
        let rows: Vec<Vec<u32>> = (0..4).map(|i| ties.of(i).iter().collect()).collect();
        assert_eq!(rows, [vec![1], vec![0, 3], vec![], vec![1]]);
        assert_eq!(ties.len(), 2);
    }

    #[test]
    fn ties_are_mutual_and_ascending_however_they_are_written_down() {
        let key = WorldKey::new(7, 3);
        let near = Network { span: 5_000, ..Network::default() };
        // Beyond what two bytes hold, rows hold numbers; until the town is larger than the span both draw
        // alike.
        let far = Network { span: 100_000, ..Network::default() };
        for network in [near, far] {
            let ties = Ties::draw(&network, 9_500, key, 2);
            let mut both = 0;
            for i in 0..9_500 {
                let row: Vec<u32> = ties.of(i).iter().collect();
                assert!(row.is_sorted() && row.len() == ties.of(i).len());
                assert!(row.iter().all(|j| ties.of(*j).iter().any(|other| other == i)), "the ties of {i}");
                both += row.len();
            }
            assert_eq!(both, 2 * ties.len());
        }
        let alike = |span| Ties::draw(&Network { span, ..Network::default() }, 9_500, key, 2);
        let (two_bytes, numbers) = (alike(32_000), alike(33_000));
        assert_eq!(
            (two_bytes.bytes() - numbers.start.len() * 4) * 2,
            numbers.bytes() - numbers.start.len() * 4
        );
        assert!((0..9_500).all(|i| two_bytes.of(i).iter().eq(numbers.of(i).iter())));
    }
}
