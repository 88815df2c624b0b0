//! Who looks on while a world advances, and may hold something of a week. The model reads no clock: an
//! observer is handed each piece of work and may time it.

use crate::world::phases::now::Now;
use crate::world::{Community, World};

/// A phase of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The residents are founded.
    Founding,
    /// The residents hear, choose and wish.
    FirstPass,
    /// The home admits.
    Admission,
    /// The residents take away what they met.
    SecondPass,
    /// Decisions, offers, money, learning.
    Institutions,
    /// Records, events and payments are written down.
    Recording,
}

/// Looks on. Communities may advance on several threads at once. `()` does nothing.
pub trait Observer: Sync {
    /// Do a piece of work of a phase.
    #[inline(always)]
    fn phase<T>(&self, _: Phase, work: impl FnOnce() -> T) -> T {
        work()
    }
    /// So many residents have had their week.
    #[inline(always)]
    fn residents_done(&self, _: u64) {}
    /// After the decisions of the week: they may be changed (see `world::counterfactual::hold`).
    #[inline(always)]
    fn decided(&mut self, _: &mut World) {}
    /// After the offers of the week: they may be changed.
    #[inline(always)]
    fn offered(&mut self, _: &mut World) {}
    /// The home of community number so and so has admitted; its residents have not yet lived through it.
    #[inline(always)]
    fn admitted(&self, _: usize, _: &Community, _: &Now) {}
}

impl Observer for () {}

/// Whoever only looks on may be shared.
impl<O: Observer> Observer for &O {
    #[inline(always)]
    fn phase<T>(&self, phase: Phase, work: impl FnOnce() -> T) -> T {
        (**self).phase(phase, work)
    }
    #[inline(always)]
    fn residents_done(&self, residents: u64) {
        (**self).residents_done(residents);
    }
    #[inline(always)]
    fn admitted(&self, index: usize, community: &Community, now: &Now) {
        (**self).admitted(index, community, now);
    }
}
