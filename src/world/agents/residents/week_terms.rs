//! All that is the same for every resident of a community in one week, worked out once.

use crate::random::{Purpose, WorldKey, uniform};
use crate::units::Week;
use crate::world::agents::residents::block::{Block, kind};
use crate::world::agents::residents::choice::Draw;
use crate::world::agents::residents::draws::Lanes;
use crate::world::agents::residents::influence::Influence;
use crate::world::agents::residents::memory::Remembering;
use crate::world::agents::residents::network::Ties;
use crate::world::agents::residents::talk::Hearing;
use crate::world::agents::residents::volunteering::CLASSES;
use crate::world::agents::residents::{ResidentRules, affairs};
use crate::world::exchange::Offer;
use crate::world::identity::Identities;
use crate::world::mechanisms::Mechanisms;

/// By what residents draw in a week.
#[derive(Clone, Copy)]
pub(super) struct Drawing<'a> {
    pub(super) identities: &'a Identities,
    pub(super) key: WorldKey,
    pub(super) week: Week,
}

impl<'a> Drawing<'a> {
    /// Four words of resident `who`.
    #[inline(always)]
    pub(super) fn of(&self, who: u32, purpose: Purpose, block: u32) -> [u32; 4] {
        let [who, place] = self.identities.of(who);
        self.key.draw(who, place, self.week, purpose, block)
    }

    /// The residents from `first` on.
    #[inline(always)]
    pub(super) fn lanes(&self, first: u32) -> Lanes<'a> {
        Lanes { identities: self.identities, first }
    }
}

/// What the first pass needs.
pub(super) struct Choosing<'a> {
    pub(super) rules: &'a ResidentRules,
    pub(super) offer: &'a Offer,
    pub(super) drawing: Drawing<'a>,
    pub(super) moving: f32,
    pub(super) hearing: Hearing,
    pub(super) draw: Draw,
    /// Probability to stop, and hours offered, by frequency class.
    pub(super) stops: [f32; CLASSES],
    pub(super) hours: [f64; CLASSES],
    /// How far volunteers are worn out, 0–1, by frequency class.
    pub(super) worn: [f64; CLASSES],
    /// Weight of trust in accepting, logit.
    pub(super) confidence: f32,
    pub(super) steps_at_most: f32,
    pub(super) ask: f32,
}

/// What the second pass needs.
pub(super) struct Lasting<'a> {
    pub(super) rules: &'a ResidentRules,
    pub(super) offer: &'a Offer,
    pub(super) drawing: Drawing<'a>,
    pub(super) remembering: Remembering,
    pub(super) influence: Influence,
}

/// What a resident reads of others: last week's marks.
pub(super) struct Around<'a> {
    pub(super) ties: &'a Ties,
    pub(super) came: &'a [u64],
    pub(super) users: &'a [u64],
    pub(super) aware: &'a [u64],
}

impl<'a> Lasting<'a> {
    pub(super) fn new(
        rules: &'a ResidentRules,
        links: &Mechanisms,
        offer: &'a Offer,
        drawing: Drawing<'a>,
    ) -> Lasting<'a> {
        let influence = Influence::new(&rules.affairs, links);
        Lasting { rules, offer, drawing, remembering: Remembering::new(&rules.memory, offer), influence }
    }
}

impl<'a> Choosing<'a> {
    pub(super) fn new(
        rules: &'a ResidentRules,
        links: &Mechanisms,
        offer: &'a Offer,
        drawing: Drawing<'a>,
    ) -> Choosing<'a> {
        Choosing {
            rules,
            offer,
            drawing,
            moving: if links.moving { rules.arrival.moving as f32 } else { 0.0 },
            hearing: Hearing::new(&rules.talk, offer),
            draw: Draw::new(rules, links, offer),
            stops: stops(rules, links, offer),
            hours: rules.volunteering.hours(&worn(links, offer)),
            worn: worn(links, offer),
            confidence: confidence(rules, links),
            steps_at_most: if offer.volunteering { rules.volunteering.steps_forward_at_most() } else { 0.0 },
            ask: offer.ask as f32,
        }
    }

    pub(super) fn civic(&self, block: &Block, lane: usize, who: u32, ties: &Ties) -> f32 {
        affairs::civic_of(
            &self.rules.affairs,
            -libm::logf(block.reluctance[lane]),
            block.kind[lane] >> kind::AGE_SHIFT,
            ties.of(who).len(),
        )
    }

    /// A resident who is asked to lend a hand; 1 when it joins.
    pub(super) fn answer(
        &self,
        block: &mut Block,
        lane: usize,
        who: u32,
        ties: &Ties,
        words: [u32; 4],
    ) -> f64 {
        // The week of asking is faded too, at its end.
        block.asked[lane] = (self.rules.volunteering.asked_weeks as u8).saturating_add(1);
        let civic = self.civic(block, lane, who, ties);
        let trusts = self.confidence * (block.trust[lane] - 0.5);
        let (satisfaction, concept) = (block.satisfaction[lane], self.offer.concept as f32);
        let p = self.rules.volunteering.accepts(civic, satisfaction, concept, trusts);
        if uniform(words[0]) >= p {
            return 0.0;
        }
        block.volunteer[lane] = self.rules.volunteering.class(uniform(words[1]));
        1.0
    }
}

/// How far volunteers are worn out, by frequency class.
fn worn(links: &Mechanisms, offer: &Offer) -> [f64; CLASSES] {
    if links.wear { offer.worn } else { [0.0; CLASSES] }
}

/// Probability to stop by frequency class.
fn stops(rules: &ResidentRules, links: &Mechanisms, offer: &Offer) -> [f32; CLASSES] {
    let v = &rules.volunteering;
    let rested = v.stops(offer.overload, offer.quality, offer.voice);
    worn(links, offer).map(|worn| (rested * (1.0 + v.wear_stop * worn)).min(1.0) as f32)
}

/// Weight of trust in accepting, logit.
pub(super) fn confidence(rules: &ResidentRules, links: &Mechanisms) -> f32 {
    if links.confidence { rules.volunteering.trust as f32 } else { 0.0 }
}
