//! The home admits (7.216–7.222): whole seat-visits, events first, the lowest tickets, the neighbouring
//! quarter.

use super::assert_near;
use crate::world::agents::home::{Home, HomeSetup};
use crate::world::exchange::{DROP_IN, Offer, SeatWish, WishList};

struct List(Vec<SeatWish>);

impl WishList for List {
    fn each(&mut self, f: impl FnMut(&mut SeatWish)) {
        self.0.iter_mut().for_each(f);
    }
}

/// Ten seats for stays of an hour, open for 8 evening hours a week: 20 seat-visits in each quarter.
fn home() -> (HomeSetup, Offer) {
    let setup = HomeSetup { stay: 1.0, ..HomeSetup::default() };
    (setup, Offer { hours: [0.0, 8.0, 0.0], seats: 10.0, event_places: 30.0, ..Offer::default() })
}

/// So many wishes of residents from `from` on for a quarter of the evening, the tickets falling.
fn wishes(from: u32, count: u32, (service, quarter, second): (u8, u8, u8)) -> Vec<SeatWish> {
    let wish = |n: u32| SeatWish {
        resident: from + n,
        ticket: 1_000_000 - n,
        slot: 1,
        quarter,
        second,
        service,
        for_prize: false,
        admitted: false,
    };
    (0..count).map(wish).collect()
}

/// Who is admitted, and the home after it.
fn admit(setup: &HomeSetup, offer: &Offer, lists: &[Vec<SeatWish>]) -> (Vec<u32>, Home) {
    let mut list = List(lists.concat());
    let mut home = Home::new(setup);
    home.admit(setup, offer, &mut list);
    let admitted = list.0.iter().filter(|wish| wish.admitted).map(|wish| wish.resident);
    (admitted.collect(), home)
}

#[test]
fn capacity_is_whole_seat_visits() {
    let capacity = |seats: f64, hours: f64, stay: f64| {
        let setup = HomeSetup { stay, ..HomeSetup::default() };
        Home::capacity(&setup, &Offer { hours: [hours, 0.0, 0.0], seats, ..Offer::default() })
    };
    // (7.291) 10·8/4/1.5 = 13.33, 10·9/4/1.5 = 15, 1·3/4/1 = 0.75.
    assert_eq!(capacity(10.0, 8.0, 1.5), [13, 0, 0]);
    assert_eq!(capacity(10.0, 9.0, 1.5), [15, 0, 0]);
    assert_eq!(capacity(1.0, 3.0, 1.0), [0, 0, 0]);
}

#[test]
fn the_lowest_tickets_are_admitted_and_of_equal_ones_the_lower_resident() {
    let (setup, offer) = home();
    // Tickets fall with the resident: the last 20 of 25 have the lowest.
    let (who, _) = admit(&setup, &offer, &[wishes(0, 25, (DROP_IN, 2, 2))]);
    assert_eq!(who, (5..25).collect::<Vec<_>>());
    let mut equal = wishes(0, 25, (DROP_IN, 2, 2));
    equal.iter_mut().for_each(|wish| wish.ticket = 7);
    assert_eq!(admit(&setup, &offer, &[equal]).0, (0..20).collect::<Vec<_>>());
}

#[test]
fn whoever_is_refused_takes_the_neighbouring_quarter_if_it_would_and_there_is_room() {
    let (setup, offer) = home();
    // (7.295) Of 25 for the third quarter five are refused; the last quarter has 17 of its own and three
    // places.
    let lists = [wishes(0, 25, (DROP_IN, 2, 3)), wishes(100, 17, (DROP_IN, 3, 3))];
    let (who, home) = admit(&setup, &offer, &lists);
    assert_eq!(who.iter().filter(|who| **who < 100).count(), 23, "20 and three of the refused five");
    assert_eq!(who.iter().filter(|who| **who >= 100).count(), 17, "first choices go first");
    assert!(!who.contains(&0) && !who.contains(&1), "the highest tickets stay out: {who:?}");
    // (7.296) 40 of 80 in the newest week, nothing in the weeks before.
    assert_near!(home.occupancy[0][1], 0.5);
    assert_eq!((home.occupancy[0][0], home.occupancy[1]), (0.0, [0.0; 3]));
    // Who would take no other quarter stays out.
    assert_eq!(admit(&setup, &offer, &[wishes(0, 25, (DROP_IN, 2, 2))]).0.len(), 20);
}

#[test]
fn an_event_has_no_more_places_than_seats_and_comes_first() {
    let (setup, mut offer) = home();
    offer.events[3][1] = 1;
    // (7.292) 30 places are wanted, there are ten seats.
    let guests = |count| wishes(0, count, (3, 0, 0));
    assert_eq!(admit(&setup, &offer, &[guests(15)]).0, (5..15).collect::<Vec<_>>());
    offer.events[3][1] = 2;
    assert_eq!(admit(&setup, &offer, &[guests(25)]).0.len(), 20, "two events");
    let small = Offer { event_places: 3.6, ..offer };
    assert_eq!(admit(&setup, &small, &[guests(25)]).0.len(), 7, "⌊2·3.6⌋");
    // All 80 seat-visits of the evening are the most, however many events there are.
    offer.events[3][1] = 9;
    assert_eq!(admit(&setup, &offer, &[guests(90)]).0.len(), 80);
    // An event that is not held admits nobody.
    assert!(admit(&setup, &offer, &[wishes(0, 5, (4, 0, 0))]).0.is_empty());
}

#[test]
fn guests_sit_as_evenly_as_what_is_free_allows() {
    let (setup, mut offer) = home();
    offer.events[3][1] = 1;
    // (7.293) Ten guests: ⌈10/4⌉ = 3, ⌈7/3⌉ = 3, ⌈4/2⌉ = 2, 2. Each quarter is asked for by 20.
    let guests = wishes(0, 10, (3, 0, 0));
    let drop_ins =
        (0..4).map(|quarter| wishes(100 * (1 + u32::from(quarter)), 20, (DROP_IN, quarter, quarter)));
    let lists: Vec<_> = std::iter::once(guests).chain(drop_ins).collect();
    let (who, home) = admit(&setup, &offer, &lists);
    let of = |from: u32| who.iter().filter(|who| (from..from + 100).contains(*who)).count();
    assert_eq!([of(0), of(100), of(200), of(300), of(400)], [10, 17, 17, 18, 18]);
    assert_near!(home.occupancy[0][1], 1.0);
}

#[test]
fn the_peak_is_the_quarter_that_is_fullest_of_all_slots() {
    let (setup, mut offer) = home();
    // 40 seat-visits a quarter by day, 20 in the evening: 12 of 20 are more than 20 of 40.
    offer.hours = [16.0, 8.0, 0.0];
    let mut day = wishes(0, 20, (DROP_IN, 1, 1));
    day.iter_mut().for_each(|wish| wish.slot = 0);
    let mut list = List([day, wishes(100, 12, (DROP_IN, 0, 0))].concat());
    let mut home = Home::new(&setup);
    let full = home.admit(&setup, &offer, &mut list);
    assert_eq!((full.peak_used, full.peak_capacity, full.admitted), (12.0, 20.0, [20, 12, 0]));
    // The newest of four weeks comes first, and the fifth is forgotten.
    for _ in 0..4 {
        home.admit(&setup, &offer, &mut List(vec![]));
    }
    assert_eq!(home.occupancy, [[0.0; 3]; 4]);
}
