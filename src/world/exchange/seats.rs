//! Wishes for seats and places: residents make them, the home admits.

use crate::random::uniform;
use serde::{Deserialize, Serialize};

/// A wish for a seat, or for a place at an event.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct SeatWish {
    /// Who.
    pub resident: u32,
    /// Lottery ticket: the lowest are admitted.
    pub ticket: u32,
    /// Slot of the week.
    pub slot: u8,
    /// Quarter of the slot.
    pub quarter: u8,
    /// The neighbouring quarter it would take instead; the same as `quarter` when it would not.
    pub second: u8,
    /// Service of the event, or [`DROP_IN`].
    pub service: u8,
    /// Made for a prize.
    pub for_prize: bool,
    /// Set by the home.
    pub admitted: bool,
}

/// `SeatWish::service` of a visit that is no event.
pub(crate) const DROP_IN: u8 = u8::MAX;

/// All wishes of a community's week, in the order of residents.
pub(crate) trait WishList {
    /// Call `f` for each wish in order.
    fn each(&mut self, f: impl FnMut(&mut SeatWish));
}

/// The quarter of a slot that a visitor prefers (`demand`: cumulated shares of the first three), and the
/// neighbour it would take instead with probability one half.
#[inline]
pub(crate) fn quarters(demand: &[f32; 3], which: u32, instead: u32) -> (u8, u8) {
    let u = uniform(which);
    let quarter = demand.iter().filter(|edge| u >= **edge).count() as u8;
    let second = match instead & 3 {
        0 if quarter == 0 => 1,
        0 => quarter - 1,
        1 if quarter == 3 => 2,
        1 => quarter + 1,
        _ => quarter,
    };
    (quarter, second)
}
