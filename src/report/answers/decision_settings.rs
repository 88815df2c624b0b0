//! What each package sets otherwise than the baseline, in the answer of `decision`.

use crate::escape::markdown_code;
use crate::language::term;
use crate::report::text::table::Table;
use crate::scenario::Scenario;
use crate::scenario::difference::differences;

const NONE: &str = "–";

/// Every setting, old and new; the baseline is the first of the scenarios.
pub(super) fn settings(scenarios: &[Scenario]) -> String {
    let Some((base, packages)) = scenarios.split_first() else { return String::new() };
    let mut table = Table::new(["package", "setting", "old", "new"].map(term));
    for package in packages {
        for one in differences(base, package) {
            let [old, new] = one.values.map(|value| value.map_or(NONE.into(), |value| markdown_code(&value)));
            table.row([markdown_code(&package.name), markdown_code(&one.path), old, new]);
        }
    }
    table.markdown()
}
