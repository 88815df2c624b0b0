//! What is read off one run: a statistic of the outputs, a figure of its own that no column holds, or a look
//! at the residents.

use crate::measure::misnamed::Misnamed;
use crate::measure::statistic::Statistic;
use crate::measure::week_span::WeekSpan;
use crate::simulation::Trajectory;
use crate::study::validate::record_figures::{OWN, Own};
use crate::study::validate::resident_figures::{LOOKS, Look};
use crate::units::Week;
use crate::world::World;
use crate::world::blueprint::Blueprint;
use std::fmt;
use std::str::FromStr;

/// Read off one run.
#[derive(Clone, Copy)]
pub(crate) enum Reading {
    /// In the words of the outputs.
    Statistic(Statistic),
    /// From the weekly records.
    Own(&'static Own, WeekSpan),
    /// From the residents at the end of a span.
    Look(&'static Look, WeekSpan),
}

impl FromStr for Reading {
    type Err = Misnamed;
    fn from_str(words: &str) -> Result<Reading, Misnamed> {
        if let Some((name, span)) = words.split_once(' ') {
            if let Some(own) = OWN.iter().find(|own| own.name == name) {
                return Ok(Reading::Own(own, span.parse()?));
            }
            if let Some(look) = LOOKS.iter().find(|look| look.name == name) {
                return Ok(Reading::Look(look, span.parse()?));
            }
        }
        Ok(Reading::Statistic(words.parse()?))
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Reading::Statistic(statistic) => statistic.fmt(f),
            Reading::Own(own, span) => write!(f, "{} {span}", own.name),
            Reading::Look(look, span) => write!(f, "{} {span}", look.name),
        }
    }
}

impl Reading {
    /// Its value in a run; `None` where it does not exist. A look has none here.
    pub(crate) fn of(&self, blueprint: &Blueprint, run: &Trajectory) -> Option<f64> {
        match self {
            Reading::Statistic(statistic) => statistic.of(blueprint, run),
            Reading::Own(own, span) => (own.read)(blueprint, &run.records, &span.weeks(blueprint)?),
            Reading::Look(..) => None,
        }
    }

    /// The week at the end of which the residents are looked at; `None` for what records tell.
    pub(crate) fn looks_in(&self, blueprint: &Blueprint) -> Option<Week> {
        match self {
            Reading::Look(_, span) => span.weeks(blueprint).map(|weeks| *weeks.end()),
            _ => None,
        }
    }

    /// The last of its weeks where it names them by number: nothing later changes it.
    pub(crate) fn named_end(&self) -> Option<Week> {
        let span = match self {
            Reading::Statistic(statistic) => &statistic.span,
            Reading::Own(_, span) | Reading::Look(_, span) => span,
        };
        match span {
            WeekSpan::Weeks(_, last) => Some(*last),
            WeekSpan::Window(_) => None,
        }
    }

    /// Its value in the world of that week.
    pub(crate) fn look(&self, blueprint: &Blueprint, world: &World) -> Option<f64> {
        match self {
            Reading::Look(look, _) => (look.read)(blueprint, world),
            _ => None,
        }
    }
}
