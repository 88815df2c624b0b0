//! A table of a result folder as columns in memory.

use crate::arrow;
use pyo3::exceptions::{PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyList};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The values of a column, those that there are none of as 0 or empty.
#[derive(Debug)]
pub enum Values {
    /// Whole numbers.
    Whole(Vec<i64>),
    /// Numbers.
    Number(Vec<f64>),
    /// true or false, a bit each, the lowest first.
    Flag(Vec<u8>),
    /// Words: where each begins, then where the last one ends; and all of them.
    Text(Vec<i64>, Vec<u8>),
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its header.
    pub name: String,
    /// Its values.
    pub values: Values,
    /// A bit for each value, 1 where there is one, the lowest first.
    pub valid: Vec<u8>,
    /// How many values there are none of.
    pub nulls: usize,
    rows: usize,
}

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// How many rows each has.
    pub rows: usize,
}

/// Set a bit of a row.
fn push_bit(bits: &mut Vec<u8>, row: usize, is: bool) {
    if row.is_multiple_of(8) {
        bits.push(0);
    }
    if let Some(byte) = bits.last_mut().filter(|_| is) {
        *byte |= 1 << (row % 8);
    }
}

fn bit(bits: &[u8], row: usize) -> bool {
    bits.get(row / 8).is_some_and(|byte| byte & (1 << (row % 8)) != 0)
}

impl Column {
    /// An empty one; `kind` is a word of the data package.
    fn new(name: &str, kind: &str) -> Result<Column, String> {
        let values = match kind {
            "integer" => Values::Whole(vec![]),
            "number" => Values::Number(vec![]),
            "boolean" => Values::Flag(vec![]),
            "string" => Values::Text(vec![0], vec![]),
            other => return Err(format!("column {name}: `{other}` is no type that is known here")),
        };
        Ok(Column { name: name.into(), values, valid: vec![], nulls: 0, rows: 0 })
    }

    /// Append a cell; an empty one is no value.
    fn push(&mut self, cell: &str) -> Result<(), String> {
        let there = !cell.is_empty();
        let wrong =
            |what: &str| format!("column {}, row {}: `{cell}` is no {what}", self.name, self.rows + 1);
        match &mut self.values {
            Values::Whole(list) if there => list.push(cell.parse().map_err(|_| wrong("whole number"))?),
            Values::Whole(list) => list.push(0),
            Values::Number(list) if there => list.push(cell.parse().map_err(|_| wrong("number"))?),
            Values::Number(list) => list.push(0.0),
            Values::Flag(bits) => {
                if !matches!(cell, "" | "true" | "false") {
                    return Err(wrong("flag"));
                }
                push_bit(bits, self.rows, cell == "true");
            }
            Values::Text(ends, bytes) => {
                bytes.extend_from_slice(cell.as_bytes());
                ends.push(bytes.len() as i64);
            }
        }
        push_bit(&mut self.valid, self.rows, there);
        self.nulls += usize::from(!there);
        self.rows += 1;
        Ok(())
    }

    /// As a list of Python's own.
    fn list<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let there = |row: usize| bit(&self.valid, row);
        let rows = 0..self.rows;
        match &self.values {
            Values::Whole(list) => PyList::new(py, rows.map(|row| there(row).then(|| list[row]))),
            Values::Number(list) => PyList::new(py, rows.map(|row| there(row).then(|| list[row]))),
            Values::Flag(bits) => PyList::new(py, rows.map(|row| there(row).then(|| bit(bits, row)))),
            Values::Text(ends, bytes) => {
                let text =
                    |row: usize| String::from_utf8_lossy(&bytes[ends[row] as usize..ends[row + 1] as usize]);
                PyList::new(py, rows.map(|row| there(row).then(|| text(row))))
            }
        }
    }
}

impl Table {
    /// Read a file whose columns are these: name and type.
    fn read(path: &Path, columns: &[(String, String)]) -> Result<Table, String> {
        let told = |why: csv::Error| format!("{}: {why}", path.display());
        let mut file = csv::Reader::from_path(path).map_err(told)?;
        let header = file.headers().map_err(told)?;
        if header.iter().ne(columns.iter().map(|(name, _)| name.as_str())) {
            return Err(format!("{}: its columns are not those of datapackage.json", path.display()));
        }
        let columns: Result<Vec<Column>, String> =
            columns.iter().map(|(name, kind)| Column::new(name, kind)).collect();
        let mut table = Table { columns: columns?, rows: 0 };
        let mut row = csv::StringRecord::new();
        while file.read_record(&mut row).map_err(told)? {
            for (column, cell) in table.columns.iter_mut().zip(row.iter()) {
                column.push(cell).map_err(|why| format!("{}: {why}", path.display()))?;
            }
            table.rows += 1;
        }
        Ok(table)
    }
}

/// The columns of a table, given away as Arrow without a copy.
#[pyclass(frozen)]
pub struct Columns(Arc<Table>);

/// Read a table of a result folder whose columns are these: name and type in the words of the data package.
#[pyfunction]
pub fn read_table(py: Python<'_>, path: PathBuf, columns: Vec<(String, String)>) -> PyResult<Columns> {
    let read = py.detach(|| Table::read(&path, &columns));
    read.map(|table| Columns(Arc::new(table))).map_err(PyValueError::new_err)
}

#[pymethods]
impl Columns {
    #[getter]
    fn num_rows(&self) -> usize {
        self.0.rows
    }

    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.0.columns.iter().map(|column| column.name.clone()).collect()
    }

    /// A column as a list, with None where there is no value.
    fn column<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyList>> {
        let found = self.0.columns.iter().find(|column| column.name == name);
        found.ok_or_else(|| PyKeyError::new_err(name.to_string()))?.list(py)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // Another schema than ours may be wished for, but need not be given.
        drop(requested_schema);
        PyCapsule::new_with_value(py, arrow::Stream::of(self.0.clone()), c"arrow_array_stream")
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        PyCapsule::new_with_value(py, arrow::Schema::of(&self.0), c"arrow_schema")
    }
}
