//! What the organization receives, owes and pays. Cash basis: nothing is bought that cannot be paid; wages
//! are owed.

use crate::units::{Fen, Week};
use crate::world::agents::organization::Organization;
use crate::world::ledger::{Account, For, Ledger, Transfer};
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
    /// Seat-hours by home (shares of utilities).
    pub seat_hours: &'a [f64],
    /// Paid events by home.
    pub events: &'a [f64],
    /// Part of what was wished for brand and disclosure that the budget holds; their amounts are after it.
    pub budgeted: f64,
    /// Wages.
    pub wages: Fen,
    /// Pay in place of notice.
    pub notice: Fen,
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
        self.wages + self.notice + self.utilities + self.administration + self.concept
    }
}

/// An amount that is due, with the shares of the homes in it.
struct Bill<'a> {
    week: Week,
    purpose: For,
    amount: Fen,
    shares: &'a [f64],
}

/// To whom the organization may owe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Creditor {
    /// Those who work for it.
    Employees,
    /// Everybody else.
    Suppliers,
}

impl Creditor {
    /// Both, in the order in which they are paid.
    const ALL: [Creditor; 2] = [Creditor::Employees, Creditor::Suppliers];

    /// What it loses when the debtor goes.
    fn loss(self) -> For {
        match self {
            Creditor::Employees => For::UnpaidWages,
            Creditor::Suppliers => For::UnpaidBills,
        }
    }

    fn account(self) -> Account {
        match self {
            Creditor::Employees => Account::Employees,
            Creditor::Suppliers => Account::Suppliers,
        }
    }
}

impl Organization {
    /// Receive money, cut over the homes by `shares`.
    pub(crate) fn receive(&mut self, ledger: &mut Ledger, coming: Transfer, shares: &[f64]) {
        ledger.pay(coming, shares);
        for (cash, part) in self.cash.iter_mut().zip(coming.amount.split(shares)) {
            *cash += part;
        }
    }

    /// Pay as much of a bill as there is cash for; returns what was paid.
    fn pay(&mut self, ledger: &mut Ledger, to: Account, bill: &Bill) -> Fen {
        let paid = bill.amount.min(self.total_cash().max(Fen::ZERO));
        let Bill { week, purpose, .. } = *bill;
        let going = Transfer { week, from: Account::Organization, to, purpose, amount: paid };
        ledger.pay(going, bill.shares);
        for (cash, part) in self.cash.iter_mut().zip(paid.split(bill.shares)) {
            *cash -= part;
        }
        paid
    }

    /// What is owed to a side, by home.
    fn owed(&mut self, to: Creditor) -> &mut Vec<Fen> {
        match to {
            Creditor::Employees => &mut self.wages_owed,
            Creditor::Suppliers => &mut self.bills_owed,
        }
    }

    /// Pay what is owed to one side, as far as the cash goes.
    fn pay_owed(&mut self, ledger: &mut Ledger, week: Week, to: Creditor) {
        let owed = self.owed(to).clone();
        let amount: Fen = owed.iter().copied().sum();
        if amount == Fen::ZERO {
            return;
        }
        let by_home: Vec<f64> = owed.iter().map(|f| f.0 as f64).collect();
        let purpose = match to {
            Creditor::Employees => For::Wages,
            Creditor::Suppliers => For::OldBills,
        };
        let paid = self.pay(ledger, to.account(), &Bill { week, purpose, amount, shares: &by_home });
        self.owed(to).iter_mut().zip(paid.split(&by_home)).for_each(|(owed, part)| *owed -= part);
    }

    /// Pay a bill; what cannot be paid is owed. True when all was paid.
    fn pay_or_owe(&mut self, ledger: &mut Ledger, to: Creditor, bill: &Bill) -> bool {
        let paid = self.pay(ledger, to.account(), bill);
        let left = (bill.amount - paid).split(bill.shares);
        self.owed(to).iter_mut().zip(left).for_each(|(owed, part)| *owed += part);
        paid == bill.amount
    }

    /// Close the account of a body that goes. Its debts are paid as far as the cash reaches; what is left of
    /// them is the loss of its creditors. Of what is left of the cash it keeps no more than it brought, and
    /// the rest goes back to the bureau.
    pub(crate) fn close(&mut self, ledger: &mut Ledger, week: Week, shares: &[f64]) {
        for creditor in Creditor::ALL {
            self.pay_owed(ledger, week, creditor);
            let lost = self.owed(creditor).clone();
            let by_home: Vec<f64> = lost.iter().map(|f| f.0 as f64).collect();
            let amount = lost.iter().copied().sum();
            let (from, to, purpose) = (creditor.account(), Account::Operator, creditor.loss());
            ledger.pay(Transfer { week, from, to, purpose, amount }, &by_home);
            for (home, part) in lost.into_iter().enumerate() {
                self.written_off[creditor as usize][home] += part;
                self.owed(creditor)[home] = Fen::ZERO;
            }
        }
        let bill = |purpose, amount| Bill { week, purpose, amount, shares };
        self.pay(ledger, Account::Operator, &bill(For::OwnMeans, self.brought));
        let rest = self.total_cash().max(Fen::ZERO);
        self.pay(ledger, Account::Agency, &bill(For::Clawback, rest));
        self.cash.fill(Fen::ZERO);
        self.brought = Fen::ZERO;
    }

    /// Hand money on to another home of the same body; own means go first.
    pub(crate) fn hand_on(&mut self, ledger: &mut Ledger, week: Week, amount: Fen) {
        let going = Bill { week, purpose: For::BetweenHomes, amount, shares: &[1.0] };
        self.pay(ledger, Account::Operator, &going);
        self.brought = (self.brought - amount).max(Fen::ZERO);
    }

    /// Take on money of another home of the same body.
    pub(crate) fn take_on(&mut self, ledger: &mut Ledger, week: Week, amount: Fen) {
        let (from, to) = (Account::Operator, Account::Organization);
        self.receive(ledger, Transfer { week, from, to, purpose: For::BetweenHomes, amount }, &[1.0]);
    }

    /// Pay a person who is hired away from another body for coming.
    pub(crate) fn pay_premium(&mut self, ledger: &mut Ledger, week: Week, amount: Fen) {
        let bill = Bill { week, purpose: For::Wages, amount, shares: &[1.0] };
        self.pay(ledger, Account::Employees, &bill);
    }

    /// Give a surplus back to the bureau.
    pub(crate) fn give_back(&mut self, ledger: &mut Ledger, week: Week, amount: Fen, shares: &[f64]) -> Fen {
        self.pay(ledger, Account::Agency, &Bill { week, purpose: For::Clawback, amount, shares })
    }

    /// Pay the week's bills: what is owed first, then in order; what is not fixed is bought only as far as
    /// the cash goes.
    pub(crate) fn settle(&mut self, ledger: &mut Ledger, b: &Bills) {
        let bill = |purpose, amount, shares| Bill { week: b.week, purpose, amount, shares };
        self.pay_owed(ledger, b.week, Creditor::Employees);
        let wages = bill(For::Wages, b.wages, b.shares);
        self.late_wages = !self.pay_or_owe(ledger, Creditor::Employees, &wages);
        self.pay_or_owe(ledger, Creditor::Employees, &bill(For::Notice, b.notice, b.shares));
        self.pay_owed(ledger, b.week, Creditor::Suppliers);
        for fixed in [
            bill(For::Utilities, b.utilities, b.seat_hours),
            bill(For::Administration, b.administration, b.shares),
            bill(For::Training, b.concept, b.shares),
            bill(For::Events, b.event_cost, b.events),
            bill(For::Matters, b.matters, b.shares),
        ] {
            self.pay_or_owe(ledger, Creditor::Suppliers, &fixed);
        }
        // The part that is paid, 1 of nothing.
        let mut bought = |purpose, amount: Fen| {
            let paid = self.pay(ledger, Account::Suppliers, &bill(purpose, amount, b.shares));
            if amount > Fen::ZERO { paid.0 as f64 / amount.0 as f64 } else { 1.0 }
        };
        let disclosure = b.budgeted * bought(For::Disclosure, b.disclosure);
        let brand = b.budgeted * bought(For::Brand, b.brand);
        let fundraising = bought(For::Fundraising, b.fundraising);
        self.paid = PaidPlan { brand, fundraising, disclosure };
    }
}
