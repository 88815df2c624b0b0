//! What residents of each group are interested in, on average.

use crate::settings;

settings! {
    /// Mean interest of each group in each service, in standard deviations between residents; who asks for
    /// what is assumed from the services' own names and from what community centres report.
    pub struct Interests = "residents.interests" {
        /// Children and teenagers: culture and arts.
        child_culture_arts: f64 = 0.2, in [-2.0, 2.0], "sd", Assumption "who asks for what";
        /// Children and teenagers: sport and health.
        child_sport_health: f64 = 0.4, in [-2.0, 2.0], "sd", Assumption "who asks for what";
        /// Children and teenagers: elder care.
        child_elder_care: f64 = -0.6, in [-2.0, 2.0], "sd", Assumption "who asks for what";
        /// Children and teenagers: children and parenting.
        child_children_parenting: f64 = 0.8, in [-2.0, 2.0], "sd", Assumption "who asks for what";
        /// Children and teenagers: skills and employment.
        child_skills_employment: f64 = -0.2, in [-2.0, 2.0], "sd", Assumption "who asks for what";
        /// Children and teenagers: rights and legal aid.
        child_rights_legal_aid: f64 = -0.6, in [-2.0, 2.0], "sd", Assumption "who asks for what";
        /// Working people: culture and arts.
        working_culture_arts: f64 = 0.0, in [-2.0, 2.0], "sd", Assumption "who asks for what";
        /// Working people: sport and health.
        working_sport_health: f64 = 0.2, in [-2.0, 2.0], "sd", Assumption "who asks for what";
        /// Working people: elder care.
        working_elder_care: f64 = -0.4, in [-2.0, 2.0], "sd", Assumption "who asks for what";
        /// Working people: children and parenting.
        working_children_parenting: f64 = 0.0, in [-2.0, 2.0], "sd", Assumption "who asks for what";
        /// Working people: skills and employment.
        working_skills_employment: f64 = 0.4, in [-2.0, 2.0], "sd", Assumption "who asks for what";
        /// Working people: rights and legal aid.
        working_rights_legal_aid: f64 = 0.1, in [-2.0, 2.0], "sd", Assumption "who asks for what";
        /// Carers at home: culture and arts.
        carer_culture_arts: f64 = 0.1, in [-2.0, 2.0], "sd", Assumption "who asks for what";
        /// Carers at home: sport and health.
        carer_sport_health: f64 = 0.0, in [-2.0, 2.0], "sd", Assumption "who asks for what";
        /// Carers at home: elder care.
        carer_elder_care: f64 = 0.2, in [-2.0, 2.0], "sd", Assumption "who asks for what";
        /// Carers at home: children and parenting.
        carer_children_parenting: f64 = 0.8, in [-2.0, 2.0], "sd", Assumption "who asks for what";
        /// Carers at home: skills and employment.
        carer_skills_employment: f64 = 0.1, in [-2.0, 2.0], "sd", Assumption "who asks for what";
        /// Carers at home: rights and legal aid.
        carer_rights_legal_aid: f64 = 0.0, in [-2.0, 2.0], "sd", Assumption "who asks for what";
        /// Elders: culture and arts.
        elder_culture_arts: f64 = 0.4, in [-2.0, 2.0], "sd", Assumption "who asks for what";
        /// Elders: sport and health.
        elder_sport_health: f64 = 0.2, in [-2.0, 2.0], "sd", Assumption "who asks for what";
        /// Elders: elder care.
        elder_elder_care: f64 = 0.8, in [-2.0, 2.0], "sd", Assumption "who asks for what";
        /// Elders: children and parenting.
        elder_children_parenting: f64 = -0.2, in [-2.0, 2.0], "sd", Assumption "who asks for what";
        /// Elders: skills and employment.
        elder_skills_employment: f64 = -0.6, in [-2.0, 2.0], "sd", Assumption "who asks for what";
        /// Elders: rights and legal aid.
        elder_rights_legal_aid: f64 = 0.1, in [-2.0, 2.0], "sd", Assumption "who asks for what";
        /// What union members add for sport and health, skills and employment, rights and legal aid.
        member_topics: f64 = 0.3, in [0.0, 2.0], "sd", Assumption "what a union stands for";
    }
}

impl Interests {
    /// By group and service, in the order of their codes.
    pub(super) fn means(&self) -> [[f32; 6]; 4] {
        let i = self;
        [
            [
                i.child_culture_arts,
                i.child_sport_health,
                i.child_elder_care,
                i.child_children_parenting,
                i.child_skills_employment,
                i.child_rights_legal_aid,
            ],
            [
                i.working_culture_arts,
                i.working_sport_health,
                i.working_elder_care,
                i.working_children_parenting,
                i.working_skills_employment,
                i.working_rights_legal_aid,
            ],
            [
                i.carer_culture_arts,
                i.carer_sport_health,
                i.carer_elder_care,
                i.carer_children_parenting,
                i.carer_skills_employment,
                i.carer_rights_legal_aid,
            ],
            [
                i.elder_culture_arts,
                i.elder_sport_health,
                i.elder_elder_care,
                i.elder_children_parenting,
                i.elder_skills_employment,
                i.elder_rights_legal_aid,
            ],
        ]
        .map(|means| means.map(|mean| mean as f32))
    }
}

/// An upper bound of exp(match × interest) for the keenest interest, in 1/16.
pub(crate) fn keen(event_match: f64, keenest: i8) -> u8 {
    let factor = libm::exp(event_match * f64::from(keenest) / 32.0);
    libm::ceil(factor * 16.0 * 1.001).min(255.0) as u8
}
