//! Wishing to come: the odds of one resident, worked out exactly, and the seats and events it wishes for.

use crate::random::{Purpose, uniform};
use crate::world::agents::residents::block::{Block, bit, kind, state};
use crate::world::agents::residents::choice::PersonalUtility;
use crate::world::agents::residents::lists::Lists;
use crate::world::agents::residents::need::MIGRANT;
use crate::world::agents::residents::slots::{pick, slots};
use crate::world::agents::residents::touched::{COME, EVENT, Touched};
use crate::world::agents::residents::week_terms::{Around, Choosing};
use crate::world::exchange::{DROP_IN, SeatWish, quarters};

/// Work out the odds, and wish for the seats and the event that the words grant. Ties are read only by those
/// whom the largest possible norm would bring.
#[inline]
pub(super) fn wish_for_seats(
    w: &Choosing,
    around: &Around,
    block: &Block,
    resident: Touched,
    flags: u8,
    lists: &mut Lists,
) {
    let Touched { lane, who, .. } = resident;
    let class = class_of(block, lane);
    let utility = personal_utility(block, lane);
    let alone = w.draw.odds(class, &utility);
    let (u, v) = (resident.uniform(1), resident.uniform(2));
    let most = w.draw.most_norm() * w.draw.prize;
    let top = alone.map(|e| e * most);
    let comes = flags & COME != 0 && u * any_odds(&top) < any_odds(&top) - 1.0;
    let meets = flags & EVENT != 0
        && v < (top[0] + top[1] + top[2]) * w.draw.event_bound() * f32::from(block.keen[lane]);
    if !comes && !meets {
        return;
    }
    let row = around.ties.of(who);
    let came = row.iter().filter(|tie| bit(around.came, *tie)).count();
    let norm = w.draw.norm_factor(if row.is_empty() { 0.0 } else { came as f32 / row.len() as f32 });
    let plain = alone.map(|e| e * norm);
    let odds = plain.map(|e| e * w.draw.prize);
    let any = any_odds(&odds);
    if comes && u * any < any - 1.0 {
        let stands_for = w.draw.stands_for(class, &utility, (&odds, any));
        lists.tally.in_need += f64::from(stands_for.all);
        lists.tally.in_need_as_served += f64::from(stands_for.as_served);
        let for_prize = u * any_odds(&plain) >= any_odds(&plain) - 1.0;
        drop_in(w, &odds, SeatWish { for_prize, service: DROP_IN, ..wish_of(who) }, lists);
    }
    if meets {
        go_to_event(w, block, resident, &odds, lists);
    }
}

/// The row of the tables that holds for somebody: group, union, origin.
#[inline(always)]
pub(super) fn class_of(block: &Block, lane: usize) -> usize {
    let migrant = usize::from(block.state[lane] & state::MIGRANT) * MIGRANT / usize::from(state::MIGRANT);
    usize::from(block.kind[lane] & (kind::GROUP | kind::MEMBER)) | migrant
}

#[inline(always)]
pub(super) fn personal_utility(block: &Block, lane: usize) -> PersonalUtility {
    PersonalUtility {
        pull: block.pull[lane],
        habit: block.habit[lane],
        expect: block.expect[lane],
        price: block.price[lane],
        belief: block.belief[lane],
        came_before: block.visits[lane] > 0,
        met_crowd: block.state[lane] & state::MET_CROWD != 0,
    }
}

/// Π(1 + e): the odds of coming in any slot are this less one.
#[inline(always)]
pub(super) fn any_odds(odds: &[f32; 3]) -> f32 {
    (1.0 + odds[0]) * (1.0 + odds[1]) * (1.0 + odds[2])
}

/// A wish of this resident of which nothing else is known yet.
#[inline(always)]
fn wish_of(resident: u32) -> SeatWish {
    SeatWish {
        resident,
        ticket: 0,
        slot: 0,
        quarter: 0,
        second: 0,
        service: 0,
        for_prize: false,
        admitted: false,
    }
}

#[inline]
fn go_to_event(w: &Choosing, block: &Block, resident: Touched, odds: &[f32; 3], lists: &mut Lists) {
    let Touched { lane, who, .. } = resident;
    let (rates, rate) = w.draw.event_rates(odds, &std::array::from_fn(|s| block.interests[s].0[lane]));
    let v = resident.uniform(2);
    // 1 − e^−rate ≤ rate: most are done after the first comparison.
    if v < rate && v < 1.0 - crate::random::exp(-rate) {
        let drawn = w.drawing.of(who, Purpose::Event, 0);
        let (service, slot) = pick(&rates, rate, uniform(drawn[1]));
        let (service, slot) = (service as u8, slot as u8);
        lists.wishes.push(SeatWish { ticket: drawn[0], slot, service, ..wish_of(who) });
    }
}

/// Wish for a seat in every slot that is chosen, as `wish` says but for slot, quarters and ticket.
#[inline]
fn drop_in(w: &Choosing, odds: &[f32; 3], wish: SeatWish, lists: &mut Lists) {
    let who = wish.resident;
    let chosen = slots(odds, w.drawing.of(who, Purpose::Slots, 0));
    for (slot, wished) in chosen.iter().enumerate() {
        if *wished {
            let words = w.drawing.of(who, Purpose::Seat, slot as u32);
            let (quarter, second) = quarters(&w.draw.quarters, words[1], words[2]);
            lists.wishes.push(SeatWish { ticket: words[0], slot: slot as u8, quarter, second, ..wish });
        }
    }
}
