//! One column of a table.

use std::borrow::Cow;

/// A type of the data package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ColumnType {
    /// Words.
    Text,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// true or false.
    Flag,
}

impl ColumnType {
    /// The word of the data package.
    pub(crate) fn word(self) -> &'static str {
        match self {
            ColumnType::Text => "string",
            ColumnType::Whole => "integer",
            ColumnType::Number => "number",
            ColumnType::Flag => "boolean",
        }
    }
}

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Column {
    /// Its header.
    pub name: Cow<'static, str>,
    /// Its type.
    pub kind: ColumnType,
    /// Unit, or `""`.
    pub unit: &'static str,
    /// What it means.
    pub meaning: String,
    /// When the cell is empty; `""` if never.
    pub empty: &'static str,
}

/// A column whose meaning is fixed: name, type, unit, meaning, when it is empty.
pub(crate) type Fixed = (&'static str, ColumnType, &'static str, &'static str, &'static str);

/// These columns.
pub(crate) fn fixed(columns: &[Fixed]) -> Vec<Column> {
    let column = |(name, kind, unit, meaning, empty): &Fixed| Column {
        name: Cow::Borrowed(name),
        kind: *kind,
        unit,
        meaning: (*meaning).into(),
        empty,
    };
    columns.iter().map(column).collect()
}
