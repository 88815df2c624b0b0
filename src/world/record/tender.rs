//! What a week knows of tenders.

use serde::{Deserialize, Serialize};
use std::ops::{Index, IndexMut};

/// What is known of the last tender and of the contract that came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum OfTender {
    /// 1 once a tender was held among bodies that are named, else 0.
    Held,
    /// How many bid in the last one.
    Bids,
    /// 1 while a body that was in a tender runs the home, else 0.
    Agreed,
    /// Its agreed price / the grant that was offered; 0 where there is none.
    Price,
    /// 1 once a body in place stood in a tender, else 0.
    Stood,
    /// 1 where it won the last one in which one stood, else 0.
    Kept,
    /// How many operators there have been.
    Operators,
}

/// A number for each of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ByTender(pub [f64; 7]);

impl Index<OfTender> for ByTender {
    type Output = f64;
    fn index(&self, of: OfTender) -> &f64 {
        &self.0[of as usize]
    }
}

impl IndexMut<OfTender> for ByTender {
    fn index_mut(&mut self, of: OfTender) -> &mut f64 {
        &mut self.0[of as usize]
    }
}
