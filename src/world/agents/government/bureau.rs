//! The funding bureau's own year: what it can spend, when it pays late, and what it makes of audits and of a
//! sheet that changes.

use crate::levers::Levers;
use crate::settings;
use crate::units::{Fen, Week, YEAR};
use crate::world::agents::government::assessment::{Performance, points};
use crate::world::agents::government::{Government, GovernmentRules};
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
}

impl BureauYear {
    /// What the year still holds of `amount` in a week.
    fn holds(&self, rules: &Bureau, amount: Fen) -> Fen {
        let left = Fen::from_yuan(rules.budget) - self.paid;
        amount.min(left).max(Fen::ZERO)
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
    /// What arrives this week: what is due, as far as the bureau's year holds it. The rest waits for the
    /// first week of the next year, and counts as late.
    pub(crate) fn pay_within_the_year(&mut self, rules: &Bureau, week: Week) -> Fen {
        if week.rem_euclid(YEAR) == 0 {
            self.bureau.paid = Fen::ZERO;
        }
        let due = self.arriving(week);
        let now = self.bureau.holds(rules, due);
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
