//! The two languages of a report, and the names of fixed things in both.
//!
//! Whatever has a fixed text is a variant of an enum with both texts: a text that misses one language does not
//! compile.

use crate::study::compare::results::Case;

/// A language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Chinese.
    Zh,
}

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BothTexts {
    /// In English.
    pub(crate) english: &'static str,
    /// In Chinese.
    pub(crate) chinese: &'static str,
}

/// What has a text in both languages.
pub(crate) trait Bilingual {
    /// Its texts.
    fn texts(&self) -> BothTexts;
}

/// An enum of fixed texts, each in both languages; `ALL` lists them.
macro_rules! phrases {
    ($(#[$about:meta])* $name:ident { $($key:ident => $english:expr, $chinese:expr;)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $name { $($key,)* }

        impl $name {
            #[cfg(test)]
            pub(crate) const ALL: &[$name] = &[$($name::$key,)*];
        }

        impl $crate::report::text::translate::Bilingual for $name {
            fn texts(&self) -> $crate::report::text::translate::BothTexts {
                let (english, chinese) = match self { $($name::$key => ($english, $chinese),)* };
                $crate::report::text::translate::BothTexts { english, chinese }
            }
        }
    };
}
pub(crate) use phrases;

impl Lang {
    /// The text of this language.
    pub(crate) fn text(self, phrase: impl Bilingual) -> &'static str {
        let BothTexts { english, chinese } = phrase.texts();
        self.say(english, chinese)
    }

    /// The one of two texts that is in this language.
    pub fn say<'a>(self, english: &'a str, chinese: &'a str) -> &'a str {
        match self {
            Lang::En => english,
            Lang::Zh => chinese,
        }
    }

    /// The code of HTML.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Zh => "zh-CN",
        }
    }

    /// The title of a scenario; those of the built-in ones have Chinese names.
    pub fn title(self, case: &Case) -> &str {
        let known = || TITLES.iter().find(|(english, _)| *english == case.title).map(|(_, chinese)| *chinese);
        match self {
            Lang::En => &case.title,
            Lang::Zh => known().unwrap_or(&case.title),
        }
    }

    /// A group of residents, an actor or a kind of event; unknown words stay as they are.
    pub fn name(self, word: &str) -> String {
        match NAMES.iter().find(|(key, _, _)| *key == word) {
            Some((_, english, chinese)) => self.say(english, chinese).to_string(),
            None => word.replace('-', " "),
        }
    }
}

const TITLES: [(&str, &str); 19] = [
    ("Z workers' home, as the case study found it", "Z社工之家"),
    ("Outcome assessment", "成效评估"),
    ("Brand building", "品牌建设"),
    ("A prize campaign", "有奖活动"),
    ("Capacity of the organization", "组织能力建设"),
    ("A county of twelve homes", "十二个社工之家的县"),
    ("Stress: a token fee", "压力：象征性收费"),
    ("The full package", "全套方案"),
    ("Stress: funding cut", "压力：削减经费"),
    ("Government alone", "政府独办"),
    ("Stress: late payment", "压力：拨款延迟"),
    ("Stress: a manager leaves", "压力：主管离职"),
    ("Running mechanism", "运行机制"),
    ("Nearly idle home", "近乎闲置"),
    ("Show the non-profit status", "彰显公益属性"),
    ("Government with open rooms", "政府开放场地"),
    ("Social power and university", "社会力量与高校"),
    ("Government support", "政府支持"),
    ("Union and council", "工会与议事会"),
];

const NAMES: [(&str, &str, &str); 49] = [
    ("organization capacity", "organization capacity", "组织能力"),
    ("government support", "government support", "政府支持"),
    ("running mechanism", "running mechanism", "运行机制"),
    ("capacity", "capacity", "能力"),
    ("support", "support", "支持"),
    ("mechanism", "mechanism", "机制"),
    ("all repaired", "all repaired", "全部修复"),
    ("hours", "opening hours", "开放时间"),
    ("capability", "capability", "组织能力"),
    ("quality", "quality", "服务质量"),
    ("habit", "habit", "习惯"),
    ("council", "council and union", "议事会与工会"),
    ("awareness", "awareness", "知晓"),
    ("events", "events", "活动"),
    ("welcome", "welcome", "接待"),
    ("routines", "routines", "制度流程"),
    ("brand", "brand", "品牌"),
    ("norm", "what others do", "他人示范"),
    ("asking", "being asked", "受邀"),
    ("belief", "belief in a business", "商业印象"),
    ("trust", "trust", "信任"),
    ("child-teen", "Children and teens", "儿童与青少年"),
    ("working", "Working age", "在职者"),
    ("carer", "Carers", "照料者"),
    ("elder", "Elders", "老年人"),
    ("worker", "Workers", "职工"),
    ("resident", "Other residents", "其他居民"),
    ("near", "Living near", "住得近"),
    ("far", "Living far", "住得远"),
    ("member", "Union members", "工会会员"),
    ("non-member", "Not in the union", "非会员"),
    ("organization", "organization", "社会组织"),
    ("agency", "funding bureau", "资助部门"),
    ("committee", "community committee", "居委会"),
    ("union", "union", "工会"),
    ("partners", "partners", "合作伙伴"),
    ("home", "home", "社工之家"),
    ("handover", "Takes over the home", "接手运营"),
    ("matter", "Matter raised", "提出事项"),
    ("carried-out", "Matter carried out", "事项落实"),
    ("staff-left", "Staff leaves", "员工离职"),
    ("late-wages", "Wages late", "拖欠工资"),
    ("rated", "Rated", "评级"),
    ("not-renewed", "Contract not renewed", "合同未续"),
    ("renewed", "Contract renewed", "合同续签"),
    ("grant", "Grant changed", "拨款变动"),
    ("partner-left", "Partner leaves", "伙伴退出"),
    ("partner-joined", "Partner joins", "伙伴加入"),
    ("late-payment", "Payment late", "拨款延迟"),
];
