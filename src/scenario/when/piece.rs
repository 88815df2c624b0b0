//! A part of a condition: the steps that work it out, of what kind it is, and what is wrong with it.

use crate::language::{said, term};
use crate::scenario::faults::{brief, nearest};
use crate::scenario::when::wrong::Wrong;
use crate::world::record::MEASURES;
use crate::world::record::named::NamedMeasure;
use crate::world::when::comparison::{Relation, RuleSubject};
use crate::world::when::condition::{Arithmetic, Step};
use std::ops::Range;

/// What a part gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Number,
    Answer,
    /// Something is wrong with it already: it fits everywhere.
    Unknown,
}

/// A part of a condition.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    steps: Vec<Step>,
    place: Range<usize>,
    /// What is wrong with it and its parts.
    pub(super) wrong: Vec<Wrong>,
    kind: Kind,
    /// Its value, where it reads nothing.
    constant: Option<f64>,
}

impl Piece {
    /// A number as it is written.
    pub(super) fn number(number: f64, place: &Range<usize>) -> Piece {
        let steps = vec![Step::Number(number)];
        Piece { steps, place: place.clone(), wrong: vec![], kind: Kind::Number, constant: Some(number) }
    }

    /// A name: a measure, or the week.
    pub(super) fn name(name: &str, place: &Range<usize>) -> Piece {
        match named(name) {
            Some(subject) => Piece::read(subject, place),
            None => Piece::faulty(unknown(name, place), place),
        }
    }

    /// `mean(MEASURE, WEEKS)`.
    pub(super) fn mean(
        (name, name_place): (&str, &Range<usize>),
        weeks: Result<i32, Wrong>,
        place: &Range<usize>,
    ) -> Piece {
        let measure = match named(name) {
            Some(RuleSubject::Measure(measure)) => Ok(measure),
            Some(_) => Err(Wrong::at(name_place, term("`mean` is taken of a measure, not of the week"))),
            None => Err(unknown(name, name_place)),
        };
        match (measure, weeks) {
            (Ok(measure), Ok(weeks)) => Piece::read(RuleSubject::Mean(measure, weeks), place),
            (measure, weeks) => {
                let wrong = measure.err().into_iter().chain(weeks.err()).collect();
                Piece { wrong, ..Piece::of(Kind::Unknown, place) }
            }
        }
    }

    /// The same with its brackets.
    pub(super) fn in_brackets(self, place: Range<usize>) -> Piece {
        Piece { place, ..self }
    }

    fn of(kind: Kind, place: &Range<usize>) -> Piece {
        Piece { steps: vec![], place: place.clone(), wrong: vec![], kind, constant: None }
    }

    fn read(subject: RuleSubject, place: &Range<usize>) -> Piece {
        Piece { steps: vec![Step::Read(subject)], ..Piece::of(Kind::Number, place) }
    }

    /// A part that is wrong.
    pub(super) fn faulty(wrong: Wrong, place: &Range<usize>) -> Piece {
        Piece { wrong: vec![wrong], ..Piece::of(Kind::Unknown, place) }
    }

    /// What is wrong where something of another kind is needed.
    fn must_be(&mut self, kind: Kind) {
        let wrong = match (self.kind, kind) {
            (Kind::Number, Kind::Answer) => {
                Wrong::at(&self.place, term("this is a number: it neither holds nor fails"))
                    .suggest(term("compare it: `participation < 0.03`"))
            }
            (Kind::Answer, Kind::Number) => {
                Wrong::at(&self.place, term("this is a condition, where a number is needed"))
                    .suggest(term("join conditions with `and` or `or`"))
            }
            _ => return,
        };
        self.wrong.push(wrong);
        self.kind = Kind::Unknown;
    }

    /// Both, one after the other, and a step that joins them.
    fn joined(mut self, mut other: Piece, (needs, gives): (Kind, Kind), step: Step) -> Piece {
        self.must_be(needs);
        other.must_be(needs);
        self.steps.append(&mut other.steps);
        self.steps.push(step);
        self.wrong.append(&mut other.wrong);
        self.place.end = other.place.end;
        self.constant = None;
        self.kind = gives;
        self
    }

    /// Numbers joined.
    pub(super) fn combined(self, other: Piece, how: Arithmetic) -> Piece {
        let constant = self.constant.zip(other.constant);
        let mut piece = self.joined(other, (Kind::Number, Kind::Number), Step::Combine(how));
        if let Some((left, right)) = constant {
            piece.constant = how.of(left, right);
            if piece.constant.is_none() {
                let wrong = Wrong::at(&piece.place, term("this has no value: it is no finite number"));
                piece.wrong.push(wrong);
            }
        }
        piece
    }

    /// Numbers compared.
    pub(super) fn compared(self, other: Piece, how: Relation) -> Piece {
        let (wrong, place) = (never_changes(&self, &other), self.place.start..other.place.end);
        let mut piece = self.joined(other, (Kind::Number, Kind::Answer), Step::Compare(how));
        piece.wrong.extend(wrong.map(|wrong| Wrong { place, ..wrong }));
        piece
    }

    /// Both answers, or one of them.
    pub(super) fn both(self, other: Piece) -> Piece {
        self.joined(other, (Kind::Answer, Kind::Answer), Step::And)
    }

    /// One answer of two.
    pub(super) fn either(self, other: Piece) -> Piece {
        self.joined(other, (Kind::Answer, Kind::Answer), Step::Or)
    }

    /// The answer turned round.
    pub(super) fn turned(mut self) -> Piece {
        self.must_be(Kind::Answer);
        self.steps.push(Step::Not);
        self.kind = Kind::Answer;
        self
    }

    /// The number with the other sign.
    pub(super) fn negated(mut self) -> Piece {
        self.must_be(Kind::Number);
        self.steps.push(Step::Negate);
        self.constant = self.constant.map(|value| -value);
        self.kind = Kind::Number;
        self
    }

    /// The answer in each of so many weeks; ends where the number of weeks does.
    pub(super) fn lasting(mut self, weeks: Result<i32, Wrong>, end: usize) -> Piece {
        self.must_be(Kind::Answer);
        self.place.end = end;
        match weeks {
            Ok(weeks) => self.steps.push(Step::For(weeks)),
            Err(wrong) => self.wrong.push(wrong),
        }
        self.kind = Kind::Answer;
        self
    }

    /// As a whole condition: its steps, or what is wrong with it.
    pub(super) fn finish(mut self) -> Result<Vec<Step>, Vec<Wrong>> {
        self.must_be(Kind::Answer);
        if self.wrong.is_empty() { Ok(self.steps) } else { Err(self.wrong) }
    }

    /// The measure, where it is one and nothing else.
    fn measure(&self) -> Option<NamedMeasure> {
        match self.steps[..] {
            [Step::Read(RuleSubject::Measure(measure) | RuleSubject::Mean(measure, _))] => Some(measure),
            _ => None,
        }
    }
}

fn named(name: &str) -> Option<RuleSubject> {
    if name == "week" { Some(RuleSubject::Week) } else { NamedMeasure::of(name).map(RuleSubject::Measure) }
}

fn unknown(name: &str, place: &Range<usize>) -> Wrong {
    let wrong = Wrong::at(place, said!("`{name}` is no measure"));
    if name == "mean" {
        return wrong.suggest(term("write `mean(participation, 13)`"));
    }
    if name.contains('.') {
        return wrong.suggest(term("a condition reads measures and `week`, no levers and no settings"));
    }
    let english = MEASURES.iter().map(|measure| measure.name).chain(["week", "mean", "not"]);
    let chinese = || {
        let label = nearest(name, MEASURES.iter().map(|measure| measure.zh))?;
        let measure = MEASURES.iter().find(|measure| label.contains(&format!("`{}`", measure.zh)))?;
        Some(said!("did you mean `{}`?", measure.name))
    };
    wrong.hint(nearest(name, english).or_else(chinese))
}

/// Why a comparison always gives the same answer: it reads nothing, or a number that the measure cannot pass.
fn never_changes(left: &Piece, right: &Piece) -> Option<Wrong> {
    let place = 0..0;
    let (measure, number) = match (left.constant, right.constant) {
        (Some(_), Some(_)) => {
            let wrong = Wrong::at(&place, term("both sides are fixed: the answer never changes"));
            return Some(wrong.suggest(term("read a measure or `week`")));
        }
        (None, Some(number)) => (left.measure()?, number),
        (Some(number), None) => (right.measure()?, number),
        (None, None) => return None,
    };
    let (low, high) = measure.bounds();
    if (low..=high).contains(&number) {
        return None;
    }
    let (name, unit, written) = (measure.name, measure.unit, brief(number));
    let range =
        if high.is_finite() { said!("lies between {low} and {high}") } else { said!("is not below {low}") };
    let wrong = Wrong::at(
        &place,
        said!("`{name}` ({unit}) {range}: compared with {written} the answer never changes"),
    );
    let percent = unit.starts_with("share") && number > 1.0 && number <= 100.0;
    Some(wrong.hint(percent.then(|| said!("{written}% is a share of {}", (number * 1e7).round() / 1e9))))
}
