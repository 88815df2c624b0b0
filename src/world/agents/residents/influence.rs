//! What the home adds to the willingness to take part in public affairs.

use crate::random::exp;
use crate::world::agents::residents::affairs::Affairs;
use crate::world::agents::residents::block::{Block, USER};
use crate::world::mechanisms::Mechanisms;

/// Weights of the home's influence on willingness in a week.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Influence {
    /// Of being a user.
    pub spillover: f32,
    /// Of efficacy.
    pub efficacy: f32,
    /// Of having been asked.
    pub asked: f32,
    /// Logit that stands for the first efficacy when the influence is switched off.
    pub first: f32,
    /// Efficacy without experience.
    pub first_efficacy: f32,
    /// 1 when the influence is on, else 0.
    pub on: f32,
}

impl Influence {
    /// From the rules of public affairs, while the link is on or off.
    pub(super) fn new(affairs: &Affairs, links: &Mechanisms) -> Influence {
        let on = |x: f64| if links.spillover { x as f32 } else { 0.0 };
        Influence {
            spillover: on(affairs.spillover),
            efficacy: on(affairs.efficacy),
            asked: on(affairs.asked),
            first: (affairs.efficacy * affairs.first_efficacy) as f32
                - on(affairs.efficacy * affairs.first_efficacy),
            first_efficacy: affairs.first_efficacy as f32,
            on: on(1.0),
        }
    }

    /// The probability of one resident to be willing; the sums of a week take it for many at once.
    pub(super) fn willing(&self, block: &Block, lane: usize) -> f32 {
        let asked = f32::from(block.asked[lane].min(1));
        let user = f32::from(u8::from(block.weeks[lane] & USER != 0));
        let influence =
            self.spillover * user + self.efficacy * block.efficacy[lane] + self.first + self.asked * asked;
        1.0 / (1.0 + block.reluctance[lane] * exp(-influence))
    }
}
