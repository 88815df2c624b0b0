//! What a questionnaire can find out of residents: read, never written. The only place outside the week that
//! reads columns of single residents for others.

use crate::world::agents::residents::block::{Block, LANES, USER, YEAR_BITS, kind, state};
use crate::world::agents::residents::group::ResidentGroup;
use crate::world::agents::residents::influence::Influence;
use crate::world::agents::residents::week::Residents;
use crate::world::agents::residents::week_terms::confidence;
use crate::world::agents::residents::{ResidentRules, affairs};
use crate::world::exchange::Offer;
use crate::world::mechanisms::Mechanisms;

/// One resident as seen from outside, at the end of a week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ResidentView {
    /// Number of the resident in its community.
    pub who: u32,
    /// What fills most of the week.
    pub group: ResidentGroup,
    /// 15 or older.
    pub adult: bool,
    /// Member of the trade union.
    pub member: bool,
    /// Lives nearer than the median distance.
    pub near: bool,
    /// Knows of the home.
    pub aware: bool,
    /// Weeks with a visit, newest in bit 0; 64 weeks are remembered.
    pub weeks: u64,
    /// Weeks with a visit since moving in, at most 255.
    pub ever: u8,
    /// Satisfaction 0–1 (0.5 before the first visit).
    pub satisfaction: f32,
    /// Trust in the operator 0–1.
    pub trust: f32,
    /// Belief 0–1 that the operator is commercial.
    pub belief: f32,
    /// Probability 0–1 of being willing to take part in public affairs: what the measure `willingness` is the
    /// mean of.
    pub willing: f32,
    /// Probability 0–1 of accepting if asked today to lend a hand at the home.
    pub accepts: f32,
    /// Volunteers at the home.
    pub volunteers: bool,
}

impl ResidentView {
    /// Weeks with a visit within the last `weeks` (at most 64).
    pub fn weeks_of_last(&self, weeks: u32) -> u32 {
        (self.weeks & 1_u64.checked_shl(weeks).map_or(u64::MAX, |bit| bit - 1)).count_ones()
    }

    /// Weeks with a visit within the last 52.
    pub fn weeks_of_year(&self) -> u32 {
        (self.weeks & YEAR_BITS).count_ones()
    }

    /// Came within the last 13 weeks: what the outputs call a user.
    pub fn user(&self) -> bool {
        self.weeks & USER != 0
    }
}

/// What the answers of a week depend on beside the resident.
struct AnswerConditions<'a> {
    rules: &'a ResidentRules,
    influence: Influence,
    confidence: f32,
    offer: &'a Offer,
}

impl Residents {
    /// Everybody in order, as seen from outside.
    pub fn seen<'a>(
        &'a self,
        rules: &'a ResidentRules,
        links: &Mechanisms,
        offer: &'a Offer,
    ) -> impl Iterator<Item = ResidentView> + 'a {
        let (influence, confidence) = (Influence::new(&rules.affairs, links), confidence(rules, links));
        let asked = AnswerConditions { rules, influence, confidence, offer };
        let lanes =
            self.blocks().enumerate().flat_map(|(b, block)| (0..LANES).map(move |lane| (b, block, lane)));
        let present = lanes.filter(|(_, block, lane)| block.kind[*lane] & kind::PRESENT != 0);
        present.map(move |(b, block, lane)| self.one(&asked, block, lane, (b * LANES + lane) as u32))
    }

    fn one(&self, asked: &AnswerConditions, block: &Block, lane: usize, who: u32) -> ResidentView {
        let AnswerConditions { rules, influence, confidence, offer } = asked;
        let trusts = confidence * (block.trust[lane] - 0.5);
        let (marks, age) = (block.kind[lane], block.kind[lane] >> kind::AGE_SHIFT);
        let civic = affairs::civic_of(
            &rules.affairs,
            -libm::logf(block.reluctance[lane]),
            age,
            self.ties().of(who).len(),
        );
        ResidentView {
            who,
            group: ResidentGroup::of_code(marks),
            adult: marks & kind::ADULT != 0,
            member: marks & kind::MEMBER != 0,
            near: marks & kind::NEAR != 0,
            aware: block.state[lane] & state::AWARE != 0,
            weeks: block.weeks[lane],
            ever: block.visits[lane],
            satisfaction: block.satisfaction[lane],
            trust: block.trust[lane],
            belief: block.belief[lane],
            willing: influence.willing(block, lane),
            accepts: rules.volunteering.accepts(
                civic,
                block.satisfaction[lane],
                offer.concept as f32,
                trusts,
            ),
            volunteers: block.volunteer[lane] != 0,
        }
    }
}
