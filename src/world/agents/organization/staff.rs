//! Posts: filled, left, filled again. With a leaver goes capability, unless routines hold it.

use crate::random::{Purpose, WorldKey, uniform, uniform64};
use crate::settings;
use crate::units::{Fen, Week};
use crate::world::agents::organization::labour::PostPlan;
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
        /// … when wages of `labour.leaving` weeks are owed.
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

/// The posts of a plan: whole ones of each kind, and one in part time where the plan is not whole, so that
/// money has no cliffs.
pub(crate) fn posts(plan: PostPlan) -> Vec<Post> {
    let of = |manager: bool, wanted: f64| {
        let whole = libm::floor(wanted + 1e-9);
        let part = wanted - whole;
        let post = move |share| Post { manager, share, filled_from: None };
        let last = (part > 1e-9).then(|| post(part));
        std::iter::repeat_n(post(1.0), whole as usize).chain(last)
    };
    of(true, plan.managers).chain(of(false, plan.workers)).collect()
}

/// How likely it is that a person leaves in a week: a usual probability, and what multiplies it, as
/// logarithms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ExitHazard {
    /// Usual probability.
    pub usual: f64,
    /// The contract is about to end.
    pub ending: f64,
    /// Wages are owed.
    pub unpaid: f64,
    /// More posts than people.
    pub load: f64,
}

impl ExitHazard {
    /// The probability of a week.
    pub(crate) fn weekly(&self) -> f64 {
        (self.usual * libm::exp(self.ending + self.unpaid + self.load)).min(1.0)
    }
}

/// Below which probability whoever holds post number `n` does not leave in this week, 0–1.
pub(crate) fn luck(key: WorldKey, n: usize, week: Week) -> f64 {
    f64::from(uniform(key.draw(n as u32, 0, week, Purpose::StaffExit, 0)[0]))
}

impl Organization {
    /// Adjust the posts to a plan: new ones are vacant at first, dropped ones go from the end of their kind,
    /// and whoever held them is paid in place of notice.
    pub(crate) fn plan_posts(
        &mut self,
        plan: PostPlan,
        rules: &OrganizationRules,
        key: WorldKey,
        week: Week,
    ) {
        if plan == self.planned {
            return;
        }
        self.planned = plan;
        let before = self.wage_bill(&rules.setup);
        let wanted = posts(plan);
        let mut kept = Vec::with_capacity(wanted.len());
        for manager in [true, false] {
            let mut have = self.posts.iter().filter(|p| p.manager == manager);
            for (n, want) in wanted.iter().filter(|p| p.manager == manager).enumerate() {
                let filled_from = match have.next() {
                    Some(post) => post.filled_from,
                    None => Some(
                        week + weeks_until_filled(
                            &rules.turnover,
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
        let cut = before - self.wage_bill(&rules.setup);
        self.notice += Fen::from_yuan(rules.labour.notice * cut.max(0.0));
    }

    /// Planned posts for each filled one.
    pub(crate) fn load(&self, turnover: &Turnover) -> f64 {
        let planned: f64 = self.posts.iter().map(|p| p.share).sum();
        if self.staff() > 0.0 { planned / self.staff() } else { turnover.load_empty }
    }

    /// How likely it is that a person leaves in a week, under that load.
    pub(crate) fn exit_hazard(&self, rules: &OrganizationRules, load: f64, week: Week) -> ExitHazard {
        let turnover = &rules.turnover;
        let ends = self.remaining(week) < turnover.ending_weeks;
        ExitHazard {
            usual: turnover.leave,
            ending: if ends { turnover.contract_ends } else { 0.0 },
            unpaid: self.unpaid_hazard(rules),
            load: turnover.load * (load - 1.0).max(0.0),
        }
    }

    /// People leave, posts are filled unless wages are owed: nobody hires whom it cannot pay. Returns how
    /// many left. `load` is planned / filled posts, `forced` the managers who leave at once.
    pub(crate) fn turn_over(
        &mut self,
        rules: &OrganizationRules,
        load: f64,
        forced: i64,
        key: WorldKey,
        week: Week,
    ) -> u32 {
        let turnover = &rules.turnover;
        let hires = !self.owes_wages();
        let hazard = self.exit_hazard(rules, load, week).weekly();
        let staff = self.posts.iter().map(|p| p.share).sum::<f64>().max(1e-9);
        let (mut left, mut forced) = (0, forced);
        for n in 0..self.posts.len() {
            let post = self.posts[n];
            match post.filled_from {
                Some(from) if from <= week && hires => self.posts[n].filled_from = None,
                Some(_) => {}
                None => {
                    let pushed = forced > 0 && post.manager;
                    forced -= i64::from(pushed);
                    if pushed || luck(key, n, week) < hazard {
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

    /// Another body hires the holder of a post away.
    pub(crate) fn is_left(&mut self, post: usize, rules: &OrganizationRules, key: WorldKey, week: Week) {
        let staff = self.posts.iter().map(|p| p.share).sum::<f64>().max(1e-9);
        let vacant = weeks_until_filled(&rules.turnover, key, post as u32, week);
        self.posts[post].filled_from = Some(week + vacant);
        self.lose_with_leaver(&rules.learning, self.posts[post].share / staff);
        self.exits += 1.0;
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
