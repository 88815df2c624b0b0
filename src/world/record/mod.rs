//! One week of one community written down, and the one table of measures that reads it.
//!
//! - What is counted and added up in a week → `row`
//! - A value as numerator and denominator, so that a ratio over a year is Σ/Σ → `fraction`
//! - What a measure is, and how it combines → `definition`
//! - Which measures there are → `measures`; those of money, of the deficiencies, of tenders →
//!   `money_measures`, `deficiency_measures`, `tender_measures`; one that can be saved, by its name → `named`
//! - The indices of the last 52 weeks → `indices`; their weights and references → `index_rules`
//! - The four deficiencies of the case study → `deficiency`; what each is made of → `terms`
//! - What a home costs all who pay → `cost`
//! - What is known of the last tender → `tender`
//! - Yearly figures by group of residents → `groups`

pub(crate) mod cost;
pub(crate) mod deficiency;
pub(crate) mod deficiency_measures;
pub(crate) mod fraction;
pub(crate) mod group;
pub(crate) mod groups;
pub(crate) mod index_rules;
pub(crate) mod indices;
pub(crate) mod definition;
pub(crate) mod measures;
pub(crate) mod money_measures;
pub(crate) mod named;
pub(crate) mod own_group;
pub(crate) mod row;
pub(crate) mod tender;
pub(crate) mod tender_measures;
pub(crate) mod terms;

pub use crate::world::record::definition::{Better, Combine, Measure};
pub(crate) use crate::world::record::definition::{Scope, bounds_of};
pub(crate) use crate::world::record::fraction::Fraction;
pub use crate::world::record::measures::MEASURES;
pub use crate::world::record::row::Record;

/// The measure of that name.
pub fn measure(name: &str) -> Option<&'static Measure> {
    MEASURES.iter().find(|m| m.name == name)
}

/// The place of the measure of that name in [`MEASURES`].
pub(crate) fn index_of(name: &str) -> Option<usize> {
    MEASURES.iter().position(|m| m.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_everything_is_documented() {
        let names: BTreeSet<_> = MEASURES.iter().map(|m| m.name).collect();
        assert_eq!(names.len(), MEASURES.len());
        for m in MEASURES {
            assert!(
                !m.meaning.is_empty() && !m.label.is_empty() && !m.zh.is_empty() && !m.unit.is_empty(),
                "{}",
                m.name
            );
        }
    }
}
