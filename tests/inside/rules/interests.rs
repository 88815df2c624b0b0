//! Section 7.5, “BodyInterests”: what a matter brings and costs each body, by hand.

use super::assert_near;
use super::votes::home;
use crate::world::agents::union::UnionRules;
use crate::world::agents::union::interests::{BodyInterests, HomeSeen, Purse, Weighing};
use crate::world::agents::union::left::Left;
use crate::world::exchange::{BODIES, Body, Subject};

/// Half of 400 visits come from the working, half from elders, whatever the hours.
fn alike() -> HomeSeen {
    HomeSeen { opening: 0.0, ..home(1.0) }
}

/// A visit is worth 10 yuan, others count a fifth, nothing costs.
fn free_of_cost() -> (UnionRules, BodyInterests) {
    let rules = UnionRules {
        fit: 0.05,
        fit_lost: 0.4,
        outreach: 0.5,
        hours: 1.0,
        fading: 0.01,
        cost: 0.0,
        staff_hours: 0.0,
        money: 1_000.0,
        ..Default::default()
    };
    let interests = BodyInterests {
        visit: 10.0,
        others: 0.2,
        rule: 20.0,
        rule_university: 3.0,
        outreach_social_power: 2.0,
        burden: 4.0,
        need: 2.0,
        trust: 0.5,
        ..Default::default()
    };
    (rules, interests)
}

/// What the bodies gain with this home, this much need and trust.
fn gains(home: &HomeSeen, left: &Left, (need, trust): (f64, f64), about: Subject) -> [f64; BODIES] {
    let (rules, interests) = free_of_cost();
    weigh(&rules, &interests, home, left, (need, trust)).gains(about)
}

fn weigh<'a>(
    rules: &'a UnionRules,
    interests: &'a BodyInterests,
    home: &'a HomeSeen,
    left: &'a Left,
    (need, trust): (f64, f64),
) -> Weighing<'a> {
    let purse = Purse { union: 0.2, need, wage: 30.0, routines: 0.25 };
    Weighing { rules, interests, home, left, purse, trusts: [trust; BODIES] }
}

fn assert_all(found: [f64; BODIES], expected: [f64; BODIES]) {
    for ((found, expected), body) in found.into_iter().zip(expected).zip(Body::ALL) {
        assert_near!(found, expected, "{body:?}");
    }
}

#[test]
fn the_union_stands_for_members_and_representatives_for_those_who_attend() {
    let about = Subject::Programme { more: 1, less: 3 };
    // 200·0.05 = 10 visits more of the working, 200·0.05·0.4 = 4 fewer of elders. Half of the working are
    // members: 0.5 + 0.5·0.2 = 0.6 of theirs, 0.2 of the elders' count.
    let found = gains(&alike(), &Left::default(), (0.0, 0.5), about);
    assert_all(found, [10.0 * (6.0 - 0.8), 60.0, 60.0, 60.0, 60.0, 60.0, 60.0]);
    // Three of four who attend are elders, who are half of those who live there: ½ and 1½.
    let left = Left { represented: [0.0, 10.0, 0.0, 30.0], ..Left::default() };
    assert_near!(gains(&alike(), &left, (0.0, 0.5), about)[4], 10.0 * (0.5 * 10.0 - 1.5 * 4.0));
}

#[test]
fn a_benefit_is_counted_on_by_trust() {
    let about = Subject::Programme { more: 1, less: 3 };
    let of = |trust: f64| gains(&alike(), &Left::default(), (0.0, trust), about)[1];
    assert_near!(of(0.0), 30.0);
    assert_near!(of(0.5), 60.0);
    assert_near!(of(1.0), 90.0);
}

#[test]
fn rules_and_outreach_count_with_those_whom_they_serve() {
    let rules = gains(&alike(), &Left::default(), (0.0, 0.5), Subject::Rules);
    // 20·(1 − 0.25), for all alike; the union's members are 0.4 of all visits by its weights.
    assert_all(rules, [0.4 * 15.0, 15.0, 15.0, 15.0, 15.0, 0.0, 45.0]);
    // 0.5·2 people told a week, a fifth of them anew, each a year of 400/8,000 visits a week.
    let told = gains(&alike(), &Left::default(), (0.0, 0.5), Subject::Outreach);
    let worth = 10.0 * (0.5 * 2.0 * 0.2 * 52.0) * 400.0 / 8_000.0;
    assert_all(told, [0.4 * worth, worth, worth, worth, worth, 2.0 * worth, worth]);
}

#[test]
fn the_union_pays_for_a_home_in_need_only() {
    // 1,000 yuan that fade by a hundredth a week: 10 yuan, threefold for a home at the end of its cash.
    let plenty = gains(&alike(), &Left::default(), (0.0, 0.5), Subject::Money);
    assert_all(plenty, [0.4 * 10.0 - 10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0]);
    let need = gains(&alike(), &Left::default(), (1.0, 0.5), Subject::Money);
    assert_all(need, [0.4 * 30.0 - 10.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0]);
}

#[test]
fn hours_bring_those_whom_they_suit_and_cost_those_who_open() {
    let (rules, interests) = free_of_cost();
    let only_working = HomeSeen { residents: [0.0, 10_000.0, 0.0, 0.0], opening: 0.35, ..home(1.0) };
    let left = Left::default();
    let gain = |about| weigh(&rules, &interests, &only_working, &left, (0.0, 0.5)).gains(about);
    // Hours that fit: 0.1·20 + 0.7·10 + 0.8·10 = 17.
    let visits = 400.0 * 0.35 * 0.7 / 17.0;
    let longer = gain(Subject::Hours { more: 1, less: None });
    // 8 yuan an hour, 80% borne by the bureau; 30 yuan of work; 4 yuan for who has the key.
    assert_near!(longer[0], 0.6 * 10.0 * visits - 0.2 * 8.0);
    assert_near!(longer[1], 10.0 * visits - 0.8 * 8.0);
    assert_near!(longer[2], 10.0 * visits - 4.0);
    assert_near!(longer[3], 10.0 * visits - 30.0);
    assert_near!(longer[4], 10.0 * visits);
    // An hour moved costs nobody money or work; the working lose a tenth of an hour of the day.
    let moved = gain(Subject::Hours { more: 1, less: Some(0) });
    assert_near!(moved[3], 10.0 * 400.0 * 0.35 * (0.7 - 0.1) / 17.0);
    assert_near!(moved[2], moved[3] - 4.0);
    let back = gain(Subject::Hours { more: 0, less: Some(1) });
    assert_near!(back[3], -moved[3], "for whom the one is better the other is worse");
    assert_near!(back[2], -moved[2]);
}

#[test]
fn a_matter_costs_those_who_bear_it() {
    let (rules, interests) = free_of_cost();
    let dear = UnionRules { cost: 500.0, staff_hours: 4.0, ..rules.clone() };
    let (home, left, about) = (alike(), Left::default(), Subject::Rules);
    let without = weigh(&rules, &interests, &home, &left, (0.5, 0.5)).gains(about);
    let with = weigh(&dear, &interests, &home, &left, (0.5, 0.5)).gains(about);
    // 500 yuan that fade by a hundredth are 5 a week; 4 hours at 30 yuan are 1.2; need counts half of 5.
    let borne = [1.0, 4.0, 0.0, 1.2 + 2.5, 0.0, 0.0, 0.0];
    assert_all(std::array::from_fn(|k| without[k] - with[k]), borne);
}
