//! How institutions answer to the use of a home: the bureau's grant, opening hours, and what is seen of it.

use super::{County, assert_near};
use crate::world::agents::government::committee::CommitteeRules;
use crate::world::agents::government::{Government, GovernmentRules};
use crate::world::agents::organization::programme::Offering;
use crate::world::agents::union::{Union, UnionRules};
use crate::world::phases::{decide, settle};
use serde_json::json;

/// The grant of the next contract year, yuan, after so many visits a year and resident were reported.
fn grant(reported: Option<f64>) -> f64 {
    let mut county = County::operated(&[1_000], |s| {
        s.levers.funding.grant = 100_000.0;
        (s.government.use_expected, s.government.use_elasticity, s.government.use_most) = (2.0, 0.5, 0.25);
        s.government.bonus_3 = 0.0;
    });
    let verdict = json!({"score": 70.0, "reported": 70.0, "awarded": 70.0, "tier": 3.0, "found": false,
        "audited": false, "use_reported": reported});
    county.set(&[("/government/verdict", verdict)]);
    county.live(53, decide::money);
    county.number("/government/year_grant") / 100.0
}

#[test]
fn the_bureau_pays_more_for_what_is_used_more_within_bounds() {
    assert_near!(grant(None), 100_000.0, "nobody asked");
    assert_near!(grant(Some(2.0)), 100_000.0);
    assert_near!(grant(Some(1.28)), 80_000.0, "√0.64");
    assert_near!(grant(Some(2.42)), 110_000.0, "√1.21");
    assert_near!(grant(Some(0.0)), 75_000.0, "no less");
    assert_near!(grant(Some(50.0)), 125_000.0, "no more");
}

#[test]
fn hours_answer_to_use_within_bounds() {
    let offering =
        Offering { hours_elasticity: 0.5, hours_least: 0.7, hours_most: 1.2, ..Default::default() };
    for (seen, factor) in [(1.0, 1.0), (0.64, 0.8), (1.21, 1.1), (0.0, 0.7), (9.0, 1.2)] {
        assert_near!(offering.hours_answer(seen), factor, "{seen}");
    }
}

#[test]
fn use_is_seen_slowly_and_reported_with_what_reports_add() {
    let mut county = County::operated(&[1_000], |s| {
        s.government.use_expected = 2.0;
        s.organization.response.use_new = 0.1;
    });
    county.set(&[("/organization/use_seen", json!(1.0)), ("/communities/0/last/visits", json!(100.0))]);
    county.live(2, settle::learning::learn);
    // 5.2 visits a year of the 2 expected.
    assert_near!(county.number("/organization/use_seen"), 1.0 + 0.1 * (2.6 - 1.0));
}

#[test]
fn audits_that_find_nothing_become_rarer_and_those_that_find_something_more_frequent() {
    // Always audited by the lever: what is found in the first year tells how often in the next.
    let watch = |inflation: f64, years: i32| {
        let mut county = County::operated(&[1_000], |s| {
            s.levers.assessment.audit = 0.4;
            (s.government.watch_clean, s.government.watch_found, s.government.watch_least) = (0.5, 2.0, 0.2);
        });
        for year in 0..years {
            county.set(&[("/organization/inflation", json!(inflation))]);
            let before = county.number("/government/watch");
            county.live(1 + 45 + 52 * year, decide::assessment);
            let audited = county.get("/government/verdict")["audited"] == true;
            let factor = match (audited, inflation > 0.02) {
                (false, _) => 1.0,
                (true, true) => 2.0,
                (true, false) => 0.5,
            };
            assert_near!(county.number("/government/watch"), (before * factor).clamp(0.2, 5.0));
        }
        county.number("/government/watch")
    };
    assert!(watch(0.0, 12) < 1.0 && watch(0.3, 12) > 1.0);
}

#[test]
fn the_committee_gives_by_use_and_withholds_by_late_hours() {
    let rules =
        CommitteeRules { benefit: 0.5, burden: 0.4, late_usual: 20.0, speed: 0.1, least: 0.3, most: 1.4 };
    let given = |used: f64, late: f64| {
        let mut g = Government::new(&GovernmentRules::default());
        g.weigh_cooperation(&rules, used, late);
        g.given
    };
    // (7.308a): a tenth of the way to 1 + 0.5·(use − 1) − 0.4·(late/20 − 1).
    assert_near!(given(1.0, 20.0), 1.0, "as usual");
    assert_near!(given(0.32, 20.0), 1.0 - 0.1 * 0.34);
    assert_near!(given(1.6, 20.0), 1.03);
    assert_near!(given(1.0, 30.0), 0.98);
    assert_near!(given(0.0, 60.0), 1.0 - 0.1 * 0.7, "no less than is agreed");
    assert_near!(given(9.0, 0.0), 1.04, "no more");
    let mut levers = crate::levers::Levers::default();
    levers.support.cooperation = 0.5;
    let mut g = Government::new(&GovernmentRules { trust_committee: 0.8, ..Default::default() });
    g.given = 0.5;
    assert_near!(g.cooperation(&levers), 0.2);
}

#[test]
fn the_union_shares_its_role_by_trust_and_takes_it_back() {
    let rules = UnionRules { shared_most: 0.4, sharing: 0.1, ..Default::default() };
    let mut levers = crate::levers::Levers::default();
    levers.union.decision_role = 0.8;
    let mut union = Union::new(&rules, 1);
    assert_near!(union.role(&levers), 0.8, "all of it at first");
    union.trust = 0.75;
    union.share_or_take_back(&rules);
    // A tenth of the way to 0.4·(2·0.75 − 1).
    assert_near!(union.shared, 0.02);
    assert_near!(union.role(&levers), 0.8 * 0.98);
    union.shared = 0.3;
    union.trust = 0.4;
    union.share_or_take_back(&rules);
    assert_near!(union.shared, 0.27, "whoever disappoints loses it");
    union.clear_table();
    assert_near!(union.role(&levers), 0.8, "a successor begins anew");
}

#[test]
fn committee_and_union_look_once_a_month_and_only_by_the_switch() {
    let after = |week: i32, switch: bool| {
        let mut county = County::operated(&[1_000], |s| s.mechanisms.reaction = switch);
        county.set(&[
            ("/organization/use_seen", json!(2.0)),
            ("/union/trust", json!(1.0)),
            ("/communities/0/offer/hours", json!([0.0, 22.0, 0.0])),
        ]);
        county.live(week, settle::learning::learn);
        (county.number("/government/given") > 1.0, county.number("/union/shared") > 0.0)
    };
    assert_eq!(after(8, true), (true, true));
    assert_eq!(after(9, true), (false, false));
    assert_eq!(after(8, false), (false, false));
}
