//! What `validate` found: on the terminal, and as the page `docs/validation.md`.

use crate::report::text::table::{Table, wrap};
use crate::stats::paired::Estimate;
use crate::study::validate::figure::{Claim, FigureUnit, Finding};
use crate::study::validate::patterns::{HARD, PatternResult};
use crate::study::validate::rows::JudgedRow;
use crate::study::validate::setting::NAMED;
use crate::study::validate::targets::TargetUse;
use crate::study::validate::{Validation, explained};
use std::fmt::Write;

/// A number with three significant digits and a real minus.
pub fn number(value: f64) -> String {
    let size = value.abs();
    let decimals = match size {
        s if s >= 99.95 || s == 0.0 => 0,
        s if s >= 9.995 => 1,
        s if s >= 0.9995 => 2,
        s if s >= 0.0995 => 3,
        _ => 4,
    };
    let words = format!("{size:.decimals$}");
    if value < 0.0 && words.bytes().any(|b| b.is_ascii_digit() && b != b'0') {
        format!("−{words}")
    } else {
        words
    }
}

fn in_unit(value: f64, unit: FigureUnit) -> String {
    match unit {
        FigureUnit::Plain => number(value),
        FigureUnit::Percent => {
            let words = format!("{:.1} %", (100.0 * value).abs());
            if value < 0.0 && words != "0.0 %" { format!("−{words}") } else { words }
        }
    }
}

/// A mean with its interval.
pub fn estimate(e: &Estimate, unit: FigureUnit) -> String {
    let mean = in_unit(e.mean, unit);
    e.interval.map_or_else(
        || mean.clone(),
        |(low, high)| format!("{mean} ({} … {})", in_unit(low, unit), in_unit(high, unit)),
    )
}

/// What is claimed.
pub fn claim(claim: &Claim, unit: FigureUnit) -> String {
    let say = |value: &f64| in_unit(*value, unit);
    match claim {
        Claim::Above(x) => format!("surely above {}", say(x)),
        Claim::Below(x) => format!("surely below {}", say(x)),
        Claim::Within(low, high) => format!("{} … {}", say(low), say(high)),
        Claim::Jointly => "judged with the other parts".into(),
        Claim::Told => "told, not claimed".into(),
        Claim::Inside(low, high) => format!("surely within {} … {}", say(low), say(high)),
    }
}

fn found(finding: &Finding) -> String {
    finding.estimate.as_ref().map_or_else(
        || finding.missing.clone().unwrap_or_else(|| "nothing".into()),
        |e| estimate(e, finding.unit),
    )
}

/// What was found of a pattern in one line.
pub fn in_one_line(verdict: &PatternResult) -> String {
    verdict.findings.iter().map(|f| format!("{}: {}", f.what, found(f))).collect::<Vec<_>>().join("; ")
}

fn mark(hit: bool) -> &'static str {
    if hit { "hit" } else { "miss" }
}

/// Hits of the rows of a use.
fn hits(found: &Validation, of: TargetUse) -> (usize, usize) {
    let rows = || found.rows.iter().filter(|row| row.target.for_use == of);
    (rows().filter(|row| row.hit()).count(), rows().count())
}

/// The sums in one sentence.
pub fn summary(found: &Validation) -> String {
    let parts = TargetUse::ALL.map(|of| {
        let (hit, all) = hits(found, of);
        format!("{of} {hit} of {all}")
    });
    let patterns = found.patterns.iter().filter(|p| p.hit()).count();
    let hard = found.patterns.iter().filter(|p| HARD.contains(&p.id) && p.hit()).count();
    format!(
        "Rows in band: {}. Patterns as expected: {patterns} of {}, of the hard ones {hard} of {}.",
        parts.join(", "),
        found.patterns.len(),
        HARD.len()
    )
}

/// On the terminal.
pub fn text(found: &Validation) -> String {
    let mut out = format!(
        "{} held against the world: mean of {} worlds, 95 % interval\n",
        found.subject, found.replicates
    );
    for of in TargetUse::ALL {
        let mut grid = Table::new([&*format!("{of}"), "", "measured", "band", "simulated", "", ""]);
        for row in found.rows.iter().filter(|row| row.target.for_use == of) {
            grid.row(cells(row));
        }
        let _ = write!(out, "\n{}", grid.terminal());
    }
    for verdict in &found.patterns {
        let _ = write!(
            out,
            "\n{}",
            wrap(&format!("{} {}: {}", verdict.id, mark(verdict.hit()), verdict.contrast), 4)
        );
        let _ = write!(out, "{}", wrap(&format!("    expected: {}", verdict.expected), 6));
        for finding in &verdict.findings {
            let words = format!(
                "    {} {}: {}",
                if finding.holds { "+" } else { "−" },
                finding.what,
                self::found(finding)
            );
            let _ = write!(
                out,
                "{}",
                wrap(&format!("{words}, claimed {}", claim(&finding.claim, finding.unit)), 6)
            );
        }
    }
    let _ = write!(out, "\n{}", wrap(&summary(found), 0));
    out
}

fn cells(row: &JudgedRow) -> [String; 7] {
    let t = &row.target;
    let simulated = row.simulated.as_ref().map_or_else(|| "–".into(), |e| number(e.mean));
    let interval = row.simulated.as_ref().and_then(|e| e.interval);
    let interval =
        interval.map_or_else(String::new, |(low, high)| format!("{} … {}", number(low), number(high)));
    [
        t.id.clone(),
        t.measure.clone(),
        number(t.value),
        format!("{} … {}", number(t.lo), number(t.hi)),
        simulated,
        interval,
        mark(row.hit()).into(),
    ]
}

const HEAD: &str = "# Validation: held against the world

Made by a command: do not edit by hand. `commonroom validate -o docs/validation.md --force` writes it anew, in a few minutes; a test keeps its form and
repeats a part of it.

**Rows** are figures that people measured elsewhere ([`data/targets.csv`](../data/targets.csv): source, grade, band, use, recipe). Only rows to *calibrate* may set
a parameter. Rows to *validate* are held back. *Shape* rows come from foreign or special populations and test a form, *context* stands beside. A row is hit when the
simulated mean lies in its band. \"Could be set by\" names a parameter that moves this figure by itself: \
    where it was set to the row, the row is
calibrated and no test, whatever its use.

**Patterns** are pairs of settings in the same random worlds. \"Surely\" means the whole 95 % interval. A \
    pattern is hit when every part holds.
";

/// As a page.
pub fn page(found: &Validation) -> String {
    let mut out = String::from(HEAD);
    let _ = writeln!(
        out,
        "\n{} Subject: `{}`, {} worlds, seed {}.",
        summary(found),
        found.subject,
        found.replicates,
        found.seed
    );
    for of in TargetUse::ALL {
        let (hit, all) = hits(found, of);
        let _ = writeln!(out, "\n## Rows to {of}: {hit} of {all} in band\n\n{ROWS}");
        for row in found.rows.iter().filter(|row| row.target.for_use == of) {
            let _ = writeln!(out, "{}", row_of_page(row));
        }
    }
    let hit = found.patterns.iter().filter(|p| p.hit()).count();
    let _ = writeln!(out, "\n## Patterns: {hit} of {} as expected\n\n{PATTERNS}", found.patterns.len());
    for verdict in &found.patterns {
        let _ = writeln!(out, "{}", pattern_of_page(verdict));
    }
    out += "\n## Named settings\n\n| name | what it is | why |\n|---|---|---|\n";
    for (name, meaning, why) in NAMED {
        let _ = writeln!(out, "| {name} | `{meaning}` | {why} |");
    }
    out += &misses(found);
    out
}

const ROWS: &str = "| id | what | measured | band | simulated (95 %) | verdict | could be set by | recipe \
    |\n|---|---|---|---|---|---|---|---|";
const PATTERNS: &str = "| id | contrast | expected | found (95 %) | verdict |\n|---|---|---|---|---|";

fn row_of_page(row: &JudgedRow) -> String {
    let t = &row.target;
    let simulated =
        row.simulated.as_ref().map_or_else(|| "–".to_string(), |e| estimate(e, FigureUnit::Plain));
    let by = if t.set_by.is_empty() { "–".to_string() } else { format!("`{}`", t.set_by) };
    let note = if t.note.is_empty() { String::new() } else { format!(" {}", t.note) };
    let recipe = format!("`{}`.{note}", t.recipe());
    format!(
        "| {} | {} | {} | {} … {} | {simulated} | {} | {by} | {recipe} |",
        t.id,
        t.output,
        number(t.value),
        number(t.lo),
        number(t.hi),
        mark(row.hit())
    )
}

fn pattern_of_page(verdict: &PatternResult) -> String {
    let parts = verdict.findings.iter().map(|f| {
        let sign = if f.holds { "" } else { "**not met:** " };
        format!("{sign}{}: {} [{}]", f.what, found(f), claim(&f.claim, f.unit))
    });
    let id = if HARD.contains(&verdict.id) { format!("**{}**", verdict.id) } else { verdict.id.into() };
    let parts = parts.collect::<Vec<_>>().join("; ");
    format!("| {id} | {} | {} | {parts} | {} |", verdict.contrast, verdict.expected, mark(verdict.hit()))
}

/// Every miss with its explanation.
fn misses(found: &Validation) -> String {
    let rows = found.rows.iter().filter(|row| !row.hit()).map(|row| row.target.id.as_str());
    let patterns = found.patterns.iter().filter(|p| !p.hit()).map(|p| p.id);
    let all: Vec<&str> = rows.chain(patterns).collect();
    if all.is_empty() {
        return String::new();
    }
    let mut out = String::from("\n## Misses, and why\n\n| id | why |\n|---|---|\n");
    for id in all {
        let _ = writeln!(out, "| {id} | {} |", explained::why(id).unwrap_or("not explained"));
    }
    out
}
