//! In which language the program speaks, and its texts in Chinese.
//!
//! Sentences stand in English where they are said: `said!` where something is filled in, [`term`] where
//! nothing is. Their Chinese stands in one table, `chinese.toml` beside this file, which `docs/terms.md`
//! shows with the places where each is said. What is found for a program to read stays English.
//!
//! - Which sentence is a text, and what was filled in? → `template`
//! - How are words told that were said in another language? → `twice`
//! - Where does the environment say which language? → [`of_environment`]

pub(crate) mod template;
pub(crate) mod twice;

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};

/// A language; in files and links by its code, `en` or `zh`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Lang {
    /// English.
    #[default]
    En,
    /// Chinese.
    Zh,
}

/// Every sentence and term of the program, English to Chinese; tables of it say what kind of text it is.
pub(crate) const CHINESE: &str = include_str!("chinese.toml");

static SPEAKS_CHINESE: AtomicBool = AtomicBool::new(false);
static WRITES_CHINESE: AtomicBool = AtomicBool::new(false);

static TABLE: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| sections(CHINESE).into_values().flatten().collect());

/// The sections of the table; none where it cannot be read, which a test rules out.
pub(crate) fn sections(table: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    toml::from_str(table).unwrap_or_default()
}

/// From now on the program speaks this language, on the terminal and on the pages that it writes.
pub(crate) fn set(lang: Lang) {
    SPEAKS_CHINESE.store(lang == Lang::Zh, Ordering::Relaxed);
    WRITES_CHINESE.store(lang == Lang::Zh, Ordering::Relaxed);
}

/// What is said is for another program, which reads English; pages keep the language of people.
pub(crate) fn speak_to_programs() {
    SPEAKS_CHINESE.store(false, Ordering::Relaxed);
}

/// What is found for a file that programs read: in English, whatever is spoken.
pub(crate) fn for_programs<T>(work: impl FnOnce() -> T) -> T {
    spoken_in(Lang::En, work)
}

/// What is found for a page in that language, whatever is spoken.
pub(crate) fn spoken_in<T>(lang: Lang, work: impl FnOnce() -> T) -> T {
    let spoken = SPEAKS_CHINESE.swap(lang == Lang::Zh, Ordering::Relaxed);
    let found = work();
    SPEAKS_CHINESE.store(spoken, Ordering::Relaxed);
    found
}

/// The language in which the program speaks.
pub(crate) fn spoken() -> Lang {
    if SPEAKS_CHINESE.load(Ordering::Relaxed) { Lang::Zh } else { Lang::En }
}

/// The language of pages.
pub(crate) fn written() -> Lang {
    if WRITES_CHINESE.load(Ordering::Relaxed) { Lang::Zh } else { Lang::En }
}

/// The language that the environment asks for: what POSIX asks first counts.
pub(crate) fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let asked = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| variable(name).filter(|value| !value.is_empty()));
    let chinese = |value: String| value == "zh" || value.starts_with("zh_") || value.starts_with("zh-");
    if asked.is_some_and(chinese) { Lang::Zh } else { Lang::En }
}

/// A fixed text in the language that is spoken.
pub(crate) fn term(english: &'static str) -> &'static str {
    translated(english)
}

/// A text that may be one of the table in the language that is spoken; another one stays as it is.
pub(crate) fn translated(english: &str) -> &str {
    match spoken() {
        Lang::En => english,
        Lang::Zh => chinese(english).unwrap_or(english),
    }
}

/// The Chinese of a text.
pub(crate) fn chinese(english: &str) -> Option<&'static str> {
    TABLE.get(english).map(String::as_str)
}

/// A sentence that was made from a template, in the language that is spoken.
pub(crate) fn sentence(english: &'static str, made: String) -> String {
    if spoken() == Lang::En {
        return made;
    }
    chinese(english).and_then(|chinese| template::refilled(english, chinese, &made)).unwrap_or(made)
}

/// As `format!`, in the language that is spoken.
macro_rules! said {
    ($english:literal $($filled:tt)*) => {
        $crate::language::sentence($english, format!($english $($filled)*))
    };
}
pub(crate) use said;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_asks_in_the_order_of_posix() {
        let of = |set: &[(&str, &str)]| {
            of_environment(|name| set.iter().find(|one| one.0 == name).map(|one| one.1.to_string()))
        };
        assert_eq!(of(&[]), Lang::En);
        assert_eq!(of(&[("LANG", "zh_CN.UTF-8")]), Lang::Zh);
        assert_eq!(of(&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C")]), Lang::En);
        assert_eq!(of(&[("LANG", "C"), ("LC_ALL", ""), ("LC_MESSAGES", "zh")]), Lang::Zh);
        assert_eq!(of(&[("LANG", "zhongwen")]), Lang::En);
    }
}
