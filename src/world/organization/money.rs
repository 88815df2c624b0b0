//! What the organization receives, owes and pays. Cash basis: nothing is bought that cannot be paid; wages are owed.

use super::Organization;
use crate::units::{Fen, Week};
use crate::world::ledger::{Account, For, Ledger};
use serde::{Deserialize, Serialize};

/// Which part of last week's plan could be paid: training, brand and fund-raising wait when money is short.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Paid {
    /// Training.
    pub training: f64,
    /// Brand.
    pub brand: f64,
    /// Fund-raising.
    pub fundraising: f64,
}

impl Default for Paid {
    fn default() -> Paid {
        Paid { training: 1.0, brand: 1.0, fundraising: 1.0 }
    }
}

/// The bills of a week, in the order in which they are paid. Amounts over all homes, each with the shares of the homes.
pub struct Bills<'a> {
    /// Week.
    pub week: Week,
    /// Shares of the homes in what they have in common.
    pub shares: &'a [f64],
    /// Open hours by home (shares of utilities).
    pub hours: &'a [f64],
    /// Paid events by home.
    pub events: &'a [f64],
    /// Part of what was wished for training, brand, fund-raising and disclosure that the budget holds; their amounts are after it.
    pub budgeted: f64,
    /// Wages.
    pub wages: Fen,
    /// Utilities.
    pub utilities: Fen,
    /// Administration.
    pub administration: Fen,
    /// Events.
    pub event_cost: Fen,
    /// Matters carried out.
    pub matters: Fen,
    /// Prizes of a campaign.
    pub campaign: Fen,
    /// Training (the organization's part).
    pub training: Fen,
    /// Brand and seeding.
    pub brand: Fen,
    /// Fund-raising.
    pub fundraising: Fen,
    /// Disclosure.
    pub disclosure: Fen,
}

impl Bills<'_> {
    /// What must be paid whatever happens.
    pub fn fixed(&self) -> Fen {
        self.wages + self.utilities + self.administration
    }
}

impl Organization {
    /// Receive money.
    pub fn receive(&mut self, ledger: &mut Ledger, week: Week, from: Account, purpose: For, amount: Fen, shares: &[f64]) {
        ledger.pay(week, from, Account::Organization, purpose, amount, shares);
        for (cash, part) in self.cash.iter_mut().zip(amount.split(shares)) {
            *cash += part;
        }
    }

    /// Pay as much of an amount as there is cash for; returns what was paid.
    fn pay(&mut self, ledger: &mut Ledger, week: Week, to: Account, purpose: For, amount: Fen, shares: &[f64]) -> Fen {
        let paid = amount.min(self.total_cash().max(Fen::ZERO));
        ledger.pay(week, Account::Organization, to, purpose, paid, shares);
        for (cash, part) in self.cash.iter_mut().zip(paid.split(shares)) {
            *cash -= part;
        }
        paid
    }

    /// Owe what could not be paid.
    fn owe(&mut self, amount: Fen, shares: &[f64]) {
        for (owed, part) in self.arrears.iter_mut().zip(amount.split(shares)) {
            *owed += part;
        }
    }

    /// Pay the week's bills: arrears first, then in order; what is not fixed is bought only as far as the cash goes.
    pub fn settle(&mut self, ledger: &mut Ledger, b: &Bills) {
        let owed: Fen = self.arrears.iter().copied().sum();
        if owed > Fen::ZERO {
            let by_home: Vec<f64> = self.arrears.iter().map(|f| f.0 as f64).collect();
            let paid = self.pay(ledger, b.week, Account::Employees, For::Wages, owed, &by_home);
            let parts: Vec<Fen> = paid.split(&by_home).collect();
            self.arrears.iter_mut().zip(parts).for_each(|(owed, part)| *owed -= part);
        }
        let wages = self.pay(ledger, b.week, Account::Employees, For::Wages, b.wages, b.shares);
        self.owe(b.wages - wages, b.shares);
        self.late_wages = wages < b.wages;
        let utilities = self.pay(ledger, b.week, Account::Suppliers, For::Utilities, b.utilities, b.hours);
        self.owe(b.utilities - utilities, b.hours);
        let administration = self.pay(ledger, b.week, Account::Suppliers, For::Administration, b.administration, b.shares);
        self.owe(b.administration - administration, b.shares);
        self.pay(ledger, b.week, Account::Suppliers, For::Events, b.event_cost, b.events);
        self.pay(ledger, b.week, Account::Suppliers, For::Matters, b.matters, b.shares);
        self.pay(ledger, b.week, Account::Visitors, For::Campaign, b.campaign, b.shares);
        self.pay(ledger, b.week, Account::Suppliers, For::Disclosure, b.disclosure, b.shares);
        let part = |paid: Fen, asked: Fen| b.budgeted * if asked > Fen::ZERO { paid.0 as f64 / asked.0 as f64 } else { 1.0 };
        let training = self.pay(ledger, b.week, Account::Suppliers, For::Training, b.training, b.shares);
        let brand = self.pay(ledger, b.week, Account::Suppliers, For::Brand, b.brand, b.shares);
        let fundraising = self.pay(ledger, b.week, Account::Suppliers, For::Fundraising, b.fundraising, b.shares);
        self.paid = Paid {
            training: part(training, b.training),
            brand: part(brand, b.brand),
            fundraising: part(fundraising, b.fundraising),
        };
    }
}
