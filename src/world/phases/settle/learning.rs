//! What the institutions learn from the week: skills, brand, trust, partners, attendance in public affairs.

use crate::units::PER_10_000;
use crate::world::World;
use crate::world::agents::government::assessment::{Performance, YearOfWork, shares};
use crate::world::agents::organization::Organization;
use crate::world::agents::organization::activity::{Activity, Capability};
use crate::world::agents::organization::learning::WorkWeek;
use crate::world::agents::partners::PartnerWeek;
use crate::world::phases::now::Now;
use crate::world::record::Record;

/// Skills, brand, trust, partners, and what the council left on the table.
pub(crate) fn learn(world: &mut World, now: &Now) {
    let links = &now.settings.mechanisms;
    turnout(world, now);
    if world.organization.in_place() {
        let scale = world.scale();
        let population: f64 = scale * PER_10_000;
        let visits: f64 = world.records().map(|r| r.visits).sum();
        let used = 52.0 * visits / population / now.settings.government.use_expected;
        let new = now.settings.organization.response.use_new;
        world.organization.use_seen += new * (used - world.organization.use_seen);
        let quality =
            world.communities.iter().zip(&world.shares).map(|(c, share)| c.home.quality * share).sum();
        let lived = WorkWeek {
            scale,
            quality,
            visits_per_resident: visits / population,
            // Rules of one home of many are a part of the organization's.
            rules_carried: now.settings.union.rule * f64::from(world.carried.rules) / scale.max(1.0),
            capability_moves: links.capability,
            placements: world.partners.university.placements(now.levers),
            findings: now.settings.university.research_training
                * now.settings.university.studied(now.levers, scale),
        };
        world.organization.learn(&now.settings.organization.learning, now.levers, now.week, &lived);
        own_records(world, now);
        need_and_trust(world, now);
        partners(world, now);
        if links.trust && now.week.rem_euclid(4) == 0 {
            trust_moves(world, now);
        }
        if links.reaction && now.week.rem_euclid(4) == 0 {
            committee_and_union(world, now);
        }
    }
    world.union.fade(&now.settings.union);
}

/// The bureau looks at who would come and did not, and at whom it trusts.
fn need_and_trust(world: &mut World, now: &Now) {
    let (need, came) = world.records().fold((0.0, 0.0), |(n, c), r| (n + r.in_need, c + r.dropped_in));
    let unmet = (need > 0.0).then(|| 1.0 - (came / need).min(1.0));
    let trust = world.government.trust_agency;
    world.government.bureau.weigh(&now.settings.bureau, unmet, trust);
}

/// What partners look at, at the end of a week.
pub(crate) fn seen_by_partners<'a>(world: &World, now: &'a Now) -> PartnerWeek<'a> {
    PartnerWeek {
        rules: &now.settings.partners,
        levers: now.levers,
        scale: world.scale(),
        brand: world.organization.brand,
        trust: world.organization.trust,
        score: world.government.verdict.map(|v| v.awarded),
        key: now.own_key,
        week: now.week,
    }
}

/// Partners come, stay and leave; the university sees how its students were guided.
fn partners(world: &mut World, now: &Now) {
    let seen = seen_by_partners(world, now);
    world.partners.come_and_go(&seen, &mut world.events);
    let there = world.organization.posts.iter().filter(|p| p.filled() && !p.manager);
    let workers = there.map(|p| p.share).sum();
    let service = world.organization.capability[Capability::Service];
    world.partners.university.see(&now.settings.university, service, workers);
}

/// Once a month the committee weighs what the home brings and burdens it with, and the union how far it lets
/// others decide.
fn committee_and_union(world: &mut World, now: &Now) {
    let late = |c: &crate::world::Community| c.offer.hours[1] + c.offer.hours[2];
    let late = world.communities.iter().zip(&world.shares).map(|(c, share)| share * late(c)).sum();
    let used = world.organization.use_seen;
    world.government.weigh_cooperation(&now.settings.committee, used, late);
    world.union.share_or_take_back(&now.settings.union);
}

/// The organization reads in its own records what the week's effort brought, item by item of the sheet.
fn own_records(world: &mut World, now: &Now) {
    if world.organization.beliefs.is_none() {
        return;
    }
    let (scale, rules) = (world.scale(), &now.settings.government);
    let sum = |f: fn(&Record) -> f64| world.records().map(f).sum::<f64>();
    let o = &world.organization;
    let week = YearOfWork {
        events: 52.0 * sum(|r| r.events) / scale,
        visits: 52.0 * sum(|r| r.visits) / (scale * PER_10_000),
        satisfaction: sum(|r| r.satisfaction_users),
        users: sum(|r| r.users),
        paperwork: o.effort[Activity::Paperwork],
        capability: o.capability.mean(),
        routines: o.routines,
        own_share: o.own_share(),
        inflation: 0.0,
        studied: 0.0,
    };
    let items = shares(rules, &Performance::of(rules, &week));
    let Organization { beliefs: Some(beliefs), effort, .. } = &mut world.organization else { return };
    beliefs.remember(&now.settings.organization, effort, items, (now.own_key, now.week));
}

/// The committee compares attendance in public affairs with the time before the handover.
fn turnout(world: &mut World, now: &Now) {
    if now.week.rem_euclid(4) != 0 {
        return;
    }
    let adults: f64 = world.communities.iter().map(|c| c.residents.adults()).sum();
    let attending: f64 = world.records().map(|r| r.attending).sum();
    let share = if adults > 0.0 { attending / adults } else { 0.0 };
    let before = world.news.is_none();
    let new = now.settings.government.turnout_new;
    let g = &mut world.government;
    let mean = if before { &mut g.usual_turnout } else { &mut g.turnout };
    *mean = if *mean == 0.0 { share } else { (1.0 - new) * *mean + new * share };
}

fn trust_moves(world: &mut World, now: &Now) {
    let s = &now.settings.government;
    let sum = |f: fn(&Record) -> f64| world.records().map(f).sum::<f64>();
    let members: f64 = world.communities.iter().map(|c| c.residents.members()).sum();
    let came = sum(|r| r.came_4_weeks) / (world.scale() * PER_10_000);
    let reach = if members > 0.0 && came > 0.0 {
        sum(|r| r.union_members_came_4_weeks) / members / came
    } else {
        1.0
    };
    world.government.learn(s);
    let score = world.government.verdict.map(|v| v.awarded);
    world.union.learn(&now.settings.union, s.trust_learning, reach, score);
    let late = std::mem::take(&mut world.government.late_this_month);
    let o = &mut world.organization;
    o.trust = if late {
        (o.trust - s.trust_late).max(0.0)
    } else {
        o.trust + s.trust_recovery * (s.trust_rest - o.trust)
    };
}
