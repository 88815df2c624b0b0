//! The tables of `docs` say what the declarations say. With `COMMONROOM_BLESS=1` they are written anew.

#![allow(clippy::unwrap_used, clippy::panic)] // a helper of a test may stop it

use commonroom::scenario::check::DATA_KEYS;
use commonroom::scenario::roster::COLUMNS;
use commonroom::scenario::text;
use commonroom::settings::{Field, Kind, TableFacts};
use commonroom::world::facts;
use commonroom::world::record::{Better, Combine, MEASURES, Scope};
use commonroom::world::residents::GROUPS;
use std::fmt::Write;
use std::path::Path;

const MADE: &str = "Made from the declarations in the code: do not edit by hand. `COMMONROOM_BLESS=1 cargo test --test documents` writes it anew.";

fn same(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if std::env::var_os("COMMONROOM_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == text,
        "docs/{name} is not what the declarations say; run with COMMONROOM_BLESS=1 and look at the difference"
    );
}

fn cell(text: &str) -> String {
    if text.is_empty() { "–".into() } else { text.trim().replace('|', "\\|") }
}

fn bound(x: f64) -> String {
    if x.abs() >= 1e6 { format!("{x:e}") } else { format!("{x}") }
}

fn range(field: &Field) -> String {
    match (field.kind, field.range) {
        (Kind::Choice(words), _) => words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", "),
        (Kind::Flag, _) => "`true`, `false`".into(),
        (_, Some((low, high))) => format!("{} – {}", bound(low), bound(high)),
        (_, None) => "any".into(),
    }
}

fn head(out: &mut String, table: &TableFacts, columns: &[&str]) {
    let _ = writeln!(out, "\n## `[{}]`\n\n{}\n", table.path, table.about.trim());
    let _ = writeln!(out, "| {} |\n|{}", columns.join(" | "), "---|".repeat(columns.len()));
}

fn row(out: &mut String, cells: &[String]) {
    let _ = writeln!(out, "| {} |", cells.join(" | "));
}

fn is_lever(table: &TableFacts) -> bool {
    table.path.starts_with("levers.")
}

#[test]
fn levers() {
    let mut out = format!(
        "# Levers: what an analyst can set\n\n{MADE}\n\nEach can be dated with `[[schedule]]`. \"Span\" is the usual span of a sweep.\n"
    );
    for table in facts().iter().filter(|t| is_lever(t)) {
        head(&mut out, table, &["key", "meaning", "unit", "default", "range", "span", "price", "known", "中文"]);
        for field in table.fields {
            let (span, price) = field.lever.map_or((String::new(), ""), |l| (format!("{} → {}", l.low, l.high), l.price));
            let known = format!("{}: {}", field.grade.word(), field.source);
            let default = format!("`{}`", text::value(&(field.default)()));
            let key = format!("`{}`", field.name);
            let cells = [&key, field.meaning, field.unit, &default, &range(field), &span, price, &known, field.zh].map(cell);
            row(&mut out, &cells);
        }
    }
    same("levers.md", &out);
}

#[test]
fn parameters() {
    let mut out = format!("# Parameters: what the model assumes\n\n{MADE}\n");
    for table in facts().iter().filter(|t| !is_lever(t)) {
        head(&mut out, table, &["key", "meaning", "unit", "default", "range", "grade", "source"]);
        for field in table.fields {
            let default = format!("`{}`", text::value(&(field.default)()));
            let key = format!("`{}`", field.name);
            let cells = [&key, field.meaning, field.unit, &default, &range(field), field.grade.word(), field.source].map(cell);
            row(&mut out, &cells);
        }
    }
    let _ = writeln!(out, "\n## Rosters: text keys of `[residents]`\n\n| key | meaning |\n|---|---|");
    DATA_KEYS.iter().for_each(|(key, meaning)| row(&mut out, &[format!("`{key}`"), cell(meaning)]));
    let columns = COLUMNS.map(|c| format!("`{c}`")).join(", ");
    let groups = GROUPS.join(", ");
    let _ = writeln!(out, "\nColumns of a roster: identity, community, and any of {columns}. `group` is one of {groups}.");
    same("parameters.md", &out);
}

#[test]
fn outputs() {
    let mut out = format!(
        "# Outputs: the measures of every week\n\n{MADE}\n\nRatios over weeks and communities are sums over sums, never means of ratios.\n\n"
    );
    let columns = ["column", "label", "unit", "meaning", "of", "combines as", "better", "empty", "中文"];
    let _ = writeln!(out, "| {} |\n|{}", columns.join(" | "), "---|".repeat(columns.len()));
    for m in MEASURES {
        let of = match m.scope {
            Scope::Community => "community",
            Scope::Shared => "shared actor",
            Scope::Money => "money of the community",
        };
        let combine = if m.combine == Combine::Sum { "sum" } else { "Σ/Σ" };
        let better = match m.better {
            Better::Up => "more",
            Better::Down => "less",
            Better::Neither => "",
        };
        let cells = [&format!("`{}`", m.name), m.label, m.unit, m.meaning, of, combine, better, m.empty, m.zh].map(cell);
        row(&mut out, &cells);
    }
    same("outputs.md", &out);
}

#[test]
fn everything_declared_is_documented() {
    for table in facts() {
        assert!(!table.about.trim().is_empty(), "{}", table.path);
        for field in table.fields {
            let path = format!("{}.{}", table.path, field.name);
            assert!(!field.meaning.trim().is_empty() && !field.source.is_empty(), "{path}");
        }
    }
    assert!(MEASURES.iter().all(|m| !m.meaning.is_empty() && !m.label.is_empty() && !m.zh.is_empty()));
}
