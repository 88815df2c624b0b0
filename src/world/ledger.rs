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
        }
    }

    /// Whether it is a public purse.
    pub fn is_public(self) -> bool {
        matches!(self, Account::Agency | Account::Committee | Account::Union)
    }
}

/// What a payment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum For {
    Grant,
    Matching,
    Gift,
    Fee,
    PartnerMoney,
    Wages,
    Utilities,
    Administration,
    Events,
    Training,
    Brand,
    Campaign,
    Fundraising,
    Disclosure,
    Caretaker,
    GovernmentEvents,
    Audit,
    ThirdParty,
    Meetings,
    University,
    SocialPower,
    Coordinator,
    Interest,
    Matters,
    OldBills,
    Bridging,
}

impl For {
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

/// The entries of the current week.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Ledger {
    /// In the order in which they were made.
    pub entries: Vec<Payment>,
}

impl Ledger {
    /// Enter one payment, shared among communities by `weights` so that the shares add up to it exactly.
    /// Nothing is entered for zero.
    pub(crate) fn pay(
        &mut self,
        week: Week,
        from: Account,
        to: Account,
        purpose: For,
        amount: Fen,
        weights: &[f64],
    ) {
        debug_assert!(amount >= Fen::ZERO);
        for (community, part) in amount.split(weights).enumerate() {
            if part > Fen::ZERO {
                self.entries.push(Payment {
                    week,
                    community: community as u32,
                    to,
                    from,
                    purpose,
                    amount: part,
                });
            }
        }
    }
}
