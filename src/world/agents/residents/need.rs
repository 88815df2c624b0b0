//! Need: who would drop in during a reference week.
//!
//! In a reference week the same people, with the same liking, habit and friends, find the home open for the
//! hours of the norm, free of charge, to all alike, not crowded, and with the usual service concept offered
//! with full skill. Those who wish to come this week are a sample of them: whoever wishes with probability p
//! and would come with probability p* stands for p*/p people (Horvitz and Thompson 1952). The sum of p*/p over
//! all who wish is expected to be the sum of p* over all who know of the home, and costs nothing for those who
//! do not wish.

/// By class and slot: odds, or the odds of a reference week / those of one slot of this week.
pub(crate) type Table = [[f32; 3]; 8];

/// What a reference week does to the odds of coming.
#[derive(Clone, Debug)]
pub(crate) struct ReferenceWeek {
    /// By class: a slot in which the home is open to it this week.
    slot: [u8; 8],
    ratios: Table,
    /// The same for those who met a crowd.
    crowded: Table,
    /// Factor on the odds by which the services of a reference week bring more than this week's.
    service: f32,
}

/// For how many people of a reference week somebody stands who wishes to come this week.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StandsFor {
    /// Who would come for the services as they are this week.
    pub as_served: f32,
    /// Who would come for those of a reference week.
    pub all: f32,
}

impl ReferenceWeek {
    /// From what is common to a class, as odds: in a reference week with this week's services, in this week,
    /// and in this week for those who met a crowd. `service`: the factor of a reference week's services.
    pub(crate) fn new(reference: &Table, base: &Table, crowded: &Table, service: f32) -> ReferenceWeek {
        let slot = base.map(|row| (0..3).max_by(|a, b| row[*a].total_cmp(&row[*b])).unwrap_or(0) as u8);
        let over = |table: &Table| -> Table {
            std::array::from_fn(|class| {
                let odds = table[class][usize::from(slot[class])];
                reference[class].map(|e| if odds > 0.0 { e / odds } else { 0.0 })
            })
        };
        ReferenceWeek { slot, ratios: over(base), crowded: over(crowded), service }
    }

    /// For whom somebody stands who wishes to come this week by these odds; `free` is the factor on the odds
    /// without this week's fee.
    #[inline]
    pub(crate) fn stands_for(&self, class: usize, met_crowd: bool, odds: &[f32; 3], free: f32) -> StandsFor {
        let ratios = if met_crowd { &self.crowded[class] } else { &self.ratios[class] };
        let e = odds[usize::from(self.slot[class])] * free;
        let then = ratios.map(|ratio| ratio * e);
        let now = 1.0 / coming(odds);
        StandsFor { as_served: coming(&then) * now, all: coming(&then.map(|e| e * self.service)) * now }
    }
}

/// The probability of any of three independent slots with these odds.
#[inline(always)]
fn coming(odds: &[f32; 3]) -> f32 {
    let any = (1.0 + odds[0]) * (1.0 + odds[1]) * (1.0 + odds[2]);
    (any - 1.0) / any
}
