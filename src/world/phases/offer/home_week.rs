//! What the offer of one home is made from.

use crate::world::blueprint::CommunityBlueprint;
use crate::world::phases::now::Now;
use crate::world::phases::offer::plan::Shared;

/// One home in one week.
pub(crate) struct HomeWeek<'a> {
    /// What everybody knows of the week.
    pub now: &'a Now<'a>,
    /// What is planned for all homes.
    pub shared: &'a Shared,
    /// Number of the community, from 0.
    pub index: usize,
    /// The community as it was described.
    pub place: &'a CommunityBlueprint,
    /// Its share in what is shared, 0–1.
    pub share: f64,
}

impl HomeWeek<'_> {
    /// Hours by slot while the government keeps them.
    pub(crate) fn government_hours(&self) -> [f64; 3] {
        let home = &self.place.home;
        [home.government_hours_day, home.government_hours_evening, home.government_hours_weekend]
    }

    /// The usual service concept, offered with full professional skill.
    pub(crate) fn reference_concept(&self) -> f64 {
        let offering = &self.now.settings.organization.offering;
        self.now.settings.prices.concept_usual * (offering.skill_base + offering.skill)
    }

    /// The hours that the norm asks for, spread over the slots as an organization spreads its own.
    pub(crate) fn reference_hours(&self) -> [f64; 3] {
        let (norm, usual) = (self.place.home.nominal_hours, &self.now.settings.organization.offering);
        let (day, evening) = (usual.share_day, usual.share_evening);
        [day, evening, (1.0 - day - evening).max(0.0)].map(|share| norm * share)
    }
}
