//! `explain`: every value of a scenario: what it is, where it comes from, how well its default is known.

mod actors;

use crate::cli::flags::Changes;
use crate::cli::progress::say;
use crate::cli::{Failure, answer, answer_json, overlay};
use crate::escape::line;
use crate::language::{said, term};
use crate::report::text::names::called;
use crate::scenario::faults::nearest;
use crate::scenario::{Scenario, toml_text};
use crate::settings::{Field, SettingsTree, ValueKind, find};
use crate::world::blueprint::{community_facts, facts};
use clap::Args;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Show every value of a scenario: origin, default, range, unit, source, meaning
#[derive(Args, Clone, Debug)]
pub(crate) struct Arguments {
    /// Scenario file or name of a built-in scenario; `-` reads from stdin
    #[arg(value_name = "FILE")]
    file: String,
    /// Only values whose path begins so, for example levers.funding
    #[arg(value_name = "PATH", default_value = "")]
    only: String,
    /// Only values that are not their defaults
    #[arg(long)]
    changed: bool,
    /// Only what each institution weighs when it decides, body by body
    #[arg(long, conflicts_with = "only")]
    actors: bool,
    #[command(flatten)]
    changes: Changes,
    /// With a posterior file of `calibrate` over it
    #[arg(long, value_name = "FILE")]
    posterior: Option<String>,
    /// The same as a JSON array on stdout
    #[arg(long)]
    json: bool,
}

/// Explain a scenario.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (file, overlay) = (std::slice::from_ref(&arguments.file), arguments.posterior.as_ref());
    let (scenarios, _) = overlay::read(&arguments.changes.overrides(), file, overlay)?;
    let Some(scenario) = scenarios.first() else { return Ok(()) };
    scenario.warnings.iter().for_each(|w| say(&said!("warning: {w}")));
    let mut rows = rows(scenario, &arguments.only);
    if arguments.actors {
        actors::retain(&mut rows);
    }
    let any = !rows.is_empty();
    rows.retain(|row| !arguments.changed || row.changed());
    if !any {
        return Err(Failure::new(
            2,
            said!("no value's path begins with `{}`{}", arguments.only, near(&arguments.only)),
        ));
    }
    if arguments.json {
        return answer_json(&Json::Array(rows.iter().map(ExplainRow::as_json).collect()));
    }
    let mut out =
        format!("{}: {}\n{}\n", scenario.name, line(called(&scenario.title)), called(&scenario.summary));
    if arguments.actors {
        return answer(&(out + &actors::text(&rows)));
    }
    let mut above = String::new();
    for row in &rows {
        let heading = row.heading();
        if heading != above {
            // Writing into memory does not fail.
            let _ = writeln!(out, "\n{heading}");
            above = heading;
        }
        row.in_words(&mut out);
    }
    answer(&out)
}

/// The table or value that was probably meant.
fn near(path: &str) -> String {
    let all = facts();
    let values = all.iter().flat_map(|t| t.fields.iter().map(|f| format!("{}.{}", t.path, f.name)));
    let names: Vec<String> = all.iter().map(|t| t.path.to_string()).chain(values).collect();
    nearest(path, names.iter().map(String::as_str)).map(|hint| format!("; {hint}")).unwrap_or_default()
}

/// One value with all that is known of it.
struct ExplainRow {
    path: String,
    value: String,
    origin: String,
    field: Option<&'static Field>,
}

fn rows(scenario: &Scenario, only: &str) -> Vec<ExplainRow> {
    let origin =
        |path: &str| scenario.origins.get(path).map_or("default".to_string(), |(_, place)| place.clone());
    let mut rows = vec![ExplainRow {
        path: "weeks".into(),
        value: scenario.blueprint.weeks.to_string(),
        origin: origin("weeks"),
        field: None,
    }];
    for table in facts() {
        for field in table.fields {
            let path = format!("{}.{}", table.path, field.name);
            let Some(value) = scenario.blueprint.settings.get(&path) else { continue };
            // People who are named are as many as they are.
            let value = scenario.origins.get(&path).map_or(value, |(value, _)| value.clone());
            rows.push(ExplainRow {
                origin: origin(&path),
                value: toml_text::value(&value),
                field: Some(field),
                path,
            });
        }
    }
    // What is no declared setting: names of data files, dated levers, rules.
    let known: BTreeSet<String> = rows.iter().map(|row| row.path.clone()).collect();
    for (path, (value, place)) in scenario.origins.iter().filter(|(path, _)| !known.contains(path.as_str())) {
        let field = declared(path);
        rows.push(ExplainRow {
            path: path.clone(),
            value: toml_text::value(value),
            origin: place.clone(),
            field,
        });
    }
    // Names of data files stand with the other values of their table, dated levers by week, rules by number.
    let place = |row: &ExplainRow| match numbered(&row.path) {
        Some((list, number, _)) => (list.to_string(), number.parse().unwrap_or(0)),
        None => (row.heading(), 0_u32),
    };
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        first.entry(place(row).0).or_insert(at);
    }
    rows.sort_by_cached_key(|row| {
        let (heading, number) = place(row);
        (first.get(&heading).copied(), number)
    });
    rows.retain(|row| {
        row.path.starts_with(only) || numbered(&row.path).is_some_and(|(_, _, lever)| lever.starts_with(only))
    });
    rows
}

/// The declaration behind a dated lever (`schedule.156.levers.funding.grant`), one that a rule sets, or a
/// community's own value.
fn declared(path: &str) -> Option<&'static Field> {
    if let Some((_, _, lever)) = numbered(path) {
        return find(&facts(), lever);
    }
    let fits = |table: &str, name: &str| path.ends_with(&format!(".{table}.{name}"));
    let own = community_facts();
    path.strip_prefix("communities.")?;
    own.iter().find_map(|table| table.fields.iter().find(|f| fits(table.path, f.name)))
}

/// An entry of a list: its name, its week or number, and what it says.
fn numbered(path: &str) -> Option<(&str, &str, &str)> {
    let (list, rest) = path.split_once('.').filter(|(list, _)| matches!(*list, "schedule" | "when"))?;
    let (number, said) = rest.split_once('.')?;
    Some((list, number, said))
}

/// The range or the choices of a setting, in words; `any` where neither exists.
pub(crate) fn range(field: &Field) -> String {
    match (field.kind, field.range) {
        (ValueKind::Choice(words), _) => words.join(" | "),
        (ValueKind::Flag, _) => "true | false".into(),
        (_, Some((low, high))) => said!("{} to {}", number(low), number(high)),
        (_, None) => term("any").into(),
    }
}

/// A bound as people write it: long whole numbers in powers of ten.
pub(crate) fn number(bound: f64) -> String {
    if bound.abs() >= 1e6 { format!("{bound:e}") } else { format!("{bound}") }
}

impl ExplainRow {
    /// What it means, where it is declared.
    fn meaning(&self) -> &str {
        self.field.map_or("", |field| called(field.meaning.trim()))
    }

    /// Whether it says something else than its default, or has none.
    fn changed(&self) -> bool {
        match self.field {
            Some(field) => self.value != toml_text::value(&(field.default)()),
            None => self.origin != "default",
        }
    }

    /// The table in which it stands, as a TOML file would head it, and what the table is.
    fn heading(&self) -> String {
        match numbered(&self.path) {
            Some(("schedule", week, _)) => return format!("[[schedule]] week {week}"),
            Some((_, number, _)) => return format!("[[when]] rule {number}"),
            None => {}
        }
        if let Some(rest) = self.path.strip_prefix("communities.") {
            let own = community_facts();
            let paths = own.iter().flat_map(|t| t.fields.iter().map(|f| format!(".{}.{}", t.path, f.name)));
            let name = paths.into_iter().find_map(|path| rest.strip_suffix(&path)).unwrap_or(rest);
            return format!("[[communities]] {name}");
        }
        if let Some((name, _)) = self.path.strip_prefix("bidders.").and_then(|rest| rest.rsplit_once('.')) {
            return format!("[[bidders]] {name}");
        }
        if let Some((name, _)) = self.path.strip_prefix("groups.").and_then(|rest| rest.rsplit_once('.')) {
            return format!("[[groups]] {name}");
        }
        let Some((table, _)) = self.path.rsplit_once('.') else { return term("The whole scenario").into() };
        let about = facts().iter().find(|t| t.path == table).map_or("", |t| called(t.about.trim()));
        format!("[{table}] {about}")
    }

    fn as_json(&self) -> Json {
        // A value is written as TOML; numbers, flags and texts of TOML are JSON too, except for a few texts
        // with escapes.
        let value = |toml: &str| serde_json::from_str(toml).unwrap_or_else(|_| json!(toml));
        let mut row = json!({ "path": self.path, "value": value(&self.value), "origin": self.origin });
        if let Some(field) = self.field {
            row["default"] = value(&toml_text::value(&(field.default)()));
            row["range"] = field.range.map_or(Json::Null, |(low, high)| json!([low, high]));
            if let ValueKind::Choice(words) = field.kind {
                row["choices"] = json!(words);
            }
            row["unit"] = json!(field.unit);
            row["grade"] = json!(field.grade.word());
            row["source"] = json!(field.source);
            row["meaning"] = json!(field.meaning.trim());
            row["label_zh"] = json!(field.zh);
        }
        row
    }

    fn in_words(&self, out: &mut String) {
        let unit = self.field.map_or("", |f| called(f.unit));
        let space = if unit.is_empty() { "" } else { " " };
        // Writing into memory does not fail.
        let _ = writeln!(
            out,
            "{}",
            said!("\n{} = {}{space}{unit}\n  origin   {}", self.path, self.value, called(&self.origin))
        );
        let Some(field) = self.field else { return };
        let _ = writeln!(
            out,
            "{}",
            said!("  default  {}   range {}", toml_text::value(&(field.default)()), range(field))
        );
        let _ =
            writeln!(out, "{}", said!("  known    {}: {}", called(field.grade.word()), called(field.source)));
        let _ = writeln!(out, "{}", said!("  meaning  {}", called(field.meaning.trim())));
    }
}
