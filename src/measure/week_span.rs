//! Over which weeks a number was measured, in the words of the outputs.

use crate::language::{said, term};
use crate::measure::misnamed::{Misnamed, NamePart};
use crate::measure::window::{Window, miscounted};
use crate::units::{Week, YEAR};
use crate::world::blueprint::Blueprint;
use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// Which weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WeekSpan {
    /// A window of the outputs: `before`, `year-3`, `last-year`, `whole`.
    Window(Window),
    /// From the first week to the last, both included: `week-52`, `weeks-105-156`.
    Weeks(Week, Week),
}

/// How the words of a span look.
pub(crate) const SPANS: &str = "`week-52`, `weeks-105-156`, `before`, `year-3`, `last-year` or `whole`";

impl fmt::Display for WeekSpan {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            WeekSpan::Window(window) => window.fmt(f),
            WeekSpan::Weeks(first, last) if first == last => f.pad(&format!("week-{first}")),
            WeekSpan::Weeks(first, last) => f.pad(&format!("weeks-{first}-{last}")),
        }
    }
}

impl FromStr for WeekSpan {
    type Err = Misnamed;
    fn from_str(words: &str) -> Result<WeekSpan, Misnamed> {
        let wrong = |message: String| Misnamed { part: NamePart::Window, message, unknown: None };
        let number =
            |digits: &str| digits.parse::<Week>().ok().filter(|n| *n >= 1 && !digits.starts_with('+'));
        let counted = |digits: &str| number(digits).ok_or_else(|| wrong(miscounted(words)));
        match words.parse::<Window>() {
            Ok(window) => return Ok(WeekSpan::Window(window)),
            Err(message) if words.starts_with("year-") => return Err(wrong(message)),
            Err(_) => {}
        }
        if let Some(week) = words.strip_prefix("week-") {
            return counted(week).map(|k| WeekSpan::Weeks(k, k));
        }
        if let Some((first, last)) = words.strip_prefix("weeks-").and_then(|rest| rest.split_once('-')) {
            let (first, last) = (counted(first)?, counted(last)?);
            let backwards = || wrong(said!("`{words}` ends before it begins"));
            return (first <= last).then_some(WeekSpan::Weeks(first, last)).ok_or_else(backwards);
        }
        let spans = term(SPANS);
        Err(wrong(said!("`{words}` is no window: {spans}")))
    }
}

impl WeekSpan {
    /// Its weeks in a world; `None` when it has none there.
    pub(crate) fn weeks(self, blueprint: &Blueprint) -> Option<RangeInclusive<Week>> {
        match self {
            WeekSpan::Window(Window::Year(k)) if k > blueprint.weeks / YEAR => None,
            WeekSpan::Window(window) => window.weeks(blueprint),
            WeekSpan::Weeks(first, last) => (last <= blueprint.weeks).then_some(first..=last),
        }
    }

    /// The year of `groups.csv` that it is; `None` when it is no whole year of the world.
    pub(crate) fn year(self, blueprint: &Blueprint) -> Option<u32> {
        let weeks = self.weeks(blueprint)?;
        let whole = weeks.end() % YEAR == 0 && weeks.end() - weeks.start() + 1 == YEAR;
        whole.then(|| (weeks.end() / YEAR).unsigned_abs())
    }
}
