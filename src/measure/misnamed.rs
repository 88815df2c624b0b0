//! What is wrong with the name of a statistic.

use crate::scenario::faults::nearest;
use crate::world::record::MEASURES;
use crate::world::record::group::Group;
use crate::world::record::groups::YearlyFigure;

/// Which part of a name is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NamePart {
    /// The measure.
    Measure,
    /// The window.
    Window,
    /// The group.
    Group,
}

impl NamePart {
    /// The part as a column of `observed.csv` is called.
    pub(crate) fn column(self) -> &'static str {
        match self {
            NamePart::Measure => "measure",
            NamePart::Window => "window",
            NamePart::Group => "group",
        }
    }
}

/// Words that name no statistic.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Misnamed {
    /// Which part of the name.
    pub part: NamePart,
    /// What is wrong with it.
    pub message: String,
    /// The wrong word, and the names among which the right one may be found.
    pub unknown: Option<UnknownName>,
}

/// A word that is none of the known names. The nearest of them is sought only when it is asked for: a file
/// may hold a hundred thousand wrong names, of which a hundred are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UnknownName {
    /// The word.
    pub word: String,
    /// All names that it could have been.
    pub known: KnownNames,
}

/// Names among which one may have been meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KnownNames {
    /// Of measures.
    Measures,
    /// Of what is known of groups of residents in a year.
    FiguresOfGroups,
    /// Of groups of residents.
    Groups,
}

impl KnownNames {
    /// All of them.
    pub(crate) fn list(self) -> Vec<String> {
        match self {
            KnownNames::Measures => MEASURES.iter().map(|m| m.name.to_string()).collect(),
            KnownNames::FiguresOfGroups => YearlyFigure::ALL.map(|figure| figure.name().to_string()).into(),
            KnownNames::Groups => Group::yearly().map(|group| group.to_string()).collect(),
        }
    }
}

impl Misnamed {
    /// What was probably meant, in words.
    pub(crate) fn suggestion(&self) -> Option<String> {
        let UnknownName { word, known } = self.unknown.as_ref()?;
        nearest(word, known.list().iter().map(String::as_str))
    }
}
