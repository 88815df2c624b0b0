//! When who is free: hours that fit by group and slot, and the quarters of a slot.

use crate::world::agents::residents::ResidentRules;
use crate::world::agents::residents::choice::Choice;
use crate::world::agents::residents::need::MIGRANT;

impl Choice {
    /// Free share of open hours by group and slot.
    pub(crate) fn free(&self) -> [[f64; 3]; 4] {
        [
            [self.child_daytime, self.child_evening, self.child_weekend],
            [self.working_daytime, self.working_evening, self.working_weekend],
            [self.carer_daytime, self.carer_evening, self.carer_weekend],
            [self.elder_daytime, self.elder_evening, self.elder_weekend],
        ]
    }

    /// Cumulated demand of the first three quarters of a slot.
    pub(super) fn cumulated_quarters(&self) -> [f64; 3] {
        let half = self.first_quarter + self.second_quarter;
        [self.first_quarter, half, half + self.third_quarter]
    }
}

impl ResidentRules {
    /// Open hours by slot in which somebody of a class is free.
    pub(crate) fn fitting_hours(&self, class: usize, hours: &[f64; 3]) -> [f64; 3] {
        let free = self.choice.free()[class & 3];
        let part = if class & MIGRANT == 0 { [1.0; 3] } else { self.migrants.hours() };
        std::array::from_fn(|slot| free[slot] * part[slot] * hours[slot])
    }
}
