//! Text in the cells of a terminal: widths, sides, what is cut, sparklines.

use crate::escape::commands;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Cells that a text takes on a terminal.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// Text on the left of a column.
pub(crate) fn left(text: &str, cells: usize) -> String {
    format!("{text}{}", " ".repeat(cells.saturating_sub(width(text))))
}

/// Text on the right of a column.
pub(crate) fn right(text: &str, cells: usize) -> String {
    format!("{}{text}", " ".repeat(cells.saturating_sub(width(text))))
}

/// On one line and no wider than so many cells; what is cut shows as an ellipsis. Control characters would
/// move the cursor.
pub(crate) fn cut(text: &str, cells: usize) -> String {
    let text: String = text.chars().map(|c| if commands(c) { ' ' } else { c }).collect();
    if width(&text) <= cells {
        return text;
    }
    let mut words = String::new();
    for letter in text.chars() {
        if width(&words) + letter.width().unwrap_or(0) + 1 > cells {
            break;
        }
        words.push(letter);
    }
    words + "…"
}

/// A line of small bars from the lowest to the highest value; a blank where there is none.
pub(crate) fn sparkline(values: &[Option<f64>]) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in values.iter().flatten() {
        low = low.min(*value);
        high = high.max(*value);
    }
    // A course that hardly moves looks flat, in the middle; it is not blown up to full height.
    let middle = 0.5 * (low + high);
    let spread = (high - low).max(0.02 * low.abs().max(high.abs())).max(f64::MIN_POSITIVE);
    let bar = |value: f64| BARS[((((value - middle) / spread + 0.5) * 8.0) as usize).min(7)];
    values.iter().map(|value| value.map_or(' ', bar)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_take_two_cells() {
        assert_eq!(width(&right("社工之家", 10)), 10);
        assert_eq!(cut("社工之家 Z", 6), "社工…");
        assert_eq!(cut("two\nlines", 20), "two lines");
    }

    #[test]
    fn sparklines_show_the_course_and_gaps() {
        assert_eq!(sparkline(&[Some(0.0), None, Some(0.5), Some(1.0)]), "▁ ▅█");
        assert_eq!(sparkline(&[Some(2.0), Some(2.0)]), "▅▅");
        assert_eq!(sparkline(&[Some(1000.0), Some(1001.0)]), "▄▅");
        assert_eq!(sparkline(&[None]), " ");
    }
}
