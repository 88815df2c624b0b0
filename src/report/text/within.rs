//! Values with their intervals, in the language of a page.

use crate::report::text::format::{NumberFormat, NumberWord};
use crate::report::text::translate::Lang;

impl NumberFormat {
    /// An interval of a value.
    pub(crate) fn interval_in(self, lang: Lang, (low, high): (f64, f64)) -> String {
        self.value(low) + lang.text(NumberWord::To) + &self.value(high)
    }

    /// A value and its interval in brackets, in a language.
    pub(crate) fn value_within_in(self, lang: Lang, mean: f64, interval: Option<(f64, f64)>) -> String {
        let (open, close) = (lang.say(" (", "（"), lang.say(")", "）"));
        let brackets = interval.map(|ends| format!("{open}{}{close}", self.interval_in(lang, ends)));
        self.value(mean) + &brackets.unwrap_or_default()
    }
}
