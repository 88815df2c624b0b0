//! Many trajectories.
