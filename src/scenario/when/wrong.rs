//! What is wrong with a condition, by its place in the text of the condition.

use std::ops::Range;

/// What is wrong, where, and what was probably meant.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Wrong {
    /// Bytes of the condition.
    pub place: Range<usize>,
    /// In words.
    pub message: String,
    /// What to do about it.
    pub suggestion: Option<String>,
}

impl Wrong {
    /// Without a suggestion.
    pub(crate) fn at(place: &Range<usize>, message: impl Into<String>) -> Wrong {
        Wrong { place: place.clone(), message: message.into(), suggestion: None }
    }

    /// With one.
    pub(crate) fn suggest(self, suggestion: impl Into<String>) -> Wrong {
        Wrong { suggestion: Some(suggestion.into()), ..self }
    }

    /// With one, where there is one.
    pub(crate) fn hint(self, suggestion: Option<String>) -> Wrong {
        Wrong { suggestion, ..self }
    }
}
