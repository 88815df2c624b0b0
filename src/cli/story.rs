//! `story`: a world of a result folder told in words, quarter by quarter.

use crate::cli::{Failure, answer};
use crate::files::columns::ResultTable;
use crate::files::format::place_in;
use crate::files::read;
use crate::files::read::sampled::sampled;
use crate::language::{said, spoken};
use crate::report::answers::{story, story_residents};
use crate::report::charts::scene::Scene;
use crate::report::page::html::MEASURE;
use crate::report::page::of_folder::measures;
use clap::value_parser;
use std::path::PathBuf;

/// Tell a world of a result folder in words, quarter by quarter
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Arguments {
    /// Result folder of run, compare or diagnose
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Number of the random world [default: the one nearest the median]
    #[arg(long, value_name = "K", value_parser = value_parser!(u32).range(1..))]
    world: Option<u32>,
    /// Only this scenario [default: all of the folder]
    #[arg(long, value_name = "NAME")]
    scenario: Option<String>,
}

/// Read, tell.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let study = read::folders(std::slice::from_ref(&arguments.folder), &measures())?;
    let named = |name: &String| arguments.scenario.as_ref().is_none_or(|wanted| wanted == name);
    let chosen: Vec<usize> = (0..study.cases.len()).filter(|at| named(&study.cases[*at].name)).collect();
    if chosen.is_empty() {
        let names = study.cases.iter().map(|case| case.name.as_str()).collect::<Vec<_>>().join(", ");
        let name = arguments.scenario.as_deref().unwrap_or_default();
        return Err(Failure::new(
            2,
            said!("there is no scenario `{name}` in these results; there are: {}", names),
        ));
    }
    let world = |at: &usize| arguments.world.and_then(|world| story::refusal(&study.cases[*at], world));
    let reasons: Vec<String> = chosen.iter().filter_map(world).collect();
    if !reasons.is_empty() {
        return Err(Failure::new(2, reasons.join("\n")));
    }
    let Some(scene) = Scene::new(&study, spoken(), MEASURE) else { return Ok(()) };
    let mut told = Vec::new();
    for at in chosen {
        let sample = match story::world(&scene, at, arguments.world) {
            Some(world) => sampled(&arguments.folder, &study.cases[at].name, world)?,
            None => vec![],
        };
        told.push(story::text(&scene, at, arguments.world) + &story_residents::text(&sample));
    }
    answer(&format!(
        "{}\n{}\n",
        told.join("\n"),
        story::note(&place_in(&arguments.folder, ResultTable::Events))
    ))
}
