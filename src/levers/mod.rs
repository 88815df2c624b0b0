//! What an analyst can set. One file = one group of levers = one table with unit, range, source, grade and
//! price. No behaviour.

pub(crate) mod assessment;
pub(crate) mod brand;
pub(crate) mod capacity;
pub(crate) mod council;
pub(crate) mod disclosure;
pub(crate) mod funding;
pub(crate) mod operator;
pub(crate) mod partners;
pub(crate) mod place;
pub(crate) mod prices;
pub(crate) mod shock;
pub(crate) mod support;
pub(crate) mod tender;
pub(crate) mod union;

use crate::tables;
use crate::units::Week;

tables! {
    /// All levers in force in one week.
    pub struct Levers {
        /// Who runs the home.
        operator: operator::Operator,
        /// Government money.
        funding: funding::Funding,
        /// How the operator is judged.
        assessment: assessment::Assessment,
        /// What counts in the judgement.
        weights: assessment::Weights,
        /// How a contract is tendered.
        tender: tender::Tender,
        /// Government support other than money.
        support: support::Support,
        /// Training of the organization.
        capacity: capacity::Capacity,
        /// Making the home known.
        brand: brand::Brand,
        /// Showing what the operator is, and the fee.
        disclosure: disclosure::Disclosure,
        /// The Work Union.
        union: union::UnionRole,
        /// The council of union, residents, agency, organization and university.
        council: council::Council,
        /// University and social power.
        partners: partners::PartnerBuilding,
        /// Wages and prices.
        prices: prices::WagesAndCosts,
        /// Stress.
        shock: shock::Shock,
        /// How the place changes.
        place: place::Place,
    }
}

impl Levers {
    /// Whether what acts whoever runs the home acts alike in a week.
    pub(crate) fn alike_for_anybody(&self, other: &Levers, week: Week) -> bool {
        let of = |levers: &Levers| {
            (levers.shock.rival, levers.place.residents, levers.prices.wages, levers.prices.costs)
        };
        let growth = |levers: &Levers| (levers.prices.wage_growth, levers.prices.cost_growth);
        of(self) == of(other) && (week < 1 || growth(self) == growth(other))
    }

    /// What is set over all homes of the county, for one with a `share` of its residents behind others with
    /// a share of `before`. People who leave are whole ones; all else is in proportion.
    pub(crate) fn part_of_county(&self, before: f64, share: f64) -> Levers {
        let mut part = self.clone();
        for amount in [
            &mut part.operator.managers,
            &mut part.operator.social_workers,
            &mut part.funding.grant,
            &mut part.brand.spend,
            &mut part.brand.seeds,
            &mut part.partners.university_hours,
            &mut part.partners.research_hours,
        ] {
            *amount *= share;
        }
        let all = self.shock.manager_exit as f64;
        let until = |part: f64| libm::floor(all * part + 1e-6) as i64;
        part.shock.manager_exit = until(before + share) - until(before);
        part
    }
}
