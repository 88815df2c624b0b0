//! What a visit leaves behind, and what fades: habit, expectation, satisfaction, trust, belief.

use crate::settings;
use crate::world::agents::residents::block::Block;
use crate::world::exchange::Offer;

settings! {
    /// Memory of residents.
    pub struct MemoryRules = "residents.memory" {
        /// Habit gained per visit (share of what is missing).
        habit_gain: f64 = 0.044, in [0.012, 0.153], "per visit",
            Literature "95% of automaticity after 66 repetitions (Lally et al. 2010)";
        /// Part of that gain when the visit was made for a prize.
        habit_for_prize: f64 = 0.25, in [0.0, 1.0], "share",
            Assumption "rewards left no effect (Carrera et al. 2018)";
        /// Habit lost in a week without a visit.
        habit_loss: f64 = 0.02, in [0.005, 0.05], "per week", Assumption "0.01-0.03", plausible [0.01, 0.03];
        /// Expectation of somebody who never came.
        first_expectation: f64 = 0.5, in [0.0, 1.0], "share", Assumption "no source";
        /// Satisfaction of somebody who never came.
        first_satisfaction: f64 = 0.5, in [0.0, 1.0], "share", Assumption "neither pleased nor displeased";
        /// Trust of somebody who never came.
        first_trust: f64 = 0.5, in [0.0, 1.0], "share", Assumption "neither trust nor distrust";
        /// Weight of quality itself in what is felt, beside its excess over what was expected.
        felt_quality: f64 = 0.5, in [0.0, 2.0], "",
            Assumption "low expectations do not make bad service good";
        /// Weight of an event's quality in what is felt of it.
        felt_event: f64 = 1.5, in [0.0, 3.0], "",
            Assumption "nobody expects anything of an event: excess and quality in one, 1 + `felt_quality`";
        /// Learning of satisfaction from an event, as a part of `learning`.
        event_learning: f64 = 0.5, in [0.0, 1.0], "share", Assumption "an event shows half of what a home is";
        /// Trust at no satisfaction, in a business.
        trust_base: f64 = 0.2, in [0.0, 1.0], "share", Assumption "some trust whoever opens a door to them";
        /// What full satisfaction adds to trust.
        trust_satisfaction: f64 = 0.3, in [0.0, 1.0], "share", Assumption "the three sum to one";
        /// What being sure that the operator is no business adds to trust.
        trust_belief: f64 = 0.5, in [0.0, 1.0], "share",
            Assumption "motives count for more than results: what the case study's residents ask first";
        /// Learning of quality in a week with a visit, for expectation and satisfaction.
        learning: f64 = 0.2, in [0.01, 1.0], "per week with a visit",
            Assumption "disconfirmation (Oliver 1980); rate assumed";
        /// Expectation lost when turned away.
        turned_away: f64 = 0.05, in [0.0, 0.3], "share", Assumption "no source";
        /// Belief in a business lost in a week with a free visit (share).
        belief_visit: f64 = 0.04, in [0.0, 0.2], "per week with a visit", Assumption "no source";
        /// Belief gained in a week with a paid visit (share of what is missing).
        belief_fee: f64 = 0.05, in [0.0, 0.3], "per week with a visit", Assumption "no source";
        /// Belief lost a week by those who know of the home, at full disclosure.
        belief_disclosure: f64 = 0.01, in [0.0, 0.05], "per week", Assumption "no source";
        /// Belief lost a week by those who know of the home, at a brand of 1.
        belief_brand: f64 = 0.002, in [0.0, 0.05], "per week", Assumption "no source";
        /// Belief lost a week for each tie who knows of the home and its status.
        belief_told: f64 = 0.002, in [0.0, 0.02], "per week and tie",
            Assumption "a third of the word that makes the home known (`residents.talk.word`): of what is \
            said about it, some is who runs it and what for";
        /// Part of what was seen, told and paid that is forgotten in a week: the belief goes back to the
        /// resident's own disposition.
        belief_relax: f64 = 0.02, in [0.0, 0.1], "per week",
            Assumption "half is forgotten in 34 weeks; 0.002-0.05 is plausible, which of it no source tells",
            plausible [0.002, 0.05];
        /// Learning of trust in a week with a visit.
        trust_learning: f64 = 0.05, in [0.0, 0.5], "per week with a visit", Assumption "no source";
    }
}

/// What one resident's week was like.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct WeekExperience {
    /// Admitted visits, drop-in and event.
    pub visits: u8,
    /// … of which for a prize.
    pub for_prize: u8,
    /// Wishes that found no seat.
    pub turned_away: u8,
    /// One of the visits was an event, and none a drop-in.
    pub event_only: bool,
}

/// The constants of one week.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Remembering {
    quality: f32,
    event_quality: f32,
    fee: bool,
    operator: bool,
    gain: f32,
    gain_prize: f32,
    learning: f32,
    event_learning: f32,
    felt_quality: f32,
    felt_event: f32,
    /// Of satisfaction, of belief, and without either.
    trust: [f32; 3],
    turned_away: f32,
    belief_visit: f32,
    belief_fee: f32,
    trust_learning: f32,
    /// Habit kept in a week without a visit.
    pub habit_kept: f32,
    /// Belief kept in a week by those who do not know of the home.
    pub kept: f32,
    /// … by those who do.
    pub kept_informed: f32,
    /// Belief lost in a week for each tie who knows of the home.
    pub told: f32,
    /// Belief gained in a week per 1/255 of disposition.
    pub relax: f32,
}

impl Remembering {
    /// For a week's offer.
    pub(crate) fn new(memory: &MemoryRules, offer: &Offer) -> Remembering {
        let relax = memory.belief_relax;
        let (seen, told) = if offer.operator {
            let seen = memory.belief_disclosure * offer.visible + memory.belief_brand * offer.brand;
            (seen, memory.belief_told * offer.status_known)
        } else {
            (0.0, 0.0)
        };
        Remembering {
            quality: offer.quality as f32,
            event_quality: offer.event_quality as f32,
            fee: offer.fee > 0.0,
            operator: offer.operator,
            gain: memory.habit_gain as f32,
            gain_prize: (memory.habit_gain * memory.habit_for_prize) as f32,
            learning: memory.learning as f32,
            event_learning: memory.event_learning as f32 * memory.learning as f32,
            felt_quality: memory.felt_quality as f32,
            felt_event: memory.felt_event as f32,
            trust: [memory.trust_satisfaction, memory.trust_belief, memory.trust_base].map(|x| x as f32),
            turned_away: memory.turned_away as f32,
            belief_visit: memory.belief_visit as f32,
            belief_fee: memory.belief_fee as f32,
            trust_learning: memory.trust_learning as f32,
            habit_kept: 1.0 - memory.habit_loss as f32,
            kept: 1.0 - relax as f32,
            kept_informed: 1.0 - (relax + seen) as f32,
            told: told as f32,
            relax: (relax / 255.0) as f32,
        }
    }

    /// A resident who wished to come has lived this week. The order within the week: met quality first, then
    /// trust and belief.
    #[inline]
    pub(crate) fn visit(&self, block: &mut Block, lane: usize, lived: WeekExperience) {
        if lived.turned_away > 0 {
            block.expect[lane] =
                (block.expect[lane] - self.turned_away * f32::from(lived.turned_away)).max(0.0);
        }
        for n in 0..lived.visits {
            let gain = if n < lived.for_prize { self.gain_prize } else { self.gain };
            block.habit[lane] = 1.0 - (1.0 - block.habit[lane]) * (1.0 - gain);
        }
        if lived.visits == 0 || lived.event_only {
            return;
        }
        let quality = self.quality;
        let expected = block.expect[lane];
        let felt = (0.5 + (quality - expected) + self.felt_quality * (quality - 0.5)).clamp(0.0, 1.0);
        block.satisfaction[lane] += self.learning * (felt - block.satisfaction[lane]);
        block.expect[lane] += self.learning * (quality - expected);
        if self.operator {
            let b = block.belief[lane];
            block.belief[lane] =
                if self.fee { b + self.belief_fee * (1.0 - b) } else { b - self.belief_visit * b };
            let [satisfaction, belief, base] = self.trust;
            let toward = satisfaction * block.satisfaction[lane] + belief * (1.0 - block.belief[lane]) + base;
            block.trust[lane] += self.trust_learning * (toward - block.trust[lane]);
        }
    }

    /// Somebody who came to an event only: satisfaction follows the event's quality; the rest works through
    /// habit and friends.
    #[inline]
    pub(crate) fn event(&self, block: &mut Block, lane: usize) {
        let felt = (0.5 + self.felt_event * (self.event_quality - 0.5)).clamp(0.0, 1.0);
        block.satisfaction[lane] += self.event_learning * (felt - block.satisfaction[lane]);
    }
}
