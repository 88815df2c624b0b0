//! Which way the council, partners, the university and rooms move what they are held for.

use super::worlds::{LAST_YEAR, Worlds};
use crate::inside::common::with;

/// Assert that a measure moves up (or, below zero, down) from one to the other with 95% confidence.
fn moves(name: &str, from: &Worlds, to: &Worlds, sign: f64) {
    let difference = from.difference(to, name, LAST_YEAR);
    println!("{name}: {difference}");
    assert!(sign * difference.mean > 0.0 && difference.low * difference.high > 0.0, "{name}: {difference}");
}

#[test]
fn a_council_beside_the_union_is_more_joint_and_opens_the_home_to_others() {
    let (home, council) = (Worlds::live(&with("z-home", &[])), Worlds::live(&with("union-council", &[])));
    for name in ["joint_decisions", "participation", "reach_members", "reach_nonmembers"] {
        moves(name, &home, &council, 1.0);
    }
}

#[test]
fn the_running_mechanism_brings_skill_use_and_service() {
    let (home, mechanism) = (Worlds::live(&with("z-home", &[])), Worlds::live(&with("mechanism", &[])));
    for name in ["partners", "capability_service", "participation"] {
        moves(name, &home, &mechanism, 1.0);
    }
    moves("deficiency_service", &home, &mechanism, -1.0);
}

#[test]
fn students_who_would_not_be_guided_do_not_come_and_are_not_paid() {
    let weak = with("z-home", &["organization.service=0.2"]);
    let asked = with("z-home", &["organization.service=0.2", "levers.partners.university_hours=10"]);
    // Ten hours at 60 yuan are 600 a week.
    let paid = Worlds::live(&weak).difference(&Worlds::live(&asked), "cost_bureau", (105, 156));
    assert!(paid.high < 300.0, "{paid}");
}

#[test]
fn releasing_rooms_matters_where_seats_bind() {
    let more = Worlds::live(&with("crowded", &["levers.support.rooms_released=0.9"]));
    let crowded = Worlds::live(&with("crowded", &[]));
    moves("participation", &crowded, &more, 1.0);
    moves("turned_away", &crowded, &more, -1.0);
}

#[test]
fn another_space_takes_a_third_of_those_who_would_come_and_does_not_end_the_home() {
    let (home, rival) = (Worlds::live(&with("z-home", &[])), Worlds::live(&with("rival", &[])));
    let lost = 1.0 - rival.mean("participation", LAST_YEAR) / home.mean("participation", LAST_YEAR);
    // A third at once; habit, word of mouth and the norm add to it.
    assert!((1.0 / 3.0..0.55).contains(&lost), "{lost:.3}");
}
