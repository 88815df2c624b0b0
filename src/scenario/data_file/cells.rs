//! What stands in a cell, for every reader of data files alike: nothing, a number, a whole number, yes or no.
//! What other programs write is taken where it can mean only one thing.

use crate::language::{said, term};
use std::ops::{Range, RangeInclusive};

/// How numbers are written in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Notation {
    /// Decimals stand behind a comma: so do programs that part columns by semicolons.
    pub(crate) decimal_comma: bool,
}

/// What programs write for a value that is missing: R, pandas, databases, Excel. Such words are no number,
/// no flag and no group; of a name they may be all there is to say.
const MISSING: [&str; 6] = ["NA", "N/A", "#N/A", "NaN", "null", "<NA>"];

/// A cell that holds a value, or nothing when the value is missing.
pub(crate) fn value(cell: &str) -> &str {
    if MISSING.iter().any(|word| cell.eq_ignore_ascii_case(word)) { "" } else { cell }
}

/// Digits and signs of full width, as Chinese keyboards write them, as those of ASCII; a real minus as well.
fn narrow(cell: &str) -> String {
    let narrow = |letter: char| match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        '\u{2212}' => '-',
        _ => letter,
    };
    cell.chars().map(narrow).collect()
}

/// Whether a comma parts a whole number from its decimals: `0,5`, `-12,25`.
fn has_decimal_comma(cell: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    cell.trim_start_matches(['-', '+'])
        .split_once(',')
        .is_some_and(|(whole, rest)| digits(whole) && digits(rest))
}

/// A number whose thousands are parted, and that can mean one thing only, as it is written here:
/// `1,234,567.8` and `1.234,5`, but not `1,234`.
fn without_groups(cell: &str) -> Option<String> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = cell.trim_start_matches(['-', '+']);
    let plain = |parting: char, decimal: char| {
        let (whole, rest) = unsigned.split_once(decimal).map_or((unsigned, None), |(w, r)| (w, Some(r)));
        let mut groups = whole.split(parting);
        let first = groups.next().filter(|first| digits(first) && first.len() <= 3)?;
        let others: Vec<&str> = groups.collect();
        let sound = others.iter().all(|group| digits(group) && group.len() == 3) && rest.is_none_or(digits);
        let certain = others.len() > 1 || (others.len() == 1 && rest.is_some());
        let sign = if cell.starts_with('-') { "-" } else { "" };
        let rest = rest.map_or(String::new(), |rest| format!(".{rest}"));
        (sound && certain).then(|| format!("{sign}{first}{}{rest}", others.concat()))
    };
    plain(',', '.').or_else(|| plain('.', ','))
}

impl Notation {
    /// A number, finite or not.
    pub(crate) fn number(self, cell: &str) -> Option<f64> {
        let cell = narrow(cell);
        let comma = self.decimal_comma && has_decimal_comma(&cell);
        if comma { cell.replacen(',', ".", 1) } else { cell }.parse().ok()
    }

    /// A whole number, also written `3.0` as programs do in a column with gaps.
    pub(crate) fn whole(self, cell: &str, range: RangeInclusive<u8>) -> Option<u8> {
        let number = self.number(cell).filter(|number| *number == libm::floor(*number))?;
        let (low, high) = (f64::from(*range.start()), f64::from(*range.end()));
        (low..=high).contains(&number).then_some(number as u8)
    }

    /// How a cell that is no number could be written as one, with the kind of what is wrong.
    pub(crate) fn hint(self, cell: &str) -> Option<(&'static str, String)> {
        let cell = narrow(cell);
        if let Some(percent) = cell.strip_suffix('%').and_then(|digits| self.number(digits.trim())) {
            return Some(("percent", said!("write {cell} as {}", (percent * 1e7).round() / 1e9)));
        }
        if let Some(plain) = without_groups(&cell) {
            return Some(("thousands", said!("write {plain}: nothing parts thousands")));
        }
        let (whole, rest) = cell.split_once(',').filter(|_| has_decimal_comma(&cell))?;
        let kind = term("decimal comma");
        Some(match rest.len() {
            3 => {
                (kind, said!("a comma may part decimals or thousands: write {whole}.{rest} or {whole}{rest}"))
            }
            _ => (kind, said!("decimals stand behind a point: {whole}.{rest}")),
        })
    }
}

/// Yes or no, in English, Chinese or numbers.
pub(crate) fn flag(cell: &str) -> Option<bool> {
    match narrow(cell).to_ascii_lowercase().as_str() {
        "true" | "yes" | "1" | "1.0" | "是" => Some(true),
        "false" | "no" | "0" | "0.0" | "否" => Some(false),
        _ => None,
    }
}

/// The bytes of a cell in a row as it stands in the file, without the blanks around it.
pub(crate) fn place(row: &str, column: usize, separator: u8) -> Range<usize> {
    let (mut quoted, mut index, mut start, mut end) = (false, 0, 0, row.len());
    for (at, byte) in row.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            _ if byte == separator && !quoted && index == column => {
                end = at;
                break;
            }
            _ if byte == separator && !quoted => {
                index += 1;
                start = at + 1;
            }
            _ => {}
        }
    }
    let text = &row[start..end];
    let from = start + text.len() - text.trim_start().len();
    from..from + text.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_other_programs_write_is_taken_where_it_means_one_thing() {
        let (point, comma) = (Notation::default(), Notation { decimal_comma: true });
        assert_eq!(
            ["0.5", "０．５", "−2", "3e2"].map(|cell| point.number(cell)),
            [0.5, 0.5, -2.0, 300.0].map(Some)
        );
        assert_eq!(
            ["0,5", "-12,25", "１，５", "7"].map(|cell| comma.number(cell)),
            [0.5, -12.25, 1.5, 7.0].map(Some)
        );
        assert_eq!(["0,5", "1,2,3", "x", ""].map(|cell| point.number(cell)), [None; 4]);
        assert_eq!(["1,234,567", "1,", ",5"].map(|cell| comma.number(cell)), [None; 3]);
        assert_eq!(["3", "3.0", "３", "52"].map(|cell| point.whole(cell, 0..=52)), [3, 3, 3, 52].map(Some));
        assert_eq!(["3.5", "53", "-1", "NaN", "inf"].map(|cell| point.whole(cell, 0..=52)), [None; 5]);
        assert_eq!(["TRUE", "Yes", "1.0", "是", "１"].map(flag), [Some(true); 5]);
        assert_eq!(["False", "no", "0", "否"].map(flag), [Some(false); 4]);
        assert_eq!(["maybe", "2", "", "是否"].map(flag), [None; 4]);
        assert_eq!(["NA", "nan", "NULL", "#N/A", "x", "Nan Hu"].map(value), ["", "", "", "", "x", "Nan Hu"]);
        assert_eq!(point.hint("0,5").unwrap().1, "decimals stand behind a point: 0.5");
        let words = |cell| point.hint(cell).map(|hint| hint.1);
        assert_eq!(words("1.234,5").unwrap(), "write 1234.5: nothing parts thousands");
        assert_eq!(words("-1,234,567").unwrap(), "write -1234567: nothing parts thousands");
        assert_eq!(words("12,345.75").unwrap(), "write 12345.75: nothing parts thousands");
        assert!(words("1,250").unwrap().contains("write 1.250 or 1250"));
        assert_eq!(["1,2,3", "1,23,456", "1234,567,890", ",5", "1,"].map(words), [const { None }; 5]);
        assert_eq!(point.hint("45 %").unwrap().1, "write 45 % as 0.45");
        assert_eq!(point.hint("about 3"), None);
    }
}
