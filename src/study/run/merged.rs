//! Warnings that say the same of several scenarios, in one line.

use crate::language::{said, term};
use crate::study::run::warnings::Warning;

/// What is said of several scenarios alike, in one line each: the kind once, with each one's number.
pub(crate) fn merged(all: &[Warning]) -> Vec<String> {
    merged_naming(all, usize::MAX)
}

/// The same, with at most so many scenarios named in a line; the others are counted.
pub(crate) fn merged_naming(all: &[Warning], most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut told: Vec<std::mem::Discriminant<Warning>> = Vec::new();
    for warning in all {
        let kind = std::mem::discriminant(warning);
        let alike: Vec<&Warning> = all.iter().filter(|one| std::mem::discriminant(*one) == kind).collect();
        let short: Option<Vec<(String, &str)>> = alike.iter().map(|one| one.in_short()).collect();
        match short.filter(|_| alike.len() > 1) {
            Some(_) if told.contains(&kind) => {}
            Some(each) => {
                told.push(kind);
                let meaning = each.first().map_or("", |(_, meaning)| meaning);
                let left = each.len().saturating_sub(most);
                let mut each: Vec<String> = each.iter().take(most).map(|(words, _)| words.clone()).collect();
                each.extend((left > 0).then(|| said!("{left} more")));
                lines.push(meaning.replacen("{}", &each.join(", "), 1));
            }
            None => lines.push(warning.to_string()),
        }
    }
    lines
}

impl Warning {
    /// The number of one scenario in short, and the sentence of all scenarios with a place for them.
    fn in_short(&self) -> Option<(String, &'static str)> {
        let percent = |name: &str, share: f64| format!("{name} {}%", libm::round(share * 100.0));
        Some(match self {
            Warning::SeatsFull { name, share } => (
                percent(name, *share),
                term(
                    "the fullest hour was full in many weeks of the last year ({}): visits are limited by \
                    seats (see \
                 turned_away; home.seats)",
                ),
            ),
            Warning::LostContract { name, lost, of } => (
                said!("{name} {lost} of {of}"),
                term(
                    "the first operator lost its contract in some worlds ({}); figures after that \
                        speak of its \
                 successor (see survived, table events)",
                ),
            ),
            Warning::WithoutOperator { name, share } => (
                percent(name, *share),
                term(
                    "in many weeks none ran a home for which an organization was wished ({}): the money \
                    does not pay \
                 for enough of the posts (see table events; levers.funding.grant)",
                ),
            ),
            Warning::LateWages { name, share } => (
                percent(name, *share),
                term(
                    "wages were late in many weeks ({}; see arrears; levers.funding.grant, \
                        levers.funding.lag)",
                ),
            ),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_several_scenarios_alike_is_one_line() {
        let lost = |name: &str, lost| Warning::LostContract { name: name.into(), lost, of: 50 };
        let late = Warning::LateWages { name: "a".into(), share: 0.4 };
        let few = Warning::FewReplicates { replicates: 3 };
        let lines = merged(&[few.clone(), lost("a", 2), late.clone(), lost("b", 4)]);
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert_eq!((&lines[0], &lines[2]), (&few.to_string(), &late.to_string()));
        let both = "the first operator lost its contract in some worlds (a 2 of 50, b 4 of 50);";
        assert!(lines[1].starts_with(both), "{lines:?}");
        let named = merged_naming(&[lost("a", 2), lost("b", 4), lost("c", 1)], 1);
        assert!(named.len() == 1 && named[0].contains("(a 2 of 50, 2 more)"), "{named:?}");
        assert_eq!(merged(&[lost("a", 2)]), [lost("a", 2).to_string()], "one alone is told in full");
    }
}
