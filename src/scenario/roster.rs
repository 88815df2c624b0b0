//! Real people and who knows whom, from CSV. What is missing is drawn; bad rows are named all at once.

use super::Source;
use super::faults::{Fault, Faults, nearest};
use super::layers::sha256;
use super::library::Library;
use super::resolve::Said;
use super::rows::{Rows, UNREADABLE, reader, without_mark};
use crate::settings::Value;
use crate::world::residents::GROUPS;
use crate::world::{Person, Roster};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Rosters by community, in the order of first appearance.
pub struct Data {
    /// Name of the roster file.
    pub file: String,
    /// Name and people.
    pub communities: Vec<(String, Arc<Roster>)>,
}

/// Columns of a roster that are ours, besides those of identity and community.
pub const COLUMNS: [&str; 8] = ["group", "age", "union_member", "distance", "propensity", "price_sensitivity", "civic", "aware"];

/// Read the roster and the ties that a scenario names.
pub fn read(said: &Said, library: &dyn Library, sources: &mut Vec<Source>, faults: &mut Faults) -> Option<Data> {
    let text = |key: &str| said.leaves.get(&format!("residents.{key}"));
    let word = |key: &str, default: &str| match text(key).map(|t| &t.0.value) {
        Some(Value::Text(t)) => t.clone(),
        _ => default.to_string(),
    };
    let Some(roster) = text("roster") else {
        for (key, _) in super::check::DATA_KEYS.iter().skip(1) {
            if let Some((leaf, _)) = text(key) {
                faults.add(Fault::at(&leaf.place, format!("`residents.{key}` needs a `residents.roster`")));
            }
        }
        return None;
    };
    let mut open = |key: &str| -> Option<(String, Vec<u8>)> {
        let (leaf, identity) = text(key)?;
        let Value::Text(name) = &leaf.value else { return None };
        match library.find(name, identity.as_deref()) {
            Ok(found) => {
                sources.push(Source { name: found.name.clone(), sha256: sha256(&found.bytes) });
                Some((found.name, found.bytes))
            }
            Err(why) => {
                faults.add(Fault::at(&leaf.place, format!("cannot read `{name}`: {why}")));
                None
            }
        }
    };
    let (people, ties) = (open("roster"), open("ties"));
    let other = word("roster_other_columns", "refuse");
    if other != "refuse" && other != "ignore" {
        faults.add(Fault::at(
            &text("roster_other_columns").unwrap_or(roster).0.place,
            format!("`residents.roster_other_columns` must be `refuse` or `ignore`, not `{other}`"),
        ));
    }
    let (file, bytes) = people?;
    let names = Names {
        id: word("roster_id", "id"),
        community: word("roster_community", "community"),
        named: text("roster_community").is_some(),
        ignore: other == "ignore",
    };
    let (list, sound) = people_of(&file, &bytes, &names, faults)?;
    let pairs = match &ties {
        Some((file, bytes)) => Some(ties_of(file, bytes, (&word("ties_from", "from"), &word("ties_to", "to")), &list, faults)?),
        None => None,
    };
    sound.then(|| Data { file, communities: by_community(list, pairs) })
}

struct Names {
    id: String,
    community: String,
    /// The scenario names the column of communities: then it must be there.
    named: bool,
    ignore: bool,
}

/// Everybody in the order of the file, each with the name of the community, and whether there was no fault.
/// `None` when it is not even known who is there.
fn people_of(file: &str, bytes: &[u8], names: &Names, faults: &mut Faults) -> Option<(Vec<(String, Person)>, bool)> {
    let bytes = without_mark(bytes);
    let mut rows = Rows::of(file, bytes, faults);
    let mut reader = reader(bytes);
    let header = header_of(&mut reader, names, &mut rows);
    let Some(header) = header else {
        rows.finish();
        return None;
    };
    let (mut people, mut seen, mut readable) = (Vec::new(), BTreeSet::new(), true);
    for record in reader.records() {
        let record = match record {
            Ok(r) => r,
            Err(e) => {
                rows.add(e.position(), UNREADABLE.into());
                readable = false;
                continue;
            }
        };
        let (community, person) = person_of(&record, &header, names, &mut rows);
        if !person.id.is_empty() && !seen.insert(person.id.clone()) {
            rows.add(record.position(), format!("the person `{}` appears twice", person.id));
        }
        people.push((community, person));
    }
    if people.is_empty() && rows.sound() {
        rows.add(None, "the roster is empty".into());
    }
    let sound = rows.finish();
    readable.then_some((people, sound))
}

/// One row: the community and the person.
fn person_of(record: &csv::StringRecord, header: &[String], names: &Names, rows: &mut Rows) -> (String, Person) {
    let mut person = Person::default();
    let mut community = "home".to_string();
    for (name, cell) in header.iter().zip(record) {
        if *name == names.id {
            person.id = cell.into();
        } else if *name == names.community {
            community = cell.into();
        } else if let Err(why) = set(&mut person, name, cell) {
            rows.add(record.position(), why);
        }
    }
    if person.id.is_empty() {
        rows.add(record.position(), "a person without an identity".into());
    }
    if community.is_empty() {
        rows.add(record.position(), format!("the person `{}` has no community", person.id));
    }
    (community, person)
}

/// The columns of a roster; `None` when nothing can be read without them.
fn header_of(reader: &mut csv::Reader<&[u8]>, names: &Names, rows: &mut Rows) -> Option<Vec<String>> {
    let header: Vec<String> = match reader.headers() {
        Ok(h) => h.iter().map(str::to_string).collect(),
        Err(e) => {
            rows.add(None, format!("the header cannot be read: {e}"));
            return None;
        }
    };
    let ours = |h: &String| COLUMNS.contains(&h.as_str()) || *h == names.id || *h == names.community;
    if !header.contains(&names.id) {
        rows.add(None, format!("the column `{}` of identities is missing", names.id));
        return None;
    }
    if names.named && !header.contains(&names.community) {
        rows.add(None, format!("the column `{}` of communities is missing", names.community));
    }
    for (index, twice) in header.iter().enumerate().filter(|(i, h)| ours(h) && header[..*i].contains(h)) {
        rows.add(None, format!("the column `{twice}` appears twice, the second time as column {}", index + 1));
    }
    for unknown in header.iter().filter(|h| !names.ignore && !ours(h)) {
        let known = COLUMNS.into_iter().chain([names.id.as_str(), names.community.as_str()]);
        let known = known.filter(|name| !header.iter().any(|h| h == name));
        let pass = "set residents.roster_other_columns = \"ignore\" to pass over columns that are not ours";
        let hint = nearest(unknown, known).map_or(pass.to_string(), |near| format!("{near} Or {pass}"));
        let message = if unknown.is_empty() { "a column without a name".into() } else { format!("unknown column `{unknown}`") };
        rows.add_at_column(unknown, message, hint);
    }
    Some(header)
}

/// Set one attribute from a cell; an empty cell leaves it to be drawn. Columns that are not ours are passed over.
fn set(person: &mut Person, column: &str, cell: &str) -> Result<(), String> {
    if cell.is_empty() {
        return Ok(());
    }
    let number = |lo: f64, hi: f64| match cell.parse::<f64>() {
        Ok(x) if x.is_finite() && (lo..=hi).contains(&x) => Ok(Some(x)),
        Ok(x) => Err(format!("`{column}` is {x}, but must lie between {lo} and {hi}")),
        Err(_) => Err(format!("`{column}` must be a number, not `{cell}`")),
    };
    let flag = || match cell.to_ascii_lowercase().as_str() {
        "true" | "yes" | "1" => Ok(Some(true)),
        "false" | "no" | "0" => Ok(Some(false)),
        _ => Err(format!("`{column}` must be true or false, not `{cell}`")),
    };
    match column {
        "group" => match GROUPS.iter().position(|g| *g == cell) {
            Some(g) => person.group = Some(g as u8),
            None => return Err(format!("`group` must be one of {}, not `{cell}`", GROUPS.join(", "))),
        },
        "age" => person.age = number(0.0, 130.0)?,
        "union_member" => person.union_member = flag()?,
        "distance" => person.distance = number(0.0, 1_000.0)?,
        "propensity" => person.propensity = number(0.0, 12.0)?,
        "price_sensitivity" => person.price_sensitivity = number(0.0, 20.0)?,
        "civic" => person.civic = number(-4.5, 4.5)?,
        "aware" => person.aware = flag()?,
        _ => {}
    }
    Ok(())
}

/// Undirected ties between indices of people; both directions and repetitions are one tie.
fn ties_of(
    file: &str,
    bytes: &[u8],
    columns: (&str, &str),
    people: &[(String, Person)],
    faults: &mut Faults,
) -> Option<BTreeSet<(u32, u32)>> {
    let bytes = without_mark(bytes);
    let mut rows = Rows::of(file, bytes, faults);
    let index: BTreeMap<&str, u32> = people.iter().enumerate().map(|(i, (_, p))| (p.id.as_str(), i as u32)).collect();
    let mut reader = reader(bytes);
    let Some((from, to)) = ends_of(&mut reader, columns, &mut rows) else {
        rows.finish();
        return None;
    };
    let mut pairs = BTreeSet::new();
    for record in reader.records() {
        let record = match record {
            Ok(r) => r,
            Err(e) => {
                rows.add(e.position(), UNREADABLE.into());
                continue;
            }
        };
        let line = record.position().cloned();
        let ends = [&record[from], &record[to]];
        let found = ends.map(|id| index.get(id).copied());
        for (id, _) in ends.iter().zip(found).filter(|(_, f)| f.is_none()) {
            rows.add(line.as_ref(), format!("a tie to `{id}`, who is not in the roster"));
        }
        let [Some(a), Some(b)] = found else { continue };
        if a == b {
            rows.add(line.as_ref(), format!("`{}` is tied to itself", ends[0]));
        } else if people[a as usize].0 != people[b as usize].0 {
            rows.add(line.as_ref(), format!("`{}` and `{}` live in different communities", ends[0], ends[1]));
        } else {
            pairs.insert((a.min(b), a.max(b)));
        }
    }
    rows.finish().then_some(pairs)
}

/// Where the two people of a tie stand.
fn ends_of(reader: &mut csv::Reader<&[u8]>, (from, to): (&str, &str), rows: &mut Rows) -> Option<(usize, usize)> {
    let place = |name: &str, header: &csv::StringRecord| header.iter().position(|h| h == name);
    let found = reader.headers().ok().and_then(|h| Some((place(from, h)?, place(to, h)?)));
    if found.is_none() {
        rows.add(None, format!("the columns `{from}` and `{to}` are needed"));
    }
    found
}

/// Split into communities; ties become indices inside each.
fn by_community(people: Vec<(String, Person)>, pairs: Option<BTreeSet<(u32, u32)>>) -> Vec<(String, Arc<Roster>)> {
    let mut order: Vec<String> = Vec::new();
    let mut rosters: Vec<Roster> = Vec::new();
    let mut homes = Vec::with_capacity(people.len());
    for (community, person) in people {
        let at = order.iter().position(|c| *c == community).unwrap_or_else(|| {
            order.push(community);
            rosters.push(Roster { people: Vec::new(), ties: pairs.as_ref().map(|_| Vec::new()) });
            order.len() - 1
        });
        homes.push((at, rosters[at].people.len() as u32));
        rosters[at].people.push(person);
    }
    for (a, b) in pairs.into_iter().flatten() {
        let ((community, a), (_, b)) = (homes[a as usize], homes[b as usize]);
        if let Some(ties) = &mut rosters[community].ties {
            ties.push((a.min(b), a.max(b)));
        }
    }
    rosters.iter_mut().filter_map(|r| r.ties.as_mut()).for_each(|t| t.sort_unstable());
    order.into_iter().zip(rosters.into_iter().map(Arc::new)).collect()
}
