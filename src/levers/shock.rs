//! Stress that an analyst may put on a world.

use crate::settings;

settings! {
    /// Shocks; date them with the schedule.
    pub struct Shock = "levers.shock" {
        /// Managers who leave in the week in which this number rises.
        manager_exit: i64 = 0, in [0, 100], "people", Assumption "an analyst's choice", zh "管理员离职",
            lever { "0" => "2", needs Operator, moves ["capability_service -", "staff -"],
                price "none in cash" };
        /// Odds of going to another space instead of the home: 0 there is none, 1 one as attractive as the
        /// home.
        rival: f64 = 0.0, in [0.0, 10.0], "odds", Assumption "an analyst's choice", zh "竞争场所",
            lever { "0" => "1", needs Nothing, moves ["participation -"], price "none in cash" };
    }
}
