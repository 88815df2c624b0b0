//! Writing down: the record of each community's week.

use crate::units::PER_10_000;
use crate::world::agents::government::Government;
use crate::world::agents::home::Fullness;
use crate::world::agents::organization::Organization;
use crate::world::agents::organization::money::Creditor;
use crate::world::agents::organization::programme::variety;
use crate::world::agents::residents::tally::Tally;
use crate::world::agents::union::Union;
use crate::world::blueprint::CommunityBlueprint;
use crate::world::exchange::Offer;
use crate::world::ledger::{Account, For};
use crate::world::phases::decide;
use crate::world::phases::now::Now;
use crate::world::pool::BidderPool;
use crate::world::record::Record;
use crate::world::record::cost::Bearer;
use crate::world::record::tender::{ByTender, OfTender};
use crate::world::{Community, World};

/// What residents and home did this week.
pub(crate) fn attendance(
    c: &mut Community,
    place: &CommunityBlueprint,
    now: &Now,
    full: &Fullness,
    tally: &Tally,
) {
    let offer = &c.offer;
    let mut r = Record {
        week: now.week,
        community: c.last.community,
        population: f64::from(c.residents.population()),
        adults: c.residents.adults(),
        union_members: c.residents.members(),
        ..Record::default()
    };
    tally.write(&mut r);
    r.meeting_adults = if offer.meeting { r.adults } else { 0.0 };
    r.open_hours = offer.hours.iter().sum();
    if r.open_hours == 0.0 {
        // Nobody wishes who finds it closed, and needs are what they were.
        (r.in_need, r.in_need_as_served) = (c.last.in_need, c.last.in_need_as_served);
    }
    // Who comes, though a reference week's hours would suit it less, is in need too.
    r.in_need_as_served = r.in_need_as_served.max(r.dropped_in);
    r.in_need = r.in_need.max(r.in_need_as_served);
    r.nominal_seat_hours = place.home.seats as f64 * place.home.nominal_hours;
    r.open_seat_hours = offer.seats * r.open_hours;
    r.used_seat_hours = r.visits * place.home.stay;
    (r.peak_used, r.peak_capacity) = (full.peak_used, full.peak_capacity);
    r.used_at_usual_peak = full.used_at_usual_peak;
    r.events = offer.events.iter().flatten().map(|n| f64::from(*n)).sum();
    r.events_cancelled = c.cancelled;
    r.variety = variety(&offer.mix);
    r.volunteer_hours = tally.hours_offered.min(offer.hours_wanted);
    r.coproduced_hours = now.settings.partners.event_hours * c.given_events;
    r.quality = offer.quality;
    c.last = r;
    remember(c, now, tally);
}

/// What the next week asks of this one besides its record: who attended, volunteers, prizes.
fn remember(c: &mut Community, now: &Now, tally: &Tally) {
    c.attending = tally.attending_by_group;
    let load = load_of_volunteers(&c.offer, tally.hours_offered);
    now.settings.residents.volunteering.wear_out(&mut c.worn, load, c.offer.guided);
    c.hours_offered = tally.hours_offered;
    c.prizes = tally.prizes;
}

/// Hours that volunteers work by those that they offer: where too few are there, those who are stand in for
/// the missing; where more is offered than wanted, each does less.
pub(crate) fn load_of_volunteers(offer: &Offer, offered: f64) -> f64 {
    let wanted = offer.hours_wanted;
    if wanted <= 0.0 {
        return 0.0;
    }
    if offered > wanted { wanted / offered } else { 2.0 - offered / wanted }
}

/// What the institutions are like at the end of the week, in each community's record; then the indices of the
/// last year.
pub(crate) fn institutions(world: &mut World, now: &Now) {
    let caretakers = now.settings.government.caretaker_staff * world.scale();
    let there = Institutions {
        organization: &world.organization,
        government: &world.government,
        union: &world.union,
        partners: world.partners.count(),
        pool: &world.pool,
    };
    for (index, c) in world.communities.iter_mut().enumerate() {
        let population = f64::from(c.residents.population());
        let r = &mut c.last;
        r.community = index as u32;
        r.apart = !world.apart.is_empty();
        r.operator_wished = f64::from(u8::from(decide::wanted(now.levers, now.week)));
        there.judged(r);
        if there.organization.in_place() {
            there.work(r, now, world.shares[index]);
        } else {
            let own = now.settings.government.caretaker_staff * population / PER_10_000;
            r.staff = caretakers;
            r.staff_hours = own * now.settings.organization.setup.net_hours;
        }
        attended(r, now.settings.residents.choice.opening);
        there.standing(r, now);
        r.tender = there.tendered();
        there.matters(r, world.shares[index]);
        let built_up = |of| there.organization.built_up(of, index).yuan();
        r.cost[Bearer::Staff] = built_up(Creditor::Employees);
        r.cost[Bearer::Suppliers] = built_up(Creditor::Suppliers);
        r.cost[Bearer::Rooms] = now.settings.prices.seat_week * c.offer.seats;
        r.reserve = there.organization.cash[index].yuan();
        r.arrears = (there.organization.wages_owed[index] + there.organization.bills_owed[index]).yuan();
    }
    cash(world);
    for c in &mut world.communities {
        c.year.keep(&c.last);
        c.year.write(&now.settings.indices, &mut c.last);
    }
}

/// Hours in which somebody is there, and who is served: an hour that nobody attends is as good as closed, and
/// fewer hours bring fewer people by the elasticity of coming to opening hours.
fn attended(r: &mut Record, opening: f64) {
    r.attended_hours = r.open_hours.min(r.staff_hours + r.volunteer_hours);
    let part = if r.open_hours > 0.0 { r.attended_hours / r.open_hours } else { 0.0 };
    r.served = r.dropped_in * libm::pow(part, opening);
}

/// The shared actors at the end of the week.
struct Institutions<'a> {
    organization: &'a Organization,
    government: &'a Government,
    union: &'a Union,
    /// How many there are.
    partners: f64,
    pool: &'a BidderPool,
}

impl Institutions<'_> {
    /// Who runs the home, what was reported, how it was assessed.
    fn judged(&self, r: &mut Record) {
        let operator = self.organization.in_place();
        r.operator = f64::from(u8::from(operator));
        r.survived = self.organization.survived;
        let inflation = if operator { self.organization.inflation } else { 0.0 };
        r.quality_reported = (r.quality * (1.0 + inflation)).min(1.0);
        r.inflation = inflation;
        if let Some(v) = self.government.verdict.filter(|_| operator) {
            (r.scored, r.score, r.score_reported, r.tier) = (1.0, v.score, v.reported, v.tier);
            r.score_awarded = v.awarded;
            (r.audited, r.found) = (f64::from(u8::from(v.audited)), f64::from(u8::from(v.found)));
        }
    }

    /// What the organization is and does while it runs the home.
    fn work(&self, r: &mut Record, now: &Now, share: f64) {
        let o = self.organization;
        r.effort = o.effort;
        r.staff = o.staff();
        r.heads = o.posts.iter().filter(|post| post.filled()).count() as f64;
        let rules = &now.settings.organization;
        r.staff_hours = o.hands(rules) * rules.setup.net_hours * share;
        r.posts = o.planned.posts();
        r.wage_bill = o.wage_bill(&rules.setup) * share;
        r.weeks_unpaid = o.weeks_unpaid(&rules.setup);
        r.staff_exits = o.exits;
        r.capability = o.capability;
        r.org_growth = o.growth(&now.settings.organization.growth);
        r.runway_weeks = o.runway(&now.settings.organization.setup);
        r.late_wages = f64::from(u8::from(o.late_wages));
    }

    /// Routines, brand, partners, trust, cooperation, the contract.
    fn standing(&self, r: &mut Record, now: &Now) {
        let (o, g) = (self.organization, self.government);
        r.routines = o.routines;
        r.brand = o.brand;
        r.partners = self.partners;
        (r.trust_agency, r.trust_committee, r.trust_union, r.trust_organization) =
            (g.trust_agency, g.trust_committee, self.union.trust, o.trust);
        let operator = o.in_place();
        r.cooperation = if operator { g.cooperation(now.levers) } else { 0.0 };
        r.contract_weeks = if operator { f64::from(o.term) } else { 0.0 };
    }

    /// The last tender, and the contract that came of it.
    fn tendered(&self) -> ByTender {
        let (pool, is) = (self.pool, |there: bool| f64::from(u8::from(there)));
        let agreed = self.organization.in_place() && pool.running.is_some();
        let mut tender = ByTender::default();
        tender[OfTender::Held] = is(pool.bids.is_some());
        tender[OfTender::Bids] = f64::from(pool.bids.unwrap_or(0));
        tender[OfTender::Agreed] = is(agreed);
        tender[OfTender::Price] = if agreed { self.government.agreed } else { 0.0 };
        tender[OfTender::Stood] = is(pool.kept.is_some());
        tender[OfTender::Kept] = is(pool.kept == Some(true));
        tender[OfTender::Operators] = f64::from(self.organization.operators);
        tender
    }

    /// Matters before the union and the council.
    fn matters(&self, r: &mut Record, share: f64) {
        let last = self.union.week_before();
        r.proposals = f64::from(last.raised);
        r.proposals_resident = f64::from(last.by_residents);
        r.proposals_adopted = f64::from(last.adopted);
        r.proposals_carried = f64::from(last.carried);
        let year = self.union.last_year();
        (r.decided_52, r.joint_52) = (f64::from(year.decided), f64::from(year.joint));
        (r.promised_52, r.in_time_52) = (f64::from(year.promised) * share, year.in_time * share);
    }
}

/// The week's payments, by community.
fn cash(world: &mut World) {
    for entry in &world.ledger.entries {
        let r = &mut world.communities[entry.community as usize].last;
        let yuan = entry.amount.yuan();
        match entry.purpose {
            For::Grant | For::Bridging => {
                r.grant += yuan;
                r.cost[Bearer::Own] -= yuan;
            }
            For::Matching => {
                r.matching += yuan;
                r.cost[Bearer::Own] -= yuan;
            }
            For::Gift => r.gifts += yuan,
            For::Fee => r.fees += yuan,
            For::PartnerMoney => r.partner_money += yuan,
            For::UnpaidWages | For::UnpaidBills => r.written_off += yuan,
            For::Clawback => r.cost[Bearer::Own] += yuan,
            For::OwnMeans | For::BetweenHomes => {}
            purpose if entry.from == Account::Organization => {
                r.spending += yuan;
                r.cost[Bearer::Own] += yuan;
                if purpose == For::Fundraising {
                    r.fundraising_spend += yuan;
                }
            }
            _ => {}
        }
        bearer(r, entry.from, yuan);
        bearer(r, entry.to, -yuan);
    }
    for c in &mut world.communities {
        let r = &mut c.last;
        r.public_cost = r.cost.public();
    }
}

/// What a public purse pays is a cost that it bears; what passes to the organization, or comes back from it,
/// is none of the organization's own.
fn bearer(r: &mut Record, account: Account, yuan: f64) {
    match account {
        Account::Agency => r.cost[Bearer::Bureau] += yuan,
        Account::Union => r.cost[Bearer::Union] += yuan,
        Account::Committee => r.cost[Bearer::Committee] += yuan,
        _ => {}
    }
}
