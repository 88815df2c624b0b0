//! People who fit tables of counts, and what is to be said of how well.

use crate::language::{said, term};
use crate::random::{Purpose, WorldKey};
use crate::scenario::faults::{Fault, Faults};
use crate::scenario::marginals::categories::{Category, Variable, inside, possible, within_group};
use crate::scenario::marginals::fit;
use crate::scenario::marginals::fit::{Margin, Unmet};
use crate::scenario::marginals::tables::{CountTable, CountTables};
use crate::scenario::span::Span;
use crate::world::roster::Person;
use std::collections::BTreeMap;

/// Most combinations of categories.
const MOST: usize = 1_000_000;

impl CountTables {
    /// The people, in a drawn order, and what is to be said of them.
    pub(crate) fn people(
        &self,
        population: Option<u64>,
        faults: &mut Faults,
    ) -> Option<(Vec<Person>, String)> {
        let variables: Vec<Variable> = self.categories.keys().copied().collect();
        let place = self
            .list
            .first()
            .and_then(|table| table.cells.values().next())
            .map(|(_, place)| place.clone())?;
        let Some(combinations) = self.combinations() else {
            faults.add(Fault::at(
                &place,
                said!("the categories make more than {MOST} combinations: use broader ones"),
            ));
            return None;
        };
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

    /// Every combination of a category of each variable; nothing when they are more than [`MOST`].
    fn combinations(&self) -> Option<Vec<Vec<usize>>> {
        let sizes: Vec<usize> = self.categories.values().map(Vec::len).collect();
        let size = sizes.iter().try_fold(1_usize, |all, n| all.checked_mul(*n).filter(|all| *all <= MOST))?;
        let combination = |number: usize| {
            let mut rest = number;
            let each = sizes.iter().map(|n| (rest % n, rest /= n).0);
            each.collect::<Vec<usize>>()
        };
        Some((0..size).map(combination).collect())
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
        let tables = self.list.iter().map(CountTable::name).collect::<Vec<_>>().join(term(", "));
        said!(
            "{n} residents were made up from counts of {tables} (no count is missed by more than {worst:.2} \
                people); what the \
             counts do not say is drawn"
        )
    }

    fn contradiction(&self, unmet: Unmet, margins: &[Margin], anywhere: Span) -> Fault {
        let table = &self.list[unmet.margin];
        let wanted = margins[unmet.margin].target[unmet.cell];
        let (lacking, more) =
            (unmet.lacking.abs(), if unmet.lacking > 0.0 { term("too few") } else { term("too many") });
        let (key, place) = match table.cells.iter().nth(unmet.cell) {
            Some((key, (_, place))) => (key.as_slice(), place.clone()),
            None => (&[][..], anywhere),
        };
        let words = table
            .variables
            .iter()
            .zip(key)
            .map(|(v, at)| format!("{} `{}`", v.name(), self.categories[v][*at].0));
        let who = words.collect::<Vec<_>>().join(term(" and "));
        Fault::at(
            &place,
            said!(
                "the tables contradict each other: of {wanted} people of {who} there are \
            {lacking:.1} {more}"
            ),
        )
        .suggest(Some(
            term(
                "check this count against the other tables of the same people, and against what can be: no \
                    child of 70",
            )
            .into(),
        ))
    }
}

impl CountTable {
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
    people.into_iter().map(|(_, person)| person).collect()
}
