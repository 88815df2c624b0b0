//! Whom the week may touch: an upper bound of each probability against the resident's word.

use crate::random::uniform;
use crate::world::agents::residents::block::{Block, LANES, kind, state};
use crate::world::agents::residents::draws::Words;
use crate::world::agents::residents::week_terms::Choosing;

/// May move away, hear of the home or forget it.
pub(super) const LIFE: u8 = 1;
/// May drop in.
pub(super) const COME: u8 = 2;
/// May go to an event.
pub(super) const EVENT: u8 = 4;
/// May begin, do or stop volunteering.
pub(super) const HELP: u8 = 8;

/// A resident whom the week may touch.
#[derive(Clone, Copy)]
pub(super) struct Touched<'a> {
    /// Lane in its block.
    pub(super) lane: usize,
    /// Number in its community.
    pub(super) who: u32,
    /// The words of its block.
    pub(super) words: &'a Words,
}

impl Touched<'_> {
    /// The resident's own uniform number out of word `n`.
    #[inline(always)]
    pub(super) fn uniform(&self, n: usize) -> f32 {
        uniform(self.words[n][self.lane])
    }
}

/// The flags of a block: for each lane what the week may bring; 0 for most.
#[inline(always)]
pub(super) fn flag_block(w: &Choosing, block: &Block, words: &Words, flags: &mut [u8; LANES]) {
    let forget = w.moving + w.hearing.forgetting;
    let without_ties = w.moving + w.hearing.most_without_ties;
    let prize = w.draw.prize;
    let event = w.draw.event_bound();
    let asked_at_most = w.ask;
    let steps_from = 1.0 - w.steps_at_most;
    for lane in 0..LANES {
        let present = u8::from(block.kind[lane] & kind::PRESENT != 0);
        let u0 = uniform(words[0][lane]);
        let hears =
            without_ties + w.hearing.at_most(f32::from(block.tied_aware[lane])) - w.hearing.most_without_ties;
        let life = u8::from(u0 < hears) | u8::from(u0 < forget);
        let aware = f32::from(block.state[lane] & state::AWARE);
        let bound = aware * w.draw.at_most(block.pull[lane], block.habit[lane], block.expect[lane]) * prize;
        let come = u8::from(uniform(words[1][lane]) < bound);
        let meets = u8::from(uniform(words[2][lane]) < bound * event * f32::from(block.keen[lane]));
        let u3 = uniform(words[3][lane]);
        let recent = u8::from(block.state[lane] & state::MET_CROWD != 0);
        let stirred = u8::from(u3 < asked_at_most) | u8::from(u3 >= steps_from);
        let help = (stirred & recent) | u8::from(block.volunteer[lane] != 0);
        flags[lane] = present * ((life * LIFE) | (come * COME) | (meets * EVENT) | (help * HELP));
    }
}
