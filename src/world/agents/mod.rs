//! world::agents

pub(crate) mod government;
pub(crate) mod home;
pub(crate) mod organization;
pub(crate) mod partners;
pub(crate) mod residents;
pub(crate) mod union;
