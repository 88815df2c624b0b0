//! All layers together: one immutable scenario, or what contradicts between them.

use super::check::{Checker, Leaf, WEIGHTS};
use super::document::{Entry, Item, Node};
use super::faults::{Fault, Faults, Place};
use super::layers::Layers;
use super::library::Library;
use super::{Request, Scenario, roster, text};
use crate::levers::Levers;
use crate::levers::operator::Kind as Operator;
use crate::settings::{Lever, Needs, TableFacts, Tables, Value, find};
use crate::units::Week;
use crate::world::{Blueprint, Place as Community, Settings, community_facts, facts};
use std::collections::BTreeMap;

/// Longest horizon, weeks.
const LONGEST: i64 = 5_200;

/// What the layers say, upper over lower, with places.
#[derive(Default)]
pub struct Said {
    pub(super) title: Option<String>,
    pub(super) summary: String,
    pub(super) weeks: Option<(i64, Place)>,
    /// Full path → leaf and identity of the file that says it.
    pub(super) leaves: BTreeMap<String, (Leaf, Option<String>)>,
    /// (week, path) → leaf.
    pub(super) schedule: BTreeMap<(i64, String), Leaf>,
    pub(super) communities: Option<(Place, Vec<OneCommunity>)>,
}

/// An entry of `[[communities]]`.
pub struct OneCommunity {
    pub(super) name: String,
    pub(super) place: Place,
    pub(super) leaves: Vec<Leaf>,
}

/// Check all layers and put them together. `None` when there was a fault in this scenario.
pub fn resolve(file: &str, layers: &Layers, request: &Request, library: &dyn Library, faults: &mut Faults) -> Option<Scenario> {
    let before = faults.len();
    let all = facts();
    let mut said = Said::default();
    for layer in &layers.list {
        one_layer(&layer.root, layer.identity.as_deref(), &all, &mut said, faults);
    }
    let mut warnings = Vec::new();
    let weeks = horizon(&said, request, faults);
    prune_schedule(&mut said, weeks, request, faults, &mut warnings);
    let mut settings = Settings::default();
    for (path, (leaf, _)) in &said.leaves {
        settings.set(path, &leaf.value);
    }
    let timeline = timeline(&said, &settings.levers);
    weights_sum(&said, &settings.levers, &timeline, faults);
    preconditions(&said, &settings.levers, &timeline, weeks, request, faults, &mut warnings);
    let mut sources = layers.sources.clone();
    let data = roster::read(&said, library, &mut sources, faults);
    let communities = communities(&said, &settings, data, faults);
    if faults.len() > before {
        return None;
    }
    let blueprint = Blueprint { settings, weeks: weeks as Week, timeline, communities };
    let name = stem(file);
    Some(Scenario {
        resolved: text::resolved(&said, &blueprint),
        name,
        title: said.title.unwrap_or_default(),
        summary: said.summary,
        blueprint,
        sources,
        warnings,
        origins: said.leaves.iter().map(|(path, (leaf, _))| (path.clone(), (leaf.value.clone(), leaf.place.words()))).collect(),
    })
}

/// `scenarios/z-home.toml` → `z-home`.
fn stem(file: &str) -> String {
    let last = file.rsplit(['/', '\\']).next().unwrap_or(file);
    if last == "-" { "stdin".into() } else { last.strip_suffix(".toml").unwrap_or(last).into() }
}

fn one_layer(root: &Item, identity: Option<&str>, all: &[TableFacts], said: &mut Said, faults: &mut Faults) {
    let Some(entries) = root.table() else { return };
    let is_file = identity.is_some();
    if is_file && !entries.iter().any(|e| e.key == "title") {
        let at = Place { text: root.place.text.clone(), start: 0, end: 0 };
        faults.add(Fault::at(&at, "`title` is missing: every scenario says in a few words what it is"));
    }
    let mut body: Vec<Entry> = Vec::new();
    for entry in entries {
        match entry.key.as_str() {
            "title" | "summary" | "extends" => header(entry, said, faults),
            "weeks" => said.weeks = weeks(&entry.value, faults).map(|w| (w, entry.value.place.clone())).or(said.weeks.take()),
            "schedule" => schedule(&entry.value, all, said, faults),
            "communities" => communities_of(&entry.value, said, faults),
            _ => body.push(entry.clone()),
        }
    }
    let mut leaves = Vec::new();
    Checker::body(all).entries(&body, "", &mut leaves, faults);
    for leaf in leaves {
        said.leaves.insert(leaf.path.clone(), (leaf, identity.map(str::to_string)));
    }
}

fn header(entry: &Entry, said: &mut Said, faults: &mut Faults) {
    match entry.value.text() {
        Some(t) if entry.key == "title" && t.trim().is_empty() => {
            faults.add(Fault::at(&entry.value.place, "`title` is empty: say in a few words what the scenario is"));
        }
        Some(t) if entry.key == "title" => said.title = Some(t.to_string()),
        Some(t) if entry.key == "summary" => said.summary = t.to_string(),
        Some(_) => {}
        None if entry.key == "extends" => {}
        None => faults.add(Fault::at(&entry.value.place, format!("`{}` must be a text, not {}", entry.key, entry.value.what()))),
    }
}

fn weeks(item: &Item, faults: &mut Faults) -> Option<i64> {
    match item.node {
        Node::Leaf(Value::Integer(w)) if (1..=LONGEST).contains(&w) => Some(w),
        Node::Leaf(Value::Integer(w)) => {
            faults.add(Fault::at(&item.place, format!("`weeks` is {w}, but must lie between 1 and {LONGEST}")));
            None
        }
        _ => {
            faults.add(Fault::at(&item.place, format!("`weeks` must be a whole number, not {}", item.what())));
            None
        }
    }
}

fn schedule(item: &Item, all: &[TableFacts], said: &mut Said, faults: &mut Faults) {
    let Node::Array(entries) = &item.node else {
        faults.add(Fault::at(&item.place, format!("`schedule` must be a list of tables, [[schedule]], not {}", item.what())));
        return;
    };
    for entry in entries {
        let Some(keys) = entry.table() else {
            faults.add(Fault::at(&entry.place, "an entry of the schedule must be a table with a `week` and levers"));
            continue;
        };
        let week = keys.iter().find(|k| k.key == "week");
        let week = match week.map(|k| (&k.value.node, &k.value)) {
            Some((Node::Leaf(Value::Integer(w)), _)) => Some(*w),
            Some((_, value)) => {
                faults.add(Fault::at(&value.place, format!("`week` must be a whole number, not {}", value.what())));
                None
            }
            None => {
                let place = keys.first().map_or(&entry.place, |k| &k.place);
                faults.add(Fault::at(place, "an entry of the schedule needs a `week`"));
                None
            }
        };
        let rest: Vec<Entry> = keys.iter().filter(|k| k.key != "week").cloned().collect();
        let mut leaves = Vec::new();
        Checker::schedule(all).entries(&rest, "", &mut leaves, faults);
        for leaf in leaves {
            said.schedule.insert((week.unwrap_or(1), leaf.path.clone()), leaf);
        }
    }
}

fn communities_of(item: &Item, said: &mut Said, faults: &mut Faults) {
    let Node::Array(entries) = &item.node else {
        faults
            .add(Fault::at(&item.place, format!("`communities` must be a list of tables, [[communities]], not {}", item.what())));
        return;
    };
    if entries.is_empty() {
        faults.add(Fault::at(&item.place, "a world needs at least one community"));
    }
    let own = community_facts();
    let mut list: Vec<OneCommunity> = Vec::new();
    for entry in entries {
        let Some(keys) = entry.table() else {
            faults.add(Fault::at(&entry.place, "a community must be a table with a `name`"));
            continue;
        };
        let rest: Vec<Entry> = keys.iter().filter(|k| k.key != "name").cloned().collect();
        let mut leaves = Vec::new();
        Checker::community(&own).entries(&rest, "", &mut leaves, faults);
        let place = keys.first().map_or(entry.place.clone(), |k| k.place.clone());
        match keys.iter().find(|k| k.key == "name") {
            None => faults.add(Fault::at(&place, "a community needs a `name`")),
            Some(name) => match name.value.text() {
                Some(n) if n.trim().is_empty() => faults.add(Fault::at(&name.value.place, "the name of a community is empty")),
                Some(n) if list.iter().any(|c| c.name == n) => {
                    faults.add(Fault::at(&name.value.place, format!("two communities are called `{n}`")));
                }
                Some(n) => list.push(OneCommunity { name: n.into(), place: name.value.place.clone(), leaves }),
                None => faults.add(Fault::at(&name.value.place, format!("`name` must be a text, not {}", name.value.what()))),
            },
        }
    }
    said.communities = Some((item.place.clone(), list));
}

fn horizon(said: &Said, request: &Request, faults: &mut Faults) -> i64 {
    let written = said.weeks.as_ref().map_or(260, |w| w.0);
    match request.weeks {
        Some(w) if !(1..=LONGEST).contains(&w) => {
            faults.add(Fault::without_place(
                &format!("--weeks {w}"),
                format!("the number of weeks must lie between 1 and {LONGEST}"),
            ));
            written
        }
        Some(w) => w,
        None => written,
    }
}

/// Entries at or after `--weeks` are ignored with a warning; in a file, outside its own horizon, they are refused.
fn prune_schedule(said: &mut Said, weeks: i64, request: &Request, faults: &mut Faults, warnings: &mut Vec<String>) {
    let written = said.weeks.as_ref().map_or(260, |w| w.0);
    let (mut ignored, cut) = (0, request.weeks.is_some());
    said.schedule.retain(|(week, path), leaf| {
        if *week < 1 || *week >= written {
            let message = format!("`{path}` is dated week {week}, outside the weeks 1 to {} in which it could act", written - 1);
            faults.add(Fault::at(&leaf.place, message));
            return true;
        }
        let late = cut && *week >= weeks;
        ignored += u32::from(late);
        !late
    });
    if ignored > 0 {
        warnings.push(format!("{ignored} dated lever settings lie at or after week {weeks} and were ignored"));
    }
}

fn timeline(said: &Said, start: &Levers) -> Vec<(Week, Levers)> {
    let mut list: Vec<(Week, Levers)> = Vec::new();
    for ((week, path), leaf) in &said.schedule {
        let week = *week as Week;
        if list.last().is_none_or(|(last, _)| *last != week) {
            let levers = list.last().map_or_else(|| start.clone(), |(_, l)| l.clone());
            list.push((week, levers));
        }
        if let Some((_, levers)) = list.last_mut() {
            levers.set(path, &leaf.value);
        }
    }
    list
}

fn weights_sum(said: &Said, start: &Levers, timeline: &[(Week, Levers)], faults: &mut Faults) {
    let sum = |l: &Levers| crate::world::organization::effort::weights(l).iter().sum::<f64>();
    let mut check = |sum: f64, place: Option<&Place>| {
        if let Some(place) = place.filter(|_| (sum - 1.0).abs() > 1e-6) {
            faults.add(Fault::at(place, format!("the weights of the assessment sum to {sum}, not to 1")));
        }
    };
    check(sum(start), said.leaves.iter().find(|(p, _)| p.starts_with(WEIGHTS)).map(|(_, (leaf, _))| &leaf.place));
    for (week, levers) in timeline {
        let here = said.schedule.iter().find(|((w, p), _)| *w == i64::from(*week) && p.starts_with(WEIGHTS));
        check(sum(levers), here.map(|(_, leaf)| &leaf.place));
    }
}

/// A lever that acts only where an operator runs the home, in a world in which none ever does.
fn preconditions(
    said: &Said,
    start: &Levers,
    timeline: &[(Week, Levers)],
    weeks: i64,
    request: &Request,
    faults: &mut Faults,
    warnings: &mut Vec<String>,
) {
    let all = facts();
    let ever =
        std::iter::once(start).chain(timeline.iter().map(|t| &t.1)).any(|l| l.operator.kind == Operator::SocialOrganization);
    if ever && start.operator.from > weeks {
        let message = format!("the handover in week {} lies beyond the horizon of {weeks} weeks", start.operator.from);
        match said.leaves.get("levers.operator.from").filter(|_| request.weeks.is_none()) {
            Some((leaf, _)) => faults.add(Fault::at(&leaf.place, message)),
            None => warnings.push(message),
        }
    }
    if ever {
        return;
    }
    let dated = said.schedule.iter().map(|((_, path), leaf)| (path, leaf));
    for (path, leaf) in said.leaves.iter().map(|(path, (leaf, _))| (path, leaf)).chain(dated) {
        let Some(field) = find(&all, path) else { continue };
        let needs = matches!(field.lever, Some(Lever { needs: Needs::Operator, .. }));
        if needs && leaf.value != (field.default)() {
            let message =
                format!("`{path}` acts only where a social organization runs the home; here the government does throughout");
            let hint = Some("set `levers.operator.kind = \"social-organization\"`, or leave this lever out".into());
            faults.add(Fault::at(&leaf.place, message).suggest(hint));
        }
    }
}

fn communities(said: &Said, settings: &Settings, data: Option<roster::Data>, faults: &mut Faults) -> Vec<Community> {
    let plain = |name: &str| Community {
        name: name.into(),
        residents: settings.residents.people.clone(),
        home: settings.home.clone(),
        roster: None,
    };
    let mut list: Vec<Community> = match &said.communities {
        Some((_, own)) => own.iter().map(|c| with_own(plain(&c.name), &c.leaves)).collect(),
        None => Vec::new(),
    };
    if let Some(data) = data {
        for (name, people) in data.communities {
            match list.iter_mut().find(|c| c.name == name) {
                Some(c) => c.roster = Some(people),
                None if said.communities.is_none() => list.push(Community { roster: Some(people), ..plain(&name) }),
                None => faults.add(Fault::without_place(
                    &data.file,
                    format!("the community `{name}` of the roster is not among [[communities]]"),
                )),
            }
        }
        for own in said.communities.iter().flat_map(|c| &c.1) {
            if list.iter().any(|c| c.name == own.name && c.roster.is_none()) {
                faults.add(Fault::at(&own.place, format!("nobody of the roster lives in the community `{}`", own.name)));
            }
        }
    } else if list.is_empty() && said.communities.is_none() {
        list.push(plain("home"));
    }
    list
}

fn with_own(mut community: Community, leaves: &[Leaf]) -> Community {
    use crate::settings::Table;
    for leaf in leaves {
        if let Some((table, name)) = leaf.path.rsplit_once('.') {
            match table {
                "residents" => community.residents.set(name, &leaf.value),
                _ => community.home.set(name, &leaf.value),
            };
        }
    }
    community
}
