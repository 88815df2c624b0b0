//! What a world holds in memory, counted where memory is given out: the same on every machine, unlike what
//! the system reports.
//!
//! In a program of its own, since the counter counts for the whole program, and with one test, since tests
//! run side by side.

use commonroom::internals::History;
use commonroom::{Embedded, Overrides, Retain, read};
use peak_alloc::PeakAlloc;

#[global_allocator]
static COUNTER: PeakAlloc = PeakAlloc;

/// Residents: enough that what a world holds besides them does not count.
const RESIDENTS: usize = 1_000_000;
/// Bytes for a resident at most, at any moment, with everything that the model has.
const MOST: f64 = 90.0;
/// Weeks before the handover that are lived, and weeks after it.
const WEEKS: (i64, i32) = (4, 6);

/// Peak while a world is founded and lived over its handover; bytes for a resident.
fn peak(keep: Retain) -> f64 {
    let read = read(&["full-package".to_string()], &Overrides::default(), &Embedded);
    let mut town = read.expect("a shipped scenario").remove(0).blueprint;
    town.settings.calendar.warm_start = WEEKS.0;
    for levers in std::iter::once(&mut town.settings.levers).chain(town.timeline.iter_mut().map(|t| &mut t.1))
    {
        levers.operator.from = 1;
        levers.funding.grant *= 100.0;
        levers.operator.managers *= 100.0;
        levers.operator.social_workers *= 100.0;
    }
    town.communities[0].residents.population = RESIDENTS as i64;
    town.communities[0].home.seats *= 100;
    town.settings.levers.operator.from = 1;
    let before = COUNTER.current_usage();
    COUNTER.reset_peak_usage();
    let visits = commonroom::internals::on_threads(2, || {
        let mut history = History::begin(&town, 1, 1, &());
        history.go_on(&town, WEEKS.1, keep, &());
        history.trajectory.records.iter().map(|record| record.visits).sum::<f64>()
    });
    assert!(visits > RESIDENTS as f64 / 10.0, "the town lives: {visits} visits");
    (COUNTER.peak_usage() - before) as f64 / RESIDENTS as f64
}

#[test]
fn a_resident_needs_at_most_ninety_bytes_and_recording_costs_nothing_for_each() {
    let plain = peak(Retain::default());
    println!("{plain:.2} bytes for a resident at the peak");
    assert!(plain <= MOST, "{plain:.2} bytes for a resident");
    let all = peak(Retain { ledger: true, groups: true, sample: 0 });
    assert!((all - plain).abs() < 0.5, "{plain:.2} bytes for a resident, {all:.2} with every record kept");
}
