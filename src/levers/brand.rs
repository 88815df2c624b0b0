//! Making the home known: yearly spend, word of mouth, campaigns.

use crate::{choice, settings};

choice! {
    /// Whom the operator tells in person.
    pub enum Seeding {
        /// Anyone.
        Random = "random",
        /// The residents with the most ties.
        Central = "central",
    }
}

settings! {
    /// Brand building and campaigns.
    pub struct Brand = "levers.brand" {
        /// Spend on brand building, over all homes of the county.
        spend: f64 = 70.0, in [0.0, 1e9], "yuan/week", Assumption "1.5% of spending", zh "品牌投入",
            lever { "0" => "400", needs Operator, moves ["brand +", "awareness +"],
                price "the spend itself, paid by the organization" };
        /// Residents whom the operator tells in person each week (word-of-mouth seeding), over all homes.
        seeds: f64 = 0.0, in [0.0, 1e6], "people/week", Assumption "no source", zh "口碑播种人数",
            lever { "0" => "20", needs Operator, moves ["awareness +"],
                price "{prices.seed} yuan a person told, paid by the organization" };
        /// Whom it tells.
        seeding: Seeding = Seeding::Random, in any, "",
            Literature "information spreads faster from central people (Banerjee et al. 2013)", zh "播种方式",
            lever { "random" => "central", needs Seeds, moves [],
                price "none in cash; acts only with `seeds` above 0" };
        /// First week of a prize campaign; 0 is none.
        campaign_start: i64 = 0, in [0, 100_000], "week", Assumption "an analyst's choice", zh "活动开始周";
        /// Weeks that the campaign lasts.
        campaign_weeks: i64 = 6, in [1, 104], "weeks",
            Literature "six weeks of gym rewards (Carrera et al. 2018)", zh "活动周数";
        /// Prize for a week with a visit during the campaign.
        campaign_prize: f64 = 0.0, in [0.0, 1_000.0], "yuan/visitor-week", Assumption "an analyst's choice",
            zh "奖品金额",
            lever { "0" => "20", needs Campaign, moves ["visits +"],
                price "the prizes and {prices.campaign} yuan, paid by the union; acts only with \
                `campaign_start` above \
                0" };
        /// Most visits in a week that earn a prize.
        campaign_weekly_cap: i64 = 1, in [1, 3], "visits", Assumption "an analyst's choice", zh "每周奖励上限";
    }
}
