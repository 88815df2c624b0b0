//! Measures as a page offers their course: in groups, with a label that stands alone and the unit of the
//! axis.

use crate::report::explorer::levers::Both;
use crate::report::explorer::telling::COURSES;
use crate::report::text::format::Style;
use crate::report::text::translate::Lang;
use crate::world::record::{Combine, MEASURES, Measure, index_of, measure};
use serde::Serialize;

/// Measures under one heading.
#[derive(Debug, Serialize)]
pub(crate) struct CourseGroup {
    name: Both,
    measures: Vec<CourseOffered>,
}

/// A measure whose course can be shown.
#[derive(Debug, Serialize)]
pub(crate) struct CourseOffered {
    name: &'static str,
    label: Both,
    unit: Both,
    /// Every run brings its course along.
    carried: bool,
}

/// Headings behind the first one: each from a measure on, in the order of the columns.
const GROUPS: [(&str, &str, &str); 14] = [
    ("participation", "use of the home", "使用情况"),
    ("vitality", "vitality", "社区活力"),
    ("awareness", "what residents know and think of it", "知晓与评价"),
    ("volunteers", "volunteers", "志愿服务"),
    ("willingness", "public affairs", "公共事务"),
    ("quality", "quality and assessment", "质量与评估"),
    ("effort_reception", "the organization: effort", "社会组织：精力分配"),
    ("staff", "the organization: people and skills", "社会组织：人员与能力"),
    ("trust_agency", "trust between institutions", "各方之间的信任"),
    ("reach_members", "whom it reaches", "覆盖对象"),
    ("grant", "money of the organization", "社会组织的资金"),
    ("public_cost", "what it costs, and who bears it", "成本与承担方"),
    ("deficiency_service", "the four deficiencies", "四项不足"),
    ("bidders", "tenders", "招投标"),
];

/// All measures: first those that every run brings along, then the others by what they are about.
pub(crate) fn course_groups() -> Vec<CourseGroup> {
    let both = |texts: [&str; 2]| texts.map(String::from);
    let first = COURSES.iter().filter_map(|name| measure(name)).map(offered).collect();
    let mut groups =
        vec![CourseGroup { name: both(["asked for most often", "常用指标"]), measures: first }];
    let starts: Vec<usize> = GROUPS.iter().filter_map(|(name, ..)| index_of(name)).collect();
    let ends = starts.iter().skip(1).copied().chain([MEASURES.len()]);
    for ((_, english, chinese), (start, end)) in GROUPS.into_iter().zip(starts.iter().zip(ends)) {
        let own = MEASURES[*start..end].iter().filter(|m| !COURSES.contains(&m.name));
        groups.push(CourseGroup { name: both([english, chinese]), measures: own.map(offered).collect() });
    }
    groups
}

fn offered(measure: &'static Measure) -> CourseOffered {
    let languages = [Lang::En, Lang::Zh];
    CourseOffered {
        name: measure.name,
        label: languages.map(|lang| label(measure, lang)),
        unit: languages.map(|lang| unit(measure, lang)),
        carried: COURSES.contains(&measure.name),
    }
}

/// How a label begins that goes on from one above it.
const GOES_ON: [&str; 3] = ["… ", "The same, ", "其中"];

/// The label, behind the one of which it is a part: alone nobody would know what it is a part of.
fn label(measure: &'static Measure, lang: Lang) -> String {
    let own = lang.text(measure);
    let goes_on = |label: &str| GOES_ON.iter().any(|begin| label.starts_with(begin));
    let above = index_of(measure.name).map_or(&[][..], |at| &MEASURES[..at]);
    let whole = above.iter().map(|other| lang.text(other)).rfind(|label| !goes_on(label));
    match (whole.filter(|_| goes_on(own)), lang) {
        (None, _) => own.into(),
        (Some(whole), Lang::En) => {
            let part = GOES_ON.iter().find_map(|begin| own.strip_prefix(begin)).unwrap_or(own);
            format!("{whole}: {part}")
        }
        (Some(whole), Lang::Zh) => format!("{whole}：{own}"),
    }
}

/// Units of measures as they are declared, in words.
const UNITS: [(&str, &str, &str); 16] = [
    ("visits", "visits", "人次"),
    ("visits/year", "visits a year", "次/年"),
    ("visits/hour", "visits an hour", "人次/小时"),
    ("hours/week", "hours a week", "小时/周"),
    ("hours", "hours", "小时"),
    ("people", "people", "人"),
    ("events", "events", "场"),
    ("types", "types", "类"),
    ("matters", "matters", "件"),
    ("points", "points of 100", "分（百分制）"),
    ("tier", "rating, 1 to 5", "级（1至5）"),
    ("partners", "partners", "个伙伴"),
    ("weeks", "weeks", "周"),
    ("bodies", "bodies", "家机构"),
    ("yuan/visit", "yuan a visit", "元/人次"),
    ("yuan/visitor", "yuan a visitor", "元/人"),
];

/// The unit of the axis of a course: what stands behind its numbers, sums by the week.
fn unit(measure: &Measure, lang: Lang) -> String {
    let found = UNITS.iter().find(|(declared, ..)| *declared == measure.unit);
    let declared = found.map_or("", |(_, english, chinese)| lang.say(english, chinese));
    let own = match Style::on_page(measure) {
        Style::People => lang.say("people of 1,000", "每千人中的人数"),
        Style::Index => lang.say("points of 100", "分（百分制）"),
        Style::Share => "%",
        Style::Money if declared.is_empty() => lang.say("yuan", "元"),
        _ => declared,
    };
    let weekly = measure.combine == Combine::Sum || measure.unit == "share/week";
    if weekly { format!("{own}{}", lang.say(" a week", "/周")) } else { own.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_measure_is_offered_once_with_label_and_unit_in_both_languages() {
        let groups = course_groups();
        assert_eq!(groups.len(), GROUPS.len() + 1);
        assert!(groups.iter().all(|group| !group.measures.is_empty()), "{groups:?}");
        let all: Vec<&CourseOffered> = groups.iter().flat_map(|group| &group.measures).collect();
        let names: BTreeSet<&str> = all.iter().map(|one| one.name).collect();
        assert_eq!((names.len(), all.len()), (MEASURES.len(), MEASURES.len()));
        assert_eq!(all.iter().filter(|one| one.carried).count(), COURSES.len());
        for language in [0, 1] {
            let labels: BTreeSet<&str> = all.iter().map(|one| one.label[language].as_str()).collect();
            assert_eq!(labels.len(), all.len(), "two measures have one label");
            for one in &all {
                assert!(!one.unit[language].is_empty() && !one.unit[language].starts_with(' '), "{one:?}");
                assert!(!one.label[language].contains('…'), "{one:?}");
            }
        }
        let chinese =
            groups.iter().map(|group| &group.name).chain(all.iter().flat_map(|o| [&o.label, &o.unit]));
        for [_, chinese] in chinese {
            assert!(!chinese.chars().any(|letter| letter.is_ascii_alphabetic()), "{chinese}");
        }
    }

    #[test]
    fn a_part_says_of_what_and_a_unit_by_what_time() {
        let of = |name: &str| {
            let found = measure(name).map(offered).unwrap();
            [&found.label, &found.unit].map(|texts| texts.join(" | "))
        };
        let same = |name: &str, label: &str, unit: &str| assert_eq!(of(name), [label, unit]);
        same("cost_union", "Full cost: borne by the union | 全部成本：其中工会承担", "yuan a week | 元/周");
        same(
            "commercial_belief_users",
            "Belief that it is a business: users | 用户商业化认知",
            "points of 100 | 分（百分制）",
        );
        same("participation", "Weekly participation | 每周参与率", "people of 1,000 | 每千人中的人数");
        same("reserve", "Reserve | 储备金", "yuan | 元");
        same("volunteer_exit", "Volunteers leaving | 志愿者退出率", "% a week | %/周");
    }
}
