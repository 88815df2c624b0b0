//! The numbers of a chart as a table: for readers of the page, and as CSV to take away.

use crate::report::charts::svg::escape;
use crate::report::text::format::Style;
use std::fmt::Write;

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A value.
    Value(Option<f64>, Style),
    /// A difference.
    Change(Option<f64>, Style),
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Headings of the columns.
    pub head: Vec<String>,
    /// The rows; the first cell heads the row.
    pub rows: Vec<Vec<Cell>>,
}

impl Cell {
    fn words(&self) -> String {
        let or_dash = |words: Option<String>| words.unwrap_or_else(|| "–".into());
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Value(value, style) => or_dash(value.map(|v| style.value(v))),
            Cell::Change(value, style) => or_dash(value.map(|v| style.change(v))),
        }
    }

    fn raw(&self) -> String {
        match self {
            Cell::Text(text) if text.contains([',', '"', '\n', '\r']) => {
                format!("\"{}\"", text.replace('"', "\"\""))
            }
            Cell::Text(text) => text.clone(),
            Cell::Value(value, _) | Cell::Change(value, _) => value.map(number).unwrap_or_default(),
        }
    }
}

/// Six decimals at most; small numbers do not need more.
fn number(value: f64) -> String {
    let text = format!("{value:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".into() } else { text.into() }
}

impl Grid {
    /// As an HTML table.
    pub fn html(&self, caption: &str) -> String {
        let mut text = format!("<table><caption>{}</caption><thead><tr>", escape(caption));
        for head in &self.head {
            // Writing into memory does not fail.
            let _ = write!(text, "<th scope=\"col\">{}</th>", escape(head));
        }
        text.push_str("</tr></thead><tbody>");
        for row in &self.rows {
            text.push_str("<tr>");
            for (at, cell) in row.iter().enumerate() {
                let words = escape(&cell.words());
                let _ = if at == 0 {
                    write!(text, "<th scope=\"row\">{words}</th>")
                } else {
                    write!(text, "<td>{words}</td>")
                };
            }
            text.push_str("</tr>");
        }
        text + "</tbody></table>\n"
    }

    /// As CSV.
    pub fn csv(&self) -> String {
        let head = self.head.iter().map(|h| Cell::Text(h.clone()).raw()).collect::<Vec<_>>().join(",");
        let row = |row: &Vec<Cell>| row.iter().map(Cell::raw).collect::<Vec<_>>().join(",");
        std::iter::once(head).chain(self.rows.iter().map(row)).map(|line| line + "\n").collect()
    }
}

/// A data URI that a link can carry.
pub fn data_uri(kind: &str, text: &str) -> String {
    let mut uri = format!("data:{kind};charset=utf-8,");
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => uri.push(char::from(byte)),
            b' ' | b'-' | b'_' | b'.' | b',' | b'/' | b':' | b'=' | b'(' | b')' | b';' | b'+' | b'!'
            | b'*' => {
                uri.push(char::from(byte));
            }
            // Writing into memory does not fail.
            byte => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}
