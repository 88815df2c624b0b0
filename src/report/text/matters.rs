//! Matters before the union and the council in words: who proposes, what is to be done and for whom.

use crate::report::text::translate::Lang;
use crate::world::exchange::{Body, Subject};

/// What a matter is about.
pub(super) fn matter(about: Subject, lang: Lang) -> String {
    let slot = |slot: u8| lang.say(SLOTS[usize::from(slot)].0, SLOTS[usize::from(slot)].1);
    let group = |group: u8| lang.say(GROUPS[usize::from(group)].0, GROUPS[usize::from(group)].1);
    match (about, lang) {
        (Subject::Hours { more, less: None }, Lang::En) => format!("hours: longer {}", slot(more)),
        (Subject::Hours { more, less: None }, Lang::Zh) => format!("{}延长开放", slot(more)),
        (Subject::Hours { more, less: Some(less) }, Lang::En) => {
            format!("hours: {}, not {}", slot(more), slot(less))
        }
        (Subject::Hours { more, less: Some(less) }, Lang::Zh) => {
            format!("开放时间由{}改到{}", slot(less), slot(more))
        }
        (Subject::Programme { more, less }, Lang::En) => {
            format!("programme: more for {}, less for {}", group(more), group(less))
        }
        (Subject::Programme { more, less }, Lang::Zh) => {
            format!("活动项目多为{}、少为{}", group(more), group(less))
        }
        (Subject::Money, _) => lang.say("money", "经费").into(),
        (Subject::Rules, _) => lang.say("rules", "规章制度").into(),
        (Subject::Outreach, _) => lang.say("outreach", "对外宣传").into(),
    }
}

/// A matter that was put to the vote, and whether it was adopted with which part of the weight.
pub(super) fn raised(proposer: Body, about: Subject, (adopted, support): (bool, f64), lang: Lang) -> String {
    let (who, what, percent) = (body(proposer, lang), matter(about, lang), 100.0 * support);
    match lang {
        Lang::En => {
            let result = if adopted { "adopted" } else { "rejected" };
            format!("{who} propose a matter of {what}; {result}, {percent:.0}% for it")
        }
        Lang::Zh => {
            let result = if adopted { "通过" } else { "未通过" };
            format!("{who}提出“{what}”事项：{result}，支持{percent:.0}%")
        }
    }
}

/// Slots in the order of their numbers.
const SLOTS: [(&str, &str); 3] =
    [("on weekdays", "工作日白天"), ("in the evening", "晚间"), ("at weekends", "周末")];
/// Groups in the order of their codes.
const GROUPS: [(&str, &str); 4] =
    [("the young", "儿童青少年"), ("the working", "在职者"), ("carers", "居家照料者"), ("elders", "老年人")];

/// Who proposes.
pub(crate) fn body(body: Body, lang: Lang) -> &'static str {
    let (english, chinese) = match body {
        Body::Union => ("the union", "工会"),
        Body::Agency => ("the funding bureau", "购买方"),
        Body::Committee => ("the committee", "居委会"),
        Body::Organization => ("the organization", "社会组织"),
        Body::Residents => ("residents", "居民"),
        Body::SocialPower => ("firms and groups", "社会力量"),
        Body::University => ("the university", "高校"),
    };
    lang.say(english, chinese)
}
