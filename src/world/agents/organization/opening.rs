//! The hours that a home opens: by managers, cooperation, what is granted, and who is there.

use crate::world::agents::organization::programme::Offering;

/// Opening hours of a home by slot.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Opening {
    /// Managers for this home.
    pub managers: f64,
    /// Volunteer hours at this home last week.
    pub volunteer_hours: f64,
    /// Population / 10,000.
    pub scale: f64,
    /// How hours answer to use: factor on those that managers open.
    pub answer: f64,
    /// Hours before the committee's friction that were promised; they take the place of both.
    pub promised: Option<f64>,
    /// Cooperation of the committee that comes about.
    pub cooperation: f64,
    /// Hours granted on top by the government.
    pub granted: f64,
    /// Hours by slot that carried-out matters added or took.
    pub by_council: [f64; 3],
    /// Most hours of the home.
    pub most: f64,
    /// Hours that people in place work for this home, those of volunteers included.
    pub staffed: f64,
}

impl Opening {
    /// Hours that are wished for, by slot.
    fn wished(&self, o: &Offering) -> [f64; 3] {
        let own = self.promised.unwrap_or_else(|| o.own_hours(self.managers, self.scale) * self.answer);
        let total = (own * (1.0 - o.friction * (1.0 - self.cooperation)) + self.granted).max(0.0);
        let shares = [o.share_day, o.share_evening, 1.0 - o.share_day - o.share_evening];
        std::array::from_fn(|slot| (total * shares[slot] + self.by_council[slot]).max(0.0))
    }

    /// Hours in all that could be opened of at most so many were hands no bound.
    pub(crate) fn possible(&self, o: &Offering, most: f64) -> f64 {
        self.wished(o).iter().sum::<f64>().min(most)
    }

    /// Hours by slot; evenings and weekends only where enough hands are.
    pub(crate) fn hours(&self, o: &Offering) -> [f64; 3] {
        // A home is open while somebody is there.
        let most = self.most.min(self.staffed / self.scale.max(1.0));
        let hands = self.managers >= o.managers_for_evenings * self.scale - 1e-9
            || self.volunteer_hours >= o.volunteers_for_evenings * self.scale;
        let wished = self.wished(o);
        // Where more is wished than can be, all slots are cut alike.
        let part = most.max(0.0) / wished.iter().sum::<f64>().max(most).max(1e-9);
        let open = wished.map(|hours| hours * part);
        if hands { open } else { [open[0], 0.0, 0.0] }
    }
}
