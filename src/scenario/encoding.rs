//! In which encoding a text from outside is written: UTF-8; UTF-16 with its mark, which is decoded; or
//! another one, which is recognised so that the fault can name it.

use crate::language::term;
use std::fmt;

/// What a text that is not UTF-8 probably is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// Two bytes for most characters; one of them is zero in English.
    Utf16,
    /// The encodings of mainland China, each holding the one before: GB 2312, GBK, GB 18030.
    Gbk,
    /// Western Europe: single bytes.
    Latin1,
    /// None of these.
    Unknown,
}

impl Encoding {
    /// Of bytes that are not UTF-8, or hold a zero.
    pub(crate) fn of(bytes: &[u8]) -> Encoding {
        let zeros = bytes.iter().filter(|byte| **byte == 0).count();
        if mark(bytes).is_some() || 4 * zeros >= bytes.len().max(1) {
            return Encoding::Utf16;
        }
        if zeros > 0 {
            return Encoding::Unknown;
        }
        match gbk(bytes) {
            // Accents stand alone between letters of the alphabet; characters of China stand together, and
            // nearly all in use have two high bytes.
            Some((both, all)) if 2 * both >= all => Encoding::Gbk,
            _ if bytes.iter().all(|byte| !(0x80..0xa0).contains(byte)) => Encoding::Latin1,
            _ => Encoding::Unknown,
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Encoding::Utf16 => term("it is not UTF-8, but looks like UTF-16 (\"Unicode text\")"),
            Encoding::Gbk => term("it is not UTF-8, but looks like GBK (GB 18030)"),
            Encoding::Latin1 => term("it is not UTF-8, but looks like Latin-1 (Windows-1252)"),
            Encoding::Unknown => term("it is not UTF-8"),
        })
    }
}

/// Characters of several bytes, if all can be read as GB 18030: those of which all bytes are high, and all.
fn gbk(bytes: &[u8]) -> Option<(usize, usize)> {
    let (mut both, mut all, mut at) = (0, 0, 0);
    while let Some(lead) = bytes.get(at) {
        let rest = &bytes[at + 1..];
        at += match (lead, rest) {
            (..=0x7f, _) => 1,
            (0x81..=0xfe, [0x40..=0x7e | 0x80..=0xfe, ..]) => {
                all += 1;
                both += usize::from(*lead >= 0xa1 && rest[0] >= 0xa1);
                2
            }
            (0x81..=0xfe, [0x30..=0x39, 0x81..=0xfe, 0x30..=0x39, ..]) => {
                all += 1;
                both += 1;
                4
            }
            _ => return None,
        };
    }
    (all > 0).then_some((both, all))
}

/// The order of bytes that the mark at the beginning of a UTF-16 text tells.
fn mark(beginning: &[u8]) -> Option<fn([u8; 2]) -> u16> {
    match beginning {
        [0xff, 0xfe, ..] => Some(u16::from_le_bytes),
        [0xfe, 0xff, ..] => Some(u16::from_be_bytes),
        _ => None,
    }
}

/// UTF-16 on its way to UTF-8, piece by piece.
pub(crate) struct Utf16 {
    unit: fn([u8; 2]) -> u16,
    /// Bytes of a character whose other bytes have not come yet.
    open: Vec<u8>,
}

impl Utf16 {
    /// If the mark at the beginning says so.
    pub(crate) fn begun(beginning: &[u8]) -> Option<Utf16> {
        mark(beginning).map(|unit| Utf16 { unit, open: Vec::new() })
    }

    /// One more piece; the mark itself is decoded like any other character. What is no character becomes a
    /// byte that UTF-8 does not know.
    pub(crate) fn decode(&mut self, piece: &[u8], into: &mut Vec<u8>) {
        self.open.extend_from_slice(piece);
        let mut units: Vec<u16> =
            self.open.chunks_exact(2).map(|pair| (self.unit)([pair[0], pair[1]])).collect();
        if units.last().is_some_and(|unit| (0xd800..0xdc00).contains(unit)) {
            units.pop();
        }
        self.open.drain(..2 * units.len());
        for letter in char::decode_utf16(units) {
            match letter {
                Ok(letter) => into.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()),
                Err(_) => into.push(0xff),
            }
        }
    }

    /// Nothing more comes: half a character is none.
    pub(crate) fn end(&mut self, into: &mut Vec<u8>) {
        if !self.open.is_empty() {
            self.open.clear();
            into.push(0xff);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_of_offices_are_recognised() {
        // 编号,姓名 and p1,社工之家 in GBK; a rare character of four bytes; mixed with English.
        for text in [
            &b"\xb1\xe0\xba\xc5,\xd0\xd5\xc3\xfb"[..],
            b"p1,\xc9\xe7\xb9\xa4\xd6\xae\xbc\xd2",
            b"p1,\x95\x32\x82\x36,true",
            b"Zone \xb6\xab,working,34",
        ] {
            assert_eq!(Encoding::of(text), Encoding::Gbk, "{text:?}");
        }
        for text in [&b"M\xfcller,Stra\xdfe"[..], b"Caf\xe9,34", b"Gonz\xe1lez,Mu\xf1oz", b"\xc5sa,\xd6rjan"]
        {
            assert_eq!(Encoding::of(text), Encoding::Latin1, "{text:?}");
        }
        for text in [&b"i\0d\0,\0a\0"[..], b"\0i\0d\0,\0a", b"\xff\xfei\0d\0"] {
            assert_eq!(Encoding::of(text), Encoding::Utf16, "{text:?}");
        }
        for text in [&b"id,age\0"[..], b"\x80\x81\xff", b"\x89PNG\r\n\x1a\n"] {
            assert_eq!(Encoding::of(text), Encoding::Unknown, "{text:?}");
        }
    }

    #[test]
    fn utf_16_is_decoded_however_it_is_cut() {
        let text = "id,名\r\na😀,é\n";
        for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            let whole: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect();
            for cut in 2..whole.len() {
                let (mut decoder, mut out) = (Utf16::begun(&whole).unwrap(), Vec::new());
                whole.chunks(cut).for_each(|piece| decoder.decode(piece, &mut out));
                decoder.end(&mut out);
                assert_eq!(String::from_utf8(out).unwrap(), format!("\u{feff}{text}"), "{cut}");
            }
        }
        let (mut broken, mut out) = (Utf16::begun(b"\xff\xfe").unwrap(), Vec::new());
        broken.decode(b"\xff\xfea\0\x00\xdcb", &mut out);
        broken.end(&mut out);
        assert!(String::from_utf8(out).is_err());
    }
}
