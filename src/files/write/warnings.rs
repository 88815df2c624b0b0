//! The rows of `warnings.csv`.

use crate::files::write::rows::{NumberForm, RowWriter};
use crate::language::for_programs;
use crate::study::run::merged::merged;
use crate::study::run::warnings::Warning;

/// What a warning counts.
#[derive(Clone, Copy, Debug, Default)]
struct Counted {
    count: Option<u64>,
    of: Option<u32>,
    share: Option<f64>,
}

impl Counted {
    fn in_warning(warning: &Warning) -> Counted {
        let count = |count: u32| Counted { count: Some(count.into()), ..Counted::default() };
        let share = |share: f64| Counted { share: Some(share), ..Counted::default() };
        match warning {
            Warning::FewReplicates { replicates } => count(*replicates),
            Warning::Failed { failed, of, .. } => Counted { of: Some(*of), ..count(*failed) },
            Warning::LostContract { lost, of, .. } => Counted { of: Some(*of), ..count(*lost) },
            Warning::Overlap { weeks, .. } => count(weeks.unsigned_abs()),
            Warning::SeatsFull { share: of_weeks, .. }
            | Warning::WithoutOperator { share: of_weeks, .. }
            | Warning::LateWages { share: of_weeks, .. } => share(*of_weeks),
            Warning::LeftOut { bytes, .. } => Counted { count: Some(*bytes), ..Counted::default() },
            Warning::Scenario { .. } | Warning::Told { .. } => Counted::default(),
        }
    }
}

/// The same in words as the manifest has them: one line a kind.
pub(in crate::files) fn warning_words(warnings: &[Warning]) -> Vec<String> {
    for_programs(|| merged(warnings))
}

/// A row for each warning, in the order in which they are told.
pub(in crate::files) fn warning_rows(warnings: &[Warning]) -> Vec<u8> {
    let mut rows = RowWriter::default();
    for warning in warnings {
        let Counted { count, of, share } = Counted::in_warning(warning);
        rows.text(warning.scenario().unwrap_or_default());
        rows.text(warning.kind().name());
        let mut whole = |n: Option<u64>| match n {
            Some(n) => rows.whole(i64::try_from(n).unwrap_or(i64::MAX)),
            None => rows.nothing(),
        };
        whole(count);
        whole(of.map(u64::from));
        rows.value(share, NumberForm::Plain);
        rows.text(&for_programs(|| warning.to_string()));
        rows.end();
    }
    rows.bytes()
}
