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
    let (first, later) = (blanks.min(cells / 2), (blanks + 2).min(cells / 2));
    flowed(line.trim_start().split(' '), cells, [first, later])
}

/// Words on lines of so many cells, the first line and the later ones after so many blanks. A line may end
/// between words, and between letters of Chinese.
pub(crate) fn flowed<'a>(
    words: impl Iterator<Item = &'a str>,
    cells: usize,
    [first, later]: [usize; 2],
) -> String {
    let (mut lines, mut now, mut empty) = (Vec::new(), " ".repeat(first), true);
    for word in words {
        for (at, piece) in pieces(word).into_iter().enumerate() {
            let gap = usize::from(at == 0 && !empty);
            if !empty && width(&now) + gap + width(piece) > cells {
                lines.push(std::mem::replace(&mut now, " ".repeat(later)));
            } else if gap == 1 {
                now.push(' ');
            }
            for letter in piece.chars() {
                if width(&now) + width(letter.encode_utf8(&mut [0; 4])) > cells {
                    lines.push(std::mem::replace(&mut now, " ".repeat(later)));
                }
                now.push(letter);
            }
            empty = false;
        }
    }
    lines.push(now);
    lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
}

/// The pieces of a word between which a line may end.
fn pieces(word: &str) -> Vec<&str> {
    const NEVER_FIRST: &str = "，。；：、！？）》」』”’…～%,.;:!?)]";
    const NEVER_LAST: &str = "（《「『“‘([";
    let wide = |letter: char| width(letter.encode_utf8(&mut [0; 4])) == 2;
    let (mut pieces, mut start, mut before) = (Vec::new(), 0, None);
    for (at, letter) in word.char_indices() {
        let parts = before.is_some_and(|before: char| {
            (wide(before) || wide(letter)) && !NEVER_FIRST.contains(letter) && !NEVER_LAST.contains(before)
        });
        if parts {
            pieces.push(&word[start..at]);
            start = at;
        }
        before = Some(letter);
    }
    pieces.push(&word[start..]);
    pieces
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
        assert_eq!(
            folded("共有三十八人，其中（成年）二十", 12),
            "共有三十八\n  人，其中\n  （成年）二\n  十"
        );
        assert_eq!(folded("a  b\n\n c", 80), "a  b\n\n c", "what fits stays as it is");
    }
}
