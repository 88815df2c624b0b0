//! University and social power.

use crate::settings;

settings! {
    /// What is done to bring in the university and local firms and groups.
    pub struct PartnerBuilding = "levers.partners" {
        /// Hours a week for which the university is asked to send students and teachers; it sends fewer to a
        /// host that cannot guide them.
        university_hours: f64 = 0.0, in [0.0, 200.0], "hours/week", Assumption "none at the start",
            zh "高校小时数",
            lever { "0" => "20", needs Operator, moves ["capability_service -"],
                price "{prices.university_hour} yuan an hour that is sent, paid by the funding bureau" };
        /// Hours a week of research and evaluation by the university.
        research_hours: f64 = 0.0, in [0.0, 100.0], "hours/week", Assumption "none at the start",
            zh "高校研究小时数",
            lever { "0" => "4", needs Operator, moves ["capability_service +"],
                price "{prices.university_hour} yuan an hour, paid by the funding bureau" };
        /// Programme that opens doors to firms and groups.
        social_power: f64 = 0.0, in [0.0, 1.0], "share", Assumption "none at the start", zh "社会力量计划",
            lever { "0" => "1", needs Operator, moves ["partners +"],
                price "{prices.social_power} yuan a year at 1, paid by the funding bureau" };
    }
}
