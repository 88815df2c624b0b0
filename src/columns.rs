//! Large columns in memory. Where there is no room for one, the work that wants it unwinds with the reason,
//! and the program goes on.

use std::panic::resume_unwind;

/// What unwinds when there is no room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shortage(pub String);

/// An empty column with room for so many.
pub(crate) fn reserved<T>(n: usize) -> Vec<T> {
    let mut column = Vec::new();
    if column.try_reserve_exact(n).is_err() {
        no_room(n.saturating_mul(size_of::<T>()));
    }
    column
}

/// A column of so many defaults.
pub(crate) fn filled<T: Copy + Default>(n: usize) -> Vec<T> {
    let mut column = reserved(n);
    column.resize(n, T::default());
    column
}

#[cold]
#[inline(never)]
fn no_room(bytes: usize) {
    let words =
        format!("there is no memory for another {bytes} bytes: fewer threads (-j) or fewer residents");
    resume_unwind(Box::new(Shortage(words)));
}

#[cfg(test)]
mod tests {
    use super::{Shortage, filled, reserved};

    #[test]
    fn a_column_that_has_no_room_unwinds_with_the_reason() {
        assert_eq!(filled::<u32>(3), [0, 0, 0]);
        for wanted in [usize::MAX, usize::MAX / 8, isize::MAX as usize / 4] {
            let cause = std::panic::catch_unwind(|| reserved::<u64>(wanted)).expect_err("no room");
            let words = cause.downcast_ref::<Shortage>().map(|why| why.0.clone());
            assert!(words.is_some_and(|why| why.starts_with("there is no memory")));
        }
    }
}
