//! Figures that no column of the outputs holds, read off the weekly records.

use crate::stats::paired::correlation;
use crate::units::PER_10_000;
use crate::units::{Week, YEAR};
use crate::world::agents::government::assessment::{Performance, YearOfWork, sheet, tier};
use crate::world::agents::organization::activity::Activity;
use crate::world::blueprint::Blueprint;
use crate::world::record::Record;
use std::ops::RangeInclusive;

/// One of them.
pub(crate) struct Own {
    /// As recipes name it.
    pub name: &'static str,
    /// Definition.
    #[allow(dead_code)] // stands beside its name for readers
    pub meaning: &'static str,
    /// Its value over some weeks.
    pub read: fn(&Blueprint, &[Record], &RangeInclusive<Week>) -> Option<f64>,
}

/// All of them.
pub(crate) const OWN: &[Own] = &[
    Own {
        name: "events_per_thousand",
        meaning: "events a year for 1,000 residents",
        read: |_, records, weeks| {
            let (events, residents) = sums(records, weeks, |r| r.events, |r| r.population);
            quotient(events * 1_000.0 * f64::from(YEAR), residents)
        },
    },
    Own {
        name: "turnover",
        meaning: "people who leave in a year / people at work, whatever their hours",
        read: |_, records, weeks| {
            let shared = first_home(records, weeks);
            let (left, heads) =
                shared.fold((0.0, 0.0), |(left, heads), r| (left + r.staff_exits, heads + r.heads));
            quotient(left * f64::from(YEAR), heads)
        },
    },
    Own {
        name: "top_tier",
        meaning: "each home rated every year by the sheet of the bureau on its own figures: share of \
            ratings that are the best of five",
        read: |blueprint, records, weeks| ratings(blueprint, records, weeks, 5.0),
    },
    Own {
        name: "autocorrelation",
        meaning: "correlation of the utilization of a week with that of the week before",
        read: |_, records, weeks| {
            let shares: Vec<f64> = weeks
                .clone()
                .filter_map(|week| {
                    let (used, seats) =
                        sums(records, &(week..=week), |r| r.used_seat_hours, |r| r.nominal_seat_hours);
                    quotient(used, seats)
                })
                .collect();
            let pairs: Vec<(f64, f64)> = shares.iter().copied().zip(shares.iter().skip(1).copied()).collect();
            correlation(&pairs)
        },
    },
    Own {
        name: "off_peak_visits",
        meaning: "visits outside the quarters for which demand is greatest / visits",
        read: |_, records, weeks| {
            let (peak, visits) = sums(records, weeks, |r| r.used_at_usual_peak, |r| r.visits);
            quotient(visits - peak, visits)
        },
    },
    Own {
        name: "refused",
        meaning: "visits refused for want of a seat / visits wished for",
        read: |_, records, weeks| {
            let (refused, visits) = sums(records, weeks, |r| r.turned_away, |r| r.visits);
            quotient(refused, refused + visits)
        },
    },
    Own {
        name: "months_of_deficit",
        meaning: "share of weeks in which wages or bills were owed",
        read: |_, records, weeks| {
            let owed: Vec<bool> =
                first_home(records, weeks).map(|r| r.arrears > 0.0 || r.late_wages > 0.0).collect();
            quotient(owed.iter().filter(|owes| **owes).count() as f64, owed.len() as f64)
        },
    },
    Own {
        name: "asked_by_staff",
        meaning: "new volunteers asked by staff / new volunteers",
        read: |_, records, weeks| {
            let all = |r: &Record| r.volunteers_by_staff + r.volunteers_by_friend + r.volunteers_by_self;
            let (staff, joined) = sums(records, weeks, |r| r.volunteers_by_staff, all);
            quotient(staff, joined)
        },
    },
];

/// Share of the yearly ratings of single homes that give this tier. What a home has of its own counts
/// (events, visits, satisfaction); paperwork, inflation and development are the organization's.
fn ratings(
    blueprint: &Blueprint,
    records: &[Record],
    weeks: &RangeInclusive<Week>,
    tier: f64,
) -> Option<f64> {
    let years = weeks.clone().filter(|last| last % YEAR == 0 && last - YEAR + 1 >= *weeks.start());
    let homes = 0..blueprint.communities.len() as u32;
    let all: Vec<f64> = years
        .flat_map(|last| homes.clone().filter_map(move |home| rating(blueprint, records, home, last)))
        .collect();
    quotient(all.iter().filter(|rated| **rated == tier).count() as f64, all.len() as f64)
}

fn rating(blueprint: &Blueprint, records: &[Record], home: u32, last: Week) -> Option<f64> {
    let year: Vec<&Record> = records
        .iter()
        .filter(|r| r.community == home && (last - YEAR + 1..=last).contains(&r.week) && r.operator > 0.0)
        .collect();
    let now = year.last()?;
    let sum = |of: fn(&Record) -> f64| year.iter().map(|r| of(r)).sum::<f64>();
    let scale = f64::from(YEAR) / year.len() as f64;
    let own = sum(|r| r.gifts + r.fees + r.partner_money);
    let all = own + sum(|r| r.grant + r.matching);
    let skill = now.capability.mean();
    let work = YearOfWork {
        events: sum(|r| r.events) * scale / now.population * PER_10_000,
        paperwork: now.effort[Activity::Paperwork],
        satisfaction: sum(|r| r.satisfaction_users),
        users: sum(|r| r.users),
        visits: sum(|r| r.visits) * scale / now.population,
        capability: skill,
        routines: now.routines,
        own_share: quotient(own, all).unwrap_or(0.0),
        inflation: now.inflation,
        studied: 0.0,
    };
    let setup = &blueprint.settings.government;
    let performance = Performance::of(setup, &work);
    Some(tier(setup, sheet(setup, blueprint.levers_at(last), &performance, 0.0)))
}

fn quotient(a: f64, b: f64) -> Option<f64> {
    (b != 0.0).then(|| a / b)
}

fn sums(
    records: &[Record],
    weeks: &RangeInclusive<Week>,
    a: impl Fn(&Record) -> f64,
    b: impl Fn(&Record) -> f64,
) -> (f64, f64) {
    let within = records.iter().filter(|r| weeks.contains(&r.week));
    within.fold((0.0, 0.0), |(above, below), r| (above + a(r), below + b(r)))
}

/// The rows of the first community: what is shared stands unchanged in each.
fn first_home<'a>(
    records: &'a [Record],
    weeks: &'a RangeInclusive<Week>,
) -> impl Iterator<Item = &'a Record> {
    records.iter().filter(|r| r.community == 0 && weeks.contains(&r.week))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blueprint() -> Blueprint {
        Blueprint {
            settings: Default::default(),
            weeks: 52,
            timeline: vec![],
            rules: vec![],
            bidders: vec![],
            groups: vec![],
            communities: vec![],
        }
    }

    fn read(name: &str, records: &[Record], weeks: RangeInclusive<Week>) -> Option<f64> {
        (OWN.iter().find(|own| own.name == name).unwrap().read)(&blueprint(), records, &weeks)
    }

    #[test]
    fn shared_actors_count_once_and_residents_add_up() {
        let row = |week, community| Record {
            week,
            community,
            population: 500.0,
            events: 1.0,
            heads: 4.0,
            staff_exits: if week == 1 { 1.0 } else { 0.0 },
            ..Record::default()
        };
        let records = [row(1, 0), row(1, 1), row(2, 0), row(2, 1)];
        assert_eq!(read("events_per_thousand", &records, 1..=2), Some(104.0));
        assert_eq!(read("turnover", &records, 1..=2), Some(52.0 / 8.0));
        assert_eq!(read("refused", &records, 1..=2), None);
    }

    #[test]
    fn a_wave_of_two_weeks_turns_every_week() {
        let row = |week: Week| Record {
            week,
            used_seat_hours: if week % 2 == 0 { 1.0 } else { 3.0 },
            nominal_seat_hours: 10.0,
            ..Record::default()
        };
        let records: Vec<Record> = (1..=41).map(row).collect();
        let found = read("autocorrelation", &records, 1..=41).unwrap();
        assert!((found + 1.0).abs() < 1e-9, "{found}");
    }
}
