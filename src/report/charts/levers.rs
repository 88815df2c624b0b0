//! What comes out at the points of a sweep, by what was varied: a line over one lever, a table of colours
//! over two, dots over each of several.

use crate::report::charts::chart::{Chart, ChartHeading, assemble};
use crate::report::charts::lever_plot::{LeverPlot, PlotMarks};
use crate::report::charts::lever_titles as titles;
use crate::report::charts::phrases::ChartPhrase;
use crate::report::charts::swept_scene::SweptScene;
use crate::report::charts::{heat, lever_rows};
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::Lang;
use crate::study::sweep::swept::Swept;

#[cfg(test)]
mod tests;

/// The charts of all measures, and how they were chosen.
pub(crate) fn charts(swept: &Swept, lang: Lang, wide: f64) -> Vec<Chart> {
    let scene = |measure| SweptScene { swept, lang, measure };
    (0..swept.measures.len()).flat_map(|measure| of_measure(scene(measure), wide)).collect()
}

fn of_measure(scene: SweptScene, wide: f64) -> Vec<Chart> {
    let Some(name) = scene.measure().map(|measure| measure.name) else { return vec![] };
    let swept = scene.swept;
    if (0..swept.points.len()).all(|point| swept.level(point, scene.measure).mean().is_none()) {
        return vec![];
    }
    let id = |column: usize| format!("lever-{name}-{}", column + 1);
    let put = |id: String, title: String, marks, draw: &dyn Fn(f64) -> _| {
        let heading = ChartHeading::new(&id, title, scene.lang.text(marks));
        assemble(heading, table(scene), wide, draw)
    };
    let varied = swept.varied();
    let grid = match varied[..] {
        [one, other] => swept.grid(one, other),
        _ => None,
    };
    if let Some(grid) = grid {
        let draw = |width| heat::draw(scene, &grid, width);
        return vec![put(format!("lever-{name}"), titles::of_points(scene), ChartPhrase::HeatMarks, &draw)];
    }
    let alone = varied.len() == 1;
    let chart = |column: usize| match (swept.numeric(column), alone) {
        (true, true) => {
            let draw = |width| LeverPlot::new(scene, column, PlotMarks::Line, width).draw();
            put(id(column), titles::of_one(scene, column), ChartPhrase::LeverLineMarks, &draw)
        }
        (true, false) => {
            let draw = |width| LeverPlot::new(scene, column, PlotMarks::Dots, width).draw();
            put(id(column), titles::of_trend(scene, column), ChartPhrase::LeverDotMarks, &draw)
        }
        (false, true) => {
            let draw = |width| lever_rows::points(scene, column, width);
            put(id(column), titles::of_one(scene, column), ChartPhrase::LeverRowMarks, &draw)
        }
        (false, false) => {
            let draw = |width| lever_rows::spread(scene, column, width);
            put(id(column), titles::of_rows(scene, column), ChartPhrase::LeverSpreadMarks, &draw)
        }
    };
    varied.into_iter().map(chart).collect()
}

/// The numbers behind a chart: a row for each point.
fn table(scene: SweptScene) -> Table {
    let (lang, varied) = (scene.lang, scene.swept.varied());
    let mut head: Vec<String> = varied.iter().map(|column| scene.lever_with_unit(*column)).collect();
    let numbers = [
        ChartPhrase::Runs,
        ChartPhrase::Mean,
        ChartPhrase::IntervalFrom,
        ChartPhrase::IntervalTo,
        ChartPhrase::ChangeFromFirst,
        ChartPhrase::ChangeFrom,
        ChartPhrase::ChangeTo,
    ];
    head.extend(numbers.map(|phrase| lang.text(phrase).to_string()));
    let mut table = Table::new(head);
    for point in scene.drawn() {
        let (levels, changes) = (scene.levels(), scene.changes());
        let (ends, change) = (scene.interval(point), scene.change(point));
        let between = change.and_then(|change| change.1);
        let mut row: Vec<Cell> = varied.iter().map(|c| Cell::Text(scene.setting(point, *c))).collect();
        row.push(Cell::Text(scene.swept.level(point, scene.measure).n().to_string()));
        row.extend([scene.mean(point), ends.map(|e| e.0), ends.map(|e| e.1)].map(|v| levels.cell(v)));
        let differences = [change.map(|c| c.0), between.map(|e| e.0), between.map(|e| e.1)];
        row.extend(differences.map(|v| changes.cell(v)));
        table.rows.push(row);
    }
    table
}
