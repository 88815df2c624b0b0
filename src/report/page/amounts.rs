//! Amounts as sentences say them: people of 1,000, money of a year with three digits.

use crate::report::text::format::{Style, decimal};
use crate::report::text::translate::Lang;
use crate::units::YEAR;

/// Below so many people of 1,000 a difference is said to hardly matter, however sure it is: with ever more
/// worlds every difference is sure.
pub(crate) const MATTERS: f64 = 0.001;

/// A share of residents as people of 1,000, without a sign: whole ones, small numbers with a decimal.
pub(crate) fn people(share: f64) -> String {
    let of_thousand = (share * 1000.0).abs();
    decimal(of_thousand, usize::from(of_thousand < 9.95))
}

/// What is paid in a week as yuan of a year, without a sign and with three digits: `117,000 yuan`, 11.7万元.
pub(crate) fn yuan_a_year(lang: Lang, weekly: f64) -> String {
    yuan(lang, weekly * f64::from(YEAR))
}

/// Yuan, without a sign and with three digits.
pub(crate) fn yuan(lang: Lang, yuan: f64) -> String {
    let rounded = three_digits(yuan.abs());
    match lang {
        Lang::En => format!("{} yuan", Style::Price.value(rounded).trim_end_matches(".0")),
        Lang::Zh if rounded < 10_000.0 => format!("{}元", Style::Price.value(rounded).trim_end_matches(".0")),
        Lang::Zh => {
            let (tens, places) = (rounded / 1e4, libm::floor(libm::log10(rounded / 1e4)) as usize);
            format!("{}万元", decimal(tens, 2_usize.saturating_sub(places)))
        }
    }
}

fn three_digits(value: f64) -> f64 {
    if value <= 0.0 {
        return 0.0;
    }
    let unit = libm::pow(10.0, (libm::floor(libm::log10(value)) - 2.0).max(-1.0));
    libm::round(value / unit) * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_and_money_have_as_many_digits_as_a_sentence_bears() {
        assert_eq!([0.0589, 0.0123, 0.0099, -0.0005].map(people), ["59", "12", "9.9", "0.5"]);
        assert_eq!([0.00994, 0.00996].map(people), ["9.9", "10"]);
        let english = [116_666.0, 1_234_567.0, 9_111.0, 99.96, 12.34, 0.0].map(|y| yuan(Lang::En, y));
        assert_eq!(
            english,
            ["117,000 yuan", "1,230,000 yuan", "9,110 yuan", "100 yuan", "12.3 yuan", "0 yuan"]
        );
        let chinese = [116_666.0, 1_234_567.0, 12_340.0, 9_111.0].map(|y| yuan(Lang::Zh, -y));
        assert_eq!(chinese, ["11.7万元", "123万元", "1.23万元", "9,110元"]);
        assert_eq!(yuan_a_year(Lang::En, 100.0), "5,200 yuan");
    }
}
