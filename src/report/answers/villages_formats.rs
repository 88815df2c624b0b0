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
