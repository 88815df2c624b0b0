//! The week of the residents of one community: two passes over the blocks, with the home's admission between them.
//!
//! First pass, [`Residents::hear_and_choose`]: every resident reads last week's marks of its ties and writes only itself; wishes for
//! seats and what others must learn go into the chunk's lists. Second pass, [`Residents::live_through`]: what was admitted is
//! lived through, everything fades by a week, and the sums for the record are taken.
//!
//! A resident's week needs four words of one Philox block. The word comes first: only where an upper bound of the probability lies
//! above it, the exact probability is worked out. That is the same result as working it out for all.

use super::block::{Block, LANES, WORDS, bit, kind, state};
use super::choice::{self, Draw, Person};
use super::memory::{Lived, Remembering};
use super::network::Ties;
use super::talk::{Channel, Hearing, channel};
use super::tally::{Influence, Tally};
use super::traits::{Founding, follow_programme};
use super::volunteering::{SHIFTS, class};
use super::{Rules, affairs, arrival};
use crate::random::{Purpose, WorldKey, logistic, uniform};
use crate::units::Week;
use crate::world::Roster;
use crate::world::exchange::{DROP_IN, Offer, Wish, WishList};
use crate::world::mechanisms::Mechanisms;
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
struct Lists {
    wishes: Vec<Wish>,
    /// Residents who came to know of the home (+1) or ceased to (−1).
    knowing: Vec<(u32, i8)>,
    /// Residents whom a volunteer asks.
    friends_asked: Vec<u32>,
    tally: Tally,
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
    came: Vec<u64>,
    /// Who came in the last 13 weeks.
    users: Vec<u64>,
    /// Who knows of the home.
    aware: Vec<u64>,
    adults: f64,
    members: f64,
}

/// All constants of one community's week.
struct Constants<'a> {
    rules: &'a Rules,
    offer: &'a Offer,
    key: WorldKey,
    place: u32,
    week: Week,
    moving: f32,
    hearing: Hearing,
    draw: Draw,
    remembering: Remembering,
    stops: f32,
    steps_at_most: f32,
    ask: f32,
    influence: Influence,
}

impl Residents {
    /// Settle a community: traits, ties, everybody unaware (but those of a roster who know).
    pub fn settle(
        rules: &Rules,
        people: &super::Setup,
        population: u32,
        key: WorldKey,
        place: u32,
        roster: Option<&Roster>,
    ) -> Residents {
        let founding = Founding::new(rules, people);
        let given = roster.and_then(|r| r.ties.as_ref());
        let ties =
            given.map_or_else(|| Ties::draw(&rules.network, population, key, place), |pairs| Ties::given(population, pairs));
        let chunk_count = (population as usize).div_ceil(CHUNK as usize);
        let chunks = crate::parallel::map(chunk_count, |c| {
            let first = c as u32 * CHUNK;
            let blocks = (population - first).min(CHUNK).div_ceil(LANES as u32);
            let settle = |b: u32| {
                let mut block = Block::empty();
                founding.settle(&mut block, first + b * LANES as u32, population, key, place, rules, people, roster);
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

    /// What follows from ties and traits together: ties count in public affairs; those who know of the home are known to know.
    fn meet_neighbours(&mut self, rules: &Rules) {
        let tie = rules.affairs.tie as f32;
        let mut knowing = Vec::new();
        for (c, chunk) in self.chunks.iter_mut().enumerate() {
            for (b, block) in chunk.blocks.iter_mut().enumerate() {
                for lane in 0..LANES {
                    let who = c as u32 * CHUNK + (b * LANES + lane) as u32;
                    if block.kind[lane] & kind::PRESENT == 0 {
                        continue;
                    }
                    block.civic[lane] += tie * (self.ties.of(who).len() as f32 - affairs::USUAL_TIES);
                    self.adults += f64::from(block.kind[lane] >> 3 & 1);
                    self.members += f64::from(block.kind[lane] >> 2 & 1);
                    if block.state[lane] & state::AWARE != 0 {
                        self.aware[(who >> 6) as usize] |= 1 << (who & 63);
                        knowing.push((who, 1));
                    }
                }
            }
        }
        self.tell_ties(&knowing);
    }

    /// Number of residents.
    pub fn population(&self) -> u32 {
        self.population
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

    /// First pass: move, hear, forget; wish for seats; volunteer.
    pub fn hear_and_choose(&mut self, rules: &Rules, links: &Mechanisms, offer: &Offer, key: WorldKey, week: Week) {
        let constants = Constants::new(rules, links, offer, key, self.place, week);
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
                first_pass(&constants, block, first, &around, lists);
            }
        });
        self.pass_on_news();
        self.friends_ask(&constants);
    }

    /// Second pass: live through what was admitted, fade by a week, take the sums.
    pub fn live_through(&mut self, rules: &Rules, links: &Mechanisms, offer: &Offer, key: WorldKey, week: Week) -> Tally {
        let constants = Constants::new(rules, links, offer, key, self.place, week);
        let (ties, users) = (&self.ties, &self.users);
        crate::parallel::each(&mut self.chunks, |c, chunk| {
            let Chunk { blocks, lists } = chunk;
            let mut rest = lists.wishes.as_slice();
            for (b, block) in blocks.iter_mut().enumerate() {
                let first = c as u32 * CHUNK + (b * LANES) as u32;
                let count = rest.partition_point(|w| w.resident < first + LANES as u32);
                let (mine, later) = rest.split_at(count);
                rest = later;
                second_pass(&constants, block, first, mine, ties, users, &mut lists.tally);
            }
        });
        self.renew_marks();
        let mut total = Tally::default();
        self.chunks.iter().for_each(|c| total.add(&c.lists.tally));
        total
    }

    /// Ties learn who came to know of the home and who ceased to.
    fn pass_on_news(&mut self) {
        for c in 0..self.chunks.len() {
            let knowing = std::mem::take(&mut self.chunks[c].lists.knowing);
            self.tell_ties(&knowing);
            self.chunks[c].lists.knowing = knowing;
        }
    }

    fn tell_ties(&mut self, knowing: &[(u32, i8)]) {
        for (who, change) in knowing {
            for tie in self.ties.of(*who) {
                let count = &mut self.chunks[(tie / CHUNK) as usize].blocks[(tie % CHUNK) as usize / LANES].tied_aware
                    [*tie as usize % LANES];
                *count = count.saturating_add_signed(i16::from(*change));
            }
        }
    }

    /// Friends whom volunteers ask: few, so one after another.
    fn friends_ask(&mut self, w: &Constants) {
        for c in 0..self.chunks.len() {
            let asked = std::mem::take(&mut self.chunks[c].lists.friends_asked);
            for who in &asked {
                let chunk = &mut self.chunks[(who / CHUNK) as usize];
                let block = &mut chunk.blocks[(who % CHUNK) as usize / LANES];
                let lane = *who as usize % LANES;
                if block.state[lane] & state::AWARE != 0 && block.volunteer[lane] == 0 && block.kind[lane] & kind::ADULT != 0 {
                    let words = w.key.draw(*who, w.place, w.week, Purpose::Volunteer, 1);
                    chunk.lists.tally.by_friend += w.answer(block, lane, *who, &self.ties, words);
                }
            }
            self.chunks[c].lists.friends_asked = asked;
        }
    }

    /// Write the bitsets that others read next week.
    fn renew_marks(&mut self) {
        let blocks = self.chunks.iter().flat_map(|c| &c.blocks);
        let sets =
            self.came.chunks_exact_mut(WORDS).zip(self.users.chunks_exact_mut(WORDS)).zip(self.aware.chunks_exact_mut(WORDS));
        for (block, ((came, users), aware)) in blocks.zip(sets) {
            for word in 0..WORDS {
                let lanes = word * 64..word * 64 + 64;
                let (mut c, mut u, mut a) = (0_u64, 0_u64, 0_u64);
                for (n, lane) in lanes.enumerate() {
                    let weeks = block.weeks[lane];
                    c |= (weeks & 1) << n;
                    u |= u64::from(weeks & USER != 0) << n;
                    a |= u64::from(block.state[lane] & state::AWARE) << n;
                }
                (came[word], users[word], aware[word]) = (c, u, a);
            }
        }
    }
}

impl WishList for Residents {
    fn each(&mut self, mut f: impl FnMut(&mut Wish)) {
        self.chunks.iter_mut().flat_map(|c| &mut c.lists.wishes).for_each(&mut f);
    }
}

/// Weeks of `Block::weeks` in which a visit makes somebody a user.
pub const USER: u64 = (1 << 13) - 1;
/// Weeks of `Block::weeks` in a year.
pub const YEAR_BITS: u64 = (1 << 52) - 1;

/// What a resident reads of others: last week's marks.
struct Around<'a> {
    ties: &'a Ties,
    came: &'a [u64],
    users: &'a [u64],
    aware: &'a [u64],
}

impl<'a> Constants<'a> {
    fn new(rules: &'a Rules, links: &Mechanisms, offer: &'a Offer, key: WorldKey, place: u32, week: Week) -> Constants<'a> {
        let a = &rules.affairs;
        let on = |x: f64| if links.spillover { x as f32 } else { 0.0 };
        Constants {
            rules,
            offer,
            key,
            place,
            week,
            moving: if links.moving { rules.arrival.moving as f32 } else { 0.0 },
            hearing: Hearing::new(&rules.talk, offer),
            draw: Draw::new(rules, links, offer),
            remembering: Remembering::new(&rules.memory, offer),
            stops: rules.volunteering.stops(offer.overload, offer.quality, offer.voice) as f32,
            steps_at_most: if offer.volunteering { rules.volunteering.steps_forward_at_most() } else { 0.0 },
            ask: offer.ask as f32,
            influence: Influence {
                spillover: on(a.spillover),
                efficacy: on(a.efficacy),
                asked: on(a.asked),
                first: (a.efficacy * a.first_efficacy) as f32 - on(a.efficacy * a.first_efficacy),
                first_efficacy: a.first_efficacy as f32,
                on: on(1.0),
            },
        }
    }

    fn civic(&self, block: &Block, lane: usize, who: u32, ties: &Ties) -> f32 {
        affairs::civic_of(&self.rules.affairs, block.civic[lane], block.kind[lane] >> kind::AGE_SHIFT, ties.of(who).len())
    }

    /// A resident who is asked to lend a hand; 1 when it joins.
    fn answer(&self, block: &mut Block, lane: usize, who: u32, ties: &Ties, words: [u32; 4]) -> f64 {
        block.asked[lane] = self.rules.volunteering.asked_weeks as u8;
        let civic = self.civic(block, lane, who, ties);
        let p = self.rules.volunteering.accepts(civic, block.satisfaction[lane], self.offer.concept as f32);
        if uniform(words[0]) >= p {
            return 0.0;
        }
        block.volunteer[lane] = class(uniform(words[1]));
        1.0
    }
}

/// Bits of a lane's flags in the first pass.
const LIFE: u8 = 1;
const COME: u8 = 2;
const EVENT: u8 = 4;
const HELP: u8 = 8;

/// The words of a block's week: `words[k][lane]`.
type Words = [[u32; LANES]; 4];

#[multiversion::multiversion(targets("x86_64+avx2+bmi1+bmi2+popcnt+lzcnt", "x86_64+sse4.2+popcnt"))]
fn first_pass(w: &Constants, block: &mut Block, first: u32, around: &Around, lists: &mut Lists) {
    let mut words: Words = [[0; LANES]; 4];
    let mut flags = [0_u8; LANES];
    draw_block(w.key.words(), first, w.place, w.week, Purpose::ResidentWeek, &mut words);
    flag_block(w, block, &words, &mut flags);
    for group in 0..LANES / 8 {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&flags[group * 8..group * 8 + 8]);
        let mut left = u64::from_le_bytes(bytes);
        while left != 0 {
            let n = (left.trailing_zeros() / 8) as usize;
            left &= !(0xFF << (8 * n));
            let lane = group * 8 + n;
            one_resident(w, block, lane, first + lane as u32, flags[lane], &words, around, lists);
        }
    }
}

/// Philox4x32-10 for 256 residents of one week at once; the same words as [`WorldKey::draw`] for block 0.
#[inline(always)]
fn draw_block(key: [u32; 2], first: u32, place: u32, week: Week, purpose: Purpose, words: &mut Words) {
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

/// Whom the week may touch: an upper bound of each probability against the resident's word.
#[inline(always)]
fn flag_block(w: &Constants, block: &Block, words: &Words, flags: &mut [u8; LANES]) {
    let forget = w.moving + w.hearing.forgetting;
    let without_ties = w.moving + w.hearing.most_without_ties;
    let prize = w.draw.prize;
    let event = w.draw.event_bound();
    let asked_at_most = w.ask;
    let steps_from = 1.0 - w.steps_at_most;
    for lane in 0..LANES {
        let present = u8::from(block.kind[lane] & kind::PRESENT != 0);
        let u0 = uniform(words[0][lane]);
        let hears = without_ties + w.hearing.at_most(f32::from(block.tied_aware[lane])) - w.hearing.most_without_ties;
        let life = u8::from(u0 < hears) | u8::from(u0 < forget);
        let aware = f32::from(block.state[lane] & state::AWARE);
        let bound = aware * w.draw.at_most(block.pull[lane], block.habit[lane], block.expect[lane]) * prize;
        let come = u8::from(uniform(words[1][lane]) < bound);
        let meets = u8::from(uniform(words[2][lane]) < bound * event * f32::from(block.keen[lane]));
        let u3 = uniform(words[3][lane]);
        let recent = u8::from(block.weeks[lane] & USER != 0);
        let stirred = u8::from(u3 < asked_at_most) | u8::from(u3 >= steps_from);
        let help = (stirred & recent) | u8::from(block.volunteer[lane] != 0);
        flags[lane] = present * (life * LIFE | come * COME | meets * EVENT | help * HELP);
    }
}

/// One resident to whom something may happen this week, worked out exactly.
#[inline]
fn one_resident(
    w: &Constants,
    block: &mut Block,
    lane: usize,
    who: u32,
    flags: u8,
    words: &Words,
    around: &Around,
    lists: &mut Lists,
) {
    let mut flags = flags;
    if flags & LIFE != 0 && move_hear_forget(w, block, lane, who, uniform(words[0][lane]), around, lists) {
        // Newly aware or newly arrived: the bounds above spoke of somebody else.
        flags |= COME | EVENT;
    }
    if flags & HELP != 0 {
        lend_a_hand(w, block, lane, who, uniform(words[3][lane]), around, lists);
    }
    if flags & (COME | EVENT) != 0 && block.state[lane] & state::AWARE != 0 {
        wish_for_seats(w, block, lane, who, flags, words, around, lists);
    }
}

/// True when the resident is not the one it was: moved, or newly aware.
#[inline]
fn move_hear_forget(w: &Constants, block: &mut Block, lane: usize, who: u32, u: f32, around: &Around, lists: &mut Lists) -> bool {
    let was_aware = block.state[lane] & state::AWARE != 0;
    if u < w.moving {
        lists.tally.stopped += f64::from(u8::from(block.volunteer[lane] != 0));
        arrival::newcomer(block, lane, w.rules);
        if was_aware {
            lists.knowing.push((who, -1));
        }
        return true;
    }
    let u = u - w.moving;
    if was_aware {
        if u < w.hearing.forgetting && block.weeks[lane] & YEAR_BITS == 0 {
            block.state[lane] &= !(state::AWARE | state::CHANNEL);
            lists.knowing.push((who, -1));
        }
        return false;
    }
    let member = block.kind[lane] & kind::MEMBER != 0;
    let (p, quiet) = w.hearing.exact(who, member, around.ties, around.users, around.aware);
    if u >= p {
        return false;
    }
    let words = w.key.draw(who, w.place, w.week, Purpose::Channel, 0);
    let by: Channel = channel(quiet, uniform(words[0]));
    block.state[lane] = (block.state[lane] & !state::CHANNEL) | state::AWARE | ((by as u8) << state::CHANNEL_SHIFT);
    lists.knowing.push((who, 1));
    true
}

/// Volunteers stop or ask their ties; users are asked by staff or step forward.
#[inline]
fn lend_a_hand(w: &Constants, block: &mut Block, lane: usize, who: u32, u: f32, around: &Around, lists: &mut Lists) {
    let now = block.volunteer[lane];
    if now != 0 {
        if u < w.stops || !w.offer.volunteering {
            block.volunteer[lane] = 0;
            lists.tally.stopped += 1.0;
            return;
        }
        lists.tally.hours_offered += SHIFTS[usize::from(now)] * w.rules.volunteering.shift;
        ask_ties(w, who, around.ties, lists);
        return;
    }
    if !w.offer.volunteering || block.kind[lane] & kind::ADULT == 0 || block.weeks[lane] & USER == 0 {
        return;
    }
    if u < w.ask {
        let words = w.key.draw(who, w.place, w.week, Purpose::Volunteer, 0);
        lists.tally.by_staff += w.answer(block, lane, who, around.ties, words);
    } else if block.weeks[lane] & 0b1111 != 0 {
        let p = w.rules.volunteering.steps_forward(w.civic(block, lane, who, around.ties));
        if u >= 1.0 - p.min(1.0 - w.ask) {
            let words = w.key.draw(who, w.place, w.week, Purpose::Volunteer, 0);
            block.volunteer[lane] = class(uniform(words[1]));
            lists.tally.by_self += 1.0;
        }
    }
}

#[inline]
fn ask_ties(w: &Constants, who: u32, ties: &Ties, lists: &mut Lists) {
    let p = w.rules.volunteering.friend_ask as f32;
    for (n, four) in ties.of(who).chunks(4).enumerate() {
        let words = w.key.draw(who, w.place, w.week, Purpose::FriendAsk, n as u32);
        for (tie, word) in four.iter().zip(words) {
            if uniform(word) < p {
                lists.friends_asked.push(*tie);
            }
        }
    }
}

/// Work out the odds, and wish for the seats and the event that the words grant. Ties are read only by those whom the largest
/// possible norm would bring.
#[inline]
fn wish_for_seats(
    w: &Constants,
    block: &Block,
    lane: usize,
    who: u32,
    flags: u8,
    words: &Words,
    around: &Around,
    lists: &mut Lists,
) {
    let person = Person {
        pull: block.pull[lane],
        habit: block.habit[lane],
        expect: block.expect[lane],
        price: block.price[lane],
        belief: block.belief[lane],
        came_before: block.visits[lane] > 0,
    };
    let class = usize::from(block.kind[lane] & (kind::GROUP | kind::MEMBER));
    let alone = w.draw.odds(class, block.state[lane] & state::MET_CROWD != 0, &person);
    let (u, v) = (uniform(words[1][lane]), uniform(words[2][lane]));
    let most = w.draw.most_norm() * w.draw.prize;
    let top = alone.map(|e| e * most);
    let comes = flags & COME != 0 && u * any_odds(&top) < any_odds(&top) - 1.0;
    let meets = flags & EVENT != 0 && v < (top[0] + top[1] + top[2]) * w.draw.event_bound() * f32::from(block.keen[lane]);
    if !comes && !meets {
        return;
    }
    let row = around.ties.of(who);
    let came = row.iter().filter(|tie| bit(around.came, **tie)).count();
    let norm = w.draw.norm_factor(if row.is_empty() { 0.0 } else { came as f32 / row.len() as f32 });
    let plain = alone.map(|e| e * norm);
    let odds = plain.map(|e| e * w.draw.prize);
    if comes && u * any_odds(&odds) < any_odds(&odds) - 1.0 {
        let for_prize = u * any_odds(&plain) >= any_odds(&plain) - 1.0;
        drop_in(w, who, &odds, for_prize, lists);
    }
    if meets {
        go_to_event(w, block, lane, who, &odds, v, lists);
    }
}

/// Π(1 + e): the odds of coming in any slot are this less one.
#[inline(always)]
fn any_odds(odds: &[f32; 3]) -> f32 {
    (1.0 + odds[0]) * (1.0 + odds[1]) * (1.0 + odds[2])
}

#[inline]
fn go_to_event(w: &Constants, block: &Block, lane: usize, who: u32, odds: &[f32; 3], v: f32, lists: &mut Lists) {
    let (rates, rate) = w.draw.event_rates(odds, &std::array::from_fn(|s| block.interests[s].0[lane]));
    // 1 − e^−rate ≤ rate: most are done after the first comparison.
    if v < rate && v < 1.0 - crate::random::exp(-rate) {
        let drawn = w.key.draw(who, w.place, w.week, Purpose::Event, 0);
        let (service, slot) = choice::pick(&rates, rate, uniform(drawn[1]));
        lists.wishes.push(Wish {
            resident: who,
            ticket: drawn[0],
            slot: slot as u8,
            quarter: 0,
            second: 0,
            service: service as u8,
            for_prize: false,
            admitted: false,
        });
    }
}

#[inline]
fn drop_in(w: &Constants, who: u32, odds: &[f32; 3], for_prize: bool, lists: &mut Lists) {
    let chosen = choice::slots(odds, w.key.draw(who, w.place, w.week, Purpose::Slots, 0));
    for (slot, wished) in chosen.iter().enumerate() {
        if *wished {
            let words = w.key.draw(who, w.place, w.week, Purpose::Seat, slot as u32);
            let (quarter, second) = crate::world::home::quarters(words[1], words[2]);
            lists.wishes.push(Wish {
                resident: who,
                ticket: words[0],
                slot: slot as u8,
                quarter,
                second,
                service: DROP_IN,
                for_prize,
                admitted: false,
            });
        }
    }
}

#[multiversion::multiversion(targets("x86_64+avx2+bmi1+bmi2+popcnt+lzcnt", "x86_64+sse4.2+popcnt"))]
fn second_pass(w: &Constants, block: &mut Block, first: u32, wishes: &[Wish], ties: &Ties, users: &[u64], tally: &mut Tally) {
    if w.offer.handover {
        for lane in 0..LANES {
            let user = u8::from(block.weeks[lane] & USER != 0) * state::USER_BEFORE;
            block.state[lane] = (block.state[lane] & !state::USER_BEFORE) | user;
        }
    }
    let mut came = [0_u8; LANES];
    for own in wishes.chunk_by(|a, b| a.resident == b.resident) {
        visit(w, block, first, own, &mut came, ties, users, tally);
    }
    fade(w, block, &came);
    if w.offer.meeting {
        meet(w, block, first, tally);
    }
    tally.take(block, &w.influence);
}

/// One resident's wishes, as the home answered them.
#[inline]
fn visit(
    w: &Constants,
    block: &mut Block,
    first: u32,
    own: &[Wish],
    came: &mut [u8; LANES],
    ties: &Ties,
    users: &[u64],
    tally: &mut Tally,
) {
    let lane = (own[0].resident - first) as usize;
    let mut lived = Lived { event_only: true, ..Lived::default() };
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
        return;
    }
    if lived.event_only {
        w.remembering.event(block, lane);
    }
    came[lane] = 1;
    block.state[lane] |= state::MET_CROWD;
    tally.first_visits += f64::from(u8::from(block.visits[lane] == 0));
    block.visits[lane] = block.visits[lane].saturating_add(1);
    let row = ties.of(own[0].resident);
    tally.ties_of_visitors += row.len() as f64;
    tally.ties_who_come += row.iter().filter(|tie| bit(users, **tie)).count() as f64;
}

/// Everything fades by a week.
#[inline(always)]
fn fade(w: &Constants, block: &mut Block, came: &[u8; LANES]) {
    let r = &w.remembering;
    for lane in 0..LANES {
        block.weeks[lane] = block.weeks[lane] << 1 | u64::from(came[lane]);
    }
    for lane in 0..LANES {
        block.habit[lane] *= if came[lane] == 0 { r.habit_kept } else { 1.0 };
    }
    for lane in 0..LANES {
        let kept = if block.state[lane] & state::AWARE == 0 { r.kept } else { r.kept_informed };
        block.belief[lane] = block.belief[lane] * kept + f32::from(block.disposition[lane]) * r.relax;
    }
    for lane in 0..LANES {
        block.asked[lane] = block.asked[lane].saturating_sub(1);
    }
    for lane in 0..LANES {
        let recent = u8::from(block.weeks[lane] & USER != 0) * state::MET_CROWD;
        block.state[lane] &= !state::MET_CROWD | recent;
    }
}

/// The monthly meeting on public affairs: who comes, and what all learn of what became of proposals.
#[inline(always)]
fn meet(w: &Constants, block: &mut Block, first: u32, tally: &mut Tally) {
    let (a, rules) = (&w.influence, &w.rules.affairs);
    let known = w.offer.carried_share >= 0.0;
    let carried = w.offer.carried_share as f32;
    let by_efficacy = rules.attend_efficacy as f32 * a.on;
    let attend = rules.attend as f32 + rules.attend_efficacy as f32 * (1.0 - a.on) * a.first_efficacy;
    let learning = if known { [0.0, rules.learning_aware as f32, rules.learning_present as f32] } else { [0.0; 3] };
    let mut words: Words = [[0; LANES]; 4];
    draw_block(w.key.words(), first, w.place, w.week, Purpose::Affairs, &mut words);
    let mut attending = 0_u32;
    for lane in 0..LANES {
        let e = block.efficacy[lane];
        let active = f32::from(u8::from(block.weeks[lane] & USER != 0));
        let asked = f32::from(block.asked[lane].min(1));
        let willing = logistic(block.civic[lane] + a.spillover * active + a.efficacy * e + a.first + a.asked * asked);
        let adult = block.kind[lane] >> 3 & 1;
        let comes = u8::from(uniform(words[0][lane]) < willing * logistic(attend + by_efficacy * e)) & adult;
        attending += u32::from(comes);
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
    tally.attending += f64::from(attending);
}
