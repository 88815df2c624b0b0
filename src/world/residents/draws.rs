//! The draws of 256 residents at once.

use super::block::LANES;
use crate::random::Purpose;
use crate::units::Week;

/// The words of a block's week: `words[k][lane]`.
pub(super) type Words = [[u32; LANES]; 4];

/// Room for a block's draws and flags, kept from block to block: clearing it would cost as much as filling it.
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

/// Philox4x32-10 for 256 residents of one week at once; the same words as [`WorldKey::draw`] for block 0.
#[inline(always)]
pub(super) fn draw_block(key: [u32; 2], first: u32, place: u32, week: Week, purpose: Purpose, words: &mut Words) {
    const STEP: usize = 16;
    for part in 0..LANES / STEP {
        let mut c = [[0_u32; STEP]; 4];
        for lane in 0..STEP {
            c[0][lane] = first + (part * STEP + lane) as u32;
            c[1][lane] = place;
            c[2][lane] = week as u32;
            c[3][lane] = purpose as u32;
        }
        let mut k = key;
        for _ in 0..10 {
            for lane in 0..STEP {
                let p0 = u64::from(0xD251_1F53_u32) * u64::from(c[0][lane]);
                let p1 = u64::from(0xCD9E_8D57_u32) * u64::from(c[2][lane]);
                let (c1, c3) = (c[1][lane], c[3][lane]);
                c[0][lane] = (p1 >> 32) as u32 ^ c1 ^ k[0];
                c[1][lane] = p1 as u32;
                c[2][lane] = (p0 >> 32) as u32 ^ c3 ^ k[1];
                c[3][lane] = p0 as u32;
            }
            k = [k[0].wrapping_add(0x9E37_79B9), k[1].wrapping_add(0xBB67_AE85)];
        }
        for n in 0..4 {
            words[n][part * STEP..part * STEP + STEP].copy_from_slice(&c[n]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::WorldKey;

    #[test]
    fn a_block_draws_the_words_of_each_resident() {
        let key = WorldKey::new(3, 5);
        let mut words: Words = [[0; LANES]; 4];
        draw_block(key.words(), 512, 7, -4, Purpose::ResidentWeek, &mut words);
        for lane in [0, 1, 100, 255] {
            let own = key.draw(512 + lane as u32, 7, -4, Purpose::ResidentWeek, 0);
            assert_eq!(own, std::array::from_fn(|k| words[k][lane]));
        }
    }
}
