//! Institutional events in words, English and Chinese: the only place that words them.
//!
//! Every `match` is exhaustive, so that a kind of event without its sentence does not compile.

use crate::report::text::format::signed_decimal;
use crate::report::text::matters::{matter, raised};
use crate::report::text::rules::{self, BEGINS, ENDS};
use crate::report::text::translate::Lang;
use crate::report::text::{bodies, promises};
use crate::units::Fen;
use crate::world::exchange::{Actor, Audit, EventKind, EventName};

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

/// Who acts.
pub(crate) fn actor(actor: Actor, lang: Lang) -> &'static str {
    let (english, chinese) = match actor {
        Actor::Organization => ("organization", "社会组织"),
        Actor::Agency => ("funding bureau", "购买方"),
        Actor::Committee => ("community committee", "居委会"),
        Actor::Union => ("union", "工会"),
        Actor::Partners => ("partners", "合作伙伴"),
        Actor::Home => ("home", "社区工人之家"),
        Actor::Policy => ("policy", "政策规则"),
    };
    lang.say(english, chinese)
}

/// A kind of event in two or three words.
pub(crate) fn name(name: EventName, lang: Lang) -> &'static str {
    let (english, chinese) = match name {
        EventName::Handover => ("Takes over the home", "承接运营"),
        EventName::TakenBack => ("Home taken back", "收回运营"),
        EventName::Renewed => ("Contract renewed", "合同续签"),
        EventName::NotRenewed => ("Contract not renewed", "合同未续"),
        EventName::Grant => ("Grant changed", "购买服务经费变动"),
        EventName::GrantWeighed => ("Grant by need and trust", "按需求与信任调整经费"),
        EventName::LatePayment => ("Payment late", "付款延迟"),
        EventName::Rated => ("Rated", "评级"),
        EventName::Matter => ("Matter raised", "议题提出"),
        EventName::CarriedOut => ("Matter carried out", "议题落实"),
        EventName::StaffLeft => ("Staff leaves", "员工离职"),
        EventName::LateWages => ("Wages late", "拖欠工资"),
        EventName::Posts => ("Posts planned anew", "岗位调整"),
        EventName::MoreAsked => ("More money asked for", "请求增加经费"),
        EventName::NoBid => ("Nobody bids", "无人投标"),
        EventName::Bid => ("A body bids", "投标"),
        EventName::Awarded => ("Tender decided", "中标"),
        EventName::Promised => ("What a bid promises", "投标承诺"),
        EventName::Bargained => ("Price bargained", "议价"),
        EventName::Homes => ("Number of homes changes", "运营点数变动"),
        EventName::Helped => ("Home helped", "运营点间调剂"),
        EventName::HiredAway => ("Somebody hired away", "人员被挖走"),
        EventName::Withdrawn => ("Organization withdraws", "组织不再续约"),
        EventName::WoundUp => ("Organization gives up", "组织停办"),
        EventName::Clawback => ("Surplus given back", "结余收回"),
        EventName::PartnerLeft => ("Partner leaves", "伙伴退出"),
        EventName::PartnerJoined => ("Partner joins", "伙伴加入"),
        EventName::RuleBegins => ("Rule comes into force", "规则生效"),
        EventName::RuleEnds => ("Rule ends", "规则终止"),
    };
    lang.say(english, chinese)
}

/// What an audit brought to light, as the end of a sentence.
pub(super) fn audit(audit: Audit, lang: Lang) -> &'static str {
    let (english, chinese) = match audit {
        Audit::NotMade => ("", ""),
        Audit::Clean => ("; an audit found nothing", "；抽查未发现问题"),
        Audit::Inflated => ("; an audit found inflated reports", "；抽查发现虚报"),
    };
    lang.say(english, chinese)
}

pub(super) fn in_english(kind: &EventKind) -> String {
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
        EventKind::Grant { score, tier, percent, by_use } => {
            granted((score, tier), [percent, by_use], Lang::En)
        }
        EventKind::GrantWeighed { need, trust } => bodies::weighed(need, trust, Lang::En),
        EventKind::LatePayment { amount, lag } => {
            format!("an instalment of {:.0} yuan will come {lag} weeks late", amount.yuan())
        }
        EventKind::Rated { score, tier, audit: found } => {
            format!("rated {score:.0} of 100, tier {tier:.0}{}", audit(found, Lang::En))
        }
        EventKind::Matter { proposer, about, adopted, support } => {
            raised(proposer, about, (adopted, support), Lang::En)
        }
        EventKind::CarriedOut { about } => format!("a matter of {} is carried out", matter(about, Lang::En)),
        EventKind::StaffLeft { left, posts, capability } => {
            format!("{left} of {posts} people leave; capability {capability:.2}")
        }
        EventKind::LateWages { owed } => format!("wages are late: {} yuan cannot be paid", yuan(owed)),
        EventKind::Posts { before, after, wished } => {
            format!("posts planned anew: {before:.2} become {after:.2} ({wished:.2} wished for)")
        }
        EventKind::MoreAsked { asked, added } => {
            format!("asked for {:.0} yuan a year more: the bureau adds {:.0}", asked.yuan(), added.yuan())
        }
        EventKind::NoBid { affordable, least } => format!("nobody bids: {}", money_pays(affordable, least)),
        EventKind::Bid { bidder, price, posts, score } => bid((bidder, score), price, posts, Lang::En),
        EventKind::Awarded { bidder, bidders, score, second } => {
            awarded((bidder, bidders), score, second, Lang::En)
        }
        EventKind::Promised { promise } => promises::promised(promise, Lang::En),
        EventKind::Bargained { least, most, price } => bargained([least, most, price], Lang::En),
        EventKind::Homes { bidder, homes } => bodies::homes(bidder, homes, Lang::En),
        EventKind::Helped { home, amount } => bodies::helped(home, amount, Lang::En),
        EventKind::HiredAway { home, better, premium } => bodies::hired(home, better, premium, Lang::En),
        EventKind::Withdrawn { affordable, least } => withdrawn(affordable, least, Lang::En),
        EventKind::WoundUp { owed, weeks } => given_up(owed, weeks, Lang::En),
        EventKind::Clawback { amount } => {
            format!("a surplus of {} yuan goes back to the bureau", yuan(amount))
        }
        EventKind::PartnerLeft { left, before } => format!("{left} of {before} partners end their tie"),
        EventKind::PartnerJoined { partners } => {
            format!("a new partner ties itself to the organization ({partners} in all)")
        }
        EventKind::RuleBegins { number, seen } => rules::sentence(BEGINS, number, seen, Lang::En),
        EventKind::RuleEnds { number, seen } => rules::sentence(ENDS, number, seen, Lang::En),
    }
}

/// The grant of a year, by rating and tier, with its changes for that and for reported use.
fn granted((score, tier): (f64, f64), changes: [f64; 2], lang: Lang) -> String {
    let [rating, used] = changes.map(of_grant);
    match lang {
        Lang::En => format!(
            "rated {score:.0} (tier {tier:.0}): the grant of the year changes by {rating} for that and by {used} \
             for reported use"
        ),
        Lang::Zh => format!(
            "评分{score:.0}（{tier:.0}级）：本年度购买服务经费因评级变动{rating}，因上报使用变动{used}"
        ),
    }
}

/// A bid: who asks for how much, with how many posts, and the points that it gets.
fn bid((bidder, score): (u32, f64), price: Fen, posts: f64, lang: Lang) -> String {
    let price = yuan(price);
    match lang {
        Lang::En => {
            format!("bidder {bidder} asks for {price} yuan a year with {posts:.2} posts: {score:.3} points")
        }
        Lang::Zh => format!("投标方{bidder}报价每年{price}元，承诺{posts:.2}个岗位：得分{score:.3}"),
    }
}

/// A tender that is decided: who has the contract, with how many points, against the next.
fn awarded((bidder, bidders): (u32, u32), score: f64, second: Option<f64>, lang: Lang) -> String {
    match lang {
        Lang::En => {
            let next = second.map_or("nobody else bids".into(), |second| format!("{second:.3} the next"));
            format!("bidder {bidder} of {bidders} has the contract: {score:.3} points, {next}")
        }
        Lang::Zh => {
            let next = second.map_or("无其他投标".into(), |second| format!("次高{second:.3}"));
            format!("投标方{bidder}中标（共{bidders}家）：得分{score:.3}，{next}")
        }
    }
}

/// A price that was bargained, between what either side would walk away from.
fn bargained(terms: [Fen; 3], lang: Lang) -> String {
    let [least, most, price] = terms.map(yuan);
    match lang {
        Lang::En => format!("bargained: {price} yuan a year, between {least} and {most}"),
        Lang::Zh => format!("议价：每年{price}元，介于{least}与{most}之间"),
    }
}

/// An organization that is wound up.
fn given_up(owed: Fen, weeks: f64, lang: Lang) -> String {
    let owed = yuan(owed);
    match lang {
        Lang::En => {
            format!("the organization gives up: it owes {owed} yuan, the fixed bills of {weeks:.1} weeks")
        }
        Lang::Zh => format!("组织停办：欠款{owed}元，相当于{weeks:.1}周的固定支出"),
    }
}

/// Whole yuan.
fn yuan(amount: Fen) -> String {
    format!("{:.0}", amount.yuan())
}

/// What the money of a contract pays for.
fn money_pays(affordable: f64, least: f64) -> String {
    format!("the money pays for {affordable:.2} of the wished posts, {least:.2} are asked for")
}

/// An organization that does not go on.
fn withdrawn(affordable: f64, least: f64, lang: Lang) -> String {
    match lang {
        Lang::En => {
            format!("the organization does not ask for another contract: {}", money_pays(affordable, least))
        }
        Lang::Zh => format!("组织不再续约：经费只够计划岗位的{affordable:.2}，至少需要{least:.2}"),
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
            format!("{who}承接运营，共{people}人")
        }
        EventKind::TakenBack {} => "政府收回运营".into(),
        EventKind::Renewed { score, threshold, support, weeks } => {
            format!("{}，门槛{threshold:.0}，支持度{support:.2}：合同续签{weeks}周", rated(score))
        }
        EventKind::NotRenewed { score, threshold, support } => {
            format!("{}，门槛{threshold:.0}，支持度{support:.2}：合同不再续签", rated(score))
        }
        EventKind::Grant { score, tier, percent, by_use } => {
            granted((score, tier), [percent, by_use], Lang::Zh)
        }
        EventKind::GrantWeighed { need, trust } => bodies::weighed(need, trust, Lang::Zh),
        EventKind::LatePayment { amount, lag } => {
            format!("一笔{:.0}元的款项将迟到{lag}周", amount.yuan())
        }
        EventKind::Rated { score, tier, audit: found } => {
            format!("评分{score:.0}（满分100），{tier:.0}级{}", audit(found, Lang::Zh))
        }
        EventKind::Matter { proposer, about, adopted, support } => {
            raised(proposer, about, (adopted, support), Lang::Zh)
        }
        EventKind::CarriedOut { about } => format!("“{}”事项已落实", matter(about, Lang::Zh)),
        EventKind::StaffLeft { left, posts, capability } => {
            format!("{posts}人中有{left}人离职；组织能力{capability:.2}")
        }
        EventKind::LateWages { owed } => format!("拖欠工资：{:.0}元无法支付", owed.yuan()),
        EventKind::Posts { before, after, wished } => {
            format!("岗位调整：由{before:.2}个改为{after:.2}个（计划{wished:.2}个）")
        }
        EventKind::MoreAsked { asked, added } => {
            format!("请求每年增加{:.0}元，购买方增加{:.0}元", asked.yuan(), added.yuan())
        }
        EventKind::NoBid { affordable, least } => {
            format!("无人投标：经费只够计划岗位的{affordable:.2}，至少需要{least:.2}")
        }
        EventKind::Bid { bidder, price, posts, score } => bid((bidder, score), price, posts, Lang::Zh),
        EventKind::Awarded { bidder, bidders, score, second } => {
            awarded((bidder, bidders), score, second, Lang::Zh)
        }
        EventKind::Promised { promise } => promises::promised(promise, Lang::Zh),
        EventKind::Bargained { least, most, price } => bargained([least, most, price], Lang::Zh),
        EventKind::Homes { bidder, homes } => bodies::homes(bidder, homes, Lang::Zh),
        EventKind::Helped { home, amount } => bodies::helped(home, amount, Lang::Zh),
        EventKind::HiredAway { home, better, premium } => bodies::hired(home, better, premium, Lang::Zh),
        EventKind::Withdrawn { affordable, least } => withdrawn(affordable, least, Lang::Zh),
        EventKind::WoundUp { owed, weeks } => given_up(owed, weeks, Lang::Zh),
        EventKind::Clawback { amount } => format!("结余{:.0}元退回购买方", amount.yuan()),
        EventKind::PartnerLeft { left, before } => format!("{before}个合作伙伴中有{left}个结束合作"),
        EventKind::PartnerJoined { partners } => format!("新增一个合作伙伴（共{partners}个）"),
        EventKind::RuleBegins { number, seen } => rules::sentence(BEGINS, number, seen, Lang::Zh),
        EventKind::RuleEnds { number, seen } => rules::sentence(ENDS, number, seen, Lang::Zh),
    }
}
