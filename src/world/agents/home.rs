//! The home: rooms, seats, opening hours. It decides nothing; it admits as long as there are seats, by a fair
//! lottery.

use crate::settings;
use crate::world::exchange::{DROP_IN, Offer, SeatWish, WishList};
use serde::{Deserialize, Serialize};

settings! {
    /// The public space of a community.
    pub struct HomeSetup = "home" {
        /// Seats in all rooms.
        seats: i64 = 120, in [1, 1_000_000], "seats", Assumption "no source", zh "座位数";
        /// Nominal opening hours: what the norm asks for, and the most that can be opened.
        nominal_hours: f64 = 56.0, in [1.0, 168.0], "hours/week",
            Literature "Beijing norm of at least 56 hours";
        /// Mean length of a stay.
        stay: f64 = 1.5, in [0.25, 8.0], "hours", Assumption "1-2.5", plausible [1, 2.5];
        /// Places at an event.
        event_places: f64 = 30.0, in [1.0, 10_000.0], "people", Assumption "a course room";
        /// Opening hours under government: weekday daytime.
        government_hours_day: f64 = 20.0, in [0.0, 56.0], "hours/week",
            Literature "rooms open three mornings a week or office hours (Beijing 2019)";
        /// … evening.
        government_hours_evening: f64 = 0.0, in [0.0, 56.0], "hours/week", Literature "the same";
        /// … weekend.
        government_hours_weekend: f64 = 4.0, in [0.0, 56.0], "hours/week", Literature "the same";
        /// Quality of service under government.
        government_quality: f64 = 0.5, in [0.0, 1.0], "index", Assumption "near-idle 0.35";
        /// Share of the seats open under government.
        government_rooms: f64 = 0.4, in [0.0, 1.0], "share", Assumption "no source";
    }
}

/// What a home remembers from week to week.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Home {
    /// Quality of service 0–1.
    pub quality: f64,
    /// Occupancy by slot in the last four weeks, newest first.
    pub occupancy: [[f64; 3]; 4],
    /// Events carried over to the next week (plans are whole numbers only over time): to be paid for, and
    /// given by partners.
    pub carried: [f64; 2],
    /// Scratch of the lottery: tickets of the events by slot and service.
    #[serde(skip)]
    tickets: [[Vec<u64>; 6]; 3],
    /// … of those who drop in, by slot and quarter.
    #[serde(skip)]
    queues: [[Vec<u64>; 4]; 3],
}

/// How full the home was.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Fullness {
    /// Admitted in the fullest quarter.
    pub peak_used: f64,
    /// Capacity of that quarter.
    pub peak_capacity: f64,
    /// Admitted in the third quarter of every slot, for which demand is greatest.
    pub used_at_usual_peak: f64,
    /// Admitted by slot.
    pub admitted: [u32; 3],
}

/// The quarter with the greatest demand: its share is 0.31.
const USUAL_PEAK: usize = 2;

impl Fullness {
    /// From the places of a quarter of each slot, and what of them is left.
    fn of(capacity: &[u32; 3], free: &[[u32; 4]; 3]) -> Fullness {
        let mut full = Fullness::default();
        for slot in 0..3 {
            full.used_at_usual_peak += f64::from(capacity[slot] - free[slot][USUAL_PEAK]);
            for left in free[slot] {
                let used = capacity[slot] - left;
                full.admitted[slot] += used;
                let fuller =
                    f64::from(used) * full.peak_capacity > full.peak_used * f64::from(capacity[slot]);
                if capacity[slot] > 0 && (full.peak_capacity == 0.0 || fuller) {
                    (full.peak_used, full.peak_capacity) = (f64::from(used), f64::from(capacity[slot]));
                }
            }
        }
        full
    }
}

impl Home {
    /// As it stands before anybody comes.
    pub(crate) fn new(setup: &HomeSetup) -> Home {
        Home {
            quality: setup.government_quality,
            occupancy: [[0.0; 3]; 4],
            carried: [0.0; 2],
            tickets: Default::default(),
            queues: Default::default(),
        }
    }

    /// Seat-visits that a quarter of each slot can take in a week: whole seats, hours and stays.
    pub(crate) fn capacity(setup: &HomeSetup, offer: &Offer) -> [u32; 3] {
        offer.hours.map(|hours| (offer.seats * hours / 4.0 / setup.stay).floor().max(0.0) as u32)
    }

    /// Crowding met in the last four weeks by slot: 0 below `from`, then the square.
    pub(crate) fn crowding(&self, weight: f64, from: f64) -> [f64; 3] {
        std::array::from_fn(|slot| {
            let mean = self.occupancy.iter().map(|week| week[slot]).sum::<f64>() / 4.0;
            let over = (mean - from).max(0.0);
            weight * over * over
        })
    }

    /// Admit: events first (their guests sit in the same seats), then drop-ins by quarter, then those who
    /// take the neighbouring quarter. Where wishes exceed seats the lowest tickets win; ties of tickets go to
    /// the lower resident.
    pub(crate) fn admit(&mut self, setup: &HomeSetup, offer: &Offer, wishes: &mut impl WishList) -> Fullness {
        let capacity = Home::capacity(setup, offer);
        let mut free = [[0_u32; 4]; 3];
        for slot in 0..3 {
            free[slot] = [capacity[slot]; 4];
        }
        let events = self.places_at_events(offer, &mut free, wishes);
        let drop_ins = self.last_tickets(&mut free);
        self.answer(&mut free, (&events, &drop_ins), wishes);
        let full = Fullness::of(&capacity, &free);
        self.occupancy.rotate_right(1);
        self.occupancy[0] = std::array::from_fn(|s| {
            let places = 4 * capacity[s];
            if places > 0 { f64::from(full.admitted[s]) / f64::from(places) } else { 0.0 }
        });
        full
    }

    /// Tell each wish whether it is admitted; whoever found no seat asks for the neighbouring quarter.
    fn answer(
        &mut self,
        free: &mut [[u32; 4]; 3],
        (events, drop_ins): (&[[u64; 6]; 3], &[[u64; 4]; 3]),
        wishes: &mut impl WishList,
    ) {
        let mut again = false;
        wishes.each(|w| {
            let slot = usize::from(w.slot);
            let last = if w.service == DROP_IN {
                drop_ins[slot][usize::from(w.quarter)]
            } else {
                events[slot][usize::from(w.service)]
            };
            w.admitted = key_of(w) <= last;
            if !w.admitted && w.service == DROP_IN {
                self.queues[slot][usize::from(w.second)].push(key_of(w));
                again = true;
            }
        });
        if again {
            let last = self.last_tickets(free);
            wishes.each(|w| {
                let left = w.service == DROP_IN && !w.admitted;
                w.admitted |= left && key_of(w) <= last[usize::from(w.slot)][usize::from(w.second)];
            });
        }
    }

    /// Sort wishes by what they are for; the keys of the last admitted to each event. Guests' seats are taken
    /// from what is free.
    fn places_at_events(
        &mut self,
        offer: &Offer,
        free: &mut [[u32; 4]; 3],
        wishes: &mut impl WishList,
    ) -> [[u64; 6]; 3] {
        wishes.each(|w| {
            let slot = usize::from(w.slot);
            let queue = if w.service == DROP_IN {
                &mut self.queues[slot][usize::from(w.quarter)]
            } else {
                &mut self.tickets[slot][usize::from(w.service)]
            };
            queue.push(key_of(w));
        });
        let mut last = [[0; 6]; 3];
        for slot in 0..3 {
            for service in 0..6 {
                let held = offer.events[service][slot];
                if held == 0 {
                    continue;
                }
                let seats: u32 = free[slot].iter().sum();
                let places = ((offer.event_places.min(offer.seats) * f64::from(held)) as u32).min(seats);
                let tickets = &mut self.tickets[slot][service];
                last[slot][service] = last_ticket(places, tickets);
                take_evenly(&mut free[slot], places.min(tickets.len() as u32));
            }
        }
        // Nothing of a week is left behind: a world that is saved and loaded is the same world.
        self.tickets.iter_mut().flatten().for_each(Vec::clear);
        last
    }

    /// The keys of the last admitted in each quarter; their seats are taken. The queues are empty afterwards.
    fn last_tickets(&mut self, free: &mut [[u32; 4]; 3]) -> [[u64; 4]; 3] {
        let mut last = [[0; 4]; 3];
        for slot in 0..3 {
            for quarter in 0..4 {
                let (queue, places) = (&mut self.queues[slot][quarter], &mut free[slot][quarter]);
                last[slot][quarter] = last_ticket(*places, queue);
                *places -= (*places).min(queue.len() as u32);
                queue.clear();
            }
        }
        last
    }
}

/// The key of the last wish admitted when there are `places`; everything when they suffice. The key of a wish
/// is never 0.
fn last_ticket(places: u32, keys: &mut [u64]) -> u64 {
    let places = places as usize;
    if keys.len() <= places {
        return u64::MAX;
    }
    if places == 0 {
        return 0;
    }
    *keys.select_nth_unstable(places - 1).1
}

/// Ticket, then resident; never 0.
fn key_of(wish: &SeatWish) -> u64 {
    (u64::from(wish.ticket) << 32 | u64::from(wish.resident)) + 1
}

/// Take `count` seats from the quarters as evenly as what is free allows.
fn take_evenly(free: &mut [u32; 4], count: u32) {
    let mut left = count;
    for quarter in 0..4 {
        let part = left.div_ceil(4 - quarter as u32).min(free[quarter]);
        free[quarter] -= part;
        left -= part;
    }
    for places in free.iter_mut() {
        let part = left.min(*places);
        *places -= part;
        left -= part;
    }
}

#[cfg(test)]
mod tests;
