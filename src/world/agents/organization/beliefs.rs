//! What the organization believes that its activities bring to its score, learned from its own records: a
//! Bayesian regression of the assessed items on effort that forgets.

use crate::random::{Purpose, WorldKey, normal};
use crate::settings;
use crate::units::Week;
use crate::world::agents::organization::OrganizationRules;
use crate::world::agents::organization::activity::{Activity, ByActivity};
use serde::{Deserialize, Serialize};

settings! {
    /// Learning what activities bring.
    pub struct BeliefRules = "organization.beliefs" {
        /// The organization learns what its activities bring from its own records; otherwise it takes
        /// `organization.rewards` for granted.
        learns: bool = false, in any, "", Assumption "a switch: off, nothing of the following acts";
        /// What it first believes reception to bring, against `organization.rewards`.
        prior_reception: f64 = 1.0, in [0.0, 10.0], "", Assumption "1 is believing rightly";
        /// … events.
        prior_events: f64 = 1.0, in [0.0, 10.0], "", Assumption "1 is believing rightly";
        /// … quality.
        prior_quality: f64 = 1.0, in [0.0, 10.0], "", Assumption "1 is believing rightly";
        /// … outreach.
        prior_outreach: f64 = 1.0, in [0.0, 10.0], "", Assumption "1 is believing rightly";
        /// … fund-raising.
        prior_fundraising: f64 = 1.0, in [0.0, 10.0], "", Assumption "1 is believing rightly";
        /// … paperwork.
        prior_paperwork: f64 = 1.0, in [0.0, 10.0], "", Assumption "1 is believing rightly";
        /// … learning.
        prior_learning: f64 = 1.0, in [0.0, 10.0], "", Assumption "1 is believing rightly";
        /// Standard deviation of its first belief about a return.
        doubt: f64 = 1.0, in [0.0, 5.0], "",
            Assumption "as much as the yardstick: it may be quite wrong; no source";
        /// Standard deviation that a quarter adds to it: old records count ever less.
        drift: f64 = 0.05, in [0.0, 1.0], "per quarter",
            Assumption "a tenth of the yardstick in a year; no source";
        /// Standard deviation of a quarter's mean of an item about what effort explains.
        noise: f64 = 0.05, in [0.001, 1.0], "share of full points",
            Assumption "seasons and luck move use and satisfaction by some points";
        /// Part of the way to the beliefs of a body that was rated better, when a contract begins among
        /// bodies that may bid.
        imitate: f64 = 0.5, in [0.0, 1.0], "share", Assumption "half of what others do is seen; no source";
        /// Standard deviation by which a split is varied each quarter to see what it brings (of the logarithm
        /// of an activity's odds).
        explore: f64 = 0.3, in [0.0, 1.0], "log",
            Assumption "a third more or less; with half of it three years teach too little";
    }
}

impl BeliefRules {
    fn prior(&self) -> ByActivity {
        let r = self;
        ByActivity([
            r.prior_reception,
            r.prior_events,
            r.prior_quality,
            r.prior_outreach,
            r.prior_fundraising,
            r.prior_paperwork,
            r.prior_learning,
        ])
    }
}

/// Weeks of which a mean is one observation.
const QUARTER: Week = 13;
/// A level, and a return of each activity.
const KNOWN: usize = 8;

/// What it believes of the five items, in the order of the weights.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Beliefs {
    /// By item: its level, and what the usual effort on each activity adds to its share of full points.
    mean: [[f64; KNOWN]; 5],
    /// How sure it is, the same for each item.
    covariance: [[f64; KNOWN]; KNOWN],
    /// Sums of this quarter: effort beyond the usual one as a share of it, items, weeks.
    effort: ByActivity,
    items: [f64; 5],
    weeks: f64,
    /// Whether a quarter was seen.
    begun: bool,
    /// How it varies its split this quarter, log odds.
    pub tried: ByActivity,
}

impl Beliefs {
    /// Before any record; `None` where it does not learn.
    pub(crate) fn first(rules: &OrganizationRules) -> Option<Beliefs> {
        let own = &rules.beliefs;
        let (prior, rewards) = (own.prior(), rules.rewards.by_item());
        let mean = rewards.map(|of_item| {
            let returns = Activity::ALL.map(|a| prior[a] * of_item[a]);
            std::array::from_fn(|k| if k == 0 { 0.0 } else { returns[k - 1] })
        });
        let covariance = diagonal(own.doubt * own.doubt);
        let (effort, tried) = (ByActivity::default(), ByActivity::default());
        let first = Beliefs { mean, covariance, effort, items: [0.0; 5], weeks: 0.0, begun: false, tried };
        own.learns.then_some(first)
    }

    /// It believes a part of the way what another does who was rated better.
    pub(crate) fn imitate(&mut self, part: f64, better: &Beliefs) {
        for (own, other) in self.mean.iter_mut().zip(&better.mean) {
            // The level is its own.
            own.iter_mut().zip(other).skip(1).for_each(|(own, other)| *own += part * (other - *own));
        }
    }

    /// What it believes that activities bring, by item.
    pub(crate) fn returns(&self) -> [ByActivity; 5] {
        self.mean.map(|item| ByActivity(std::array::from_fn(|a| item[a + 1])))
    }

    /// A week of its records: effort and the shares of full points. After a quarter it learns from its means,
    /// and tries another split.
    pub(crate) fn remember(
        &mut self,
        rules: &OrganizationRules,
        effort: &ByActivity,
        items: [f64; 5],
        (key, week): (WorldKey, Week),
    ) {
        let usual = rules.usual_effort.shares();
        for a in Activity::ALL {
            self.effort[a] += effort[a] / usual[a].max(1e-9) - 1.0;
        }
        self.items.iter_mut().zip(items).for_each(|(sum, item)| *sum += item);
        self.weeks += 1.0;
        if week.rem_euclid(QUARTER) != 0 {
            return;
        }
        let weeks = self.weeks;
        let effort = self.effort.0.map(|sum| sum / weeks);
        let seen: [f64; KNOWN] = std::array::from_fn(|k| if k == 0 { 1.0 } else { effort[k - 1] });
        self.learn(&rules.beliefs, &seen, self.items.map(|sum| sum / weeks));
        (self.effort, self.items, self.weeks) = (ByActivity::default(), [0.0; 5], 0.0);
        for a in Activity::ALL {
            let word = key.draw(a as u32, 0, week, Purpose::Exploration, 0)[0];
            self.tried[a] = rules.beliefs.explore * f64::from(normal(word));
        }
    }

    /// One step of a Kalman filter whose state drifts.
    fn learn(&mut self, rules: &BeliefRules, seen: &[f64; KNOWN], items: [f64; 5]) {
        if !self.begun {
            // The level is whatever makes the first belief agree with the first quarter.
            for (mean, item) in self.mean.iter_mut().zip(items) {
                mean[0] = item - dot(mean, seen);
            }
            self.begun = true;
            return;
        }
        let drift = diagonal(rules.drift * rules.drift);
        for (row, more) in self.covariance.iter_mut().zip(drift) {
            row.iter_mut().zip(more).for_each(|(cell, more)| *cell += more);
        }
        let spread = self.covariance.map(|row| dot(&row, seen));
        let surprise = dot(&spread, seen) + rules.noise * rules.noise;
        let gain = spread.map(|s| s / surprise);
        for (mean, item) in self.mean.iter_mut().zip(items) {
            let wrong = item - dot(mean, seen);
            mean.iter_mut().zip(gain).for_each(|(believed, gain)| *believed += gain * wrong);
        }
        for (row, gain) in self.covariance.iter_mut().zip(gain) {
            row.iter_mut().zip(spread).for_each(|(cell, spread)| *cell -= gain * spread);
        }
    }
}

fn diagonal(value: f64) -> [[f64; KNOWN]; KNOWN] {
    std::array::from_fn(|i| std::array::from_fn(|j| if i == j { value } else { 0.0 }))
}

fn dot(a: &[f64; KNOWN], b: &[f64; KNOWN]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
