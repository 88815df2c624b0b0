//! For whom: effects by age, worker or resident, near or far, union member; how concentrated visits are; who
//! is left out.

use crate::stats::Moments;
use crate::stats::paired::{Paired, compare};
use crate::study::compare::reduce::{Gathered, GroupKey};
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
pub(crate) fn group_effects(
    baseline: (&str, &Gathered),
    scenario: (&str, &Gathered),
    seed: u64,
) -> Vec<GroupEffect> {
    let keys: BTreeSet<GroupKey> = baseline.1.groups.values().flat_map(|rows| rows.keys().copied()).collect();
    let effect = |(at, key): (usize, GroupKey)| {
        let value = |side: &Gathered, world| side.groups.get(world).and_then(|rows| rows.get(&key)?.value());
        let both = baseline.1.groups.keys().filter(|world| scenario.1.groups.contains_key(world));
        let pairs: Vec<_> = both.map(|world| (value(baseline.1, world), value(scenario.1, world))).collect();
        let paired = compare(&pairs, sign(key.figure), seed ^ 0x6772_6F75 ^ ((at as u64) << 32))?;
        let mean = |side: fn(&(f64, f64)) -> f64| {
            let complete = pairs.iter().filter_map(|(a, b)| Some(((*a)?, (*b)?)));
            Moments::of(complete.map(|pair| side(&pair))).mean().unwrap_or_default()
        };
        let (before, after) = (mean(|pair| pair.0), mean(|pair| pair.1));
        Some(GroupEffect {
            baseline: baseline.0.into(),
            scenario: scenario.0.into(),
            key,
            before,
            after,
            paired,
        })
    };
    keys.into_iter().enumerate().filter_map(effect).collect()
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

    fn gathered(reached: &[(ResidentGroup, f64)], shift: f64) -> Gathered {
        let mut all = Gathered::default();
        for world in 1..=5 {
            let rows = reached.iter().map(|(group, share)| {
                let num = (share + shift) * 100.0 + f64::from(world);
                let (group, figure) = (Group::Age(*group), YearlyFigure::Reached);
                (GroupKey { year: 5, group, figure }, Fraction { num, den: 100.0 })
            });
            all.groups.insert(world, rows.collect());
        }
        all
    }

    #[test]
    fn groups_are_paired_and_the_left_out_come_first() {
        let shares =
            [(ResidentGroup::Elder, 0.5), (ResidentGroup::Working, 0.2), (ResidentGroup::Carer, 0.4)];
        let effects = group_effects(("a", &gathered(&shares, 0.0)), ("b", &gathered(&shares, 0.1)), 1);
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
        let mut effects = group_effects(("a", &gathered(&shares, 0.0)), ("b", &gathered(&shares, 0.1)), 1);
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
