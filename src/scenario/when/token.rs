//! A condition cut into words, numbers and signs, each with its place.

use crate::language::{said, term};
use crate::scenario::when::wrong::Wrong;
use crate::world::when::comparison::Relation;
use crate::world::when::condition::Arithmetic;
use std::ops::Range;
use winnow::combinator::{alt, opt, preceded};
use winnow::error::EmptyError;
use winnow::stream::LocatingSlice;
use winnow::token::{any, one_of, take_while};
use winnow::{Parser, Result};

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Word {
    /// A number.
    Number(f64),
    /// A name, or a word of the language.
    Name(String),
    /// `<`, `<=`, `>`, `>=`
    Compare(Relation),
    /// `+`, `-`, `*`, `/`
    Arithmetic(Arithmetic),
    /// `(`
    Open,
    /// `)`
    Close,
    /// `,`
    Comma,
}

/// A token with its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub word: Word,
    pub place: Range<usize>,
}

impl Token {
    /// Whether it is this word.
    pub(super) fn is(&self, word: &str) -> bool {
        matches!(&self.word, Word::Name(name) if name == word)
    }
}

type Text<'a> = LocatingSlice<&'a str>;

/// What is cut off next.
enum Cut<'a> {
    Word(Word),
    /// What begins like a number.
    Digits(&'a str),
    Unknown(&'a str),
}

/// Cut a condition; every piece that belongs to no condition is told.
pub(super) fn tokens(text: &str, wrong: &mut Vec<Wrong>) -> Vec<Token> {
    let (mut rest, mut tokens) = (Text::new(text), Vec::new());
    while let Ok((cut, place)) = preceded(space, cut.with_span()).parse_next(&mut rest) {
        match cut {
            Cut::Word(word) => tokens.push(Token { word, place }),
            Cut::Digits(digits) => match number(digits) {
                Ok(number) => tokens.push(Token { word: Word::Number(number), place }),
                Err(fault) => wrong.push(Wrong { place, ..fault }),
            },
            Cut::Unknown(sign) => {
                let message = said!("`{sign}` belongs to no condition");
                wrong.push(Wrong::at(&place, message).hint(meant(sign, &text[..place.start])));
            }
        }
    }
    tokens
}

fn space(text: &mut Text) -> Result<(), EmptyError> {
    take_while(0.., char::is_whitespace).void().parse_next(text)
}

fn cut<'a>(text: &mut Text<'a>) -> Result<Cut<'a>, EmptyError> {
    alt((
        digits.take().map(Cut::Digits),
        take_while(1.., of_word).map(|name: &str| Cut::Word(Word::Name(name.into()))),
        alt(UNKNOWN).map(Cut::Unknown),
        alt(SIGNS.map(|(sign, word)| sign.value(word))).map(Cut::Word),
        any.take().map(Cut::Unknown),
    ))
    .parse_next(text)
}

fn of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.')
}

/// What begins like a number, the sign of an exponent with it (`1e-3`).
fn digits(text: &mut Text) -> Result<(), EmptyError> {
    let first = one_of(|c: char| c.is_ascii_digit() || c == '.');
    let read = (first, take_while(0.., of_word)).take().parse_next(text)?;
    if read.ends_with(['e', 'E']) {
        opt((one_of(['+', '-']), take_while(1.., |c: char| c.is_ascii_digit()))).void().parse_next(text)?;
    }
    Ok(())
}

/// The signs of conditions, the longer first.
const SIGNS: [(&str, Word); 11] = [
    ("<=", Word::Compare(Relation::AtMost)),
    (">=", Word::Compare(Relation::AtLeast)),
    ("<", Word::Compare(Relation::Less)),
    (">", Word::Compare(Relation::More)),
    ("+", Word::Arithmetic(Arithmetic::Add)),
    ("-", Word::Arithmetic(Arithmetic::Subtract)),
    ("*", Word::Arithmetic(Arithmetic::Multiply)),
    ("/", Word::Arithmetic(Arithmetic::Divide)),
    ("(", Word::Open),
    (")", Word::Close),
    (",", Word::Comma),
];

/// A number as TOML writes it, without a sign: `0.03`, `300_000`, `1e-3`.
fn number(digits: &str) -> std::result::Result<f64, Wrong> {
    let wrong = |message: String| Wrong::at(&(0..0), message);
    let bytes = digits.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let around = |at: usize| at > 0 && digit(at - 1) && digit(at + 1);
    let inside = bytes.iter().enumerate().all(|(at, byte)| !matches!(byte, b'.' | b'_') || around(at));
    match digits.replace('_', "").parse::<f64>().ok().filter(|_| inside) {
        Some(number) if number.is_finite() => Ok(number),
        Some(_) => Err(wrong(said!("the number `{digits}` is too large"))),
        None => {
            let letters = digits.find(|c: char| c.is_alphabetic()).filter(|at| inside && *at > 0);
            let whole = format!("0{digits}0").parse::<f64>().is_ok().then(|| {
                let (before, after) = digits.split_once('.').unwrap_or((digits, "0"));
                let or_zero = |part: &str| if part.is_empty() { "0".into() } else { part.to_string() };
                said!("write `{}.{}`", or_zero(before), or_zero(after))
            });
            let apart = letters.map(|at| said!("write `{} {}`", &digits[..at], &digits[at..]));
            Err(wrong(said!("`{digits}` is no number")).hint(apart.or(whole)))
        }
    }
}

/// Signs of other languages, the longer first.
const UNKNOWN: [&str; 9] = ["==", "!=", "<>", "=<", "=>", "&&", "||", "**", "="];

/// What was probably meant by a sign that belongs to no condition; `before` stands before it.
fn meant(sign: &str, before: &str) -> Option<String> {
    let instead = match sign {
        "==" | "=" | "!=" | "<>" | "≠" | "＝" => {
            return Some(
                term("compare with `<`, `<=`, `>` or `>=`: two measures are hardly ever equal").into(),
            );
        }
        "%" | "％" => return percent(before),
        "=<" | "≤" | "⩽" => "<=",
        "=>" | "≥" | "⩾" => ">=",
        "＜" => "<",
        "＞" => ">",
        "&&" | "&" => "and",
        "||" | "|" => "or",
        "!" => "not",
        "−" | "–" => "-",
        "×" | "·" => "*",
        "÷" => "/",
        "（" | "[" | "{" => "(",
        "）" | "]" | "}" => ")",
        "，" => ",",
        _ => return None,
    };
    Some(said!("write `{instead}`"))
}

/// Per cent as a share.
fn percent(before: &str) -> Option<String> {
    let number = before.trim_end().rsplit(|c: char| !(c.is_ascii_digit() || c == '.')).next()?;
    let value: f64 = number.parse().ok()?;
    Some(said!("{number}% is a share of {}", (value * 1e7).round() / 1e9))
}
