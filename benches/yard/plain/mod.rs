//! The residents' week of the shipped model once more, as an ordinary careful programmer would write it: one
//! structure per resident, ties as a list, one generator, one resident after the other, `exp` of the standard
//! library. The yardstick of what columns, bounds and keyed draws bring. It reads what institutions offer, as
//! recorded by the simulator, and does not live them itself.
//!
//! Nobody here tries to be slow: what does not change in a week is worked out once, what does not change in a
//! life is stored, chance is asked only where something may happen. `tests/plain_loop.rs` shows that its mean
//! series are those of the simulator.

#![allow(clippy::disallowed_methods)] // an ordinary programmer calls `exp`; nothing here is a result

mod come;
mod resident;
mod seats;
mod sums;
mod take_away;
mod terms;

use come::Wish;
use commonroom::internals::{Offer, ResidentRules};
use commonroom::{Blueprint, World};
use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;
use resident::Resident;
pub(crate) use sums::Sums;
use terms::Terms;

/// What others see of a resident: as it was at the end of last week.
#[derive(Clone, Copy, Default)]
struct Marks {
    came: bool,
    user: bool,
    aware: bool,
}

/// One community and its home's seats.
pub(crate) struct Town {
    people: Vec<Resident>,
    marks: Vec<Marks>,
    rules: ResidentRules,
    stay: f64,
    /// What `SmallRng` is on 64-bit machines.
    rng: Xoshiro256PlusPlus,
    wishes: Vec<Wish>,
}

impl Town {
    /// The people of a world just founded, one community.
    pub(crate) fn found(blueprint: &Blueprint, world: &World, seed: u64) -> Town {
        let rules = blueprint.settings.residents.clone();
        let people = resident::settle(&rules, &world.communities()[0].residents);
        let marks = people.iter().map(|r| Marks { aware: r.aware, ..Marks::default() }).collect();
        let stay = blueprint.communities[0].home.stay;
        Town { people, marks, rules, stay, rng: Xoshiro256PlusPlus::seed_from_u64(seed), wishes: Vec::new() }
    }

    /// Live one week on what is offered.
    pub(crate) fn live(&mut self, offer: &Offer) -> Sums {
        let terms = Terms::new(&self.rules, offer);
        let mut sums = Sums::default();
        self.come(offer, &terms, &mut sums);
        seats::admit(offer, self.stay, &mut self.wishes);
        self.take_away(offer, &terms, &mut sums);
        sums
    }
}
