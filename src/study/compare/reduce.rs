//! What a comparison keeps of a run: windows, groups of residents, public money by purpose, and a digest of
//! every week.

use crate::measure::values::{Values, Worlds};
use crate::measure::window::Window;
use crate::scenario::Scenario;
use crate::simulation::{Retain, Trajectory};
use crate::study::compare::ranking::WorldValues;
use crate::units::{Week, YEAR};
use crate::world::ledger::For;
use crate::world::record::group::Group;
use crate::world::record::groups::YearlyFigure;
use crate::world::record::{Fraction, MEASURES, Record};
use std::collections::BTreeMap;

/// Which figure of a group of residents over all communities, in the order of `group-effects.csv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GroupKey {
    /// Year 1, 2, …
    pub year: u32,
    /// The group.
    pub group: Group,
    /// Which of its figures.
    pub figure: YearlyFigure,
}

/// What public purses paid for one purpose in one run, yuan.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct PurposeSum {
    /// In all weeks.
    pub whole: f64,
    /// In the last year.
    pub last_year: f64,
}

/// One run as a comparison needs it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Reduced {
    /// All measures over all windows, each run reduced.
    pub values: Values,
    /// Yearly figures by group.
    pub groups: BTreeMap<GroupKey, Fraction>,
    /// Public money by purpose, from the ledger.
    pub paid: BTreeMap<For, PurposeSum>,
    /// One number per week 0…T that changes when any cell of `series.csv` in that week does.
    pub weeks: Vec<u64>,
}

/// What a comparison must keep of each run.
pub(crate) const KEEP: Retain = Retain { ledger: true, groups: true };

/// Bytes that are kept of one run of so many weeks: a cell for each measure and window, and a row with its
/// key for each figure of a group in each year, with the room that ordered maps leave free.
pub(crate) fn kept_bytes(weeks: Week) -> u64 {
    let cells = Window::all(weeks).len() * MEASURES.len() * size_of::<Option<f64>>();
    let figures = Group::yearly().count() * YearlyFigure::ALL.len();
    let row = 2 * (size_of::<GroupKey>() + size_of::<Fraction>());
    (cells + (weeks / YEAR) as usize * figures * row) as u64
}

/// Reduce a run.
pub(crate) fn reduce(scenario: &Scenario, run: &Trajectory) -> Reduced {
    let mut groups: BTreeMap<GroupKey, Fraction> = BTreeMap::new();
    for row in &run.groups {
        let cell =
            groups.entry(GroupKey { year: row.year, group: row.group, figure: row.figure }).or_default();
        *cell = Fraction { num: cell.num + row.num, den: cell.den + row.den };
    }
    let last_year = Window::LastYear.weeks(&scenario.blueprint);
    let mut fen: BTreeMap<For, (i64, i64)> = BTreeMap::new();
    for entry in run.ledger.iter().filter(|entry| entry.from.is_public()) {
        let sum = fen.entry(entry.purpose).or_default();
        sum.0 += entry.amount.0;
        sum.1 += if last_year.as_ref().is_some_and(|weeks| weeks.contains(&entry.week)) {
            entry.amount.0
        } else {
            0
        };
    }
    let yuan = |fen: i64| fen as f64 / 100.0;
    let paid = fen
        .into_iter()
        .map(|(purpose, sum)| (purpose, PurposeSum { whole: yuan(sum.0), last_year: yuan(sum.1) }));
    Reduced {
        values: Values::of(&scenario.blueprint, run),
        groups,
        paid: paid.collect(),
        weeks: digests(&run.records),
    }
}

/// FNV-1a over the bits of every cell of a week, over all communities.
fn digests(records: &[Record]) -> Vec<u64> {
    let mut weeks: BTreeMap<Week, u64> = BTreeMap::new();
    for record in records {
        let digest = weeks.entry(record.week).or_insert(0xCBF2_9CE4_8422_2325);
        for measure in MEASURES {
            let bits = (measure.read)(record).value().map_or(u64::MAX, f64::to_bits);
            *digest = (*digest ^ bits).wrapping_mul(0x0000_0100_0000_01B3);
            *digest ^= *digest >> 29;
        }
    }
    weeks.into_values().collect()
}

/// The finished runs of one scenario by replicate, in the parts that a comparison reads.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gathered {
    /// Windows.
    pub values: Worlds,
    /// Groups.
    pub groups: BTreeMap<u32, BTreeMap<GroupKey, Fraction>>,
    /// Public money by purpose.
    pub paid: BTreeMap<u32, BTreeMap<For, PurposeSum>>,
}

impl Gathered {
    /// Take one finished run. Its weekly digests are the business of [`crate::study::compare::checks`].
    pub(crate) fn take(&mut self, replicate: u32, run: Reduced) {
        self.values.insert(replicate, run.values);
        self.groups.insert(replicate, run.groups);
        self.paid.insert(replicate, run.paid);
    }

    /// What its runs were reduced to, by world.
    pub(crate) fn by_world(&self) -> WorldValues<'_> {
        self.values.iter().map(|(world, values)| (*world, values)).collect()
    }
}
