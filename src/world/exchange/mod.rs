//! What the agents hand each other. No agent knows another; they know these.
//!
//! - Who acts, who proposes and votes → `actors`
//! - What happened in the institutions → `events`; what a matter is about → `matter`
//! - What a bid promises, as it is told → `promise`
//! - What residents meet in a week → `offer`
//! - Wishes for seats and places at events → `seats`

pub(crate) mod actors;
pub(crate) mod events;
pub(crate) mod matter;
pub(crate) mod offer;
pub(crate) mod promise;
pub(crate) mod seats;

pub(crate) use crate::world::exchange::actors::{Actor, BODIES, Body};
pub(crate) use crate::world::exchange::events::{Audit, Event, EventKind, EventName};
pub(crate) use crate::world::exchange::matter::Subject;
pub use crate::world::exchange::offer::Offer;
pub(crate) use crate::world::exchange::seats::{DROP_IN, quarters};
pub(crate) use crate::world::exchange::seats::{SeatWish, WishList};
