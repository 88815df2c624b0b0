//! Every lever bites: low against high moves what its declaration says, beyond three standard errors, in that
//! direction. The matrix of levers × measures is written to docs/lever-matrix.md (`COMMONROOM_BLESS=1` renews
//! it).

use crate::batch::forks::{Forks, ROOM};
use crate::levers::assessment::Weights;
use crate::settings::{Field, Lever, SettingsTable, SettingsTree, Value};
use crate::simulation::Retain;
use crate::stats::Moments;
use crate::world::blueprint::{Blueprint, Settings};
use crate::world::record::deficiency::Deficiency;
use crate::world::record::{Combine, MEASURES, Record};
use std::fmt::Write;

/// Worlds per end of a lever.
const REPLICATES: usize = 24;
/// Residents of the home; money, hands and seats in proportion.
const RESIDENTS: i64 = 5_000;
/// Weeks after the handover that are looked at.
const FROM: i32 = 105;
const UNTIL: i32 = 208;
/// Columns of the matrix.
const SHOWN: [&str; 16] = [
    "participation",
    "utilization",
    "open_hours",
    "awareness",
    "satisfaction",
    "commercial_belief",
    "volunteers",
    "willingness",
    "joint_decisions",
    "quality",
    "staff",
    "capability",
    "own_income",
    "public_cost",
    Deficiency::Service.name(),
    Deficiency::Institution.name(),
];

/// z-home for half as many residents; with bodies that may bid, where a lever needs them.
fn base(path: &str) -> Blueprint {
    // A lever that acts only beside another gets it.
    let beside: &[&str] = match path {
        "levers.brand.seeding" => &["levers.brand.seeds=60"],
        "levers.brand.campaign_prize" => {
            &["levers.brand.campaign_start=120", "levers.brand.campaign_weeks=60"]
        }
        // Contracts are renewed where it is looked at whether they are tendered, or bargained.
        "levers.tender.every_contract" | "levers.tender.bargaining" => {
            &["levers.tender.content=false", "levers.tender.every_contract=false"]
        }
        // What counts of a price and posts is tried where bids are these.
        "levers.tender.price"
        | "levers.tender.promise"
        | "levers.tender.record"
        | "levers.tender.capability"
        | "levers.tender.incumbency" => &["levers.tender.content=false"],
        _ => &[],
    };
    let scenario = if path.starts_with("levers.tender.") { "tender" } else { "z-home" };
    let mut sets = vec![
        "residents.population=5000",
        "home.seats=60",
        "levers.funding.grant=104000",
        "levers.operator.managers=1",
        "levers.operator.social_workers=0.5",
        "levers.brand.spend=35",
    ];
    sets.extend(beside);
    let mut b = crate::inside::common::with(scenario, &sets);
    b.weeks = UNTIL;
    b.settings.calendar.warm_start = 60;
    b
}

fn read(text: &str, field: &Field) -> Value {
    use crate::settings::ValueKind;
    match field.kind {
        ValueKind::Integer => Value::Integer(text.parse().expect("a whole number")),
        ValueKind::Real => Value::Real(text.parse().expect("a number")),
        ValueKind::Flag => Value::Flag(text == "true"),
        _ => Value::Text(text.into()),
    }
}

/// Set a lever; amounts for 10,000 residents are halved with the home, and the other weights share what one
/// weight leaves.
fn set(b: &mut Blueprint, path: &str, field: &Field, text: &str) {
    let mut value = read(text, field);
    if ["levers.funding.grant", "levers.brand.spend", "levers.operator.social_workers"].contains(&path)
        && let Value::Real(x) = &mut value
    {
        *x *= RESIDENTS as f64 / 10_000.0;
    }
    if path.starts_with("levers.shock.") {
        // A shock is dated.
        let mut levers = b.settings.levers.clone();
        assert!(levers.set(path, &value), "{path} = {text}");
        b.timeline.push((FROM + 20, levers));
        return;
    }
    assert!(b.settings.set(path, &value), "{path} = {text}");
    if let Some(name) = path.strip_prefix("levers.assessment.weights.") {
        let w = &mut b.settings.levers.weights;
        let own = weight(w, name);
        let others: f64 = ["events", "paperwork", "satisfaction", "participation", "development"]
            .iter()
            .filter(|n| **n != name)
            .map(|n| weight(w, n))
            .sum();
        for other in ["events", "paperwork", "satisfaction", "participation", "development"]
            .iter()
            .filter(|n| **n != name)
        {
            let share = weight(w, other) / others * (1.0 - own);
            w.set(other, &Value::Real(share));
        }
    }
}

fn weight(w: &Weights, name: &str) -> f64 {
    match w.get(name) {
        Some(Value::Real(x)) => x,
        _ => panic!("no weight {name}"),
    }
}

/// What one blueprint shows: per world, each measure over the window.
type Figures = Vec<Vec<Option<f64>>>;

/// Each measure over the window.
fn over_window(records: &[Record]) -> Vec<Option<f64>> {
    let over = |m: &crate::world::record::Measure| {
        let (mut num, mut den, mut weeks) = (0.0, 0.0, 0.0);
        for r in records.iter().filter(|r| (FROM..=UNTIL).contains(&r.week)) {
            let cell = (m.read)(r);
            if cell.den != 0.0 {
                (num, den, weeks) = (num + cell.num, den + cell.den, weeks + 1.0);
            }
        }
        (weeks > 0.0).then(|| num / if m.combine == Combine::Sum { weeks } else { den })
    };
    MEASURES.iter().map(over).collect()
}

/// All ends of all levers in the same worlds. Weeks in which they agree are lived once: many levers stand at
/// one of their ends, and nearly all begin with the handover.
fn lived(ends: &[Blueprint]) -> Vec<Figures> {
    let forks = Forks::plan(ends.iter().collect(), ROOM);
    let worlds: Vec<Figures> = crate::parallel::map(REPLICATES, |world| {
        let of = |end| over_window(&forks.run(end, 7, world as u32, Retain::default(), &()).records);
        ends.iter().map(of).collect()
    });
    (0..ends.len()).map(|end| worlds.iter().map(|world| world[end].clone()).collect()).collect()
}

/// Mean difference in standard errors; `None` when the measure does not exist in both.
fn bite(low: &Figures, high: &Figures, measure: usize) -> Option<f64> {
    let moments = Moments::of(low.iter().zip(high).filter_map(|(a, b)| Some(b[measure]? - a[measure]?)));
    let (mean, sd) = (moments.mean()?, moments.sd()?);
    if mean == 0.0 {
        return Some(0.0);
    }
    Some((mean / (sd / (moments.n() as f64).sqrt()).max(1e-15)).clamp(-999.0, 999.0))
}

#[test]
fn every_lever_bites_as_declared() {
    let mut page = String::from(
        "# What each lever moves\n\nWritten by `cargo test --release --features studies studies::levers` \
         (`COMMONROOM_BLESS=1` renews it). Each lever low against high in `z-home` with 5,000 residents, \
         24 paired worlds, weeks 105–208. `+` and `−`: the measure rises or falls by more than three \
         standard errors; `·`: no such movement. Not everything good: a lever that costs money or time shows it.\n\n| lever | low → high |",
    );
    SHOWN.iter().for_each(|m| write!(page, " {m} |").unwrap());
    page.push_str("\n|---|---|");
    SHOWN.iter().for_each(|_| page.push_str("---|"));
    page.push('\n');
    let mut wrong = Vec::new();
    let mut levers = Vec::new();
    for table in Settings::facts().iter().filter(|t| t.path.starts_with("levers.")) {
        let known = table.fields.iter().filter_map(|field| Some((field, field.lever.as_ref()?)));
        levers.extend(known.map(|(field, lever)| (format!("{}.{}", table.path, field.name), field, lever)));
    }
    let ends = levers.iter().flat_map(|(path, field, lever)| {
        [lever.low, lever.high].map(|text| {
            let mut b = base(path);
            set(&mut b, path, field, text);
            b
        })
    });
    let lived = lived(&ends.collect::<Vec<_>>());
    for ((path, _, Lever { low, high, moves, .. }), ends) in levers.iter().zip(lived.chunks(2)) {
        let t: Vec<Option<f64>> = (0..MEASURES.len()).map(|m| bite(&ends[0], &ends[1], m)).collect();
        if !t.iter().flatten().any(|t| t.abs() > 3.0) {
            wrong.push(format!("{path}: moves nothing"));
        }
        for claim in *moves {
            let (name, sign) = claim.split_once(' ').unwrap();
            let at = MEASURES
                .iter()
                .position(|m| m.name == name)
                .unwrap_or_else(|| panic!("{path}: no measure {name}"));
            let found = t[at].unwrap_or(0.0);
            if found * if sign == "+" { 1.0 } else { -1.0 } <= 3.0 {
                wrong.push(format!("{path}: {claim} declared, found {found:.1} standard errors"));
            }
        }
        write!(page, "| `{}` | {low} → {high} |", path.trim_start_matches("levers.")).unwrap();
        for name in SHOWN {
            let at = MEASURES.iter().position(|m| m.name == name).unwrap();
            let mark = match t[at] {
                Some(t) if t > 3.0 => "+",
                Some(t) if t < -3.0 => "−",
                Some(_) => "·",
                None => "",
            };
            write!(page, " {mark} |").unwrap();
        }
        page.push('\n');
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    crate::inside::generated::kept_true("docs/lever-matrix.md", &page);
}
