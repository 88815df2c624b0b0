//! world::phases

pub mod decide;
pub mod now;
pub mod offer;
pub mod record;
pub mod settle;
