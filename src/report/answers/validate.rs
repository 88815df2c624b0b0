//! What `validate` found: on the terminal, and as the page `docs/validation.md`.

use crate::language::{said, term, translated};
use crate::report::answers::validate_by_seed as by_seed;
use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::names::called;
use crate::report::text::table::{Table, wrap};
use crate::stats::paired::Estimate;
use crate::study::validate::figure::{Claim, FigureUnit, Finding};
use crate::study::validate::over_seeds::together;
use crate::study::validate::patterns::{HARD, PatternResult, no_test};
use crate::study::validate::rows::JudgedRow;
use crate::study::validate::setting::NAMED;
use crate::study::validate::targets::TargetUse;
use crate::study::validate::verdict::{Verdict, VerdictCounts};
use crate::study::validate::{Validation, explained};
use std::fmt::Write;

/// A number that stands without an interval.
fn number(value: f64) -> String {
    Style::Significant.value(value)
}

pub(crate) fn style(unit: FigureUnit) -> Style {
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
pub(crate) fn claimed(claim: &Claim, unit: FigureUnit) -> String {
    let words = |value: &f64| style(unit).value(*value);
    match claim {
        Claim::Above(x) => said!("surely above {}", words(x)),
        Claim::Below(x) => said!("surely below {}", words(x)),
        Claim::Jointly => term("judged with the other parts").into(),
        Claim::Told => term("told, not claimed").into(),
        Claim::Within(low, high) => said!("surely within {} to {}", words(low), words(high)),
    }
}

fn found(finding: &Finding) -> String {
    finding.estimate.as_ref().map_or_else(
        || finding.missing.clone().unwrap_or_else(|| term("nothing").into()),
        |e| estimate(e, finding.unit),
    )
}

/// What was found of a pattern in one line.
pub(crate) fn in_one_line(verdict: &PatternResult) -> String {
    verdict
        .findings
        .iter()
        .map(|f| format!("{}: {}", called(&f.what), found(f)))
        .collect::<Vec<_>>()
        .join("; ")
}

/// Verdicts of a use: of its tests, and of what is none.
fn of_use(found: &Validation, of: TargetUse) -> String {
    let (all, tests) = (found.rows_of(of), found.tests_of(of));
    if tests == all || tests == VerdictCounts::default() {
        return all.to_string();
    }
    let others = all.hits + all.misses + all.undecided - tests.hits - tests.misses - tests.undecided;
    said!("{tests} among its tests; {others} more are no tests")
}

/// The sums in one sentence.
pub(crate) fn summary(found: &Validation) -> String {
    let parts = TargetUse::ALL.map(|of| format!("{}: {}", called(&of.to_string()), of_use(found, of)));
    let tests = |pattern: &&PatternResult| no_test(pattern.id).is_none();
    let all = found.patterns.iter().filter(tests).count();
    said!(
        "Rows to {}. Patterns that are tests ({all} of {}): {}.",
        parts.join(term(". Rows to ")),
        found.patterns.len(),
        found.patterns()
    )
}

/// On the terminal: what all seeds found together, and how single ones differ.
pub(crate) fn text(all: &[Validation]) -> String {
    let differ = if all.len() > 1 { by_seed::text(all) } else { String::new() };
    together(all).map_or_else(String::new, |found| told(&found, &worlds(all)) + &differ)
}

/// Which worlds an answer speaks of.
fn worlds(all: &[Validation]) -> String {
    match all {
        [] => term("no worlds").into(),
        [one] => said!("{} worlds, seed {}", one.replicates, one.seed),
        [first, .., last] => {
            said!("seeds {} to {} of {} worlds each", first.seed, last.seed, first.replicates)
        }
    }
}

fn told(found: &Validation, worlds: &str) -> String {
    let mut out = said!("{} held against the world: mean over {worlds}, 95% interval\n", found.subject);
    for of in TargetUse::ALL {
        let mut grid = Table::new([
            called(&of.to_string()),
            "",
            term("measured"),
            term("band"),
            term("simulated"),
            "",
            "",
        ]);
        for row in found.rows.iter().filter(|row| row.target.for_use == of) {
            grid.row(cells(row));
        }
        let _ = write!(out, "\n{}", grid.terminal());
    }
    for verdict in &found.patterns {
        let mark = verdict.verdict().to_string();
        let mark = called(&mark);
        let _ = write!(out, "\n{}", wrap(&format!("{} {mark}: {}", verdict.id, called(verdict.contrast)), 4));
        let _ = write!(out, "{}", wrap(&said!("    expected: {}", called(verdict.expected)), 6));
        for finding in &verdict.findings {
            let words =
                format!("    {} {}: {}", sign(finding.verdict), called(&finding.what), self::found(finding));
            let _ = write!(
                out,
                "{}",
                wrap(&said!("{words}, claimed {}", claimed(&finding.claim, finding.unit)), 6)
            );
        }
    }
    let _ = write!(out, "\n{}", wrap(&summary(found), 0));
    out
}

fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Hit => "+",
        Verdict::Miss => "−",
        Verdict::Undecided => "?",
    }
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
        said!("{} to {}", number(t.lo), number(t.hi)),
        mean.unwrap_or_else(|| "–".into()),
        interval.unwrap_or_default(),
        called(&row.verdict().to_string()).to_string(),
    ]
}

const HEAD: &str = "# Validation: held against the world

Made by a command: do not edit by hand. `commonroom validate --seeds 10 -r 10 -o docs/validation.md --force`
writes it anew; a test keeps its form and repeats a part of it.

**Rows** are figures that people measured elsewhere ([`data/targets.csv`](../data/targets.csv):
source, grade, band, use, recipe). Only rows to *calibrate* may set a parameter. Rows to *validate*
are held back. *Shape* rows come from foreign or special populations and test a form, *context*
stands beside. \"Could be set by\" names a parameter that moves this figure by itself: where it was
set to the row, the row is calibrated and no test, whatever its use; the column \"no test\" says so, and
also where a row is no figure of its own. What is no test is shown and not counted as one.

**Patterns** are pairs of settings in the same random worlds.

**Verdicts** are given with their certainty. A row or a part of a pattern is a *hit* where the whole 95%
interval of the simulated figure lies within the band or beyond the bound that is claimed, a *miss* where
the whole interval lies outside, and *undecided* otherwise: other random worlds might say otherwise. A
pattern is a hit when every part is, a miss when one part is. With several seeds a figure is the mean of what
each seed finds in worlds of its own, and its interval that of Student's t over the seeds; so seeds that are
each unsure can be sure together, and what a single seed says alone stands under *By seed*.
";

/// As a page: what all seeds found together in full, and how single ones differ.
pub(crate) fn page(all: &[Validation]) -> String {
    let Some(found) = together(all) else { return String::from(term(HEAD)) };
    let found = &found;
    let mut out = String::from(term(HEAD));
    let _ = writeln!(out, "{}", said!("\n{} Subject: `{}`, {}.", summary(found), found.subject, worlds(all)));
    if all.len() > 1 {
        out += &by_seed::markdown(all);
    }
    for of in TargetUse::ALL {
        let mut table = Table::new(ROWS.map(called));
        found.rows.iter().filter(|row| row.target.for_use == of).for_each(|row| table.row(row_of_page(row)));
        let _ = write!(
            out,
            "{}",
            said!("\n## Rows to {}: {}\n\n{}", called(&of.to_string()), found.rows_of(of), table.markdown())
        );
    }
    let mut table = Table::new(["id", "contrast", "expected", "found (95%)", "verdict", "no test"].map(term));
    found.patterns.iter().for_each(|verdict| table.row(pattern_of_page(verdict)));
    let verdicts = VerdictCounts::of(found.patterns.iter().map(PatternResult::verdict));
    let _ = write!(out, "{}", said!("\n## Patterns: {verdicts}\n\n{}", table.markdown()));
    let mut table = Table::new(["name", "what it is", "why"].map(term));
    for (name, meaning, why) in NAMED {
        table.row([translated(name).to_string(), format!("`{meaning}`"), translated(why).to_string()]);
    }
    out + term("\n## Named settings\n\n") + &table.markdown() + &misses(all)
}

const ROWS: [&str; 9] =
    ["id", "what", "measured", "band", "simulated (95%)", "verdict", "no test", "could be set by", "recipe"];

/// What may be empty.
fn or_dash(words: &str) -> String {
    if words.is_empty() { "–".into() } else { words.into() }
}

fn row_of_page(row: &JudgedRow) -> [String; 9] {
    let t = &row.target;
    let simulated =
        row.simulated.as_ref().map_or_else(|| "–".to_string(), |e| estimate(e, FigureUnit::Plain));
    let by = if t.set_by.is_empty() { "–".to_string() } else { format!("`{}`", translated(&t.set_by)) };
    let note = if t.note.is_empty() { String::new() } else { format!(" {}", translated(&t.note)) };
    let recipe = format!("`{}`.{note}", t.recipe());
    [
        t.id.clone(),
        translated(&t.output).to_string(),
        number(t.value),
        said!("{} to {}", number(t.lo), number(t.hi)),
        simulated,
        called(&row.verdict().to_string()).to_string(),
        or_dash(translated(&t.no_test)),
        by,
        recipe,
    ]
}

fn pattern_of_page(verdict: &PatternResult) -> [String; 6] {
    let parts = verdict.findings.iter().map(|f| {
        let sign = match f.verdict {
            Verdict::Hit => "",
            Verdict::Miss => term("**not met:** "),
            Verdict::Undecided => term("**undecided:** "),
        };
        said!("{sign}{}: {}; claimed: {}", called(&f.what), found(f), claimed(&f.claim, f.unit))
    });
    let id = if HARD.contains(&verdict.id) { format!("**{}**", verdict.id) } else { verdict.id.into() };
    let parts = parts.collect::<Vec<_>>().join("; ");
    let no_test = or_dash(no_test(verdict.id).map_or("", translated));
    let mark = called(&verdict.verdict().to_string()).to_string();
    [id, called(verdict.contrast).to_string(), called(verdict.expected).to_string(), parts, mark, no_test]
}

/// What is no hit with some seed or with all together, with its explanation; what is undecided needs none.
fn misses(all: &[Validation]) -> String {
    let joint: Vec<Validation> = together(all).into_iter().collect();
    let joint = by_seed::verdicts(&joint);
    let mut reasons = Vec::new();
    for ((id, mut verdicts), (_, joint)) in by_seed::verdicts(all).into_iter().zip(joint) {
        verdicts.extend(joint);
        let missed = verdicts.contains(&Verdict::Miss);
        match explained::why(id) {
            Some(why) if verdicts.iter().any(|v| *v != Verdict::Hit) => reasons.push([id, translated(why)]),
            Some(_) => {}
            None if missed => reasons.push([id, term("not explained")]),
            None => {}
        }
    }
    if reasons.is_empty() {
        return String::new();
    }
    let mut table = Table::new(["id", "why"].map(term));
    reasons.into_iter().for_each(|row| table.row(row));
    said!("\n## Misses and doubts, and why\n\n{}", table.markdown())
}
