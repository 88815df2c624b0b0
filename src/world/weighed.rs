//! What went into a decision of the institutions: scores and weights, votes, trust; and what would have
//! turned it. Told only where the terms give the very decision that was made.
//!
//! - How are its terms kept? → `terms`
//! - How is a week looked at between its steps? → `again`; what is told of it by that → `inside`
//! - What went into posts, leavers and the end of an organization? → `work`

mod again;
mod inside;
mod terms;
pub(crate) mod work;

pub(crate) use terms::{
    AwardTerms, BidWeighed, DecisionTerms, DecisionWeighed, GrantTerms, RatingTerms, RenewalTerms, VoteTerms,
};

use crate::levers::Levers;
use crate::world::World;
use crate::world::agents::government::{GovernmentRules, rating_bonus};
use crate::world::agents::union::VoteCast;
use crate::world::blueprint::Blueprint;
use crate::world::exchange::{BODIES, Body, Event, EventKind};
use crate::world::phases::decide::tender;
use crate::world::phases::react;
use crate::world::weighed::inside::InsideWeek;

/// Support from which a contract is renewed.
const RENEWED: f64 = 0.5;

/// What went into the decisions of a week, by the world before and after it.
pub(crate) fn weighed(
    mut before: World,
    after: &World,
    blueprint: &Blueprint,
    decided: &[Event],
) -> Vec<DecisionWeighed> {
    // Homes with contracts of their own have institutions of their own, and terms that are not looked into.
    let together = before.apart.is_empty();
    let inside = together.then(|| InsideWeek::of(&before, after, blueprint, decided)).flatten();
    let levers = react::levers(&mut before, blueprint, after.week);
    let moment = Moment { rules: &blueprint.settings.government, levers: &levers, before: &before };
    let mut votes = after.union.votes.iter();
    // Of the tender that is not decided yet: several homes may be tendered in one week.
    let mut bids = Vec::new();
    let mut one = |event: &Event| {
        let terms = match event.kind {
            EventKind::Renewed { support, .. } | EventKind::NotRenewed { support, .. } => {
                moment.renewal(support)
            }
            EventKind::Rated { .. } => {
                let verdict = after.government.verdict.filter(|_| together);
                verdict.map(|verdict| moment.rating(verdict.sheet, verdict.awarded))
            }
            EventKind::Grant { score, .. } => together.then(|| moment.grant(score)),
            EventKind::Bid { bidder, price, posts, score } => {
                bids.push(BidWeighed { bidder, price, posts, score });
                None
            }
            EventKind::Awarded { bidder, .. } => {
                let bids = std::mem::take(&mut bids);
                together.then(|| moment.award(bidder, bids)).flatten()
            }
            EventKind::Matter { support, .. } => votes.next().and_then(|cast| vote(cast, support)),
            _ => inside.as_ref().and_then(|inside| inside.terms(&event.kind)),
        };
        DecisionWeighed { event: *event, terms: terms.unwrap_or(DecisionTerms::AsTold) }
    };
    decided.iter().map(&mut one).collect()
}

/// What a decision of a week goes by.
struct Moment<'a> {
    rules: &'a GovernmentRules,
    levers: &'a Levers,
    before: &'a World,
}

impl Moment<'_> {
    /// Points from which each rating is given, from the worst.
    fn edges(&self) -> [f64; 5] {
        let GovernmentRules { tier_2, tier_3, tier_4, tier_5, .. } = *self.rules;
        let moved = self.before.government.bureau.moved;
        [0.0, tier_2 + moved, tier_3 + moved, tier_4 + moved, tier_5 + moved]
    }

    fn renewal(&self, told: f64) -> Option<DecisionTerms> {
        let Moment { rules, levers, before } = *self;
        let (government, role) = (&before.government, before.union.role(levers));
        let trust = [before.union.trust, government.trust_agency];
        let threshold = levers.assessment.threshold;
        let score = government.verdict.map_or(threshold + rules.unrated_above, |verdict| verdict.awarded);
        let at = |score: f64| {
            let mut judged = government.clone();
            judged.verdict = Some(Default::default());
            judged.verdict.iter_mut().for_each(|verdict| verdict.awarded = score);
            trust.map(|trust| judged.support(rules, levers, trust))
        };
        let of = |support: [f64; 2]| role * support[0] + (1.0 - role) * support[1];
        let support = at(score);
        if (of(support) - told).abs() > 1e-9 {
            return None;
        }
        let turns_at = crossing(|score| of(at(score)));
        Some(DecisionTerms::Renewal(RenewalTerms { score, threshold, role, trust, support, turns_at }))
    }

    fn rating(&self, sheet: [(f64, f64); 5], awarded: f64) -> DecisionTerms {
        let reported: f64 =
            sheet.iter().map(|(points, weight)| points * weight).sum::<f64>().clamp(0.0, 100.0);
        let edges = self.edges();
        let next = edges.into_iter().find(|edge| *edge > awarded);
        let own = edges.into_iter().rev().find(|edge| *edge <= awarded && *edge > 0.0);
        DecisionTerms::Rating(RatingTerms {
            sheet,
            taken: (reported - awarded).max(0.0),
            awarded,
            edges: [next, own],
        })
    }

    fn award(&self, bidder: u32, mut bids: Vec<BidWeighed>) -> Option<DecisionTerms> {
        bids.sort_by(|a, b| b.score.total_cmp(&a.score));
        if bids.first().is_none_or(|best| best.bidder != bidder) {
            return None;
        }
        let worth = tender::points_per_yuan(self.before, self.levers);
        let behind = bids.get(1).map(|next| ((bids[0].score - next.score) / worth, next.price.yuan()));
        let cheaper = behind.filter(|(less, price)| less.is_finite() && less <= price).map(|(less, _)| less);
        Some(DecisionTerms::Award(AwardTerms { bids, cheaper }))
    }

    fn grant(&self, awarded: f64) -> DecisionTerms {
        let funding = &self.levers.funding;
        let percent = |tier: usize| {
            100.0 * rating_bonus(self.rules, tier as f64) * funding.stake / self.rules.stake_usual
        };
        let edges = self.edges();
        let ratings = std::array::from_fn(|at| (edges[at], percent(at + 1)));
        DecisionTerms::Grant(GrantTerms { awarded, ratings })
    }
}

/// Points at which a support that rises with them is one half, 0–100.
fn crossing(support: impl Fn(f64) -> f64) -> Option<f64> {
    let (mut low, mut high) = (0.0, 100.0);
    if support(low) > RENEWED || support(high) <= RENEWED {
        return None;
    }
    for _ in 0..50 {
        let middle = 0.5 * (low + high);
        if support(middle) > RENEWED { high = middle } else { low = middle }
    }
    Some(high)
}

/// A vote, if these votes give the support that was told.
fn vote(cast: &VoteCast, told: f64) -> Option<DecisionTerms> {
    let support = |supports: &[bool; BODIES]| -> f64 {
        cast.weight.iter().zip(supports).filter(|(_, is_for)| **is_for).map(|(weight, _)| weight).sum()
    };
    if (support(&cast.supports) - told).abs() > 1e-9 {
        return None;
    }
    let turns = |body: &Body| {
        let mut other = cast.supports;
        other[*body as usize] ^= true;
        (support(&other) > 0.5) != (told > 0.5)
    };
    let tips = Body::ALL.into_iter().filter(turns).collect();
    Some(DecisionTerms::Vote(VoteTerms { cast: *cast, tips }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_turns_a_renewal_where_support_is_one_half() {
        assert!((crossing(|score| score / 80.0).unwrap() - 40.0).abs() < 1e-9);
        assert_eq!(crossing(|_| 0.4), None);
        assert_eq!(crossing(|_| 0.6), None);
    }
}
