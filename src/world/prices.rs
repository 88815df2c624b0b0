//! Prices: what the purses pay for what the levers order. One number stands here once; the texts of the levers
//! and the documents fill it in.
//!
//! Wages, rents and the grant itself stand with the organization and the government.

use crate::settings;
use crate::settings::{Lever, Value, find};
use crate::world::blueprint;

settings! {
    /// Prices of what the levers order.
    pub struct Prices = "prices" {
        /// A meeting of the council.
        council_meeting: f64 = 400.0, in [0.0, 1e6], "yuan", Assumption "room, minutes and an evening's allowance";
        /// Training in management at a full lever.
        management: f64 = 12_000.0, in [0.0, 1e7], "yuan/year", Assumption "a course of some weekends";
        /// Training in fund-raising at a full lever.
        fundraising: f64 = 9_000.0, in [0.0, 1e7], "yuan/year", Assumption "a course of some weekends";
        /// Guidance on rules and routines at a full lever.
        institution: f64 = 8_000.0, in [0.0, 1e7], "yuan/year", Assumption "a mentor some days a year";
        /// Training of social workers at a full subsidy.
        training: f64 = 12_000.0, in [0.0, 1e7], "yuan/year", Assumption "a course of some weekends";
        /// Time of the coordinator at full cooperation.
        cooperation: f64 = 8_000.0, in [0.0, 1e7], "yuan/year", Assumption "part of a committee post";
        /// Cooperation that the coordinator's post holds without further pay.
        cooperation_from: f64 = 0.5, in [0.0, 0.99], "share", Assumption "what the post is for anyway";
        /// Audits, were one made every year.
        audit: f64 = 40_000.0, in [0.0, 1e7], "yuan/year", Assumption "an accountant's month";
        /// The third party that assesses, at full accuracy.
        third_party: f64 = 15_000.0, in [0.0, 1e7], "yuan/year", Assumption "a survey of users";
        /// An hour of a university's students.
        university_hour: f64 = 60.0, in [0.0, 10_000.0], "yuan/hour", Assumption "supervision and travel";
        /// The programme for social power at a full lever.
        social_power: f64 = 6_000.0, in [0.0, 1e7], "yuan/year", Assumption "meetings and small grants";
        /// Interest on what is paid earlier than usual.
        interest: f64 = 0.03, in [0.0, 0.5], "share/year", Assumption "about the price of public debt";
        /// Weeks within which an instalment counts as paid at the usual time.
        usual_lag: f64 = 4.0, in [0.0, 52.0], "weeks", Assumption "a month";
        /// Supervision and training that keep the usual service concept alive.
        concept: f64 = 6_000.0, in [0.0, 1e7], "yuan/year", Assumption "a supervisor one day a month";
        /// The service concept for which that is paid.
        concept_usual: f64 = 0.3, in [0.01, 2.0], "logit", Assumption "the usual concept of an organization";
        /// Announcing a prize campaign.
        campaign: f64 = 3_000.0, in [0.0, 1e6], "yuan", Assumption "posters and messages";
        /// Telling one person of the home.
        seed: f64 = 10.0, in [0.0, 10_000.0], "yuan", Assumption "a leaflet and a quarter of an hour";
        /// Showing the non-profit status at a full lever.
        disclosure: f64 = 2_000.0, in [0.0, 1e6], "yuan/year", Assumption "signs and a yearly report";
    }
}

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
