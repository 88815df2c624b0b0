//! Belief, asking, selection: S11, S13, S14, S18, S20.

use crate::study::validate::patterns::{Check, Claim, Figure, Pattern, last, rises};

/// Those patterns.
pub(super) fn all() -> Vec<Pattern> {
    vec![non_profit(), seeding(), silence(), asking(), selection()]
}

fn non_profit() -> Pattern {
    let shown = "non-profit";
    let beyond = |most: &str, least: &str, by| {
        let of = [
            Figure::change(&last(most), "z-home", shown).of,
            Figure::change(&last(least), "z-home", shown).of,
        ]
        .concat();
        Figure { of, by, pooled: false }
    };
    Pattern {
        id: "S11",
        contrast: "the non-profit status is made visible",
        expected: "price-sensitive residents come more, and trust rises; steepest where belief in a \
            business was high",
        checks: vec![
            rises(
                "visits of the most price-sensitive third",
                &last("visits_of_price_sensitive"),
                "z-home",
                shown,
            ),
            rises("trust of all who know of the home", &last("trust_population"), "z-home", shown),
            Check::plain(
                "fall of belief, most suspicious third − least suspicious third",
                beyond("belief_of_suspicious", "belief_of_unsuspicious", |x| (x[0] - x[1]) - (x[2] - x[3])),
                Claim::Above(0.0),
            ),
        ],
    }
}

fn seeding() -> Pattern {
    Pattern {
        id: "S13",
        contrast: "random → central seeding, in the villages",
        expected: "faster awareness, same ceiling",
        checks: vec![],
    }
}

fn silence() -> Pattern {
    Pattern {
        id: "S14",
        contrast: "word of mouth off, in the villages",
        expected: "the curve of adoption becomes concave; spread between places below 0.12",
        checks: vec![],
    }
}

fn asking() -> Pattern {
    let silent = "z-home + levers.capacity.invite_per_manager=0";
    Pattern {
        id: "S18",
        contrast: "staff ask nobody → staff invite users",
        expected: "volunteers up; what asking by staff brings is at most the share asked (43%, T22: \
            40–46%)",
        checks: vec![
            rises("volunteers", &last("volunteers"), silent, "z-home"),
            Check::percent(
                "volunteers lost without being asked by staff",
                Figure { by: |x| 1.0 - x[0] / x[1], ..Figure::change(&last("volunteers"), silent, "z-home") },
                Claim::Within(0.0, 0.46),
            ),
        ],
    }
}

fn selection() -> Pattern {
    let (government, operator) =
        ("government-led + mechanisms.spillover=false", "z-home + mechanisms.spillover=false");
    let more_civic = |setting: &str| Figure {
        by: |x| x[0] - x[1],
        ..Figure::per(&last("willingness_users"), &last("willingness"), setting)
    };
    Pattern {
        id: "S20",
        contrast: "operator on, every influence on public affairs off",
        expected: "users still look more civic than others; the population stays as it is",
        checks: vec![
            Check::percent("users − population, operator", more_civic(operator), Claim::Above(0.03)),
            Check::percent("users − population, government", more_civic(government), Claim::Above(0.03)),
            Check::percent(
                "willingness caused by the home",
                Figure::level(&last("willingness_causal"), operator),
                Claim::Within(0.0, 0.0),
            ),
            Check::percent(
                "willingness of the population, operator − government",
                Figure::difference(&last("willingness"), government, operator),
                Claim::Within(-1e-9, 1e-9),
            ),
        ],
    }
}
