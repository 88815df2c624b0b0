//! What a comparison keeps of a run: windows, groups of residents, public money by purpose, and a digest of
//! every week.

use crate::measure::values::written;
use crate::measure::window::Window;
use crate::scenario::Scenario;
use crate::simulation::{Retain, Trajectory};
use crate::study::compare::case::{GroupKey, RunResults};
use crate::study::compare::purposes::PurposeSum;
use crate::units::{Week, YEAR};
use crate::world::ledger::For;
use crate::world::record::group::Group;
use crate::world::record::groups::YearlyFigure;
use crate::world::record::{Fraction, MEASURES, Record};
use std::collections::BTreeMap;

/// One run as a comparison needs it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Reduced {
    /// Every measure over every window, and yearly figures of groups.
    pub results: RunResults,
    /// Public money by purpose, from the ledger.
    pub paid: BTreeMap<For, PurposeSum>,
    /// One number per week 0…T that changes when any cell of `series.csv` in that week does.
    pub weeks: Vec<u64>,
}

/// What a comparison must keep of each run.
pub(crate) const KEEP: Retain = Retain { ledger: true, groups: true, sample: 0 };

/// Bytes that are kept of one run of so many weeks: a cell for each measure and window, and a row with its
/// key for each figure of a group in each year (`own_groups` are those that the scenario names), with the
/// room that ordered maps leave free.
pub(crate) fn kept_bytes(weeks: Week, own_groups: usize) -> u64 {
    let cells = Window::all(weeks).len() * MEASURES.len() * size_of::<Option<f64>>();
    let figures = (Group::yearly().count() + own_groups) * YearlyFigure::ALL.len();
    let row = 2 * (size_of::<GroupKey>() + size_of::<Fraction>());
    (cells + (weeks / YEAR) as usize * figures * row) as u64
}

/// Reduce a run.
pub(crate) fn reduce(scenario: &Scenario, run: &Trajectory) -> Reduced {
    let mut results = RunResults { values: written(&scenario.blueprint, run), ..RunResults::default() };
    results.add_groups(&run.groups);
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
    Reduced { results, paid: paid.collect(), weeks: digests(&run.records) }
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
