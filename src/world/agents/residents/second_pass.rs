//! The second pass over a block: what was admitted is lived through, everything fades by a week, the sums are
//! taken.

use crate::random::{Purpose, exp, logistic, uniform};
use crate::world::agents::residents::block::{Block, LANES, USER, WORDS, bit, kind, state};
use crate::world::agents::residents::draws::{Words, draw_block};
use crate::world::agents::residents::marks::Marks;
use crate::world::agents::residents::memory::WeekExperience;
use crate::world::agents::residents::processor::plain_instructions;
use crate::world::agents::residents::tally::{Tally, add_up};
use crate::world::agents::residents::week_terms::{Around, Lasting};
use crate::world::exchange::{DROP_IN, SeatWish};

/// The second pass of a block; who came, who is a user, who knows of the home.
pub(super) fn live(
    w: &Lasting,
    around: &Around,
    block: &mut Block,
    first: u32,
    wishes: &[SeatWish],
    tally: &mut Tally,
) -> [[u64; WORDS]; 3] {
    if plain_instructions() {
        pass(w, around, block, first, wishes, tally)
    } else {
        wide(w, around, block, first, wishes, tally)
    }
}

#[multiversion::multiversion(targets("x86_64+avx2+bmi1+bmi2+popcnt+lzcnt", "x86_64+sse4.2+popcnt"))]
fn wide(
    w: &Lasting,
    around: &Around,
    block: &mut Block,
    first: u32,
    wishes: &[SeatWish],
    tally: &mut Tally,
) -> [[u64; WORDS]; 3] {
    pass(w, around, block, first, wishes, tally)
}

#[inline(always)]
fn pass(
    w: &Lasting,
    around: &Around,
    block: &mut Block,
    first: u32,
    wishes: &[SeatWish],
    tally: &mut Tally,
) -> [[u64; WORDS]; 3] {
    if w.offer.handover {
        for lane in 0..LANES {
            let user = u8::from(block.state[lane] & state::MET_CROWD != 0) * state::USER_BEFORE;
            block.state[lane] = (block.state[lane] & !state::USER_BEFORE) | user;
        }
    }
    let mut came = [0_u8; LANES];
    for own in wishes.chunk_by(|a, b| a.resident == b.resident) {
        let who = own[0].resident;
        let lane = (who - first) as usize;
        if visit(w, block, lane, own, tally) {
            came[lane] = 1;
            meet_ties(around, who, tally);
        }
    }
    fade(w, block, &came);
    if w.offer.meeting {
        meet(w, block, first, tally);
    }
    let marks = Marks::of(block);
    tally.take(block, &came, &marks, &w.influence);
    [pack(&came), pack(&marks.user), pack(&marks.aware)]
}

/// One resident's wishes, as the home answered them. True when it came.
#[inline]
fn visit(w: &Lasting, block: &mut Block, lane: usize, own: &[SeatWish], tally: &mut Tally) -> bool {
    let mut lived = WeekExperience { event_only: true, ..WeekExperience::default() };
    for wish in own {
        if wish.admitted {
            lived.visits += 1;
            lived.event_only &= wish.service != DROP_IN;
            lived.for_prize = w.offer.prize_cap.min(lived.for_prize + u8::from(wish.for_prize));
            tally.event_attendance += f64::from(u8::from(wish.service != DROP_IN));
        } else {
            lived.turned_away += 1;
        }
    }
    if lived.visits == 0 {
        lived.event_only = false;
    }
    tally.visits += f64::from(lived.visits);
    tally.turned_away += f64::from(lived.turned_away);
    tally.prizes += f64::from(lived.visits.min(w.offer.prize_cap));
    w.remembering.visit(block, lane, lived);
    if lived.visits == 0 {
        return false;
    }
    if lived.event_only {
        w.remembering.event(block, lane);
    }
    tally.dropped_in += f64::from(u8::from(!lived.event_only));
    block.state[lane] |= state::MET_CROWD;
    tally.first_visits += f64::from(u8::from(block.visits[lane] == 0));
    block.visits[lane] = block.visits[lane].saturating_add(1);
    true
}

/// How many ties a visitor has, and how many of them are users.
#[inline]
fn meet_ties(around: &Around, who: u32, tally: &mut Tally) {
    let row = around.ties.of(who);
    tally.ties_of_visitors += row.len() as f64;
    tally.ties_who_come += row.iter().filter(|tie| bit(around.users, *tie)).count() as f64;
}

/// Everything fades by a week.
#[inline(always)]
fn fade(w: &Lasting, block: &mut Block, came: &[u8; LANES]) {
    let r = &w.remembering;
    for lane in 0..LANES {
        block.weeks[lane] = block.weeks[lane] << 1 | u64::from(came[lane]);
    }
    for lane in 0..LANES {
        block.habit[lane] *= if came[lane] == 0 { r.habit_kept } else { 1.0 };
    }
    for lane in 0..LANES {
        let informed = r.kept_informed - r.told * f32::from(block.tied_aware[lane]);
        // A comparison, since `max` asks besides whether it is a number.
        let informed = if informed > 0.0 { informed } else { 0.0 };
        let kept = if block.state[lane] & state::AWARE == 0 { r.kept } else { informed };
        block.belief[lane] = block.belief[lane] * kept + f32::from(block.disposition[lane]) * r.relax;
    }
    for lane in 0..LANES {
        block.asked[lane] = block.asked[lane].saturating_sub(1);
    }
    for lane in 0..LANES {
        let recent = u8::from(block.weeks[lane] as u16 & USER as u16 != 0) * state::MET_CROWD;
        block.state[lane] &= !state::MET_CROWD | recent;
    }
}

/// The monthly meeting on public affairs: who comes, and what all learn of what became of proposals.
#[inline(always)]
fn meet(w: &Lasting, block: &mut Block, first: u32, tally: &mut Tally) {
    let (a, rules) = (&w.influence, &w.rules.affairs);
    let known = w.offer.carried_share.is_some();
    let carried = w.offer.carried_share.unwrap_or(0.0) as f32;
    let by_efficacy = rules.attend_efficacy as f32 * a.on;
    let attend = rules.attend as f32 + rules.attend_efficacy as f32 * (1.0 - a.on) * a.first_efficacy;
    let learning =
        if known { [0.0, rules.learning_aware as f32, rules.learning_present as f32] } else { [0.0; 3] };
    let mut words: Words = [[0; LANES]; 4];
    draw_block(w.drawing.key.words(), w.drawing.lanes(first), w.drawing.week, Purpose::Affairs, &mut words);
    let mut attends = [0_u8; LANES];
    for lane in 0..LANES {
        let e = block.efficacy[lane];
        let active = f32::from(u8::from(block.state[lane] & state::MET_CROWD != 0));
        let asked = f32::from(block.asked[lane].min(1));
        let influence = a.spillover * active + a.efficacy * e + a.first + a.asked * asked;
        let willing = 1.0 / (1.0 + block.reluctance[lane] * exp(-influence));
        let adult = block.kind[lane] >> 3 & 1;
        let comes = u8::from(uniform(words[0][lane]) < willing * logistic(attend + by_efficacy * e)) & adult;
        attends[lane] = comes;
        let knows = block.state[lane] & state::AWARE & adult;
        let rate = if comes != 0 {
            learning[2]
        } else if knows != 0 {
            learning[1]
        } else {
            learning[0]
        };
        block.efficacy[lane] = e + rate * (carried - e);
    }
    for (group, attending) in tally.attending_by_group.iter_mut().enumerate() {
        let of_group = |lane: usize| u8::from(block.kind[lane] & kind::GROUP == group as u8);
        *attending += f64::from(add_up(|lane| attends[lane] & of_group(lane)));
    }
    tally.attending += f64::from(add_up(|lane| attends[lane]));
}

/// 256 bytes 0 or 1 as bits. Eight bytes at a time: the product gathers their lowest bits in the top byte.
#[inline(always)]
fn pack(bytes: &[u8; LANES]) -> [u64; WORDS] {
    std::array::from_fn(|word| {
        let mut bits = 0;
        for part in 0..8 {
            let mut eight = [0; 8];
            eight.copy_from_slice(&bytes[word * 64 + part * 8..word * 64 + part * 8 + 8]);
            bits |= (u64::from_le_bytes(eight).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * part);
        }
        bits
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_bits_in_order() {
        let bytes: [u8; LANES] = std::array::from_fn(|i| u8::from(i % 3 == 0 || i == 255));
        let bits = pack(&bytes);
        for i in 0..LANES {
            assert_eq!(bits[i / 64] >> (i % 64) & 1, u64::from(bytes[i]), "{i}");
        }
    }
}
