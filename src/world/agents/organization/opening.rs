//! The hours that a home opens: by managers, cooperation, what is granted, and who is there.

use crate::world::agents::organization::programme::Offering;

/// Opening hours of a home by slot.
pub(crate) struct Opening {
    /// Managers for this home.
    pub managers: f64,
    /// Volunteer hours at this home last week.
    pub volunteer_hours: f64,
    /// Population / 10,000.
    pub scale: f64,
    /// How hours answer to use: factor on those that managers open.
    pub answer: f64,
    /// Cooperation of the committee that comes about.
    pub cooperation: f64,
    /// Hours granted on top, by the government and by carried-out matters.
    pub granted: f64,
    /// Most hours of the home.
    pub most: f64,
    /// Hours that people in place work for this home, those of volunteers included.
    pub staffed: f64,
}

impl Opening {
    /// Hours by slot; evenings and weekends only where enough hands are.
    pub(crate) fn hours(&self, o: &Offering) -> [f64; 3] {
        let own = o.own_hours(self.managers, self.scale) * self.answer;
        // A home is open while somebody is there.
        let most = self.most.min(self.staffed / self.scale.max(1.0));
        let total = (own * (1.0 - o.friction * (1.0 - self.cooperation)) + self.granted).clamp(0.0, most);
        let hands = self.managers >= o.managers_for_evenings * self.scale - 1e-9
            || self.volunteer_hours >= o.volunteers_for_evenings * self.scale;
        let weekend = 1.0 - o.share_day - o.share_evening;
        if hands {
            [total * o.share_day, total * o.share_evening, total * weekend]
        } else {
            [total * o.share_day, 0.0, 0.0]
        }
    }
}
