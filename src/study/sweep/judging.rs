//! Whether what a plan says goes together.

use crate::language::{said, term};
use crate::scenario::faults::{Fault, Faults, nearest};
use crate::scenario::library::Library;
use crate::settings::TableFacts;
use crate::study::sweep::plan::{DesignKind, SaidDesign, SweepPlan};
use crate::study::sweep::varied::Varied;
use crate::study::sweep::{MOST, MOST_SOBOL, table};

/// Their names.
const KINDS: [(&str, DesignKind); 4] = [
    ("grid", DesignKind::Grid),
    ("list", DesignKind::List),
    ("latin-hypercube", DesignKind::LatinHypercube),
    ("sobol", DesignKind::Sobol),
];

/// Which design is meant; a table is read.
pub(super) fn said_design(
    plan: &mut SweepPlan,
    said: &SaidDesign,
    facts: &[TableFacts],
    library: &dyn Library,
    faults: &mut Faults,
) {
    let Some((name, from, place)) = &said.name else { return };
    if let Some((_, kind)) = KINDS.iter().find(|(kind, _)| kind == name) {
        plan.kind = *kind;
        return;
    }
    if !name.contains('.') {
        let fault = Fault::at(place, said!("`{name}` is no design, and no table NAME.csv"));
        faults.add_hinting(fault, |_| nearest(name, KINDS.iter().map(|(kind, _)| *kind)));
        return;
    }
    if let Some(varied) = plan.varied.first() {
        let message = said!("`{}` varies in the table `{name}` or here, not in both", varied.path);
        faults.add(Fault::at(&varied.place, message));
    }
    if let Some((_, place)) = &said.points {
        faults.add(Fault::at(place, term("a table says by its rows how many points there are")));
    }
    plan.rows = table::read(name, from.as_deref(), facts, library, faults);
    let named = plan.rows.iter().flat_map(|rows| &rows.rows).filter_map(|(base, _)| base.clone());
    for base in named.collect::<Vec<String>>() {
        if !plan.bases.contains(&base) {
            plan.bases.push(base);
        }
    }
}

/// Everything that speaks against a plan as a whole.
pub(super) fn judged(plan: &mut SweepPlan, said: &SaidDesign, faults: &mut Faults) {
    if plan.bases.is_empty() {
        let message = term("a sweep needs a scenario to set something in: `base = \"z-home\"` in the plan");
        faults.add(Fault::without_place("sweep", message));
    }
    if plan.rows.is_some() || said.name.is_some() && !faults.is_empty() && plan.varied.is_empty() {
        return;
    }
    if plan.varied.is_empty() && plan.bases.len() < 2 && faults.is_empty() {
        let message =
            term("nothing varies: `--vary levers.funding.grant=100000..400000:4`, or `[vary]` in a plan");
        faults.add(Fault::without_place("sweep", message));
    }
    let drawn = matches!(plan.kind, DesignKind::LatinHypercube | DesignKind::Sobol);
    match (&said.points, drawn, plan.varied.first()) {
        (None, true, Some(first)) => {
            let message = term("a drawn design needs its number of points: `points = 64` or `--points 64`");
            faults.add(Fault::at(&first.place, message));
        }
        (Some((_, place)), false, _) => {
            faults.add(Fault::at(place, term("a grid and a list have as many points as their values make")));
        }
        (points, ..) => plan.points = points.as_ref().map_or(0, |(points, _)| *points),
    }
    for one in plan.varied.iter().filter(|one| one.count().is_none() && !drawn) {
        let message = said!("`{}`: say how many values lie between: `:4` behind the span", one.path);
        faults.add(Fault::at(&one.place, message));
    }
    judge_number(plan, faults);
}

/// Not too many points and settings, and lists of one length.
fn judge_number(plan: &SweepPlan, faults: &mut Faults) {
    let Some(first) = plan.varied.first() else { return };
    let counts: Vec<usize> = plan.varied.iter().filter_map(Varied::count).collect();
    let points = match plan.kind {
        DesignKind::Grid => counts.iter().fold(1, |all: usize, n| all.saturating_mul(*n)),
        DesignKind::List => counts.iter().copied().min().unwrap_or(1),
        DesignKind::LatinHypercube | DesignKind::Sobol => plan.points,
    };
    let points = points.saturating_mul(plan.bases.len().max(1));
    if points > MOST {
        let message = said!("these are {points} points, and a sweep has at most {MOST}");
        faults.add(Fault::at(&first.place, message));
    }
    if plan.kind == DesignKind::Sobol && plan.varied.len() > MOST_SOBOL {
        let message = said!("a Sobol' sequence varies at most {MOST_SOBOL} settings");
        faults.add(Fault::at(&first.place, message));
    }
    if plan.kind != DesignKind::List {
        return;
    }
    let wanted = counts.first().copied().unwrap_or(0);
    for odd in plan.varied.iter().filter(|one| one.count().is_some_and(|n| n != wanted)) {
        let n = odd.count().unwrap_or(0);
        let message = said!("a list takes values side by side: `{}` has {n} and not {wanted}", odd.path);
        faults.add(Fault::at(&odd.place, message));
    }
}
