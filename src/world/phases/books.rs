//! Money that comes to the organization, cut over the communities.

use crate::units::Fen;
use crate::world::World;
use crate::world::ledger::{Account, For};
use crate::world::phases::now::Now;

impl World {
    /// Receive an amount, cut by the communities' shares in what is shared.
    pub(crate) fn receive(&mut self, now: &Now, from: Account, purpose: For, total: Fen) {
        self.organization.receive(&mut self.ledger, now.week, from, purpose, total, &self.shares);
    }

    /// Receive an amount of each community.
    pub(crate) fn receive_each(&mut self, now: &Now, from: Account, purpose: For, amounts: &[Fen]) {
        let weights: Vec<f64> = amounts.iter().map(|f| f.0 as f64).collect();
        let total = amounts.iter().copied().sum();
        self.organization.receive(&mut self.ledger, now.week, from, purpose, total, &weights);
    }
}
