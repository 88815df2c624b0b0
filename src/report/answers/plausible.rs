//! What `plausible` answers: what ruled out how many draws, and what was learned of which parameter.

use crate::language::{said, term};
use crate::report::text::table::{Table, wrap};
use crate::study::plausible::history::{DESCRIBES_SETTING, LEFT_OUT};
use crate::study::plausible::kept::KeptDraws;

/// Parameters of which most was learned, at most so many are told.
const TOLD: usize = 12;

/// In words.
pub(crate) fn text(kept: &KeptDraws) -> String {
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
        ruled_out(kept),
        term("Rows that no draw is held against:"),
        term("Checks of patterns that no draw is held against:"),
        learned(kept)
    )
}

/// In words, of draws that were held against what was observed in a place of one's own.
pub(crate) fn own_place(kept: &KeptDraws, place: &str) -> String {
    let (parameters, draws) = (kept.parameters.len(), kept.draws.len());
    let of = kept.ruled_out.first().map_or(draws, |out| out.of);
    let head = said!(
        "With {draws} of {of} plausible draws of {parameters} parameters that nobody measured the model \
         looks like what was observed in `{place}`: within three standard deviations of measurement, of the \
         model (taken to be as much again) and of chance. Name the file with --plausible."
    );
    format!("{}\n{}\n{}", wrap(&head, 0), ruled_out(kept), learned(kept))
}

/// That the draws that there are do not make what was observed.
pub(crate) fn nothing_left(kept: &KeptDraws) -> String {
    let hardest = kept.ruled_out.iter().max_by_key(|out| out.draws);
    let (draws, of) = (kept.draws.len(), kept.ruled_out.first().map_or(0, |out| out.of));
    let hardest = hardest.map_or_else(String::new, |out| {
        said!(" Most are contradicted by {}: {} of {}.", out.id, out.draws, out.of)
    });
    let head = said!(
        "{draws} of {of} draws make all that was observed: the place is not one of those that the draws \
         describe, or its scenario does not say what is different there."
    );
    format!("{head}{hardest}")
}

/// What contradicted how many draws.
fn ruled_out(kept: &KeptDraws) -> String {
    let mut table = Table::new(["held against", "contradicted by", "of draws"].map(term));
    for out in &kept.ruled_out {
        table.row([out.id.clone(), out.draws.to_string(), out.of.to_string()]);
    }
    table.terminal()
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
