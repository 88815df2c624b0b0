//! Why a command did not succeed, and how several reasons are told at once.

use crate::language::said;
use crate::scenario::faults::Faults;

/// Why a command did not succeed: the exit code of the contract and what to say on stderr.
#[derive(Debug)]
pub(crate) struct Failure {
    /// One of the exit codes that the help names.
    pub code: u8,
    /// Complete text for stderr, may have many lines; printed as it is.
    pub message: String,
}

impl Failure {
    /// A failure in one sentence.
    pub(crate) fn new(code: u8, why: impl AsRef<str>) -> Failure {
        Failure { code, message: said!("error: {}", why.as_ref()) }
    }

    /// Bad input, with each of its faults in a sentence of its own.
    pub(crate) fn of_faults(faults: &[String]) -> Failure {
        let sentence = |why: &String| said!("error: {}", why) + "\n";
        Failure { code: 3, message: faults.iter().map(sentence).collect() }
    }
}

/// Faults of scenarios and data end with 3.
impl From<Faults> for Failure {
    fn from(faults: Faults) -> Failure {
        Failure { code: 3, message: faults.to_string() }
    }
}

/// What was read from two places, or everything that is wrong in either of them.
pub(crate) fn together<A, B>(one: Result<A, Failure>, other: Result<B, Failure>) -> Result<(A, B), Failure> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(one), Err(other)) => {
            let message = format!("{}\n{}", one.message.trim_end(), other.message);
            Err(Failure { code: one.code.max(other.code), message })
        }
        (Err(why), Ok(_)) | (Ok(_), Err(why)) => Err(why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_of_two_places_come_at_once() {
        let bad = |code, why: &str| Err::<(), Failure>(Failure::new(code, why));
        let both = together(bad(2, "one"), bad(3, "other")).err();
        assert_eq!(both.map(|why| (why.code, why.message)), Some((3, "error: one\nerror: other".into())));
        let first = together(bad(3, "one"), Ok(())).err();
        assert_eq!(first.map(|why| why.message), Some("error: one".into()));
        assert!(together::<(), ()>(Ok(()), Ok(())).is_ok());
    }
}
