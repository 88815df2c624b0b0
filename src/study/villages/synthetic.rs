//! Villages made up with the size, degree and clustering of the real ones, and with strengths that are known.

use crate::random::{KeyedStream, Purpose, WorldKey, normal_quantile, uniform64};
use crate::settings;
use crate::study::villages::adoption::{Hazard, Law, Strength};
use crate::study::villages::forecast::{Setting, own_strength};
use crate::study::villages::grid::GridPoint;
use crate::study::villages::history::Talking;
use crate::study::villages::{Village, YEARS};
use crate::world::agents::residents::network::Ties;
use rand::Rng;

settings! {
    /// Who names whom in a made-up village, and how a programme spreads there.
    pub struct Shape = "study.villages.synthetic" {
        /// Mean number of people.
        people: i64 = 42, in [8, 1_000], "people", Measured "kfamily: 1,047 people in 25 villages";
        /// Most by which a village is larger or smaller; all sizes between are equally likely.
        people_spread: i64 = 10, in [0, 100], "people", Measured "kfamily: 13 villages of 34 to 54";
        /// Share of people who name nobody; the others name one to five, each number equally likely.
        names_nobody: f64 = 0.18, in [0.0, 1.0], "share",
            Measured "kfamily: 2.46 named on average, at most 5";
        /// How much more often some are named: standard deviation of the logarithm.
        popularity: f64 = 0.75, in [0.0, 3.0], "",
            Assumption "set to 22% named by nobody and at most 19 namings (kfamily)";
        /// Factor on that of people who name nobody.
        withdrawn: f64 = 0.3, in [0.0, 1.0], "", Assumption "set to 48% named by nobody among them \
            (kfamily)";
        /// Probability that somebody names back a person by whom they were named, where there is one.
        naming_back: f64 = 0.3, in [0.0, 1.0], "probability",
            Assumption "set to a reciprocity of 0.32 (kfamily)";
        /// Probability that somebody else is named out of the contacts of contacts, where there are any.
        closing: f64 = 0.5, in [0.0, 1.0], "probability", Assumption "set to a clustering of 0.28 (kfamily)";
        /// Probability to adopt alone, mean over villages.
        alone: f64 = 0.064, in [0.0, 0.5], "per year",
            Measured "kfamily, 25 villages pooled: 0.064 (se 0.004)";
        /// Probability to be won by one adopting tie, mean over villages.
        told: f64 = 0.035, in [0.0, 0.5], "per year",
            Measured "kfamily, 25 villages pooled: 0.035 (se 0.003)";
        /// Coefficient of variation of both between villages.
        between_places: f64 = 0.25, in [0.0, 1.5], "",
            Measured "kfamily, 13 villages: the most likely value; 0.28 on average over the posterior, \
            0.11-0.46";
        /// People of a village who adopt before the first year, where seeds are asked for (S13).
        seeds: i64 = 2, in [0, 8], "people", Assumption "5% of a village";
    }
}

impl Shape {
    /// The strengths and their spread.
    pub(crate) fn truth(&self) -> GridPoint {
        GridPoint { strength: Strength { alone: self.alone, told: self.told }, cv: self.between_places }
    }
}

/// Who names whom.
pub(crate) struct SyntheticNetwork {
    /// Undirected ties.
    pub ties: Ties,
    /// Pairs (naming, named).
    pub namings: Vec<(u32, u32)>,
    /// Number of people.
    pub people: u32,
}

impl SyntheticNetwork {
    /// Draw that of one village.
    pub(crate) fn draw(shape: &Shape, key: WorldKey, place: u32) -> SyntheticNetwork {
        let mut chance = Chance { stream: key.stream(0, place, 0, Purpose::VillageTies) };
        let (mean, spread) = (shape.people as u32, shape.people_spread as u32);
        let people = mean - spread.min(mean - 2) + chance.below(2 * spread + 1);
        let mut circle = Circle::gather(shape, people, &mut chance);
        for round in 0..MOST_NAMED {
            for who in 0..people {
                if circle.wants[who as usize] > round {
                    circle.name_one(shape, who, &mut chance);
                }
            }
        }
        let pairs: Vec<(u32, u32)> = circle.namings.iter().map(|(a, b)| (*a.min(b), *a.max(b))).collect();
        SyntheticNetwork { ties: Ties::given(people, &pairs), namings: circle.namings, people }
    }

    /// How many named each.
    pub(crate) fn named(&self) -> Vec<u16> {
        let mut named = vec![0; self.people as usize];
        self.namings.iter().for_each(|(_, whom)| named[*whom as usize] += 1);
        named
    }
}

/// Most people that anybody names.
const MOST_NAMED: u32 = 5;

/// Keyed numbers, one after another.
struct Chance {
    stream: KeyedStream,
}

impl Chance {
    /// In (0, 1).
    fn share(&mut self) -> f64 {
        let (hi, lo) = (self.stream.next_u32(), self.stream.next_u32());
        uniform64(hi, lo)
    }

    /// 0, 1, … n − 1.
    fn below(&mut self, n: u32) -> u32 {
        ((u64::from(self.stream.next_u32()) * u64::from(n)) >> 32) as u32
    }
}

/// A village while people name one another.
struct Circle {
    wants: Vec<u32>,
    popularity: Vec<f64>,
    namings: Vec<(u32, u32)>,
    contacts: Vec<Vec<u32>>,
}

impl Circle {
    fn gather(shape: &Shape, people: u32, chance: &mut Chance) -> Circle {
        let mut circle = Circle {
            wants: vec![],
            popularity: vec![],
            namings: vec![],
            contacts: vec![Vec::new(); people as usize],
        };
        for _ in 0..people {
            let wants = if chance.share() < shape.names_nobody { 0 } else { 1 + chance.below(MOST_NAMED) };
            let withdrawn = if wants == 0 { shape.withdrawn } else { 1.0 };
            circle.wants.push(wants);
            circle.popularity.push(withdrawn * libm::exp(shape.popularity * normal_quantile(chance.share())));
        }
        circle
    }

    fn names(&self, who: u32, whom: u32) -> bool {
        self.namings.contains(&(who, whom))
    }

    /// One more naming: back, a contact of a contact, or anybody; popular people more often.
    fn name_one(&mut self, shape: &Shape, who: u32, chance: &mut Chance) {
        let (back, close) = (chance.share() < shape.naming_back, chance.share() < shape.closing);
        let named_by = self.namings.iter().filter(|n| n.1 == who).map(|n| n.0);
        let mut choice: Vec<u32> =
            if back { named_by.filter(|by| !self.names(who, *by)).collect() } else { Vec::new() };
        if choice.is_empty() && close {
            let near = self.contacts[who as usize].iter().flat_map(|c| &self.contacts[*c as usize]).copied();
            choice =
                near.filter(|other| *other != who && !self.contacts[who as usize].contains(other)).collect();
        }
        if choice.is_empty() {
            choice = (0..self.wants.len() as u32)
                .filter(|other| *other != who && !self.names(who, *other))
                .collect();
        }
        let Some(whom) = self.pick(&choice, chance) else { return };
        self.namings.push((who, whom));
        for (a, b) in [(who, whom), (whom, who)] {
            if !self.contacts[a as usize].contains(&b) {
                self.contacts[a as usize].push(b);
            }
        }
    }

    fn pick(&self, choice: &[u32], chance: &mut Chance) -> Option<u32> {
        let total: f64 = choice.iter().map(|c| self.popularity[*c as usize]).sum();
        let mut left = chance.share() * total;
        for c in choice {
            left -= self.popularity[*c as usize];
            if left < 0.0 {
                return Some(*c);
            }
        }
        choice.last().copied()
    }
}

/// One village in which a programme has spread by the model's rule.
pub(crate) fn village(shape: &Shape, key: WorldKey, place: u32) -> Village {
    let network = SyntheticNetwork::draw(shape, key, place);
    let hazard = Hazard::new(Law::Model, own_strength(&shape.truth(), key, place));
    let talking = Talking::Always;
    let setting = Setting { ties: &network.ties, people: network.people, talking, years: YEARS, key, place };
    let adopted = setting.live(&hazard, &[]);
    Village { name: format!("made-up {}", place + 1), named: network.named(), ties: network.ties, adopted }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Figures of many networks, in the terms of the published ones.
    fn figures(shape: &Shape, villages: u32) -> [f64; 7] {
        let (mut people, mut named_by_nobody, mut mutual, mut namings, mut ends) = (0.0, 0.0, 0.0, 0.0, 0.0);
        let (mut closed, mut open, mut most) = (0.0, 0.0, 0);
        for place in 0..villages {
            let network = SyntheticNetwork::draw(shape, WorldKey::new(1, 0), place);
            let named = network.named();
            people += f64::from(network.people);
            named_by_nobody += named.iter().filter(|n| **n == 0).count() as f64;
            most = most.max(named.iter().copied().max().unwrap_or(0));
            mutual +=
                network.namings.iter().filter(|(a, b)| network.namings.contains(&(*b, *a))).count() as f64;
            namings += network.namings.len() as f64;
            ends += 2.0 * network.ties.len() as f64;
            for i in 0..network.people {
                let row: Vec<u32> = network.ties.of(i).iter().collect();
                open += (row.len() * row.len().saturating_sub(1) / 2) as f64;
                let pairs =
                    row.iter().enumerate().flat_map(|(k, a)| row[k + 1..].iter().map(move |b| (*a, *b)));
                closed +=
                    pairs.filter(|(a, b)| network.ties.of(*a).iter().any(|tie| tie == *b)).count() as f64;
            }
        }
        let n = f64::from(villages);
        [
            people / n,
            namings / people,
            ends / people,
            closed / open,
            mutual / namings,
            named_by_nobody / people,
            f64::from(most),
        ]
    }

    #[test]
    fn made_up_villages_have_the_published_shape() {
        let [people, namings, degree, clustering, reciprocity, unnamed, most] =
            figures(&Shape::default(), 25);
        let many = figures(&Shape::default(), 400);
        let words = format!(
            "{people} {namings} {degree} {clustering} {reciprocity} {unnamed} {most}; of 400: {many:?}"
        );
        assert!((40.0..=44.0).contains(&people) && (2.3..=2.6).contains(&namings), "{words}");
        assert!((3.9..=4.4).contains(&degree) && (0.25..=0.32).contains(&clustering), "{words}");
        assert!((0.28..=0.36).contains(&reciprocity) && (0.19..=0.25).contains(&unnamed), "{words}");
        assert!((12.0..=24.0).contains(&most), "{words}");
    }
}
