//! What studies look at that no record holds: donors, distances.

use crate::world::World;
use crate::world::agents::organization::donors::Donor;
use crate::world::agents::residents::traits::Founding;
use crate::world::blueprint::Blueprint;

impl World {
    /// The organization's donors, over all communities.
    pub fn donors(&self) -> impl Iterator<Item = &Donor> {
        let apart = self.apart.iter().flat_map(|home| &home.organization.donors);
        let own = self.organization.donors.iter().filter(|_| self.apart.is_empty());
        own.chain(apart).flatten()
    }

    /// The distance of each resident of a community to its home, km: drawn once more, or as the roster gives
    /// it.
    pub fn distances(&self, blueprint: &Blueprint, community: usize) -> Vec<f32> {
        let place = &blueprint.communities[community];
        let founding = Founding::new(&blueprint.settings.residents, &place.residents, blueprint.membership());
        let identities = self.communities[community].residents.identities();
        let given = |who: u32| place.roster.as_ref().and_then(|roster| roster.people.get(who as usize));
        (0..place.population())
            .map(|who| founding.distance(identities.of(who), self.key, given(who)))
            .collect()
    }
}
