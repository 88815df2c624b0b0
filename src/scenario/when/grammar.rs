//! How words and numbers go together to a condition.
//!
//! From the loosest to the tightest: `or`, `and`, `not`, `… for N weeks`, one comparison, `+ -`, `* /`, a
//! sign.

use crate::language::{said, term};
use crate::scenario::LONGEST;
use crate::scenario::faults::{brief, nearest};
use crate::scenario::when::piece::Piece;
use crate::scenario::when::token::{Token, Word, tokens};
use crate::scenario::when::wrong::Wrong;
use crate::world::when::comparison::Relation;
use crate::world::when::condition::{Arithmetic, Condition};
use winnow::combinator::{Infix, Postfix, Prefix, cut_err, expression};
use winnow::error::{ErrMode, ParserError};
use winnow::stream::{Stream, TokenSlice};
use winnow::token::any;
use winnow::{ModalResult, Parser};

/// Bytes of a condition at most.
const LONGEST_TEXT: usize = 1_000;

/// Brackets, `not` and `-` at most, so that none lies too deep in others.
const MOST_NESTED: usize = 64;

/// Read a condition, or say everything that is wrong with it.
pub(crate) fn condition(text: &str) -> Result<Condition, Vec<Wrong>> {
    let whole = 0..text.len();
    if text.len() > LONGEST_TEXT {
        let message = said!("a condition of {} bytes: at most {LONGEST_TEXT} are read", text.len());
        return Err(vec![Wrong::at(&whole, message).suggest(term("say it in several rules"))]);
    }
    let mut wrong = Vec::new();
    let tokens = tokens(text, &mut wrong);
    if !wrong.is_empty() {
        return Err(with_names(wrong, &tokens));
    }
    if tokens.is_empty() {
        let fault = Wrong::at(&whole, term("the condition is empty"));
        return Err(vec![fault.suggest(term("compare a measure: `participation < 0.03 for 13 weeks`"))]);
    }
    let nests = |token: &&Token| token.word == Word::Open || token.word == MINUS || token.is("not");
    if let Some(token) = tokens.iter().filter(nests).nth(MOST_NESTED) {
        let message = said!("more than {MOST_NESTED} brackets, `not` and `-` in one condition");
        return Err(vec![Wrong::at(&token.place, message).suggest(term("say it in several rules"))]);
    }
    let mut input = Input::new(&tokens);
    let piece = any_part.parse_next(&mut input);
    match piece {
        Ok(piece) if input.is_empty() => {
            piece.finish().map(|steps| Condition { text: text.trim().into(), steps })
        }
        Ok(piece) => Err(with_names(left_over(piece, &tokens, input.len(), text), &tokens)),
        Err(ErrMode::Backtrack(missed) | ErrMode::Cut(missed)) => {
            Err(with_names(vec![missing(missed, &tokens, text)], &tokens))
        }
        Err(ErrMode::Incomplete(_)) => Err(vec![Wrong::at(&whole, term("the condition ends too early"))]),
    }
}

type Input<'t> = TokenSlice<'t, Token>;

/// Words that are no names.
const WORDS: [&str; 4] = ["and", "or", "not", "for"];

/// What may be missing.
const OPERAND: &str = "a measure or a number";
const WEEKS: &str = "`weeks`";

/// What may stand between two parts.
const JOIN: &str = "join parts with `and`, `or`, a comparison or `+ - * /`";

const MINUS: Word = Word::Arithmetic(Arithmetic::Subtract);

/// Something else was to stand where so many tokens were left.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Missed {
    left: usize,
    what: &'static str,
}

impl<'t> ParserError<Input<'t>> for Missed {
    type Inner = Missed;
    fn from_input(input: &Input<'t>) -> Missed {
        Missed { left: input.len(), what: OPERAND }
    }
    fn into_inner(self) -> Result<Missed, Missed> {
        Ok(self)
    }
}

type Read<T> = ModalResult<T, Missed>;

/// A condition or a number.
fn any_part(input: &mut Input) -> Read<Piece> {
    expression(operand).prefix(prefix).postfix(postfix).infix(infix).parse_next(input)
}

fn prefix<'t>(input: &mut Input<'t>) -> Read<Prefix<Input<'t>, Piece, ErrMode<Missed>>> {
    let sign = |token: &Token| match &token.word {
        word if *word == MINUS => Some(Prefix(70, |_: &mut _, piece: Piece| Ok(piece.negated()))),
        _ if token.is("not") => Some(Prefix(30, |_: &mut _, piece: Piece| Ok(piece.turned()))),
        _ => None,
    };
    any.verify_map(sign).parse_next(input)
}

fn postfix<'t>(input: &mut Input<'t>) -> Read<Postfix<Input<'t>, Piece, ErrMode<Missed>>> {
    any.verify(|token: &&Token| token.is("for")).map(|_| Postfix(35, lasting)).parse_next(input)
}

fn infix<'t>(input: &mut Input<'t>) -> Read<Infix<Input<'t>, Piece, ErrMode<Missed>>> {
    let sign = |token: &Token| match &token.word {
        Word::Name(name) if name == "or" => Some(Infix::Left(10, |_: &mut _, a: Piece, b| Ok(a.either(b)))),
        Word::Name(name) if name == "and" => Some(Infix::Left(20, |_: &mut _, a: Piece, b| Ok(a.both(b)))),
        Word::Compare(how) => Some(comparison(*how)),
        Word::Arithmetic(how) => Some(arithmetic(*how)),
        _ => None,
    };
    any.verify_map(sign).parse_next(input)
}

fn comparison<'t>(how: Relation) -> Infix<Input<'t>, Piece, ErrMode<Missed>> {
    match how {
        Relation::Less => Infix::Neither(40, |_, a, b| Ok(a.compared(b, Relation::Less))),
        Relation::AtMost => Infix::Neither(40, |_, a, b| Ok(a.compared(b, Relation::AtMost))),
        Relation::More => Infix::Neither(40, |_, a, b| Ok(a.compared(b, Relation::More))),
        Relation::AtLeast => Infix::Neither(40, |_, a, b| Ok(a.compared(b, Relation::AtLeast))),
    }
}

fn arithmetic<'t>(how: Arithmetic) -> Infix<Input<'t>, Piece, ErrMode<Missed>> {
    match how {
        Arithmetic::Add => Infix::Left(50, |_, a, b| Ok(a.combined(b, Arithmetic::Add))),
        Arithmetic::Subtract => Infix::Left(50, |_, a, b| Ok(a.combined(b, Arithmetic::Subtract))),
        Arithmetic::Multiply => Infix::Left(60, |_, a, b| Ok(a.combined(b, Arithmetic::Multiply))),
        Arithmetic::Divide => Infix::Left(60, |_, a, b| Ok(a.combined(b, Arithmetic::Divide))),
    }
}

/// `for N weeks`, its first word read already.
fn lasting(input: &mut Input, piece: Piece) -> Read<Piece> {
    let weeks = weeks(input)?;
    let unit = wanted(input, WEEKS, |token| token.is("weeks") || token.is("week"))?;
    Ok(piece.lasting(weeks, unit.place.end))
}

/// What stands between operators: a number, a measure, the week, a mean, or something in brackets.
fn operand(input: &mut Input) -> Read<Piece> {
    let word = |token: &&Token| !WORDS.iter().any(|word| token.is(word));
    let token = any.verify(word).parse_next(input)?;
    let called = input.first().is_some_and(|next| next.word == Word::Open);
    match &token.word {
        Word::Number(number) => Ok(Piece::number(*number, &token.place)),
        Word::Name(name) if name == "mean" && called => mean(input, token.place.start),
        Word::Name(name) if called => {
            let end = pass_brackets(input);
            let message = said!("`{name}` is no function: there is only `mean(MEASURE, WEEKS)`");
            Ok(Piece::faulty(Wrong::at(&token.place, message), &(token.place.start..end)))
        }
        Word::Name(name) => Ok(Piece::name(name, &token.place)),
        Word::Open => {
            let inner = cut_err(any_part).parse_next(input)?;
            let close = wanted(input, "`)`", |token| token.word == Word::Close)?;
            Ok(inner.in_brackets(token.place.start..close.place.end))
        }
        _ => Err(ErrMode::Backtrack(Missed { left: input.len() + 1, what: OPERAND })),
    }
}

/// `mean(MEASURE, WEEKS)`, its first word read already.
fn mean(input: &mut Input, start: usize) -> Read<Piece> {
    wanted(input, "`(`", |token| token.word == Word::Open)?;
    let named = wanted(input, term("the name of a measure"), |token| matches!(token.word, Word::Name(_)))?;
    wanted(input, "`,`", |token| token.word == Word::Comma)?;
    let weeks = weeks(input)?;
    let close = wanted(input, "`)`", |token| token.word == Word::Close)?;
    let Word::Name(name) = &named.word else { return Err(ErrMode::Cut(Missed::from_input(input))) };
    Ok(Piece::mean((name, &named.place), weeks, &(start..close.place.end)))
}

/// A number of weeks.
fn weeks(input: &mut Input) -> Read<Result<i32, Wrong>> {
    let token = wanted(input, term("a number of weeks"), |token| matches!(token.word, Word::Number(_)))?;
    let Word::Number(number) = token.word else { return Err(ErrMode::Cut(Missed::from_input(input))) };
    let whole = number >= 1.0 && number <= LONGEST as f64 && number.fract() == 0.0;
    Ok(whole.then_some(number as i32).ok_or_else(|| {
        let message =
            said!("a whole number of weeks between 1 and {LONGEST} is needed, not {}", brief(number));
        Wrong::at(&token.place, message)
    }))
}

/// Pass over brackets with all that is in them; where they end.
fn pass_brackets(input: &mut Input) -> usize {
    let (mut open, mut end) = (0_usize, 0);
    while let Some(token) = input.next_token() {
        end = token.place.end;
        match token.word {
            Word::Open => open += 1,
            Word::Close => open = open.saturating_sub(1),
            _ => {}
        }
        if open == 0 {
            break;
        }
    }
    end
}

/// The next token, if it is as wanted; otherwise `what` is missing here.
fn wanted<'t>(input: &mut Input<'t>, what: &'static str, fits: impl Fn(&Token) -> bool) -> Read<&'t Token> {
    let missed = Missed { left: input.len(), what };
    match input.first().is_some_and(fits) {
        true => any.parse_next(input),
        false => Err(ErrMode::Cut(missed)),
    }
}

/// What is wrong with a condition that could not be read to its end, and with the names in all of it.
fn with_names(mut wrong: Vec<Wrong>, tokens: &[Token]) -> Vec<Wrong> {
    let told = |token: &Token, wrong: &[Wrong]| wrong.iter().any(|one| one.place == token.place);
    for (at, token) in tokens.iter().enumerate() {
        let called = tokens.get(at + 1).is_some_and(|next| next.word == Word::Open);
        let of_language = |name: &str| WORDS.contains(&name) || matches!(name, "weeks" | "mean");
        match &token.word {
            Word::Name(name) if !called && !told(token, &wrong) && !of_language(&name.to_lowercase()) => {
                wrong.append(&mut Piece::name(name, &token.place).wrong);
            }
            _ => {}
        }
    }
    wrong
}

/// What is missing, and what stands in its place.
fn missing(missed: Missed, tokens: &[Token], text: &str) -> Wrong {
    let Some(token) = tokens.get(tokens.len() - missed.left) else {
        let end = text.trim_end().len();
        let wrong = Wrong::at(&(end..end), said!("the condition ends where {} is needed", term(missed.what)));
        return wrong.hint((missed.what == WEEKS).then(|| term("write `for 13 weeks`").into()));
    };
    let found = &text[token.place.clone()];
    let wrong = Wrong::at(&token.place, said!("`{found}` stands where {} is needed", term(missed.what)));
    wrong.hint(
        (missed.what == WEEKS).then(|| term("time is counted in weeks: a quarter has 13, a year 52").into()),
    )
}

/// What is wrong with a condition that ends before its text does, and with the part before.
fn left_over(piece: Piece, tokens: &[Token], left: usize, text: &str) -> Vec<Wrong> {
    let at = tokens.len() - left;
    let (token, mut all) = (&tokens[at], piece.wrong);
    let said = |token: &Token| text[token.place.clone()].to_string();
    let found = said(token);
    all.push(match &token.word {
        Word::Compare(_) => Wrong::at(&token.place, term("what was compared cannot be compared again"))
            .suggest(term("write `0.01 < participation and participation < 0.03`")),
        Word::Close => Wrong::at(&token.place, term("this `)` closes nothing")),
        Word::Comma => {
            let number = |at: Option<&Token>| at.filter(|t| matches!(t.word, Word::Number(_))).map(said);
            let parts = number(tokens.get(at.wrapping_sub(1))).zip(number(tokens.get(at + 1)));
            let decimal = parts.map(|(whole, rest)| said!("decimals have a point: `{whole}.{rest}`"));
            Wrong::at(&token.place, term("`,` cannot stand here")).hint(decimal)
        }
        Word::Name(name) => {
            let wrong = Wrong::at(&token.place, said!("`{found}` cannot follow here"));
            wrong.hint(nearest(name, ["and", "or", "for"]).or(Some(JOIN.into())))
        }
        _ => Wrong::at(&token.place, said!("`{found}` cannot follow here")).suggest(term(JOIN)),
    });
    all
}
