//! What the institutions did: the most frequent kinds of events over all worlds, by stretch of weeks.

use crate::report::charts::chart::{Chart, ChartHeading, assemble};
use crate::report::charts::frame::marks_of_years;
use crate::report::charts::layout::{Rect, Weight, fit, text_width};
use crate::report::charts::phrases::ChartPhrase;
use crate::report::charts::scene::Scene;
use crate::report::charts::style::{Anchor, GRID, INK, Stroke, TextStyle};
use crate::report::charts::svg::{Dot, Svg};
use crate::report::text::events::name;
use crate::report::text::format::Style;
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::Lang;
use crate::study::compare::comparison::STRETCH;
use crate::units::YEAR;
use crate::world::exchange::EventName;
use std::collections::BTreeMap;

/// Kinds shown.
const KINDS: usize = 9;

/// One kind of event.
struct EventRow {
    name: String,
    /// Per world.
    often: f64,
    /// Share of worlds by stretch.
    shares: BTreeMap<i32, f64>,
}

/// The chart of one scenario.
pub(crate) fn chart(scene: &Scene, at: usize, wide: f64) -> Chart {
    let rows = rows(scene, at);
    let desc = match scene.lang {
        Lang::En => format!(
            "A dot for every {STRETCH} weeks; its area is the share of worlds in which it happened \
                then. At the right: times per world."
        ),
        Lang::Zh => format!("每{STRETCH}周一点，面积为当期发生此事的模拟比例；右侧为每次模拟的次数。"),
    };
    let heading = ChartHeading::new(&format!("events-{at}"), title(scene, at, &rows), desc);
    assemble(heading, table(scene, &rows), wide, &|width| draw(scene, at, &rows, width))
}

/// What happens most often under a scenario.
fn title(scene: &Scene, at: usize, rows: &[EventRow]) -> String {
    let label = scene.label(at);
    let Some(row) = rows.first() else {
        return match scene.lang {
            Lang::En => format!("{label}: nothing but matters raised and carried out"),
            Lang::Zh => format!("{label}：只有议题的提出与落实"),
        };
    };
    let often = Style::Number.value(row.often);
    match scene.lang {
        Lang::En => format!("{label}: most often, {} ({often} times per world)", row.name.to_lowercase()),
        Lang::Zh => format!("{label}：最常见的是{}（每次模拟{often}次）", row.name),
    }
}

fn rows(scene: &Scene, at: usize) -> Vec<EventRow> {
    let Some(case) = scene.case(at) else { return vec![] };
    let worlds = case.worlds.len().max(1) as f64;
    let mut rows: Vec<(u64, EventRow)> = case
        .events
        .iter()
        // Matters are raised and carried out in every quarter of every world: they tell nothing apart.
        .filter(|(kind, _)| !matches!(kind, EventName::Matter | EventName::CarriedOut))
        .map(|(kind, (times, stretches))| {
            let shares = stretches.iter().map(|(stretch, n)| (*stretch, f64::from(*n) / worlds)).collect();
            (
                *times,
                EventRow { name: name(*kind, scene.lang).to_string(), often: *times as f64 / worlds, shares },
            )
        })
        .collect();
    rows.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.name.cmp(&b.1.name)));
    rows.truncate(KINDS);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn draw(scene: &Scene, at: usize, rows: &[EventRow], width: f64) -> Svg {
    let widest =
        rows.iter().map(|row| text_width(&row.name, 12.5, Weight::Regular)).fold(0.0, f64::max) + 10.0;
    let (left, right) = if width < 400.0 { (widest.min(160.0), 40.0) } else { (widest.max(168.0), 60.0) };
    let plot = Rect { left, right: width - right, top: 8.0, bottom: 8.0 + 25.0 * rows.len() as f64 };
    let weeks = f64::from(scene.study.weeks.max(1));
    let x = |week: f64| plot.left + week / weeks * (plot.right - plot.left);
    let widest = (x(f64::from(STRETCH)) - x(0.0)) / 2.0;
    let ink = scene.ink(at);
    let mut svg = Svg::new(width, plot.bottom + 24.0);
    svg.inside(plot);
    for (i, row) in rows.iter().enumerate() {
        let y = plot.top + 25.0 * (i as f64 + 0.5);
        svg.rule((plot.left, y), (plot.right, y), Stroke::solid(GRID, 1.0));
        svg.text(
            0.0,
            y + 4.3,
            TextStyle::plain(12.5, INK),
            &fit(&row.name, 12.5, Weight::Regular, left - 8.0),
        );
        for (stretch, share) in &row.shares {
            let middle = (f64::from(*stretch) + 0.5) * f64::from(STRETCH);
            let radius = (libm::sqrt(*share) * widest.min(8.5)).max(0.8);
            svg.dot((x(middle.min(weeks)), y), radius, ink.fill, Dot::Filled);
        }
        let often = Style::Number.value(row.often);
        svg.text(width, y + 4.3, TextStyle::plain(12.5, ink.text).bold().at(Anchor::End), &often);
    }
    marks_of_years(&mut svg, plot, scene.study.weeks, scene.lang);
    svg
}

fn table(scene: &Scene, rows: &[EventRow]) -> Table {
    let lang = scene.lang;
    let mut table =
        Table::new([ChartPhrase::Event, ChartPhrase::TimesPerWorld].map(|phrase| lang.text(phrase)));
    let years = (scene.study.weeks / YEAR).max(1);
    let per_year = YEAR / STRETCH;
    table.head.extend((1..=years).map(|k| match lang {
        Lang::En => format!("year {k}: share of worlds, most in a quarter"),
        Lang::Zh => format!("第{k}年：季度内最高的模拟比例"),
    }));
    for row in rows {
        let most = |year: i32| {
            row.shares
                .iter()
                .filter(|(s, _)| **s / per_year == year - 1)
                .map(|(_, share)| *share)
                .fold(0.0, f64::max)
        };
        let mut cells = vec![Cell::Text(row.name.clone()), Cell::Value(Some(row.often), Style::Number)];
        cells.extend((1..=years).map(|year| Cell::Value(Some(most(year)), Style::Share)));
        table.rows.push(cells);
    }
    table
}
