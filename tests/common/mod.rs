//! What several tests need: shipped scenarios as blueprints, threads, a made-up roster.

#![allow(dead_code, clippy::panic)]

use commonroom::scenario;
use commonroom::scenario::Overrides;
use commonroom::scenario::library::Embedded;
use commonroom::world::blueprint::{Blueprint, Person, Roster};

/// A shipped scenario.
pub fn blueprint(name: &str) -> Blueprint {
    with(name, &[])
}

/// A shipped scenario with `--set` flags.
pub fn with(name: &str, sets: &[&str]) -> Blueprint {
    let request = Overrides { sets: sets.iter().map(|s| s.to_string()).collect(), weeks: None };
    let mut read = scenario::read(&[name.to_string()], &request, &Embedded).expect("a shipped scenario");
    read.remove(0).blueprint
}

/// A shipped scenario with few residents; money and hands in proportion.
pub fn small(name: &str) -> Blueprint {
    let mut b = blueprint(name);
    let before: i64 = b.communities.iter().map(|p| p.residents.population).sum();
    for place in &mut b.communities {
        place.residents.population = (place.residents.population / 10).max(200);
        place.home.seats = (place.home.seats / 10).max(6);
    }
    let after: i64 = b.communities.iter().map(|p| p.residents.population).sum();
    let share = after as f64 / before as f64;
    for levers in std::iter::once(&mut b.settings.levers).chain(b.timeline.iter_mut().map(|t| &mut t.1)) {
        levers.funding.grant *= share;
        levers.brand.spend *= share;
        levers.operator.managers = (levers.operator.managers as f64 * share).ceil() as i64;
        levers.operator.social_workers *= share;
    }
    b
}

/// Run on a pool of so many threads.
pub fn on_threads<T: Send>(threads: usize, f: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool").install(f)
}

/// A made-up roster: a ring in which everybody knows two neighbours.
pub fn roster(n: u32) -> Roster {
    let people = (0..n)
        .map(|i| Person {
            id: format!("p{i}"),
            propensity: Some(2.0),
            aware: Some(true),
            ..Default::default()
        })
        .collect();
    let mut ties: Vec<(u32, u32)> = (0..n).map(|i| (i.min((i + 1) % n), i.max((i + 1) % n))).collect();
    ties.sort_unstable();
    Roster { people, ties: Some(ties) }
}

/// First and last week.
pub type Window = (i32, i32);
/// Weeks 209–260.
pub const LAST_YEAR: Window = (209, 260);
/// Paired worlds of a pattern.
pub const REPLICATES: usize = 30;

/// One scenario lived in the same 30 worlds.
pub struct Worlds {
    runs: Vec<Vec<commonroom::world::record::Record>>,
}

/// A mean difference with its 95 % interval.
#[derive(Clone, Copy, Debug)]
pub struct Difference {
    pub mean: f64,
    pub low: f64,
    pub high: f64,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.5} [{:.5}, {:.5}]", self.mean, self.low, self.high)
    }
}

impl Difference {
    fn of(values: &[f64]) -> Difference {
        let moments = commonroom::stats::Moments::of(values.iter().copied());
        let (low, high) = moments.interval().expect("several worlds");
        Difference { mean: moments.mean().expect("several worlds"), low, high }
    }
}

impl Worlds {
    /// Live a blueprint in [`REPLICATES`] worlds.
    pub fn live(blueprint: &Blueprint) -> Worlds {
        let keep = commonroom::simulation::Retain::default();
        let one = |r: usize| commonroom::simulation::live(blueprint, 1, r as u32, keep).records;
        Worlds { runs: commonroom::parallel::map(REPLICATES, one) }
    }

    /// The measure in a window, per world (sums per week).
    pub fn values(&self, name: &str, window: Window) -> Vec<Option<f64>> {
        use commonroom::world::record::{Combine, measure};
        let m = measure(name).unwrap_or_else(|| panic!("no measure {name}"));
        let in_run = |records: &Vec<commonroom::world::record::Record>| {
            let (mut num, mut den, mut weeks) = (0.0, 0.0, 0.0);
            for r in records.iter().filter(|r| (window.0..=window.1).contains(&r.week)) {
                let cell = (m.read)(r);
                if cell.den != 0.0 {
                    (num, den, weeks) = (num + cell.num, den + cell.den, weeks + 1.0);
                }
            }
            let by = if m.combine == Combine::Sum { weeks } else { den };
            (weeks > 0.0).then(|| num / by)
        };
        self.runs.iter().map(in_run).collect()
    }

    /// The mean over worlds.
    pub fn mean(&self, name: &str, window: Window) -> f64 {
        let values: Vec<f64> = self.values(name, window).into_iter().flatten().collect();
        assert!(!values.is_empty(), "{name} does not exist in weeks {window:?}");
        values.iter().sum::<f64>() / values.len() as f64
    }

    /// `other` − `self`, world by world.
    pub fn difference(&self, other: &Worlds, name: &str, window: Window) -> Difference {
        let pairs = self.values(name, window).into_iter().zip(other.values(name, window));
        let diffs: Vec<f64> = pairs.filter_map(|(a, b)| Some(b? - a?)).collect();
        assert!(diffs.len() >= REPLICATES / 2, "{name}: only {} pairs", diffs.len());
        Difference::of(&diffs)
    }

    /// Later − earlier, in the same scenario.
    pub fn within(&self, name: &str, earlier: Window, later: Window) -> Difference {
        let pairs = self.values(name, earlier).into_iter().zip(self.values(name, later));
        Difference::of(&pairs.filter_map(|(a, b)| Some(b? - a?)).collect::<Vec<_>>())
    }

    /// (all − self) − Σ (part − self), world by world.
    pub fn surplus(
        &self,
        parts: &[std::sync::Arc<Worlds>],
        all: &Worlds,
        name: &str,
        window: Window,
    ) -> Difference {
        let base = self.values(name, window);
        let parts: Vec<_> = parts.iter().map(|p| p.values(name, window)).collect();
        let one = |(r, joint): (usize, Option<f64>)| {
            let base = base[r]?;
            let sum = parts.iter().map(|p| Some(p[r]? - base)).sum::<Option<f64>>()?;
            Some(joint? - base - sum)
        };
        Difference::of(&all.values(name, window).into_iter().enumerate().filter_map(one).collect::<Vec<_>>())
    }
}

/// A generated page is what the code says; `COMMONROOM_BLESS=1` renews it.
pub fn kept_true(path: &str, text: &str) {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("COMMONROOM_BLESS").is_some() {
        std::fs::write(&file, text).expect("the page can be written");
    }
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == text,
        "{path} is out of date: run again with COMMONROOM_BLESS=1 and look at the difference"
    );
}
