//! A week lived once more to look at it between its steps: as it opened, and right after its decisions.

use crate::levers::Levers;
use crate::world::blueprint::Blueprint;
use crate::world::observer::Observer;
use crate::world::phases::decide::in_place;
use crate::world::phases::now::Now;
use crate::world::{World, week};

/// Keeps the world as it is when the week is decided.
struct Decided(Option<World>);

impl Observer for Decided {
    fn decided(&mut self, world: &mut World) {
        self.0 = Some(world.clone());
    }
}

/// A world within a week, and the levers in force.
pub(super) struct WithinWeek<'b> {
    /// The world.
    pub(super) world: World,
    levers: Levers,
    blueprint: &'b Blueprint,
}

impl<'b> WithinWeek<'b> {
    /// The week after `before`, as its decisions find it.
    pub(super) fn opened(before: &World, blueprint: &'b Blueprint) -> WithinWeek<'b> {
        let mut world = before.clone();
        let (levers, moved) = week::open(&mut world, blueprint, &());
        let mut opened = WithinWeek { world, levers: levers.into_owned(), blueprint };
        if moved {
            let mut world = opened.world.clone();
            opened.now(|now| in_place::work_as_it_does(&mut world, now));
            opened.world = world;
        }
        opened
    }

    /// The same week, right after its decisions; `None` where it has none.
    pub(super) fn decided(&self, before: &World) -> Option<WithinWeek<'b>> {
        let mut decided = Decided(None);
        week::advance(&mut before.clone(), self.blueprint, &mut decided);
        Some(WithinWeek { world: decided.0?, levers: self.levers.clone(), blueprint: self.blueprint })
    }

    /// Look at it with what everybody knows of the week, under the rules of whoever runs the home.
    pub(super) fn now<T>(&self, look: impl FnOnce(&Now) -> T) -> T {
        let WithinWeek { world, levers, blueprint } = self;
        let (present, own) = (world.present.settings(), world.own_settings());
        let base = present.as_deref().unwrap_or(&blueprint.settings);
        let (places, key) = (&blueprint.communities[..], world.key);
        let settings = own.as_deref().unwrap_or(base);
        look(&Now { week: world.week, levers, settings, base, places, key, own_key: key, part: 1.0 })
    }
}
