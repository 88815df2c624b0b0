//! Social power: firms and groups that tie themselves to the organization for some years, and bring events,
//! hands and money.

use crate::levers::Levers;
use crate::random::{Purpose, WorldKey, uniform, uniform64};
use crate::settings;
use crate::units::Week;
use crate::world::exchange::{Actor, Event, EventKind};
use serde::{Deserialize, Serialize};

settings! {
    /// Partners.
    pub struct PartnerRules = "partners" {
        /// Partners at the handover.
        at_start: i64 = 1, in [0, 100], "partners", Assumption "no source";
        /// Firms and groups that could become partners, for 10,000 residents.
        pool: f64 = 6.0, in [0.0, 1_000.0], "partners", Assumption "no source";
        /// Weekly rate at which the first of the pool comes, without brand, trust of 1.
        arrival: f64 = 0.01, in [0.0, 0.5], "per week", Assumption "no source";
        /// Weekly rate that a full social-power programme adds.
        programme: f64 = 0.04, in [0.0, 0.5], "per week", Assumption "no source";
        /// How much more often partners come at a brand of 1 (share).
        brand: f64 = 2.0, in [0.0, 20.0], "share",
            Assumption "firms tie themselves to names: three times as often";
        /// Least size of a county for its pool, in units of 10,000 residents.
        least_scale: f64 = 0.2, in [0.001, 1.0], "", Assumption "a hamlet draws on the firms of its town";
        /// Mean weeks that a tie lasts.
        life: f64 = 104.0, in [4.0, 1_040.0], "weeks", Assumption "1-3 years";
        /// Events a week that a partner gives.
        events: f64 = 0.23, in [0.0, 5.0], "events/week", Assumption "one a month";
        /// Hours a week that a partner's people lend.
        hours: f64 = 4.0, in [0.0, 100.0], "hours/week", Assumption "no source";
        /// Hours that a partner's people work on an event they give.
        event_hours: f64 = 2.0, in [0.0, 100.0], "hours/event", Assumption "an evening";
        /// Money a year of a partner.
        money: f64 = 3_000.0, in [0.0, 1e7], "yuan/year", Assumption "no source";
    }
}

/// The ties to partners: each lasts until a week.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Partners {
    /// Weeks in which the ties end.
    pub until: Vec<Week>,
}

/// What partners look at in a week.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PartnerWeek<'a> {
    /// Rules.
    pub rules: &'a PartnerRules,
    /// Levers in force.
    pub levers: &'a Levers,
    /// Residents / 10,000.
    pub scale: f64,
    /// Brand of the organization 0–1.
    pub brand: f64,
    /// Trust of the organization in the government 0–1.
    pub trust: f64,
    /// The random world.
    pub key: WorldKey,
    /// Week.
    pub week: Week,
}

impl Partners {
    /// How many there are.
    pub(crate) fn count(&self) -> f64 {
        self.until.len() as f64
    }

    /// Those who are there when an organization begins.
    pub(crate) fn begin(&mut self, rules: &PartnerRules, scale: f64, key: WorldKey, week: Week) {
        // A place smaller than 10,000 residents begins with the same number: partners are whole.
        let count = libm::round(rules.at_start as f64 * scale.max(1.0)) as u32;
        self.until = (0..count).map(|n| week + life(rules, key, 100 + n, week)).collect();
    }

    /// Partners leave at the end of their tie; a new one may come. Brand and trust open doors.
    pub(crate) fn come_and_go(&mut self, seen: &PartnerWeek, events: &mut Vec<Event>) {
        let PartnerWeek { rules, levers, scale, brand, trust, key, week } = *seen;
        let before = self.until.len();
        self.until.retain(|until| *until > week);
        if self.until.len() < before {
            let (left, before) = ((before - self.until.len()) as u32, before as u32);
            let kind = EventKind::PartnerLeft { left, before };
            events.push(Event::of_county(week, Actor::Partners, kind));
        }
        // The pool empties: each partner that is there leaves one fewer to be won.
        let pool = rules.pool * scale.max(rules.least_scale);
        let left = (pool - self.count()).max(0.0) / rules.pool.max(1e-9);
        let open = (1.0 + rules.brand * brand)
            * trust
            * (1.0 + levers.operator.integration)
            * (1.0 + levers.support.facilitation);
        let rate = (rules.arrival + rules.programme * levers.partners.social_power) * open * left;
        let word = key.draw(0, 0, week, Purpose::Partner, 0)[0];
        let arrivals = arrivals(rate, f64::from(uniform(word))).min(libm::ceil(pool - self.count()) as u32);
        for n in 1..=arrivals {
            self.until.push(week + life(rules, key, FIRST_LATER * u32::from(n > 1) + n, week));
            let kind = EventKind::PartnerJoined { partners: self.until.len() as u32 };
            events.push(Event::of_county(week, Actor::Partners, kind));
        }
    }
}

/// Who comes second in a week draws from here on: below stand those of the first week of a contract.
const FIRST_LATER: u32 = 1_000_000;

/// How many come in a week at a rate: a Poisson number, by how far `u` lies in its tail, so that a higher
/// rate never means fewer.
fn arrivals(rate: f64, u: f64) -> u32 {
    let (mut term, mut beyond, mut count) = (libm::exp(-rate), 1.0 - libm::exp(-rate), 0);
    while u < beyond && term > 0.0 {
        count += 1;
        term *= rate / f64::from(count);
        beyond -= term;
    }
    count
}

fn life(rules: &PartnerRules, key: WorldKey, who: u32, week: Week) -> Week {
    let words = key.draw(who, 0, week, Purpose::Partner, 1);
    1 + libm::floor(-rules.life * libm::log(uniform64(words[0], words[1]))) as Week
}
