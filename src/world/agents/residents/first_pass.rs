//! The first pass over a block: who moves, hears, forgets, lends a hand, wishes to come.
//!
//! The word comes first: only where an upper bound of the probability lies above it, the exact probability is
//! worked out. That is the same result as working it out for all.

use crate::random::{Purpose, uniform};
use crate::world::agents::residents::arrival;
use crate::world::agents::residents::block::{Block, LANES, USER, YEAR_BITS, bit, kind, state};
use crate::world::agents::residents::choice;
use crate::world::agents::residents::choice::PersonalUtility;
use crate::world::agents::residents::constants::{Around, Choosing};
use crate::world::agents::residents::draws::{Scratch, Words, draw_block};
use crate::world::agents::residents::network::Ties;
use crate::world::agents::residents::talk::{Channel, channel};
use crate::world::agents::residents::week::Lists;
use crate::world::exchange::{DROP_IN, SeatWish, quarters};

/// Bits of a lane's flags in the first pass.
const LIFE: u8 = 1;
const COME: u8 = 2;
const EVENT: u8 = 4;
const HELP: u8 = 8;

/// The first pass of a block.
pub(super) fn live(w: &Choosing, block: &mut Block, first: u32, around: &Around, lists: &mut Lists) {
    if crate::world::agents::residents::processor::plain_instructions() {
        pass(w, block, first, around, lists);
    } else {
        wide(w, block, first, around, lists);
    }
}

#[multiversion::multiversion(targets("x86_64+avx2+bmi1+bmi2+popcnt+lzcnt", "x86_64+sse4.2+popcnt"))]
fn wide(w: &Choosing, block: &mut Block, first: u32, around: &Around, lists: &mut Lists) {
    pass(w, block, first, around, lists);
}

#[inline(always)]
fn pass(w: &Choosing, block: &mut Block, first: u32, around: &Around, lists: &mut Lists) {
    let mut scratch = lists.scratch.take().unwrap_or_default();
    let Scratch { words, flags } = &mut *scratch;
    draw_block(w.key.words(), first, w.place, w.week, Purpose::ResidentWeek, words);
    flag_block(w, block, words, flags);
    for group in 0..LANES / 8 {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&flags[group * 8..group * 8 + 8]);
        let mut left = u64::from_le_bytes(bytes);
        while left != 0 {
            let n = (left.trailing_zeros() / 8) as usize;
            left &= !(0xFF << (8 * n));
            let lane = group * 8 + n;
            one_resident(w, block, lane, first + lane as u32, flags[lane], words, around, lists);
        }
    }
    lists.scratch = Some(scratch);
}

/// Whom the week may touch: an upper bound of each probability against the resident's word.
#[inline(always)]
fn flag_block(w: &Choosing, block: &Block, words: &Words, flags: &mut [u8; LANES]) {
    let forget = w.moving + w.hearing.forgetting;
    let without_ties = w.moving + w.hearing.most_without_ties;
    let prize = w.draw.prize;
    let event = w.draw.event_bound();
    let asked_at_most = w.ask;
    let steps_from = 1.0 - w.steps_at_most;
    for lane in 0..LANES {
        let present = u8::from(block.kind[lane] & kind::PRESENT != 0);
        let u0 = uniform(words[0][lane]);
        let hears =
            without_ties + w.hearing.at_most(f32::from(block.tied_aware[lane])) - w.hearing.most_without_ties;
        let life = u8::from(u0 < hears) | u8::from(u0 < forget);
        let aware = f32::from(block.state[lane] & state::AWARE);
        let bound = aware * w.draw.at_most(block.pull[lane], block.habit[lane], block.expect[lane]) * prize;
        let come = u8::from(uniform(words[1][lane]) < bound);
        let meets = u8::from(uniform(words[2][lane]) < bound * event * f32::from(block.keen[lane]));
        let u3 = uniform(words[3][lane]);
        let recent = u8::from(block.state[lane] & state::MET_CROWD != 0);
        let stirred = u8::from(u3 < asked_at_most) | u8::from(u3 >= steps_from);
        let help = (stirred & recent) | u8::from(block.volunteer[lane] != 0);
        flags[lane] = present * ((life * LIFE) | (come * COME) | (meets * EVENT) | (help * HELP));
    }
}

/// One resident to whom something may happen this week, worked out exactly.
#[inline]
fn one_resident(
    w: &Choosing,
    block: &mut Block,
    lane: usize,
    who: u32,
    flags: u8,
    words: &Words,
    around: &Around,
    lists: &mut Lists,
) {
    let mut flags = flags;
    if flags & LIFE != 0 && move_hear_forget(w, block, lane, who, uniform(words[0][lane]), around, lists) {
        // Newly aware or newly arrived: the bounds above spoke of somebody else.
        flags |= COME | EVENT;
    }
    if flags & HELP != 0 {
        lend_a_hand(w, block, lane, who, uniform(words[3][lane]), around, lists);
    }
    if flags & (COME | EVENT) != 0 && block.state[lane] & state::AWARE != 0 {
        wish_for_seats(w, block, lane, who, flags, words, around, lists);
    }
}

/// True when the resident is not the one it was: moved, or newly aware.
#[inline]
fn move_hear_forget(
    w: &Choosing,
    block: &mut Block,
    lane: usize,
    who: u32,
    u: f32,
    around: &Around,
    lists: &mut Lists,
) -> bool {
    let was_aware = block.state[lane] & state::AWARE != 0;
    if u < w.moving {
        lists.tally.stopped += f64::from(u8::from(block.volunteer[lane] != 0));
        arrival::newcomer(block, lane, w.rules);
        if was_aware {
            lists.knowing.push((who, -1));
        }
        return true;
    }
    let u = u - w.moving;
    if was_aware {
        if u < w.hearing.forgetting && block.weeks[lane] & YEAR_BITS == 0 && block.volunteer[lane] == 0 {
            block.state[lane] &= !(state::AWARE | state::CHANNEL);
            lists.knowing.push((who, -1));
        }
        return false;
    }
    let member = block.kind[lane] & kind::MEMBER != 0;
    let (p, quiet) = w.hearing.exact(who, member, around.ties, around.users, around.aware);
    if u >= p {
        return false;
    }
    let words = w.key.draw(who, w.place, w.week, Purpose::Channel, 0);
    let by: Channel = channel(quiet, uniform(words[0]));
    block.state[lane] =
        (block.state[lane] & !state::CHANNEL) | state::AWARE | ((by as u8) << state::CHANNEL_SHIFT);
    lists.knowing.push((who, 1));
    true
}

/// Volunteers stop or ask their ties; users are asked by staff or step forward.
#[inline]
fn lend_a_hand(
    w: &Choosing,
    block: &mut Block,
    lane: usize,
    who: u32,
    u: f32,
    around: &Around,
    lists: &mut Lists,
) {
    let now = block.volunteer[lane];
    if now != 0 {
        if u < w.stops || !w.offer.volunteering {
            block.volunteer[lane] = 0;
            lists.tally.stopped += 1.0;
            return;
        }
        lists.tally.hours_offered += w.rules.volunteering.shifts(now) * w.rules.volunteering.shift;
        ask_ties(w, who, around.ties, lists);
        return;
    }
    if !w.offer.volunteering || block.kind[lane] & kind::ADULT == 0 || block.weeks[lane] & USER == 0 {
        return;
    }
    if u < w.ask {
        let words = w.key.draw(who, w.place, w.week, Purpose::Volunteer, 0);
        lists.tally.by_staff += w.answer(block, lane, who, around.ties, words);
    } else if block.weeks[lane] & 0b1111 != 0 {
        let p = w.rules.volunteering.steps_forward(w.civic(block, lane, who, around.ties));
        if u >= 1.0 - p.min(1.0 - w.ask) {
            let words = w.key.draw(who, w.place, w.week, Purpose::Volunteer, 0);
            block.volunteer[lane] = w.rules.volunteering.class(uniform(words[1]));
            lists.tally.by_self += 1.0;
        }
    }
}

#[inline]
fn ask_ties(w: &Choosing, who: u32, ties: &Ties, lists: &mut Lists) {
    let p = w.rules.volunteering.friend_ask as f32;
    let mut words = [0; 4];
    for (n, tie) in ties.of(who).iter().enumerate() {
        if n % 4 == 0 {
            words = w.key.draw(who, w.place, w.week, Purpose::FriendAsk, (n / 4) as u32);
        }
        if uniform(words[n % 4]) < p {
            lists.friends_asked.push(tie);
        }
    }
}

/// Work out the odds, and wish for the seats and the event that the words grant. Ties are read only by those
/// whom the largest possible norm would bring.
#[inline]
fn wish_for_seats(
    w: &Choosing,
    block: &Block,
    lane: usize,
    who: u32,
    flags: u8,
    words: &Words,
    around: &Around,
    lists: &mut Lists,
) {
    let person = PersonalUtility {
        pull: block.pull[lane],
        habit: block.habit[lane],
        expect: block.expect[lane],
        price: block.price[lane],
        belief: block.belief[lane],
        came_before: block.visits[lane] > 0,
    };
    let class = usize::from(block.kind[lane] & (kind::GROUP | kind::MEMBER));
    let alone = w.draw.odds(class, block.state[lane] & state::MET_CROWD != 0, &person);
    let (u, v) = (uniform(words[1][lane]), uniform(words[2][lane]));
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
    if comes && u * any_odds(&odds) < any_odds(&odds) - 1.0 {
        let for_prize = u * any_odds(&plain) >= any_odds(&plain) - 1.0;
        drop_in(w, who, &odds, for_prize, lists);
    }
    if meets {
        go_to_event(w, block, lane, who, &odds, v, lists);
    }
}

/// Π(1 + e): the odds of coming in any slot are this less one.
#[inline(always)]
fn any_odds(odds: &[f32; 3]) -> f32 {
    (1.0 + odds[0]) * (1.0 + odds[1]) * (1.0 + odds[2])
}

#[inline]
fn go_to_event(
    w: &Choosing,
    block: &Block,
    lane: usize,
    who: u32,
    odds: &[f32; 3],
    v: f32,
    lists: &mut Lists,
) {
    let (rates, rate) = w.draw.event_rates(odds, &std::array::from_fn(|s| block.interests[s].0[lane]));
    // 1 − e^−rate ≤ rate: most are done after the first comparison.
    if v < rate && v < 1.0 - crate::random::exp(-rate) {
        let drawn = w.key.draw(who, w.place, w.week, Purpose::Event, 0);
        let (service, slot) = choice::pick(&rates, rate, uniform(drawn[1]));
        lists.wishes.push(SeatWish {
            resident: who,
            ticket: drawn[0],
            slot: slot as u8,
            quarter: 0,
            second: 0,
            service: service as u8,
            for_prize: false,
            admitted: false,
        });
    }
}

#[inline]
fn drop_in(w: &Choosing, who: u32, odds: &[f32; 3], for_prize: bool, lists: &mut Lists) {
    let chosen = choice::slots(odds, w.key.draw(who, w.place, w.week, Purpose::Slots, 0));
    for (slot, wished) in chosen.iter().enumerate() {
        if *wished {
            let words = w.key.draw(who, w.place, w.week, Purpose::Seat, slot as u32);
            let (quarter, second) = quarters(&w.draw.quarters, words[1], words[2]);
            lists.wishes.push(SeatWish {
                resident: who,
                ticket: words[0],
                slot: slot as u8,
                quarter,
                second,
                service: DROP_IN,
                for_prize,
                admitted: false,
            });
        }
    }
}
