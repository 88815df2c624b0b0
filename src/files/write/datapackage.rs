//! `datapackage.json`: meaning, unit and type of every column, for whoever reads the folder without this
//! program (Frictionless tabular data package).

use crate::files::columns::ResultTable;
use crate::files::columns::column::Column;
use crate::files::format::{TableFormat, part_path};
use crate::files::layout::Layout;
use crate::files::manifest::json;
use crate::simulation::Retain;
use serde::Serialize;
use serde_json::Value;
use std::borrow::Cow;

/// Its name.
pub(in crate::files) const FILE: &str = "datapackage.json";

/// Its text for a folder with these tables of these scenarios.
pub(super) fn text(tables: &[ResultTable], layout: &Layout, scenarios: &[String]) -> Vec<u8> {
    json(&DataPackage {
        name: "commonroom-results",
        profile: "tabular-data-package",
        resources: tables.iter().map(|table| resource(*table, layout, scenarios)).collect(),
        title: "Results of commonroom, a simulator of community governance",
    })
}

/// The same text with the table of summaries of these scenarios in its place, or without it.
pub(in crate::files) fn with_summary(
    text: &[u8],
    wanted: bool,
    format: TableFormat,
    scenarios: &[String],
) -> Vec<u8> {
    let layout = Layout::whole(Retain::default()).with_format(format);
    let summary = resource(ResultTable::Summary, &layout, scenarios);
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
    description: Cow<'static, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dialect: Option<Dialect>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
    format: &'static str,
    mediatype: &'static str,
    name: &'static str,
    path: TablePlace,
    profile: &'static str,
    schema: Schema,
}

/// Where a table stands.
#[derive(Serialize)]
#[serde(untagged)]
enum TablePlace {
    /// In a file.
    File(&'static str),
    /// In a file for each scenario.
    Parts(Vec<String>),
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
    fields: Vec<TableField>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing_values: Option<[&'static str; 1]>,
}

/// A column; `empty` is our own key.
#[derive(Serialize)]
struct TableField {
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

fn resource(table: ResultTable, layout: &Layout, scenarios: &[String]) -> Resource {
    let fields = layout.columns(table).into_iter().map(field).collect();
    match layout.format().of_table(table) {
        TableFormat::Csv => Resource {
            description: table.about().into(),
            dialect: Some(Dialect { delimiter: ",", double_quote: true, header: true }),
            encoding: Some("utf-8"),
            format: "csv",
            mediatype: "text/csv",
            name: table.name(),
            path: TablePlace::File(table.file()),
            profile: "tabular-data-resource",
            schema: Schema { fields, missing_values: Some([""]) },
        },
        TableFormat::Parquet => Resource {
            description: format!("{} {IN_PARTS}", table.about()).into(),
            dialect: None,
            encoding: None,
            format: "parquet",
            mediatype: "application/vnd.apache.parquet",
            name: table.name(),
            path: TablePlace::Parts(scenarios.iter().map(|scenario| part_path(table, scenario)).collect()),
            profile: "data-resource",
            schema: Schema { fields, missing_values: None },
        },
    }
}

/// What is to be known of a table with a file for each scenario.
const IN_PARTS: &str = "A file for each scenario; the column `scenario` is told by the name of its folder.";

fn field(column: Column) -> TableField {
    TableField {
        constraints: column.empty.is_empty().then_some(Constraints { required: true }),
        description: column.meaning,
        empty: column.empty,
        name: column.name,
        kind: column.kind.word(),
        unit: column.unit,
    }
}
