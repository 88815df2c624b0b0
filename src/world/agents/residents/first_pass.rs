//! The first pass over a block: who moves, hears, forgets, lends a hand, wishes to come.
//!
//! The word comes first: only where an upper bound of the probability lies above it, the exact probability is
//! worked out. That is the same result as working it out for all.

use crate::random::{Purpose, uniform};
use crate::world::agents::residents::block::{Block, LANES, USER, YEAR_BITS, kind, state};
use crate::world::agents::residents::draws::{Scratch, draw_block};
use crate::world::agents::residents::lists::Lists;
use crate::world::agents::residents::network::Ties;
use crate::world::agents::residents::processor::plain_instructions;
use crate::world::agents::residents::talk::{Channel, Listener, channel};
use crate::world::agents::residents::touched::{COME, EVENT, HELP, LIFE, Touched, flag_block};
use crate::world::agents::residents::week_terms::{Around, Choosing};
use crate::world::agents::residents::{arrival, wishes};

/// The first pass of a block.
pub(super) fn live(w: &Choosing, block: &mut Block, first: u32, around: &Around, lists: &mut Lists) {
    if plain_instructions() {
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
    draw_block(w.drawing.key.words(), w.drawing.lanes(first), w.drawing.week, Purpose::ResidentWeek, words);
    flag_block(w, block, words, flags);
    for group in 0..LANES / 8 {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&flags[group * 8..group * 8 + 8]);
        let mut left = u64::from_le_bytes(bytes);
        while left != 0 {
            let n = (left.trailing_zeros() / 8) as usize;
            left &= !(0xFF << (8 * n));
            let lane = group * 8 + n;
            let resident = Touched { lane, who: first + lane as u32, words };
            one_resident(w, around, block, resident, flags[lane], lists);
        }
    }
    lists.scratch = Some(scratch);
}

/// One resident to whom something may happen this week, worked out exactly.
#[inline]
fn one_resident(
    w: &Choosing,
    around: &Around,
    block: &mut Block,
    resident: Touched,
    flags: u8,
    lists: &mut Lists,
) {
    let mut flags = flags;
    if flags & LIFE != 0 && move_hear_forget(w, around, block, resident, lists) {
        // Newly aware or newly arrived: the bounds above spoke of somebody else.
        flags |= COME | EVENT;
    }
    if flags & HELP != 0 {
        lend_a_hand(w, around, block, resident, lists);
    }
    if flags & (COME | EVENT) != 0 && block.state[resident.lane] & state::AWARE != 0 {
        wishes::wish_for_seats(w, around, block, resident, flags, lists);
    }
}

/// True when the resident is not the one it was: moved, or newly aware.
#[inline]
fn move_hear_forget(
    w: &Choosing,
    around: &Around,
    block: &mut Block,
    resident: Touched,
    lists: &mut Lists,
) -> bool {
    let Touched { lane, who, .. } = resident;
    let u = resident.uniform(0);
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
    let listener = Listener { ties: around.ties.of(who), member };
    let (p, quiet) = w.hearing.exact(listener, around.users, around.aware);
    if u >= p {
        return false;
    }
    let words = w.drawing.of(who, Purpose::Channel, 0);
    let by: Channel = channel(quiet, uniform(words[0]));
    block.state[lane] =
        (block.state[lane] & !state::CHANNEL) | state::AWARE | ((by as u8) << state::CHANNEL_SHIFT);
    lists.knowing.push((who, 1));
    true
}

/// Volunteers stop or ask their ties; users are asked by staff or step forward.
#[inline]
fn lend_a_hand(w: &Choosing, around: &Around, block: &mut Block, resident: Touched, lists: &mut Lists) {
    let Touched { lane, who, .. } = resident;
    let u = resident.uniform(3);
    let now = block.volunteer[lane];
    if now != 0 {
        if u < w.stops[usize::from(now)] || !w.offer.volunteering {
            block.volunteer[lane] = 0;
            lists.tally.stopped += 1.0;
            return;
        }
        lists.tally.hours_offered += w.hours[usize::from(now)];
        lists.tally.lending += 1.0;
        lists.tally.worn += w.worn[usize::from(now)];
        ask_ties(w, who, around.ties, lists);
        return;
    }
    if !w.offer.volunteering || block.kind[lane] & kind::ADULT == 0 || block.weeks[lane] & USER == 0 {
        return;
    }
    if u < w.ask {
        let words = w.drawing.of(who, Purpose::Volunteer, 0);
        lists.tally.by_staff += w.answer(block, lane, who, around.ties, words);
    } else if block.weeks[lane] & 0b1111 != 0 {
        let p = w.rules.volunteering.steps_forward(w.civic(block, lane, who, around.ties));
        if u >= 1.0 - p.min(1.0 - w.ask) {
            let words = w.drawing.of(who, Purpose::Volunteer, 0);
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
            words = w.drawing.of(who, Purpose::FriendAsk, (n / 4) as u32);
        }
        if uniform(words[n % 4]) < p {
            lists.friends_asked.push(tie);
        }
    }
}
