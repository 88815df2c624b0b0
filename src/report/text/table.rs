//! A table whose columns are as wide as they must be.

use crate::report::text::format::{cut, left, right, width};

/// Widest line.
pub const WIDTH: usize = 100;

/// Rows of cells under a heading; the first column stands left, the others right. The first column gives way
/// when a line would be too long.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    rows: Vec<Vec<String>>,
}

impl Grid {
    /// With the names of the columns.
    pub fn new<T: Into<String>>(heading: impl IntoIterator<Item = T>) -> Grid {
        Grid { rows: vec![heading.into_iter().map(Into::into).collect()] }
    }

    /// One more row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// As lines of text.
    pub fn text(&self) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let widest = |at: usize| {
            self.rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell)).max().unwrap_or(0)
        };
        let mut widths: Vec<usize> = (0..columns).map(widest).collect();
        let total: usize = widths.iter().map(|w| w + 2).sum();
        if let Some(first) = widths.first_mut() {
            *first = first.saturating_sub(total.saturating_sub(WIDTH + 2)).max(12.min(*first));
        }
        // Where narrowing the first column is not enough, columns stand one space apart.
        let gap = if widths.iter().map(|width| width + 2).sum::<usize>() > WIDTH + 2 { " " } else { "  " };
        let line = |row: &Vec<String>| {
            let mut cells = Vec::new();
            for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
                cells.push(if at == 0 { left(&cut(cell, *width), *width) } else { right(cell, *width) });
            }
            cells.join(gap).trim_end().to_string() + "\n"
        };
        self.rows.iter().map(line).collect()
    }
}

/// A sentence on as many lines as it needs; lines after the first are indented.
pub fn wrap(words: &str, indent: usize) -> String {
    let mut lines = String::new();
    let mut line = String::new();
    for word in words.split_whitespace() {
        if !line.trim().is_empty() && width(&line) + 1 + width(word) > WIDTH {
            lines += &format!("{}\n", cut(&line, WIDTH));
            line = " ".repeat(indent);
        }
        if !line.trim().is_empty() {
            line.push(' ');
        }
        line += word;
    }
    lines + &format!("{}\n", cut(&line, WIDTH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_and_long_names_give_way() {
        let mut grid = Grid::new(["", "value"]);
        grid.row(["社工之家".to_string(), "1".to_string()]);
        grid.row(["x".repeat(200), "22".to_string()]);
        let text = grid.text();
        assert!(text.lines().all(|line| width(line) <= WIDTH), "{text}");
        let long = wrap(&"word ".repeat(60), 4);
        assert!(
            long.lines().count() == 4 && long.lines().skip(1).all(|line| line.starts_with("    word")),
            "{long}"
        );
        assert!(text.contains('…') && text.lines().nth(1).unwrap().ends_with('1'));
    }
}
