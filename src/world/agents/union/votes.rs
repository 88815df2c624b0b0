//! One matter put to the vote: who weighs how much where, who supports it, whether it was decided jointly.

use crate::levers::Levers;
use crate::random::{Purpose, WorldKey, logistic64, uniform};
use crate::units::Week;
use crate::world::agents::union::interests::{BodyInterests, HomeSeen, Purse, Weighing};
use crate::world::agents::union::{Union, UnionRules, VoteCast, Waiting};
use crate::world::exchange::{BODIES, Body, Event, EventKind, Subject};

/// What a week's votes go by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Votes<'a> {
    /// Rules of the union and the council.
    pub rules: &'a UnionRules,
    /// What the bodies stand for.
    pub interests: &'a BodyInterests,
    /// The levers in force.
    pub levers: &'a Levers,
    /// The union's decision role, less what it shares.
    pub role: f64,
    /// The homes, in order.
    pub homes: &'a [HomeSeen],
    /// Trust of union, funding bureau, committee and organization.
    pub trusts: [f64; 4],
    /// The money of the books.
    pub purse: Purse,
    /// There are partners who sit in the council.
    pub partners: f64,
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

/// A matter that is raised: of which home, by whom, under which number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Raised {
    pub home: usize,
    pub proposer: Body,
    pub number: u32,
}

impl Union {
    /// Put one matter to the vote.
    pub(super) fn vote(&mut self, votes: &Votes, raised: Raised) -> Event {
        let place = votes.homes[raised.home].place;
        let words = |block| votes.key.draw(raised.number, place, votes.week, Purpose::Matter, block);
        let [first, second] = [words(0), words(1)];
        let (about, gains) = self.best_idea(votes, raised, words);
        let levers = votes.levers;
        let in_council = levers.council.meets > 0 && f64::from(uniform(first[0])) < levers.council.may_decide;
        let weight = vote_weights(
            votes.rules,
            levers,
            votes.role,
            if in_council { Forum::Council } else { Forum::Offices },
        );
        let chance = [first[1], first[2], first[3], second[0], second[1], second[2], second[3]];
        let supports: [bool; BODIES] = std::array::from_fn(|body| {
            let seated = Body::ALL[body] != Body::SocialPower || votes.partners > 0.0;
            let likely = supporting(gains[body], votes.interests.doubt);
            seated && (Body::ALL[body] == raised.proposer || f64::from(uniform(chance[body])) < likely)
        });
        self.count(votes, raised, about, &weight, &supports)
    }

    /// The idea that brings the proposer most, and what it brings each body.
    fn best_idea(
        &self,
        votes: &Votes,
        raised: Raised,
        words: impl Fn(u32) -> [u32; 4],
    ) -> (Subject, [f64; BODIES]) {
        let home = &votes.homes[raised.home];
        let [union, agency, committee, organization] = votes.trusts;
        let weighing = Weighing {
            rules: votes.rules,
            interests: votes.interests,
            home,
            left: &self.homes[raised.home],
            purse: votes.purse,
            trusts: [union, agency, committee, organization, home.trust, 0.5, 0.5],
        };
        let idea = |n: u32| {
            let [kind, gains, loses, _] = words(2 + n);
            let about = Subject::drawn([kind, gains, loses]);
            (about, weighing.gains(about))
        };
        let own = raised.proposer as usize;
        let later = (1..votes.interests.ideas as u32).map(idea);
        later.fold(idea(0), |best, next| if next.1[own] > best.1[own] { next } else { best })
    }

    /// Count the votes and remember the result.
    fn count(
        &mut self,
        votes: &Votes,
        raised: Raised,
        about: Subject,
        weight: &[f64; BODIES],
        supports: &[bool; BODIES],
    ) -> Event {
        let Raised { home, proposer, .. } = raised;
        let Outcome { support, adopted, joint } = Outcome::of(weight, supports, proposer);
        let of_residents = proposer == Body::Residents;
        self.now.raised += 1;
        self.now.by_residents += u32::from(of_residents);
        self.now.decided += 1;
        self.now.joint += u32::from(joint);
        self.now.adopted += u32::from(adopted);
        let home = home as u32;
        self.votes.push(VoteCast { weight: *weight, supports: *supports });
        if adopted {
            let due = votes.week + votes.delay();
            self.waiting.push(Waiting { home, since: votes.week, due, about, of_residents });
            self.now.promised += u32::from(of_residents);
        }
        let kind = EventKind::Matter { proposer, about, adopted, support };
        Event::of_community(votes.week, home, proposer.actor(), kind)
    }
}

impl Votes<'_> {
    /// Weeks until an adopted matter is carried out: quick where one decides, slowest where two decide alike
    /// (4λ(1 − λ) is 1 at λ = ½) and nobody cooperates.
    pub(crate) fn delay(&self) -> Week {
        let lambda = self.role;
        let masters = self.rules.delay_two_masters * 4.0 * lambda * (1.0 - lambda);
        libm::round(self.rules.delay + masters * (1.0 - self.cooperation)) as Week
    }
}

/// How a vote went.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Outcome {
    /// Weight of those who support it.
    pub support: f64,
    /// It has more than half of the weight.
    pub adopted: bool,
    /// More than one decided.
    pub joint: bool,
}

impl Outcome {
    /// Of a vote with these weights, supporters and proposer.
    pub(crate) fn of(weight: &[f64; BODIES], supports: &[bool; BODIES], proposer: Body) -> Outcome {
        let support = supporting_weight(weight, supports);
        let adopted = support > 0.5;
        let voters = weight.iter().filter(|w| **w > 0.0).count();
        let of_residents = proposer == Body::Residents;
        let joint = voters >= 2 && (another_tips(weight, supports) || (of_residents && adopted));
        Outcome { support, adopted, joint }
    }
}

/// Probability that a body supports what brings it so much: for certain without doubt.
fn supporting(gain: f64, doubt: f64) -> f64 {
    if doubt > 0.0 {
        logistic64(gain / doubt)
    } else if gain > 0.0 {
        1.0
    } else {
        0.0
    }
}

/// Weight of those who support a matter.
fn supporting_weight(weight: &[f64; BODIES], supports: &[bool; BODIES]) -> f64 {
    (0..BODIES).filter(|b| supports[*b]).map(|b| weight[b]).sum()
}

/// Whether another than the weightiest body could have turned the vote alone.
fn another_tips(weight: &[f64; BODIES], supports: &[bool; BODIES]) -> bool {
    let majority = |supports: &[bool; BODIES]| supporting_weight(weight, supports) > 0.5;
    let weightiest = (0..BODIES).fold(0, |best, b| if weight[b] > weight[best] { b } else { best });
    (0..BODIES).any(|b| {
        let mut other = *supports;
        other[b] = !other[b];
        b != weightiest && weight[b] > 0.0 && majority(&other) != majority(supports)
    })
}

/// Weights of union, funding bureau, committee, organization, residents, social power and university; they
/// sum to one. The union decides by its role and the agencies by the rest; in the council residents, social
/// power and university have their seats, and those four what the seats leave.
pub(crate) fn vote_weights(rules: &UnionRules, levers: &Levers, lambda: f64, place: Forum) -> [f64; BODIES] {
    let [agency, committee, organization] =
        [rules.weight_agency, rules.weight_committee, rules.weight_organization]
            .map(|part| part * (1.0 - lambda));
    let offices = [lambda, agency, committee, organization];
    if place == Forum::Offices {
        let [union, agency, committee, organization] = offices;
        return [union, agency, committee, organization, 0.0, 0.0, 0.0];
    }
    let c = &levers.council;
    let seats = [c.seats, c.social_power, c.university];
    let all: f64 = seats.iter().sum();
    // Seats that were given twice over are cut alike.
    let [residents, social_power, university] = seats.map(|part| part / all.max(1.0));
    let [union, agency, committee, organization] = offices.map(|part| part * (1.0 - all).max(0.0));
    [union, agency, committee, organization, residents, social_power, university]
}

/// The union's mean weight in decisions.
pub(crate) fn weight_of_the_union(rules: &UnionRules, levers: &Levers, lambda: f64) -> f64 {
    let council = if levers.council.meets > 0 { levers.council.may_decide } else { 0.0 };
    let of = |place| vote_weights(rules, levers, lambda, place)[0];
    council * of(Forum::Council) + (1.0 - council) * of(Forum::Offices)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_sum_to_one() {
        let mut levers = Levers::default();
        for lambda in [0.0, 0.3, 0.6, 1.0] {
            for (seats, others) in [(0.15, 0.0), (0.25, 0.1), (1.0, 0.5)] {
                levers.council.seats = seats;
                (levers.council.social_power, levers.council.university) = (others, others);
                for place in [Forum::Council, Forum::Offices] {
                    let weights = vote_weights(&UnionRules::default(), &levers, lambda, place);
                    assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
                }
            }
        }
    }
}
