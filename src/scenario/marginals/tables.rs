//! Tables of counts, row by row, with every fault in its place.

use crate::language::{said, term};
use crate::scenario::data_file::{DataFile, OtherColumns};
use crate::scenario::faults::{brief, nearest};
use crate::scenario::marginals::categories::{Category, VARIABLES, Variable};
use crate::scenario::span::Span;
use crate::settings::SettingsTable;
use crate::world::agents::residents::ResidentsSetup;
use crate::world::agents::residents::group::ResidentGroup;
use std::collections::BTreeMap;

/// Columns.
const COLUMNS: [&str; 5] = ["variable", "category", "variable2", "category2", "count"];

/// Most people that are made up: as many as a population may have.
fn most_people() -> f64 {
    let population = ResidentsSetup::FACTS.fields.iter().find(|field| field.name == "population");
    population.and_then(|field| field.range).map_or(0.0, |(_, most)| most)
}

/// A table: its variables (one or two), and what it counts where.
pub(crate) struct CountTable {
    pub(crate) variables: Vec<Variable>,
    /// Categories by their places in [`CountTables::categories`], and how many people, as it stands in the
    /// file.
    pub(crate) cells: BTreeMap<Vec<usize>, (f64, Span)>,
}

/// All tables of a file.
#[derive(Default)]
pub(crate) struct CountTables {
    pub(crate) list: Vec<CountTable>,
    /// Categories of each variable, with their words, in their own order.
    pub(crate) categories: BTreeMap<Variable, Vec<(String, Category)>>,
}

/// All tables of a file.
pub(crate) fn tables_of(rows: &mut DataFile) -> CountTables {
    let mut tables = CountTables::default();
    rows.judge_header(&["variable", "category", "count"], &COLUMNS, OtherColumns::Refused { pass: None });
    if !rows.sound() {
        return tables;
    }
    let (mut row, mut any) = (csv::StringRecord::new(), false);
    while rows.next(&mut row) {
        any = true;
        tables.take(&row, rows);
    }
    if !any && rows.sound() {
        rows.fault_of_file(term("no table counts anybody").into());
    }
    if rows.sound() {
        tables.agree_in_total(rows);
    }
    tables.forget_order_of_rows();
    tables
}

/// How many people a cell counts.
fn count_of(words: &str, at: usize, rows: &mut DataFile) -> Option<f64> {
    let (notation, most) = (rows.notation(), most_people());
    let count = notation.number(words).filter(|n| *n >= 0.0 && *n <= most && *n == libm::floor(*n));
    if count.is_none() {
        let message = said!("`count` must be a whole number of people from 0 to {most}, not `{words}`");
        rows.fault_of_number(at, words, message);
    }
    count
}

impl CountTables {
    /// One row.
    fn take(&mut self, row: &csv::StringRecord, rows: &mut DataFile) {
        let cell = |column: &str, rows: &DataFile| {
            rows.column(column).map_or(String::new(), |at| row[at].to_string())
        };
        let before = rows.count();
        let first = self.category("variable", "category", &cell, rows);
        let two = !cell("variable2", rows).is_empty() || !cell("category2", rows).is_empty();
        let second = if two { self.category("variable2", "category2", &cell, rows) } else { None };
        let at = rows.column("count").unwrap_or(0);
        let count = count_of(&cell("count", rows), at, rows);
        let (Some(first), Some(count)) = (first, count) else { return };
        if rows.count() > before {
            return;
        }
        let mut named: Vec<(Variable, usize)> = [Some(first), second].into_iter().flatten().collect();
        named.sort_unstable();
        if let [(a, _), (b, _)] = named[..]
            && a == b
        {
            rows.fault(said!("a table of `{}` with itself says nothing", a.name()));
            return;
        }
        let (variables, key): (Vec<_>, Vec<_>) = named.into_iter().unzip();
        let place = rows.place(at);
        let here = self.list.iter().position(|t| t.variables == variables).unwrap_or_else(|| {
            self.list.push(CountTable { variables, cells: BTreeMap::new() });
            self.list.len() - 1
        });
        if let Some((_, earlier)) = self.list[here].cells.get(&key) {
            rows.fault(said!("this was counted before, in line {}", earlier.line_and_column().0));
        } else {
            self.list[here].cells.insert(key, (count, place));
        }
    }

    /// The variable and category that two columns of a row name.
    fn category(
        &mut self,
        variable: &str,
        category: &str,
        cell: &impl Fn(&str, &DataFile) -> String,
        rows: &mut DataFile,
    ) -> Option<(Variable, usize)> {
        let (name, words) = (cell(variable, rows), cell(category, rows));
        let at = |column: &str, rows: &DataFile| rows.column(column).unwrap_or(0);
        let Some((known, ..)) = VARIABLES.iter().find(|v| v.1 == name) else {
            let hint = || nearest(&name, VARIABLES.iter().map(|v| v.1));
            let list = VARIABLES.map(|v| format!("`{}`", v.1)).join(term(", "));
            rows.fault_at_hinting(at(variable, rows), said!("there is no variable `{name}`: {list}"), hint);
            return None;
        };
        let Some(read) = known.category(&words) else {
            let hint =
                || if *known == Variable::Group { nearest(&words, ResidentGroup::NAMES) } else { None };
            let message = said!("`{words}` is no category of `{name}`: {}", known.form());
            rows.fault_at_hinting(at(category, rows), message, hint);
            return None;
        };
        let own = self.categories.entry(*known).or_default();
        if let Some(same) = own.iter().position(|(_, category)| *category == read) {
            return Some((*known, same));
        }
        if let Some((other, _)) = own.iter().find(|(_, category)| category.overlaps(read)) {
            rows.fault_at(
                at(category, rows),
                said!("`{words}` overlaps `{other}`, another category of `{name}`"),
            );
            return None;
        }
        own.push((words, read));
        Some((*known, own.len() - 1))
    }

    /// Put tables and categories in their own order, so that the same counts make up the same people in
    /// whatever order their rows stand.
    fn forget_order_of_rows(&mut self) {
        let mut places: BTreeMap<Variable, Vec<usize>> = BTreeMap::new();
        for (variable, list) in &mut self.categories {
            let mut order: Vec<usize> = (0..list.len()).collect();
            order.sort_by(|a, b| list[*a].1.rank().total_cmp(&list[*b].1.rank()));
            let mut place = vec![0; list.len()];
            order.iter().enumerate().for_each(|(now, before)| place[*before] = now);
            *list = order.iter().map(|before| list[*before].clone()).collect();
            places.insert(*variable, place);
        }
        for table in &mut self.list {
            let moved = |key: Vec<usize>| {
                table.variables.iter().zip(key).map(|(variable, at)| places[variable][at]).collect()
            };
            table.cells =
                std::mem::take(&mut table.cells).into_iter().map(|(key, cell)| (moved(key), cell)).collect();
        }
        self.list.sort_by_key(|table| (table.variables.len(), table.variables.clone()));
    }

    /// All tables count the same people.
    fn agree_in_total(&self, rows: &mut DataFile) {
        let total = |table: &CountTable| table.cells.values().map(|(count, _)| count).sum::<f64>();
        let Some(first) = self.list.first() else { return };
        if total(first) < 0.5 {
            rows.fault_of_file(term("the tables count nobody").into());
        }
        if total(first) > most_people() {
            let message =
                said!("the tables count {} people, more than {}", brief(total(first)), most_people());
            rows.fault_of_file(message);
        }
        for table in self.list.iter().skip(1).filter(|table| (total(table) - total(first)).abs() > 0.5) {
            let message = said!(
                "the table of {} counts {} people, but that of {} counts {}",
                table.name(),
                brief(total(table)),
                first.name(),
                brief(total(first))
            );
            let place =
                table.cells.values().map(|(_, place)| place).min_by_key(|place| place.line_and_column());
            rows.fault_elsewhere(place, message);
        }
    }
}

impl CountTable {
    /// Its variables in words.
    pub(crate) fn name(&self) -> String {
        self.variables.iter().map(|v| format!("`{}`", v.name())).collect::<Vec<_>>().join(" × ")
    }
}
