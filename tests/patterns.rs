//! The patterns by which the model is judged (docs/model.md, “Patterns”): pairs of scenarios in the same 30 random worlds.
//!
//! A direction counts when the 95 % interval of the paired difference excludes zero. Where a pattern cannot be met, the test stays,
//! expects what the model does, and docs/model.md lists it under known failures.

#![allow(clippy::unwrap_used, clippy::panic)] // a helper of a test may stop it

mod common;

use common::{LAST_YEAR, Window, Worlds, blueprint, with};
use std::sync::{Arc, Mutex, OnceLock};

/// Each blueprint is lived once, however many tests look at it.
fn worlds(key: &str, make: impl FnOnce() -> commonroom::world::Blueprint) -> Arc<Worlds> {
    type Known = Mutex<std::collections::BTreeMap<String, Arc<OnceLock<Arc<Worlds>>>>>;
    static KNOWN: OnceLock<Known> = OnceLock::new();
    let cell = KNOWN.get_or_init(Known::default).lock().unwrap().entry(key.into()).or_default().clone();
    cell.get_or_init(|| Arc::new(Worlds::live(&make()))).clone()
}

fn shipped(name: &str) -> Arc<Worlds> {
    worlds(name, || blueprint(name))
}

fn changed(name: &str, sets: &[&str]) -> Arc<Worlds> {
    worlds(&format!("{name} {}", sets.join(" ")), || with(name, sets))
}

fn rises(a: &Worlds, b: &Worlds, window: Window, measures: &[&str]) {
    for m in measures {
        let d = a.difference(b, m, window);
        assert!(d.low > 0.0, "{m} should rise, found {d}");
    }
}

fn falls(a: &Worlds, b: &Worlds, window: Window, measures: &[&str]) {
    for m in measures {
        let d = a.difference(b, m, window);
        assert!(d.high < 0.0, "{m} should fall, found {d}");
    }
}

const DEFICIENCIES: [&str; 4] = ["deficiency_service", "deficiency_institution", "deficiency_brand", "deficiency_nonprofit"];

/// Without the calendar the model itself drifts by less than 5 % from the first half year to the last.
#[test]
fn before_is_stationary() {
    let gov = changed("government-led", &["mechanisms.calendar=false"]);
    let (early, late) = (gov.mean("participation", (1, 26)), gov.mean("participation", (235, 260)));
    assert!((late / early - 1.0).abs() < 0.05, "{early} to {late}");
}

/// Known failure: with the calendar on, the first half year holds the Spring Festival and the last does not, so that the same
/// comparison finds 5 to 9 %. Half a year later the same season is met: years 1 and 5 as wholes differ by less than 5 %.
#[test]
fn before_is_stationary_but_for_the_season() {
    let gov = shipped("government-led");
    let (early, late) = (gov.mean("participation", (1, 26)), gov.mean("participation", (235, 260)));
    let change = late / early - 1.0;
    assert!((0.05..0.09).contains(&change), "{change:+.4}");
    let (first, last) = (gov.mean("participation", (1, 52)), gov.mean("participation", LAST_YEAR));
    assert!((last / first - 1.0).abs() < 0.05, "{first} to {last}");
}

#[test]
fn the_handover_raises_use_will_and_the_organization() {
    let (gov, z) = (shipped("government-led"), shipped("z-home"));
    rises(&gov, &z, LAST_YEAR, &["utilization", "participation", "open_hours", "willingness", "joint_decisions", "staff"]);
    let visits = z.mean("visits", LAST_YEAR) / gov.mean("visits", LAST_YEAR) - 1.0;
    assert!((0.3..=3.0).contains(&visits), "visits {visits:+.2}");
    // Under government there is no organization whose capability could be measured: it grows from its own first year on.
    let first = z.within("capability", (53, 60), LAST_YEAR);
    assert!(first.low > 0.0, "capability should grow, found {first}");
    assert!(z.mean("org_growth", LAST_YEAR) > 0.0);
}

#[test]
fn s1_an_operator_in_open_rooms_brings_a_third_to_three_fifths_more() {
    let (open, z) = (shipped("open-rooms"), shipped("z-home"));
    let change = z.mean("visits", LAST_YEAR) / open.mean("visits", LAST_YEAR) - 1.0;
    assert!((0.30..=0.60).contains(&change), "visits {change:+.3}");
}

#[test]
fn s2_from_near_idle_it_is_a_multiple() {
    let (idle, z) = (shipped("near-idle"), shipped("z-home"));
    let factor = z.mean("visits", LAST_YEAR) / idle.mean("visits", LAST_YEAR);
    assert!((2.0..=8.0).contains(&factor), "visits × {factor:.1}");
}

#[test]
fn the_four_deficiencies_are_visible_and_the_causes_repair_them() {
    let z = shipped("z-home");
    for d in DEFICIENCIES {
        assert!(z.mean(d, LAST_YEAR) > 0.4, "{d}: {}", z.mean(d, LAST_YEAR));
    }
    for cause in ["capacity", "support", "mechanism"] {
        let repaired = shipped(cause);
        let lowered = DEFICIENCIES.iter().filter(|d| z.difference(&repaired, d, LAST_YEAR).high < 0.0).count();
        assert!(lowered >= 1, "{cause} lowers none");
    }
    falls(&z, &shipped("full-package"), LAST_YEAR, &DEFICIENCIES);
}

#[test]
fn suggestions_raise_participation() {
    let z = shipped("z-home");
    for name in ["capacity", "support", "assessment"] {
        rises(&z, &shipped(name), LAST_YEAR, &["participation"]);
    }
    rises(&z, &shipped("union-council"), LAST_YEAR, &["joint_decisions", "affairs_attendance"]);
}

#[test]
fn s4_outcome_assessment_lowers_reports_and_raises_quality() {
    let (z, a) = (shipped("z-home"), shipped("assessment"));
    falls(&z, &a, LAST_YEAR, &["score_reported", "inflation"]);
    rises(&z, &a, LAST_YEAR, &["quality"]);
    let ratio = |w: &Worlds| w.mean("score_reported", LAST_YEAR) / w.mean("score", LAST_YEAR);
    assert!(ratio(&z) > 1.05 && ratio(&a) < ratio(&z), "reported / true: {:.3} to {:.3}", ratio(&z), ratio(&a));
}

#[test]
fn s7_money_crowds_out_own_fund_raising() {
    let (z, more) = (shipped("z-home"), changed("z-home", &["levers.funding.grant=312000"]));
    rises(&z, &more, LAST_YEAR, &["staff", "events"]);
    falls(&z, &more, LAST_YEAR, &["fundraising_spend", "gifts"]);
}

#[test]
fn s9_late_money_cancels_events_and_drives_people_out() {
    let (z, late) = (shipped("z-home"), shipped("late-payment"));
    let window = (157, 260);
    rises(&z, &late, window, &["events_cancelled", "late_wages", "staff_exits"]);
    falls(&z, &late, window, &["reserve", "events"]);
}

#[test]
fn s10_brand_makes_known_but_brings_no_volunteers() {
    let (z, brand) = (shipped("z-home"), shipped("brand"));
    rises(&z, &brand, (60, 156), &["awareness", "gifts"]);
    let d = z.difference(&brand, "volunteers_per_user", LAST_YEAR);
    let base = z.mean("volunteers_per_user", LAST_YEAR);
    // Equivalence: the whole interval lies within ±5 %.
    assert!(d.low > -0.05 * base && d.high < 0.05 * base, "volunteers per user {d} of {base:.4}");
}

#[test]
fn s12_a_token_fee_costs_far_more_visits_than_its_price() {
    let (z, fee) = (shipped("z-home"), shipped("fee"));
    let change = fee.mean("visits", LAST_YEAR) / z.mean("visits", LAST_YEAR) - 1.0;
    assert!(change < -0.20, "visits {change:+.2}");
}

#[test]
fn s15_a_prize_leaves_nothing_behind() {
    let (z, prize) = (shipped("z-home"), shipped("campaign"));
    rises(&z, &prize, (156, 161), &["visits"]);
    let after = (170, 173);
    let d = z.difference(&prize, "visits", after);
    let base = z.mean("visits", after);
    assert!(d.low > -0.05 * base && d.high < 0.05 * base, "visits in weeks 9 to 12 after: {d} of {base:.0}");
}

#[test]
fn s19_students_harm_the_unable_and_help_the_able() {
    for (skill, harmed) in [("0.3", true), ("0.6", false)] {
        let own = format!("organization.service={skill}");
        let plain = changed("z-home", &[&own]);
        let students = changed("z-home", &[&own, "levers.partners.university_hours=10"]);
        let window = (60, 104);
        if harmed {
            falls(&plain, &students, window, &["capability_service"]);
        } else {
            rises(&plain, &students, window, &["capability_service"]);
        }
    }
}

#[test]
fn s20_without_spill_over_users_still_look_more_civic() {
    let off = "mechanisms.spillover=false";
    let (gov, z) = (changed("government-led", &[off]), changed("z-home", &[off]));
    for w in [&gov, &z] {
        assert!(w.mean("willingness_users", LAST_YEAR) > w.mean("willingness", LAST_YEAR) + 0.03, "selection");
    }
    let d = gov.difference(&z, "willingness", LAST_YEAR);
    assert!(d.low >= -1e-9 && d.high <= 1e-9, "the population is flat, found {d}");
    assert_eq!(z.mean("willingness_causal", LAST_YEAR), 0.0);
}

/// Reported as found (docs/model.md): for visits the three causes together bring more than their sum.
#[test]
fn s23_joint_against_sum() {
    let z = shipped("z-home");
    let parts: Vec<_> = ["capacity", "support", "mechanism"].iter().map(|c| shipped(c)).collect();
    let full = shipped("full-package");
    let surplus = z.surplus(&parts, &full, "visits", LAST_YEAR);
    println!("S23: visits a week of all together − sum of each: {surplus}");
    let awareness = z.surplus(&parts, &full, "awareness", LAST_YEAR);
    println!("S23: awareness of all together − sum of each: {awareness}");
    assert!(surplus.low.is_finite() && surplus.high.is_finite());
}

#[test]
fn levels_of_z_home() {
    let (z, gov, full) = (shipped("z-home"), shipped("government-led"), shipped("full-package"));
    let within = |w: &Worlds, m: &str, lo: f64, hi: f64| {
        let x = w.mean(m, LAST_YEAR);
        assert!((lo..=hi).contains(&x), "{m} {x:.4} outside {lo} to {hi}");
    };
    within(&z, "ever_used_adults", 0.30, 0.70);
    within(&z, "regular_adults", 0.10, 0.25);
    let unaware = 1.0 - z.mean("awareness_adults", LAST_YEAR);
    assert!((0.10..=0.50).contains(&unaware), "T03 {unaware}");
    within(&z, "visits_per_resident_year", 1.6, 2.9);
    within(&z, "volunteers", 0.005, 0.04);
    within(&z, "volunteering_any", 0.23, 0.47);
    within(&z, "attendance_per_event", 9.4, 19.2);
    within(&gov, "utilization", 0.02, 0.20);
    assert!(full.mean("participation", LAST_YEAR) < 0.4);
}

#[test]
fn books_balance_in_a_normal_year() {
    let z = shipped("z-home");
    let income = z.mean("grant", LAST_YEAR) + z.mean("match", LAST_YEAR) + z.mean("own_income", LAST_YEAR);
    let spent = z.mean("spending", LAST_YEAR);
    assert!((income / spent - 1.0).abs() < 0.10, "income {income:.0}, spending {spent:.0} yuan a week");
}
