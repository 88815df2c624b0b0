//! Who has heard and who talks at the beginning of a year.

use serde::Serialize;

/// What an adopter is to those tied to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Talking {
    /// A user, with full weight, in every year after adoption: who adopts a method goes on using it.
    Always,
    /// A user in the year after adoption, then one who merely knows (1/7).
    Fresh,
}

/// The state of a village at the beginning of a year, as sets of people.
#[derive(Clone, Debug)]
pub(crate) struct Knowing {
    users: Vec<u64>,
    aware: Vec<u64>,
    share: f32,
}

impl Knowing {
    /// At the beginning of `year`, when those whose year of adoption is earlier have adopted.
    pub(crate) fn before(adopted: &[u8], year: u8, talking: Talking) -> Knowing {
        let words = adopted.len().div_ceil(64);
        let mut knowing = Knowing { users: vec![0; words], aware: vec![0; words], share: 0.0 };
        let mut count = 0_u32;
        for (who, when) in adopted.iter().enumerate().filter(|(_, when)| **when < year) {
            let bit = 1_u64 << (who % 64);
            knowing.aware[who / 64] |= bit;
            if talking == Talking::Always || when + 1 == year {
                knowing.users[who / 64] |= bit;
            }
            count += 1;
        }
        knowing.share = count as f32 / adopted.len().max(1) as f32;
        knowing
    }

    /// Those who talk with full weight.
    pub(crate) fn users(&self) -> &[u64] {
        &self.users
    }

    /// All who know.
    pub(crate) fn aware(&self) -> &[u64] {
        &self.aware
    }

    /// Share of the village that has adopted.
    pub(crate) fn share(&self) -> f32 {
        self.share
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adopters_talk_from_the_year_after_on() {
        let adopted = [1, 2, 11, 3];
        let third = Knowing::before(&adopted, 3, Talking::Always);
        assert_eq!((third.users(), third.aware(), third.share()), (&[0b11][..], &[0b11][..], 0.5));
        let fresh = Knowing::before(&adopted, 3, Talking::Fresh);
        assert_eq!((fresh.users(), fresh.aware()), (&[0b10][..], &[0b11][..]));
        assert_eq!(Knowing::before(&adopted, 1, Talking::Fresh).aware(), &[0]);
    }
}
