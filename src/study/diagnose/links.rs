//! Why: which link of the model carried a change. The baseline and the changed world live in lock-step; in a
//! copy of the changed world one link is held at what it is in the baseline. What the change then lacks was
//! carried by that link.
//!
//! It is not a share: a change may need several links at once, or find another way when one is held, so that
//! the losses add up to more or less than the whole change. The list says so.

use crate::batch::rounds::Rounds;
use crate::batch::{Job, Stopped};
use crate::measure::values::{Values, Worlds};
use crate::measure::window::Window;
use crate::scenario::Scenario;
use crate::simulation::held::held;
use crate::stats::paired::Estimate;
use crate::world::counterfactual::hold::Link as Held;
use crate::world::record::Measure;

/// One link.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub meaning: &'static str,
    /// What of the change in each measure is lost when it is held; `None` where the measure does not exist.
    pub lost: Vec<Option<Estimate>>,
}

/// Why a change came about.
#[derive(Clone)]
pub struct Trace {
    /// The measures traced; the first is the headline.
    pub measures: Vec<&'static Measure>,
    /// The change in each (repaired − as it is).
    pub changes: Vec<Option<Estimate>>,
    /// Links, those that carried most of the headline first.
    pub links: Vec<Link>,
}

/// The value of a measure in the last year of a world.
pub fn last_year(worlds: &Worlds, world: u32, measure: &Measure) -> Option<f64> {
    worlds.get(&world)?.get(Window::LastYear, measure)
}

/// Trace the change from `before` to `after`, whose worlds were lived already.
pub fn trace(
    lab: &mut Rounds,
    (before, after): (&Scenario, &Scenario),
    lived: (&Worlds, &Worlds),
    measures: Vec<&'static Measure>,
    replicates: u32,
) -> Result<Trace, Stopped> {
    let seed = lab.seed;
    let work = |job: &Job| {
        let runs = held(&before.blueprint, &after.blueprint, &Held::ALL, (job.seed, job.replicate));
        Ok(runs.iter().map(|run| Values::of(&after.blueprint, run)).collect::<Vec<Values>>())
    };
    let one = std::slice::from_ref(before);
    let mut worlds = lab
        .work("links held one by one", one, 1..=replicates, &work, &mut |_, outcome| Ok(outcome))?
        .remove(0);
    let over = |of: &dyn Fn(u32) -> Option<f64>| {
        Estimate::of(&(1..=replicates).filter_map(of).collect::<Vec<_>>(), seed)
    };
    let mut links: Vec<Link> = Vec::new();
    for (at, (name, meaning)) in Held::ALL.map(Held::words).into_iter().enumerate() {
        let without =
            worlds.iter_mut().map(|(world, runs)| (*world, std::mem::take(&mut runs[at]))).collect();
        let lost = |m: &&'static Measure| {
            over(&|world| Some(last_year(lived.1, world, m)? - last_year(&without, world, m)?))
        };
        links.push(Link { name, meaning, lost: measures.iter().map(lost).collect() });
    }
    let change = |m: &&'static Measure| {
        over(&|world| Some(last_year(lived.1, world, m)? - last_year(lived.0, world, m)?))
    };
    let changes: Vec<_> = measures.iter().map(change).collect();
    let sign = changes.first().copied().flatten().map_or(1.0, |c| if c.mean < 0.0 { -1.0 } else { 1.0 });
    let weight =
        |link: &Link| link.lost.first().copied().flatten().map_or(f64::NEG_INFINITY, |lost| lost.mean * sign);
    links.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    Ok(Trace { measures, changes, links })
}
