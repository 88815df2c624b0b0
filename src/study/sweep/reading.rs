//! What a plan says: a TOML file, flags, or both. All faults are found at once.

use crate::language::said;
use crate::scenario::document;
use crate::scenario::document::{Entry, Node, SpannedItem};
use crate::scenario::faults::{Fault, Faults, nearest};
use crate::scenario::library::Library;
use crate::scenario::reference::Reference;
use crate::scenario::span::{SourceText, Span};
use crate::settings::{TableFacts, Value};
use crate::study::sweep::MOST;
use crate::study::sweep::judging::{judged, said_design};
use crate::study::sweep::plan::{DesignFlags, SaidDesign, SweepPlan};
use crate::study::sweep::varied::Varied;
use crate::world::blueprint::facts;
use std::sync::Arc;

/// Keys of a plan.
const KEYS: [&str; 14] = [
    "title",
    "base",
    "design",
    "points",
    "design_seed",
    "vary",
    "set",
    "weeks",
    "replicates",
    "seed",
    "tables",
    "measures",
    "format",
    "shards",
];

/// A plan being read.
struct PlanReader<'a> {
    library: &'a dyn Library,
    facts: Vec<TableFacts>,
    faults: &'a mut Faults,
    plan: SweepPlan,
    /// The design as it was named.
    design: SaidDesign,
}

/// Whether a file is a plan and no scenario, by what stands at its top.
pub(crate) fn is_plan(text: &str) -> bool {
    let root: Option<toml::Table> = toml::from_str(text).ok();
    root.is_some_and(|root| ["base", "vary", "design"].iter().any(|key| root.contains_key(*key)))
        || text.lines().any(|line| ["base", "[vary"].iter().any(|key| line.trim_start().starts_with(key)))
}

/// Read a plan from its arguments: one plan file, or scenarios with flags. Everything that is wrong is added
/// to the faults.
pub(crate) fn read(
    files: &[String],
    flags: &DesignFlags,
    library: &dyn Library,
    faults: &mut Faults,
) -> SweepPlan {
    let plan = SweepPlan { design_seed: 1, ..SweepPlan::default() };
    let mut reader = PlanReader { library, facts: facts(), faults, plan, design: SaidDesign::default() };
    for file in files {
        reader.argument(file);
    }
    reader.flags(flags);
    let PlanReader { facts, faults, mut plan, design, .. } = reader;
    said_design(&mut plan, &design, &facts, library, faults);
    judged(&mut plan, &design, faults);
    plan
}

impl PlanReader<'_> {
    fn argument(&mut self, file: &str) {
        let found = self.library.find(file, None).ok();
        let text = found.as_ref().and_then(|found| String::from_utf8(found.bytes.clone()).ok());
        match (found, text.filter(|text| is_plan(text))) {
            (Some(found), Some(text)) => {
                let text = Arc::new(SourceText::whole(&found.name, &text));
                let Some(root) = document::parse(&text, self.faults) else { return };
                for entry in root.table().unwrap_or_default() {
                    self.entry(entry, file, &found.identity);
                }
            }
            _ => self.plan.bases.push(file.into()),
        }
    }

    fn entry(&mut self, entry: &Entry, file: &str, identity: &str) {
        let item = &entry.value;
        match entry.key.as_str() {
            "title" => drop(self.text(item)),
            "base" => {
                let bases = self.texts(item).unwrap_or_default();
                self.plan.bases.extend(bases.iter().map(|(base, _)| beside(file, base, self.library)));
            }
            "design" => {
                let named = |name| (name, Some(identity.into()), item.place.clone());
                self.design.name = self.text(item).map(named);
            }
            "points" => {
                let points = self.whole(item, 1, MOST as i64);
                self.design.points = points.map(|n| (n as usize, item.place.clone()));
            }
            "design_seed" => {
                self.plan.design_seed = self.whole(item, 0, i64::MAX).unwrap_or(1).unsigned_abs();
            }
            "vary" => self.vary(item, ""),
            "set" => self.plan.sets = self.texts(item).into_iter().flatten().map(|(set, _)| set).collect(),
            "weeks" => self.plan.weeks = self.whole(item, 1, crate::scenario::LONGEST),
            "replicates" => self.plan.replicates = self.whole(item, 1, u32::MAX.into()).map(|n| n as u32),
            "seed" => self.plan.seed = self.whole(item, 0, i64::MAX).map(|n| n.unsigned_abs()),
            "tables" => self.plan.tables = self.texts(item),
            "measures" => self.plan.measures = self.texts(item),
            "format" => self.plan.format = self.text(item).map(|name| (name, item.place.clone())),
            "shards" => self.plan.shards = self.whole(item, 1, 1_000).map(|n| n as u32),
            key => {
                let fault = Fault::at(&entry.place, said!("a plan has no key `{key}`"));
                self.faults.add_hinting(fault, |_| nearest(key, KEYS));
            }
        }
    }

    /// Settings that vary, by table.
    fn vary(&mut self, item: &SpannedItem, prefix: &str) {
        let Some(entries) = item.table() else {
            let message = said!("`vary` must be a table of settings, not {}", item.what());
            return self.faults.add(Fault::at(&item.place, message));
        };
        for entry in entries {
            let path = if prefix.is_empty() { entry.key.clone() } else { format!("{prefix}.{}", entry.key) };
            if entry.value.table().is_some() {
                self.vary(&entry.value, &path);
            } else {
                let varied = Varied::read(&path, &entry.value, &self.facts, self.faults);
                self.plan.varied.extend(varied);
            }
        }
    }

    fn flags(&mut self, flags: &DesignFlags) {
        let place = |flag: &str, value: &str| {
            let text = Arc::new(SourceText::of_flag(&format!("{flag} {value}"), value.to_string()));
            Span { start: 0, end: value.len(), text }
        };
        for flag in flags.vary {
            if let Some(varied) = Varied::of_flag(flag, &self.facts, self.faults) {
                self.plan.varied.retain(|one| one.path != varied.path);
                self.plan.varied.push(varied);
            }
        }
        if let Some(design) = flags.design {
            self.design.name = Some((design.into(), None, place("--design", design)));
        }
        if let Some(points) = flags.points {
            self.design.points = Some((points, place("--points", &points.to_string())));
        }
    }

    fn refuse(&mut self, place: &Span, message: String) {
        self.faults.add(Fault::at(place, message));
    }

    fn text(&mut self, item: &SpannedItem) -> Option<String> {
        let text = item.text().map(String::from);
        if text.is_none() {
            self.refuse(&item.place, said!("this must be a text, not {}", item.what()));
        }
        text
    }

    /// One text, or a list of them.
    fn texts(&mut self, item: &SpannedItem) -> Option<Vec<(String, Span)>> {
        let one = std::slice::from_ref(item);
        let items = if let Node::Array(items) = &item.node { items } else { one };
        let texts: Vec<Option<String>> = items.iter().map(|item| self.text(item)).collect();
        Some(
            texts
                .into_iter()
                .zip(items)
                .filter_map(|(text, item)| Some((text?, item.place.clone())))
                .collect(),
        )
    }

    fn whole(&mut self, item: &SpannedItem, low: i64, high: i64) -> Option<i64> {
        match item.node {
            Node::Leaf(Value::Integer(whole)) if (low..=high).contains(&whole) => Some(whole),
            _ => {
                self.refuse(&item.place, said!("this must be a whole number from {low} to {high}"));
                None
            }
        }
    }
}

/// A scenario as a plan names it: beside the plan where it stands there, or else as it is.
fn beside(plan: &str, base: &str, library: &dyn Library) -> String {
    let Some((folder, _)) = plan.rsplit_once(['/', '\\']) else { return base.into() };
    let part = |part: &str| {
        let there = format!("{folder}/{part}");
        if library.has(&there, None) { there } else { part.to_string() }
    };
    let reference = Reference::read(base, library);
    let parts: Vec<String> = reference.parts.iter().map(|one| part(one)).collect();
    [parts.join("+")].into_iter().chain(reference.sets).collect::<Vec<_>>().join(":")
}
