//! What the government offers while it runs the home.

use crate::settings;

settings! {
    /// What the government offers while it runs the home: shares of the six services.
    pub struct GovernmentProgramme = "government.programme" {
        /// Culture and arts.
        culture_arts: f64 = 0.35, in [0.0, 1.0], "share",
            Assumption "culture first: what a cultural station is for";
        /// Sport and health.
        sport_health: f64 = 0.2, in [0.0, 1.0], "share", Assumption "second, with elder care";
        /// Elder care.
        elder_care: f64 = 0.2, in [0.0, 1.0], "share", Assumption "second, with sport";
        /// Children and parenting.
        children_parenting: f64 = 0.1, in [0.0, 1.0], "share", Assumption "holidays mostly";
        /// Skills and employment.
        skills_employment: f64 = 0.075, in [0.0, 1.0], "share", Assumption "a course now and then";
        /// Rights and legal aid.
        rights_legal_aid: f64 = 0.075, in [0.0, 1.0], "share", Assumption "a consultation now and then";
    }
}

impl GovernmentProgramme {
    /// Shares in the order of the services.
    pub(crate) fn mix(&self) -> [f64; 6] {
        let p = self;
        let (children, skills, rights) = (p.children_parenting, p.skills_employment, p.rights_legal_aid);
        [p.culture_arts, p.sport_health, p.elder_care, children, skills, rights]
    }
}
