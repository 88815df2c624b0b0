//! How a survey is carried out: whom it finds, who answers, and what goes wrong on the way to the paper.

use crate::{choice, settings, tables};

choice! {
    /// Where respondents are found.
    pub enum SamplingFrame {
        /// One adult of each of so many households, chosen at random.
        Households = "households",
        /// Adults chosen at random.
        Residents = "residents",
        /// Adults met at the home: whoever comes more often is met more often.
        Site = "site",
    }
}

impl SamplingFrame {
    /// As it is written.
    pub(crate) fn words(self) -> &'static str {
        match self {
            SamplingFrame::Households => "households",
            SamplingFrame::Residents => "residents",
            SamplingFrame::Site => "site",
        }
    }
}

settings! {
    /// Whom a survey asks.
    pub struct Sampling = "survey" {
        /// Where respondents are found.
        frame: SamplingFrame = SamplingFrame::Households, in any, "",
            Assumption "the case study asked on site; households are what it should be held against";
        /// Households, adults or visitors who are approached.
        sample: i64 = 1_000, in [1, 1_000_000], "people", Assumption "usual size of a community survey";
        /// Residents of a household: neighbours in the order of the residents, since the model knows no
        /// households.
        household: i64 = 3, in [1, 10], "people", Assumption "2.6 to 2.9 people in a family household \
            (census 2020)";
        /// Weeks over which interviewers stand at the home.
        site_weeks: i64 = 4, in [1, 52], "weeks", Assumption "a month of fieldwork";
    }
}

settings! {
    /// What goes wrong between a resident and the paper.
    pub struct Errors = "survey.errors" {
        /// Share of those approached who answer, among adults who did not use the home in the last 52 weeks.
        response: f64 = 0.65, in [0.01, 1.0], "share",
            Assumption "response rates of household surveys lie between 0.4 and 0.9";
        /// How much likelier users of the home answer.
        response_use: f64 = 0.5, in [-2.0, 3.0], "logit",
            Assumption "interest in the topic raises response (Groves, Presser & Dipko 2004); size assumed";
        /// Probability that a statement is answered one point more agreeing than meant.
        acquiescence: f64 = 0.1, in [0.0, 0.5], "probability",
            Assumption "agreeing whatever is said, about one answer in ten (Krosnick 1999); size assumed";
        /// Probability that a mild answer to a statement is given as the middle one.
        midpoint: f64 = 0.05, in [0.0, 0.5], "probability", Assumption "no source";
        /// Probability that the number of weeks is rounded to 0, 1, 2, 3, 6, 12, 26 or 52.
        heaping: f64 = 0.4, in [0.0, 1.0], "probability",
            Assumption "recalled counts heap on round numbers; size assumed";
    }
}

settings! {
    /// From states of the model to the five points of an item.
    pub struct Scale = "survey.scale" {
        /// Weeks with a visit since moving in, from which somebody knows the home a little (3 of 5).
        knows_little: i64 = 1, in [1, 255], "weeks", Assumption "has seen it from inside";
        /// … well (4 of 5).
        knows_well: i64 = 3, in [1, 255], "weeks",
            Assumption "from here the model lets a resident name the operator";
        /// … very well (5 of 5).
        knows_very_well: i64 = 9, in [1, 255], "weeks",
            Assumption "as many weeks as an active member comes in a year";
        /// Weeks used in the last 52, from which use is occasional (3 of 5); one week is rare (2 of 5).
        occasional: i64 = 6, in [2, 52], "weeks", Assumption "the model's regular user";
        /// … monthly (4 of 5).
        monthly: i64 = 12, in [2, 52], "weeks", Assumption "once a month";
        /// … often (5 of 5).
        often: i64 = 26, in [2, 52], "weeks", Assumption "every other week";
        /// State 0–1 from which an answer is 2 instead of 1.
        first: f64 = 0.125, in [0.0, 0.5], "share",
            Assumption "with steps of 0.25 each state gets the nearest of five points";
        /// Further state per point.
        step: f64 = 0.25, in [0.05, 0.33], "share", Assumption "equal steps";
        /// Standard deviation between people whose state is the same, for satisfaction and non-profit.
        standard: f64 = 0.2, in [0.0, 0.5], "share",
            Assumption "five-point items of satisfaction spread by 0.8 to 1 point; size assumed";
        /// Logits below willing within which somebody answers 3 of 5.
        undecided: f64 = 0.7, in [0.0, 3.0], "logit",
            Assumption "no source; moves the mean, not the share of the willing";
        /// Logits beyond which an answer is 5 (willing) or 1 (unwilling).
        strong: f64 = 1.5, in [0.5, 5.0], "logit",
            Assumption "no source; moves the mean, not the share of the willing";
        /// How much readiness on paper exceeds what is done when asked, for volunteering.
        intention: f64 = 2.5, in [0.0, 5.0], "logit",
            Assumption "intention outruns behaviour (Sheeran 2002); size assumed";
    }
}

tables! {
    /// A survey, as it is carried out.
    pub struct SurveyDesign {
        /// Whom it asks.
        sampling: Sampling,
        /// What goes wrong.
        errors: Errors,
        /// What the five points mean.
        scale: Scale,
    }
}

impl SurveyDesign {
    /// The same survey when everybody answers, and as meant.
    pub(crate) fn without_errors(&self) -> SurveyDesign {
        let errors =
            Errors { response: 1.0, response_use: 0.0, acquiescence: 0.0, midpoint: 0.0, heaping: 0.0 };
        SurveyDesign { errors, ..self.clone() }
    }

    /// The same survey in another frame.
    pub(crate) fn in_frame(&self, frame: SamplingFrame) -> SurveyDesign {
        SurveyDesign { sampling: Sampling { frame, ..self.sampling.clone() }, ..self.clone() }
    }
}
