//! Matters before the union and the council: what is known of each home, and what is decided.

use crate::units::Fen;
use crate::world::World;
use crate::world::agents::union::interests::{HomeSeen, Purse};
use crate::world::agents::union::votes::Votes;
use crate::world::ledger::{Account, For};
use crate::world::phases::now::Now;

/// Matters before the union and the council.
pub(crate) fn matters(world: &mut World, now: &Now) {
    world.carried = Default::default();
    world.union.votes.clear();
    let s = &now.settings.union;
    let homes = seen(world, now);
    let votes = votes(world, now, &homes);
    if !world.organization.in_place() {
        world.union.agency_decides_alone(&votes);
        return;
    }
    if !now.settings.mechanisms.council {
        return;
    }
    let cash = world.organization.total_cash().yuan();
    let affordable = if now.settings.mechanisms.money && s.cost > 0.0 {
        (cash / s.cost).clamp(0.0, 1e6) as u32
    } else {
        u32::MAX
    };
    world.carried = world.union.decide(&votes, affordable, &mut world.events);
    let money = Fen::from_yuan(s.money * f64::from(world.carried.money));
    world.receive(now, Account::Union, For::Matching, money);
}

/// What the bodies go by.
fn votes<'a>(world: &World, now: &'a Now, homes: &'a [HomeSeen]) -> Votes<'a> {
    let (g, o, rules) = (&world.government, &world.organization, &now.settings.organization);
    let matching = now.levers.union.matching;
    Votes {
        rules: &now.settings.union,
        interests: &now.settings.interests,
        levers: now.levers,
        role: world.union.role(now.levers),
        homes,
        trusts: [world.union.trust, g.trust_agency, g.trust_committee, o.trust],
        purse: Purse {
            union: matching / (1.0 + matching),
            need: (1.0 - o.runway(&rules.setup) / rules.response.need_weeks).max(0.0),
            wage: wage(now),
            routines: o.routines,
        },
        partners: world.partners.count(),
        cooperation: g.cooperation(now.levers),
        key: now.key,
        week: now.week,
    }
}

/// Wages of an hour of the organization's people.
fn wage(now: &Now) -> f64 {
    let setup = &now.settings.organization.setup;
    setup.manager_wage / setup.net_hours
}

/// What is known of each home, by last week's records.
fn seen(world: &World, now: &Now) -> Vec<HomeSeen> {
    let (choice, setup) = (&now.settings.residents.choice, &now.settings.organization.setup);
    let coordinator = now.settings.government.referrals
        * now.settings.government.coordinator_hours
        * now.levers.support.cooperation
        * world.government.cooperation(now.levers);
    let home = |c: &crate::world::Community| {
        let (r, scale) = (&c.last, c.scale());
        let residents = c.residents.groups();
        HomeSeen {
            place: c.word,
            scale,
            residents,
            members: if residents[1] > 0.0 { (c.residents.members() / residents[1]).min(1.0) } else { 0.0 },
            free: choice.free(),
            opening: choice.opening,
            hours: c.offer.hours,
            visits: r.visits,
            aware: if r.population > 0.0 { r.aware / r.population } else { 0.0 },
            referred: coordinator * scale,
            hour_costs: setup.utilities_of(c.offer.seats),
            hour_work: wage(now) * scale.max(1.0),
            trust: if r.users > 0.0 { r.trust_users / r.users } else { 0.5 },
            attending: c.attending,
        }
    };
    world.communities.iter().map(home).collect()
}
