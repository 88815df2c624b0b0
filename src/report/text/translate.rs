//! The two languages of a report, and the names of fixed things in both.
//!
//! Whatever has a fixed text is a variant of an enum with both texts: a text that misses one language does
//! not compile.

pub(crate) use crate::language::Lang;
use crate::language::chinese;

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BothTexts {
    /// In English.
    pub(crate) english: &'static str,
    /// In Chinese.
    pub(crate) chinese: &'static str,
}

/// What has a text in both languages.
pub(crate) trait Bilingual {
    /// Its texts.
    fn texts(&self) -> BothTexts;
}

/// An enum of fixed texts, each in both languages; `ALL` lists them.
macro_rules! phrases {
    ($(#[$about:meta])* $name:ident { $($key:ident => $english:expr, $chinese:expr;)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $name { $($key,)* }

        impl $name {
            #[allow(dead_code)] // tests go over the phrases of every enum
            pub(crate) const ALL: &[$name] = &[$($name::$key,)*];
        }

        impl $crate::report::text::translate::Bilingual for $name {
            fn texts(&self) -> $crate::report::text::translate::BothTexts {
                let (english, chinese) = match self { $($name::$key => ($english, $chinese),)* };
                $crate::report::text::translate::BothTexts { english, chinese }
            }
        }
    };
}
pub(crate) use phrases;

impl Lang {
    /// The text of this language.
    pub(crate) fn text(self, phrase: impl Bilingual) -> &'static str {
        let BothTexts { english, chinese } = phrase.texts();
        self.say(english, chinese)
    }

    /// The one of two texts that is in this language.
    pub(crate) fn say<'a>(self, english: &'a str, chinese: &'a str) -> &'a str {
        match self {
            Lang::En => english,
            Lang::Zh => chinese,
        }
    }

    /// A text of the table of the language; another one stays as it is.
    pub(crate) fn of_table(self, english: &str) -> &str {
        match self {
            Lang::En => english,
            Lang::Zh => chinese(english).unwrap_or(english),
        }
    }

    /// The code of HTML.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Zh => "zh-CN",
        }
    }

    /// `a, b and c`.
    pub(crate) fn list(self, words: &[String]) -> String {
        let (comma, and) = (self.say(", ", "、"), self.say(" and ", "和"));
        match words {
            [] => String::new(),
            [one] => one.clone(),
            [most @ .., last] => format!("{}{and}{last}", most.join(comma)),
        }
    }
}
