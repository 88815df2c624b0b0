//! What a result folder holds of each run: which tables, which measures, and of a sweep what each point sets.

use crate::files::columns::column::{Column, ColumnType};
use crate::files::columns::{ResultTable, header};
use crate::files::format::TableFormat;
use crate::files::machine;
use crate::files::write::rows::RowWriter;
use crate::scenario::Scenario;
use crate::settings::{Value, ValueKind};
use crate::simulation::Retain;
use crate::study::run::warnings::Warning;
use crate::study::sweep::design::Design;
use crate::world::record::{MEASURES, Measure, measure};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Tables that grow with every run, in the order in which they are written.
pub(super) const STREAMED: [ResultTable; 8] = [
    ResultTable::Series,
    ResultTable::Windows,
    ResultTable::Groups,
    ResultTable::Residents,
    ResultTable::Events,
    ResultTable::Ledger,
    ResultTable::Runs,
    ResultTable::Failures,
];

/// Tables that can be asked for. Which runs there were, and which failed, always stands in a folder.
pub(crate) const CHOICE: [ResultTable; 6] = [
    ResultTable::Series,
    ResultTable::Windows,
    ResultTable::Groups,
    ResultTable::Summary,
    ResultTable::Events,
    ResultTable::Ledger,
];

/// What a result folder holds of each run.
#[derive(Clone)]
pub(crate) struct Layout {
    tables: BTreeSet<ResultTable>,
    measures: Vec<&'static Measure>,
    design: Option<Arc<Design>>,
    left_out: Option<u64>,
    sample: u32,
    format: TableFormat,
}

impl Layout {
    /// These tables, besides those of which runs there were.
    pub(crate) fn of(tables: impl IntoIterator<Item = ResultTable>) -> Layout {
        let always = [ResultTable::Runs, ResultTable::Failures];
        Layout {
            tables: tables.into_iter().chain(always).collect(),
            measures: MEASURES.iter().collect(),
            design: None,
            left_out: None,
            sample: 0,
            format: TableFormat::default(),
        }
    }

    /// All tables, that of payments if they are kept.
    pub(crate) fn whole(keep: Retain) -> Layout {
        Layout::of(CHOICE.into_iter().filter(|table| keep.ledger || *table != ResultTable::Ledger))
    }

    /// With these measures alone, in the order of all.
    pub(crate) fn with_measures(mut self, wanted: &[&'static Measure]) -> Layout {
        self.measures.retain(|measure| wanted.iter().any(|one| one.name == measure.name));
        self
    }

    /// With what the points of a sweep set.
    pub(crate) fn with_design(self, design: Arc<Design>) -> Layout {
        Layout { design: Some(design), ..self }
    }

    /// In that form.
    pub(crate) fn with_format(self, format: TableFormat) -> Layout {
        Layout { format, ..self }
    }

    /// The form of its tables.
    pub(in crate::files) fn format(&self) -> TableFormat {
        self.format
    }

    /// Without what the points of a sweep set.
    pub(super) fn without_design(self) -> Layout {
        Layout { design: None, ..self }
    }

    /// Without weekly tables that nobody asked for and that would take so many bytes.
    pub(crate) fn with_left_out(self, bytes: u64) -> Layout {
        Layout { left_out: Some(bytes), ..self }
    }

    /// That the weekly tables were left out, where they were.
    pub(crate) fn left_out(&self) -> Option<Warning> {
        self.left_out.map(|bytes| Warning::LeftOut { bytes, about: machine::words(bytes) })
    }

    /// With so many residents of each run, each by itself; none with 0.
    pub(crate) fn with_sample(mut self, residents: u32) -> Layout {
        self.sample = residents;
        if residents > 0 { self.with(ResultTable::Residents) } else { self }
    }

    /// Without a table.
    pub(crate) fn without(mut self, table: ResultTable) -> Layout {
        self.tables.remove(&table);
        self
    }

    /// With a table.
    pub(crate) fn with(mut self, table: ResultTable) -> Layout {
        self.tables.insert(table);
        self
    }

    /// Whether a table is in it.
    pub(crate) fn has(&self, table: ResultTable) -> bool {
        self.tables.contains(&table)
    }

    /// Whether a report can be made of the folder: it draws courses and needs every measure.
    pub(crate) fn reportable(&self) -> bool {
        let tables = [ResultTable::Series, ResultTable::Windows].iter().all(|table| self.has(*table));
        tables && self.measures.len() == MEASURES.len()
    }

    /// Whether charts by lever can be made of the folder.
    pub(crate) fn swept(&self) -> bool {
        self.design.is_some() && self.has(ResultTable::Windows)
    }

    /// Residents of each run who are told of one by one.
    pub(crate) fn sample(&self) -> u32 {
        self.sample
    }

    /// What is kept of a run for it.
    pub(crate) fn keep(&self) -> Retain {
        Retain {
            ledger: self.has(ResultTable::Ledger),
            groups: self.has(ResultTable::Groups),
            sample: self.sample,
        }
    }

    /// The measures in it.
    pub(crate) fn measures(&self) -> &[&'static Measure] {
        &self.measures
    }

    /// Its tables of runs, in the order in which they are written.
    pub(crate) fn streamed(&self) -> impl Iterator<Item = ResultTable> {
        STREAMED.into_iter().filter(|table| self.has(*table))
    }

    /// The scenarios that the points of a sweep set something in.
    pub(crate) fn bases(&self) -> Option<&[Scenario]> {
        self.design.as_ref().map(|design| &design.bases[..])
    }

    /// The columns of a table.
    pub(crate) fn columns(&self, table: ResultTable) -> Vec<Column> {
        let mut columns = table.columns();
        if matches!(table, ResultTable::Series | ResultTable::Windows) {
            let left_out = |column: &Column| {
                measure(&column.name).is_some_and(|m| !self.measures.iter().any(|one| one.name == m.name))
            };
            columns.retain(|column| !left_out(column));
        }
        if !self.has(ResultTable::Draws) {
            let of_draws = table.of_draws();
            columns.retain(|column| !of_draws.contains(column));
        }
        let Some(design) = self.design.as_ref() else { return columns };
        match table {
            ResultTable::Design => columns.extend(varied(design)),
            ResultTable::Windows => {
                let point = ResultTable::Design.columns().into_iter().take(1);
                columns = point.chain(varied(design)).chain(columns).collect();
            }
            _ => {}
        }
        columns
    }

    /// The first line of a table.
    pub(crate) fn header(&self, table: ResultTable) -> Vec<u8> {
        header(&self.columns(table))
    }

    /// The cells that stand in front of the rows of a point in `windows.csv`; nothing where there are no
    /// points.
    pub(crate) fn point(&self, index: usize) -> Vec<u8> {
        let Some(design) = self.design.as_ref() else { return vec![] };
        let mut cells = RowWriter::default();
        cells.whole(index as i64 + 1);
        settings(design, index, &mut cells);
        cells.bytes()
    }

    /// The text of `design.csv`.
    pub(crate) fn design(&self, scenarios: &[Scenario]) -> Option<Vec<u8>> {
        let design = self.design.as_ref()?;
        let mut rows = RowWriter::default();
        for (index, scenario) in scenarios.iter().enumerate() {
            rows.whole(index as i64 + 1);
            rows.text(&scenario.name);
            settings(design, index, &mut rows);
            rows.end();
        }
        Some([self.header(ResultTable::Design), rows.bytes()].concat())
    }

    /// In words that are the same for equal layouts alone: the rows of a run depend on it. (In which form
    /// they are written does not matter to them.)
    pub(crate) fn words(&self) -> String {
        let tables: Vec<&str> = self.tables.iter().map(|table| table.file()).collect();
        let measures: Vec<&str> = self.measures.iter().map(|measure| measure.name).collect();
        let sample = if self.sample > 0 { format!(" {} residents", self.sample) } else { String::new() };
        format!("{} {}{sample}", tables.join(","), measures.join(","))
    }
}

/// The columns of what varies.
fn varied(design: &Design) -> impl Iterator<Item = Column> {
    let kind = |kind| match kind {
        ValueKind::Real => ColumnType::Number,
        ValueKind::Integer => ColumnType::Whole,
        ValueKind::Flag => ColumnType::Flag,
        ValueKind::Text | ValueKind::Choice(_) => ColumnType::Text,
    };
    design.columns.iter().map(move |column| Column {
        name: column.path.clone().into(),
        kind: kind(column.kind),
        unit: column.unit,
        meaning: column.meaning.to_string(),
        empty: "the point leaves the setting as it is",
    })
}

/// What a point sets, a cell for each column.
fn settings(design: &Design, index: usize, rows: &mut RowWriter) {
    for value in design.points.get(index).map_or(&[][..], |point| &point.cells) {
        match value {
            Some(Value::Flag(flag)) => rows.text(if *flag { "true" } else { "false" }),
            Some(Value::Integer(whole)) => rows.whole(*whole),
            Some(Value::Real(number)) => rows.number(*number),
            Some(Value::Text(text)) => rows.text(text),
            None => rows.nothing(),
        }
    }
}
