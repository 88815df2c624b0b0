//! The draws that an answer rests on.

use crate::scenario::draws_from::DrawsFrom;
use crate::scenario::posterior::Posterior;
use serde::{Deserialize, Serialize};

/// Draws that were lived, of how many, and whose they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DrawsLived {
    /// Draws that were lived.
    pub draws: usize,
    /// Draws that there are.
    pub draws_there: usize,
    /// Parameters that vary in them.
    pub parameters: usize,
    /// Whose they are.
    #[serde(default)]
    pub from: DrawsFrom,
}

impl DrawsLived {
    /// So many that were lived, taken from draws of which there are so many.
    pub(crate) fn of(draws: usize, taken: &Posterior, draws_there: usize) -> DrawsLived {
        DrawsLived { draws, draws_there, parameters: taken.paths.len(), from: taken.from }
    }
}
