//! Those who act. None knows another: only the week introduces them to each other.
//!
//! - The many, as columns → `residents`
//! - Who runs the home, or does not yet → `organization`
//! - Who pays and assesses → `government`
//! - Who owns the home, and how its council votes → `union`
//! - Firms and groups that help → `partners`
//! - Rooms, seats and the lottery for them → `home`

pub(crate) mod government;
pub(crate) mod home;
pub(crate) mod organization;
pub(crate) mod partners;
pub(crate) mod residents;
pub(crate) mod union;
