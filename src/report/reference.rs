//! The reference pages of `docs`, made from the declarations: levers, parameters, outputs.

use crate::files::columns::ResultTable;
use crate::files::columns::column::Column;
use crate::report::text::table::Table;
use crate::scenario::check::DATA_KEYS;
use crate::scenario::roster::COLUMNS;
use crate::scenario::toml_text;
use crate::settings::prior::prior;
use crate::settings::{Field, SettingsTree, TableFacts, ValueKind};
use crate::study::survey::design::SurveyDesign;
use crate::study::survey::instrument::{ITEMS, Reads};
use crate::world::agents::residents::group::ResidentGroup;
use crate::world::blueprint::facts;
use crate::world::price_text::price_of;
use crate::world::record::groups::YearlyFigure;
use crate::world::record::terms::{Origin, TERMS, Term};
use crate::world::record::{Better, Combine, MEASURES, Measure, Scope};
use std::fmt::Write;

const MADE: &str = "Made from the declarations in the code: do not edit by hand. `COMMONROOM_BLESS=1 cargo \
    test --release --lib documents` writes it anew.";

/// Every page: name of the file in `docs`, and its text.
pub(crate) fn all() -> [(&'static str, String); 3] {
    [("levers.md", levers()), ("parameters.md", parameters()), ("outputs.md", outputs())]
}

/// What an analyst can set.
pub(crate) fn levers() -> String {
    let mut out = format!(
        "# Levers: what an analyst can set\n\n{MADE}\n\nEach can be dated with `[[schedule]]`. \"Span\" is \
            the usual span of a sweep; \"moves\" \
         names the measures that rise (+) or fall (-) over it.\n"
    );
    for declared in facts().iter().filter(|t| is_lever(t)) {
        let mut table = Table::new([
            "key", "meaning", "unit", "default", "range", "span", "moves", "price", "known", "中文",
        ]);
        for field in declared.fields {
            let (span, price) = field.lever.map_or((String::new(), String::new()), |l| {
                (format!("{} → {}", l.low, l.high), price_of(&l))
            });
            let moves = field.lever.map_or(String::new(), |l| l.moves.join(", "));
            let known = format!("{}: {}", field.grade.word(), field.source);
            row(
                &mut table,
                [
                    &code(field.name),
                    field.meaning,
                    field.unit,
                    &default(field),
                    &range(field),
                    &span,
                    &moves,
                    &price,
                    &known,
                    field.zh,
                ],
            );
        }
        section(&mut out, declared, &table);
    }
    out
}

/// A table with all that is known of its fields.
fn whole(out: &mut String, declared: &TableFacts) {
    let mut table =
        Table::new(["key", "meaning", "unit", "default", "range", "plausible", "grade", "source"]);
    for field in declared.fields {
        row(
            &mut table,
            [
                &code(field.name),
                field.meaning,
                field.unit,
                &default(field),
                &range(field),
                &plausible(declared, field),
                field.grade.word(),
                field.source,
            ],
        );
    }
    section(out, declared, &table);
}

/// What is plausible of a setting, and how it is drawn; nothing where it does not vary.
fn plausible(declared: &TableFacts, field: &Field) -> String {
    let rounded = |end: f64| format!("{}", (end * 1e4).round() / 1e4);
    prior(declared, field).map_or(String::new(), |prior| {
        let (low, high) = prior.ends();
        format!("{} to {}, {}", rounded(low), rounded(high), prior.words())
    })
}

/// How a survey is carried out, and what its answers come from.
fn surveys() -> String {
    let mut out = "\n# Surveys: `commonroom survey --set`, no part of a scenario\n".to_string();
    SurveyDesign::facts().iter().for_each(|declared| whole(&mut out, declared));
    out.push_str("\n## The items, 1 to 5\n\n");
    let mut table =
        Table::new(["item", "question", "1", "5", "asked", "answer", "yes from", "yes means", "measure"]);
    for item in &ITEMS {
        let measure = item.measure.map_or("–".to_string(), |(measure, reads)| match reads {
            Reads::Share => format!("`{measure}` = share of yes"),
            Reads::Inverse => format!("`{measure}` = 1 − (mean − 1) / 4"),
        });
        row(
            &mut table,
            [
                &code(item.name),
                item.question,
                item.ends.0,
                item.ends.1,
                item.asked,
                item.mapping,
                &item.yes.to_string(),
                item.share,
                &measure,
            ],
        );
    }
    out + &table.markdown()
}

/// What the model assumes.
pub(crate) fn parameters() -> String {
    let mut out = format!("# Parameters: what the model assumes\n\n{MADE}\n");
    facts().iter().filter(|t| !is_lever(t)).for_each(|table| whole(&mut out, table));
    out.push_str(&surveys());
    out.push_str("\n## Rosters: text keys of `[residents]`\n\n");
    let mut table = Table::new(["key", "meaning"]);
    DATA_KEYS.iter().for_each(|(key, meaning)| row(&mut table, [&code(key), meaning]));
    out.push_str(&table.markdown());
    let names = COLUMNS.map(|c| format!("`{c}`")).join(", ");
    let groups = ResidentGroup::NAMES.join(", ");
    // Writing into memory does not fail.
    let _ = writeln!(
        out,
        "\nColumns of a roster: identity, community, and any of {names}. `group` is one of {groups}."
    );
    out
}

/// What comes out: the measures of every week, the yearly figures of groups.
pub(crate) fn outputs() -> String {
    let mut out = format!(
        "# Outputs: the measures of every week\n\n{MADE}\n\nRatios over weeks and communities are sums over \
            sums, never means of ratios.\n\n"
    );
    let mut table =
        Table::new(["column", "label", "unit", "meaning", "of", "combines as", "better", "empty", "中文"]);
    MEASURES.iter().for_each(|measure| one_measure(&mut table, measure));
    out.push_str(&table.markdown());
    out.push_str(
        "\n## What each deficiency is made of\n\nThe terms of a deficiency add up to it. What a lever moves in \
        a term by definition says nothing about people: `diagnose` and `decision` report it apart from \
        behaviour.\n\n",
    );
    let mut table = Table::new(["term", "of", "moves by", "because", "中文"]);
    TERMS.iter().for_each(|term| one_term(&mut table, term));
    out.push_str(&table.markdown());
    out.push_str("\n## `groups.csv`: yearly figures by group of residents\n\n");
    let mut table = Table::new(["measure", "meaning"]);
    YearlyFigure::ALL.iter().for_each(|f| row(&mut table, [&code(f.name()), f.definition()]));
    out.push_str(&table.markdown());
    out.push_str("\n## `residents.csv`: sampled residents, one row for each person (`--sample N`)\n\n");
    let mut table = Table::new(["column", "unit", "meaning", "empty"]);
    for Column { name, unit, meaning, empty, .. } in ResultTable::Residents.columns() {
        row(&mut table, [&code(&name), unit, &meaning, empty]);
    }
    out + &table.markdown()
}

fn one_term(table: &mut Table, term: &Term) {
    let origin = match term.origin {
        Origin::Definition => "definition",
        Origin::Behaviour => "behaviour",
    };
    row(table, [&code(term.column), &code(term.deficiency.name()), origin, term.because, term.zh]);
}

fn one_measure(table: &mut Table, m: &Measure) {
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
    row(table, [&code(m.name), m.label, m.unit, m.meaning, of, combine, better, m.empty, m.zh]);
}

fn is_lever(table: &TableFacts) -> bool {
    table.path.starts_with("levers.")
}

fn default(field: &Field) -> String {
    format!("`{}`", toml_text::value(&(field.default)()))
}

fn range(field: &Field) -> String {
    match (field.kind, field.range) {
        (ValueKind::Choice(words), _) => {
            words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ")
        }
        (ValueKind::Flag, _) => "`true`, `false`".into(),
        (_, Some((low, high))) => format!("{} – {}", bound(low), bound(high)),
        (_, None) => "any".into(),
    }
}

fn bound(x: f64) -> String {
    if x.abs() >= 1e6 { format!("{x:e}") } else { format!("{x}") }
}

/// The heading of a table of settings, and what stands below it.
fn section(out: &mut String, declared: &TableFacts, table: &Table) {
    // Writing into memory does not fail.
    let _ = writeln!(out, "\n## `[{}]`\n\n{}\n", declared.path, declared.about.trim());
    out.push_str(&table.markdown());
}

/// A name as it is typed.
fn code(name: &str) -> String {
    format!("`{name}`")
}

/// A row; what is empty shows as a dash.
fn row<const N: usize>(table: &mut Table, cells: [&str; N]) {
    table.row(cells.map(|text| if text.is_empty() { "–" } else { text.trim() }));
}
