//! The bodies that may bid, who of them runs the home, and by which rules.

use crate::world::agents::organization::bidder::{BidderTraits, Candidate};
use crate::world::agents::organization::promise::BindingPromise;
use crate::world::blueprint::{Blueprint, Settings};
use crate::world::identity::place_of;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The bodies that may bid, in the order of their names; none where a scenario names none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct BidderPool {
    /// What each is and remembers.
    pub candidates: Vec<Candidate>,
    /// Which of them runs the home.
    pub running: Option<usize>,
    /// The settings of the world as they are while it does: its wages, overhead, mission.
    pub settings: Option<Arc<Settings>>,
    /// Its agreed price, yuan a year, and the homes that it ran when these settings were made.
    pub price: f64,
    pub homes: u32,
    /// Posts that it promised.
    pub promised: f64,
    /// What else it promised, where bids have content.
    pub promise: Option<BindingPromise>,
    /// How many bid last; `None` before the first tender.
    pub bids: Option<u32>,
    /// Whether the body in place won the last tender in which one stood.
    pub kept: Option<bool>,
}

impl BidderPool {
    /// Before the first tender.
    pub(crate) fn new(blueprint: &Blueprint) -> BidderPool {
        let s = &blueprint.settings;
        let trust = s.organization.setup.trust;
        let candidate = |bidder: &crate::world::blueprint::Bidder| {
            let traits = bidder.traits(&s.organization);
            Candidate::new(traits, place_of(&bidder.name), trust, s.union.trust)
        };
        BidderPool { candidates: blueprint.bidders.iter().map(candidate).collect(), ..BidderPool::default() }
    }

    /// Who runs the home, if one of them does.
    pub(crate) fn incumbent(&mut self) -> Option<&mut Candidate> {
        self.running.and_then(|at| self.candidates.get_mut(at))
    }
}

/// The settings of a world while a body with these traits, which runs so many homes in all, runs the home at
/// a `price` of so many yuan a year, for `scale` times 10,000 residents.
pub(crate) fn settings_under(
    base: &Settings,
    (traits, homes): (&BidderTraits, u32),
    price: f64,
    scale: f64,
) -> Settings {
    let mut settings = base.clone();
    let several = &base.organization.homes;
    let setup = &mut settings.organization.setup;
    setup.administration *= several.administration(homes);
    setup.net_hours *= several.hours(homes);
    setup.manager_wage *= traits.wages;
    setup.worker_wage *= traits.wages;
    setup.administration = setup.administration * traits.overhead + traits.charge * price / 52.0 / scale;
    setup.reserve = traits.own_means;
    setup.mission = traits.mission;
    let leaving = libm::pow(traits.wages, -settings.organization.bidding.wage_leaving);
    settings.organization.turnover.leave *= leaving;
    let memory = &mut settings.residents.memory;
    for shown in [
        &mut memory.belief_visit,
        &mut memory.belief_disclosure,
        &mut memory.belief_brand,
        &mut memory.belief_told,
    ] {
        *shown *= traits.shows;
    }
    settings
}
