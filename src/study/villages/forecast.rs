//! How a programme would spread: lives of villages under a rule, and bands of what to expect in villages that
//! a fit has not seen.

use crate::parallel;
use crate::random::{Purpose, WorldKey, uniform, uniform64};
use crate::stats::quantile;
use crate::study::villages::adoption::{Hazard, Law, Situations, Strength};
use crate::study::villages::fit::GridPosterior;
use crate::study::villages::grid::GridPoint;
use crate::study::villages::history::{Knowing, Talking};
use crate::study::villages::{Village, YEARS, course};
use crate::world::agents::residents::network::Ties;
use crate::world::differs;

/// Where and under which rule a programme spreads.
pub(crate) struct Setting<'a> {
    /// Who is tied to whom.
    pub ties: &'a Ties,
    /// Number of people.
    pub people: u32,
    /// How adopters talk.
    pub talking: Talking,
    /// Years to live.
    pub years: u8,
    /// Keys the draws, together with the number of the village.
    pub key: WorldKey,
    /// Number of the village.
    pub place: u32,
}

impl Setting<'_> {
    /// The year of adoption of each; `years + 1` who never did, 0 for the people in `seeds`, who have adopted
    /// from the start.
    ///
    /// The draw of a person's year is the same under every rule: two rules meet the same chance.
    pub(crate) fn live(&self, hazard: &Hazard, seeds: &[u32]) -> Vec<u8> {
        let mut adopted = vec![self.years + 1; self.people as usize];
        seeds.iter().for_each(|who| adopted[*who as usize] = 0);
        for year in 1..=self.years {
            let knowing = Knowing::before(&adopted, year, self.talking);
            for first in (0..self.people).step_by(4) {
                let words = self.key.draw(first / 4, self.place, i32::from(year), Purpose::VillageYear, 0);
                for (who, word) in (first..self.people).zip(words) {
                    if adopted[who as usize] > year && uniform(word) < hazard.of(who, self.ties, &knowing) {
                        adopted[who as usize] = year;
                    }
                }
            }
        }
        adopted
    }
}

/// The strengths of one village: the means, differing between places as in the simulated county.
pub(crate) fn own_strength(mean: &GridPoint, key: WorldKey, place: u32) -> Strength {
    let factor = differs(mean.cv, key, place);
    Strength { alone: mean.strength.alone * factor.0, told: mean.strength.told * factor.1 }
}

/// What is expected of one village.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expected {
    /// Mean share that has adopted by the end of each year.
    pub mean: Vec<f64>,
    /// 5% and 95% quantile of that share.
    pub band: Vec<(f64, f64)>,
    /// Share of the simulated lives that lie in the band (ends included), over years: what an exact forecast
    /// would reach.
    pub nominal: f64,
}

/// Runs of one forecast: how many lives, and their seed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Runs {
    /// Seed of all draws.
    pub seed: u64,
    /// Lives of each village.
    pub lives: u32,
}

/// Forecast villages by their numbers in the list. Each life draws means and spread from the posterior, then
/// the village's own strengths.
pub(crate) fn forecast(
    posterior: &GridPosterior,
    villages: &[Village],
    which: &[usize],
    runs: Runs,
) -> Vec<Expected> {
    parallel::map(which.len(), |i| {
        let village = &villages[which[i]];
        let lives: Vec<Vec<u16>> = (1..=runs.lives)
            .map(|life| one_life(posterior, village, which[i] as u32, runs.seed, life))
            .collect();
        expected(&lives, village.people())
    })
}

fn one_life(posterior: &GridPosterior, village: &Village, place: u32, seed: u64, life: u32) -> Vec<u16> {
    let key = WorldKey::new(seed, life);
    // One point for all villages of a life: what is not known of the means is not known of all of them
    // together.
    let words = key.draw(0, 0, 0, Purpose::VillageStrength, 0);
    let point = posterior.draw(uniform64(words[0], words[1]));
    let hazard = Hazard::new(posterior.law(), own_strength(&point, key, place));
    let talking = posterior.talking();
    let setting =
        Setting { ties: &village.ties, people: village.people(), talking, years: YEARS, key, place };
    course(&setting.live(&hazard, &[]), YEARS)
}

fn expected(lives: &[Vec<u16>], people: u32) -> Expected {
    let n = f64::from(people);
    let (mut mean, mut band, mut inside) = (Vec::new(), Vec::new(), 0_u64);
    for year in 0..usize::from(YEARS) {
        let mut shares: Vec<f64> = lives.iter().map(|life| f64::from(life[year]) / n).collect();
        shares.sort_by(f64::total_cmp);
        let ends = (quantile(&shares, 0.05).unwrap_or(0.0), quantile(&shares, 0.95).unwrap_or(1.0));
        inside += shares.iter().filter(|s| within(**s, ends)).count() as u64;
        mean.push(shares.iter().sum::<f64>() / shares.len() as f64);
        band.push(ends);
    }
    Expected { mean, band, nominal: inside as f64 / (lives.len() * usize::from(YEARS)) as f64 }
}

/// Whether a share lies in a band; the ends belong to it.
pub(crate) fn within(share: f64, (low, high): (f64, f64)) -> bool {
    // The same count of people gives the same quotient, but an end may be interpolated between two.
    (low - 1e-12..=high + 1e-12).contains(&share)
}

/// The log-likelihood of a village at given strengths, places alike: each year given what had happened
/// before.
pub(crate) fn at_means(law: Law, village: &Village, talking: Talking, strength: Strength) -> f64 {
    Situations::of(village, law, talking).log_likelihood(&Hazard::new(law, strength))
}
