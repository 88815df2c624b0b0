//! The table of targets: what people measured elsewhere, with its band, its use, and how the same is measured
//! here.
//!
//! `data/targets.csv` is part of the program. Bands and uses are those of the evidence; a row may calibrate,
//! validate, test a shape, or give context, and only rows to calibrate may set a parameter.

use crate::language::{said, term};
use crate::study::validate::reading::Reading;
use serde::Deserialize;
use std::fmt;
use std::str::FromStr;

/// The table inside the program.
pub(crate) const TABLE: &str = include_str!("../../../data/targets.csv");

/// What a row may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum TargetUse {
    /// It may set a parameter.
    Calibrate,
    /// It may not: it is held back to test.
    Validate,
    /// It tests a form, not a level.
    Shape,
    /// It stands beside.
    Context,
}

impl TargetUse {
    /// All, in the order of reports.
    pub(crate) const ALL: [TargetUse; 4] =
        [TargetUse::Calibrate, TargetUse::Validate, TargetUse::Shape, TargetUse::Context];

    /// As in the table.
    pub(crate) fn word(self) -> &'static str {
        match self {
            TargetUse::Calibrate => "calibrate",
            TargetUse::Validate => "validate",
            TargetUse::Shape => "shape",
            TargetUse::Context => "context",
        }
    }
}

/// A row of the table.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Target {
    /// `T01` …
    pub id: String,
    /// What was measured.
    pub output: String,
    /// The figure.
    pub value: f64,
    /// Lower end of the band.
    pub lo: f64,
    /// Upper end of the band.
    pub hi: f64,
    /// Unit.
    #[allow(dead_code)] // tests and readers of the table need it
    pub unit: String,
    /// Of whom.
    #[allow(dead_code)] // tests and readers of the table need it
    pub population: String,
    /// By whom.
    #[allow(dead_code)] // tests and readers of the table need it
    pub source: String,
    /// M measured from data, S read in a source.
    #[allow(dead_code)] // tests and readers of the table need it
    pub grade: String,
    /// What it may be used for.
    #[serde(rename = "use")]
    pub for_use: TargetUse,
    /// The same in the words of the evidence.
    #[allow(dead_code)] // tests and readers of the table need it
    pub use_in_words: String,
    /// A parameter that could set the value by itself; empty if there is none.
    pub set_by: String,
    /// Why it is no independent test of the model, whatever its use: what was set to it, or what makes it
    /// no figure
    /// of its own. Empty for a test.
    pub no_test: String,
    /// Column of the outputs, or a figure of `validate`.
    pub measure: String,
    /// Group of residents, or empty.
    pub group: String,
    /// Weeks.
    pub window: String,
    /// Setting.
    pub scenario: String,
    /// What is made of it, see [`Form`].
    pub form: String,
    /// What to know about the recipe.
    pub note: String,
}

/// What a recipe makes of a reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// The reading.
    Value,
    /// 1 − the reading.
    Complement,
    /// Over another measure of the same setting and weeks.
    Per(String),
    /// Relative to the same measure in another setting and window, minus 1.
    ChangeFrom(String, String),
    /// Over the same reading in another setting.
    Over(String),
    /// Change per 1,000 of change of another measure, from this setting to another one.
    PerThousandOf(String, String),
    /// (1 − the weekly reading)^52.
    KeptInAYear,
    /// Elasticity to another measure over a cross-section of homes.
    Slope(String),
    /// A study of its own.
    Study(String),
    /// Not comparable: a miss.
    NotComparable,
}

impl FromStr for Form {
    type Err = String;
    fn from_str(words: &str) -> Result<Form, String> {
        let (head, rest) = words.split_once(' ').unwrap_or((words, ""));
        let two = || rest.rsplit_once(' ').map(|(a, b)| (a.to_string(), b.to_string()));
        match (head, rest) {
            ("value", "") => Ok(Form::Value),
            ("complement", "") => Ok(Form::Complement),
            ("kept-in-a-year", "") => Ok(Form::KeptInAYear),
            ("none", "") => Ok(Form::NotComparable),
            ("per", other) if !other.is_empty() => Ok(Form::Per(other.into())),
            ("over", other) if !other.is_empty() => Ok(Form::Over(other.into())),
            ("slope", other) if !other.is_empty() => Ok(Form::Slope(other.into())),
            ("study", other) if !other.is_empty() => Ok(Form::Study(other.into())),
            ("change-from", _) => {
                two().map(|(setting, window)| Form::ChangeFrom(setting, window)).ok_or_else(|| words.into())
            }
            ("per-thousand-of", _) => match rest.split_once(' ') {
                Some((measure, setting)) => Ok(Form::PerThousandOf(measure.into(), setting.into())),
                None => Err(words.into()),
            },
            _ => Err(words.into()),
        }
    }
}

impl Target {
    /// Whether it is held against the model without having been put into it.
    pub(crate) fn is_test(&self) -> bool {
        matches!(self.for_use, TargetUse::Validate | TargetUse::Shape) && self.no_test.is_empty()
    }

    /// The reading in words.
    pub(crate) fn words(&self) -> String {
        let parts = [&self.measure, &self.group, &self.window];
        parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
    }

    /// What is made of it.
    pub(crate) fn form(&self) -> Result<Form, String> {
        self.form.parse().map_err(|words| said!("{}: `{words}` is no form of a recipe", self.id))
    }

    /// The recipe in one line.
    pub(crate) fn recipe(&self) -> String {
        if self.form == "none" {
            term("not comparable").into()
        } else {
            said!("{} in {}: {}", self.words(), self.scenario, self.form)
        }
    }
}

/// A table that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("targets: {0}")]
pub(crate) struct Unreadable(String);

impl fmt::Display for TargetUse {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(self.word())
    }
}

/// All rows of the table inside the program.
pub(crate) fn targets() -> Result<Vec<Target>, Unreadable> {
    let mut rows = csv::Reader::from_reader(TABLE.as_bytes());
    let read: Result<Vec<Target>, _> = rows.deserialize().collect();
    let all = read.map_err(|why| Unreadable(why.to_string()))?;
    for target in &all {
        let form = target.form().map_err(Unreadable)?;
        let reads = !matches!(form, Form::Study(_) | Form::NotComparable);
        if reads && let Err(why) = target.words().parse::<Reading>() {
            return Err(Unreadable(format!("{}: {why}", target.id)));
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_complete_and_every_recipe_can_be_read() {
        let all = targets().unwrap();
        let ids: Vec<String> = all.iter().map(|t| t.id.clone()).collect();
        assert_eq!(ids, (1..=36).map(|n| format!("T{n:02}")).collect::<Vec<_>>());
        assert!(all.iter().all(|t| t.lo <= t.hi && !t.source.is_empty() && !t.form.is_empty()));
        let count = |u: TargetUse| all.iter().filter(|t| t.for_use == u).count();
        assert_eq!(TargetUse::ALL.map(count), [13, 10, 11, 2]);
    }

    #[test]
    fn what_sets_a_row_is_a_parameter() {
        let paths: Vec<String> = crate::world::blueprint::facts()
            .iter()
            .flat_map(|table| table.fields.iter().map(move |field| format!("{}.{}", table.path, field.name)))
            .collect();
        for target in targets().unwrap() {
            let known =
                target.set_by.is_empty() || target.set_by.contains(' ') || paths.contains(&target.set_by);
            assert!(known, "{}: {}", target.id, target.set_by);
        }
    }
}
