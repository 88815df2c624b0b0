//! Labels at the ends of lines, value and name: how many lines each takes, and where they stand.

use crate::report::charts::layout::{Weight, push_apart, text_width};
use crate::report::charts::svg::LABEL;

/// From one line of a label to the next, in pixels.
pub(crate) const GAP: f64 = 15.0;
/// Labels at most that may take two lines.
const TWO_LINES: usize = 9;

/// How many lines each label takes where there is so much room.
pub(crate) fn lines_of<'a>(labels: impl Iterator<Item = (&'a str, &'a str)>, room: f64) -> Vec<usize> {
    let width = |(value, name): (&str, &str)| {
        text_width(value, LABEL, Weight::Bold) + 0.45 * LABEL + text_width(name, LABEL, Weight::Regular)
    };
    let lines: Vec<usize> = labels.map(|label| if width(label) > room { 2 } else { 1 }).collect();
    if lines.len() > TWO_LINES { vec![1; lines.len()] } else { lines }
}

/// Where the first line of each label stands: as near as may be to where it wants to be, in the order of the
/// wishes.
pub(crate) fn places(wanted: &[f64], lines: &[usize], (low, high): (f64, f64)) -> Vec<f64> {
    // A label of two lines is two labels with one wish: they stay together.
    let each: Vec<f64> = wanted.iter().zip(lines).flat_map(|(wish, lines)| vec![*wish; *lines]).collect();
    let apart = push_apart(&each, GAP, low, high);
    let first = |at: usize| lines.iter().take(at).sum::<usize>();
    (0..wanted.len()).filter_map(|at| apart.get(first(at)).copied()).collect()
}
