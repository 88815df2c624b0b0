//! Quantiles, intervals, paired differences.
