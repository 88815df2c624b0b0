//! What carried-out matters leave in a home: it fades, and of the same kind ever less is added.

use crate::world::agents::union::UnionRules;
use crate::world::exchange::Subject;
use serde::{Deserialize, Serialize};

/// What carried-out matters left in one home, and whom its residents sent to the council.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Left {
    /// Opening hours by slot: weekday daytime, evening, weekend.
    pub hours: [f64; 3],
    /// Fit of the programme by group: child or teen, working, carer, elder; logit.
    pub fit: [f64; 4],
    /// Outreach, as a part of the referrals.
    pub outreach: f64,
    /// Attendance in public affairs by group since the council last met.
    pub attending: [f64; 4],
    /// The same when it last met: by whom the residents are represented.
    pub represented: [f64; 4],
}

impl Left {
    /// A week later.
    pub(crate) fn fade(&mut self, kept: f64) {
        self.hours.iter_mut().chain(&mut self.fit).for_each(|left| *left *= kept);
        self.outreach *= kept;
    }

    /// What a matter of hours adds to a slot, one of the programme to a group, one of outreach to the
    /// referrals: less, the more of it stands already, and in a home for more than 10,000 residents less in
    /// proportion, since as many more matters arise there.
    pub(crate) fn added(&self, rules: &UnionRules, about: Subject, scale: f64) -> f64 {
        let (stands, unit) = match about {
            Subject::Hours { more, .. } => (self.hours[usize::from(more)], rules.hours),
            Subject::Programme { more, .. } => (self.fit[usize::from(more)], rules.fit),
            Subject::Outreach => (self.outreach, rules.outreach),
            Subject::Money | Subject::Rules => return 0.0,
        };
        if unit <= 0.0 {
            return 0.0;
        }
        unit / (1.0 + stands.max(0.0) / (rules.saturation * unit)) / scale.max(1.0)
    }

    /// A matter is carried out here.
    pub(crate) fn put_into_effect(&mut self, rules: &UnionRules, about: Subject, scale: f64) {
        let added = self.added(rules, about, scale);
        match about {
            Subject::Hours { more, less } => {
                self.hours[usize::from(more)] += added;
                if let Some(less) = less {
                    self.hours[usize::from(less)] -= added;
                }
            }
            Subject::Programme { more, less } => {
                self.fit[usize::from(more)] += added;
                self.fit[usize::from(less)] -= rules.fit_lost * added;
            }
            Subject::Outreach => self.outreach += added,
            Subject::Money | Subject::Rules => {}
        }
    }
}
