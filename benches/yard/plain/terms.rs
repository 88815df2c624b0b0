//! What is the same for all residents in a week.

use commonroom::internals::{Offer, ResidentRules};

/// The week's constants.
pub(crate) struct Terms {
    /// By class and slot: exp of what is common, times the slot's share of fitting hours.
    pub common: [[f32; 3]; 8],
    /// Factor of the crowd by slot, for those who met it.
    pub crowd: [f32; 3],
    pub prize: f32,
    /// Posted fee, logit per unit of price sensitivity.
    pub fee: f32,
    /// Weight of each service in the match with interests.
    pub mix: [f32; 6],
    /// Services with events, with their numbers by slot that a resident hears of.
    pub events: Vec<(usize, [f32; 3])>,
    pub signs: f32,
    pub brand: f32,
    pub word: f32,
    pub word_of_informed: f32,
    pub stop: f32,
    pub moving: f32,
    pub forgetting: f32,
    pub central_ties: usize,
    /// Belief kept in a week by those who do not know of the home, and by those who do.
    pub belief_kept: [f32; 2],
    /// Of which a tie who knows of the home takes, each.
    pub told: f32,
    /// The odds of a reference week, as `common`.
    pub reference: [[f32; 3]; 8],
}

impl Terms {
    pub(crate) fn new(rules: &ResidentRules, o: &Offer) -> Terms {
        let (c, m, v) = (&rules.choice, &rules.memory, &rules.volunteering);
        let norm = o.mix.iter().map(|m| m * m).sum::<f64>().sqrt().max(1e-6);
        let seen = if o.operator { m.belief_disclosure * o.visible + m.belief_brand * o.brand } else { 0.0 };
        let stop = v.stop * (1.0 + v.overload * o.overload) * (1.5 - o.quality) * (1.3 - 0.6 * o.voice);
        let heard = |slots: [u16; 3]| slots.map(|n| (f64::from(n) * o.announced) as f32);
        let held = o.events.iter().enumerate().filter(|(_, slots)| **slots != [0; 3]);
        Terms {
            common: common(rules, o),
            crowd: o.crowding.map(|x| (-x as f32).exp()),
            prize: (o.prize as f32).exp(),
            fee: if o.fee > 0.0 { (c.fee_cliff + c.fee_slope * o.fee / 10.0) as f32 } else { 0.0 },
            mix: o.mix.map(|share| (share / norm * rules.traits.match_sd) as f32),
            events: held.map(|(service, slots)| (service, heard(*slots))).collect(),
            signs: o.hear_signs as f32,
            brand: o.hear_brand as f32,
            word: o.word as f32,
            word_of_informed: (o.word * rules.talk.word_of_informed) as f32,
            stop: stop.clamp(0.0, 1.0) as f32,
            moving: rules.arrival.moving as f32,
            forgetting: rules.talk.forgetting as f32,
            central_ties: rules.talk.central_ties as usize,
            belief_kept: [(1.0 - m.belief_relax) as f32, (1.0 - m.belief_relax - seen) as f32],
            told: if o.operator { (m.belief_told * o.status_known) as f32 } else { 0.0 },
            reference: common(rules, &reference_week(o)),
        }
    }
}

/// The norm's hours, open to all, with the usual service concept and full skill.
fn reference_week(o: &Offer) -> Offer {
    let concept = o.concept.max(o.reference_concept);
    Offer { hours: o.reference_hours, closed_to_others: 0.0, concept, ..*o }
}

fn common(rules: &ResidentRules, o: &Offer) -> [[f32; 3]; 8] {
    let c = &rules.choice;
    let free = [
        [c.child_daytime, c.child_evening, c.child_weekend],
        [c.working_daytime, c.working_evening, c.working_weekend],
        [c.carer_daytime, c.carer_evening, c.carer_weekend],
        [c.elder_daytime, c.elder_evening, c.elder_weekend],
    ];
    let common = c.intercept + c.intention * o.concept + o.calendar + o.novelty + o.programme_fit;
    std::array::from_fn(|class| {
        let fits: [f64; 3] = std::array::from_fn(|s| free[class % 4][s] * o.hours[s]);
        let total: f64 = fits.iter().sum();
        if total <= 0.0 {
            return [0.0; 3];
        }
        let closed = if class < 4 { o.closed_to_others } else { 0.0 };
        let level = (common + o.group_fit[class % 4] - closed).exp() / (1.0 + o.rival)
            * (total / c.opening_reference).powf(c.opening);
        fits.map(|hours| (level * hours / total) as f32)
    })
}
