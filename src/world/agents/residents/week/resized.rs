//! A place that grows or shrinks. A population of n is the beginning of one of n + 1 (see `network`), so a
//! place of another size is founded anew, and whoever lived there before goes on with what it remembers.

use crate::random::WorldKey;
use crate::world::agents::residents::block::{Block, LANES, WORDS, state};
use crate::world::agents::residents::own_groups::OwnGroupSetup;
use crate::world::agents::residents::traits::follow_programme;
use crate::world::agents::residents::week::Residents;
use crate::world::agents::residents::{ResidentRules, ResidentsSetup};

impl Residents {
    /// The same community with as many residents as these, at the beginning of a week: who is new knows
    /// nothing of the home. `mix` is the programme that all follow, six shares.
    pub(crate) fn resized(
        &self,
        rules: &ResidentRules,
        people: &ResidentsSetup,
        population: u32,
        (key, groups): (WorldKey, &[OwnGroupSetup]),
        mix: &[f64; 6],
    ) -> Residents {
        let identities = self.identities.clone();
        let mut new = Residents::found(rules, people, population, key, identities, (None, groups));
        let stay = self.population.min(population) as usize;
        let mut before = self.blocks();
        for (number, block) in new.blocks_mut().enumerate() {
            let lived_here = stay.saturating_sub(number * LANES).min(LANES);
            if let Some(before) = before.next() {
                go_on(block, before, lived_here);
            }
            // Whoever has just moved in has not heard of the home.
            for lane in lived_here..LANES {
                block.state[lane] &= !(state::AWARE | state::CHANNEL);
            }
            follow_programme(block, &mix.map(|m| m as f32), rules.traits.match_sd as f32);
        }
        let words = (stay / LANES * WORDS).min(self.came.len());
        // As they stood, where whole blocks stay; the last one is worked out.
        for (set, before) in
            [(&mut new.came, &self.came), (&mut new.users, &self.users), (&mut new.aware, &self.aware)]
        {
            set[..words].copy_from_slice(&before[..words]);
        }
        let first = (words / WORDS * LANES) as u32;
        (first..population).for_each(|who| new.renew_marks_of(who));
        new.count_knowing_ties();
        new
    }
}

/// The first residents of a block go on with what they remember; they were founded with what is fixed.
fn go_on(own: &mut Block, before: &Block, lived_here: usize) {
    macro_rules! keep {
        ($($column:ident)*) => {
            $( own.$column[..lived_here].copy_from_slice(&before.$column[..lived_here]); )*
        };
    }
    keep!(habit expect satisfaction trust belief efficacy weeks state visits volunteer asked);
    if cfg!(test) {
        assert_eq!(own.kind[..lived_here], before.kind[..lived_here]);
    }
}
