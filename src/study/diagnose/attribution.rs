//! How much of each deficiency comes from each cause: Shapley shares over all eight coalitions of repaired
//! causes, world by world.

use crate::measure::values::Worlds;
use crate::measure::window::Window;
use crate::stats::paired::Estimate;
use crate::study::diagnose::causes::{CAUSES, Cause};
use crate::study::diagnose::diagnosis::{
    DeficiencyCauses, Interaction, Interplay, Largest, PairSurplus, Part, Share,
};
use crate::study::diagnose::shapley::{exact, pair, surplus};
use crate::world::record::Measure;
use crate::world::record::deficiency::Deficiency;
use crate::world::record::terms::{Origin, terms};

/// Deficiencies and causes from the worlds of the eight coalitions. A deficiency that no world has is left
/// out.
pub(crate) fn deficiencies(worlds: &[Worlds], seed: u64) -> Vec<DeficiencyCauses> {
    let of = |deficiency: &Deficiency| {
        let rows = table(worlds, deficiency.measure());
        let mut found = causes_of(*deficiency, &rows, seed)?;
        let defined: Vec<&Measure> =
            terms(*deficiency, Origin::Definition).filter_map(|term| term.measure()).collect();
        if !defined.is_empty() {
            let defined = sum(&defined.into_iter().map(|term| table(worlds, term)).collect::<Vec<_>>());
            let behaved = less(&rows, &defined);
            found.by_definition = Some(Attribution::of(&defined, seed)?.part());
            let behaviour = Attribution::of(&behaved, seed)?;
            found.largest = behaviour.largest(seed)?;
            found.behaviour = Some(behaviour.part());
        }
        Some(found)
    };
    Deficiency::ALL.iter().filter_map(of).collect()
}

/// Tables of the same worlds added up.
fn sum(tables: &[Vec<Vec<f64>>]) -> Vec<Vec<f64>> {
    let Some((first, rest)) = tables.split_first() else { return Vec::new() };
    let mut all = first.clone();
    for table in rest {
        for (row, more) in all.iter_mut().zip(table) {
            row.iter_mut().zip(more).for_each(|(value, more)| *value += more);
        }
    }
    all
}

/// One table less another of the same worlds.
fn less(all: &[Vec<f64>], part: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let row =
        |(all, part): (&Vec<f64>, &Vec<f64>)| all.iter().zip(part).map(|(all, part)| all - part).collect();
    all.iter().zip(part).map(row).collect()
}

/// One row per world in which a measure exists in all coalitions: its values in the last year by mask.
fn table(worlds: &[Worlds], measure: &Measure) -> Vec<Vec<f64>> {
    let Some(first) = worlds.first() else { return Vec::new() };
    let row = |world: &u32| worlds.iter().map(|w| w.get(world)?.get(Window::LastYear, measure)).collect();
    first.keys().filter_map(row).collect()
}

/// What repairs take away of an index: what is taken away counts as positive.
struct Attribution {
    /// Shares of the causes in each world.
    by_world: Vec<Vec<f64>>,
    total: Estimate,
    causes: Vec<Share>,
}

impl Attribution {
    fn of(rows: &[Vec<f64>], seed: u64) -> Option<Attribution> {
        let by_world: Vec<Vec<f64>> =
            rows.iter().map(|row| exact(row).iter().map(|share| -share).collect()).collect();
        let total: Vec<f64> = rows.iter().map(|row| row[0] - row[row.len() - 1]).collect();
        let share = |(at, cause): (usize, &Cause)| {
            let values: Vec<f64> = by_world.iter().map(|shares| shares[at]).collect();
            Some(Share::new(cause.name, &Estimate::of(&values, seed)?))
        };
        let causes: Option<Vec<Share>> = CAUSES.iter().enumerate().map(share).collect();
        Some(Attribution { total: Estimate::of(&total, seed)?, causes: causes?, by_world })
    }

    /// The cause with the largest share, and whether it lies ahead of each of the others surely.
    fn largest(&self, seed: u64) -> Option<Largest> {
        let causes = &self.causes;
        let largest = (0..causes.len()).max_by(|a, b| causes[*a].mean.total_cmp(&causes[*b].mean))?;
        let ahead = |other: usize| {
            let lead: Vec<f64> = self.by_world.iter().map(|shares| shares[largest] - shares[other]).collect();
            other == largest || Estimate::of(&lead, seed).is_some_and(|lead| lead.sure_sign() > 0)
        };
        Some(Largest {
            name: causes[largest].name.clone(),
            told_apart: (0..causes.len()).all(ahead),
            sure: causes[largest].sure_sign() > 0,
        })
    }

    fn part(self) -> Part {
        Part { total: self.total.mean, total_interval: self.total, causes: self.causes }
    }
}

fn causes_of(deficiency: Deficiency, rows: &[Vec<f64>], seed: u64) -> Option<DeficiencyCauses> {
    let over =
        |of: &dyn Fn(&[f64]) -> f64| Estimate::of(&rows.iter().map(|row| of(row)).collect::<Vec<_>>(), seed);
    let attribution = Attribution::of(rows, seed)?;
    let pairs = [(0, 1), (0, 2), (1, 2)].map(|(a, b)| {
        let causes = [a, b].map(|cause: usize| CAUSES[cause].name.to_string());
        Some(PairSurplus { causes, surplus: over(&|row| -pair(row, a, b))? })
    });
    let surplus = over(&|row| -surplus(row))?;
    let level = over(&|row| row[0])?;
    Some(DeficiencyCauses {
        deficiency,
        label: deficiency.measure().label.to_string(),
        level: level.mean,
        level_interval: level,
        left: over(&|row| row[row.len() - 1])?,
        total: attribution.total.mean,
        total_interval: attribution.total,
        largest: attribution.largest(seed)?,
        causes: attribution.causes,
        interaction: Interaction {
            surplus,
            kind: Interplay::of(&surplus),
            pairs: pairs.into_iter().flatten().collect(),
        },
        by_definition: None,
        behaviour: None,
        over_draws: vec![],
    })
}
