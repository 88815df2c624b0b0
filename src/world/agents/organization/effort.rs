//! How the organization splits its effort: a logit (quantal) response with a floor to assessment, mission and
//! need.
//!
//! Tried elsewhere and not taken: replicator dynamics run into a corner within two years.

use crate::levers::Levers;
use crate::settings;
use crate::world::agents::organization::OrganizationSetup;

settings! {
    /// The choice of effort.
    pub struct Response = "organization.response" {
        /// Least share of each of the seven activities.
        floor: f64 = 0.03, in [0.0, 0.14], "share", Assumption "no activity is ever dropped whole";
        /// Temperature of the choice: small follows the highest reward, large splits evenly.
        temperature: f64 = 0.25, in [0.1, 0.6], "", Assumption "0.1-0.6";
        /// Part of the way to the new split in a week.
        speed: f64 = 0.1, in [0.01, 1.0], "per week", Assumption "no source";
        /// Weight of the need for money when the cash lasts less than a quarter.
        need: f64 = 0.5, in [0.0, 2.0], "", Assumption "no source";
        /// Inflation of reports at weight 1 on self-reported items without audit.
        inflation: f64 = 0.35, in [0.0, 1.0], "share",
            Literature "0.25-0.35: official 96 % against 77 % surveyed (Bevan & Hood 2006)";
        /// Audit probability at which inflation is nil.
        inflation_audit: f64 = 0.5, in [0.05, 1.0], "probability", Assumption "no source";
        /// Effort on events at which the usual number is planned.
        events_effort: f64 = 0.13, in [0.05, 0.5], "share",
            Assumption "the split at the default levers, so that two events a week come out as planned (T09)";
    }
}

/// The seven activities, in order.
pub const ACTIVITIES: [&str; 7] =
    ["reception", "events", "quality", "outreach", "fund-raising", "paperwork", "learning"];

/// The split before any experience.
pub const USUAL: [f64; 7] = [0.12, 0.14, 0.30, 0.15, 0.07, 0.10, 0.12];

/// What an hour of each activity brings to each assessed item (events, paperwork, satisfaction,
/// participation, development).
const BRINGS: [[f64; 7]; 5] = [
    [0.0, 1.0, 0.0, 0.0, 0.0, 0.1, 0.0],
    [0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.1],
    [0.2, 0.1, 0.8, 0.0, 0.0, 0.0, 0.2],
    [0.4, 0.25, 0.3, 0.5, 0.0, 0.0, 0.1],
    [0.0, 0.0, 0.1, 0.2, 0.3, 0.1, 0.6],
];

/// What the mission asks for.
const MISSION: [f64; 7] = [0.3, 0.3, 1.0, 0.6, 0.1, 0.0, 0.4];

/// The weights of the five items.
pub fn weights(levers: &Levers) -> [f64; 5] {
    let w = &levers.weights;
    [w.events, w.paperwork, w.satisfaction, w.participation, w.development]
}

/// One week's step toward the split that reward, mission and need ask for.
pub fn respond(
    effort: &mut [f64; 7],
    response: &Response,
    setup: &OrganizationSetup,
    levers: &Levers,
    assessed: bool,
    renewal: f64,
    runway: f64,
) {
    let stake = if assessed { levers.funding.stake + 1.0 - renewal } else { 0.0 };
    let w = weights(levers);
    let utility: [f64; 7] = std::array::from_fn(|a| {
        let reward: f64 = (0..5).map(|k| w[k] * BRINGS[k][a]).sum();
        let audited = if a == 5 { 1.0 - levers.assessment.audit } else { 1.0 };
        let need = if a == 4 { response.need * (1.0 - runway / 13.0).max(0.0) } else { 0.0 };
        stake * reward * audited + setup.mission * MISSION[a] + need
    });
    let top = utility.iter().copied().fold(f64::MIN, f64::max);
    let odds = utility.map(|u| libm::exp((u - top) / response.temperature));
    let total: f64 = odds.iter().sum();
    for (share, odds) in effort.iter_mut().zip(odds) {
        let target = response.floor + (1.0 - 7.0 * response.floor) * odds / total;
        *share += response.speed * (target - *share);
    }
}

/// One week's step of reporting inflation.
pub fn inflate(inflation: &mut f64, response: &Response, levers: &Levers, assessed: bool) {
    let w = weights(levers);
    let self_reported = w[0] + w[1] + w[3];
    let target = response.inflation
        * self_reported
        * (1.0 - levers.assessment.audit / response.inflation_audit).max(0.0);
    *inflation += 0.1 * (if assessed { target } else { 0.0 } - *inflation);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(levers: &Levers) -> [f64; 7] {
        let mut effort = USUAL;
        for _ in 0..200 {
            respond(
                &mut effort,
                &Response::default(),
                &OrganizationSetup::default(),
                levers,
                true,
                0.9,
                26.0,
            );
        }
        effort
    }

    #[test]
    fn shares_sum_to_one_and_keep_their_floor() {
        let effort = settled(&Levers::default());
        assert!((effort.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(effort.iter().all(|e| *e >= 0.03 - 1e-12));
    }

    #[test]
    fn what_is_counted_is_done() {
        let mut counting = Levers::default();
        counting.weights.events = 0.9;
        counting.weights.paperwork = 0.1;
        counting.weights.satisfaction = 0.0;
        counting.weights.participation = 0.0;
        counting.weights.development = 0.0;
        let (plain, counted) = (settled(&Levers::default()), settled(&counting));
        assert!(counted[1] > plain[1] && counted[2] < plain[2]);
    }
}
