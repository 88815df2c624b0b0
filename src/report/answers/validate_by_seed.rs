//! What `validate` finds with several seeds: verdicts that depend on the random worlds are told as such.

use crate::language::{said, term};
use crate::report::text::table::{Table, wrap};
use crate::study::validate::Validation;
use crate::study::validate::rows::JudgedRow;
use crate::study::validate::targets::TargetUse;
use crate::study::validate::verdict::{Verdict, VerdictCounts};

/// Every row and pattern with its verdict for each seed.
pub(crate) fn verdicts(all: &[Validation]) -> Vec<(&str, Vec<Verdict>)> {
    let of = |found: &Validation| -> Vec<Verdict> {
        let rows = found.rows.iter().map(JudgedRow::verdict);
        rows.chain(found.patterns.iter().map(|pattern| pattern.verdict())).collect()
    };
    let columns: Vec<Vec<Verdict>> = all.iter().map(of).collect();
    let Some(first) = all.first() else { return Vec::new() };
    let ids = first.rows.iter().map(|row| row.target.id.as_str()).chain(first.patterns.iter().map(|p| p.id));
    ids.enumerate().map(|(at, id)| (id, columns.iter().map(|column| column[at]).collect())).collect()
}

/// On the terminal.
pub(crate) fn text(all: &[Validation]) -> String {
    format!("\n{}{}", sums(all).terminal(), wrap(&differing(all), 0))
}

/// As a section of the page.
pub(crate) fn markdown(all: &[Validation]) -> String {
    said!("\n## By seed\n\n{}\n{}\n", sums(all).markdown(), differing(all))
}

/// How many of each verdict with each seed.
fn sums(all: &[Validation]) -> Table {
    let mut sums = Table::new(
        [
            "seed",
            "tests to validate: hits",
            "misses",
            "undecided",
            "tests of shape: hits",
            "misses",
            "undecided",
            "patterns that are tests: hits",
            "misses",
            "undecided",
        ]
        .map(term),
    );
    for found in all {
        let tallies =
            [found.tests_of(TargetUse::Validate), found.tests_of(TargetUse::Shape), found.patterns()];
        let counts =
            tallies.iter().flat_map(|VerdictCounts { hits, misses, undecided }| [hits, misses, undecided]);
        sums.row(std::iter::once(found.seed.to_string()).chain(counts.map(|n| n.to_string())));
    }
    sums
}

/// Which verdicts are not the same with each seed.
fn differing(all: &[Validation]) -> String {
    let differ: Vec<String> = verdicts(all)
        .into_iter()
        .filter(|(_, verdicts)| verdicts.iter().any(|verdict| *verdict != verdicts[0]))
        .map(|(id, verdicts)| {
            let words: Vec<String> = verdicts.iter().map(ToString::to_string).collect();
            format!("{id} ({})", words.join(", "))
        })
        .collect();
    if differ.is_empty() {
        term("All verdicts are the same with each seed.").to_string()
    } else {
        said!("Verdicts that depend on the seed, in its order: {}.", differ.join("; "))
    }
}
