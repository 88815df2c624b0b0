//! Text in the cells of a terminal: widths, sides, what is cut, sparklines.

use crate::escape::commands;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Where bold letters begin and end: these take no cells.
const EMPHASIS: [&str; 2] = ["\x1b[1m", "\x1b[0m"];

/// Cells that a text takes on a terminal.
pub(crate) fn width(text: &str) -> usize {
    let marks: usize = EMPHASIS.iter().map(|mark| text.matches(mark).count() * mark.width()).sum();
    text.width() - marks
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

/// A line of small bars between two values, which all lines of one measure share; a blank where there is no
/// value.
pub(crate) fn sparkline(values: &[Option<f64>], (low, high): (f64, f64)) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let spread = (high - low).max(f64::MIN_POSITIVE);
    let bar = |value: f64| BARS[(((value - low) / spread * 8.0) as usize).min(7)];
    values.iter().map(|value| value.map_or(' ', bar)).collect()
}

/// The lowest and the highest of some values; nothing where there is none.
pub(crate) fn range(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    let widen = |range: Option<(f64, f64)>, value: f64| match range {
        Some((low, high)) => Some((low.min(value), high.max(value))),
        None => Some((value, value)),
    };
    values.into_iter().filter(|value| value.is_finite()).fold(None, widen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_take_two_cells() {
        assert_eq!(width(&right("社工之家", 10)), 10);
        assert_eq!(cut("社工之家 Z", 6), "社工…");
        assert_eq!(cut("two\nlines", 20), "two lines");
        assert_eq!(width("\x1b[1m社工\x1b[0m 2"), 6, "bold letters are as wide as others");
    }

    #[test]
    fn sparklines_of_one_scale_can_be_compared() {
        let values = [Some(0.0), None, Some(0.5), Some(1.0)];
        assert_eq!(sparkline(&values, (0.0, 1.0)), "▁ ▅█");
        // What hardly moves looks flat beside what moves.
        let calm = [Some(0.50), Some(0.52), Some(0.49)];
        assert_eq!(sparkline(&calm, (0.0, 1.0)), "▅▅▄");
        let both = range(values.iter().chain(&calm).flatten().copied());
        assert_eq!(both, Some((0.0, 1.0)));
        assert_eq!(range([f64::NAN]), None);
        assert_eq!(sparkline(&[Some(2.0), None], (2.0, 2.0)), "▁ ");
    }
}
