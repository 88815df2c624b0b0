//! A population of made-up people that agrees with tables of counts, where only such tables exist.
//!
//! Columns: `variable`, `category`, `count`, and for tables of two variables `variable2`, `category2`. Rows
//! of the same variables are one table. Combinations that no row counts count nobody.

pub mod categories;
pub mod fit;

use crate::random::{Purpose, WorldKey};
use crate::scenario::Source;
use crate::scenario::data_file::DataFile;
use crate::scenario::faults::{Fault, Faults, nearest};
use crate::scenario::library::Library;
use crate::scenario::marginals::categories::{Category, VARIABLES, Variable, inside, possible, within_group};
use crate::scenario::marginals::fit::{Margin, Unmet};
use crate::scenario::roster::Data;
use crate::scenario::said::Said;
use crate::scenario::span::Span;
use crate::settings::Value;
use crate::world::blueprint::{Person, Roster};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most combinations of categories.
const MOST: usize = 1_000_000;

/// Columns.
const COLUMNS: [&str; 5] = ["variable", "category", "variable2", "category2", "count"];

/// A table: its variables (one or two), and what it counts where.
struct CountTable {
    variables: Vec<Variable>,
    /// Categories by their places in [`CountTables::categories`], and how many people, as it stands in the
    /// file.
    cells: BTreeMap<Vec<usize>, (f64, Span)>,
}

/// All tables of a file.
#[derive(Default)]
struct CountTables {
    list: Vec<CountTable>,
    /// Categories of each variable, with their words, in the order of the file.
    categories: BTreeMap<Variable, Vec<(String, Category)>>,
}

/// Draw the people that the tables of a scenario describe. `None` when it names none, or there was a fault.
pub(crate) fn read(
    said: &Said,
    library: &dyn Library,
    sources: &mut Vec<Source>,
    faults: &mut Faults,
    warnings: &mut Vec<String>,
) -> Option<Data> {
    let (leaf, identity) = said.leaves.get("residents.marginals")?;
    let Value::Text(name) = &leaf.value else { return None };
    for (key, why) in [("roster", "are the people named, or drawn from tables?")] {
        if let Some((other, _)) = said.leaves.get(&format!("residents.{key}")) {
            faults.add(Fault::at(
                &other.place,
                format!("`residents.marginals` and `residents.{key}` exclude each other: {why}"),
            ));
            return None;
        }
    }
    if let Some((place, _)) = &said.communities {
        faults.add(Fault::at(
            place,
            "`residents.marginals` describes one community: leave [[communities]] out",
        ));
        return None;
    }
    let opened = match library.open(name, identity.as_deref()) {
        Ok(opened) => opened,
        Err(why) => {
            faults.add(Fault::at(&leaf.place, format!("cannot read `{name}`: {why}")));
            return None;
        }
    };
    let file = opened.name.clone();
    let mut rows = DataFile::open(opened, faults);
    let tables = tables_of(&mut rows);
    let source = rows.finish()?;
    let population = match said.leaves.get("residents.population").map(|(leaf, _)| &leaf.value) {
        Some(Value::Integer(n)) => Some(*n as u64),
        _ => None,
    };
    let (people, words) = tables.people(population, faults)?;
    sources.push(source);
    warnings.push(format!("{file}: {words}"));
    Some(Data { file, communities: vec![("home".into(), Arc::new(Roster { people, ties: None }))] })
}

fn tables_of(rows: &mut DataFile) -> CountTables {
    let mut tables = CountTables::default();
    rows.judge_header(&["variable", "category", "count"], &COLUMNS, false, None);
    if !rows.sound() {
        return tables;
    }
    let (mut row, mut any) = (csv::StringRecord::new(), false);
    while rows.next(&mut row) {
        any = true;
        tables.take(&row, rows);
    }
    if !any && rows.sound() {
        rows.fault_of_file("no table counts anybody".into());
    }
    if rows.sound() {
        tables.agree_in_total(rows);
    }
    tables
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
        let count = cell("count", rows).parse::<f64>().ok().filter(|n| n.is_finite() && *n >= 0.0);
        let at = rows.column("count").unwrap_or(0);
        if count.is_none() {
            rows.fault_at(
                at,
                format!("`count` must be a number of people, 0 or more, not `{}`", cell("count", rows)),
                None,
            );
        }
        let (Some(first), Some(count)) = (first, count) else { return };
        if rows.count() > before {
            return;
        }
        let mut named: Vec<(Variable, usize)> = [Some(first), second].into_iter().flatten().collect();
        named.sort_unstable();
        if let [(a, _), (b, _)] = named[..]
            && a == b
        {
            rows.fault(format!("a table of `{}` with itself says nothing", a.name()));
            return;
        }
        let (variables, key): (Vec<_>, Vec<_>) = named.into_iter().unzip();
        let place = rows.place(at);
        let here = self.list.iter().position(|t| t.variables == variables).unwrap_or_else(|| {
            self.list.push(CountTable { variables, cells: BTreeMap::new() });
            self.list.len() - 1
        });
        if let Some((_, earlier)) = self.list[here].cells.get(&key) {
            rows.fault(format!("this was counted before, in line {}", earlier.line_and_column().0));
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
            let hint = nearest(&name, VARIABLES.iter().map(|v| v.1));
            let list = VARIABLES.map(|v| format!("`{}`", v.1)).join(", ");
            rows.fault_at(at(variable, rows), format!("there is no variable `{name}`: {list}"), hint);
            return None;
        };
        let Some(read) = known.category(&words) else {
            let hint = if *known == Variable::Group {
                nearest(&words, crate::world::agents::residents::GROUPS)
            } else {
                None
            };
            rows.fault_at(
                at(category, rows),
                format!("`{words}` is no category of `{name}`: {}", known.form()),
                hint,
            );
            return None;
        };
        let own = self.categories.entry(*known).or_default();
        if let Some(same) = own.iter().position(|(_, category)| *category == read) {
            return Some((*known, same));
        }
        if let Some((other, _)) = own.iter().find(|(_, category)| category.overlaps(read)) {
            rows.fault_at(
                at(category, rows),
                format!("`{words}` overlaps `{other}`, another category of `{name}`"),
                None,
            );
            return None;
        }
        own.push((words, read));
        Some((*known, own.len() - 1))
    }

    /// All tables count the same people.
    fn agree_in_total(&self, rows: &mut DataFile) {
        let total = |table: &CountTable| table.cells.values().map(|(count, _)| count).sum::<f64>();
        let Some(first) = self.list.first() else { return };
        if total(first) < 0.5 {
            rows.fault_of_file("the tables count nobody".into());
        }
        for table in self.list.iter().skip(1).filter(|table| (total(table) - total(first)).abs() > 0.5) {
            let message = format!(
                "the table of {} counts {} people, but that of {} counts {}",
                table.name(),
                total(table),
                first.name(),
                total(first)
            );
            let place =
                table.cells.values().map(|(_, place)| place).min_by_key(|place| place.line_and_column());
            rows.fault_elsewhere(place, message);
        }
    }

    /// The people, in a drawn order, and what is to be said of them.
    fn people(&self, population: Option<u64>, faults: &mut Faults) -> Option<(Vec<Person>, String)> {
        let variables: Vec<Variable> = self.categories.keys().copied().collect();
        let sizes: Vec<usize> = self.categories.values().map(Vec::len).collect();
        let size = sizes.iter().try_fold(1_usize, |all, n| all.checked_mul(*n).filter(|all| *all <= MOST));
        let place = self
            .list
            .first()
            .and_then(|table| table.cells.values().next())
            .map(|(_, place)| place.clone())?;
        let Some(size) = size else {
            faults.add(Fault::at(
                &place,
                format!("the categories make more than {MOST} combinations: use broader ones"),
            ));
            return None;
        };
        let combination = |number: usize| {
            let mut rest = number;
            let each = sizes.iter().map(|n| (rest % n, rest /= n).0);
            each.collect::<Vec<usize>>()
        };
        let combinations: Vec<Vec<usize>> = (0..size).map(combination).collect();
        let said = |c: &[usize]| -> Vec<(Variable, Category)> {
            variables.iter().zip(c).map(|(v, at)| (*v, self.categories[v][*at].1)).collect()
        };
        let start = combinations.iter().map(|c| f64::from(u8::from(possible(&said(c))))).collect();
        let margins: Vec<Margin> =
            self.list.iter().map(|table| table.margin(&variables, &combinations)).collect();
        let fitted = match fit::fit(start, &margins) {
            Ok(fitted) => fitted,
            Err(unmet) => {
                faults.add(self.contradiction(unmet, &margins, place));
                return None;
            }
        };
        let total: f64 = fitted.iter().sum();
        let n = population.unwrap_or(libm::round(total) as u64).max(1);
        let whole = fit::whole(&fitted, n, &margins);
        let people = draw(whole.iter().zip(&combinations).map(|(n, c)| (*n, said(c))));
        Some((people, self.words(n, total, &whole, &margins)))
    }

    fn words(&self, n: u64, total: f64, whole: &[u64], margins: &[Margin]) -> String {
        let off = |m: &Margin| {
            let mut sums = vec![0.0; m.target.len()];
            whole.iter().zip(&m.cell).for_each(|(n, cell)| sums[*cell] += *n as f64);
            sums.iter()
                .zip(&m.target)
                .map(|(sum, target)| (sum - target * n as f64 / total).abs())
                .fold(0.0, f64::max)
        };
        let worst = margins.iter().map(off).fold(0.0, f64::max);
        let tables = self.list.iter().map(CountTable::name).collect::<Vec<_>>().join(", ");
        format!(
            "{n} residents were made up from counts of {tables} (no count is missed by more than {worst:.2} \
                people); what the \
             counts do not say is drawn"
        )
    }

    fn contradiction(&self, unmet: Unmet, margins: &[Margin], anywhere: Span) -> Fault {
        let table = &self.list[unmet.margin];
        let wanted = margins[unmet.margin].target[unmet.cell];
        let (lacking, more) = (unmet.lacking.abs(), if unmet.lacking > 0.0 { "too few" } else { "too many" });
        let (key, place) = match table.cells.iter().nth(unmet.cell) {
            Some((key, (_, place))) => (key.as_slice(), place.clone()),
            None => (&[][..], anywhere),
        };
        let words = table
            .variables
            .iter()
            .zip(key)
            .map(|(v, at)| format!("{} `{}`", v.name(), self.categories[v][*at].0));
        let who = words.collect::<Vec<_>>().join(" and ");
        Fault::at(
            &place,
            format!(
                "the tables contradict each other: of {wanted} people of {who} there are \
            {lacking:.1} {more}"
            ),
        )
        .suggest(Some(
            "check this count against the other tables of the same people, and against what can be: no \
                    child of 70"
                .into(),
        ))
    }
}

impl CountTable {
    fn name(&self) -> String {
        self.variables.iter().map(|v| format!("`{}`", v.name())).collect::<Vec<_>>().join(" × ")
    }

    /// Cells of the table in the order of its keys, and one more for combinations that it does not count.
    fn margin(&self, variables: &[Variable], combinations: &[Vec<usize>]) -> Margin {
        let axes: Vec<usize> =
            self.variables.iter().filter_map(|v| variables.iter().position(|w| w == v)).collect();
        let order: BTreeMap<&Vec<usize>, usize> =
            self.cells.keys().enumerate().map(|(at, key)| (key, at)).collect();
        let place = |c: &Vec<usize>| order.get(&axes.iter().map(|a| c[*a]).collect::<Vec<_>>()).copied();
        let mut target: Vec<f64> = self.cells.values().map(|(count, _)| *count).collect();
        target.push(0.0);
        Margin { cell: combinations.iter().map(|c| place(c).unwrap_or(self.cells.len())).collect(), target }
    }
}

/// People of each combination, in an order of drawn tickets: neighbours must not be alike because a table
/// said so. The same people in every random world, as if they had been counted.
fn draw(combinations: impl Iterator<Item = (u64, Vec<(Variable, Category)>)>) -> Vec<Person> {
    let key = WorldKey::new(0, 0);
    let mut people: Vec<(u64, Person)> = Vec::new();
    for (n, said) in combinations {
        for _ in 0..n {
            let number = people.len() as u32;
            let mut person = Person::default();
            let group =
                said.iter().find(|(variable, _)| *variable == Variable::Group).map(|(_, category)| *category);
            for (variable, category) in &said {
                let words = key.draw(number, 0, 0, Purpose::MadeUp, 1 + *variable as u32);
                let category =
                    if *variable == Variable::Age { within_group(group, *category) } else { *category };
                category.set(*variable, &mut person, inside(words, 0));
            }
            let words = key.draw(number, 0, 0, Purpose::MadeUp, 0);
            people.push((u64::from(words[0]) << 32 | u64::from(words[1]), person));
        }
    }
    people.sort_by_key(|(ticket, _)| *ticket);
    people.iter_mut().enumerate().for_each(|(at, (_, person))| person.id = format!("made-up-{}", at + 1));
    people.into_iter().map(|(_, person)| person).collect()
}
