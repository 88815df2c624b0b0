//! world::phases

pub(crate) mod decide;
pub(crate) mod now;
pub(crate) mod offer;
pub(crate) mod record;
pub(crate) mod settle;
