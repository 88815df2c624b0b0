//! Money that moves in a week, cut over the communities, and what institutions do, written down.

use crate::units::Fen;
use crate::world::World;
use crate::world::exchange::{Actor, Event, EventKind};
use crate::world::ledger::{Account, For, Transfer};
use crate::world::phases::now::Now;

impl World {
    /// Receive an amount, cut by the communities' shares in what is shared.
    pub(crate) fn receive(&mut self, now: &Now, from: Account, purpose: For, amount: Fen) {
        let coming = Transfer { week: now.week, from, to: Account::Organization, purpose, amount };
        self.organization.receive(&mut self.ledger, coming, &self.shares);
    }

    /// Receive an amount of each community.
    pub(crate) fn receive_each(&mut self, now: &Now, from: Account, purpose: For, amounts: &[Fen]) {
        let weights: Vec<f64> = amounts.iter().map(|f| f.0 as f64).collect();
        let amount = amounts.iter().copied().sum();
        let coming = Transfer { week: now.week, from, to: Account::Organization, purpose, amount };
        self.organization.receive(&mut self.ledger, coming, &weights);
    }

    /// Write down what an institution of the county does this week.
    pub(crate) fn note(&mut self, now: &Now, actor: Actor, kind: EventKind) {
        self.events.push(Event::of_county(now.week, actor, kind));
    }
}
