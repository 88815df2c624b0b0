//! Wages and prices of a week against those that a scenario states, and the settings as they are at these.
//!
//! A setting in yuan is a wage, another price, or a sum that somebody decides on, which stays as it is.

use crate::levers::prices::WagesAndCosts;
use crate::units::Week;
use crate::world::blueprint::Settings;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Wages and all other prices against those that the settings state.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct PriceLevel {
    /// Wages of those employed for the home.
    pub wages: f64,
    /// All other prices paid for it.
    pub costs: f64,
}

impl PriceLevel {
    /// As the settings state them.
    const STATED: PriceLevel = PriceLevel { wages: 1.0, costs: 1.0 };
}

/// The prices of the week that is lived.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct PresentPrices {
    /// What growth has made of prices since week 1.
    grown: PriceLevel,
    /// Their level.
    level: PriceLevel,
    /// The settings at that level; `None` where it is the stated one.
    settings: Option<Arc<Settings>>,
}

impl PresentPrices {
    /// Before the first week.
    pub(crate) fn as_stated() -> PresentPrices {
        PresentPrices { grown: PriceLevel::STATED, level: PriceLevel::STATED, settings: None }
    }

    /// Come to a week under these levers. Whether prices differ from those of the week before.
    pub(crate) fn come_to(&mut self, week: Week, levers: &WagesAndCosts, stated: &Settings) -> bool {
        if week >= 1 {
            self.grown.wages *= of_a_week(levers.wage_growth);
            self.grown.costs *= of_a_week(levers.cost_growth);
        }
        let level =
            PriceLevel { wages: levers.wages * self.grown.wages, costs: levers.costs * self.grown.costs };
        let moved = level != self.level;
        if moved {
            self.level = level;
            self.settings = (level != PriceLevel::STATED).then(|| Arc::new(at_level(stated, level)));
        }
        moved
    }

    /// The settings at the prices of the week, where these are not the stated ones.
    pub(crate) fn settings(&self) -> Option<Arc<Settings>> {
        self.settings.clone()
    }
}

/// The factor by which prices that grow by a share a year grow in a week.
fn of_a_week(growth: f64) -> f64 {
    libm::pow(1.0 + growth, 1.0 / 52.0)
}

/// Settings with all that is a wage or another price at a level.
pub(crate) fn at_level(stated: &Settings, level: PriceLevel) -> Settings {
    let mut settings = stated.clone();
    wages(&mut settings).into_iter().for_each(|wage| *wage *= level.wages);
    costs(&mut settings).into_iter().for_each(|price| *price *= level.costs);
    settings
}

/// What is paid to employees, and what the council holds an hour of work to be worth.
fn wages(settings: &mut Settings) -> [&mut f64; 6] {
    let setup = &mut settings.organization.setup;
    [
        &mut setup.manager_wage,
        &mut setup.worker_wage,
        &mut settings.government.caretaker,
        &mut settings.prices.cooperation,
        &mut settings.interests.burden,
        &mut settings.interests.rule,
    ]
}

/// What is paid to suppliers, what the rooms might bring otherwise, for how much money one gets as much as is
/// usual, and what the council holds a visit to be worth.
fn costs(settings: &mut Settings) -> [&mut f64; 24] {
    let (organization, prices) = (&mut settings.organization, &mut settings.prices);
    let setup = &mut organization.setup;
    [
        &mut setup.event_cost,
        &mut setup.utilities,
        &mut setup.administration,
        &mut setup.fundraising_spend,
        &mut organization.offering.budget_reference,
        &mut organization.learning.brand_half,
        &mut settings.government.event_cost,
        &mut settings.union.cost,
        &mut settings.interests.visit,
        &mut settings.interests.doubt,
        &mut prices.council_meeting,
        &mut prices.management,
        &mut prices.fundraising,
        &mut prices.institution,
        &mut prices.training,
        &mut prices.audit,
        &mut prices.third_party,
        &mut prices.university_hour,
        &mut prices.social_power,
        &mut prices.concept,
        &mut prices.campaign,
        &mut prices.seed,
        &mut prices.seat_week,
        &mut prices.disclosure,
    ]
}
