//! The validated description that a world is founded from.

use crate::levers::Levers;
use crate::settings::{SettingsTable, SettingsTree, TableFacts, Value};
use crate::tables;
use crate::units::Week;
pub(crate) use crate::world::agents::organization::bidder::Bidder;
use crate::world::agents::residents::own_groups::{Membership, OwnGroupFacts, OwnGroupSetup};
use crate::world::agents::{government, home, organization, partners, residents, union};
use crate::world::record::index_rules::IndexRules;
use crate::world::record::own_group::OwnGroup;
use crate::world::roster::Roster;
use crate::world::when::rule::{LeverSetting, PolicyRule};
use crate::world::{calendar, mechanisms, prices};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

tables! {
    /// All settings of a world.
    pub struct Settings {
        /// Time.
        calendar: calendar::Calendar,
        /// The space.
        home: home::HomeSetup,
        /// The government's agencies.
        government: government::GovernmentRules,
        /// The community committee.
        committee: government::committee::CommitteeRules,
        /// The funding bureau's year and sheet.
        bureau: government::bureau::Bureau,
        /// Its programme.
        government_programme: government::programme::GovernmentProgramme,
        /// The Work Union.
        union: union::UnionRules,
        /// What the bodies of the council stand for.
        interests: union::interests::BodyInterests,
        /// Social power.
        partners: partners::PartnerRules,
        /// The university.
        university: partners::university::UniversityRules,
        /// What purses pay for what levers order.
        prices: prices::Prices,
        /// Weights and references of the indices.
        indices: IndexRules,
        /// Switches of the causal links.
        mechanisms: mechanisms::Mechanisms,
    } with {
        /// The people.
        residents: residents::ResidentRules,
        /// The organization.
        organization: organization::OrganizationRules,
        /// The levers at the start.
        levers: Levers,
    }
}

/// The lever by which people move in and away.
const RESIDENTS: &str = "levers.place.residents";

/// One community of the county.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CommunityBlueprint {
    /// Its name.
    pub name: String,
    /// Its people.
    pub residents: residents::ResidentsSetup,
    /// Its home.
    pub home: home::HomeSetup,
    /// Its real people, when given; then the population is their number.
    pub roster: Option<Arc<Roster>>,
}

/// A checked, immutable description of a world: what `scenario` hands down.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Blueprint {
    /// All settings; `settings.levers` holds the levers of week 0.
    pub settings: Settings,
    /// Weeks to live after week 0.
    pub weeks: Week,
    /// Levers in force from each week on, ascending by week; before the first entry `settings.levers` hold.
    pub timeline: Vec<(Week, Levers)>,
    /// Rules that react: levers that they set while they are in force, over those of the timeline.
    pub rules: Vec<PolicyRule>,
    /// Bodies that may bid, in the order of their names; where there are none, a successor is drawn.
    pub bidders: Vec<Bidder>,
    /// Groups of residents that the scenario names, in the order of their names.
    pub groups: Vec<OwnGroupSetup>,
    /// At least one; in the order of their names.
    pub communities: Vec<CommunityBlueprint>,
}

impl Blueprint {
    /// Residents of all communities in the last week; `None` where a rule may let people move in or away.
    pub(crate) fn residents_at_the_end(&self) -> Option<f64> {
        let set = |lever: &LeverSetting| lever.path == RESIDENTS;
        if self.rules.iter().flat_map(|rule| &rule.levers).any(set) {
            return None;
        }
        let factor = self.levers_at(self.weeks).place.residents;
        Some(self.communities.iter().map(|place| f64::from(place.population_at(factor))).sum())
    }

    /// The most residents against those at the start that levers, dated or set by a rule, may bring.
    pub(crate) fn most_residents(&self) -> f64 {
        let dated =
            std::iter::once(&self.settings.levers).chain(self.timeline.iter().map(|(_, levers)| levers));
        let ruled = self.rules.iter().flat_map(|rule| &rule.levers).filter_map(|lever| match lever.value {
            Value::Real(factor) if lever.path == RESIDENTS => Some(factor),
            _ => None,
        });
        dated.map(|levers| levers.place.residents).chain(ruled).fold(0.1, f64::max)
    }

    /// Whether the scenario names a group so, or groups beside which there are others.
    pub(crate) fn names_group(&self, own: OwnGroup) -> bool {
        let others = own == OwnGroup::others() && !self.groups.is_empty();
        others || self.groups.iter().any(|group| group.name == own)
    }

    /// Who of a community belongs to the groups that the scenario names.
    pub(crate) fn membership(&self) -> Membership {
        Membership::new(&self.groups, self.settings.residents.traits.distance_scale)
    }

    /// The levers in force in a week as far as they are dated: those of a world in which no rule is in
    /// force.
    pub fn levers_at(&self, week: Week) -> &Levers {
        self.timeline
            .iter()
            .rev()
            .find(|(from, _)| *from <= week)
            .map_or(&self.settings.levers, |(_, levers)| levers)
    }
}

/// Facts of every table of settings, in order.
pub(crate) fn facts() -> Vec<TableFacts> {
    Settings::facts()
}

/// Facts of the tables that a `[[communities]]` entry may override.
pub(crate) fn community_facts() -> Vec<TableFacts> {
    vec![residents::ResidentsSetup::FACTS, home::HomeSetup::FACTS]
}

impl CommunityBlueprint {
    /// Number of residents where there are so many against those at the start.
    pub(crate) fn population_at(&self, factor: f64) -> u32 {
        let people = libm::round(f64::from(self.population()) * factor);
        // Where the number is not known to be whole, somebody lives there.
        people.clamp(1.0, f64::from(u32::MAX)) as u32
    }

    /// Number of residents at the start: those of the roster, or the setting.
    pub fn population(&self) -> u32 {
        self.roster.as_ref().map_or(self.residents.population as u32, |r| r.people.len() as u32)
    }
}

/// Facts of the table that a `[[bidders]]` entry may set.
pub(crate) fn bidder_facts() -> Vec<TableFacts> {
    vec![organization::bidder::BidderTraits::FACTS]
}

/// Facts of the table that a `[[groups]]` entry may set.
pub(crate) fn group_facts() -> Vec<TableFacts> {
    vec![OwnGroupFacts::FACTS]
}
