//! What a measure is: a column of every trajectory, with its unit, its definition and how it combines.

use crate::world::record::fraction::Fraction;
use crate::world::record::row::Record;

/// How a measure combines over weeks and communities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Combine {
    /// The sum of the values (the denominator only says whether the value exists).
    Sum,
    /// Numerators and denominators are added: Σ/Σ. For a plain state this is the mean over weeks and
    /// communities.
    Ratio,
}

/// Whom a measure speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The residents or the home of one community.
    Community,
    /// An actor shared by all communities: the same value stands in each community's row, but where each home
    /// has a contract of its own.
    Shared,
    /// Money: the community's own share of the ledger.
    Money,
}

/// Which direction is better for the community.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    Up,
    /// Less is better.
    Down,
    /// Neither.
    Neither,
}

impl Better {
    /// The sign of an improvement: +1 when more is better, −1 when less is, 0 when neither.
    pub fn sign(self) -> i8 {
        match self {
            Better::Up => 1,
            Better::Down => -1,
            Better::Neither => 0,
        }
    }

    /// The factor by which values are ordered, the best first: where neither direction is better, the largest
    /// value comes first.
    pub fn order(self) -> f64 {
        if self.sign() < 0 { -1.0 } else { 1.0 }
    }
}

/// One column of every trajectory.
#[derive(Clone, Copy)]
pub struct Measure {
    /// Column name; never renamed.
    pub name: &'static str,
    /// Unit.
    pub unit: &'static str,
    /// Whom it speaks of.
    pub scope: Scope,
    /// How it combines.
    pub combine: Combine,
    /// Which direction is better.
    pub better: Better,
    /// When the cell is empty, in words; `""` if never.
    pub empty: &'static str,
    /// Definition.
    pub meaning: &'static str,
    /// Short label in English.
    pub label: &'static str,
    /// Short label in Chinese.
    pub zh: &'static str,
    /// Reads it from a record.
    pub read: fn(&Record) -> Fraction,
}

impl Measure {
    /// Whether its values are money, written with two decimals.
    pub fn is_money(&self) -> bool {
        self.unit.starts_with("yuan")
    }

    /// A value more in a total, both of this measure; one that does not exist adds nothing.
    pub(crate) fn add(&self, total: Fraction, more: Fraction) -> Fraction {
        match (self.combine, more.value()) {
            (_, None) => total,
            (Combine::Sum, Some(value)) => Fraction { num: total.num + value, den: 1.0 },
            (Combine::Ratio, Some(_)) => Fraction { num: total.num + more.num, den: total.den + more.den },
        }
    }

    /// The total over the communities of one week. The same value of a shared actor stands in each of their
    /// records: it counts once.
    pub(crate) fn over<'a>(&self, week: impl Iterator<Item = &'a Record>) -> Fraction {
        let shared = self.scope == Scope::Shared;
        let counts = |(at, record): &(usize, &Record)| *at == 0 || !shared || record.apart;
        let there = week.enumerate().filter(counts);
        there.fold(Fraction::default(), |total, (_, record)| self.add(total, (self.read)(record)))
    }

    /// The least and the largest value that it can have, in its unit; infinite where there is no end.
    pub fn bounds(&self) -> (f64, f64) {
        bounds_of(self.name, self.unit)
    }

    /// Whether it is a degree, 0 to 1, and no part of the people: what somebody feels on average, or how well
    /// something is done.
    pub(crate) fn is_index(&self) -> bool {
        const FELT: [&str; 4] = ["satisfaction", "commercial_belief", "efficacy", "cooperation"];
        let felt = FELT.iter().any(|name| self.name.starts_with(name)) || self.name.starts_with("trust");
        self.unit == "index" || self.unit == "share" && felt
    }
}

/// The same of any figure, by its name and unit.
pub(crate) fn bounds_of(name: &str, unit: &str) -> (f64, f64) {
    match (name, unit) {
        ("willingness_causal", _) => (-1.0, 1.0),
        ("reserve", _) => (f64::NEG_INFINITY, f64::INFINITY),
        // What comes back, old debts that are paid and money put aside make a cost of a week less than
        // nothing.
        (name, "yuan") if name.contains("cost") => (f64::NEG_INFINITY, f64::INFINITY),
        (_, "yuan/visit" | "yuan/visitor") => (f64::NEG_INFINITY, f64::INFINITY),
        ("inflation", _) => (0.0, f64::INFINITY),
        (_, "share" | "share/week") => (0.0, 1.0),
        // Factors of the vitality stand 0.01 above their share; parts of a deficiency and growth may be
        // negative.
        (_, "index") => (-1.0, 1.01),
        (_, "points") => (0.0, 100.0),
        (_, "tier") => (1.0, 5.0),
        _ => (0.0, f64::INFINITY),
    }
}

/// Declares the table: of each measure what the columns of the files and the documents say, and how it is
/// read from a record.
macro_rules! table_of_measures {
    ($about:literal $NAME:ident: $(
        $name:ident $unit:literal $scope:ident $combine:ident $better:ident, $label:literal, $zh:literal,
        $meaning:literal, empty $empty:literal, |$r:ident| $num:expr, $den:expr;
    )+) => {
        #[doc = $about]
        pub(crate) const $NAME: &[$crate::world::record::definition::Measure] = &[$(
            $crate::world::record::definition::Measure {
                name: stringify!($name),
                unit: $unit,
                scope: $crate::world::record::definition::Scope::$scope,
                combine: $crate::world::record::definition::Combine::$combine,
                better: $crate::world::record::definition::Better::$better,
                empty: $empty,
                meaning: $meaning,
                label: $label,
                zh: $zh,
                read: |$r: &$crate::world::record::row::Record| {
                    $crate::world::record::fraction::Fraction { num: $num, den: $den }
                },
            },
        )+];
    };
}

pub(crate) use table_of_measures;
