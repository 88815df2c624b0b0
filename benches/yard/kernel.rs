//! Kernel K: the smallest resident week worth simulating, as fast as this language and machine allow. The
//! denominator of the ratios.
//!
//! One community. Per resident and week one hazard to become aware over eight ties, one logit to visit, one
//! logit to volunteer, five updates of the state. Ties: Watts–Strogatz, k = 8, p = 0.1. Columns in blocks of
//! 256 residents, standard Philox4x32-10 keyed by (resident, week), last week's visitors as bits, polynomial
//! logistic without division. No institutions, no seats, no records.

#![allow(unsafe_code)] // the marks of ties are read unchecked: the denominator must be the fastest there is

use commonroom::internals::{philox4x32, uniform};

/// Residents in a block.
const LANES: usize = 256;
/// Ties of each resident.
const TIES: usize = 8;

const MULTIPLIER: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];
const WEYL: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];
const KEY: [u32; 2] = [2026, 1124];

type Column = [f32; LANES];
type Words = [[u32; LANES]; 4];

#[repr(C, align(64))]
struct Block {
    /// By tie, then lane.
    ties: [[u32; LANES]; TIES],
    propensity: Column,
    civic: Column,
    habit: Column,
    expect: Column,
    satisfaction: Column,
    trust: Column,
    belief: Column,
    aware: [u8; LANES],
}

/// The community.
pub(crate) struct Kernel {
    blocks: Vec<Block>,
    /// Who came last week, a bit each.
    came: Vec<u32>,
    next: Vec<u32>,
    /// Room for a block's draws.
    words: Box<Words>,
    residents: u32,
    week: u32,
}

impl Kernel {
    /// Found it. `residents` is rounded down to whole blocks.
    pub(crate) fn found(residents: u32) -> Kernel {
        let residents = residents / LANES as u32 * LANES as u32;
        let blocks =
            (0..residents / LANES as u32).map(|b| Block::found(b * LANES as u32, residents)).collect();
        let empty = vec![0; residents as usize / 32];
        Kernel {
            blocks,
            came: empty.clone(),
            next: empty,
            words: Box::new([[0; LANES]; 4]),
            residents,
            week: 0,
        }
    }

    /// Residents.
    pub(crate) fn residents(&self) -> u32 {
        self.residents
    }

    /// Live one week on one thread; who came, and who volunteered.
    pub(crate) fn live(&mut self) -> (u32, u32) {
        self.week += 1;
        let mut total = (0, 0);
        for (b, (block, next)) in
            self.blocks.iter_mut().zip(self.next.chunks_exact_mut(LANES / 32)).enumerate()
        {
            let (came, helped) =
                live(block, (b * LANES) as u32, self.week, &self.came, next, &mut self.words);
            total = (total.0 + came, total.1 + helped);
        }
        std::mem::swap(&mut self.came, &mut self.next);
        total
    }
}

impl Block {
    fn found(first: u32, residents: u32) -> Block {
        let (mut ties, mut propensity, mut civic) = ([[0; LANES]; TIES], [0.0; LANES], [0.0; LANES]);
        for lane in 0..LANES {
            let who = first + lane as u32;
            let mut words = [0; 4];
            for (k, row) in ties.iter_mut().enumerate() {
                if k % 2 == 0 {
                    words = philox4x32([who, k as u32, 0, 1], KEY);
                }
                // Four neighbours on either side of the ring; one in ten is somebody else instead.
                let step = (k as u32 / 2 + 1) * if k % 2 == 0 { 1 } else { residents - 1 };
                let rewired = uniform(words[k % 2 * 2]) < 0.1;
                let elsewhere = ((u64::from(words[k % 2 * 2 + 1]) * u64::from(residents)) >> 32) as u32;
                row[lane] = if rewired { elsewhere } else { (who + step) % residents };
            }
            let drawn = philox4x32([who, 0, 0, 2], KEY).map(uniform);
            propensity[lane] = 2.0 * (drawn[0] + drawn[1] - 1.0);
            civic[lane] = 2.0 * (drawn[2] + drawn[3] - 1.0);
        }
        let half = [0.5; LANES];
        Block {
            ties,
            propensity,
            civic,
            habit: [0.0; LANES],
            expect: half,
            satisfaction: half,
            trust: half,
            belief: half,
            aware: [0; LANES],
        }
    }
}

/// A block's week: who came, and who volunteered.
#[multiversion::multiversion(targets("x86_64+avx2+bmi1+bmi2+popcnt+lzcnt", "x86_64+sse4.2+popcnt"))]
fn live(
    block: &mut Block,
    first: u32,
    week: u32,
    came_before: &[u32],
    next: &mut [u32],
    words: &mut Words,
) -> (u32, u32) {
    draw(first, week, words);
    let mut known = [0_u32; LANES];
    for lane in 0..LANES {
        for row in &block.ties {
            let tie = row[lane];
            // SAFETY: ties are drawn below the number of residents, for each of whom `came_before` holds a
            // bit.
            known[lane] += unsafe { *came_before.get_unchecked((tie >> 5) as usize) } >> (tie & 31) & 1;
        }
    }
    hear(block, words, &known);
    let mut came = [0_u8; LANES];
    let mut helped = [0_u8; LANES];
    for lane in 0..LANES {
        let norm = known[lane] as f32 * (0.4 / TIES as f32);
        let x = block.propensity[lane] + 0.7 * block.habit[lane] + 0.6 * block.expect[lane] + norm - 3.0;
        came[lane] = u8::from(uniform(words[1][lane]) * (1.0 + exp(-x)) < 1.0) & block.aware[lane];
    }
    for lane in 0..LANES {
        let x = block.civic[lane] + 0.5 * block.satisfaction[lane] + 0.3 * block.trust[lane] - 3.5;
        helped[lane] = u8::from(uniform(words[2][lane]) * (1.0 + exp(-x)) < 1.0) & came[lane];
    }
    remember(block, &came, &helped);
    for (word, flags) in next.iter_mut().zip(came.chunks_exact(32)) {
        *word = flags.iter().enumerate().fold(0, |bits, (lane, flag)| bits | u32::from(*flag) << lane);
    }
    let sum = |flags: &[u8; LANES]| flags.iter().map(|flag| u32::from(*flag)).sum();
    (sum(&came), sum(&helped))
}

/// Who becomes aware: by signs, and by each tie who came last week. (1 − word)^known by squaring.
#[inline(always)]
fn hear(block: &mut Block, words: &Words, known: &[u32; LANES]) {
    const QUIET: [f32; 4] = [0.98, 0.98 * 0.98, 0.922_368_16, 0.850_763];
    for lane in 0..LANES {
        let factor = |bit: usize| if known[lane] >> bit & 1 == 1 { QUIET[bit] } else { 1.0 };
        let silent = (1.0 - 0.005) * factor(0) * factor(1) * factor(2) * factor(3);
        block.aware[lane] |= u8::from(uniform(words[0][lane]) >= silent);
    }
}

/// The five updates.
#[inline(always)]
fn remember(block: &mut Block, came: &[u8; LANES], helped: &[u8; LANES]) {
    const QUALITY: f32 = 0.6;
    for lane in 0..LANES {
        let (visit, help, aware) =
            (f32::from(came[lane]), f32::from(helped[lane]), f32::from(block.aware[lane]));
        let felt = (0.5 + (QUALITY - block.expect[lane]) + 0.5 * (QUALITY - 0.5)).clamp(0.0, 1.0);
        let habit = block.habit[lane];
        block.habit[lane] = habit + visit * (0.044 * (1.0 - habit)) - (1.0 - visit) * (0.02 * habit);
        block.satisfaction[lane] += visit * 0.2 * (felt - block.satisfaction[lane]);
        block.expect[lane] += visit * 0.2 * (QUALITY - block.expect[lane]);
        block.trust[lane] += (0.05 * visit + 0.05 * help) * (block.satisfaction[lane] - block.trust[lane]);
        block.belief[lane] += 0.02 * (0.5 - block.belief[lane]) - 0.01 * aware * block.belief[lane];
    }
}

/// `e^x` for |x| ≤ 80 by a polynomial; relative error below 3e-6, which no draw would notice.
#[inline(always)]
fn exp(x: f32) -> f32 {
    // Adding 1.5·2^23 rounds to a whole number and leaves it in the lowest bits, from where it moves to the
    // exponent without a cast.
    let biased = x * std::f32::consts::LOG2_E + 12_582_912.0;
    let r = x - (biased - 12_582_912.0) * std::f32::consts::LN_2;
    let p = 1.0 + r * (1.0 + r * (0.5 + r * (0.166_666_55 + r * (0.041_665_795 + r * 0.008_333_452))));
    p * f32::from_bits(biased.to_bits().wrapping_add(127) << 23)
}

/// Four words for each of 256 residents, 16 at a time.
#[inline(always)]
fn draw(first: u32, week: u32, words: &mut Words) {
    const STEP: usize = 16;
    for part in 0..LANES / STEP {
        // 32-bit words in 64-bit lanes: the products need no widening, and what stands above a word is not
        // looked at.
        let mut c = [[0_u64; STEP]; 4];
        for lane in 0..STEP {
            c[0][lane] = u64::from(first + (part * STEP + lane) as u32);
            c[2][lane] = u64::from(week);
        }
        let mut key = KEY;
        for _ in 0..10 {
            for lane in 0..STEP {
                let p0 = u64::from(MULTIPLIER[0]) * (c[0][lane] & 0xFFFF_FFFF);
                let p1 = u64::from(MULTIPLIER[1]) * (c[2][lane] & 0xFFFF_FFFF);
                (c[0][lane], c[1][lane]) = (p1 >> 32 ^ c[1][lane] ^ u64::from(key[0]), p1);
                (c[2][lane], c[3][lane]) = (p0 >> 32 ^ c[3][lane] ^ u64::from(key[1]), p0);
            }
            key = [key[0].wrapping_add(WEYL[0]), key[1].wrapping_add(WEYL[1])];
        }
        for (row, drawn) in words.iter_mut().zip(&c) {
            (0..STEP).for_each(|lane| row[part * STEP + lane] = drawn[lane] as u32);
        }
    }
}

/// Stops when the kernel is not what it says it is.
pub(crate) fn check() {
    let (mut words, first, week) = ([[0; LANES]; 4], 512, 9);
    draw(first, week, &mut words);
    for lane in [0, 1, 100, LANES - 1] {
        assert_eq!(
            philox4x32([first + lane as u32, 0, week, 0], KEY),
            std::array::from_fn(|k| words[k][lane]),
            "Philox"
        );
    }
    let mut kernel = Kernel::found(20_480);
    let far = |b: &Block, who: u32, lane: usize| {
        b.ties.iter().filter(|row| row[lane].abs_diff(who) > TIES as u32 / 2).count()
    };
    let rewired: usize = kernel
        .blocks
        .iter()
        .enumerate()
        .map(|(b, x)| (0..LANES).map(|l| far(x, (b * LANES + l) as u32, l)).sum::<usize>())
        .sum();
    let share = rewired as f64 / f64::from(kernel.residents * TIES as u32);
    assert!((0.09..0.11).contains(&share), "a tenth of the ties is rewired: {share}");
    let last = (0..100).map(|_| kernel.live()).last().unwrap_or_default();
    let (came, helped) = (f64::from(last.0) / 20_480.0, f64::from(last.1) / 20_480.0);
    assert!(
        (0.03..0.20).contains(&came) && (0.001..came).contains(&helped),
        "a lively community: {came} came, {helped} helped"
    );
}
