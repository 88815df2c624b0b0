//! Numbers and text as people read them: units, signs, thousands, widths on a terminal, sparklines.

use crate::world::record::{Combine, Measure};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How values of a unit are worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Per cent; differences in points.
    Share,
    /// An index 0-1, with two decimals.
    Index,
    /// Money with thousands separators.
    Money,
    /// Any other number.
    Number,
}

impl Style {
    /// Of a unit of a measure.
    pub fn of(unit: &str) -> Style {
        match unit {
            "share" | "share/week" => Style::Share,
            "index" => Style::Index,
            unit if unit.starts_with("yuan") => Style::Money,
            _ => Style::Number,
        }
    }

    /// A value.
    pub fn value(self, value: f64) -> String {
        match self {
            Style::Share => format!("{}%", decimal(value * 100.0, 1)),
            Style::Index => decimal(value, 2),
            Style::Money => money(value),
            Style::Number => decimal(value, if value.abs() < 100.0 { 1 } else { 0 }),
        }
    }

    /// A difference, always with its sign.
    pub fn change(self, change: f64) -> String {
        let words = self.signed(change, change);
        if self == Style::Share { words + " pts" } else { words }
    }

    /// Both ends of an interval of a difference, in the unit of the difference: with more decimals where both
    /// ends would read the same though they are not.
    pub fn interval(self, (low, high): (f64, f64)) -> String {
        let size = low.abs().max(high.abs());
        let ends = |more: usize| [low, high].map(|end| self.finer(end, size, more));
        let same = |more: &usize| low != high && ends(*more)[0] == ends(*more)[1];
        let more = (0..2).find(|more| !same(more)).unwrap_or(2);
        ends(more).join(" … ")
    }

    /// A difference with two decimals more than usual, for studies of precision.
    pub fn fine(self, change: f64) -> String {
        let words = self.finer(change, change, 2);
        if self == Style::Share { words + " pts" } else { words }
    }

    /// With a sign, and with decimals that fit numbers of this size.
    fn signed(self, value: f64, size: f64) -> String {
        self.finer(value, size, 0)
    }

    /// The same with so many decimals more.
    fn finer(self, value: f64, size: f64, more: usize) -> String {
        let words = match self {
            Style::Share => decimal(value * 100.0, more + if size.abs() < 0.01 { 2 } else { 1 }),
            Style::Index => decimal(value, more + if size.abs() < 0.01 { 3 } else { 2 }),
            Style::Money => money(value),
            Style::Number => decimal(value, more + if size.abs() < 100.0 { 1 } else { 0 }),
        };
        let nothing = !words.bytes().any(|b| b.is_ascii_digit() && b != b'0');
        if nothing || value < 0.0 { words } else { format!("+{words}") }
    }
}

/// The unit of a mean per week of a measure.
pub fn weekly_unit(measure: &Measure) -> String {
    if measure.combine == Combine::Sum { format!("{}/week", measure.unit) } else { measure.unit.to_string() }
}

/// A number with so many decimals and a real minus; nothing is never negative.
fn decimal(value: f64, decimals: usize) -> String {
    let words = format!("{:.decimals$}", value.abs());
    if value < 0.0 && words.bytes().any(|b| b.is_ascii_digit() && b != b'0') {
        format!("−{words}")
    } else {
        words
    }
}

/// Whole yuan with thousands separators; millions beyond that.
fn money(value: f64) -> String {
    if value.abs() >= 9_999_999.5 {
        return format!("{}M", decimal(value / 1e6, 2));
    }
    let digits = decimal(value, 0);
    let (sign, digits) = digits.strip_prefix('−').map_or(("", digits.as_str()), |rest| ("−", rest));
    let mut words = sign.to_string();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// Cells that a text takes on a terminal.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Text on the left of a column.
pub fn left(text: &str, cells: usize) -> String {
    format!("{text}{}", " ".repeat(cells.saturating_sub(width(text))))
}

/// Text on the right of a column.
pub fn right(text: &str, cells: usize) -> String {
    format!("{}{text}", " ".repeat(cells.saturating_sub(width(text))))
}

/// On one line and no wider than so many cells; what is cut shows as an ellipsis. Control characters would
/// move the cursor.
pub fn cut(text: &str, cells: usize) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
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
pub fn sparkline(values: &[Option<f64>]) -> String {
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
    fn numbers_in_words() {
        assert_eq!(Style::Share.value(0.0391), "3.9%");
        assert_eq!(Style::Share.change(0.0412), "+4.1 pts");
        assert_eq!(Style::Share.change(-0.0004), "−0.04 pts");
        assert_eq!(Style::Share.change(-0.000_001), "0.00 pts");
        assert_eq!(Style::Share.interval((-0.02, 0.004)), "−2.0 … +0.4");
        assert_eq!(Style::Index.change(-0.25), "−0.25");
        assert_eq!(Style::Money.value(1_234_567.8), "1,234,568");
        assert_eq!(Style::Money.change(-999.6), "−1,000");
        assert_eq!(Style::Money.value(12_345_678.0), "12.35M");
        assert_eq!(Style::Money.value(0.0), "0");
    }

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
