//! A cross-section of made-up homes: how attendance and visits go with the number of events, as a study of
//! many authorities sees it.
//!
//! Homes differ in size and place, in how many events they plan, and in the money for them; each is lived
//! once. Figures are per resident, in logarithms, by least squares: what the same regression over library
//! authorities gave.

use crate::batch::rounds::Rounds;
use crate::batch::{Job, Stopped};
use crate::language::{said, term};
use crate::measure::statistic::Statistic;
use crate::simulation::{Retain, run as live_one};
use crate::stats::paired::Estimate;
use crate::stats::student;
use crate::study::validate::setting::Substitute;
use crate::study::validate::studies::StudyOutcome;
use crate::units::YEAR;
use crate::world::blueprint::Blueprint;

/// Fewest homes.
const FEWEST: u32 = 72;

/// Homes for each world asked for.
const PER_REPLICATE: u32 = 8;

/// Events a year for 1,000 residents between the quartiles of the authorities (T09).
const EVENTS: (f64, f64) = (5.9, 14.3);

/// Residents of a home: from that of `z-home` to the most that Shenzhen plans for one centre. Not fewer: an
/// event is announced to ten thousand residents, and a smaller town has fewer to come, which no authority of
/// the source is.
const RESIDENTS: (f64, f64) = (10_000.0, 20_000.0);

/// The figures that are kept of each home, per week.
const KEPT: [&str; 3] = ["event_attendance", "visits", "events"];

/// The homes: for each the figures per resident.
pub(crate) struct HomeFigures {
    rows: Vec<[Option<f64>; KEPT.len()]>,
}

/// The number `n` of the additive recurrence with the given step: spreads evenly over 0–1 and never repeats.
fn evenly(n: u32, step: f64) -> f64 {
    let x = 0.5 + step * f64::from(n);
    x - libm::floor(x)
}

/// Between two ends, evenly in the logarithm.
fn between((low, high): (f64, f64), share: f64) -> f64 {
    low * libm::exp(share * libm::log(high / low))
}

/// The subject as home `n`: its size, the events it plans and the money for them.
fn as_home(blueprint: &Blueprint, n: u32) -> Blueprint {
    let mut home = blueprint.clone();
    let size = libm::round(between(RESIDENTS, evenly(n, 0.754_877_666)));
    let place = &mut home.communities[0];
    let scale = size / place.residents.population as f64;
    place.residents.population = size as i64;
    place.home.seats = libm::round(place.home.seats as f64 * scale).max(1.0) as i64;
    let events = between(EVENTS, evenly(n, 0.569_840_291)) * size / 1_000.0 / f64::from(YEAR);
    let before = home.settings.organization.offering.events * size / crate::units::PER_10_000;
    home.settings.organization.offering.events *= events / before;
    let more = (events - before) * home.settings.organization.setup.event_cost * f64::from(YEAR);
    // The usual grant moves with the grant, so that money for events hires nobody.
    home.settings.organization.setup.usual_grant += more / size;
    for levers in
        std::iter::once(&mut home.settings.levers).chain(home.timeline.iter_mut().map(|(_, levers)| levers))
    {
        levers.funding.grant = (levers.funding.grant * scale + more).max(0.0);
        levers.brand.spend *= scale;
        levers.operator.social_workers = (levers.operator.social_workers + levers.operator.managers) * scale;
        levers.operator.managers = libm::floor(levers.operator.managers * scale).max(1.0);
        levers.operator.social_workers = (levers.operator.social_workers - levers.operator.managers).max(0.0);
    }
    home
}

/// Live the homes. `Err` inside says why the subject cannot stand for a home.
pub(crate) fn live(
    rounds: &mut Rounds,
    subject: &Substitute,
    replicates: u32,
) -> Result<Result<HomeFigures, String>, Stopped> {
    let scenario = match subject.read(crate::study::validate::setting::SUBJECT) {
        Ok(scenario)
            if scenario.blueprint.communities.len() == 1
                && scenario.blueprint.communities[0].roster.is_none() =>
        {
            scenario
        }
        Ok(_) => {
            return Ok(Err(term(
                "homes of several sizes cannot be made of several communities or of real people",
            )
            .into()));
        }
        Err(why) => return Ok(Err(why)),
    };
    let number = FEWEST.max(PER_REPLICATE * replicates);
    let work = |job: &Job| {
        let home = as_home(&job.scenario.blueprint, job.replicate);
        let size = home.communities[0].residents.population as f64;
        let run = live_one(&home, job.seed, job.replicate, Retain::default());
        Ok(KEPT
            .map(|name| Some(format!("{name} last-year").parse::<Statistic>().ok()?.of(&home, &run)? / size)))
    };
    let mut lived = rounds.work("homes", &[scenario], 1..=number, &work, &mut |_, outcome| Ok(outcome))?;
    Ok(Ok(HomeFigures { rows: lived.pop().unwrap_or_default().into_values().collect() }))
}

impl HomeFigures {
    /// The elasticity of one figure to another, with the interval of the regression.
    pub(crate) fn slope(&self, of: &str, to: &str) -> StudyOutcome {
        let at = |name: &str| {
            KEPT.iter().position(|kept| *kept == name).ok_or_else(|| said!("homes keep no {name}"))
        };
        let (y, x) = (at(of)?, at(to)?);
        let log = |value: Option<f64>| value.filter(|v| *v > 0.0).map(libm::log);
        let points: Vec<(f64, f64)> =
            self.rows.iter().filter_map(|row| Some((log(row[x])?, log(row[y])?))).collect();
        least_squares(&points).ok_or_else(|| term("too few homes with events").into())
    }
}

/// Slope of least squares with its 95% interval.
fn least_squares(points: &[(f64, f64)]) -> Option<Estimate> {
    let n = points.len() as f64;
    let (x, y) = points.iter().fold((0.0, 0.0), |(x, y), p| (x + p.0 / n, y + p.1 / n));
    let (xx, xy) =
        points.iter().fold((0.0, 0.0), |(a, b), p| (a + (p.0 - x) * (p.0 - x), b + (p.0 - x) * (p.1 - y)));
    if points.len() < 3 || xx <= 0.0 {
        return None;
    }
    let slope = xy / xx;
    let left: f64 = points.iter().map(|p| p.1 - y - slope * (p.0 - x)).map(|e| e * e).sum();
    let half = student::t_975(points.len() as u64 - 2)? * libm::sqrt(left / (n - 2.0) / xx);
    Some(Estimate::new(slope, Some((slope - half, slope + half)), points.len() as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_slope_is_found() {
        let points: Vec<(f64, f64)> =
            (0..50).map(|i| (f64::from(i), 2.0 + 0.5 * f64::from(i) + f64::from(i % 3))).collect();
        let found = least_squares(&points).unwrap();
        let (low, high) = found.interval.unwrap();
        assert!((found.mean - 0.5).abs() < 0.01 && low < 0.5 && high > 0.5, "{found:?}");
    }

    #[test]
    fn homes_differ_and_have_the_money_for_their_events() {
        let base = Substitute::shipped().read("z-home").unwrap().blueprint;
        let homes: Vec<Blueprint> = (1..=72).map(|n| as_home(&base, n)).collect();
        let events = homes.iter().map(|h| h.settings.organization.offering.events);
        let (least, most) = events.fold((f64::MAX, 0.0_f64), |(l, m), e| (l.min(e), m.max(e)));
        assert!((1.1..1.3).contains(&least) && (2.5..2.8).contains(&most), "{least} {most}");
        for home in &homes {
            let size = home.communities[0].residents.population as f64;
            let levers = &home.settings.levers;
            let usual = home.settings.organization.setup.usual_grant * size;
            assert!((levers.funding.grant / usual - 1.0).abs() < 1e-9);
            let staff = levers.operator.managers + levers.operator.social_workers;
            assert!((staff / size * 10_000.0 - 3.0).abs() < 1e-9, "{staff}");
        }
    }
}
