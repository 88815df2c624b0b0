//! Texts from outside (titles, keys, cells, names of files) as parts of what is shown: none of them commands
//! a terminal, turns the direction of reading, or becomes markup.
//!
//! - On a terminal, inside a line → [`line`]; a whole text, whose line ends are ours → [`terminal`]
//! - In JSON that may be seen on a terminal → [`json`]
//! - In Markdown: words → [`markdown`], a name in typewriter letters → [`markdown_code`]
//! - In HTML and SVG → [`markup`]; how a link carries a text → `report/text/data_uri.rs`

use std::fmt::Write;
use std::path::Path;

/// Whether a character commands instead of being seen: control characters, and those that turn the direction
/// of reading or take no room. The joiners of scripts and of emoji (U+200C, U+200D) are part of words.
pub(crate) fn commands(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

fn replaced(text: &str, of: impl Fn(char) -> bool, write: impl Fn(&mut String, char)) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if of(letter) { write(&mut out, letter) } else { out.push(letter) }
    }
    out
}

/// As Rust writes it: `\n`, `\u{1b}`.
fn escaped(out: &mut String, letter: char) {
    match letter {
        '\n' | '\r' | '\t' => out.extend(letter.escape_default()),
        // Writing into memory does not fail.
        _ => drop(write!(out, "\\u{{{:x}}}", u32::from(letter))),
    }
}

/// A text inside a line of a terminal: also its line ends and tabs are shown as what they are.
pub(crate) fn line(text: &str) -> String {
    replaced(text, commands, escaped)
}

/// A text of several lines on a terminal; line ends and tabs stay.
pub(crate) fn terminal(text: &str) -> String {
    replaced(text, |letter| commands(letter) && !matches!(letter, '\n' | '\t'), escaped)
}

/// A path inside a line.
pub(crate) fn path(path: &Path) -> String {
    line(&path.to_string_lossy())
}

/// JSON that says the same, in characters that command no terminal. (What commands stands in strings only.)
pub(crate) fn json(text: &str) -> String {
    replaced(
        text,
        |letter| commands(letter) && letter != '\n',
        |out, letter| {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        },
    )
}

/// Words inside a line or a cell of Markdown, where they mean nothing but themselves.
pub(crate) fn markdown(words: &str) -> String {
    let words = line(words);
    let mut out = String::with_capacity(words.len());
    let mut before = ' ';
    let mut rest = words.chars().peekable();
    while let Some(letter) = rest.next() {
        let after = rest.peek().copied().unwrap_or(' ');
        let means = match letter {
            '\\' | '`' | '*' | '[' | ']' | '|' | '~' => true,
            // Inside a word it is a letter.
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            '<' => after.is_ascii_alphabetic() || matches!(after, '/' | '!' | '?'),
            '&' => after.is_ascii_alphanumeric() || after == '#',
            '#' | '>' | '+' | '-' => out.is_empty(),
            _ => false,
        };
        if means {
            out.push('\\');
        }
        out.push(letter);
        before = letter;
    }
    out
}

/// A name in typewriter letters of Markdown, whatever letters it has.
pub(crate) fn markdown_code(name: &str) -> String {
    let name = line(name);
    let longest = name.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let (fence, space) = ("`".repeat(longest + 1), if longest > 0 { " " } else { "" });
    format!("{fence}{space}{name}{space}{fence}")
}

/// Text that may stand in HTML and XML, also in an attribute. What commands becomes a space: XML forbids most
/// of it.
pub(crate) fn markup(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => words.push_str("&amp;"),
            '<' => words.push_str("&lt;"),
            '>' => words.push_str("&gt;"),
            '"' => words.push_str("&quot;"),
            '\'' => words.push_str("&#39;"),
            c if (commands(c) && c != '\n') || c == '\u{fffe}' || c == '\u{ffff}' => words.push(' '),
            c => words.push(c),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever commands, one of each kind: C0, DEL, C1, direction, invisible, tags.
    const COMMANDING: &str = "\0\u{7}\u{8}\u{1b}\u{7f}\u{85}\u{9b}\
        \u{61c}\u{200b}\u{200f}\u{2028}\u{202e}\u{2066}\u{feff}\u{e0041}";

    #[test]
    fn nothing_that_commands_reaches_a_terminal() {
        let text = format!("a{COMMANDING}\r\n\tb");
        assert!(!line(&text).chars().any(commands), "{}", line(&text));
        assert!(terminal(&text).chars().all(|c| !commands(c) || matches!(c, '\n' | '\t')));
        assert_eq!(line("a\u{1b}[2J\n\tb\u{202e}"), "a\\u{1b}[2J\\n\\tb\\u{202e}");
        // What is written in any script, emoji of several characters among it, stays as it is.
        for words in ["社工之家", "می\u{200c}خواهم", "👩\u{200d}👧", "e\u{301}", "C:\\x \"y\" 'z'"]
        {
            assert_eq!(line(words), words);
        }
    }

    #[test]
    fn json_keeps_its_meaning() {
        let text = format!("a{COMMANDING}\n\tb\"\\");
        let json = json(&format!("{:#}\n", serde_json::json!({ "t": text })));
        assert!(!json.chars().any(|c| commands(c) && c != '\n'), "{json}");
        let back: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(back["t"], *text);
    }

    #[test]
    fn words_mean_themselves_in_markdown() {
        assert_eq!(markdown("<script>a|b</script>"), "\\<script>a\\|b\\</script>");
        assert_eq!(markdown("[x](javascript:1)\n# y"), "\\[x\\](javascript:1)\\n# y".replace("\\n", "\\\\n"));
        assert_eq!(
            markdown("**a** `b` &lt; _c_ ~~d~~"),
            "\\*\\*a\\*\\* \\`b\\` \\&lt; \\_c\\_ \\~\\~d\\~\\~"
        );
        assert_eq!(markdown("# head"), "\\# head");
        assert_eq!(markdown("p < 0.05 & price_sd, 3 - 4"), "p < 0.05 & price_sd, 3 - 4");
        assert_eq!(
            [markdown_code("z-home"), markdown_code("a`b"), markdown_code("a``")],
            ["`z-home`", "`` a`b ``", "``` a`` ```"]
        );
    }

    #[test]
    fn markup_holds_no_markup() {
        let text = markup(&format!("<a href='x'>&\"{COMMANDING}"));
        assert!(text.starts_with("&lt;a href=&#39;x&#39;&gt;&amp;&quot; ") && !text.chars().any(commands));
    }
}
