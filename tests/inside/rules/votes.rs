//! Section 7.5, “Vote”: who proposes, whose weight carries a matter, when it is joint.

use super::assert_near;
use crate::levers::Levers;
use crate::random::WorldKey;
use crate::units::Week;
use crate::world::agents::union::council::Carried;
use crate::world::agents::union::votes::{Forum, Trusts, Votes, vote_weights};
use crate::world::agents::union::{Union, UnionRules};
use crate::world::exchange::{Body, Event, EventKind};

/// Bodies by their place: union, bureau, committee, organization, residents.
const BODIES: usize = 5;

/// Rules under which the union proposes and every body votes as it trusts: for certain.
pub(super) fn by_trust() -> UnionRules {
    UnionRules { proposes_union: 1.0, matters: 1, vote_fit: 0.0, vote_trust: 4_000.0, ..Default::default() }
}

/// A council week in which these bodies support what is proposed.
pub(super) fn decide(
    union: &mut Union,
    rules: &UnionRules,
    levers: &Levers,
    supports: [bool; BODIES],
    week: Week,
) -> (Carried, Vec<Event>) {
    let trusts = Trusts { of: supports.map(|yes| if yes { 1.0 } else { 0.0 }) };
    let votes = Votes { rules, levers, trusts, cooperation: 0.0, key: WorldKey::new(2, 1), week };
    let mut events = Vec::new();
    let carried = union.decide(&votes, 0.0, u32::MAX, &mut events);
    (carried, events)
}

/// Levers under which all matters are decided at this place.
pub(super) fn levers(place: Forum, role: f64, seats: f64) -> Levers {
    let mut levers = Levers::default();
    (levers.union.decision_role, levers.council.seats, levers.council.meets) = (role, seats, 4);
    levers.council.may_decide = if place == Forum::Council { 1.0 } else { 0.0 };
    levers
}

/// Whether one matter of the union is adopted, and jointly.
fn vote(levers: &Levers, supports: [bool; BODIES]) -> (bool, bool) {
    let (rules, mut union) = (by_trust(), Union::new(&by_trust()));
    decide(&mut union, &rules, levers, supports, 4);
    assert_eq!((union.now.raised, union.now.decided, union.now.by_residents), (1, 1, 0));
    (union.now.adopted == 1, union.now.joint == 1)
}

pub(super) const NOBODY_ELSE: [bool; BODIES] = [false; BODIES];

#[test]
fn a_matter_needs_more_than_half_of_the_weight() {
    // The union alone supports its matter, with the weight of its role.
    for (role, adopted) in
        [(0.0, false), (0.4, false), (0.45, false), (0.499, false), (0.5, false), (0.501, true), (1.0, true)]
    {
        assert_eq!(vote(&levers(Forum::Offices, role, 0.15), NOBODY_ELSE).0, adopted, "a role of {role}");
    }
    // In the council four bodies share what the residents' seats leave: the union and the residents together.
    let with_residents = [false, false, false, false, true];
    for (seats, adopted) in [(0.3, false), (1.0 / 3.0 - 0.001, false), (1.0 / 3.0 + 0.001, true), (0.6, true)]
    {
        assert_eq!(vote(&levers(Forum::Council, 0.0, seats), with_residents).0, adopted, "seats {seats}");
    }
}

#[test]
fn where_nothing_is_decided_in_the_council_residents_have_no_weight() {
    let with_residents = [false, false, false, false, true];
    let mut offices = levers(Forum::Council, 0.1, 0.9);
    assert!(vote(&offices, with_residents).0);
    offices.council.meets = 0;
    assert!(!vote(&offices, with_residents).0, "a council that never meets decides nothing");
    assert!(!vote(&levers(Forum::Offices, 0.1, 0.9), with_residents).0);
}

#[test]
fn weights_are_those_of_role_and_seats() {
    let rules = UnionRules {
        weight_agency: 0.6,
        weight_committee: 0.3,
        weight_organization: 0.1,
        ..Default::default()
    };
    let found = vote_weights(&rules, &levers(Forum::Offices, 0.2, 0.15), Forum::Offices);
    for (weight, expected) in found.into_iter().zip([0.2, 0.48, 0.24, 0.08, 0.0]) {
        assert_near!(weight, expected);
    }
    let found = vote_weights(&rules, &levers(Forum::Council, 0.2, 0.4), Forum::Council);
    for (weight, expected) in found.into_iter().zip([0.15, 0.15, 0.15, 0.15, 0.4]) {
        assert_near!(weight, expected);
    }
}

#[test]
fn one_more_supporter_never_harms_a_matter() {
    for role in [0.0, 0.2, 0.35, 0.5, 0.7, 1.0] {
        for place in [Forum::Offices, Forum::Council] {
            let levers = levers(place, role, 0.25);
            for set in 0..16_u8 {
                let supports: [bool; BODIES] = std::array::from_fn(|k| k > 0 && set >> (k - 1) & 1 == 1);
                for more in 1..BODIES {
                    let mut with = supports;
                    with[more] = true;
                    assert!(
                        vote(&levers, with).0 || !vote(&levers, supports).0,
                        "{role}, {place:?}, {supports:?} and {more}"
                    );
                }
            }
            assert!(vote(&levers, [true; BODIES]).0, "what all want is adopted");
        }
    }
}

#[test]
fn joint_is_what_another_than_the_weightiest_could_have_turned() {
    let bureau = [false, true, false, false, false];
    let offices = |role| levers(Forum::Offices, role, 0.15);
    // Union 0.4, bureau 0.36, committee 0.18, organization 0.06.
    assert_eq!(vote(&offices(0.4), bureau), (true, true), "without the bureau 0.4 is not enough");
    assert_eq!(
        vote(&offices(0.4), NOBODY_ELSE),
        (false, true),
        "the bureau or the committee would have made it 0.76 or 0.58"
    );
    assert_eq!(
        vote(&offices(0.4), [true; BODIES]),
        (true, false),
        "each other body alone leaves more than half"
    );
    // Union 0.6: the union turns every matter alone.
    assert_eq!(vote(&offices(0.6), bureau), (true, false));
    assert_eq!(vote(&offices(0.6), NOBODY_ELSE), (true, false));
    // Union 1: nobody else has a weight.
    assert_eq!(vote(&offices(1.0), bureau), (true, false));
    // Union 0.3, bureau 0.42, which is the weightiest: with the union it is the union that turns it.
    assert_eq!(vote(&offices(0.3), bureau), (true, true));
    // Union 0.3, committee 0.21: 0.51, and both turn it.
    assert_eq!(vote(&offices(0.3), [false, false, true, false, false]), (true, true));
}

#[test]
fn a_residents_proposal_that_is_adopted_is_joint() {
    let rules = UnionRules { matters: 0, proposals: 1.0, agenda: 2, ..by_trust() };
    let outcome = |levers: &Levers, supports: [bool; BODIES]| {
        let mut union = Union::new(&rules);
        let trusts = Trusts { of: supports.map(|yes| if yes { 1.0 } else { 0.0 }) };
        let votes =
            Votes { rules: &rules, levers, trusts, cooperation: 0.0, key: WorldKey::new(2, 1), week: 52 };
        union.decide(&votes, 1e6, 0, &mut vec![]);
        let n = union.now;
        assert_eq!((n.raised, n.by_residents, n.decided), (2, 2, 2), "as many as an evening holds");
        (n.adopted, n.joint)
    };
    // The union holds 0.8 and is for it: it alone turns the matter, but residents proposed it.
    let by_union = [true, false, false, false, false];
    assert_eq!(outcome(&levers(Forum::Offices, 0.8, 0.15), by_union), (2, 2));
    assert_eq!(outcome(&levers(Forum::Offices, 0.8, 0.15), NOBODY_ELSE), (0, 0));
    assert_eq!(outcome(&levers(Forum::Offices, 1.0, 0.15), by_union), (2, 0), "one body alone is not joint");
}

#[test]
fn every_body_may_propose_and_supports_its_own_matter() {
    let proposer = |parts: (f64, f64, f64)| {
        let (proposes_union, proposes_agency, proposes_committee) = parts;
        let rules = UnionRules { proposes_union, proposes_agency, proposes_committee, ..by_trust() };
        let mut union = Union::new(&rules);
        let (_, events) = decide(&mut union, &rules, &levers(Forum::Offices, 0.2, 0.15), NOBODY_ELSE, 4);
        match events[0].kind {
            EventKind::Matter { proposer, adopted, .. } => (proposer, adopted),
            ref other => panic!("{other:?}"),
        }
    };
    assert_eq!(proposer((1.0, 0.0, 0.0)), (Body::Union, false));
    assert_eq!(proposer((0.0, 1.0, 0.0)), (Body::Agency, false));
    assert_eq!(proposer((0.0, 0.0, 1.0)), (Body::Committee, false));
    assert_eq!(proposer((0.0, 0.0, 0.0)), (Body::Organization, false));
    let rules = UnionRules { weight_agency: 1.0, proposes_union: 0.0, proposes_agency: 1.0, ..by_trust() };
    let mut union = Union::new(&rules);
    decide(&mut union, &rules, &levers(Forum::Offices, 0.2, 0.15), NOBODY_ELSE, 4);
    assert_eq!(union.now.adopted, 1, "the bureau carries its own with 0.8");
}
