//! Section 7.11: which partners come, stay and leave by what they get; whom the university sends.

use super::{County, assert_near};
use crate::levers::Levers;
use crate::random::WorldKey;
use crate::units::Week;
use crate::world::agents::partners::university::{University, UniversityRules};
use crate::world::agents::partners::{PartnerRules, PartnerWeek, Partners};
use crate::world::ledger::For;
use crate::world::phases::decide;
use serde_json::json;

/// Rules under which nobody comes, renews a tie or leaves before its time.
fn still() -> PartnerRules {
    PartnerRules { arrival: 0.0, programme: 0.0, renewed: 0.0, disappointed: 0.0, ..Default::default() }
}

/// What partners look at: an organization that they know well, in a county of 10,000 residents.
struct Sight {
    levers: Levers,
    brand: f64,
    trust: f64,
    score: Option<f64>,
}

impl Sight {
    fn usual() -> Sight {
        Sight { levers: Levers::default(), brand: 0.2, trust: 0.5, score: Some(50.0) }
    }

    /// Partners after a week.
    fn live(&self, rules: &PartnerRules, partners: &mut Partners, week: Week) {
        let Sight { levers, brand, trust, score } = self;
        let key = WorldKey::new(5, 1);
        let seen =
            PartnerWeek { rules, levers, scale: 1.0, brand: *brand, trust: *trust, score: *score, key, week };
        partners.come_and_go(&seen, &mut vec![]);
    }
}

fn there(firms: usize, foundations: usize) -> Partners {
    Partners {
        until: vec![Week::MAX; firms],
        foundations: vec![Week::MAX; foundations],
        ..Partners::default()
    }
}

/// Firms and foundations that came in two thousand weeks, each begun with so many there.
fn arrivals(rules: &PartnerRules, before: (usize, usize), set: impl FnOnce(&mut Sight)) -> [usize; 2] {
    let mut sight = Sight::usual();
    set(&mut sight);
    let mut came = [0, 0];
    for week in 1..=2_000 {
        let mut partners = there(before.0, before.1);
        sight.live(rules, &mut partners, week);
        came[0] += partners.until.len() - before.0;
        came[1] += partners.foundations.len() - before.1;
    }
    came
}

#[test]
fn brand_trust_and_levers_open_doors_and_an_empty_pool_sends_nobody() {
    let rules = PartnerRules { arrival: 0.05, programme: 0.1, brand: 2.0, pool: 6.0, ..still() };
    let rules = PartnerRules { foundations: 0.5, outcomes: 1.0, ..rules };
    let base = arrivals(&rules, (1, 1), |_| ());
    assert!(base.iter().all(|came| (20..400).contains(came)), "{base:?} came");
    let more = |name: &str, set: fn(&mut Sight)| {
        let with = arrivals(&rules, (1, 1), set);
        assert!(with[0] > base[0] && with[1] > base[1], "{name}: {with:?} {base:?}");
    };
    more("trust", |s| s.trust = 1.0);
    more("integration", |s| s.levers.operator.integration = 1.0);
    more("facilitation", |s| s.levers.support.facilitation = 1.0);
    more("the programme", |s| s.levers.partners.social_power = 1.0);
    // Each looks at what it wants, and not at what the other wants.
    let known = arrivals(&rules, (1, 1), |s| s.brand = 1.0);
    assert!(known[0] > base[0] && known[1] == base[1], "brand draws firms");
    let good = arrivals(&rules, (1, 1), |s| s.score = Some(90.0));
    assert!(good[0] == base[0] && good[1] > base[1], "outcomes draw foundations");
    assert_eq!(arrivals(&rules, (1, 1), |s| s.score = Some(0.0))[1], 0, "there are none");
    assert_eq!(arrivals(&rules, (1, 1), |s| s.trust = 0.0), [0, 0]);
    let (empty, full) = (arrivals(&rules, (0, 0), |_| ()), arrivals(&rules, (2, 2), |_| ()));
    assert!((0..2).all(|k| empty[k] > base[k] && full[k] < base[k]));
    assert_eq!(arrivals(&rules, (3, 3), |_| ()), [0, 0], "all of the pool are there");
}

#[test]
fn partners_leave_in_their_week() {
    let mut partners = Partners { until: vec![9, 10, 11], foundations: vec![10], ..Partners::default() };
    let mut left = |week: Week| {
        Sight::usual().live(&still(), &mut partners, week);
        partners.count()
    };
    assert_eq!([8, 9, 10, 11].map(&mut left), [4.0, 3.0, 1.0, 0.0]);
}

/// Firms and foundations, of a thousand each, that are there a week later: their ties end now, or never.
fn stay(rules: &PartnerRules, ends: bool, set: impl FnOnce(&mut Sight)) -> [f64; 2] {
    let mut sight = Sight::usual();
    set(&mut sight);
    let until = if ends { 9 } else { Week::MAX };
    let mut partners =
        Partners { until: vec![until; 1_000], foundations: vec![until; 1_000], ..Partners::default() };
    sight.live(rules, &mut partners, 9);
    [partners.until.len() as f64 / 1_000.0, partners.foundations.len() as f64 / 1_000.0]
}

#[test]
fn who_gets_what_it_came_for_renews_its_tie() {
    let rules = PartnerRules { renewed: 0.6, brand_expected: 0.2, score_expected: 80.0, ..still() };
    let about = |found: [f64; 2], expected: [f64; 2]| {
        assert!((0..2).all(|k| (found[k] - expected[k]).abs() < 0.05), "{found:?} {expected:?}");
    };
    // Firms have the brand that they expect, foundations 50 of 80 points.
    about(stay(&rules, true, |_| ()), [0.6, 0.6 * 50.0 / 80.0]);
    about(stay(&rules, true, |s| (s.brand, s.score) = (0.1, Some(95.0))), [0.3, 0.6]);
    about(stay(&rules, true, |s| (s.brand, s.score) = (0.0, Some(0.0))), [0.0, 0.0]);
    about(stay(&rules, true, |s| s.score = None), [0.6, 0.6]);
}

#[test]
fn who_gets_too_little_leaves_before_its_time() {
    let rules = PartnerRules { disappointed: 0.2, brand_expected: 0.2, score_expected: 80.0, ..still() };
    assert_eq!(stay(&rules, false, |s| s.score = Some(80.0)), [1.0, 1.0], "nobody misses anything");
    let found = stay(&rules, false, |s| (s.brand, s.score) = (0.1, Some(20.0)));
    // Of a thousand: 0.2·(1 − ½) and 0.2·(1 − ¼) of them.
    assert!((found[0] - 0.9).abs() < 0.04 && (found[1] - 0.85).abs() < 0.05, "{found:?}");
}

#[test]
fn the_university_sends_students_where_they_are_guided() {
    let rules = UniversityRules { guided_from: 0.2, guided_full: 0.6, learning: 0.1, ..Default::default() };
    let after = |capability: f64, workers: f64| {
        let mut university = University { willing: 0.5 };
        university.see(&rules, capability, workers);
        university.willing
    };
    // Guided by a quarter of the way from 0.2 to 0.6.
    assert_near!(after(0.3, 0.5), 0.5 + 0.1 * (0.25 - 0.5));
    assert_near!(after(0.1, 1.0), 0.45);
    assert_near!(after(0.9, 2.0), 0.55);
    assert_near!(after(0.9, 0.0), 0.45, "nobody of the profession is there");
    let mut levers = Levers::default();
    levers.partners.university_hours = 10.0;
    assert_near!(University { willing: 0.3 }.placements(&levers), 3.0);
    assert_near!(University::default().placements(&levers), 10.0);
}

#[test]
fn research_finds_ever_less_by_the_hour_and_is_spread_over_the_place() {
    let rules = UniversityRules { research_hours: 2.0, ..Default::default() };
    let studied = |hours: f64, scale: f64| {
        let mut levers = Levers::default();
        levers.partners.research_hours = hours;
        rules.studied(&levers, scale)
    };
    assert_near!(studied(0.0, 1.0), 0.0);
    assert_near!(studied(2.0, 1.0), 1.0 - libm::exp(-1.0));
    assert_near!(studied(8.0, 2.0), 1.0 - libm::exp(-2.0));
}

#[test]
fn the_bureau_pays_for_the_hours_that_come() {
    let mut county = County::operated(&[1_000], |s| {
        s.prices.university_hour = 60.0;
        (s.levers.partners.university_hours, s.levers.partners.research_hours) = (10.0, 2.0);
    });
    county.set(&[("/partners/university/willing", json!(0.25))]);
    county.live(3, decide::money);
    let paid: i64 =
        county.world.payments().iter().filter(|p| p.purpose == For::University).map(|p| p.amount.0).sum();
    assert_eq!(paid, 60_00 * 45 / 10);
}
