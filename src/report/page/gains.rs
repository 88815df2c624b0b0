//! Which groups gain most and least by a package.

use crate::report::charts::scene::Scene;
use crate::study::plausible::for_whom::KnownGroup;

/// What is known over draws of each group of a package, but of those that repeat another.
pub(super) fn known_gains<'a>(scene: &Scene<'a>, at: usize) -> Vec<&'a KnownGroup> {
    let mine = |one: &&KnownGroup| one.scenario == scene.study.name(at) && !one.group.repeats();
    scene.study.known_groups.iter().filter(mine).collect()
}

/// Those with the greatest and with the smallest change; nothing where there is none.
pub(super) fn most_and_least<T>(all: &[T], change: impl Fn(&T) -> f64) -> Option<(&T, &T)> {
    let by_change = |one: &&T, other: &&T| change(one).total_cmp(&change(other));
    all.iter().max_by(by_change).zip(all.iter().min_by(by_change))
}

#[cfg(test)]
mod tests {
    use super::most_and_least;

    #[test]
    fn the_ends_of_a_list_by_what_changes() {
        let all = [("near", 2.0), ("far", -1.0), ("old", 0.5)];
        let ends = most_and_least(&all, |one| one.1);
        assert_eq!(ends.map(|(most, least)| (most.0, least.0)), Some(("near", "far")));
        assert_eq!(most_and_least(&all[..0], |one| one.1), None);
    }
}
