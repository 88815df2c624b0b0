//! One matter put to the vote: who weighs how much where, who supports it, whether it was decided jointly.

use crate::levers::Levers;
use crate::random::{Purpose, WorldKey, logistic64, uniform};
use crate::units::Week;
use crate::world::agents::union::{Union, UnionRules, Waiting};
use crate::world::exchange::{Body, Event, EventKind, MatterKind};

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

impl Union {
    /// Put one matter to the vote.
    pub(super) fn vote(&mut self, votes: &Votes, proposer: Body, matter: u32) -> Event {
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
            self.waiting.push(Waiting { since: votes.week, due, about, of_residents });
            self.now.promised += u32::from(of_residents);
        }
        let kind = EventKind::Matter { proposer, about, adopted };
        Event::of_county(votes.week, proposer.actor(), kind)
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
