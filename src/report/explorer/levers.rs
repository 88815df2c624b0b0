//! The levers of a page, from their declarations: by cause, with unit, span, default, price and grade.

use crate::report::explorer::prices::{price, unit};
use crate::report::text::translate::Lang;
use crate::scenario::Scenario;
use crate::settings::{Field, Grade, Lever, Needs, SettingsTree, TableFacts, Value, ValueKind};
use crate::study::diagnose::causes::{CAUSES, moves};
use crate::world::blueprint::facts;
use serde::Serialize;

/// The levers shown first; the others stand under "more".
const FIRST: [&str; 8] = [
    "levers.funding.grant",
    "levers.support.hours",
    "levers.support.rooms_released",
    "levers.capacity.management",
    "levers.capacity.institution",
    "levers.assessment.audit",
    "levers.council.seats",
    "levers.partners.social_power",
];
/// Steps of a slider, about.
const STEPS: f64 = 20.0;
/// At most so many where the baseline needs smaller ones.
const MOST_STEPS: f64 = 100.0;

/// A text in English and Chinese.
pub(crate) type Both = [String; 2];

/// Levers under one heading.
#[derive(Debug, Serialize)]
pub(crate) struct LeverGroup {
    name: Both,
    levers: Vec<LeverShown>,
}

/// A lever as the page shows it.
#[derive(Debug, Serialize)]
pub(crate) struct LeverShown {
    path: String,
    label: Both,
    unit: Both,
    price: Both,
    grade: Both,
    /// What it means, in English.
    meaning: &'static str,
    first: bool,
    /// Shown in percent.
    percent: bool,
    kind: &'static str,
    choices: Vec<&'static str>,
    /// The span of the slider and its step.
    span: Option<(f64, f64, f64)>,
    /// What may be set.
    range: Option<(f64, f64)>,
    /// The value of the baseline.
    base: Value,
    /// The lever that must be above zero for this one to act.
    needs: Option<&'static str>,
}

/// Levers by cause, with the values of a baseline; those that can never act there are left out.
pub(crate) fn groups(base: &Scenario) -> Vec<LeverGroup> {
    let both = |texts: [&str; 2]| texts.map(String::from);
    let names = CAUSES
        .map(|cause| [cause.name, cause.zh])
        .into_iter()
        .chain([["who runs it, and stress", "运营主体与压力"]]);
    let mut groups: Vec<LeverGroup> =
        names.map(|name| LeverGroup { name: both(name), levers: vec![] }).collect();
    let moved = moves().unwrap_or_default();
    for table in facts().into_iter().filter(|table| table.path.starts_with("levers.")) {
        let cause = moved.iter().position(|moves| moves.iter().any(|one| in_table(&one.path, &table)));
        let shown = table.fields.iter().filter_map(|field| shown(&table, field, base));
        groups[cause.unwrap_or(CAUSES.len())].levers.extend(shown);
    }
    groups
}

fn in_table(path: &str, table: &TableFacts) -> bool {
    path.rsplit_once('.').is_some_and(|(own, _)| own == table.path)
}

fn shown(table: &TableFacts, field: &'static Field, base: &Scenario) -> Option<LeverShown> {
    let path = format!("{}.{}", table.path, field.name);
    let lever = field.lever.as_ref()?;
    let needs = needed(lever, base)?;
    let value = base.blueprint.settings.get(&path)?;
    let languages = [Lang::En, Lang::Zh];
    let (kind, choices) = match field.kind {
        ValueKind::Real => ("real", vec![]),
        ValueKind::Integer => ("integer", vec![]),
        ValueKind::Flag => ("flag", vec![]),
        ValueKind::Choice(words) => ("choice", words.to_vec()),
        ValueKind::Text => return None,
    };
    Some(LeverShown {
        label: [english_label(table, field), field.zh.to_string()],
        unit: languages.map(|lang| unit(field, lang).to_string()),
        price: languages.map(|lang| price(lever, lang)),
        grade: grade(field.grade),
        meaning: field.meaning.trim(),
        first: FIRST.contains(&path.as_str()),
        percent: matches!(field.unit, "share" | "share/year" | "probability" | "share of grant"),
        span: span(field, lever, &value),
        range: field.range,
        base: value,
        kind,
        choices,
        needs,
        path,
    })
}

/// The lever that must be above zero for this one to act; nothing at all where it can never act here.
fn needed(lever: &Lever, base: &Scenario) -> Option<Option<&'static str>> {
    match lever.needs {
        Needs::Nothing | Needs::Operator => Some(None),
        Needs::Unnamed => base.blueprint.communities.iter().all(|c| c.roster.is_none()).then_some(None),
        Needs::Seeds => Some(Some("levers.brand.seeds")),
        // Its first week is no lever of a usual span, so that a page cannot begin one.
        Needs::Campaign => (base.blueprint.settings.levers.brand.campaign_start > 0).then_some(None),
        Needs::Bidders => (!base.blueprint.bidders.is_empty()).then_some(None),
        // A page shows these levers where its baseline has content in bids: no slider begins a switch.
        Needs::Content => {
            let with_content = base.blueprint.settings.levers.tender.content;
            (with_content && !base.blueprint.bidders.is_empty()).then_some(None)
        }
    }
}

/// The name in files as words, after that of its table: what many tables have is told apart by it.
fn english_label(table: &TableFacts, field: &Field) -> String {
    let table = table.path.trim_start_matches("levers.").replace("assessment.weights", "weight");
    let words = format!("{table}: {}", field.name).replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn grade(grade: Grade) -> Both {
    let chinese = match grade {
        Grade::Measured => "实测",
        Grade::Literature => "文献",
        Grade::Assumption => "假设",
    };
    [grade.word().to_string(), chinese.to_string()]
}

/// Ends and step of a slider: the usual span, widened to the default, in about as many even steps, or in so
/// many more that a step ends at the value of the baseline, to which a user wants to come back. Where no even
/// step does that (a baseline of one's own with an odd value, or outside the usual span) the page itself lets
/// its slider come back.
fn span(field: &Field, lever: &Lever, base: &Value) -> Option<(f64, f64, f64)> {
    let number = |value: &Value| match value {
        Value::Real(value) => Some(*value),
        Value::Integer(value) => Some(*value as f64),
        Value::Flag(_) | Value::Text(_) => None,
    };
    let (low, high): (f64, f64) = (lever.low.parse().ok()?, lever.high.parse().ok()?);
    let (default, base) = (number(&(field.default)())?, number(base)?);
    let (low, high) = (low.min(high).min(default), low.max(high).max(default));
    let rough = (high - low) / STEPS;
    let power = libm::pow(10.0, libm::floor(libm::log10(rough)));
    let even =
        [1.0, 2.0, 5.0, 10.0].map(|times| times * power).into_iter().find(|step| *step >= rough * 0.999);
    let usual = even.unwrap_or(rough);
    let whole = field.kind == ValueKind::Integer;
    let usual = if whole { usual.max(1.0) } else { usual };
    let steps: Vec<f64> = [10.0, 5.0, 4.0, 2.0, 1.0, 0.5, 0.2, 0.1]
        .map(|times| times * power)
        .into_iter()
        .filter(|step| *step <= usual * 1.001 && (high - low) / step <= MOST_STEPS + 0.5)
        .filter(|step| !whole || on_grid(*step, (0.0, 1.0)))
        .collect();
    let both = |step: &f64| on_grid(high, (low, *step)) && on_grid(base, (low, *step));
    let ends = |step: &f64| on_grid(high, (low, *step));
    let step = steps.iter().copied().find(both).or_else(|| steps.iter().copied().find(ends));
    Some((low, high, step.unwrap_or(usual)))
}

/// Whether a value stands on a grid, up to what decimals of a page cannot tell.
fn on_grid(value: f64, (from, step): (f64, f64)) -> bool {
    let steps = (value - from) / step;
    (steps - libm::round(steps)).abs() < 1e-6
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::library::Embedded;
    use crate::scenario::{Overrides, read};

    fn shipped(name: &str) -> Vec<LeverGroup> {
        let base = read(&[name.to_string()], &Overrides::default(), &Embedded).unwrap().remove(0);
        groups(&base)
    }

    #[test]
    fn levers_stand_under_the_cause_that_moves_them() {
        let groups = shipped("z-home");
        let of = |path: &str| {
            let here = |group: &LeverGroup| group.levers.iter().any(|lever| lever.path == path);
            groups.iter().filter(|group| here(group)).map(|group| group.name[0].as_str()).collect::<Vec<_>>()
        };
        assert_eq!(of("levers.funding.grant"), ["government support"]);
        assert_eq!(of("levers.capacity.management"), ["organization capacity"]);
        assert_eq!(of("levers.council.charter"), ["running mechanism"]);
        assert_eq!(of("levers.shock.rival"), ["who runs it, and stress"]);
        assert_eq!(of("levers.tender.price"), [""; 0]);
        assert!(shipped("tender")[3].levers.iter().any(|lever| lever.path == "levers.tender.price"));
        let levers: Vec<&LeverShown> = groups.iter().flat_map(|group| &group.levers).collect();
        assert_eq!(levers.iter().filter(|lever| lever.first).count(), FIRST.len());
        for lever in levers {
            assert!(lever.label.iter().all(|label| !label.is_empty()), "{lever:?}");
            let Some((low, high, step)) = lever.span else { continue };
            let (least, most) = lever.range.unwrap();
            assert!(least <= low && low < high && high <= most && step > 0.0, "{lever:?}");
            assert!((5.0..=100.5).contains(&((high - low) / step)) || lever.kind == "integer", "{lever:?}");
        }
    }

    #[test]
    fn a_slider_comes_back_to_its_baseline_and_reaches_both_ends() {
        let number = |value: &Value| match value {
            Value::Real(value) => *value,
            Value::Integer(value) => *value as f64,
            Value::Flag(_) | Value::Text(_) => f64::NAN,
        };
        for name in ["z-home", "full-package", "tender", "campaign", "two-bodies"] {
            let groups = shipped(name);
            let sliders = groups.iter().flat_map(|group| &group.levers);
            let mut seen = 0;
            for (lever, (low, high, step)) in sliders.filter_map(|lever| Some((lever, lever.span?))) {
                let base = number(&lever.base);
                assert!(on_grid(high, (low, step)), "{name}: the end of {lever:?}");
                assert!(base < low || base > high || on_grid(base, (low, step)), "{name}: {lever:?}");
                seen += 1;
            }
            assert!(seen > 40, "{name}: {seen}");
        }
        let of = |path: &str| {
            let groups = shipped("z-home");
            let mut levers = groups.into_iter().flat_map(|group| group.levers);
            levers.find(|lever| lever.path == path).and_then(|lever| lever.span)
        };
        assert_eq!(of("levers.funding.grant"), Some((150_000.0, 320_000.0, 2_000.0)));
        assert_eq!(of("levers.funding.contract"), Some((52.0, 156.0, 4.0)));
        assert_eq!(of("levers.brand.spend"), Some((0.0, 400.0, 10.0)));
        assert_eq!(of("levers.support.hours"), Some((0.0, 12.0, 1.0)));
        // A baseline of one's own with an odd value: the ends at least.
        let odd = Overrides { sets: vec!["levers.funding.grant=213777".into()], weeks: None };
        let base = read(&["z-home".to_string()], &odd, &Embedded).unwrap().remove(0);
        let mut levers = groups(&base).into_iter().flat_map(|group| group.levers);
        let grant = levers.find(|lever| lever.path == "levers.funding.grant").unwrap();
        assert_eq!(grant.span, Some((150_000.0, 320_000.0, 10_000.0)));
    }
}
