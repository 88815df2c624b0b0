//! How much the organization has grown since the handover.

use crate::settings;
use crate::world::agents::organization::Organization;
use serde::{Deserialize, Serialize};

settings! {
    /// What counts as a large change; growth is the mean of five changes, each in these units.
    pub struct Growth = "organization.growth" {
        /// Factor by which staff (and one more) is multiplied in a large change.
        staff: f64 = 2.0, in [1.01, 100.0], "", Assumption "a doubling";
        /// Large change of mean capability, of routines and of brand.
        index: f64 = 0.3, in [0.01, 1.0], "index", Assumption "about a third of the whole scale";
        /// Factor by which own income is multiplied in a large change.
        income: f64 = 3.0, in [1.01, 100.0], "", Assumption "a tripling: small sums swing more than staff";
        /// Added to own income before and after, so that growth from nothing is finite.
        income_floor: f64 = 1_000.0, in [1.0, 1e6], "yuan/year", Assumption "a few gifts";
    }
}

/// State at the handover, against which growth is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Start {
    staff: f64,
    capability: f64,
    routines: f64,
    brand: f64,
    /// Own income of its first year, once that is over.
    pub(super) own_income: Option<f64>,
}

impl Start {
    /// As an organization stands.
    pub(super) fn of(o: &Organization) -> Start {
        Start {
            staff: o.staff(),
            capability: o.mean_capability(),
            routines: o.routines,
            brand: o.brand,
            own_income: None,
        }
    }
}

impl Organization {
    /// Mean change since the handover of staff, capability, routines, brand and own income, each in units of
    /// a large change and at most one of them, −1 to 1.
    pub(crate) fn growth(&self, large: &Growth) -> f64 {
        let own: f64 = self.incomes.iter().map(|i| i.0).sum();
        let part = |change: f64, unit: f64| (change / unit).clamp(-1.0, 1.0);
        // One more head, so that an organization may begin with none.
        let staff = libm::log((self.staff() + 1.0) / (self.start.staff + 1.0));
        let income = self.start.own_income.map_or(0.0, |first| {
            let change = libm::log((own + large.income_floor) / (first + large.income_floor));
            part(change, libm::log(large.income))
        });
        (part(staff, libm::log(large.staff))
            + part(self.mean_capability() - self.start.capability, large.index)
            + part(self.routines - self.start.routines, large.index)
            + part(self.brand - self.start.brand, large.index)
            + income)
            / 5.0
    }
}
