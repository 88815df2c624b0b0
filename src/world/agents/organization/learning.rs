//! What the organization learns and forgets: capability, routines, brand.

use crate::levers::Levers;
use crate::settings;
use crate::units::Week;
use crate::world::agents::organization::Organization;
use crate::world::agents::organization::activity::{Activity, Capability};

settings! {
    /// What the organization learns and forgets.
    pub struct Learning = "organization.learning" {
        /// Capability gained a week from learning effort at `effort_reference` (share of what is missing).
        capability: f64 = 0.0025, in [0.0, 0.01], "per week",
            Assumption "lowered from 0.004, at which every organization would be able within two years and \
            the case's weak capacity could not last";
        /// Capability gained a week by training at 1 (share of what is missing).
        training: f64 = 0.006, in [0.0, 0.05], "per week", Assumption "no source";
        /// Part of management training that is supervision of professional service.
        supervision: f64 = 0.5, in [0.0, 1.0], "share",
            Assumption "supervision is what management of social work consists of; without it training \
            would not reach residents";
        /// Share of effort on learning at which the gains above hold; more brings more in proportion.
        effort_reference: f64 = 0.05, in [0.01, 1.0], "share",
            Assumption "an hour and three quarters a week of each head";
        /// Weeks left of the contract over which learning pays: its worth grows as 1 − exp(−left / this).
        horizon: f64 = 52.0, in [1.0, 520.0], "weeks",
            Assumption "what is learned pays back within a year or two";
        /// Most training of professional service that counts, subsidy and supervision together.
        training_most: f64 = 1.5, in [0.0, 3.0], "", Assumption "staff cannot sit in courses all week";
        /// Capability below which nobody falls.
        capability_least: f64 = 0.01, in [0.0, 0.5], "index", Assumption "ordinary schooling remains";
        /// Capability lost a week.
        capability_loss: f64 = 0.0005, in [0.0, 0.01], "per week", Assumption "no source";
        /// Part of a leaver's capability that goes too when there are no routines.
        lost_with_leaver: f64 = 0.8, in [0.0, 1.0], "share", Assumption "no source";
        /// Routines gained a week from learning effort at `effort_reference` with institution building at 1.
        routines: f64 = 0.015, in [0.0, 0.05], "per week", Assumption "0.01-0.03", plausible [0.01, 0.03];
        /// Part of that gain without capability of management; each unit of it adds one.
        routines_unmanaged: f64 = 0.5, in [0.0, 1.0], "", Assumption "rules can be copied, but stick less";
        /// Routines gained a week by themselves.
        routines_drift: f64 = 0.001, in [0.0, 0.01], "per week", Assumption "no source";
        /// Routines lost a week.
        routines_loss: f64 = 0.004, in [0.0, 0.02], "per week", Assumption "0.002-0.01",
            plausible [0.002, 0.01];
        /// Routines gained a week from a charter with residents.
        charter: f64 = 0.002, in [0.0, 0.02], "per week", Assumption "no source";
        /// Movement of quality toward what hands and skill allow.
        quality: f64 = 0.05, in [0.01, 0.5], "per week", Literature "0.02-0.10 (Hager & Brudney 2004)",
            plausible [0.02, 0.1];
        /// Brand kept from week to week.
        brand_kept: f64 = 0.975, in [0.90, 0.999], "share",
            Literature "1 − 0.12 / 0.24 per interval: 0.948 quarterly … 0.987 yearly (Sethuraman 2011)",
            plausible [0.948, 0.987];
        /// Brand gained a week at full spend.
        brand_gain: f64 = 0.06, in [0.0, 0.5], "per week", Assumption "no source";
        /// Spend at which half of that is gained, for 10,000 residents.
        brand_half: f64 = 120.0, in [1.0, 1e6], "yuan/week", Assumption "no source";
        /// Part of that gain at a quality of nil; quality adds its own value.
        brand_without_quality: f64 = 0.3, in [0.0, 1.0], "",
            Assumption "advertising works a little for anything";
        /// Brand gained from visits, per visit and resident.
        brand_visits: f64 = 0.02, in [0.0, 0.5], "", Assumption "no source";
        /// Hours of students a week, for 10,000 residents, at which gain and cost below hold.
        university_hours: f64 = 20.0, in [1.0, 200.0], "hours/week", Assumption "half a post";
        /// Least size of a county that students are spread over, in units of 10,000 residents.
        university_least_scale: f64 = 0.1, in [0.001, 1.0], "",
            Assumption "in a hamlet they tread on each other's toes";
        /// University: gain of professional service per `university_hours` a week, times capability.
        university_gain: f64 = 0.010, in [0.0, 0.05], "per week",
            Literature "student help depends on the host's capacity (Littlepage & Gazley)";
        /// University: cost of supervising, per `university_hours` a week. Break-even where gain × capability
        /// = cost (0.40).
        university_cost: f64 = 0.004, in [0.0, 0.05], "per week", Assumption "break-even at 0.3-0.5";
    }
}

/// What a week of work was like, for learning.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WorkWeek {
    /// Population / 10,000.
    pub scale: f64,
    /// Mean quality of the homes.
    pub quality: f64,
    /// Visits / residents.
    pub visits_per_resident: f64,
    /// Routines gained from rules that the council carried out.
    pub rules_carried: f64,
    /// The link is on.
    pub capability_moves: bool,
    /// Hours of students and teachers of the university who came.
    pub placements: f64,
    /// Training of professional service that findings of research amount to.
    pub findings: f64,
}

impl Organization {
    /// Capability, routines and brand after a week of work.
    pub(crate) fn learn(&mut self, learning: &Learning, levers: &Levers, week: Week, lived: &WorkWeek) {
        // A contract that soon ends leaves nobody to reap: learning stops before it does.
        let horizon = 1.0 - libm::exp(-self.remaining(week) / learning.horizon);
        let effort = self.effort[Activity::Learning] / learning.effort_reference * horizon;
        if lived.capability_moves {
            self.learn_capability(learning, levers, effort, lived);
        }
        self.learn_routines(learning, levers, effort, lived.rules_carried);
        self.make_known(learning, levers, lived);
    }

    /// By doing, by training and by students; a gain is a share of what is missing, a loss of what is there.
    fn learn_capability(&mut self, learning: &Learning, levers: &Levers, effort: f64, lived: &WorkWeek) {
        let service = (levers.support.training_subsidy
            + learning.supervision * levers.capacity.management
            + lived.findings)
            .min(learning.training_most);
        let training =
            [levers.capacity.management, levers.capacity.fundraising, service].map(|t| learning.training * t);
        for (cap, train) in self.capability.0.iter_mut().zip(training) {
            *cap += (learning.capability * effort + train) * (1.0 - *cap) - learning.capability_loss * *cap;
        }
        // Students help whoever can guide them and cost whoever cannot: the sign turns at cost / gain.
        let students =
            lived.placements / learning.university_hours / lived.scale.max(learning.university_least_scale);
        let service = self.capability[Capability::Service];
        self.capability[Capability::Service] +=
            students * (learning.university_gain * service - learning.university_cost);
        self.capability.0.iter_mut().for_each(|c| *c = c.clamp(learning.capability_least, 1.0));
    }

    /// Routines are built where effort meets a lever for institutions and somebody able to manage.
    fn learn_routines(&mut self, learning: &Learning, levers: &Levers, effort: f64, rules_carried: f64) {
        let building = learning.routines
            * effort
            * levers.capacity.institution
            * (learning.routines_unmanaged + self.capability[Capability::Management]);
        let charter = if levers.council.charter { learning.charter } else { 0.0 };
        self.routines += (building + charter) * (1.0 - self.routines) + learning.routines_drift
            - learning.routines_loss * self.routines;
        self.routines = (self.routines + rules_carried).clamp(0.0, 1.0);
    }

    /// Brand is a stock: what is kept, what spending adds with falling returns, what visitors tell.
    fn make_known(&mut self, learning: &Learning, levers: &Levers, lived: &WorkWeek) {
        let spend = levers.brand.spend * self.paid.brand / lived.scale;
        let reach = spend / (spend + learning.brand_half);
        self.brand = (learning.brand_kept * self.brand
            + learning.brand_gain
                * (1.0 - self.brand)
                * reach
                * (lived.quality + learning.brand_without_quality)
            + learning.brand_visits * lived.visits_per_resident)
            .clamp(0.0, 1.0);
    }
}
