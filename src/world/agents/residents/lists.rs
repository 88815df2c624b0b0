//! What the residents of a chunk hand on within a week: wishes for seats, news for their ties, sums.

use crate::world::agents::residents::block::WORDS;
use crate::world::agents::residents::draws::Scratch;
use crate::world::agents::residents::tally::Tally;
use crate::world::exchange::SeatWish;

/// What a chunk's residents hand on within a week. Emptied every week, never shrunk.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    pub(super) wishes: Vec<SeatWish>,
    /// Residents who came to know of the home (+1) or ceased to (−1).
    pub(super) knowing: Vec<(u32, i8)>,
    /// Residents whom a volunteer asks.
    pub(super) friends_asked: Vec<u32>,
    pub(super) tally: Tally,
    /// Marks of each block that others read next week: who came, who is a user, who knows of the home.
    pub(super) marks: Vec<[[u64; WORDS]; 3]>,
    pub(super) scratch: Option<Box<Scratch>>,
}

impl Lists {
    /// Empty what the first pass fills.
    pub(super) fn clear(&mut self) {
        self.wishes.clear();
        self.knowing.clear();
        self.friends_asked.clear();
        self.tally = Tally::default();
    }
}

impl PartialEq for Lists {
    /// Lists live within a week: between weeks all are the same.
    fn eq(&self, _: &Lists) -> bool {
        true
    }
}
