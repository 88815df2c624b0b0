//! How the organization splits its effort: a logit (quantal) response with a floor to assessment, mission and
//! need.
//!
//! Tried elsewhere and not taken: replicator dynamics run into a corner within two years.

use crate::levers::Levers;
use crate::settings;
use crate::world::agents::organization::OrganizationRules;
use crate::world::agents::organization::activity::{Activity, ByActivity};

settings! {
    /// The choice of effort.
    pub struct Response = "organization.response" {
        /// Least share of each of the seven activities.
        floor: f64 = 0.03, in [0.0, 0.14], "share", Assumption "no activity is ever dropped whole";
        /// Temperature of the choice: small follows the highest reward, large splits evenly.
        temperature: f64 = 0.25, in [0.1, 0.6], "", Assumption "0.1-0.6", plausible [0.1, 0.6];
        /// Part of the way to the new split in a week.
        speed: f64 = 0.1, in [0.01, 1.0], "per week", Assumption "no source";
        /// Weight of the need for money when there is no cash at all.
        need: f64 = 0.5, in [0.0, 2.0], "", Assumption "no source";
        /// Weeks that the cash must last for that need to be nil.
        need_weeks: f64 = 13.0, in [1.0, 104.0], "weeks", Assumption "a quarter: instalments come quarterly";
        /// Inflation of reports at weight 1 on self-reported items without audit.
        inflation: f64 = 0.35, in [0.0, 1.0], "share",
            Literature "0.25-0.35: official 96% against 77% surveyed (Bevan & Hood 2006)",
            plausible [0.25, 0.35];
        /// Audit probability at which inflation is nil, at the usual penalty and for who was never caught.
        inflation_audit: f64 = 0.5, in [0.05, 1.0], "probability", Assumption "no source";
        /// Pull towards outreach, and away from reception, for each logarithm by which use is below what is
        /// expected; the other way round above it.
        seek: f64 = 0.1, in [0.0, 2.0], "",
            Assumption "who has few visitors goes out to people; who has many receives them";
        /// Weight of the newest week in the use that the organization has seen.
        use_new: f64 = 0.05, in [0.001, 1.0], "per week", Assumption "about twenty weeks of memory";
        /// What is at stake (money and contract) when inflation is as stated above; more of it tempts more,
        /// up to twice as much.
        inflation_stake: f64 = 0.4, in [0.01, 2.0], "share",
            Assumption "about what is at stake at the default levers with a contract that is not in danger";
        /// Points taken for inflation that was found at which the audit deters as stated above.
        inflation_points: f64 = 10.0, in [0.1, 100.0], "points", Assumption "the usual penalty";
        /// How much more an audit deters who was found inflating just now.
        caught: f64 = 1.0, in [0.0, 10.0], "", Assumption "twice shy; no source";
        /// Part of that fear that is left a week later.
        caught_kept: f64 = 0.98, in [0.0, 1.0], "share", Assumption "half of it is gone after eight months";
        /// Part of the way to the new inflation of reports in a week.
        inflation_speed: f64 = 0.1, in [0.01, 1.0], "per week",
            Assumption "habits of reporting move as effort does";
        /// Effort on events at which the usual number is planned.
        events_effort: f64 = 0.13, in [0.05, 0.5], "share",
            Assumption "the split at the default levers, so that two events a week come out as planned (T09)";
    }
}

settings! {
    /// The split of effort before any experience.
    pub struct UsualEffort = "organization.usual_effort" {
        /// Share of reception; also the share at which reception moves nobody to come or to stay away.
        reception: f64 = 0.12, in [0.0, 1.0], "share", Assumption "the split at the default levers";
        /// Share of events.
        events: f64 = 0.14, in [0.0, 1.0], "share", Assumption "the split at the default levers";
        /// Share of quality.
        quality: f64 = 0.30, in [0.0, 1.0], "share", Assumption "the split at the default levers";
        /// Share of outreach.
        outreach: f64 = 0.15, in [0.0, 1.0], "share", Assumption "the split at the default levers";
        /// Share of fund-raising.
        fundraising: f64 = 0.07, in [0.0, 1.0], "share", Assumption "the split at the default levers";
        /// Share of paperwork.
        paperwork: f64 = 0.10, in [0.0, 1.0], "share", Assumption "the split at the default levers";
        /// Share of learning.
        learning: f64 = 0.12, in [0.0, 1.0], "share", Assumption "the split at the default levers";
    }
}

settings! {
    /// What the mission asks for: its pull toward each activity, 1 for the strongest.
    pub struct Mission = "organization.mission_pull" {
        /// Pull toward reception.
        reception: f64 = 0.3, in [0.0, 2.0], "", Assumption "residents served count, the room itself less";
        /// Pull toward events.
        events: f64 = 0.3, in [0.0, 2.0], "", Assumption "as reception";
        /// Pull toward quality.
        quality: f64 = 1.0, in [0.0, 2.0], "", Assumption "the yardstick: good service is the mission";
        /// Pull toward outreach.
        outreach: f64 = 0.6, in [0.0, 2.0], "", Assumption "reaching those who do not come is part of it";
        /// Pull toward fund-raising.
        fundraising: f64 = 0.1, in [0.0, 2.0], "", Assumption "a means only";
        /// Pull toward paperwork.
        paperwork: f64 = 0.0, in [0.0, 2.0], "", Assumption "done for the assessment alone";
        /// Pull toward learning.
        learning: f64 = 0.4, in [0.0, 2.0], "", Assumption "serves later quality";
    }
}

impl UsualEffort {
    /// As shares by activity.
    pub(crate) fn shares(&self) -> ByActivity {
        let u = self;
        ByActivity([u.reception, u.events, u.quality, u.outreach, u.fundraising, u.paperwork, u.learning])
    }
}

impl Mission {
    fn pull(&self) -> ByActivity {
        let m = self;
        ByActivity([m.reception, m.events, m.quality, m.outreach, m.fundraising, m.paperwork, m.learning])
    }
}

/// What the organization looks at when it splits its effort.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Prospects<'a> {
    /// The levers in force: what is assessed, audited and at stake.
    pub levers: &'a Levers,
    /// The link from assessment to effort is on.
    pub assessed: bool,
    /// Support for renewing the contract, 0–1.
    pub renewal: f64,
    /// Weeks that the cash lasts.
    pub runway: f64,
    /// Probability of an audit.
    pub audit: f64,
    /// Use of the homes against what is expected (1).
    pub use_seen: f64,
    /// Points taken when an audit finds inflation.
    pub points_found: f64,
    /// Fear of who was found inflating, 1 just now, 0 when never or long ago.
    pub caught: f64,
}

impl Prospects<'_> {
    /// What can be won or lost by the assessment: the part of the grant at stake, and the contract the more
    /// the less its renewal is sure.
    fn at_stake(&self) -> f64 {
        if self.assessed { self.levers.funding.stake + 1.0 - self.renewal } else { 0.0 }
    }
}

/// One week's step toward the split that reward, mission and need ask for.
pub(crate) fn respond(effort: &mut ByActivity, rules: &OrganizationRules, seen: &Prospects) {
    respond_to(effort, rules, seen, (&rules.rewards.by_item(), &ByActivity::default()));
}

/// The same with what activities are believed to bring, by item, and what is tried beside, in log odds.
pub(crate) fn respond_to(
    effort: &mut ByActivity,
    rules: &OrganizationRules,
    seen: &Prospects,
    (rewards, tried): (&[ByActivity; 5], &ByActivity),
) {
    let (response, levers) = (&rules.response, seen.levers);
    let stake = seen.at_stake();
    let weights = levers.weights.items();
    let pull = rules.mission_pull.pull();
    let used = libm::log(seen.use_seen.max(1e-9)).clamp(-1.0, 1.0);
    let utility = Activity::ALL.map(|activity| {
        let reward: f64 = (0..5).map(|item| weights[item] * rewards[item][activity]).sum();
        // Papers that are audited win nothing by being many.
        let audited = if activity == Activity::Paperwork { 1.0 - seen.audit } else { 1.0 };
        let need = if activity == Activity::Fundraising {
            response.need * (1.0 - seen.runway / response.need_weeks).max(0.0)
        } else {
            0.0
        };
        let sought = match activity {
            Activity::Outreach => -used,
            Activity::Reception => used,
            _ => 0.0,
        };
        let pulled = rules.setup.mission * pull[activity] + response.seek * sought;
        stake * reward * audited + pulled + need
    });
    // Less the largest utility: the odds of a logit do not change, and no power overflows.
    let top = utility.iter().copied().fold(f64::MIN, f64::max);
    let odds =
        Activity::ALL.map(|a| libm::exp((utility[a as usize] - top) / response.temperature + tried[a]));
    let total: f64 = odds.iter().sum();
    for (share, odds) in effort.0.iter_mut().zip(odds) {
        let target = response.floor + (1.0 - 7.0 * response.floor) * odds / total;
        *share += response.speed * (target - *share);
    }
}

/// One week's step of reporting inflation.
pub(crate) fn inflate(inflation: &mut f64, response: &Response, seen: &Prospects) {
    let levers = seen.levers;
    let w = &levers.weights;
    // A third party asks for satisfaction, development shows in the books: only the rest can be inflated.
    let self_reported = w.events + w.paperwork + w.participation;
    // Temptation grows with what is at stake, ever less; fear with audits, penalty, and having been caught.
    let stakes = seen.at_stake() / response.inflation_stake;
    let tempted = 2.0 * stakes / (1.0 + stakes);
    let penalty = seen.points_found / response.inflation_points;
    let feared = seen.audit * penalty * (1.0 + response.caught * seen.caught);
    let target =
        response.inflation * self_reported * tempted * (1.0 - feared / response.inflation_audit).max(0.0);
    *inflation += response.inflation_speed * (target - *inflation);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(levers: &Levers) -> ByActivity {
        let rules = OrganizationRules::default();
        let mut effort = rules.usual_effort.shares();
        let seen = Prospects {
            levers,
            assessed: true,
            renewal: 0.9,
            runway: 26.0,
            audit: levers.assessment.audit,
            use_seen: 1.0,
            points_found: 10.0,
            caught: 0.0,
        };
        for _ in 0..200 {
            respond(&mut effort, &rules, &seen);
        }
        effort
    }

    #[test]
    fn shares_sum_to_one_and_keep_their_floor() {
        let effort = settled(&Levers::default());
        assert!((effort.0.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(effort.0.iter().all(|e| *e >= 0.03 - 1e-12));
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
        assert!(counted[Activity::Events] > plain[Activity::Events]);
        assert!(counted[Activity::Quality] < plain[Activity::Quality]);
    }
}
