//! A design that stands in a CSV table: a column for each setting that varies, a row for each point.

use crate::language::{said, term};
use crate::scenario::check::leaf;
use crate::scenario::data_file::DataFile;
use crate::scenario::document::{Node, SpannedItem};
use crate::scenario::faults::{Fault, Faults};
use crate::scenario::library::Library;
use crate::scenario::span::Span;
use crate::settings::{Field, TableFacts, Value};
use crate::study::sweep::varied::{field, plain};
use crate::study::sweep::{BASE, MOST};

/// What a table says: the settings of its columns, and of each row the base and the values.
#[derive(Clone, Debug, Default)]
pub(crate) struct DesignRows {
    /// Paths and declarations, in the order of the columns.
    pub columns: Vec<(String, &'static Field)>,
    /// One for each point.
    pub rows: Vec<(Option<String>, Vec<Option<Value>>)>,
}

/// A column of the file.
enum TableColumn {
    Base,
    Setting(String, &'static Field),
    Faulty,
}

/// Read a table; everything that is wrong with it is added to the faults.
pub(super) fn read(
    name: &str,
    from: Option<&str>,
    facts: &[TableFacts],
    library: &dyn Library,
    faults: &mut Faults,
) -> Option<DesignRows> {
    let opened = library.open(name, from).map_err(|why| {
        faults.add(Fault::without_place(name, said!("cannot read `{name}`: {why}")));
    });
    let opened = opened.ok()?;
    let mut found = Faults::default();
    let mut file = DataFile::open(opened, &mut found);
    let header: Vec<(String, Span)> =
        file.header().iter().enumerate().map(|(at, name)| (name.clone(), file.place(at))).collect();
    let mut rows: Vec<Vec<(String, Span)>> = Vec::new();
    let mut row = csv::StringRecord::new();
    while file.next(&mut row) {
        if rows.len() == MOST {
            file.fault(said!("a sweep has at most {MOST} points"));
            break;
        }
        rows.push(row.iter().enumerate().map(|(at, cell)| (cell.to_string(), file.place(at))).collect());
    }
    file.finish();
    let sound = found.is_empty();
    faults.extend(found);
    let columns: Vec<TableColumn> = header.iter().map(|head| column(head, &header, facts, faults)).collect();
    if rows.is_empty() && sound {
        faults.add(Fault::without_place(name, term("the table holds no point")));
    }
    let rows: Vec<_> = rows.iter().map(|row| point(row, &columns, faults)).collect();
    let columns = columns.into_iter().filter_map(|column| match column {
        TableColumn::Setting(path, field) => Some((path, field)),
        _ => None,
    });
    Some(DesignRows { columns: columns.collect(), rows })
}

fn column(
    (name, place): &(String, Span),
    all: &[(String, Span)],
    facts: &[TableFacts],
    faults: &mut Faults,
) -> TableColumn {
    if all.iter().filter(|(other, _)| other == name).count() > 1 {
        faults.add(Fault::at(place, said!("there are two columns `{name}`")));
        return TableColumn::Faulty;
    }
    if name == BASE {
        return TableColumn::Base;
    }
    field(name, place, facts, faults)
        .map_or(TableColumn::Faulty, |field| TableColumn::Setting(name.clone(), field))
}

/// A row: its base, and a value for each column; an empty cell leaves the setting as it is.
fn point(
    row: &[(String, Span)],
    columns: &[TableColumn],
    faults: &mut Faults,
) -> (Option<String>, Vec<Option<Value>>) {
    let (mut base, mut values) = (None, Vec::new());
    for ((cell, place), column) in row.iter().zip(columns) {
        match column {
            TableColumn::Base => base = Some(cell.clone()).filter(|cell| !cell.is_empty()),
            TableColumn::Setting(path, field) => {
                let item = SpannedItem { place: place.clone(), node: Node::Leaf(plain(cell)) };
                values.push(if cell.is_empty() { None } else { leaf(field, path, &item, faults) });
            }
            TableColumn::Faulty => {}
        }
    }
    (base, values)
}
