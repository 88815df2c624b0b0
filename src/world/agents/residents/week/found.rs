//! Founding a community: traits and ties, and what follows from both together.

use crate::columns::{filled, reserved};
use crate::random::{WorldKey, exp};
use crate::world::agents::residents::block::{Block, LANES, WORDS, kind, state};
use crate::world::agents::residents::lists::Lists;
use crate::world::agents::residents::migrants::Migrants;
use crate::world::agents::residents::network::Ties;
use crate::world::agents::residents::own_groups::{Membership, OwnGroupSetup, OwnGroups};
use crate::world::agents::residents::traits::{Founding, Town};
use crate::world::agents::residents::week::{BLOCKS, CHUNK, Chunk, Residents};
use crate::world::agents::residents::{ResidentRules, ResidentsSetup};
use crate::world::identity::Identities;
use crate::world::roster::Roster;

impl Residents {
    /// Found a community: traits, ties, everybody unaware (but those of a roster who know).
    pub fn found(
        rules: &ResidentRules,
        people: &ResidentsSetup,
        population: u32,
        key: WorldKey,
        identities: Identities,
        (roster, own): (Option<&Roster>, &[OwnGroupSetup]),
    ) -> Residents {
        let town = Town { rules, people, population, key, identities: &identities, roster };
        let given = roster.and_then(|r| r.ties.as_ref());
        let ties = given.map_or_else(
            || {
                Ties::draw(
                    &rules.network,
                    Migrants::of(people, &rules.migrants),
                    population,
                    key,
                    &identities,
                )
            },
            |pairs| Ties::given(population, pairs),
        );
        let membership = Membership::new(own, rules.traits.distance_scale);
        let own_groups = OwnGroups::found(own, &membership, key, (&identities, population));
        let chunks = chunks(&town, membership);
        let words = chunks.iter().map(|c| c.blocks.len()).sum::<usize>() * WORDS;
        let mut residents = Residents {
            population,
            identities,
            chunks,
            ties,
            came: filled(words),
            users: filled(words),
            aware: filled(words),
            adults: 0.0,
            members: 0.0,
            groups: [0.0; 4],
            own_groups,
        };
        residents.meet_neighbours(rules);
        residents
    }

    /// What follows from ties and traits together: ties count in public affairs; those who know of the home
    /// are known to know.
    fn meet_neighbours(&mut self, rules: &ResidentRules) {
        let tie = rules.affairs.tie as f32;
        let ties = &self.ties;
        let mut shared: Vec<_> = self
            .chunks
            .iter_mut()
            .zip(self.aware.chunks_mut(BLOCKS * WORDS))
            .map(|(c, a)| (c, a, [0; 6]))
            .collect();
        crate::parallel::each(&mut shared, |c, (chunk, aware, counts)| {
            for (b, block) in chunk.blocks.iter_mut().enumerate() {
                for lane in (0..LANES).filter(|lane| block.kind[*lane] & kind::PRESENT != 0) {
                    let inside = b * LANES + lane;
                    let ties = ties.of(c as u32 * CHUNK + inside as u32).len();
                    block.reluctance[lane] *= exp(-tie * (ties as f32 - rules.affairs.usual_ties as f32));
                    counts[0] += u32::from(block.kind[lane] & kind::ADULT != 0);
                    counts[1] += u32::from(block.kind[lane] & kind::MEMBER != 0);
                    counts[2 + usize::from(block.kind[lane] & kind::GROUP)] += 1;
                    aware[inside / 64] |= u64::from(block.state[lane] & state::AWARE) << (inside % 64);
                }
            }
        });
        let total = |n: usize| shared.iter().map(|(_, _, counts)| f64::from(counts[n])).sum();
        (self.adults, self.members) = (total(0), total(1));
        self.groups = [2, 3, 4, 5].map(total);
        self.count_knowing_ties();
    }
}

/// The blocks of a community, with traits and first state.
fn chunks(town: &Town, own: Membership) -> Vec<Chunk> {
    let founding = Founding::new(town.rules, town.people, own);
    crate::parallel::map((town.population as usize).div_ceil(CHUNK as usize), |c| {
        let first = c as u32 * CHUNK;
        let blocks = (town.population - first).min(CHUNK).div_ceil(LANES as u32);
        let found = |b: u32| {
            let mut block = Block::empty();
            founding.found(town, &mut block, first + b * LANES as u32);
            block
        };
        let mut list = reserved(blocks as usize);
        list.extend((0..blocks).map(found));
        Chunk { blocks: list, lists: Lists::default() }
    })
}
