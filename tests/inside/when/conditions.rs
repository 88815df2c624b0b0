//! What a condition says.

use super::{begins, came, condition, faults, rule};
use crate::units::Week;
use crate::world::record::Record;
use crate::world::when::rule::PolicyState;

/// Whether a condition holds of one week with 30 of 1,000 residents, seen in week 0.
fn holds(when: &str) -> bool {
    begins(when, [came(30.0)]) == Some(1)
}

#[test]
fn comparisons_are_exact_at_their_edges() {
    for (when, expected) in [
        ("participation < 0.03", false),
        ("participation <= 0.03", true),
        ("participation > 0.03", false),
        ("participation >= 0.03", true),
        ("participation < 0.030000000000000002", true),
        ("0.03 >= participation", true),
        ("0.03 > participation", false),
        ("visits >= 30", true),
        ("visits > 30", false),
        ("week >= 0", true),
        ("week > 0", false),
    ] {
        assert_eq!(holds(when), expected, "{when}");
    }
}

/// The loosest is `or`, then `and`, `not`, `for`, a comparison, `+ -`, `* /`, a sign.
#[test]
fn what_binds_tighter_is_worked_out_first() {
    let (yes, no) = ("visits > 1", "visits < 1");
    for (when, expected) in [
        (format!("{yes} or {no} and {no}"), true),
        (format!("({yes} or {no}) and {no}"), false),
        (format!("{no} and {no} or {yes}"), true),
        (format!("{no} and ({no} or {yes})"), false),
        (format!("not {no} and {no}"), false),
        (format!("not ({no} and {no})"), true),
        (format!("not {yes} or {yes}"), true),
        (format!("not not {yes}"), true),
        (format!("not {no} for 1 week"), true),
        ("visits - 10 - 5 >= 15".into(), true),
        ("visits - 10 - 5 > 15".into(), false),
        ("visits - (10 - 5) >= 25".into(), true),
        ("visits / 3 / 2 <= 5".into(), true),
        ("2 + visits * 2 >= 62".into(), true),
        ("(2 + visits) * 2 >= 64".into(), true),
        ("-visits + 40 >= 10".into(), true),
        ("- - visits * -2 <= -60".into(), true),
        ("visits >= 3e1 and visits <= 0_030.0".into(), true),
    ] {
        assert_eq!(holds(&when), expected, "{when}");
    }
}

#[test]
fn a_comparison_with_what_does_not_exist_is_false() {
    // Nobody was asked for satisfaction; no operator came yet; nothing is divided by nothing.
    for absent in
        ["satisfaction", "survived", "visits / (visits - 30)", "mean(visits, 2)", "-satisfaction + 1"]
    {
        for sign in ["<", "<=", ">", ">="] {
            let when = format!("{absent} {sign} 0.5");
            assert!(!holds(&when), "{when}");
            assert!(holds(&format!("not ({when})")), "not ({when})");
        }
    }
}

#[test]
fn for_counts_weeks_on_end() {
    let few = |weeks: &[Week]| {
        let record = |week| came(if weeks.contains(&week) { 10.0 } else { 50.0 });
        (0..12).map(record).collect::<Vec<Record>>()
    };
    let when = "participation < 0.03 for 3 weeks";
    assert_eq!(begins(when, few(&[0, 1, 2])), Some(3), "seen in week 2, the third of them");
    assert_eq!(begins(when, few(&[0, 1, 3, 4])), None);
    assert_eq!(begins(when, few(&[0, 1, 3, 4, 5])), Some(6));
    // Of several parts each counts its own weeks.
    let both = "participation < 0.03 for 2 weeks and (week > 3 for 3 weeks)";
    assert_eq!(begins(both, few(&[0, 1, 5, 6])), Some(7), "weeks 4, 5, 6 and 5, 6");
    assert_eq!(begins("(participation < 0.03 or visits > 40) for 5 weeks", few(&[1])), Some(5));
}

#[test]
fn a_mean_adds_up_what_is_divided_and_what_divides() {
    let week = |came: f64, population: f64| Record { population, came, visits: came, ..Record::default() };
    let weeks = || [week(10.0, 100.0), week(20.0, 900.0), week(60.0, 100.0)];
    // 30 of 1,000, and then 80 of 1,000; a mean of the two shares would be 0.06.
    assert_eq!(begins("mean(participation, 2) <= 0.03", weeks()), Some(2));
    assert_eq!(begins("mean(participation, 2) >= 0.08", weeks()), Some(3));
    assert_eq!(begins("mean(participation, 2) > 0.08", weeks()), None);
    // A sum is a mean per week.
    assert_eq!(begins("mean(visits, 3) >= 30", weeks()), Some(3));
    assert_eq!(begins("mean(visits, 3) > 30", weeks()), None);
    assert_eq!(begins("mean(visits, 4) >= 0", weeks()), None, "there are no four weeks");
    // One measure over stretches of two lengths.
    assert_eq!(begins("mean(visits, 1) > 15 and mean(visits, 2) < 16", weeks()), Some(2));
}

#[test]
fn communities_are_added_and_shared_actors_count_once() {
    let one = Record { population: 100.0, came: 10.0, visits: 10.0, staff: 3.0, ..Record::default() };
    let other = Record { population: 300.0, came: 10.0, visits: 12.0, staff: 3.0, ..Record::default() };
    let holds = |when: &str| {
        let (mut state, mut events) = (PolicyState::default(), vec![]);
        state.react(&[rule(when, true, None, 8.0)], 1, &[&one, &other], &mut events);
        !events.is_empty()
    };
    for when in ["participation <= 0.05 and participation >= 0.05", "visits >= 22 and visits <= 22"] {
        assert!(holds(when), "{when}");
    }
    assert!(holds("staff <= 3 and staff >= 3") && holds("mean(staff, 1) <= 3 and mean(staff, 1) >= 3"));
}

#[test]
fn the_first_week_in_which_a_condition_may_hold() {
    for (when, expected) in [
        ("visits > 3", Some(0)),
        ("visits > 3 for 13 weeks", Some(12)),
        ("mean(visits, 13) > 3 for 13 weeks", Some(24)),
        ("week >= 104", Some(104)),
        ("week > 103.5 and visits > 3", Some(104)),
        ("week > 104", Some(105)),
        ("104 < week or visits > 3 for 2 weeks", Some(1)),
        ("week < 0", None),
        ("week < 0 or week > 2 * 52", Some(105)),
        ("week <= 0", Some(0)),
        ("week + 1 > 200", Some(0)),
        ("not (week < 200)", Some(0)),
        ("week > -5", Some(0)),
        ("week > 1e300", Some(Week::MAX)),
    ] {
        assert_eq!(condition(when).unwrap().earliest(), expected, "{when}");
    }
}

/// A fault, in a time that grows with the text alone, and never a stack that is too small.
#[test]
fn endless_texts_are_refused_at_once() {
    for part in
        ["(", "not ", "-", "visits > 3 and ", "1 + ", "mean(", "x", "(visits > 3) for 3 weeks or (", "%"]
    {
        for length in [900, 1_100, 100_000, 3_000_000] {
            let text = part.repeat(length / part.len());
            let wrong = condition(&text).expect_err("nothing follows");
            assert!(!wrong.is_empty() && wrong.len() <= 1_000, "{part}: {}", wrong.len());
            assert!(length <= 1_000 || wrong.len() == 1, "{part}");
        }
    }
    let nested = |deep: usize| format!("{}visits > 3{}", "(".repeat(deep), ")".repeat(deep));
    assert!(condition(&nested(64)).is_ok());
    assert_eq!(condition(&nested(65)).unwrap_err().len(), 1);
    let long = vec!["visits>3"; 70].join(" and ");
    assert!(long.len() < 1_000 && condition(&long).is_ok());
}

#[test]
fn a_fault_has_its_place_in_a_condition_of_several_lines() {
    for line_end in ["\n", "\r\n"] {
        let lines = [
            "title = 't'",
            "extends = 'z-home'",
            "[[when]]",
            "if = \"\"\"",
            "participation < 0.03",
            "    and visit > 3",
            "\"\"\"",
            "once = true",
            "then.levers.support.hours = 8",
        ];
        let faults = faults(&lines.join(line_end));
        let [fault] = faults.list() else { panic!("{faults}") };
        assert_eq!(fault.position(), Some((6, 9)), "{faults}");
        assert!(faults.to_string().contains("    and visit > 3\n  |         ^^^^^\n"), "{faults}");
    }
}
