//! What the agents hand each other. No agent knows another; they know these.
//!
//! - Who acts, who proposes and votes → `actors`
//! - What happened in the institutions → `events`
//! - What residents meet in a week → `offer`
//! - Wishes for seats and places at events → `seats`

pub(crate) mod actors;
pub(crate) mod events;
pub(crate) mod offer;
pub(crate) mod seats;

pub(crate) use crate::world::exchange::actors::{Actor, Body};
pub(crate) use crate::world::exchange::events::{Audit, Event, EventKind, EventName, MatterKind};
pub use crate::world::exchange::offer::Offer;
pub(crate) use crate::world::exchange::seats::{DROP_IN, quarters};
pub(crate) use crate::world::exchange::seats::{SeatWish, WishList};
