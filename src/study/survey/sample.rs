//! Who is asked. Each resident, household or visitor draws a ticket from its own key; the lowest tickets are
//! drawn, so that a larger sample contains the smaller one. A household has the key of its first resident:
//! how many households stand before it, and who lives there, is in none of its draws.

use crate::random::{Purpose, WorldKey, uniform64};
use crate::study::survey::design::{Sampling, SamplingFrame};
use crate::units::Week;
use crate::world::agents::residents::view::ResidentView;
use crate::world::identity::Identities;

/// Somebody who is approached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Approached {
    /// Who.
    pub seen: ResidentView,
    /// How many adults of the frame stand behind this one.
    pub weight: f64,
}

/// Whom the survey approaches, in the order of the residents, and how many adults there are in all.
pub(crate) fn draw(
    residents: impl Iterator<Item = ResidentView>,
    sampling: &Sampling,
    key: WorldKey,
    identities: &Identities,
    week: Week,
) -> (Vec<Approached>, u64) {
    let ticket = |number: u32| {
        let [who, place] = identities.of(number);
        let words = key.draw(who, place, week, Purpose::SurveyTicket, 0);
        (uniform64(words[0], words[1]), words[2])
    };
    let mut adults = 0;
    let grown = residents.filter(|seen| seen.adult).inspect(|_| adults += 1);
    let one = |seen: ResidentView, ticket: f64| (ticket, Approached { seen, weight: 1.0 });
    let all: Vec<(f64, Approached)> = match sampling.frame {
        SamplingFrame::Residents => grown.map(|seen| one(seen, ticket(seen.who).0)).collect(),
        SamplingFrame::Site => {
            let weeks = sampling.site_weeks as u32;
            let met = grown.filter(|seen| seen.weeks_of_last(weeks) > 0);
            // An exponential clock that runs as fast as somebody comes (Efraimidis & Spirakis 2006).
            met.map(|seen| one(seen, -libm::log(ticket(seen.who).0) / f64::from(seen.weeks_of_last(weeks))))
                .collect()
        }
        SamplingFrame::Households => {
            let size = sampling.household.max(1) as u32;
            let grown: Vec<ResidentView> = grown.collect();
            let household = |own: &[ResidentView]| {
                let (when, word) = ticket(own.first().map_or(0, |seen| seen.who / size * size));
                let who = (u64::from(word) * own.len() as u64) >> 32;
                (when, Approached { seen: own[who as usize], weight: own.len() as f64 })
            };
            grown.chunk_by(|a, b| a.who / size == b.who / size).map(household).collect()
        }
    };
    (lowest(all, sampling.sample.max(1) as usize), adults)
}

/// The `n` lowest tickets.
fn lowest(mut all: Vec<(f64, Approached)>, n: usize) -> Vec<Approached> {
    let by_ticket = |a: &(f64, Approached), b: &(f64, Approached)| {
        a.0.total_cmp(&b.0).then(a.1.seen.who.cmp(&b.1.seen.who))
    };
    if n < all.len() {
        all.select_nth_unstable_by(n, by_ticket);
        all.truncate(n);
    }
    all.sort_unstable_by_key(|(_, one)| one.seen.who);
    all.into_iter().map(|(_, one)| one).collect()
}
