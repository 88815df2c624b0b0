//! Who knows whom: compressed rows. Neighbourhoods of a stairwell's size give the clustering, ties beyond
//! them the short paths.
//!
//! Resident i draws its ties to earlier residents only, from its own key: a population of n is the beginning
//! of n + 1. Ties reach back at most a few hundred residents, which is a quarter of a town and keeps reading
//! them in the cache.

mod drawn;

use crate::random::WorldKey;
use crate::settings;
use crate::world::agents::residents::migrants::Migrants;
use crate::world::agents::residents::network::drawn::{Earlier, TieDraw};
use crate::world::identity::Identities;
use serde::{Deserialize, Serialize};

settings! {
    /// The network of acquaintance, where no list of ties is given.
    pub struct Network = "residents.network" {
        /// Residents of a neighbourhood (stairwell, courtyard).
        neighbourhood: i64 = 12, in [1, 16], "people",
            Assumption "set with `near` and `far` to a mean degree of 4-8 and clustering 0.28 (kfamily \
            villages)";
        /// Residents of a household, neighbours who know each other for certain: news and company pass among
        /// them as among all who know each other.
        household: i64 = 1, in [1, 8], "people",
            Assumption "not told apart unless a scenario says so; 2.6 live together (census 2020)";
        /// Probability that two of a neighbourhood know each other.
        near: f64 = 0.55, in [0.0, 1.0], "probability",
            Measured "clustering 0.28 and mean degree 4.1 in the kfamily villages; degree 4-8 for a town";
        /// Mean number of ties that a resident makes beyond the neighbourhood (each counts for both).
        far: f64 = 0.9, in [0.0, 3.0], "ties", Assumption "mean degree 4-8";
        /// Residents back to which such a tie reaches.
        span: i64 = 600, in [1, 100_000], "people", Assumption "a quarter of the town";
        /// Share of residents at the edge of the network.
        peripheral: f64 = 0.2, in [0.0, 1.0], "share",
            Measured "22% named by nobody in the kfamily villages";
        /// Factor on the ties of residents at the edge.
        peripheral_factor: f64 = 0.3, in [0.0, 1.0], "", Assumption "no source";
    }
}

/// Undirected ties as compressed rows: the ties of resident i are `others[start[i] .. start[i + 1]]`,
/// ascending.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ties {
    start: Vec<u32>,
    others: TieEnds,
    /// Over how many residents a tie reaches at most.
    reach: u32,
}

/// Whom the rows name: by how far away they live, where that fits two bytes (as in a drawn network), or by
/// their numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum TieEnds {
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
    pub(crate) fn len(self) -> usize {
        self.near.len() + self.any.len()
    }

    /// Whether there is none.
    #[inline(always)]
    pub(crate) fn is_empty(self) -> bool {
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
    pub(crate) fn bytes(&self) -> usize {
        let others = match &self.others {
            TieEnds::Near(away) => size_of_val(&away[..]),
            TieEnds::Any(numbers) => size_of_val(&numbers[..]),
        };
        size_of_val(&self.start[..]) + others
    }

    /// Draw the network of `population` residents.
    pub(crate) fn draw(
        network: &Network,
        migrants: Migrants,
        population: u32,
        key: WorldKey,
        identities: &Identities,
    ) -> Ties {
        let reach = network.span as u32 + network.neighbourhood as u32;
        let earlier = Earlier::draw(&TieDraw { network, migrants, key, identities }, population, reach);
        let start = earlier.starts();
        let near = reach <= i16::MAX as u32;
        let others = if near {
            TieEnds::Near(earlier.both_ways(&start, |who, other| other.wrapping_sub(who) as i16))
        } else {
            TieEnds::Any(earlier.both_ways(&start, |_, other| other))
        };
        Ties { start, others, reach }
    }

    /// From pairs of residents, in any order.
    pub(crate) fn given(population: u32, pairs: &[(u32, u32)]) -> Ties {
        let mut both: Vec<(u32, u32)> = pairs.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]).collect();
        both.sort_unstable();
        both.dedup();
        let start = (0..=population).map(|i| both.partition_point(|pair| pair.0 < i) as u32).collect();
        Ties { start, others: TieEnds::Any(both.into_iter().map(|pair| pair.1).collect()), reach: population }
    }

    /// The ties of resident `i`.
    #[inline(always)]
    pub fn of(&self, i: u32) -> ResidentTies<'_> {
        let row = self.start[i as usize] as usize..self.start[i as usize + 1] as usize;
        match &self.others {
            TieEnds::Near(away) => ResidentTies { who: i, near: &away[row], any: &[] },
            TieEnds::Any(numbers) => ResidentTies { who: i, near: &[], any: &numbers[row] },
        }
    }

    /// Over how many residents a tie reaches at most.
    pub(crate) fn reach(&self) -> u32 {
        self.reach
    }

    /// Number of undirected ties.
    pub(crate) fn len(&self) -> usize {
        self.start.last().map_or(0, |end| *end as usize / 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Identities = Identities::Numbered { place: 2 };

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
        let ties = Ties::draw(
            &Network::default(),
            Migrants::none(),
            n,
            WorldKey::new(1, 0),
            &Identities::Numbered { place: 0 },
        );
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
        let (small, large) = (
            Ties::draw(&Network::default(), Migrants::none(), 5_000, key, &PLACE),
            Ties::draw(&Network::default(), Migrants::none(), 9_000, key, &PLACE),
        );
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
            let ties = Ties::draw(&network, Migrants::none(), 9_500, key, &PLACE);
            let mut both = 0;
            for i in 0..9_500 {
                let row: Vec<u32> = ties.of(i).iter().collect();
                assert!(row.is_sorted() && row.len() == ties.of(i).len());
                assert!(row.iter().all(|j| ties.of(*j).iter().any(|other| other == i)), "the ties of {i}");
                both += row.len();
            }
            assert_eq!(both, 2 * ties.len());
        }
        let alike =
            |span| Ties::draw(&Network { span, ..Network::default() }, Migrants::none(), 9_500, key, &PLACE);
        let (two_bytes, numbers) = (alike(32_000), alike(33_000));
        assert_eq!(
            (two_bytes.bytes() - numbers.start.len() * 4) * 2,
            numbers.bytes() - numbers.start.len() * 4
        );
        assert!((0..9_500).all(|i| two_bytes.of(i).iter().eq(numbers.of(i).iter())));
    }
}
