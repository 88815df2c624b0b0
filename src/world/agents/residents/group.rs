//! The groups of residents: one list of their names and codes.

use serde::{Deserialize, Serialize};

/// What fills most of somebody's week; it decides when they are free to come. The split by age is the
/// model's: below 18, 60 and older, and between them at work or caring at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum ResidentGroup {
    /// A child or teenager.
    ChildTeen = 0,
    /// At work.
    Working = 1,
    /// A carer at home.
    Carer = 2,
    /// An elder.
    Elder = 3,
}

impl ResidentGroup {
    /// All, in the order of their codes.
    pub const ALL: [ResidentGroup; 4] =
        [ResidentGroup::ChildTeen, ResidentGroup::Working, ResidentGroup::Carer, ResidentGroup::Elder];

    /// The names of all, in the same order.
    pub const NAMES: [&str; 4] = [
        ResidentGroup::ChildTeen.name(),
        ResidentGroup::Working.name(),
        ResidentGroup::Carer.name(),
        ResidentGroup::Elder.name(),
    ];

    /// The name in files.
    pub const fn name(self) -> &'static str {
        match self {
            ResidentGroup::ChildTeen => "child-teen",
            ResidentGroup::Working => "working",
            ResidentGroup::Carer => "carer",
            ResidentGroup::Elder => "elder",
        }
    }

    /// The group of that name.
    pub fn named(text: &str) -> Option<ResidentGroup> {
        ResidentGroup::ALL.into_iter().find(|group| group.name() == text)
    }

    /// The group of a code: its two lowest bits, as in the marks of a resident.
    #[inline]
    pub fn of_code(code: u8) -> ResidentGroup {
        ResidentGroup::ALL[usize::from(code & 3)]
    }

    /// The group of somebody of whom only the age is known: with 18 one works, with 60 one is an elder.
    pub fn of_age(age: f64) -> ResidentGroup {
        if age < 18.0 {
            ResidentGroup::ChildTeen
        } else if age >= 60.0 {
            ResidentGroup::Elder
        } else {
            ResidentGroup::Working
        }
    }

    /// Whether resident marks (`block::kind`) are those of this group.
    #[inline]
    pub fn holds(self, marks: u8) -> bool {
        ResidentGroup::of_code(marks) == self
    }
}
