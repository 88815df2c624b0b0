//! world::counterfactual

pub(crate) mod agree;
pub(crate) mod hold;
