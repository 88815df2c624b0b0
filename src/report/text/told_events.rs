//! Institutional events as `events.csv` tells them, in another language: the event that a sentence tells,
//! with the numbers as they are rounded there, is worded anew.

use crate::report::text::events::{audit, in_english, sentence};
use crate::report::text::matters::{body, matter};
use crate::report::text::promises::BINDS;
use crate::report::text::rules::{self, BEGINS, ENDS};
use crate::report::text::translate::Lang;
use crate::units::Fen;
use crate::world::exchange::promise::{PromiseStage, ToldPromise};
use crate::world::exchange::{Audit, Body, EventKind, EventName, Subject};

/// An English sentence of `events.csv` in a language; one that this program does not word stays as it is.
pub(crate) fn translated(name: EventName, english: &str, lang: Lang) -> String {
    match read(name, english) {
        Some(kind) if lang != Lang::En => sentence(&kind, lang),
        _ => english.to_string(),
    }
}

/// The event that an English sentence tells, with the numbers as they are rounded there.
fn read(name: EventName, english: &str) -> Option<EventKind> {
    let told = Sentence::of(english);
    let kind = match name {
        EventName::Handover => EventKind::Handover { operator: told.operator(), people: told.whole(0)? },
        EventName::TakenBack => EventKind::TakenBack {},
        EventName::Renewed => {
            let (score, [threshold, support]) = told.contract()?;
            EventKind::Renewed { score, threshold, support, weeks: *told.numbers.last()? as i32 }
        }
        EventName::NotRenewed => {
            let (score, [threshold, support]) = told.contract()?;
            EventKind::NotRenewed { score, threshold, support }
        }
        EventName::Grant => {
            let [score, tier, percent] = [told.real(0)?, told.real(1)?, told.real(2)?];
            EventKind::Grant { score, tier, percent, by_use: told.real(3)? }
        }
        EventName::GrantWeighed => EventKind::GrantWeighed { need: told.real(0)?, trust: told.real(1)? },
        EventName::LatePayment => {
            EventKind::LatePayment { amount: Fen::from_yuan(told.real(0)?), lag: told.real(1)? as i64 }
        }
        EventName::Rated => {
            EventKind::Rated { score: told.real(0)?, tier: told.real(2)?, audit: told.audit() }
        }
        EventName::Matter => {
            let (adopted, support) = (english.contains("; adopted, "), told.real(0)? / 100.0);
            EventKind::Matter { proposer: told.proposer()?, about: told.about()?, adopted, support }
        }
        EventName::CarriedOut => EventKind::CarriedOut { about: told.about()? },
        EventName::StaffLeft => {
            EventKind::StaffLeft { left: told.whole(0)?, posts: told.whole(1)?, capability: told.real(2)? }
        }
        EventName::LateWages => EventKind::LateWages { owed: Fen::from_yuan(told.real(0)?) },
        EventName::Posts => {
            EventKind::Posts { before: told.real(0)?, after: told.real(1)?, wished: told.real(2)? }
        }
        EventName::MoreAsked => EventKind::MoreAsked { asked: told.yuan(0)?, added: told.yuan(1)? },
        EventName::NoBid => EventKind::NoBid { affordable: told.real(0)?, least: told.real(1)? },
        EventName::Bid => told.bid()?,
        EventName::Awarded => told.award()?,
        EventName::Promised => EventKind::Promised { promise: told.promise()? },
        EventName::Bargained => told.bargain()?,
        EventName::Homes => EventKind::Homes { bidder: told.whole(0)?, homes: told.whole(1).unwrap_or(0) },
        EventName::Helped => EventKind::Helped { home: told.whole(0)?, amount: told.yuan(1)? },
        EventName::HiredAway => told.hired()?,
        EventName::Withdrawn => EventKind::Withdrawn { affordable: told.real(0)?, least: told.real(1)? },
        EventName::WoundUp => EventKind::WoundUp { owed: told.yuan(0)?, weeks: told.real(1)? },
        EventName::Clawback => EventKind::Clawback { amount: told.yuan(0)? },
        EventName::PartnerLeft => EventKind::PartnerLeft { left: told.whole(0)?, before: told.whole(1)? },
        EventName::PartnerJoined => EventKind::PartnerJoined { partners: told.whole(0)? },
        EventName::RuleBegins => {
            rules::read(BEGINS, english).map(|(number, seen)| EventKind::RuleBegins { number, seen })?
        }
        EventName::RuleEnds => {
            rules::read(ENDS, english).map(|(number, seen)| EventKind::RuleEnds { number, seen })?
        }
    };
    (in_english(&kind) == english).then_some(kind)
}

/// An English sentence and its numbers, in order.
struct Sentence<'a> {
    words: &'a str,
    numbers: Vec<f64>,
}

impl Sentence<'_> {
    fn of(words: &str) -> Sentence<'_> {
        let of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '+' | '-');
        let plain = words.replace('−', "-");
        let numbers = plain.split(|c| !of_number(c)).filter_map(|part| part.parse().ok()).collect();
        Sentence { words, numbers }
    }

    fn bid(&self) -> Option<EventKind> {
        let (bidder, posts, score) = (self.whole(0)?, self.real(2)?, self.real(3)?);
        Some(EventKind::Bid { bidder, price: self.yuan(1)?, posts, score })
    }

    fn award(&self) -> Option<EventKind> {
        let (bidder, bidders, score) = (self.whole(0)?, self.whole(1)?, self.real(2)?);
        Some(EventKind::Awarded { bidder, bidders, score, second: self.real(3) })
    }

    fn promise(&self) -> Option<ToldPromise> {
        let binds = self.words.starts_with(BINDS);
        let stage = if binds { PromiseStage::Contract } else { PromiseStage::Bid };
        let (hours, fee, workers) = (self.real(1)?, self.real(2)?, self.real(3)? / 100.0);
        Some(ToldPromise { bidder: self.whole(0)?, stage, hours, fee, workers, points: self.real(4)? })
    }

    fn bargain(&self) -> Option<EventKind> {
        let [price, least, most] = [self.yuan(0)?, self.yuan(1)?, self.yuan(2)?];
        Some(EventKind::Bargained { least, most, price })
    }

    fn hired(&self) -> Option<EventKind> {
        let better = libm::log(1.0 + self.real(1)? / 100.0);
        Some(EventKind::HiredAway { home: self.whole(0)?, better, premium: self.yuan(2)? })
    }

    fn real(&self, at: usize) -> Option<f64> {
        self.numbers.get(at).copied()
    }

    fn yuan(&self, at: usize) -> Option<Fen> {
        self.real(at).map(Fen::from_yuan)
    }

    fn whole(&self, at: usize) -> Option<u32> {
        self.real(at).map(|n| n as u32)
    }

    /// The first operator, or a later one.
    fn operator(&self) -> u32 {
        if self.words.starts_with("a successor") { 2 } else { 1 }
    }

    /// The score, if there was one, with which the sentence of a contract begins; threshold and support.
    fn contract(&self) -> Option<(Option<f64>, [f64; 2])> {
        let (score, next) = if self.words.starts_with("not rated") { (None, 0) } else { (self.real(0), 1) };
        Some((score, [self.real(next)?, self.real(next + 1)?]))
    }

    fn audit(&self) -> Audit {
        let said = |found: &Audit| self.words.ends_with(audit(*found, Lang::En));
        [Audit::Clean, Audit::Inflated].into_iter().find(said).unwrap_or(Audit::NotMade)
    }

    fn proposer(&self) -> Option<Body> {
        Body::ALL.into_iter().find(|who| self.words.starts_with(body(*who, Lang::En)))
    }

    /// The subject of a matter: what stands between these words and the end of the sentence or its result.
    fn about(&self) -> Option<Subject> {
        let said = |about: &Subject| {
            let words = format!("matter of {}", matter(*about, Lang::En));
            [";", " is carried out"].iter().any(|end| self.words.contains(&format!("{words}{end}")))
        };
        Subject::all().find(said)
    }
}

#[cfg(test)]
mod tests;
