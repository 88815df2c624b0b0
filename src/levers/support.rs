//! Government support other than money.

use crate::settings;

settings! {
    /// Policy help, cooperation of the community committee, rooms and hours released.
    pub struct Support = "levers.support" {
        /// Policy facilitation: help with registration, tax and permits.
        facilitation: f64 = 0.2, in [0.0, 1.0], "share", Assumption "no source", zh "政策支持",
            lever { "0" => "1", needs Operator, moves ["own_income +", "partners +"], price "none in cash" };
        /// Cooperation asked of the community committee; what comes is this times its trust.
        cooperation: f64 = 0.5, in [0.0, 1.0], "share", Assumption "no source", zh "社区配合",
            lever { "0.2" => "1", needs Operator, moves ["open_hours +"],
                price "{prices.cooperation} yuan a year of the coordinator's time above \
                {prices.cooperation_from}, \
                paid by the committee" };
        /// Training of professional service paid by the government.
        training_subsidy: f64 = 0.0, in [0.0, 1.0], "share", Assumption "no source", zh "培训补贴",
            lever { "0" => "1", needs Operator, moves ["capability_service +"],
                price "{prices.training} yuan a year at 1, paid by the funding bureau" };
        /// Share of the nominal seats that the committee releases to the operator.
        rooms_released: f64 = 0.6, in [0.0, 1.0], "share", Assumption "no source", zh "释放空间比例",
            lever { "0.1" => "1", needs Operator, moves ["utilization_open -"],
                price "{prices.seat_week} yuan a seat-week as opportunity cost, not in cash" };
        /// Weekly opening hours granted on top of those that the managers give.
        hours: f64 = 0.0, in [0.0, 56.0], "hours/week", Assumption "no source", zh "增加开放时间",
            lever { "0" => "12", needs Operator, moves ["open_hours +", "visits +"],
                price "utilities of the hours, paid by the organization" };
    }
}
