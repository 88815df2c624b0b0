//! Section 7.10, “Gifts”: what makes donors be asked and give, and what keeps them from it.

use super::{County, assert_near};
use crate::random::WorldKey;
use crate::units::Fen;
use crate::world::agents::organization::OrganizationRules;
use crate::world::agents::organization::donors::{Appeal, Giving, ask, pool};
use crate::world::blueprint::Settings;
use crate::world::phases::settle::bills::crowded_spend;
use crate::world::phases::settle::gifts::ask_for_gifts;
use serde_json::json;

/// Everybody who is asked gives the same gift.
fn willing() -> Giving {
    Giving { intercept: 60.0, past: 0.0, weeks: 0.0, median: 60.0, sd: 0.0, firm: 10.0, ..Giving::default() }
}

fn appeal(asks: f64, success: f64) -> Appeal {
    Appeal { asks, success, key: WorldKey::new(3, 1), place: 0, week: 4 }
}

#[test]
fn the_pool_is_in_proportion_to_residents_and_firms_are_whole() {
    let giving = Giving { households: 0.01, firms: 3.0, ..willing() };
    // 120 households and ⌈3.6⌉ firms: firms give ten times as much.
    let mut donors = pool(&giving, 12_000.0);
    assert_eq!(donors.len(), 124);
    assert!(donors.iter().all(|d| (d.weeks(), d.past()) == (104, 0.15)));
    assert_eq!(ask(&mut donors, &giving, &appeal(124.0, 1.0)), Fen(100 * (120 * 60 + 4 * 600)));
}

#[test]
fn a_gift_sets_the_weeks_to_nothing_and_moves_the_rate_up_and_a_refusal_moves_it_down() {
    let giving = willing();
    let mut donors = pool(&giving, 1_000.0);
    ask(&mut donors, &giving, &appeal(1e6, 1.0));
    for donor in &donors {
        assert_eq!(donor.weeks(), 0);
        assert_near!(f64::from(donor.past()), f64::from(0.15_f32 + 0.05_f32 * (1.0 - 0.15_f32)));
    }
    assert_eq!(ask(&mut donors, &giving, &appeal(1e6, 0.0)), Fen(0));
    for donor in &donors {
        assert_eq!(donor.weeks(), 1, "a week more without a gift");
        let before = 0.15_f32 + 0.05_f32 * (1.0 - 0.15_f32);
        assert_near!(f64::from(donor.past()), f64::from(before + 0.05_f32 * (0.0 - before)));
    }
    let before = donors.clone();
    assert_eq!(ask(&mut donors, &giving, &appeal(0.0, 1.0)), Fen(0));
    for (donor, before) in donors.iter().zip(&before) {
        assert_eq!((donor.weeks(), donor.past()), (2, before.past()), "who is not asked learns nothing");
    }
}

/// Number of gifts of a thousand donors in the same draws.
fn gifts(giving: &Giving, asks: f64, success: f64) -> i64 {
    let giving = Giving { households: 1.0, firms: 0.0, median: 1.0, sd: 0.0, ..giving.clone() };
    ask(&mut pool(&giving, 1_000.0), &giving, &appeal(asks, success)).0 / 100
}

#[test]
fn more_asking_and_more_success_bring_more_and_time_without_a_gift_brings_less() {
    let usual = Giving { intercept: -0.5, past: 3.0, weeks: -0.0078, ..Giving::default() };
    let base = gifts(&usual, 600.0, 0.6);
    assert!(base > 50 && base < 600, "{base} gifts");
    assert!(gifts(&usual, 900.0, 0.6) > base && gifts(&usual, 300.0, 0.6) < base);
    assert!(gifts(&usual, 600.0, 0.9) > base && gifts(&usual, 600.0, 0.3) < base);
    assert!(gifts(&Giving { first_weeks: 10, ..usual.clone() }, 600.0, 0.6) > base, "recency");
    assert!(gifts(&Giving { first_past: 0.6, ..usual.clone() }, 600.0, 0.6) > base, "frequency");
    // Weeks beyond the most do not count.
    let at_most = gifts(&Giving { first_weeks: 150, ..usual.clone() }, 600.0, 0.6);
    assert_eq!(gifts(&Giving { first_weeks: 900, ..usual.clone() }, 600.0, 0.6), at_most);
    assert!(at_most < base);
    // As many as there are asks, at most everybody once.
    assert!((450..750).contains(&gifts(&willing(), 600.0, 1.0)));
    assert_eq!(gifts(&willing(), 5_000.0, 1.0), 1_000);
}

#[test]
fn a_grant_crowds_out_the_spend_on_raising_funds() {
    let mut rules = OrganizationRules::default();
    (rules.setup.fundraising_spend, rules.setup.usual_grant, rules.giving.crowd_out_spend) =
        (100.0, 5.2, 0.05);
    // 0.05 × 52,000 / (52 × 100) = 0.5: doubling the grant takes e^−0.5 of the spend.
    assert_near!(crowded_spend(&rules, 0.0), 100.0);
    assert_near!(crowded_spend(&rules, 1.0), 100.0 * libm::exp(-0.5));
    assert_near!(crowded_spend(&rules, -1.0), 100.0 * libm::exp(0.5));
    rules.giving.crowd_out_spend = 0.2;
    assert_near!(
        crowded_spend(&rules, 1.0),
        100.0 * libm::exp(-1.0),
        "no more than the whole, to first order"
    );
}

/// Gifts of a week in a town of 20,000 in which each donor gives one yuan, under these settings and parts of
/// the world.
fn given(set: impl FnOnce(&mut Settings), parts: &[(&str, serde_json::Value)]) -> i64 {
    let mut county = County::operated(&[20_000], |s| {
        let giving = &mut s.organization.giving;
        (giving.households, giving.firms, giving.median, giving.sd) = (0.1, 0.0, 1.0, 0.0);
        (giving.intercept, giving.past, giving.weeks, giving.asks) = (60.0, 0.0, 0.0, 40.0);
        (giving.unskilled, giving.skill, giving.brand, giving.facilitation) = (0.3, 0.5, 0.5, 0.3);
        (s.organization.setup.brand, s.organization.setup.fundraising) = (0.0, 0.4);
        s.levers.support.facilitation = 0.0;
        set(s);
    });
    county.set(&[("/government/year_grant", json!(41_600_000))]);
    county.set(parts);
    let gifts = county.live(6, ask_for_gifts);
    gifts.iter().map(|fen| fen.0).sum::<i64>() / 100
}

#[test]
fn what_opens_purses_and_what_closes_them() {
    let base = given(|_| (), &[]);
    assert!((30..1_000).contains(&base), "{base} gifts");
    let more = |name: &str, found: i64| assert!(found > base, "{name}: {found} gifts, not more than {base}");
    let less = |name: &str, found: i64| assert!(found < base, "{name}: {found} gifts, not fewer than {base}");
    more("capability", given(|s| s.organization.setup.fundraising = 1.0, &[]));
    more("brand", given(|s| s.organization.setup.brand = 1.0, &[]));
    more("facilitation", given(|s| s.levers.support.facilitation = 1.0, &[]));
    more("effort", given(|_| (), &[("/organization/effort/4", json!(0.2))]));
    more("hours", given(|s| s.organization.setup.net_hours = 60.0, &[]));
    // (7.320) It closes purses, and (7.317) less is spent on asking: either alone brings less.
    let granted = [("/government/year_grant", json!(83_200_000))];
    less("the grant, of whoever is asked", given(|s| s.organization.giving.crowd_out_spend = 0.0, &granted));
    less("the grant, of asking", given(|s| s.organization.giving.crowd_out = 0.0, &granted));
    let neither = |s: &mut Settings| {
        (s.organization.giving.crowd_out_spend, s.organization.giving.crowd_out) = (0.0, 0.0);
    };
    assert_eq!(given(neither, &granted), base);
    less("what was not paid", given(|_| (), &[("/organization/paid/fundraising", json!(0.3))]));
    less("posts of the grant", given(|_| (), &[("/organization/planned", json!([2, 7.0]))]));
    let known = |belief: f64| {
        [
            ("/communities/0/last/aware_adults", json!(100.0)),
            ("/communities/0/last/belief_aware_adults", json!(100.0 * belief)),
        ]
    };
    let trusted = |trust: f64| {
        [
            ("/communities/0/last/aware", json!(100.0)),
            ("/communities/0/last/trust_aware", json!(100.0 * trust)),
        ]
    };
    let much = |s: &mut Settings| s.organization.giving.trust = 1.0;
    more("trust", given(much, &trusted(1.0)));
    less("no trust", given(much, &trusted(0.0)));
    assert_eq!(given(much, &trusted(0.5)), base, "half of it is the middle");
    let off = |s: &mut Settings| (s.organization.giving.trust, s.mechanisms.confidence) = (1.0, false);
    assert_eq!(given(off, &trusted(1.0)), base, "by the switch");
    less("belief in a business", given(|_| (), &known(1.0)));
    more("belief in a public good", given(|_| (), &known(0.0)));
    assert_eq!(given(|_| (), &known(0.5)), base, "one half where nobody knows");
    assert_eq!(given(|s| s.mechanisms.belief = false, &known(1.0)), given(|_| (), &known(0.0)));
    assert_eq!(given(|_| (), &[("/organization/posts", json!([]))]), 0, "nobody asks");
}
