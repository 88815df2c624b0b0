//! Real people and who knows whom, from CSV. What is missing is drawn; bad rows are named all at once.

use crate::language::{said, term};
use crate::scenario::Source;
use crate::scenario::data_file::cells::Notation;
use crate::scenario::data_file::{DataFile, OtherColumns, cells};
use crate::scenario::data_settings::{DataSettings, KnownIds};
use crate::scenario::faults::{Faults, brief, nearest};
use crate::scenario::library::{Library, Opened};
use crate::scenario::marginals::categories::{AGES, Category, Variable, possible};
use crate::scenario::missing_values;
use crate::scenario::said::Said;
use crate::world::agents::residents::group::ResidentGroup;
use crate::world::identity::UNNAMED;
use crate::world::roster::{Person, Roster};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Rosters by community, in the order of their names.
pub(crate) struct Data {
    /// Name of the roster file.
    pub file: String,
    /// Name and people.
    pub communities: Vec<(String, Arc<Roster>)>,
}

impl Data {
    /// How many people there are in all.
    pub(crate) fn people(&self) -> usize {
        self.communities.iter().map(|(_, roster)| roster.people.len()).sum()
    }
}

/// Columns of a roster that are ours, besides those of identity and community.
pub(crate) const COLUMNS: [&str; 13] = [
    "group",
    "age",
    "union_member",
    "distance",
    "x",
    "y",
    "lat",
    "lon",
    "propensity",
    "price_sensitivity",
    "civic",
    "aware",
    "weeks_used",
];

/// Read the roster and the ties that a scenario names.
pub(crate) fn read(
    said: &Said,
    library: &dyn Library,
    sources: &mut Vec<Source>,
    faults: &mut Faults,
    warnings: &mut Vec<String>,
) -> Option<Data> {
    let settings = DataSettings(said);
    if settings.at("roster").is_none() {
        settings.without_roster(faults);
        return None;
    }
    let (people, ties) = (settings.open("roster", library, faults), settings.open("ties", library, faults));
    settings.judge_words(faults);
    let names = settings.known_ids(faults);
    let people = people?;
    let file = people.name.clone();
    let (list, source) = people_of(people, &names, faults)?;
    let everybody: Vec<&Person> = list.iter().map(|(_, person)| person).collect();
    // These words go into results, which do not tell where on whose machine the file lay.
    let own = file.rsplit(['/', '\\']).next().unwrap_or_default();
    warnings.extend(missing_values::words(&everybody).map(|words| format!("{own}: {words}")));
    let pairs = match ties {
        Some(ties) => {
            let columns = [&*settings.word("ties_from", "from"), &settings.word("ties_to", "to")];
            let (pairs, source) = ties_of(ties, columns, &list, faults)?;
            sources.push(source);
            Some(pairs)
        }
        None => None,
    };
    sources.insert(sources.len() - usize::from(pairs.is_some()), source?);
    Some(Data { file, communities: by_community(list, pairs) })
}

/// People in the order of the file, each with the name of the community.
type Everybody = Vec<(String, Person)>;

/// Everybody in the order of the file, each with the name of the community, and the source if there was no
/// fault.
/// `None` when it is not even known who is there.
fn people_of(from: Opened, names: &KnownIds, faults: &mut Faults) -> Option<(Everybody, Option<Source>)> {
    let mut rows = DataFile::open(from, faults);
    let known: Vec<&str> = COLUMNS.into_iter().chain([names.id.as_str(), names.community.as_str()]).collect();
    let mut needed = vec![names.id.as_str()];
    needed.extend(names.named.then_some(names.community.as_str()));
    let pass = term("set residents.roster_other_columns = \"ignore\" to pass over columns that are not ours");
    let others =
        if names.ignore { OtherColumns::Ignored } else { OtherColumns::Refused { pass: Some(pass) } };
    rows.judge_header(&needed, &known, others);
    if rows.column(&names.id).is_none() {
        rows.finish();
        return None;
    }
    let positions = names.homes.columns(&mut rows);
    let (mut people, mut seen, mut row) = (Vec::new(), BTreeSet::new(), csv::StringRecord::new());
    while rows.next(&mut row) {
        let (community, mut person) = person_of(&row, names, &mut rows);
        let measured =
            positions.and_then(|columns| names.homes.distance(&row, columns, &community, &mut rows));
        person.distance = person.distance.or(measured);
        if !person.id.is_empty() && !seen.insert(person.id.clone()) {
            let column = rows.column(&names.id).unwrap_or(0);
            rows.fault_at(column, said!("the person `{}` appears twice", person.id));
            continue;
        }
        people.push((community, person));
    }
    if people.is_empty() && rows.sound() {
        rows.fault_of_file(term("the roster is empty").into());
    }
    let readable = rows.readable();
    let source = rows.finish();
    readable.then_some((people, source))
}

/// One row: the community and the person.
fn person_of(row: &csv::StringRecord, names: &KnownIds, rows: &mut DataFile) -> (String, Person) {
    let mut person = Person::default();
    let mut community = UNNAMED.to_string();
    for (column, cell) in row.iter().enumerate() {
        let name = &rows.header()[column];
        if *name == names.id {
            person.id = cell.into();
        } else if *name == names.community {
            community = cell.into();
        } else if cells::value(cell).is_empty() && names.complete && COLUMNS.contains(&name.as_str()) {
            let message = said!("`{name}` is empty, and `residents.roster_missing` is `refuse`");
            rows.fault_at(column, message);
        } else if let Err(why) = set(&mut person, name, cells::value(cell), rows.notation()) {
            if name == "group" {
                rows.fault_at_hinting(column, why, || nearest(cell, ResidentGroup::NAMES));
            } else {
                rows.fault_of_number(column, cell, why);
            }
        }
    }
    contradictions(&person, rows);
    if person.id.is_empty() {
        rows.fault(term("a person without an identity").into());
    }
    if let Some(letter) = person.id.chars().find(|letter| letter.is_control()) {
        let message = said!("an identity holds the character {}", letter.escape_default());
        rows.fault_at(rows.column(&names.id).unwrap_or(0), message);
    }
    if community.is_empty() {
        rows.fault(said!("the person `{}` has no community", person.id));
    }
    (community, person)
}

/// Set one attribute from a cell; an empty cell leaves it to be drawn. Columns that are not ours are passed
/// over.
fn set(person: &mut Person, column: &str, cell: &str, notation: Notation) -> Result<(), String> {
    if cell.is_empty() {
        return Ok(());
    }
    let number = |lo: f64, hi: f64| match notation.number(cell) {
        Some(x) if x.is_finite() && (lo..=hi).contains(&x) => Ok(Some(x)),
        Some(x) => Err(said!("`{column}` is {}, but must lie between {lo} and {hi}", brief(x))),
        None => Err(said!("`{column}` must be a number, not `{cell}`")),
    };
    let flag = || match cells::flag(cell) {
        Some(flag) => Ok(Some(flag)),
        None => Err(said!("`{column}` must be true or false, not `{cell}`")),
    };
    match column {
        "group" => match ResidentGroup::named(cell) {
            Some(group) => person.group = Some(group),
            None => {
                return Err(said!(
                    "`group` must be one of {}, not `{cell}`",
                    ResidentGroup::NAMES.join(term(", "))
                ));
            }
        },
        "age" => person.age = number(0.0, 130.0)?,
        "union_member" => person.union_member = flag()?,
        "distance" => person.distance = number(0.0, 1_000.0)?,
        "propensity" => person.propensity = number(0.0, 12.0)?,
        "price_sensitivity" => person.price_sensitivity = number(0.0, 20.0)?,
        "civic" => person.civic = number(-4.5, 4.5)?,
        "aware" => person.aware = flag()?,
        "weeks_used" => match notation.whole(cell, 0..=52) {
            Some(weeks) => person.weeks_used = Some(weeks),
            None => return Err(said!("`weeks_used` must be a whole number from 0 to 52, not `{cell}`")),
        },
        _ => {}
    }
    Ok(())
}

/// What cannot all be true of one person, as where people are made up from counts.
fn contradictions(person: &Person, rows: &mut DataFile) {
    let year = |age: f64| Category::Span(age, age + f64::MIN_POSITIVE.max(age * f64::EPSILON));
    if let (Some(group), Some(age)) = (person.group, person.age)
        && !possible(&[(Variable::Group, Category::Group(group)), (Variable::Age, year(age))])
    {
        let ages = term(AGES);
        rows.fault(said!("nobody of {age} years is of the group `{}`: {ages}", group.name()));
    }
    if person.group == Some(ResidentGroup::ChildTeen) && person.union_member == Some(true) {
        rows.fault(term("a child or teenager is no member of the trade union").into());
    }
    if person.aware == Some(false) && person.weeks_used.is_some_and(|weeks| weeks > 0) {
        rows.fault(term("somebody who does not know of the home has used it").into());
    }
}

/// Undirected ties between indices of people; both directions and repetitions are one tie.
fn ties_of(
    from: Opened,
    columns: [&str; 2],
    people: &[(String, Person)],
    faults: &mut Faults,
) -> Option<(BTreeSet<(u32, u32)>, Source)> {
    let index: BTreeMap<&str, u32> =
        people.iter().enumerate().map(|(i, (_, p))| (p.id.as_str(), i as u32)).collect();
    let mut rows = DataFile::open(from, faults);
    let [Some(from), Some(to)] = columns.map(|name| rows.column(name)) else {
        if !rows.header().is_empty() {
            rows.fault_of_file(said!("the columns `{}` and `{}` are needed", columns[0], columns[1]));
        }
        rows.finish();
        return None;
    };
    let (mut pairs, mut row) = (BTreeSet::new(), csv::StringRecord::new());
    while rows.next(&mut row) {
        let found = [from, to].map(|column| index.get(&row[column]).copied());
        for (column, _) in [from, to].iter().zip(found).filter(|(_, f)| f.is_none()) {
            let near = || nearest(&row[*column], index.keys().copied().filter(|_| index.len() <= FEW));
            let message = said!("a tie to `{}`, who is not in the roster", &row[*column]);
            rows.fault_at_hinting(*column, message, near);
        }
        let [Some(a), Some(b)] = found else { continue };
        if a == b {
            rows.fault(said!("`{}` is tied to itself", &row[from]));
        } else if people[a as usize].0 != people[b as usize].0 {
            rows.fault(said!("`{}` and `{}` live in different communities", &row[from], &row[to]));
        } else {
            pairs.insert((a.min(b), a.max(b)));
        }
    }
    rows.finish().map(|source| (pairs, source))
}

/// People among whom a name like the one written is looked for.
const FEW: usize = 1_000;

/// Split into communities by name, each with its people by id, whatever the order of the file; ties become
/// indices inside each.
fn by_community(people: Everybody, pairs: Option<BTreeSet<(u32, u32)>>) -> Vec<(String, Arc<Roster>)> {
    let mut homes = vec![(0, 0); people.len()];
    let mut rows: Vec<(usize, (String, Person))> = people.into_iter().enumerate().collect();
    rows.sort_by(|(_, a), (_, b)| a.0.cmp(&b.0).then_with(|| Person::by_id(&a.1, &b.1)));
    let mut rosters: Vec<(String, Roster)> = Vec::new();
    for (row, (community, person)) in rows {
        if rosters.last().is_none_or(|(name, _)| *name != community) {
            let ties = pairs.is_some().then(Vec::new);
            rosters.push((community, Roster { people: Vec::new(), ties }));
        }
        let at = rosters.len() - 1;
        let own = &mut rosters[at].1.people;
        homes[row] = (at, own.len() as u32);
        own.push(person);
    }
    for (a, b) in pairs.into_iter().flatten() {
        let ((community, a), (_, b)) = (homes[a as usize], homes[b as usize]);
        if let Some(ties) = &mut rosters[community].1.ties {
            ties.push((a.min(b), a.max(b)));
        }
    }
    rosters.iter_mut().filter_map(|(_, r)| r.ties.as_mut()).for_each(|ties| ties.sort_unstable());
    rosters.into_iter().map(|(name, roster)| (name, Arc::new(roster))).collect()
}
