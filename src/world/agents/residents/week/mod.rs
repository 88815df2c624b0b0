//! The week of the residents of one community: two passes over the blocks, with the home's admission between
//! them.
//!
//! First pass, [`Residents::hear_and_choose`]: every resident reads last week's marks of its ties and writes
//! only itself; wishes for seats and what others must learn go into the chunk's lists. Second pass,
//! [`Residents::live_through`]: what was admitted is lived through, everything fades by a week, and the sums
//! for the record are taken.
//!
//! A resident's week needs four words of one Philox block. The word comes first: only where an upper bound of
//! the probability lies above it, the exact probability is worked out. That is the same result as working it
//! out for all.

mod given;

use crate::random::{Purpose, WorldKey, exp};
use crate::units::Week;
use crate::world::agents::residents::block::{Block, LANES, WORDS, bit, kind, state};
use crate::world::agents::residents::constants::{Around, Choosing, Lasting};
use crate::world::agents::residents::draws::Scratch;
use crate::world::agents::residents::network::Ties;
use crate::world::agents::residents::tally::Tally;
use crate::world::agents::residents::traits::{Founding, follow_programme};
use crate::world::agents::residents::{ResidentRules, first_pass, second_pass};
use crate::world::exchange::{Offer, SeatWish, WishList};
use crate::world::mechanisms::Mechanisms;
use crate::world::roster::Roster;
use serde::{Deserialize, Serialize};

/// Blocks that are worked on together.
const BLOCKS: usize = 16;
/// Residents of a chunk.
const CHUNK: u32 = (BLOCKS * LANES) as u32;

/// A run of blocks with the lists that its residents fill in a week.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Chunk {
    blocks: Vec<Block>,
    #[serde(skip)]
    lists: Lists,
}

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

impl PartialEq for Lists {
    /// Lists live within a week: between weeks all are the same.
    fn eq(&self, _: &Lists) -> bool {
        true
    }
}

/// The residents of one community.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Residents {
    population: u32,
    place: u32,
    chunks: Vec<Chunk>,
    ties: Ties,
    /// Who came last week.
    pub(super) came: Vec<u64>,
    /// Who came in the last 13 weeks.
    users: Vec<u64>,
    /// Who knows of the home.
    pub(super) aware: Vec<u64>,
    adults: f64,
    members: f64,
}

impl Residents {
    /// Settle a community: traits, ties, everybody unaware (but those of a roster who know).
    pub fn settle(
        rules: &ResidentRules,
        people: &crate::world::agents::residents::ResidentsSetup,
        population: u32,
        key: WorldKey,
        place: u32,
        roster: Option<&Roster>,
    ) -> Residents {
        let founding = Founding::new(rules, people);
        let given = roster.and_then(|r| r.ties.as_ref());
        let ties = given.map_or_else(
            || Ties::draw(&rules.network, population, key, place),
            |pairs| Ties::given(population, pairs),
        );
        let chunk_count = (population as usize).div_ceil(CHUNK as usize);
        let chunks = crate::parallel::map(chunk_count, |c| {
            let first = c as u32 * CHUNK;
            let blocks = (population - first).min(CHUNK).div_ceil(LANES as u32);
            let settle = |b: u32| {
                let mut block = Block::empty();
                founding.settle(
                    &mut block,
                    first + b * LANES as u32,
                    population,
                    key,
                    place,
                    rules,
                    people,
                    roster,
                );
                block
            };
            Chunk { blocks: (0..blocks).map(settle).collect(), lists: Lists::default() }
        });
        let words = chunks.iter().map(|c| c.blocks.len()).sum::<usize>() * WORDS;
        let mut residents = Residents {
            population,
            place,
            chunks,
            ties,
            came: vec![0; words],
            users: vec![0; words],
            aware: vec![0; words],
            adults: 0.0,
            members: 0.0,
        };
        residents.meet_neighbours(rules);
        residents
    }

    /// What follows from ties and traits together: ties count in public affairs; those who know of the home
    /// are known to know.
    fn meet_neighbours(&mut self, rules: &ResidentRules) {
        let tie = rules.affairs.tie as f32;
        let ties = &self.ties;
        let mut shared: Vec<_> = self
            .chunks
            .iter_mut()
            .zip(self.aware.chunks_mut(BLOCKS * WORDS))
            .map(|(c, a)| (c, a, [0, 0]))
            .collect();
        crate::parallel::each(&mut shared, |c, (chunk, aware, counts)| {
            for (b, block) in chunk.blocks.iter_mut().enumerate() {
                for lane in (0..LANES).filter(|lane| block.kind[*lane] & kind::PRESENT != 0) {
                    let inside = b * LANES + lane;
                    let ties = ties.of(c as u32 * CHUNK + inside as u32).len();
                    block.reluctance[lane] *= exp(-tie * (ties as f32 - rules.affairs.usual_ties as f32));
                    counts[0] += u32::from(block.kind[lane] & kind::ADULT != 0);
                    counts[1] += u32::from(block.kind[lane] & kind::MEMBER != 0);
                    aware[inside / 64] |= u64::from(block.state[lane] & state::AWARE) << (inside % 64);
                }
            }
        });
        let total = |n: usize| shared.iter().map(|(_, _, counts)| f64::from(counts[n])).sum();
        (self.adults, self.members) = (total(0), total(1));
        self.count_knowing_ties();
    }

    /// How many ties of each resident know of the home.
    fn count_knowing_ties(&mut self) {
        let (ties, aware) = (&self.ties, &self.aware);
        crate::parallel::each(&mut self.chunks, |c, chunk| {
            for (b, block) in chunk.blocks.iter_mut().enumerate() {
                for lane in (0..LANES).filter(|lane| block.kind[*lane] & kind::PRESENT != 0) {
                    let row = ties.of(c as u32 * CHUNK + (b * LANES + lane) as u32);
                    block.tied_aware[lane] =
                        row.iter().filter(|tie| bit(aware, *tie)).count().min(u16::MAX.into()) as u16;
                }
            }
        });
    }

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
        self.chunks.iter().map(of).sum::<usize>() + marks + self.ties.bytes()
    }

    /// Adults (15 and older).
    pub fn adults(&self) -> f64 {
        self.adults
    }

    /// Union members.
    pub fn members(&self) -> f64 {
        self.members
    }

    /// Residents with at least `ties` ties.
    pub fn central(&self, ties: usize) -> f64 {
        (0..self.population).filter(|i| self.ties.of(*i).len() >= ties).count() as f64
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
        let constants = Choosing::new(rules, links, offer, key, self.place, week);
        let (ties, came, users, aware) = (&self.ties, &self.came, &self.users, &self.aware);
        crate::parallel::each(&mut self.chunks, |c, chunk| {
            let Chunk { blocks, lists } = chunk;
            lists.wishes.clear();
            lists.knowing.clear();
            lists.friends_asked.clear();
            lists.tally = Tally::default();
            for (b, block) in blocks.iter_mut().enumerate() {
                let first = c as u32 * CHUNK + (b * LANES) as u32;
                if offer.new_programme {
                    follow_programme(block, &offer.mix.map(|m| m as f32), rules.traits.match_sd as f32);
                }
                let around = Around { ties, came, users, aware };
                first_pass::live(&constants, block, first, &around, lists);
            }
        });
        self.pass_on_news();
        self.friends_ask(&constants);
    }

    /// Second pass: live through what was admitted, fade by a week, take the sums.
    pub fn live_through(
        &mut self,
        rules: &ResidentRules,
        links: &Mechanisms,
        offer: &Offer,
        key: WorldKey,
        week: Week,
    ) -> Tally {
        let constants = Lasting::new(rules, links, offer, key, self.place, week);
        let (ties, users) = (&self.ties, &self.users);
        crate::parallel::each(&mut self.chunks, |c, chunk| {
            let Chunk { blocks, lists } = chunk;
            lists.marks.clear();
            let mut rest = lists.wishes.as_slice();
            for (b, block) in blocks.iter_mut().enumerate() {
                let first = c as u32 * CHUNK + (b * LANES) as u32;
                let count = rest.partition_point(|w| w.resident < first + LANES as u32);
                let (mine, later) = rest.split_at(count);
                rest = later;
                lists.marks.push(second_pass::live(
                    &constants,
                    block,
                    first,
                    mine,
                    ties,
                    users,
                    &mut lists.tally,
                ));
            }
        });
        self.renew_marks();
        let mut total = Tally::default();
        self.chunks.iter().for_each(|c| total.add(&c.lists.tally));
        total
    }

    /// Ties learn who came to know of the home and who ceased to.
    fn pass_on_news(&mut self) {
        let news: Vec<Vec<(u32, i8)>> =
            self.chunks.iter_mut().map(|c| std::mem::take(&mut c.lists.knowing)).collect();
        let (ties, reach) = (&self.ties, self.ties.reach());
        crate::parallel::each(&mut self.chunks, |c, chunk| {
            let (first, last) = (c as u32 * CHUNK, c as u32 * CHUNK + CHUNK);
            // Whoever lives further away than a tie reaches has nobody to tell here. The news of a chunk come
            // in order.
            let (from, until) = (first.saturating_sub(reach), last.saturating_add(reach));
            let near = (from / CHUNK) as usize..news.len().min(until.div_ceil(CHUNK) as usize);
            for told in &news[near] {
                let told = &told[told.partition_point(|n| n.0 < from)..told.partition_point(|n| n.0 < until)];
                for (who, change) in told {
                    for tie in ties.of(*who).iter().filter(|tie| (first..last).contains(tie)) {
                        let inside = (tie - first) as usize;
                        let count = &mut chunk.blocks[inside / LANES].tied_aware[inside % LANES];
                        *count = count.saturating_add_signed(i16::from(*change));
                    }
                }
            }
        });
        self.chunks.iter_mut().zip(news).for_each(|(chunk, news)| chunk.lists.knowing = news);
    }

    /// Friends whom volunteers ask: few, so one after another.
    fn friends_ask(&mut self, w: &Choosing) {
        for c in 0..self.chunks.len() {
            let asked = std::mem::take(&mut self.chunks[c].lists.friends_asked);
            for who in &asked {
                let chunk = &mut self.chunks[(who / CHUNK) as usize];
                let block = &mut chunk.blocks[(who % CHUNK) as usize / LANES];
                let lane = *who as usize % LANES;
                if block.state[lane] & state::AWARE != 0
                    && block.volunteer[lane] == 0
                    && block.kind[lane] & kind::ADULT != 0
                {
                    let words = w.key.draw(*who, w.place, w.week, Purpose::Volunteer, 1);
                    chunk.lists.tally.by_friend += w.answer(block, lane, *who, &self.ties, words);
                }
            }
            self.chunks[c].lists.friends_asked = asked;
        }
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
