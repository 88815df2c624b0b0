//! One resident in one week: what went into its odds to come, what stood in the way, whom it is tied to, and
//! what it did.

use crate::simulation::{History, Retain};
use crate::units::Week;
use crate::world::Community;
use crate::world::agents::residents::block::{kind, state};
use crate::world::agents::residents::group::ResidentGroup;
use crate::world::agents::residents::obstacle::Obstacle;
use crate::world::agents::residents::odds_terms::{OddsTerm, SlotOdds, TieSeen};
use crate::world::agents::residents::talk::Channel;
use crate::world::blueprint::Blueprint;
use crate::world::observer::Observer;
use crate::world::phases::now::Now;
use crate::world::sampled::{Distances, SampledPlace, odds};
use serde::Serialize;
use std::sync::{Mutex, PoisonError};

/// What a resident did in the week.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Deed {
    /// Moved away: another lives there now, of whom the rest is told.
    NewHere,
    /// Does not know of the home.
    Unaware,
    /// Knew of it and did not wish to come.
    NoWish,
    /// Wished to come and found no seat.
    TurnedAway,
    /// Came.
    Came,
}

/// All that is told of a resident.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct ResidentAsked {
    who: u32,
    week: Week,
    /// Lives nearer than the median distance.
    near: bool,
    group: &'static str,
    age: &'static str,
    /// Distance to the home, km.
    distance: f32,
    /// How it heard of the home; `None` where it does not know of it.
    by: Option<&'static str>,
    deed: Deed,
    /// Probability of a wish to come this week; as it is, and if it knew of the home.
    wish: [f32; 2],
    /// Weekday daytime, evening, weekend: the slot that fits it best; `None` where none does.
    slot: Option<usize>,
    /// The odds to drop in in that slot: exp of the sum of the terms.
    odds: f32,
    /// What they are made of, logit; what is nought is left out.
    terms: Vec<(&'static str, f64)>,
    /// What taking away one obstacle alone would add to the probability.
    obstacles: Vec<(&'static str, f32)>,
    ties: Vec<TieSeen>,
}

/// Watches for one resident in one week.
struct Watch {
    place: SampledPlace,
    week: Week,
    found: Mutex<Option<ResidentAsked>>,
}

impl Observer for Watch {
    fn admitted(&self, index: usize, community: &Community, now: &Now) {
        if now.week == self.week && index == self.place.community as usize {
            *self.found.lock().unwrap_or_else(PoisonError::into_inner) =
                Some(told(self.place, community, now));
        }
    }
}

/// What is told of resident `who` of the community at `place` in a week, by a history that has come to the
/// week before at most; `None` where there is no such resident, or the week is none of those that are told.
pub(crate) fn ask(
    mut history: History,
    blueprint: &Blueprint,
    (place, who): (usize, u32),
    week: Week,
) -> Option<ResidentAsked> {
    if week < 1 || week > blueprint.weeks || history.world.week() >= week {
        return None;
    }
    history.go_on(blueprint, week - 1, Retain::default(), &());
    let community = history.world.communities().get(place)?;
    if who >= community.residents.population() {
        return None;
    }
    let (block, lane) = community.residents.lane_of(who);
    let distance = Distances::new(&history.world, blueprint, place).of(who);
    let (community, marks) = (u32::try_from(place).ok()?, block.kind[lane]);
    let place = SampledPlace { community, who, marks, distance, ..SampledPlace::default() };
    let watch = Watch { place, week, found: Mutex::default() };
    history.go_on(blueprint, week, Retain::default(), &watch);
    watch.found.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn told(place: SampledPlace, community: &Community, now: &Now) -> ResidentAsked {
    let SampledPlace { who, distance, .. } = place;
    let odds = odds(community, now);
    let (block, lane) = community.residents.lane_of(who);
    let aware = block.state[lane] & state::AWARE != 0;
    // The page follows nobody: how strong the habit once was is not known here.
    let chances = odds.chances(who, distance, odds.habit(who));
    let best: Option<SlotOdds> = odds.slot_odds(who, distance);
    let deed = match community.residents.wishes_of(who) {
        wishes if wishes.iter().any(|wish| wish.admitted) => Deed::Came,
        [_, ..] => Deed::TurnedAway,
        [] if odds.moved(who) => Deed::NewHere,
        [] if aware => Deed::NoWish,
        [] => Deed::Unaware,
    };
    let by = Channel::of_code((block.state[lane] & state::CHANNEL) >> state::CHANNEL_SHIFT);
    let known = chances.gained[Obstacle::Unaware as usize];
    let obstacles = Obstacle::ALL.into_iter().zip(chances.gained).filter(|(_, gained)| *gained > 0.0);
    let terms = best.iter().flat_map(|best| OddsTerm::ALL.into_iter().zip(best.terms));
    ResidentAsked {
        who,
        week: now.week,
        near: place.marks & kind::NEAR != 0,
        group: ResidentGroup::of_code(place.marks).name(),
        age: place.age(),
        distance,
        by: aware.then_some(by.name()),
        deed,
        wish: [chances.wish, if aware { chances.wish } else { known }],
        slot: best.map(|best| best.slot),
        odds: best.map_or(0.0, |best| best.odds),
        terms: terms
            .filter(|(_, logit)| logit.abs() > 5e-7)
            .map(|(term, logit)| (term.name(), logit))
            .collect(),
        obstacles: obstacles.map(|(obstacle, gained)| (obstacle.name(), gained)).collect(),
        ties: odds.ties_seen(who),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::library::Embedded;
    use crate::scenario::{Overrides, read};
    use std::collections::{BTreeMap, BTreeSet};

    fn blueprint(sets: &[&str]) -> Blueprint {
        let sets = sets.iter().map(|set| set.to_string()).collect();
        let small = Overrides { sets, weeks: Some(70) };
        read(&["z-home".to_string()], &small, &Embedded).unwrap().remove(0).blueprint
    }

    #[test]
    fn the_terms_of_a_resident_add_up_to_its_odds_and_its_deeds_to_those_of_the_record() {
        // A fee and another space; and a home of two seats: every term is there for somebody.
        let sets = [
            &["residents.population=400", "levers.disclosure.fee=2", "levers.shock.rival=0.2"][..],
            &["residents.population=1500", "home.seats=2"],
        ];
        let (mut deeds, mut named) = (BTreeMap::new(), BTreeSet::new());
        for sets in sets {
            let blueprint = blueprint(sets);
            let mut history = History::begin(&blueprint, 5, 1, &());
            history.go_on(&blueprint, 60, Retain::default(), &());
            let mut came = 0;
            for who in 0..blueprint.communities[0].population() {
                let asked = ask(history.clone(), &blueprint, (0, who), 61).unwrap();
                let sum: f64 = asked.terms.iter().map(|(_, logit)| logit).sum();
                let off = libm::exp(sum) / f64::from(asked.odds) - 1.0;
                assert!(off.abs() < 2e-4, "{who}: {off} {asked:?}");
                named.extend(asked.terms.iter().map(|(name, _)| *name));
                came += u32::from(asked.deed == Deed::Came);
                *deeds.entry(format!("{:?}", asked.deed)).or_insert(0) += 1;
                let [wish, known] = asked.wish;
                assert!((0.0..=1.0).contains(&wish) && wish <= known, "{asked:?}");
                assert!(asked.by.is_some() || wish == 0.0, "{asked:?}");
                let tied = |tie: &TieSeen| tie.who != who && (!tie.came || tie.user);
                assert!(asked.ties.iter().all(tied), "{asked:?}");
            }
            history.go_on(&blueprint, 61, Retain::default(), &());
            assert_eq!(f64::from(came), history.trajectory.records[61].came);
        }
        assert!(["Came", "TurnedAway", "NoWish", "Unaware"].iter().all(|deed| deeds[*deed] > 5), "{deeds:?}");
        let all = OddsTerm::ALL.iter().map(|term| term.name());
        // No campaign gives a prize here.
        let missing: Vec<&str> = all.filter(|name| !named.contains(name)).collect();
        assert_eq!(missing, ["prize"], "{named:?}");
    }

    #[test]
    fn nobody_and_no_week_are_told_apart_from_somebody() {
        let blueprint = blueprint(&["residents.population=400"]);
        let begun = History::begin(&blueprint, 5, 1, &());
        assert_eq!(ask(begun.clone(), &blueprint, (0, 400), 3), None);
        assert_eq!(ask(begun.clone(), &blueprint, (0, 0), 0), None);
        assert_eq!(ask(begun.clone(), &blueprint, (0, 0), 71), None);
        // Whoever looks on changes nothing.
        let (mut watched, mut alone) = (begun.clone(), begun);
        assert!(ask(watched.clone(), &blueprint, (0, 0), 3).is_some());
        watched.go_on(&blueprint, 5, Retain::default(), &());
        alone.go_on(&blueprint, 5, Retain::default(), &());
        assert_eq!(watched.trajectory, alone.trajectory);
    }
}
