//! Homes with contracts of their own: while the institutions of one act, the world holds that home alone.

use crate::world::World;
use crate::world::phases::now::Now;

/// Let the institutions act: those of the county, or of each home in turn where each has its own.
pub(crate) fn each(world: &mut World, now: &Now, mut act: impl FnMut(&mut World, &Now)) {
    if world.apart.is_empty() {
        let own = world.own_settings();
        act(world, &now.under(own.as_deref().unwrap_or(now.base)));
        return;
    }
    let mut before = 0.0;
    for at in 0..world.apart.len() {
        let share = world.shares[at];
        let levers = now.levers.part_of_county(before, share);
        before += share;
        let noted = world.events.len();
        world.let_in(at);
        let own = world.own_settings();
        let settings = own.as_deref().unwrap_or(now.base);
        let (levers, places, own_key) = (&levers, &now.places[at..=at], world.own_key);
        act(world, &Now { levers, settings, places, own_key, part: share, ..*now });
        world.let_out(at);
        for event in &mut world.events[noted..] {
            event.community = Some(at as u32);
        }
    }
}

impl World {
    /// Hold one home and its institutions alone.
    fn let_in(&mut self, at: usize) {
        let home = self.communities.swap_remove(at);
        self.aside = std::mem::replace(&mut self.communities, vec![home]);
        self.aside_shares = std::mem::replace(&mut self.shares, vec![1.0]);
        self.exchange_institutions(at);
    }

    /// Hold the county again.
    fn let_out(&mut self, at: usize) {
        self.exchange_institutions(at);
        self.shares = std::mem::take(&mut self.aside_shares);
        let home = std::mem::replace(&mut self.communities, std::mem::take(&mut self.aside));
        for mut home in home {
            home.last.community = at as u32;
            self.communities.push(home);
        }
        let last = self.communities.len() - 1;
        self.communities.swap(at, last);
    }

    /// What the world holds of institutions against those of a home. Who may bid stays.
    fn exchange_institutions(&mut self, at: usize) {
        use std::mem::swap;
        let home = &mut self.apart[at];
        swap(&mut self.own_key, &mut home.key);
        swap(&mut self.organization, &mut home.organization);
        swap(&mut self.government, &mut home.government);
        swap(&mut self.union, &mut home.union);
        swap(&mut self.partners, &mut home.partners);
        swap(&mut self.pool, &mut home.pool);
        swap(&mut self.pool.candidates, &mut home.pool.candidates);
        swap(&mut self.news, &mut home.news);
        swap(&mut self.carried, &mut home.carried);
        swap(&mut self.ledger, &mut home.ledger);
    }

    /// The books of all homes together: what each paid and received this week, with its number.
    pub(crate) fn close_the_week(&mut self) {
        for (at, home) in self.apart.iter().enumerate() {
            let of_home = home.ledger.entries.iter();
            self.ledger.entries.extend(of_home.map(|entry| {
                let mut entry = *entry;
                entry.community = at as u32;
                entry
            }));
        }
    }
}
