//! What `plausible` answers: what ruled out how many draws, and what was learned of which parameter.

use crate::language::{said, term};
use crate::report::text::table::{Table, wrap};
use crate::study::plausible::history::{DESCRIBES_SETTING, LEFT_OUT};
use crate::study::plausible::kept::KeptDraws;

/// Parameters of which most was learned, at most so many are told.
const TOLD: usize = 12;

/// In words.
pub(crate) fn text(kept: &KeptDraws) -> String {
    let mut table = Table::new(["held against", "contradicted by", "of draws"].map(term));
    for out in &kept.ruled_out {
        table.row([out.id.clone(), out.draws.to_string(), out.of.to_string()]);
    }
    let left_out: String = LEFT_OUT.iter().map(|(id, why)| format!("  {id}: {}\n", term(why))).collect();
    let of_setting: String = DESCRIBES_SETTING
        .iter()
        .map(|((reading, setting), why)| {
            let why = term(why);
            said!("  {reading} in {setting}:\n    {why}\n")
        })
        .collect();
    let (parameters, members, draws) = (kept.parameters.len(), kept.members, kept.draws.len());
    let head = said!(
        "{parameters} parameters that nobody measured; {members} draws of what is plausible of them were \
         moved to where the model meets the rows that may calibrate and the sides that hard patterns name. \
         {draws} of them contradict none of these in other random worlds."
    );
    format!(
        "{}\n{}\n{}\n{left_out}\n{}\n{of_setting}\n{}",
        wrap(&head, 0),
        table.terminal(),
        term("Rows that no draw is held against:"),
        term("Checks of patterns that no draw is held against:"),
        learned(kept)
    )
}

/// Where draws are nearer together than what is plausible.
fn learned(kept: &KeptDraws) -> String {
    let mut all: Vec<(&str, f64)> =
        kept.parameters.iter().map(String::as_str).zip(kept.spread.iter().copied()).collect();
    all.sort_by(|a, b| a.1.total_cmp(&b.1));
    let middle = all.get(all.len() / 2).map_or(0.0, |(_, spread)| *spread);
    let mut table = Table::new(["most was learned of", "spread (1: nothing learned)"].map(term));
    for (path, spread) in all.iter().take(TOLD) {
        table.row([path.to_string(), format!("{spread:.2}")]);
    }
    table.terminal() + &said!("The middle parameter keeps {middle:.2} of its spread.\n")
}
