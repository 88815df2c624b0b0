//! What breaks in a package, by three bounds on its last year. A package in which something breaks may look
//! cheap, or good for a while, and is no choice: it is not on the frontier and is not named first. Beside it
//! what is strained: told, and no reason against a package.

use crate::measure::values::as_written;
use crate::measure::window::Window;
use crate::stats::Moments;
use crate::study::compare::ranking::{WorldValues, in_window};
use crate::units::YEAR;
use crate::world::record::measure;
use serde::{Deserialize, Serialize};

/// Share of the weeks for which an operator is wished in which none may be missing, mean over worlds: five
/// weeks of a year, more than it takes to pass a home from one body to the next.
pub(crate) const WITHOUT_OPERATOR: f64 = 0.1;

/// Share of the weeks in which wages may be late, mean over worlds: five weeks of a year, more than a single
/// instalment that comes late.
pub(crate) const LATE: f64 = 0.1;

/// Weeks of wages that may be left unpaid over a year: the usual notice, after which people look for other
/// work.
pub(crate) const UNPAID_WEEKS: f64 = 4.0;

/// Share of the worlds in which debts may grow by more than that: beyond it they grow where a package is
/// lived once, rather than not.
pub(crate) const GROWING: f64 = 0.5;

/// What may break, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Break {
    /// Nobody runs a home for which an operator is wished.
    #[serde(rename = "no operator")]
    NoOperator,
    /// People are paid late.
    #[serde(rename = "wages late")]
    LateWages,
    /// Wages and bills of the year are left unpaid.
    #[serde(rename = "debts grow")]
    GrowingDebts,
}

impl Break {
    /// All of them, the worst first.
    pub(crate) const ALL: [Break; 3] = [Break::NoOperator, Break::LateWages, Break::GrowingDebts];

    /// Its name in JSON.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Break::NoOperator => "no operator",
            Break::LateWages => "wages late",
            Break::GrowingDebts => "debts grow",
        }
    }
}

/// Share of the places in the fullest quarter of a slot that may be taken, mean over weeks and worlds: of
/// twenty one is left.
pub(crate) const FULL: f64 = 0.95;

/// How far volunteers may be worn out, mean over weeks and worlds: half of the way.
pub(crate) const WORN: f64 = 0.5;

/// What may be strained in a package that holds all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Strain {
    /// In the busiest hours no seat is left, week after week.
    #[serde(rename = "seats full")]
    FullSeats,
    /// Volunteers do more than they bear.
    #[serde(rename = "volunteers worn out")]
    WornVolunteers,
}

impl Strain {
    /// All of them.
    pub(crate) const ALL: [Strain; 2] = [Strain::FullSeats, Strain::WornVolunteers];

    /// Its name in JSON.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Strain::FullSeats => "seats full",
            Strain::WornVolunteers => "volunteers worn out",
        }
    }

    /// Whether it is there in worlds.
    fn is_in(self, worlds: &WorldValues) -> bool {
        let beyond = |name, bound| mean(worlds, name).is_some_and(|value| value > bound);
        match self {
            Strain::FullSeats => beyond("utilization_peak", FULL),
            Strain::WornVolunteers => beyond("volunteers_worn", WORN),
        }
    }
}

/// Something that breaks, and how much.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Broken {
    /// What.
    pub what: Break,
    /// Share of weeks, of [`Break::GrowingDebts`] share of worlds.
    pub share: f64,
}

/// How a package stands its last year.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Breaks {
    /// What breaks, the worst first; nothing in a package that holds.
    pub found: Vec<Broken>,
    /// What is strained.
    pub strained: Vec<Strain>,
    /// Worlds in which the first operator lost its contract, of the worlds with a handover.
    pub lost: (u32, u32),
}

impl Breaks {
    /// Of a scenario in its worlds.
    pub(crate) fn of(worlds: &WorldValues) -> Breaks {
        let beyond = |what: Break, share: Option<f64>, bound: f64| {
            share.filter(|share| *share > bound).map(|share| Broken { what, share })
        };
        let found = [
            beyond(Break::NoOperator, mean(worlds, "without_operator"), WITHOUT_OPERATOR),
            beyond(Break::LateWages, mean(worlds, "late_wages"), LATE),
            beyond(Break::GrowingDebts, growing(worlds), GROWING),
        ];
        let strained = Strain::ALL.into_iter().filter(|strain| strain.is_in(worlds)).collect();
        Breaks { found: found.into_iter().flatten().collect(), strained, lost: lost(worlds) }
    }

    /// The worst that breaks.
    pub(crate) fn worst(&self) -> Option<Broken> {
        self.found.first().copied()
    }
}

/// Mean over the worlds in which the measure exists, in the last year.
fn mean(worlds: &WorldValues, name: &str) -> Option<f64> {
    Moments::of(in_window(worlds, Window::LastYear, measure(name)?).into_values()).mean()
}

/// Share of worlds in which more than [`UNPAID_WEEKS`] weeks of wages were left unpaid over the last year:
/// arrears at its end less those at its start, and what a body that went took with it (7.343). `None` where
/// no world tells.
fn growing(worlds: &WorldValues) -> Option<f64> {
    let (staff, suppliers, due) = (measure("cost_staff")?, measure("cost_suppliers")?, measure("wage_bill")?);
    let grows = |world: &u32| {
        let of = |m| Some(as_written(m, worlds.get(world)?.get(Window::LastYear, m)?));
        Some(of(staff)? + of(suppliers)? > UNPAID_WEEKS / f64::from(YEAR) * of(due)?)
    };
    let told: Vec<bool> = worlds.keys().filter_map(grows).collect();
    let growing = told.iter().filter(|grows| **grows).count();
    (!told.is_empty()).then(|| growing as f64 / told.len() as f64)
}

/// A contract that was lost stays lost: the first operator was not in place for the whole of the last year.
fn lost(worlds: &WorldValues) -> (u32, u32) {
    let Some(survived) = measure("survived") else { return (0, 0) };
    let values = in_window(worlds, Window::LastYear, survived);
    let lost = values.values().filter(|share| **share < 1.0).count();
    (lost as u32, values.len() as u32)
}
