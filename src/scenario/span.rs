//! A stretch of a text: where it stands, and how it is shown with carets under it.

use crate::escape::terminal;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A text that faults can point into.
#[derive(Debug)]
pub struct SourceText {
    /// As the user names it; for a flag the whole flag.
    pub name: String,
    /// The text.
    pub text: String,
    /// A flag has no lines: the flag itself stands in place of the file.
    pub flag: bool,
    /// Lines of the file above this part of it; 0 when the text is the whole file.
    pub above: usize,
    /// Where its lines begin, found out when somebody asks for one.
    starts: OnceLock<Vec<usize>>,
}

impl PartialEq for SourceText {
    fn eq(&self, other: &SourceText) -> bool {
        (&self.name, self.flag, self.above, &self.text) == (&other.name, other.flag, other.above, &other.text)
    }
}

impl SourceText {
    /// The number of the line in which a byte stands, from 0, and where that line begins.
    fn line_of(&self, byte: usize) -> (usize, usize) {
        let starts = self.starts.get_or_init(|| {
            std::iter::once(0).chain(self.text.match_indices('\n').map(|(at, _)| at + 1)).collect()
        });
        let line = starts.partition_point(|start| *start <= byte).saturating_sub(1);
        (line, starts.get(line).copied().unwrap_or(0))
    }

    /// A whole file.
    pub fn whole(name: &str, text: &str) -> SourceText {
        SourceText { name: name.into(), text: text.into(), flag: false, above: 0, starts: OnceLock::new() }
    }

    /// What a flag says.
    pub fn of_flag(name: &str, text: String) -> SourceText {
        SourceText { name: name.into(), text, flag: true, above: 0, starts: OnceLock::new() }
    }

    /// Part of a file, with as many lines above it.
    pub fn part(name: &str, text: String, above: usize) -> SourceText {
        SourceText { name: name.into(), text, flag: false, above, starts: OnceLock::new() }
    }
}

/// A stretch of a text, in bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// In which text.
    pub text: Arc<SourceText>,
    /// From which byte.
    pub start: usize,
    /// To which byte (not included).
    pub end: usize,
}

impl Span {
    /// Line and column, both from 1; columns in characters.
    pub fn line_and_column(&self) -> (usize, usize) {
        let start = self.floor(self.start);
        let (line, begins) = self.text.line_of(start);
        (self.text.above + line + 1, self.text.text[begins..start].chars().count() + 1)
    }

    /// In words: `z-home.toml:12`, or the flag.
    pub fn words(&self) -> String {
        if self.text.flag {
            self.text.name.clone()
        } else {
            let line = self.text.line_of(self.floor(self.start)).0;
            format!("{}:{}", self.text.name, self.text.above + line + 1)
        }
    }

    /// The nearest character boundary at or below a byte.
    fn floor(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.text.text.len());
        while !self.text.text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }

    /// The line as it stands in the text, and which bytes of it are meant (at most to its end).
    fn line(&self) -> (&str, Range<usize>) {
        let text = &self.text.text;
        let start = self.floor(self.start);
        let from = text[..start].rfind('\n').map_or(0, |i| i + 1);
        let to = text[start..].find('\n').map_or(text.len(), |i| start + i);
        let end = self.floor(self.end).clamp(start, to);
        let end = start + text[start..end].trim_end().len();
        (text[from..to].trim_end_matches('\r'), start - from..end - from)
    }

    /// The line with its number and, below, carets under what is meant: right also under wide characters and
    /// tabs; of an endless line only what is near.
    pub(crate) fn excerpt(&self) -> String {
        let (line, meant) = self.line();
        let (line, meant) = near(line, meant);
        // Each part is made plain by itself, since what takes the place of a character may be longer.
        let before = terminal(&line[..meant.start]).len();
        let width = terminal(&line[meant]).len();
        let line = terminal(line);
        let snippet = Snippet::source(&line)
            .line_start(self.line_and_column().0)
            .annotation(AnnotationKind::Primary.span(before..before + width));
        let drawn =
            Renderer::plain().term_width(WIDTH).render(&[Group::with_level(Level::ERROR).element(snippet)]);
        // The first row is an empty margin: the message stands there already.
        drawn.split_once('\n').map_or(String::new(), |(_, rows)| format!("{rows}\n"))
    }
}

/// Columns of a terminal that an excerpt takes at most.
const WIDTH: usize = 140;

/// Bytes on either side of a place that can be needed to fill [`WIDTH`] columns: four for a character, and
/// some characters have no width of their own.
const NEAR: usize = 8 * WIDTH;

/// What of an endless line is near enough to be drawn: a line of megabytes is not measured as a whole.
fn near(line: &str, meant: Range<usize>) -> (&str, Range<usize>) {
    let boundary = |mut at: usize| {
        while !line.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let from = boundary(meant.start.saturating_sub(NEAR));
    let to = boundary((meant.start + NEAR).min(line.len()));
    (&line[from..to], meant.start - from..meant.end.min(to) - from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    /// Columns on the screen at which the place begins in the line and the carets below it.
    fn columns(text: &str, meant: &str) -> (usize, usize) {
        let start = text.rfind(meant).unwrap();
        let text = Arc::new(SourceText::whole("f.toml", text));
        let shown = Span { text, start, end: start + meant.len() }.excerpt();
        let (line, carets) = shown.split_once('\n').unwrap();
        let place = line.rfind(meant).unwrap();
        let caret = carets.find('^').unwrap();
        assert_eq!(carets.trim_end().len() - caret, meant.width(), "{shown}");
        (line[..place].width(), carets[..caret].width())
    }

    #[test]
    fn carets_stand_under_the_place_in_columns_of_the_screen() {
        let long = format!("{}, here, {}", "东".repeat(5_000), "x".repeat(5_000));
        for (text, meant) in [
            ("communities = [{ name = \"东村社工之家\", home.seats = 0 }]", "0"),
            ("title = '一'\r\nname = \"东村\" # 社工\r\n", "东村"),
            ("\t\tseats = 0", "0"),
            ("a\u{301}e = 0 # e\u{301}", "0"),
            ("\u{9b}2J\u{1b}[31m = 0", "0"),
            (&long, "here"),
        ] {
            let (place, caret) = columns(text, meant);
            assert_eq!(place, caret, "{text:.80}");
        }
    }

    #[test]
    fn what_is_shown_commands_no_terminal() {
        let text = Arc::new(SourceText::whole("f.toml", "a = '\u{9b}2J\u{1b}[31m\u{202e}' # \u{85}"));
        let shown = Span { text, start: 0, end: 1 }.excerpt();
        assert!(shown.chars().all(|c| (!c.is_control() || c == '\n') && c != '\u{202e}'), "{shown:?}");
    }
}
