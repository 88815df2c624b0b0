//! How wide the terminal is for which answers are laid out.

use crate::report::text::cells::width;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Widest line where nobody says how wide the terminal is, and at most: longer lines are hard to follow.
pub(crate) const WIDEST: usize = 100;
/// Narrower than this no table can be.
const NARROWEST: usize = 60;

static CELLS: AtomicUsize = AtomicUsize::new(WIDEST);

/// Lay answers out for a terminal of so many cells.
pub(crate) fn set(cells: usize) {
    CELLS.store(cells.clamp(NARROWEST, WIDEST), Ordering::Relaxed);
}

/// Widest line, in cells.
pub(crate) fn cells() -> usize {
    CELLS.load(Ordering::Relaxed)
}

/// A text in which no line is wider than so many cells: longer ones go on below, at their own indent and two
/// more. Lines are broken at blanks; only a word that is too long by itself is broken within.
pub(crate) fn folded(text: &str, cells: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (line, end) = line.strip_suffix('\n').map_or((line, ""), |line| (line, "\n"));
        if width(line) <= cells {
            out.push_str(line);
        } else {
            out.push_str(&fold(line, cells));
        }
        out.push_str(end);
    }
    out
}

fn fold(line: &str, cells: usize) -> String {
    let blanks = line.len() - line.trim_start().len();
    let indent = " ".repeat((blanks + 2).min(cells / 2));
    let (mut lines, mut now) = (Vec::new(), " ".repeat(blanks.min(cells / 2)));
    let mut empty = true;
    for word in line.trim_start().split(' ') {
        if !empty && width(&now) + 1 + width(word) > cells {
            lines.push(std::mem::replace(&mut now, indent.clone()));
            empty = true;
        }
        if !empty {
            now.push(' ');
        }
        for letter in word.chars() {
            if width(&now) + width(letter.encode_utf8(&mut [0; 4])) > cells {
                lines.push(std::mem::replace(&mut now, indent.clone()));
            }
            now.push(letter);
        }
        empty = false;
    }
    lines.push(now);
    lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_the_terminal_and_no_word_is_lost() {
        let long =
            format!("    {} {} 社工之家{}\nshort\n", "word ".repeat(40), "x".repeat(300), "字".repeat(90));
        for cells in [40, 60, 80, 100] {
            let text = folded(&long, cells);
            assert!(text.lines().all(|line| width(line) <= cells), "{cells}: {text}");
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(bare(&text), bare(&long));
            assert!(text.ends_with("short\n") && text.lines().nth(1).unwrap().starts_with("      word"));
        }
        assert_eq!(folded("a  b\n\n c", 80), "a  b\n\n c", "what fits stays as it is");
    }
}
