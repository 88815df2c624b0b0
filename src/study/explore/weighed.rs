//! What the institutions decided in one week, and what went into it.

use crate::simulation::{History, Retain};
use crate::units::Week;
use crate::world::blueprint::Blueprint;
use crate::world::exchange::Event;
use crate::world::weighed::{DecisionWeighed, weighed};

/// What was decided in a week, by a history that has come to the week before at most; `None` where the week
/// is none of those that are told.
pub(crate) fn weigh(mut history: History, blueprint: &Blueprint, week: Week) -> Option<Vec<DecisionWeighed>> {
    if week < 1 || week > blueprint.weeks || history.world.week() >= week {
        return None;
    }
    history.go_on(blueprint, week - 1, Retain::default(), &());
    let before = history.world.clone();
    history.go_on(blueprint, week, Retain::default(), &());
    let of_week: Vec<Event> =
        history.trajectory.events.iter().filter(|event| event.week == week).copied().collect();
    Some(weighed(before, &history.world, blueprint, &of_week))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::library::Embedded;
    use crate::scenario::{Overrides, read};
    use crate::world::agents::partners::TieWeek;
    use crate::world::exchange::EventKind;
    use crate::world::weighed::work::{LeaverTerms, PostsTerms};
    use crate::world::weighed::{
        AwardTerms, DecisionTerms, GrantTerms, RatingTerms, RenewalTerms, VoteTerms,
    };

    /// All decisions of some kind of a small world, with what went into them.
    fn decided(name: &str, sets: &[&str]) -> Vec<DecisionWeighed> {
        let sets =
            sets.iter().map(|set| set.to_string()).chain(["residents.population=300".into()]).collect();
        let small = Overrides { sets, weeks: Some(230) };
        let blueprint = read(&[name.to_string()], &small, &Embedded).unwrap().remove(0).blueprint;
        let mut history = History::begin(&blueprint, 4, 1, &());
        let mut weeks: Vec<Week> = crate::simulation::run(&blueprint, 4, 1, Retain::default())
            .events
            .iter()
            .map(|e| e.week)
            .collect();
        weeks.dedup();
        let mut all = Vec::new();
        for week in weeks.into_iter().filter(|week| *week > 0) {
            history.go_on(&blueprint, week - 1, Retain::default(), &());
            all.extend(weigh(history.clone(), &blueprint, week).unwrap());
        }
        all
    }

    /// Whether terms give the decision that was made: which kind they are of.
    fn held(event: &Event, terms: &DecisionTerms) -> usize {
        match (event.kind, terms) {
            (EventKind::Renewed { .. }, DecisionTerms::Renewal(RenewalTerms { score, turns_at, .. })) => {
                assert!(turns_at.is_none_or(|at| at <= *score), "{event:?} {terms:?}");
                0
            }
            (EventKind::NotRenewed { .. }, DecisionTerms::Renewal(RenewalTerms { score, turns_at, .. })) => {
                assert!(turns_at.is_none_or(|at| at > *score), "{event:?} {terms:?}");
                0
            }
            (EventKind::Rated { score, tier, .. }, DecisionTerms::Rating(rating)) => {
                let RatingTerms { sheet, taken, awarded, edges } = rating;
                let sum: f64 = sheet.iter().map(|(points, weight)| points * weight).sum();
                assert!((sum - taken - score).abs() < 1e-9 && score == *awarded, "{event:?} {terms:?}");
                assert_eq!(edges[0].is_none(), tier == 5.0, "{event:?} {terms:?}");
                assert!(edges[0].is_none_or(|next| next > score) && edges[1].is_none_or(|own| own <= score));
                1
            }
            (
                EventKind::Grant { score, tier, percent, .. },
                DecisionTerms::Grant(GrantTerms { ratings, .. }),
            ) => {
                let (from, own) = ratings[tier as usize - 1];
                assert!(score >= from && (own - percent).abs() < 1e-9, "{event:?} {terms:?}");
                2
            }
            (EventKind::Matter { adopted, .. }, DecisionTerms::Vote(VoteTerms { cast, tips })) => {
                assert!((cast.weight.iter().sum::<f64>() - 1.0).abs() < 1e-9);
                // Whoever tips a matter that was adopted was for it.
                let tipped = tips.iter().all(|body| cast.supports[*body as usize] == adopted);
                assert!(tipped, "{event:?} {terms:?}");
                3
            }
            (EventKind::Awarded { bidder, score, second, .. }, DecisionTerms::Award(terms)) => {
                let AwardTerms { bids, cheaper } = terms;
                assert_eq!((bids[0].bidder, bids[0].score), (bidder, score));
                assert_eq!(bids.get(1).map(|next| next.score), second);
                assert!(cheaper.is_none_or(|less| less >= 0.0 && less <= bids[1].price.yuan()));
                5
            }
            (
                EventKind::Renewed { .. }
                | EventKind::Rated { .. }
                | EventKind::Matter { .. }
                | EventKind::Awarded { .. },
                terms,
            ) => {
                panic!("{event:?} is not told by {terms:?}")
            }
            (_, terms) => of_work(event, terms),
        }
    }

    /// The same of posts, leavers, partners and debts.
    fn of_work(event: &Event, terms: &DecisionTerms) -> usize {
        let ties = |all: &[TieWeek; 2], count: fn(&TieWeek) -> u32| all.iter().map(count).sum::<u32>();
        match (event.kind, terms) {
            (EventKind::Posts { before, after, .. }, DecisionTerms::Posts(terms)) => {
                let PostsTerms {
                    wages,
                    before: was,
                    after: is,
                    wished,
                    to_staff,
                    tolerance,
                    stays_at,
                    wish_changed,
                    ..
                } = *terms;
                let planned = wages.clamp(0.0, wished) + to_staff * (wages - wished).max(0.0);
                assert!((planned - is).abs() < 1e-6 && (is - was).abs() > 1e-6, "{event:?} {terms:?}");
                assert!(!wish_changed || stays_at.is_none(), "{event:?} {terms:?}");
                assert_eq!(after < before, is < was, "{event:?} {terms:?}");
                if let Some(at) = stays_at {
                    let edge = was * if is < was { 1.0 - tolerance } else { 1.0 + tolerance };
                    let there = at.min(wished) + to_staff * (at - wished).max(0.0);
                    assert!((there - edge).abs() < 1e-6, "{event:?} {terms:?}");
                }
                6
            }
            (EventKind::StaffLeft { left, posts, .. }, DecisionTerms::Leavers(terms)) => {
                let LeaverTerms { at_work, taken, hazard, nobody_up_to } = *terms;
                assert!(left >= taken && left <= at_work && at_work <= posts, "{event:?} {terms:?}");
                assert_eq!(left > taken, nobody_up_to < hazard.weekly(), "{event:?} {terms:?}");
                7
            }
            (EventKind::PartnerJoined { .. }, DecisionTerms::TiesMade(all)) => {
                assert!(ties(all, |one| one.joined) > 0, "{event:?} {terms:?}");
                for one in all {
                    let product: f64 = one.made_of.iter().product();
                    assert!((product - one.rate).abs() < 1e-12, "{one:?}");
                    assert_eq!(one.joined > 0, one.rate > one.none_up_to, "{one:?}");
                }
                8
            }
            (EventKind::PartnerLeft { left, .. }, DecisionTerms::TiesEnded(all)) => {
                assert_eq!(ties(all, |one| one.early + one.ended - one.renewed), left, "{event:?} {terms:?}");
                assert!(all.iter().all(|one| one.one_more >= one.renews), "{terms:?}");
                9
            }
            (EventKind::WoundUp { .. }, DecisionTerms::Debts(terms)) => {
                assert!(terms.owed - terms.claims > terms.most * terms.fixed, "{event:?} {terms:?}");
                10
            }
            (kind, terms) => {
                assert_eq!(terms, &DecisionTerms::AsTold);
                let told = matches!(
                    kind,
                    EventKind::StaffLeft { .. }
                        | EventKind::PartnerJoined { .. }
                        | EventKind::PartnerLeft { .. }
                );
                assert!(!told, "{event:?} is not told by its terms");
                4
            }
        }
    }

    #[test]
    fn terms_give_the_decisions_that_were_made() {
        let mut told = [0; 11];
        let audited = &["levers.assessment.audit=1.0"][..];
        let poor = &[
            "organization.turnover.leave=0.02",
            "organization.labour.review=520",
            "organization.labour.insolvent=1",
        ][..];
        for (name, sets) in [
            ("z-home", &[][..]),
            ("union-council", audited),
            ("adaptive", &[]),
            ("tender", &[]),
            ("partners", &[]),
            ("z-home+winding-up", poor),
        ] {
            let mut tendered = 0;
            for DecisionWeighed { event, terms } in decided(name, sets) {
                if matches!(event.kind, EventKind::Awarded { .. }) {
                    tendered = event.week;
                }
                // A tender decides who goes on; what is written of a renewal behind it decides nothing.
                if !matches!(event.kind, EventKind::Renewed { .. }) || tendered != event.week {
                    told[held(&event, &terms)] += 1;
                }
            }
        }
        assert!(told.iter().all(|n| *n > 0), "{told:?}");
    }
}
