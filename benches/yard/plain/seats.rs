//! The home admits: events first, then drop-ins by quarter, then those who take the neighbouring quarter; a
//! lottery where seats are few.

use super::come::Wish;
use commonroom::internals::Offer;

/// Mark the wishes that find a seat.
pub(crate) fn admit(offer: &Offer, stay: f64, wishes: &mut [Wish]) {
    for slot in 0..3 {
        let quarter = (offer.seats * offer.hours[slot] / 4.0 / stay).floor() as usize;
        let mut free = [quarter; 4];
        let mut guests: [Vec<usize>; 6] = Default::default();
        let mut drop_ins: [Vec<usize>; 4] = Default::default();
        for (i, w) in wishes.iter().enumerate().filter(|(_, w)| w.slot == slot) {
            match w.service {
                Some(service) => guests[service].push(i),
                None => drop_ins[w.quarter].push(i),
            }
        }
        for (service, guests) in guests.iter_mut().enumerate() {
            let places = offer.event_places.min(offer.seats) * f64::from(offer.events[service][slot]);
            let admitted = lottery(wishes, guests, (places as usize).min(free.iter().sum()));
            seat(&mut free, admitted);
        }
        let mut others: [Vec<usize>; 4] = Default::default();
        for (q, chosen) in drop_ins.iter_mut().enumerate() {
            free[q] -= lottery(wishes, chosen, free[q]);
            chosen.iter().filter(|i| !wishes[**i].admitted).for_each(|i| others[wishes[*i].other].push(*i));
        }
        for (q, chosen) in others.iter_mut().enumerate() {
            free[q] -= lottery(wishes, chosen, free[q]);
        }
    }
}

/// Admit the lowest tickets; how many.
fn lottery(wishes: &mut [Wish], chosen: &mut [usize], places: usize) -> usize {
    if chosen.len() > places {
        chosen.sort_unstable_by_key(|i| wishes[*i].ticket);
    }
    let admitted = chosen.len().min(places);
    chosen[..admitted].iter().for_each(|i| wishes[*i].admitted = true);
    admitted
}

/// Guests of events sit in the same seats, spread over the quarters.
fn seat(free: &mut [usize; 4], guests: usize) {
    let mut left = guests;
    for q in 0..4 {
        let part = left.div_ceil(4 - q).min(free[q]);
        free[q] -= part;
        left -= part;
    }
    for places in free {
        let part = left.min(*places);
        *places -= part;
        left -= part;
    }
}
