//! Coalitions of repaired causes: the scenarios whose worlds tell what each cause is answerable for.

use crate::scenario::Scenario;
use crate::study::diagnose::causes::{CAUSES, Cause, repaired};
use crate::study::diagnose::diagnosis::Move;

/// A set of causes that are repaired together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Coalition {
    /// Bit i for cause i of [`CAUSES`].
    pub(crate) mask: usize,
}

impl Coalition {
    /// All coalitions, by their masks.
    pub(crate) fn all() -> impl Iterator<Item = Coalition> {
        (0..1 << CAUSES.len()).map(|mask| Coalition { mask })
    }

    /// The coalition that a scenario of a diagnosis is; `None` for a scenario that is none of its coalitions.
    pub(crate) fn of_scenario(diagnosed: &str, name: &str) -> Option<Coalition> {
        Coalition::all().find(|coalition| format!("{diagnosed}{}", coalition.suffix()) == name)
    }

    /// What is repaired.
    pub(crate) fn causes(self) -> impl Iterator<Item = &'static Cause> {
        CAUSES.iter().enumerate().filter(move |(at, _)| self.mask & (1 << at) != 0).map(|(_, cause)| cause)
    }

    /// Nothing is repaired.
    pub(crate) fn is_empty(self) -> bool {
        self.mask == 0
    }

    /// All causes are repaired.
    pub(crate) fn is_whole(self) -> bool {
        self.causes().count() == CAUSES.len()
    }

    /// What is repaired, in words.
    pub(crate) fn words(self) -> String {
        match self {
            none if none.is_empty() => "as it is".into(),
            whole if whole.is_whole() => "all repaired".into(),
            some => some.causes().map(|cause| cause.key).collect::<Vec<_>>().join("+"),
        }
    }

    /// What follows the name of the diagnosed scenario in the name of this one.
    pub(crate) fn suffix(self) -> String {
        if self.is_empty() { String::new() } else { format!(" + {}", self.words()) }
    }
}

/// The eight coalitions, index = bits of the causes repaired; each cause's levers moved by its fraction of
/// the way.
pub(crate) fn coalitions(scenario: &Scenario, moves: &[Vec<Move>; 3], fractions: [f64; 3]) -> Vec<Scenario> {
    let repair = |mask: usize| {
        let inside = (0..3).filter(move |cause| mask & (1 << cause) != 0);
        let coalition = Coalition { mask };
        let mut repaired = repaired(
            scenario,
            inside.flat_map(|cause| moves[cause].iter().map(move |one| (one, fractions[cause]))),
            &coalition.suffix(),
        );
        repaired.title += &if mask == 0 { String::new() } else { format!(" ({})", coalition.words()) };
        repaired
    };
    (0..8).map(repair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coalition_is_known_by_its_scenario() {
        for coalition in Coalition::all() {
            let name = format!("plan{}", coalition.suffix());
            assert_eq!(Coalition::of_scenario("plan", &name), Some(coalition));
        }
        assert_eq!(Coalition::of_scenario("plan", "plan + paint"), None);
        assert_eq!(Coalition { mask: 3 }.words(), "capacity+support");
    }
}
