//! The columns of words beside the marks of a ranking: as far apart as their widest words ask for, so that no
//! number is cut.

use crate::report::charts::layout::{Weight, text_width, wrap};
use crate::report::charts::style::SMALL;

/// Size of words, in pixels.
pub(crate) const WORDS: f64 = 13.0;
/// From one column to the next.
const BETWEEN: f64 = 16.0;
/// The narrowest room of a heading.
const HEAD: f64 = 58.0;

/// A column of words, one for each row.
pub(crate) struct WordColumn {
    /// Its heading.
    pub(crate) head: String,
    /// Its words.
    pub(crate) words: Vec<String>,
}

impl WordColumn {
    /// As wide as its widest words.
    fn width(&self) -> f64 {
        let wide = |words: &String| text_width(words, WORDS, Weight::Regular);
        let longest = self.head.split([' ', '，']).map(|word| text_width(word, SMALL, Weight::Regular));
        self.words.iter().map(wide).chain(longest).fold(HEAD, f64::max)
    }

    /// Its heading on lines that are no wider than it.
    pub(crate) fn head_lines(&self) -> Vec<String> {
        wrap(&self.head, SMALL, self.width())
    }
}

/// Where each column ends on a page of this width, and where the first begins.
pub(crate) fn ends(columns: &[WordColumn], width: f64) -> (Vec<f64>, f64) {
    let mut right = width;
    let mut ends = vec![0.0; columns.len()];
    for (at, column) in columns.iter().enumerate().rev() {
        ends[at] = right;
        right -= column.width() + BETWEEN;
    }
    (ends, right)
}
