//! Section 7.12: the indices by hand, their known ends, and the 52 weeks over which they are taken.

use super::assert_near;
use crate::world::record::Record;
use crate::world::record::deficiency::Deficiency;
use crate::world::record::index_rules::IndexRules;
use crate::world::record::indices::LastYear;
use crate::world::record::terms::TERMS;

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
        in_need: 100.0,
        in_need_as_served: 90.0,
        dropped_in: 80.0,
        served: 72.0,
        events: 3.0,
        events_cancelled: 1.0,
        promised_52: 4.0,
        in_time_52: 2.0,
        quality: 0.6,
        routines: 0.5,
        decided_52: 20.0,
        joint_52: 5.0,
        contract_weeks: 39.0,
        can_name_operator: 200.0,
        brand: 0.3,
        partners: 1.0,
        doubt_aware_adults: 160.0,
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
    // 72 of 100 in need are served; of 4 events and 4 proposals 3 and 2 came in time.
    assert_near!(r.deficiency_service, 1.0 - 0.72 * 0.6 * (5.0 / 8.0));
    // A contract of a quarter of 156 weeks.
    assert_near!(r.deficiency_institution_contract, 0.3 * 0.75);
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

/// The terms of each deficiency of a record; 0 without one.
fn terms_of(r: &Record, deficiency: Deficiency) -> f64 {
    let terms = TERMS.iter().filter(|term| term.deficiency == deficiency);
    terms.filter_map(|term| (term.measure().expect("a measure").read)(r).value()).sum()
}

#[test]
fn the_terms_of_a_deficiency_add_up_to_it() {
    let better = Record { quality: 0.9, served: 80.0, events_cancelled: 0.0, partners: 3.0, ..week() };
    let nothing = Record { served: 0.0, dropped_in: 0.0, quality: 0.0, ..week() };
    for weeks in [vec![week()], vec![week(), better], vec![nothing]] {
        let r = written(&weeks);
        for deficiency in Deficiency::ALL {
            let index = (deficiency.measure().read)(&r).value().expect("a value");
            assert_near!(terms_of(&r, deficiency), index, "{deficiency:?}");
        }
    }
    let served = Record { in_need: 80.0, in_need_as_served: 80.0, served: 80.0, quality: 1.0, ..week() };
    let r = written(&[Record { events_cancelled: 0.0, in_time_52: 4.0, ..served }]);
    assert_eq!((r.deficiency_service, terms_of(&r, Deficiency::Service)), (0.0, 0.0));
}

#[test]
fn a_term_makes_up_what_its_factor_lacks() {
    let r = written(&[Record { served: 80.0, events_cancelled: 0.0, in_time_52: 4.0, ..week() }]);
    assert_eq!((r.deficiency_service_presence, r.deficiency_service_timeliness), (0.0, 0.0));
    let share = |factor: f64| (1.0 - 0.8 * 0.6) * libm::log(factor) / libm::log(0.8 * 0.6);
    assert_near!(r.deficiency_service_content, share(0.9));
    assert_near!(r.deficiency_service_opening, share(8.0 / 9.0));
    assert_near!(r.deficiency_service_quality, share(0.6));
}

#[test]
fn known_ends() {
    let perfect = Record {
        in_need_as_served: 100.0,
        dropped_in: 100.0,
        served: 100.0,
        events_cancelled: 0.0,
        in_time_52: 4.0,
        quality: 1.0,
        routines: 1.0,
        joint_52: 20.0,
        contract_weeks: 520.0,
        can_name_operator: 1_000.0,
        brand: 1.0,
        partners: 9.0,
        doubt_aware_adults: 0.0,
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
    let good: [(Figure, &[usize]); 14] = [
        (|r| &mut r.served, &[0]),
        (|r| &mut r.events, &[0]),
        (|r| &mut r.in_time_52, &[0]),
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
    let bad: [(Figure, &[usize]); 7] = [
        (|r| &mut r.in_need, &[0]),
        (|r| &mut r.events_cancelled, &[0]),
        (|r| &mut r.promised_52, &[0]),
        (|r| &mut r.decided_52, &[1]),
        (|r| &mut r.doubt_aware_adults, &[3]),
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
fn what_nobody_uses_is_no_service() {
    let service = |r: Record| written(&[r]).deficiency_service;
    for (figure, times) in [
        ((|r| &mut r.open_seat_hours) as Figure, 0.1),
        (|r| &mut r.nominal_seat_hours, 0.1),
        (|r| &mut r.staff_hours, 0.1),
        (|r| &mut r.open_hours, 0.1),
        (|r| &mut r.visits, 10.0),
    ] {
        let mut other = week();
        *figure(&mut other) *= times;
        assert_eq!(service(other), service(week()));
    }
    assert_near!(service(Record { dropped_in: 0.0, served: 0.0, ..week() }), 1.0);
}

#[test]
fn where_nothing_was_promised_nothing_was_broken() {
    let quiet = Record { events: 0.0, events_cancelled: 0.0, promised_52: 0.0, in_time_52: 0.0, ..week() };
    assert_near!(written(&[quiet]).deficiency_service, 1.0 - 0.72 * 0.6);
    // What was promised before these weeks and is kept in them makes up for nothing.
    let late = Record { promised_52: 0.0, in_time_52: 2.0, events_cancelled: 0.0, ..week() };
    assert_near!(written(&[late]).deficiency_service, 1.0 - 0.72 * 0.6);
}

#[test]
fn the_last_52_weeks_count_and_no_other() {
    let quality = |quality: f64| Record { quality, ..week() };
    let service = |weeks: &[Record]| {
        let (r, n) = (written(weeks), weeks.len().min(52) as f64);
        // Events of these weeks, proposals of the year.
        let kept = (3.0 * n + 2.0) / (4.0 * n + 4.0);
        (1.0 - r.deficiency_service) / (0.72 * kept)
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
    let busy = Record { in_need: 300.0, dropped_in: 250.0, served: 240.0, ..week() };
    let r = written(&[busy, Record { dropped_in: 20.0, served: 10.0, ..week() }]);
    assert_near!(r.deficiency_service, 1.0 - 250.0 / 400.0 * 0.6 * (8.0 / 12.0));
}

#[test]
fn brand_and_status_are_of_weeks_with_an_operator() {
    let without = Record {
        operator: 0.0,
        brand: 0.9,
        doubt_aware_adults: 400.0,
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
