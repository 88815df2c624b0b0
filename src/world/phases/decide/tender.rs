//! A tender: who bids, for which price and with which posts; how bids are scored; who wins.

use crate::levers::Levers;
use crate::random::{Purpose, normal};
use crate::units::Fen;
use crate::world::World;
use crate::world::agents::organization::labour::{Labour, PostPlan};
use crate::world::agents::organization::promise::BidContent;
use crate::world::blueprint::Settings;
use crate::world::exchange::promise::PromiseStage;
use crate::world::exchange::{Actor, EventKind};
use crate::world::phases::decide::budget::{Stands, Terms, budget, fitting};
use crate::world::phases::decide::content::{self, GivenUp};
use crate::world::phases::decide::in_place::take_over;
use crate::world::phases::now::Now;
use crate::world::pool::settings_under;

/// Halvings of the interval in which a price is sought: to a millionth of a millionth of the grant.
const HALVINGS: usize = 40;

/// A bid.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PricedBid {
    /// Which candidate.
    pub at: usize,
    /// Grant of a year that it asks for, yuan.
    pub price: f64,
    /// Posts that it promises.
    pub plan: PostPlan,
    /// What else it promises; `None` where bids are a price and posts.
    pub content: Option<BidContent>,
    /// Points of bureau and union together.
    pub score: f64,
}

/// Whether bodies are named that may bid.
pub(crate) fn open(world: &World) -> bool {
    !world.pool.candidates.is_empty()
}

/// Everybody looks at what is offered, those bid who can answer for the home, and the best score wins; `None`
/// where nobody bids.
pub(crate) fn hold(world: &mut World, now: &Now) -> Option<PricedBid> {
    let incumbent = world.pool.running;
    let willing: Vec<Reckoning> = (0..world.pool.candidates.len())
        .map(|at| Reckoning::of(world, now, at))
        .filter(|one| one.least_price.is_some() && may_bid(world, one.at))
        .collect();
    world.pool.bids = Some(willing.len() as u32);
    let mut bids: Vec<PricedBid> = willing.iter().map(|one| one.bid(world, now, willing.len())).collect();
    for bid in &mut bids {
        bid.score = score(world, now, bid);
        let (bidder, posts, score) = (bid.at as u32 + 1, bid.plan.posts(), bid.score);
        let kind = EventKind::Bid { bidder, price: Fen::from_yuan(bid.price), posts, score };
        world.note(now, Actor::Organization, kind);
        tell(world, now, bid, PromiseStage::Bid);
    }
    // The first in the order of names wins where scores are the same.
    let best = bids.iter().copied().reduce(|best, bid| if bid.score > best.score { bid } else { best });
    if incumbent.is_some() {
        world.pool.kept = Some(best.is_some_and(|best| Some(best.at) == incumbent));
    }
    let best = best?;
    let rivals = bids.iter().filter(|bid| bid.at != best.at).map(|bid| bid.score);
    let second = rivals.fold(None, |top: Option<f64>, score| Some(top.map_or(score, |top| top.max(score))));
    let (bidder, bidders) = (best.at as u32 + 1, bids.len() as u32);
    let kind = EventKind::Awarded { bidder, bidders, score: best.score, second };
    world.note(now, Actor::Agency, kind);
    tell(world, now, &best, PromiseStage::Contract);
    Some(best)
}

/// What a bid promises beside posts is told, where bids do.
fn tell(world: &mut World, now: &Now, bid: &PricedBid, stage: PromiseStage) {
    let actor = if stage == PromiseStage::Bid { Actor::Organization } else { Actor::Agency };
    if let Some(content) = &bid.content {
        let kind = content::told(world, now, (bid.at, bid.plan.managers), content, stage);
        world.note(now, actor, kind);
    }
}

/// Whether a body may run one home more, or runs this one.
fn may_bid(world: &World, at: usize) -> bool {
    let candidate = &world.pool.candidates[at];
    world.pool.running == Some(at) || i64::from(candidate.homes) < candidate.traits.most_homes
}

/// What a candidate believes of running the home.
struct Reckoning {
    at: usize,
    /// The settings under which it would work, its charge left out.
    settings: Settings,
    stands: Stands,
    means: Fen,
    /// What it believes of running bills, against what they come to, as it reckons this time.
    cost: f64,
    charge: f64,
    /// What it promises beside posts where nobody presses it, where bids have content.
    content: Option<BidContent>,
    /// The least price at which it would pay for the least posts; `None` where the grant does not do so.
    least_price: Option<f64>,
}

impl Reckoning {
    fn of(world: &World, now: &Now, at: usize) -> Reckoning {
        let candidate = &world.pool.candidates[at];
        let scale = world.scale();
        let in_place = world.pool.running == Some(at);
        let homes = candidate.homes + u32::from(!in_place);
        let settings = settings_under(now.base, (&candidate.traits, homes), 0.0, scale);
        let reserve = settings.organization.setup.reserve * scale;
        let mut estimate = Reckoning {
            at,
            stands: if in_place { Stands::InPlace } else { Stands::Anew { trust: candidate.skills.trust } },
            means: if in_place { Fen::ZERO } else { Fen::from_yuan(reserve) },
            cost: reckoned(world, now, at),
            charge: candidate.traits.charge,
            content: now.levers.tender.content.then(|| content::liked(world, now, at)),
            settings,
            least_price: None,
        };
        let least = estimate.settings.organization.labour.least_posts;
        estimate.least_price = estimate.price_of(world, now, least);
        estimate
    }

    /// Yuan a week for wages at a price, as it believes, with what it promises beside posts.
    fn wages(&self, world: &World, now: &Now, price: f64, content: Option<BidContent>) -> f64 {
        let now = now.under(&self.settings);
        let (means, stands, cost) = (self.means, self.stands, self.cost);
        let terms = Terms { grant: price, means, stands, cost, content };
        let mut budget = budget(world, &now, &terms);
        budget.running += self.charge * price / 52.0;
        let labour: &Labour = &self.settings.organization.labour;
        budget.wages(labour)
    }

    /// The least price that pays for a part of the wished posts, at most the grant that is offered; `None`
    /// where that does not either.
    fn price_of(&self, world: &World, now: &Now, part: f64) -> Option<f64> {
        let needed = part * PostPlan::wished(now.levers).wages(&self.settings.organization.setup);
        let enough = |price: f64| self.wages(world, now, price, self.content) >= needed;
        let (mut too_low, mut enough_at) = (0.0, now.levers.funding.grant);
        if now.settings.mechanisms.money && !enough(enough_at) {
            return None;
        }
        if enough(too_low) || !now.settings.mechanisms.money {
            return Some(0.0);
        }
        for _ in 0..HALVINGS {
            let middle = 0.5 * (too_low + enough_at);
            if enough(middle) { enough_at = middle } else { too_low = middle }
        }
        Some(enough_at)
    }

    /// Its bid against `bidders` in all: of what it could do without, it gives up the more the more bid; the
    /// price falls by as much of it as points for the price make worth while.
    fn bid(&self, world: &World, now: &Now, bidders: usize) -> PricedBid {
        let grant = now.levers.funding.grant;
        let own = now.under(&self.settings);
        let wished = PostPlan::wished(now.levers).wages(&self.settings.organization.setup);
        let way = GivenUp::among(bidders, wished, world, &own);
        let room = grant - self.least_price.unwrap_or(grant);
        let price = grant - room * way.pressed * way.price;
        let pressed = self.content.map(|liked| content::pressed(world, now, (self.at, liked), &way));
        let least = self.settings.organization.labour.least_posts * wished;
        // What it likes to promise it can pay for at this price; more only if it believes so.
        let content = pressed.filter(|_| self.wages(world, now, price, pressed) >= least).or(self.content);
        let wages = self.wages(world, now, price, content);
        let plan = fitting(PostPlan::wished(now.levers), wages, &own);
        PricedBid { at: self.at, price, plan, content, score: 0.0 }
    }
}

/// What a candidate believes of running bills this time: its belief, and an error that years of its own books
/// make smaller.
fn reckoned(world: &World, now: &Now, at: usize) -> f64 {
    let candidate = &world.pool.candidates[at];
    let error = now.base.organization.bidding.cost_error / libm::sqrt(1.0 + candidate.years);
    let word = now.own_key.draw(candidate.word, 0, now.week, Purpose::Tender, 0)[0];
    candidate.cost_belief * libm::exp(error * f64::from(normal(word)) - 0.5 * error * error)
}

/// Points of a bid: the bureau's for price, posts, record and capability; the union's, which pays no price,
/// for the rest; each by its role.
fn score(world: &World, now: &Now, bid: &PricedBid) -> f64 {
    let (levers, w) = (now.levers, &now.levers.tender);
    let candidate = &world.pool.candidates[bid.at];
    let in_place = world.pool.running == Some(bid.at);
    let (agency, union) = if in_place {
        (world.government.trust_agency, world.union.trust)
    } else {
        (candidate.reputation, candidate.union_trust)
    };
    let capability =
        if in_place { world.organization.capability } else { candidate.skills.capability }.mean();
    let wished = PostPlan::wished(levers).posts();
    let promise = if wished > 0.0 { (bid.plan.posts() / wished).min(1.0) } else { 1.0 };
    let cheap = 1.0 - bid.price / levers.funding.grant.max(1.0);
    let content = bid.content.map(|content| content::points(world, now, bid.plan.managers, &content));
    let sum = |price: f64, trust: f64| {
        let mut weights = price + w.promise + w.record + w.capability;
        let mut points = price * cheap + w.promise * promise + w.record * trust + w.capability * capability;
        for (weight, got) in content::weights(levers).into_iter().zip(content.into_iter().flatten()) {
            (weights, points) = (weights + weight, points + weight * got);
        }
        if weights > 0.0 { points / weights } else { 0.0 }
    };
    let lambda = world.union.role(levers);
    let known = if in_place { w.incumbency } else { 0.0 };
    lambda * sum(0.0, union) + (1.0 - lambda) * sum(w.price, agency) + known
}

/// Points that a yuan a year less is worth to a bid, everything else as it is.
pub(crate) fn points_per_yuan(world: &World, levers: &Levers) -> f64 {
    let w = &levers.tender;
    let content: f64 = if w.content { content::weights(levers).iter().sum() } else { 0.0 };
    let weights = w.price + w.promise + w.record + w.capability + content;
    let part = if weights > 0.0 { w.price / weights } else { 0.0 };
    (1.0 - world.union.role(levers)) * part / levers.funding.grant.max(1.0)
}

/// Bureau and organization agree on a price for posts as they are planned, where both gain by going on: the
/// organization walks away below what these posts cost it, the bureau above what the cheapest of the others
/// would ask for, and the search for it. False where nothing lies between.
pub(crate) fn bargain(world: &mut World, now: &Now) -> bool {
    let Some(at) = world.pool.running else { return true };
    let (grant, rules) = (now.levers.funding.grant, &now.base.organization.bidding);
    let (plan, wished) = (world.organization.planned, PostPlan::wished(now.levers));
    let part = if wished.posts() > 0.0 { (plan.posts() / wished.posts()).min(1.0) } else { 1.0 };
    let mut own = Reckoning::of(world, now, at);
    // What it promised at a tender binds on.
    own.content = world.pool.promise.as_ref().map(|promise| promise.content);
    let Some(least) = own.price_of(world, now, part) else { return true };
    let others = (0..world.pool.candidates.len()).filter(|other| *other != at && may_bid(world, *other));
    let willing: Vec<Reckoning> =
        others.map(|one| Reckoning::of(world, now, one)).filter(|one| one.least_price.is_some()).collect();
    let asked = willing.iter().map(|one| one.bid(world, now, willing.len()).price);
    let most = asked.fold(grant, |least, price| least.min(price + rules.switching * grant));
    if most < least {
        return false;
    }
    let price = least + (1.0 - rules.power) * (most - least);
    take_over(world, now, at, (price, plan.posts()));
    let [least, most, price] = [least, most, price].map(Fen::from_yuan);
    world.note(now, Actor::Agency, EventKind::Bargained { least, most, price });
    true
}
