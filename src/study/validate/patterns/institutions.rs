//! Assessment, contracts, capacity, union: S4, S5, S6, S8, S19, S21, S22.

use crate::study::validate::patterns::{Check, Claim, Figure, Pattern, equal, falls, last, rises};

/// Those patterns.
pub(super) fn all() -> Vec<Pattern> {
    vec![outcomes(), counting(), audit(), contract(), students(), union(), manager()]
}

const COUNTING: &str = "z-home + levers.assessment.weights={ events = 0.70, paperwork = 0.115, satisfaction \
    = 0.07, participation = 0.092, development = 0.023 }";
/// Where money is no want, twice the events take nothing away from anything else.
const BRIDGED: &str = "z-home + mechanisms.money=false";
const MORE_EVENTS: &str = "z-home + mechanisms.money=false + organization.offering.events=4";
const AUDITED: &str = "z-home + levers.assessment.audit=0.3";

fn outcomes() -> Pattern {
    let ratio = |setting: &str| Figure::per(&last("score_reported"), &last("score"), setting);
    Pattern {
        id: "S4",
        contrast: "counting output → assessing outcomes, with audits",
        expected: "reported score down, true quality up, reported / true from the band of T29 (1.10–1.35) \
            to 1.0–1.1",
        checks: vec![
            falls("reported score", &last("score_reported"), "z-home", "assessment"),
            falls("inflation", &last("inflation"), "z-home", "assessment"),
            rises("true quality", &last("quality"), "z-home", "assessment"),
            Check::plain("reported / true under output counting", ratio("z-home"), Claim::Within(1.10, 1.35)),
            Check::plain("reported / true under outcomes", ratio("assessment"), Claim::Within(1.0, 1.1)),
        ],
    }
}

fn counting() -> Pattern {
    Pattern {
        id: "S5",
        contrast: "output counting → the weight of events doubled; and twice the events planned, all else \
            equal",
        expected: "events up; elasticity of attendance in the band of T10, of all visits in that of T11; \
            attendance per event hardly down",
        checks: vec![
            rises("events, by the weight", &last("events"), "z-home", COUNTING),
            Check::plain(
                "elasticity of attendance, by the weight",
                Figure::elasticity(&last("event_attendance"), &last("events"), "z-home", COUNTING),
                Claim::Within(0.57, 1.09),
            ),
            Check::plain(
                "elasticity of attendance, by the plan",
                Figure::elasticity(&last("event_attendance"), &last("events"), BRIDGED, MORE_EVENTS),
                Claim::Within(0.57, 1.09),
            ),
            Check::plain(
                "elasticity of all visits, by the plan",
                Figure::elasticity(&last("visits"), &last("events"), BRIDGED, MORE_EVENTS),
                Claim::Within(0.06, 0.61),
            ),
            Check::percent(
                "attendance per event, by the plan",
                Figure::change(&last("attendance_per_event"), BRIDGED, MORE_EVENTS),
                Claim::Within(-0.25, 0.0),
            ),
        ],
    }
}

fn audit() -> Pattern {
    Pattern {
        id: "S6",
        contrast: "audit 0 → 0.3, the same sheet",
        expected: "inflation and reported score down, participation not down",
        checks: vec![
            falls("inflation", &last("inflation"), "z-home + levers.assessment.audit=0", AUDITED),
            falls("reported score", &last("score_reported"), "z-home + levers.assessment.audit=0", AUDITED),
            Check::percent(
                "participation",
                Figure::change(&last("participation"), "z-home + levers.assessment.audit=0", AUDITED),
                Claim::Above(-0.02),
            ),
        ],
    }
}

fn contract() -> Pattern {
    let long = "z-home + levers.funding.contract=156";
    Pattern {
        id: "S8",
        contrast: "contract of one → three years",
        expected: "fewer leave and capability rises after the first year; nothing in the first half year",
        checks: vec![
            falls("people leaving, from the second year on", "staff_exits weeks-105-260", "z-home", long),
            rises("capability, from the second year on", "capability weeks-105-260", "z-home", long),
            equal("capability, first half year", "capability weeks-53-78", "z-home", long, 0.05),
            equal("visits, first half year", "visits weeks-53-78", "z-home", long, 0.05),
        ],
    }
}

fn students() -> Pattern {
    let change =
        |plain: &str, students: &str| Figure::change("capability_service weeks-60-104", plain, students);
    Pattern {
        id: "S19",
        contrast: "no students → ten hours a week of students, at low (0.3) and high (0.6) capability of \
            service",
        expected: "capability of service not up at low, up at high capability",
        checks: vec![
            Check::percent(
                "at low capability",
                change(
                    "z-home + organization.service=0.3",
                    "z-home + organization.service=0.3 + levers.partners.university_hours=10",
                ),
                Claim::Below(0.0),
            ),
            Check::percent(
                "at high capability",
                change(
                    "z-home + organization.service=0.6",
                    "z-home + organization.service=0.6 + levers.partners.university_hours=10",
                ),
                Claim::Above(0.0),
            ),
        ],
    }
}

fn union() -> Pattern {
    let (high, low) = ("z-home + levers.union.decision_role=0.9", "z-home + levers.union.decision_role=0.3");
    Pattern {
        id: "S21",
        contrast: "decision role of the union 0.9 → 0.3",
        expected: "reach of members down, reach of others up",
        checks: vec![
            falls("reach of members", &last("reach_members"), high, low),
            rises("reach of others", &last("reach_nonmembers"), high, low),
        ],
    }
}

/// Routines are held, so that it is they alone that differ.
fn manager() -> Pattern {
    Pattern {
        id: "S22",
        contrast: "a manager quits, with routines of 0.1 and of 0.6",
        expected: "with routines the dip of quality is shallower and shorter",
        checks: vec![
            Check::plain(
                "quality lost in the year after, routines 0.1",
                lost_quality(HELD_LOW, LOW_QUITS),
                Claim::Above(0.0),
            ),
            Check::percent("deepest dip with routines / without", deepest(), Claim::Below(1.0)),
            Check::percent(
                "quality still lost in the fourth quarter with routines / without",
                late(),
                Claim::Below(1.0),
            ),
        ],
    }
}

const HELD_LOW: &str = "z-home + organization.routines=0.1 + organization.learning.routines=0 + \
    organization.learning.routines_drift=0 + organization.learning.routines_loss=0 + union.rule=0";
const LOW_QUITS: &str = "manager-leaves + organization.routines=0.1 + organization.learning.routines=0 + \
    organization.learning.routines_drift=0 + organization.learning.routines_loss=0 + union.rule=0";
const HELD_HIGH: &str = "z-home + organization.routines=0.6 + organization.learning.routines=0 + \
    organization.learning.routines_drift=0 + organization.learning.routines_loss=0 + union.rule=0";
const HIGH_QUITS: &str = "manager-leaves + organization.routines=0.6 + organization.learning.routines=0 + \
    organization.learning.routines_drift=0 + organization.learning.routines_loss=0 + union.rule=0";

fn lost_quality(stays: &str, quits: &str) -> Figure {
    Figure { by: |x| x[0] - x[1], ..Figure::change("quality weeks-157-208", stays, quits) }
}

fn deepest() -> Figure {
    dip("quality weeks-165-177")
}

fn late() -> Figure {
    dip("quality weeks-196-208")
}

fn dip(reading: &str) -> Figure {
    let of =
        [Figure::change(reading, HELD_LOW, LOW_QUITS).of, Figure::change(reading, HELD_HIGH, HIGH_QUITS).of]
            .concat();
    Figure { of, by: |x| (x[2] - x[3]) / (x[0] - x[1]), pooled: true }
}
