//! What rules that react did, in words: which, and by which comparison.

use crate::report::text::translate::{BothTexts, Lang};
use crate::world::record::named::NamedMeasure;
use crate::world::when::comparison::{Relation, RuleSubject, Seen};

/// A rule comes into force.
pub(crate) const BEGINS: BothTexts = BothTexts { english: "comes into force", chinese: "生效" };
/// A rule ends.
pub(crate) const ENDS: BothTexts = BothTexts { english: "ends", chinese: "终止" };

/// The sentence of a rule that did something.
pub(crate) fn sentence(what: BothTexts, number: u32, seen: Option<Seen>, lang: Lang) -> String {
    let seen = seen.map(|seen| terms(&seen, lang));
    match lang {
        Lang::En => {
            let terms = seen.map_or(String::new(), |terms| format!(": {terms}"));
            format!("rule {number} {}{terms}", what.english)
        }
        Lang::Zh => {
            let terms = seen.map_or(String::new(), |terms| format!("：{terms}"));
            format!("规则{number}{}{terms}", what.chinese)
        }
    }
}

/// What stood on both sides: `participation 0.0271 < 0.03`.
fn terms(seen: &Seen, lang: Lang) -> String {
    let (value, bound) = numbers(seen.value, seen.bound);
    let subject = match (seen.subject, lang) {
        (None, _) => String::new(),
        (Some(subject), Lang::En) => format!("{subject} "),
        (Some(RuleSubject::Week), Lang::Zh) => "周次".into(),
        (Some(RuleSubject::Measure(measure)), Lang::Zh) => format!("{} ", measure.zh),
        (Some(RuleSubject::Mean(measure, weeks)), Lang::Zh) => format!("{}（{weeks}周平均）", measure.zh),
    };
    format!("{subject}{value} {} {bound}", seen.comparison.sign())
}

/// Both numbers with four significant digits; in full where the others would not show which is larger.
fn numbers(value: f64, bound: f64) -> (String, String) {
    let (short_value, short_bound) = (short(value), short(bound));
    if short_value == short_bound && value != bound {
        return (value.to_string(), bound.to_string());
    }
    (short_value.to_string(), short_bound.to_string())
}

/// A number with four significant digits; large ones as whole numbers.
fn short(number: f64) -> f64 {
    if number.abs() >= 1_000.0 {
        return libm::round(number);
    }
    format!("{number:.3e}").parse().unwrap_or(number)
}

/// The rule of an English sentence, and the numbers that stand there.
pub(crate) fn read(what: BothTexts, english: &str) -> Option<(u32, Option<Seen>)> {
    let (number, rest) = english.strip_prefix("rule ")?.split_once(' ')?;
    let number = number.parse().ok()?;
    let rest = rest.strip_prefix(what.english)?;
    if rest.is_empty() {
        return Some((number, None));
    }
    let mut last = rest.strip_prefix(": ")?.rsplitn(4, ' ');
    let (bound, sign, value) = (last.next()?, last.next()?, last.next()?);
    let subject = match last.next() {
        None => None,
        Some(words) => Some(subject(words)?),
    };
    let comparison = Relation::ALL.into_iter().find(|how| how.sign() == sign)?;
    let seen = Seen { subject, value: value.parse().ok()?, comparison, bound: bound.parse().ok()? };
    Some((number, Some(seen)))
}

/// What was looked at, from its words.
fn subject(words: &str) -> Option<RuleSubject> {
    if words == "week" {
        return Some(RuleSubject::Week);
    }
    match words.strip_prefix("mean(").and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => {
            let (measure, weeks) = inner.split_once(", ")?;
            Some(RuleSubject::Mean(NamedMeasure::of(measure)?, weeks.parse().ok()?))
        }
        None => NamedMeasure::of(words).map(RuleSubject::Measure),
    }
}

/// One of each kind.
#[cfg(test)]
pub(crate) fn examples() -> Vec<(u32, Option<Seen>)> {
    let named = |name| NamedMeasure::of(name).expect("a measure of that name");
    let subjects = [
        None,
        Some(RuleSubject::Week),
        Some(RuleSubject::Measure(named("participation_4_weeks"))),
        Some(RuleSubject::Mean(named("reserve"), 13)),
    ];
    let numbers =
        [(0.027_142_857, 0.03), (0.029_999_9, 0.03), (-1_234_567.891, 2e15), (104.0, 104.0), (1e-9, 0.0)];
    let mut all = vec![(12, None)];
    for subject in subjects {
        for comparison in Relation::ALL {
            for (value, bound) in numbers {
                all.push((1, Some(Seen { subject, value, comparison, bound })));
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_tells_what_was_seen_and_what_it_was_held_against() {
        let seen = |value, bound| {
            let subject = NamedMeasure::of("participation").map(RuleSubject::Measure);
            Some(Seen { subject, value, comparison: Relation::Less, bound })
        };
        let say = |seen, lang| sentence(BEGINS, 2, seen, lang);
        assert_eq!(
            say(seen(0.027_142_857, 0.03), Lang::En),
            "rule 2 comes into force: participation 0.02714 < 0.03"
        );
        assert_eq!(say(seen(0.027_142_857, 0.03), Lang::Zh), "规则2生效：每周参与率 0.02714 < 0.03");
        // Rounding never makes equal what is not.
        assert_eq!(
            say(seen(0.029_999_9, 0.03), Lang::En),
            "rule 2 comes into force: participation 0.0299999 < 0.03"
        );
        assert_eq!(sentence(ENDS, 1, None, Lang::En), "rule 1 ends");
        assert_eq!(sentence(ENDS, 1, None, Lang::Zh), "规则1终止");
    }
}
