//! What is wrong with the name of a statistic.

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
    /// What was probably meant.
    pub suggestion: Option<String>,
}
