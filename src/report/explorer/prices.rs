//! What a lever costs and in which unit it is counted, in both languages: the Chinese stands beside the very
//! text of the declaration.

use crate::report::text::translate::Lang;
use crate::settings::{Field, Lever};
use crate::world::price_text::price_of;

/// A training that the bureau pays.
macro_rules! training {
    ($of:literal) => {
        (
            concat!(
                "{prices.",
                $of,
                "} yuan a year at 1, paid by the funding bureau, and half an hour a week of \
                 each head's time"
            ),
            concat!("取1时每年{prices.", $of, "}元，由购买方承担；另占每人每周半小时"),
        )
    };
}

/// Prices as they are declared, and in Chinese.
const PRICES: &[(&str, &str)] = &[
    ("none in cash", "不花现金"),
    (
        "the dearer wages, paid by whoever employs: organization, funding bureau, committee",
        "上涨的工资，由雇用方承担：社会组织、购买方、居委会",
    ),
    ("the dearer bills, paid by whoever orders", "上涨的账单，由订购方承担"),
    ("staff hours only", "只占用员工工时"),
    (
        "{organization.manager_wage a year} yuan a year each, paid by the organization",
        "每人每年{organization.manager_wage a year}元，由社会组织承担",
    ),
    (
        "{organization.worker_wage a year} yuan a year each, paid by the organization",
        "每人每年{organization.worker_wage a year}元，由社会组织承担",
    ),
    (
        "{prices.concept} yuan a year of training, in proportion to concept / {prices.concept_usual}",
        "培训每年{prices.concept}元，按理念与{prices.concept_usual}之比计",
    ),
    ("the grant itself, paid by the funding bureau", "即拨款本身，由购买方承担"),
    (
        "interest of {prices.interest %}% a year on what is paid earlier, borne by the funding bureau",
        "提前支付部分按年息{prices.interest %}%计，由购买方承担",
    ),
    (
        "{prices.audit} yuan a year at probability 1, paid by the funding bureau",
        "概率为1时每年{prices.audit}元，由购买方承担",
    ),
    (
        "{prices.third_party} yuan a year at accuracy 1, paid by the funding bureau",
        "准确度为1时每年{prices.third_party}元，由购买方承担",
    ),
    (
        "{prices.cooperation} yuan a year of the coordinator's time above {prices.cooperation_from}, paid by \
         the committee",
        "超过{prices.cooperation_from}部分每年折合协调员工时{prices.cooperation}元，由居委会承担",
    ),
    (
        "{prices.training} yuan a year at 1, paid by the funding bureau",
        "取1时每年{prices.training}元，由购买方承担",
    ),
    (
        "{prices.seat_week} yuan a seat-week as opportunity cost, not in cash",
        "每座位每周机会成本{prices.seat_week}元，不花现金",
    ),
    ("utilities of the hours, paid by the organization", "开放时段的水电费，由社会组织承担"),
    training!("management"),
    training!("fundraising"),
    training!("institution"),
    ("the spend itself, paid by the organization", "即投入本身，由社会组织承担"),
    (
        "{prices.seed} yuan a person told, paid by the organization",
        "每告知一人{prices.seed}元，由社会组织承担",
    ),
    ("none in cash; acts only with `seeds` above 0", "不花现金；口碑播种人数大于0时才起作用"),
    (
        "the prizes and {prices.campaign} yuan, paid by the union; acts only with `campaign_start` above 0",
        "奖品及{prices.campaign}元，由工会承担；设定活动开始周后才起作用",
    ),
    (
        "{prices.disclosure} yuan a year at 1, paid by the organization",
        "取1时每年{prices.disclosure}元，由社会组织承担",
    ),
    ("paid by visitors; income of the organization", "由来访者支付，为社会组织收入"),
    ("the money itself, paid by the union", "即配套资金本身，由工会承担"),
    (
        "{prices.council_meeting} yuan a meeting, paid by the union",
        "每次会议{prices.council_meeting}元，由工会承担",
    ),
    (
        "{prices.university_hour} yuan an hour that is sent, paid by the funding bureau",
        "派出每小时{prices.university_hour}元，由购买方承担",
    ),
    (
        "{prices.university_hour} yuan an hour, paid by the funding bureau",
        "每小时{prices.university_hour}元，由购买方承担",
    ),
    (
        "{prices.social_power} yuan a year at 1, paid by the funding bureau",
        "取1时每年{prices.social_power}元，由购买方承担",
    ),
];

/// Units as they are declared, and in Chinese.
const UNITS: &[(&str, &str)] = &[
    ("", ""),
    ("hours/week", "小时/周"),
    ("logit", "对数几率"),
    ("odds", "几率"),
    ("people", "人"),
    ("people/week", "人/周"),
    ("per year", "次/年"),
    ("points", "分"),
    ("probability", "概率"),
    ("share", "比例"),
    ("share of grant", "占拨款比例"),
    ("share/year", "比例/年"),
    ("visits", "次"),
    ("week", "周次"),
    ("weeks", "周"),
    ("yuan/visit", "元/次"),
    ("yuan/visitor-week", "元/人周"),
    ("yuan/week", "元/周"),
    ("yuan/year", "元/年"),
];

/// What a lever costs; nothing where it is not said in the language.
pub(super) fn price(lever: &Lever, lang: Lang) -> String {
    match (lang, PRICES.iter().find(|(english, _)| *english == lever.price)) {
        (Lang::En, _) => price_of(lever),
        (Lang::Zh, Some((_, chinese))) => price_of(&Lever { price: chinese, ..*lever }),
        (Lang::Zh, None) => String::new(),
    }
}

/// The unit of a lever; nothing where it is not said in the language.
pub(super) fn unit(field: &Field, lang: Lang) -> &'static str {
    match (lang, UNITS.iter().find(|(english, _)| *english == field.unit)) {
        (Lang::En, _) => field.unit,
        (Lang::Zh, found) => found.map_or("", |(_, chinese)| chinese),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::levers::Levers;
    use crate::settings::SettingsTree;

    #[test]
    fn every_price_and_unit_is_said_in_chinese_with_the_same_numbers() {
        let tables = Levers::facts();
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        for field in tables.iter().flat_map(|table| table.fields) {
            assert!(UNITS.iter().any(|(english, _)| *english == field.unit), "{}", field.unit);
            let Some(lever) = &field.lever else { continue };
            let (english, chinese) = (price(lever, Lang::En), price(lever, Lang::Zh));
            assert!(!chinese.is_empty(), "no Chinese for `{}`", lever.price);
            assert!(!chinese.chars().any(|letter| letter.is_ascii_alphabetic()), "{chinese}");
            let mut numbers = [digits(&english), digits(&chinese)].map(|all| {
                let mut all: Vec<char> = all.chars().collect();
                all.sort_unstable();
                all
            });
            // `above 0` and `at 1` are said in both.
            numbers.iter_mut().for_each(Vec::dedup);
            assert_eq!(numbers[0], numbers[1], "{english} / {chinese}");
        }
    }
}
