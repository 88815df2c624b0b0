//! Text inside markup.

/// Text that may stand in HTML and XML, also in an attribute. Characters that XML forbids become a space.
pub(crate) fn escape(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => words.push_str("&amp;"),
            '<' => words.push_str("&lt;"),
            '>' => words.push_str("&gt;"),
            '"' => words.push_str("&quot;"),
            '\'' => words.push_str("&#39;"),
            c if (c.is_control() && c != '\n') || c == '\u{fffe}' || c == '\u{ffff}' => words.push(' '),
            c => words.push(c),
        }
    }
    words
}
