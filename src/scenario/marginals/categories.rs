//! What tables of counts can speak of: variables, and what their categories mean for a person.

use crate::random::uniform64;
use crate::scenario::data_file::cells;
use crate::world::agents::residents::group::ResidentGroup;
use crate::world::roster::Person;

/// A variable of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Variable {
    /// One of four groups.
    Group,
    /// Age in years.
    Age,
    /// Member of the trade union.
    UnionMember,
    /// Distance to the home, km.
    Distance,
    /// Knows of the home at the start.
    Aware,
    /// Weeks used in the year before the start.
    WeeksUsed,
}

/// Every variable with its name and what its categories look like.
pub(crate) const VARIABLES: [(Variable, &str, &str); 6] = [
    (Variable::Group, "group", "`child-teen`, `working`, `carer`, `elder`"),
    (Variable::Age, "age", "whole years from and to: `15-29`, or `65+`"),
    (Variable::UnionMember, "union_member", "`true`, `false`"),
    (Variable::Distance, "distance", "km from and below: `0.5-1`"),
    (Variable::Aware, "aware", "`true`, `false`"),
    (Variable::WeeksUsed, "weeks_used", "whole weeks of the last 52 from and to: `0`, `1-5`, `6-52`"),
];

/// A category of a variable.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Category {
    /// A group of residents.
    Group(ResidentGroup),
    /// True or false.
    Flag(bool),
    /// From, and below.
    Span(f64, f64),
}

impl Category {
    /// Where it stands among the categories of its variable.
    pub(crate) fn rank(self) -> f64 {
        match self {
            Category::Group(group) => f64::from(group as u8),
            Category::Flag(flag) => f64::from(u8::from(flag)),
            Category::Span(from, _) => from,
        }
    }
}

/// Nobody is made older.
const OLDEST: f64 = 100.0;

impl Variable {
    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        VARIABLES.iter().find(|v| v.0 == self).map_or("", |v| v.1)
    }

    /// What its categories look like.
    pub(crate) fn form(self) -> &'static str {
        VARIABLES.iter().find(|v| v.0 == self).map_or("", |v| v.2)
    }

    /// A category from its words.
    pub(crate) fn category(self, words: &str) -> Option<Category> {
        match self {
            Variable::Group => ResidentGroup::named(words).map(Category::Group),
            Variable::UnionMember | Variable::Aware => cells::flag(words).map(Category::Flag),
            Variable::Age => span(words, OLDEST, Numbers::Whole),
            Variable::WeeksUsed => span(words, 52.0, Numbers::Whole),
            Variable::Distance => span(words, f64::NAN, Numbers::Real)
                .filter(|c| matches!(c, Category::Span(_, to) if *to <= 1_000.0)),
        }
    }
}

/// Which numbers the ends of a span are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numbers {
    /// Ages and weeks.
    Whole,
    /// Distances.
    Real,
}

/// `15-29`, `65+`, `0`; of whole numbers the last one belongs to it.
fn span(words: &str, most: f64, numbers: Numbers) -> Option<Category> {
    let whole = numbers == Numbers::Whole;
    let number = |text: &str| {
        text.trim().parse::<f64>().ok().filter(|x| *x >= 0.0 && (!whole || *x == libm::floor(*x)))
    };
    let beyond = if whole { 1.0 } else { 0.0 };
    let (from, to) = match (words.strip_suffix('+'), words.split_once(['-', '–'])) {
        (Some(from), _) => (number(from)?, most + beyond),
        (None, Some((from, to))) => (number(from)?, number(to)? + beyond),
        (None, None) => (number(words)?, number(words)? + beyond),
    };
    (from < to && (!whole || to <= most + beyond)).then_some(Category::Span(from, to))
}

impl Category {
    /// Whether both can be said of the same value.
    pub(crate) fn overlaps(self, other: Category) -> bool {
        match (self, other) {
            (Category::Span(a, b), Category::Span(c, d)) => a < d && c < b,
            _ => self == other,
        }
    }

    /// Set it on a person; inside a span by a number in (0, 1).
    pub(crate) fn set(self, variable: Variable, person: &mut Person, inside: f64) {
        match (variable, self) {
            (Variable::Group, Category::Group(group)) => person.group = Some(group),
            (Variable::UnionMember, Category::Flag(member)) => person.union_member = Some(member),
            (Variable::Aware, Category::Flag(aware)) => person.aware = Some(aware),
            (Variable::Age, Category::Span(from, to)) => person.age = Some(from + inside * (to - from)),
            (Variable::Distance, Category::Span(from, to)) => {
                person.distance = Some(from + inside * (to - from))
            }
            (Variable::WeeksUsed, Category::Span(from, to)) => {
                person.weeks_used = Some(libm::floor(from + inside * (to - from)) as u8);
            }
            _ => {}
        }
    }
}

/// Ages of the groups, in words.
pub(crate) const AGES: &str =
    "a child or teenager is younger than 18, an elder 60 or older, the others between 15 and 60";

/// Whether somebody can be both: a child or teenager is younger than 18, an elder 60 or older, the others
/// between; nobody uses what it does not know.
pub(crate) fn possible(categories: &[(Variable, Category)]) -> bool {
    let of = |wanted: Variable| {
        categories.iter().find(|(variable, _)| *variable == wanted).map(|(_, category)| *category)
    };
    let age = match (of(Variable::Group), of(Variable::Age)) {
        (Some(Category::Group(ResidentGroup::ChildTeen)), Some(Category::Span(from, _))) => from < 18.0,
        (Some(Category::Group(ResidentGroup::Elder)), Some(Category::Span(_, to))) => to > 60.0,
        (Some(Category::Group(_)), Some(Category::Span(from, to))) => from < 60.0 && to > 15.0,
        _ => true,
    };
    let use_ = match (of(Variable::Aware), of(Variable::WeeksUsed)) {
        (Some(Category::Flag(false)), Some(Category::Span(from, _))) => from < 1.0,
        _ => true,
    };
    age && use_
}

/// The ages of a span that somebody of a group can have.
pub(crate) fn within_group(group: Option<Category>, age: Category) -> Category {
    let Category::Span(from, to) = age else { return age };
    match group {
        Some(Category::Group(ResidentGroup::ChildTeen)) => Category::Span(from, to.min(18.0)),
        Some(Category::Group(ResidentGroup::Elder)) => Category::Span(from.max(60.0), to),
        Some(Category::Group(_)) => Category::Span(from.max(15.0), to.min(60.0)),
        _ => age,
    }
}

/// Two words as a number in (0, 1).
pub(crate) fn inside(words: [u32; 4], pair: usize) -> f64 {
    uniform64(words[2 * pair], words[2 * pair + 1])
}
