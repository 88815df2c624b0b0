//! Settings lived once each, however many rows and patterns read them; what is read, world by world.

use crate::batch::rounds::{Rounds, runner};
use crate::batch::{Job, Stopped};
use crate::language::said;
use crate::scenario::Scenario;
use crate::simulation::{History, Retain};
use crate::study::validate::reading::Reading;
use crate::study::validate::setting::Substitute;
use crate::units::Week;
use std::collections::BTreeMap;

/// A reading in a setting, both in words.
pub(crate) type SettingReading = (String, String);

/// One value for each reading of a setting.
type ReadingValues = Vec<Option<f64>>;

/// A setting and what is to be read in it.
type Ready = (String, Vec<(String, Reading)>);

/// A setting with what is to be read in it.
struct SettingReadings {
    scenario: Result<Scenario, String>,
    readings: Vec<(String, Reading)>,
}

/// What was read in a setting: the readings, and their values by world.
struct Read {
    readings: Vec<String>,
    worlds: BTreeMap<u32, ReadingValues>,
}

/// All that was read.
pub(crate) struct Replays {
    /// By setting; or why it could not be lived.
    by_setting: BTreeMap<String, Result<Read, String>>,
    replicates: u32,
}

impl Replays {
    /// The values of a reading in a setting, in the order of worlds.
    pub(crate) fn values(&self, reading: &str, setting: &str) -> Result<Vec<Option<f64>>, String> {
        let read = self.by_setting.get(setting).ok_or_else(|| said!("{setting} was not lived"))?;
        let Read { readings, worlds } = read.as_ref().map_err(Clone::clone)?;
        let at = readings
            .iter()
            .position(|r| *r == reading)
            .ok_or_else(|| said!("{reading} was not read in {setting}"))?;
        Ok((1..=self.replicates).map(|world| worlds.get(&world).and_then(|values| values[at])).collect())
    }
}

/// Live every setting in which something is to be read.
pub(crate) fn live(
    rounds: &mut Rounds,
    subject: &Substitute,
    wanted: impl IntoIterator<Item = SettingReading>,
    replicates: u32,
) -> Result<Replays, Stopped> {
    let mut settings: BTreeMap<String, SettingReadings> = BTreeMap::new();
    let mut faults = Vec::new();
    for (reading, setting) in wanted {
        let one = settings.entry(setting).or_insert_with_key(|words| SettingReadings {
            scenario: subject.read(words),
            readings: Vec::new(),
        });
        if !one.readings.iter().any(|(words, _)| *words == reading) {
            match reading.parse() {
                Ok(parsed) => one.readings.push((reading, parsed)),
                Err(why) => faults.push(why.to_string()),
            }
        }
    }
    if !faults.is_empty() {
        return Err(Stopped::Sink(faults.join("\n")));
    }
    let (mut by_setting, mut ready, mut scenarios) = (BTreeMap::new(), Vec::<Ready>::new(), vec![]);
    for (setting, wanted) in settings {
        match wanted.scenario {
            Ok(mut scenario) => {
                let weeks = &mut scenario.blueprint.weeks;
                *weeks = weeks_needed(&wanted.readings).map_or(*weeks, |last| last.min(*weeks));
                ready.push((setting, wanted.readings));
                scenarios.push(scenario);
            }
            Err(why) => drop(by_setting.insert(setting, Err(why))),
        }
    }
    let values = read_all(rounds, &scenarios, &ready, replicates)?;
    for ((setting, readings), worlds) in ready.into_iter().zip(values) {
        let readings = readings.into_iter().map(|(words, _)| words).collect();
        by_setting.insert(setting, Ok(Read { readings, worlds }));
    }
    Ok(Replays { by_setting, replicates })
}

/// The last week that is read, where all readings name their weeks; what comes after it changes none of them.
fn weeks_needed(readings: &[(String, Reading)]) -> Option<Week> {
    let last: Option<Vec<Week>> = readings.iter().map(|(_, reading)| reading.named_end()).collect();
    last?.into_iter().max()
}

/// Runs fork where scenarios agree; settings in which residents are looked at are lived from their start.
fn read_all(
    rounds: &mut Rounds,
    scenarios: &[Scenario],
    ready: &[Ready],
    replicates: u32,
) -> Result<Vec<BTreeMap<u32, ReadingValues>>, Stopped> {
    let looks = |job: &Job| ready[job.index].1.iter().any(|(_, r)| matches!(r, Reading::Look(..)));
    let keep = Retain { groups: true, ..Retain::default() };
    let live = runner(rounds.run, scenarios.iter().map(|s| &s.blueprint).collect());
    let work = |job: &Job| {
        let (blueprint, readings) = (&job.scenario.blueprint, &ready[job.index].1);
        if looks(job) {
            return Ok(read_and_look(job, readings, keep));
        }
        let run = live(blueprint, job.seed, job.replicate, keep);
        Ok(readings.iter().map(|(_, reading)| reading.of(blueprint, &run)).collect())
    };
    rounds.work("settings", scenarios, 1..=replicates, &work, &mut |_, outcome| Ok(outcome))
}

fn read_and_look(job: &Job, readings: &[(String, Reading)], keep: Retain) -> ReadingValues {
    let blueprint = &job.scenario.blueprint;
    let mut weeks: Vec<_> = readings.iter().filter_map(|(_, r)| r.looks_in(blueprint)).collect();
    weeks.sort_unstable();
    weeks.dedup();
    let mut history = History::begin(blueprint, job.seed, job.replicate, &());
    let mut seen: ReadingValues = vec![None; readings.len()];
    for week in weeks {
        history.go_on(blueprint, week, keep, &());
        for (value, (_, reading)) in seen.iter_mut().zip(readings) {
            if reading.looks_in(blueprint) == Some(week) {
                *value = reading.look(blueprint, &history.world);
            }
        }
    }
    history.go_on(blueprint, blueprint.weeks, keep, &());
    let told = readings.iter().map(|(_, reading)| reading.of(blueprint, &history.trajectory));
    seen.into_iter().zip(told).map(|(seen, told)| seen.or(told)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::rounds::Unobserved;
    use std::sync::atomic::AtomicBool;

    #[test]
    fn weeks_after_the_last_that_is_read_are_not_lived_and_change_nothing() {
        let parsed = |words: &[&str]| -> Vec<(String, Reading)> {
            words.iter().map(|words| (words.to_string(), words.parse().unwrap())).collect()
        };
        assert_eq!(weeks_needed(&parsed(&["visits weeks-9-20", "events week-31"])), Some(31));
        assert_eq!(weeks_needed(&parsed(&["visits weeks-9-20", "events last-year"])), None);
        let small = "z-home + residents.population=200 + home.seats=8 + calendar.warm_start=1";
        let of = |readings: &[&str]| {
            let (nobody, mut watch) = (AtomicBool::new(false), Unobserved);
            let mut rounds = Rounds::new(None, 1, 1, &nobody, &mut watch);
            let wanted = readings.iter().map(|reading| (reading.to_string(), small.to_string()));
            let lived = live(&mut rounds, &Substitute::shipped(), wanted, 2).unwrap();
            lived.values(readings[0], small).unwrap()
        };
        let (short, long) = (
            of(&["capability_service weeks-60-70"]),
            of(&["capability_service weeks-60-70", "visits last-year"]),
        );
        assert!(short.iter().all(Option::is_some));
        assert_eq!(short, long);
    }
}
