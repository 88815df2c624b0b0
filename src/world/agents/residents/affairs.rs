//! Public affairs: who is willing, and who comes to the meeting. Most of the gap between users and others is
//! selection.

use crate::settings;

settings! {
    /// Willingness to take part in public affairs.
    pub struct Affairs = "residents.affairs" {
        /// Intercept of willingness at civic trait 0, age 30–49, `usual_ties` ties.
        intercept: f64 = -0.9, in [-3.0, 1.0], "logit",
            Assumption "T24: 0.33-0.41 take part (Community Life Survey)";
        /// Logit of age under 30.
        young: f64 = -0.9, in [-3.0, 0.0], "logit",
            Literature "committee vote 13.8% (18-29) … 77.7% (70-79), Shanghai 2017";
        /// Logit of age 50–64.
        older: f64 = 0.7, in [0.0, 3.0], "logit", Literature "the same survey";
        /// Logit of age 65 and older.
        old: f64 = 1.3, in [0.0, 4.0], "logit", Literature "the same survey";
        /// Ties at which their effect is nil.
        usual_ties: f64 = 6.0, in [0.0, 50.0], "ties", Assumption "the mean degree of the drawn network";
        /// Logit per tie beyond `usual_ties`.
        tie: f64 = 0.1, in [0.0, 0.5], "logit per tie",
            Literature "knowing neighbours predicts voting (Xu, Perkins & Chow 2010); size assumed";
        /// Spill-over of being an active user.
        spillover: f64 = 0.08, in [0.0, 0.15], "logit",
            Literature "0-0.15: pools, not schools (van Ingen & van der Meer 2016)", plausible [0, 0.15];
        /// Weight of efficacy.
        efficacy: f64 = 0.6, in [0.0, 1.2], "logit per unit", Assumption "0-1.2", plausible [0, 1.2];
        /// Logit of having been asked within the last weeks.
        asked: f64 = 0.4, in [0.0, 1.5], "logit", Assumption "being asked is the main door (BLS 2007)";
        /// Efficacy of somebody without experience.
        first_efficacy: f64 = 0.2, in [0.0, 1.0], "share",
            Literature "27% feel able to influence (Community Life Survey)";
        /// Learning of efficacy by those who took part in a meeting.
        learning_present: f64 = 0.1, in [0.0, 1.0], "per meeting", Assumption "no source";
        /// Learning of efficacy by others who know of the home.
        learning_aware: f64 = 0.02, in [0.0, 1.0], "per meeting", Assumption "no source";
        /// Intercept of coming to a meeting when willing.
        attend: f64 = -2.2, in [-5.0, 0.0], "logit",
            Assumption "8% take part in local-service decisions (Community Life Survey)";
        /// Weight of efficacy in coming to a meeting.
        attend_efficacy: f64 = 0.5, in [0.0, 2.0], "logit per unit", Assumption "no source";
    }
}

/// The fixed part of willingness but for ties: intercept, civic trait and age.
#[inline]
pub fn base(affairs: &Affairs, civic: f32, age_band: u8) -> f32 {
    affairs.intercept as f32 + civic + age(affairs, age_band)
}

/// The civic trait behind a fixed part that includes `ties` ties.
#[inline]
pub fn civic_of(affairs: &Affairs, fixed: f32, age_band: u8, ties: usize) -> f32 {
    fixed
        - affairs.intercept as f32
        - age(affairs, age_band)
        - affairs.tie as f32 * (ties as f32 - affairs.usual_ties as f32)
}

#[inline]
fn age(affairs: &Affairs, band: u8) -> f32 {
    [affairs.young, 0.0, affairs.older, affairs.old][usize::from(band & 3)] as f32
}
