//! The funding bureau's own year: what it can spend, when it pays late, and what it makes of audits and of a
//! sheet that changes.

use crate::levers::Levers;
use crate::settings;
use crate::units::{Fen, Week, YEAR};
use crate::world::agents::government::assessment::{Performance, points};
use crate::world::agents::government::{Government, GovernmentRules};
use crate::world::exchange::{Actor, Event, EventKind};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

settings! {
    /// The funding bureau's budget, and how its sheet answers to what it finds.
    pub struct Bureau = "government.bureau" {
        /// What it can pay in grants in a calendar year; beyond it instalments wait for the next one.
        budget: f64 = 1e12, in [0.0, 1e12], "yuan/year", Assumption "without limit unless a scenario sets one";
        /// Part by which the weight of self-reported items falls, of what is left of it, when an audit finds
        /// inflation; one that finds nothing takes away as large a part of that fall.
        reweight: f64 = 0.0, in [0.0, 1.0], "share", Assumption "off unless a scenario sets it; no source";
        /// Change of the grant by need: for each share by which more, or less, of the need is left unmet than
        /// usual.
        need: f64 = 0.0, in [0.0, 5.0], "share", Assumption "off unless a scenario sets it; no source";
        /// Part of the need that is usually left unmet.
        need_usual: f64 = 0.5, in [0.01, 1.0], "share", Assumption "half: where it lies, the grant stays";
        /// Weight of the newest week in the need that the bureau has seen.
        need_new: f64 = 0.02, in [0.001, 1.0], "per week", Assumption "about a year's memory";
        /// Change of the grant by its trust in the organization: at full trust, and as much less at none.
        trust: f64 = 0.0, in [0.0, 1.0], "share", Assumption "off unless a scenario sets it; no source";
        /// Most by which need, and trust, change the grant.
        most: f64 = 0.2, in [0.0, 1.0], "share", Assumption "a budget line moves within bounds, as with use";
        /// Part of what a new sheet changes in the score of the same work by which the edges of ratings
        /// follow.
        reanchor: f64 = 0.0, in [0.0, 1.0], "share", Assumption "off unless a scenario sets it; no source";
    }
}

/// What the bureau remembers of its year and its sheet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct BureauYear {
    /// Grants paid in this calendar year.
    pub paid: Fen,
    /// How far it discounts self-reported items, 0–1.
    pub discount: f64,
    /// Weights of the last assessment, once there was one.
    pub weights: Option<[f64; 5]>,
    /// Points by which the edges of ratings have moved.
    pub moved: f64,
    /// Part of the need that is left unmet, as it has seen it; `None` before any.
    pub unmet: Option<f64>,
    /// Changes of the grant by need and by trust.
    pub changes: [f64; 2],
}

impl BureauYear {
    /// What the year still holds of `amount` in a week.
    fn holds(&self, budget: f64, amount: Fen) -> Fen {
        let left = Fen::from_yuan(budget) - self.paid;
        amount.min(left).max(Fen::ZERO)
    }

    /// A week in which a part of the need was left unmet (`None` where nobody was in need), and the trust in
    /// who runs the home: what they change of a grant.
    pub(crate) fn weigh(&mut self, rules: &Bureau, unmet: Option<f64>, trust: f64) {
        if let Some(unmet) = unmet {
            let seen = self.unmet.get_or_insert(unmet);
            *seen += rules.need_new * (unmet - *seen);
        }
        let more = self.unmet.map_or(0.0, |seen| seen / rules.need_usual - 1.0);
        self.changes =
            [rules.need * more, rules.trust * (2.0 * trust - 1.0)].map(|x| x.clamp(-rules.most, rules.most));
    }

    /// By what need and trust multiply a grant; 1 where neither counts.
    pub(crate) fn factor(&self) -> f64 {
        self.changes.iter().map(|change| 1.0 + change).product()
    }

    /// What need and trust change of the grant of a year, told where they do.
    pub(crate) fn told(&self, week: Week) -> Option<Event> {
        let [need, trust] = self.changes.map(|change| 100.0 * change);
        let kind = EventKind::GrantWeighed { need, trust };
        (need != 0.0 || trust != 0.0).then(|| Event::of_county(week, Actor::Agency, kind))
    }

    /// Whether an audit found inflation, or nothing.
    pub(crate) fn audited(&mut self, rules: &Bureau, found: bool) {
        let toward = f64::from(u8::from(found));
        self.discount += rules.reweight * (toward - self.discount);
    }

    /// The levers with the weights as they count: self-reported items discounted, all together as much as
    /// before.
    pub(crate) fn weighed<'l>(&self, levers: &'l Levers) -> Cow<'l, Levers> {
        let w = &levers.weights;
        let told = w.events + w.paperwork + w.participation;
        let before = told + w.satisfaction + w.development;
        let after = before - self.discount * told;
        if self.discount <= 0.0 || after <= 0.0 {
            return Cow::Borrowed(levers);
        }
        let mut weighed = levers.clone();
        let w = &mut weighed.weights;
        let kept = 1.0 - self.discount;
        for reported in [&mut w.events, &mut w.paperwork, &mut w.participation] {
            *reported *= kept;
        }
        for weight in
            [&mut w.events, &mut w.paperwork, &mut w.satisfaction, &mut w.participation, &mut w.development]
        {
            *weight *= before / after;
        }
        Cow::Owned(weighed)
    }
}

impl Government {
    /// What arrives this week at a part of the county: what is due, as far as the bureau's year holds it. The
    /// rest waits for the
    /// first week of the next year, and counts as late.
    pub(crate) fn pay_within_the_year(&mut self, rules: &Bureau, part: f64, week: Week) -> Fen {
        if week.rem_euclid(YEAR) == 0 {
            self.bureau.paid = Fen::ZERO;
        }
        let due = self.arriving(week);
        let now = self.bureau.holds(rules.budget * part, due);
        self.bureau.paid += now;
        if now < due {
            self.due.push((week - week.rem_euclid(YEAR) + YEAR, due - now));
            self.late_this_month = true;
        }
        now
    }

    /// The edges of ratings follow a sheet that differs from the last one, by what it changes in the score of
    /// the same work.
    pub(crate) fn reanchor(
        &mut self,
        (own, rules): (&Bureau, &GovernmentRules),
        levers: &Levers,
        work: &Performance,
    ) {
        let weights = self.bureau.weighed(levers).weights.items();
        let honest = Performance { inflation: 0.0, ..*work };
        if let Some(last) = self.bureau.weights.filter(|last| *last != weights) {
            let [new, old] = [weights, last].map(|sheet| points(rules, &sheet, &honest, 0.0));
            self.bureau.moved += own.reanchor * (new - old);
        }
        self.bureau.weights = Some(weights);
    }
}
