//! Weights and references of the indices.

use crate::settings;

settings! {
    /// Weights and references of the indices over the last 52 weeks.
    pub struct IndexRules = "indices" {
        /// Weight of routines in thin institutions.
        institution_routines: f64 = 0.4, in [0.0, 1.0], "share",
            Assumption "definition of the index; never re-scaled to a run";
        /// … of decisions taken jointly.
        institution_joint: f64 = 0.3, in [0.0, 1.0], "share",
            Assumption "definition of the index; never re-scaled to a run";
        /// … of the contract's length; the three sum to one.
        institution_contract: f64 = 0.3, in [0.0, 1.0], "share",
            Assumption "definition of the index; never re-scaled to a run";
        /// Length of a contract that counts as full.
        contract_weeks: f64 = 156.0, in [1.0, 1_040.0], "weeks",
            Assumption "definition of the index; never re-scaled to a run";
        /// Weight of adults who can name the operator in weak brand.
        brand_named: f64 = 0.5, in [0.0, 1.0], "share",
            Assumption "definition of the index; never re-scaled to a run";
        /// … of the goodwill stock.
        brand_stock: f64 = 0.3, in [0.0, 1.0], "share",
            Assumption "definition of the index; never re-scaled to a run";
        /// … of partners; the three sum to one.
        brand_partners: f64 = 0.2, in [0.0, 1.0], "share",
            Assumption "definition of the index; never re-scaled to a run";
        /// Partners that count as full.
        partners: f64 = 4.0, in [0.1, 1_000.0], "partners",
            Assumption "definition of the index; never re-scaled to a run";
        /// Share of residents who came in four weeks that counts as full presence.
        presence: f64 = 0.20, in [0.001, 1.0], "share",
            Assumption "definition of the index; never re-scaled to a run";
        /// Voluntary and co-produced hours for 1,000 residents that count as full.
        hours_per_1000: f64 = 10.0, in [0.01, 10_000.0], "hours/week",
            Assumption "definition of the index; never re-scaled to a run";
        /// Variety of the programme that counts as full.
        services: f64 = 6.0, in [1.0, 6.0], "types",
            Assumption "definition of the index; never re-scaled to a run";
        /// Share of visitors' ties to other users that counts as full.
        ties: f64 = 0.5, in [0.01, 1.0], "share",
            Assumption "definition of the index; never re-scaled to a run";
        /// Added to each part of vitality, so that one empty part does not hide the others.
        least: f64 = 0.01, in [0.0, 1.0], "",
            Assumption "definition of the index; never re-scaled to a run";
    }
}
