//! The week of the residents of one community: two passes over the blocks, with the home's admission between
//! them.
//!
//! First pass, [`Residents::hear_and_choose`]: every resident reads last week's marks of its ties and writes
//! only itself; wishes for seats and what others must learn go into the chunk's lists. Second pass,
//! [`Residents::visit_and_remember`]: what was admitted is lived through, everything fades by a week, and the
//! sums for the record are taken.
//!
//! A resident's week needs four words of one Philox block. The word comes first: only where an upper bound of
//! the probability lies above it, the exact probability is worked out. That is the same result as working it
//! out for all.

mod found;
mod given;
mod news;
mod resized;
mod single;

use crate::random::WorldKey;
use crate::units::Week;
use crate::world::agents::residents::block::{Block, LANES, WORDS};
use crate::world::agents::residents::lists::Lists;
use crate::world::agents::residents::network::Ties;
use crate::world::agents::residents::own_groups::OwnGroups;
use crate::world::agents::residents::tally::Tally;
use crate::world::agents::residents::traits::follow_programme;
use crate::world::agents::residents::week_terms::{Around, Choosing, Drawing, Lasting};
use crate::world::agents::residents::{ResidentRules, first_pass, second_pass};
use crate::world::exchange::{Offer, SeatWish, WishList};
use crate::world::identity::Identities;
use crate::world::mechanisms::Mechanisms;
use serde::{Deserialize, Serialize};

/// Blocks that are worked on together.
const BLOCKS: usize = 16;
/// Residents of a chunk.
pub(crate) const CHUNK: u32 = (BLOCKS * LANES) as u32;

/// A run of blocks with the lists that its residents fill in a week.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Chunk {
    blocks: Vec<Block>,
    #[serde(skip)]
    lists: Lists,
}

/// The residents of one community.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Residents {
    population: u32,
    identities: Identities,
    chunks: Vec<Chunk>,
    ties: Ties,
    /// Who came last week.
    pub(super) came: Vec<u64>,
    /// Who came in the last 13 weeks.
    pub(super) users: Vec<u64>,
    /// Who knows of the home.
    pub(super) aware: Vec<u64>,
    adults: f64,
    members: f64,
    groups: [f64; 4],
    own_groups: OwnGroups,
}

impl Residents {
    /// Number of residents.
    pub fn population(&self) -> u32 {
        self.population
    }

    /// About how many bytes they take in memory.
    pub fn bytes(&self) -> usize {
        let of = |chunk: &Chunk| {
            size_of_val(chunk) + size_of_val(&chunk.blocks[..]) + size_of_val(&chunk.lists.wishes[..])
        };
        let marks = 3 * size_of_val(&self.came[..]);
        self.chunks.iter().map(of).sum::<usize>()
            + marks
            + self.ties.bytes()
            + self.identities.bytes()
            + self.own_groups.bytes()
    }

    /// Adults (15 and older).
    pub fn adults(&self) -> f64 {
        self.adults
    }

    /// Union members.
    pub fn members(&self) -> f64 {
        self.members
    }

    /// Residents by group.
    pub(crate) fn groups(&self) -> [f64; 4] {
        self.groups
    }

    /// The groups that the scenario names, and who belongs to them.
    pub(crate) fn own_groups(&self) -> &OwnGroups {
        &self.own_groups
    }

    /// Residents with at least `ties` ties.
    pub fn central(&self, ties: usize) -> f64 {
        (0..self.population).filter(|i| self.ties.of(*i).len() >= ties).count() as f64
    }

    /// Whose their draws are.
    pub(crate) fn identities(&self) -> &Identities {
        &self.identities
    }

    /// Who knows whom.
    pub fn ties(&self) -> &Ties {
        &self.ties
    }

    /// The blocks in order, for reading.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.chunks.iter().flat_map(|c| &c.blocks)
    }

    pub(super) fn blocks_mut(&mut self) -> impl Iterator<Item = &mut Block> {
        self.chunks.iter_mut().flat_map(|c| &mut c.blocks)
    }

    /// First pass: move, hear, forget; wish for seats; volunteer.
    pub fn hear_and_choose(
        &mut self,
        rules: &ResidentRules,
        links: &Mechanisms,
        offer: &Offer,
        key: WorldKey,
        week: Week,
    ) {
        let drawing = Drawing { identities: &self.identities, key, week };
        let constants = Choosing::new(rules, links, offer, drawing);
        let around = Around { ties: &self.ties, came: &self.came, users: &self.users, aware: &self.aware };
        crate::parallel::each(&mut self.chunks, |c, chunk| {
            let Chunk { blocks, lists } = chunk;
            lists.clear();
            for (b, block) in blocks.iter_mut().enumerate() {
                let first = c as u32 * CHUNK + (b * LANES) as u32;
                if offer.new_programme {
                    follow_programme(block, &offer.mix.map(|m| m as f32), rules.traits.match_sd as f32);
                }
                first_pass::live(&constants, block, first, &around, lists);
            }
        });
        news::pass_on_news(&mut self.chunks, &self.ties);
        news::friends_ask(&constants, &mut self.chunks, &self.ties);
    }

    /// Second pass: live through what was admitted, fade by a week, take the sums.
    pub fn visit_and_remember(
        &mut self,
        rules: &ResidentRules,
        links: &Mechanisms,
        offer: &Offer,
        key: WorldKey,
        week: Week,
    ) -> Tally {
        let drawing = Drawing { identities: &self.identities, key, week };
        let constants = Lasting::new(rules, links, offer, drawing);
        let around = Around { ties: &self.ties, came: &self.came, users: &self.users, aware: &self.aware };
        crate::parallel::each(&mut self.chunks, |c, chunk| {
            let Chunk { blocks, lists } = chunk;
            lists.marks.clear();
            let mut rest = lists.wishes.as_slice();
            for (b, block) in blocks.iter_mut().enumerate() {
                let first = c as u32 * CHUNK + (b * LANES) as u32;
                let count = rest.partition_point(|w| w.resident < first + LANES as u32);
                let (mine, later) = rest.split_at(count);
                rest = later;
                let marks = second_pass::live(&constants, &around, block, first, mine, &mut lists.tally);
                lists.marks.push(marks);
            }
        });
        self.renew_marks();
        let mut total = Tally::default();
        self.chunks.iter().for_each(|c| total.add(&c.lists.tally));
        total
    }

    /// Write the bitsets that others read next week.
    fn renew_marks(&mut self) {
        let marks = self.chunks.iter().flat_map(|c| &c.lists.marks);
        let sets = self
            .came
            .chunks_exact_mut(WORDS)
            .zip(self.users.chunks_exact_mut(WORDS))
            .zip(self.aware.chunks_exact_mut(WORDS));
        for (own, ((came, users), aware)) in marks.zip(sets) {
            came.copy_from_slice(&own[0]);
            users.copy_from_slice(&own[1]);
            aware.copy_from_slice(&own[2]);
        }
    }
}

impl WishList for Residents {
    fn each(&mut self, mut f: impl FnMut(&mut SeatWish)) {
        self.chunks.iter_mut().flat_map(|c| &mut c.lists.wishes).for_each(&mut f);
    }
}
