//! For whom: effects by age, worker or resident, near or far, union member; how concentrated visits are; who
//! is left out.

use crate::stats::Moments;
use crate::stats::paired::{Paired, compare};
use crate::study::compare::case::{Case, GroupKey, RunResults};
use crate::study::compare::costs::key_of;
use crate::world::record::groups::YearlyFigure;
use std::collections::BTreeSet;

/// What a scenario changes for one group in one year.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupEffect {
    /// What is compared against.
    pub baseline: String,
    /// What is compared.
    pub scenario: String,
    /// Year, group, figure.
    pub key: GroupKey,
    /// Mean of the baseline.
    pub before: f64,
    /// Mean of the scenario.
    pub after: f64,
    /// What the pairs say.
    pub paired: Paired,
}

/// Which direction is better for a figure of `groups.csv`.
fn sign(figure: YearlyFigure) -> i8 {
    if figure == YearlyFigure::ShareOfVisits { 0 } else { 1 }
}

/// Compare all groups in all years. A figure that exists in no pair gives no row.
pub(crate) fn group_effects(baseline: &Case, scenario: &Case, seed: u64) -> Vec<GroupEffect> {
    let keys: BTreeSet<GroupKey> =
        baseline.worlds.values().flat_map(|world| world.groups.keys().copied()).collect();
    let both: Vec<(&RunResults, &RunResults)> =
        baseline.worlds.iter().filter_map(|(world, run)| Some((run, scenario.worlds.get(world)?))).collect();
    let effect = |key: GroupKey| {
        let value = |run: &RunResults| run.groups.get(&key)?.value();
        let pairs: Vec<_> = both.iter().map(|(a, b)| (value(a), value(b))).collect();
        let paired = compare(&pairs, sign(key.figure), draws_of(key, seed))?;
        let mean = |side: fn(&(f64, f64)) -> f64| {
            let complete = pairs.iter().filter_map(|(a, b)| Some(((*a)?, (*b)?)));
            Moments::of(complete.map(|pair| side(&pair))).mean().unwrap_or_default()
        };
        let (before, after) = (mean(|pair| pair.0), mean(|pair| pair.1));
        Some(GroupEffect {
            baseline: baseline.name.clone(),
            scenario: scenario.name.clone(),
            key,
            before,
            after,
            paired,
        })
    };
    keys.into_iter().filter_map(effect).collect()
}

/// The key of draws for a row: by what the row says, so that it does not depend on which other rows there
/// are.
fn draws_of(key: GroupKey, seed: u64) -> u64 {
    let (kind, group) = key.group.key();
    key_of(seed ^ u64::from(key.year), kind, &format!("{group} {}", key.figure.name()))
}

/// The last whole year of these effects.
pub(crate) fn last_year(effects: &[GroupEffect]) -> u32 {
    effects.iter().map(|e| e.key.year).max().unwrap_or(0)
}

/// The groups of residents of one scenario in its last whole year by the share whom the home never reached in
/// that year, largest first, each of them once.
pub(crate) fn left_out<'a>(effects: &'a [GroupEffect], scenario: &str) -> Vec<&'a GroupEffect> {
    let year = last_year(effects);
    let wanted = |e: &&GroupEffect| {
        e.scenario == scenario
            && e.key.year == year
            && e.key.figure == YearlyFigure::Reached
            && e.key.group.divides()
            && !e.key.group.repeats()
    };
    let mut groups: Vec<_> = effects.iter().filter(wanted).collect();
    groups.sort_by(|a, b| a.after.total_cmp(&b.after));
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::agents::residents::group::ResidentGroup;
    use crate::world::record::Fraction;
    use crate::world::record::group::Group;

    fn gathered(name: &str, reached: &[(ResidentGroup, f64)], shift: f64) -> Case {
        let mut all = Case { name: name.into(), ..Case::default() };
        for world in 1..=5 {
            let rows = reached.iter().map(|(group, share)| {
                let num = (share + shift) * 100.0 + f64::from(world);
                let (group, figure) = (Group::Age(*group), YearlyFigure::Reached);
                (GroupKey { year: 5, group, figure }, Fraction { num, den: 100.0 })
            });
            all.worlds.insert(world, RunResults { groups: rows.collect(), ..RunResults::default() });
        }
        all
    }

    #[test]
    fn groups_are_paired_and_the_left_out_come_first() {
        let shares =
            [(ResidentGroup::Elder, 0.5), (ResidentGroup::Working, 0.2), (ResidentGroup::Carer, 0.4)];
        let effects = group_effects(&gathered("a", &shares, 0.0), &gathered("b", &shares, 0.1), 1);
        assert_eq!(effects.len(), 3);
        assert!(
            effects.iter().all(|e| (e.paired.diff - 0.1).abs() < 1e-12 && e.paired.p_better == Some(1.0))
        );
        let order: Vec<_> = left_out(&effects, "b").iter().map(|e| e.key.group.name()).collect();
        assert_eq!(order, ["working", "carer", "elder"]);
        assert!(left_out(&effects, "c").is_empty());
    }

    #[test]
    fn the_same_people_are_left_out_once() {
        let of = |e: &mut GroupEffect, group| e.key.group = group;
        let shares =
            [(ResidentGroup::Working, 0.2), (ResidentGroup::Carer, 0.3), (ResidentGroup::Elder, 0.4)];
        let mut effects = group_effects(&gathered("a", &shares, 0.0), &gathered("b", &shares, 0.1), 1);
        // `worker` and `resident` are the status of the same people.
        let copies: Vec<_> = effects.iter().take(2).cloned().collect();
        effects.extend(copies);
        of(&mut effects[3], Group::Worker);
        of(&mut effects[4], Group::OtherResident);
        let mut names: Vec<_> = left_out(&effects, "b").iter().map(|e| e.key.group.name()).collect();
        names.sort_unstable();
        assert_eq!(names, ["carer", "elder", "resident", "working"]);
    }
}
