//! How many draws a budget of time allows, and in how many random worlds each is lived. Reckoned, not
//! clocked: the same request takes the same draws and gives the same bytes on any machine.

use crate::scenario::Scenario;
use crate::study::plausible::effects::{DrawnWorlds, WORLDS};
use crate::study::plausible::spread::over_draws;
use crate::world::record::Measure;

/// Seconds of one core for a resident's week, and for a run whatever its size; `cargo bench --bench week` and
/// `founding` on the machine of the record.
const RESIDENT_WEEK: f64 = 3e-8;
const RUN: f64 = 2e-3;

/// Weeks of the warm start before the first one.
const WARM: f64 = 52.0;

/// Cores of the machine for which a budget is stated.
const CORES: f64 = 2.0;

/// The fewest draws of which a range from 5 to 95 % says something; so many are lived first, to see how much
/// of the spread is chance.
pub(crate) const FEWEST: usize = 20;

/// The usual budget in seconds.
pub(crate) const USUAL: f64 = 60.0;

/// Part of a budget that is planned with: machines differ, and files are written too.
const PLANNED: f64 = 0.75;

/// Most worlds of a draw that are planned: the measure of the ranking may be all chance, others are not, and
/// each world more is a draw less.
const MOST_WORLDS: u32 = 8;

/// More chance beside draws than this is not told apart from chance alone.
const ALL_CHANCE: f64 = 1_000.0;

/// By how much the error of a plan may be above the least one: worlds that buy less are not lived.
const NEARLY: f64 = 1.25;

/// How a budget is spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DrawPlan {
    /// Draws that are lived.
    pub draws: usize,
    /// Random worlds of each.
    pub per_draw: u32,
}

impl DrawPlan {
    /// So many draws, each in the fewest worlds that show chance.
    pub(crate) fn of_draws(draws: usize) -> DrawPlan {
        DrawPlan { draws, per_draw: WORLDS }
    }

    /// The plan that tells best how far draws lie apart, from so many lives of each scenario, where the
    /// variance of chance between worlds is `chance` times that between draws. The variance of the estimated
    /// variance between draws is 2/D · ((1 + λ/w)² + λ²/(w²(w − 1))) times its square, of D draws in w worlds
    /// each, with λ = `chance` (one-way analysis of variance, Searle 1971); without a limit on draws its
    /// least is near w = 1 + λ. Of plans that come near the least the one with the fewest worlds is taken.
    pub(crate) fn best(lives: f64, there: usize, chance: f64) -> DrawPlan {
        let of = |per_draw: u32| {
            let draws = ((lives / f64::from(per_draw)).max(0.0) as usize).min(there);
            (draws >= FEWEST.min(there)).then_some(DrawPlan { draws, per_draw })
        };
        let chance = chance.min(ALL_CHANCE);
        let error = |plan: &DrawPlan| {
            let w = f64::from(plan.per_draw);
            let (between, within) = (1.0 + chance / w, chance / w);
            (between * between + within * within / (w - 1.0)) / plan.draws.max(1) as f64
        };
        let plans: Vec<DrawPlan> = (WORLDS..=MOST_WORLDS).filter_map(of).collect();
        let least = plans.iter().map(error).fold(f64::INFINITY, f64::min);
        let near = plans.into_iter().find(|plan| error(plan) <= NEARLY * least);
        near.unwrap_or(DrawPlan::of_draws(FEWEST.min(there)))
    }
}

/// Variance of chance between the worlds of a draw, as a multiple of that between draws: of the differences
/// of a measure from the first scenario, the middle one of all packages; of its level where there is one
/// alone. `None` where nothing tells, or nothing differs.
pub(crate) fn chance_beside_draws(lived: &DrawnWorlds, ranked: &Measure) -> Option<f64> {
    let ratio = |values: &[(usize, f64)]| {
        let (parts, _) = over_draws(values)?;
        let (chance, unknown) = (parts.chance.max(0.0), parts.ignorance.max(0.0));
        (chance + unknown > 0.0).then(|| chance / unknown)
    };
    let mut all: Vec<f64> = match lived.names.len() {
        1 => ratio(&lived.levels(0, ranked)).into_iter().collect(),
        several => (1..several).filter_map(|at| ratio(&lived.differences(at, ranked))).collect(),
    };
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied()
}

/// Seconds on two cores for one world of each scenario.
fn seconds(scenarios: &[Scenario]) -> f64 {
    let one = |scenario: &Scenario| {
        let residents: f64 = scenario.blueprint.communities.iter().map(|c| f64::from(c.population())).sum();
        RUN + residents * (f64::from(scenario.blueprint.weeks) + WARM) * RESIDENT_WEEK
    };
    scenarios.iter().map(one).sum::<f64>() / CORES
}

/// Seconds on two cores for so many draws beside so many worlds of chance.
pub(crate) fn seconds_for(scenarios: &[Scenario], replicates: u32, plan: DrawPlan) -> f64 {
    let lives = plan.draws as f64 * f64::from(plan.per_draw);
    seconds(scenarios) * (f64::from(replicates) + lives) / PLANNED
}

/// How many lives of a scenario fit into a budget.
pub(crate) fn lives_within(budget: f64, scenario: &Scenario) -> f64 {
    all_within(budget, std::slice::from_ref(scenario))
}

/// How many lives of each scenario with draws fit into a budget beside so many worlds of chance.
pub(crate) fn drawn_within(budget: f64, scenarios: &[Scenario], replicates: u32) -> f64 {
    (all_within(budget, scenarios) - f64::from(replicates)).max(0.0)
}

fn all_within(budget: f64, scenarios: &[Scenario]) -> f64 {
    budget * PLANNED / seconds(scenarios).max(1e-9)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::library::Embedded;
    use crate::scenario::{Overrides, read};
    use crate::study::calibrate::draws::{DrawUse, Draws};
    use crate::world::record::{MEASURES, index_of, measure};

    #[test]
    fn four_scenarios_of_ten_thousand_end_in_a_minute_and_small_ones_take_all_draws() {
        let names = ["z-home", "support", "capacity", "mechanism"].map(str::to_string);
        let of = |sets: &[&str], weeks| {
            let sets = sets.iter().map(|set| set.to_string()).collect();
            read(&names, &Overrides { sets, weeks }, &Embedded).unwrap()
        };
        let plan = |budget, scenarios: &[Scenario], there| {
            let plan = DrawPlan::best(drawn_within(budget, scenarios, 20), there, 0.0);
            (plan.draws, plan.per_draw)
        };
        let whole = of(&[], None);
        // 2 ms and 10,000 × 312 weeks × 30 ns = 95.6 ms of a core for a run, 0.1912 s on two for four: 45 s
        // are 235 worlds, 20 of them for chance.
        assert_eq!(plan(60.0, &whole, 1_000), (107, 2));
        assert_eq!(plan(60.0, &whole, 100), (100, 2));
        assert_eq!(plan(1.0, &whole, 100), (FEWEST, 2));
        assert_eq!(plan(1.0, &whole, 10), (10, 2));
        let small = of(&["residents.population=200", "home.seats=8"], Some(60));
        assert_eq!(plan(60.0, &small, 1_000), (1_000, 2));
        assert!((seconds_for(&whole, 20, DrawPlan::of_draws(107)) - 60.0).abs() < 0.6);
    }

    #[test]
    fn worlds_of_a_draw_follow_the_part_of_chance() {
        let plan = |lives: f64, there, chance| DrawPlan::best(lives, there, chance);
        // With as much chance as ignorance two worlds are best; with three times as much four, of which three
        // come near (13.5 against 13.0 of the variance); the more the more.
        assert_eq!(plan(600.0, 1_000, 1.0), DrawPlan { draws: 300, per_draw: 2 });
        assert_eq!(plan(600.0, 1_000, 3.0), DrawPlan { draws: 200, per_draw: 3 });
        assert_eq!(plan(600.0, 1_000, 12.0), DrawPlan { draws: 120, per_draw: 5 });
        assert_eq!(plan(600.0, 1_000, f64::INFINITY), DrawPlan { draws: 85, per_draw: 7 });
        assert_eq!(plan(60.0, 1_000, f64::INFINITY), DrawPlan { draws: 20, per_draw: 3 });
        // Where all draws are lived time is left for worlds, as far as they buy anything.
        assert_eq!(plan(1e6, 200, 0.01), DrawPlan { draws: 200, per_draw: 2 });
        let (some, more) = (plan(1e6, 200, 0.5), plan(1e6, 200, 3.0));
        assert!(some.draws == 200 && more.draws == 200 && 2 < some.per_draw, "{some:?}");
        assert!(some.per_draw < more.per_draw, "{some:?} {more:?}");
    }

    /// The error of a plan is what is found when it is carried out: the spread of estimated spreads.
    #[test]
    fn a_plan_is_as_exact_as_it_says() {
        let error = |plan: DrawPlan, chance: f64| {
            let mut all = crate::stats::Moments::default();
            for world in 0..400 {
                let mut stream = Draws::new(3).stream(DrawUse::Truth, world, plan.per_draw);
                let mut values = Vec::new();
                for draw in 0..plan.draws {
                    let known = stream.normal();
                    let lives = (0..plan.per_draw).map(|_| (draw, known + chance * stream.normal()));
                    values.extend(lives.collect::<Vec<_>>());
                }
                all.push(over_draws(&values).unwrap().0.ignorance);
            }
            all.variance().unwrap()
        };
        // Nine times as much chance as ignorance in variance: the plan beats two worlds of more draws.
        let best = DrawPlan::best(240.0, 1_000, 9.0);
        let two = DrawPlan::best(240.0, 1_000, 0.0);
        assert!(best.per_draw == 5 && two.per_draw == 2, "{best:?} {two:?}");
        assert!(error(best, 3.0) < 0.8 * error(two, 3.0), "{best:?}");
    }

    #[test]
    fn how_much_is_chance_is_seen_in_lives() {
        let ranked = measure("participation").unwrap();
        let row = |value: f64| {
            let mut row = vec![None; MEASURES.len()];
            row[index_of("participation").unwrap()] = Some(value);
            row
        };
        let of = |effect: &dyn Fn(u32) -> f64| DrawnWorlds {
            names: ["base", "one"].map(str::to_string).into(),
            per_draw: 2,
            beyond: vec![],
            worlds: (1..=40).map(|world| (world, vec![row(1.0), row(1.0 + effect(world))])).collect(),
        };
        // Draws alone; worlds alone; nothing.
        let draws = of(&|world| f64::from((world - 1) / 2));
        assert_eq!(chance_beside_draws(&draws, ranked), Some(0.0));
        let worlds = of(&|world| f64::from(world % 2));
        assert_eq!(chance_beside_draws(&worlds, ranked), Some(f64::INFINITY));
        assert_eq!(chance_beside_draws(&of(&|_| 0.0), ranked), None);
    }
}
