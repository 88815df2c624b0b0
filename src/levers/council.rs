//! The council in which union, residents, agency, organization and university sit.

use crate::settings;

settings! {
    /// Who sits in the council, how often it meets and what it may decide.
    pub struct Council = "levers.council" {
        /// Residents' share of the seats.
        seats: f64 = 0.15, in [0.0, 1.0], "share", Assumption "no source", zh "居民席位",
            lever { "0" => "0.6", needs Operator, moves ["proposals_resident +"], price "none in cash" };
        /// Meetings a year.
        meets: i64 = 4, in [0, 13], "per year", Assumption "quarterly", zh "每年会议数",
            lever { "1" => "12", needs Operator, moves ["proposals +"],
                price "{prices.council_meeting} yuan a meeting, paid by the union" };
        /// Share of the seats of firms and groups that are partners; without partners they stay empty.
        social_power: f64 = 0.0, in [0.0, 1.0], "share", Assumption "none at the start", zh "社会力量席位",
            lever { "0" => "0.3", needs Operator, moves ["joint_decisions +"], price "none in cash" };
        /// Share of the seats of the university.
        university: f64 = 0.0, in [0.0, 1.0], "share", Assumption "none at the start", zh "高校席位",
            lever { "0" => "0.3", needs Operator, moves ["joint_decisions +"], price "none in cash" };
        /// Share of the matters that the council decides: residents, social power and university by their
        /// seats, union, agencies and organization by the rest in the weights of the offices. All other
        /// matters are decided by these weights alone.
        may_decide: f64 = 0.1, in [0.0, 1.0], "share", Assumption "no source", zh "议事决定权",
            lever { "0" => "0.6", needs Operator, moves ["open_hours +", "participation +"],
                price "none in cash" };
        /// Written rules agreed with residents.
        charter: bool = false, in any, "", Assumption "no source", zh "居民公约",
            lever { "false" => "true", needs Operator, moves ["routines +"], price "none in cash" };
    }
}
