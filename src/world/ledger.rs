//! The books: every payment is one entry between two accounts, in whole fen, with its community.

use crate::units::{Fen, Week};
use serde::{Deserialize, Serialize};

/// Who holds money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Account {
    /// The social organization (its cash).
    Organization,
    /// The funding bureau of the government.
    Agency,
    /// The community committee.
    Committee,
    /// The Work Union.
    Union,
    /// Households and firms that give.
    Donors,
    /// Visitors who pay a fee.
    Visitors,
    /// Partners of the organization.
    Partners,
    /// Employees.
    Employees,
    /// Suppliers.
    Suppliers,
    /// The body that holds the contract, beyond the home's books: its own means, and its debts when it goes.
    Operator,
}

impl Account {
    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Account::Organization => "organization",
            Account::Agency => "agency",
            Account::Committee => "committee",
            Account::Union => "union",
            Account::Donors => "donors",
            Account::Visitors => "visitors",
            Account::Partners => "partners",
            Account::Employees => "employees",
            Account::Suppliers => "suppliers",
            Account::Operator => "operator",
        }
    }

    /// Whether it is a public purse.
    pub fn is_public(self) -> bool {
        matches!(self, Account::Agency | Account::Committee | Account::Union)
    }
}

/// What a payment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum For {
    /// The grant of the bureau.
    Grant,
    /// Matching money of the union.
    Matching,
    /// A gift.
    Gift,
    /// Fees of visitors.
    Fee,
    /// Money of partners.
    PartnerMoney,
    /// Wages of the week.
    Wages,
    /// Utilities and upkeep of the homes.
    Utilities,
    /// Administration of the organization.
    Administration,
    /// Events that the organization holds.
    Events,
    /// Supervision and training, of staff or ordered by the bureau.
    Training,
    /// Brand work.
    Brand,
    /// Prizes of a campaign and its announcement.
    Campaign,
    /// Raising funds.
    Fundraising,
    /// Showing the non-profit status.
    Disclosure,
    /// Caretakers while the government runs the home.
    Caretaker,
    /// Events that the government holds.
    GovernmentEvents,
    /// Audits of the reports.
    Audit,
    /// The third party that assesses.
    ThirdParty,
    /// Meetings of the council.
    Meetings,
    /// Hours of a university's students.
    University,
    /// The programme for social power.
    SocialPower,
    /// Time of the committee's coordinator.
    Coordinator,
    /// Interest on what is paid earlier than usual.
    Interest,
    /// Carrying out matters.
    Matters,
    /// Bills of earlier weeks.
    OldBills,
    /// What the bureau bridges while money binds nobody.
    Bridging,
    /// Own means that an operator brings, or takes with it when it goes.
    OwnMeans,
    /// Pay in place of notice for posts that are cut.
    Notice,
    /// A surplus of public money that goes back to the bureau.
    Clawback,
    /// Money of one home of a body for another of the same body.
    BetweenHomes,
    /// Wages that will never be paid: the loss of the employees of a body that went. No money moves.
    UnpaidWages,
    /// Bills that will never be paid: the loss of its suppliers. No money moves.
    UnpaidBills,
}

impl For {
    /// All purposes, in their order.
    pub(crate) const ALL: [For; 32] = [
        For::Grant,
        For::Matching,
        For::Gift,
        For::Fee,
        For::PartnerMoney,
        For::Wages,
        For::Utilities,
        For::Administration,
        For::Events,
        For::Training,
        For::Brand,
        For::Campaign,
        For::Fundraising,
        For::Disclosure,
        For::Caretaker,
        For::GovernmentEvents,
        For::Audit,
        For::ThirdParty,
        For::Meetings,
        For::University,
        For::SocialPower,
        For::Coordinator,
        For::Interest,
        For::Matters,
        For::OldBills,
        For::Bridging,
        For::OwnMeans,
        For::Notice,
        For::Clawback,
        For::BetweenHomes,
        For::UnpaidWages,
        For::UnpaidBills,
    ];

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            For::Grant => "grant",
            For::Matching => "match",
            For::Gift => "gift",
            For::Fee => "fee",
            For::PartnerMoney => "partner-money",
            For::Wages => "wages",
            For::Utilities => "utilities",
            For::Administration => "administration",
            For::Events => "events",
            For::Training => "training",
            For::Brand => "brand",
            For::Campaign => "campaign",
            For::Fundraising => "fundraising",
            For::Disclosure => "disclosure",
            For::Caretaker => "caretaker",
            For::GovernmentEvents => "government-events",
            For::Audit => "audit",
            For::ThirdParty => "third-party",
            For::Meetings => "council-meetings",
            For::University => "university",
            For::SocialPower => "social-power",
            For::Coordinator => "coordinator",
            For::Interest => "interest",
            For::Matters => "matters",
            For::OldBills => "old-bills",
            For::Bridging => "bridging",
            For::OwnMeans => "own-means",
            For::Notice => "notice-pay",
            For::Clawback => "clawback",
            For::BetweenHomes => "between-homes",
            For::UnpaidWages => "unpaid-wages",
            For::UnpaidBills => "unpaid-bills",
        }
    }
}

/// One payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// When.
    pub week: Week,
    /// Whose share of the county it is.
    pub community: u32,
    /// Who receives.
    pub to: Account,
    /// Who pays.
    pub from: Account,
    /// What for.
    pub purpose: For,
    /// How much; never negative.
    pub amount: Fen,
}

/// A payment before it is cut over the communities.
#[derive(Clone, Copy)]
pub(crate) struct Transfer {
    /// When.
    pub week: Week,
    /// Who pays.
    pub from: Account,
    /// Who receives.
    pub to: Account,
    /// What for.
    pub purpose: For,
    /// How much; never negative.
    pub amount: Fen,
}

/// The entries of the current week.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Ledger {
    /// In the order in which they were made.
    pub entries: Vec<Payment>,
}

impl Ledger {
    /// Enter one payment, shared among communities by `weights` so that the shares add up to it exactly.
    /// Nothing is entered for zero.
    pub(crate) fn pay(&mut self, transfer: Transfer, weights: &[f64]) {
        let Transfer { week, from, to, purpose, amount } = transfer;
        if cfg!(test) {
            assert!(amount >= Fen::ZERO, "{purpose:?}");
        }
        for (community, part) in amount.split(weights).enumerate() {
            if part > Fen::ZERO {
                let community = community as u32;
                self.entries.push(Payment { week, community, to, from, purpose, amount: part });
            }
        }
    }
}
