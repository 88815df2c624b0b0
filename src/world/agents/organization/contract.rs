//! The contract: begun by the first operator or a successor, renewed, lost.

use crate::levers::Levers;
use crate::random::{Purpose, WorldKey, uniform};
use crate::units::{Fen, Week};
use crate::world::agents::organization::activity::ByCapability;
use crate::world::agents::organization::beliefs::Beliefs;
use crate::world::agents::organization::bidder::Skills;
use crate::world::agents::organization::growth::Start;
use crate::world::agents::organization::labour::PostPlan;
use crate::world::agents::organization::{Organization, OrganizationRules, OrganizationSetup, staff};
use crate::world::exchange::{Actor, Event, EventKind};
use serde::{Deserialize, Serialize};

/// Whether, and by right of which contract, an organization runs the home.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Tenure {
    /// Not yet: the government runs the home.
    Before,
    /// Under a contract that began and ends in these weeks.
    Contract {
        /// First week.
        from: Week,
        /// First week after it.
        until: Week,
    },
    /// The contract was lost; a successor begins in this week.
    Gap {
        /// Week in which the successor begins.
        until: Week,
    },
}

impl Organization {
    /// Whether it runs the home this week.
    pub(crate) fn in_place(&self) -> bool {
        matches!(self.standing, Tenure::Contract { .. })
    }

    /// Weeks since its contract began; `None` when it has none.
    pub(crate) fn contract_week(&self, week: Week) -> Option<Week> {
        match self.standing {
            Tenure::Contract { from, .. } => Some(week - from),
            _ => None,
        }
    }

    /// Weeks that the contract still runs.
    pub(crate) fn remaining(&self, week: Week) -> f64 {
        match self.standing {
            Tenure::Contract { until, .. } => f64::from(until - week),
            _ => 0.0,
        }
    }

    /// Renew the contract until a week. Years of grant and assessment go on counting from the first contract.
    pub(crate) fn renew(&mut self, until: Week, term: Week) {
        if let Tenure::Contract { from, .. } = self.standing {
            self.standing = Tenure::Contract { from, until };
            self.term = term;
        }
    }

    /// Begin a contract with the posts of a plan: the first operator, or a successor with its own skills.
    pub(crate) fn begin(
        &mut self,
        rules: &OrganizationRules,
        (levers, plan): (&Levers, PostPlan),
        key: WorldKey,
        week: Week,
        events: &mut Vec<Event>,
    ) {
        let setup = &rules.setup;
        let first = self.operators == 0;
        self.operators += 1;
        self.term = levers.funding.contract as Week;
        self.standing = Tenure::Contract { from: week, until: week + self.term };
        self.posts = staff::posts(plan);
        self.planned = plan;
        self.wished = PostPlan::wished(levers);
        self.notice = Fen::ZERO;
        self.usual_spending = 0.0;
        self.paid = Default::default();
        self.effort = rules.usual_effort.shares();
        self.beliefs = Beliefs::first(rules);
        (self.inflation, self.caught, self.use_seen) = (0.0, 0.0, 1.0);
        self.late_wages = false;
        if !first {
            // A shock struck the operator of its time, not its successor.
            self.last_exit_lever = levers.shock.manager_exit;
        }
        if first {
            self.survived = Some(1.0);
            self.capability = ByCapability([setup.management, setup.fundraising, setup.service]);
            self.routines = setup.routines;
            self.brand = setup.brand;
        } else {
            let words = key.draw(self.operators, 0, week, Purpose::Successor, 0);
            self.capability = ByCapability(std::array::from_fn(|k| {
                setup.successor_least + setup.successor_span * f64::from(uniform(words[k]))
            }));
            self.routines = 0.0;
            self.brand = 0.0;
        }
        self.start = Start::of(self);
        self.incomes.clear();
        let kind = EventKind::Handover { operator: self.operators, people: self.posts.len() as u32 };
        events.push(Event::of_county(week, Actor::Organization, kind));
    }

    /// What it can do, and how far it trusts the government.
    pub(crate) fn skills(&self) -> Skills {
        let (capability, routines) = (self.capability, self.routines);
        Skills { capability, routines, trust: self.trust, caught: self.caught }
    }

    /// A body that is known begins with what it can do; its growth is measured from here.
    pub(crate) fn bring(&mut self, skills: Skills, brand: f64) {
        let Skills { capability, routines, trust, caught } = skills;
        (self.capability, self.routines, self.trust, self.caught) = (capability, routines, trust, caught);
        self.brand = brand;
        self.start = Start::of(self);
    }

    /// The home stays with the government until the next tender.
    pub(crate) fn wait(&mut self, setup: &OrganizationSetup, week: Week) {
        self.standing = Tenure::Gap { until: week + setup.gap as Week };
    }

    /// Lose the contract.
    pub(crate) fn lose(&mut self, setup: &OrganizationSetup, week: Week) {
        self.wait(setup, week);
        self.survived = Some(0.0);
        self.late_wages = false;
        self.posts.clear();
        self.brand = 0.0;
    }
}
