//! What a bid promises beside price and posts: opening hours, a fee, a programme; what binds, what breaks it.

use super::{County, assert_near};
use crate::levers::operator::OperatorKind;
use crate::settings::Value;
use crate::world::agents::organization::bidder::BidderKind::SocialWorkAgency;
use crate::world::blueprint::{Bidder, Settings};
use crate::world::exchange::promise::{PromiseStage, ToldPromise};
use crate::world::exchange::{EventKind, Offer};
use crate::world::phases::{decide, offer};
use serde_json::json;

type Traits<'a> = &'a [(&'a str, f64)];

/// A home of 10,000 whose contract is tendered in week 1 among agencies with these traits; bids have content,
/// nobody errs about costs, the committee is in nobody's way, and parts of the world are set before.
fn tendered(own: &[Traits], set: impl FnOnce(&mut Settings), parts: &[(&str, serde_json::Value)]) -> County {
    let body = |(own, name): (&Traits, char)| {
        let own = own.iter().map(|(key, value)| (key.to_string(), Value::Real(*value))).collect();
        Bidder { name: name.to_string(), kind: SocialWorkAgency, own }
    };
    let bidders = own.iter().zip('a'..).map(body).collect();
    let mut county = County::may_bid(&[10_000], bidders, |s| {
        s.levers.operator.kind = OperatorKind::SocialOrganization;
        s.levers.operator.from = 1;
        (s.levers.tender.every_contract, s.levers.tender.content) = (true, true);
        // A grant that pays for all wished posts.
        (s.levers.funding.grant, s.levers.support.hours) = (300_000.0, 0.0);
        s.organization.bidding.cost_error = 0.0;
        (s.organization.offering.friction, s.organization.turnover.leave) = (0.0, 0.0);
        s.home.nominal_hours = 80.0;
        set(s);
    });
    county.set(parts);
    county.live(1, decide::contract);
    county
}

/// What is told of promises, in order: each bid, then what binds.
fn told(county: &mut County) -> Vec<ToldPromise> {
    let promise = |kind: &EventKind| match *kind {
        EventKind::Promised { promise } => Some(promise),
        _ => None,
    };
    county.world.take_events().iter().filter_map(|event| promise(&event.kind)).collect()
}

/// Price and posts of each bid.
fn bids(county: &mut County) -> Vec<(f64, f64)> {
    let bid = |kind: &EventKind| match *kind {
        EventKind::Bid { price, posts, .. } => Some((price.yuan(), posts)),
        _ => None,
    };
    county.world.take_events().iter().filter_map(|event| bid(&event.kind)).collect()
}

/// The offer of the home in a week.
fn offered(county: &mut County, week: i32) -> Offer {
    county.live(week, offer::prepare);
    *county.world.offers().next().expect("a home")
}

const LIKES: Traits = &[("hours", 0.8), ("fee", 2.0), ("workers", 0.3)];

#[test]
fn who_is_alone_promises_what_it_likes_within_what_is_accepted() {
    // Two managers usually open 14 + 2 · 18 hours.
    let all = told(&mut tendered(&[LIKES], |_| (), &[]));
    let [bid, binds] = all[..] else { panic!("{all:?}") };
    assert_eq!((bid.stage, binds.stage), (PromiseStage::Bid, PromiseStage::Contract));
    assert_near!(bid.hours, 0.8 * 50.0);
    assert_near!(bid.fee, 2.0);
    assert_near!(bid.workers, 0.3);
    assert_eq!(ToldPromise { stage: PromiseStage::Bid, ..binds }, bid);
    // Nobody may promise fewer than 7 tenths or more than 1.15 of the usual hours, or a higher fee than is
    // accepted.
    let bounds = |hours: f64, posted: f64| {
        let set = |s: &mut Settings| (s.levers.disclosure.fee, s.levers.tender.fee_most) = (posted, 1.5);
        let told = told(&mut tendered(&[&[("hours", hours), ("fee", 2.0)]], set, &[]))[0];
        (told.hours, told.fee)
    };
    assert_near!(bounds(0.2, 0.0).0, 0.7 * 50.0);
    assert_near!(bounds(3.0, 0.0).0, 1.15 * 50.0);
    assert_near!(bounds(1.0, 0.0).1, 1.5);
    assert_near!(bounds(1.0, 0.5).1, 1.5, "with the posted one");
    assert_near!(bounds(1.0, 4.0).1, 4.0, "the posted one stands");
}

#[test]
fn rivals_press_for_hours_and_the_programme_that_is_wished_for() {
    let visits = 200.0;
    let set = |s: &mut Settings| {
        let t = &mut s.levers.tender;
        (t.price, t.promise, t.hours, t.fee, t.programme) = (0.4, 0.3, 0.2, 0.1, 0.25);
        (s.home.seats, s.levers.support.rooms_released) = (100, 0.5);
    };
    let parts = [("/communities/0/last/visits", json!(visits))];
    let s = Settings::default();
    let setup = &s.organization.setup;
    let wages = 2.0 * setup.manager_wage + setup.worker_wage;
    let hour = wages / (3.0 * setup.net_hours);
    let utilities = setup.utilities * 100.0 * 0.5 / setup.utilities_seats;
    let (a, b) = (0.4 / 300_000.0, 0.3 / (52.0 * wages));
    let c = 0.2 / (52.0 * 50.0 * (hour + utilities));
    for (n, pressed) in [(2, 0.5), (4, 0.75)] {
        let told = told(&mut tendered(&vec![LIKES; n], set, &parts))[0];
        let e = 0.8 + (1.15 - 0.8) * pressed * c / (a + b + c);
        assert_near!(told.hours, 50.0 * e);
        // Of 200 visits a fee leaves 59: 6,000 yuan a year win fewer points than are lost.
        assert_near!(told.fee, 0.0);
        // Workers' topics by the union's role: 0.4 + 0.4 · 0.7 · 0.5; the mission of an agency weighs 0.5.
        let p = 0.3 + (0.54 - 0.3) * pressed * 0.25 / (0.25 + 0.5);
        assert_near!(told.workers, p);
        let points = 0.2 * 50.0 * e / 80.0 + 0.1 * (1.0 - told.fee / 5.0) + 0.25 * (1.0 - (p - 0.54).abs());
        assert_near!(told.points, points / 0.55);
    }
    let prices = [0.0, 0.2].map(|weight| {
        let also = |s: &mut Settings| {
            set(s);
            s.levers.tender.hours = weight;
        };
        bids(&mut tendered(&[LIKES; 2], also, &parts))[0].0
    });
    // Of the same room, 0.5 · a/(a + b + c) less.
    let [plain, with_hours] = prices.map(|price| 300_000.0 - price);
    assert!((with_hours / plain - (a + b) / (a + b + c)).abs() < 1e-6, "{plain} {with_hours}");
}

#[test]
fn a_fee_is_asked_among_rivals_where_its_money_wins_more_points_than_it_loses() {
    let s = Settings::default();
    // Just where both are alike: 52 · price/grant · visits · e^(−F) · fee = weight · fee/most.
    let kept = libm::exp(-s.residents.choice.fee_cliff - s.residents.choice.fee_slope * 0.2);
    let edge = 0.1 / 5.0 / (52.0 * 0.3 / 300_000.0 * kept);
    let asked = |n: usize, visits: f64, fee_most: f64| {
        let set = |s: &mut Settings| {
            let t = &mut s.levers.tender;
            (t.price, t.fee, t.fee_most) = (0.3, 0.1, fee_most);
        };
        told(&mut tendered(&vec![LIKES; n], set, &[("/communities/0/last/visits", json!(visits))]))[0].fee
    };
    assert_near!(asked(2, 1.001 * edge, 5.0), 2.0);
    assert_near!(asked(2, 0.999 * edge, 5.0), 0.0);
    assert_near!(asked(2, 0.501 * edge, 10.0), 2.0, "against twice the accepted fee half of the points");
    assert_near!(asked(1, 0.0, 5.0), 2.0, "nobody presses");
}

#[test]
fn a_fee_pays_for_posts_as_far_as_people_are_believed_to_come() {
    let posts = |fee: f64| {
        let set = |s: &mut Settings| s.organization.offering.grant_to_staff = 1.0;
        bids(&mut tendered(&[&[("fee", fee)]], set, &[("/communities/0/last/visits", json!(500.0))]))[0].1
    };
    let s = Settings::default();
    let (choice, setup) = (&s.residents.choice, &s.organization.setup);
    let come = 500.0 * libm::exp(-choice.fee_cliff - choice.fee_slope * 0.4);
    // What comes in beyond the wished posts hires social workers, the prudent reserve of their wages kept.
    let wages = 4.0 * come / (1.0 + setup.prudence / s.organization.labour.spread);
    assert_near!(posts(4.0) - posts(0.0), wages / setup.worker_wage);
}

#[test]
fn nobody_promises_hours_beyond_its_budget() {
    // Heating is dear, and hours are what counts.
    let promised = |grant: f64| {
        let set = |s: &mut Settings| {
            s.levers.funding.grant = grant;
            s.organization.setup.utilities *= 20.0;
            (s.levers.tender.hours, s.levers.tender.price) = (1.0, 0.0);
        };
        let all = told(&mut tendered(&[&[("hours", 0.8)], &[("hours", 0.8)]], set, &[]));
        all.first().map(|told| told.hours)
    };
    // The least grant at which anybody bids: it pays for half of the posts, the hours that are liked, and no
    // more.
    let (mut nobody, mut somebody) = (0.0, 2_000_000.0);
    assert!(promised(nobody).is_none());
    for _ in 0..40 {
        let middle = 0.5 * (nobody + somebody);
        if promised(middle).is_some() { somebody = middle } else { nobody = middle }
    }
    // One manager where two are wished for is too few for evenings.
    let day = Settings::default().organization.offering.share_day;
    let least = promised(somebody).expect("a bid");
    assert!((least - 0.8 * 32.0 * day).abs() < 1e-3, "{least}");
    // Where money is no bound rivals press for more: half of what is left, by the part of points for hours.
    let s = Settings::default();
    let setup = &s.organization.setup;
    let wages = 2.0 * setup.manager_wage + setup.worker_wage;
    let seats = s.home.seats as f64 * s.levers.support.rooms_released;
    let an_hour = wages / (3.0 * setup.net_hours) + 20.0 * setup.utilities * seats / setup.utilities_seats;
    let (b, c) = (0.3 / (52.0 * wages), 1.0 / (52.0 * 50.0 * an_hour));
    let pressed = 0.8 + (1.15 - 0.8) * 0.5 * c / (b + c);
    assert_near!(promised(2_000_000.0).expect("a bid"), 50.0 * pressed);
    assert!(pressed > 0.81);
}

#[test]
fn points_of_content_count_for_bureau_and_union() {
    let mut county = tendered(
        &[LIKES, &[]],
        |s| {
            let t = &mut s.levers.tender;
            (t.price, t.promise, t.record, t.capability) = (0.4, 0.2, 0.3, 0.1);
            (t.hours, t.fee, t.programme) = (0.3, 0.2, 0.1);
            s.levers.union.decision_role = 0.25;
            s.union.trust = 0.7;
        },
        &[],
    );
    let events = county.world.take_events();
    let (mut scores, mut promises) = (Vec::new(), Vec::new());
    for event in &events {
        match event.kind {
            EventKind::Bid { price, posts, score, .. } => scores.push((price.yuan(), posts, score)),
            EventKind::Promised { promise } => promises.push(promise),
            _ => {}
        }
    }
    assert_eq!((scores.len(), promises.len()), (2, 3));
    for ((price, posts, score), told) in scores.into_iter().zip(promises) {
        let content = 0.3 * told.hours / 80.0
            + 0.2 * (1.0 - told.fee / 5.0)
            + 0.1 * (1.0 - (told.workers - 0.45).abs());
        let shared = 0.2 * (posts / 3.0).min(1.0) + 0.1 * (0.35 + 0.20 + 0.30) / 3.0 + content;
        let bureau = (0.4 * (1.0 - price / 300_000.0) + 0.3 * 0.5 + shared) / 1.6;
        let union = (0.3 * 0.7 + shared) / 1.2;
        assert!((score - 0.25 * union - 0.75 * bureau).abs() < 1e-6, "{score}");
    }
}

#[test]
fn hours_fee_and_programme_bind_whoever_is_there_and_however_many_come() {
    let few = [("/organization/use_seen", json!(0.3))];
    let mut bound = tendered(&[LIKES], |_| (), &[]);
    // One of two managers has gone, another task for the volunteers of last week.
    let vacant = |county: &mut County| {
        county.set(&few);
        let posts = county.get("/organization/posts");
        let posts: Vec<_> = posts.as_array().expect("posts").iter().skip(1).cloned().collect();
        county.set(&[
            ("/organization/posts", json!(posts)),
            ("/communities/0/last/volunteer_hours", json!(20.0)),
        ]);
        offered(county, 2)
    };
    let offer = vacant(&mut bound);
    assert_near!(offer.hours.iter().sum::<f64>(), 0.8 * 50.0);
    assert_near!(offer.fee, 2.0);
    let (w, o) = (0.3 / 3.0, 0.7 / 3.0);
    for (share, expected) in offer.mix.into_iter().zip([o, w, o, o, w, w]) {
        assert_near!(share, expected);
    }
    // Without content the managers in place and the use count, and levers tell fee and programme.
    let mut free = tendered(&[LIKES], |s| s.levers.tender.content = false, &[]);
    assert_eq!(free.get("/pool/promise"), json!(null));
    let offer = vacant(&mut free);
    let answer = libm::pow(0.3, 0.15);
    assert_near!(offer.hours.iter().sum::<f64>(), 32.0 * answer);
    assert_near!(offer.fee, 0.0);
    assert_near!(offer.mix[1], 0.54 / 3.0);
}

#[test]
fn a_lever_that_changes_acts_on_top_of_what_was_promised() {
    let mut county = tendered(&[LIKES], |_| (), &[]);
    let levers = &mut county.blueprint.settings.levers;
    levers.disclosure.fee = 1.0;
    levers.operator.managers = 3.0;
    levers.union.worker_priority = 1.0;
    county.set(&[("/communities/0/last/volunteer_hours", json!(200.0))]);
    let offer = offered(&mut county, 13);
    assert_near!(offer.hours.iter().sum::<f64>(), 0.8 * (14.0 + 3.0 * 18.0));
    assert_near!(offer.fee, 3.0);
    assert_near!(offer.mix[1], (0.4 + 0.4 * 0.7 + 0.3 - 0.54) / 3.0);
}

#[test]
fn hours_for_which_hands_are_missing_are_broken_promises_and_those_that_others_take_are_not() {
    let lived = |parts: &[(&str, serde_json::Value)]| {
        let mut county = tendered(&[LIKES], |_| (), &[]);
        county.set(parts);
        offered(&mut county, 2);
        (county.number("/pool/promise/due"), county.number("/pool/promise/kept"))
    };
    let (due, kept) = lived(&[]);
    assert_near!(due, 40.0);
    assert_near!(kept, 40.0);
    // Nobody is there, but volunteers for a tenth of the week, so that evenings stay open.
    let (due, kept) =
        lived(&[("/organization/posts", json!([])), ("/communities/0/last/volunteer_hours", json!(8.0))]);
    assert_near!(due, 40.0);
    assert_near!(kept, 8.0);
    // The council took ten hours.
    let (due, kept) = lived(&[("/union/homes/0/hours", json!([-10.0, 0.0, 0.0]))]);
    assert_near!(due, 30.0);
    assert_near!(kept, 30.0);
}

#[test]
fn promised_hours_that_are_not_kept_cost_the_trust_of_bureau_and_union() {
    let trusts = |kept: f64| {
        let mut county = tendered(
            &[&[("reputation", 0.8)]],
            |s| {
                s.levers.funding.contract = 156;
                s.union.trust = 0.6;
            },
            &[],
        );
        county.set(&[("/pool/promise/due", json!(2_000.0)), ("/pool/promise/kept", json!(kept * 2_000.0))]);
        county.live(53, decide::contract);
        assert_near!(county.number("/pool/promise/due"), 0.0);
        [county.number("/government/trust_agency"), county.number("/union/trust")]
    };
    let ([bureau, union], [less, fewer]) = (trusts(1.0), trusts(0.6));
    assert_near!(bureau, 0.8);
    assert_near!(union, 0.6);
    assert_near!(less, 0.8 - 0.5 * 0.4);
    assert_near!(fewer, 0.6 - 0.5 * 0.4);
}

#[test]
fn who_goes_leaves_its_promise() {
    let mut county = tendered(&[LIKES], |_| (), &[]);
    county.set(&[("/organization/bills_owed", json!([2_000_000_000])), ("/organization/cash", json!([0]))]);
    county.live(2, decide::contract);
    assert_eq!(county.get("/pool/running"), json!(null));
    assert_eq!(county.get("/pool/promise"), json!(null));
    let offer = offered(&mut county, 2);
    assert_near!(offer.fee, 0.0);
}
