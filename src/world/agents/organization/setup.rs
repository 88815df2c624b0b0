//! The organization as it comes: what it can do, what its people and its programme cost.

use crate::settings;
use crate::units::PER_10_000;

settings! {
    /// The organization as it comes.
    pub struct OrganizationSetup = "organization" {
        /// Capability of management at the start (0.5 does the task to contract without help).
        management: f64 = 0.35, in [0.0, 1.0], "index",
            Assumption "agencies are weak on capacity (Liang 2021)";
        /// Capability of fund-raising at the start.
        fundraising: f64 = 0.20, in [0.0, 1.0], "index", Assumption "the same";
        /// Capability of professional service at the start.
        service: f64 = 0.30, in [0.0, 1.0], "index", Assumption "the same";
        /// Routines (institutionalisation) at the start.
        routines: f64 = 0.15, in [0.0, 1.0], "index", Assumption "institutions thin (case study)";
        /// Brand at the handover.
        brand: f64 = 0.10, in [0.0, 1.0], "index", Assumption "brand weak (case study)";
        /// Weight of the mission in the choice of effort.
        mission: f64 = 0.5, in [0.0, 1.0], "", Assumption "swept in sensitivity: mission may drift";
        /// Own means with which an operator begins its contract, for 10,000 residents.
        reserve: f64 = 30_000.0, in [0.0, 1e12], "yuan", Assumption "six weeks of spending";
        /// Hours of work a week of a full-time head, net of leave.
        net_hours: f64 = 34.0, in [10.0, 60.0], "hours/week", Assumption "40 less leave and meetings";
        /// Cost of a manager, all in.
        manager_wage: f64 = 1_000.0, in [0.0, 100_000.0], "yuan/week",
            Literature "62,000 a year a station worker, all costs (MCA 2021); split assumed";
        /// Cost of a social worker, all in.
        worker_wage: f64 = 1_200.0, in [0.0, 100_000.0], "yuan/week", Literature "the same";
        /// Cost of an event.
        event_cost: f64 = 400.0, in [0.0, 100_000.0], "yuan", Assumption "200-1,000", plausible [200, 1000];
        /// Budget of the programme at the usual grant, for 10,000 residents.
        programme_budget: f64 = 800.0, in [0.0, 1e9], "yuan/week", Assumption "two events a week";
        /// Utilities and upkeep of an open hour of a home with so many seats in use: more rooms cost more.
        utilities: f64 = 8.0, in [0.0, 10_000.0], "yuan/hour", Assumption "no source";
        /// Seats in use for which that is paid.
        utilities_seats: f64 = 72.0, in [1.0, 1e6], "seats",
            Assumption "120 seats at the usual release of 0.6";
        /// Administration, for 10,000 residents.
        administration: f64 = 250.0, in [0.0, 1e9], "yuan/week", Assumption "about 5% of spending";
        /// Fund-raising spend at the usual grant, for 10,000 residents.
        fundraising_spend: f64 = 100.0, in [0.0, 1e9], "yuan/week", Assumption "2% of spending";
        /// Grant at which crowding-out is nil, per resident and year.
        usual_grant: f64 = 20.8, in [0.1, 10_000.0], "yuan/resident",
            Assumption "208,000 for 10,000 residents";
        /// Weeks of wages, utilities and administration kept in reserve: brand and disclosure get what a
        /// year's income leaves after fixed bills, events and matters, plus or minus what brings the cash to
        /// this reserve within half a year.
        prudence: f64 = 6.0, in [0.0, 26.0], "weeks",
            Assumption "instalments come quarterly and late: without a budget brand work would eat the \
            wages of the weeks before an instalment";
        /// Weeks within which a budget brings the cash to that reserve.
        prudence_weeks: f64 = 26.0, in [1.0, 520.0], "weeks", Assumption "half a year";
        /// Weight of the present week in the usual spending.
        spending_new: f64 = 0.05, in [0.001, 1.0], "per week", Assumption "about twenty weeks of memory";
        /// Trust in the government before any experience.
        trust: f64 = 0.5, in [0.0, 1.0], "index", Assumption "neither trust nor distrust";
        /// Most weeks for which the cash is said to last.
        runway_most: f64 = 104.0, in [1.0, 1_040.0], "weeks", Assumption "nobody plans beyond two years";
        /// Least capability of a successor.
        successor_least: f64 = 0.2, in [0.0, 1.0], "index",
            Assumption "agencies that win a second tender are about as able as the first, some more";
        /// How much more a successor may have: each capability is drawn evenly between the two.
        successor_span: f64 = 0.3, in [0.0, 1.0], "index", Assumption "as `successor_least`";
        /// Weeks that a home stays with the government after a contract was lost.
        gap: i64 = 8, in [0, 104], "weeks", Assumption "time of a new tender";
    }
}

impl OrganizationSetup {
    /// Utilities of so many seat-hours, yuan.
    pub(crate) fn utilities_of(&self, seat_hours: f64) -> f64 {
        self.utilities * seat_hours / self.utilities_seats
    }

    /// The usual grant of a year for `scale` times 10,000 residents, yuan.
    pub fn usual_grant_of_year(&self, scale: f64) -> f64 {
        self.usual_grant * PER_10_000 * scale
    }
}
