//! The one table: on a terminal, in Markdown, in HTML, as CSV.

use crate::escape::line;
use crate::report::text::cells::{cut, left, right, width};
use crate::report::text::format::Style;
use crate::report::text::screen;
use maud::{Markup, html};

/// Names up to this width are never cut on a terminal: columns that find no room beside them stand below.
const NARROWEST: usize = 32;

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// Words, among them numbers that are worded already.
    Text(String),
    /// A value; empty where there is none.
    Value(Option<f64>, Style),
    /// A difference; empty where there is none.
    Change(Option<f64>, Style),
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.into())
    }
}

impl Cell {
    /// What people read; a dash where there is no value.
    fn words(&self) -> String {
        let words = match self {
            Cell::Text(text) => Some(text.clone()),
            Cell::Value(value, style) => value.map(|v| style.value(v)),
            Cell::Change(value, style) => value.map(|v| style.change(v)),
        };
        words.unwrap_or_else(|| "–".into())
    }

    /// What programs read.
    fn raw(&self) -> String {
        match self {
            Cell::Text(text) if text.contains([',', '"', '\n', '\r']) => {
                format!("\"{}\"", text.replace('"', "\"\""))
            }
            Cell::Text(text) => text.clone(),
            Cell::Value(value, _) | Cell::Change(value, _) => value.map(plain).unwrap_or_default(),
        }
    }
}

/// Six decimals at most; small numbers do not need more.
fn plain(value: f64) -> String {
    let text = format!("{value:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".into() } else { text.into() }
}

/// Rows of cells under a heading. The first column names the rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Table {
    /// Headings of the columns.
    pub head: Vec<String>,
    /// The rows; the first cell heads the row.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// Without rows, under the names of the columns.
    pub(crate) fn new<T: Into<String>>(heading: impl IntoIterator<Item = T>) -> Table {
        Table { head: heading.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    /// One more row.
    pub(crate) fn row<T: Into<Cell>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// The rows as people read them, without the heading and not yet escaped for anything.
    pub(crate) fn words(&self) -> impl Iterator<Item = Vec<String>> {
        self.rows.iter().map(|row| row.iter().map(Cell::words).collect())
    }

    /// For a terminal: every column as wide as it must be, the first on the left, the others on the right.
    /// The first gives way when a line would be too long, and columns that find no room beside it stand in a
    /// block of their own below; letters of two cells count as two.
    pub(crate) fn terminal(&self) -> String {
        blocks(&self.lines())
    }

    /// The same where one screen is all there is: columns that find no room are left out.
    pub(crate) fn one_screen(&self) -> String {
        let mut lines = self.lines();
        let fit = fitting(&lines);
        lines.iter_mut().for_each(|row| row.truncate(fit));
        blocks(&lines)
    }

    /// Head and rows, each cell in one line.
    fn lines(&self) -> Vec<Vec<String>> {
        std::iter::once(self.head.clone())
            .chain(self.words())
            .map(|row| row.iter().map(|cell| line(cell)).collect())
            .collect()
    }

    /// In Markdown.
    pub(crate) fn markdown(&self) -> String {
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|c| c.replace('|', "\\|").replace('\n', " ")).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let rule = format!("|{}\n", "---|".repeat(self.head.len()));
        line(&self.head) + &rule + &self.words().map(|row| line(&row)).collect::<String>()
    }

    /// In HTML, escaped.
    pub(crate) fn html(&self, caption: &str) -> Markup {
        html! {
            table {
                caption { (caption) }
                thead { tr { @for head in &self.head { th scope="col" { (head) } } } }
                tbody {
                    @for row in self.words() {
                        tr {
                            @for (at, words) in row.iter().enumerate() {
                                @if at == 0 { th scope="row" { (words) } } @else { td { (words) } }
                            }
                        }
                    }
                }
            }
            "\n"
        }
    }

    /// As CSV, with full numbers in plain ASCII.
    pub(crate) fn csv(&self) -> String {
        let head = self.head.iter().map(|h| Cell::from(h.as_str()).raw()).collect::<Vec<_>>().join(",");
        let row = |row: &Vec<Cell>| row.iter().map(Cell::raw).collect::<Vec<_>>().join(",");
        std::iter::once(head).chain(self.rows.iter().map(row)).map(|line| line + "\n").collect()
    }
}

/// How wide each column is.
fn widths(lines: &[Vec<String>]) -> Vec<usize> {
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |at: usize| lines.iter().filter_map(|row| row.get(at)).map(|c| width(c)).max().unwrap_or(0);
    (0..columns).map(widest).collect()
}

/// How far the first column may give way.
fn narrowest(widths: &[usize]) -> usize {
    widths.first().map_or(0, |first| NARROWEST.min(*first))
}

/// As many columns as a line holds, two at least.
fn fitting(lines: &[Vec<String>]) -> usize {
    let widths = widths(lines);
    let taken =
        |columns: usize| narrowest(&widths) + widths[1..columns].iter().map(|width| width + 1).sum::<usize>();
    (3..=widths.len()).rev().find(|fit| taken(*fit) <= screen::cells()).unwrap_or(2)
}

/// Rows under one another; as many columns as a line holds, and the rest below behind the first column again.
fn blocks(lines: &[Vec<String>]) -> String {
    let mut widths = widths(lines);
    let (narrowest, fit) = (narrowest(&widths), fitting(lines));
    if fit < widths.len() {
        let first = |row: &Vec<String>| row.iter().take(fit).cloned().collect();
        let rest = |row: &Vec<String>| row.iter().take(1).chain(row.iter().skip(fit)).cloned().collect();
        let split =
            |part: &dyn Fn(&Vec<String>) -> Vec<String>| blocks(&lines.iter().map(part).collect::<Vec<_>>());
        return split(&first) + &split(&rest);
    }
    let room =
        |gap: usize| screen::cells().saturating_sub(widths.iter().skip(1).map(|width| width + gap).sum());
    // Where narrowing the first column is not enough, columns stand one space apart.
    let (gap, room) = if room(2) < narrowest { (" ", room(1)) } else { ("  ", room(2)) };
    if let Some(first) = widths.first_mut() {
        *first = room.max(narrowest).min(*first);
    }
    let written = |row: &Vec<String>| {
        let mut cells = Vec::new();
        for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
            cells.push(if at == 0 { left(&cut(cell, *width), *width) } else { right(cell, *width) });
        }
        cells.join(gap).trim_end().to_string() + "\n"
    };
    lines.iter().map(written).collect()
}

/// A sentence on as many lines as it needs; lines after the first are indented.
pub(crate) fn wrap(words: &str, indent: usize) -> String {
    screen::flowed(words.split_whitespace(), screen::cells(), [0, indent]) + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_and_long_names_give_way() {
        let mut table = Table::new(["", "value"]);
        table.row(["社工之家", "1"]);
        table.row(["x".repeat(200), "22".to_string()]);
        let text = table.terminal();
        assert!(text.lines().all(|line| width(line) <= screen::WIDEST), "{text}");
        let mut wide = Table::new(["", "a", "b", "c", "d"]);
        wide.row(
            [&"x".repeat(30), &"1".repeat(30), &"2".repeat(30), &"3".repeat(30), &"4".repeat(30)]
                .map(String::as_str),
        );
        let below = wide.terminal();
        let first = wide.one_screen();
        assert!(below.starts_with(&first) && first.lines().count() == 2, "{first}");
        assert_eq!(table.one_screen(), table.terminal());
        assert!(below.lines().all(|line| width(line) <= screen::WIDEST), "{below}");
        let rows: Vec<&str> = below.lines().map(str::trim_start).collect();
        assert!(rows.len() == 4 && rows[1].starts_with("xxx") && rows[3].starts_with("xxx"), "{below}");
        assert!(rows[1].ends_with('2') && rows[2].ends_with('d') && rows[3].ends_with('4'), "{below}");
        let long = wrap(&"word ".repeat(60), 4);
        assert!(
            long.lines().count() == 4 && long.lines().skip(1).all(|line| line.starts_with("    word")),
            "{long}"
        );
        assert!(text.contains('…') && text.lines().nth(1).unwrap().ends_with('1'));
    }

    /// Where two blanks between columns leave too little for names, one blank leaves them what is gained.
    #[test]
    fn names_get_what_narrow_gaps_leave() {
        let mut table = Table::new([""; 8]);
        for name in ["x".repeat(37), "x".repeat(38)] {
            table.row(std::iter::once(name).chain(std::iter::repeat_n("12345678".to_string(), 7)));
        }
        let numbers = " 12345678".repeat(7);
        let rows: Vec<String> = table.terminal().lines().skip(1).map(String::from).collect();
        assert_eq!(rows, [format!("{}{numbers}", "x".repeat(37)), format!("{}…{numbers}", "x".repeat(36))]);
        assert!(rows.iter().all(|row| width(row) == screen::WIDEST));
    }

    #[test]
    fn one_table_reads_right_in_every_rendering() {
        let mut table = Table::new(["a|b", "<c>"]);
        table.row([Cell::from("x|y, z"), Cell::Change(Some(-0.25), Style::Coefficient)]);
        table.row([Cell::from("none"), Cell::Value(None, Style::Share)]);
        assert_eq!(table.markdown(), "| a\\|b | <c> |\n|---|---|\n| x\\|y, z | −0.25 |\n| none | – |\n");
        assert_eq!(table.csv(), "a|b,<c>\n\"x|y, z\",-0.25\nnone,\n");
        assert!(
            table
                .html("t")
                .into_string()
                .contains("<th scope=\"col\">&lt;c&gt;</th></tr></thead><tbody><tr>")
        );
        assert!(table.terminal().ends_with("none        –\n"), "{}", table.terminal());
    }
}
