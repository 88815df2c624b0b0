//! What would have been.
//!
//! - Up to which week two blueprints tell the same history → `agree`
//! - What a change would have been without one causal link's part in it → `hold`

pub(crate) mod agree;
pub(crate) mod hold;
