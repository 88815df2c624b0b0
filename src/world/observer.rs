//! Who watches a world being lived. The model reads no clock: it only says where one phase ends and the next
//! begins.

/// A phase of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Settling the residents.
    Founding,
    /// The residents hear, choose and wish.
    FirstPass,
    /// The home admits.
    Admission,
    /// The residents live through what was admitted.
    SecondPass,
    /// Decisions, offers, money, learning.
    Institutions,
    /// Records, events and payments are written down.
    Recording,
}

/// Looks on. Communities may be lived on several threads at once.
pub trait Observer: Sync {
    /// A moment.
    type Moment;
    /// The present moment.
    fn now(&self) -> Self::Moment;
    /// A phase that began at `since` ends; gives the present moment.
    fn ends(&self, phase: Phase, since: Self::Moment) -> Self::Moment;
    /// So many residents lived a week.
    fn lived(&self, residents: u64);
}

/// Nobody looks: nothing is done.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nobody;

impl Observer for Nobody {
    type Moment = ();
    #[inline(always)]
    fn now(&self) {}
    #[inline(always)]
    fn ends(&self, _: Phase, (): ()) {}
    #[inline(always)]
    fn lived(&self, _: u64) {}
}
