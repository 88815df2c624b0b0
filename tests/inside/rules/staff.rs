//! Posts (7.180)–(7.187): who is planned, who leaves and why, what goes with a leaver.

use super::assert_near;
use crate::levers::Levers;
use crate::random::WorldKey;
use crate::units::{Fen, Week};
use crate::world::agents::organization::activity::ByCapability;
use crate::world::agents::organization::contract::Tenure;
use crate::world::agents::organization::labour::PostPlan;
use crate::world::agents::organization::staff::{Post, Turnover, posts};
use crate::world::agents::organization::{Organization, OrganizationRules};

fn key() -> WorldKey {
    WorldKey::new(6, 1)
}

/// So many managers and whole social workers, all at work, with a contract until week 100.
fn organization(managers: usize, workers: usize) -> Organization {
    let mut o = Organization::new(&OrganizationRules::default(), &[10_000.0]);
    let post = |manager| Post { manager, share: 1.0, filled_from: None };
    o.posts = vec![post(true); managers];
    o.posts.extend(vec![post(false); workers]);
    o.standing = Tenure::Contract { from: 0, until: 100 };
    o
}

/// Rules under which nobody leaves by chance alone; each cause raises the hazard beyond any bound.
fn loyal(set: impl FnOnce(&mut Turnover)) -> OrganizationRules {
    let mut rules = OrganizationRules::default();
    let quiet =
        Turnover { leave: 1e-300, contract_ends: 0.0, wages_late: 0.0, load: 0.0, ..Default::default() };
    rules.turnover = Turnover { ending_weeks: 13.0, ..quiet };
    set(&mut rules.turnover);
    rules
}

fn leavers(rules: &OrganizationRules, o: &mut Organization, load: f64, week: Week) -> u32 {
    o.turn_over(rules, load, 0, key(), week)
}

#[test]
fn nobody_leaves_without_a_cause_and_everybody_with_certainty() {
    assert_eq!(leavers(&loyal(|_| ()), &mut organization(3, 2), 1.0, 50), 0);
    assert_eq!(leavers(&loyal(|t| t.leave = 1.0), &mut organization(3, 2), 1.0, 50), 5);
}

#[test]
fn the_end_of_a_contract_is_felt_in_its_last_weeks() {
    let ending = loyal(|t| t.contract_ends = 700.0);
    assert_eq!([86, 87].map(|week| leavers(&ending, &mut organization(2, 1), 1.0, week)), [0, 0]);
    assert_eq!([88, 99].map(|week| leavers(&ending, &mut organization(2, 1), 1.0, week)), [3, 3]);
}

#[test]
fn late_wages_and_overload_drive_people_away() {
    let mut late = loyal(|t| t.wages_late = 700.0);
    (late.labour.leaving, late.labour.leaving_most) = (4.0, 16.0);
    let mut unpaid = organization(2, 1);
    unpaid.planned = PostPlan { managers: 2.0, workers: 1.0 };
    unpaid.wages_owed = vec![Fen::from_yuan(4.0 * unpaid.planned.wages(&late.setup))];
    assert_eq!(leavers(&late, &mut organization(2, 1), 1.0, 50), 0);
    assert_eq!(leavers(&late, &mut unpaid, 1.0, 50), 3);
    let strained = loyal(|t| t.load = 700.0);
    assert_eq!([0.5, 1.0].map(|load| leavers(&strained, &mut organization(2, 1), load, 50)), [0, 0]);
    assert_eq!(leavers(&strained, &mut organization(2, 1), 2.0, 50), 3);
}

#[test]
fn a_shock_takes_managers_and_only_as_many_as_the_lever_rose() {
    let (rules, mut o, mut levers) = (loyal(|_| ()), organization(3, 2), Levers::default());
    let mut demanded = |exits: i64| {
        levers.shock.manager_exit = exits;
        o.shocked(&levers)
    };
    assert_eq!([0, 2, 2, 3, 1, 2].map(&mut demanded), [0, 2, 0, 1, 0, 1]);
    let mut o = organization(3, 2);
    assert_eq!(o.turn_over(&rules, 1.0, 2, key(), 50), 2);
    let at_work: Vec<bool> = o.posts.iter().map(Post::filled).collect();
    assert_eq!(at_work, [false, false, true, true, true], "managers, in order");
    assert_eq!((o.managers(), o.staff()), (1.0, 3.0));
}

#[test]
fn a_post_is_filled_when_it_is_due() {
    let rules = loyal(|_| ());
    let mut o = organization(1, 0);
    o.posts[0].filled_from = Some(50);
    leavers(&rules, &mut o, 1.0, 49);
    assert!(!o.posts[0].filled());
    leavers(&rules, &mut o, 1.0, 50);
    assert!(o.posts[0].filled());
    // (7.183): at least a week passes.
    let mut empty = organization(4, 4);
    leavers(&loyal(|t| (t.leave, t.vacancy) = (1.0, 0.0)), &mut empty, 1.0, 50);
    assert!(empty.posts.iter().all(|post| post.filled_from == Some(51)));
}

#[test]
fn with_a_leaver_goes_skill_unless_routines_hold_it() {
    let after = |routines: f64, lost: f64| {
        let mut rules = loyal(|t| t.leave = 1.0);
        (rules.learning.lost_with_leaver, rules.learning.capability_least) = (lost, 0.01);
        let mut o = organization(1, 0);
        o.posts.push(Post { manager: false, share: 3.0, filled_from: Some(99) });
        (o.capability, o.routines) = (ByCapability([0.2, 0.4, 0.8]), routines);
        leavers(&rules, &mut o, 1.0, 50);
        o.capability.0
    };
    // (7.186): the leaver held a quarter of all posts.
    for (routines, lost, part) in [(0.0, 0.8, 0.8), (0.5, 0.8, 0.9), (1.0, 0.8, 1.0), (0.0, 0.0, 1.0)] {
        for (found, before) in after(routines, lost).into_iter().zip([0.2, 0.4, 0.8]) {
            assert_near!(found, before * part);
        }
    }
}

#[test]
fn posts_are_whole_but_for_one_of_each_kind() {
    let shares = |managers: f64, workers: f64| {
        posts(PostPlan { managers, workers }).iter().map(|p| (p.manager, p.share)).collect::<Vec<_>>()
    };
    assert_eq!(shares(2.0, 1.0), [(true, 1.0), (true, 1.0), (false, 1.0)]);
    assert_eq!(shares(1.0, 1.25), [(true, 1.0), (false, 1.0), (false, 0.25)]);
    assert_eq!(shares(1.5, 0.5), [(true, 1.0), (true, 0.5), (false, 0.5)]);
    assert_eq!(shares(0.0, 0.0), []);
}

#[test]
fn a_changed_plan_keeps_who_is_there_adds_vacant_posts_and_pays_in_place_of_notice() {
    let (mut rules, mut o) = (OrganizationRules::default(), organization(2, 1));
    (rules.setup.manager_wage, rules.setup.worker_wage, rules.labour.notice) = (1_000.0, 1_200.0, 4.0);
    let plan = |managers, workers| PostPlan { managers, workers };
    o.planned = plan(2.0, 1.0);
    o.plan_posts(plan(2.0, 1.0), &rules, key(), 50);
    assert_eq!(o.posts.len(), 3, "nothing new");
    o.plan_posts(plan(3.0, 2.0), &rules, key(), 50);
    let found: Vec<_> = o.posts.iter().map(|p| (p.manager, p.filled())).collect();
    assert_eq!(found, [(true, true), (true, true), (true, false), (false, true), (false, false)]);
    assert!(o.posts.iter().all(|p| p.filled_from.is_none_or(|week| week > 50)));
    assert_eq!(o.notice, Fen::ZERO, "nobody was dismissed");
    o.plan_posts(plan(1.0, 0.0), &rules, key(), 51);
    assert_eq!(o.posts.iter().map(|p| (p.manager, p.filled())).collect::<Vec<_>>(), [(true, true)]);
    assert_eq!(o.planned, plan(1.0, 0.0));
    assert_eq!(o.notice, Fen::from_yuan(4.0 * 2_200.0), "a manager and a social worker who were there");
}

#[test]
fn nobody_is_hired_while_wages_are_owed() {
    let rules = OrganizationRules::default();
    let hired = |owed: i64| {
        let mut o = organization(1, 0);
        o.posts.push(Post { manager: false, share: 1.0, filled_from: Some(40) });
        o.wages_owed = vec![Fen(owed)];
        leavers(&rules, &mut o, 0.0, 50);
        o.posts[1].filled()
    };
    assert!(hired(0) && !hired(1));
}
