//! Section 7.12: the indices by hand, their known ends, and the 52 weeks over which they are taken.

use super::assert_near;
use crate::world::record::Record;
use crate::world::record::index_rules::IndexRules;
use crate::world::record::indices::LastYear;

/// A record after it was written over these weeks; what the last of them says of joint decisions counts.
fn written(weeks: &[Record]) -> Record {
    let mut year = LastYear::default();
    let mut last = Record::default();
    for week in weeks {
        last = *week;
        year.keep(&last);
        year.write(&IndexRules::default(), &mut last);
    }
    last
}

/// A week of an operator with a figure for everything, none at its end.
fn week() -> Record {
    Record {
        population: 2_000.0,
        adults: 1_000.0,
        aware_adults: 400.0,
        operator: 1.0,
        used_seat_hours: 100.0,
        open_seat_hours: 800.0,
        visits: 80.0,
        staff_hours: 40.0,
        quality: 0.6,
        routines: 0.5,
        decided_52: 20.0,
        joint_52: 5.0,
        contract_weeks: 39.0,
        can_name_operator: 200.0,
        brand: 0.3,
        partners: 1.0,
        belief_aware_adults: 160.0,
        business_aware_adults: 100.0,
        came_4_weeks: 200.0,
        volunteer_hours: 8.0,
        coproduced_hours: 2.0,
        variety: 3.0,
        tied_pairs_of_visitors: 100.0,
        tied_pairs_both_came: 30.0,
        ..Record::default()
    }
}

#[test]
fn each_index_is_its_weighted_parts() {
    let r = written(&[week()]);
    // 1/8 used of a half that counts as full; 2 visits an hour of 8.
    assert_near!(r.deficiency_service, 1.0 - (0.35 * 0.25 + 0.35 * 0.25 + 0.30 * 0.6));
    // A contract of a quarter of 156 weeks.
    assert_near!(r.deficiency_institution_contract, -0.3 * 0.25);
    assert_near!(r.deficiency_institution, 1.0 - (0.4 * 0.5 + 0.3 * 0.25 + 0.3 * 0.25));
    // A fifth of adults can name it; one partner of four.
    assert_near!(r.deficiency_brand.unwrap_or(9.0), 1.0 - (0.5 * 0.2 + 0.3 * 0.3 + 0.2 * 0.25));
    assert_near!(r.deficiency_nonprofit.unwrap_or(9.0), 0.4);
    assert_near!(r.deficiency_nonprofit_survey.unwrap_or(9.0), 0.25);
    // A tenth came of a fifth; 5 hours a thousand of 10; half of six services × 0.3 of ties of a half.
    assert_near!(r.vitality_presence, 0.5 + 0.01);
    assert_near!(r.vitality_voluntary, 0.5 + 0.01);
    assert_near!(r.vitality_social, 0.5 * 0.6 + 0.01);
    assert_near!(r.vitality, libm::cbrt(0.51 * 0.51 * 0.31));
}

#[test]
fn known_ends() {
    let perfect = Record {
        used_seat_hours: 800.0,
        visits: 4_000.0,
        quality: 1.0,
        routines: 1.0,
        joint_52: 20.0,
        contract_weeks: 520.0,
        can_name_operator: 1_000.0,
        brand: 1.0,
        partners: 9.0,
        belief_aware_adults: 0.0,
        business_aware_adults: 0.0,
        came_4_weeks: 2_000.0,
        volunteer_hours: 900.0,
        variety: 6.0,
        tied_pairs_both_came: 100.0,
        ..week()
    };
    let r = written(&[perfect]);
    for index in [r.deficiency_service, r.deficiency_institution] {
        assert_near!(index, 0.0);
    }
    assert_near!(r.deficiency_brand.unwrap_or(9.0), 0.0);
    assert_near!(r.deficiency_nonprofit.unwrap_or(9.0), 0.0);
    for part in [r.vitality_presence, r.vitality_voluntary, r.vitality_social, r.vitality] {
        assert_near!(part, 1.01);
    }
    let r = written(&[Record { population: 2_000.0, adults: 1_000.0, operator: 1.0, ..Record::default() }]);
    for index in [r.deficiency_service, r.deficiency_institution, r.deficiency_brand.unwrap_or(9.0)] {
        assert_near!(index, 1.0);
    }
    assert_near!(r.vitality, 0.01);
}

/// One figure of a week.
type Figure = fn(&mut Record) -> &mut f64;

#[test]
fn more_of_what_is_good_is_never_a_larger_deficiency() {
    let indices = |r: &Record| {
        [
            -r.deficiency_service,
            -r.deficiency_institution,
            -r.deficiency_brand.unwrap_or(9.0),
            -r.deficiency_nonprofit.unwrap_or(9.0),
            -r.deficiency_nonprofit_survey.unwrap_or(9.0),
            r.vitality,
        ]
    };
    // Each figure moves these indices upwards and no other.
    let good: [(Figure, &[usize]); 13] = [
        (|r| &mut r.used_seat_hours, &[0]),
        (|r| &mut r.visits, &[0]),
        (|r| &mut r.quality, &[0]),
        (|r| &mut r.routines, &[1]),
        (|r| &mut r.joint_52, &[1]),
        (|r| &mut r.contract_weeks, &[1]),
        (|r| &mut r.can_name_operator, &[2]),
        (|r| &mut r.brand, &[2]),
        (|r| &mut r.partners, &[2]),
        (|r| &mut r.came_4_weeks, &[5]),
        (|r| &mut r.volunteer_hours, &[5]),
        (|r| &mut r.variety, &[5]),
        (|r| &mut r.tied_pairs_both_came, &[5]),
    ];
    let bad: [(Figure, &[usize]); 6] = [
        (|r| &mut r.open_seat_hours, &[0]),
        (|r| &mut r.staff_hours, &[0]),
        (|r| &mut r.decided_52, &[1]),
        (|r| &mut r.belief_aware_adults, &[3]),
        (|r| &mut r.business_aware_adults, &[4]),
        (|r| &mut r.tied_pairs_of_visitors, &[5]),
    ];
    let before = indices(&written(&[week()]));
    for (sign, (figure, moved)) in good.iter().map(|f| (1.0, f)).chain(bad.iter().map(|f| (-1.0, f))) {
        let mut more = week();
        *figure(&mut more) *= 1.1;
        let after = indices(&written(&[more]));
        for (k, (before, after)) in before.iter().zip(after).enumerate() {
            let change = sign * (after - before);
            assert!(
                if moved.contains(&k) { change > 1e-6 } else { change.abs() < 1e-12 },
                "index {k} moves by {change}"
            );
        }
    }
}

#[test]
fn the_last_52_weeks_count_and_no_other() {
    let quality = |quality: f64| Record { quality, ..week() };
    let service = |weeks: &[Record]| {
        let r = written(weeks);
        (1.0 - r.deficiency_service - 0.35 * 0.5) / 0.30
    };
    let mut weeks = vec![quality(1.0)];
    weeks.extend(vec![quality(0.0); 51]);
    assert_near!(service(&weeks), 1.0 / 52.0, "the 52nd week back still counts");
    weeks.push(quality(0.0));
    assert_near!(service(&weeks), 0.0, "the 53rd does not");
    assert_near!(service(&[quality(1.0), quality(0.5)]), 0.75, "fewer count while fewer were lived");
    for n in 53..=160 {
        let weeks: Vec<Record> = (0..n).map(|k| quality(f64::from(k) / 160.0)).collect();
        let mean = (n - 52..n).map(|k| f64::from(k) / 160.0).sum::<f64>() / 52.0;
        assert_near!(service(&weeks), mean, "{n} weeks");
    }
}

#[test]
fn ratios_are_of_sums_and_shares_are_means() {
    let busy = Record {
        used_seat_hours: 300.0,
        open_seat_hours: 1_000.0,
        visits: 30.0,
        staff_hours: 10.0,
        ..week()
    };
    let idle =
        Record { used_seat_hours: 0.0, open_seat_hours: 200.0, visits: 10.0, staff_hours: 30.0, ..week() };
    let r = written(&[busy, idle]);
    assert_near!(r.deficiency_service, 1.0 - (0.35 * 0.5 + 0.35 * 0.125 + 0.30 * 0.6));
}

#[test]
fn brand_and_status_are_of_weeks_with_an_operator() {
    let without = Record {
        operator: 0.0,
        brand: 0.9,
        belief_aware_adults: 400.0,
        routines: 1.0,
        contract_weeks: 0.0,
        ..week()
    };
    let none = written(&[without]);
    assert_eq!(
        (none.deficiency_brand, none.deficiency_nonprofit, none.deficiency_nonprofit_survey),
        (None, None, None)
    );
    assert_near!(none.deficiency_institution, 1.0 - 0.3 * 0.25, "routines count nothing without an operator");
    let mixed = written(&[without, week(), without]);
    let alone = written(&[week()]);
    assert_eq!(
        (mixed.deficiency_brand, mixed.deficiency_nonprofit, mixed.deficiency_nonprofit_survey),
        (alone.deficiency_brand, alone.deficiency_nonprofit, alone.deficiency_nonprofit_survey)
    );
}

#[test]
fn what_is_assessed_are_sums_of_the_weeks_asked_for() {
    let mut year = LastYear::default();
    for k in 1..=60 {
        let n = f64::from(k);
        year.keep(&Record {
            events: n,
            visits: 10.0 * n,
            satisfaction_users: 100.0 * n,
            users: 1_000.0 * n,
            ..week()
        });
    }
    assert_eq!(year.assessed(3), [177.0, 1_770.0, 17_700.0, 177_000.0]);
    let all: f64 = (9..=60).map(f64::from).sum();
    assert_eq!(year.assessed(52), [all, 10.0 * all, 100.0 * all, 1_000.0 * all]);
}
