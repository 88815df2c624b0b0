//! Posts: filled, left, filled again. With a leaver goes capability, unless routines hold it.

use crate::levers::Levers;
use crate::random::{Purpose, WorldKey, uniform, uniform64};
use crate::settings;
use crate::units::Week;
use crate::world::agents::organization::learning::Learning;
use crate::world::agents::organization::{Organization, OrganizationRules};
use serde::{Deserialize, Serialize};

settings! {
    /// Staff turnover.
    pub struct Turnover = "organization.turnover" {
        /// Weekly probability that a person leaves.
        leave: f64 = 0.0033, in [0.0, 0.05], "per week",
            Literature "20% a year in all (T28: Shenzhen 17.6-19.8%, Shanghai and Dongguan about 20%), \
            where contracts end every year: less what the end of a contract and overload add";
        /// Logit-like factor (log hazard) when the contract is about to end.
        contract_ends: f64 = 0.5, in [0.0, 2.0], "log hazard", Assumption "no source";
        /// Weeks before the end of a contract in which its end is felt.
        ending_weeks: f64 = 13.0, in [0.0, 104.0], "weeks",
            Assumption "a quarter: the time of looking for work";
        /// … when wages are late.
        wages_late: f64 = 1.0, in [0.0, 3.0], "log hazard", Assumption "no source";
        /// … per unit of overload.
        load: f64 = 0.5, in [0.0, 2.0], "log hazard", Assumption "no source";
        /// Planned posts for each filled one that are felt when nobody is at work.
        load_empty: f64 = 2.0, in [1.0, 10.0], "", Assumption "as if half of the posts were filled";
        /// Mean weeks until a post is filled again.
        vacancy: f64 = 6.0, in [0.0, 52.0], "weeks", Assumption "no source";
    }
}

/// A post of the organization.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Post {
    /// A manager; otherwise a social worker.
    pub manager: bool,
    /// Part of full time.
    pub share: f64,
    /// Week from which it is filled.
    pub filled_from: Option<Week>,
}

impl Post {
    /// Whether somebody holds it.
    pub(crate) fn filled(&self) -> bool {
        self.filled_from.is_none()
    }
}

/// The posts that levers and money plan for: whole managers; social workers in part time where the plan is
/// not whole, so that money has no cliffs. `extra` is the full-time equivalents that a grant above the usual
/// one pays for (may be negative).
pub(crate) fn posts(levers: &Levers, extra: f64) -> Vec<Post> {
    let mut posts =
        vec![Post { manager: true, share: 1.0, filled_from: None }; levers.operator.managers as usize];
    let workers = (levers.operator.social_workers + extra).max(0.0);
    posts.extend(vec![Post { manager: false, share: 1.0, filled_from: None }; workers as usize]);
    let part = workers - libm::floor(workers);
    if part > 1e-9 {
        posts.push(Post { manager: false, share: part, filled_from: None });
    }
    posts
}

impl Organization {
    /// Adjust the posts to the plan when it changed: new ones are vacant at first, dropped ones go from the
    /// end of their kind.
    pub(crate) fn plan_posts(
        &mut self,
        levers: &Levers,
        extra: f64,
        turnover: &Turnover,
        key: WorldKey,
        week: Week,
    ) {
        let plan = (levers.operator.managers, levers.operator.social_workers + extra);
        if plan == self.planned {
            return;
        }
        self.planned = plan;
        let wanted = posts(levers, extra);
        let mut kept = Vec::with_capacity(wanted.len());
        for manager in [true, false] {
            let mut have = self.posts.iter().filter(|p| p.manager == manager);
            for (n, want) in wanted.iter().filter(|p| p.manager == manager).enumerate() {
                let filled_from = match have.next() {
                    Some(post) => post.filled_from,
                    None => Some(
                        week + weeks_until_filled(
                            turnover,
                            key,
                            1_000 + n as u32 + 100_000 * u32::from(manager),
                            week,
                        ),
                    ),
                };
                kept.push(Post { filled_from, ..*want });
            }
        }
        self.posts = kept;
    }

    /// People leave, posts are filled. Returns how many left. `load` is planned / filled posts, `forced` the
    /// managers who leave at once.
    pub(crate) fn turn_over(
        &mut self,
        rules: &OrganizationRules,
        load: f64,
        forced: i64,
        key: WorldKey,
        week: Week,
    ) -> u32 {
        let turnover = &rules.turnover;
        let ending = if self.remaining(week) < turnover.ending_weeks { turnover.contract_ends } else { 0.0 };
        let late = if self.late_wages { turnover.wages_late } else { 0.0 };
        let hazard =
            (turnover.leave * libm::exp(ending + late + turnover.load * (load - 1.0).max(0.0))).min(1.0);
        let staff = self.posts.iter().map(|p| p.share).sum::<f64>().max(1e-9);
        let (mut left, mut forced) = (0, forced);
        for n in 0..self.posts.len() {
            let post = self.posts[n];
            match post.filled_from {
                Some(from) if from <= week => self.posts[n].filled_from = None,
                Some(_) => {}
                None => {
                    let word = key.draw(n as u32, 0, week, Purpose::StaffExit, 0)[0];
                    let pushed = forced > 0 && post.manager;
                    forced -= i64::from(pushed);
                    if pushed || f64::from(uniform(word)) < hazard {
                        self.posts[n].filled_from =
                            Some(week + weeks_until_filled(turnover, key, n as u32, week));
                        self.lose_with_leaver(&rules.learning, post.share / staff);
                        left += 1;
                    }
                }
            }
        }
        left
    }

    fn lose_with_leaver(&mut self, learning: &Learning, share: f64) {
        for cap in &mut self.capability.0 {
            let lost = *cap * share * (1.0 - self.routines) * learning.lost_with_leaver;
            *cap = (*cap - lost).max(learning.capability_least);
        }
    }
}

fn weeks_until_filled(turnover: &Turnover, key: WorldKey, who: u32, week: Week) -> Week {
    let words = key.draw(who, 0, week, Purpose::StaffHire, 0);
    1 + libm::floor(-turnover.vacancy * libm::log(uniform64(words[0], words[1]))) as Week
}
