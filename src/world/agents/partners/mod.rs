//! Social power: firms and groups that tie themselves to the organization for some years, and bring events,
//! hands and money. Firms want to be seen, foundations want outcomes: they come, stay and leave by what they
//! get.
//!
//! - The university, its students and its research → `university`

pub(crate) mod university;

use crate::levers::Levers;
use crate::random::{Purpose, WorldKey, uniform, uniform64};
use crate::settings;
use crate::units::Week;
use crate::world::agents::partners::university::University;
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
        /// Part of the pool that are foundations; the rest are firms and groups.
        foundations: f64 = 0.25, in [0.0, 1.0], "share", Assumption "no source";
        /// How much more often foundations come at a score of 100 than of 50; as much less at 0.
        outcomes: f64 = 1.0, in [0.0, 1.0], "share", Assumption "no source";
        /// Brand that a firm expects for its part.
        brand_expected: f64 = 0.15, in [0.0, 1.0], "index",
            Assumption "about that of the usual home: it gets there what it came for";
        /// Score that a foundation expects.
        score_expected: f64 = 60.0, in [0.0, 100.0], "points", Assumption "the usual threshold";
        /// Weeks of agreed ties, mean.
        life: f64 = 78.0, in [4.0, 1_040.0], "weeks",
            Assumption "1-3 years, those that are renewed included";
        /// Probability that a tie is renewed by a partner that gets what it expects; in proportion to what it
        /// gets.
        renewed: f64 = 0.3, in [0.0, 1.0], "share", Assumption "no source";
        /// Weekly rate at which a partner that gets nothing of what it expects leaves before its time; in
        /// proportion to what is missing.
        disappointed: f64 = 0.01, in [0.0, 0.5], "per week", Assumption "half of them within 16 months";
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
    /// Weeks in which the ties of firms and groups end.
    pub until: Vec<Week>,
    /// … of foundations.
    pub foundations: Vec<Week>,
    /// The university.
    pub university: University,
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
    /// Score of the last assessment; `None` before the first.
    pub score: Option<f64>,
    /// The random world.
    pub key: WorldKey,
    /// Week.
    pub week: Week,
}

/// A week of the ties of one kind: who left, renewed, came, and how likely that was.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct TieWeek {
    /// What such a partner gets of what it expects, 0–1.
    pub got: f64,
    /// Ties whose time ran out.
    pub ended: u32,
    /// Of these, those that were renewed.
    pub renewed: u32,
    /// Probability that one is.
    pub renews: f64,
    /// Probability above which one more would have been renewed, with the same luck; 1 where none is left.
    pub one_more: f64,
    /// Ties that were ended before their time.
    pub early: u32,
    /// How many end so in a week, on average.
    pub leaving: f64,
    /// Partners that came.
    pub joined: u32,
    /// How many come in a week, on average: the product of `made_of`.
    pub rate: f64,
    /// The usual rate with that of a programme; by how much what they see draws them, and how open the doors
    /// are; the part of the pool that is not there yet, against that of 10,000 residents.
    pub made_of: [f64; 4],
    /// The same up to which none would have come, with the same luck.
    pub none_up_to: f64,
}

/// What a kind of partner wants, and what it gets of it.
struct Motive {
    /// Part of the pool.
    part: f64,
    /// How open its doors are for what it sees.
    drawn: f64,
    /// What it gets of what it expects, 0–1.
    got: f64,
    /// Where its draws begin: firms as of old, foundations behind.
    draws: u32,
}

impl PartnerWeek<'_> {
    /// Firms and groups want to be seen.
    fn firms(&self) -> Motive {
        let r = self.rules;
        Motive {
            part: 1.0 - r.foundations,
            drawn: 1.0 + r.brand * self.brand,
            got: got(self.brand, r.brand_expected),
            draws: 0,
        }
    }

    /// Foundations want outcomes, as the assessment tells them; before the first they see none.
    fn foundations(&self) -> Motive {
        let r = self.rules;
        let known = self.score.map_or(0.0, |score| score / 50.0 - 1.0);
        Motive {
            part: r.foundations,
            drawn: 1.0 + r.outcomes * known,
            got: self.score.map_or(1.0, |score| got(score, r.score_expected)),
            draws: 10_000_000,
        }
    }

    /// How the ties of firms and groups, and of foundations, change.
    pub(crate) fn change_all(&self, partners: &mut Partners) -> [TieWeek; 2] {
        [
            self.change(&mut partners.until, &self.firms()),
            self.change(&mut partners.foundations, &self.foundations()),
        ]
    }

    /// How the ties of a kind change: who leaves, who renews, who comes.
    fn change(&self, ties: &mut Vec<Week>, motive: &Motive) -> TieWeek {
        let PartnerWeek { rules, levers, scale, trust, key, week, .. } = *self;
        let word = |who: u32, block: u32| key.draw(motive.draws + who, 0, week, Purpose::Partner, block)[0];
        let mut of_week = TieWeek { got: motive.got, one_more: 1.0, ..TieWeek::default() };
        of_week.renews = rules.renewed * motive.got;
        for (ending, until) in (0..).zip(ties.iter_mut().filter(|until| **until <= week)) {
            let luck = f64::from(uniform(word(ending, 2)));
            of_week.ended += 1;
            if luck < of_week.renews {
                *until = week + life(rules, key, motive.draws + RENEWED + ending, week);
                of_week.renewed += 1;
            } else {
                of_week.one_more = of_week.one_more.min(luck);
            }
        }
        ties.retain(|until| *until > week);
        // Who gets too little leaves before its time; those whose time is nearest go first.
        of_week.leaving = ties.len() as f64 * rules.disappointed * (1.0 - motive.got);
        let early = arrivals(of_week.leaving, f64::from(uniform(word(0, 3)))) as usize;
        ties.sort_unstable();
        of_week.early = ties.drain(..early.min(ties.len())).len() as u32;
        // The pool empties: each partner that is there leaves one fewer to be won.
        let pool = motive.part * rules.pool * scale.max(rules.least_scale);
        let left = (pool - ties.len() as f64).max(0.0) / rules.pool.max(1e-9);
        let doors = trust * (1.0 + levers.operator.integration) * (1.0 + levers.support.facilitation);
        let usual = rules.arrival + rules.programme * levers.partners.social_power;
        of_week.rate = usual * motive.drawn * doors * left;
        of_week.made_of = [usual, motive.drawn, doors, left];
        let most = libm::ceil(pool - ties.len() as f64).max(0.0) as u32;
        let luck = f64::from(uniform(word(0, 0)));
        of_week.none_up_to = -libm::log1p(-luck);
        of_week.joined = arrivals(of_week.rate, luck).min(most);
        for n in 1..=of_week.joined {
            let who = motive.draws + FIRST_LATER * u32::from(n > 1) + n;
            ties.push(week + life(rules, key, who, week));
        }
        of_week
    }
}

/// What a partner gets of what it expects, 0–1.
fn got(there: f64, expected: f64) -> f64 {
    if expected > 0.0 { (there / expected).min(1.0) } else { 1.0 }
}

impl Partners {
    /// How many there are.
    pub(crate) fn count(&self) -> f64 {
        (self.until.len() + self.foundations.len()) as f64
    }

    /// Those who are there when an organization begins: firms and groups that its people know.
    pub(crate) fn begin(&mut self, rules: &PartnerRules, scale: f64, key: WorldKey, week: Week) {
        // A place smaller than 10,000 residents begins with the same number: partners are whole.
        let count = libm::round(rules.at_start as f64 * scale.max(1.0)) as u32;
        self.until = (0..count).map(|n| week + life(rules, key, 100 + n, week)).collect();
        self.foundations.clear();
        self.university = University::default();
    }

    /// An organization goes, and its partners with it.
    pub(crate) fn clear(&mut self) {
        self.until.clear();
        self.foundations.clear();
    }

    /// Partners leave, renew their ties and come, by what they get.
    pub(crate) fn come_and_go(&mut self, seen: &PartnerWeek, events: &mut Vec<Event>) {
        let before = self.count() as u32;
        let joined: u32 = seen.change_all(self).iter().map(|of_week| of_week.joined).sum();
        let now = self.count() as u32;
        let left = before + joined - now;
        let of_week = |kind| Event::of_county(seen.week, Actor::Partners, kind);
        if left > 0 {
            events.push(of_week(EventKind::PartnerLeft { left, before }));
        }
        events.extend((1..=joined).map(|n| of_week(EventKind::PartnerJoined { partners: now - joined + n })));
    }
}

/// Who comes second in a week draws from here on: below stand those of the first week of a contract.
const FIRST_LATER: u32 = 1_000_000;
/// Who renews a tie draws its new life from here on.
const RENEWED: u32 = 5_000_000;

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
