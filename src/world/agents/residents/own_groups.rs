//! Groups of residents that a scenario names: who belongs to them, and what is known of them.
//!
//! Everybody belongs to one group or to the others. Where a group says nothing, its people are as all.

use crate::random::{Purpose, WorldKey, uniform};
use crate::settings;
use crate::world::identity::Identities;
use crate::world::record::own_group::OwnGroup;
use serde::{Deserialize, Serialize};

settings! {
    /// A group of residents of the place; what an entry leaves out is as for all residents.
    pub struct OwnGroupFacts = "groups" {
        /// Share of all residents who belong to it.
        share: f64 = 0.1, in [0.001, 1.0], "share", Assumption "the scenario's own: no default";
        /// Share of its people who know of the home at the start of week 0: first those who used it in the
        /// last year, then those who knew of it anyway. Without it: as the warm start makes it.
        awareness: f64 = 0.5, in [0.0, 1.0], "share", Assumption "the scenario's own: no default";
        /// Mean distance of its people to the home. Without it: as `residents.traits.distance_scale` says.
        distance: f64 = 1.0, in [0.001, 100.0], "km", Assumption "the scenario's own: no default";
        /// Mean price sensitivity of its people against that of others at the same age.
        price_sensitivity: f64 = 1.0, in [0.0, 10.0], "", Assumption "none";
    }
}

/// Most groups that a scenario may name: more are hardly read, and each is small.
pub(crate) const MOST: usize = 12;

/// A group of residents, as a scenario names it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnGroupSetup {
    /// Its name.
    pub name: OwnGroup,
    /// Share of all residents who belong to it, 0–1; the shares of all groups come to 1 at most.
    pub share: f64,
    /// Share of its people who know of the home at the start of week 0, 0–1.
    pub awareness: Option<f64>,
    /// Mean distance to the home, km.
    pub distance: Option<f64>,
    /// Mean price sensitivity against that of others at the same age.
    pub price_sensitivity: Option<f64>,
}

/// Who belongs to which group, by one draw for each resident that nothing else uses.
#[derive(Clone, Debug, Default)]
pub(crate) struct Membership {
    /// Cumulated shares; who draws beyond the last is one of the others.
    edges: Vec<f32>,
    /// Factors on distance and price sensitivity, by group.
    factors: Vec<[f32; 2]>,
}

impl Membership {
    /// By the groups of a scenario; `distance_scale` as of all residents, km.
    pub(crate) fn new(groups: &[OwnGroupSetup], distance_scale: f64) -> Membership {
        let mut sum = 0.0;
        let edge = |group: &OwnGroupSetup| {
            sum += group.share;
            // Nobody is left over where shares are meant to come to one.
            if sum > 1.0 - 1e-6 { f32::INFINITY } else { sum as f32 }
        };
        // A gamma distribution with shape 2 has twice its scale as mean.
        let usual = 2.0 * distance_scale;
        let factors = |group: &OwnGroupSetup| {
            let distance = group.distance.map_or(1.0, |mean| mean / usual);
            [distance as f32, group.price_sensitivity.unwrap_or(1.0) as f32]
        };
        Membership { edges: groups.iter().map(edge).collect(), factors: groups.iter().map(factors).collect() }
    }

    /// The number of the group of the resident who draws by these words; that of the others is the number of
    /// groups.
    pub(crate) fn of(&self, key: WorldKey, [who, place]: [u32; 2]) -> usize {
        if self.edges.is_empty() {
            return 0;
        }
        let word = uniform(key.draw(who, place, 0, Purpose::OwnGroup, 0)[0]);
        self.edges.iter().take_while(|edge| word >= **edge).count()
    }

    /// Factors on the distance and on the price sensitivity that the resident would have anyway.
    pub(crate) fn factors(&self, key: WorldKey, words: [u32; 2]) -> [f32; 2] {
        self.factors.get(self.of(key, words)).copied().unwrap_or([1.0; 2])
    }
}

/// The groups of a community's residents: nothing where a scenario names none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct OwnGroups {
    /// Their names, last the others.
    names: Vec<OwnGroup>,
    /// The number of the group of each resident.
    of: Vec<u8>,
}

impl OwnGroups {
    /// Of residents who draw by these identities.
    pub(crate) fn found(
        groups: &[OwnGroupSetup],
        membership: &Membership,
        key: WorldKey,
        (identities, population): (&Identities, u32),
    ) -> OwnGroups {
        if groups.is_empty() {
            return OwnGroups::default();
        }
        let names = groups.iter().map(|group| group.name).chain([OwnGroup::others()]).collect();
        let of = (0..population).map(|who| membership.of(key, identities.of(who)) as u8).collect();
        OwnGroups { names, of }
    }

    /// Their names, last the others.
    pub(crate) fn names(&self) -> &[OwnGroup] {
        &self.names
    }

    /// The number of the group of resident `who` among the names.
    pub(crate) fn of(&self, who: u32) -> Option<usize> {
        self.of.get(who as usize).map(|number| usize::from(*number))
    }

    /// About how many bytes they take in memory.
    pub(crate) fn bytes(&self) -> usize {
        size_of_val(&self.names[..]) + size_of_val(&self.of[..])
    }
}

/// With which probability somebody of a group knows of the home: of those who used it in the last year, of
/// the others who knew of it, and of all others.
pub(crate) fn odds_of_knowing(awareness: f64, sizes: [u32; 3]) -> [f64; 3] {
    let mut wanted = awareness * f64::from(sizes.iter().sum::<u32>());
    sizes.map(|size| {
        let part = if size == 0 { 0.0 } else { (wanted / f64::from(size)).clamp(0.0, 1.0) };
        wanted -= part * f64::from(size);
        part
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_who_know_are_first_users_then_who_knew_then_others() {
        assert_eq!(odds_of_knowing(0.5, [10, 40, 50]), [1.0, 1.0, 0.0]);
        assert_eq!(odds_of_knowing(0.3, [10, 40, 50]), [1.0, 0.5, 0.0]);
        assert_eq!(odds_of_knowing(0.05, [10, 40, 50]), [0.5, 0.0, 0.0]);
        assert_eq!(odds_of_knowing(0.75, [10, 40, 50]), [1.0, 1.0, 0.5]);
        assert_eq!(odds_of_knowing(1.0, [0, 0, 7]), [0.0, 0.0, 1.0]);
        assert_eq!(odds_of_knowing(1.0, [0, 0, 0]), [0.0; 3]);
    }

    #[test]
    fn everybody_belongs_to_one_group_in_the_shares_that_were_asked_for() {
        let group = |name: &str, share: f64| OwnGroupSetup {
            name: OwnGroup::named(name),
            share,
            awareness: None,
            distance: None,
            price_sensitivity: None,
        };
        let of = |groups: &[OwnGroupSetup]| {
            let membership = Membership::new(groups, 1.0);
            let mut sizes = vec![0_u32; groups.len() + 1];
            (0..20_000).for_each(|who| sizes[membership.of(WorldKey::new(1, 1), [who, 0])] += 1);
            sizes
        };
        // Standard errors of counts: 56 and 69 of 20,000.
        let sizes = of(&[group("a", 0.2), group("b", 0.5)]);
        for (size, share) in sizes.iter().zip([0.2, 0.5, 0.3]) {
            assert!((f64::from(*size) - 20_000.0 * share).abs() < 300.0, "{sizes:?}");
        }
        assert_eq!(of(&[group("a", 0.3), group("b", 0.3), group("c", 0.4)])[3], 0);
        assert_eq!(of(&[group("a", 1.0)]), [20_000, 0]);
    }
}
