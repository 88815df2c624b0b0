//! What is different where each home of a county has a contract of its own: one body may run several homes,
//! and bodies hire from one another.

use crate::settings;
use crate::units::Fen;
use crate::world::agents::organization::Organization;
use crate::world::agents::organization::activity::ByCapability;

settings! {
    /// Contracts home by home; what running several homes saves, what it strains, how people change bodies.
    pub struct SeveralHomes = "organization.homes" {
        /// Each home of the county has a contract, tender and books of its own; off, one contract is for all.
        apart: bool = false, in any, "", Assumption "a switch: off, nothing of it acts";
        /// Power by which the administration of each home falls with the homes that a body runs.
        scale: f64 = 0.15, in [0.0, 1.0], "",
            Assumption "a tenth less for each of two: books, insurance, premises are shared; no source";
        /// Power by which the hours that people have for each home fall with the homes that their body runs.
        strain: f64 = 0.05, in [0.0, 1.0], "",
            Assumption "three hundredths less with two homes: ways, and meetings between homes; no source";
        /// Part of the differences in skill between the homes of a body that a week takes away.
        exchange: f64 = 0.02, in [0.0, 1.0], "per week", Assumption "half a year's meetings; no source";
        /// Part of what a home of a body has beyond its prudent reserve that it gives in a week to homes of
        /// the same body that owe wages or bills.
        help: f64 = 0.25, in [0.0, 1.0], "per week", Assumption "a body looks after all its homes; no source";
        /// Weekly probability, for each logarithm by which another body pays better, that a vacancy there is
        /// filled with somebody from here.
        hired_away: f64 = 0.05, in [0.0, 1.0], "per week",
            Assumption "a tenth better pay takes somebody in four years of vacancies; no source";
        /// Logarithm of pay as which a week of wages owed counts to those who are owed.
        unpaid: f64 = 0.1, in [0.0, 2.0], "log", Assumption "a month without pay is as 40% less; no source";
        /// Weeks of wages that a body pays for somebody whom it hires away.
        premium: f64 = 4.0, in [0.0, 52.0], "weeks", Assumption "a month's wage; no source";
        /// Part of what who is hired away can do better that the new body learns, for a whole team of them.
        brings: f64 = 0.5, in [0.0, 1.0], "share", Assumption "half of skill is in people; no source";
    }
}

impl SeveralHomes {
    /// Factor on the administration of each home of a body that runs so many.
    pub(crate) fn administration(&self, homes: u32) -> f64 {
        libm::pow(f64::from(homes.max(1)), -self.scale)
    }

    /// Factor on the hours that people have for each of them.
    pub(crate) fn hours(&self, homes: u32) -> f64 {
        libm::pow(f64::from(homes.max(1)), -self.strain)
    }
}

impl Organization {
    /// Cash of a home beyond what it owes and `weeks` of usual spending.
    pub(crate) fn spare(&self, weeks: f64) -> Fen {
        let reserve = Fen::from_yuan(weeks * self.usual_spending);
        (self.total_cash() - self.arrears() - reserve).max(Fen::ZERO)
    }

    /// What it owes beyond its cash.
    pub(crate) fn short(&self) -> Fen {
        (self.arrears() - self.total_cash().max(Fen::ZERO)).max(Fen::ZERO)
    }

    /// Part of the way of its skills toward others.
    pub(crate) fn learn_from(&mut self, part: f64, others: (ByCapability, f64)) {
        for (own, other) in self.capability.0.iter_mut().zip(others.0.0) {
            *own += part * (other - *own);
        }
        self.routines += part * (others.1 - self.routines);
    }
}
