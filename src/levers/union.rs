//! The Work Union, owner of the home.

use crate::settings;

settings! {
    /// The union's part in deciding and paying.
    pub struct UnionRole = "levers.union" {
        /// Decision role: 0 the agency decides alone, 1 the union decides alone.
        decision_role: f64 = 0.7, in [0.0, 1.0], "share",
            Assumption "the case study gives the union the decision role without a number: more than half, \
            in the council too", zh "工会决策权",
            lever { "0.1" => "0.95", needs Operator, moves ["reach_nonmembers -"], price "none in cash" };
        /// Matching money as a share of the grant, paid weekly.
        matching: f64 = 0.15, in [0.0, 1.0], "share of grant", Assumption "no source", zh "工会配套",
            lever { "0" => "0.5", needs Operator, moves ["match +", "reserve +"],
                price "the money itself, paid by the union" };
        /// How far the programme is steered to workers' topics.
        worker_priority: f64 = 0.5, in [0.0, 1.0], "share", Assumption "no source", zh "职工优先",
            lever { "0" => "1", needs Operator, moves ["reach_members +"], price "none in cash" };
    }
}
