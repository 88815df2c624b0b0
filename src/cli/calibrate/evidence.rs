//! What a fit is asked: scenarios, observations and parameters, with every fault of all of them at once.

use crate::cli::Failure;
use crate::cli::calibrate::Arguments;
use crate::files::library::DiskLibrary;
use crate::language::{said, term};
use crate::measure::observed;
use crate::scenario;
use crate::scenario::Scenario;
use crate::scenario::faults::{Fault, Faults};
use crate::scenario::posterior::held_fast;
use crate::study::calibrate::evidence::{EvidenceRow, EvidenceRows, of_file, rows};
use crate::study::calibrate::free::Free;
use crate::study::calibrate::goal::FitTarget;
use crate::world::blueprint::facts;

/// What is asked.
pub(crate) struct EvidenceArguments {
    /// Scenarios that are lived.
    pub scenarios: Vec<Scenario>,
    /// What they are held against.
    pub targets: Vec<FitTarget>,
    /// What moves.
    pub free: Vec<Free>,
    /// What to know.
    pub warnings: Vec<String>,
}

/// Read everything. Nothing is computed when anything is refused.
pub(crate) fn gather(arguments: &Arguments) -> Result<EvidenceArguments, Failure> {
    let mut faults = Faults::default();
    let mut evidence =
        EvidenceArguments { scenarios: vec![], targets: vec![], free: vec![], warnings: vec![] };
    if let Some(file) = &arguments.scenario {
        add_observed(file, arguments, &mut evidence, &mut faults);
    }
    if arguments.targets {
        add_targets(arguments, &mut evidence, &mut faults)?;
    }
    add_free(arguments, &mut evidence, &mut faults);
    if faults.is_empty() && evidence.targets.is_empty() {
        return Err(Failure::new(
            2,
            term("nothing to fit to: give a scenario with --observed FILE, or --targets"),
        ));
    }
    Ok(faults.finish(evidence)?)
}

fn read(file: &str, arguments: &Arguments, faults: &mut Faults) -> Option<Scenario> {
    match scenario::read(&[file.to_string()], &arguments.changes.overrides(), &DiskLibrary) {
        Ok(mut read) => read.pop(),
        Err(found) => {
            found.list().iter().for_each(|fault| faults.add(fault.clone()));
            None
        }
    }
}

fn add_observed(file: &str, arguments: &Arguments, evidence: &mut EvidenceArguments, faults: &mut Faults) {
    let scenario = read(file, arguments, faults);
    let Some(name) = &arguments.observed else { return evidence.scenarios.extend(scenario) };
    let observed = observed::read(name, &DiskLibrary);
    let fits = match (&observed, &scenario) {
        (Ok(observed), Some(scenario)) => observed.fits(&scenario.blueprint),
        _ => Ok(()),
    };
    for found in [observed.as_ref().err(), fits.as_ref().err()].into_iter().flatten() {
        found.list().iter().for_each(|fault| faults.add(fault.clone()));
    }
    evidence.targets.extend(observed.iter().flat_map(|observed| of_file(observed, evidence.scenarios.len())));
    evidence.scenarios.extend(scenario);
}

/// Rows of the program's own table, each in its own scenario.
fn add_targets(
    arguments: &Arguments,
    evidence: &mut EvidenceArguments,
    faults: &mut Faults,
) -> Result<(), Failure> {
    let EvidenceRows { usable, others } = rows().map_err(|why| Failure::new(1, why))?;
    for row in usable {
        let at = match evidence.scenarios.iter().position(|scenario| scenario.name == row.scenario) {
            Some(at) => at,
            None => {
                let Some(scenario) = read(&row.scenario, arguments, faults) else { continue };
                evidence.scenarios.push(scenario);
                evidence.scenarios.len() - 1
            }
        };
        if let Err(wrong) = row.statistic.fits(&evidence.scenarios[at].blueprint) {
            faults.add(Fault::without_place("--targets", format!("{}: {}", row.id, wrong.message)));
        }
        let EvidenceRow { id, statistic, observed, .. } = row;
        evidence.targets.push(FitTarget { row: id, scenario: at, statistic, observed });
    }
    evidence.warnings.extend(others.iter().map(|(id, why)| said!("{id} is not used: {why}")));
    Ok(())
}

fn add_free(arguments: &Arguments, evidence: &mut EvidenceArguments, faults: &mut Faults) {
    let facts = facts();
    for path in &arguments.free {
        let name = format!("--free {path}");
        match Free::named(path, &facts) {
            Ok(free) if evidence.free.contains(&free) => {
                faults.add(Fault::without_place(&name, term("named twice")))
            }
            Ok(free) => {
                for why in evidence.scenarios.iter().filter_map(|scenario| held_fast(scenario, &free.path)) {
                    faults.add(Fault::without_place(&name, why));
                }
                evidence.free.push(free);
            }
            Err(why) => faults.add(Fault::without_place(&name, why)),
        }
    }
}
