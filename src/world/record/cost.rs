//! What a home costs all who bear it.

use serde::{Deserialize, Serialize};
use std::ops::{Index, IndexMut};

/// Who bears a part of what a home uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Bearer {
    /// The funding bureau: what it paid, less what came back.
    Bureau,
    /// The Work Union.
    Union,
    /// The community committee.
    Committee,
    /// The organization: what it spent beyond the public money that it received; less than nothing where it
    /// put some aside.
    Own,
    /// Its staff: unpaid wages that the week added, less old ones that were paid.
    Staff,
    /// Its suppliers: unpaid bills, in the same way.
    Suppliers,
    /// The owner of the rooms: what those in use might have brought otherwise.
    Rooms,
}

/// A part of the cost for each who bears it; yuan a week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ByBearer(pub [f64; 7]);

impl ByBearer {
    /// Everything that the week used, whoever bears it.
    pub fn full(&self) -> f64 {
        self.0.iter().sum()
    }

    /// What public purses paid, less what came back to them.
    pub fn public(&self) -> f64 {
        self[Bearer::Bureau] + self[Bearer::Union] + self[Bearer::Committee]
    }
}

impl Index<Bearer> for ByBearer {
    type Output = f64;
    fn index(&self, bearer: Bearer) -> &f64 {
        &self.0[bearer as usize]
    }
}

impl IndexMut<Bearer> for ByBearer {
    fn index_mut(&mut self, bearer: Bearer) -> &mut f64 {
        &mut self.0[bearer as usize]
    }
}
