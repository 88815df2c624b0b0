//! A number in digits: how many decimals, a real minus, thousands.

/// A number with so many decimals and a real minus; nothing is never negative.
pub(crate) fn decimal(value: f64, decimals: usize) -> String {
    let words = format!("{:.decimals$}", value.abs());
    if value < 0.0 && !is_nothing(&words) { format!("−{words}") } else { words }
}

/// A share in whole per cent.
pub(crate) fn percent(share: f64) -> String {
    decimal(share * 100.0, 0) + "%"
}

/// A share of worlds or draws in words: never a 0 or a 100 that only rounding made.
pub(crate) fn share(value: f64) -> String {
    match value * 100.0 {
        v if v > 0.0 && v < 1.0 => "<1%".into(),
        v if v > 99.0 && v < 100.0 => ">99%".into(),
        _ => percent(value),
    }
}

/// Whether a number in words has no digit but zero.
pub(crate) fn is_nothing(words: &str) -> bool {
    !words.bytes().any(|b| b.is_ascii_digit() && b != b'0')
}

/// Decimals of three significant digits, four at most.
pub(crate) fn significant(size: f64) -> usize {
    match size {
        s if s >= 99.95 || s == 0.0 => 0,
        s if s >= 9.995 => 1,
        s if s >= 0.9995 => 2,
        s if s >= 0.0995 => 3,
        _ => 4,
    }
}

/// Yuan with thousands separators; millions beyond that.
pub(crate) fn money(value: f64, decimals: usize) -> String {
    if value.abs() >= 9_999_999.5 {
        return format!("{}M", decimal(value / 1e6, 2));
    }
    let words = decimal(value, decimals);
    let (sign, digits) = words.strip_prefix('−').map_or(("", words.as_str()), |rest| ("−", rest));
    let whole = digits.find('.').unwrap_or(digits.len());
    let mut words = sign.to_string();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && place < whole && (whole - place) % 3 == 0 {
            words.push(',');
        }
        words.push(digit);
    }
    words
}
