//! What the organization receives, owes and pays. Cash basis: nothing is bought that cannot be paid; wages
//! are owed.

use crate::units::{Fen, Week};
use crate::world::agents::organization::Organization;
use crate::world::ledger::{Account, For, Ledger};
use serde::{Deserialize, Serialize};

/// Which part of last week's plan could be paid: brand, fund-raising and disclosure wait when money is short,
/// and what they would have brought waits too.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct PaidPlan {
    /// Brand.
    pub brand: f64,
    /// Fund-raising.
    pub fundraising: f64,
    /// Disclosure.
    pub disclosure: f64,
}

impl Default for PaidPlan {
    fn default() -> PaidPlan {
        PaidPlan { brand: 1.0, fundraising: 1.0, disclosure: 1.0 }
    }
}

/// The bills of a week, in the order in which they are paid. Amounts over all homes, each with the shares of
/// the homes.
pub(crate) struct Bills<'a> {
    /// Week.
    pub week: Week,
    /// Shares of the homes in what they have in common.
    pub shares: &'a [f64],
    /// Open hours by home (shares of utilities).
    pub hours: &'a [f64],
    /// Paid events by home.
    pub events: &'a [f64],
    /// Part of what was wished for brand and disclosure that the budget holds; their amounts are after it.
    pub budgeted: f64,
    /// Wages.
    pub wages: Fen,
    /// Utilities.
    pub utilities: Fen,
    /// Administration.
    pub administration: Fen,
    /// Keeping the service concept alive: supervision and training of those in place.
    pub concept: Fen,
    /// Events.
    pub event_cost: Fen,
    /// Matters carried out.
    pub matters: Fen,
    /// Brand and seeding.
    pub brand: Fen,
    /// Fund-raising.
    pub fundraising: Fen,
    /// Disclosure.
    pub disclosure: Fen,
}

impl Bills<'_> {
    /// What must be paid whatever happens.
    pub(crate) fn fixed(&self) -> Fen {
        self.wages + self.utilities + self.administration + self.concept
    }
}

impl Organization {
    /// Receive money.
    pub(crate) fn receive(
        &mut self,
        ledger: &mut Ledger,
        week: Week,
        from: Account,
        purpose: For,
        amount: Fen,
        shares: &[f64],
    ) {
        ledger.pay(week, from, Account::Organization, purpose, amount, shares);
        for (cash, part) in self.cash.iter_mut().zip(amount.split(shares)) {
            *cash += part;
        }
    }

    /// Pay as much of an amount as there is cash for; returns what was paid.
    fn pay(
        &mut self,
        ledger: &mut Ledger,
        week: Week,
        to: Account,
        purpose: For,
        amount: Fen,
        shares: &[f64],
    ) -> Fen {
        let paid = amount.min(self.total_cash().max(Fen::ZERO));
        ledger.pay(week, Account::Organization, to, purpose, paid, shares);
        for (cash, part) in self.cash.iter_mut().zip(paid.split(shares)) {
            *cash -= part;
        }
        paid
    }

    /// Pay what is owed to one side, as far as the cash goes.
    fn pay_owed(&mut self, ledger: &mut Ledger, week: Week, wages: bool) {
        let owed = if wages { self.wages_owed.clone() } else { self.bills_owed.clone() };
        let total: Fen = owed.iter().copied().sum();
        if total == Fen::ZERO {
            return;
        }
        let by_home: Vec<f64> = owed.iter().map(|f| f.0 as f64).collect();
        let (to, purpose) =
            if wages { (Account::Employees, For::Wages) } else { (Account::Suppliers, For::OldBills) };
        let paid = self.pay(ledger, week, to, purpose, total, &by_home);
        let list = if wages { &mut self.wages_owed } else { &mut self.bills_owed };
        list.iter_mut().zip(paid.split(&by_home)).for_each(|(owed, part)| *owed -= part);
    }

    /// Pay a bill; what cannot be paid is owed. True when all was paid.
    fn pay_or_owe(
        &mut self,
        ledger: &mut Ledger,
        week: Week,
        purpose: For,
        amount: Fen,
        shares: &[f64],
    ) -> bool {
        let to = if purpose == For::Wages { Account::Employees } else { Account::Suppliers };
        let paid = self.pay(ledger, week, to, purpose, amount, shares);
        let list = if purpose == For::Wages { &mut self.wages_owed } else { &mut self.bills_owed };
        list.iter_mut().zip((amount - paid).split(shares)).for_each(|(owed, part)| *owed += part);
        paid == amount
    }

    /// Pay the week's bills: what is owed first, then in order; what is not fixed is bought only as far as
    /// the cash goes.
    pub(crate) fn settle(&mut self, ledger: &mut Ledger, b: &Bills) {
        self.pay_owed(ledger, b.week, true);
        self.late_wages = !self.pay_or_owe(ledger, b.week, For::Wages, b.wages, b.shares);
        self.pay_owed(ledger, b.week, false);
        self.pay_or_owe(ledger, b.week, For::Utilities, b.utilities, b.hours);
        self.pay_or_owe(ledger, b.week, For::Administration, b.administration, b.shares);
        self.pay_or_owe(ledger, b.week, For::Training, b.concept, b.shares);
        self.pay_or_owe(ledger, b.week, For::Events, b.event_cost, b.events);
        self.pay_or_owe(ledger, b.week, For::Matters, b.matters, b.shares);
        let disclosure =
            self.pay(ledger, b.week, Account::Suppliers, For::Disclosure, b.disclosure, b.shares);
        let part = |paid: Fen, asked: Fen| {
            b.budgeted * if asked > Fen::ZERO { paid.0 as f64 / asked.0 as f64 } else { 1.0 }
        };
        let brand = self.pay(ledger, b.week, Account::Suppliers, For::Brand, b.brand, b.shares);
        let fundraising =
            self.pay(ledger, b.week, Account::Suppliers, For::Fundraising, b.fundraising, b.shares);
        self.paid = PaidPlan {
            brand: part(brand, b.brand),
            fundraising: if b.fundraising > Fen::ZERO {
                fundraising.0 as f64 / b.fundraising.0 as f64
            } else {
                1.0
            },
            disclosure: part(disclosure, b.disclosure),
        };
    }
}
