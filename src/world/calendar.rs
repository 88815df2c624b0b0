//! Seasons, and the common shock of a community's week.

use crate::random::{Purpose, WorldKey, normal};
use crate::settings;
use crate::units::{Week, YEAR};

settings! {
    /// Time.
    pub struct Calendar = "calendar" {
        /// Weeks of government-led life before week 0; they are not written out.
        warm_start: i64 = 156, in [1, 520], "weeks",
            Assumption "52-260: long enough for habit and awareness to stand still before the handover";
        /// Standard deviation of a week's new shock, common to a community.
        shock: f64 = 0.072, in [0.0, 0.5], "logit",
            Assumption "0.6 × 0.12; a campus gym has a weekly CV of 0.45 (students), so lowered";
        /// Part of last week's shock that stays.
        shock_kept: f64 = 0.8, in [0.0, 0.99], "share",
            Measured "lag-1 autocorrelation 0.82 of weekly gym counts";
        /// Logarithm of the factor of the two weeks of the Spring Festival.
        spring_festival: f64 = -1.05, in [-3.0, 0.0], "logit", Assumption "ln 0.35; gym holidays 0.26";
        /// Months differ: April, August and December have factors of their own.
        months: bool = true, in any, "", Measured "69 English library authorities 2023/24";
        /// Factor on going out in April.
        april: f64 = 0.91, in [0.1, 3.0], "", Measured "69 English library authorities 2023/24";
        /// … in August.
        august: f64 = 1.08, in [0.1, 3.0], "", Measured "the same";
        /// … in December.
        december: f64 = 0.83, in [0.1, 3.0], "", Measured "the same";
    }
}

/// The season of a week, logit.
pub(crate) fn season(calendar: &Calendar, week: Week) -> f64 {
    let in_year = week.rem_euclid(YEAR);
    if in_year == 5 || in_year == 6 {
        return calendar.spring_festival;
    }
    if !calendar.months {
        return 0.0;
    }
    // Weeks of the calendar year: April 13–16, August 30–34, December 48–51.
    match in_year {
        13..=16 => libm::log(calendar.april),
        30..=34 => libm::log(calendar.august),
        48..=51 => libm::log(calendar.december),
        _ => 0.0,
    }
}

/// This week's common shock from last week's.
pub(crate) fn shock(calendar: &Calendar, last: f64, key: WorldKey, place: u32, week: Week) -> f64 {
    let word = key.draw(0, place, week, Purpose::Shock, 0)[0];
    calendar.shock_kept * last + calendar.shock * f64::from(normal(word))
}
