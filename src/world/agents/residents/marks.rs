//! Marks of a block's residents at the end of a week, read once for all counts and sums.

use crate::world::agents::residents::block::{Block, LANES, YEAR_BITS, state};

/// Marks of a block's residents as bytes 0 or 1 (`in_year`: weeks with a visit in the last 52).
pub(crate) struct Marks {
    pub(super) user: [u8; LANES],
    pub(super) four: [u8; LANES],
    pub(super) in_year: [u8; LANES],
    pub(super) aware: [u8; LANES],
    pub(super) adult: [u8; LANES],
    pub(super) business: [u8; LANES],
}

impl Marks {
    #[inline(always)]
    pub(super) fn of(block: &Block) -> Marks {
        let z = [0_u8; LANES];
        let mut m = Marks { user: z, four: z, in_year: z, aware: z, adult: z, business: z };
        for lane in 0..LANES {
            m.four[lane] = u8::from(block.weeks[lane] as u8 & 0b1111 != 0);
            m.in_year[lane] = (block.weeks[lane] & YEAR_BITS).count_ones() as u8;
        }
        for lane in 0..LANES {
            m.user[lane] = u8::from(block.state[lane] & state::MET_CROWD != 0);
            m.aware[lane] = block.state[lane] & state::AWARE;
            m.adult[lane] = block.kind[lane] >> 3 & 1;
        }
        for lane in 0..LANES {
            m.business[lane] = u8::from(block.belief[lane] > 0.5);
        }
        m
    }
}
