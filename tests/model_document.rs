//! `docs/model.md` keeps its form: short lines, equations numbered one after another, each with its settings,
//! and every path that it quotes exists.

use std::collections::BTreeSet;
use std::path::Path;

/// Most characters of a line.
const WIDTH: usize = 200;
/// What introduces the line of settings beneath an equation.
const SETTINGS: &str = "  - settings: ";

fn read(path: &str) -> String {
    let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&whole).expect("a page of the project")
}

/// Section 7: the equations.
fn equations(model: &str) -> &str {
    let from = model.find("\n# 7 Submodels").expect("section 7");
    let length = model[from..].find("\n---\n").expect("a line that ends section 7");
    &model[from..from + length]
}

/// The number of the equation that a line states, if it states one.
fn number(line: &str) -> Option<usize> {
    line.strip_prefix("- `(7.")?.split_once(')')?.0.parse().ok()
}

/// What stands between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with("```")).flat_map(|line| line.split('`').skip(1).step_by(2))
}

/// The paths of all settings, from a generated page: a heading names the table, a row the key.
fn settings(page: &str) -> BTreeSet<String> {
    let mut table = None;
    let mut paths = BTreeSet::new();
    for line in page.lines() {
        if line.starts_with('#') {
            table = line.strip_prefix("## `[").and_then(|rest| rest.strip_suffix("]`"));
        }
        let key = line.strip_prefix("| `").and_then(|rest| rest.split_once('`'));
        if let (Some(table), Some((key, _))) = (table, key) {
            paths.insert(format!("{table}.{key}"));
        }
    }
    paths
}

/// The paths of all settings of a scenario, levers included; those of surveys are none of the world.
fn all_settings() -> BTreeSet<String> {
    let mut paths = settings(&read("docs/parameters.md"));
    paths.extend(settings(&read("docs/levers.md")));
    paths.retain(|path| !path.starts_with("survey"));
    paths
}

/// Whether a quoted text has the form of a path of settings: `a.b`, `a.b.c`, `a.b.*`.
fn is_path(text: &str) -> bool {
    let name = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    };
    let whole = text.strip_suffix(".*").unwrap_or(text);
    let file = [".md", ".rs", ".csv", ".toml", ".json"].iter().any(|end| text.ends_with(end));
    text.contains('.') && !file && whole.split('.').all(name)
}

#[test]
fn no_line_is_too_long() {
    for (n, line) in read("docs/model.md").lines().enumerate() {
        let length = line.chars().count();
        assert!(length <= WIDTH, "line {}: {length} characters", n + 1);
    }
}

#[test]
fn equations_are_numbered_one_after_another() {
    let model = read("docs/model.md");
    let numbers: Vec<usize> = equations(&model).lines().filter_map(number).collect();
    let expected: Vec<usize> = (1..=numbers.len()).collect();
    assert!(!numbers.is_empty());
    assert_eq!(numbers, expected);
    for reference in model.split("(7.").skip(1) {
        let Some(n) = reference.split_once(')').and_then(|(n, _)| n.parse::<usize>().ok()) else {
            continue;
        };
        assert!((1..=numbers.len()).contains(&n), "there is no equation (7.{n})");
    }
}

#[test]
fn each_equation_says_its_settings() {
    let model = read("docs/model.md");
    let lines: Vec<&str> = equations(&model).lines().collect();
    for pair in lines.windows(2).filter(|pair| number(pair[0]).is_some()) {
        assert!(pair[0].ends_with('`'), "{}", pair[0]);
        assert!(pair[1].starts_with(SETTINGS), "no settings beneath {}", pair[0]);
    }
}

#[test]
fn every_setting_that_is_quoted_exists() {
    let known = all_settings();
    assert!(known.contains("residents.choice.intercept") && known.contains("levers.funding.grant"));
    for path in quoted(&read("docs/model.md")).filter(|text| is_path(text)) {
        let exists = match path.strip_suffix('*') {
            Some(table) => known.iter().any(|one| one.starts_with(table)),
            None => known.contains(path),
        };
        assert!(exists, "there is no setting `{path}`");
    }
}

#[test]
fn every_setting_stands_beside_an_equation() {
    let model = read("docs/model.md");
    let there: BTreeSet<&str> = quoted(equations(&model)).collect();
    // A table with a setting for each pair of two lists stands beside its equation as a whole.
    let beside = equations(&model).lines().filter(|line| line.starts_with("  "));
    let tables: Vec<&str> = beside.flat_map(quoted).filter_map(|text| text.strip_suffix('*')).collect();
    let told = |path: &String| there.contains(path.as_str()) || tables.iter().any(|t| path.starts_with(t));
    let missing: Vec<String> = all_settings().into_iter().filter(|path| !told(path)).collect();
    assert!(missing.is_empty(), "section 7 of docs/model.md does not say what they do: {missing:?}");
}

#[test]
fn every_file_that_is_quoted_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let model = read("docs/model.md");
    for path in
        quoted(&model).filter(|text| ["src/", "tests/", "docs/", "data/"].iter().any(|d| text.starts_with(d)))
    {
        assert!(root.join(path).exists(), "there is no {path}");
    }
}
