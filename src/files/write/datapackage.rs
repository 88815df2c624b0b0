//! `datapackage.json`: meaning, unit and type of every column, for whoever reads the folder without this
//! program (Frictionless tabular data package).

use crate::files::columns::ResultTable;
use crate::files::columns::column::Column;
use crate::files::layout::Layout;
use crate::files::manifest::json;
use crate::simulation::Retain;
use serde::Serialize;
use serde_json::Value;
use std::borrow::Cow;

/// Its name.
pub(in crate::files) const FILE: &str = "datapackage.json";

/// Its text for a folder with these tables.
pub(super) fn text(tables: &[ResultTable], layout: &Layout) -> Vec<u8> {
    json(&DataPackage {
        name: "commonroom-results",
        profile: "tabular-data-package",
        resources: tables.iter().map(|table| resource(*table, layout)).collect(),
        title: "Results of commonroom, a simulator of community governance",
    })
}

/// The same text with the table of summaries in its place, or without it.
pub(in crate::files) fn with_summary(text: &[u8], wanted: bool) -> Vec<u8> {
    let summary = resource(ResultTable::Summary, &Layout::whole(Retain::default()));
    let Ok(mut package) = serde_json::from_slice::<Value>(text) else { return text.to_vec() };
    let Some(tables) = package["resources"].as_array_mut() else { return text.to_vec() };
    tables.retain(|table| table["name"] != summary.name);
    if wanted {
        // Behind the tables of runs: the design is the last.
        let design = tables.iter().position(|table| table["path"] == ResultTable::Design.file());
        tables.insert(design.unwrap_or(tables.len()), serde_json::to_value(summary).unwrap_or_default());
    }
    json(&package)
}

/// Keys stand in the order of the alphabet here and below.
#[derive(Serialize)]
struct DataPackage {
    name: &'static str,
    profile: &'static str,
    resources: Vec<Resource>,
    title: &'static str,
}

#[derive(Serialize)]
struct Resource {
    description: &'static str,
    dialect: Dialect,
    encoding: &'static str,
    format: &'static str,
    mediatype: &'static str,
    name: &'static str,
    path: &'static str,
    profile: &'static str,
    schema: Schema,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Dialect {
    delimiter: &'static str,
    double_quote: bool,
    header: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    fields: Vec<Field>,
    missing_values: [&'static str; 1],
}

/// A column; `empty` is our own key.
#[derive(Serialize)]
struct Field {
    #[serde(skip_serializing_if = "Option::is_none")]
    constraints: Option<Constraints>,
    description: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    empty: &'static str,
    name: Cow<'static, str>,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    unit: &'static str,
}

#[derive(Serialize)]
struct Constraints {
    required: bool,
}

fn resource(table: ResultTable, layout: &Layout) -> Resource {
    Resource {
        description: table.about(),
        dialect: Dialect { delimiter: ",", double_quote: true, header: true },
        encoding: "utf-8",
        format: "csv",
        mediatype: "text/csv",
        name: table.file().trim_end_matches(".csv"),
        path: table.file(),
        profile: "tabular-data-resource",
        schema: Schema {
            fields: layout.columns(table).into_iter().map(field).collect(),
            missing_values: [""],
        },
    }
}

fn field(column: Column) -> Field {
    Field {
        constraints: column.empty.is_empty().then_some(Constraints { required: true }),
        description: column.meaning,
        empty: column.empty,
        name: column.name,
        kind: column.kind.word(),
        unit: column.unit,
    }
}
