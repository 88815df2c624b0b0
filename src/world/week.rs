//! One week, top to bottom. Read this page first.
//!
//! Only the week introduces agents to each other: they know what `exchange` holds, never one another.

use crate::world::World;
use crate::world::blueprint::Blueprint;
use crate::world::observer::{Nobody, Observer, Phase};
use crate::world::phases::now::Now;
use crate::world::phases::{decide, offer, record, settle};

/// Live one week.
pub fn live(world: &mut World, blueprint: &Blueprint) {
    live_watched(world, blueprint, &Nobody);
}

/// Live one week while somebody watches.
pub fn live_watched(world: &mut World, blueprint: &Blueprint, watch: &impl Observer) {
    live_with(world, blueprint, watch, &mut ());
}

/// A hand from outside that holds something of a week (see [`crate::world::counterfactual::hold`]); `()`
/// holds nothing.
pub trait Hand {
    /// After the decisions of the week.
    fn decided(&mut self, _: &mut World) {}
    /// After the offers of the week.
    fn offered(&mut self, _: &mut World) {}
}

impl Hand for () {}

/// Live one week while somebody watches and a hand holds something.
pub fn live_with(world: &mut World, blueprint: &Blueprint, watch: &impl Observer, hand: &mut impl Hand) {
    let begun = watch.now();
    world.week += 1;
    let week = world.week;
    let now = Now { week, levers: blueprint.levers_at(week), settings: &blueprint.settings, key: world.key };
    world.ledger.entries.clear();
    if week == 0 {
        world.remember(blueprint);
    }

    // 1. Decide: contract and handover, the grant, the yearly assessment, the union and the council.
    decide::contract(world, &now);
    decide::money(world, &now);
    decide::assessment(world, &now);
    decide::matters(world, &now);
    hand.decided(world);

    // 2. Offer: the organization (or the government) splits its effort, staffs the home, plans events; the
    //   home opens.
    offer::prepare(world, &now, blueprint);
    hand.offered(world);
    watch.ends(Phase::Institutions, begun);

    // 3. Come and 4. take away: each community lives its week alone, on what it was offered.
    let s = now.settings;
    crate::parallel::each(&mut world.communities, |index, community| {
        let begun = watch.now();
        let place = &blueprint.communities[index];
        let residents = &mut community.residents;
        residents.hear_and_choose(&s.residents, &s.mechanisms, &community.offer, now.key, week);
        let chosen = watch.ends(Phase::FirstPass, begun);
        let full = community.home.admit(&place.home, &community.offer, residents);
        let admitted = watch.ends(Phase::Admission, chosen);
        let tally = residents.live_through(&s.residents, &s.mechanisms, &community.offer, now.key, week);
        let lived = watch.ends(Phase::SecondPass, admitted);
        watch.lived(u64::from(residents.population()));
        record::attendance(community, place, &now, &full, &tally);
        watch.ends(Phase::Recording, lived);
    });

    // 5. Learn: money comes and goes, people are hired and leave, skills and trust move, partners come and
    //   go.
    let begun = watch.now();
    settle::money(world, &now);
    settle::learning(world, &now);
    let learnt = watch.ends(Phase::Institutions, begun);

    // 6. Write down.
    record::institutions(world, &now);
    watch.ends(Phase::Recording, learnt);
}
