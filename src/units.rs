//! Quantities with their meaning in the type: money in whole fen, weeks counted from the written start.

use serde::{Deserialize, Serialize};
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// Money in fen (1 yuan = 100 fen). Integers, so that the books balance to the fen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fen(pub i64);

impl Fen {
    /// No money.
    pub const ZERO: Fen = Fen(0);

    /// The nearest whole fen to an amount in yuan; halves away from zero. Amounts beyond ±9e16 yuan saturate.
    pub fn from_yuan(yuan: f64) -> Fen {
        Fen((yuan * 100.0).round() as i64)
    }

    /// The amount in yuan.
    pub fn yuan(self) -> f64 {
        self.0 as f64 / 100.0
    }

    /// The smaller of two amounts.
    pub fn min(self, other: Fen) -> Fen {
        Fen(self.0.min(other.0))
    }

    /// The larger of two amounts.
    pub fn max(self, other: Fen) -> Fen {
        Fen(self.0.max(other.0))
    }

    /// Cut an amount into shares that add up to it exactly: part `i` is the difference of rounded running
    /// totals.
    /// `weights` need not sum to one; when they sum to zero everything goes to the first part.
    pub fn split(self, weights: &[f64]) -> impl Iterator<Item = Fen> + '_ {
        let total: f64 = weights.iter().sum();
        let mut so_far = 0.0;
        let mut given = 0_i64;
        let last = weights.len().saturating_sub(1);
        weights.iter().enumerate().map(move |(i, w)| {
            so_far += if total > 0.0 {
                w / total
            } else if i == 0 {
                1.0
            } else {
                0.0
            };
            let due = if i == last { self.0 } else { (self.0 as f64 * so_far).round() as i64 };
            let part = due - given;
            given = due;
            Fen(part)
        })
    }
}

impl Add for Fen {
    type Output = Fen;
    fn add(self, other: Fen) -> Fen {
        Fen(self.0 + other.0)
    }
}
impl Sub for Fen {
    type Output = Fen;
    fn sub(self, other: Fen) -> Fen {
        Fen(self.0 - other.0)
    }
}
impl Neg for Fen {
    type Output = Fen;
    fn neg(self) -> Fen {
        Fen(-self.0)
    }
}
impl AddAssign for Fen {
    fn add_assign(&mut self, other: Fen) {
        self.0 += other.0;
    }
}
impl SubAssign for Fen {
    fn sub_assign(&mut self, other: Fen) {
        self.0 -= other.0;
    }
}
impl Sum for Fen {
    fn sum<I: Iterator<Item = Fen>>(parts: I) -> Fen {
        Fen(parts.map(|f| f.0).sum())
    }
}

/// A week of simulated time. Week 0 is the initial state; weeks of the warm start are negative and never
/// written out.
pub type Week = i32;

/// Weeks in a year of the model.
pub(crate) const YEAR: Week = 52;
/// Figures that are given "for 10,000 residents" scale with the population.
pub(crate) const PER_10_000: f64 = 10_000.0;

/// Bytes in hexadecimal, lower case.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [b >> 4, b & 15]).map(|d| char::from(DIGITS[usize::from(d)])).collect()
}

#[cfg(test)]
mod tests {
    use crate::units::{Fen, hex};

    #[test]
    fn bytes_stand_as_two_digits_each() {
        assert_eq!(hex(&[0x00, 0x0f, 0xa0, 0xff]), "000fa0ff");
    }

    #[test]
    fn shares_add_up_to_the_whole() {
        for amount in [0, 1, 7, 100, -13, 999_999_999] {
            let parts: Vec<Fen> = Fen(amount).split(&[0.1, 0.7, 0.2, 1e-9]).collect();
            assert_eq!(parts.iter().copied().sum::<Fen>(), Fen(amount));
        }
        assert_eq!(Fen(5).split(&[0.0, 0.0]).collect::<Vec<_>>(), [Fen(5), Fen(0)]);
    }
}
