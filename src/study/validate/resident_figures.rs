//! Figures that no record holds, read off the residents themselves at the end of a span.

use crate::world::World;
use crate::world::agents::residents::block::{Block, YEAR_BITS, kind, state};
use crate::world::blueprint::Blueprint;

/// One of them.
pub(crate) struct Look {
    /// As recipes name it.
    pub name: &'static str,
    /// Definition.
    #[allow(dead_code)] // stands beside its name for readers
    pub meaning: &'static str,
    /// Its value in a world.
    pub read: fn(&Blueprint, &World) -> Option<f64>,
}

/// Share of the asked who said that they are willing to use a community's reading space (Xicheng 2019:
/// 0.85–0.88).
const WILLING: f64 = 0.865;

/// Frequency classes of volunteering from which on somebody volunteers at least monthly, and at least weekly.
const MONTHLY: u8 = 3;
const WEEKLY: u8 = 4;

/// All of them.
pub(crate) const LOOKS: &[Look] = &[
    Look {
        name: "intending_elders_reached",
        meaning: "elders who know of the home and would go (the 86.5% of them whose propensity and \
            distance speak most for it): share who came within 52 weeks",
        read: |_, world| {
            let elder = |k: u8| k & kind::GROUP == 3;
            let mut known: Vec<(f32, bool)> = Vec::new();
            each(world, |b, i| {
                if elder(b.kind[i]) && b.state[i] & state::AWARE != 0 {
                    known.push((b.going[i], b.weeks[i] & YEAR_BITS != 0));
                }
            });
            known.sort_by(|a, b| b.0.total_cmp(&a.0));
            let willing = libm::round(known.len() as f64 * WILLING) as usize;
            share(known.iter().take(willing).filter(|(_, came)| *came).count(), willing)
        },
    },
    Look {
        name: "dispersion",
        meaning: "negative-binomial dispersion of weeks with a visit in a year: (variance − mean) / mean²",
        read: |_, world| {
            let (mut n, mut sum, mut squares) = (0.0, 0.0, 0.0);
            each(world, |b, i| {
                let weeks = f64::from(year(b, i));
                (n, sum, squares) = (n + 1.0, sum + weeks, squares + weeks * weeks);
            });
            let mean = sum / n;
            (mean > 0.0).then(|| (squares / n - mean * mean - mean) / (mean * mean))
        },
    },
    Look {
        name: "weekend_to_weekday",
        meaning: "occupancy of an open seat-hour at the weekend / on weekdays, last four weeks",
        read: |_, world| {
            let (mut weekend, mut weekday) = ((0.0, 0.0), (0.0, 0.0));
            for (community, offer) in world.communities().iter().zip(world.offers()) {
                for week in community.home.occupancy {
                    for (slot, occupancy) in week.into_iter().enumerate() {
                        let seats = offer.seats * offer.hours[slot];
                        let sum = if slot == 2 { &mut weekend } else { &mut weekday };
                        *sum = (sum.0 + occupancy * seats, sum.1 + seats);
                    }
                }
            }
            (weekend.1 > 0.0 && weekday.0 > 0.0).then(|| weekend.0 / weekend.1 / (weekday.0 / weekday.1))
        },
    },
    Look {
        name: "volunteers_monthly",
        meaning: "adults who volunteer at least monthly, here or elsewhere / adults",
        read: |_, world| volunteers(world, MONTHLY),
    },
    Look {
        name: "volunteers_weekly",
        meaning: "adults who volunteer at least weekly, here or elsewhere / adults",
        read: |_, world| volunteers(world, WEEKLY),
    },
    Look {
        name: "visitor_distance",
        meaning: "median distance to the home of those who came in the year, each counted once a week with \
            a visit, km",
        read: |blueprint, world| {
            let mut met: Vec<(f32, u32)> = Vec::new();
            for (index, community) in world.communities().iter().enumerate() {
                let distances = world.distances(blueprint, index);
                let weeks = community.residents.blocks().flat_map(|b| (0..b.kind.len()).map(|i| year(b, i)));
                met.extend(distances.into_iter().zip(weeks).filter(|(_, weeks)| *weeks > 0));
            }
            met.sort_by(|a, b| a.0.total_cmp(&b.0));
            let half = met.iter().map(|(_, weeks)| u64::from(*weeks)).sum::<u64>().div_ceil(2);
            let mut sum = 0;
            met.iter()
                .find(|(_, weeks)| {
                    sum += u64::from(*weeks);
                    sum >= half
                })
                .map(|(distance, _)| f64::from(*distance))
        },
    },
    Look {
        name: "visits_of_price_sensitive",
        meaning: "mean weeks with a visit in the year of the third of residents who mind a price most",
        read: |_, world| of_third(world, |b, i| b.price[i], Third::Most, |b, i| f64::from(year(b, i))),
    },
    Look {
        name: "visits_of_price_insensitive",
        meaning: "the same of the third who mind it least",
        read: |_, world| of_third(world, |b, i| b.price[i], Third::Least, |b, i| f64::from(year(b, i))),
    },
    Look {
        name: "belief_of_suspicious",
        meaning: "mean belief in a business of the third most disposed to it",
        read: |_, world| {
            of_third(world, |b, i| f32::from(b.disposition[i]), Third::Most, |b, i| f64::from(b.belief[i]))
        },
    },
    Look {
        name: "belief_of_unsuspicious",
        meaning: "the same of the third least disposed to it",
        read: |_, world| {
            of_third(world, |b, i| f32::from(b.disposition[i]), Third::Least, |b, i| f64::from(b.belief[i]))
        },
    },
    Look {
        name: "habitual",
        meaning: "share of residents whose habit is above one half",
        read: |_, world| {
            let (mut habitual, mut all) = (0, 0);
            each(world, |b, i| (habitual, all) = (habitual + usize::from(b.habit[i] > 0.5), all + 1));
            share(habitual, all)
        },
    },
];

enum Third {
    Most,
    Least,
}

fn each(world: &World, mut look: impl FnMut(&Block, usize)) {
    for block in world.communities().iter().flat_map(|community| community.residents.blocks()) {
        (0..block.kind.len()).filter(|i| block.kind[*i] & kind::PRESENT != 0).for_each(|i| look(block, i));
    }
}

/// Weeks with a visit in the year.
fn year(block: &Block, i: usize) -> u32 {
    (block.weeks[i] & YEAR_BITS).count_ones()
}

fn share(some: usize, of: usize) -> Option<f64> {
    (of > 0).then(|| some as f64 / of as f64)
}

fn volunteers(world: &World, from: u8) -> Option<f64> {
    let (mut some, mut adults) = (0, 0);
    each(world, |b, i| {
        if b.kind[i] & kind::ADULT != 0 {
            adults += 1;
            some += usize::from(b.volunteer[i].max(b.elsewhere[i]) >= from);
        }
    });
    share(some, adults)
}

fn of_third(
    world: &World,
    by: fn(&Block, usize) -> f32,
    third: Third,
    value: fn(&Block, usize) -> f64,
) -> Option<f64> {
    let mut all: Vec<(f32, f64)> = Vec::new();
    each(world, |b, i| all.push((by(b, i), value(b, i))));
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let size = all.len() / 3;
    let chosen = match third {
        Third::Most => &all[all.len() - size..],
        Third::Least => &all[..size],
    };
    (size > 0).then(|| chosen.iter().map(|(_, value)| value).sum::<f64>() / size as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulation::{History, Retain};
    use crate::study::validate::setting::Substitute;

    #[test]
    fn looks_agree_with_the_records_where_both_exist() {
        let mut scenario = Substitute::shipped().read("z-home").unwrap();
        scenario.blueprint.communities[0].residents.population = 2_000;
        scenario.blueprint.weeks = 60;
        let mut history = History::begin(&scenario.blueprint, 1, 1, &());
        history.go_on(&scenario.blueprint, 60, Retain::default(), &());
        let world = &history.world;
        let record = history.trajectory.records.last().unwrap();
        let adults = volunteers(world, 1).unwrap() * record.adults;
        assert!((adults - record.volunteers_anywhere).abs() < 1e-6);
        let near = world.distances(&scenario.blueprint, 0);
        let (mut lane, mut wrong) = (0, 0);
        each(world, |b, i| {
            wrong += usize::from((b.kind[i] & kind::NEAR != 0) != (f64::from(near[lane]) < 1.678 * 0.45));
            lane += 1;
        });
        assert_eq!((lane, wrong), (2_000, 0));
        let least = of_third(world, |b, i| b.price[i], Third::Least, |b, i| f64::from(b.price[i])).unwrap();
        let most = of_third(world, |b, i| b.price[i], Third::Most, |b, i| f64::from(b.price[i])).unwrap();
        assert!(least < 0.7 && most > 1.4, "{least} {most}");
    }
}
