//! A block: 256 residents as columns. One block fits the first-level cache, so a week's work on it runs at
//! full speed.

use serde::{Deserialize, Serialize};
use serde_big_array::BigArray;

/// Residents in a block.
pub const LANES: usize = 256;
/// Words of a bitset that a block covers.
pub(crate) const WORDS: usize = LANES / 64;

/// Weeks of `Block::weeks` in which a visit makes somebody a user.
pub(crate) const USER: u64 = (1 << 13) - 1;
/// Weeks of `Block::weeks` in a year.
pub(crate) const YEAR_BITS: u64 = (1 << 52) - 1;

/// Bits of [`Block::kind`]: the fixed marks of a resident.
pub mod kind {
    /// Two bits: the code of the `ResidentGroup`.
    pub const GROUP: u8 = 0b11;
    /// Member of the trade union.
    pub const MEMBER: u8 = 1 << 2;
    /// 15 or older.
    pub const ADULT: u8 = 1 << 3;
    /// Lives nearer than the median distance.
    pub const NEAR: u8 = 1 << 4;
    /// Two bits from here: age band of public affairs (under 30, 30–49, 50–64, 65 and older).
    pub const AGE_SHIFT: u8 = 5;
    /// A resident lives in this lane (the last block may have empty lanes).
    pub const PRESENT: u8 = 1 << 7;
}

/// Bits of [`Block::state`].
pub mod state {
    /// Knows of the home.
    pub const AWARE: u8 = 1;
    /// Two bits from here: how it learned (0 signs and passing by, 1 word of mouth, 2 brand, 3 referral).
    pub const CHANNEL_SHIFT: u8 = 1;
    /// Mask of these two bits.
    pub const CHANNEL: u8 = 0b110;
    /// Was a user in the week before the handover and still lives here.
    pub const USER_BEFORE: u8 = 1 << 3;
    /// Came in the last 13 weeks and so knows how crowded it is: a user, as `USER` tells from the
    /// weeks, in a byte.
    pub const MET_CROWD: u8 = 1 << 4;
    /// Came from elsewhere. Fixed: into the place of a migrant who moves away comes another.
    pub const MIGRANT: u8 = 1 << 5;
}

/// 256 residents. Columns are f32, u64 or bytes; lanes without a resident have `kind` 0 and `pull` 0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[repr(C, align(64))]
pub struct Block {
    /// Propensity and distance: ln G − distance / reach. Fixed.
    #[serde(with = "BigArray")]
    pub going: [f32; LANES],
    /// `exp(going + interest match)`: follows the programme.
    #[serde(with = "BigArray")]
    pub pull: [f32; LANES],
    /// exp(−civic base), where the base is intercept + civic trait + age + ties, logit. Fixed.
    #[serde(with = "BigArray")]
    pub reluctance: [f32; LANES],
    /// Price sensitivity, mean 1. Fixed.
    #[serde(with = "BigArray")]
    pub price: [f32; LANES],
    /// Habit 0–1.
    #[serde(with = "BigArray")]
    pub habit: [f32; LANES],
    /// Quality expected 0–1.
    #[serde(with = "BigArray")]
    pub expect: [f32; LANES],
    /// Satisfaction 0–1.
    #[serde(with = "BigArray")]
    pub satisfaction: [f32; LANES],
    /// Trust in the operator 0–1.
    #[serde(with = "BigArray")]
    pub trust: [f32; LANES],
    /// Belief 0–1 that the operator is commercial.
    #[serde(with = "BigArray")]
    pub belief: [f32; LANES],
    /// Feeling 0–1 that proposals are carried out.
    #[serde(with = "BigArray")]
    pub efficacy: [f32; LANES],
    /// Weeks with a visit, newest in bit 0.
    #[serde(with = "BigArray")]
    pub weeks: [u64; LANES],
    /// Interests in the six services in 1/32 of a standard deviation. Fixed.
    pub interests: [Bytes; 6],
    /// The keenest interest as an upper bound of its factor on the odds of an event, in 1/16. Fixed.
    #[serde(with = "BigArray")]
    pub keen: [u8; LANES],
    /// Fixed marks, see [`kind`].
    #[serde(with = "BigArray")]
    pub kind: [u8; LANES],
    /// Changing marks, see [`state`].
    #[serde(with = "BigArray")]
    pub state: [u8; LANES],
    /// Weeks with a visit since moving in, at most 255.
    #[serde(with = "BigArray")]
    pub visits: [u8; LANES],
    /// Frequency class of volunteering at the home: 0 none, 1 once a year … 5 more than weekly.
    #[serde(with = "BigArray")]
    pub volunteer: [u8; LANES],
    /// The same elsewhere. Fixed.
    #[serde(with = "BigArray")]
    pub elsewhere: [u8; LANES],
    /// Weeks for which having been asked still works.
    #[serde(with = "BigArray")]
    pub asked: [u8; LANES],
    /// Disposition to think that such a place is a business, in 1/255: what the belief relaxes to. Fixed.
    #[serde(with = "BigArray")]
    pub disposition: [u8; LANES],
    /// Ties who know of the home.
    #[serde(with = "BigArray")]
    pub tied_aware: [u16; LANES],
}

/// A column of signed bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bytes(#[serde(with = "BigArray")] pub [i8; LANES]);

impl Block {
    /// A block in which nobody lives yet.
    pub fn empty() -> Block {
        let f = [0.0; LANES];
        let b = [0; LANES];
        Block {
            going: f,
            pull: f,
            reluctance: f,
            price: f,
            habit: f,
            expect: f,
            satisfaction: f,
            trust: f,
            belief: f,
            efficacy: f,
            weeks: [0; LANES],
            interests: std::array::from_fn(|_| Bytes([0; LANES])),
            kind: b,
            state: b,
            visits: b,
            volunteer: b,
            elsewhere: b,
            asked: b,
            disposition: b,
            keen: b,
            tied_aware: [0; LANES],
        }
    }
}

/// The bit of resident `i` in a bitset.
#[inline(always)]
pub(crate) fn bit(set: &[u64], i: u32) -> bool {
    set[(i >> 6) as usize] >> (i & 63) & 1 == 1
}
