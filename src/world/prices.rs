//! Prices: what the purses pay for what the levers order. One number stands here once; the texts of the
//! levers and the documents fill it in.
//!
//! Wages, rents and the grant itself stand with the organization and the government.

use crate::settings;

settings! {
    /// Prices of what the levers order.
    pub struct Prices = "prices" {
        /// A meeting of the council.
        council_meeting: f64 = 400.0, in [0.0, 1e6], "yuan",
            Assumption "room, minutes and an evening's allowance";
        /// Training in management at a full lever.
        management: f64 = 12_000.0, in [0.0, 1e7], "yuan/year", Assumption "a course of some weekends";
        /// Training in fund-raising at a full lever.
        fundraising: f64 = 9_000.0, in [0.0, 1e7], "yuan/year", Assumption "a course of some weekends";
        /// Guidance on rules and routines at a full lever.
        institution: f64 = 8_000.0, in [0.0, 1e7], "yuan/year", Assumption "a mentor some days a year";
        /// Training of social workers at a full subsidy.
        training: f64 = 12_000.0, in [0.0, 1e7], "yuan/year", Assumption "a course of some weekends";
        /// Time of the coordinator at full cooperation.
        cooperation: f64 = 8_000.0, in [0.0, 1e7], "yuan/year", Assumption "part of a committee post";
        /// Cooperation that the coordinator's post holds without further pay.
        cooperation_from: f64 = 0.5, in [0.0, 0.99], "share", Assumption "what the post is for anyway";
        /// Audits, were one made every year.
        audit: f64 = 40_000.0, in [0.0, 1e7], "yuan/year", Assumption "an accountant's month";
        /// The third party that assesses, at full accuracy.
        third_party: f64 = 15_000.0, in [0.0, 1e7], "yuan/year", Assumption "a survey of users";
        /// An hour of a university's students, teachers or researchers.
        university_hour: f64 = 60.0, in [0.0, 10_000.0], "yuan/hour", Assumption "supervision and travel";
        /// The programme for social power at a full lever.
        social_power: f64 = 6_000.0, in [0.0, 1e7], "yuan/year", Assumption "meetings and small grants";
        /// Interest on what is paid earlier than usual.
        interest: f64 = 0.03, in [0.0, 0.5], "share/year", Assumption "about the price of public debt";
        /// Weeks within which an instalment counts as paid at the usual time.
        usual_lag: f64 = 4.0, in [0.0, 52.0], "weeks", Assumption "a month";
        /// Supervision and training that keep the usual service concept alive.
        concept: f64 = 6_000.0, in [0.0, 1e7], "yuan/year", Assumption "a supervisor one day a month";
        /// The service concept for which that is paid.
        concept_usual: f64 = 0.3, in [0.01, 2.0], "logit", Assumption "the usual concept of an organization";
        /// Announcing a prize campaign.
        campaign: f64 = 3_000.0, in [0.0, 1e6], "yuan", Assumption "posters and messages";
        /// Telling one person of the home.
        seed: f64 = 10.0, in [0.0, 10_000.0], "yuan", Assumption "a leaflet and a quarter of an hour";
        /// What a seat that is released to the home might bring otherwise: an opportunity cost, not in cash.
        seat_week: f64 = 15.0, in [0.0, 10_000.0], "yuan/seat-week", Assumption "a room let by the hour";
        /// Showing the non-profit status at a full lever.
        disclosure: f64 = 2_000.0, in [0.0, 1e6], "yuan/year", Assumption "signs and a yearly report";
    }
}
