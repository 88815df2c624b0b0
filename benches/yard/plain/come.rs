//! The first pass: move, hear, forget; lend a hand; wish to come.

use super::resident::{Resident, logistic};
use super::terms::Terms;
use super::{Marks, Sums, Town};
use commonroom::internals::{Channel, Offer, ResidentRules, channel};
use rand::RngExt;
use rand::rngs::Xoshiro256PlusPlus;

/// A wish for a seat or a place at an event.
pub(crate) struct Wish {
    pub who: usize,
    pub slot: usize,
    /// The event's service; nothing for dropping in.
    pub service: Option<usize>,
    pub ticket: u32,
    pub quarter: usize,
    pub other: usize,
    pub for_prize: bool,
    pub admitted: bool,
}

impl Town {
    pub(super) fn come(&mut self, offer: &Offer, terms: &Terms, sums: &mut Sums) {
        let Town { people, marks, rules, rng, wishes, .. } = self;
        wishes.clear();
        let mut friends = Vec::new();
        for (i, r) in people.iter_mut().enumerate() {
            if offer.new_programme {
                let fit: f32 =
                    terms.mix.iter().zip(r.interests).map(|(weight, interest)| weight * interest).sum();
                r.pull = (r.going + fit).exp();
            }
            let u: f32 = rng.random();
            if u < terms.moving {
                sums.stopped += u32::from(r.volunteer > 0);
                r.replace(rules);
                continue;
            }
            hear_or_forget(r, u - terms.moving, offer, terms, marks, rng);
            lend_a_hand(r, offer, terms, rules, rng, &mut friends, sums);
            if r.aware {
                wish(r, i, offer, terms, rules, marks, rng, wishes, sums);
            }
        }
        for friend in friends {
            let r = &mut people[friend as usize];
            if r.aware && r.adult && r.volunteer == 0 {
                sums.by_friend += u32::from(answer(r, offer, rules, rng));
            }
        }
    }
}

fn hear_or_forget(
    r: &mut Resident,
    u: f32,
    o: &Offer,
    t: &Terms,
    marks: &[Marks],
    rng: &mut Xoshiro256PlusPlus,
) {
    if r.aware {
        if u < t.forgetting && r.weeks & ((1 << 52) - 1) == 0 && r.volunteer == 0 {
            r.aware = false;
            r.channel = Channel::Signs as u8;
        }
        return;
    }
    let mut by_word = 1.0;
    for tie in &r.ties {
        let tie = marks[*tie as usize];
        if tie.user {
            by_word *= 1.0 - t.word;
        } else if tie.aware {
            by_word *= 1.0 - t.word_of_informed;
        }
    }
    let workplace = if r.member { 1.0 - o.hear_workplace as f32 } else { 1.0 };
    let seeding =
        if !o.seed_central || r.ties.len() >= t.central_ties { 1.0 - o.hear_seeding as f32 } else { 1.0 };
    let misses =
        [1.0 - t.signs, by_word, 1.0 - t.brand, (1.0 - o.hear_referral as f32) * workplace * seeding];
    if u < 1.0 - misses.iter().product::<f32>() {
        r.aware = true;
        r.channel = channel(misses, rng.random()) as u8;
    }
}

fn lend_a_hand(
    r: &mut Resident,
    o: &Offer,
    t: &Terms,
    rules: &ResidentRules,
    rng: &mut Xoshiro256PlusPlus,
    friends: &mut Vec<u32>,
    sums: &mut Sums,
) {
    let v = &rules.volunteering;
    if r.volunteer > 0 {
        let worn = o.worn[usize::from(r.volunteer)];
        if !o.volunteering || rng.random::<f32>() < t.stop * (1.0 + v.wear_stop * worn) as f32 {
            r.volunteer = 0;
            sums.stopped += 1;
            return;
        }
        sums.hours_offered += v.shifts(r.volunteer) * v.shift * (1.0 - v.wear_hours * worn);
        friends.extend(r.ties.iter().filter(|_| rng.random::<f32>() < v.friend_ask as f32));
    } else if o.volunteering && r.adult && r.user() {
        let u: f32 = rng.random();
        if u < o.ask as f32 {
            sums.by_staff += u32::from(answer(r, o, rules, rng));
        } else if r.lately() {
            let steps = v.step_forward as f32 * (v.civic as f32 * r.civic.min(4.5)).exp();
            if u >= 1.0 - steps.min(1.0 - o.ask as f32) {
                r.volunteer = v.class(rng.random());
                sums.by_self += 1;
            }
        }
    }
}

/// A resident who is asked to lend a hand accepts or not.
fn answer(r: &mut Resident, o: &Offer, rules: &ResidentRules, rng: &mut Xoshiro256PlusPlus) -> bool {
    let v = &rules.volunteering;
    r.asked = v.asked_weeks as u32 + 1;
    let logit = v.accept as f32
        + v.civic as f32 * r.civic
        + v.satisfaction as f32 * (r.satisfaction - 0.5)
        + (v.concept * o.concept) as f32
        + v.trust as f32 * (r.trust - 0.5);
    let accepts = rng.random::<f32>() < logistic(logit);
    if accepts {
        r.volunteer = v.class(rng.random());
    }
    accepts
}

/// Dropping in, and going to an event.
#[allow(clippy::too_many_arguments)] // a plain loop passes what it reads, one by one
fn wish(
    r: &Resident,
    who: usize,
    o: &Offer,
    t: &Terms,
    rules: &ResidentRules,
    marks: &[Marks],
    rng: &mut Xoshiro256PlusPlus,
    wishes: &mut Vec<Wish>,
    sums: &mut Sums,
) {
    let c = &rules.choice;
    let came = r.ties.iter().filter(|tie| marks[**tie as usize].came).count();
    let norm = if r.ties.is_empty() { 0.0 } else { came as f32 / r.ties.len() as f32 };
    let imagined = o.operator && (o.fee > 0.0 || r.visits == 0);
    let price = t.fee + if imagined { c.imagined_price as f32 * r.belief } else { 0.0 };
    let own = c.quality as f32 * (r.expect - 0.5) + c.habit as f32 * r.habit + c.norm as f32 * norm
        - r.price * price;
    let factor = r.pull * own.exp();
    let mut plain = t.common[r.class].map(|common| common * factor);
    if r.user() {
        plain.iter_mut().zip(t.crowd).for_each(|(odds, crowd)| *odds *= crowd);
    }
    let odds = plain.map(|e| e * t.prize);
    let u: f32 = rng.random();
    if u < any(&odds) {
        let free = factor * t.prize * (r.price * t.fee).exp();
        sums.in_need += f64::from(any(&t.reference[r.class].map(|common| common * free)) / any(&odds));
        drop_in(who, &odds, u >= any(&plain), rng, wishes);
    }
    if let Some((service, slot)) = event(r, t, &odds, rng) {
        let ticket = rng.random();
        wishes.push(Wish {
            who,
            slot,
            service: Some(service),
            ticket,
            quarter: 0,
            other: 0,
            for_prize: false,
            admitted: false,
        });
    }
}

/// Probability of any of three independent slots.
fn any(odds: &[f32; 3]) -> f32 {
    1.0 - 1.0 / ((1.0 + odds[0]) * (1.0 + odds[1]) * (1.0 + odds[2]))
}

fn drop_in(
    who: usize,
    odds: &[f32; 3],
    for_prize: bool,
    rng: &mut Xoshiro256PlusPlus,
    wishes: &mut Vec<Wish>,
) {
    let p = odds.map(|e| e / (1.0 + e));
    // Independent slots, given that one at least is chosen.
    let later = 1.0 - (1.0 - p[1]) * (1.0 - p[2]);
    let mut flip = |p: f32| rng.random::<f32>() < p;
    let first = flip(p[0] / (1.0 - (1.0 - p[0]) * (1.0 - later)));
    let second = flip(if first { p[1] } else { p[1] / later });
    let third = if first || second { flip(p[2]) } else { true };
    for (slot, chosen) in [first, second, third].into_iter().enumerate() {
        if chosen {
            let v: f32 = rng.random();
            let quarter = [0.20, 0.44, 0.75].iter().filter(|edge| v >= **edge).count();
            let other = match (rng.random_range(0..4), quarter) {
                (0, 0) => 1,
                (0, _) => quarter - 1,
                (1, 3) => 2,
                (1, _) => quarter + 1,
                _ => quarter,
            };
            wishes.push(Wish {
                who,
                slot,
                service: None,
                ticket: rng.random(),
                quarter,
                other,
                for_prize,
                admitted: false,
            });
        }
    }
}

/// The event that a resident goes to, if to any.
fn event(r: &Resident, t: &Terms, odds: &[f32; 3], rng: &mut Xoshiro256PlusPlus) -> Option<(usize, usize)> {
    let rate = |service: usize, slot: usize, held: f32| {
        let e = odds[slot] * r.event_odds[service];
        held * e / (1.0 + e)
    };
    let of_service =
        |(service, held): &(usize, [f32; 3])| (0..3).map(|s| rate(*service, s, held[s])).sum::<f32>();
    let total: f32 = t.events.iter().map(of_service).sum();
    if t.events.is_empty() || rng.random::<f32>() >= 1.0 - (-total).exp() {
        return None;
    }
    let mut left = rng.random::<f32>() * total;
    let mut last = None;
    for (service, held) in &t.events {
        for slot in (0..3).filter(|s| held[*s] > 0.0) {
            last = Some((*service, slot));
            left -= rate(*service, slot, held[slot]);
            if left < 0.0 {
                return last;
            }
        }
    }
    last
}
