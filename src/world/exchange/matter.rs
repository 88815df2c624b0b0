//! What a matter before the union and the council is about, and for whom it is better or worse.

use serde::{Deserialize, Serialize};

/// What is to be done in the home of a matter. Slots: 0 weekday daytime, 1 evening, 2 weekend. Groups: 0
/// child or teen, 1 working, 2 carer at home, 3 elder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// Longer hours in a slot; with `less`, hours that move there from another slot.
    Hours {
        /// Slot that gains.
        more: u8,
        /// Slot that loses; `None` where the home opens longer.
        less: Option<u8>,
    },
    /// More of the programme for one group, less for another.
    Programme {
        /// Group that gains.
        more: u8,
        /// Group that loses.
        less: u8,
    },
    /// Money from the union.
    Money,
    /// Rules of the organization.
    Rules,
    /// Making the home known.
    Outreach,
}

impl Subject {
    /// What three random words make of it: the kind, who gains, who loses.
    pub(crate) fn drawn(words: [u32; 3]) -> Subject {
        let [kind, gains, loses] = words;
        match kind % 5 {
            0 => {
                let (more, from) = ((gains % 3) as u8, (loses % 3) as u8);
                Subject::Hours { more, less: (from != more).then_some(from) }
            }
            1 => {
                let more = (gains % 4) as u8;
                // One of the three others.
                Subject::Programme { more, less: (more + 1 + (loses % 3) as u8) % 4 }
            }
            2 => Subject::Money,
            3 => Subject::Rules,
            _ => Subject::Outreach,
        }
    }

    /// All that there can be.
    pub(crate) fn all() -> impl Iterator<Item = Subject> {
        let hours = (0..9).map(|n| {
            let (more, from) = (n / 3, n % 3);
            Subject::Hours { more, less: (from != more).then_some(from) }
        });
        let programme = (0..12).map(|n| Subject::Programme { more: n / 3, less: (n / 3 + 1 + n % 3) % 4 });
        hours.chain(programme).chain([Subject::Money, Subject::Rules, Subject::Outreach])
    }
}
