//! Section 7.5, “Vote”: who proposes, whose weight carries a matter, when it is joint.

use super::assert_near;
use crate::levers::Levers;
use crate::random::WorldKey;
use crate::units::Week;
use crate::world::agents::union::council::Carried;
use crate::world::agents::union::interests::{BodyInterests, HomeSeen, Purse};
use crate::world::agents::union::votes::{Forum, Outcome, Votes, vote_weights, weight_of_the_union};
use crate::world::agents::union::{Union, UnionRules};
use crate::world::exchange::{BODIES, Body, Event, EventKind};

/// A table around which a council sits: one home of 10,000 residents, unless said.
pub(super) struct Table {
    pub rules: UnionRules,
    pub interests: BodyInterests,
    pub levers: Levers,
    pub homes: Vec<HomeSeen>,
    pub partners: f64,
    pub cooperation: f64,
}

/// A home of so many times 10,000 residents, half of them working and half elders.
pub(super) fn home(scale: f64) -> HomeSeen {
    HomeSeen {
        place: 0,
        scale,
        residents: [0.0, 5_000.0 * scale, 0.0, 5_000.0 * scale],
        members: 0.5,
        free: [[0.5; 3], [0.1, 0.7, 0.8], [0.5; 3], [0.9, 0.5, 0.6]],
        opening: 0.35,
        hours: [20.0, 10.0, 10.0],
        visits: 400.0 * scale,
        aware: 0.8,
        referred: 2.0,
        hour_costs: 8.0,
        hour_work: 30.0,
        trust: 0.5,
        attending: [0.0; 4],
    }
}

impl Table {
    pub(super) fn new() -> Table {
        Table {
            rules: UnionRules::default(),
            interests: BodyInterests::default(),
            levers: Levers::default(),
            homes: vec![home(1.0)],
            partners: 0.0,
            cooperation: 0.0,
        }
    }

    pub(super) fn votes(&self, week: Week) -> Votes<'_> {
        Votes {
            rules: &self.rules,
            interests: &self.interests,
            levers: &self.levers,
            role: self.levers.union.decision_role,
            homes: &self.homes,
            trusts: [0.5; 4],
            purse: Purse { union: 0.2, need: 0.0, wage: 30.0, routines: 0.0 },
            partners: self.partners,
            cooperation: self.cooperation,
            key: WorldKey::new(2, 1),
            week,
        }
    }

    pub(super) fn union(&self) -> Union {
        Union::new(&self.rules, self.homes.len())
    }

    /// A council week.
    pub(super) fn decide(&self, union: &mut Union, week: Week) -> (Carried, Vec<Event>) {
        let mut events = Vec::new();
        let carried = union.decide(&self.votes(week), u32::MAX, &mut events);
        (carried, events)
    }
}

/// Levers under which all matters are decided at this place.
pub(super) fn levers(place: Forum, role: f64, seats: f64) -> Levers {
    let mut levers = Levers::default();
    (levers.union.decision_role, levers.council.seats, levers.council.meets) = (role, seats, 4);
    levers.council.may_decide = if place == Forum::Council { 1.0 } else { 0.0 };
    levers
}

/// Weights of the seven bodies at a place.
fn weights(place: Forum, role: f64, seats: f64) -> [f64; BODIES] {
    let rules = UnionRules {
        weight_agency: 0.6,
        weight_committee: 0.3,
        weight_organization: 0.1,
        ..Default::default()
    };
    vote_weights(&rules, &levers(place, role, seats), role, place)
}

/// Those who support a matter, by their places.
fn supporters<const N: usize>(bodies: [Body; N]) -> [bool; BODIES] {
    std::array::from_fn(|k| bodies.contains(&Body::ALL[k]))
}

/// Whether a matter of the union is adopted, and jointly.
fn vote<const N: usize>(weight: &[f64; BODIES], bodies: [Body; N]) -> (bool, bool) {
    let Outcome { adopted, joint, .. } = Outcome::of(weight, &supporters(bodies), Body::Union);
    (adopted, joint)
}

#[test]
fn a_matter_needs_more_than_half_of_the_weight() {
    for (role, adopted) in
        [(0.0, false), (0.4, false), (0.499, false), (0.5, false), (0.501, true), (1.0, true)]
    {
        assert_eq!(vote(&weights(Forum::Offices, role, 0.15), [Body::Union]).0, adopted, "a role of {role}");
    }
    // In the council the union has its role of what the residents' seats leave: 0.8·(1 − seats) > 0.5.
    for (seats, adopted) in [(0.3, true), (0.374, true), (0.376, false), (0.6, false)] {
        assert_eq!(vote(&weights(Forum::Council, 0.8, seats), [Body::Union]).0, adopted, "seats {seats}");
    }
    assert!(vote(&weights(Forum::Council, 0.0, 0.51), [Body::Residents]).0);
    assert!(!vote(&weights(Forum::Offices, 0.0, 0.51), [Body::Residents]).0, "no seat in the offices");
}

#[test]
fn weights_are_those_of_role_and_seats() {
    let found = weights(Forum::Offices, 0.2, 0.15);
    for (weight, expected) in found.into_iter().zip([0.2, 0.48, 0.24, 0.08, 0.0, 0.0, 0.0]) {
        assert_near!(weight, expected);
    }
    let mut levers = levers(Forum::Council, 0.5, 0.2);
    (levers.council.social_power, levers.council.university) = (0.1, 0.3);
    let rules = UnionRules {
        weight_agency: 0.6,
        weight_committee: 0.3,
        weight_organization: 0.1,
        ..Default::default()
    };
    let found = vote_weights(&rules, &levers, 0.5, Forum::Council);
    for (weight, expected) in found.into_iter().zip([0.2, 0.12, 0.06, 0.02, 0.2, 0.1, 0.3]) {
        assert_near!(weight, expected);
    }
    // Seats given twice over: 1, ½ and ½ are cut to ½, ¼ and ¼.
    (levers.council.seats, levers.council.social_power, levers.council.university) = (1.0, 0.5, 0.5);
    let found = vote_weights(&rules, &levers, 0.5, Forum::Council);
    for (weight, expected) in found.into_iter().zip([0.0, 0.0, 0.0, 0.0, 0.5, 0.25, 0.25]) {
        assert_near!(weight, expected);
    }
    // The union's mean weight: 0.4 of matters in the council, or none where it never meets.
    let mut levers = super::votes::levers(Forum::Offices, 0.5, 0.2);
    levers.council.may_decide = 0.4;
    assert_near!(weight_of_the_union(&rules, &levers, 0.5), 0.6 * 0.5 + 0.4 * 0.4);
    levers.council.meets = 0;
    assert_near!(weight_of_the_union(&rules, &levers, 0.5), 0.5);
}

#[test]
fn one_more_supporter_never_harms_a_matter() {
    for role in [0.0, 0.2, 0.35, 0.5, 0.7, 1.0] {
        for place in [Forum::Offices, Forum::Council] {
            let weight = weights(place, role, 0.25);
            for set in 0..128_u8 {
                let supports: [bool; BODIES] = std::array::from_fn(|k| set >> k & 1 == 1);
                let before = Outcome::of(&weight, &supports, Body::Union);
                for more in 0..BODIES {
                    let mut with = supports;
                    with[more] = true;
                    let after = Outcome::of(&weight, &with, Body::Union);
                    assert!(after.adopted || !before.adopted, "{role}, {place:?}, {supports:?} and {more}");
                    assert!(after.support >= before.support);
                }
            }
            assert!(Outcome::of(&weight, &[true; BODIES], Body::Union).adopted, "what all want is adopted");
        }
    }
}

#[test]
fn joint_is_what_another_than_the_weightiest_could_have_turned() {
    let offices = |role| weights(Forum::Offices, role, 0.15);
    // Union 0.4, bureau 0.36, committee 0.18, organization 0.06.
    let both = [Body::Union, Body::Agency];
    assert_eq!(vote(&offices(0.4), both), (true, true), "without the bureau 0.4 is not enough");
    assert_eq!(
        vote(&offices(0.4), [Body::Union]),
        (false, true),
        "the bureau or the committee would have made it 0.76 or 0.58"
    );
    assert_eq!(vote(&offices(0.4), Body::ALL), (true, false), "each other body alone leaves more than half");
    // Union 0.6: the union turns every matter alone.
    assert_eq!(vote(&offices(0.6), both), (true, false));
    assert_eq!(vote(&offices(0.6), [Body::Union]), (true, false));
    // Union 1: nobody else has a weight.
    assert_eq!(vote(&offices(1.0), both), (true, false));
    // Union 0.3, bureau 0.42, which is the weightiest: with the union it is the union that turns it.
    assert_eq!(vote(&offices(0.3), both), (true, true));
    // Union 0.3, committee 0.21: 0.51, and both turn it.
    assert_eq!(vote(&offices(0.3), [Body::Union, Body::Committee]), (true, true));
}

#[test]
fn a_residents_proposal_that_is_adopted_is_joint() {
    let of = |role: f64, supports: [bool; BODIES]| {
        let outcome = Outcome::of(&weights(Forum::Offices, role, 0.15), &supports, Body::Residents);
        (outcome.adopted, outcome.joint)
    };
    // The union holds 0.8 and is for it: it alone turns the matter, but residents proposed it.
    assert_eq!(of(0.8, supporters([Body::Union])), (true, true));
    assert_eq!(of(0.8, supporters([Body::Residents])), (false, false));
    assert_eq!(of(1.0, supporters([Body::Union])), (true, false), "one body alone is not joint");
}

#[test]
fn every_body_may_propose_and_supports_its_own_matter() {
    for (n, proposer) in [Body::Union, Body::Agency, Body::Committee, Body::Organization].iter().enumerate() {
        let mut table = Table::new();
        let part = |k: usize| if k == n { 1.0 } else { 0.0 };
        let rules = &mut table.rules;
        (rules.proposes_union, rules.proposes_agency, rules.proposes_committee) = (part(0), part(1), part(2));
        // Nobody else supports anything: a benefit is worth nothing, a cost is borne.
        (table.interests.doubt, table.interests.visit, table.interests.rule) = (0.0, 0.0, 0.0);
        (table.rules.money, table.interests.burden) = (0.0, 0.0);
        table.levers = levers(Forum::Offices, 0.2, 0.15);
        let (_, events) = table.decide(&mut table.union(), 4);
        assert_eq!(events.len(), 2);
        let own = vote_weights(&table.rules, &table.levers, 0.2, Forum::Offices)[n];
        for event in events {
            match event.kind {
                EventKind::Matter { proposer: who, adopted, support, .. } => {
                    assert_eq!((who, adopted), (*proposer, false));
                    assert_near!(support, own);
                }
                other => panic!("{other:?}"),
            }
        }
    }
}

#[test]
fn matters_arise_by_the_number_of_residents() {
    let raised = |scale: f64| {
        let mut table = Table::new();
        table.homes = vec![home(scale)];
        let mut union = table.union();
        let months = 1..=200;
        months
            .map(|month| table.decide(&mut union, 4 * month).1)
            .map(|events| events.iter().filter(|e| matches!(e.kind, EventKind::Matter { .. })).count())
            .collect::<Vec<_>>()
    };
    // Two a month for 10,000: the same whole number each month, and of parts as many by chance.
    assert!(raised(1.0).iter().all(|n| *n == 2));
    assert!(raised(10.0).iter().all(|n| *n == 20));
    let small = raised(0.2);
    assert!(small.iter().all(|n| *n <= 1), "0.4 a month");
    let all: usize = small.iter().sum();
    assert!((60..=100).contains(&all), "{all} of 80 in 200 months");
}
