//! How a setting is declared: once, with its unit, range, default, source, grade and meaning.
//!
//! The `settings!` macro turns one declaration into a plain struct **and** into the facts from which the
//! reader of scenarios, the schema, `explain`, the documentation and sweeps are made, so that these cannot
//! disagree.

mod macros;
pub(crate) mod prior;

use serde::{Deserialize, Serialize};

/// How well a default is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Grade {
    /// Computed from a data file.
    Measured,
    /// Read in a published source.
    Literature,
    /// No source: a reasoned assumption, open to calibration inside its range.
    Assumption,
}

impl Grade {
    /// The grade in one word.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Grade::Measured => "measured",
            Grade::Literature => "literature",
            Grade::Assumption => "assumption",
        }
    }
}

/// The value of a setting as a scenario file can say it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// true or false
    Flag(bool),
    /// A whole number.
    Integer(i64),
    /// A real number.
    Real(f64),
    /// Words.
    Text(String),
}

/// What a declaration says of what is plausible.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Declared {
    /// Nothing: half to twice the default.
    ByRule,
    /// From where to where, as its source tells.
    Range(f64, f64),
    /// It is a definition, or tells of a place: it does not vary.
    #[allow(dead_code)] // no declaration needs it where FIXED holds whole families
    Fixed,
}

/// Which values a setting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ValueKind {
    /// A real number (a whole number is accepted too).
    Real,
    /// A whole number.
    Integer,
    /// true or false
    Flag,
    /// Any text.
    Text,
    /// One of a few words.
    Choice(&'static [&'static str]),
}

/// What must hold somewhere in a scenario before a lever can act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Needs {
    /// It acts whoever runs the home.
    Nothing,
    /// The same, where no file names or counts the residents.
    Unnamed,
    /// A social organization runs the home in at least one week.
    Operator,
    /// An operator, and `levers.brand.seeds` is above 0 at some time.
    Seeds,
    /// An operator, and `levers.brand.campaign_start` is above 0 at some time.
    Campaign,
    /// An operator, and `[[bidders]]` that may bid for its contract.
    Bidders,
    /// The same, and `levers.tender.content` is true at some time.
    Content,
}

impl Needs {
    /// Whether a social organization must run the home.
    pub(crate) fn an_operator(self) -> bool {
        !matches!(self, Needs::Nothing | Needs::Unnamed)
    }
}

/// What makes a setting a lever: something an analyst sets to change the world.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lever {
    /// The low end of the usual span, used by the test that every lever bites and by sweeps.
    pub low: &'static str,
    /// The high end of the usual span.
    pub high: &'static str,
    /// Precondition.
    pub needs: Needs,
    /// Measures that move from low to high, each with its sign (`"staff +"`).
    pub moves: &'static [&'static str],
    /// What it costs and whom.
    pub price: &'static str,
}

/// One setting: everything that is known of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    /// Its key in the TOML table.
    pub name: &'static str,
    /// Type of value.
    pub kind: ValueKind,
    /// Lowest and highest number allowed (both included); `None` where it is not a number.
    pub range: Option<(f64, f64)>,
    /// The default.
    pub default: fn() -> Value,
    /// Unit, or `""`.
    pub unit: &'static str,
    /// How well the default is known.
    pub grade: Grade,
    /// Where the default and the range come from.
    pub source: &'static str,
    /// What is plausible of it.
    pub plausible: Declared,
    /// What it means, in words.
    pub meaning: &'static str,
    /// Short label in Chinese, or `""`.
    pub zh: &'static str,
    /// Present when it is a lever.
    pub lever: Option<Lever>,
}

/// A table of settings, as declared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TableFacts {
    /// Its path in TOML, for example `levers.funding`.
    pub path: &'static str,
    /// What it is.
    pub about: &'static str,
    /// Its settings in order.
    pub fields: &'static [Field],
}

/// A Rust type that a setting can have.
pub(crate) trait SettingType: Sized {
    /// Which values it takes.
    const KIND: ValueKind;
    /// From a value; `None` when the kind does not fit.
    fn read(value: &Value) -> Option<Self>;
    /// As a value.
    fn write(&self) -> Value;
}

impl SettingType for f64 {
    const KIND: ValueKind = ValueKind::Real;
    fn read(value: &Value) -> Option<f64> {
        match value {
            Value::Real(x) => Some(*x),
            Value::Integer(i) => Some(*i as f64),
            _ => None,
        }
    }
    fn write(&self) -> Value {
        Value::Real(*self)
    }
}

impl SettingType for i64 {
    const KIND: ValueKind = ValueKind::Integer;
    fn read(value: &Value) -> Option<i64> {
        match value {
            Value::Integer(i) => Some(*i),
            _ => None,
        }
    }
    fn write(&self) -> Value {
        Value::Integer(*self)
    }
}

impl SettingType for bool {
    const KIND: ValueKind = ValueKind::Flag;
    fn read(value: &Value) -> Option<bool> {
        match value {
            Value::Flag(b) => Some(*b),
            _ => None,
        }
    }
    fn write(&self) -> Value {
        Value::Flag(*self)
    }
}

impl SettingType for String {
    const KIND: ValueKind = ValueKind::Text;
    fn read(value: &Value) -> Option<String> {
        match value {
            Value::Text(s) => Some(s.clone()),
            _ => None,
        }
    }
    fn write(&self) -> Value {
        Value::Text(self.clone())
    }
}

/// One table of settings.
pub(crate) trait SettingsTable: Default + Clone {
    /// What was declared.
    const FACTS: TableFacts;
    /// The value of a setting of this table by its key.
    fn get(&self, name: &str) -> Option<Value>;
    /// Set a setting by its key. False when there is none of that name or the kind does not fit. Ranges are
    /// the reader's business.
    fn set(&mut self, name: &str, value: &Value) -> bool;
}

/// Several tables, addressed by full path (`levers.funding.grant`).
pub(crate) trait SettingsTree: Default + Clone {
    /// All tables in order.
    fn facts() -> Vec<TableFacts>;
    /// The value of a setting by its full path.
    fn get(&self, path: &str) -> Option<Value>;
    /// Set a setting by its full path; false when there is none or the kind does not fit.
    fn set(&mut self, path: &str, value: &Value) -> bool;
}

/// Find a declared setting by its full path.
pub(crate) fn find(tables: &[TableFacts], path: &str) -> Option<&'static Field> {
    let (table, name) = path.rsplit_once('.')?;
    tables.iter().filter(|t| t.path == table).find_map(|t| t.fields.iter().find(|f| f.name == name))
}
