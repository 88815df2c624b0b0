//! Section 7.6: what hands bring: serving hours, quality, events, asks, opening hours, news.

use super::{County, assert_near};
use crate::levers::Levers;
use crate::world::agents::organization::activity::{Activity, ByActivity, ByCapability};
use crate::world::agents::organization::opening::Opening;
use crate::world::agents::organization::programme::{Offering, mix, variety, workers_share};
use crate::world::agents::organization::staff::Post;
use crate::world::agents::organization::{Organization, OrganizationRules};
use crate::world::blueprint::Settings;
use crate::world::exchange::Offer;
use crate::world::phases::offer;
use serde_json::json;

/// Two managers and a half-time social worker of capabilities 0.4, 0.2, 0.6, whose effort is split unevenly.
pub(super) fn organization() -> Organization {
    let mut o = Organization::new(&OrganizationRules::default(), &[10_000.0]);
    let post = |manager, share| Post { manager, share, filled_from: None };
    o.posts = vec![post(true, 1.0), post(true, 1.0), post(false, 0.5)];
    o.posts.push(Post { manager: true, share: 1.0, filled_from: Some(99) });
    o.capability = ByCapability([0.4, 0.2, 0.6]);
    // Reception, events, quality, outreach, fund-raising, paperwork, learning.
    o.effort = ByActivity([0.1, 0.2, 0.3, 0.15, 0.05, 0.12, 0.08]);
    o
}

#[test]
fn hours_that_serve_are_those_left_by_work_inside_and_training() {
    let mut rules = OrganizationRules::default();
    rules.setup.net_hours = 30.0;
    rules.offering = Offering {
        managed_base: 0.8,
        managed: 0.5,
        training_hours: 2.0,
        volunteer_hour: 0.5,
        ..Default::default()
    };
    let mut levers = Levers::default();
    let (o, none) = (organization(), Levers::default());
    // (7.206): 30 × 2.5 × (1 − 0.25) × (0.8 + 0.5·0.4); vacant posts serve nobody.
    assert_near!(o.serving_hours(&rules, &none, 0.0), 56.25);
    assert_near!(o.serving_hours(&rules, &none, 10.0), 61.25);
    (levers.capacity.management, levers.capacity.fundraising) = (0.5, 0.25);
    (levers.capacity.institution, levers.support.training_subsidy) = (1.0, 0.25);
    assert_near!(o.serving_hours(&rules, &levers, 0.0), 56.25 * 26.0 / 30.0);
}

#[test]
fn quality_comes_from_hands_skill_and_effort() {
    let o = organization();
    let offering = Offering {
        quality_base: 0.1,
        quality_hands: 0.5,
        quality_effort: 0.2,
        hands_half: 0.5,
        quality_reference: 0.25,
        hours_per_visit: 0.25,
        skill_base: 0.5,
        skill: 0.5,
        ..Default::default()
    };
    // (7.222): as many hands as half the need bring half of what skill 0.8 allows; effort 0.3 of 0.25.
    assert_near!(o.quality_aimed(&offering, 30.0, 80.0, 40.0), 0.1 + 0.5 * 0.5 * 0.8 + 0.2 * 1.2);
    assert_near!(o.quality_aimed(&offering, 0.0, 80.0, 40.0), 0.1 + 0.24);
    let at = |hands: f64, visits: f64, hours: f64| o.quality_aimed(&offering, hands, visits, hours);
    assert!(at(60.0, 80.0, 40.0) > at(30.0, 80.0, 40.0), "more hands");
    assert!(at(30.0, 200.0, 40.0) < at(30.0, 80.0, 40.0), "more visits for the same hands");
    assert!(at(30.0, 80.0, 80.0) < at(30.0, 80.0, 40.0), "more hours for the same hands");
    assert!(
        at(90.0, 80.0, 40.0) - at(60.0, 80.0, 40.0) < at(60.0, 80.0, 40.0) - at(30.0, 80.0, 40.0),
        "falling returns"
    );
}

#[test]
fn many_events_with_little_work_on_quality_are_thin() {
    let offering = Offering { thin_from: 0.8, thin: 0.5, ..Default::default() };
    let quality = |on_quality: f64, on_events: f64| {
        let mut o = organization();
        o.effort[Activity::Quality] = on_quality;
        o.effort[Activity::Events] = on_events;
        o.event_quality(&offering, 0.6)
    };
    assert_near!(quality(0.16, 0.2), 0.6, "at the ratio from which on they are thin");
    assert_near!(quality(0.3, 0.2), 0.6);
    assert_near!(quality(0.04, 0.2), 0.3, "a quarter of that ratio, to the half");
}

#[test]
fn events_are_planned_by_effort_and_the_root_of_the_budget_and_held_by_hands() {
    let o = organization();
    let mut rules = OrganizationRules::default();
    (rules.offering.events, rules.response.events_effort) = (2.0, 0.1);
    (rules.setup.usual_grant, rules.setup.programme_budget, rules.offering.budget_reference) =
        (20.0, 900.0, 400.0);
    // (7.208): 2 × 3 × 0.2/0.1 × √(1 × 900/400)
    assert_near!(rules.events_planned(&o.effort, 600_000.0, 3.0), 18.0);
    assert_near!(rules.events_planned(&o.effort, 2_400_000.0, 3.0), 36.0);
    assert_near!(rules.events_planned(&o.effort, -5.0, 3.0), 0.0);
    // (7.209): (0.2 × 30 × 2.5 + 0.5 × 10)/8
    rules.setup.net_hours = 30.0;
    (rules.offering.volunteer_hour, rules.offering.hours_per_event) = (0.5, 8.0);
    assert_near!(o.events_staffable(&rules, 10.0), 2.5);
}

#[test]
fn asking_and_telling_take_managers_and_outreach_that_is_not_spent_on_integration() {
    let o = organization();
    let mut rules = OrganizationRules::default();
    rules.setup.net_hours = 30.0;
    rules.offering = Offering { told: 2.0, ask_free: 0.75, ask_outreach: 0.2, ..Default::default() };
    let mut levers = Levers::default();
    (levers.operator.integration, levers.capacity.invite_per_manager) = (0.25, 6.0);
    // (7.246), (7.212)
    assert_near!(o.told(&rules, &levers), 2.0 * 0.15 * 0.75 * 30.0 * 2.5);
    assert_near!(o.asks(&rules, &levers), 6.0 * 2.0 * (0.15 * 0.75 / 0.75) / 0.2);
    levers.operator.integration = 1.0;
    assert_near!(o.told(&rules, &levers), 0.0);
    assert_near!(o.asks(&rules, &levers), 0.0);
}

#[test]
fn hours_come_from_managers_cooperation_and_what_is_granted() {
    let o = Offering {
        hours_base: 10.0,
        hours_per_manager: 20.0,
        friction: 0.25,
        share_day: 0.5,
        share_evening: 0.3,
        managers_for_evenings: 1.0,
        ..Default::default()
    };
    let hours = |managers: f64, cooperation: f64, granted: f64| {
        let (answer, scale, most, staffed) = (1.0, 1.0, 56.0, 1_000.0);
        Opening { managers, answer, scale, cooperation, granted, most, staffed, ..Default::default() }
            .hours(&o)
    };
    let assert_hours = |found: [f64; 3], total: f64| {
        found.into_iter().zip([0.5, 0.3, 0.2]).for_each(|(found, share)| assert_near!(found, total * share));
    };
    // (7.214), (7.217): evenings and weekends only where enough hands are.
    assert_hours(hours(1.5, 1.0, 0.0), 40.0);
    assert_hours(hours(1.5, 0.0, 0.0), 30.0);
    assert_hours(hours(1.5, 0.6, 4.0), 40.0);
    assert_hours(hours(1.5, 1.0, 30.0), 56.0);
    assert_eq!(hours(0.5, 1.0, 0.0), [10.0, 0.0, 0.0]);
}

#[test]
fn a_home_is_open_while_somebody_is_there_and_a_large_one_needs_several() {
    let o = Offering {
        hours_base: 10.0,
        hours_per_manager: 20.0,
        managers_for_evenings: 0.0,
        ..Default::default()
    };
    let open = |managers: f64, scale: f64, staffed: f64| {
        let (answer, cooperation, most) = (1.0, 1.0, 56.0);
        let opening = Opening { managers, answer, scale, cooperation, most, staffed, ..Default::default() };
        opening.hours(&o).iter().sum::<f64>()
    };
    assert_near!(open(2.0, 1.0, 1_000.0), 50.0);
    assert_near!(open(2.0, 1.0, 34.0), 34.0, "one person's week");
    assert_near!(open(2.0, 1.0, 0.0), 0.0, "nobody opens");
    assert_near!(open(4.0, 2.0, 1_000.0), 50.0, "twice the place, twice the managers: the same hours");
    assert_near!(open(4.0, 2.0, 68.0), 34.0);
    assert_near!(open(1.0, 0.5, 34.0), 30.0, "a small home is opened by one alone");
}

#[test]
fn topics_of_workers_are_sport_skills_and_rights() {
    let offering = Offering { workers_topics: 0.3, workers_priority: 0.6, ..Default::default() };
    let mut levers = Levers::default();
    (levers.union.decision_role, levers.union.worker_priority) = (0.5, 1.0);
    // Culture, sport, elder care, children, skills, rights.
    let (w, o) = (0.6 / 3.0, 0.4 / 3.0);
    for (share, expected) in mix(workers_share(&offering, &levers)).into_iter().zip([o, w, o, o, w, w]) {
        assert_near!(share, expected);
    }
    assert_near!(variety(&[1.0 / 6.0; 6]), 6.0);
    assert_near!(variety(&[0.5, 0.0, 0.5, 0.0, 0.0, 0.0]), 2.0);
    assert_near!(variety(&[0.0, 0.0, 0.0, 1.0, 0.0, 0.0]), 1.0);
}

/// The offers of two communities of 30% and 70% in week 2.
fn offers(set: impl FnOnce(&mut Settings), parts: &[(&str, serde_json::Value)]) -> Vec<Offer> {
    let mut county = County::operated(&[300, 700], set);
    county.set(parts);
    county.live(2, offer::prepare);
    county.world.offers().copied().collect()
}

#[test]
fn news_reaches_people_by_what_is_done_for_it() {
    let silent = |s: &mut Settings| {
        (s.organization.offering.told, s.government.referrals, s.union.workplace) = (0.0, 0.0, 0.0);
        s.levers.brand.seeds = 0.0;
    };
    for offer in offers(silent, &[]) {
        assert_eq!((offer.hear_referral, offer.hear_workplace, offer.hear_seeding), (0.0, 0.0, 0.0));
    }
    // (7.245): 4 × (10 × 0.8 × scale) × coop 0.8·0.5 × (1 + 0.5) / population, the same in both.
    let referred = offers(
        |s| {
            silent(s);
            (s.government.referrals, s.government.coordinator_hours) = (4.0, 10.0);
            s.levers.support.cooperation = 0.8;
        },
        &[
            ("/government/trust_committee", json!(0.5)),
            ("/union/homes/0/outreach", json!(0.5)),
            ("/union/homes/1/outreach", json!(0.5)),
        ],
    );
    referred.iter().for_each(|offer| assert_near!(offer.hear_referral, 4.0 * 8.0 * 0.4 * 1.5 / 10_000.0));
    // (7.244), (7.248): seeds by shares and what was paid for, among all residents.
    let seeded = offers(
        |s| {
            silent(s);
            (s.levers.brand.seeds, s.residents.talk.brand) = (20.0, 0.1);
        },
        &[("/organization/paid/brand", json!(0.5)), ("/organization/brand", json!(0.3))],
    );
    for offer in seeded {
        assert_near!(offer.hear_seeding, 0.01);
        assert_near!(offer.hear_brand, 0.03);
        assert_near!(offer.brand, 0.3);
    }
    let shown =
        offers(|s| s.levers.disclosure.visible = 0.8, &[("/organization/paid/disclosure", json!(0.5))]);
    shown.iter().for_each(|offer| assert_near!(offer.visible, 0.4));
    let unaware = offers(|s| (s.mechanisms.awareness, s.levers.brand.seeds) = (false, 20.0), &[]);
    unaware.iter().for_each(|offer| {
        assert_eq!((offer.hear_brand, offer.hear_referral, offer.hear_seeding), (0.0, 0.0, 0.0))
    });
}

#[test]
fn what_was_ordered_is_what_residents_meet() {
    let found = offers(
        |s| {
            (s.levers.disclosure.fee, s.levers.support.rooms_released, s.home.seats) = (3.0, 0.5, 80);
            (s.organization.usual_effort.reception, s.organization.offering.welcome) = (0.12, 1.0);
            (s.residents.choice.novelty, s.residents.choice.novelty_weeks) = (0.6, 10.0);
            (s.organization.response.speed, s.union.voice_full) = (0.0, 0.4);
            (s.levers.council.seats, s.levers.council.meets) = (0.1, 4);
        },
        &[
            ("/union/homes/0/fit/3", json!(0.05)),
            ("/union/homes/1/fit/3", json!(0.05)),
            ("/organization/effort/0", json!(0.2)),
        ],
    );
    for offer in found {
        assert!(offer.operator && !offer.handover);
        assert_eq!((offer.fee, offer.seats), (3.0, 40.0));
        assert_near!(offer.programme_fit, 0.08);
        assert_eq!(offer.group_fit, [0.0, 0.0, 0.0, 0.05]);
        assert_near!(offer.novelty, 0.6 * libm::exp(-0.1), "the second week");
        assert_near!(offer.voice, 0.25);
    }
    let mute = offers(|s| s.levers.council.meets = 0, &[]);
    assert!(mute.iter().all(|offer| offer.voice == 0.0), "a council that never meets gives no voice");
}

#[test]
fn too_few_volunteers_are_overloaded_by_what_is_missing() {
    // (7.230), (7.231)
    let found = offers(
        |s| {
            let v = &mut s.residents.volunteering;
            (v.shifts, v.shifts_event, v.shifts_hour, v.shift) = (100.0, 0.0, 0.5, 2.0);
        },
        &[("/communities/0/hours_offered", json!(4.0)), ("/communities/1/hours_offered", json!(900.0))],
    );
    for (offer, scale) in found.iter().zip([0.03, 0.07]) {
        assert_near!(offer.hours_wanted, (100.0 * scale + 0.5 * offer.hours.iter().sum::<f64>()) * 2.0);
    }
    assert_near!(found[0].overload, (found[0].hours_wanted - 4.0) / found[0].hours_wanted);
    assert!(found[0].overload > 0.5);
    assert_near!(found[1].overload, 0.0, "nobody is overloaded where there are hands enough");
}

#[test]
fn of_a_concept_beyond_the_usual_ever_less_is_carried() {
    let o = Offering { concept_whole: 0.3, concept_beyond: 0.2, ..Default::default() };
    assert_near!(o.concept_carried(0.0), 0.0);
    assert_near!(o.concept_carried(0.3), 0.3);
    assert_near!(o.concept_carried(0.5), 0.3 + 0.2 * (1.0 - libm::exp(-1.0)));
    assert!(o.concept_carried(1.2) < 0.5, "never more than 0.2 beyond");
    let none = Offering { concept_beyond: 0.0, ..o };
    assert_near!(none.concept_carried(1.2), 0.3);
}
