//! Who bids, for which price, who wins; what goes with a body and comes back with it.

use super::{County, assert_near};
use crate::levers::operator::OperatorKind;
use crate::settings::Value;
use crate::world::agents::organization::bidder::BidderKind::{self, SocialWorkAgency};
use crate::world::blueprint::{Bidder, Settings};
use crate::world::exchange::EventKind;
use crate::world::phases::decide;
use serde_json::json;

/// A body of a kind, with traits of its own.
fn body(name: &str, kind: BidderKind, own: &[(&str, f64)]) -> Bidder {
    let own = own.iter().map(|(key, value)| (key.to_string(), Value::Real(*value))).collect();
    Bidder { name: name.into(), kind, own }
}

/// Agencies that are alike but for what each says of itself.
fn agencies(own: &[&[(&str, f64)]]) -> Vec<Bidder> {
    own.iter().zip('a'..).map(|(own, name)| body(&name.to_string(), SocialWorkAgency, own)).collect()
}

/// A tender in week 1 among these bodies. Nobody errs about costs unless it is set.
fn tender(bidders: Vec<Bidder>, set: impl FnOnce(&mut Settings)) -> County {
    let mut county = County::may_bid(&[10_000], bidders, |s| {
        s.levers.operator.kind = OperatorKind::SocialOrganization;
        s.levers.operator.from = 1;
        s.levers.tender.every_contract = true;
        s.organization.bidding.cost_error = 0.0;
        set(s);
    });
    county.live(1, decide::contract);
    county
}

/// Of each bid: who, price in yuan, posts, points.
fn bids(county: &mut County) -> Vec<(u32, f64, f64, f64)> {
    let bid = |kind: &EventKind| match *kind {
        EventKind::Bid { bidder, price, posts, score } => Some((bidder, price.yuan(), posts, score)),
        _ => None,
    };
    county.world.take_events().iter().filter_map(|event| bid(&event.kind)).collect()
}

#[test]
fn a_yuan_less_is_worth_as_many_points_as_is_said() {
    for content in [false, true] {
        let mut county = tender(agencies(&[&[("charge", 0.02)], &[("charge", 0.1)]]), |s| {
            s.levers.tender.content = content;
            // Only the price differs.
            (s.levers.tender.promise, s.levers.tender.hours, s.levers.tender.programme) = (0.0, 0.0, 0.0);
            s.levers.tender.fee = 0.0;
        });
        let levers = county.blueprint.settings.levers.clone();
        let worth = decide::tender::points_per_yuan(&county.world, &levers);
        let found = bids(&mut county);
        let (less, points) = (found[1].1 - found[0].1, found[0].3 - found[1].3);
        assert!(less > 500.0 && worth > 0.0, "{less} {worth}");
        assert!((points - worth * less).abs() < 1e-6, "{points} {}", worth * less);
    }
}

/// Who runs the home, from 0.
fn runs(county: &County) -> Option<u64> {
    county.get("/pool/running").as_u64()
}

#[test]
fn who_is_alone_asks_for_what_is_offered_and_rivals_ask_for_less() {
    let price = |n: usize| bids(&mut tender(agencies(&vec![&[][..]; n]), |_| ()))[0].1;
    assert_near!(price(1), 208_000.0);
    // Of the room between the grant and the least price a half, two thirds, three quarters, and of that the
    // part that points make worth while.
    let given_up = |n: usize| 208_000.0 - price(n);
    assert!(given_up(2) > 1_000.0);
    assert!((given_up(3) / given_up(2) - 4.0 / 3.0).abs() < 1e-4, "{} {}", given_up(3), given_up(2));
    assert!((given_up(4) / given_up(2) - 1.5).abs() < 1e-4);
}

#[test]
fn a_price_that_wins_no_points_is_not_lowered_and_one_that_alone_does_pays_for_the_least_posts() {
    let of = |price: f64, promise: f64| {
        let set = |s: &mut Settings| (s.levers.tender.price, s.levers.tender.promise) = (price, promise);
        bids(&mut tender(agencies(&[&[], &[]]), set))[0]
    };
    assert_near!(of(0.0, 0.3).1, 208_000.0);
    let (_, cheap, few, _) = of(0.5, 0.0);
    let (_, dear, many, _) = of(0.3, 0.3);
    assert!(cheap < dear && few < many, "{cheap} {dear} {few} {many}");
    // Two bid: half of the room between the grant and what pays for half of the posts.
    assert!(few > 1.5);
}

#[test]
fn who_takes_costs_too_lightly_bids_less_and_promises_as_much() {
    let mut county = tender(agencies(&[&[("cost_belief", 0.6)], &[]]), |_| ());
    let [low, right] = bids(&mut county)[..] else { panic!("two bid") };
    assert!(low.1 < right.1 && low.3 > right.3 && low.2 > right.2, "{low:?} {right:?}");
    assert_eq!(runs(&county), Some(0), "the winner's curse");
    assert_near!(county.number("/government/agreed"), low.1 / 208_000.0);
}

#[test]
fn points_are_worked_out_by_hand() {
    let own: &[&[(&str, f64)]] = &[&[("reputation", 0.9)], &[("reputation", 0.1)]];
    let mut county = tender(agencies(own), |s| {
        let t = &mut s.levers.tender;
        (t.price, t.promise, t.record, t.capability) = (0.4, 0.2, 0.3, 0.1);
        s.levers.union.decision_role = 0.25;
        s.union.trust = 0.7;
    });
    for ((_, price, posts, score), reputation) in bids(&mut county).into_iter().zip([0.9, 0.1]) {
        let promise = (posts / 3.0).min(1.0);
        let capability = (0.35 + 0.20 + 0.30) / 3.0;
        let bureau = 0.4 * (1.0 - price / 208_000.0) + 0.2 * promise + 0.3 * reputation + 0.1 * capability;
        let union = (0.2 * promise + 0.3 * 0.7 + 0.1 * capability) / 0.6;
        assert!((score - 0.25 * union - 0.75 * bureau).abs() < 1e-6, "{score}");
    }
    assert_eq!(runs(&county), Some(0));
}

#[test]
fn nobody_bids_for_a_grant_that_pays_nobody_and_only_who_can_for_a_small_one() {
    let kinds = [("a", BidderKind::VolunteerGroup), ("b", BidderKind::Branch)];
    let bidders = || kinds.map(|(name, kind)| body(name, kind, &[])).to_vec();
    assert!(bids(&mut tender(bidders(), |s| s.levers.funding.grant = 20_000.0)).is_empty());
    let county = tender(bidders(), |s| s.levers.funding.grant = 20_000.0);
    assert_eq!(county.get("/organization/standing"), json!({"Gap": {"until": 9}}));
    let few = bids(&mut tender(bidders(), |s| s.levers.funding.grant = 100_000.0));
    assert!(few.len() == 1 && few[0].0 == 2, "dearer, but with means for the weeks before pay: {few:?}");
}

#[test]
fn wages_overhead_and_charge_are_those_of_the_body_that_runs_the_home() {
    let own: &[(&str, f64)] =
        &[("wages", 1.5), ("overhead", 2.0), ("charge", 0.1), ("mission", 0.9), ("shows", 0.5)];
    let county = tender(agencies(&[own]), |s| s.levers.funding.grant = 400_000.0);
    let of = |place: &str| county.number(&format!("/pool/settings/{place}"));
    assert_near!(of("organization/setup/manager_wage"), 1_500.0);
    assert_near!(of("organization/setup/administration"), 250.0 * 2.0 + 0.1 * 400_000.0 / 52.0);
    assert_near!(of("organization/setup/mission"), 0.9);
    let leaving = Settings::default().organization.turnover.leave * libm::pow(1.5, -1.5);
    assert_near!(of("organization/turnover/leave"), leaving);
    let visit = Settings::default().residents.memory.belief_visit;
    assert_near!(of("residents/memory/belief_visit"), 0.5 * visit);
}

#[test]
fn an_incumbent_with_a_bad_record_loses_and_takes_its_memory_along() {
    let at_the_end = |trust: f64| {
        let own: &[&[(&str, f64)]] = &[&[("reputation", 0.9)], &[]];
        let mut county = tender(agencies(own), |s| s.levers.union.decision_role = 0.0);
        assert_eq!(runs(&county), Some(0));
        county.set(&[
            ("/government/trust_agency", json!(trust)),
            ("/organization/capability", json!([0.35, 0.2, 0.3])),
            ("/organization/routines", json!(0.44)),
        ]);
        county.live(53, decide::contract);
        county
    };
    let good = at_the_end(0.9);
    assert_eq!(runs(&good), Some(0));
    assert_eq!(good.get("/organization/operators"), json!(1));
    assert_eq!(good.get("/organization/standing"), json!({"Contract": {"from": 1, "until": 105}}));
    let bad = at_the_end(0.05);
    assert_eq!(runs(&bad), Some(1));
    assert_eq!(bad.get("/organization/standing"), json!({"Contract": {"from": 53, "until": 105}}));
    assert_eq!(bad.get("/organization/survived"), json!(0.0));
    assert_near!(bad.number("/pool/candidates/0/reputation"), 0.05);
    assert_near!(bad.number("/pool/candidates/0/skills/routines"), 0.44);
    assert_near!(bad.number("/government/trust_agency"), 0.5);
    assert_near!(bad.number("/pool/candidates/0/years"), 1.0);
}

#[test]
fn promised_posts_that_are_not_kept_cost_trust() {
    let trust = |kept: f64| {
        let mut county = tender(agencies(&[&[("reputation", 0.8)]]), |s| {
            s.levers.funding.contract = 156;
            s.government.trust_learning = 0.0;
        });
        let promised = county.number("/pool/promised");
        let managers = json!(kept * promised);
        county.set(&[
            ("/organization/planned/managers", managers),
            ("/organization/planned/workers", json!(0.0)),
        ]);
        county.live(53, decide::contract);
        county.number("/government/trust_agency")
    };
    assert_near!(trust(1.0), 0.8);
    assert_near!(trust(0.6), 0.8 - 0.5 * 0.4);
}

#[test]
fn books_of_a_year_halve_what_is_believed_wrongly() {
    let mut county = tender(agencies(&[&[("cost_belief", 0.8)]]), |_| ());
    county.live(53, decide::contract);
    assert_near!(county.number("/pool/candidates/0/cost_belief"), 0.9);
}

#[test]
fn who_has_alternatives_gains_in_bargaining() {
    let agreed = |n: usize, power: f64| {
        let mut county = tender(agencies(&vec![&[][..]; n]), |s| {
            (s.levers.tender.every_contract, s.levers.tender.bargaining) = (false, true);
            s.levers.assessment.threshold = 0.0;
            s.organization.bidding.power = power;
            s.organization.offering.grant_to_staff = 0.0;
        });
        county.world.take_events();
        county.live(53, decide::contract);
        let kinds: Vec<EventKind> = county.world.take_events().iter().map(|event| event.kind).collect();
        let terms = |kind: &EventKind| match *kind {
            EventKind::Bargained { least, most, price } => Some([least, most, price].map(|x| x.yuan())),
            _ => None,
        };
        (kinds.iter().find_map(terms).expect("a bargain"), county.number("/government/agreed"))
    };
    let ([least, most, price], share) = agreed(1, 0.5);
    assert!((price - 0.5 * (least + most)).abs() < 0.02 && (share - price / 208_000.0).abs() < 1e-6);
    assert_near!(most, 208_000.0);
    let ([_, with_rivals, lower], _) = agreed(4, 0.5);
    assert!(with_rivals < most && lower < price, "{lower} {price}");
    assert!(agreed(1, 0.9).0[2] < price && agreed(1, 0.1).0[2] > price);
}

#[test]
fn where_nobody_is_named_no_tender_is_held() {
    let mut county = tender(vec![], |_| ());
    assert!(bids(&mut county).is_empty() && runs(&county).is_none());
    assert_eq!(county.get("/organization/operators"), json!(1));
    assert_eq!(county.get("/pool/settings"), json!(null));
}

#[test]
fn who_learns_takes_its_beliefs_along_and_looks_at_who_was_rated_better() {
    let of = |imitate: f64| {
        let own: &[&[(&str, f64)]] = &[&[("reputation", 0.9)], &[]];
        let mut county = tender(agencies(own), |s| {
            s.levers.union.decision_role = 0.0;
            (s.organization.beliefs.learns, s.organization.beliefs.imitate) = (true, imitate);
        });
        // Events are believed to bring 1 to the item that counts them.
        assert_near!(county.number("/organization/beliefs/mean/0/2"), 1.0);
        county.set(&[
            ("/government/trust_agency", json!(0.05)),
            ("/organization/beliefs/mean/0/2", json!(0.2)),
            (
                "/government/verdict",
                json!({
                    "score": 50.0, "reported": 50.0, "awarded": 50.0, "tier": 2.0, "found": false,
                    "audited": false, "use_reported": null
                }),
            ),
        ]);
        county.live(53, decide::contract);
        assert_eq!(runs(&county), Some(1));
        assert_near!(county.number("/pool/candidates/0/beliefs/mean/0/2"), 0.2);
        county.number("/organization/beliefs/mean/0/2")
    };
    assert_near!(of(0.0), 1.0);
    assert_near!(of(0.25), 1.0 - 0.25 * 0.8);
}

#[test]
fn who_gives_up_is_trusted_less() {
    let mut county = tender(agencies(&[&[("reputation", 0.8)]]), |s| s.union.trust = 0.6);
    county.set(&[("/organization/bills_owed", json!([2_000_000_000])), ("/organization/cash", json!([0]))]);
    county.live(2, decide::contract);
    assert_eq!(runs(&county), None);
    assert_near!(county.number("/pool/candidates/0/reputation"), 0.3 * 0.8);
    assert_near!(county.number("/pool/candidates/0/union_trust"), 0.3 * 0.6);
}
