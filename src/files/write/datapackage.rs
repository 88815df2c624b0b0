//! `datapackage.json`: meaning, unit and type of every column, for whoever reads the folder without this
//! program (Frictionless tabular data package).

use crate::files::columns::ResultTable;
use crate::files::columns::column::Column;
use crate::files::manifest::json;
use serde_json::{Value, json};

/// Its name.
pub(super) const FILE: &str = "datapackage.json";

/// Its text for a folder with these tables.
pub(super) fn text(tables: &[ResultTable]) -> Vec<u8> {
    json(&json!({
        "profile": "tabular-data-package",
        "name": "commonroom-results",
        "title": "Results of commonroom, a simulator of community governance",
        "resources": tables.iter().map(resource).collect::<Vec<_>>(),
    }))
}

fn resource(table: &ResultTable) -> Value {
    json!({
        "profile": "tabular-data-resource",
        "name": table.file().trim_end_matches(".csv"),
        "path": table.file(),
        "description": table.about(),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "delimiter": ",", "doubleQuote": true, "header": true },
        "schema": { "fields": table.columns().iter().map(field).collect::<Vec<_>>(), "missingValues": [""] },
    })
}

fn field(column: &Column) -> Value {
    let mut field = json!({ "name": column.name, "type": column.kind.word(), "description": column.meaning });
    if !column.unit.is_empty() {
        field["unit"] = column.unit.into();
    }
    if column.empty.is_empty() {
        field["constraints"] = json!({ "required": true });
    } else {
        field["empty"] = column.empty.into();
    }
    field
}
