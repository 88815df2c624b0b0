//! The columns of a table as the schema of a Parquet file, and back.

use crate::files::columns::column::{Column, ColumnType};
use crate::language::said;
use ::parquet::basic::{LogicalType, Repetition, Type as Physical};
use ::parquet::errors::{ParquetError, Result};
use ::parquet::schema::types::{ColumnDescriptor, SchemaDescriptor, Type, TypePtr};
use std::sync::Arc;

/// What is said of a column that may be empty, where nobody says when.
const SOMETIMES: &str = "there is no value";

/// Whether a column has cells without a value.
pub(super) fn may_be_empty(column: &Column) -> bool {
    !column.empty.is_empty()
}

/// The schema of a file with these columns.
pub(super) fn schema(columns: &[Column]) -> Result<TypePtr> {
    let fields = columns.iter().map(|column| {
        let (physical, logical) = match column.kind {
            ColumnType::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            ColumnType::Whole => (Physical::INT64, None),
            ColumnType::Number => (Physical::DOUBLE, None),
            ColumnType::Flag => (Physical::BOOLEAN, None),
        };
        let repetition = if may_be_empty(column) { Repetition::OPTIONAL } else { Repetition::REQUIRED };
        let field = Type::primitive_type_builder(&column.name, physical);
        Ok(Arc::new(field.with_repetition(repetition).with_logical_type(logical).build()?))
    });
    let fields = fields.collect::<Result<Vec<TypePtr>>>()?;
    Ok(Arc::new(Type::group_type_builder("row").with_fields(fields).build()?))
}

/// The columns of a file, as far as it tells of them.
pub(super) fn columns(schema: &SchemaDescriptor) -> Result<Vec<Column>> {
    schema.columns().iter().map(|one| column(one)).collect()
}

fn column(one: &ColumnDescriptor) -> Result<Column> {
    let kind = match one.physical_type() {
        Physical::BYTE_ARRAY => ColumnType::Text,
        Physical::INT64 => ColumnType::Whole,
        Physical::DOUBLE => ColumnType::Number,
        Physical::BOOLEAN => ColumnType::Flag,
        other => return Err(ParquetError::General(said!("`{}` is of the type {other}", one.name()))),
    };
    if one.max_rep_level() > 0 || one.max_def_level() > 1 {
        return Err(ParquetError::General(said!("`{}` holds lists or groups", one.name())));
    }
    let empty = if one.max_def_level() > 0 { SOMETIMES } else { "" };
    Ok(Column { name: one.name().to_string().into(), kind, unit: "", meaning: String::new(), empty })
}
