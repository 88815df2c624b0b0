//! Each measure is read from the fields that its definition names: a record whose every field is another
//! number is read back by name.

use super::assert_near;
use crate::inside::common::{as_data, from_data};
use crate::world::record::{MEASURES, Record};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A record of which no two fields are alike, and its numbers by the names of the fields (`effort.0` for
/// lists).
pub(super) fn distinct(first: f64) -> (Record, BTreeMap<String, f64>) {
    let mut data = as_data(&Record::default());
    let (mut next, mut named) = (first, BTreeMap::new());
    let mut number = |name: String| {
        next += 1.25;
        named.insert(name, next);
        json!(next)
    };
    for (name, value) in data.as_object_mut().expect("fields") {
        match value {
            Value::Array(list) => {
                list.iter_mut().enumerate().for_each(|(k, one)| *one = number(format!("{name}.{k}")))
            }
            Value::Bool(_) => {}
            _ if name == "week" || name == "community" => {}
            one => *one = number(name.clone()),
        }
    }
    named.insert("one".into(), 1.0);
    (from_data(&data), named)
}

/// Measure, numerator, denominator: sums of products of fields, ` + ` or ` - ` between them; factors may be
/// numbers.
const DEFINITIONS: &[(&str, &str, &str)] = &[
    ("participation", "came", "population"),
    ("participation_4_weeks", "came_4_weeks", "population"),
    ("visits", "visits", "one"),
    ("visits_per_resident_year", "52 visits", "population"),
    ("first_time_visitors", "first_visits", "one"),
    ("ever_used", "ever", "population"),
    ("ever_used_adults", "ever_adults", "adults"),
    ("regular", "regular", "population"),
    ("regular_adults", "regular_adults", "adults"),
    ("member", "member", "population"),
    ("utilization", "used_seat_hours", "nominal_seat_hours"),
    ("utilization_open", "used_seat_hours", "open_seat_hours"),
    ("utilization_peak", "peak_used", "peak_capacity"),
    ("turned_away", "turned_away", "one"),
    ("unmet_need", "in_need - served", "one"),
    ("needs_met", "served", "in_need"),
    ("visits_per_staff_hour", "visits", "staff_hours"),
    ("open_hours", "open_hours", "one"),
    ("events", "events", "one"),
    ("events_cancelled", "events_cancelled", "one"),
    ("attendance_per_event", "event_attendance", "events"),
    ("event_attendance", "event_attendance", "one"),
    ("variety", "variety events", "events"),
    ("vitality", "vitality", "one"),
    ("vitality_presence", "vitality_presence", "one"),
    ("vitality_voluntary", "vitality_voluntary", "one"),
    ("vitality_social", "vitality_social", "one"),
    ("awareness", "aware", "population"),
    ("awareness_adults", "aware_adults", "adults"),
    ("learned_by_word", "users_by_word", "users"),
    ("learned_by_brand", "users_by_brand", "users"),
    ("learned_by_referral", "users_by_referral", "users"),
    ("satisfaction", "satisfaction_users", "users"),
    ("satisfaction_population", "satisfaction_aware", "aware"),
    ("trust", "trust_users", "users"),
    ("trust_population", "trust_aware", "aware"),
    ("commercial_belief", "belief_aware_adults", "aware_adults"),
    ("commercial_belief_users", "belief_users", "users"),
    ("status_known", "aware_adults - doubt_aware_adults", "aware_adults"),
    ("volunteers", "volunteers", "population"),
    ("volunteers_per_user", "volunteers", "users"),
    ("volunteering_any", "volunteers_anywhere", "adults"),
    ("volunteer_hours", "volunteer_hours", "one"),
    ("volunteers_joined", "volunteers_by_staff + volunteers_by_friend + volunteers_by_self", "one"),
    (
        "volunteers_asked",
        "volunteers_by_staff + volunteers_by_friend",
        "volunteers_by_staff + volunteers_by_friend + volunteers_by_self",
    ),
    ("volunteer_exit", "volunteer_exits", "volunteers + volunteer_exits"),
    ("volunteers_worn", "volunteers_worn", "volunteers_lending"),
    ("willingness", "willing", "adults"),
    ("willingness_users", "willing_users", "adult_users"),
    ("willingness_stayers", "willing_stayers", "stayers"),
    ("willingness_selection", "willing_by_selection", "adults"),
    ("willingness_causal", "willing - willing_by_selection", "adults"),
    ("willingness_users_selection", "willing_users_by_selection", "adult_users"),
    ("efficacy", "efficacy_adults", "adults"),
    ("affairs_attendance", "attending", "meeting_adults"),
    ("proposals", "proposals", "one"),
    ("proposals_resident", "proposals_resident", "one"),
    ("proposals_carried", "proposals_carried", "one"),
    ("joint_decisions", "joint_52", "decided_52"),
    ("quality", "quality", "one"),
    ("quality_reported", "quality_reported", "one"),
    ("inflation", "inflation operator", "operator"),
    ("score", "score scored", "scored"),
    ("score_reported", "score_reported scored", "scored"),
    ("score_awarded", "score_awarded scored", "scored"),
    ("tier", "tier scored", "scored"),
    ("effort_reception", "effort.0 operator", "operator"),
    ("effort_events", "effort.1 operator", "operator"),
    ("effort_quality", "effort.2 operator", "operator"),
    ("effort_outreach", "effort.3 operator", "operator"),
    ("effort_fundraising", "effort.4 operator", "operator"),
    ("effort_paperwork", "effort.5 operator", "operator"),
    ("effort_learning", "effort.6 operator", "operator"),
    ("staff", "staff", "one"),
    ("posts", "posts operator", "operator"),
    ("staff_exits", "staff_exits", "one"),
    ("capability", "capability operator", "operator"),
    ("capability_management", "capability.0 operator", "operator"),
    ("capability_fundraising", "capability.1 operator", "operator"),
    ("capability_service", "capability.2 operator", "operator"),
    ("routines", "routines operator", "operator"),
    ("brand", "brand", "one"),
    ("partners", "partners", "one"),
    ("org_growth", "org_growth operator", "operator"),
    ("survived", "survived", "one"),
    ("without_operator", "operator_wished - operator", "operator_wished"),
    ("trust_agency", "trust_agency", "one"),
    ("trust_union", "trust_union", "one"),
    ("trust_committee", "trust_committee", "one"),
    ("trust_organization", "trust_organization operator", "operator"),
    ("cooperation", "cooperation", "one"),
    ("reach_members", "union_members_came_4_weeks", "union_members"),
    ("reach_nonmembers", "came_4_weeks - union_members_came_4_weeks", "population - union_members"),
    ("grant", "grant", "one"),
    ("match", "matching", "one"),
    ("own_income", "gifts + fees + partner_money", "one"),
    ("gifts", "gifts", "one"),
    ("own_income_share", "gifts + fees + partner_money", "gifts + fees + partner_money + grant + matching"),
    ("spending", "spending", "one"),
    ("fundraising_spend", "fundraising_spend", "one"),
    ("reserve", "reserve", "one"),
    ("arrears", "arrears", "one"),
    ("late_wages", "late_wages operator", "operator"),
    ("weeks_unpaid", "weeks_unpaid operator", "operator"),
    ("wage_bill", "wage_bill", "one"),
    ("written_off", "written_off", "one"),
    ("runway_weeks", "runway_weeks operator", "operator"),
    ("public_cost", "public_cost", "one"),
    ("full_cost", "cost.0 + cost.1 + cost.2 + cost.3 + cost.4 + cost.5 + cost.6", "one"),
    ("cost_bureau", "cost.0", "one"),
    ("cost_union", "cost.1", "one"),
    ("cost_committee", "cost.2", "one"),
    ("cost_own", "cost.3", "one"),
    ("cost_staff", "cost.4", "one"),
    ("cost_suppliers", "cost.5", "one"),
    ("cost_rooms", "cost.6", "one"),
    ("cost_per_visit", "public_cost", "visits"),
    ("cost_effectiveness", "cost.0 + cost.1 + cost.2 + cost.3 + cost.4 + cost.5 + cost.6", "came quality"),
    ("deficiency_service", "deficiency_service", "one"),
    ("deficiency_service_content", "deficiency_service_content", "one"),
    ("deficiency_service_opening", "deficiency_service_opening", "one"),
    ("deficiency_service_presence", "deficiency_service_presence", "one"),
    ("deficiency_service_quality", "deficiency_service_quality", "one"),
    ("deficiency_service_timeliness", "deficiency_service_timeliness", "one"),
    ("deficiency_institution", "deficiency_institution", "one"),
    ("deficiency_institution_routines", "deficiency_institution_routines", "one"),
    ("deficiency_institution_joint", "deficiency_institution_joint", "one"),
    ("deficiency_institution_contract", "deficiency_institution_contract", "one"),
    ("deficiency_brand", "deficiency_brand", "one"),
    ("deficiency_brand_named", "deficiency_brand_named", "one"),
    ("deficiency_brand_stock", "deficiency_brand_stock", "one"),
    ("deficiency_brand_partners", "deficiency_brand_partners", "one"),
    ("deficiency_nonprofit", "deficiency_nonprofit", "one"),
    ("deficiency_nonprofit_survey", "deficiency_nonprofit_survey", "one"),
    ("bidders", "tender.1", "tender.0"),
    ("price_agreed", "tender.3", "tender.2"),
    ("incumbent_kept", "tender.5", "tender.4"),
    ("operators", "tender.6", "one"),
];

/// A sum of products of fields.
fn worked_out(words: &str, fields: &BTreeMap<String, f64>) -> f64 {
    let factor = |word: &str| {
        word.parse().ok().or(fields.get(word).copied()).unwrap_or_else(|| panic!("a record has no {word}"))
    };
    let product = |words: &str| words.split_whitespace().map(factor).product::<f64>();
    let minus = words.split_once(" - ");
    let (plus, minus) = minus.map_or((words, 0.0), |(plus, minus)| (plus, product(minus)));
    plus.split(" + ").map(product).sum::<f64>() - minus
}

/// The value of each measure in a record of these fields, by name.
pub(super) fn expected(fields: &BTreeMap<String, f64>) -> BTreeMap<&'static str, f64> {
    let mut fields = fields.clone();
    let product = ["capability.0", "capability.1", "capability.2"].iter().map(|name| fields[*name]).product();
    fields.insert("capability".into(), libm::cbrt(product));
    let value = |(name, num, den): &(&'static str, &str, &str)| {
        (*name, worked_out(num, &fields) / worked_out(den, &fields))
    };
    DEFINITIONS.iter().map(value).collect()
}

#[test]
fn every_measure_is_read_from_the_fields_of_its_definition() {
    for first in [10.0, 377.5] {
        let (record, fields) = distinct(first);
        let expected = expected(&fields);
        assert_eq!(MEASURES.len(), DEFINITIONS.len());
        for measure in MEASURES {
            let cell = (measure.read)(&record);
            assert_near!(cell.num / cell.den, expected[measure.name], "{}", measure.name);
        }
    }
}

#[test]
fn a_denominator_weighs_as_many_as_the_measure_speaks_of() {
    let (record, fields) = distinct(10.0);
    for (name, num, den) in DEFINITIONS.iter().filter(|(name, ..)| *name != "capability") {
        let measure = MEASURES.iter().find(|m| m.name == *name).expect("a measure");
        let cell = (measure.read)(&record);
        assert_near!(cell.num, worked_out(num, &fields), "{name}");
        assert_near!(cell.den, worked_out(den, &fields), "{name}");
    }
}

#[test]
fn what_does_not_exist_has_no_value() {
    let nobody = Record { operator: 0.0, ..Record::default() };
    for measure in MEASURES.iter().filter(|m| !m.empty.is_empty()) {
        assert_eq!((measure.read)(&nobody).value(), None, "{}", measure.name);
    }
    let (record, _) = distinct(10.0);
    assert!(MEASURES.iter().all(|m| (m.read)(&record).value().is_some()));
}
