//! What is known at the start of groups and of single people: whether they know of the home, and how often
//! they used it.
//!
//! The warm start lets habit and awareness settle; what a roster says of a person is about the present and
//! holds at the start of week 0. Whoever is said to know nothing of the home is as if just moved in. A number
//! of weeks used lies in weeks drawn for the person, brings the habit at which gain and loss of such a use
//! balance, and makes the person aware.

use crate::random::{Purpose, WorldKey, uniform};
use crate::units::YEAR;
use crate::world::agents::residents::ResidentRules;
use crate::world::agents::residents::arrival::newcomer;
use crate::world::agents::residents::block::{Block, LANES, USER, YEAR_BITS, state};
use crate::world::agents::residents::memory::MemoryRules;
use crate::world::agents::residents::own_groups::{OwnGroupSetup, odds_of_knowing};
use crate::world::agents::residents::week::{CHUNK, Residents};
use crate::world::roster::{Person, Roster};

impl Residents {
    /// Take over what a roster says of the start.
    pub(in crate::world) fn remember(&mut self, roster: &Roster, rules: &ResidentRules, key: WorldKey) {
        let known = |person: &Person| person.aware.is_some() || person.weeks_used.is_some();
        if !roster.people.iter().any(known) {
            return;
        }
        for (who, person) in roster.people.iter().enumerate().filter(|(_, person)| known(person)) {
            let who = who as u32;
            let block = &mut self.chunks[(who / CHUNK) as usize].blocks[(who % CHUNK) as usize / LANES];
            let [own, place] = self.identities.of(who);
            remember(block, who as usize % LANES, person, rules, |quarter| {
                key.draw(own, place, 0, Purpose::GivenUse, quarter)
            });
            self.renew_marks_of(who);
        }
        self.count_knowing_ties();
    }

    /// Take over what a scenario says of its groups: how many of each know of the home. Who used it in the
    /// last year knows first, then who knew of it anyway; whoever is not to know is as if just moved in.
    pub(in crate::world) fn know(&mut self, groups: &[OwnGroupSetup], rules: &ResidentRules, key: WorldKey) {
        if groups.iter().all(|group| group.awareness.is_none()) {
            return;
        }
        let mut sizes = vec![[0_u32; 3]; groups.len() + 1];
        for who in 0..self.population {
            let (group, standing) = self.standing(who);
            sizes[group][standing] += 1;
        }
        let odds: Vec<Option<[f64; 3]>> = groups
            .iter()
            .zip(&sizes)
            .map(|(group, sizes)| group.awareness.map(|share| odds_of_knowing(share, *sizes)))
            .collect();
        for who in 0..self.population {
            let (group, standing) = self.standing(who);
            let Some(odds) = odds.get(group).copied().flatten() else { continue };
            let [own, place] = self.identities.of(who);
            let word = key.draw(own, place, 0, Purpose::OwnGroup, 0)[1];
            let knows = f64::from(uniform(word)) < odds[standing];
            let block = &mut self.chunks[(who / CHUNK) as usize].blocks[(who % CHUNK) as usize / LANES];
            if knows {
                block.state[who as usize % LANES] |= state::AWARE;
            } else if standing < 2 {
                newcomer(block, who as usize % LANES, rules);
            }
            self.renew_marks_of(who);
        }
        self.count_knowing_ties();
    }

    /// The group of a resident, and 0 for a user of the last year, 1 for others who know of the home, 2 for
    /// those who do not.
    fn standing(&self, who: u32) -> (usize, usize) {
        let (block, lane) = self.lane_of(who);
        let used = block.weeks[lane] & YEAR_BITS != 0;
        let standing = match block.state[lane] & state::AWARE != 0 {
            _ if used => 0,
            true => 1,
            false => 2,
        };
        (self.own_groups.of(who).unwrap_or(0), standing)
    }

    /// Write the bits of one resident that others read next week.
    pub(super) fn renew_marks_of(&mut self, who: u32) {
        let block = &self.chunks[(who / CHUNK) as usize].blocks[(who % CHUNK) as usize / LANES];
        let (lane, word, bit) = (who as usize % LANES, (who / 64) as usize, who % 64);
        for (set, on) in [
            (&mut self.came, block.weeks[lane] & 1 != 0),
            (&mut self.users, block.weeks[lane] & USER != 0),
            (&mut self.aware, block.state[lane] & state::AWARE != 0),
        ] {
            set[word] = set[word] & !(1 << bit) | u64::from(on) << bit;
        }
    }
}

fn remember(
    block: &mut Block,
    lane: usize,
    person: &Person,
    rules: &ResidentRules,
    draw: impl Fn(u32) -> [u32; 4],
) {
    if person.aware == Some(false) {
        newcomer(block, lane, rules);
    } else if person.aware == Some(true) {
        block.state[lane] |= state::AWARE;
    }
    let Some(used) = person.weeks_used else { return };
    block.weeks[lane] = block.weeks[lane] & !YEAR_BITS | chosen(u32::from(used), draw);
    block.visits[lane] = block.visits[lane].max(used);
    block.habit[lane] = habit(f64::from(used) / f64::from(YEAR), &rules.memory) as f32;
    if used > 0 {
        block.state[lane] |= state::AWARE;
    }
    if block.weeks[lane] & USER != 0 {
        block.state[lane] |= state::MET_CROWD;
    }
}

/// So many of the 52 bits, each choice as likely as any other (selection sampling, Knuth 3.4.2 S).
fn chosen(wanted: u32, draw: impl Fn(u32) -> [u32; 4]) -> u64 {
    let (mut bits, mut left) = (0, wanted.min(YEAR as u32));
    for week in 0..YEAR as u32 {
        let rest = (YEAR as u32 - week) as f32;
        if uniform(draw(week / 4)[week as usize % 4]) * rest < left as f32 {
            bits |= 1 << week;
            left -= 1;
        }
    }
    bits
}

/// The habit that neither grows nor shrinks, on average, when so large a share of weeks brings a visit.
fn habit(share: f64, memory: &MemoryRules) -> f64 {
    let (gained, lost) = (share * memory.habit_gain, (1.0 - share) * memory.habit_loss);
    if gained > 0.0 { gained / (gained + lost) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_weeks_are_chosen_as_were_used() {
        let key = WorldKey::new(1, 1);
        for used in 0..=52 {
            let bits = chosen(used, |quarter| key.draw(used, 0, 0, Purpose::GivenUse, quarter));
            assert_eq!((bits.count_ones(), bits & !YEAR_BITS), (used, 0));
        }
        // Each of the 52 weeks as often as any other: 2,000 people with one week each, 38.5 ± 6.2 a week.
        let mut often = [0_u32; 52];
        for who in 0..2_000 {
            often[chosen(1, |quarter| key.draw(who, 0, 0, Purpose::GivenUse, quarter)).trailing_zeros()
                as usize] += 1;
        }
        assert!(often.iter().all(|n| (14..=63).contains(n)), "{often:?}");
    }

    #[test]
    fn habit_is_where_gain_and_loss_balance() {
        let memory = MemoryRules::default();
        let (share, h) = (0.25, habit(0.25, &memory));
        assert!(
            (share * memory.habit_gain * (1.0 - h) - (1.0 - share) * memory.habit_loss * h).abs() < 1e-12
        );
        assert_eq!((habit(0.0, &memory), habit(1.0, &memory)), (0.0, 1.0));
    }
}
