//! Which runs of a batch are lived here: all worlds or those from some number on, all runs or one of several
//! shards.

use crate::batch::{Job, Plan, replicates};
use crate::language::term;
use crate::scenario::Scenario;
use std::fmt;
use std::str::FromStr;

/// One of several parts into which the runs of a batch are dealt like cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shard {
    /// Which, from 1.
    pub number: u32,
    /// Of how many.
    pub of: u32,
}

impl FromStr for Shard {
    type Err = String;
    fn from_str(text: &str) -> Result<Shard, String> {
        let parts = text.split_once('/').and_then(|(i, n)| Some((i.parse().ok()?, n.parse().ok()?)));
        match parts {
            Some((number, of)) if (1..=of).contains(&number) => Ok(Shard { number, of }),
            _ => Err(term("a shard is written like 3/8: which one, of how many").into()),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

/// The runs that are lived here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Portion {
    /// Number of the first random world.
    pub first: u32,
    /// The shard; `None` for all runs.
    pub shard: Option<Shard>,
}

impl Portion {
    /// Its runs, in the order of the whole batch: `plan.replicates` worlds from the first on.
    pub(crate) fn jobs<'a>(
        self,
        scenarios: &'a [Scenario],
        plan: &Plan,
    ) -> impl Iterator<Item = Job<'a>> + Clone + Send + use<'a> {
        let last = self.first.saturating_add(plan.replicates - 1);
        let all = replicates::jobs(scenarios, &Plan { replicates: last, ..*plan }, self.first);
        let dealt = move |at: &usize| match self.shard {
            Some(Shard { number, of }) => at % of as usize == number as usize - 1,
            None => true,
        };
        all.enumerate().filter(move |(at, _)| dealt(at)).map(|(_, job)| job)
    }
}
