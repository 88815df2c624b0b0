//! How likely a donor who is asked again gives again, by how long ago the last gift was: read off the donors
//! week by week.

use crate::batch::rounds::Rounds;
use crate::batch::{Job, Stopped};
use crate::language::term;
use crate::simulation::{History, Retain};
use crate::stats::paired::Estimate;
use crate::study::validate::setting::{SUBJECT, Substitute};
use crate::study::validate::studies::StudyOutcome;
use crate::units::YEAR;
use crate::world::World;
use crate::world::blueprint::Blueprint;

/// The study as recipes name it.
pub(crate) const REPEAT: &str = "repeat-gift";

/// Weeks since the last gift up to which an ask counts.
const RECENT: u16 = 20;

/// Live the last year of the subject week by week, and count asks within 20 weeks of a gift.
pub(crate) fn live(
    rounds: &mut Rounds,
    subject: &Substitute,
    replicates: u32,
) -> Result<StudyOutcome, Stopped> {
    let scenario = match subject.read(SUBJECT) {
        Ok(scenario) => scenario,
        Err(why) => return Ok(Err(why)),
    };
    let work = |job: &Job| Ok(share_of_asks(&job.scenario.blueprint, job.seed, job.replicate));
    let mut lived =
        rounds.work("donors", &[scenario], 1..=replicates, &work, &mut |_, outcome| Ok(outcome))?;
    let shares: Vec<f64> = lived.pop().unwrap_or_default().into_values().flatten().collect();
    Ok(Estimate::of(&shares, 1).ok_or_else(|| term("nobody who had given was asked again").into()))
}

/// Gifts over asks. Whoever is asked has its rate of answers moved: that tells who was.
fn share_of_asks(blueprint: &Blueprint, seed: u64, replicate: u32) -> Option<f64> {
    let end = blueprint.weeks;
    let mut history = History::begin(blueprint, seed, replicate, &());
    history.go_on(blueprint, (end - YEAR).max(0), Retain::default(), &());
    let (mut asks, mut gifts) = (0_u32, 0_u32);
    while history.world.week() < end {
        let before = donors(&history.world);
        history.go_on(blueprint, history.world.week() + 1, Retain::default(), &());
        for ((weeks, past), (weeks_now, past_now)) in before.into_iter().zip(donors(&history.world)) {
            if weeks <= RECENT && past_now != past {
                asks += 1;
                gifts += u32::from(weeks_now == 0);
            }
        }
    }
    (asks > 0).then(|| f64::from(gifts) / f64::from(asks))
}

fn donors(world: &World) -> Vec<(u16, f32)> {
    world.donors().map(|donor| (donor.weeks(), donor.past())).collect()
}
