//! The values of a column in some rows, from cells and as cells.

use crate::files::columns::column::{Column, ColumnType};
use crate::files::parted::schema::may_be_empty;
use crate::files::write::rows::{NumberForm, RowWriter};
use crate::language::{said, term};
use crate::world::record::measure;
use ::parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use ::parquet::errors::{ParquetError, Result};
use ::parquet::file::writer::SerializedColumnWriter;

/// Values of one type.
enum TypedValues {
    Text(Vec<ByteArray>),
    Whole(Vec<i64>),
    Number(Vec<f64>),
    Flag(Vec<bool>),
}

/// The values of a column in rows that follow one another.
pub(super) struct ColumnValues {
    values: TypedValues,
    /// For each row 1 where there is a value and 0 where there is none; nothing in a column that has one in
    /// each row.
    there: Option<Vec<i16>>,
    /// The row and the value that come next when cells are taken.
    next: (usize, usize),
    form: NumberForm,
}

impl ColumnValues {
    /// Without rows.
    pub(super) fn empty(column: &Column) -> ColumnValues {
        let values = match column.kind {
            ColumnType::Text => TypedValues::Text(vec![]),
            ColumnType::Whole => TypedValues::Whole(vec![]),
            ColumnType::Number => TypedValues::Number(vec![]),
            ColumnType::Flag => TypedValues::Flag(vec![]),
        };
        let form = measure(&column.name).map_or(NumberForm::Plain, NumberForm::of);
        ColumnValues { values, there: may_be_empty(column).then(Vec::new), next: (0, 0), form }
    }

    /// Take a cell; what is wrong with it where it is no value of the column.
    pub(super) fn push(&mut self, cell: &[u8]) -> std::result::Result<(), String> {
        match &mut self.there {
            Some(there) => there.push((!cell.is_empty()).into()),
            None if cell.is_empty() => return Err(term("is empty, and none of its cells may be").into()),
            None => {}
        }
        if cell.is_empty() {
            return Ok(());
        }
        let text = std::str::from_utf8(cell).map_err(|_| term("is not UTF-8").to_string())?;
        let wrong = |kind: ColumnType| said!("holds `{text}`, and is of the type {}", kind.word());
        match &mut self.values {
            TypedValues::Text(values) => values.push(text.into()),
            TypedValues::Whole(values) => {
                values.push(text.parse().map_err(|_| wrong(ColumnType::Whole))?);
            }
            TypedValues::Number(values) => {
                values.push(text.parse().map_err(|_| wrong(ColumnType::Number))?);
            }
            TypedValues::Flag(values) => values.push(text.parse().map_err(|_| wrong(ColumnType::Flag))?),
        }
        Ok(())
    }

    /// Write all values.
    pub(super) fn write(&self, mut to: SerializedColumnWriter) -> Result<()> {
        let there = self.there.as_deref();
        match &self.values {
            TypedValues::Text(values) => to.typed::<ByteArrayType>().write_batch(values, there, None)?,
            TypedValues::Whole(values) => to.typed::<Int64Type>().write_batch(values, there, None)?,
            TypedValues::Number(values) => to.typed::<DoubleType>().write_batch(values, there, None)?,
            TypedValues::Flag(values) => to.typed::<BoolType>().write_batch(values, there, None)?,
        };
        to.close()
    }

    /// Read so many rows of a column.
    pub(super) fn read(column: &Column, from: ColumnReader, rows: usize) -> Result<ColumnValues> {
        let mut read = ColumnValues::empty(column);
        let there = read.there.as_mut();
        match (&mut read.values, from) {
            (TypedValues::Text(values), ColumnReader::ByteArrayColumnReader(mut from)) => {
                all::<ByteArrayType>(&mut from, rows, there, values)?;
            }
            (TypedValues::Whole(values), ColumnReader::Int64ColumnReader(mut from)) => {
                all::<Int64Type>(&mut from, rows, there, values)?;
            }
            (TypedValues::Number(values), ColumnReader::DoubleColumnReader(mut from)) => {
                all::<DoubleType>(&mut from, rows, there, values)?;
            }
            (TypedValues::Flag(values), ColumnReader::BoolColumnReader(mut from)) => {
                all::<BoolType>(&mut from, rows, there, values)?;
            }
            _ => return Err(ParquetError::General(said!("`{}` is of another type", column.name))),
        }
        Ok(read)
    }

    /// The cell of the next row.
    pub(super) fn next_cell(&mut self) -> Vec<u8> {
        let (row, at) = self.next;
        let there = self.there.as_ref().is_none_or(|there| there.get(row) == Some(&1));
        self.next = (row + 1, at + usize::from(there));
        let mut cell = RowWriter::default();
        match &self.values {
            _ if !there => {}
            TypedValues::Text(values) => return values.get(at).map_or(vec![], |text| text.data().to_vec()),
            TypedValues::Whole(values) => cell.whole_if(values.get(at).copied()),
            TypedValues::Number(values) => cell.value(values.get(at).copied(), self.form),
            TypedValues::Flag(values) => {
                cell.text(values.get(at).map_or("", |flag| if *flag { "true" } else { "false" }))
            }
        }
        cell.bytes()
    }
}

/// All values of so many rows; fewer are a fault of the file.
fn all<T: DataType>(
    from: &mut ColumnReaderImpl<T>,
    rows: usize,
    mut there: Option<&mut Vec<i16>>,
    values: &mut Vec<T::T>,
) -> Result<()> {
    let mut read = 0;
    while read < rows {
        let (records, ..) = from.read_records(rows - read, there.as_deref_mut(), None, values)?;
        if records == 0 {
            return Err(ParquetError::EOF(said!("{read} of {rows} rows are there")));
        }
        read += records;
    }
    Ok(())
}
