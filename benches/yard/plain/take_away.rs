//! The second pass: what was admitted is lived through, everything fades, the meeting is held, the sums are
//! taken.

use super::come::Wish;
use super::resident::{Resident, logistic};
use super::terms::Terms;
use super::{Marks, Sums, Town};
use commonroom::internals::{Offer, ResidentRules};
use rand::RngExt;

impl Town {
    pub(super) fn take_away(&mut self, offer: &Offer, terms: &Terms, sums: &mut Sums) {
        let Town { people, marks, rules, rng, wishes, .. } = self;
        let mut rest = wishes.as_slice();
        let aware: Vec<bool> = people.iter().map(|r| r.aware).collect();
        for (i, r) in people.iter_mut().enumerate() {
            if offer.handover {
                r.user_before = r.user();
            }
            let own = rest.iter().take_while(|w| w.who == i).count();
            let came = own > 0 && visit(r, &rest[..own], offer, rules, marks, sums);
            rest = &rest[own..];
            let informed = r.ties.iter().filter(|tie| aware[**tie as usize]).count();
            fade(r, came, informed, terms, rules);
            if offer.meeting {
                let comes = r.adult && rng.random::<f32>() < willing(r, rules) * attends(r, rules);
                meet(r, comes, offer, rules);
                sums.attending += u32::from(comes);
            }
            sums.add(r, if r.adult { willing(r, rules) } else { 0.0 });
        }
        for (mark, r) in marks.iter_mut().zip(people) {
            *mark = Marks { came: r.weeks & 1 != 0, user: r.user(), aware: r.aware };
        }
    }
}

/// A resident's wishes, as the home answered them; whether it came.
fn visit(
    r: &mut Resident,
    own: &[Wish],
    o: &Offer,
    rules: &ResidentRules,
    marks: &[Marks],
    sums: &mut Sums,
) -> bool {
    let m = &rules.memory;
    let admitted = own.iter().filter(|w| w.admitted).count();
    let refused = own.len() - admitted;
    let dropped_in = own.iter().any(|w| w.admitted && w.service.is_none());
    let for_prize = own.iter().filter(|w| w.admitted && w.for_prize).count().min(usize::from(o.prize_cap));
    sums.visits += admitted as u32;
    sums.turned_away += refused as u32;
    sums.event_attendance += own.iter().filter(|w| w.admitted && w.service.is_some()).count() as u32;
    sums.prizes += admitted.min(usize::from(o.prize_cap)) as u32;
    if refused > 0 {
        r.expect = (r.expect - m.turned_away as f32 * refused as f32).max(0.0);
    }
    for n in 0..admitted {
        let gain = m.habit_gain * if n < for_prize { m.habit_for_prize } else { 1.0 };
        r.habit = 1.0 - (1.0 - r.habit) * (1.0 - gain as f32);
    }
    if admitted == 0 {
        return false;
    }
    let learning = m.learning as f32;
    if dropped_in {
        sums.dropped_in += 1;
        let quality = o.quality as f32;
        let felt = (0.5 + (quality - r.expect) + 0.5 * (quality - 0.5)).clamp(0.0, 1.0);
        r.satisfaction += learning * (felt - r.satisfaction);
        r.expect += learning * (quality - r.expect);
        if o.operator {
            r.belief += if o.fee > 0.0 {
                m.belief_fee as f32 * (1.0 - r.belief)
            } else {
                -m.belief_visit as f32 * r.belief
            };
            let toward = 0.3 * r.satisfaction + 0.5 * (1.0 - r.belief) + 0.2;
            r.trust += m.trust_learning as f32 * (toward - r.trust);
        }
    } else {
        let felt = (0.5 + 1.5 * (o.event_quality as f32 - 0.5)).clamp(0.0, 1.0);
        r.satisfaction += 0.5 * learning * (felt - r.satisfaction);
    }
    sums.first_visits += u32::from(r.visits == 0);
    sums.ties_of_visitors += r.ties.len() as u32;
    sums.ties_who_come += r.ties.iter().filter(|tie| marks[**tie as usize].user).count() as u32;
    r.visits += 1;
    true
}

fn fade(r: &mut Resident, came: bool, informed: usize, t: &Terms, rules: &ResidentRules) {
    r.weeks = r.weeks << 1 | u64::from(came);
    if !came {
        r.habit *= 1.0 - rules.memory.habit_loss as f32;
    }
    let told = if r.aware { t.told * informed as f32 } else { 0.0 };
    let kept = (t.belief_kept[usize::from(r.aware)] - told).max(0.0);
    r.belief = r.belief * kept + r.disposition * rules.memory.belief_relax as f32;
    r.asked = r.asked.saturating_sub(1);
}

/// Probability to be willing to take part in public affairs.
fn willing(r: &Resident, rules: &ResidentRules) -> f32 {
    let a = &rules.affairs;
    let mut logit = r.civic_base + a.efficacy as f32 * r.efficacy;
    if r.user() {
        logit += a.spillover as f32;
    }
    if r.asked > 0 {
        logit += a.asked as f32;
    }
    logistic(logit)
}

/// Probability to come to a meeting when willing.
fn attends(r: &Resident, rules: &ResidentRules) -> f32 {
    logistic(rules.affairs.attend as f32 + rules.affairs.attend_efficacy as f32 * r.efficacy)
}

/// All learn what became of proposals.
fn meet(r: &mut Resident, comes: bool, o: &Offer, rules: &ResidentRules) {
    let a = &rules.affairs;
    if let Some(carried) = o.carried_share
        && (comes || r.adult && r.aware)
    {
        let rate = if comes { a.learning_present } else { a.learning_aware };
        r.efficacy += rate as f32 * (carried as f32 - r.efficacy);
    }
}
