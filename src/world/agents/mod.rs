//! world::agents

pub mod government;
pub mod home;
pub mod organization;
pub mod partners;
pub mod residents;
pub mod union;
