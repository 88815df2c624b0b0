//! `calibrate --recover N`: known parameters, simulated observations, fits.

use super::super::{Failure, answer, interrupt, progress::say};
use super::Arguments;
use crate::experiment::calibrate::free::Free;
use crate::experiment::calibrate::goal::Means;
use crate::experiment::calibrate::recovery::screen::screen;
use crate::experiment::calibrate::recovery::study::study;
use crate::experiment::calibrate::recovery::{Experiment, FREE, SCENARIO, SETS, TUNING, WEEKS};
use crate::report::recovery;
use crate::scenario::{self, Request, library::Embedded};
use crate::world::facts;

/// Do the study, answer in Markdown.
pub fn carry_out(arguments: &Arguments, experiments: u32) -> Result<(), Failure> {
    let request = Request { sets: SETS.map(String::from).to_vec(), weeks: Some(WEEKS) };
    let refused = |why: String| Failure { code: 3, message: why };
    let settings = scenario::read(&[SCENARIO.to_string()], &request, &Embedded).map_err(|faults| refused(faults.to_string()))?;
    let Some(setting) = settings.first() else { return Ok(()) };
    let facts = facts();
    let free = FREE.iter().map(|path| Free::named(path, &facts)).collect::<Result<Vec<_>, _>>().map_err(refused)?;
    let threads = arguments.threads.unwrap_or(0) as usize;
    let means = Means { live: &crate::simulation::live, seed: arguments.seed, threads, cancel: interrupt::flag() };
    let mut done = |one: &Experiment| {
        if !arguments.quiet {
            let covered = (0..free.len()).filter(|k| one.covers(*k)).count();
            say(&format!("experiment {} of {experiments}: {covered} of {} inside", one.number, free.len()));
        }
    };
    let study = study(setting, &free, experiments, TUNING, means, &mut done)?;
    if arguments.json {
        return answer(&format!("{:#}\n", recovery::as_json(&study)));
    }
    let pulls = screen(setting, &facts, means)?;
    answer(&recovery::markdown(&study, &free, &pulls, TUNING))
}
