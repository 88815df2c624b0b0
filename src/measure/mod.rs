//! measure

pub mod observed;
pub mod statistic;
pub mod window;
