//! One week, top to bottom. Read this page first.
//!
//! Only the week introduces agents to each other: they know what `exchange` holds, never one another.

use crate::levers::Levers;
use crate::stop;
use crate::world::blueprint::Blueprint;
use crate::world::observer::{Observer, Phase};
use crate::world::phases::apart::each;
use crate::world::phases::now::Now;
use crate::world::phases::{decide, offer, people, react, record, settle};
use crate::world::{Community, World};
use std::borrow::Cow;

/// Advance a world by one week. `observer` looks on, and may hold something of the week; `&mut ()` does
/// neither. A program that is asked to stop does so between weeks, or within one.
pub fn advance(world: &mut World, blueprint: &Blueprint, observer: &mut impl Observer) {
    stop::look();
    let (levers, moved) = open(world, blueprint, observer);
    let present = world.present.settings();
    let base = present.as_deref().unwrap_or(&blueprint.settings);
    let (week, places, key) = (world.week, &blueprint.communities[..], world.key);
    let now = Now { week, levers: &levers, settings: base, base, places, key, own_key: key, part: 1.0 };

    // 1. Decide: contract and handover, the grant, the yearly assessment, the union and the council.
    observer.phase(Phase::Institutions, || {
        if moved {
            // Whoever runs the home works by wages and prices that have moved.
            each(world, &now, decide::in_place::work_as_it_does);
        }
        each(world, &now, decide::contract);
        // From here on by the rules of whoever runs the home now.
        each(world, &now, |world, now| {
            decide::money(world, now);
            decide::assessment(world, now);
            decide::matters(world, now);
        });
    });
    observer.decided(world);

    // 2. Offer: the organization (or the government) splits its effort, staffs the home, plans events; the
    //   home opens.
    observer.phase(Phase::Institutions, || each(world, &now, offer::prepare));
    observer.offered(world);

    // 3. Come and 4. take away: each community lives its week alone, on what it was offered.
    let (looking_on, rules) = (&*observer, world.settings_of_homes());
    crate::parallel::each(&mut world.communities, |index, community| {
        let now = now.under(rules[index].as_deref().unwrap_or(base));
        attend(index, community, &now, looking_on);
    });

    // 5. Learn: money comes and goes, people are hired and leave, skills and trust move, partners come and
    //   go. 6. Write down.
    observer.phase(Phase::Institutions, || {
        each(world, &now, |world, now| {
            settle::money(world, now);
            settle::learning::learn(world, now);
        });
        settle::bodies::together(world, &now);
    });
    observer.phase(Phase::Recording, || {
        each(world, &now, record::institutions);
        world.close_the_week();
    });
}

/// The week begins: the levers in force, who lives here, wages and prices. Whether these have moved.
pub(crate) fn open<'b>(
    world: &mut World,
    blueprint: &'b Blueprint,
    observer: &impl Observer,
) -> (Cow<'b, Levers>, bool) {
    let week = world.begin_week(blueprint);
    // Rules that react look at last week's records; what they set lies over what is dated.
    let levers = observer.phase(Phase::Institutions, || react::levers(world, blueprint, week));
    // Who lives here: people move into new flats, or away.
    observer.phase(Phase::Founding, || people::live_here(world, blueprint, &levers));
    // Wages and prices come to those of the week, and settings in yuan with them.
    let moved = world.present.come_to(week, &levers.prices, &blueprint.settings);
    (levers, moved)
}

/// Residents of one community hear, choose, are admitted and take away what they met.
fn attend(index: usize, community: &mut Community, now: &Now, observer: &impl Observer) {
    let place = &now.places[index];
    let (rules, links) = (&now.settings.residents, &now.settings.mechanisms);
    let (residents, offer) = (&mut community.residents, &community.offer);
    observer.phase(Phase::FirstPass, || residents.hear_and_choose(rules, links, offer, now.key, now.week));
    let full = observer.phase(Phase::Admission, || community.home.admit(&place.home, offer, residents));
    observer.admitted(index, community, now);
    let (residents, offer) = (&mut community.residents, &community.offer);
    let tally = observer
        .phase(Phase::SecondPass, || residents.visit_and_remember(rules, links, offer, now.key, now.week));
    observer.residents_done(u64::from(residents.population()));
    observer.phase(Phase::Recording, || record::attendance(community, place, now, &full, &tally));
}
