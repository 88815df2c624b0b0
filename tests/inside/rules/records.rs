//! What stands in a record is what the week was like: each state of an institution in the field of its name,
//! and the counts of the home.

use super::{County, assert_near};
use crate::units::Fen;
use crate::world::ledger::{Account, For};
use crate::world::phases::record;
use crate::world::record::Record;
use crate::world::week;
use serde_json::json;

/// The record of a week in which every institution stands at another number.
fn written(operated: bool) -> Vec<Record> {
    let mut county = County::operated(&[300, 700], |s| {
        (s.organization.setup.net_hours, s.government.caretaker_staff) = (30.0, 0.5);
        (s.levers.support.cooperation, s.organization.setup.runway_most) = (0.8, 104.0);
    });
    let post = |manager: bool, share: f64, filled: bool| {
        let from = (!filled).then_some(99);
        json!({"manager": manager, "share": share, "filled_from": from})
    };
    let posts = [post(true, 1.0, true), post(false, 0.5, true), post(false, 1.0, false)];
    county.set(&[
        ("/government/trust_agency", json!(0.11)),
        ("/government/trust_committee", json!(0.25)),
        ("/union/trust", json!(0.33)),
        ("/organization/trust", json!(0.44)),
        ("/organization/inflation", json!(0.5)),
        ("/organization/routines", json!(0.55)),
        ("/organization/brand", json!(0.66)),
        ("/organization/effort", json!([0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.79])),
        ("/organization/capability", json!([0.71, 0.72, 0.73])),
        ("/organization/posts", json!(posts)),
        ("/organization/exits", json!(2.0)),
        ("/organization/term", json!(77)),
        ("/organization/late_wages", json!(true)),
        ("/organization/survived", json!(0.0)),
        ("/organization/cash", json!([12_000, 48_000])),
        ("/organization/usual_spending", json!(20.0)),
        ("/organization/wages_owed", json!([100, 200])),
        ("/organization/bills_owed", json!([1_000, 2_000])),
        ("/partners/until", json!([900, 900, 900])),
        (
            "/government/verdict",
            json!({"score": 61.0, "reported": 62.0, "awarded": 63.0, "tier": 4.0, "found": false,
                   "audited": true}),
        ),
        (
            "/union/year",
            json!([
                {"raised": 100, "by_residents": 100, "decided": 8, "joint": 1, "adopted": 100, "carried": 100,
                    "carried_of_residents": 100, "promised": 7, "in_time": 2.5},
                {"raised": 6, "by_residents": 2, "decided": 5, "joint": 3, "adopted": 4, "carried": 1,
                    "carried_of_residents": 9, "promised": 3, "in_time": 0.5}
            ]),
        ),
        ("/communities/0/last/quality", json!(0.4)),
        ("/communities/1/last/quality", json!(0.8)),
    ]);
    if !operated {
        county.set(&[("/organization/standing", json!({"Gap": {"until": 99}}))]);
    }
    county.live(9, record::institutions);
    county.world.records().copied().collect()
}

#[test]
fn each_institution_stands_in_the_field_of_its_name() {
    let records = written(true);
    for (r, share) in records.iter().zip([0.3, 0.7]) {
        assert_eq!((r.operator, r.survived, r.scored), (1.0, Some(0.0), 1.0));
        assert_eq!(
            (r.trust_agency, r.trust_committee, r.trust_union, r.trust_organization),
            (0.11, 0.25, 0.33, 0.44)
        );
        assert_eq!((r.inflation, r.routines, r.brand, r.partners), (0.5, 0.55, 0.66, 3.0));
        assert_eq!((r.score, r.score_reported, r.score_awarded, r.tier), (61.0, 62.0, 63.0, 4.0));
        assert_eq!(r.effort.0, [0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.79]);
        assert_eq!(r.capability.0, [0.71, 0.72, 0.73]);
        assert_eq!((r.staff, r.heads, r.staff_exits), (1.5, 2.0, 2.0), "vacant posts are nobody");
        assert_near!(r.staff_hours, 1.5 * 30.0 * share);
        assert_near!(r.cooperation, 0.2);
        assert_near!(r.promised_52, 10.0 * share, "the community's share");
        assert_near!(r.in_time_52, 3.0 * share);
        assert_eq!((r.contract_weeks, r.late_wages), (77.0, 1.0));
        assert_near!(r.runway_weeks, 30.0, "the county's 600 yuan at 20 a week");
        assert_eq!(
            (r.proposals, r.proposals_resident, r.proposals_adopted, r.proposals_carried),
            (6.0, 2.0, 4.0, 1.0)
        );
        assert_eq!((r.decided_52, r.joint_52), (13.0, 4.0));
    }
    assert_eq!(records.iter().map(|r| r.community).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(records.iter().map(|r| r.reserve).collect::<Vec<_>>(), [120.0, 480.0]);
    assert_eq!(records.iter().map(|r| r.arrears).collect::<Vec<_>>(), [11.0, 22.0]);
    // Reported quality is no more than all of it.
    assert_near!(records[0].quality_reported, 0.6);
    assert_near!(records[1].quality_reported, 1.0);
}

#[test]
fn what_the_organization_receives_stands_in_the_column_of_its_purpose() {
    use For::{Bridging, Fee, Gift, Grant, Matching, PartnerMoney};
    let columns = |received: &[(Account, For, i64)]| {
        let mut county = County::operated(&[300], |_| ());
        county.live(9, |world, now| {
            for (from, purpose, yuan) in received {
                world.receive(now, *from, *purpose, Fen(100 * yuan));
            }
            record::institutions(world, now);
        });
        let r = *county.world.records().next().expect("a community");
        [r.grant, r.matching, r.gifts, r.fees, r.partner_money, r.public_cost]
    };
    let nothing = columns(&[]);
    let adds = |from, purpose, yuan, expected: [f64; 6]| {
        for ((found, before), expected) in columns(&[(from, purpose, yuan)]).iter().zip(nothing).zip(expected)
        {
            assert_near!(found - before, expected, "{}", purpose.name());
        }
    };
    // What is bridged is the grant before its time; public are the purses of bureau and union.
    adds(Account::Agency, Grant, 100, [100.0, 0.0, 0.0, 0.0, 0.0, 100.0]);
    adds(Account::Agency, Bridging, 20, [20.0, 0.0, 0.0, 0.0, 0.0, 20.0]);
    adds(Account::Union, Matching, 3, [0.0, 3.0, 0.0, 0.0, 0.0, 3.0]);
    adds(Account::Donors, Gift, 4, [0.0, 0.0, 4.0, 0.0, 0.0, 0.0]);
    adds(Account::Visitors, Fee, 5, [0.0, 0.0, 0.0, 5.0, 0.0, 0.0]);
    adds(Account::Partners, PartnerMoney, 7, [0.0, 0.0, 0.0, 0.0, 7.0, 0.0]);
}

#[test]
fn under_government_there_is_a_caretaker_and_no_operator() {
    for (r, share) in written(false).iter().zip([0.3, 0.7]) {
        assert_eq!(
            (r.operator, r.scored, r.inflation, r.cooperation, r.contract_weeks),
            (0.0, 0.0, 0.0, 0.0, 0.0)
        );
        assert_near!(r.quality_reported, r.quality);
        // Half a post for 10,000 residents.
        assert_near!(r.staff, 0.05);
        assert_near!(r.staff_hours, 0.05 * 30.0 * share);
    }
}

#[test]
fn the_counts_of_a_home_agree_with_what_it_offered() {
    let mut county = County::operated(&[400, 900], |s| {
        (s.home.seats, s.home.nominal_hours, s.home.stay) = (50, 56.0, 1.5);
        s.calendar.warm_start = 1;
        (s.residents.talk.aware_at_start, s.partners.event_hours) = (0.9, 2.0);
    });
    let blueprint = county.blueprint.clone();
    let mut visits = 0.0;
    for _ in 0..30 {
        week::advance(&mut county.world, &blueprint, &mut ());
        for (index, (r, offer)) in county.world.records().zip(county.world.offers()).enumerate() {
            assert_eq!((r.week, r.community), (county.world.week(), index as u32));
            assert_eq!(r.population, [400.0, 900.0][index]);
            assert_near!(r.open_hours, offer.hours.iter().sum());
            assert_near!(r.nominal_seat_hours, 50.0 * 56.0);
            assert_near!(r.open_seat_hours, offer.seats * r.open_hours);
            assert_near!(r.used_seat_hours, 1.5 * r.visits);
            assert_near!(r.events, offer.events.iter().flatten().map(|n| f64::from(*n)).sum());
            assert_near!(r.quality, offer.quality);
            assert_eq!(r.meeting_adults, if r.week.rem_euclid(4) == 0 { r.adults } else { 0.0 });
            assert!(r.volunteer_hours <= offer.hours_wanted + 1e-9);
            assert!(r.came <= r.visits && r.first_visits <= r.came && r.event_attendance <= r.visits);
            assert!(r.came <= r.came_4_weeks && r.came_4_weeks <= r.users && r.users <= r.ever);
            assert!(r.ever <= r.population && r.member <= r.regular && r.adult_users <= r.users);
            assert!(
                r.users_by_word + r.users_by_brand + r.users_by_referral <= r.users && r.users <= r.aware
            );
            assert!(r.tied_pairs_both_came <= r.tied_pairs_of_visitors);
            visits += r.visits;
        }
    }
    assert!(visits > 200.0, "the homes were visited: {visits}");
}
