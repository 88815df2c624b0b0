//! Numbers as people read them: units, signs, thousands, intervals.

use crate::language::{said, spoken};
pub(crate) use crate::report::text::decimal::{decimal, is_nothing, percent, share};
use crate::report::text::decimal::{money, significant};
use crate::report::text::translate::{Lang, phrases};
use crate::stats::apart::Apart;
use crate::stats::paired::Estimate;
use crate::world::record::{Combine, Measure};

phrases! {
/// A word between or behind numbers.
NumberWord {
    Points => " points", "个百分点";
    OfThousand => " of 1,000", "人/千人";
    To => " to ", "～";
}
}

/// How values of a unit are worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// Per cent; differences in points.
    Share,
    /// People of 1,000.
    People,
    /// Hundredths of a share or an index, where the table says so once.
    Points,
    /// An index: 0-1 in files, 0-100 on pages, never with a sign of per cent.
    Index,
    /// A correlation, a probability or another number about one, with two decimals.
    Coefficient,
    /// Money with thousands separators.
    Money,
    /// A price in yuan: small ones with decimals.
    Price,
    /// Any other number.
    Number,
    /// A number of unknown size: three significant digits.
    Significant,
}

impl Style {
    /// Of a measure.
    pub(crate) fn of(measure: &Measure) -> Style {
        match measure.unit {
            _ if measure.is_index() => Style::Index,
            "share" | "share/week" => Style::Share,
            unit if unit.starts_with("yuan") => Style::Money,
            _ => Style::Number,
        }
    }

    /// Of a measure on a page for people who decide: of residents who come, so many of 1,000.
    pub(crate) fn on_page(measure: &Measure) -> Style {
        let residents = ["participation", "participation_4_weeks"].contains(&measure.name);
        if residents { Style::People } else { Style::of(measure) }
    }

    /// A value that stands alone.
    pub(crate) fn value(self, value: f64) -> String {
        NumberFormat { style: self, decimals: self.decimals_of(value) }.value(value)
    }

    /// A value that stands alone, where its unit is told elsewhere.
    pub(crate) fn bare(self, value: f64) -> String {
        NumberFormat { style: self, decimals: self.decimals_of(value) }.bare(value)
    }

    /// A difference that stands alone, always with its sign.
    pub(crate) fn change(self, change: f64) -> String {
        self.change_in(spoken(), change)
    }

    /// The same where its unit is told elsewhere.
    pub(crate) fn signed(self, change: f64) -> String {
        NumberFormat { style: self, decimals: self.decimals_of_change(change) }.signed(change)
    }

    /// The same in a language.
    pub(crate) fn change_in(self, lang: Lang, change: f64) -> String {
        NumberFormat { style: self, decimals: self.decimals_of_change(change) }.change_in(lang, change)
    }

    /// What one is in the numbers that are written.
    fn scale(self) -> f64 {
        match self {
            Style::People => 1000.0,
            Style::Share | Style::Points | Style::Index => 100.0,
            _ => 1.0,
        }
    }

    /// Decimals where no interval says how sure a value is.
    fn decimals_of(self, value: f64) -> usize {
        match self {
            Style::Share | Style::Points | Style::People => 1,
            Style::Coefficient => 2,
            Style::Index | Style::Money => 0,
            Style::Number | Style::Price => usize::from(value.abs() < 100.0),
            Style::Significant => significant(value.abs()),
        }
    }

    /// The same of a difference: small ones need one more.
    fn decimals_of_change(self, change: f64) -> usize {
        let small = match self {
            Style::Share | Style::Points | Style::Coefficient => change.abs() < 0.01,
            Style::Index => change.abs() < 0.1,
            _ => false,
        };
        self.decimals_of(change) + usize::from(small)
    }

    /// Decimals that half the width of an interval allows: its first digit is the last that is written, or
    /// its second where the first is a one. Further digits would be chance.
    fn decimals_within(self, half: f64) -> usize {
        let half = half * self.scale();
        let place = libm::floor(libm::log10(half));
        let two = half / libm::pow(10.0, place) < 2.0;
        // `as` keeps negative ones at 0. Money is whole yuan, a price has fen; nobody reads more than four
        // or five.
        let decimals = (f64::from(u8::from(two)) - place) as usize;
        match self {
            Style::Money => 0,
            Style::Price => decimals.min(2),
            Style::Share | Style::Points | Style::Number | Style::People => decimals.min(4),
            Style::Index => decimals.min(2),
            Style::Coefficient | Style::Significant => decimals.min(5),
        }
    }
}

/// Numbers of one kind with the same decimals: those of a column, or one number and its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct NumberFormat {
    style: Style,
    decimals: usize,
}

impl NumberFormat {
    /// Of one mean, with the decimals that its interval allows.
    pub(crate) fn of(style: Style, mean: f64, interval: Option<(f64, f64)>) -> NumberFormat {
        NumberFormat::column(style, [(mean, interval)])
    }

    /// Of a column of means: the typical interval (the median of their widths) says how many decimals, or the
    /// largest mean where there is no interval.
    pub(crate) fn column(
        style: Style,
        means: impl IntoIterator<Item = (f64, Option<(f64, f64)>)>,
    ) -> NumberFormat {
        let (mut halves, mut largest) = (Vec::new(), 0.0_f64);
        for (mean, interval) in means {
            largest = largest.max(mean.abs());
            halves.extend(interval.map(|(low, high)| 0.5 * (high - low)));
        }
        // Where worlds do not differ the width is zero, or what is left of rounding.
        halves.retain(|half| *half > 1e-9 * largest && half.is_finite());
        halves.sort_by(f64::total_cmp);
        let median = halves.get(halves.len().saturating_sub(1) / 2);
        let decimals = median.map_or(style.decimals_of_change(largest), |half| style.decimals_within(*half));
        NumberFormat { style, decimals }
    }

    /// Of the ticks of an axis: the decimals that tell multiples of the step apart.
    pub(crate) fn ticks(style: Style, step: f64) -> NumberFormat {
        let step = step * style.scale();
        let apart = |decimals: &i32| {
            let last = libm::pow(10.0, f64::from(*decimals)) * step;
            last > 0.999 && (last - libm::round(last)).abs() < 1e-6 * last
        };
        let decimals = if style == Style::Money { 0 } else { (0..=5).find(apart).unwrap_or(5) as usize };
        NumberFormat { style, decimals }
    }

    /// The same with no more decimals than that, where there is no room for them.
    pub(crate) fn at_most(self, decimals: usize) -> NumberFormat {
        NumberFormat { decimals: self.decimals.min(decimals), ..self }
    }

    /// A value, with its unit where that is per cent.
    pub(crate) fn value(self, value: f64) -> String {
        let unit = if self.style == Style::Share { "%" } else { "" };
        self.bare(value) + unit
    }

    /// A difference with its sign and unit.
    pub(crate) fn change(self, change: f64) -> String {
        self.change_in(spoken(), change)
    }

    /// The same in a language.
    pub(crate) fn change_in(self, lang: Lang, change: f64) -> String {
        self.signed(change) + self.unit_of_change(lang)
    }

    /// A difference without its sign, in a language.
    pub(crate) fn distance_in(self, lang: Lang, distance: f64) -> String {
        self.bare(distance.abs()) + self.unit_of_change(lang)
    }

    fn unit_of_change(self, lang: Lang) -> &'static str {
        match self.style {
            Style::Share => lang.text(NumberWord::Points),
            Style::People => lang.text(NumberWord::OfThousand),
            _ => "",
        }
    }

    /// A difference with its sign, where its unit is told elsewhere.
    pub(crate) fn signed(self, change: f64) -> String {
        let words = self.bare(change);
        if words.starts_with('−') || is_nothing(&words) { words } else { format!("+{words}") }
    }

    /// An interval of a value.
    pub(crate) fn interval(self, ends: (f64, f64)) -> String {
        self.interval_in(spoken(), ends)
    }

    /// An interval of a difference, in the unit of the difference.
    pub(crate) fn change_interval(self, ends: (f64, f64)) -> String {
        self.change_interval_in(spoken(), ends)
    }

    /// The same in a language.
    pub(crate) fn change_interval_in(self, lang: Lang, (low, high): (f64, f64)) -> String {
        self.signed(low) + lang.text(NumberWord::To) + &self.signed(high)
    }

    /// A value and, in brackets, its interval if there is one.
    pub(crate) fn value_within(self, mean: f64, interval: Option<(f64, f64)>) -> String {
        self.value_within_in(spoken(), mean, interval)
    }

    /// A difference without its unit and, in brackets, its interval if there is one.
    pub(crate) fn change_within(self, mean: f64, interval: Option<(f64, f64)>) -> String {
        let interval = interval.map(|ends| said!(" ({})", self.change_interval(ends)));
        self.signed(mean) + &interval.unwrap_or_default()
    }

    /// The same of a mean over worlds, with the worlds that it leaves out; without an interval, in brackets,
    /// the count that stands in its place.
    pub(crate) fn change_of(self, estimate: &Estimate) -> String {
        let brackets = self.interval_of(estimate).map(|words| format!(" ({words})"));
        self.signed(estimate.mean) + &brackets.unwrap_or_default()
    }

    /// The interval of a difference and the worlds that it leaves out, or the count that stands in its place.
    pub(crate) fn interval_of(self, estimate: &Estimate) -> Option<String> {
        let Some(ends) = estimate.interval else { return few_others(estimate) };
        let apart =
            estimate.apart.map(|apart| format!("; {}", self.apart_in(Lang::En, apart, estimate.worlds)));
        Some(self.change_interval(ends) + &apart.unwrap_or_default())
    }

    /// Worlds far off of so many: how many, the largest share of all worlds that may be, where they lie.
    pub(crate) fn apart_in(self, lang: Lang, apart: Apart, worlds: u64) -> String {
        let (seen, most) = (apart.worlds, Style::Share.value(apart.bound(worlds)));
        let (low, high) = (self.signed(apart.low), self.signed(apart.high));
        let ends = self.change_interval_in(lang, (apart.low, apart.high));
        let place = if low == high { low } else { ends };
        match lang {
            Lang::En => format!("{seen} of {worlds}, ≤ {most}, at {place}"),
            Lang::Zh => format!("{worlds}次中{seen}次，≤ {most}，为{place}"),
        }
    }

    /// A value without its unit, where that is told elsewhere.
    pub(crate) fn bare(self, value: f64) -> String {
        match self.style {
            Style::Money | Style::Price => money(value, self.decimals),
            style => decimal(value * style.scale(), self.decimals),
        }
    }
}

/// In place of an interval where all but a few of paired worlds show the same difference: how many do not,
/// and the largest share of all worlds that may not.
pub(crate) fn few_others(estimate: &Estimate) -> Option<String> {
    let (others, worlds, most) = estimate.few_others()?;
    Some(said!("{others} of {worlds}, ≤ {}", Style::Share.value(most)))
}

/// A difference with so many decimals and its sign, for figures without a unit.
pub(crate) fn signed_decimal(value: f64, decimals: usize) -> String {
    NumberFormat { style: Style::Number, decimals }.signed(value)
}

/// The unit of a mean per week of a measure.
pub(crate) fn weekly_unit(measure: &Measure) -> String {
    if measure.combine == Combine::Sum { format!("{}/week", measure.unit) } else { measure.unit.to_string() }
}

#[cfg(test)]
mod tests;
