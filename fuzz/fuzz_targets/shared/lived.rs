//! What holds of every world that a reader accepts.

use commonroom::{
    Blueprint, InMemory, MEASURES, Overrides, Retain, Scenario, Values, Window, read, simulate,
};
use serde_json::Value;

/// Residents and weeks up to which a world is lived here.
const MOST_RESIDENTS: u32 = 300;
const MOST_WEEKS: i32 = 60;

/// Lived: every number is one, and no share leaves its bounds.
pub fn some_weeks(blueprint: &Blueprint) {
    let residents =
        blueprint.communities.iter().map(|community| u64::from(community.population())).sum::<u64>();
    let weeks = i64::from(blueprint.weeks) + blueprint.settings.calendar.warm_start;
    if residents > MOST_RESIDENTS.into() || weeks > MOST_WEEKS.into() {
        return;
    }
    let run = simulate(blueprint, 1, 1, Retain { ledger: true, groups: true, sample: 0 });
    for record in &run.records {
        let fields = serde_json::to_value(record).expect("a record is a plain struct");
        only_numbers("", &fields, record.week);
    }
    let values = Values::of(blueprint, &run);
    for measure in MEASURES {
        for window in [Window::Whole, Window::LastYear, Window::Before] {
            let Some(value) = values.get(window, measure) else { continue };
            let name = measure.name;
            assert!(value.is_finite(), "`{name}` is {value}");
            // A share is a quotient of two sums: rounding may carry it past its end by a few last digits.
            assert!(measure.unit != "share" || (-1e-9..=1.0 + 1e-9).contains(&value), "`{name}` is {value}");
        }
    }
}

/// What is no number is written as null.
fn only_numbers(name: &str, value: &Value, week: i32) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| only_numbers(name, value, week)),
        Value::Array(values) => values.iter().for_each(|value| only_numbers(name, value, week)),
        Value::Null => assert!(MAY_BE_EMPTY.contains(&name), "`{name}` is no number in week {week}"),
        _ => {}
    }
}

/// Fields of a record that have no value in some weeks.
const MAY_BE_EMPTY: [&str; 7] = [
    "survived",
    "deficiency_brand",
    "deficiency_brand_named",
    "deficiency_brand_stock",
    "deficiency_brand_partners",
    "deficiency_nonprofit",
    "deficiency_nonprofit_survey",
];

/// All values spelled out as one text describe the same world.
#[allow(dead_code)] // one of the targets uses it
pub fn text_reads_back(scenario: &Scenario, library: &InMemory) {
    let mut library = library.clone();
    let text = scenario.resolved();
    library.files.insert("again.toml".into(), text.clone().into_bytes());
    match read(&["again.toml".into()], &Overrides::default(), &library) {
        Ok(again) => {
            assert!(again[0].blueprint == scenario.blueprint, "another world comes of the text:\n{text}");
            assert_eq!(again[0].resolved(), text, "another text comes of the text");
        }
        Err(faults) => panic!("the text is refused:\n{faults}\n{text}"),
    }
}
