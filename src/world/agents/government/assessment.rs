//! The yearly assessment: what is looked at, the score as it is and as it is reported, the audit, the rating.

use crate::levers::Levers;
use crate::random::{Purpose, WorldKey, normal, uniform};
use crate::units::Week;
use crate::world::agents::government::{Government, GovernmentRules};
use crate::world::exchange::{Actor, Audit, Event, EventKind};
use serde::{Deserialize, Serialize};

/// A year's assessment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct YearAssessment {
    /// Score without inflation and error.
    pub score: f64,
    /// Score as reported; where an audit found inflation, as corrected by it.
    pub reported: f64,
    /// Score that decides on rating and renewal: the reported one less the points taken for inflation that
    /// was found.
    pub awarded: f64,
    /// Rating 5 … 1.
    pub tier: f64,
    /// An audit found inflation.
    pub found: bool,
    /// An audit was made.
    pub audited: bool,
    /// Visits a year and resident as reported, or as corrected by an audit; `None` where nobody asks for
    /// them.
    pub use_reported: Option<f64>,
    /// The five items that `reported` is made of, 0–100 each, with their weights.
    #[serde(default)]
    pub sheet: [(f64, f64); 5],
}

/// What is assessed, over all homes and the last 52 weeks.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Performance {
    /// Events a year for 10,000 residents.
    pub events: f64,
    /// Effort on paperwork.
    pub paperwork: f64,
    /// Mean satisfaction of users, 0–1.
    pub satisfaction: f64,
    /// Visits a year and resident.
    pub visits: f64,
    /// Capability, routines and own income as one figure 0–1.
    pub development: f64,
    /// Reporting inflation.
    pub inflation: f64,
    /// Part of the third party's error that research of the university takes away, 0–1.
    pub studied: f64,
}

/// What a year's performance is reckoned from.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct YearOfWork {
    /// Events a year for 10,000 residents.
    pub events: f64,
    /// Visits a year and resident.
    pub visits: f64,
    /// Satisfaction summed over users and weeks, each 0–1.
    pub satisfaction: f64,
    /// Users summed over weeks.
    pub users: f64,
    /// Effort on paperwork, 0–1.
    pub paperwork: f64,
    /// Arithmetic mean of the three capabilities, 0–1.
    pub capability: f64,
    /// Routines, 0–1.
    pub routines: f64,
    /// Share of own income in all income, 0–1.
    pub own_share: f64,
    /// Reporting inflation.
    pub inflation: f64,
    /// How far the university studies the home, 0–1.
    pub studied: f64,
}

impl Performance {
    /// The one formula by which the model, and its validation, reckon a performance.
    pub(crate) fn of(rules: &GovernmentRules, year: &YearOfWork) -> Performance {
        Performance {
            events: year.events,
            paperwork: year.paperwork,
            // Nobody could be asked: the middle of the scale.
            satisfaction: if year.users > 0.0 { year.satisfaction / year.users } else { 0.5 },
            visits: year.visits,
            development: rules.development_capability * year.capability
                + rules.development_routines * year.routines
                + rules.development_own * (year.own_share / rules.own_full).min(1.0),
            inflation: year.inflation,
            studied: year.studied,
        }
    }
}

impl Government {
    /// Assess the operator: true and reported score, audit, rating.
    pub(crate) fn assess(
        &mut self,
        rules: &GovernmentRules,
        levers: &Levers,
        p: &Performance,
        key: WorldKey,
        week: Week,
    ) -> Event {
        let words = key.draw(0, 0, week, Purpose::Audit, 0);
        let weighed = self.bureau.weighed(levers);
        let levers = weighed.as_ref();
        let audited = f64::from(uniform(words[0])) < self.audit(levers);
        let found = audited && p.inflation > rules.audit_sees;
        let unsure = rules.error * (1.0 - levers.assessment.accuracy) * (1.0 - p.studied);
        let error = unsure * f64::from(normal(words[1]));
        let honest = Performance { inflation: 0.0, ..*p };
        let (score, told) = (sheet(rules, levers, &honest, 0.0), if found { &honest } else { p });
        let reported = sheet(rules, levers, told, error);
        let (items, weights) = (items(rules, told, error), levers.weights.items());
        let awarded = (reported - if found { rules.points_found } else { 0.0 }).max(0.0);
        let tier = tier(rules, awarded - self.bureau.moved);
        if found {
            self.trust_agency = (self.trust_agency - rules.trust_found).max(0.0);
        }
        let sheet = std::array::from_fn(|at| (items[at], weights[at]));
        self.verdict = Some(YearAssessment {
            score,
            reported,
            awarded,
            tier,
            found,
            audited,
            use_reported: None,
            sheet,
        });
        let kind = EventKind::Rated { score: awarded, tier, audit: audit(audited.then_some(found)) };
        Event::of_county(week, Actor::Agency, kind)
    }
}

/// What is told of an audit by whether it found inflation; `None` where none was made.
fn audit(found: Option<bool>) -> Audit {
    match found {
        None => Audit::NotMade,
        Some(false) => Audit::Clean,
        Some(true) => Audit::Inflated,
    }
}

/// The shares of full points of the five items as they are, 0–1, in the order of the weights.
pub(crate) fn shares(rules: &GovernmentRules, p: &Performance) -> [f64; 5] {
    [
        (p.events / rules.events_full).min(1.0),
        (p.paperwork / rules.paperwork_full).min(1.0),
        p.satisfaction.clamp(0.0, 1.0),
        (p.visits / rules.visits_full).min(1.0),
        p.development.clamp(0.0, 1.0),
    ]
}

/// The weighted sum of the five items, 0–100: self-reported ones times 1 + inflation, satisfaction with the
/// third party's error.
pub(crate) fn sheet(rules: &GovernmentRules, levers: &Levers, p: &Performance, error: f64) -> f64 {
    points(rules, &levers.weights.items(), p, error)
}

/// The same by weights of the five items.
pub(crate) fn points(rules: &GovernmentRules, weights: &[f64; 5], p: &Performance, error: f64) -> f64 {
    let items = items(rules, p, error);
    weights.iter().zip(items).map(|(w, x)| w * x).sum::<f64>().clamp(0.0, 100.0)
}

/// The five items, 0–100 each.
fn items(rules: &GovernmentRules, p: &Performance, error: f64) -> [f64; 5] {
    let told = |share: f64| (100.0 * share.min(1.0) * (1.0 + p.inflation)).min(100.0);
    [
        told(p.events / rules.events_full),
        told(p.paperwork / rules.paperwork_full),
        (100.0 * p.satisfaction + error).clamp(0.0, 100.0),
        told(p.visits / rules.visits_full),
        100.0 * p.development.clamp(0.0, 1.0),
    ]
}

/// The rating of a score, 5 (best) to 1.
pub(crate) fn tier(rules: &GovernmentRules, score: f64) -> f64 {
    1.0 + [rules.tier_2, rules.tier_3, rules.tier_4, rules.tier_5]
        .iter()
        .filter(|edge| score >= **edge)
        .count() as f64
}
