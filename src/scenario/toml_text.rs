//! A scenario written out: every value, so that the text alone says what was run.

use crate::scenario::Scenario;
use crate::scenario::check::DATA_KEYS;
use crate::scenario::said::Said;
use crate::settings::{SettingsTable, SettingsTree, Value};
use crate::units::Week;
use crate::world::agents::residents::own_groups::OwnGroupSetup;
use crate::world::blueprint::{Bidder, CommunityBlueprint, community_facts, facts};
use crate::world::when::rule::PolicyRule;
use std::fmt::Write;

/// What the text of a scenario holds besides its title, its summary and the values of its blueprint.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TextParts {
    /// Remarks that stand before everything else.
    pub head: Vec<String>,
    /// `--weeks` cut the horizon: values dated beyond it stand here only because of that.
    pub shortened: bool,
    /// What is to be said of data that were completed.
    pub completed: Vec<String>,
    /// The keys of `[residents]` that name data files and their columns, with what they say.
    pub data: Vec<(&'static str, Value)>,
    /// Week and path of every dated lever, in the order of weeks; its value is the blueprint's of that week.
    pub dated: Vec<(Week, String)>,
    /// The communities are named one by one.
    pub communities: bool,
}

impl TextParts {
    /// Of what the layers say.
    pub(crate) fn of(said: &Said, shortened: bool, completed: &[String]) -> TextParts {
        let data = |(key, _): &(&'static str, &str)| {
            said.leaves.get(&format!("residents.{key}")).map(|(leaf, _)| (*key, leaf.value.clone()))
        };
        TextParts {
            head: vec![],
            shortened,
            completed: completed.to_vec(),
            data: DATA_KEYS.iter().filter_map(data).collect(),
            dated: said.schedule.keys().map(|(week, path)| (*week as Week, path.clone())).collect(),
            communities: said.communities.is_some(),
        }
    }
}

/// A value as TOML.
pub(crate) fn value(value: &Value) -> String {
    match value {
        Value::Flag(b) => b.to_string(),
        Value::Integer(i) => i.to_string(),
        Value::Real(x) => format!("{x:?}"),
        Value::Text(t) => toml::Value::String(t.clone()).to_string(),
    }
}

/// Everything spelled out; reads back to the same blueprint.
pub(crate) fn resolved(scenario: &Scenario) -> String {
    written(scenario, None)
}

/// A scenario on top of a shipped one that has nothing dated and names nobody: its name, and what differs.
/// Whatever else extends that scenario too may then be laid upon both without bringing its values back.
pub(crate) fn upon(scenario: &Scenario, shipped: (&str, &Scenario)) -> String {
    written(scenario, Some(shipped))
}

fn written(scenario: &Scenario, upon: Option<(&str, &Scenario)>) -> String {
    let (mut out, blueprint, parts) = (String::new(), &scenario.blueprint, &scenario.parts);
    header(&mut out, scenario);
    if let Some((name, _)) = upon {
        let _ = writeln!(out, "extends = {}", text(name));
    }
    for table in facts() {
        let before = out.len();
        let _ = writeln!(out, "\n[{}]", table.path);
        let head = out.len();
        for field in table.fields.iter().filter(|field| !of_roster(parts, table.path, field.name)) {
            let path = format!("{}.{}", table.path, field.name);
            let shared = upon.and_then(|(_, below)| below.blueprint.settings.get(&path));
            let own = blueprint.settings.get(&path).filter(|own| shared.as_ref() != Some(own));
            if let Some(v) = own {
                let _ = writeln!(out, "{} = {}", field.name, value(&v));
            }
        }
        if table.path == "residents" {
            remarks(&mut out, &parts.completed);
            for (key, v) in &parts.data {
                let _ = writeln!(out, "{key} = {}", value(v));
            }
        }
        if upon.is_some() && out.len() == head {
            out.truncate(before);
        }
    }
    for (week, path) in &parts.dated {
        if let Some(v) = blueprint.levers_at(*week).get(path) {
            let _ = writeln!(out, "\n[[schedule]]\nweek = {week}\n{path} = {}", value(&v));
        }
    }
    blueprint.rules.iter().for_each(|rule| react(&mut out, rule));
    blueprint.bidders.iter().for_each(|bidder| may_bid(&mut out, bidder));
    blueprint.groups.iter().for_each(|group| own_group(&mut out, group));
    if parts.communities {
        blueprint.communities.iter().for_each(|community| own_values(&mut out, parts, community));
    }
    out
}

/// Whether a value is told by the people who are named.
fn of_roster(parts: &TextParts, table: &str, field: &str) -> bool {
    table == "residents" && field == "population" && parts.data.iter().any(|(key, _)| *key == "roster")
}

// Writing into memory does not fail.

fn text(words: &str) -> String {
    value(&Value::Text(words.into()))
}

fn remarks(out: &mut String, remarks: &[String]) {
    for words in remarks {
        let _ = writeln!(out, "# {}", words.replace('\n', " "));
    }
}

fn header(out: &mut String, scenario: &Scenario) {
    remarks(out, &scenario.parts.head);
    let (title, summary) = (text(&scenario.title), text(&scenario.summary));
    let _ = writeln!(out, "title = {title}");
    if let Some(short) = &scenario.short {
        let _ = writeln!(out, "short = {}", text(short));
    }
    let _ = writeln!(out, "summary = {summary}\nweeks = {}", scenario.blueprint.weeks);
    if scenario.parts.shortened {
        let _ = writeln!(out, "shortened = true");
    }
}

/// A rule that reacts.
fn react(out: &mut String, rule: &PolicyRule) {
    let _ = writeln!(out, "\n[[when]]\nif = {}", text(&rule.condition.text));
    if rule.once {
        let _ = writeln!(out, "once = true");
    }
    if let Some(until) = &rule.until {
        let _ = writeln!(out, "until = {}", text(&until.text));
    }
    for lever in &rule.levers {
        let _ = writeln!(out, "then.{} = {}", lever.path, value(&lever.value));
    }
}

/// A body that may bid, with what it says of itself.
fn may_bid(out: &mut String, bidder: &Bidder) {
    let _ =
        writeln!(out, "\n[[bidders]]\nname = {}\nkind = {}", text(&bidder.name), text(&bidder.kind.word()));
    for (key, own) in &bidder.own {
        let _ = writeln!(out, "{key} = {}", value(own));
    }
}

/// A group of residents, with what is known of it.
fn own_group(out: &mut String, group: &OwnGroupSetup) {
    let _ = writeln!(out, "\n[[groups]]\nname = {}", text(group.name.name()));
    let known = [
        ("share", Some(group.share)),
        ("awareness", group.awareness),
        ("distance", group.distance),
        ("price_sensitivity", group.price_sensitivity),
    ];
    for (key, number) in known {
        let _ = number.map_or(Ok(()), |number| writeln!(out, "{key} = {}", value(&Value::Real(number))));
    }
}

/// A community with its own values.
fn own_values(out: &mut String, parts: &TextParts, community: &CommunityBlueprint) {
    let _ = writeln!(out, "\n[[communities]]\nname = {}", text(&community.name));
    for table in community_facts() {
        for field in table.fields.iter().filter(|field| !of_roster(parts, table.path, field.name)) {
            let own = match table.path {
                "residents" => community.residents.get(field.name),
                _ => community.home.get(field.name),
            };
            if let Some(v) = own {
                let _ = writeln!(out, "{}.{} = {}", table.path, field.name, value(&v));
            }
        }
    }
}
