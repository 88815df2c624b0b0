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
        /// Share of the matters that the council decides: residents by their seats, the four other bodies in
        /// equal parts of the rest. All other matters are decided by the weights of union and agencies.
        may_decide: f64 = 0.1, in [0.0, 1.0], "share", Assumption "no source", zh "议事决定权",
            lever { "0" => "0.6", needs Operator, moves ["joint_decisions +"], price "none in cash" };
        /// Written rules agreed with residents.
        charter: bool = false, in any, "", Assumption "no source", zh "居民公约",
            lever { "false" => "true", needs Operator, moves ["routines +"], price "none in cash" };
    }
}
