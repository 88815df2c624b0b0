//! Need: who would drop in during a reference week.
//!
//! In a reference week the same people, with the same liking, habit and friends, find the home open for the
//! hours of the norm, free of charge, to all alike, not crowded, and with the usual service concept offered
//! with full skill. Those who wish to come this week are a sample of them: whoever wishes with probability p
//! and would come with probability p* stands for p*/p people (Horvitz and Thompson 1952). The sum of p*/p
//! over all who wish is expected to be the sum of p* over all who know of the home, and costs nothing for
//! those who do not wish.

/// Beside group and union in the number of a class: a migrant.
pub(crate) const MIGRANT: usize = 8;
/// By class and slot: what is common to the class, as odds.
pub(crate) type Table = [[f32; 3]; 16];

/// By class: the sums of products of one, two and three of the three slots' odds of a reference week, where
/// the odds of this week add up to one.
type Symmetric = [[f32; 3]; 16];

/// What a reference week does to the odds of coming.
#[derive(Clone, Debug)]
pub(crate) struct ReferenceWeek {
    /// For those who met no crowd.
    pub base: Symmetric,
    /// For those who did.
    pub crowded: Symmetric,
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
        let over = |table: &Table| -> Symmetric {
            std::array::from_fn(|class| {
                let total: f32 = table[class].iter().sum();
                let [a, b, c] = reference[class].map(|e| if total > 0.0 { e / total } else { 0.0 });
                [a + b + c, a * b + a * c + b * c, a * b * c]
            })
        };
        ReferenceWeek { base: over(base), crowded: over(crowded), service }
    }

    /// For whom somebody stands who wishes to come this week by these odds and Π(1 + odds); `free` is the
    /// factor on the odds without this week's fee.
    #[inline(always)]
    pub(crate) fn stands_for(
        &self,
        [one, two, three]: &[f32; 3],
        (odds, any): (&[f32; 3], f32),
        free: f32,
    ) -> StandsFor {
        // The probability of any of three independent slots is n/(1 + n), n = Π(1 + e) − 1.
        let coming = |e: f32| {
            let n = e * (one + e * (two + e * three));
            n / (1.0 + n)
        };
        let (e, now) = ((odds[0] + odds[1] + odds[2]) * free, any / (any - 1.0));
        StandsFor { as_served: coming(e) * now, all: coming(e * self.service) * now }
    }
}
