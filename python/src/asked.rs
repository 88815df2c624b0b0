//! What Python asks for, and why nothing came of it.

use commonroom::bindings::{self, ScenarioAsked};
use commonroom::{Fault, Faults};
use pyo3::{PyErr, create_exception};

create_exception!(_commonroom, Refused, pyo3::exceptions::PyException, "Exit code, words, faults.");

/// A scenario: the words of the command line; or none of them, its parts, what is set, a name.
pub type ScenarioParts = (Option<String>, Vec<String>, Vec<String>, Option<String>);

/// A fault: file, line, column, message, suggestion.
type FaultParts = (String, Option<usize>, Option<usize>, String, Option<String>);

/// As the library takes it.
pub fn scenario((words, parts, sets, called): ScenarioParts) -> ScenarioAsked {
    match words {
        Some(words) => ScenarioAsked::Argument(words),
        None => ScenarioAsked::Parts { parts, sets, called },
    }
}

/// As an exception.
pub fn exception(why: bindings::Refused) -> PyErr {
    match why {
        bindings::Refused::Faults(faults) => Refused::new_err((3, faults.to_string(), parts(&faults))),
        bindings::Refused::Failed { code, message } => {
            Refused::new_err((code, message, Vec::<FaultParts>::new()))
        }
    }
}

fn parts(faults: &Faults) -> Vec<FaultParts> {
    let one = |fault: &Fault| {
        let (line, column) = fault.position().unzip();
        (fault.file.clone(), line, column, fault.message.clone(), fault.suggestion.clone())
    };
    faults.list().iter().map(one).collect()
}
