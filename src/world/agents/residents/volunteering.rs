//! Volunteering: being asked by staff or a friend, stepping forward, lending hours, stopping.

use crate::random::{exp, logistic};
use crate::settings;

settings! {
    /// Volunteers.
    pub struct Volunteering = "residents.volunteering" {
        /// Intercept of accepting when asked.
        accept: f64 = -3.9, in [-6.0, 1.0], "logit",
            Assumption "tuned with `friend_ask` and `step_forward` to T22 (27% staff, 14% friends, 41% \
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
            Literature "0.0043-0.0078 from yearly retention 0.67-0.80 (Hager & Brudney 2004)",
            plausible [0.0043, 0.0078];
        /// Factor on stopping at a quality of nil; quality takes its own value from it.
        stop_quality: f64 = 1.5, in [1.0, 3.0], "", Assumption "so that it is 1 at the quality of 0.5";
        /// Factor on stopping without voice.
        stop_voiceless: f64 = 1.3, in [0.0, 3.0], "", Assumption "so that it is 1 at half a voice";
        /// What full voice takes from that factor.
        stop_voice: f64 = 0.6, in [0.0, 3.0], "", Assumption "no source: full voice halves it";
        /// Civic trait above which nobody steps forward more often.
        civic_most: f64 = 4.5, in [0.0, 10.0], "sd",
            Assumption "beyond what a town has: it only keeps the bound of a week small";
        /// Volunteers at most once a year among all, share.
        yearly: f64 = 0.255, in [0.0, 1.0], "share", Measured "GSS: frequency of volunteering";
        /// … two or three times a year or less often.
        few_times: f64 = 0.619, in [0.0, 1.0], "share", Measured "the same";
        /// … once a month or less often.
        monthly: f64 = 0.815, in [0.0, 1.0], "share", Measured "the same";
        /// … once a week or less often; the rest more often.
        weekly: f64 = 0.909, in [0.0, 1.0], "share", Measured "the same";
        /// Shifts a week of those who volunteer more than once a week.
        often_shifts: f64 = 2.0, in [1.0, 14.0], "shifts/week", Assumption "the least that is more than one";
        /// Factor of overload.
        overload: f64 = 0.5, in [0.0, 2.0], "", Assumption "no source";
        /// Shifts of volunteers that a home wants a week whatever happens in it, for 10,000 residents.
        shifts: f64 = 6.0, in [0.0, 100.0], "shifts/week", Assumption "no source: about one a day";
        /// … for each event that the organization pays for.
        shifts_event: f64 = 4.0, in [0.0, 50.0], "shifts/event", Assumption "no source";
        /// … for each open hour.
        shifts_hour: f64 = 0.2, in [0.0, 5.0], "shifts/hour", Assumption "no source";
        /// Hours of a shift.
        shift: f64 = 2.0, in [0.5, 8.0], "hours", Assumption "no source";
        /// Share of adults who volunteer elsewhere within a year.
        elsewhere: f64 = 0.23, in [0.0, 0.8], "share",
            Literature "T18: 0.23-0.47; input, so that `volunteering_any` is calibrated, not validated",
            plausible [0.23, 0.47];
        /// Weeks for which having been asked works.
        asked_weeks: i64 = 13, in [0, 52], "weeks", Assumption "a quarter";
        /// Weight of trust in the operator in accepting.
        trust: f64 = 0.5, in [0.0, 2.0], "logit",
            Assumption "as much as satisfaction; awareness of non-profits is the strongest predictor of \
            confidence in them (San Diego 2014), the step to lending a hand is not measured";
        /// Hours a week above which a volunteer wears out.
        wear_from: f64 = 3.0, in [0.0, 40.0], "hours/week",
            Assumption "three times the median of volunteers in the US, 52 hours a year (AmeriCorps)";
        /// Weariness that twice these hours bring in a week, with guidance.
        wear: f64 = 0.04, in [0.0, 0.5], "per week",
            Assumption "burnout grows with load; size assumed";
        /// How much more without guidance.
        wear_unguided: f64 = 1.0, in [0.0, 5.0], "share",
            Assumption "supervision keeps volunteers (Hager & Brudney 2004); size assumed";
        /// Hours of managers a week and volunteer that are full guidance.
        guidance: f64 = 0.25, in [0.01, 10.0], "hours/week", Assumption "a talk of an hour a month";
        /// Part of weariness that rest takes away in a week.
        rest: f64 = 0.05, in [0.0, 1.0], "per week", Assumption "half of it in a quarter";
        /// How much more often who is worn out stops.
        wear_stop: f64 = 2.0, in [0.0, 10.0], "share", Assumption "no source";
        /// Part of its hours that who is worn out no longer gives.
        wear_hours: f64 = 0.5, in [0.0, 1.0], "share", Assumption "no source";
    }
}

/// Frequency classes of volunteers, that of who does not volunteer included.
pub(crate) const CLASSES: usize = 6;

impl Volunteering {
    /// The frequency class of a volunteer for a uniform number: 1 once a year, 2 two or three times, 3
    /// monthly, 4 weekly, 5 more often.
    #[inline]
    pub fn class(&self, u: f32) -> u8 {
        let edges = [self.yearly, self.few_times, self.monthly, self.weekly];
        1 + edges.iter().filter(|edge| u >= **edge as f32).count() as u8
    }

    /// Shifts a week of a frequency class; class 0 does not volunteer. Two or three times a year are taken as
    /// two and a half.
    #[inline]
    pub fn shifts(&self, class: u8) -> f64 {
        let a_year = |times: f64| times / 52.0;
        [0.0, a_year(1.0), a_year(2.5), a_year(12.0), 1.0, self.often_shifts][usize::from(class)]
    }

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
        // Given u < p, u / p is uniform again: one number decides both.
        if u < p { self.class(u / p) } else { 0 }
    }

    /// Hours a week by frequency class of volunteers who are worn out so far, 0–1.
    pub(crate) fn hours(&self, worn: &[f64; CLASSES]) -> [f64; CLASSES] {
        std::array::from_fn(|class| {
            self.shifts(class as u8) * self.shift * (1.0 - self.wear_hours * worn[class])
        })
    }

    /// How far volunteers of each class are worn out a week later: by hours above those that anybody bears,
    /// the more the less they are guided; rest takes it away. Where too few are there, those who are stand in
    /// for the missing; where more is offered than wanted, each does less.
    pub(crate) fn wear_out(&self, worn: &mut [f64; CLASSES], load: f64, guided: f64) {
        let unguided = 1.0 + self.wear_unguided * (1.0 - guided);
        for (class, worn) in worn.iter_mut().enumerate() {
            let hours = self.shifts(class as u8) * self.shift * load;
            let above = (hours / self.wear_from.max(1e-9) - 1.0).max(0.0);
            *worn = (*worn + self.wear * above * unguided - self.rest * *worn).clamp(0.0, 1.0);
        }
    }

    /// Probability to accept when asked; `confidence` is what trust adds, logit.
    #[inline]
    pub fn accepts(&self, civic: f32, satisfaction: f32, concept: f32, confidence: f32) -> f32 {
        // Satisfaction counts from its midpoint, so that the intercept is that of an average visitor.
        logistic(
            self.accept as f32
                + self.civic as f32 * civic
                + self.satisfaction as f32 * (satisfaction - 0.5)
                + self.concept as f32 * concept
                + confidence,
        )
    }

    /// Weekly probability of a recent visitor to step forward.
    #[inline]
    pub fn steps_forward(&self, civic: f32) -> f32 {
        self.step_forward as f32 * exp(self.civic as f32 * civic.min(self.civic_most as f32))
    }

    /// The largest value of [`Self::steps_forward`].
    pub fn steps_forward_at_most(&self) -> f32 {
        (self.step_forward as f32 * exp(self.civic as f32 * self.civic_most as f32)).min(1.0)
    }

    /// Weekly probability to stop.
    pub fn stops(&self, overload: f64, quality: f64, voice: f64) -> f64 {
        // Three reasons, each a factor: too much to do, a house one is not proud of, no say.
        let by_quality = self.stop_quality - quality;
        let by_voice = self.stop_voiceless - self.stop_voice * voice;
        (self.stop * (1.0 + self.overload * overload) * by_quality * by_voice).clamp(0.0, 1.0)
    }
}
