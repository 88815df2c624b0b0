//! Keyed draws: who, what for, when — never which thread.
//!
//! A draw is a pure function of (seed, replicate | who, where, when, what for). Nothing has a state, so a
//! result does not depend on the order of work, a saved world holds no generator, and every scenario meets
//! the same random world. The function is Philox4x32-10 (Salmon et al. 2011) with the published known answers
//! as a test.

use rand::TryRng;
use std::convert::Infallible;
use std::sync::OnceLock;

/// The multipliers of Philox4x32.
pub(crate) const MULTIPLIER: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];
/// What its key grows by each round.
pub(crate) const WEYL: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];

/// What a draw is for. Append only: a number once given is never changed, since it is part of the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Purpose {
    /// Founding: fixed traits of a resident, first block.
    Traits = 1,
    /// Founding: fixed traits of a resident, second block.
    MoreTraits = 2,
    /// Founding: interests of a resident.
    Interests = 3,
    /// Founding: ties inside a neighbourhood.
    NearTies = 4,
    /// Founding: ties beyond the neighbourhood.
    FarTies = 5,
    /// Founding: how much places differ.
    Place = 6,
    /// Founding: whether a resident came from elsewhere.
    Origin = 7,
    /// Founding: which of the groups that a scenario names a resident belongs to, and whether it knows of the
    /// home in week 0.
    OwnGroup = 8,
    /// The four words of a resident's week: moving and hearing, coming, events, volunteering.
    ResidentWeek = 10,
    /// Which slots a visitor chose.
    Slots = 11,
    /// Where and with which ticket a visitor asked for a seat; block = slot.
    Seat = 12,
    /// Which event, and its ticket.
    Event = 13,
    /// What follows when a resident is asked or steps forward.
    Volunteer = 14,
    /// Whether a volunteer asks a tie; block = four ties.
    FriendAsk = 15,
    /// Attendance at a meeting on public affairs.
    Affairs = 16,
    /// The channel by which a resident learned of the home.
    Channel = 17,
    /// The common shock of a community's week.
    Shock = 20,
    /// Staff: exits.
    StaffExit = 30,
    /// Staff: weeks until a vacancy is filled.
    StaffHire = 31,
    /// Audit, and error of the third party.
    Audit = 32,
    /// Donors: whether asked, whether giving, how much.
    Donor = 33,
    /// Partners: arrival and life.
    Partner = 34,
    /// Matters before the union and the council.
    Matter = 35,
    /// Proposals of residents.
    Proposal = 36,
    /// The successor of an organization that lost its contract.
    Successor = 37,
    /// Service and slot of an event.
    Programme = 38,
    /// The amount of a gift.
    Gift = 39,
    /// How far off a bidder's estimate of running bills is.
    Tender = 40,
    /// How an organization varies its split of effort to see what it brings.
    Exploration = 41,
    /// The key by which the institutions of one home of many draw.
    OwnInstitutions = 42,
    /// Whether a body hires somebody away from another.
    HiredAway = 43,
    /// Surveys: who is found.
    SurveyTicket = 50,
    /// Surveys: whether and how somebody answers; block = a few items.
    SurveyAnswer = 51,
    /// Surveys: what is a respondent's own, in every week and survey.
    SurveyOwn = 52,
    /// Founding: people made up from tables of counts; block = variable.
    MadeUp = 53,
    /// Week 0: in which weeks somebody came of whom it is known how many they were; block = four weeks.
    GivenUse = 54,
    /// Samples of residents who are told of one by one: in which order they are taken.
    Sample = 55,
    /// Villages: whether a person adopts in a year; four people a draw.
    VillageYear = 60,
    /// Villages: which of the strengths that a fit leaves open a life has.
    VillageStrength = 61,
    /// Villages: who names whom in a made-up village.
    VillageTies = 62,
    /// A sweep: in which order a column takes its strata, and where in them; no world.
    SweepDesign = 63,
}

/// The key of one random world: seed mixed with the replicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct WorldKey {
    words: [u32; 2],
}

impl WorldKey {
    /// The key of replicate `replicate` under `seed`.
    pub fn new(seed: u64, replicate: u32) -> WorldKey {
        let mixed = philox4x32(
            [seed as u32, (seed >> 32) as u32, replicate, 0x636F_6D6D],
            [0x726F_6F6D, 0x6B65_7973],
        );
        WorldKey { words: [mixed[0], mixed[1]] }
    }

    /// Four words for (who, where, when, what for, block). `block` < 4096.
    #[inline]
    pub fn draw(self, who: u32, place: u32, week: i32, purpose: Purpose, block: u32) -> [u32; 4] {
        philox4x32([who, place, week as u32, purpose as u32 | (block << 8)], self.words)
    }

    /// The key by which the institutions of one home of many draw.
    pub(crate) fn of_home(self, place: u32) -> WorldKey {
        let words = self.draw(0, place, 0, Purpose::OwnInstitutions, 0);
        WorldKey { words: [words[0], words[1]] }
    }

    /// The key as two words, for kernels that draw many residents at once.
    #[inline]
    pub fn words(self) -> [u32; 2] {
        self.words
    }

    /// A stream of words for distributions that need an unknown number of them (rejection sampling).
    pub fn stream(self, who: u32, place: u32, week: i32, purpose: Purpose) -> KeyedStream {
        KeyedStream { key: self, who, place, week, purpose, block: 0, words: [0; 4], used: 4 }
    }
}

/// Philox4x32-10.
#[inline]
pub fn philox4x32(counter: [u32; 4], key: [u32; 2]) -> [u32; 4] {
    let [mut c0, mut c1, mut c2, mut c3] = counter;
    let [mut k0, mut k1] = key;
    for _ in 0..10 {
        let p0 = u64::from(MULTIPLIER[0]) * u64::from(c0);
        let p1 = u64::from(MULTIPLIER[1]) * u64::from(c2);
        (c0, c1, c2, c3) = ((p1 >> 32) as u32 ^ c1 ^ k0, p1 as u32, (p0 >> 32) as u32 ^ c3 ^ k1, p0 as u32);
        k0 = k0.wrapping_add(WEYL[0]);
        k1 = k1.wrapping_add(WEYL[1]);
    }
    [c0, c1, c2, c3]
}

/// A word as a uniform number in [0, 1) with 24 bits.
#[inline(always)]
pub fn uniform(word: u32) -> f32 {
    (word >> 8) as f32 * (1.0 / 16_777_216.0)
}

/// Two words as a uniform number in (0, 1) with 52 bits.
#[inline]
pub(crate) fn uniform64(hi: u32, lo: u32) -> f64 {
    let bits = (u64::from(hi) << 20) ^ (u64::from(lo) >> 12);
    (bits as f64 + 0.5) / 4_503_599_627_370_496.0
}

/// Words keyed like a draw, one after another: lets `rand_distr` sample without a generator that has a life
/// of its own.
#[derive(Clone, Debug)]
pub struct KeyedStream {
    key: WorldKey,
    who: u32,
    place: u32,
    week: i32,
    purpose: Purpose,
    block: u32,
    words: [u32; 4],
    used: usize,
}

impl TryRng for KeyedStream {
    type Error = Infallible;
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        if self.used == 4 {
            self.words = self.key.draw(self.who, self.place, self.week, self.purpose, self.block);
            self.block += 1;
            self.used = 0;
        }
        self.used += 1;
        Ok(self.words[self.used - 1])
    }
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let lo = self.try_next_u32()?;
        let hi = self.try_next_u32()?;
        Ok((u64::from(hi) << 32) | u64::from(lo))
    }
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(4) {
            let word = self.try_next_u32()?.to_le_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
        Ok(())
    }
}

/// `e^x` for f32 with plain + and ×, the same bits on every machine; relative error below 3e-7 for |x| ≤ 80.
/// Outside, the argument is clipped to ±80.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    let x = x.clamp(-80.0, 80.0);
    // Adding 1.5·2^23 rounds to a whole number n and leaves it in the lowest bits, from where it moves to the
    // exponent without a cast.
    let whole = x * std::f32::consts::LOG2_E + 12_582_912.0;
    let rounded = whole - 12_582_912.0;
    // x - n ln 2 in two parts keeps the reduced argument exact.
    let r = (x - rounded * 0.693_359_4) + rounded * 2.121_944_4e-4;
    let p = 1.0
        + r * (1.0
            + r * (0.5 + r * (0.166_666_55 + r * (0.041_665_795 + r * (0.008_333_452 + r * 0.001_388_9)))));
    p * f32::from_bits(whole.to_bits().wrapping_add(127) << 23)
}

/// The logistic function.
#[inline(always)]
pub(crate) fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The logistic function in double precision, for the institutions.
pub(crate) fn logistic64(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

/// The inverse of the standard normal distribution function (Wichura 1988, AS 241, single-precision branch
/// PPND7).
/// `p` in (0, 1); about seven digits.
pub(crate) fn normal_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * (((59.109_374_720 * r + 159.291_132_02) * r + 50.434_271_938) * r + 3.387_132_717_9)
            / (((67.187_563_600 * r + 78.757_757_664) * r + 17.895_169_469) * r + 1.0);
    }
    let r = libm::sqrt(-libm::log(if q < 0.0 { p } else { 1.0 - p }));
    let size = if r <= 5.0 {
        let r = r - 1.6;
        (((0.170_238_211_03 * r + 1.306_728_481_6) * r + 2.756_815_390_0) * r + 1.423_437_277_7)
            / ((0.120_211_329_75 * r + 0.737_001_642_50) * r + 1.0)
    } else {
        let r = r - 5.0;
        (((0.017_337_203_997 * r + 0.428_682_943_37) * r + 3.081_226_386_0) * r + 6.657_905_115_0)
            / ((0.012_258_202_635 * r + 0.241_978_942_25) * r + 1.0)
    };
    if q < 0.0 { -size } else { size }
}

/// A standard normal number from a word: a table of 4,096 cells, exact in the two outermost.
#[inline]
pub(crate) fn normal(word: u32) -> f32 {
    normal_of(normal_table(), word)
}

/// Quantiles of the standard normal distribution in steps of 1/4,096.
pub(crate) type NormalTable = [f32; 4097];

/// The table, made once.
pub(crate) fn normal_table() -> &'static NormalTable {
    static TABLE: OnceLock<NormalTable> = OnceLock::new();
    TABLE.get_or_init(|| {
        std::array::from_fn(|i| normal_quantile((i as f64 / 4096.0).clamp(1e-9, 1.0 - 1e-9)) as f32)
    })
}

/// As [`normal`], for who holds the table.
#[inline(always)]
pub(crate) fn normal_of(table: &NormalTable, word: u32) -> f32 {
    let cell = (word >> 20) as usize;
    if cell == 0 || cell == 4095 {
        return normal_quantile((f64::from(word) + 0.5) / 4_294_967_296.0) as f32;
    }
    let inside = (word & 0xF_FFFF) as f32 * (1.0 / 1_048_576.0);
    table[cell] + inside * (table[cell + 1] - table[cell])
}

#[cfg(test)]
mod tests;
