//! What residents learn of their ties between the passes: who knows of the home, who asks for help.

use crate::random::Purpose;
use crate::world::agents::residents::block::{LANES, bit, kind, state};
use crate::world::agents::residents::network::Ties;
use crate::world::agents::residents::week::{CHUNK, Chunk, Residents};
use crate::world::agents::residents::week_terms::Choosing;

impl Residents {
    /// How many ties of each resident know of the home.
    pub(super) fn count_knowing_ties(&mut self) {
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
}

/// Ties learn who came to know of the home and who ceased to.
pub(super) fn pass_on_news(chunks: &mut [Chunk], ties: &Ties) {
    let news: Vec<Vec<(u32, i8)>> = chunks.iter_mut().map(|c| std::mem::take(&mut c.lists.knowing)).collect();
    let reach = ties.reach();
    crate::parallel::each(chunks, |c, chunk| {
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
    chunks.iter_mut().zip(news).for_each(|(chunk, news)| chunk.lists.knowing = news);
}

/// Friends whom volunteers ask: few, so one after another.
pub(super) fn friends_ask(w: &Choosing, chunks: &mut [Chunk], ties: &Ties) {
    for c in 0..chunks.len() {
        let asked = std::mem::take(&mut chunks[c].lists.friends_asked);
        for who in &asked {
            let chunk = &mut chunks[(who / CHUNK) as usize];
            let block = &mut chunk.blocks[(who % CHUNK) as usize / LANES];
            let lane = *who as usize % LANES;
            if block.state[lane] & state::AWARE != 0
                && block.volunteer[lane] == 0
                && block.kind[lane] & kind::ADULT != 0
            {
                let words = w.drawing.of(*who, Purpose::Volunteer, 1);
                chunk.lists.tally.by_friend += w.answer(block, lane, *who, ties, words);
            }
        }
        chunks[c].lists.friends_asked = asked;
    }
}
