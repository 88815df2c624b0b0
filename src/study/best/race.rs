//! A race: candidates are lived in a few draws and worlds, those that surely are no choice are dropped, the
//! others are lived in twice as many, and so on. All have the same draws and worlds, so that few tell much.

use crate::batch::Stopped;
use crate::batch::rounds::Rounds;
use crate::study::best::lives::Lives;
use crate::study::best::score::{Score, sorted, surely_no_better};
use crate::study::best::space::Candidate;
use crate::study::best::wanted::Wanted;

/// Lives of each candidate before anybody is dropped.
pub(crate) const FIRST: u32 = 4;

/// Most candidates that go on.
pub(crate) const MOST: usize = 24;

/// The fewest that go on while none keeps what must be kept: their children may.
const FEWEST_SHORT: usize = 4;

/// How far a race goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RaceLimits {
    /// Lives of each who stays to the end.
    pub until: u32,
    /// Lives of all candidates since the search began, at most.
    pub lives: u64,
}

/// Candidates with their scores, the best first.
pub(crate) type Field = Vec<(Candidate, Score)>;

/// Race; who is left, the best first.
pub(crate) fn race(
    rounds: &mut Rounds,
    lives: &mut Lives,
    wanted: &Wanted,
    field: Vec<Candidate>,
    limits: RaceLimits,
) -> Result<Field, Stopped> {
    let mut stage = FIRST.min(limits.until);
    let mut left: Field = sorted(&field, lives, wanted);
    loop {
        let who: Vec<Candidate> = left.iter().map(|(candidate, _)| candidate.clone()).collect();
        if lives.lived + lives.missing(&who, stage) > limits.lives {
            return Ok(left);
        }
        lives.live(rounds, &who, stage)?;
        left = staying(sorted(&who, lives, wanted), lives, wanted);
        if stage >= limits.until || left.len() < 2 {
            return Ok(left);
        }
        stage = (2 * stage).min(limits.until);
    }
}

/// Who stays: nobody who surely breaks a bound while another may keep it, and nobody of whom it is sure that
/// another is as good in everything that matters.
fn staying(sorted: Field, lives: &Lives, wanted: &Wanted) -> Field {
    let all_short = sorted.iter().all(|(_, score)| score.surely_short);
    let mut staying: Field = Vec::new();
    for (candidate, score) in sorted {
        let beaten = |(by, of): &(Candidate, Score)| {
            of.short <= score.short && surely_no_better(lives.of(&candidate), lives.of(by), wanted)
        };
        if (all_short || !score.surely_short) && !staying.iter().any(beaten) {
            staying.push((candidate, score));
        }
    }
    let nobody_keeps = staying.first().is_some_and(|(_, score)| !score.keeps_all());
    let most = if nobody_keeps { (staying.len() / 2).max(FEWEST_SHORT) } else { MOST };
    staying.truncate(most.min(MOST));
    staying
}
