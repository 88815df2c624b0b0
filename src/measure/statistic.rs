//! One number that a history is held against: a measure over a span of weeks, of everybody or of a group of
//! residents.
//!
//! Observations, targets, surveys and fits name their numbers in the same words as the outputs:
//! `participation week-52`,
//! `visits weeks-105-156`, `awareness age:elder year-3`. What a measure is over weeks is decided in
//! [`crate::measure::window`] alone.

#[cfg(test)]
mod tests;

use crate::language::{said, term};
use crate::measure::misnamed::{KnownNames, Misnamed, NamePart, UnknownName};
use crate::measure::week_span::WeekSpan;
use crate::measure::window;
use crate::measure::window::Window;
use crate::simulation::{Retain, Trajectory};
use crate::world::blueprint::Blueprint;
use crate::world::record::group::{Group, GroupKind};
use crate::world::record::groups::YearlyFigure;
use crate::world::record::{Fraction, Measure, measure};
use std::fmt;
use std::str::FromStr;

/// Whose number it is.
#[derive(Clone, Copy)]
pub(crate) enum StatisticOwner {
    /// Everybody's: a column of `series.csv`.
    Everybody(&'static Measure),
    /// A group's: a figure of `groups.csv`.
    Group {
        /// Which.
        group: Group,
        /// Which figure.
        figure: YearlyFigure,
    },
}

/// One number that a history is held against.
#[derive(Clone, Copy)]
pub(crate) struct Statistic {
    /// Of what.
    pub subject: StatisticOwner,
    /// Over which weeks.
    pub span: WeekSpan,
}

impl Statistic {
    /// From its cells: measure, window, and `kind:group` or nothing. All that is wrong comes back at once.
    pub(crate) fn from_words(measure: &str, window: &str, group: &str) -> Result<Statistic, Vec<Misnamed>> {
        let subject = if group.is_empty() {
            everybody(measure).map_err(|wrong| vec![wrong])
        } else {
            of_group(measure, group)
        };
        let span = window.parse::<WeekSpan>().and_then(|span| match span {
            WeekSpan::Window(Window::Year(_) | Window::LastYear) => Ok(span),
            _ if group.is_empty() => Ok(span),
            _ => Err(Misnamed {
                part: NamePart::Window,
                message: said!(
                    "groups have yearly figures only: `{window}` must be `year-1`, `year-2`, … or `last-year`"
                ),
                unknown: None,
            }),
        });
        match (subject, span) {
            (Ok(subject), Ok(span)) => Ok(Statistic { subject, span }),
            (subject, span) => Err(subject.err().into_iter().flatten().chain(span.err()).collect()),
        }
    }

    /// Name of the measure or figure.
    pub(crate) fn measure(&self) -> &'static str {
        match self.subject {
            StatisticOwner::Everybody(measure) => measure.name,
            StatisticOwner::Group { figure, .. } => figure.name(),
        }
    }

    /// `age:elder`, or nothing for everybody.
    pub(crate) fn group(&self) -> String {
        match self.subject {
            StatisticOwner::Everybody(_) => String::new(),
            StatisticOwner::Group { group, .. } => group.to_string(),
        }
    }

    /// Its unit. A sum is per week whatever the span.
    pub(crate) fn unit(&self) -> &'static str {
        match self.subject {
            StatisticOwner::Everybody(measure) => measure.unit,
            StatisticOwner::Group { .. } => "share",
        }
    }

    /// What must be kept of a run for it.
    pub(crate) fn keep(&self) -> Retain {
        Retain { groups: matches!(self.subject, StatisticOwner::Group { .. }), ..Retain::default() }
    }

    /// Whether a world lives long enough to have it; if not, why.
    pub(crate) fn fits(&self, blueprint: &Blueprint) -> Result<(), Misnamed> {
        let (span, end) = (self.span, blueprint.weeks);
        let wrong = |message: String| Err(Misnamed { part: NamePart::Window, message, unknown: None });
        if let StatisticOwner::Group { group: Group::Own(own), .. } = self.subject
            && !blueprint.names_group(own)
        {
            let message = said!("the scenario names no group `{}`", own.name());
            return Err(Misnamed { part: NamePart::Group, message, unknown: None });
        }
        match self.span.weeks(blueprint) {
            None if span == WeekSpan::Window(Window::Before) => {
                wrong(term("`before` has no week: the handover is in week 1").into())
            }
            None => wrong(said!("`{span}` is not within the {end} weeks of the scenario")),
            Some(_) if self.keep().groups && span.year(blueprint).is_none() => wrong(said!(
                "groups have figures of whole years only, and the {end} weeks of the scenario end within one"
            )),
            Some(_) => Ok(()),
        }
    }

    /// Its value in a history: a ratio is Σ/Σ over weeks and communities, a sum its mean per week. `None`
    /// where it does not exist: the span lies beyond the horizon, the denominator is nought, or the groups
    /// were not kept.
    pub(crate) fn of(&self, blueprint: &Blueprint, history: &Trajectory) -> Option<f64> {
        match self.subject {
            StatisticOwner::Everybody(measure) => {
                window::per_week(measure, &history.records, &self.span.weeks(blueprint)?)
            }
            StatisticOwner::Group { group, figure } => {
                let year = self.span.year(blueprint)?;
                let rows = history.groups.iter();
                let mine = rows.filter(|r| (r.year, r.group, r.figure) == (year, group, figure));
                let sum = |sum: Fraction, row: Fraction| Fraction {
                    num: sum.num + row.num,
                    den: sum.den + row.den,
                };
                mine.map(|row| row.cell()).fold(Fraction::default(), sum).value()
            }
        }
    }
}

fn everybody(name: &str) -> Result<StatisticOwner, Misnamed> {
    let figure_only = YearlyFigure::named(name).is_some();
    measure(name).map(StatisticOwner::Everybody).ok_or_else(|| Misnamed {
        part: NamePart::Measure,
        message: if figure_only {
            said!("`{name}` exists for groups only: give a group, for example `{}`", Group::Everybody)
        } else {
            said!("there is no measure `{name}`")
        },
        unknown: (!figure_only).then(|| UnknownName { word: name.into(), known: KnownNames::Measures }),
    })
}

fn of_group(name: &str, words: &str) -> Result<StatisticOwner, Vec<Misnamed>> {
    let known = words.split_once(':').and_then(|(kind, name)| Group::of_key(kind, name));
    let known = known.filter(|group| group.kind() != GroupKind::Use);
    let figure = YearlyFigure::named(name);
    let figures = || YearlyFigure::ALL.map(|figure| format!("`{}`", figure.name())).join(", ");
    let no_figure = || Misnamed {
        part: NamePart::Measure,
        message: said!("groups have no figure `{name}`: they have {}", figures()),
        unknown: Some(UnknownName { word: name.into(), known: KnownNames::FiguresOfGroups }),
    };
    let no_group = || Misnamed {
        part: NamePart::Group,
        message: said!("there is no group `{words}`: {}", KnownNames::Groups.list().join(", ")),
        unknown: Some(UnknownName { word: words.into(), known: KnownNames::Groups }),
    };
    match (known, figure) {
        (Some(group), Some(figure)) if figure.is_given_of(group) => {
            Ok(StatisticOwner::Group { group, figure })
        }
        (Some(_), Some(_)) => {
            let only = YearlyFigure::ShareOfVisits.name();
            let message = said!("`{words}` has only `{only}`, not `{name}`");
            Err(vec![Misnamed { part: NamePart::Measure, message, unknown: None }])
        }
        _ => {
            Err(figure.is_none().then(no_figure).into_iter().chain(known.is_none().then(no_group)).collect())
        }
    }
}

impl PartialEq for Statistic {
    fn eq(&self, other: &Statistic) -> bool {
        (self.measure(), self.group(), self.span) == (other.measure(), other.group(), other.span)
    }
}

impl fmt::Display for Statistic {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.subject {
            StatisticOwner::Everybody(measure) => write!(f, "{} {}", measure.name, self.span),
            StatisticOwner::Group { group, figure } => write!(f, "{} {group} {}", figure.name(), self.span),
        }
    }
}

impl fmt::Debug for Statistic {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "`{self}`")
    }
}

impl FromStr for Statistic {
    type Err = Misnamed;
    fn from_str(words: &str) -> Result<Statistic, Misnamed> {
        let parts: Vec<&str> = words.split_whitespace().collect();
        let message = said!("`{words}` is no statistic: a measure, perhaps a group, and a window");
        let no_statistic = Misnamed { part: NamePart::Measure, message, unknown: None };
        let read = match parts[..] {
            [measure, window] => Statistic::from_words(measure, window, ""),
            [measure, group, window] => Statistic::from_words(measure, window, group),
            _ => return Err(no_statistic),
        };
        read.map_err(|faults| faults.into_iter().next().unwrap_or(no_statistic))
    }
}
