//! Opening, hours and seats: S1, S2, S3, S17, S24.

use crate::study::validate::patterns::{Check, Claim, Figure, Pattern, falls, last, rises};

/// Those patterns.
pub(super) fn all() -> Vec<Pattern> {
    vec![open_rooms(), nearly_idle(), longer_hours(), fewer_seats(), opening()]
}

fn open_rooms() -> Pattern {
    Pattern {
        id: "S1",
        contrast: "open rooms under government → operator (z-home)",
        expected: "visits +30 … +60%",
        checks: vec![Check::percent(
            "visits, last year",
            Figure::change(&last("visits"), "open-rooms", "z-home"),
            Claim::Within(0.30, 0.60),
        )],
    }
}

fn nearly_idle() -> Pattern {
    Pattern {
        id: "S2",
        contrast: "nearly idle → the same with an operator",
        expected: "at least double at half a year, at most eightfold in the last year",
        checks: vec![
            Check::plain(
                "visits, weeks 75–82, as a multiple",
                Figure {
                    by: |x| x[1] / x[0],
                    ..Figure::change("visits weeks-75-82", "near-idle", "near-idle, handed over")
                },
                Claim::Within(2.0, 8.0),
            ),
            Check::plain(
                "visits, last year, as a multiple",
                Figure {
                    by: |x| x[1] / x[0],
                    ..Figure::change(&last("visits"), "near-idle", "near-idle, handed over")
                },
                Claim::Within(2.0, 8.0),
            ),
            Check::plain(
                "visits of z-home, last year, as a multiple",
                Figure { by: |x| x[1] / x[0], ..Figure::change(&last("visits"), "near-idle", "z-home") },
                Claim::Within(2.0, 8.0),
            ),
        ],
    }
}

fn longer_hours() -> Pattern {
    Pattern {
        id: "S3",
        contrast: "operator → operator with 8 hours more a week",
        expected: "visits rise, and more than satisfaction",
        checks: vec![
            rises("visits", &last("visits"), "z-home", LONGER),
            Check::percent(
                "change of visits − change of satisfaction",
                beyond_satisfaction(),
                Claim::Above(0.0),
            ),
        ],
    }
}

fn fewer_seats() -> Pattern {
    Pattern {
        id: "S17",
        contrast: "24 → 12 released seats",
        expected: "more refused, more use off the peak, less than half of visits lost",
        checks: vec![
            Check::percent(
                "share refused, difference",
                Figure::difference(&last("refused"), "few seats", "half of few seats"),
                Claim::Above(0.0),
            ),
            Check::percent(
                "share of visits off the peak, difference",
                Figure::difference(&last("off_peak_visits"), "few seats", "half of few seats"),
                Claim::Above(0.0),
            ),
            falls("visits", &last("visits"), "few seats", "half of few seats"),
            Check::percent(
                "visits lost are less than half",
                Figure::change(&last("visits"), "few seats", "half of few seats"),
                Claim::Above(-0.5),
            ),
        ],
    }
}

fn opening() -> Pattern {
    Pattern {
        id: "S24",
        contrast: "opening weeks → week 12 after, against worlds in which a new operator is no news",
        expected: "surge 1.05–1.4 × in the opening weeks, less than half of it by week 12",
        checks: vec![
            Check::plain(
                "visits, opening weeks, as a multiple",
                surge("visits weeks-53-54"),
                Claim::Within(1.05, 1.4),
            ),
            Check::percent("surge left after 12 weeks / surge", left_of_surge(), Claim::Below(0.5)),
        ],
    }
}

const LONGER: &str = "z-home + levers.support.hours=8";

fn beyond_satisfaction() -> Figure {
    let visits = Figure::change(&last("visits"), "z-home", LONGER).of;
    let satisfaction = Figure::change(&last("satisfaction"), "z-home", LONGER).of;
    Figure { of: [visits, satisfaction].concat(), by: |x| x[1] / x[0] - x[3] / x[2], pooled: false }
}

const NO_NEWS: &str = "z-home + mechanisms.novelty=false";

fn surge(reading: &str) -> Figure {
    Figure { by: |x| x[1] / x[0], ..Figure::change(reading, NO_NEWS, "z-home") }
}

fn left_of_surge() -> Figure {
    let of = [surge("visits weeks-53-54").of, surge("visits weeks-64-65").of].concat();
    Figure { of, by: |x| (x[3] / x[2] - 1.0) / (x[1] / x[0] - 1.0), pooled: true }
}
