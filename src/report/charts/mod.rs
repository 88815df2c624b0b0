//! The charts of a report.
//!
//! - Which charts are there, and how is one made by its kind? → here
//! - What belongs to a chart? → `chart`
//! - What do all charts of a report share: labels and colours of scenarios? → `scene`
//! - Scenarios by their last year → `ranking`, from `ranking_rows`, in the `ranking_columns`
//! - A measure, or its difference from the baseline, week by week → `course`
//! - Each scenario against the baseline in small panels → `multiples`
//! - Deficiencies by scenario → `matrix`; groups of residents → `groups`
//! - Public cost and result → `money`; what one more costs → `prices`
//! - What the institutions did → `lanes`, in the `typical_world`; how often over all worlds → `events`
//! - Causes and links of a diagnosis → `causes`; from level to what is left → `waterfall`
//! - Points of a sweep, as `swept_scene` has them, by what was varied → `levers`: over a number → `lever_plot`, two settings → `heat`,
//!   what is no number → `lever_rows`; with what they say → `lever_titles`
//! - How is a table of dots drawn? → `dots`; intervals in bands of their own? → `bands`; small panels over
//!   years? → `panels`
//! - How is a frame over weeks drawn? → `frame`; labels at the ends of lines? → `labels`
//! - How are levels and differences worded on an axis? → `quantity`
//! - How is SVG written? → `svg`, `picture`; which colours and fonts? → `style`
//! - Where does a text fit? → `layout`
//! - Which fixed texts are there, in both languages? → `phrases`

pub(crate) mod bands;
pub(crate) mod causes;
pub(crate) mod chart;
pub(crate) mod course;
pub(crate) mod dots;
pub(crate) mod events;
pub(crate) mod frame;
pub(crate) mod groups;
pub(crate) mod heat;
pub(crate) mod labels;
pub(crate) mod lanes;
pub(crate) mod layout;
pub(crate) mod lever_plot;
pub(crate) mod lever_rows;
pub(crate) mod lever_titles;
pub(crate) mod levers;
pub(crate) mod matrix;
pub(crate) mod money;
pub(crate) mod multiples;
pub(crate) mod panels;
pub(crate) mod phrases;
pub(crate) mod picture;
pub(crate) mod prices;
pub(crate) mod quantity;
pub(crate) mod ranking;
pub(crate) mod ranking_columns;
pub(crate) mod ranking_rows;
pub(crate) mod scene;
pub(crate) mod style;
pub(crate) mod svg;
pub(crate) mod swept_scene;
pub(crate) mod typical_world;
pub(crate) mod waterfall;

use crate::report::charts::chart::Chart;
use crate::report::charts::scene::Scene;
use crate::world::record::Measure;

/// Which chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub(crate) enum ChartKind {
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
    /// How often institutions did what, over all worlds
    Events,
    /// What each institution did in the world nearest the median
    Lanes,
    /// Causes of the deficiencies; in a folder of diagnose
    Causes,
    /// Each deficiency from its level, cause by cause, to what is left; in a folder of diagnose
    Waterfall,
    /// Links that carry a change; in a folder of diagnose
    Links,
}

/// Draw a chart of the scene's measure; `wide` is the width of its wide form.
///
/// `None` for what the folder does not hold: causes and links stand in those of `diagnose` only.
pub(crate) fn chart(scene: &Scene, kind: ChartKind, wide: f64) -> Option<Chart> {
    let found = scene.study.causes.as_ref();
    Some(match kind {
        ChartKind::Lines => course::lines(scene, scene.measure, wide),
        ChartKind::Multiples => multiples::chart(scene, wide),
        ChartKind::Ranking => ranking::chart(scene, wide),
        ChartKind::Deficiency => matrix::deficiencies(scene, wide),
        ChartKind::Difference => course::differences(scene, scene.measure, wide),
        ChartKind::Groups => groups::chart(scene, wide),
        ChartKind::Money => money::chart(scene, wide),
        ChartKind::Prices => prices::chart(scene, wide),
        ChartKind::Events => events::chart(scene, scene.order.first().copied().unwrap_or(0), wide),
        ChartKind::Lanes => lanes::chart(scene, scene.order.first().copied().unwrap_or(0), wide)?,
        ChartKind::Causes => causes::shares(scene, found?, wide),
        ChartKind::Waterfall => waterfall::chart(scene, found?, wide),
        ChartKind::Links => causes::links(scene, found?.why.as_ref()?, wide),
    })
}

/// The measures whose weekly course these charts need.
pub(crate) fn weekly(by: &'static Measure) -> Vec<&'static Measure> {
    vec![by]
}
