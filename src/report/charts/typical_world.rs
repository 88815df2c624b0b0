//! Which world is told as the story of a scenario, and which of its events are grave.

use crate::measure::window::Window;
use crate::report::charts::scene::Scene;
use crate::stats::quantile;
use crate::study::compare::case::Case;
use crate::world::exchange::EventName;

/// What a reader must know of a package besides its results, the worst first.
pub(crate) const GRAVE: [EventName; 7] = [
    EventName::TakenBack,
    EventName::WoundUp,
    EventName::NotRenewed,
    EventName::Withdrawn,
    EventName::NoBid,
    EventName::LateWages,
    EventName::LatePayment,
];

/// Of the worlds whose events are kept, the one nearest the median of the ranked measure over all worlds; of
/// two equally near the first.
pub(crate) fn typical_world(scene: &Scene, case: &Case) -> Option<u32> {
    let values = scene.study.values(case, scene.measure.name, Window::LastYear);
    let mut sorted: Vec<f64> = values.values().copied().collect();
    sorted.sort_by(f64::total_cmp);
    let median = quantile(&sorted, 0.5);
    let far = |world: &u32| match (values.get(world), median) {
        (Some(value), Some(median)) => (value - median).abs(),
        _ => f64::INFINITY,
    };
    case.stories.keys().copied().min_by(|a, b| far(a).total_cmp(&far(b)))
}
