//! Institutional events in words, English and Chinese: the only place that words them.
//!
//! Every `match` is exhaustive, so that a kind of event without its sentence does not compile.

use crate::report::text::format::signed_decimal;
use crate::report::text::rules::{self, BEGINS, ENDS};
use crate::report::text::translate::Lang;
use crate::units::Fen;
use crate::world::exchange::{Actor, Audit, Body, EventKind, EventName, MatterKind};

/// The English sentence, as `events.csv` holds it.
pub fn english(kind: &EventKind) -> String {
    sentence(kind, Lang::En)
}

/// The sentence of an event.
pub(crate) fn sentence(kind: &EventKind, lang: Lang) -> String {
    match lang {
        Lang::En => in_english(kind),
        Lang::Zh => in_chinese(kind),
    }
}

/// An English sentence of `events.csv` in a language; one that this program does not word stays as it is.
pub(crate) fn translated(name: EventName, english: &str, lang: Lang) -> String {
    match read(name, english) {
        Some(kind) if lang != Lang::En => sentence(&kind, lang),
        _ => english.to_string(),
    }
}

/// Who acts.
pub(crate) fn actor(actor: Actor, lang: Lang) -> &'static str {
    let (english, chinese) = match actor {
        Actor::Organization => ("organization", "社会组织"),
        Actor::Agency => ("funding bureau", "资助部门"),
        Actor::Committee => ("community committee", "居委会"),
        Actor::Union => ("union", "工会"),
        Actor::Partners => ("partners", "合作伙伴"),
        Actor::Home => ("home", "社工之家"),
        Actor::Policy => ("policy", "政策规则"),
    };
    lang.say(english, chinese)
}

/// A kind of event in two or three words.
pub(crate) fn name(name: EventName, lang: Lang) -> &'static str {
    let (english, chinese) = match name {
        EventName::Handover => ("Takes over the home", "接手运营"),
        EventName::TakenBack => ("Home taken back", "收回运营"),
        EventName::Renewed => ("Contract renewed", "合同续签"),
        EventName::NotRenewed => ("Contract not renewed", "合同未续"),
        EventName::Grant => ("Grant changed", "拨款变动"),
        EventName::LatePayment => ("Payment late", "拨款延迟"),
        EventName::Rated => ("Rated", "评级"),
        EventName::Matter => ("Matter raised", "提出事项"),
        EventName::CarriedOut => ("Matter carried out", "事项落实"),
        EventName::StaffLeft => ("Staff leaves", "员工离职"),
        EventName::LateWages => ("Wages late", "拖欠工资"),
        EventName::PartnerLeft => ("Partner leaves", "伙伴退出"),
        EventName::PartnerJoined => ("Partner joins", "伙伴加入"),
        EventName::RuleBegins => ("Rule comes into force", "规则生效"),
        EventName::RuleEnds => ("Rule ends", "规则终止"),
    };
    lang.say(english, chinese)
}

/// What a matter is about.
fn matter(kind: MatterKind, lang: Lang) -> &'static str {
    let (english, chinese) = match kind {
        MatterKind::Hours => ("hours", "开放时间"),
        MatterKind::Programme => ("programme", "活动项目"),
        MatterKind::Money => ("money", "经费"),
        MatterKind::Rules => ("rules", "规章制度"),
        MatterKind::Outreach => ("outreach", "对外宣传"),
    };
    lang.say(english, chinese)
}

/// Who proposes.
fn body(body: Body, lang: Lang) -> &'static str {
    let (english, chinese) = match body {
        Body::Union => ("the union", "工会"),
        Body::Agency => ("the funding bureau", "资助部门"),
        Body::Committee => ("the committee", "居委会"),
        Body::Organization => ("the organization", "社会组织"),
        Body::Residents => ("residents", "居民"),
    };
    lang.say(english, chinese)
}

/// What an audit brought to light, as the end of a sentence.
fn audit(audit: Audit, lang: Lang) -> &'static str {
    let (english, chinese) = match audit {
        Audit::NotMade => ("", ""),
        Audit::Clean => ("; an audit found nothing", "；抽查未发现问题"),
        Audit::Inflated => ("; an audit found inflated reports", "；抽查发现虚报"),
    };
    lang.say(english, chinese)
}

fn in_english(kind: &EventKind) -> String {
    match *kind {
        EventKind::Handover { operator, people } => {
            format!("{} takes over the home with {people} people", newcomer(operator))
        }
        EventKind::TakenBack {} => "the government takes the home back".into(),
        EventKind::Renewed { score, threshold, support, weeks } => {
            format!("{}: the contract is renewed for {weeks} weeks", judged(score, threshold, support))
        }
        EventKind::NotRenewed { score, threshold, support } => {
            format!("{}: the contract is not renewed", judged(score, threshold, support))
        }
        EventKind::Grant { score, tier, percent } => {
            format!(
                "rated {score:.0} (tier {tier:.0}): the grant of the year changes by {}",
                of_grant(percent)
            )
        }
        EventKind::LatePayment { amount, lag } => {
            format!("an instalment of {:.0} yuan will come {lag} weeks late", amount.yuan())
        }
        EventKind::Rated { score, tier, audit: found } => {
            format!("rated {score:.0} of 100, tier {tier:.0}{}", audit(found, Lang::En))
        }
        EventKind::Matter { proposer, about, adopted } => {
            let result = if adopted { "adopted" } else { "rejected" };
            format!("{} propose a matter of {}: {result}", body(proposer, Lang::En), matter(about, Lang::En))
        }
        EventKind::CarriedOut { about } => {
            format!("a matter of {} is carried out", matter(about, Lang::En))
        }
        EventKind::StaffLeft { left, posts, capability } => {
            format!("{left} of {posts} people leave; capability {capability:.2}")
        }
        EventKind::LateWages { owed } => {
            format!("wages are late: {:.0} yuan cannot be paid", owed.yuan())
        }
        EventKind::PartnerLeft { left, before } => format!("{left} of {before} partners end their tie"),
        EventKind::PartnerJoined { partners } => {
            format!("a new partner ties itself to the organization ({partners} in all)")
        }
        EventKind::RuleBegins { number, seen } => rules::sentence(BEGINS, number, seen, Lang::En),
        EventKind::RuleEnds { number, seen } => rules::sentence(ENDS, number, seen, Lang::En),
    }
}

/// Who takes over: the first operator, or one that follows it.
fn newcomer(operator: u32) -> &'static str {
    if operator == 1 { "a social organization" } else { "a successor" }
}

/// A change of the grant, in per cent.
fn of_grant(percent: f64) -> String {
    signed_decimal(percent, 0) + "%"
}

/// What a contract is decided by.
fn judged(score: Option<f64>, threshold: f64, support: f64) -> String {
    let rated = score.map_or("not rated".into(), |score| format!("rated {score:.0}"));
    format!("{rated}, threshold {threshold:.0}, support {support:.2}")
}

fn in_chinese(kind: &EventKind) -> String {
    let rated = |score: Option<f64>| score.map_or("未评级".into(), |score| format!("评分{score:.0}"));
    match *kind {
        EventKind::Handover { operator, people } => {
            let who = if operator == 1 { "社会组织" } else { "继任组织" };
            format!("{who}接手运营，共{people}人")
        }
        EventKind::TakenBack {} => "政府收回运营".into(),
        EventKind::Renewed { score, threshold, support, weeks } => {
            format!("{}，门槛{threshold:.0}，支持度{support:.2}：合同续签{weeks}周", rated(score))
        }
        EventKind::NotRenewed { score, threshold, support } => {
            format!("{}，门槛{threshold:.0}，支持度{support:.2}：合同不再续签", rated(score))
        }
        EventKind::Grant { score, tier, percent } => {
            format!("评分{score:.0}（{tier:.0}级）：本年度拨款变动{}", of_grant(percent))
        }
        EventKind::LatePayment { amount, lag } => {
            format!("一笔{:.0}元的拨款将迟到{lag}周", amount.yuan())
        }
        EventKind::Rated { score, tier, audit: found } => {
            format!("评分{score:.0}（满分100），{tier:.0}级{}", audit(found, Lang::Zh))
        }
        EventKind::Matter { proposer, about, adopted } => {
            let result = if adopted { "通过" } else { "未通过" };
            format!("{}提出{}事项：{result}", body(proposer, Lang::Zh), matter(about, Lang::Zh))
        }
        EventKind::CarriedOut { about } => format!("一项{}事项已落实", matter(about, Lang::Zh)),
        EventKind::StaffLeft { left, posts, capability } => {
            format!("{posts}人中有{left}人离职；组织能力{capability:.2}")
        }
        EventKind::LateWages { owed } => format!("拖欠工资：{:.0}元无法支付", owed.yuan()),
        EventKind::PartnerLeft { left, before } => format!("{before}个合作伙伴中有{left}个结束合作"),
        EventKind::PartnerJoined { partners } => format!("新增一个合作伙伴（共{partners}个）"),
        EventKind::RuleBegins { number, seen } => rules::sentence(BEGINS, number, seen, Lang::Zh),
        EventKind::RuleEnds { number, seen } => rules::sentence(ENDS, number, seen, Lang::Zh),
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
            EventKind::Grant { score: told.real(0)?, tier: told.real(1)?, percent: told.real(2)? }
        }
        EventName::LatePayment => {
            EventKind::LatePayment { amount: Fen::from_yuan(told.real(0)?), lag: told.real(1)? as i64 }
        }
        EventName::Rated => {
            EventKind::Rated { score: told.real(0)?, tier: told.real(2)?, audit: told.audit() }
        }
        EventName::Matter => {
            let adopted = english.ends_with("adopted");
            EventKind::Matter { proposer: told.proposer()?, about: told.about()?, adopted }
        }
        EventName::CarriedOut => EventKind::CarriedOut { about: told.about()? },
        EventName::StaffLeft => {
            EventKind::StaffLeft { left: told.whole(0)?, posts: told.whole(1)?, capability: told.real(2)? }
        }
        EventName::LateWages => EventKind::LateWages { owed: Fen::from_yuan(told.real(0)?) },
        EventName::PartnerLeft => EventKind::PartnerLeft { left: told.whole(0)?, before: told.whole(1)? },
        EventName::PartnerJoined => EventKind::PartnerJoined { partners: told.whole(0)? },
        EventName::RuleBegins => {
            let (number, seen) = rules::read(BEGINS, english)?;
            EventKind::RuleBegins { number, seen }
        }
        EventName::RuleEnds => {
            let (number, seen) = rules::read(ENDS, english)?;
            EventKind::RuleEnds { number, seen }
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

    fn real(&self, at: usize) -> Option<f64> {
        self.numbers.get(at).copied()
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

    fn about(&self) -> Option<MatterKind> {
        let said = |kind: &MatterKind| self.words.contains(&format!("matter of {}", matter(*kind, Lang::En)));
        MatterKind::ALL.into_iter().find(said)
    }
}

#[cfg(test)]
mod tests;
