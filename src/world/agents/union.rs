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
        /// Staff hours that carrying out a matter takes.
        staff_hours: f64 = 4.0, in [0.0, 100.0], "hours", Assumption "half a day";
        /// Part that the union proposes of the matters that arise without residents.
        proposes_union: f64 = 0.35, in [0.0, 1.0], "share", Assumption "no source";
        /// … the funding bureau.
        proposes_agency: f64 = 0.25, in [0.0, 1.0], "share", Assumption "no source";
        /// … the committee; the organization proposes the rest.
        proposes_committee: f64 = 0.2, in [0.0, 1.0], "share", Assumption "no source";
        /// Part of the bureau in what the union does not decide by its role.
        weight_agency: f64 = 0.6, in [0.0, 1.0], "share", Assumption "who pays has most to say";
        /// … of the committee.
        weight_committee: f64 = 0.3, in [0.0, 1.0], "share", Assumption "no source";
        /// … of the organization; the three sum to one.
        weight_organization: f64 = 0.1, in [0.0, 1.0], "share", Assumption "no source";
        /// Logits between a matter that suits a body least and one that suits it most.
        vote_fit: f64 = 2.0, in [0.0, 20.0], "logit", Assumption "no source";
        /// Logits between no trust and full trust of a body.
        vote_trust: f64 = 2.0, in [0.0, 20.0], "logit", Assumption "no source";
        /// Weight of members' reach in what the union's trust moves to; the score has the rest.
        trust_reach: f64 = 0.5, in [0.0, 1.0], "share", Assumption "no source";
        /// Part of what carried-out matters added that fades in a week.
        fading: f64 = 0.01, in [0.0, 1.0], "per week", Assumption "half of it is gone after 16 months";
        /// Matters of hours that add up at most.
        most_hours: f64 = 4.0, in [1.0, 100.0], "matters", Assumption "a home has so many free hours";
        /// Matters of the programme, or of outreach, that add up at most.
        most: f64 = 5.0, in [1.0, 100.0], "matters", Assumption "no source";
        /// Residents' share of seats in the council that gives volunteers and residents full voice.
        voice_full: f64 = 0.4, in [0.01, 1.0], "share", Assumption "no source";
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

/// An adopted matter that waits to be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Waiting {
    due: Week,
    about: MatterKind,
    of_residents: bool,
}

/// Matters of one week, kept for a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct MatterCount {
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
pub(crate) struct Trusts {
    /// Union, funding bureau, committee, organization, residents.
    pub of: [f64; 5],
}

/// What a week's votes go by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Votes<'a> {
    /// Rules of the union and the council.
    pub rules: &'a UnionRules,
    /// The levers in force.
    pub levers: &'a Levers,
    /// Trust of those who vote.
    pub trusts: Trusts,
    /// Cooperation of the committee, 0–1.
    pub cooperation: f64,
    /// The random world.
    pub key: WorldKey,
    /// The week.
    pub week: Week,
}

/// Where a matter is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Forum {
    /// In the council.
    Council,
    /// By the union and the agencies.
    Offices,
}

/// The union, with what the council left on the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Union {
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
    pub(crate) fn new(setup: &UnionRules) -> Union {
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
    pub(crate) fn clear_table(&mut self) {
        self.waiting.clear();
    }

    /// A week's decisions while an organization runs the home. Returns what was carried out; at most
    /// `affordable` matters are.
    pub(crate) fn decide(
        &mut self,
        votes: &Votes,
        attending: f64,
        affordable: u32,
        events: &mut Vec<Event>,
    ) -> Carried {
        let (rules, week) = (votes.rules, votes.week);
        self.attending += attending;
        if week.rem_euclid(4) == 0 {
            for n in 0..rules.matters as u32 {
                let word = votes.key.draw(n, 0, week, Purpose::Proposal, 0)[0];
                events.push(self.vote(votes, rules.proposer(f64::from(uniform(word))), n));
            }
            let month = week.div_euclid(4);
            let meets = votes.levers.council.meets as i32;
            // The meetings of a year of 13 months are spread evenly over it.
            if (month * meets).div_euclid(13) != ((month - 1) * meets).div_euclid(13) {
                for n in 0..self.residents_propose(votes) {
                    // Numbers from 100 on: draws of their own.
                    events.push(self.vote(votes, Body::Residents, 100 + n));
                }
            }
        }
        self.carry_out(rules, affordable, week, events)
    }

    /// Under government the agency decides what arises alone: nothing is joint.
    pub(crate) fn agency_decides_alone(&mut self, setup: &UnionRules, week: Week) {
        if week.rem_euclid(4) == 0 {
            self.now.raised += setup.matters as u32;
            self.now.decided += setup.matters as u32;
        }
    }

    fn residents_propose(&mut self, votes: &Votes) -> u32 {
        let mean = votes.rules.proposals * self.attending * votes.levers.council.seats;
        self.attending = 0.0;
        let Ok(number) = Poisson::new(mean.min(1e6)) else { return 0 };
        let mut stream: KeyedStream = votes.key.stream(1_000, 0, votes.week, Purpose::Proposal);
        let wished: f64 = number.sample(&mut stream);
        (wished as u32).min(votes.rules.agenda as u32)
    }

    /// Put one matter to the vote.
    fn vote(&mut self, votes: &Votes, proposer: Body, matter: u32) -> Event {
        let (levers, rules) = (votes.levers, votes.rules);
        let words = [0, 1, 2].map(|block| votes.key.draw(matter, 0, votes.week, Purpose::Matter, block));
        let in_council =
            levers.council.meets > 0 && f64::from(uniform(words[2][0])) < levers.council.may_decide;
        let weight = vote_weights(rules, levers, if in_council { Forum::Council } else { Forum::Offices });
        let supports: [bool; 5] = std::array::from_fn(|body| {
            let (fit, u) = (uniform(words[body / 4][body % 4]), uniform(words[1 + body / 3][1 + body % 3]));
            let suits = rules.vote_fit * (f64::from(fit) - 0.5);
            let trusts = rules.vote_trust * (votes.trusts.of[body] - 0.5);
            Body::ALL[body] == proposer || f64::from(u) < logistic64(suits + trusts)
        });
        let adopted = majority(&weight, &supports);
        let of_residents = proposer == Body::Residents;
        let voters = weight.iter().filter(|w| **w > 0.0).count();
        let joint = voters >= 2 && (another_tips(&weight, &supports) || (of_residents && adopted));
        self.now.raised += 1;
        self.now.by_residents += u32::from(of_residents);
        self.now.decided += 1;
        self.now.joint += u32::from(joint);
        self.now.adopted += u32::from(adopted);
        let about = MatterKind::ALL[(words[2][3] % 5) as usize];
        if adopted {
            let due = votes.week + votes.delay();
            self.waiting.push(Waiting { due, about, of_residents });
        }
        let kind = EventKind::Matter { proposer, about, adopted };
        Event::of_county(votes.week, proposer.actor(), kind)
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
            self.put_into_effect(setup, matter.about, &mut carried);
            let kind = EventKind::CarriedOut { about: matter.about };
            events.push(Event::of_county(week, Actor::Union, kind));
        }
        carried
    }

    fn put_into_effect(&mut self, setup: &UnionRules, about: MatterKind, carried: &mut Carried) {
        match about {
            MatterKind::Hours => self.hours = (self.hours + setup.hours).min(setup.most_hours * setup.hours),
            MatterKind::Programme => self.fit = (self.fit + setup.fit).min(setup.most * setup.fit),
            MatterKind::Money => carried.money += 1,
            MatterKind::Rules => carried.rules += 1,
            MatterKind::Outreach => {
                self.outreach = (self.outreach + setup.outreach).min(setup.most * setup.outreach);
            }
        }
    }

    /// End of the week: what was added fades, the year is kept. Without a council nothing is added to the
    /// year.
    pub(crate) fn fade(&mut self, setup: &UnionRules) {
        let kept = 1.0 - setup.fading;
        self.hours *= kept;
        self.fit *= kept;
        self.outreach *= kept;
        if self.year.len() == 52 {
            self.year.rotate_left(1);
            self.year.pop();
        }
        self.year.push(self.now);
        self.now = MatterCount::default();
    }

    /// Sums of the last 52 weeks.
    pub(crate) fn last_year(&self) -> MatterCount {
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
    pub(crate) fn week_before(&self) -> MatterCount {
        self.year.last().copied().unwrap_or_default()
    }

    /// Share of residents' proposals of the last year that were carried out; `None` when none was made.
    pub(crate) fn carried_share(&self) -> Option<f64> {
        let year = self.last_year();
        let share = || f64::from(year.carried_of_residents) / f64::from(year.by_residents);
        (year.by_residents > 0).then(|| share().min(1.0))
    }

    /// Trust moves once a month: members' reach against all, and the score.
    pub(crate) fn learn(&mut self, setup: &UnionRules, step: f64, member_reach: f64, score: Option<f64>) {
        let reach = setup.trust_reach;
        let target = reach * member_reach.min(1.0) + (1.0 - reach) * score.map_or(self.trust, |s| s / 100.0);
        self.trust += step * (target - self.trust);
    }
}

/// What was carried out in a week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Carried {
    /// Matters in all; each costs.
    pub matters: u32,
    /// Matters of money.
    pub money: u32,
    /// Rules.
    pub rules: u32,
}

impl UnionRules {
    /// The body that proposes for a uniform number: the parts of the four laid end to end.
    fn proposer(&self, u: f64) -> Body {
        let first = self.proposes_union;
        let second = first + self.proposes_agency;
        let edges = [first, second, second + self.proposes_committee];
        Body::ALL[edges.iter().filter(|edge| u >= **edge).count()]
    }
}

impl Votes<'_> {
    /// Weeks until an adopted matter is carried out: quick where one decides, slowest where two decide alike
    /// (4λ(1 − λ) is 1 at λ = ½) and nobody cooperates.
    fn delay(&self) -> Week {
        let lambda = self.levers.union.decision_role;
        let masters = self.rules.delay_two_masters * 4.0 * lambda * (1.0 - lambda);
        libm::round(self.rules.delay + masters * (1.0 - self.cooperation)) as Week
    }
}

/// Whether those who support a matter have more than half of the weight.
fn majority(weight: &[f64; 5], supports: &[bool; 5]) -> bool {
    (0..5).filter(|b| supports[*b]).map(|b| weight[b]).sum::<f64>() > 0.5
}

/// Whether another than the weightiest body could have turned the vote alone.
fn another_tips(weight: &[f64; 5], supports: &[bool; 5]) -> bool {
    let weightiest = (0..5).fold(0, |best, b| if weight[b] > weight[best] { b } else { best });
    (0..5).any(|b| {
        let mut other = *supports;
        other[b] = !other[b];
        b != weightiest && weight[b] > 0.0 && majority(weight, &other) != majority(weight, supports)
    })
}

/// Weights of union, funding bureau, committee, organization and residents; they sum to one. In the council
/// residents vote by their seats and the others alike; elsewhere the union decides by its role and the
/// agencies by the rest.
pub(crate) fn vote_weights(rules: &UnionRules, levers: &Levers, place: Forum) -> [f64; 5] {
    if place == Forum::Council {
        let seats = levers.council.seats;
        let each = (1.0 - seats) / 4.0;
        return [each, each, each, each, seats];
    }
    let lambda = levers.union.decision_role;
    let [agency, committee, organization] =
        [rules.weight_agency, rules.weight_committee, rules.weight_organization]
            .map(|part| part * (1.0 - lambda));
    [lambda, agency, committee, organization, 0.0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_sum_to_one() {
        let mut levers = Levers::default();
        for lambda in [0.0, 0.3, 0.6, 1.0] {
            levers.union.decision_role = lambda;
            for place in [Forum::Council, Forum::Offices] {
                let weights = vote_weights(&UnionRules::default(), &levers, place);
                assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            }
        }
    }
}
