//! Whose draws of parameters they are.

use serde::{Deserialize, Serialize};

/// Whose draws they are, and so which values they take the place of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum DrawsFrom {
    /// What is plausible of all that nobody measured. They take the place of what stands at its default: what
    /// a scenario or one of its communities sets for itself is known.
    #[default]
    Plausible,
    /// A calibration of the user's own. They take the place of whatever stands there: the file is a layer
    /// over scenarios, and what contradicts it is refused.
    Calibration,
}
