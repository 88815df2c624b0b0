//! The Work Union, owner of the home, and the council: matters arise, bodies vote by weight, what is adopted
//! is carried out or lies.

use crate::levers::Levers;
use crate::random::{KeyedStream, Purpose, WorldKey, logistic64, uniform};
use crate::settings;
use crate::units::Week;
use crate::world::exchange::{Actor, Body, Event, EventKind, MatterKind};
use rand_distr::{Distribution, Poisson};
use serde::{Deserialize, Serialize};

settings! {
    /// The union and the council.
    pub struct UnionRules = "union" {
        /// Trust of the union in the organization at the start.
        trust: f64 = 0.6, in [0.0, 1.0], "share", Assumption "no source";
        /// Matters that arise a month without residents.
        matters: i64 = 2, in [0, 20], "per month", Assumption "no source";
        /// Proposals of residents per attending resident and share of seats.
        proposals: f64 = 0.02, in [0.0, 0.5], "per attendance", Assumption "no source";
        /// Residents' proposals that one meeting of the council can deal with.
        agenda: i64 = 3, in [1, 50], "matters", Assumption "an evening";
        /// Shortest delay until an adopted matter is carried out.
        delay: f64 = 2.0, in [0.0, 52.0], "weeks", Assumption "no source";
        /// What two masters add to it when nobody cooperates.
        delay_two_masters: f64 = 8.0, in [0.0, 52.0], "weeks",
            Assumption "two masters are slow, one is quick: hump-shaped in the decision role";
        /// Cost of carrying out a matter.
        cost: f64 = 400.0, in [0.0, 1e6], "yuan", Assumption "no source";
        /// What the union adds when a matter of money is carried out.
        money: f64 = 1_000.0, in [0.0, 1e6], "yuan", Assumption "no source";
        /// Opening hours that a carried-out matter of hours adds; it fades.
        hours: f64 = 1.0, in [0.0, 10.0], "hours/week", Assumption "no source";
        /// What a carried-out matter of the programme adds to the utility; it fades.
        fit: f64 = 0.03, in [0.0, 0.5], "logit", Assumption "no source";
        /// Part of the referrals that a carried-out matter of outreach adds; it fades.
        outreach: f64 = 0.2, in [0.0, 2.0], "share", Assumption "no source";
        /// Routines that a carried-out rule adds.
        rule: f64 = 0.01, in [0.0, 0.2], "index", Assumption "no source";
        /// Decision role from which on others feel shut out.
        closed_from: f64 = 0.6, in [0.0, 0.99], "share",
            Assumption "as the role goes to 1, openness to non-members falls";
        /// Logit taken from non-members at a decision role of 1.
        closed: f64 = 0.8, in [0.0, 3.0], "logit", Assumption "no source";
        /// Members told at the workplace a week and firm at a decision role of 1, for 10,000 residents and
        /// three firms.
        workplace: f64 = 6.0, in [0.0, 100.0], "people/week", Assumption "two a firm";
    }
}

/// How often the four bodies propose (an assumption), cumulated.
const PROPOSES: [f64; 3] = [0.35, 0.60, 0.80];
/// Index of the residents among the five bodies.
const RESIDENTS: usize = 4;

/// An adopted matter that waits to be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Waiting {
    due: Week,
    about: MatterKind,
    of_residents: bool,
}

/// Matters of one week, kept for a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MatterCount {
    /// Raised by any body.
    pub raised: u32,
    /// Raised by residents.
    pub by_residents: u32,
    /// Put to the vote.
    pub decided: u32,
    /// Decided jointly.
    pub joint: u32,
    /// Adopted.
    pub adopted: u32,
    /// Carried out.
    pub carried: u32,
    /// Carried out, raised by residents.
    pub carried_of_residents: u32,
}

/// Trust of those who vote.
#[derive(Clone, Copy, Debug)]
pub struct Trusts {
    /// Union, funding bureau, committee, organization, residents.
    pub of: [f64; 5],
}

/// The union, with what the council left on the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Union {
    /// Trust in the organization.
    pub trust: f64,
    /// Opening hours from carried-out matters.
    pub hours: f64,
    /// Fit of the programme from carried-out matters.
    pub fit: f64,
    /// Outreach from carried-out matters.
    pub outreach: f64,
    /// Matters of the present week.
    pub now: MatterCount,
    /// Matters that wait.
    waiting: Vec<Waiting>,
    /// The last 52 weeks, oldest first.
    year: Vec<MatterCount>,
    /// Attendance in public affairs since the council last met.
    attending: f64,
}

impl Union {
    /// As it stands before a handover.
    pub fn new(setup: &UnionRules) -> Union {
        Union {
            trust: setup.trust,
            hours: 0.0,
            fit: 0.0,
            outreach: 0.0,
            now: MatterCount::default(),
            waiting: Vec::new(),
            year: Vec::new(),
            attending: 0.0,
        }
    }

    /// Forget what was on the table: an organization lost its contract.
    pub fn clear_table(&mut self) {
        self.waiting.clear();
    }

    /// A week's decisions while an organization runs the home. Returns what was carried out; at most
    /// `affordable` matters are.
    pub fn decide(
        &mut self,
        setup: &UnionRules,
        levers: &Levers,
        trusts: &Trusts,
        attending: f64,
        cooperation: f64,
        affordable: u32,
        key: WorldKey,
        week: Week,
        events: &mut Vec<Event>,
    ) -> Carried {
        self.attending += attending;
        if week.rem_euclid(4) == 0 {
            for n in 0..setup.matters as u32 {
                let word = key.draw(n, 0, week, Purpose::Proposal, 0)[0];
                let proposer = PROPOSES.iter().filter(|edge| f64::from(uniform(word)) >= **edge).count();
                self.vote(setup, levers, trusts, cooperation, proposer, n, key, week, events);
            }
            let month = week.div_euclid(4);
            let meets = levers.council.meets as i32;
            if (month * meets).div_euclid(13) != ((month - 1) * meets).div_euclid(13) {
                for n in 0..self.residents_propose(setup, levers, key, week) {
                    self.vote(setup, levers, trusts, cooperation, RESIDENTS, 100 + n, key, week, events);
                }
            }
        }
        self.carry_out(setup, affordable, week, events)
    }

    /// Under government the agency decides what arises alone: nothing is joint.
    pub fn agency_decides_alone(&mut self, setup: &UnionRules, week: Week) {
        if week.rem_euclid(4) == 0 {
            self.now.raised += setup.matters as u32;
            self.now.decided += setup.matters as u32;
        }
    }

    fn residents_propose(&mut self, setup: &UnionRules, levers: &Levers, key: WorldKey, week: Week) -> u32 {
        let mean = setup.proposals * self.attending * levers.council.seats;
        self.attending = 0.0;
        let Ok(number) = Poisson::new(mean.min(1e6)) else { return 0 };
        let mut stream: KeyedStream = key.stream(1_000, 0, week, Purpose::Proposal);
        let wished: f64 = number.sample(&mut stream);
        (wished as u32).min(setup.agenda as u32)
    }

    /// Put one matter to the vote.
    fn vote(
        &mut self,
        setup: &UnionRules,
        levers: &Levers,
        trusts: &Trusts,
        cooperation: f64,
        proposer: usize,
        matter: u32,
        key: WorldKey,
        week: Week,
        events: &mut Vec<Event>,
    ) {
        let words = [
            key.draw(matter, 0, week, Purpose::Matter, 0),
            key.draw(matter, 0, week, Purpose::Matter, 1),
            key.draw(matter, 0, week, Purpose::Matter, 2),
        ];
        let in_council =
            levers.council.meets > 0 && f64::from(uniform(words[2][0])) < levers.council.may_decide;
        let weight = vote_weights(levers, in_council);
        let supports: [bool; 5] = std::array::from_fn(|body| {
            let (fit, u) = (uniform(words[body / 4][body % 4]), uniform(words[1 + body / 3][1 + body % 3]));
            body == proposer
                || f64::from(u) < logistic64(2.0 * (f64::from(fit) - 0.5) + 2.0 * (trusts.of[body] - 0.5))
        });
        let sum = |yes: &[bool; 5]| (0..5).filter(|b| yes[*b]).map(|b| weight[b]).sum::<f64>();
        let adopted = sum(&supports) > 0.5;
        let weightiest = (0..5).fold(0, |best, b| if weight[b] > weight[best] { b } else { best });
        let another_tipped_it = (0..5).any(|b| {
            let mut other = supports;
            other[b] = !other[b];
            b != weightiest && weight[b] > 0.0 && (sum(&other) > 0.5) != adopted
        });
        let voters = weight.iter().filter(|w| **w > 0.0).count();
        let of_residents = proposer == RESIDENTS;
        self.now.raised += 1;
        self.now.by_residents += u32::from(of_residents);
        self.now.decided += 1;
        self.now.joint += u32::from(voters >= 2 && (another_tipped_it || (of_residents && adopted)));
        self.now.adopted += u32::from(adopted);
        let about = MatterKind::ALL[(words[2][3] % 5) as usize];
        if adopted {
            let lambda = levers.union.decision_role;
            let delay =
                setup.delay + setup.delay_two_masters * 4.0 * lambda * (1.0 - lambda) * (1.0 - cooperation);
            self.waiting.push(Waiting { due: week + libm::round(delay) as Week, about, of_residents });
        }
        let proposer = Body::ALL[proposer];
        let kind = EventKind::Matter { proposer, about, adopted };
        events.push(Event::of_county(week, proposer.actor(), kind));
    }

    fn carry_out(
        &mut self,
        setup: &UnionRules,
        affordable: u32,
        week: Week,
        events: &mut Vec<Event>,
    ) -> Carried {
        let mut carried = Carried::default();
        let mut n = 0;
        while n < self.waiting.len() {
            let matter = self.waiting[n];
            if matter.due > week {
                n += 1;
                continue;
            }
            if carried.matters >= affordable {
                // It lies, and after a year it is forgotten.
                if matter.due + 52 <= week {
                    self.waiting.remove(n);
                } else {
                    n += 1;
                }
                continue;
            }
            self.waiting.remove(n);
            carried.matters += 1;
            self.now.carried += 1;
            self.now.carried_of_residents += u32::from(matter.of_residents);
            match matter.about {
                MatterKind::Hours => self.hours = (self.hours + setup.hours).min(4.0 * setup.hours),
                MatterKind::Programme => self.fit = (self.fit + setup.fit).min(5.0 * setup.fit),
                MatterKind::Money => carried.money += 1,
                MatterKind::Rules => carried.rules += 1,
                MatterKind::Outreach => {
                    self.outreach = (self.outreach + setup.outreach).min(5.0 * setup.outreach);
                }
            }
            let kind = EventKind::CarriedOut { about: matter.about };
            events.push(Event::of_county(week, Actor::Union, kind));
        }
        carried
    }

    /// End of the week: what was added fades, the year is kept. Without a council nothing is added to the
    /// year.
    pub fn fade(&mut self) {
        self.hours *= 0.99;
        self.fit *= 0.99;
        self.outreach *= 0.99;
        if self.year.len() == 52 {
            self.year.rotate_left(1);
            self.year.pop();
        }
        self.year.push(self.now);
        self.now = MatterCount::default();
    }

    /// Sums of the last 52 weeks.
    pub fn last_year(&self) -> MatterCount {
        self.year.iter().fold(MatterCount::default(), |a, b| MatterCount {
            raised: a.raised + b.raised,
            by_residents: a.by_residents + b.by_residents,
            decided: a.decided + b.decided,
            joint: a.joint + b.joint,
            adopted: a.adopted + b.adopted,
            carried: a.carried + b.carried,
            carried_of_residents: a.carried_of_residents + b.carried_of_residents,
        })
    }

    /// The matters of the week that has just been put away by [`Union::fade`].
    pub fn week_before(&self) -> MatterCount {
        self.year.last().copied().unwrap_or_default()
    }

    /// Share of residents' proposals of the last year that were carried out; negative when none was made.
    pub fn carried_share(&self) -> f64 {
        let year = self.last_year();
        if year.by_residents == 0 {
            -1.0
        } else {
            (f64::from(year.carried_of_residents) / f64::from(year.by_residents)).min(1.0)
        }
    }

    /// Trust moves once a month: members' reach against all, and the score.
    pub fn learn(&mut self, step: f64, member_reach: f64, score: Option<f64>) {
        let target = 0.5 * member_reach.min(1.0) + 0.5 * score.map_or(self.trust, |s| s / 100.0);
        self.trust += step * (target - self.trust);
    }
}

/// What was carried out in a week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Carried {
    /// Matters in all; each costs.
    pub matters: u32,
    /// Matters of money.
    pub money: u32,
    /// Rules.
    pub rules: u32,
}

/// Weights of union, funding bureau, committee, organization and residents; they sum to one. In the council
/// residents vote by their seats and the others alike; elsewhere the union decides by its role and the
/// agencies by the rest.
pub fn vote_weights(levers: &Levers, in_council: bool) -> [f64; 5] {
    if in_council {
        let seats = levers.council.seats;
        let each = (1.0 - seats) / 4.0;
        return [each, each, each, each, seats];
    }
    let lambda = levers.union.decision_role;
    [lambda, 0.6 * (1.0 - lambda), 0.3 * (1.0 - lambda), 0.1 * (1.0 - lambda), 0.0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_sum_to_one() {
        let mut levers = Levers::default();
        for lambda in [0.0, 0.3, 0.6, 1.0] {
            levers.union.decision_role = lambda;
            for council in [true, false] {
                assert!((vote_weights(&levers, council).iter().sum::<f64>() - 1.0).abs() < 1e-12);
            }
        }
    }
}
