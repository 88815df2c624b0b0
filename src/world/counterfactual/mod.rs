//! world::counterfactual

pub mod agree;
pub mod hold;
