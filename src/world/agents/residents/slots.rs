//! Which slots somebody comes in, and to which event, once it is known that it comes.

/// Rates by service and slot.
pub(crate) type Rates = [[f32; 3]; 6];

/// The service and slot for the uniform number `u`, in proportion to the rates, of which one at least is
/// positive.
pub(crate) fn pick(rates: &Rates, total: f32, u: f32) -> (usize, usize) {
    let mut left = u * total;
    let mut last = (0, 0);
    for (service, slots) in rates.iter().enumerate() {
        for (slot, rate) in slots.iter().enumerate() {
            if *rate > 0.0 {
                last = (service, slot);
                if left < *rate {
                    return last;
                }
                left -= rate;
            }
        }
    }
    last
}

/// Which of the three slots a resident comes in, given that it comes at all: independent slots, conditioned
/// on at least one.
#[inline]
pub(crate) fn slots(odds: &[f32; 3], words: [u32; 4]) -> [bool; 3] {
    let p = odds.map(|e| e / (1.0 + e));
    let u = words.map(crate::random::uniform);
    let none_after_first = (1.0 - p[1]) * (1.0 - p[2]);
    let any = 1.0 - (1.0 - p[0]) * none_after_first;
    if u[0] * any < p[0] {
        return [true, u[1] < p[1], u[2] < p[2]];
    }
    if u[1] * (1.0 - none_after_first) < p[1] { [false, true, u[2] < p[2]] } else { [false, false, true] }
}
