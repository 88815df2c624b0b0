//! When who is free: hours that fit by group and slot.

use crate::world::agents::residents::choice::Choice;

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
}
