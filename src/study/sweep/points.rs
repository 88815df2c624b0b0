//! The points of a sweep as scenarios.

use crate::scenario::faults::Faults;
use crate::scenario::library::Library;
use crate::scenario::reference::Reference;
use crate::scenario::{Overrides, Scenario, read_references};
use crate::study::sweep::design::Design;
use crate::study::sweep::plan::SweepPlan;

/// Longest name that tells what a point sets, bytes; where one of them is longer, all are numbered.
const LONGEST: usize = 80;

/// The scenarios of all points, in their order, and the design with its bases. All faults of all points come
/// back together.
pub(crate) fn read(plan: &SweepPlan, library: &dyn Library, faults: &mut Faults) -> (Vec<Scenario>, Design) {
    let mut design = Design::of(plan);
    let request = Overrides { sets: plan.sets.clone(), weeks: plan.weeks };
    let of = |base: &String| (base.clone(), Reference::read(base, library));
    let bases: Vec<(String, Reference)> = plan.bases.iter().map(of).collect();
    design.bases = read_references(&bases, &request, library, faults);
    if design.bases.len() < bases.len() {
        return (vec![], design);
    }
    let scenarios = read_references(&named(&design, &bases), &request, library, faults);
    (scenarios, design)
}

/// What each point is: its base, with what it sets, and what it is called.
fn named(design: &Design, bases: &[(String, Reference)]) -> Vec<(String, Reference)> {
    let mut all: Vec<(String, Reference)> = Vec::new();
    for point in &design.points {
        let mut reference = bases[point.base].1.clone();
        reference.sets.extend(design.sets(point));
        all.push((reference.name(), reference));
    }
    let tells =
        |name: &str| name.len() <= LONGEST && !name.contains(['/', '\\', ':', '<', '>', '|', '?', '*']);
    if all.iter().all(|(name, _)| tells(name)) {
        return all;
    }
    let digits = all.len().to_string().len();
    for (number, (name, reference)) in (1..).zip(&mut all) {
        let base = Reference { sets: vec![], ..reference.clone() }.name();
        *name = format!("{base} point {number:0digits$}");
        reference.called = Some(name.clone());
    }
    all
}
