//! The patterns by which the model is judged (docs/validation.md): pairs of scenarios in the same 30 random
//! worlds.
//!
//! S1–S25 are declared in `src/study/validate/patterns`, and judged here by the same code as by `commonroom
//! validate`. A direction counts when the 95% interval of the paired difference excludes zero. Where a
//! pattern cannot be met, the test stays, expects what the model does, and docs/validation.md explains it.

use crate::batch::rounds::{Rounds, Unobserved};
use crate::inside::common::{blueprint, with};
use crate::inside::studies::worlds::{LAST_YEAR, REPLICATES, Window, Worlds};
use crate::report::answers::validate::in_one_line;
use crate::study::validate::explained;
use crate::study::validate::hold;
use crate::study::validate::patterns;
use crate::study::validate::patterns::PatternResult;
use crate::study::validate::setting::Substitute;
use crate::study::validate::verdict::Verdict;
use crate::world::record::deficiency::Deficiency;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, OnceLock};

/// Each blueprint is lived once, however many tests look at it.
fn worlds(key: &str, make: impl FnOnce() -> crate::world::blueprint::Blueprint) -> Arc<Worlds> {
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

/// The verdicts of all patterns in 30 worlds.
fn verdicts() -> &'static [PatternResult] {
    static FOUND: OnceLock<Vec<PatternResult>> = OnceLock::new();
    FOUND.get_or_init(|| {
        let (cancel, mut nobody) = (AtomicBool::new(false), Unobserved);
        let mut lab = Rounds::new(None, 1, 0, &cancel, &mut nobody);
        let found = hold(&mut lab, &Substitute::shipped(), &[], &patterns::all(), REPLICATES as u32);
        found.unwrap_or_else(|why| panic!("{why}")).1
    })
}

/// Patterns that are missed; each is explained (`study::validate::explained`) and shown in
/// docs/validation.md.
const KNOWN_FAILURES: [&str; 2] = ["S8", "S16"];

/// Patterns of which these worlds may say anything: their figure lies at its bound. Each is explained too.
const OPEN: [&str; 2] = ["S6", "S23"];

#[test]
fn no_decided_verdict_contradicts_what_is_declared() {
    let contradicts = |v: &PatternResult| match v.verdict() {
        _ if OPEN.contains(&v.id) => false,
        Verdict::Hit => KNOWN_FAILURES.contains(&v.id),
        Verdict::Miss => !KNOWN_FAILURES.contains(&v.id),
        Verdict::Undecided => false,
    };
    let told: Vec<String> =
        verdicts().iter().map(|v| format!("{} {}: {}", v.id, v.verdict(), in_one_line(v))).collect();
    let wrong: Vec<&String> =
        verdicts().iter().zip(&told).filter(|(v, _)| contradicts(v)).map(|(_, words)| words).collect();
    assert!(wrong.is_empty(), "not as the page says:\n{wrong:#?}");
    assert_eq!(verdicts().len(), 25);
    assert!(KNOWN_FAILURES.iter().chain(&OPEN).all(|id| explained::why(id).is_some()));
}

/// A hard pattern that 30 worlds do not decide: the share of own income in the setting for fund-raising is
/// meant to lie between 30 and 40%, and its interval reaches beyond 40%. docs/validation.md tells it over
/// seeds.
const UNDECIDED_OF_THE_HARD: [&str; 1] = ["S7"];

#[test]
fn the_hard_patterns_come_out() {
    for id in patterns::HARD {
        let result = verdicts().iter().find(|v| v.id == id).unwrap();
        let (found, words) = (result.verdict(), in_one_line(result));
        assert_ne!(found, Verdict::Miss, "{id}: {words}");
        assert!(found == Verdict::Hit || UNDECIDED_OF_THE_HARD.contains(&id), "{id} {found}: {words}");
    }
}

/// Without the calendar the model itself drifts by less than 5% from the first half year to the last.
#[test]
fn before_is_stationary() {
    let gov = changed("government-led", &["mechanisms.calendar=false"]);
    let (early, late) = (gov.mean("participation", (1, 26)), gov.mean("participation", (235, 260)));
    assert!((late / early - 1.0).abs() < 0.05, "{early} to {late}");
}

/// Known failure: with the calendar on, the first half year holds the Spring Festival and the last does not,
/// so that the same comparison finds 5 to 9%. Half a year later the same season is met: years 1 and 5 as
/// wholes differ by less than 5%.
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
    rises(
        &gov,
        &z,
        LAST_YEAR,
        &["utilization", "participation", "open_hours", "willingness", "joint_decisions", "staff"],
    );
    let visits = z.mean("visits", LAST_YEAR) / gov.mean("visits", LAST_YEAR) - 1.0;
    assert!((0.3..=3.0).contains(&visits), "visits {visits:+.2}");
    // Under government there is no organization whose capability could be measured: it grows from its own
    // first year on.
    let first = z.within("capability", (53, 60), LAST_YEAR);
    assert!(first.low > 0.0, "capability should grow, found {first}");
    assert!(z.mean("org_growth", LAST_YEAR) > 0.0);
}

#[test]
fn the_four_deficiencies_are_visible_and_the_causes_repair_them() {
    let z = shipped("z-home");
    for d in Deficiency::ALL.map(Deficiency::name) {
        assert!(z.mean(d, LAST_YEAR) > 0.4, "{d}: {}", z.mean(d, LAST_YEAR));
    }
    for cause in ["capacity", "support", "mechanism"] {
        let repaired = shipped(cause);
        let lowered = Deficiency::ALL
            .iter()
            .filter(|d| z.difference(&repaired, d.name(), LAST_YEAR).high < 0.0)
            .count();
        assert!(lowered >= 1, "{cause} lowers none");
    }
    falls(&z, &shipped("full-package"), LAST_YEAR, &Deficiency::ALL.map(Deficiency::name));
}

#[test]
fn suggestions_raise_participation() {
    let z = shipped("z-home");
    // An outcome assessment does not (docs/model.md, “Known failures”).
    for name in ["capacity", "support"] {
        rises(&z, &shipped(name), LAST_YEAR, &["participation"]);
    }
    rises(&z, &shipped("union-council"), LAST_YEAR, &["joint_decisions", "affairs_attendance"]);
}

/// Reported as found (docs/model.md): for visits the three causes together bring more than their sum.
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
