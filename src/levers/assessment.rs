//! How the operator is judged: what counts, who looks, and what is checked.

use crate::settings;

settings! {
    /// The assessment of the operator by the funding bureau.
    pub struct Assessment = "levers.assessment" {
        /// Probability that a year's self-reported items are audited.
        audit: f64 = 0.05, in [0.0, 1.0], "probability", Assumption "range 0-0.5 in the evidence table",
            zh "审计概率",
            lever { "0" => "0.5", needs Operator, moves ["score_reported -", "inflation -"],
                price "{prices.audit} yuan a year at probability 1, paid by the funding bureau" };
        /// Accuracy of the third party that measures satisfaction: 1 is exact, 0 has a standard deviation of
        /// 6 points.
        accuracy: f64 = 0.7, in [0.0, 1.0], "share", Assumption "no source", zh "第三方准确度",
            lever { "0" => "1", needs Operator, moves ["public_cost +"],
                price "{prices.third_party} yuan a year at accuracy 1, paid by the funding bureau" };
        /// Score at which bodies are indifferent about renewal.
        threshold: f64 = 60.0, in [0.0, 100.0], "points", Assumption "no source", zh "续约门槛",
            lever { "50" => "90", needs Operator, moves ["survived -"], price "none in cash" };
    }
}

settings! {
    /// Weights of the five assessed items; they sum to one and are set as a whole.
    pub struct Weights = "levers.assessment.weights" {
        /// Number of events held (self-reported).
        events: f64 = 0.35, in [0.0, 1.0], "share",
            Literature "member-rating sheet of a union branch: mostly output counts", zh "活动数量权重",
            lever { "0.1" => "0.7", needs Operator, moves ["effort_events +"], price "none in cash" };
        /// Paperwork handed in (self-reported).
        paperwork: f64 = 0.25, in [0.0, 1.0], "share",
            Literature "member-rating sheet of a union branch: mostly output counts", zh "台账权重",
            lever { "0" => "0.6", needs Operator, moves ["effort_paperwork +"], price "none in cash" };
        /// Satisfaction of users, measured by a third party.
        satisfaction: f64 = 0.15, in [0.0, 1.0], "share", Assumption "rest of the sheet", zh "满意度权重",
            lever { "0" => "0.6", needs Operator, moves ["quality +"], price "none in cash" };
        /// Participation (visits, self-reported).
        participation: f64 = 0.20, in [0.0, 1.0], "share", Assumption "rest of the sheet", zh "参与权重",
            lever { "0" => "0.6", needs Operator, moves ["effort_reception +"], price "none in cash" };
        /// Development of the organization.
        development: f64 = 0.05, in [0.0, 1.0], "share", Assumption "rest of the sheet", zh "发展权重",
            lever { "0" => "0.6", needs Operator, moves ["effort_learning +"], price "none in cash" };
    }
}

impl Weights {
    /// The five weights, in the order in which they are declared.
    pub fn items(&self) -> [f64; 5] {
        [self.events, self.paperwork, self.satisfaction, self.participation, self.development]
    }
}
