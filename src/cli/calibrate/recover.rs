//! `calibrate --recover N`: known parameters, simulated observations, fits.

use crate::cli::calibrate::Arguments;
use crate::cli::calibrate::fit::means;
use crate::cli::progress::say;
use crate::cli::{Failure, answer, answer_json, memory};
use crate::language::said;
use crate::report::answers::recovery;
use crate::scenario;
use crate::scenario::Overrides;
use crate::scenario::library::Embedded;
use crate::study::calibrate::free::Free;
use crate::study::calibrate::recovery::experiments::study;
use crate::study::calibrate::recovery::screen::screen;
use crate::study::calibrate::recovery::{Experiment, FREE, SCENARIO, SETS, TUNING, WEEKS};
use crate::world::blueprint::facts;

/// Do the study, answer in Markdown.
pub(crate) fn run(arguments: &Arguments, experiments: u32) -> Result<(), Failure> {
    let request = Overrides { sets: SETS.map(String::from).to_vec(), weeks: Some(WEEKS) };
    let refused = |why: String| Failure { code: 3, message: why };
    let settings = scenario::read(&[SCENARIO.to_string()], &request, &Embedded)?;
    let Some(setting) = settings.first() else { return Ok(()) };
    memory::check(&settings, arguments.computing.demand(TUNING.first))?;
    let facts = facts();
    let free =
        FREE.iter().map(|path| Free::named(path, &facts)).collect::<Result<Vec<_>, _>>().map_err(refused)?;
    let means = means(arguments);
    let mut done = |one: &Experiment| {
        if !arguments.showing.quiet {
            let covered = (0..free.len()).filter(|k| one.covers(*k)).count();
            say(&said!("experiment {} of {experiments}: {covered} of {} inside", one.number, free.len()));
        }
    };
    let study = study(setting, &free, experiments, TUNING, means, &mut done)?;
    if arguments.json {
        return answer_json(&recovery::as_json(&study));
    }
    let pulls = screen(setting, &facts, means)?;
    answer(&recovery::markdown(&study, &free, &pulls, TUNING))
}
