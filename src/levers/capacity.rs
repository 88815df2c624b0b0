//! Training of the organization, and its policy of asking.

use crate::settings;

settings! {
    /// What builds the organization's own capacity.
    pub struct Capacity = "levers.capacity" {
        /// Intensity of management training.
        management: f64 = 0.0, in [0.0, 1.0], "share", Assumption "no source", zh "管理培训",
            lever { "0" => "1", needs Operator, moves ["capability_management +"],
                price "{prices.management} yuan a year at 1, paid by the funding bureau, and half an hour a \
                week of each \
                head's time" };
        /// Intensity of fund-raising training.
        fundraising: f64 = 0.0, in [0.0, 1.0], "share", Assumption "no source", zh "筹资培训",
            lever { "0" => "1", needs Operator, moves ["capability_fundraising +", "own_income +"],
                price "{prices.fundraising} yuan a year at 1, paid by the funding bureau, and half an hour \
                a week of each \
                head's time" };
        /// Intensity of institution building: rules, files, hand-over notes.
        institution: f64 = 0.0, in [0.0, 1.0], "share", Assumption "no source", zh "制度建设",
            lever { "0" => "1", needs Operator, moves ["routines +", "deficiency_institution -"],
                price "{prices.institution} yuan a year at 1, paid by the funding bureau, and half an hour \
                a week of each \
                head's time" };
        /// Users whom a manager may ask a week to lend a hand.
        invite_per_manager: f64 = 6.0, in [0.0, 50.0], "people/week",
            Assumption "asking is the main door to volunteering (BLS 2007: 27% asked by staff); the number \
            is an assumption", zh "每人每周邀请数",
            lever { "0" => "12", needs Operator, moves ["volunteers +"], price "staff hours only" };
    }
}
