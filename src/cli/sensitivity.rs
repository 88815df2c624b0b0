//! `sensitivity`: which of the assumptions the doubt about a figure or a difference rests on.

use crate::cli::draws::WithDraws;
use crate::cli::failure::together;
use crate::cli::flags::{Changes, Computing, Showing};
use crate::cli::goals::wanted;
use crate::cli::knowledge::{DrawFlags, DrawsLiving, in_worlds, live};
use crate::cli::{Failure, answer, answer_json, interrupt};
use crate::language::{said, term};
use crate::report::answers::sensitivity::{Sensitivity, TotalAnswer, TotalTold, as_json, text};
use crate::scenario::Scenario;
use crate::scenario::posterior::Posterior;
use crate::stats::Moments;
use crate::study::plausible::draws_lived::DrawsLived;
use crate::study::plausible::effects::{DrawnWorlds, WORLDS, WorldsOfDraws, by_draw};
use crate::study::plausible::field::measurements;
use crate::study::plausible::knowledge::knowledge;
use crate::study::plausible::sensitivity::{Driver, drivers};
use crate::study::plausible::total::{FACTORS, PointPlan, shares, values_at};
use crate::study::plausible::unless::unless;
use crate::world::blueprint::facts;
use crate::world::record::Measure;
use std::collections::BTreeMap;

/// Name the assumptions that the doubt about a figure, or about a difference from a baseline, rests on
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Arguments {
    /// The scenario, or the baseline of the difference
    pub base: String,
    /// The scenario that is compared with it
    #[arg(value_name = "FILE")]
    pub file: Option<String>,
    /// The measure, in the last year
    #[arg(long, value_name = "NAME", default_value = "participation")]
    pub measure: String,
    /// Total indices too, from so many points of a Sobol' sequence (a power of two): each is lived once for
    /// every parameter named, once for everything else, and twice beside
    #[arg(long, value_name = "POINTS", value_parser = power_of_two)]
    pub total: Option<u32>,
    #[command(flatten)]
    pub draws: DrawFlags,
    #[command(flatten)]
    pub computing: Computing,
    #[command(flatten)]
    pub changes: Changes,
    #[command(flatten)]
    pub showing: Showing,
    /// Machine-readable answer on stdout and nothing else there
    #[arg(long)]
    pub json: bool,
}

impl Arguments {
    /// The measure, and the scenarios; everything that is wrong with flags and files at once.
    fn read(&self) -> Result<(&'static Measure, WithDraws), Failure> {
        let files: Vec<String> = std::iter::once(&self.base).chain(&self.file).cloned().collect();
        let asked = together(wanted(&self.measure), self.draws.sound());
        let read = together(asked, self.draws.which.read(&self.changes.overrides(), &files));
        read.map(|((measure, ()), scenarios)| (measure, scenarios))
    }
}

/// Read, live, name, answer.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (measure, (scenarios, own)) = arguments.read()?;
    let all = arguments.draws.which.needed(own.as_ref())?;
    let (lived, draws) = live(&arguments.draws, living(arguments), (0, measure), (&scenarios, &all, &[]))?;
    let of = FigureOf { measure, at: scenarios.len() - 1 };
    let values = of.values(&lived);
    let none = || Failure::new(1, said!("{} does not exist in the last year of most worlds", measure.name));
    let found = knowledge(&values, measure.better, 0.0).ok_or_else(none)?;
    let (_, means) = by_draw(&values).ok_or_else(none)?;
    let (drawn, figure): (Vec<Vec<f64>>, Vec<f64>) =
        means.iter().map(|(draw, mean)| (draws.draws[*draw].clone(), *mean)).unzip();
    let turned: Vec<bool> = figure.iter().map(|value| (*value > 0.0) != (found.mean > 0.0)).collect();
    let drivers = drivers(&drawn, &figure, arguments.computing.seed);
    let total = match arguments.total {
        Some(_) if drivers.is_empty() => Some(TotalAnswer::NoFactor),
        Some(points) => Some(TotalAnswer::Told(total(arguments, points, (&scenarios, &all), &of, &drivers)?)),
        None => None,
    };
    let name = |at: usize| scenarios[at].name.as_str();
    let own = (of.at == 0).then_some(measure);
    let sensitivity = Sensitivity {
        of: (name(of.at), (of.at > 0).then(|| name(0))),
        measure,
        rests_on: DrawsLived::of(found.draws, &draws, all.draws.len()),
        knowledge: found,
        parameters: &draws.paths,
        drivers,
        total,
        measurements: measurements(&lived, &means, own, arguments.computing.seed),
        unless: if of.at == 0 { None } else { unless(&drawn, &turned) },
    };
    if arguments.json {
        answer_json(&as_json(&sensitivity, &facts()))
    } else {
        answer(&text(&sensitivity, &facts()))
    }
}

/// How its draws are lived.
fn living(arguments: &Arguments) -> DrawsLiving<'_> {
    DrawsLiving {
        computing: &arguments.computing,
        showing: &arguments.showing,
        stop: interrupt::flag(),
        run: None,
    }
}

/// A power of two from 8 on.
fn power_of_two(text: &str) -> Result<u32, String> {
    let points = text.parse().ok().filter(|points: &u32| points.is_power_of_two());
    let points = points.filter(|points| (8..=65_536).contains(points));
    points.ok_or_else(|| term("needs a power of two from 8 to 65536").into())
}

/// The figure whose doubt is asked about.
struct FigureOf {
    measure: &'static Measure,
    /// The scenario; beyond the first it is a difference from the first.
    at: usize,
}

impl FigureOf {
    fn values(&self, lived: &DrawnWorlds) -> Vec<(usize, f64)> {
        if self.at == 0 { lived.levels(0, self.measure) } else { lived.differences(self.at, self.measure) }
    }
}

/// Lives of their own for the parameters named and everything else.
fn total(
    arguments: &Arguments,
    points: u32,
    (scenarios, all): (&[Scenario], &Posterior),
    of: &FigureOf,
    drivers: &[Driver],
) -> Result<TotalTold, Failure> {
    let chosen: Vec<usize> = drivers.iter().take(FACTORS).map(|driver| driver.at).collect();
    let seed = arguments.computing.seed;
    let plan = PointPlan { factors: chosen.len() + 1, points, seed: (seed ^ (seed >> 32)) as u32 };
    let places = plan.places();
    let drawn = values_at(all, &chosen, &places);
    let lived = in_worlds(living(arguments), scenarios, &drawn, (WorldsOfDraws::Shared(WORLDS), &[]))?;
    let mut by_place: BTreeMap<usize, Moments> = BTreeMap::new();
    of.values(&lived).into_iter().for_each(|(place, value)| by_place.entry(place).or_default().push(value));
    let whole = |place: usize| by_place.get(&place).filter(|m| m.n() == u64::from(WORLDS))?.mean();
    let figure: Option<Vec<f64>> = (0..places.len()).map(whole).collect();
    let name = of.measure.name;
    let gone = || Failure::new(1, said!("{name} does not exist at some points: no total indices of it"));
    let figure = figure.ok_or_else(gone)?;
    let shares = shares(&figure, plan, seed).unwrap_or_default();
    Ok(TotalTold { points, worlds: WORLDS, chosen, shares, figure })
}
