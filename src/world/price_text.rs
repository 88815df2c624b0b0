//! What a lever costs, in words: the numbers are those of the settings.

use crate::settings::{Lever, Value, find};
use crate::world::blueprint;

/// What a lever costs and whom, with the numbers of the defaults filled in.
///
/// A placeholder is the path of a setting, `{prices.seed}`; `{… %}` gives a share in percent, `{… a year}`
/// the sum of a weekly amount over a year.
pub(crate) fn price_of(lever: &Lever) -> String {
    let mut parts = lever.price.split('{');
    let mut text = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let (placeholder, rest) = part.split_once('}').unwrap_or((part, ""));
        text += &number(placeholder).unwrap_or_else(|| format!("{{{placeholder}}}"));
        text += rest;
    }
    text
}

/// The number that a placeholder means; `None` when there is no such setting.
fn number(placeholder: &str) -> Option<String> {
    let (path, form) = placeholder.split_once(' ').unwrap_or((placeholder, ""));
    let value = match (find(&blueprint::facts(), path)?.default)() {
        Value::Real(value) => value,
        Value::Integer(value) => value as f64,
        Value::Flag(_) | Value::Text(_) => return None,
    };
    match form {
        "" => Some(grouped(value)),
        "%" => Some(grouped(value * 100.0)),
        "a year" => Some(grouped(value * 52.0)),
        _ => None,
    }
}

/// A number with commas between its thousands.
fn grouped(value: f64) -> String {
    let text = format!("{value}");
    let (whole, decimals) =
        text.split_once('.').map_or((text.as_str(), ""), |(whole, _)| (whole, &text[whole.len()..]));
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out + decimals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::levers::Levers;
    use crate::settings::SettingsTree;

    #[test]
    fn every_placeholder_of_a_price_names_a_setting() {
        let tables = Levers::facts();
        let levers = tables.iter().flat_map(|table| table.fields).filter_map(|field| field.lever);
        let mut filled = 0;
        for lever in levers {
            let text = price_of(&lever);
            assert!(!text.contains(['{', '}']), "{text}");
            filled += lever.price.matches('{').count();
            let digits = lever.price.split(['{', '}']).step_by(2).collect::<String>();
            assert!(!digits.contains(",000"), "a price is written out: {}", lever.price);
        }
        assert!(filled >= 15, "{filled}");
    }

    #[test]
    fn numbers_are_written_as_people_write_them() {
        assert_eq!(grouped(12_000.0), "12,000");
        assert_eq!(grouped(400.0), "400");
        assert_eq!(grouped(1_234_567.5), "1,234,567.5");
        assert_eq!(number("prices.interest %").as_deref(), Some("3"));
    }
}
