//! What is measured over the last 52 weeks: the four deficiencies of the case study, vitality, and what is
//! assessed.

use crate::world::record::Record;
use crate::world::record::index_rules::IndexRules;
use serde::{Deserialize, Serialize};

/// Weeks kept.
const WEEKS: usize = 52;

/// The figures of one week that yearly measures need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
struct YearFigures {
    visits: f64,
    in_need: f64,
    in_need_as_served: f64,
    dropped_in: f64,
    served: f64,
    quality: f64,
    cancelled: f64,
    routines: f64,
    contract: f64,
    named: f64,
    brand: f64,
    partners: f64,
    doubt: f64,
    business: f64,
    operator: f64,
    came: f64,
    voluntary: f64,
    variety: f64,
    pairs: f64,
    pairs_both: f64,
    events: f64,
    satisfaction: f64,
    users: f64,
}

/// The last 52 weeks of one community.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct LastYear {
    weeks: Vec<YearFigures>,
    next: usize,
}

fn ratio(num: f64, den: f64) -> f64 {
    if den > 0.0 { num / den } else { 0.0 }
}

/// What each factor of a product makes up of what the product lacks of one: shares by logarithms, which leave
/// no rest (logarithmic mean Divisia index, Ang 2005). A factor of nothing counts as the smallest number that
/// still has its place beside the others.
fn made_up_by<const N: usize>(factors: &[f64; N]) -> [f64; N] {
    const LEAST: f64 = 1e-9;
    let lacks = factors.map(|factor| -libm::log(factor.clamp(LEAST, 1.0)));
    let all: f64 = lacks.iter().sum();
    let product: f64 = factors.iter().product();
    lacks.map(|lack| if all > 0.0 { (1.0 - product) * lack / all } else { 0.0 })
}

impl LastYear {
    /// Keep a week.
    pub(crate) fn keep(&mut self, r: &Record) {
        let kept = YearFigures {
            visits: r.visits,
            in_need: r.in_need,
            in_need_as_served: r.in_need_as_served,
            dropped_in: r.dropped_in,
            served: r.served,
            quality: r.quality,
            cancelled: r.events_cancelled,
            routines: r.routines * r.operator,
            contract: r.contract_weeks,
            named: ratio(r.can_name_operator, r.adults),
            brand: r.brand,
            partners: r.partners,
            doubt: ratio(r.doubt_aware_adults, r.aware_adults),
            business: ratio(r.business_aware_adults, r.aware_adults),
            operator: r.operator,
            came: ratio(r.came_4_weeks, r.population),
            voluntary: ratio(r.volunteer_hours + r.coproduced_hours, r.population) * 1_000.0,
            variety: r.variety,
            pairs: r.tied_pairs_of_visitors,
            pairs_both: r.tied_pairs_both_came,
            events: r.events,
            satisfaction: r.satisfaction_users,
            users: r.users,
        };
        if self.weeks.len() < WEEKS {
            self.weeks.push(kept);
        } else {
            self.weeks[self.next] = kept;
        }
        self.next = (self.next + 1) % WEEKS;
    }

    fn sum(&self, last: usize, f: impl Fn(&YearFigures) -> f64) -> f64 {
        // The newest first; the oldest stands where the next is put.
        let (newer, older) = self.weeks.split_at(self.next.min(self.weeks.len()));
        newer.iter().rev().chain(older.iter().rev()).take(last).map(f).sum()
    }

    fn mean(&self, f: impl Fn(&YearFigures) -> f64) -> f64 {
        ratio(self.sum(WEEKS, f), self.weeks.len() as f64)
    }

    /// Events, visits, satisfaction × users and users of the last `weeks` weeks.
    pub(crate) fn assessed(&self, weeks: usize) -> [f64; 4] {
        [
            self.sum(weeks, |k| k.events),
            self.sum(weeks, |k| k.visits),
            self.sum(weeks, |k| k.satisfaction),
            self.sum(weeks, |k| k.users),
        ]
    }

    /// Write the indices into this week's record.
    pub(crate) fn write(&self, rules: &IndexRules, r: &mut Record) {
        self.service(r);
        self.institution(rules, r);
        self.brand_and_status(rules, r);
        self.vitality(rules, r);
    }

    /// Needs met × quality × timeliness: none of them makes up for another.
    fn service(&self, r: &mut Record) {
        let as_served = self.sum(WEEKS, |k| k.in_need_as_served);
        let dropped_in = self.sum(WEEKS, |k| k.dropped_in);
        let held = self.sum(WEEKS, |k| k.events);
        let promised = held + self.sum(WEEKS, |k| k.cancelled) + r.promised_52;
        let kept = (held + r.in_time_52).min(promised);
        let parts = [
            ratio(as_served, self.sum(WEEKS, |k| k.in_need)),
            ratio(dropped_in, as_served),
            ratio(self.sum(WEEKS, |k| k.served), dropped_in),
            self.mean(|k| k.quality),
            if promised > 0.0 { kept / promised } else { 1.0 },
        ];
        r.deficiency_service = 1.0 - parts.iter().product::<f64>();
        [
            r.deficiency_service_content,
            r.deficiency_service_opening,
            r.deficiency_service_presence,
            r.deficiency_service_quality,
            r.deficiency_service_timeliness,
        ] = made_up_by(&parts);
    }

    fn institution(&self, rules: &IndexRules, r: &mut Record) {
        r.deficiency_institution_routines = rules.institution_routines * (1.0 - self.mean(|k| k.routines));
        r.deficiency_institution_joint = rules.institution_joint * (1.0 - ratio(r.joint_52, r.decided_52));
        r.deficiency_institution_contract =
            rules.institution_contract * (1.0 - self.mean(|k| (k.contract / rules.contract_weeks).min(1.0)));
        r.deficiency_institution = r.deficiency_institution_routines
            + r.deficiency_institution_joint
            + r.deficiency_institution_contract;
    }

    /// Brand and non-profit status exist only where an operator has run the home.
    fn brand_and_status(&self, rules: &IndexRules, r: &mut Record) {
        let operated = self.sum(WEEKS, |k| k.operator);
        let mean = |f: &dyn Fn(&YearFigures) -> f64| {
            (operated > 0.0).then(|| self.sum(WEEKS, |k| k.operator * f(k)) / operated)
        };
        let missing = |weight: f64, part: Option<f64>| part.map(|part| weight * (1.0 - part));
        let partners = mean(&|k| (k.partners / rules.partners).min(1.0));
        r.deficiency_brand_named = missing(rules.brand_named, mean(&|k| k.named));
        r.deficiency_brand_stock = missing(rules.brand_stock, mean(&|k| k.brand));
        r.deficiency_brand_partners = missing(rules.brand_partners, partners);
        let parts = [r.deficiency_brand_named, r.deficiency_brand_stock, r.deficiency_brand_partners];
        r.deficiency_brand = parts.into_iter().sum();
        r.deficiency_nonprofit = mean(&|k| k.doubt);
        r.deficiency_nonprofit_survey = mean(&|k| k.business);
    }

    fn vitality(&self, rules: &IndexRules, r: &mut Record) {
        let least = rules.least;
        r.vitality_presence = (self.mean(|k| k.came) / rules.presence).min(1.0) + least;
        r.vitality_voluntary = (self.mean(|k| k.voluntary) / rules.hours_per_1000).min(1.0) + least;
        let together = ratio(self.sum(WEEKS, |k| k.pairs_both), self.sum(WEEKS, |k| k.pairs));
        r.vitality_social =
            (self.mean(|k| k.variety) / rules.services * together / rules.ties).min(1.0) + least;
        r.vitality = libm::cbrt(r.vitality_presence * r.vitality_voluntary * r.vitality_social);
    }
}
