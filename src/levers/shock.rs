//! Stress that an analyst may put on a world.

use crate::settings;

settings! {
    /// Shocks; date them with the schedule.
    pub struct Shock = "levers.shock" {
        /// Managers who leave in the week in which this number rises.
        manager_exit: i64 = 0, in [0, 100], "people", Assumption "an analyst's choice", zh "管理员离职",
            lever { "0" => "2", needs Operator, moves ["capability_service -", "staff -"],
                price "none in cash" };
    }
}
