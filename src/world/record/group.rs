//! The groups of residents that figures are given of: one list, with what files call them.

use crate::world::agents::residents::group::ResidentGroup;
use crate::world::record::own_group::OwnGroup;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;

/// By what residents are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GroupKind {
    /// Everybody in one group.
    All,
    /// What fills the week, which goes by age.
    Age,
    /// At work or not.
    Status,
    /// How near the home they live.
    Distance,
    /// In the union or not.
    Union,
    /// Adults in one group.
    Adult,
    /// From the place or from elsewhere.
    Origin,
    /// How often they come, among users.
    Concentration,
    /// Whether they come, as a survey asks.
    Use,
    /// As the scenario names them.
    Own,
}

impl GroupKind {
    /// The name in files.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            GroupKind::All => "all",
            GroupKind::Age => "age",
            GroupKind::Status => "status",
            GroupKind::Distance => "distance",
            GroupKind::Union => "union",
            GroupKind::Adult => "adult",
            GroupKind::Origin => "origin",
            GroupKind::Concentration => "concentration",
            GroupKind::Use => "use",
            GroupKind::Own => "own",
        }
    }
}

/// A group of residents that figures are given of. Groups of different kinds overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Group {
    /// Everybody.
    Everybody,
    /// By what fills the week.
    Age(ResidentGroup),
    /// At work.
    Worker,
    /// Not at work.
    OtherResident,
    /// Nearer than half of the residents.
    Near,
    /// The other half.
    Far,
    /// In the union.
    Member,
    /// Not in the union.
    NonMember,
    /// Of age.
    Adult,
    /// Came from elsewhere to work, or with who did.
    Migrant,
    /// Did not.
    Local,
    /// The most active fifth of those who came at least once in the year.
    TopFifthOfUsers,
    /// Came at least once.
    User,
    /// Never came.
    NonUser,
    /// A group that the scenario names, or the others.
    Own(OwnGroup),
}

impl Group {
    /// All that exist whatever the scenario: first those of `groups.csv` in the order of its rows.
    pub(crate) const ALL: [Group; 17] = [
        Group::Everybody,
        Group::Age(ResidentGroup::ChildTeen),
        Group::Age(ResidentGroup::Working),
        Group::Age(ResidentGroup::Carer),
        Group::Age(ResidentGroup::Elder),
        Group::Worker,
        Group::OtherResident,
        Group::Near,
        Group::Far,
        Group::Member,
        Group::NonMember,
        Group::Adult,
        Group::Migrant,
        Group::Local,
        Group::TopFifthOfUsers,
        Group::User,
        Group::NonUser,
    ];

    /// Those of `groups.csv` that exist whatever the scenario; users and others exist in surveys only.
    pub(crate) fn yearly() -> impl Iterator<Item = Group> {
        Group::ALL.into_iter().filter(|group| group.kind() != GroupKind::Use)
    }

    /// Those of `groups.csv` that residents are divided into whatever the scenario, kind by kind, to be held
    /// against each other.
    pub(crate) fn divided() -> impl Iterator<Item = Group> {
        Group::yearly().filter(|group| group.divides())
    }

    /// By what it is formed.
    pub(crate) const fn kind(self) -> GroupKind {
        match self {
            Group::Everybody => GroupKind::All,
            Group::Age(_) => GroupKind::Age,
            Group::Worker | Group::OtherResident => GroupKind::Status,
            Group::Near | Group::Far => GroupKind::Distance,
            Group::Member | Group::NonMember => GroupKind::Union,
            Group::Adult => GroupKind::Adult,
            Group::Migrant | Group::Local => GroupKind::Origin,
            Group::TopFifthOfUsers => GroupKind::Concentration,
            Group::User | Group::NonUser => GroupKind::Use,
            Group::Own(_) => GroupKind::Own,
        }
    }

    /// The name in files, within its kind.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Group::Everybody => "all",
            Group::Age(group) => group.name(),
            Group::Worker => "worker",
            Group::OtherResident => "resident",
            Group::Near => "near",
            Group::Far => "far",
            Group::Member => "member",
            Group::NonMember => "non-member",
            Group::Adult => "adult",
            Group::Migrant => "migrant",
            Group::Local => "local",
            Group::TopFifthOfUsers => "top-fifth-of-users",
            Group::User => "user",
            Group::NonUser => "non-user",
            Group::Own(group) => group.name(),
        }
    }

    /// Kind and name in files.
    pub(crate) const fn key(self) -> (&'static str, &'static str) {
        (self.kind().name(), self.name())
    }

    /// The group of this kind and name.
    pub(crate) fn of_key(kind: &str, name: &str) -> Option<Group> {
        if kind == GroupKind::Own.name() {
            return Some(Group::Own(OwnGroup::named(name)));
        }
        Group::ALL.into_iter().find(|group| group.key() == (kind, name))
    }

    /// Whether its people are those of another group under another name: workers are the working of the age
    /// groups.
    pub(crate) const fn repeats(self) -> bool {
        matches!(self, Group::Worker)
    }

    /// Whether the other groups of its kind are the rest of the residents.
    pub(crate) const fn divides(self) -> bool {
        match self.kind() {
            GroupKind::Age
            | GroupKind::Status
            | GroupKind::Distance
            | GroupKind::Union
            | GroupKind::Origin
            | GroupKind::Use
            | GroupKind::Own => true,
            GroupKind::All | GroupKind::Adult | GroupKind::Concentration => false,
        }
    }
}

/// As observations name it: `age:elder`.
impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (kind, name) = self.key();
        write!(f, "{kind}:{name}")
    }
}

/// By the names in files, which is the order of the rows of `group-effects.csv`.
impl Ord for Group {
    fn cmp(&self, other: &Group) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Group {
    fn partial_cmp(&self, other: &Group) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names that have been released never change.
    #[test]
    fn groups_are_called_as_ever_and_found_by_their_names() {
        let names: Vec<String> = Group::ALL.iter().map(Group::to_string).collect();
        assert_eq!(
            names.join(" "),
            "all:all age:child-teen age:working age:carer age:elder status:worker status:resident \
            distance:near distance:far union:member union:non-member adult:adult origin:migrant origin:local \
            concentration:top-fifth-of-users use:user use:non-user"
        );
        for group in Group::ALL {
            let (kind, name) = group.key();
            assert_eq!(Group::of_key(kind, name), Some(group));
        }
        assert_eq!(Group::of_key("age", "near"), None);
        let mut sorted = Group::ALL;
        sorted.sort();
        assert_eq!(
            sorted.map(Group::key)[..3],
            [("adult", "adult"), ("age", "carer"), ("age", "child-teen")]
        );
    }

    /// Whoever divides has a counterpart; who does not stands alone in their kind.
    #[test]
    fn groups_that_divide_are_not_alone_in_their_kind() {
        for group in Group::ALL {
            let same = Group::ALL.into_iter().filter(|other| other.kind() == group.kind()).count();
            assert_eq!(group.divides(), same > 1, "{group}");
        }
    }
}
