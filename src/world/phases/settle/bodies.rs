//! Bodies with several homes, and bodies beside one another, where each home has a contract of its own: what
//! the homes of a body share, and whom one body hires away from another.

use crate::random::{Purpose, uniform};
use crate::units::Fen;
use crate::world::World;
use crate::world::agents::organization::OrganizationRules;
use crate::world::agents::organization::activity::ByCapability;
use crate::world::agents::organization::bidder::Skills;
use crate::world::agents::organization::homes::SeveralHomes;
use crate::world::apart::HomeInstitutions;
use crate::world::exchange::{Actor, Event, EventKind};
use crate::world::phases::now::Now;

/// The end of the week between homes: skills and money pass among those of one body, people between bodies.
pub(crate) fn together(world: &mut World, now: &Now) {
    for body in 0..world.pool.candidates.len() {
        let run = |at: &usize| world.apart[*at].pool.running == Some(body);
        let homes: Vec<usize> = (0..world.apart.len()).filter(run).collect();
        if !homes.is_empty() {
            one_body(world, now, body, &homes);
            help(world, now, &homes);
        }
    }
    for hirer in 0..world.apart.len() {
        hire_away(world, now, hirer);
    }
}

/// What the homes of a body learn from one another, and what is known of it by all of them.
fn one_body(world: &mut World, now: &Now, body: usize, homes: &[usize]) {
    let mean = |of: &dyn Fn(&HomeInstitutions) -> f64| {
        homes.iter().map(|at| of(&world.apart[*at])).sum::<f64>() / homes.len() as f64
    };
    let capability = std::array::from_fn(|k| mean(&|home| home.organization.capability.0[k]));
    let skills = Skills {
        capability: ByCapability(capability),
        routines: mean(&|home| home.organization.routines),
        trust: mean(&|home| home.organization.trust),
        caught: mean(&|home| home.organization.caught),
    };
    let (reputation, union_trust) =
        (mean(&|home| home.government.trust_agency), mean(&|home| home.union.trust));
    if now.settings.mechanisms.capability && homes.len() > 1 {
        let part = now.base.organization.homes.exchange;
        for at in homes {
            world.apart[*at].organization.learn_from(part, (skills.capability, skills.routines));
        }
    }
    let candidate = &mut world.pool.candidates[body];
    (candidate.skills, candidate.reputation, candidate.union_trust) = (skills, reputation, union_trust);
}

/// Homes of a body that have more than a prudent reserve help those that owe wages or bills.
fn help(world: &mut World, now: &Now, homes: &[usize]) {
    let (rules, weeks) = (&now.base.organization.homes, now.base.organization.setup.prudence);
    for needy in homes {
        for giver in homes {
            let spare = Fen::from_yuan(rules.help * world.apart[*giver].organization.spare(weeks).yuan());
            let amount = world.apart[*needy].organization.short().min(spare);
            if amount <= Fen::ZERO {
                continue;
            }
            let HomeInstitutions { organization, ledger, .. } = &mut world.apart[*giver];
            organization.hand_on(ledger, now.week, amount);
            let HomeInstitutions { organization, ledger, .. } = &mut world.apart[*needy];
            organization.take_on(ledger, now.week, amount);
            let kind = EventKind::Helped { home: *giver as u32 + 1, amount };
            world.events.push(Event::of_community(now.week, *needy as u32, Actor::Organization, kind));
        }
    }
}

/// Somebody whom a home may hire away.
struct Offered {
    /// Where that person works now, and in which post.
    home: usize,
    post: usize,
    /// Logarithm by which pay is better.
    better: f64,
}

/// A vacancy is filled with somebody of another body that pays worse, or not at all.
fn hire_away(world: &mut World, now: &Now, hirer: usize) {
    let rules = &now.base.organization.homes;
    let home = &world.apart[hirer];
    if !home.organization.in_place() || home.organization.owes_wages() {
        return;
    }
    let Some(vacancy) = home.organization.posts.iter().position(|post| !post.filled()) else { return };
    let post = home.organization.posts[vacancy];
    let Some(best) = most_drawn(world, now, hirer, post.manager) else { return };
    let word = home.key.draw(vacancy as u32, 0, now.week, Purpose::HiredAway, 0)[0];
    let premium = Fen::from_yuan(rules.premium * post.share * wage(home, now, post.manager));
    let dear = now.settings.mechanisms.money && premium > home.organization.spare(0.0);
    if dear || f64::from(uniform(word)) >= rules.hired_away * best.better {
        return;
    }
    let left = &mut world.apart[best.home];
    let own = left.pool.settings.as_deref().unwrap_or(now.base);
    let skills = left.organization.capability;
    left.organization.is_left(best.post, &own.organization, left.key, now.week);
    arrive(&mut world.apart[hirer], rules, (vacancy, skills), (now, premium));
    let kind = EventKind::HiredAway { home: best.home as u32 + 1, better: best.better, premium };
    world.events.push(Event::of_community(now.week, hirer as u32, Actor::Organization, kind));
}

/// Who is hired away comes at once, is paid for it, and brings part of what the old body can do better.
fn arrive(
    home: &mut HomeInstitutions,
    rules: &SeveralHomes,
    (vacancy, skills): (usize, ByCapability),
    (now, premium): (&Now, Fen),
) {
    let HomeInstitutions { organization, ledger, .. } = home;
    organization.posts[vacancy].filled_from = None;
    organization.pay_premium(ledger, now.week, premium);
    let part = rules.brings * organization.posts[vacancy].share / organization.staff().max(1.0);
    for (own, others) in organization.capability.0.iter_mut().zip(skills.0) {
        *own += part * (others - *own).max(0.0);
    }
}

/// The person of a kind in another body to whom it pays most to come; the first of equals.
fn most_drawn(world: &World, now: &Now, hirer: usize, manager: bool) -> Option<Offered> {
    let own = &world.apart[hirer];
    let mut best: Option<Offered> = None;
    for (home, other) in world.apart.iter().enumerate() {
        let same_body = other.pool.running.is_some() && other.pool.running == own.pool.running;
        if home == hirer || same_body || !other.organization.in_place() {
            continue;
        }
        let rules = settings_of(other, now);
        let unpaid = now.base.organization.homes.unpaid * other.organization.weeks_unpaid(&rules.setup);
        let better = libm::log(wage(own, now, manager) / wage(other, now, manager).max(1e-9)) + unpaid;
        let found = other.organization.posts.iter().position(|post| post.filled() && post.manager == manager);
        let ahead = better > best.as_ref().map_or(0.0, |best| best.better);
        if let Some(post) = found.filter(|_| ahead) {
            best = Some(Offered { home, post, better });
        }
    }
    best
}

/// The rules of whoever runs a home.
fn settings_of<'a>(home: &'a HomeInstitutions, now: &'a Now) -> &'a OrganizationRules {
    &home.pool.settings.as_deref().unwrap_or(now.base).organization
}

/// What a home pays a full-time head a week, yuan.
fn wage(home: &HomeInstitutions, now: &Now, manager: bool) -> f64 {
    let setup = &settings_of(home, now).setup;
    if manager { setup.manager_wage } else { setup.worker_wage }
}
