//! Volunteering: being asked by staff or a friend, stepping forward, lending hours, stopping.

use crate::random::{exp, logistic};
use crate::settings;

settings! {
    /// Volunteers.
    pub struct Volunteering = "residents.volunteering" {
        /// Intercept of accepting when asked.
        accept: f64 = -3.9, in [-6.0, 1.0], "logit",
            Assumption "tuned with `friend_ask` and `step_forward` to T22 (27 % staff, 14 % friends, 41 % \
            self)";
        /// Weight of the civic trait in accepting and stepping forward.
        civic: f64 = 0.8, in [0.0, 2.0], "logit per sd", Assumption "civic voluntarism (Verba et al. 1995)";
        /// Weight of satisfaction in accepting.
        satisfaction: f64 = 0.5, in [0.0, 2.0], "logit", Assumption "no source";
        /// Weight of the service concept in accepting.
        concept: f64 = 0.3, in [0.0, 1.0], "", Assumption "no source";
        /// Weekly probability that a volunteer asks a given tie.
        friend_ask: f64 = 0.010, in [0.0, 0.05], "per week", Assumption "tuned to T22";
        /// Weekly probability that a recent visitor with mean civic trait steps forward.
        step_forward: f64 = 0.0004, in [0.0, 0.01], "per week", Assumption "tuned to T22";
        /// Weekly probability to stop, before overload, quality and voice.
        stop: f64 = 0.006, in [0.0, 0.03], "per week",
            Literature "0.0043-0.0078 from yearly retention 0.67-0.80 (Hager & Brudney 2004)";
        /// Factor of overload.
        overload: f64 = 0.5, in [0.0, 2.0], "", Assumption "no source";
        /// Hours of a shift.
        shift: f64 = 2.0, in [0.5, 8.0], "hours", Assumption "no source";
        /// Share of adults who volunteer elsewhere within a year.
        elsewhere: f64 = 0.23, in [0.0, 0.8], "share",
            Literature "T18: 0.23-0.47; input, so that `volunteering_any` is calibrated, not validated";
        /// Weeks for which having been asked works.
        asked_weeks: i64 = 13, in [0, 52], "weeks", Assumption "a quarter";
    }
}

/// Cumulated shares of the frequency classes given any volunteering: once a year, 2–3 times, monthly, weekly,
/// more (GSS, measured).
const CLASSES: [f32; 4] = [0.255, 0.619, 0.815, 0.909];
/// Shifts a week by class; class 0 does not volunteer.
pub const SHIFTS: [f64; 6] = [0.0, 1.0 / 52.0, 2.5 / 52.0, 12.0 / 52.0, 1.0, 2.0];

/// The frequency class 1–5 for a uniform number.
#[inline]
pub fn class(u: f32) -> u8 {
    1 + CLASSES.iter().filter(|edge| u >= **edge).count() as u8
}

impl Volunteering {
    /// Intercept of volunteering elsewhere, logit.
    pub fn elsewhere_intercept(&self) -> f32 {
        let odds = self.elsewhere / (1.0 - self.elsewhere);
        // The mean over a normal trait of logistic(a + b·trait) is about logistic(a / sqrt(1 + 0.35 b²)): the
        // intercept undoes that.
        (libm::log(odds.max(1e-9)) * libm::sqrt(1.0 + 0.35 * self.civic * self.civic)) as f32
    }

    /// The fixed class of volunteering elsewhere (0 none) for somebody of civic trait `civic`; `intercept` as
    /// above.
    #[inline]
    pub fn elsewhere_class(&self, intercept: f32, civic: f32, u: f32) -> u8 {
        let p = logistic(intercept + self.civic as f32 * civic);
        if u < p { class(u / p) } else { 0 }
    }

    /// Probability to accept when asked.
    #[inline]
    pub fn accepts(&self, civic: f32, satisfaction: f32, concept: f32) -> f32 {
        logistic(
            self.accept as f32
                + self.civic as f32 * civic
                + self.satisfaction as f32 * (satisfaction - 0.5)
                + self.concept as f32 * concept,
        )
    }

    /// Weekly probability of a recent visitor to step forward.
    #[inline]
    pub fn steps_forward(&self, civic: f32) -> f32 {
        self.step_forward as f32 * exp(self.civic as f32 * civic.min(MOST_CIVIC))
    }

    /// The largest value of [`Self::steps_forward`].
    pub fn steps_forward_at_most(&self) -> f32 {
        (self.step_forward as f32 * exp(self.civic as f32 * MOST_CIVIC)).min(1.0)
    }

    /// Weekly probability to stop.
    pub fn stops(&self, overload: f64, quality: f64, voice: f64) -> f64 {
        (self.stop * (1.0 + self.overload * overload) * (1.5 - quality) * (1.3 - 0.6 * voice)).clamp(0.0, 1.0)
    }
}

/// Civic traits above this step forward no more often: keeps the bound small.
const MOST_CIVIC: f32 = 4.5;
