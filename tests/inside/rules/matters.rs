//! Section 7.5, “Carrying out”: how long a matter waits, what it leaves, when it is forgotten.

use super::assert_near;
use super::votes::{NOBODY_ELSE, by_trust, decide, levers};
use crate::random::WorldKey;
use crate::units::Week;
use crate::world::agents::union::votes::{Forum, Trusts, Votes};
use crate::world::agents::union::{Union, UnionRules};

/// Weeks from adoption to carrying out.
fn delay(role: f64, cooperation: f64) -> Week {
    let rules = UnionRules { delay: 2.0, delay_two_masters: 8.0, ..by_trust() };
    let (mut union, levers) = (Union::new(&rules), levers(Forum::Offices, role, 0.15));
    let later = UnionRules { matters: 0, ..rules.clone() };
    for week in 4..60 {
        let rules = if week == 4 { &rules } else { &later };
        let votes = Votes {
            rules,
            levers: &levers,
            trusts: Trusts { of: [1.0; 5] },
            cooperation,
            key: WorldKey::new(2, 1),
            week,
        };
        if union.decide(&votes, 0.0, u32::MAX, &mut vec![]).matters == 1 {
            return week - 4;
        }
    }
    panic!("never carried out");
}

#[test]
fn two_masters_are_slow_where_nobody_cooperates() {
    // (7.125): 2 + 8·4λ(1 − λ)(1 − coop)
    assert_eq!([0.0, 0.5, 1.0].map(|role| delay(role, 0.0)), [2, 10, 2]);
    assert_eq!([0.0, 0.5, 1.0].map(|cooperation| delay(0.5, cooperation)), [10, 6, 2]);
    assert_eq!(delay(0.25, 0.0), 8);
    assert_eq!(delay(0.75, 0.0), 8);
}

/// A union with such matters waiting.
fn waiting(matters: serde_json::Value) -> Union {
    let mut data = serde_json::to_value(Union::new(&by_trust())).expect("plain data");
    data["waiting"] = matters;
    serde_json::from_value(data).expect("a union")
}

#[test]
fn what_cannot_be_paid_lies_in_its_order_and_is_forgotten_after_a_year() {
    let matter = |due: Week, about: &str| serde_json::json!({"since": 1, "due": due, "about": about, "of_residents": true});
    let rules = UnionRules { matters: 0, ..by_trust() };
    let levers = levers(Forum::Offices, 0.5, 0.0);
    let mut union = waiting(serde_json::json!([
        matter(10, "Money"),
        matter(11, "Rules"),
        matter(10, "Money"),
        matter(30, "Rules")
    ]));
    let mut live = |week: Week, affordable: u32| {
        let trusts = Trusts { of: [1.0; 5] };
        let votes = Votes {
            rules: &rules,
            levers: &levers,
            trusts,
            cooperation: 0.0,
            key: WorldKey::new(2, 1),
            week,
        };
        let carried = union.decide(&votes, 0.0, affordable, &mut vec![]);
        (carried.matters, carried.money, carried.rules)
    };
    assert_eq!(live(9, 5), (0, 0, 0), "not yet due");
    assert_eq!(live(11, 1), (1, 1, 0), "the first, as far as the cash goes");
    assert_eq!(live(12, 1), (1, 0, 1), "then the second");
    assert_eq!(live(61, 0), (0, 0, 0));
    assert_eq!(live(62, 0), (0, 0, 0), "52 weeks after it was due the third is forgotten");
    assert_eq!(live(63, 9), (1, 0, 1), "only the last is left");
}

#[test]
fn what_is_carried_out_adds_up_to_a_most_and_fades() {
    let rules = UnionRules {
        hours: 1.5,
        most_hours: 2.0,
        fit: 0.03,
        outreach: 0.2,
        most: 2.0,
        fading: 0.01,
        matters: 0,
        ..by_trust()
    };
    let matter =
        |about: &str| serde_json::json!({"since": 1, "due": 1, "about": about, "of_residents": false});
    for n in 1..=3_usize {
        let all: Vec<_> =
            ["Hours", "Programme", "Outreach"].iter().flat_map(|about| vec![matter(about); n]).collect();
        let mut union = waiting(serde_json::json!(all));
        decide(&mut union, &rules, &levers(Forum::Offices, 0.5, 0.0), NOBODY_ELSE, 1);
        let counted = n.min(2) as f64;
        assert_near!(union.hours, 1.5 * counted);
        assert_near!(union.fit, 0.03 * counted);
        assert_near!(union.outreach, 0.2 * counted);
        union.fade(&rules);
        assert_near!(union.hours, 0.99 * 1.5 * counted);
        assert_near!(union.fit, 0.99 * 0.03 * counted);
        assert_near!(union.outreach, 0.99 * 0.2 * counted);
    }
}

#[test]
fn the_carried_share_is_of_residents_matters_of_a_year() {
    let rules = by_trust();
    let mut union = Union::new(&rules);
    assert_eq!(union.carried_share(), None);
    union.now.by_residents = 4;
    union.now.carried_of_residents = 1;
    union.now.carried = 3;
    union.fade(&rules);
    assert_eq!(union.carried_share(), Some(0.25));
    union.now.carried_of_residents = 9;
    union.fade(&rules);
    assert_eq!(union.carried_share(), Some(1.0), "at most all");
    for _ in 0..50 {
        union.fade(&rules);
    }
    assert_eq!(union.carried_share(), Some(1.0), "52 weeks ago");
    union.fade(&rules);
    assert_eq!(union.carried_share(), None, "53 weeks ago");
}

#[test]
fn a_promise_to_residents_is_kept_in_time_or_in_part() {
    let matter = |since: Week, of_residents: bool| {
        let (due, about) = (since + 2, "Rules");
        serde_json::json!({"since": since, "due": due, "about": about, "of_residents": of_residents})
    };
    let rules = UnionRules { matters: 0, in_time: 4.0, ..by_trust() };
    // (7.317): four weeks are in time, sixteen a quarter, and what others proposed was promised to nobody.
    for (week, kept) in [(3, 1.0), (5, 1.0), (9, 0.5), (17, 0.25)] {
        let mut union = waiting(serde_json::json!([matter(1, true), matter(1, false)]));
        decide(&mut union, &rules, &levers(Forum::Offices, 0.5, 0.0), NOBODY_ELSE, week);
        assert_eq!((union.now.carried, union.now.carried_of_residents), (2, 1));
        assert_near!(union.now.in_time, kept, "week {week}");
    }
}
