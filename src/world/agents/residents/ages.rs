//! How old residents are: the groups of what fills a week, and the age bands of public affairs.

use crate::random::uniform;
use crate::settings;
use crate::world::agents::residents::group::ResidentGroup;
use crate::world::roster::Person;

settings! {
    /// How old the residents of each group are, where ages are not given.
    pub struct Ages = "residents.ages" {
        /// Children and teenagers younger than 15.
        child_below_15: f64 = 0.915, in [0.0, 1.0], "share",
            Assumption "Jiangxi census 2020: 21.96% are 0-14, of 24% in the group";
        /// Working people younger than 30.
        working_below_30: f64 = 0.30, in [0.0, 1.0], "share", Assumption "split of the census groups";
        /// Working people younger than 50; the rest are 50–64.
        working_below_50: f64 = 0.77, in [0.0, 1.0], "share", Assumption "split of the census groups";
        /// Carers younger than 50; the rest are 50–64.
        carer_below_50: f64 = 0.60, in [0.0, 1.0], "share", Assumption "parents, and some grandmothers";
        /// Elders younger than 65.
        elder_below_65: f64 = 0.30, in [0.0, 1.0], "share", Assumption "split of the census groups";
    }
}

impl Ages {
    /// By the cumulated shares of child-teen, working and carer: group, age band (under 30, 30–49, 50–64, 65
    /// and older) and whether 15 or older.
    pub(crate) fn group_and_age(
        &self,
        edges: [f32; 3],
        word: u32,
        given: Option<&Person>,
    ) -> (ResidentGroup, u8, bool) {
        let u = uniform(word);
        let age = given.and_then(|p| p.age);
        let known = given.and_then(|p| p.group);
        let group = known
            .or_else(|| age.map(ResidentGroup::of_age))
            .unwrap_or_else(|| ResidentGroup::of_code(edges.iter().filter(|edge| u >= **edge).count() as u8));
        if let Some(age) = age {
            let band = [30.0, 50.0, 65.0].iter().filter(|edge| age >= **edge).count() as u8;
            return (group, band, age >= 15.0);
        }
        // The place of u inside the group's own span is uniform: it gives the age.
        let code = usize::from(group as u8);
        let from = if code == 0 { 0.0 } else { edges[code - 1] };
        let to = if code == 3 { 1.0 } else { edges[code] };
        let inside =
            if known.is_some() || to <= from { u } else { ((u - from) / (to - from)).clamp(0.0, 1.0) };
        let below = |share: f64| inside < share as f32;
        match group {
            ResidentGroup::ChildTeen => (group, 0, inside > self.child_below_15 as f32),
            ResidentGroup::Working if below(self.working_below_30) => (group, 0, true),
            ResidentGroup::Working if below(self.working_below_50) => (group, 1, true),
            ResidentGroup::Working => (group, 2, true),
            ResidentGroup::Carer => (group, if below(self.carer_below_50) { 1 } else { 2 }, true),
            ResidentGroup::Elder => (group, if below(self.elder_below_65) { 2 } else { 3 }, true),
        }
    }
}
