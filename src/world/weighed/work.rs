//! What went into the posts of an organization: why they are cut or added, who leaves them, when debts end
//! it. Nothing where these terms do not give the very decision that was made.

use crate::units::Fen;
use crate::world::World;
use crate::world::agents::organization::labour::{Budget, PostPlan};
use crate::world::agents::organization::staff::{ExitHazard, luck};
use crate::world::phases::decide::budget::{budget_of_today, firm_claims, fitting, fixed_bills};
use crate::world::phases::now::Now;

/// Halvings of what lies between two numbers, until they are one.
const HALVINGS: usize = 60;

/// Why posts are cut or added: what a budget leaves for wages, yuan a week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PostsTerms {
    /// What the budget rests on.
    pub budget: Budget,
    /// Weeks over which what is missing of the reserve, or beyond it, is spread.
    pub spread: f64,
    /// What is left for wages.
    pub wages: f64,
    /// Wages of the posts as they were.
    pub before: f64,
    /// Wages of the posts that the levers wish for.
    pub wished: f64,
    /// Part of what is left beyond these that goes into more posts.
    pub to_staff: f64,
    /// Wages of the posts as they are planned now.
    pub after: f64,
    /// Part of the wages up to which nothing is changed.
    pub tolerance: f64,
    /// The levers wish for other posts than before: the posts follow at once.
    pub wish_changed: bool,
    /// What would have had to be left for wages for posts to stay; `None` where no money alone does that.
    pub stays_at: Option<f64>,
}

/// Who leaves: people by chance, and managers whom the scenario takes away.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct LeaverTerms {
    /// People at work.
    pub at_work: u32,
    /// Managers whom the scenario takes away.
    pub taken: u32,
    /// How likely it is that one leaves in this week.
    pub hazard: ExitHazard,
    /// Probability up to which nobody would have left by chance, with the same luck.
    pub nobody_up_to: f64,
}

/// When debts end an organization, yuan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct DebtTerms {
    /// Wages and bills that it owes.
    pub owed: f64,
    /// What it counts on that the bureau still owes it.
    pub claims: f64,
    /// Bills of a week that come whatever happens.
    pub fixed: f64,
    /// Weeks of them beyond which it gives up.
    pub most: f64,
}

/// Of a review that turns so many posts into so many, by the world as the week opened.
pub(super) fn posts(world: &World, now: &Now, told: [f64; 2]) -> Option<PostsTerms> {
    let rules = &now.settings.organization;
    let (wished, was) = (PostPlan::wished(now.levers), world.organization.planned);
    let budget = budget_of_today(world, now);
    let wages = budget.wages(&rules.labour);
    if [was.posts(), fitting(wished, wages, now).posts()] != told {
        return None;
    }
    let wish_changed = world.organization.wished != wished;
    let (before, tolerance) = (was.wages(&rules.setup), rules.labour.tolerance);
    let planned = |wages: f64| fitting(wished, wages, now).wages(&rules.setup);
    let stays_at = (!wish_changed).then(|| stays_at(planned, wages, (before, tolerance))).flatten();
    Some(PostsTerms {
        budget,
        spread: rules.labour.spread,
        wages,
        before,
        wished: wished.wages(&rules.setup),
        to_staff: rules.offering.grant_to_staff,
        after: planned(wages),
        tolerance,
        wish_changed,
        stays_at,
    })
}

/// The wages, nearest to those that are left, at which what is planned stays within a part of what was.
fn stays_at(planned: impl Fn(f64) -> f64, left: f64, (was, tolerance): (f64, f64)) -> Option<f64> {
    let cut = planned(left) < was;
    let stays = |wages: f64| {
        if cut {
            planned(wages) >= was * (1.0 - tolerance)
        } else {
            planned(wages) <= was * (1.0 + tolerance)
        }
    };
    let (mut moved, mut kept) = (left, if cut { left.max(0.0) + 10.0 * was } else { left.min(0.0) });
    if stays(moved) || !stays(kept) {
        return None;
    }
    for _ in 0..HALVINGS {
        let middle = 0.5 * (moved + kept);
        if stays(middle) { kept = middle } else { moved = middle }
    }
    Some(kept)
}

/// Of so many who left, by the world right after the decisions of the week, and at its end.
pub(super) fn leavers(world: &World, after: &World, now: &Now, told: u32) -> Option<LeaverTerms> {
    let rules = &now.settings.organization;
    let mut organization = world.organization.clone();
    let load = organization.load(&rules.turnover);
    let forced = organization.shocked(now.levers);
    let hazard = organization.exit_hazard(rules, load, now.week);
    let at_work: Vec<(usize, bool)> = (0..)
        .zip(&organization.posts)
        .filter(|(_, post)| post.filled())
        .map(|(n, post)| (n, post.manager))
        .collect();
    let managers = at_work.iter().filter(|(_, manager)| *manager).map(|(n, _)| *n);
    let taken: Vec<usize> = managers.take(usize::try_from(forced).unwrap_or(0)).collect();
    let others = at_work.iter().filter(|(n, _)| !taken.contains(n));
    let nobody_up_to = others.map(|(n, _)| luck(now.own_key, *n, now.week)).fold(1.0, f64::min);
    let left = organization.turn_over(rules, load, forced, now.own_key, now.week);
    if left != told || organization.posts != after.organization.posts {
        return None;
    }
    let (at_work, taken) = (at_work.len() as u32, taken.len() as u32);
    Some(LeaverTerms { at_work, taken, hazard, nobody_up_to })
}

/// Of an organization that gives up owing so much, so many weeks of bills, by the world as the week opened.
pub(super) fn debts(world: &World, now: &Now, told: (Fen, f64)) -> Option<DebtTerms> {
    let (arrears, fixed) = (world.organization.arrears(), fixed_bills(world, now).max(1.0));
    let (claims, most) = (firm_claims(world), now.settings.organization.labour.insolvent);
    let gives_up = arrears.yuan() - claims > most * fixed;
    let found = (arrears, arrears.yuan() / fixed);
    (gives_up && found == told).then(|| DebtTerms { owed: arrears.yuan(), claims, fixed, most })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_stay_from_where_what_is_planned_comes_near_what_was() {
        // Everything that is left is planned, but never more than 100.
        let planned = |wages: f64| wages.clamp(0.0, 100.0);
        let at = |left, was| stays_at(planned, left, (was, 0.05));
        assert!((at(60.0, 80.0).unwrap() - 76.0).abs() < 1e-9, "cut to 60, it would have stayed from 76 on");
        assert!(
            (at(90.0, 80.0).unwrap() - 84.0).abs() < 1e-9,
            "added up to 90, it would have stayed up to 84"
        );
        assert!((at(-500.0, 80.0).unwrap() - 76.0).abs() < 1e-9);
        assert_eq!(at(60.0, 120.0), None, "so many posts are not planned for any money");
        assert_eq!(at(79.0, 80.0), None, "it stayed");
    }
}
