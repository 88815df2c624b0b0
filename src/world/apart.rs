//! The institutions of one home, where each home of a county has a contract of its own.

use crate::random::WorldKey;
use crate::units::Week;
use crate::world::agents::{government, organization, partners, union};
use crate::world::blueprint::Blueprint;
use crate::world::identity::place_of;
use crate::world::ledger::Ledger;
use crate::world::pool::BidderPool;
use serde::{Deserialize, Serialize};

/// The institutions of one home: its contract, books and file, and who runs it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct HomeInstitutions {
    /// By which its institutions draw.
    pub key: WorldKey,
    /// Who runs it.
    pub organization: organization::Organization,
    /// The agencies' file of it.
    pub government: government::Government,
    /// The union's.
    pub union: union::Union,
    /// Its partners.
    pub partners: partners::Partners,
    /// Its last tender; who may bid is known to the county.
    pub pool: BidderPool,
    /// Week in which its operator began.
    pub news: Option<Week>,
    /// Rules carried out this week.
    pub carried: union::council::Carried,
    /// Its payments of the week.
    pub ledger: Ledger,
}

impl HomeInstitutions {
    /// Of each home of a county at its founding; none where one contract is for all.
    pub(crate) fn of_county(blueprint: &Blueprint, key: WorldKey, populations: &[f64]) -> Vec<Self> {
        let s = &blueprint.settings;
        if !s.organization.homes.apart {
            return Vec::new();
        }
        let alone = populations.len() == 1;
        let homes = blueprint.communities.iter().zip(populations);
        homes
            .map(|(place, population)| HomeInstitutions {
                key: if alone { key } else { key.of_home(place_of(&place.name)) },
                organization: organization::Organization::new(&s.organization, &[*population]),
                government: government::Government::new(&s.government),
                union: union::Union::new(&s.union, 1),
                partners: partners::Partners::default(),
                pool: BidderPool::default(),
                news: None,
                carried: Default::default(),
                ledger: Ledger::default(),
            })
            .collect()
    }
}
