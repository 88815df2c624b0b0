//! The charts of a report, each in its own file. All of them draw at any width: once wide, once for a narrow
//! screen.

pub mod causes;
pub mod course;
pub mod dots;
pub mod events;
pub mod frame;
pub mod layout;
pub mod matrix;
pub mod money;
pub mod multiples;
pub mod prices;
pub mod ranking;
pub mod scene;
pub mod svg;

use crate::report::charts::scene::Scene;
use crate::report::charts::svg::{Picture, Svg};
use crate::report::text::table::Table;
use crate::report::text::translate::Lang;
use crate::world::record::{Measure, measure};

/// Width on a wide page, and on paper.
pub const WIDE: f64 = 1000.0;
/// Width of one of two charts side by side.
pub const HALF: f64 = 488.0;
/// Width on a narrow screen.
pub const NARROW: f64 = 350.0;

/// A chart with everything that belongs to it.
#[derive(Clone, Debug)]
pub struct Chart {
    /// Name within the page, also of its files.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// What can be read from it, in words.
    pub desc: String,
    /// Its numbers.
    pub table: Table,
    /// For a wide page.
    pub wide: Picture,
    /// For a narrow screen.
    pub narrow: Picture,
}

/// Which chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum ChartKind {
    /// Course of a measure in every scenario
    Lines,
    /// Each scenario against the baseline
    Multiples,
    /// Scenarios by their last year
    Ranking,
    /// The four deficiencies, before and after
    Deficiency,
    /// Course of the difference from the baseline
    Difference,
    /// Groups of residents
    Groups,
    /// Public cost and result
    Money,
    /// What one more visit, participant or point costs
    Prices,
    /// What the institutions did
    Events,
    /// Causes of the deficiencies; in a folder of diagnose
    Causes,
    /// Links that carry a change; in a folder of diagnose
    Links,
}

/// Draw a chart of the scene's measure; `wide` is the width of its wide form.
///
/// `None` for what the folder does not hold: causes and links stand in those of `diagnose` only.
pub fn chart(scene: &Scene, kind: ChartKind, wide: f64) -> Option<Chart> {
    let found = scene.study.causes.as_ref();
    Some(match kind {
        ChartKind::Lines => course::lines(scene, scene.measure, wide),
        ChartKind::Multiples => multiples::chart(scene, wide),
        ChartKind::Ranking => ranking::chart(scene, wide),
        ChartKind::Deficiency => matrix::deficiencies(scene, wide),
        ChartKind::Difference => course::differences(scene, scene.measure, wide),
        ChartKind::Groups => matrix::groups(scene, wide),
        ChartKind::Money => money::chart(scene, wide),
        ChartKind::Prices => prices::chart(scene, wide),
        ChartKind::Events => events::chart(scene, scene.order.first().copied().unwrap_or(0), wide),
        ChartKind::Causes => causes::shares(scene, found?, wide),
        ChartKind::Links => causes::links(scene, found?.why.as_ref()?, wide),
    })
}

/// The measures whose weekly course these charts need.
pub fn weekly(by: &'static Measure) -> Vec<&'static Measure> {
    let mut all = vec![by];
    all.extend(measure("utilization").filter(|m| m.name != by.name));
    all
}

/// Put a chart together from a way to draw it at a width.
fn assemble(
    id: &str,
    title: String,
    desc: String,
    table: Table,
    wide: f64,
    draw: &dyn Fn(f64) -> Svg,
) -> Chart {
    let finish = |width: f64, mark: &str| draw(width).finish(&format!("{id}-{mark}"), &title, &desc);
    let (wide, narrow) = (finish(wide, "w"), finish(NARROW.min(wide), "n"));
    Chart { id: id.to_string(), title, desc, table, wide, narrow }
}

/// `a, b and c`.
pub fn listed(words: &[String], lang: Lang) -> String {
    let (comma, and) = (lang.say(", ", "、"), lang.say(" and ", "和"));
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{}{and}{last}", most.join(comma)),
    }
}
