//! What the things of the model are called in both languages: links, causes, groups of residents, scenarios.
//!
//! Measures, levers and causes carry their Chinese names in their declarations.

use crate::report::text::translate::{Bilingual, BothTexts, Lang, phrases};
use crate::study::compare::results::Case;
use crate::study::diagnose::causes::{CAUSES, Cause};
use crate::world::counterfactual::hold::Link;
use crate::world::record::Measure;

impl Bilingual for &Measure {
    fn texts(&self) -> BothTexts {
        BothTexts { english: self.label, chinese: self.zh }
    }
}

impl Bilingual for &Cause {
    fn texts(&self) -> BothTexts {
        BothTexts { english: self.name, chinese: self.zh }
    }
}

impl Bilingual for Link {
    fn texts(&self) -> BothTexts {
        let (english, chinese) = match self {
            Link::Awareness => ("awareness", "知晓"),
            Link::Hours => ("opening hours", "开放时间"),
            Link::Quality => ("quality", "服务质量"),
            Link::Events => ("events", "活动"),
            Link::Welcome => ("welcome", "接待"),
            Link::Habit => ("habit", "习惯"),
            Link::Norm => ("what others do", "他人示范"),
            Link::Trust => ("trust", "信任"),
            Link::Belief => ("belief in a business", "商业印象"),
            Link::Asking => ("being asked", "受邀"),
            Link::Council => ("council and union", "议事会与工会"),
            Link::Capability => ("capability", "组织能力"),
            Link::Routines => ("routines", "制度流程"),
            Link::Brand => ("brand", "品牌"),
        };
        BothTexts { english, chinese }
    }
}

/// A group of residents that charts and notes speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReportedGroup {
    ChildTeen,
    Working,
    Carer,
    Elder,
    Worker,
    OtherResident,
    Near,
    Far,
    Member,
    NonMember,
}

impl ReportedGroup {
    /// In the order of the page.
    pub(crate) const ALL: [ReportedGroup; 10] = [
        ReportedGroup::ChildTeen,
        ReportedGroup::Working,
        ReportedGroup::Carer,
        ReportedGroup::Elder,
        ReportedGroup::Worker,
        ReportedGroup::OtherResident,
        ReportedGroup::Near,
        ReportedGroup::Far,
        ReportedGroup::Member,
        ReportedGroup::NonMember,
    ];

    /// Kind and name in files.
    pub(crate) fn key(self) -> (&'static str, &'static str) {
        match self {
            ReportedGroup::ChildTeen => ("age", "child-teen"),
            ReportedGroup::Working => ("age", "working"),
            ReportedGroup::Carer => ("age", "carer"),
            ReportedGroup::Elder => ("age", "elder"),
            ReportedGroup::Worker => ("status", "worker"),
            ReportedGroup::OtherResident => ("status", "resident"),
            ReportedGroup::Near => ("distance", "near"),
            ReportedGroup::Far => ("distance", "far"),
            ReportedGroup::Member => ("union", "member"),
            ReportedGroup::NonMember => ("union", "non-member"),
        }
    }
}

impl Bilingual for ReportedGroup {
    fn texts(&self) -> BothTexts {
        let (english, chinese) = match self {
            ReportedGroup::ChildTeen => ("Children and teens", "儿童与青少年"),
            ReportedGroup::Working => ("Working age", "在职者"),
            ReportedGroup::Carer => ("Carers", "照料者"),
            ReportedGroup::Elder => ("Elders", "老年人"),
            ReportedGroup::Worker => ("Workers", "职工"),
            ReportedGroup::OtherResident => ("Other residents", "其他居民"),
            ReportedGroup::Near => ("Living near", "住得近"),
            ReportedGroup::Far => ("Living far", "住得远"),
            ReportedGroup::Member => ("Union members", "工会会员"),
            ReportedGroup::NonMember => ("Not in the union", "非会员"),
        };
        BothTexts { english, chinese }
    }
}

phrases! {
/// A title of a built-in scenario.
ScenarioTitle {
    GovernmentLed => "Government alone", "政府独办";
    OpenRooms => "Government with open rooms", "政府开放场地";
    NearIdle => "Nearly idle home", "近乎闲置";
    ZHome => "Z workers' home, as the case study found it", "Z社工之家";
    Capacity => "Capacity of the organization", "组织能力建设";
    Support => "Government support", "政府支持";
    Assessment => "Outcome assessment", "成效评估";
    Brand => "Brand building", "品牌建设";
    NonProfit => "Show the non-profit status", "彰显公益属性";
    UnionCouncil => "Union and council", "工会与议事会";
    Partners => "Social power and university", "社会力量与高校";
    Mechanism => "Running mechanism", "运行机制";
    FullPackage => "The full package", "全套方案";
    FundingCut => "Stress: funding cut", "压力：削减经费";
    LatePayment => "Stress: late payment", "压力：拨款延迟";
    ManagerLeaves => "Stress: a manager leaves", "压力：主管离职";
    Fee => "Stress: a token fee", "压力：象征性收费";
    Campaign => "A prize campaign", "有奖活动";
    County => "A county of twelve homes", "十二个社工之家的县";
    Hamlet => "Two made-up hamlets with named people", "两个虚构的小村与具名居民";
}
}

impl Lang {
    /// The title of a scenario; those of the built-in ones have Chinese names.
    pub(crate) fn title(self, case: &Case) -> &str {
        let built_in = ScenarioTitle::ALL.iter().find(|title| title.texts().english == case.title);
        built_in.map_or(&case.title, |title| self.text(*title))
    }

    /// A cause, by its name in files; another name stays as it is.
    pub(crate) fn cause(self, name: &str) -> String {
        let known = CAUSES.iter().find(|cause| cause.name == name);
        known.map_or_else(|| name.to_string(), |cause| self.text(cause).to_string())
    }

    /// A link of the model, by its name in files; another name stays as it is.
    pub(crate) fn link(self, name: &str) -> String {
        let known = Link::ALL.into_iter().find(|link| link.words().0 == name);
        known.map_or_else(|| name.to_string(), |link| self.text(link).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::text::events::{self, actor};
    use crate::scenario::library::{Embedded, names};
    use crate::scenario::{Overrides, read};
    use crate::settings::SettingsTree;
    use crate::world::blueprint::Settings;
    use crate::world::exchange::{Actor, EventName};
    use crate::world::record::{MEASURES, groups};

    /// Letters of Chinese, and no word of English.
    fn chinese(text: &str) -> bool {
        text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
    }

    #[test]
    fn every_declared_thing_has_a_chinese_name() {
        let mut missing: Vec<&str> = vec![];
        missing.extend(MEASURES.iter().filter(|one| !chinese(one.zh)).map(|one| one.name));
        missing
            .extend(CAUSES.iter().filter(|one| !chinese(one.zh) || !chinese(one.key_zh)).map(|one| one.name));
        missing.extend(Link::ALL.iter().filter(|one| !chinese(one.texts().chinese)).map(|one| one.words().0));
        let levers = Settings::facts().into_iter().filter(|table| table.path.starts_with("levers."));
        for table in levers {
            missing.extend(table.fields.iter().filter(|one| !chinese(one.zh)).map(|one| one.name));
        }
        missing.extend(
            ReportedGroup::ALL.iter().filter(|one| !chinese(one.texts().chinese)).map(|one| one.key().1),
        );
        missing
            .extend(Actor::ALL.iter().filter(|one| !chinese(actor(**one, Lang::Zh))).map(|one| one.name()));
        let kinds = EventName::ALL.iter().filter(|one| !chinese(events::name(**one, Lang::Zh)));
        missing.extend(kinds.map(|one| one.name()));
        assert!(missing.is_empty(), "{missing:?}");
    }

    /// Groups that a report leaves out: everybody, adults, the most active fifth.
    #[test]
    fn groups_are_those_of_the_files() {
        let known = groups::names().filter(|(kind, _)| !matches!(*kind, "all" | "adult" | "concentration"));
        let mut known: Vec<_> = known.collect();
        let mut reported: Vec<_> = ReportedGroup::ALL.map(ReportedGroup::key).to_vec();
        known.sort_unstable();
        reported.sort_unstable();
        assert_eq!(known, reported);
    }

    #[test]
    fn every_built_in_scenario_has_a_chinese_title() {
        let all: Vec<String> = names().map(String::from).collect();
        let read = read(&all, &Overrides::default(), &Embedded).unwrap();
        assert_eq!(read.len(), ScenarioTitle::ALL.len());
        for scenario in read {
            let known = ScenarioTitle::ALL.iter().find(|title| title.texts().english == scenario.title);
            assert!(known.is_some_and(|title| chinese(title.texts().chinese)), "{}", scenario.title);
        }
    }
}
