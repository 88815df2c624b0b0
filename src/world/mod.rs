//! The simulated world. Read `week.rs` first: one week, top to bottom.

pub(crate) mod agents;
pub(crate) mod apart;
pub(crate) mod blueprint;
pub(crate) mod calendar;
pub(crate) mod counterfactual;
pub(crate) mod exchange;
pub(crate) mod identity;
pub(crate) mod ledger;
pub(crate) mod mechanisms;
pub(crate) mod observer;
pub(crate) mod phases;
pub(crate) mod pool;
pub(crate) mod price_level;
pub(crate) mod price_text;
pub(crate) mod prices;
pub(crate) mod record;
pub(crate) mod roster;
pub(crate) mod sampled;
pub(crate) mod view;
pub(crate) mod week;
pub(crate) mod weighed;
pub(crate) mod when;

use crate::random::{Purpose, WorldKey, normal_quantile, uniform64};
use crate::units::{PER_10_000, Week};
use crate::world::agents::{government, home, organization, partners, residents, union};
use crate::world::blueprint::{Blueprint, Settings};
use crate::world::exchange::{Event, Offer};
use crate::world::identity::{Identities, place_of};
use crate::world::record::Record;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One community as it lives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Community {
    /// Its people.
    pub residents: residents::week::Residents,
    /// Its home.
    pub home: home::Home,
    /// The word by which it draws.
    word: u32,
    /// Common shock of the week, logit.
    shock: f64,
    /// How much this place differs in noticing and in talking (mean 1).
    differs: (f64, f64),
    /// What its residents meet this week.
    offer: Offer,
    /// Last week's record.
    last: Record,
    /// The last 52 weeks.
    year: record::indices::LastYear,
    /// Residents by group who came to last week's meeting on public affairs.
    attending: [f64; 4],
    /// Hours that volunteers offered last week.
    hours_offered: f64,
    /// How far volunteers are worn out, by frequency class.
    worn: [f64; residents::volunteering::CLASSES],
    /// Prizes earned last week.
    prizes: f64,
    /// Events planned but not held this week.
    cancelled: f64,
    /// Events this week that the organization or the government pays for.
    paid_events: f64,
    /// Events a week that effort plans for and hands allow.
    usual_events: f64,
    /// Events this week that partners give.
    given_events: f64,
}

/// A world: plain data, no references. Save it, load it, go on: the same history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct World {
    key: WorldKey,
    /// The last week lived.
    week: Week,
    communities: Vec<Community>,
    /// Shares of the communities in what is shared (by population).
    shares: Vec<f64>,
    organization: organization::Organization,
    government: government::Government,
    union: union::Union,
    partners: partners::Partners,
    /// The bodies that may bid.
    pool: pool::BidderPool,
    /// Wages and prices of the week.
    present: price_level::PresentPrices,
    /// The institutions of each home, where each has a contract of its own; else those above are for all.
    apart: Vec<apart::HomeInstitutions>,
    /// By which institutions draw.
    own_key: WorldKey,
    /// The other homes and the shares of all, while the institutions of one act alone.
    aside: Vec<Community>,
    aside_shares: Vec<f64>,
    /// Week in which the present operator began.
    news: Option<Week>,
    /// What rules that react remember.
    policy: when::rule::PolicyState,
    /// Rules carried out this week.
    carried: union::council::Carried,
    /// Payments of the last week lived.
    ledger: ledger::Ledger,
    /// Institutional events since they were last taken.
    events: Vec<Event>,
}

impl World {
    /// A world at its founding; its first week will be `1 − warm start`.
    pub fn new(blueprint: &Blueprint, seed: u64, replicate: u32) -> World {
        let key = WorldKey::new(seed, replicate);
        let s = &blueprint.settings;
        let communities =
            crate::parallel::map(blueprint.communities.len(), |c| Community::new(blueprint, c, key));
        let populations = World::populations(&communities);
        World {
            key,
            week: -(s.calendar.warm_start as Week),
            shares: World::shares_of(&communities),
            organization: organization::Organization::new(&s.organization, &populations),
            apart: apart::HomeInstitutions::of_county(blueprint, key, &populations),
            own_key: key,
            aside: Vec::new(),
            aside_shares: Vec::new(),
            communities,
            government: government::Government::new(&s.government),
            union: union::Union::new(&s.union, populations.len()),
            partners: partners::Partners::default(),
            pool: pool::BidderPool::new(blueprint),
            present: price_level::PresentPrices::as_stated(),
            news: None,
            policy: when::rule::PolicyState::default(),
            carried: union::council::Carried::default(),
            ledger: ledger::Ledger::default(),
            events: Vec::new(),
        }
    }

    fn populations(communities: &[Community]) -> Vec<f64> {
        communities.iter().map(|c| f64::from(c.residents.population())).collect()
    }

    /// Shares of the communities in what is shared.
    fn shares_of(communities: &[Community]) -> Vec<f64> {
        let populations = World::populations(communities);
        let total: f64 = populations.iter().sum();
        populations.iter().map(|population| population / total).collect()
    }

    /// The last week done.
    pub fn week(&self) -> Week {
        self.week
    }

    /// The settings as they are while one of the bodies that may bid runs the home.
    pub(crate) fn own_settings(&self) -> Option<Arc<Settings>> {
        self.pool.settings.clone()
    }

    /// The same of each home.
    pub(crate) fn settings_of_homes(&self) -> Vec<Option<Arc<Settings>>> {
        let of = |at| {
            let pool = self.apart.get(at).map_or(&self.pool, |home: &apart::HomeInstitutions| &home.pool);
            pool.settings.clone()
        };
        (0..self.communities.len()).map(of).collect()
    }

    /// Turn the page: the next week begins with empty books. Gives its number.
    fn begin_week(&mut self, blueprint: &Blueprint) -> Week {
        self.week += 1;
        self.ledger.entries.clear();
        self.organization.begin_week();
        for home in &mut self.apart {
            home.ledger.entries.clear();
            home.organization.begin_week();
        }
        if self.week == 0 {
            self.remember(blueprint);
        }
        self.week
    }

    /// What is known of groups and of single people holds at the start of week 0, whatever the warm start
    /// made of them.
    fn remember(&mut self, blueprint: &Blueprint) {
        for (place, community) in blueprint.communities.iter().zip(&mut self.communities) {
            let rules = &blueprint.settings.residents;
            community.residents.know(&blueprint.groups, rules, self.key);
            if let Some(roster) = &place.roster {
                community.residents.remember(roster, rules, self.key);
            }
        }
    }

    /// The key of its draws.
    pub fn key(&self) -> WorldKey {
        self.key
    }

    /// The communities in order.
    pub fn communities(&self) -> &[Community] {
        &self.communities
    }

    /// The records of the last week lived, one per community.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.communities.iter().map(|c| &c.last)
    }

    /// What residents met in the last week lived, one per community.
    pub fn offers(&self) -> impl Iterator<Item = &Offer> {
        self.communities.iter().map(|c| &c.offer)
    }

    /// The payments of the last week lived.
    pub fn payments(&self) -> &[ledger::Payment] {
        &self.ledger.entries
    }

    /// Take the events since they were last taken.
    pub fn take_events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    /// Residents over all communities, in units of 10,000.
    fn scale(&self) -> f64 {
        self.communities.iter().map(|c| f64::from(c.residents.population())).sum::<f64>() / PER_10_000
    }
}

impl Community {
    fn new(blueprint: &Blueprint, index: usize, key: WorldKey) -> Community {
        let place = &blueprint.communities[index];
        let rules = &blueprint.settings.residents;
        let population = place.population();
        let roster = place.roster.as_deref();
        let word = place_of(&place.name);
        Community {
            residents: residents::week::Residents::found(
                rules,
                &place.residents,
                population,
                key,
                Identities::new(&place.name, roster),
                (roster, &blueprint.groups),
            ),
            home: home::Home::new(&place.home),
            word,
            shock: 0.0,
            differs: differs(rules.talk.between_places, key, word),
            offer: Offer::default(),
            last: Record::default(),
            year: record::indices::LastYear::default(),
            attending: [0.0; 4],
            hours_offered: 0.0,
            worn: [0.0; residents::volunteering::CLASSES],
            prizes: 0.0,
            cancelled: 0.0,
            paid_events: 0.0,
            usual_events: 0.0,
            given_events: 0.0,
        }
    }

    /// Population / 10,000.
    fn scale(&self) -> f64 {
        f64::from(self.residents.population()) / PER_10_000
    }
}

/// How much a place differs in noticing and in talking: two log-normal factors with mean 1 and coefficient of
/// variation `cv`.
pub(crate) fn differs(cv: f64, key: WorldKey, place: u32) -> (f64, f64) {
    let sd = libm::sqrt(libm::log(1.0 + cv * cv));
    let words = key.draw(0, place, 0, Purpose::Place, 0);
    let factor = |hi, lo| libm::exp(sd * normal_quantile(uniform64(hi, lo)) - 0.5 * sd * sd);
    (factor(words[0], words[1]), factor(words[2], words[3]))
}
