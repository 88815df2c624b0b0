//! The social organization that may run the home: staff, effort, money, what it learns and how it reports.
//!
//! - What it spends its hours on, and what it can do, by name → `activity`
//! - What it learns that its activities bring → `beliefs`
//! - Which bodies may bid, and what they remember → `bidder`
//! - By right of which contract it runs the home → `contract`
//! - Who gives, and how much → `donors`
//! - How it splits its effort, and how far it embellishes its reports → `effort`
//! - How much it has grown since the handover → `growth`
//! - Whom the budget can pay, what unpaid people do, when it gives up → `labour`
//! - What it learns and forgets: capability, routines, brand → `learning`
//! - What it receives, owes and pays → `money`
//! - What several homes of one body share, and how people change bodies → `homes`
//! - Which hours a home opens → `opening`
//! - How hands turn into quality, events and asks → `programme`
//! - What it promised beside posts when it bid → `promise`
//! - What an hour of an activity brings → `rewards`
//! - As it comes, and what its people cost → `setup`
//! - Posts, leavers, vacancies → `staff`

pub(crate) mod activity;
pub(crate) mod beliefs;
pub(crate) mod bidder;
pub(crate) mod contract;
pub(crate) mod donors;
pub(crate) mod effort;
pub(crate) mod growth;
pub(crate) mod homes;
pub(crate) mod labour;
pub(crate) mod learning;
pub(crate) mod money;
pub(crate) mod opening;
pub(crate) mod programme;
pub(crate) mod promise;
pub(crate) mod rewards;
pub(crate) mod setup;
pub(crate) mod staff;

use crate::levers::Levers;
use crate::tables;
use crate::units::{Fen, Week};
use crate::world::agents::organization::activity::{ByActivity, ByCapability};
use crate::world::agents::organization::contract::Tenure;
pub(crate) use crate::world::agents::organization::setup::OrganizationSetup;
use serde::{Deserialize, Serialize};

tables! {
    /// Rules of the organization.
    pub struct OrganizationRules {
        /// As it comes.
        setup: OrganizationSetup,
        /// What it learns.
        learning: learning::Learning,
        /// What counts as a large change.
        growth: growth::Growth,
        /// How it splits its effort.
        response: effort::Response,
        /// The split before any experience.
        usual_effort: effort::UsualEffort,
        /// What the mission asks for.
        mission_pull: effort::Mission,
        /// What an hour brings to each assessed item.
        rewards: rewards::Rewards,
        /// What it believes that activities bring, and how it learns.
        beliefs: beliefs::BeliefRules,
        /// Staff turnover.
        turnover: staff::Turnover,
        /// How bodies bid.
        bidding: bidder::Bidding,
        /// What is typical of a volunteer group.
        volunteer_group: bidder::VolunteerGroup,
        /// … of a professional agency.
        social_work_agency: bidder::SocialWorkAgency,
        /// … of a branch.
        branch: bidder::Branch,
        /// … of a commercial provider.
        commercial: bidder::Commercial,
        /// Contracts home by home, and bodies with several.
        homes: homes::SeveralHomes,
        /// Labour under a budget.
        labour: labour::Labour,
        /// Fund-raising.
        giving: donors::Giving,
        /// How hands turn into an offer.
        offering: programme::Offering,
    }
}

/// The organization.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Organization {
    /// Contract.
    pub standing: Tenure,
    /// 1 while the first operator is in place, 0 after it lost its contract; `None` before the handover.
    pub survived: Option<f64>,
    /// How many operators there have been.
    pub operators: u32,
    /// Posts, filled or vacant.
    pub posts: Vec<staff::Post>,
    /// Management, fund-raising, professional service, 0–1.
    pub capability: ByCapability,
    /// Routines 0–1.
    pub routines: f64,
    /// Brand 0–1.
    pub brand: f64,
    /// Shares of the seven activities.
    pub effort: ByActivity,
    /// What it believes that activities bring, where it learns that.
    pub beliefs: Option<beliefs::Beliefs>,
    /// Reporting inflation.
    pub inflation: f64,
    /// Use of its homes as it has seen it over the last months, against what is expected (1).
    pub use_seen: f64,
    /// Fear of who was found inflating, 1 just now; it fades.
    pub caught: f64,
    /// Trust of the organization in the government.
    pub trust: f64,
    /// Cash by community: shares of one account, of which only the sum is never negative.
    pub cash: Vec<Fen>,
    /// Wages owed, by community.
    pub wages_owed: Vec<Fen>,
    /// Bills owed, by community.
    pub bills_owed: Vec<Fen>,
    /// Wages were late this week.
    pub late_wages: bool,
    /// Mean weekly spending of the last weeks, yuan.
    pub usual_spending: f64,
    /// Share of brand, fund-raising and disclosure that could be paid last week.
    pub paid: money::PaidPlan,
    /// Who gives, by community.
    pub donors: Vec<Vec<donors::Donor>>,
    /// Own income and all income of the last 52 weeks, yuan.
    pub incomes: Vec<(f64, f64)>,
    /// People who left this week.
    pub exits: f64,
    /// Length of the running contract, weeks.
    pub term: Week,
    /// Posts that are planned.
    pub planned: labour::PostPlan,
    /// Posts that the levers wished for when they were planned.
    pub wished: labour::PostPlan,
    /// Own means that it brought and has not taken back.
    pub brought: Fen,
    /// Pay in place of notice that falls due this week.
    pub notice: Fen,
    /// Wages and bills owed when the week began, by home.
    pub owed_before: [Vec<Fen>; 2],
    /// Wages and bills written off this week, by home.
    pub written_off: [Vec<Fen>; 2],
    start: growth::Start,
    last_exit_lever: i64,
}

impl Organization {
    /// An organization that waits for its contract.
    pub(crate) fn new(rules: &OrganizationRules, populations: &[f64]) -> Organization {
        let setup = &rules.setup;
        let nothing = || vec![Fen::ZERO; populations.len()];
        Organization {
            standing: Tenure::Before,
            survived: None,
            operators: 0,
            posts: Vec::new(),
            capability: ByCapability([setup.management, setup.fundraising, setup.service]),
            routines: setup.routines,
            brand: 0.0,
            effort: rules.usual_effort.shares(),
            beliefs: None,
            inflation: 0.0,
            use_seen: 1.0,
            caught: 0.0,
            trust: setup.trust,
            cash: nothing(),
            wages_owed: nothing(),
            bills_owed: nothing(),
            late_wages: false,
            usual_spending: 0.0,
            paid: money::PaidPlan::default(),
            donors: populations.iter().map(|p| donors::pool(&rules.giving, *p)).collect(),
            incomes: Vec::new(),
            exits: 0.0,
            term: 0,
            planned: labour::PostPlan::default(),
            wished: labour::PostPlan::default(),
            brought: Fen::ZERO,
            notice: Fen::ZERO,
            owed_before: [nothing(), nothing()],
            written_off: [nothing(), nothing()],
            start: growth::Start::default(),
            last_exit_lever: 0,
        }
    }

    /// Turn the page of the books: what is owed now was owed when the week began.
    pub(crate) fn begin_week(&mut self) {
        self.owed_before[0].copy_from_slice(&self.wages_owed);
        self.owed_before[1].copy_from_slice(&self.bills_owed);
        self.written_off.iter_mut().for_each(|homes| homes.fill(Fen::ZERO));
    }

    /// Full-time equivalents in place.
    pub(crate) fn staff(&self) -> f64 {
        self.posts.iter().filter(|p| p.filled()).map(|p| p.share).sum()
    }

    /// Managers at work.
    pub(crate) fn managers(&self) -> f64 {
        self.posts.iter().filter(|p| p.filled() && p.manager).map(|p| p.share).sum()
    }

    /// Geometric mean of the three capabilities.
    pub(crate) fn mean_capability(&self) -> f64 {
        self.capability.geometric_mean()
    }

    /// Cash over all communities.
    pub(crate) fn total_cash(&self) -> Fen {
        self.cash.iter().copied().sum()
    }

    /// Wages and bills owed over all communities.
    pub(crate) fn arrears(&self) -> Fen {
        self.wages_owed.iter().chain(&self.bills_owed).copied().sum()
    }

    /// Weeks that the cash lasts at the usual spending, at most `runway_most`.
    pub(crate) fn runway(&self, setup: &OrganizationSetup) -> f64 {
        if self.usual_spending <= 0.0 {
            setup.runway_most
        } else {
            (self.total_cash().yuan() / self.usual_spending).min(setup.runway_most)
        }
    }

    /// Share of own income in all income of the last 52 weeks.
    pub(crate) fn own_share(&self) -> f64 {
        let (own, all) = self.incomes.iter().fold((0.0, 0.0), |(o, a), (own, all)| (o + own, a + all));
        if all > 0.0 { own / all } else { 0.0 }
    }

    /// Remember one week's income.
    pub(crate) fn remember_income(&mut self, own: f64, all: f64) {
        if self.incomes.len() == 52 {
            self.incomes.rotate_left(1);
            self.incomes.pop();
        }
        self.incomes.push((own, all));
        if self.incomes.len() == 52 && self.start.own_income.is_none() {
            self.start.own_income = Some(self.incomes.iter().map(|i| i.0).sum());
        }
    }

    /// Managers who leave at once because the shock lever rose.
    pub(crate) fn shocked(&mut self, levers: &Levers) -> i64 {
        let leaving = (levers.shock.manager_exit - self.last_exit_lever).max(0);
        self.last_exit_lever = levers.shock.manager_exit;
        leaving
    }
}
