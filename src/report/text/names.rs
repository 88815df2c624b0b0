//! What the things of the model are called in both languages: links, causes, groups of residents, scenarios.
//!
//! Measures, levers and causes carry their Chinese names in their declarations.

use crate::language::{chinese, spoken};
use crate::report::text::translate::{Bilingual, BothTexts, Lang, phrases};
use crate::study::compare::case::Case;
use crate::study::diagnose::causes::{CAUSES, Cause};
use crate::world::agents::residents::group::ResidentGroup;
use crate::world::counterfactual::hold::Link;
use crate::world::record::group::Group;
use crate::world::record::own_group::OwnGroup;
use crate::world::record::{MEASURES, Measure};

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
            Link::Welcome => ("welcome", "接待服务"),
            Link::Habit => ("habit", "习惯"),
            Link::Norm => ("what others do", "他人示范"),
            Link::Trust => ("trust", "信任"),
            Link::Belief => ("belief in a business", "被当作商业机构"),
            Link::Asking => ("being asked", "被邀请参与"),
            Link::Council => ("council and union", "议事会与工会"),
            Link::Capability => ("capability", "组织能力"),
            Link::Routines => ("routines", "制度流程"),
            Link::Brand => ("brand", "品牌"),
        };
        BothTexts { english, chinese }
    }
}

impl Bilingual for Group {
    fn texts(&self) -> BothTexts {
        let (english, chinese) = match self {
            Group::Everybody => ("All residents", "全体居民"),
            Group::Age(ResidentGroup::ChildTeen) => ("Children and teens", "儿童与青少年"),
            Group::Age(ResidentGroup::Working) => ("Working age", "劳动年龄居民"),
            Group::Age(ResidentGroup::Carer) => ("Carers", "家庭照料者"),
            Group::Age(ResidentGroup::Elder) => ("Elders", "老年人"),
            Group::Worker => ("Workers", "职工"),
            Group::OtherResident => ("Other residents", "其他居民"),
            Group::Near => ("Living near", "住得近的居民"),
            Group::Far => ("Living far", "住得远的居民"),
            Group::Member => ("Union members", "工会会员"),
            Group::NonMember => ("Not in the union", "非会员"),
            Group::Migrant => ("Migrants", "外来居民"),
            Group::Local => ("From the place", "本地居民"),
            Group::Adult => ("Adults", "成年人"),
            Group::TopFifthOfUsers => ("The most active fifth of users", "最活跃的五分之一用户"),
            Group::User => ("Users", "用户"),
            Group::NonUser => ("Not users", "非用户"),
            Group::Own(own) if *own == OwnGroup::others() => ("In no named group", "不属于所列群体"),
            Group::Own(own) => (own.name(), own.name()),
        };
        BothTexts { english, chinese }
    }
}

phrases! {
/// A title of a built-in scenario.
ScenarioTitle {
    GovernmentLed => "Government alone", "政府直接运营";
    OpenRooms => "Government with open rooms", "政府开放场地";
    NearIdle => "Nearly idle home", "近乎闲置";
    ZHome => "Z workers' home, as the case study found it", "Z社区工人之家";
    Capacity => "Capacity of the organization", "组织能力建设";
    Support => "Government support", "政府支持";
    Assessment => "Outcome assessment", "以成效为导向的考核";
    Brand => "Brand building", "品牌建设";
    NonProfit => "Show the non-profit status", "彰显公益属性";
    UnionCouncil => "Union and council", "工会与议事会";
    Partners => "Social power and university", "社会力量与高校";
    Mechanism => "Running mechanism", "运行机制";
    FullPackage => "The full package", "综合方案";
    FundingCut => "Stress: funding cut", "压力情景：经费削减";
    LatePayment => "Stress: late payment", "压力情景：付款延迟";
    ManagerLeaves => "Stress: a manager leaves", "压力情景：主管离职";
    Fee => "Stress: a token fee", "压力情景：象征性收费";
    Adaptive => "Support only while participation is low", "参与率低时才加大支持";
    WindingUp => "Stress: the bureau stops paying", "压力情景：购买方停止付款";
    Crowded => "A home too small", "场地过小的社区工人之家";
    Tendered => "Contracts put out to tender", "合同公开招标";
    TwoBodies => "Two agencies and one home", "两家机构竞争一个社工之家";
    LookAlike => "A business that looks non-profit", "貌似公益的企业";
    Rival => "Stress: another space opens next door", "压力：附近新开竞争场所";
    Campaign => "A prize campaign", "有奖活动";
    County => "A county of twelve homes", "十二个社区工人之家的县";
    Bodies => "Several bodies in one county", "一县多家承接组织";
    Migrants => "A place of migrants", "外来人口聚居的社区";
    Hamlet => "Two made-up hamlets with named people", "两个虚构的小村与具名居民";
}
}

phrases! {
/// A short title of a built-in scenario.
ShortTitle {
    Today => "Today's arrangement", "现状";
    Adaptive => "Support while use is low", "低迷时加大支持";
    WindingUp => "Stress: payments stop", "压力情景：停止付款";
    Hamlet => "Two made-up hamlets", "两个虚构小村";
}
}

impl Lang {
    /// The short title of a scenario, where it names one.
    pub(crate) fn short(self, case: &Case) -> Option<&str> {
        let short = case.short.as_deref()?;
        let built_in = ShortTitle::ALL.iter().find(|title| title.texts().english == short);
        Some(built_in.map_or(short, |title| self.text(*title)))
    }

    /// The title of a scenario; those of the built-in ones have Chinese names.
    pub(crate) fn title(self, case: &Case) -> &str {
        known_title(self, &case.title)
    }

    /// A cause, by its name in files; another name stays as it is.
    pub(crate) fn cause(self, name: &str) -> String {
        let known = CAUSES.iter().find(|cause| cause.name == name);
        known.map_or_else(|| name.to_string(), |cause| self.text(cause).to_string())
    }

    /// What a link of the model is, by its name in files; another one as the file says it.
    pub(crate) fn link_meaning(self, name: &str, said: &str) -> String {
        match Link::ALL.into_iter().find(|link| link.words().0 == name) {
            Some(link) if self == Lang::Zh => chinese_meaning(link).to_string(),
            _ => said.to_string(),
        }
    }

    /// A link of the model, by its name in files; another name stays as it is.
    pub(crate) fn link(self, name: &str) -> String {
        let known = Link::ALL.into_iter().find(|link| link.words().0 == name);
        known.map_or_else(|| name.to_string(), |link| self.text(link).to_string())
    }
}

/// The title of a built-in scenario in a language; another one stays as it is.
pub(crate) fn known_title(lang: Lang, title: &str) -> &str {
    let built_in = ScenarioTitle::ALL.iter().find(|known| known.texts().english == title);
    built_in.map_or(title, |known| lang.text(*known))
}

/// What a thing of the model is called in the language that is spoken, by its name or label in English; other
/// words as the table of the language has them.
pub(crate) fn called(english: &str) -> &str {
    if spoken() == Lang::En {
        return english;
    }
    let cause = CAUSES.iter().find_map(|cause| match english {
        _ if english == cause.name => Some(cause.zh),
        _ if english == cause.key => Some(cause.key_zh),
        _ => None,
    });
    let title = || ScenarioTitle::ALL.iter().map(Bilingual::texts).find(|title| title.english == english);
    let title = || title().map(|title| title.chinese);
    let link =
        || Link::ALL.into_iter().find(|link| link.words().0 == english).map(|link| link.texts().chinese);
    let named = |measure: &&Measure| english == measure.name || english.eq_ignore_ascii_case(measure.label);
    let measure = || MEASURES.iter().find(named).map(|measure| measure.zh);
    let group = || Group::ALL.iter().find(|group| group.name() == english).map(|group| group.texts().chinese);
    let known =
        cause.or_else(|| chinese(english)).or_else(title).or_else(link).or_else(measure).or_else(group);
    known.unwrap_or(english)
}

/// Who bears a part of the full cost, as the label of its measure says.
pub(crate) fn bearer(measure: &Measure, lang: Lang) -> String {
    match lang {
        Lang::En => measure.label.trim_start_matches("… borne by ").trim_start_matches("the ").into(),
        Lang::Zh => measure.zh.trim_start_matches("其中").replace("承担", ""),
    }
}

/// What a link of the model is, in Chinese.
fn chinese_meaning(link: Link) -> &'static str {
    match link {
        Link::Awareness => "谁知道本家，消息如何传开",
        Link::Hours => "开放时间与座位",
        Link::Quality => "来访者遇到并期待的质量",
        Link::Events => "活动的数量与种类",
        Link::Welcome => "服务理念、接待以及决定对活动的作用",
        Link::Habit => "居民的习惯",
        Link::Norm => "看到熟人前来",
        Link::Trust => "居民的信任与机构之间的信任",
        Link::Belief => "认为运营方是商业机构",
        Link::Asking => "被邀请帮忙并实际帮忙",
        Link::Council => "议事会与工会的决定，以及谁有发言权",
        Link::Capability => "社会组织的能力",
        Link::Routines => "社会组织写成制度的流程",
        Link::Brand => "社会组织的品牌",
    }
}

/// Names at most in one sentence; the rest is counted.
const NAMES: usize = 4;

/// Names in a sentence; of many, the first and how many others.
pub(crate) fn shortened(names: &[String], lang: Lang) -> String {
    if names.len() <= NAMES {
        return lang.list(names);
    }
    let more = names.len() - NAMES + 1;
    let rest = match lang {
        Lang::En => format!("{more} others"),
        Lang::Zh => format!("另外{more}个方案"),
    };
    lang.list(&[&names[..NAMES - 1], &[rest]].concat())
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

    /// Letters of Chinese, and no word of English.
    fn in_chinese(text: &str) -> bool {
        text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
    }

    #[test]
    fn every_declared_thing_has_a_chinese_name() {
        let mut missing: Vec<&str> = vec![];
        missing.extend(MEASURES.iter().filter(|one| !in_chinese(one.zh)).map(|one| one.name));
        missing.extend(
            CAUSES.iter().filter(|one| !in_chinese(one.zh) || !in_chinese(one.key_zh)).map(|one| one.name),
        );
        missing
            .extend(Link::ALL.iter().filter(|one| !in_chinese(one.texts().chinese)).map(|one| one.words().0));
        let levers = Settings::facts().into_iter().filter(|table| table.path.starts_with("levers."));
        for table in levers {
            missing.extend(table.fields.iter().filter(|one| !in_chinese(one.zh)).map(|one| one.name));
        }
        missing
            .extend(Group::ALL.iter().filter(|one| !in_chinese(one.texts().chinese)).map(|one| one.name()));
        missing.extend(
            Actor::ALL.iter().filter(|one| !in_chinese(actor(**one, Lang::Zh))).map(|one| one.name()),
        );
        let kinds = EventName::ALL.iter().filter(|one| !in_chinese(events::name(**one, Lang::Zh)));
        missing.extend(kinds.map(|one| one.name()));
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn every_built_in_scenario_has_a_chinese_title() {
        let all: Vec<String> = names().map(String::from).collect();
        let read = read(&all, &Overrides::default(), &Embedded).unwrap();
        assert_eq!(read.len(), ScenarioTitle::ALL.len());
        for scenario in read {
            let known = ScenarioTitle::ALL.iter().find(|title| title.texts().english == scenario.title);
            assert!(known.is_some_and(|title| in_chinese(title.texts().chinese)), "{}", scenario.title);
        }
    }
}
