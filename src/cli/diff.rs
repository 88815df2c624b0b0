//! `diff`: what two scenarios set differently, and where each value comes from.

use crate::cli::flags::Changes;
use crate::cli::progress::say;
use crate::cli::{Failure, answer, answer_json};
use crate::files::library::DiskLibrary;
use crate::language::{said, term};
use crate::report::answers::diff;
use crate::scenario;
use crate::scenario::Scenario;
use crate::scenario::difference::differences;
use crate::scenario::faults::Faults;
use clap::Args;

/// Show what two scenarios set differently, with the places where it is said
#[derive(Args, Clone, Debug)]
pub(crate) struct Arguments {
    /// Scenario file, built-in scenario, sum (`a+b`) or what-if (`a:levers.funding.grant=300000`)
    #[arg(value_name = "A")]
    one: String,
    /// The other one
    #[arg(value_name = "B")]
    other: String,
    #[command(flatten)]
    changes: Changes,
    /// The same as a JSON array on stdout
    #[arg(long)]
    json: bool,
}

/// Read both, and say what differs.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (one, other) = both(arguments)?;
    let found = differences(&one, &other);
    if arguments.json {
        return answer_json(&diff::as_json(&found));
    }
    for scenario in [&one, &other] {
        scenario.warnings.iter().for_each(|w| say(&said!("warning: {}: {w}", scenario.name)));
    }
    answer(&diff::in_words([&arguments.one, &arguments.other], &found))
}

/// Both scenarios, which may bear the same name; all faults of both at once.
fn both(arguments: &Arguments) -> Result<(Scenario, Scenario), Failure> {
    let (mut faults, mut read) = (Faults::default(), Vec::new());
    for file in [&arguments.one, &arguments.other] {
        match scenario::read(std::slice::from_ref(file), &arguments.changes.overrides(), &DiskLibrary) {
            Ok(scenarios) => read.extend(scenarios),
            Err(found) => faults.extend(found),
        }
    }
    let mut read = faults.finish(read)?.into_iter();
    let both = (read.next(), read.next());
    match both {
        (Some(one), Some(other)) => Ok((one, other)),
        _ => Err(Failure::new(1, term("a scenario was not read"))),
    }
}
