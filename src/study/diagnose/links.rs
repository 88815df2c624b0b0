//! Why: which link of the model carried a change. The baseline and the changed world run in lock-step; in a
//! copy of the changed world one link is held at what it is in the baseline. What the change then lacks was
//! carried by that link.
//!
//! It is not a share: a change may need several links at once, or find another way when one is held, so that
//! the losses add up to more or less than the whole change. The list says so.

use crate::batch::rounds::Rounds;
use crate::batch::{Job, Stopped};
use crate::measure::values::{Values, Worlds};
use crate::measure::window::Window;
use crate::scenario::posterior::Posterior;
use crate::simulation::held::held;
use crate::stats::paired::Estimate;
use crate::study::diagnose::budget::Ran;
use crate::study::diagnose::trace::{ByMeasure, LinkLoss, Trace};
use crate::world::counterfactual::hold::Link;
use crate::world::record::Measure;

/// How the losses are to be read.
const NOTE: &str = "what of the change is lost when the link is held at what it is without the repairs, in \
    lock-step; links work through one another, so losses need not add up";

/// What worlds have more of a measure in the last year than other worlds, where both have it.
fn differences(worlds: &Worlds, other: &Worlds, measure: &Measure, replicates: u32) -> Vec<f64> {
    let last_year = |worlds: &Worlds, world: &u32| worlds.get(world)?.get(Window::LastYear, measure);
    (1..=replicates)
        .filter_map(|world| Some(last_year(worlds, &world)? - last_year(other, &world)?))
        .collect()
}

/// How many worlds, and the draws of a calibration that they take, in how many worlds each.
pub(crate) type TracedWorlds<'a> = (u32, Option<(&'a Posterior, u32)>);

/// Trace the change of these measures from `before` to `after`, which ran already; the first is the headline.
///
/// # Errors
/// When the batch is cancelled.
pub(crate) fn trace(
    rounds: &mut Rounds,
    before: Ran,
    after: Ran,
    measures: &[&'static Measure],
    (replicates, own): TracedWorlds,
) -> Result<Trace, Stopped> {
    let seed = rounds.seed;
    let (base, changed) = (&before.scenario.blueprint, &after.scenario.blueprint);
    let work = |job: &Job| {
        let [base, changed] = [base, changed].map(|blueprint| match own {
            Some((own, worlds)) => own.in_world(blueprint, job.replicate, worlds),
            None => blueprint.clone(),
        });
        let runs = held(&base, &changed, &Link::ALL, (job.seed, job.replicate));
        Ok(runs.iter().map(|run| Values::of(&changed, run)).collect::<Vec<Values>>())
    };
    let one = std::slice::from_ref(before.scenario);
    let mut worlds = rounds
        .work("links held one by one", one, 1..=replicates, &work, &mut |_, outcome| Ok(outcome))?
        .remove(0);
    let lost = |other: &Worlds| -> ByMeasure {
        let values = |m: &Measure| differences(after.worlds, other, m, replicates);
        measures.iter().map(|m| (m.name.to_string(), Estimate::of(&values(m), seed))).collect()
    };
    let mut links: Vec<LinkLoss> = Vec::new();
    for (at, (name, meaning)) in Link::ALL.map(Link::words).into_iter().enumerate() {
        let without =
            worlds.iter_mut().map(|(world, runs)| (*world, std::mem::take(&mut runs[at]))).collect();
        links.push(LinkLoss { name: name.into(), meaning: meaning.trim().into(), lost: lost(&without) });
    }
    let headline = measures.first().map_or("", |m| m.name).to_string();
    let change = lost(before.worlds);
    let sign =
        change.get(&headline).copied().flatten().map_or(1.0, |c| if c.mean < 0.0 { -1.0 } else { 1.0 });
    let weight = |link: &LinkLoss| link.lost(&headline).map_or(f64::NEG_INFINITY, |lost| lost.mean * sign);
    links.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    Ok(Trace { headline, change, links, note: NOTE.into() })
}
