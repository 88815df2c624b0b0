//! What people do whose wages are owed, whom the budget can pay, and when a body gives up.

use crate::levers::Levers;
use crate::settings;
use crate::units::{Fen, Week, YEAR};
use crate::world::agents::organization::money::Creditor;
use crate::world::agents::organization::{Organization, OrganizationRules, OrganizationSetup};
use serde::{Deserialize, Serialize};

settings! {
    /// Labour under a budget: whom it pays, what late wages do, and when debts end an organization.
    pub struct Labour = "organization.labour" {
        /// Weeks of wages owed up to which people work on as before.
        patience: f64 = 4.0, in [0.0, 104.0], "weeks",
            Assumption "a month: wages are monthly, and one late month is borne";
        /// Weeks of wages owed beyond that at which work falls to 1/e.
        slack: f64 = 13.0, in [0.5, 520.0], "weeks",
            Assumption "a quarter without pay: people look after their own living first; no source";
        /// Weeks of wages owed that move the hazard of leaving by `turnover.wages_late`.
        leaving: f64 = 4.0, in [0.5, 104.0], "weeks",
            Assumption "arrears raise quits (studies of the 1990s in Russia); the size is an assumption";
        /// Most weeks of wages owed that count in it.
        leaving_most: f64 = 16.0, in [0.0, 520.0], "weeks", Assumption "four months: whoever can has gone";
        /// Weeks between two reviews of the posts.
        review: i64 = 13, in [1, 520], "weeks", Assumption "a quarter";
        /// Weeks over which a review spreads what the cash lacks of, or has beyond, the prudent reserve.
        spread: f64 = 52.0, in [1.0, 520.0], "weeks", Assumption "a budget is made for a year";
        /// Change of the wage bill below which posts stay as they are.
        tolerance: f64 = 0.03, in [0.0, 0.5], "share", Assumption "nobody is dismissed for a rounding";
        /// Pay in place of notice for a post that is cut.
        notice: f64 = 4.33, in [0.0, 52.0], "weeks",
            Literature "a month's wage in place of thirty days' notice (Labour Contract Law, article 40)";
        /// Part of the wished posts below which an organization does not bid, or does not renew.
        least_posts: f64 = 0.5, in [0.0, 1.0], "share",
            Assumption "with half of the hands nobody can answer for the home";
        /// Weeks of fixed bills owed at which an organization gives up.
        insolvent: f64 = 13.0, in [1.0, 520.0], "weeks",
            Assumption "who owes a quarter's bills finds no creditor";
        /// Weeks of usual spending that an organization may carry over the end of a contract year.
        carried: f64 = 26.0, in [0.0, 1_040.0], "weeks",
            Assumption "a surplus beyond half a year's work was granted for work that was not done";
    }
}

/// What a budget rests on, yuan a week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Budget {
    /// Grant, match and own income that are expected.
    pub income: f64,
    /// Bills that come whatever the posts, with the programme.
    pub running: f64,
    /// Prudent reserve, weeks of all fixed bills.
    pub prudence: f64,
    /// Cash, with what is firmly expected, less debts; yuan.
    pub cash: f64,
}

impl Budget {
    /// Yuan a week that may go into wages: income less running bills, plus or minus what brings the cash to
    /// the prudent reserve. The reserve counts the wages themselves, so that it is solved for them.
    pub(crate) fn wages(&self, labour: &Labour) -> f64 {
        let spread = labour.spread;
        let free = self.income - self.running + (self.cash - self.prudence * self.running) / spread;
        free / (1.0 + self.prudence / spread)
    }
}

/// Managers and social workers, full-time equivalents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct PostPlan {
    /// Managers.
    pub managers: f64,
    /// Social workers.
    pub workers: f64,
}

impl PostPlan {
    /// What the levers wish for.
    pub(crate) fn wished(levers: &Levers) -> PostPlan {
        PostPlan { managers: levers.operator.managers, workers: levers.operator.social_workers }
    }

    /// Full-time equivalents in all.
    pub(crate) fn posts(self) -> f64 {
        self.managers + self.workers
    }

    /// Its wages, yuan a week.
    pub(crate) fn wages(self, setup: &OrganizationSetup) -> f64 {
        self.managers * setup.manager_wage + self.workers * setup.worker_wage
    }

    /// The part of the wished posts that `wages` a week pay for, 0–1; 1 when none are wished and nothing is
    /// missing.
    pub(crate) fn affordable(self, wages: f64, setup: &OrganizationSetup) -> f64 {
        let wished = self.wages(setup);
        if wished > 0.0 { (wages / wished).clamp(0.0, 1.0) } else { f64::from(u8::from(wages >= 0.0)) }
    }

    /// The posts that `wages` a week pay for: all kinds are cut alike; of what is left over when all are
    /// paid, `to_staff` hires social workers.
    pub(crate) fn within(self, wages: f64, to_staff: f64, setup: &OrganizationSetup) -> PostPlan {
        let part = self.affordable(wages, setup);
        let over = (wages - self.wages(setup)).max(0.0);
        let extra = if setup.worker_wage > 0.0 { to_staff * over / setup.worker_wage } else { 0.0 };
        let workers = (part * self.workers + extra).min(MOST_WORKERS.max(self.workers));
        PostPlan { managers: part * self.managers, workers }
    }
}

/// Most social workers for whom money plans posts, as many as `levers.operator.social_workers` may: posts are
/// lived one by one, and what a grant beyond that brings stays in the reserve.
pub(crate) const MOST_WORKERS: f64 = 100_000.0;

impl Organization {
    /// Weeks of wages owed, at the wages of the planned posts; 0 when nothing is owed.
    pub(crate) fn weeks_unpaid(&self, setup: &OrganizationSetup) -> f64 {
        let owed: Fen = self.wages_owed.iter().copied().sum();
        let week = self.planned.wages(setup);
        if owed <= Fen::ZERO { 0.0 } else { owed.yuan() / week.max(1.0) }
    }

    /// Wages of a week, yuan: filled posts only.
    pub(crate) fn wage_bill(&self, setup: &OrganizationSetup) -> f64 {
        let wage = |manager: bool| if manager { setup.manager_wage } else { setup.worker_wage };
        self.posts.iter().filter(|p| p.filled()).map(|p| p.share * wage(p.manager)).sum()
    }

    /// What people do of what they would do were they paid, 0–1: unpaid work tires.
    pub(crate) fn work_rate(&self, rules: &OrganizationRules) -> f64 {
        let labour = &rules.labour;
        let beyond = (self.weeks_unpaid(&rules.setup) - labour.patience).max(0.0);
        libm::exp(-beyond / labour.slack)
    }

    /// Full-time equivalents that do their work: those in place, times the rate at which they work.
    pub(crate) fn hands(&self, rules: &OrganizationRules) -> f64 {
        self.staff() * self.work_rate(rules)
    }

    /// Whether wages of earlier weeks are owed.
    pub(crate) fn owes_wages(&self) -> bool {
        self.wages_owed.iter().any(|owed| *owed > Fen::ZERO)
    }

    /// Log hazard of leaving that unpaid wages add.
    pub(crate) fn unpaid_hazard(&self, rules: &OrganizationRules) -> f64 {
        let weeks = self.weeks_unpaid(&rules.setup).min(rules.labour.leaving_most);
        rules.turnover.wages_late * weeks / rules.labour.leaving
    }

    /// Whether the posts are looked at in this week of the contract: in its first, and once a quarter.
    pub(crate) fn reviews(&self, labour: &Labour, week: Week) -> Option<Review> {
        let contract_week = self.contract_week(week)?;
        if contract_week.rem_euclid(YEAR) == 0 {
            return Some(Review::OfTheYear);
        }
        (i64::from(contract_week) % labour.review == 0).then_some(Review::OfTheQuarter)
    }

    /// Whether debts have grown beyond what anybody bears, less `claims` that are firm; `fixed` is the fixed
    /// bills of a week, yuan.
    pub(crate) fn insolvent(&self, labour: &Labour, fixed: f64, claims: f64) -> bool {
        self.arrears().yuan() - claims > labour.insolvent * fixed.max(1.0)
    }

    /// Own income a week as the last year showed it, yuan; nothing before there was any.
    pub(crate) fn own_income(&self) -> f64 {
        self.incomes.iter().map(|i| i.0).sum::<f64>() / self.incomes.len().max(1) as f64
    }

    /// Public money of the last 52 weeks, yuan.
    pub(crate) fn public_income(&self) -> f64 {
        self.incomes.iter().map(|i| i.1 - i.0).sum()
    }

    /// Unpaid wages and bills by home that this week added (less than nothing where old ones were paid).
    pub(crate) fn built_up(&self, of: Creditor, home: usize) -> Fen {
        let (owed, before) = match of {
            Creditor::Employees => (&self.wages_owed, self.owed_before[0][home]),
            Creditor::Suppliers => (&self.bills_owed, self.owed_before[1][home]),
        };
        owed[home] - before + self.written_off[of as usize][home]
    }
}

/// What is looked at in a review of the posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Review {
    /// The budget of a contract year: posts are cut or added.
    OfTheYear,
    /// The quarter: posts are cut where the money does not last; nobody is hired on a hope.
    OfTheQuarter,
}
