//! The macros by which settings, choices and trees of tables are declared.

/// Declare a table of settings. See `levers/funding.rs` for an example to copy.
#[macro_export]
macro_rules! settings {
    (
        $(#[doc = $about:literal])+
        pub struct $Name:ident = $path:literal {
            $(
                $(#[doc = $doc:literal])+
                $field:ident : $ty:ty = $default:expr, in $range:tt,
                $unit:literal, $grade:ident $source:literal
                $(, plausible $plausible:tt)?
                $(, zh $zh:literal)?
                $(, lever {
                    $low:literal => $high:literal, needs $needs:ident,
                    moves [$($moves:literal),*], price $price:literal
                })?
                ;
            )*
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[allow(unreachable_pub)] // most tables are of the library's front, some of the crate alone
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
                        default: || {
                            let value: $ty = $default;
                            $crate::settings::SettingType::write(&value)
                        },
                        unit: $unit,
                        grade: $crate::settings::Grade::$grade,
                        source: $source,
                        plausible: $crate::settings!(@plausible $($plausible)?),
                        meaning: concat!($($doc,)+),
                        zh: concat!($($zh)?),
                        lever: $crate::settings!(@lever $({ $low, $high, $needs, [$($moves),*], $price })?),
                    },
                )*],
            };
            fn get(&self, name: &str) -> Option<$crate::settings::Value> {
                $( if name == stringify!($field) {
                    return Some($crate::settings::SettingType::write(&self.$field));
                } )*
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
    (@plausible) => { $crate::settings::Declared::ByRule };
    (@plausible [$lo:expr, $hi:expr]) => { $crate::settings::Declared::Range($lo as f64, $hi as f64) };
    (@plausible fixed) => { $crate::settings::Declared::Fixed };
    (@lever) => { None };
    (@lever { $low:literal, $high:literal, $needs:ident, [$($moves:literal),*], $price:literal }) => {
        Some($crate::settings::Lever {
            low: $low,
            high: $high,
            needs: $crate::settings::Needs::$needs,
            moves: &[$($moves),*],
            price: $price,
        })
    };
}

/// Declare a choice of a few words, usable as the type of a setting.
#[macro_export]
macro_rules! choice {
    (
        $(#[doc = $about:literal])+
        pub enum $Name:ident { $( $(#[doc = $doc:literal])+ $variant:ident = $word:literal ),+ $(,)? }
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[allow(unreachable_pub)] // most choices are of the library's front, some of the crate alone
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
    (
        $(#[doc = $about:literal])+
        pub struct $Name:ident { $( $(#[doc = $doc:literal])+ $field:ident : $ty:ty ),+ $(,)? }
        $( with { $( $(#[doc = $ndoc:literal])+ $nested:ident : $nty:ty ),+ $(,)? } )?
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[allow(unreachable_pub)] // most tables are of the library's front, some of the crate alone
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
                $( if table == <$ty as $crate::settings::SettingsTable>::FACTS.path {
                    return $crate::settings::SettingsTable::get(&self.$field, name);
                } )+
                $( $( if let Some(v) = $crate::settings::SettingsTree::get(&self.$nested, path) {
                    return Some(v);
                } )+ )?
                let _ = name;
                None
            }
            fn set(&mut self, path: &str, value: &$crate::settings::Value) -> bool {
                let Some((table, name)) = path.rsplit_once('.') else { return false };
                $( if table == <$ty as $crate::settings::SettingsTable>::FACTS.path {
                    return $crate::settings::SettingsTable::set(&mut self.$field, name, value);
                } )+
                $( $( if $crate::settings::SettingsTree::set(&mut self.$nested, path, value) {
                    return true;
                } )+ )?
                let _ = name;
                false
            }
        }
    };
}
