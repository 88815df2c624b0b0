//! What each mechanism adds: a world in which it acts against the same world in which it does not, written to
//! docs/mechanisms.md with `COMMONROOM_BLESS=1`; without it some rows of the page are repeated.

use crate::inside::common::{populated, reduced, with};
use crate::inside::generated::{kept_true, renewing};
use crate::inside::switches::{Switch, switches};
use crate::measure::window::Window;
use crate::simulation::{Retain, run};
use crate::stats::Moments;
use crate::world::blueprint::Blueprint;
use crate::world::record::{Combine, measure};
use crate::{Values, units::YEAR};
use std::collections::BTreeMap;
use std::path::Path;

/// Random worlds, each of another seed.
const SEEDS: usize = 10;
/// Where it stands.
const PAGE: &str = "docs/mechanisms.md";
/// Residents of a single home; seats, money and hands in proportion.
const RESIDENTS: i64 = 5_000;
/// What is looked at over the last year, with the factor by which it is shown.
const SHOWN: [(&str, f64); 7] = [
    ("participation", 1_000.0),
    ("deficiency_service", 100.0),
    ("deficiency_institution", 100.0),
    ("deficiency_brand", 100.0),
    ("deficiency_nonprofit", 100.0),
    ("public_cost", 1.0),
    ("full_cost", 1.0),
];

/// Figures of one world, where they exist.
type Lived = [Option<f64>; SHOWN.len()];

/// A scenario with changes for few residents; in the middle of it a sheet that changes, where that is what a
/// switch answers to.
fn home(switch: &Switch, sets: &[&str]) -> Blueprint {
    let b = with(switch.scenario, sets);
    let mut b = if b.communities.len() > 1 { reduced(b) } else { populated(b, RESIDENTS) };
    if b.communities.len() == 1 {
        b.communities[0].home.seats = b.communities[0].home.seats * RESIDENTS / 10_000;
    }
    if switch.path == "government.bureau.reanchor" {
        let mut levers = b.settings.levers.clone();
        levers.weights = with("assessment", &[]).settings.levers.weights;
        b.timeline.push((157, levers));
    }
    b
}

/// Each figure over the last year, by seed; costs in yuan a year for each resident.
fn lived(b: &Blueprint) -> Vec<Lived> {
    let residents: u32 = b.communities.iter().map(|place| place.population()).sum();
    crate::parallel::map(SEEDS, |seed| {
        let values = Values::of(b, &run(b, seed as u64 + 1, 1, Retain::default()));
        SHOWN.map(|(name, factor)| {
            let measure = measure(name).expect("a measure");
            let a_year = f64::from(YEAR) / f64::from(residents);
            let by = if measure.combine == Combine::Sum { a_year } else { 1.0 };
            values.get(Window::LastYear, measure).map(|value| by * factor * value)
        })
    })
}

/// Mean and half-width of the 95% interval of the paired differences, as a cell; and whether 0 lies outside.
fn cell(on: &[Lived], off: &[Lived], at: usize) -> (String, bool) {
    let moments = Moments::of(on.iter().zip(off).filter_map(|(on, off)| Some(on[at]? - off[at]?)));
    let (Some(mean), Some((low, high))) = (moments.mean(), moments.interval()) else {
        return ("–".into(), false);
    };
    if (low, high) == (0.0, 0.0) {
        return ("0".into(), false);
    }
    let apart = low * high > 0.0;
    let bold = if apart { "**" } else { "" };
    let text = format!("{bold}{mean:+.2} ± {:.2}{bold}", (high - low) / 2.0);
    (text.replace('-', "−"), apart)
}

const HEAD: &str = "# What each mechanism adds

Written by `COMMONROOM_BLESS=1 cargo test --release --features studies studies::mechanisms`, which without
`COMMONROOM_BLESS` repeats six of the rows. Each row: worlds in which a mechanism acts less the same
worlds in which it does not (the same random numbers), over the last of five years; mean of ten seeds
and half of its 95% interval (Student's t), in bold where the interval leaves out 0. 5,000 residents in one home, seats, money and hands in
proportion (`bodies`: 3,000 in four). Participation in people of 1,000 a week; deficiencies on the scale
0 to 100, so that less is better; public and full cost in yuan a year for each resident.

Of all cells one in twenty would be bold by chance alone. A mechanism that adds nothing in its scenario
may add much elsewhere, and two mechanisms may stand in for each other: a row tells what is lost when
one alone is switched off. Every switch of the settings has its row; a test says when one is missing.

| mechanism | off | in | what it is \
| participation | service | institutions | brand | non-profit | public cost | full cost |
|---|---|---|---|---|---|---|---|---|---|---|
";

/// Mechanisms without which the model would not be what it claims to be: each moves a figure beyond chance.
/// Their rows are repeated; all of them would take a minute.
const SURELY: [&str; 6] = [
    "mechanisms.habit",
    "mechanisms.hours",
    "mechanisms.awareness",
    "mechanisms.word_of_mouth",
    "mechanisms.money",
    "organization.homes.apart",
];

#[test]
fn the_page_says_what_each_mechanism_adds() {
    let mut rows = Vec::new();
    // Each world with all mechanisms is lived once.
    let mut with_all: BTreeMap<String, Vec<Lived>> = BTreeMap::new();
    for switch in switches() {
        let surely = SURELY.contains(&switch.path.as_str());
        if !surely && !renewing() {
            continue;
        }
        let without = format!("{}={}", switch.path, switch.off);
        let name = format!("{} {:?} {}", switch.scenario, switch.beside, switch.path.contains("reanchor"));
        let on = with_all.entry(name).or_insert_with(|| lived(&home(&switch, &switch.beside)));
        let off = lived(&home(&switch, &[&switch.beside[..], &[&without]].concat()));
        let cells: Vec<(String, bool)> = (0..SHOWN.len()).map(|at| cell(on, &off, at)).collect();
        assert!(!surely || cells.iter().any(|(_, apart)| *apart), "{without}: what it adds may be chance");
        let texts: Vec<&str> = cells.iter().map(|(text, _)| &text[..]).collect();
        rows.push(format!("{} {} |", switch.row(), texts.join(" | ")));
    }
    if renewing() {
        kept_true(PAGE, &format!("{HEAD}{}\n", rows.join("\n")));
    }
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE)).expect("the page");
    assert!(page.starts_with(HEAD) && rows.len() >= SURELY.len());
    for row in rows {
        assert!(page.lines().any(|line| line == row), "{PAGE} does not say: {row}");
    }
}
