//! Drawing a network: each resident its ties to earlier ones, many rows at once.

use crate::columns::{filled, reserved};
use crate::random::{Purpose, WorldKey, uniform};
use crate::world::agents::residents::block::LANES;
use crate::world::agents::residents::draws;
use crate::world::agents::residents::draws::{Lanes, Words};
use crate::world::agents::residents::migrants::Migrants;
use crate::world::agents::residents::network::Network;
use crate::world::identity::Identities;

/// Residents whose rows are drawn together.
const ROWS: usize = 4096;

/// The ties to earlier residents of `ROWS` residents.
#[derive(Default)]
struct TieRows {
    start: Vec<u32>,
    to: Vec<u32>,
}

/// The ties of all residents to earlier ones, none of whom lives more than `reach` residents before.
pub(super) struct Earlier {
    rows: Vec<TieRows>,
    population: u32,
    reach: u32,
}

impl Earlier {
    /// Draw them.
    pub(super) fn draw(draw: &TieDraw, population: u32, reach: u32) -> Earlier {
        let pieces = (population as usize).div_ceil(ROWS);
        Earlier {
            rows: crate::parallel::map(pieces, |piece| draw.rows(piece, population)),
            population,
            reach,
        }
    }

    fn row(&self, i: u32) -> &[u32] {
        let (rows, i) = (&self.rows[i as usize / ROWS], i as usize % ROWS);
        &rows.to[rows.start[i] as usize..rows.start[i + 1] as usize]
    }

    /// Call `f` with each tie (resident, other) of the residents of a piece: in the order of others for each
    /// of them.
    fn each_of(&self, piece: usize, mut f: impl FnMut(u32, u32)) {
        let first = (piece * ROWS) as u32;
        let last = self.population.min(first + ROWS as u32);
        for i in first..last {
            for j in self.row(i) {
                f(i, *j);
                if *j >= first {
                    f(*j, i);
                }
            }
        }
        for i in last..self.population.min(last.saturating_add(self.reach)) {
            self.row(i).iter().filter(|j| (first..last).contains(*j)).for_each(|j| f(*j, i));
        }
    }

    /// Where the row of each resident starts when ties are listed at both ends, and where the last ends.
    pub(super) fn starts(&self) -> Vec<u32> {
        let counts = crate::parallel::map(self.rows.len(), |piece| {
            let mut counts = vec![0_u32; ROWS];
            self.each_of(piece, |who, _| counts[who as usize % ROWS] += 1);
            counts
        });
        let mut start = reserved(self.population as usize + 1);
        let mut end = 0;
        start.push(end);
        start.extend(counts.iter().flatten().take(self.population as usize).map(|count| {
            end += count;
            end
        }));
        start
    }

    /// Ties listed at both ends, as `told(resident, other)` writes the other down.
    pub(super) fn both_ways<T: Copy + Default + Send>(
        &self,
        start: &[u32],
        told: impl Fn(u32, u32) -> T + Sync + Send,
    ) -> Vec<T> {
        let mut others: Vec<T> = filled(start[self.population as usize] as usize);
        let mut pieces = Vec::with_capacity(self.rows.len());
        let mut rest = others.as_mut_slice();
        for piece in start[..self.population as usize].chunks(ROWS).zip(start[1..].chunks(ROWS)) {
            let from = piece.0[0];
            let length = piece.1.last().map_or(0, |end| end - from);
            let (own, later) = rest.split_at_mut(length as usize);
            rest = later;
            pieces.push((own, piece.0, from));
        }
        crate::parallel::each(&mut pieces, |piece, (own, starts, from)| {
            let mut next: Vec<u32> = starts.iter().map(|start| start - *from).collect();
            self.each_of(piece, |who, other| {
                let at = &mut next[who as usize % ROWS];
                own[*at as usize] = told(who, other);
                *at += 1;
            });
        });
        others
    }
}

/// What all draws of a network have in common.
pub(super) struct TieDraw<'a> {
    pub(super) network: &'a Network,
    pub(super) migrants: Migrants,
    pub(super) key: WorldKey,
    pub(super) identities: &'a Identities,
}

impl TieDraw<'_> {
    /// The rows of a piece.
    fn rows(&self, piece: usize, population: u32) -> TieRows {
        let first = (piece * ROWS) as u32;
        let last = population.min(first + ROWS as u32);
        let mut rows = TieRows { start: reserved(ROWS + 1), to: reserved(ROWS * 4) };
        rows.start.push(0);
        let mut social = [0.0_f32; 16];
        let (mut far, mut near): (Words, Words) = ([[0; LANES]; 4], [[0; LANES]; 4]);
        for i in first..last {
            let lane = i as usize % LANES;
            if lane == 0 {
                let lanes = Lanes { identities: self.identities, first: i };
                draws::draw(self.key, lanes, Purpose::FarTies, &mut far);
                draws::draw(self.key, lanes, Purpose::NearTies, &mut near);
            }
            let drawn = [&far, &near].map(|words| words.each_ref().map(|row| row[lane]));
            self.row(i, drawn, &mut social, &mut rows.to);
            rows.start.push(rows.to.len() as u32);
        }
        rows
    }

    /// Ties of resident `i` to earlier residents, ascending, appended to `to`. `far` and `near` are the
    /// resident's own words, `social` carries the sociability of the neighbourhood so far.
    fn row(&self, i: u32, [far, near]: [[u32; 4]; 2], social: &mut [f32; 16], to: &mut Vec<u32>) {
        let inside = i % self.network.neighbourhood as u32;
        let mine = self.sociability(i, far[0]);
        if i > 0 && inside > 0 && (i as usize).is_multiple_of(ROWS) {
            // A piece that begins inside a neighbourhood reads again how sociable its first members are.
            for earlier in 0..inside {
                let who = i - inside + earlier;
                social[earlier as usize] = self.sociability(who, self.words(who, Purpose::FarTies, 0)[0]);
            }
        }
        social[inside as usize] = mine;
        let from = to.len();
        far_ties(self.network, i, inside, mine, far, to);
        // Those beyond the neighbourhood come before all of the neighbourhood.
        to[from..].sort_unstable();
        self.near_ties(i, near, social, to);
    }

    fn words(&self, who: u32, purpose: Purpose, block: u32) -> [u32; 4] {
        let [who, place] = self.identities.of(who);
        self.key.draw(who, place, 0, purpose, block)
    }

    /// Factor on the ties of a resident with this word.
    fn sociability(&self, who: u32, word: u32) -> f32 {
        let edge = uniform(word) < self.network.peripheral as f32;
        let own = if edge { self.network.peripheral_factor as f32 } else { 1.0 };
        if self.migrants.any() { own * self.migrants.ties(self.key, self.identities.of(who)) } else { own }
    }

    /// Ties of resident `i` inside the neighbourhood.
    fn near_ties(&self, i: u32, near: [u32; 4], social: &[f32; 16], to: &mut Vec<u32>) {
        let inside = i % self.network.neighbourhood as u32;
        // Written down whether tied or not and kept if tied: a coin is what a processor guesses worst.
        let (mut tied, mut count) = ([0; 16], 0);
        let odds = 65_536.0 * self.network.near as f32 * social[inside as usize];
        let mut words = near;
        // The first of the own household: who lives together knows each other.
        let household = inside - inside % self.network.household as u32;
        for earlier in 0..inside {
            let half = earlier % 8;
            if half == 0 && earlier > 0 {
                words = self.words(i, Purpose::NearTies, earlier / 8);
            }
            let u = (words[(half / 2) as usize] >> (16 * (half % 2))) & 0xFFFF;
            tied[count & 15] = i - inside + earlier;
            let tie = (u as f32) < odds * social[earlier as usize & 15];
            count += usize::from(tie | (earlier >= household));
        }
        to.extend_from_slice(&tied[..count]);
    }
}

/// Ties beyond the neighbourhood: 0, 1, 2 or 3 with mean `far × sociability`, to residents before the
/// neighbourhood.
fn far_ties(network: &Network, i: u32, inside: u32, mine: f32, words: [u32; 4], to: &mut Vec<u32>) {
    let before = i - inside;
    if before == 0 {
        return;
    }
    let span = before.min(network.span as u32);
    let mean = network.far as f32 * mine;
    let count = mean as u32 + u32::from(uniform(words[1]) < mean - (mean as u32) as f32);
    let from = to.len();
    for n in 0..count.min(3) {
        let word = if n < 2 { words[2 + n as usize] } else { words[2].rotate_left(16) ^ words[3] };
        let back = ((u64::from(word) * u64::from(span)) >> 32) as u32;
        let other = before - 1 - back;
        if !to[from..].contains(&other) {
            to.push(other);
        }
    }
}
