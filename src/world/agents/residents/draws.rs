//! The draws of 256 residents at once.

use crate::random::{MULTIPLIER, Purpose, WEYL, WorldKey};
use crate::units::Week;
use crate::world::agents::residents::block::LANES;
use crate::world::identity::Identities;

/// The words of a block's week: `words[k][lane]`.
pub(super) type Words = [[u32; LANES]; 4];

/// Room for a block's draws and flags, kept from block to block: clearing it would cost as much as filling
/// it.
#[derive(Clone, Debug)]
pub(super) struct Scratch {
    pub(super) words: Words,
    pub(super) flags: [u8; LANES],
}

impl Default for Scratch {
    fn default() -> Scratch {
        Scratch { words: [[0; LANES]; 4], flags: [0; LANES] }
    }
}

/// A block's residents: those from `first` on.
#[derive(Clone, Copy)]
pub(super) struct Lanes<'a> {
    pub(super) identities: &'a Identities,
    pub(super) first: u32,
}

/// The draws of founding: as [`draw_block`], for who needs nothing else of the processor's wider
/// instructions.
pub(super) fn draw(key: WorldKey, lanes: Lanes, purpose: Purpose, words: &mut Words) {
    if crate::world::agents::residents::processor::plain_instructions() {
        draw_block(key.words(), lanes, 0, purpose, words);
    } else {
        draw_wide(key.words(), lanes, purpose, words);
    }
}

#[multiversion::multiversion(targets("x86_64+avx2+bmi1+bmi2+popcnt+lzcnt", "x86_64+sse4.2+popcnt"))]
fn draw_wide(key: [u32; 2], lanes: Lanes, purpose: Purpose, words: &mut Words) {
    draw_block(key, lanes, 0, purpose, words);
}

/// Philox4x32-10 for 256 residents of one week at once; the same words as [`WorldKey::draw`] for block 0.
#[inline(always)]
pub(super) fn draw_block(key: [u32; 2], lanes: Lanes, week: Week, purpose: Purpose, words: &mut Words) {
    const STEP: usize = 16;
    const LOW: u64 = 0xFFFF_FFFF;
    let (week, purpose) = (u64::from(week as u32), u64::from(purpose as u32));
    for part in 0..LANES / STEP {
        // 32-bit words in 64-bit lanes: the products need no widening, and what stands above a word is not
        // looked at.
        let mut c = [[0; STEP], [0; STEP], [week; STEP], [purpose; STEP]];
        let from = lanes.first + (part * STEP) as u32;
        // Asked once for all lanes and not in each: those who are numbered need no memory.
        match lanes.identities {
            Identities::Numbered { place } => {
                for lane in 0..STEP {
                    (c[0][lane], c[1][lane]) = (u64::from(from + lane as u32), u64::from(*place));
                }
            }
            named => {
                for lane in 0..STEP {
                    let own = named.of(from + lane as u32);
                    (c[0][lane], c[1][lane]) = (u64::from(own[0]), u64::from(own[1]));
                }
            }
        }
        let mut k = key;
        for _ in 0..10 {
            for lane in 0..STEP {
                let p0 = u64::from(MULTIPLIER[0]) * (c[0][lane] & LOW);
                let p1 = u64::from(MULTIPLIER[1]) * (c[2][lane] & LOW);
                (c[0][lane], c[1][lane]) = ((p1 >> 32) ^ c[1][lane] ^ u64::from(k[0]), p1);
                (c[2][lane], c[3][lane]) = ((p0 >> 32) ^ c[3][lane] ^ u64::from(k[1]), p0);
            }
            k = [k[0].wrapping_add(WEYL[0]), k[1].wrapping_add(WEYL[1])];
        }
        for n in 0..4 {
            for lane in 0..STEP {
                words[n][part * STEP + lane] = c[n][lane] as u32;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_draws_the_words_of_each_resident() {
        let key = WorldKey::new(3, 5);
        let mut words: Words = [[0; LANES]; 4];
        let named = (0..900).map(|n| [n * n, 3 * n + 1]).collect();
        for identities in [Identities::Numbered { place: 7 }, Identities::Named(named)] {
            let lanes = Lanes { identities: &identities, first: 512 };
            draw_block(key.words(), lanes, -4, Purpose::ResidentWeek, &mut words);
            for lane in [0, 1, 100, 255] {
                let [who, place] = identities.of(512 + lane as u32);
                let own = key.draw(who, place, -4, Purpose::ResidentWeek, 0);
                assert_eq!(own, std::array::from_fn(|k| words[k][lane]));
            }
        }
    }
}
