use super::*;

fn drop_ins(n: u32, quarter: u8, second: u8) -> Vec<SeatWish> {
    let wish = |i: u32| SeatWish {
        resident: i,
        ticket: i.wrapping_mul(0x9E37_79B9),
        slot: 1,
        quarter,
        second,
        service: DROP_IN,
        for_prize: false,
        admitted: false,
    };
    (0..n).map(wish).collect()
}

fn admit(wishes: &mut [SeatWish], offer: &Offer) -> Fullness {
    let setup = HomeSetup::default();
    struct SeatWishes<'a>(&'a mut [SeatWish]);
    impl WishList for SeatWishes<'_> {
        fn each(&mut self, f: impl FnMut(&mut SeatWish)) {
            self.0.iter_mut().for_each(f);
        }
    }
    Home::new(&setup).admit(&setup, offer, &mut SeatWishes(wishes))
}

#[test]
fn the_lowest_tickets_win_and_seats_are_never_exceeded() {
    let offer = Offer { hours: [0.0, 6.0, 0.0], seats: 10.0, ..Offer::default() };
    let mut wishes = drop_ins(50, 2, 3);
    let full = admit(&mut wishes, &offer);
    assert_eq!(full.admitted, [0, 20, 0], "ten in the quarter, ten in the neighbouring one");
    let worst_in = wishes.iter().filter(|w| w.admitted).map(|w| w.ticket).max();
    let best_out = wishes.iter().filter(|w| !w.admitted).map(|w| w.ticket).min();
    assert!(worst_in < best_out);
    assert_eq!((full.peak_used, full.peak_capacity), (10.0, 10.0));
}

#[test]
fn a_closed_home_admits_nobody() {
    let mut wishes = drop_ins(5, 0, 1);
    assert_eq!(admit(&mut wishes, &Offer::default()).admitted, [0, 0, 0]);
    assert!(wishes.iter().all(|w| !w.admitted));
}

#[test]
fn guests_of_events_sit_in_the_same_seats() {
    let mut offer = Offer { event_places: 30.0, hours: [0.0, 6.0, 0.0], seats: 10.0, ..Offer::default() };
    offer.events[2][1] = 1;
    let mut wishes = drop_ins(60, 0, 1);
    wishes.iter_mut().take(30).for_each(|w| w.service = 2);
    let full = admit(&mut wishes, &offer);
    assert_eq!(
        wishes.iter().filter(|w| w.admitted && w.service == 2).count(),
        10,
        "an event holds no more than the seats"
    );
    assert!(full.admitted[1] <= 40);
}
