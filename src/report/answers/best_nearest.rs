//! What `best` answers where nobody keeps what must be kept: what comes nearest.

use crate::language::{said, term};
use crate::report::text::format::{Style, percent};
use crate::report::text::table::{Table, wrap};
use crate::scenario::toml_text::value as toml_value;
use crate::study::best::front::Nearest;
use crate::study::best::question::{BestFound, BestQuestion};
use crate::study::best::wanted::Bound;

/// A bound in words.
pub(crate) fn bound_words(bound: &Bound) -> String {
    match bound {
        Bound::Required(requirement) => requirement.to_string(),
        Bound::Unbroken(what) => said!("nothing breaks ({})", term(what.name())),
    }
}

/// Where nobody keeps what must be kept.
pub(crate) fn nothing(asked: &BestQuestion, found: &BestFound) -> String {
    let mut table = Table::new(["required", "nearest", "short of it by", "changed"].map(term));
    for near in &found.nearest {
        let bound = &asked.wanted.bounds[near.bound];
        let chosen = asked.space.chosen(&near.candidate);
        let levers = chosen.levers.iter().map(|(path, value)| {
            format!("{}={}", path.split_once('.').map_or(path.as_str(), |(_, rest)| rest), toml_value(value))
        });
        let changed: Vec<String> = chosen.parts.iter().cloned().chain(levers).collect();
        let changed = if changed.is_empty() { asked.base.name.clone() } else { changed.join(" ") };
        table.row([bound_words(bound), reached(bound, near), short(bound, near), changed]);
    }
    format!("{}\n{}", wrap(&nothing_words(asked, found), 0), table.terminal())
}

/// That nobody keeps it, and which requirement is nearest to being met.
pub(crate) fn nothing_words(asked: &BestQuestion, found: &BestFound) -> String {
    let Some(near) = found.nearest.first() else { return String::new() };
    let bound = bound_words(&asked.wanted.bounds[near.bound]);
    said!("Nothing that was tried keeps all that is required. Nearest to being met: {bound}.")
}

/// The value that comes nearest to a bound.
pub(crate) fn reached(bound: &Bound, near: &Nearest) -> String {
    match bound {
        Bound::Required(requirement) => {
            let lower = !requirement.met(f64::NEG_INFINITY);
            let value = if lower { requirement.bound - near.short } else { requirement.bound + near.short };
            Style::of(requirement.measure).value(value)
        }
        Bound::Unbroken(_) => percent(near.short + bound.scale()),
    }
}

fn short(bound: &Bound, near: &Nearest) -> String {
    if near.short <= 0.0 {
        return term("kept, with another broken").to_string();
    }
    match bound {
        Bound::Required(requirement) => {
            Style::of(requirement.measure).change(near.short).trim_start_matches('+').into()
        }
        Bound::Unbroken(_) => percent(near.short),
    }
}
