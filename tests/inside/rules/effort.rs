//! Section 7.6, “Effort”: what reward, mission and need make an organization do.

use super::assert_near;
use super::work::organization;
use crate::levers::Levers;
use crate::world::agents::organization::OrganizationRules;
use crate::world::agents::organization::activity::{Activity, ByActivity};
use crate::world::agents::organization::effort::{Prospects, inflate, respond};

/// The split of effort that such prospects ask for.
fn effort(set: impl FnOnce(&mut Levers, &mut OrganizationRules), renewal: f64, runway: f64) -> ByActivity {
    let (mut levers, mut rules, mut found) =
        (Levers::default(), OrganizationRules::default(), organization().effort);
    rules.response.speed = 1.0;
    set(&mut levers, &mut rules);
    respond(
        &mut found,
        &rules,
        &Prospects {
            levers: &levers,
            assessed: true,
            renewal,
            runway,
            audit: levers.assessment.audit,
            use_seen: 1.0,
            points_found: 10.0,
            caught: 0.0,
        },
    );
    assert_near!(found.0.iter().sum(), 1.0);
    assert!(
        found.0.iter().all(|share| *share >= rules.response.floor - 1e-12),
        "no activity is dropped whole"
    );
    found
}

#[test]
fn effort_follows_reward_mission_and_need() {
    let base = effort(|_, _| (), 0.5, 50.0);
    let audited = effort(|l, _| l.assessment.audit = 1.0, 0.5, 50.0);
    assert!(
        audited[Activity::Paperwork] < base[Activity::Paperwork],
        "audited papers win nothing by being many"
    );
    let poor = effort(|_, _| (), 0.5, 0.0);
    assert!(poor[Activity::Fundraising] > base[Activity::Fundraising], "need");
    assert_eq!(effort(|_, _| (), 0.5, 13.0).0, base.0, "cash for a quarter is no need");
    let devoted = effort(|_, r| r.setup.mission = 1.0, 0.5, 50.0);
    assert!(devoted[Activity::Quality] > base[Activity::Quality], "the mission pulls towards quality");
    let counted =
        |renewal: f64, stake: f64| effort(|l, _| l.funding.stake = stake, renewal, 50.0)[Activity::Events];
    assert!(counted(0.1, 0.3) > counted(0.9, 0.3), "a contract in danger");
    assert!(counted(0.5, 0.9) > counted(0.5, 0.1), "money at stake");
}

#[test]
fn with_nothing_at_stake_and_no_mission_all_activities_are_alike() {
    let even = effort(|l, r| (l.funding.stake, r.setup.mission) = (0.0, 0.0), 1.0, 50.0);
    even.0.iter().for_each(|share| assert_near!(*share, 1.0 / 7.0));
    // One item alone, at a temperature at which the most rewarded takes all but the floors.
    for (item, activity) in [
        (0, Activity::Events),
        (1, Activity::Paperwork),
        (2, Activity::Quality),
        (3, Activity::Outreach),
        (4, Activity::Learning),
    ] {
        let found = effort(
            |l, r| {
                let w = &mut l.weights;
                let weights = [
                    &mut w.events,
                    &mut w.paperwork,
                    &mut w.satisfaction,
                    &mut w.participation,
                    &mut w.development,
                ];
                weights
                    .into_iter()
                    .enumerate()
                    .for_each(|(k, weight)| *weight = f64::from(u8::from(k == item)));
                (l.assessment.audit, r.setup.mission, r.response.temperature) = (0.0, 0.0, 0.001);
            },
            0.0,
            50.0,
        );
        assert_near!(found[activity], 1.0 - 6.0 * OrganizationRules::default().response.floor, "item {item}");
    }
}

#[test]
fn reports_are_inflated_for_what_is_at_stake_and_fear_what_an_audit_takes() {
    // (7.194) with all items self-reported: 0.3 at the usual stake, no audit.
    let target = |stake: f64, audit: f64, points_found: f64, caught: f64| {
        let (mut levers, mut rules) = (Levers::default(), OrganizationRules::default());
        (levers.funding.stake, levers.assessment.audit) = (stake, audit);
        let w = &mut levers.weights;
        (w.events, w.paperwork, w.participation, w.satisfaction, w.development) = (0.4, 0.3, 0.3, 0.0, 0.0);
        let r = &mut rules.response;
        (r.inflation, r.inflation_speed, r.inflation_audit) = (0.3, 1.0, 0.5);
        (r.inflation_stake, r.inflation_points, r.caught) = (0.4, 10.0, 1.0);
        let mut inflation = 0.0;
        let seen = Prospects {
            levers: &levers,
            assessed: true,
            renewal: 1.0,
            runway: 50.0,
            audit: levers.assessment.audit,
            use_seen: 1.0,
            points_found,
            caught,
        };
        inflate(&mut inflation, &rules.response, &seen);
        inflation
    };
    assert_near!(target(0.4, 0.0, 10.0, 0.0), 0.3);
    assert_near!(target(0.0, 0.0, 10.0, 0.0), 0.0, "nothing to win");
    assert_near!(target(0.2, 0.0, 10.0, 0.0), 0.2, "2·½/(1 + ½) of it");
    assert!(target(1.0, 0.0, 10.0, 0.0) < 0.6, "less and less, never twice as much");
    assert_near!(target(0.4, 0.25, 10.0, 0.0), 0.15);
    assert_near!(target(0.4, 0.25, 5.0, 0.0), 0.225, "half the penalty, half the fear");
    assert_near!(target(0.4, 0.25, 0.0, 0.0), 0.3, "an audit without penalty");
    assert_near!(target(0.4, 0.125, 10.0, 1.0), 0.15, "who was caught fears twice as much");
    assert_near!(target(0.4, 0.5, 10.0, 0.0), 0.0);
}

#[test]
fn who_has_few_visitors_goes_out_and_who_has_many_receives_them() {
    let split = |use_seen: f64, seek: f64| {
        let (levers, mut rules, mut found) =
            (Levers::default(), OrganizationRules::default(), organization().effort);
        (rules.response.speed, rules.response.seek) = (1.0, seek);
        let seen = Prospects {
            levers: &levers,
            assessed: true,
            renewal: 0.5,
            runway: 50.0,
            audit: levers.assessment.audit,
            use_seen,
            points_found: 10.0,
            caught: 0.0,
        };
        respond(&mut found, &rules, &seen);
        (found[Activity::Outreach], found[Activity::Reception])
    };
    let usual = split(1.0, 0.5);
    assert_eq!(split(0.3, 0.0), split(3.0, 0.0));
    assert!(split(0.3, 0.5).0 > usual.0 && split(0.3, 0.5).1 < usual.1);
    assert!(split(3.0, 0.5).0 < usual.0 && split(3.0, 0.5).1 > usual.1);
    assert_eq!(split(0.0, 0.5), split(0.3, 0.5), "at most one logarithm counts");
}
