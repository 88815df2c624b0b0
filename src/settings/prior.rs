//! What is plausible of a setting that nobody measured: from where to where it may lie, and how likely where.
//! Narrower than the range that is accepted, which only says what the program can compute.

use crate::settings::{Declared, Field, Grade, TableFacts, Value, ValueKind};

/// How a value is drawn; all ends are included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Prior {
    /// Each value as likely.
    Uniform(f64, f64),
    /// Each factor as likely; both ends have the same sign and none is 0.
    LogUniform(f64, f64),
    /// Shares: each factor of the odds as likely.
    Odds(f64, f64),
}

/// By which factor a value may be wrong of which no source tells more.
const FACTOR: f64 = 2.0;

/// From this ratio of its ends on a declared range is drawn by factors.
const WIDE: f64 = 3.0;

/// Tables and families of settings that describe a place, define an index, or are parts of a whole: what they
/// say is no assumption about how people behave.
const FIXED: &[(&str, &str)] = &[
    ("calendar", "the seasons of a place, and how long is warmed up"),
    ("home", "the rooms of a place"),
    ("indices", "definitions"),
    ("residents.population", "the people of a place"),
    ("residents.child_teen", "the people of a place"),
    ("residents.carer", "the people of a place"),
    ("residents.elder", "the people of a place"),
    ("residents.union_member", "the people of a place"),
    ("residents.ages", "the people of a place"),
    ("government.programme", "parts of a whole"),
    ("organization.usual_effort", "parts of a whole: the split at the default levers"),
    ("union.weight", "parts of a whole"),
    ("union.proposes", "parts of a whole"),
    ("government.development", "parts of a whole"),
    ("organization.offering.share", "parts of a whole"),
    ("residents.interests", "the people of a place"),
];

/// Why a setting does not vary though it is an assumption.
pub(crate) fn fixed(path: &str) -> Option<&'static str> {
    let within = |family: &str| {
        path.strip_prefix(family).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '_']))
    };
    FIXED.iter().find(|(family, _)| within(family)).map(|(_, why)| *why)
}

/// The prior of a setting; `None` where it does not vary: it is measured, a lever, no real number, a
/// definition, or 0, of which half and twice say nothing.
pub(crate) fn prior(table: &TableFacts, field: &Field) -> Option<Prior> {
    if field.lever.is_some() || field.grade == Grade::Measured || field.kind != ValueKind::Real {
        return None;
    }
    if let Declared::Range(low, high) = field.plausible {
        let wide = low > 0.0 && high / low >= WIDE;
        return Some(if wide { Prior::LogUniform(low, high) } else { Prior::Uniform(low, high) });
    }
    if field.plausible == Declared::Fixed || fixed(&format!("{}.{}", table.path, field.name)).is_some() {
        return None;
    }
    let Value::Real(usual) = (field.default)() else { return None };
    let (low, high) = field.range?;
    if (low, high) == (0.0, 1.0) {
        let odds = usual / (1.0 - usual);
        let share = |odds: f64| odds / (1.0 + odds);
        return (usual > 0.0 && usual < 1.0).then(|| Prior::Odds(share(odds / FACTOR), share(odds * FACTOR)));
    }
    let (one, other) = ((usual / FACTOR).clamp(low, high), (usual * FACTOR).clamp(low, high));
    let (low, high) = (one.min(other), one.max(other));
    (usual != 0.0 && low < high).then_some(Prior::LogUniform(low, high))
}

impl Prior {
    /// Both ends.
    pub(crate) fn ends(&self) -> (f64, f64) {
        match *self {
            Prior::Uniform(low, high) | Prior::LogUniform(low, high) | Prior::Odds(low, high) => (low, high),
        }
    }

    /// The value below which a part `u` of all draws lies, 0 to 1.
    pub(crate) fn quantile(&self, u: f64) -> f64 {
        let between = |one: f64, other: f64| one + (other - one) * u;
        let (low, high) = self.ends();
        let value = match self {
            Prior::Uniform(..) => between(low, high),
            Prior::LogUniform(..) => {
                low.signum() * libm::exp(between(libm::log(low.abs()), libm::log(high.abs())))
            }
            Prior::Odds(..) => {
                let logit = |share: f64| libm::log(share / (1.0 - share));
                1.0 / (1.0 + libm::exp(-between(logit(low), logit(high))))
            }
        };
        value.clamp(low, high)
    }

    /// Which part of all draws lies below a value, 0 to 1.
    pub(crate) fn share_below(&self, value: f64) -> f64 {
        let (low, high) = self.ends();
        let along: fn(f64) -> f64 = match self {
            Prior::Uniform(..) => |value| value,
            Prior::LogUniform(..) => |value| libm::log(value.abs()),
            Prior::Odds(..) => |share| libm::log(share / (1.0 - share)),
        };
        let (first, last) = (along(low), along(high));
        ((along(value.clamp(low, high)) - first) / (last - first)).clamp(0.0, 1.0)
    }

    /// How it is drawn, in words.
    #[cfg(test)] // the pages of docs are made by tests
    pub(crate) fn words(&self) -> &'static str {
        match self {
            Prior::Uniform(..) => "uniform",
            Prior::LogUniform(..) => "log-uniform",
            Prior::Odds(..) => "uniform in the log of odds",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::SettingsTree;
    use crate::world::blueprint::{Settings, facts};

    fn all() -> Vec<(String, &'static Field, Option<Prior>)> {
        let of = |table: TableFacts| {
            table
                .fields
                .iter()
                .map(move |field| (format!("{}.{}", table.path, field.name), field, prior(&table, field)))
        };
        facts().into_iter().flat_map(of).collect()
    }

    #[test]
    fn what_is_plausible_is_accepted_holds_the_default_and_can_be_drawn() {
        let mut varied = 0;
        for (path, field, prior) in all() {
            let Some(prior) = prior else { continue };
            let ((low, high), (least, most)) = (prior.ends(), field.range.unwrap());
            let Some(Value::Real(usual)) = Settings::default().get(&path) else { panic!("{path}") };
            assert!(least <= low && low <= usual && usual <= high && high <= most, "{path}: {low} to {high}");
            let drawn: Vec<f64> = (0..=10).map(|i| prior.quantile(f64::from(i) / 10.0)).collect();
            assert!(drawn.is_sorted() || drawn.iter().rev().is_sorted(), "{path}: {drawn:?}");
            let ends = (drawn[0].min(drawn[10]), drawn[0].max(drawn[10]));
            assert!((ends.0 - low).abs() + (ends.1 - high).abs() < 1e-9 * high.abs().max(1.0), "{path}");
            varied += 1;
        }
        assert!(varied > 200, "{varied}");
    }

    #[test]
    fn halves_and_doubles_by_hand() {
        let all = all();
        let of = |path: &str| all.iter().find(|(p, ..)| p == path).unwrap_or_else(|| panic!("{path}")).2;
        // 13 weeks: 6.5 to 26. A trust of 0.5 has odds of 1: 1/3 to 2/3. A range of the source as it stands.
        assert_eq!(of("organization.response.need_weeks"), Some(Prior::LogUniform(6.5, 26.0)));
        let Some(Prior::Odds(low, high)) = of("government.trust_agency") else { panic!() };
        assert!((low - 1.0 / 3.0).abs() < 1e-12 && (high - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(of("residents.choice.crowding_from"), Some(Prior::Uniform(0.6, 0.8)));
        assert_eq!(of("residents.choice.crowding"), Some(Prior::LogUniform(1.0, 4.0)));
        // Levers, what was measured, definitions, places, switches and nought do not vary.
        for path in
            ["levers.funding.grant", "calendar.shock", "home.seats", "mechanisms.norm", "government.bonus_3"]
        {
            assert_eq!(of(path), None, "{path}");
        }
        // Below nought it is the size that is halved and doubled.
        assert_eq!(of("government.bonus_1"), Some(Prior::LogUniform(-0.4, -0.1)));
    }

    #[test]
    fn every_family_that_does_not_vary_is_there() {
        for (family, _) in FIXED {
            let paths = all();
            let inside = paths.iter().filter(|(path, ..)| fixed(path).is_some() && path.starts_with(family));
            assert!(inside.count() > 0, "{family}");
        }
    }
}
