//! How a setting is declared: once, with its unit, range, default, source, grade and meaning.
//!
//! The `settings!` macro turns one declaration into a plain struct **and** into the facts from which the
//! reader of scenarios, the schema, `explain`, the documentation and sweeps are made, so that these cannot
//! disagree.

use serde::{Deserialize, Serialize};

/// How well a default is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// Computed from a data file.
    Measured,
    /// Read in a published source.
    Literature,
    /// No source: a reasoned assumption, open to calibration inside its range.
    Assumption,
}

impl Grade {
    /// The grade in one word.
    pub fn word(self) -> &'static str {
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

/// Which values a setting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
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
pub enum Needs {
    /// Always acts.
    Nothing,
    /// A social organization runs the home in at least one week.
    Operator,
    /// An operator, and `levers.brand.seeds` is above 0 at some time.
    Seeds,
    /// An operator, and `levers.brand.campaign_start` is above 0 at some time.
    Campaign,
}

/// What makes a setting a lever: something an analyst sets to change the world.
#[derive(Clone, Copy, Debug)]
pub struct Lever {
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
pub struct Field {
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
    /// What it means, in words.
    pub meaning: &'static str,
    /// Short label in Chinese, or `""`.
    pub zh: &'static str,
    /// Present when it is a lever.
    pub lever: Option<Lever>,
}

/// A table of settings, as declared.
#[derive(Clone, Copy, Debug)]
pub struct TableFacts {
    /// Its path in TOML, for example `levers.funding`.
    pub path: &'static str,
    /// What it is.
    pub about: &'static str,
    /// Its settings in order.
    pub fields: &'static [Field],
}

/// A Rust type that a setting can have.
pub trait SettingType: Sized {
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
pub trait SettingsTable: Default + Clone {
    /// What was declared.
    const FACTS: TableFacts;
    /// The value of a setting of this table by its key.
    fn get(&self, name: &str) -> Option<Value>;
    /// Set a setting by its key. False when there is none of that name or the kind does not fit. Ranges are
    /// the reader's business.
    fn set(&mut self, name: &str, value: &Value) -> bool;
}

/// Several tables, addressed by full path (`levers.funding.grant`).
pub trait SettingsTree: Default + Clone {
    /// All tables in order.
    fn facts() -> Vec<TableFacts>;
    /// The value of a setting by its full path.
    fn get(&self, path: &str) -> Option<Value>;
    /// Set a setting by its full path; false when there is none or the kind does not fit.
    fn set(&mut self, path: &str, value: &Value) -> bool;
}

/// Find a declared setting by its full path.
pub fn find(tables: &[TableFacts], path: &str) -> Option<&'static Field> {
    let (table, name) = path.rsplit_once('.')?;
    tables.iter().filter(|t| t.path == table).find_map(|t| t.fields.iter().find(|f| f.name == name))
}

/// Declare a table of settings. See `levers/funding.rs` for an example to copy.
#[macro_export]
macro_rules! settings {
    (
        $(#[doc = $about:literal])+
        pub struct $Name:ident = $path:literal {
            $(
                $(#[doc = $doc:literal])+
                $field:ident : $ty:ty = $default:expr, in $range:tt, $unit:literal, $grade:ident $source:literal
                $(, zh $zh:literal)?
                $(, lever { $low:literal => $high:literal, needs $needs:ident, moves [$($moves:literal),*], price $price:literal })?
                ;
            )*
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct $Name {
            $( $(#[doc = $doc])+ pub $field: $ty, )*
        }
        impl Default for $Name {
            fn default() -> Self {
                Self { $( $field: $default, )* }
            }
        }
        impl $crate::settings::SettingsTable for $Name {
            const FACTS: $crate::settings::TableFacts = $crate::settings::TableFacts {
                path: $path,
                about: concat!($($about,)+),
                fields: &[$(
                    $crate::settings::Field {
                        name: stringify!($field),
                        kind: <$ty as $crate::settings::SettingType>::KIND,
                        range: $crate::settings!(@range $range),
                        default: || { let value: $ty = $default; $crate::settings::SettingType::write(&value) },
                        unit: $unit,
                        grade: $crate::settings::Grade::$grade,
                        source: $source,
                        meaning: concat!($($doc,)+),
                        zh: concat!($($zh)?),
                        lever: $crate::settings!(@lever $({ $low, $high, $needs, [$($moves),*], $price })?),
                    },
                )*],
            };
            fn get(&self, name: &str) -> Option<$crate::settings::Value> {
                $( if name == stringify!($field) { return Some($crate::settings::SettingType::write(&self.$field)); } )*
                let _ = name;
                None
            }
            fn set(&mut self, name: &str, value: &$crate::settings::Value) -> bool {
                $( if name == stringify!($field) {
                    return match <$ty as $crate::settings::SettingType>::read(value) {
                        Some(v) => { self.$field = v; true }
                        None => false,
                    };
                } )*
                let _ = (name, value);
                false
            }
        }
    };
    (@range any) => { None };
    (@range [$lo:expr, $hi:expr]) => { Some(($lo as f64, $hi as f64)) };
    (@lever) => { None };
    (@lever { $low:literal, $high:literal, $needs:ident, [$($moves:literal),*], $price:literal }) => {
        Some($crate::settings::Lever {
            low: $low, high: $high, needs: $crate::settings::Needs::$needs, moves: &[$($moves),*], price: $price,
        })
    };
}

/// Declare a choice of a few words, usable as the type of a setting.
#[macro_export]
macro_rules! choice {
    ($(#[doc = $about:literal])+ pub enum $Name:ident { $( $(#[doc = $doc:literal])+ $variant:ident = $word:literal ),+ $(,)? }) => {
        $(#[doc = $about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub enum $Name { $( $(#[doc = $doc])+ #[serde(rename = $word)] $variant, )+ }
        impl $crate::settings::SettingType for $Name {
            const KIND: $crate::settings::ValueKind = $crate::settings::ValueKind::Choice(&[$($word),+]);
            fn read(value: &$crate::settings::Value) -> Option<Self> {
                match value {
                    $( $crate::settings::Value::Text(s) if s == $word => Some(Self::$variant), )+
                    _ => None,
                }
            }
            fn write(&self) -> $crate::settings::Value {
                $crate::settings::Value::Text(match self { $( Self::$variant => $word.to_string(), )+ })
            }
        }
    };
}

/// Compose tables into one struct that is addressed by full path.
#[macro_export]
macro_rules! tables {
    ($(#[doc = $about:literal])+ pub struct $Name:ident { $( $(#[doc = $doc:literal])+ $field:ident : $ty:ty ),+ $(,)? } $( with { $( $(#[doc = $ndoc:literal])+ $nested:ident : $nty:ty ),+ $(,)? } )?) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct $Name {
            $( $(#[doc = $doc])+ pub $field: $ty, )+
            $( $( $(#[doc = $ndoc])+ pub $nested: $nty, )+ )?
        }
        impl $crate::settings::SettingsTree for $Name {
            fn facts() -> Vec<$crate::settings::TableFacts> {
                #[allow(unused_mut)]
                let mut all = vec![$( <$ty as $crate::settings::SettingsTable>::FACTS ),+];
                $( $( all.extend(<$nty as $crate::settings::SettingsTree>::facts()); )+ )?
                all
            }
            fn get(&self, path: &str) -> Option<$crate::settings::Value> {
                let (table, name) = path.rsplit_once('.')?;
                $( if table == <$ty as $crate::settings::SettingsTable>::FACTS.path { return $crate::settings::SettingsTable::get(&self.$field, name); } )+
                $( $( if let Some(v) = $crate::settings::SettingsTree::get(&self.$nested, path) { return Some(v); } )+ )?
                let _ = name;
                None
            }
            fn set(&mut self, path: &str, value: &$crate::settings::Value) -> bool {
                let Some((table, name)) = path.rsplit_once('.') else { return false };
                $( if table == <$ty as $crate::settings::SettingsTable>::FACTS.path { return $crate::settings::SettingsTable::set(&mut self.$field, name, value); } )+
                $( $( if $crate::settings::SettingsTree::set(&mut self.$nested, path, value) { return true; } )+ )?
                let _ = name;
                false
            }
        }
    };
}
