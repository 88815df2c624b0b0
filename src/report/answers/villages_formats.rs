//! How many decimals the numbers of the page of `villages` have: what their errors and intervals allow.

use crate::report::text::format::{NumberFormat, Style};
use crate::study::villages::fit::{FigureRange, Fitted};
use crate::study::villages::patterns::PublishedFigure;

/// The decimals that the standard errors of a column of values allow.
pub(crate) fn by_errors(values: impl IntoIterator<Item = (f64, f64)>) -> NumberFormat {
    let within = |(value, error)| (value, Some((value - error, value + error)));
    NumberFormat::column(Style::Significant, values.into_iter().map(within))
}

/// The decimals that the intervals of the means of figures allow.
pub(crate) fn means<'a>(figures: impl IntoIterator<Item = &'a PublishedFigure>) -> NumberFormat {
    NumberFormat::column(Style::Significant, figures.into_iter().map(|f| (f.value, f.mean_within)))
}

/// How columns of fitted strengths write their numbers.
pub(crate) struct FittedFormats {
    pub(crate) alone: NumberFormat,
    pub(crate) told: NumberFormat,
    pub(crate) cv: NumberFormat,
}

impl FittedFormats {
    pub(crate) fn of<'a>(fits: impl Iterator<Item = &'a Fitted> + Clone) -> FittedFormats {
        let column = |of: fn(&Fitted) -> &FigureRange| {
            let within = |r: &FigureRange| (r.mean, Some((r.low, r.high)));
            NumberFormat::column(Style::Significant, fits.clone().map(|fitted| within(of(fitted))))
        };
        FittedFormats {
            alone: column(|fitted| &fitted.alone),
            told: column(|fitted| &fitted.told),
            cv: column(|fitted| &fitted.cv),
        }
    }
}

/// A mean and the middle 90% around it.
pub(crate) fn range(format: NumberFormat, r: &FigureRange) -> String {
    format.value_within(r.mean, Some((r.low, r.high)))
}

/// The rule that is fitted, and what stands beside it.
pub(super) const RULE: &str = "\
The rule is that of the simulated residents, `residents::talk::Hearing`, called over the villages' ties
in yearly steps: h = 1 − (1 − p)(1 − q)^users (1 − q/7)^others who know. Adopting a method is using it,
and who uses it goes on: an adopter is a *user* to everybody tied to it, with full weight from the year
after on; somebody who knows and does not use leaves no trace in such data, so the 1/7 of those who
merely know has nobody to act on. The other reading (an adopter is a user for one year and then merely
knows) is fitted too, below. Ties count both ways. Places differ as in a simulated county: p and q of a
village are log-normal around the means, independently, with one coefficient of variation.

Beside it stand two hazards that know nothing of ties, each with the same chance to let places differ:
*constant* (h = p) and *Bass* (h = p + q × share of the village that has adopted). The fit is a posterior
on a grid: p and q even on the logarithm over 0.008–0.6 and 0.002–0.6 a year, the coefficient of
variation half-normal with scale 0.5 on 0–1.5.
";

/// What the columns of the table of held-out villages hold.
pub(super) const HELD_OUT: &str = "\
*Log-likelihood* is per person-year: the logarithm of the probability of a village's whole history,
marginal over the posterior and over the village's own strengths; of the village itself only size and
ties are used. *At means* is the conditional one of the posterior means with places alike, each year
given the past: what a fit by maximum likelihood reports. *Village error* is that of the share adopted in
ten years, *curve error* that of the yearly share of all held-out people, both absolute means. *Covered*
counts village-years inside the 90% band, with the binomial error and, in brackets, the error with
villages as units; *exact* is what a forecast that is exactly right would reach, since people are counted
whole. Villages are odd or even by their place in the list.
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standard_error_says_how_many_decimals() {
        let values = [(0.3901, 0.071), (-2.2104, 0.068)];
        let format = by_errors(values);
        assert_eq!(values.map(|(value, _)| format.value(value)), ["0.39", "−2.21"]);
        assert_eq!(by_errors([(0.9, 0.0125)]).value(0.9), "0.900");
        assert_eq!(by_errors([(1.0, 0.0)]).value(1.0), "1.00");
    }
}
