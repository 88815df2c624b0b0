//! Histories in lock-step: a baseline lives beside a changed world of the same people, and in each of several
//! copies of the changed world one link is held to the baseline.

use crate::simulation::{History, Retain, Trajectory};
use crate::world::blueprint::Blueprint;
use crate::world::counterfactual::hold::{Link, advance_held, advance_lending};

/// Worlds that may be alive at a time, in bytes.
const ROOM: usize = 1 << 30;

/// The changed world once for each link, with that link held to the baseline from the week in which both
/// part. Where they part before week 1, the link is held from week 1 on.
pub(crate) fn held(
    base: &Blueprint,
    changed: &Blueprint,
    links: &[Link],
    (seed, replicate): (u64, u32),
) -> Vec<Trajectory> {
    let mut shared = History::begin(base, seed, replicate, &());
    let agreed = base.agrees_until(changed).filter(|week| *week >= 0);
    shared.go_on(base, agreed.unwrap_or(0), Retain::default(), &());
    let start = || agreed.map_or_else(|| History::begin(changed, seed, replicate, &()), |_| shared.clone());
    let together = (ROOM / shared.bytes().max(1)).max(1);
    let batch = |links: &[Link]| {
        let mut lender = shared.world.clone();
        let mut histories: Vec<(Link, History)> = links.iter().map(|link| (*link, start())).collect();
        while lender.week() < base.weeks.min(changed.weeks) {
            histories.iter_mut().for_each(|(link, history)| history.world.take_over(*link, &lender));
            let lent = advance_lending(&mut lender, base);
            lender.take_events();
            for (link, history) in &mut histories {
                advance_held(&mut history.world, changed, *link, &lent);
                history.trajectory.write(&mut history.world, Retain::default());
            }
        }
        histories.into_iter().map(|(_, history)| history.trajectory).collect::<Vec<_>>()
    };
    links.chunks(together).flat_map(batch).collect()
}
