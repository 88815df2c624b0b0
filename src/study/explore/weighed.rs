//! What the institutions decided in one week, and what went into it.

use crate::simulation::{History, Retain};
use crate::units::Week;
use crate::world::blueprint::Blueprint;
use crate::world::exchange::Event;
use crate::world::weighed::{DecisionWeighed, weighed};

/// What was decided in a week, by a history that has come to the week before at most; `None` where the week is
/// none of those that are told.
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
    use crate::world::exchange::EventKind;
    use crate::world::weighed::{DecisionTerms, GrantTerms, RatingTerms, RenewalTerms, VoteTerms};

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

    #[test]
    fn terms_give_the_decisions_that_were_made() {
        let mut told = [0; 5];
        for (name, sets) in
            [("z-home", &[][..]), ("union-council", &["levers.assessment.audit=1.0"]), ("adaptive", &[])]
        {
            for DecisionWeighed { event, terms } in decided(name, sets) {
                match (event.kind, &terms) {
                    (
                        EventKind::Renewed { .. },
                        DecisionTerms::Renewal(RenewalTerms { score, turns_at, .. }),
                    ) => {
                        assert!(turns_at.is_none_or(|at| at <= *score), "{event:?} {terms:?}");
                        told[0] += 1;
                    }
                    (
                        EventKind::NotRenewed { .. },
                        DecisionTerms::Renewal(RenewalTerms { score, turns_at, .. }),
                    ) => {
                        assert!(turns_at.is_none_or(|at| at > *score), "{event:?} {terms:?}");
                        told[0] += 1;
                    }
                    (
                        EventKind::Rated { score, tier, .. },
                        DecisionTerms::Rating(RatingTerms { sheet, taken, awarded, edges }),
                    ) => {
                        let sum: f64 = sheet.iter().map(|(points, weight)| points * weight).sum();
                        assert!(
                            (sum - taken - score).abs() < 1e-9 && score == *awarded,
                            "{event:?} {terms:?}"
                        );
                        assert!(edges[0].is_none_or(|edge| edge > score) == (tier < 5.0) || tier == 5.0);
                        told[1] += 1;
                    }
                    (
                        EventKind::Grant { score, tier, percent, .. },
                        DecisionTerms::Grant(GrantTerms { ratings, .. }),
                    ) => {
                        let (from, own) = ratings[tier as usize - 1];
                        assert!(score >= from && (own - percent).abs() < 1e-9, "{event:?} {terms:?}");
                        told[2] += 1;
                    }
                    (EventKind::Matter { adopted, .. }, DecisionTerms::Vote(VoteTerms { cast, tips })) => {
                        assert!((cast.weight.iter().sum::<f64>() - 1.0).abs() < 1e-9);
                        for body in tips {
                            // Whoever tips a matter that was adopted was for it.
                            assert_eq!(cast.supports[*body as usize], adopted, "{event:?} {terms:?}");
                        }
                        told[3] += 1;
                    }
                    (kind, DecisionTerms::AsTold) => {
                        let own = matches!(
                            kind,
                            EventKind::Renewed { .. } | EventKind::Rated { .. } | EventKind::Matter { .. }
                        );
                        assert!(!own, "{event:?} is not told by its terms");
                        told[4] += 1;
                    }
                    other => panic!("{other:?}"),
                }
            }
        }
        assert!(told.iter().all(|n| *n > 0), "{told:?}");
    }
}
