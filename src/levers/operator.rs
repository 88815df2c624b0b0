//! Who runs the home, and with how many hands.

use crate::{choice, settings};

choice! {
    /// Who runs the home.
    pub enum OperatorKind {
        /// The government agency, with a caretaker.
        Government = "government",
        /// A social organization under contract.
        SocialOrganization = "social-organization",
    }
}

settings! {
    /// Who runs the home, from which week, and with how many stationed people.
    pub struct Operator = "levers.operator" {
        /// Who runs the home from week `from` on; before it the government does.
        kind: OperatorKind = OperatorKind::Government, in any, "",
            Assumption "the case study contrasts the two", zh "运营方";
        /// Week of the handover (the operator acts from this week on).
        from: i64 = 53, in [1, 100_000], "week", Assumption "one year of government-led life before",
            zh "接管周";
        /// Stationed managers (full-time equivalents), over all homes of the county.
        managers: f64 = 2.0, in [0.0, 100_000.0], "people",
            Literature "2.4 staff a township station (Ministry of Civil Affairs, January 2023)", zh "驻点管理员",
            lever { "0.5" => "1", needs Operator, moves ["open_hours +"],
                price "{organization.manager_wage a year} yuan a year each, paid by the organization" };
        /// Social workers (full-time equivalents), over all homes of the county.
        social_workers: f64 = 1.0, in [0.0, 100_000.0], "people",
            Literature "2.4 staff a township station; the split is an assumption", zh "社会工作者",
            lever { "0" => "0.5", needs Operator, moves ["staff +", "reserve -"],
                price "{organization.worker_wage a year} yuan a year each, paid by the organization" };
        /// Intensity of the social-service concept: what it adds to the intention to come (logit), before the
        /// gap between intention and behaviour.
        concept: f64 = 0.3, in [0.0, 1.2], "logit",
            Literature "effect of intention d 0.17-0.66 (Webb & Sheeran 2006) x 1.81", zh "社工理念",
            lever { "0" => "1.2", needs Operator, moves ["participation +"],
                price "{prices.concept} yuan a year of training, in proportion to concept / \
                {prices.concept_usual}" };
        /// Share of the outreach hours spent on integrating the resources of partners.
        integration: f64 = 0.3, in [0.0, 1.0], "share", Assumption "no source", zh "资源整合",
            lever { "0" => "1", needs Operator, moves ["partners +"], price "staff hours only" };
    }
}
