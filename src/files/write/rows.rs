//! Rows of CSV as bytes: the quoting of RFC 4180, numbers in their shortest form that reads back the same.

use crate::units::Fen;
use crate::world::record::Measure;
use std::io::Write;

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberForm {
    /// In its shortest form that reads back the same.
    Plain,
    /// In yuan with two decimals.
    Money,
}

impl NumberForm {
    /// That of the values of a measure.
    pub(crate) fn of(measure: &Measure) -> NumberForm {
        if measure.is_money() { NumberForm::Money } else { NumberForm::Plain }
    }
}

/// Rows under construction.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowWriter {
    bytes: Vec<u8>,
    begun: bool,
}

impl RowWriter {
    /// The bytes so far.
    pub(crate) fn bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// End the row.
    pub(crate) fn end(&mut self) {
        self.bytes.push(b'\n');
        self.begun = false;
    }

    fn cell(&mut self) {
        if self.begun {
            self.bytes.push(b',');
        }
        self.begun = true;
    }

    /// An empty cell: the value does not exist.
    pub(crate) fn nothing(&mut self) {
        self.cell();
    }

    /// A cell whose text is already quoted: see [`quoted`].
    pub(crate) fn ready(&mut self, text: &[u8]) {
        self.cell();
        self.bytes.extend_from_slice(text);
    }

    /// Words.
    pub(crate) fn text(&mut self, text: &str) {
        self.cell();
        quote(text, &mut self.bytes);
    }

    /// A whole number.
    pub(crate) fn whole(&mut self, value: i64) {
        self.cell();
        self.bytes.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
    }

    /// A whole number, or an empty cell.
    pub(crate) fn whole_if(&mut self, value: Option<impl Into<i64>>) {
        match value {
            Some(value) => self.whole(value.into()),
            None => self.nothing(),
        }
    }

    /// A number.
    pub(crate) fn number(&mut self, value: f64) {
        self.cell();
        // The conversion cuts off what follows the point: unlike `trunc`, one instruction everywhere.
        if value.abs() < 1e15 && value == (value as i64) as f64 {
            self.bytes.extend_from_slice(itoa::Buffer::new().format(value as i64).as_bytes());
        } else if (1e-5..1e15).contains(&value.abs()) {
            // Here the fast form is the plain decimal one; outside, it would be an exponent.
            self.bytes.extend_from_slice(ryu::Buffer::new().format_finite(value).as_bytes());
        } else if value.is_finite() {
            // Writing into memory does not fail.
            let _ = write!(self.bytes, "{value}");
        }
    }

    /// Money in yuan with two decimals.
    pub(crate) fn money(&mut self, yuan: f64) {
        if yuan.abs() >= 9e13 {
            return self.number(yuan);
        }
        let Fen(fen) = Fen::from_yuan(yuan);
        self.cell();
        if fen < 0 {
            self.bytes.push(b'-');
        }
        self.bytes.extend_from_slice(itoa::Buffer::new().format(fen.unsigned_abs() / 100).as_bytes());
        let cents = (fen.unsigned_abs() % 100) as u8;
        self.bytes.extend_from_slice(&[b'.', b'0' + cents / 10, b'0' + cents % 10]);
    }

    /// A value in its unit, or an empty cell.
    pub(crate) fn value(&mut self, value: Option<f64>, form: NumberForm) {
        match (value, form) {
            (Some(yuan), NumberForm::Money) => self.money(yuan),
            (Some(value), NumberForm::Plain) => self.number(value),
            (None, _) => self.nothing(),
        }
    }
}

/// Text as a cell.
pub(crate) fn quoted(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    quote(text, &mut bytes);
    bytes
}

fn quote(text: &str, bytes: &mut Vec<u8>) {
    if !text.bytes().any(|b| matches!(b, b',' | b'"' | b'\n' | b'\r')) {
        return bytes.extend_from_slice(text.as_bytes());
    }
    bytes.push(b'"');
    for byte in text.bytes() {
        if byte == b'"' {
            bytes.push(b'"');
        }
        bytes.push(byte);
    }
    bytes.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(fill: impl Fn(&mut RowWriter)) -> String {
        let mut rows = RowWriter::default();
        fill(&mut rows);
        rows.end();
        String::from_utf8(rows.bytes()).unwrap()
    }

    #[test]
    fn numbers_read_back_the_same_and_have_no_exponent() {
        for x in [
            0.0,
            1.0,
            -2.0,
            0.1,
            1.0 / 3.0,
            1e-5,
            9.99e-6,
            -1e-7,
            12345.678,
            1e15,
            1.5e300,
            123_456_789_012_345.6,
        ] {
            let text = row(|r| r.number(x));
            assert_eq!(text.trim().parse::<f64>().unwrap(), x);
            assert!(!text.contains('e'), "{text}");
        }
        assert_eq!(row(|r| r.number(-0.0)), "0\n");
        assert_eq!(row(|r| r.number(f64::NAN)), "\n");
    }

    #[test]
    fn money_has_two_decimals() {
        let cells = [0.0, 1.0, -0.5, 1234.565, -0.001, 208_000.0];
        assert_eq!(
            row(|r| cells.iter().for_each(|c| r.money(*c))),
            "0.00,1.00,-0.50,1234.57,0.00,208000.00\n"
        );
    }

    #[test]
    fn any_text_survives() {
        let texts = [
            "plain",
            "a, b",
            "say \"hi\"",
            "<tag> & more",
            "社工之家 🏠",
            "two\nlines",
            "",
            " spaced ",
            "\r",
        ];
        let text = row(|r| texts.iter().for_each(|t| r.text(t)));
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let record = reader.records().next().unwrap().unwrap();
        assert_eq!(record.iter().collect::<Vec<_>>(), texts);
    }
}
