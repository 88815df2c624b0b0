//! What each deficiency is made of, and which of it follows from a definition: one table, which the
//! diagnosis, the reports and the documents read.

use crate::world::record::deficiency::Deficiency;
use crate::world::record::{Measure, Record, measure};

/// How a term comes to change when a lever is pulled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A lever, or a formula of levers, is counted: that it moves the index says nothing about people.
    Definition,
    /// People had to do something else.
    Behaviour,
}

/// A part of a deficiency; the parts add up to it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Term {
    /// Of which deficiency.
    pub deficiency: Deficiency,
    /// Its measure: the points of the deficiency that it makes up.
    pub column: &'static str,
    /// By definition or by behaviour.
    pub origin: Origin,
    /// Its name in a sentence.
    pub name: &'static str,
    /// The same in Chinese.
    pub zh: &'static str,
    /// Why it is counted as the one or the other.
    pub because: &'static str,
}

impl Term {
    /// Its measure.
    pub(crate) fn measure(&self) -> Option<&'static Measure> {
        measure(self.column)
    }
}

/// The terms of a deficiency with that origin.
pub(crate) fn terms(deficiency: Deficiency, origin: Origin) -> impl Iterator<Item = &'static Term> {
    TERMS.iter().filter(move |term| term.deficiency == deficiency && term.origin == origin)
}

/// Every term of every deficiency.
pub(crate) const TERMS: [Term; 12] = [
    Term {
        deficiency: Deficiency::Service,
        column: "deficiency_service_opening",
        origin: Origin::Definition,
        name: "hours, rooms, fee",
        zh: "开放时间、场地与收费",
        because: "levers set rooms, fee, and hours with the posts; only whether seats run out is behaviour",
    },
    Term {
        deficiency: Deficiency::Service,
        column: "deficiency_service_content",
        origin: Origin::Definition,
        name: "professional service",
        zh: "专业服务",
        because: "the concept is a lever that counts by a weight of the choice; only skill is behaviour",
    },
    Term {
        deficiency: Deficiency::Service,
        column: "deficiency_service_presence",
        origin: Origin::Definition,
        name: "staffed hours",
        zh: "有人值守",
        because: "posts are set by levers, and hours of posts are counted",
    },
    Term {
        deficiency: Deficiency::Service,
        column: "deficiency_service_quality",
        origin: Origin::Behaviour,
        name: "quality",
        zh: "服务质量",
        because: "effort, skill and hands for those who come make it",
    },
    Term {
        deficiency: Deficiency::Service,
        column: "deficiency_service_timeliness",
        origin: Origin::Behaviour,
        name: "timeliness",
        zh: "及时性",
        because: "plans, money, hands and the council's delays decide what is kept of what was promised",
    },
    Term {
        deficiency: Deficiency::Institution,
        column: "deficiency_institution_routines",
        origin: Origin::Behaviour,
        name: "routines",
        zh: "制度化",
        because: "they are learned, and lost with those who leave",
    },
    Term {
        deficiency: Deficiency::Institution,
        column: "deficiency_institution_joint",
        origin: Origin::Definition,
        name: "joint decisions",
        zh: "共同决策",
        because: "weights and seats in votes are set by levers",
    },
    Term {
        deficiency: Deficiency::Institution,
        column: "deficiency_institution_contract",
        origin: Origin::Definition,
        name: "contract length",
        zh: "合同期",
        because: "the lever itself is counted",
    },
    Term {
        deficiency: Deficiency::Brand,
        column: "deficiency_brand_named",
        origin: Origin::Behaviour,
        name: "who can name the operator",
        zh: "能说出运营方",
        because: "residents come often enough, or brand work reaches them",
    },
    Term {
        deficiency: Deficiency::Brand,
        column: "deficiency_brand_stock",
        origin: Origin::Behaviour,
        name: "goodwill",
        zh: "品牌存量",
        because: "it grows with what is spent and with satisfied users, and fades",
    },
    Term {
        deficiency: Deficiency::Brand,
        column: "deficiency_brand_partners",
        origin: Origin::Definition,
        name: "partners",
        zh: "合作伙伴",
        because: "those whom a lever brings are counted",
    },
    Term {
        deficiency: Deficiency::Nonprofit,
        column: "deficiency_nonprofit",
        origin: Origin::Behaviour,
        name: "doubt left",
        zh: "未消除的疑虑",
        because: "residents see, are told and pay",
    },
];

impl Record {
    /// How far those who know of the home know its status by what they saw, were told or paid, 0–1.
    pub(crate) fn status_known(&self) -> f64 {
        if self.aware_adults > 0.0 { 1.0 - self.doubt_aware_adults / self.aware_adults } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_has_its_measure_and_every_deficiency_a_part_by_behaviour() {
        for term in &TERMS {
            let name = term.measure().map(|measure| measure.name);
            assert_eq!(name, Some(term.column));
            assert!(term.column.starts_with(term.deficiency.name()), "{}", term.column);
        }
        for deficiency in Deficiency::ALL {
            assert!(terms(deficiency, Origin::Behaviour).next().is_some(), "{deficiency:?}");
        }
    }
}
