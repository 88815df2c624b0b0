//! A JSON Schema of a scenario file, made from the declarations.

use crate::scenario::SHORT;
use crate::scenario::check::DATA_KEYS;
use crate::scenario::when::entry::KEYS;
use crate::settings::{Field, SettingType, TableFacts, Value as Setting, ValueKind};
use crate::world::agents::organization::bidder::BidderKind;
use crate::world::agents::residents::own_groups::MOST;
use crate::world::blueprint::{bidder_facts, community_facts, facts, group_facts};
use serde_json::{Map, Value, json};

fn of_field(field: &Field) -> Value {
    let mut schema = match field.kind {
        ValueKind::Real => json!({ "type": "number" }),
        ValueKind::Integer => json!({ "type": "integer" }),
        ValueKind::Flag => json!({ "type": "boolean" }),
        ValueKind::Text => json!({ "type": "string" }),
        ValueKind::Choice(words) => json!({ "enum": words }),
    };
    if let Some((lo, hi)) = field.range {
        schema["minimum"] = json!(lo);
        schema["maximum"] = json!(hi);
    }
    schema["default"] = match (field.default)() {
        Setting::Flag(b) => json!(b),
        Setting::Integer(i) => json!(i),
        Setting::Real(x) => json!(x),
        Setting::Text(t) => json!(t),
    };
    schema["description"] = json!(field.meaning.trim());
    if !field.unit.is_empty() {
        schema["x-unit"] = json!(field.unit);
    }
    schema["x-grade"] = json!(field.grade.word());
    schema["x-source"] = json!(field.source);
    schema
}

/// Put the fields of a table at its path.
fn put(root: &mut Map<String, Value>, path: &str, table: &TableFacts) {
    let (part, rest) = path.split_once('.').unwrap_or((path, ""));
    let empty = || json!({ "type": "object", "additionalProperties": false, "properties": {} });
    let node = root.entry(part).or_insert_with(empty);
    if rest.is_empty() {
        node["description"] = json!(table.about.trim());
    }
    let Some(inner) = node["properties"].as_object_mut() else { return };
    if rest.is_empty() {
        inner.extend(table.fields.iter().map(|f| (f.name.to_string(), of_field(f))));
    } else {
        put(inner, rest, table);
    }
}

fn tables(list: &[TableFacts]) -> Map<String, Value> {
    let mut root = Map::new();
    list.iter().for_each(|table| put(&mut root, table.path, table));
    root
}

/// A list of tables, each with keys that it needs.
fn list(item: Map<String, Value>, required: &[&str]) -> Value {
    json!({
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": false,
            "required": required,
            "properties": item,
        },
    })
}

/// Rules that react.
fn rules(levers: &[TableFacts]) -> Value {
    let item = KEYS.iter().map(|(key, meaning)| {
        let mut schema = match *key {
            "then" => json!({
                "type": "object",
                "additionalProperties": false,
                "required": ["levers"],
                "properties": tables(levers),
            }),
            "once" => json!({ "type": "boolean", "default": false }),
            _ => json!({ "type": "string", "minLength": 1 }),
        };
        schema["description"] = json!(meaning);
        (key.to_string(), schema)
    });
    let mut list = list(item.collect(), &["if", "then"]);
    list["items"]["anyOf"] = json!([{ "required": ["once"] }, { "required": ["until"] }]);
    list
}

/// Bodies that may bid.
fn bidders() -> Value {
    let mut item = tables(&bidder_facts());
    let own = item.get_mut("bidders").and_then(|table| table["properties"].as_object_mut());
    let mut item = own.map(std::mem::take).unwrap_or_default();
    // What an entry leaves out is typical of its kind.
    item.values_mut().filter_map(Value::as_object_mut).for_each(|trait_| drop(trait_.remove("default")));
    let ValueKind::Choice(words) = BidderKind::KIND else { return json!({}) };
    item.insert("name".into(), json!({ "type": "string", "minLength": 1 }));
    item.insert("kind".into(), json!({ "enum": words }));
    list(item, &["name", "kind"])
}

/// Groups of residents.
fn groups() -> Value {
    let mut item = tables(&group_facts());
    let own = item.get_mut("groups").and_then(|table| table["properties"].as_object_mut());
    let mut item = own.map(std::mem::take).unwrap_or_default();
    // What an entry leaves out is as for all residents.
    item.values_mut().filter_map(Value::as_object_mut).for_each(|known| drop(known.remove("default")));
    item.insert("name".into(), json!({ "type": "string", "minLength": 1 }));
    let mut list = list(item, &["name", "share"]);
    list["maxItems"] = json!(MOST);
    list
}

/// What a file says at its top in texts.
fn header(properties: &mut Map<String, Value>) {
    properties.insert("title".into(), json!({ "type": "string", "minLength": 1 }));
    let short = "Title for charts and tables, where the other one is long.";
    properties.insert(
        "short".into(),
        json!({ "type": "string", "minLength": 1, "maxLength": SHORT, "description": short }),
    );
    properties.insert("summary".into(), json!({ "type": "string" }));
    let several =
        json!({ "type": "array", "minItems": 1, "uniqueItems": true, "items": { "type": "string" } });
    properties.insert("extends".into(), json!({ "oneOf": [{ "type": "string" }, several] }));
}

/// The schema.
pub(crate) fn schema() -> Value {
    let all = facts();
    let mut properties = tables(&all);
    if let Some(residents) = properties.get_mut("residents").and_then(|r| r["properties"].as_object_mut()) {
        residents
            .extend(DATA_KEYS.map(|(key, meaning)| {
                (key.to_string(), json!({ "type": "string", "description": meaning }))
            }));
    }
    let levers: Vec<TableFacts> = all.iter().copied().filter(|t| t.path.starts_with("levers")).collect();
    let mut dated = tables(&levers);
    dated.insert("week".into(), json!({ "type": "integer", "minimum": 1 }));
    let mut community = tables(&community_facts());
    community.insert("name".into(), json!({ "type": "string", "minLength": 1 }));
    header(&mut properties);
    properties
        .insert("weeks".into(), json!({ "type": "integer", "minimum": 1, "maximum": 5200, "default": 260 }));
    let shortened = "The horizon was cut by --weeks: what is dated later is no fault.";
    properties
        .insert("shortened".into(), json!({ "type": "boolean", "default": false, "description": shortened }));
    properties.insert("schedule".into(), list(dated, &["week"]));
    properties.insert("when".into(), rules(&levers));
    properties.insert("communities".into(), list(community, &["name"]));
    properties.insert("bidders".into(), bidders());
    properties.insert("groups".into(), groups());
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "commonroom scenario",
        "type": "object",
        "additionalProperties": false,
        "required": ["title"],
        "properties": properties,
    })
}
