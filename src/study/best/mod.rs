//! The best under requirements: a search over levers, shipped packages and dates, over plausible draws and
//! random worlds together.
//!
//! - What is searched over, and which scenario is a combination of it? → `space`; all levers → `levers`
//! - What is asked of a candidate? → `wanted`
//! - How are candidates lived, all in the same draws and worlds? → `lives`
//! - How good is a candidate as far as it was lived, and is it surely worse than another? → `score`
//! - Who goes on, who is dropped? → `race`
//! - Which candidates are tried? → `search`; how are new ones made? → `children`
//! - Who is told at the end? → `front`; in draws and worlds that the search never saw → `judge`
//! - How are lives dealt out? → `purse`; what do flags say? → `reading`; all of it → `question`

pub(crate) mod children;
pub(crate) mod front;
pub(crate) mod judge;
pub(crate) mod levers;
pub(crate) mod lives;
pub(crate) mod purse;
pub(crate) mod question;
pub(crate) mod race;
pub(crate) mod reading;
pub(crate) mod score;
pub(crate) mod search;
pub(crate) mod space;
pub(crate) mod wanted;
