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
    used: f64,
    open: f64,
    staff_hours: f64,
    quality: f64,
    routines: f64,
    contract: f64,
    named: f64,
    brand: f64,
    partners: f64,
    belief: f64,
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

impl LastYear {
    /// Keep a week.
    pub(crate) fn keep(&mut self, r: &Record) {
        let kept = YearFigures {
            visits: r.visits,
            used: r.used_seat_hours,
            open: r.open_seat_hours,
            staff_hours: r.staff_hours,
            quality: r.quality,
            routines: r.routines * r.operator,
            contract: r.contract_weeks,
            named: ratio(r.can_name_operator, r.adults),
            brand: r.brand,
            partners: r.partners,
            belief: ratio(r.belief_aware_adults, r.aware_adults),
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
        let n = self.weeks.len();
        (0..last.min(n)).map(|back| f(&self.weeks[(self.next + WEEKS - 1 - back) % WEEKS % n.max(1)])).sum()
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
        self.service(rules, r);
        self.institution(rules, r);
        self.brand_and_status(rules, r);
        self.vitality(rules, r);
    }

    fn service(&self, rules: &IndexRules, r: &mut Record) {
        let utilization = ratio(self.sum(WEEKS, |k| k.used), self.sum(WEEKS, |k| k.open));
        let per_hour = ratio(self.sum(WEEKS, |k| k.visits), self.sum(WEEKS, |k| k.staff_hours));
        r.deficiency_service = 1.0
            - (rules.service_seats * (utilization / rules.utilization).min(1.0)
                + rules.service_staff * (per_hour / rules.visits_per_hour).min(1.0)
                + rules.service_quality * self.mean(|k| k.quality));
    }

    fn institution(&self, rules: &IndexRules, r: &mut Record) {
        let contract =
            rules.institution_contract * self.mean(|k| (k.contract / rules.contract_weeks).min(1.0));
        r.deficiency_institution = 1.0
            - (rules.institution_routines * self.mean(|k| k.routines)
                + rules.institution_joint * ratio(r.joint_52, r.decided_52)
                + contract);
        r.deficiency_institution_contract = -contract;
    }

    /// Brand and non-profit status exist only where an operator has run the home.
    fn brand_and_status(&self, rules: &IndexRules, r: &mut Record) {
        let operated = self.sum(WEEKS, |k| k.operator);
        let mean = |f: &dyn Fn(&YearFigures) -> f64| self.sum(WEEKS, |k| k.operator * f(k)) / operated;
        if operated > 0.0 {
            let partners = mean(&|k| (k.partners / rules.partners).min(1.0));
            let known = rules.brand_named * mean(&|k| k.named) + rules.brand_stock * mean(&|k| k.brand);
            r.deficiency_brand = Some(1.0 - (known + rules.brand_partners * partners));
            r.deficiency_nonprofit = Some(mean(&|k| k.belief));
            r.deficiency_nonprofit_survey = Some(mean(&|k| k.business));
        } else {
            (r.deficiency_brand, r.deficiency_nonprofit, r.deficiency_nonprofit_survey) = (None, None, None);
        }
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
