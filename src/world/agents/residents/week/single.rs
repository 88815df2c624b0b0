//! One resident by itself, in the middle of a week or at its end: for reading.

use crate::world::agents::residents::block::{Block, LANES};
use crate::world::agents::residents::week::{CHUNK, Residents};
use crate::world::exchange::SeatWish;

impl Residents {
    /// The block of resident `who` and its lane in it.
    pub(crate) fn lane_of(&self, who: u32) -> (&Block, usize) {
        let chunk = &self.chunks[(who / CHUNK) as usize];
        (&chunk.blocks[(who % CHUNK) as usize / LANES], who as usize % LANES)
    }

    /// The wishes of resident `who` this week, as the home answered them; those of a chunk stand in the order
    /// of its residents.
    pub(crate) fn wishes_of(&self, who: u32) -> &[SeatWish] {
        let wishes = &self.chunks[(who / CHUNK) as usize].lists.wishes;
        let first = wishes.partition_point(|wish| wish.resident < who);
        let count = wishes[first..].partition_point(|wish| wish.resident == who);
        &wishes[first..first + count]
    }
}
