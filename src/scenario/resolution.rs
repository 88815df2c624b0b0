//! All layers together: one immutable scenario, or what contradicts between them.

use crate::language::{said, term};
use crate::levers::Levers;
use crate::scenario::check::Checker;
use crate::scenario::document::{Entry, Node, SpannedItem};
use crate::scenario::faults::{Fault, Faults};
use crate::scenario::header::{header, shortened, weeks};
use crate::scenario::layers::Layers;
use crate::scenario::library::Library;
use crate::scenario::reference::Reference;
use crate::scenario::said::{OneBidder, OneGroup, Said, SaidRule};
use crate::scenario::span::Span;
use crate::scenario::toml_text::{self, TextParts};
use crate::scenario::{
    Overrides, SHORT, Scenario, bidders, communities, consistency, marginals, names, own_groups, plausible,
    roster, when,
};
use crate::settings::{SettingsTree, TableFacts, Value};
use crate::units::Week;
use crate::world::blueprint::{Blueprint, CommunityBlueprint, Settings, facts};
use std::collections::{BTreeMap, BTreeSet};
use unicode_width::UnicodeWidthStr;

/// The number of residents where nobody names them.
const POPULATION: &str = "residents.population";

/// What the command line asks for.
pub(crate) struct Argument<'a> {
    /// As it was given.
    pub text: &'a str,
    /// What it names.
    pub reference: &'a Reference,
    /// What is set in every scenario.
    pub request: &'a Overrides,
}

/// Check all layers and put them together. `None` when there was a fault in this scenario.
pub(crate) fn resolve(
    argument: &Argument,
    layers: &Layers,
    library: &dyn Library,
    faults: &mut Faults,
) -> Option<Scenario> {
    let (before, name) = (faults.len(), argument.reference.name());
    let Argument { text: file, request, .. } = *argument;
    let (mut said, mut warnings) = (said(layers, faults), layers.idle.clone());
    warnings.extend(said.clashes.warnings(toml_text::value));
    names::judge_scenario(&name, file, faults, &mut warnings);
    layers.complete.then_some(())?;
    let horizon = consistency::horizon(&said, request, faults);
    consistency::prune_schedule(&mut said, horizon, faults, &mut warnings);
    let mut settings = settings(&said);
    let timeline = timeline(&said, &settings.levers);
    consistency::judge(&said, &settings.levers, &timeline, horizon, faults, &mut warnings);
    when::judge::judge(&said, horizon, faults, &mut warnings);
    let mut sources = layers.sources.clone();
    let mut of_data = Vec::new();
    let named = roster::read(&said, library, &mut sources, faults, &mut of_data);
    let made_up = marginals::read(&said, library, &mut sources, faults, &mut of_data);
    if let Some(data) = &made_up {
        // So that the written-out text, which names a population, makes up as many again.
        settings.residents.people.population = data.people() as i64;
    }
    if let Some(data) = &named {
        plausible::judge(&said, &settings, data, faults, &mut warnings);
        // The people are those of the roster: what is written out names it, and no other number.
        settings.residents.people.population = Settings::default().residents.people.population;
    }
    let people = named.as_ref().map(|data| (data.people(), data.file.clone()));
    let mut communities = communities::communities(&said, &settings, named.or(made_up), faults);
    for own in communities.iter_mut().filter(|_| people.is_some()) {
        own.residents.population = settings.residents.people.population;
    }
    let elsewhere = people.as_ref().map_or(file, |(_, file)| file);
    judge_names(&said, &communities, elsewhere, faults, &mut warnings);
    (faults.len() == before).then_some(())?;
    let rules = said.rules.iter().filter_map(SaidRule::rule).collect();
    let bidders = said.bidders.iter().map(|one| one.bidder.clone()).collect();
    let groups = said.groups.iter().map(|one| one.group.clone()).collect();
    let weeks = horizon.weeks as Week;
    let blueprint = Blueprint { settings, weeks, timeline, rules, bidders, groups, communities };
    let parts = TextParts::of(&said, horizon.cut, &of_data);
    warnings.extend(of_data);
    let mut origins = origins(&said, request);
    origins.extend(people.map(|(n, file)| (POPULATION.to_string(), (Value::Integer(n as i64), file))));
    Some(Scenario {
        parts,
        name,
        origins,
        title: layers.own_texts("title").join(" + ") + &changes(argument.reference),
        short: short(argument.reference, layers),
        summary: layers.own_texts("summary").join(" "),
        blueprint,
        sources,
        warnings,
    })
}

/// What is set in a scenario alone, behind its title.
fn changes(reference: &Reference) -> String {
    let changes: Vec<String> = reference.said().filter(|change| !change.starts_with("title=")).collect();
    if changes.is_empty() { String::new() } else { format!(" ({})", changes.join(", ")) }
}

/// The short titles of what is named, where all have one and they are short together.
fn short(reference: &Reference, layers: &Layers) -> Option<String> {
    let (titles, shorts) = (layers.own_texts("title"), layers.own_texts("short"));
    let short = shorts.iter().map(|short| short.trim()).collect::<Vec<_>>().join(" + ") + &changes(reference);
    (titles.len() == shorts.len() && (1..=SHORT).contains(&short.width())).then_some(short)
}

/// What communities may be called; those that no layer names stand in `elsewhere`.
fn judge_names(
    said: &Said,
    communities: &[CommunityBlueprint],
    elsewhere: &str,
    faults: &mut Faults,
    warnings: &mut Vec<String>,
) {
    let places = said.communities.iter().flat_map(|(_, list)| list);
    let places: BTreeMap<&str, &Span> = places.map(|own| (own.name.as_str(), &own.place)).collect();
    let names = communities.iter().map(|own| (own.name.as_str(), places.get(own.name.as_str()).copied()));
    names::judge_communities(names, elsewhere, faults, warnings);
}

/// What all layers say, upper over lower.
fn said(layers: &Layers, faults: &mut Faults) -> Said {
    let (all, mut said) = (facts(), Said::default());
    for (number, layer) in layers.list.iter().enumerate() {
        said.clashes.begin(number, &layer.below);
        one_layer(&layer.root, layer.identity.as_deref(), &all, &mut said, faults);
    }
    said
}

/// The settings at the start.
fn settings(said: &Said) -> Settings {
    let mut settings = Settings::default();
    for (path, (leaf, _)) in &said.leaves {
        settings.set(path, &leaf.value);
    }
    settings
}

/// Where each value comes from, as [`Scenario::origins`] promises.
fn origins(said: &Said, request: &Overrides) -> BTreeMap<String, (Value, String)> {
    let plain = said.leaves.iter().map(|(path, (leaf, _))| (path.clone(), leaf));
    let dated = said.schedule.iter().map(|((week, path), leaf)| (format!("schedule.{week}.{path}"), leaf));
    let own = said.communities.iter().flat_map(|(_, list)| list);
    let own =
        own.flat_map(|c| c.leaves.iter().map(|leaf| (format!("communities.{}.{}", c.name, leaf.path), leaf)));
    let mut all: BTreeMap<String, (Value, String)> = plain
        .chain(dated)
        .chain(own)
        .map(|(path, leaf)| (path, (leaf.value.clone(), leaf.place.words())))
        .collect();
    for (number, rule) in (1..).zip(&said.rules) {
        all.extend(rule.origins().into_iter().map(|(name, value)| (format!("when.{number}.{name}"), value)));
    }
    all.extend(said.bidders.iter().flat_map(OneBidder::origins));
    all.extend(said.groups.iter().flat_map(OneGroup::origins));
    let weeks = match (request.weeks, &said.weeks) {
        (Some(weeks), _) => Some((weeks, format!("--weeks {weeks}"))),
        (None, Some((weeks, place))) => Some((*weeks, place.words())),
        (None, None) => None,
    };
    all.extend(weeks.map(|(weeks, place)| ("weeks".to_string(), (Value::Integer(weeks), place))));
    all
}

fn one_layer(
    root: &SpannedItem,
    identity: Option<&str>,
    all: &[TableFacts],
    said: &mut Said,
    faults: &mut Faults,
) {
    let Some(entries) = root.table() else { return };
    let is_file = identity.is_some();
    if is_file && !entries.iter().any(|e| e.key == "title") {
        let at = Span { text: root.place.text.clone(), start: 0, end: 0 };
        faults.add(Fault::at(&at, term("`title` is missing: every scenario says in a few words what it is")));
    }
    let mut body: Vec<Entry> = Vec::new();
    for entry in entries {
        match entry.key.as_str() {
            "extends" if !is_file => {
                let message = term("a flag cannot extend a scenario: name the file instead");
                faults.add(Fault::at(&entry.value.place, message));
            }
            "title" | "short" | "summary" | "extends" => header(entry, faults),
            "weeks" => weeks(&entry.value, said, faults),
            "shortened" => shortened(&entry.value, said, faults),
            "schedule" => schedule(&entry.value, all, said, faults),
            "when" => when::entry::rules(&entry.value, all, said, faults),
            "bidders" => bidders::bidders_of(&entry.value, said, faults),
            "groups" => own_groups::groups_of(&entry.value, said, faults),
            "communities" => communities::communities_of(&entry.value, said, faults),
            _ => body.push(entry.clone()),
        }
    }
    let mut leaves = Vec::new();
    Checker::body(all).entries(&body, "", &mut leaves, faults);
    for leaf in leaves {
        said.clashes.set(&leaf.path, &leaf.value, &leaf.place);
        said.leaves.insert(leaf.path.clone(), (leaf, identity.map(str::to_string)));
    }
}

fn schedule(item: &SpannedItem, all: &[TableFacts], said: &mut Said, faults: &mut Faults) {
    let Node::Array(entries) = &item.node else {
        faults.add(Fault::at(
            &item.place,
            said!("`schedule` must be a list of tables, [[schedule]], not {}", item.what()),
        ));
        return;
    };
    let mut here = BTreeSet::new();
    for entry in entries {
        let Some(keys) = entry.table() else {
            faults.add(Fault::at(
                &entry.place,
                term("an entry of the schedule must be a table with a `week` and levers"),
            ));
            continue;
        };
        let week = week_of(entry, keys, faults);
        let rest: Vec<Entry> = keys.iter().filter(|k| k.key != "week").cloned().collect();
        let (mut leaves, before) = (Vec::new(), faults.len());
        Checker::schedule(all).entries(&rest, "", &mut leaves, faults);
        let Some(week) = week else { continue };
        if leaves.is_empty() && faults.len() == before {
            faults.add(Fault::at(&entry.place, said!("the entry of week {week} sets no lever")));
        }
        for leaf in leaves {
            // Of flags the last one wins; a file that says two things of one week is not clear.
            if !here.insert((week, leaf.path.clone())) && !leaf.place.text.flag {
                faults.add(Fault::at(
                    &leaf.place,
                    said!("`{}` is dated week {week} twice in this file", leaf.path),
                ));
            }
            said.clashes.set(&format!("schedule.{week}.{}", leaf.path), &leaf.value, &leaf.place);
            said.schedule.insert((week, leaf.path.clone()), leaf);
        }
    }
}

fn week_of(entry: &SpannedItem, keys: &[Entry], faults: &mut Faults) -> Option<i64> {
    let Some(week) = keys.iter().find(|k| k.key == "week") else {
        let place = keys.first().map_or(&entry.place, |k| &k.place);
        faults.add(Fault::at(place, term("an entry of the schedule needs a `week`")));
        return None;
    };
    match week.value.node {
        Node::Leaf(Value::Integer(week)) => Some(week),
        _ => {
            let message = said!("`week` must be a whole number, not {}", week.value.what());
            faults.add(Fault::at(&week.value.place, message));
            None
        }
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
