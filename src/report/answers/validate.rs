//! What `validate` found: on the terminal, and as the page `docs/validation.md`.

use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::table::{Table, wrap};
use crate::stats::paired::Estimate;
use crate::study::validate::figure::{Claim, FigureUnit, Finding};
use crate::study::validate::patterns::{HARD, PatternResult};
use crate::study::validate::rows::JudgedRow;
use crate::study::validate::setting::NAMED;
use crate::study::validate::targets::TargetUse;
use crate::study::validate::{Validation, explained};
use std::fmt::Write;

/// A number that stands without an interval.
fn number(value: f64) -> String {
    Style::Significant.value(value)
}

fn style(unit: FigureUnit) -> Style {
    match unit {
        FigureUnit::Plain => Style::Significant,
        FigureUnit::Percent => Style::Share,
    }
}

/// A mean with its interval.
fn estimate(e: &Estimate, unit: FigureUnit) -> String {
    NumberFormat::of(style(unit), e.mean, e.interval).value_within(e.mean, e.interval)
}

/// What is claimed.
fn claimed(claim: &Claim, unit: FigureUnit) -> String {
    let words = |value: &f64| style(unit).value(*value);
    match claim {
        Claim::Above(x) => format!("surely above {}", words(x)),
        Claim::Below(x) => format!("surely below {}", words(x)),
        Claim::Within(low, high) => format!("{} to {}", words(low), words(high)),
        Claim::Jointly => "judged with the other parts".into(),
        Claim::Told => "told, not claimed".into(),
        Claim::Inside(low, high) => format!("surely within {} to {}", words(low), words(high)),
    }
}

fn found(finding: &Finding) -> String {
    finding.estimate.as_ref().map_or_else(
        || finding.missing.clone().unwrap_or_else(|| "nothing".into()),
        |e| estimate(e, finding.unit),
    )
}

/// What was found of a pattern in one line.
pub(crate) fn in_one_line(verdict: &PatternResult) -> String {
    verdict.findings.iter().map(|f| format!("{}: {}", f.what, found(f))).collect::<Vec<_>>().join("; ")
}

const HIT: &str = "hit";
const MISS: &str = "miss";

fn row_mark(row: &JudgedRow) -> &'static str {
    if row.hit() { HIT } else { MISS }
}

fn pattern_mark(pattern: &PatternResult) -> &'static str {
    if pattern.hit() { HIT } else { MISS }
}

/// Hits of the rows of a use.
fn hits(found: &Validation, of: TargetUse) -> (usize, usize) {
    let rows = || found.rows.iter().filter(|row| row.target.for_use == of);
    (rows().filter(|row| row.hit()).count(), rows().count())
}

/// The sums in one sentence.
pub(crate) fn summary(found: &Validation) -> String {
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
pub(crate) fn text(found: &Validation) -> String {
    let mut out = format!(
        "{} held against the world: mean of {} worlds, 95% interval\n",
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
            wrap(&format!("{} {}: {}", verdict.id, pattern_mark(verdict), verdict.contrast), 4)
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
                wrap(&format!("{words}, claimed {}", claimed(&finding.claim, finding.unit)), 6)
            );
        }
    }
    let _ = write!(out, "\n{}", wrap(&summary(found), 0));
    out
}

fn cells(row: &JudgedRow) -> [String; 7] {
    let t = &row.target;
    let simulated = row.simulated.as_ref();
    let format = simulated.map(|e| NumberFormat::of(Style::Significant, e.mean, e.interval));
    let mean = format.zip(simulated).map(|(format, e)| format.value(e.mean));
    let interval = format.zip(simulated.and_then(|e| e.interval)).map(|(format, ends)| format.interval(ends));
    [
        t.id.clone(),
        t.measure.clone(),
        number(t.value),
        format!("{} to {}", number(t.lo), number(t.hi)),
        mean.unwrap_or_else(|| "–".into()),
        interval.unwrap_or_default(),
        row_mark(row).into(),
    ]
}

const HEAD: &str = "# Validation: held against the world

Made by a command: do not edit by hand. `commonroom validate -o docs/validation.md --force` writes
it anew, in a few minutes; a test keeps its form and repeats a part of it.

**Rows** are figures that people measured elsewhere ([`data/targets.csv`](../data/targets.csv):
source, grade, band, use, recipe). Only rows to *calibrate* may set a parameter. Rows to *validate*
are held back. *Shape* rows come from foreign or special populations and test a form, *context*
stands beside. A row is hit when the simulated mean lies in its band. \"Could be set by\" names a
parameter that moves this figure by itself: where it was set to the row, the row is calibrated and
no test, whatever its use.

**Patterns** are pairs of settings in the same random worlds. \"Surely\" means the whole 95%
interval. A pattern is hit when every part holds.
";

/// As a page.
pub(crate) fn page(found: &Validation) -> String {
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
        let mut table = Table::new(ROWS);
        found.rows.iter().filter(|row| row.target.for_use == of).for_each(|row| table.row(row_of_page(row)));
        let _ = write!(out, "\n## Rows to {of}: {hit} of {all} in band\n\n{}", table.markdown());
    }
    let hit = found.patterns.iter().filter(|p| p.hit()).count();
    let mut table = Table::new(["id", "contrast", "expected", "found (95%)", "verdict"]);
    found.patterns.iter().for_each(|verdict| table.row(pattern_of_page(verdict)));
    let all = found.patterns.len();
    let _ = write!(out, "\n## Patterns: {hit} of {all} as expected\n\n{}", table.markdown());
    let mut table = Table::new(["name", "what it is", "why"]);
    for (name, meaning, why) in NAMED {
        table.row([name.to_string(), format!("`{meaning}`"), why.to_string()]);
    }
    out + "\n## Named settings\n\n" + &table.markdown() + &misses(found)
}

const ROWS: [&str; 8] =
    ["id", "what", "measured", "band", "simulated (95%)", "verdict", "could be set by", "recipe"];

fn row_of_page(row: &JudgedRow) -> [String; 8] {
    let t = &row.target;
    let simulated =
        row.simulated.as_ref().map_or_else(|| "–".to_string(), |e| estimate(e, FigureUnit::Plain));
    let by = if t.set_by.is_empty() { "–".to_string() } else { format!("`{}`", t.set_by) };
    let note = if t.note.is_empty() { String::new() } else { format!(" {}", t.note) };
    let recipe = format!("`{}`.{note}", t.recipe());
    [
        t.id.clone(),
        t.output.clone(),
        number(t.value),
        format!("{} to {}", number(t.lo), number(t.hi)),
        simulated,
        row_mark(row).into(),
        by,
        recipe,
    ]
}

fn pattern_of_page(verdict: &PatternResult) -> [String; 5] {
    let parts = verdict.findings.iter().map(|f| {
        let sign = if f.holds { "" } else { "**not met:** " };
        format!("{sign}{}: {}; claimed: {}", f.what, found(f), claimed(&f.claim, f.unit))
    });
    let id = if HARD.contains(&verdict.id) { format!("**{}**", verdict.id) } else { verdict.id.into() };
    let parts = parts.collect::<Vec<_>>().join("; ");
    [id, verdict.contrast.to_string(), verdict.expected.to_string(), parts, pattern_mark(verdict).into()]
}

/// Every miss with its explanation.
fn misses(found: &Validation) -> String {
    let rows = found.rows.iter().filter(|row| !row.hit()).map(|row| row.target.id.as_str());
    let patterns = found.patterns.iter().filter(|p| !p.hit()).map(|p| p.id);
    let all: Vec<&str> = rows.chain(patterns).collect();
    if all.is_empty() {
        return String::new();
    }
    let mut table = Table::new(["id", "why"]);
    all.into_iter().for_each(|id| table.row([id, explained::why(id).unwrap_or("not explained")]));
    format!("\n## Misses, and why\n\n{}", table.markdown())
}
