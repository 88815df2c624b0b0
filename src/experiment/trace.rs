//! Why: which link of the model carried a change. Each link is switched off in both scenarios; what the change then lacks is
//! what is lost without that link (difference in differences, world by world).
//!
//! What is lost without a link is not a share: links work through one another, so losses may add up to more or less than
//! the whole change. The list says so.

use super::Stopped;
use super::effects::Worlds;
use super::lab::Lab;
use super::window::Window;
use crate::scenario::Scenario;
use crate::settings::{Table, Tables, Value};
use crate::stats::paired::Estimate;
use crate::world::mechanisms::Mechanisms;
use crate::world::record::{MEASURES, Measure, index_of};

/// Links that no package works through: time, newcomers and news pass whatever is done.
const NOT_LINKS: [&str; 3] = ["novelty", "moving", "calendar"];

/// One link.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its key in `[mechanisms]`.
    pub name: &'static str,
    /// What it does.
    pub meaning: &'static str,
    /// What of the change in each measure is lost without it; `None` where the measure does not exist.
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
pub fn last_year(worlds: &Worlds, world: u32, weeks: i32, measure: &Measure) -> Option<f64> {
    let at = Window::all(weeks).iter().position(|w| *w == Window::LastYear)?;
    worlds.get(&world)?.get(at * MEASURES.len() + index_of(measure.name)?).copied().flatten()
}

/// Trace the change from `before` to `after`, whose worlds were lived already.
pub fn trace(
    lab: &mut Lab,
    (before, after): (&Scenario, &Scenario),
    lived: (&Worlds, &Worlds),
    measures: Vec<&'static Measure>,
    replicates: u32,
) -> Result<Trace, Stopped> {
    let fields = Mechanisms::FACTS.fields.iter().filter(|field| !NOT_LINKS.contains(&field.name));
    let path = |name: &str| format!("{}.{name}", Mechanisms::FACTS.path);
    let on = |name: &str| before.blueprint.settings.get(&path(name)) == Some(Value::Flag(true));
    let fields: Vec<_> = fields.filter(|field| on(field.name)).collect();
    let without = |scenario: &Scenario, name: &str| {
        let mut scenario = scenario.clone();
        scenario.blueprint.settings.set(&path(name), &Value::Flag(false));
        scenario.name = format!("{} without {name}", scenario.name);
        scenario
    };
    let scenarios: Vec<_> = fields.iter().flat_map(|field| [without(before, field.name), without(after, field.name)]).collect();
    let worlds = lab.worlds("links switched off", &scenarios, replicates)?;
    let weeks = before.blueprint.weeks;
    let change = |pair: (&Worlds, &Worlds), world: u32, measure: &Measure| {
        Some(last_year(pair.1, world, weeks, measure)? - last_year(pair.0, world, weeks, measure)?)
    };
    let seed = lab.seed;
    let over = |of: &dyn Fn(u32) -> Option<f64>| Estimate::of(&(1..=replicates).filter_map(of).collect::<Vec<_>>(), seed);
    let mut links: Vec<Link> = Vec::new();
    for (field, pair) in fields.iter().zip(worlds.chunks_exact(2)) {
        let off = (&pair[0], &pair[1]);
        let lost = |m: &&'static Measure| over(&|world| Some(change(lived, world, m)? - change(off, world, m)?));
        links.push(Link { name: field.name, meaning: field.meaning, lost: measures.iter().map(lost).collect() });
    }
    let changes: Vec<_> = measures.iter().map(|m| over(&|world| change(lived, world, m))).collect();
    let sign = changes.first().copied().flatten().map_or(1.0, |c| if c.mean < 0.0 { -1.0 } else { 1.0 });
    let weight = |link: &Link| link.lost.first().copied().flatten().map_or(f64::NEG_INFINITY, |lost| lost.mean * sign);
    links.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    Ok(Trace { measures, changes, links })
}
