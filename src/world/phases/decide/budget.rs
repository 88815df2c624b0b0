//! What an organization can pay: whether it bids, whom it cuts or adds, what it gives back.

use crate::units::Fen;
use crate::world::World;
use crate::world::agents::organization::labour::{Budget, PostPlan, Review};
use crate::world::agents::organization::promise::BidContent;
use crate::world::exchange::{Actor, EventKind};
use crate::world::phases::decide::prospects::{fees, fees_taken, hours_to_come, seat_hours};
use crate::world::phases::now::Now;
use crate::world::phases::settle::bills::{above_grant, concept_bill, crowded_spend};

/// What an organization answers to a tender.
pub(crate) struct Bid {
    /// The posts with which it would come; `None` when it does not bid.
    pub plan: Option<PostPlan>,
    /// Part of the wished posts that the budget pays for.
    pub affordable: f64,
    /// Part below which it does not bid.
    pub least: f64,
}

/// As whom an organization works out what it can pay.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Stands {
    /// It runs the home.
    InPlace,
    /// It comes anew, with this trust in the government.
    Anew {
        /// 0–1.
        trust: f64,
    },
}

/// What a budget is worked out for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms {
    /// Grant of a year, yuan.
    pub grant: f64,
    /// Means on top of the cash that is there.
    pub means: Fen,
    /// As whom.
    pub stands: Stands,
    /// What is believed of running bills, against what they come to.
    pub cost: f64,
    /// What is promised beside posts; `None` where hours, fee and programme stay as they are.
    pub content: Option<BidContent>,
}

impl Terms {
    /// Those of the organization of today, at the grant that a contract year would have.
    fn of_today(world: &World, now: &Now, means: Fen) -> Terms {
        let o = &world.organization;
        let grant = world.government.promised(&now.settings.government, now.levers).yuan();
        let stands = if o.in_place() { Stands::InPlace } else { Stands::Anew { trust: o.trust } };
        Terms { grant, means, stands, cost: 1.0, content: None }
    }
}

/// Work out whether wages can be met with `means` on top of the cash that is there; ask for more where they
/// cannot; cut posts, or do not bid.
pub(crate) fn bid(world: &mut World, now: &Now, means: Fen) -> Bid {
    let rules = &now.settings.organization;
    let (setup, least) = (&rules.setup, rules.labour.least_posts);
    let wished = PostPlan::wished(now.levers);
    let mut wages = budget(world, now, &Terms::of_today(world, now, means)).wages(&rules.labour);
    let mut affordable = wished.affordable(wages, setup);
    if now.settings.mechanisms.money && affordable < least {
        let missing = (least * wished.wages(setup) - wages).max(0.0);
        wages += more(world, now, missing);
        affordable = wished.affordable(wages, setup);
    }
    let bids = affordable >= least - 1e-9 || !now.settings.mechanisms.money;
    let plan = bids.then(|| fitting(wished, wages, now));
    Bid { plan, affordable, least }
}

/// The organization asks for `missing` yuan a week more; the bureau adds what its trust and its rules allow.
/// Gives what is added, with its match, a week.
fn more(world: &mut World, now: &Now, missing: f64) -> f64 {
    let with_match = 1.0 + now.levers.union.matching;
    let asked = missing * 52.0 / with_match;
    let most = world.government.most_added(&now.settings.government, now.levers);
    let added = asked.min((most - world.government.raised.yuan()).max(0.0));
    let (asked, in_fen) = (Fen::from_yuan(asked), Fen::from_yuan(added));
    world.government.raised += in_fen;
    world.note(now, Actor::Agency, EventKind::MoreAsked { asked, added: in_fen });
    // Not as it was rounded: who is given all that it asked for would lack a part of a fen, and go.
    added * with_match / 52.0
}

/// The posts that a wage budget pays for. Where money binds nobody, no wished post is cut.
pub(crate) fn fitting(wished: PostPlan, wages: f64, now: &Now) -> PostPlan {
    let rules = &now.settings.organization;
    let wages = if now.settings.mechanisms.money { wages } else { wages.max(wished.wages(&rules.setup)) };
    wished.within(wages, rules.offering.grant_to_staff, &rules.setup)
}

/// What the budget of the coming year rests on.
pub(crate) fn budget(world: &World, now: &Now, terms: &Terms) -> Budget {
    let rules = &now.settings.organization;
    let (setup, o) = (&rules.setup, &world.organization);
    let Terms { grant, means, stands, cost, content } = *terms;
    let scale = world.scale();
    // What the bureau owes counts as far as it is trusted; who starts where it pays late must pay in advance.
    let late = (now.levers.funding.lag as f64 - now.settings.prices.usual_lag).max(0.0);
    let (own, effort, cash) = match stands {
        Stands::InPlace => {
            (o.own_income(), o.effort, (o.total_cash() + means - o.arrears()).yuan() + firm_claims(world))
        }
        Stands::Anew { trust } => {
            (0.0, rules.usual_effort.shares(), means.yuan() - (1.0 - trust) * late * grant / 52.0)
        }
    };
    let in_place = matches!(stands, Stands::InPlace);
    // Own income of the body in place holds the fees that it takes already.
    let taken = if in_place { fees_taken(world) } else { 0.0 };
    let fees = content.map_or(0.0, |content| fees(world, now, &content) - taken);
    let events = rules.events_planned(&effort, grant, scale) * setup.event_cost;
    let matters = now.settings.union.cost * f64::from(world.union.last_year().carried) / 52.0;
    let spend = crowded_spend(rules, above_grant(setup, grant, scale)) * scale;
    Budget {
        income: grant * (1.0 + now.levers.union.matching) / 52.0 + own + fees,
        running: running_bills(world, now, content) * cost + events + matters + spend,
        prudence: setup.prudence,
        cash,
    }
}

/// What the bureau still owes, as far as the organization trusts it; yuan.
pub(crate) fn firm_claims(world: &World) -> f64 {
    world.organization.trust * world.government.outstanding().yuan()
}

/// Bills of a week that come whatever the posts: utilities, administration, the concept; yuan.
fn running_bills(world: &World, now: &Now, content: Option<BidContent>) -> f64 {
    let setup = &now.settings.organization.setup;
    let seen = world.organization.in_place() && world.news != Some(now.week) && content.is_none();
    let (managers, opening) = (now.levers.operator.managers, content.map_or(1.0, |c| c.opening));
    let seat_hours = |at: usize| {
        let seen = seen.then(|| world.communities[at].offer.seat_hours());
        let to_come = || seat_hours(now, at, hours_to_come(world, now, at, (managers, 0.0, opening)));
        seen.unwrap_or_else(to_come)
    };
    let utilities = setup.utilities_of((0..world.communities.len()).map(seat_hours).sum());
    utilities + setup.administration * world.scale() + concept_bill(now, world.scale())
}

/// What must be paid in a week whatever happens, with the wages of the planned posts; yuan.
pub(crate) fn fixed_bills(world: &World, now: &Now) -> f64 {
    world.organization.planned.wages(&now.settings.organization.setup) + running_bills(world, now, None)
}

/// The budget of who runs the home, as a review of the posts finds it.
pub(crate) fn budget_of_today(world: &World, now: &Now) -> Budget {
    budget(world, now, &Terms::of_today(world, now, Fen::ZERO))
}

/// Fit the posts to the budget: in the first week of a contract year both ways, each quarter downwards, and
/// at once when the levers wish for others.
pub(crate) fn review(world: &mut World, now: &Now) {
    let rules = &now.settings.organization;
    let wished = PostPlan::wished(now.levers);
    let o = &mut world.organization;
    let changed = o.wished != wished;
    let Some(review) = o.reviews(&rules.labour, now.week).or(changed.then_some(Review::OfTheYear)) else {
        return;
    };
    if world.news == Some(now.week) {
        return;
    }
    world.organization.wished = wished;
    let plan = fitting(wished, budget_of_today(world, now).wages(&rules.labour), now);
    let before = world.organization.planned;
    let [was, is] = [before, plan].map(|plan| plan.wages(&rules.setup));
    let small = (is - was).abs() <= rules.labour.tolerance * was && !changed;
    if small || (review == Review::OfTheQuarter && is > was) {
        return;
    }
    world.organization.plan_posts(plan, rules, now.own_key, now.week);
    let kind = EventKind::Posts { before: before.posts(), after: plan.posts(), wished: wished.posts() };
    world.note(now, Actor::Organization, kind);
}

/// At the end of a contract year what goes beyond some weeks of usual spending goes back to the bureau, at
/// most what public purses paid in that year.
pub(crate) fn give_back_surplus(world: &mut World, now: &Now) {
    if !now.settings.mechanisms.money {
        return;
    }
    let o = &mut world.organization;
    let carried = now.settings.organization.labour.carried * o.usual_spending;
    let beyond = (o.total_cash() - o.arrears()).yuan() - carried - o.brought.yuan();
    let surplus = Fen::from_yuan(beyond.min(o.public_income()).max(0.0));
    let amount = o.give_back(&mut world.ledger, now.week, surplus, &world.shares);
    if amount > Fen::ZERO {
        world.note(now, Actor::Agency, EventKind::Clawback { amount });
    }
}
