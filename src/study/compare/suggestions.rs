//! What the case study suggests, and what each suggestion is for.

/// A suggestion of the case study.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Suggestion {
    /// The shipped scenario that says it.
    pub scenario: &'static str,
    /// The measure that it is to better; chosen from what the case study says, before draws were lived.
    pub target: &'static str,
}

/// All of them.
pub(crate) const SUGGESTIONS: [Suggestion; 9] = [
    // An organization that works by rules of its own.
    Suggestion { scenario: "capacity", target: "deficiency_institution" },
    // A known name.
    Suggestion { scenario: "brand", target: "deficiency_brand" },
    // Who knows that nobody earns on the home.
    Suggestion { scenario: "non-profit", target: "deficiency_nonprofit" },
    // Service, for whose inefficiency missing support is one of the causes named.
    Suggestion { scenario: "support", target: "deficiency_service" },
    // Outcomes count instead of paper: what users say of it.
    Suggestion { scenario: "assessment", target: "satisfaction" },
    // Residents have a say beside the union: whether they wish to.
    Suggestion { scenario: "union-council", target: "willingness" },
    // Resources that are not public.
    Suggestion { scenario: "partners", target: "own_income" },
    // How the home is run and decided upon.
    Suggestion { scenario: "mechanism", target: "deficiency_institution" },
    // Beside use, taking part in public affairs.
    Suggestion { scenario: "full-package", target: "willingness" },
];

/// What a scenario is for, if it is one of the suggestions.
pub(crate) fn target(scenario: &str) -> Option<&'static str> {
    SUGGESTIONS.iter().find(|suggestion| suggestion.scenario == scenario).map(|one| one.target)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::library::Embedded;
    use crate::scenario::{Overrides, read};
    use crate::world::record::{Better, measure};

    #[test]
    fn each_is_a_shipped_scenario_and_betters_a_measure_that_has_a_better_side() {
        let names = SUGGESTIONS.map(|suggestion| suggestion.scenario.to_string());
        assert_eq!(read(&names, &Overrides::default(), &Embedded).unwrap().len(), 9);
        for suggestion in SUGGESTIONS {
            let of = measure(suggestion.target);
            assert!(of.is_some_and(|measure| measure.better != Better::Neither), "{suggestion:?}");
        }
        assert_eq!((target("support"), target("z-home")), (Some("deficiency_service"), None));
    }
}
