//! Which runs each of several folders holds, and whether together they are all runs of one batch.

use crate::batch::shards::Shard;
use crate::files::columns::ResultTable;
use crate::files::layout::STREAMED;
use crate::files::manifest::Manifest;
use crate::files::read::Refusal;
use crate::language::{said, term};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Arguments that say which runs a folder holds.
const FIRST: &str = "--first=";
const SHARD: &str = "--shard=";
const REPLICATES: &str = "--replicates=";

/// A folder with a part of the runs.
#[derive(Clone, Debug)]
pub(super) struct FolderPart {
    /// Where it is.
    pub path: PathBuf,
    /// What it says of itself.
    pub manifest: Manifest,
    first: u32,
    shard: Shard,
}

/// Worlds that follow one another, with the folders that hold them, one for each shard.
#[derive(Clone, Debug)]
struct WorldRange {
    first: u32,
    replicates: u32,
    shards: Vec<usize>,
}

/// All parts of one batch.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    /// The folders.
    pub list: Vec<FolderPart>,
    ranges: Vec<WorldRange>,
}

fn value<'a>(manifest: &'a Manifest, flag: &str) -> Option<&'a str> {
    manifest.request.arguments.iter().find_map(|words| words.strip_prefix(flag))
}

impl FolderPart {
    /// Of a folder.
    pub(super) fn of(path: &Path, manifest: Manifest) -> FolderPart {
        let first = value(&manifest, FIRST).and_then(|text| text.parse().ok()).unwrap_or(1);
        let shard = value(&manifest, SHARD).and_then(|text| text.parse().ok());
        FolderPart {
            path: path.to_path_buf(),
            first,
            shard: shard.unwrap_or(Shard { number: 1, of: 1 }),
            manifest,
        }
    }

    /// What it has in common with the other parts of its batch, each with what it is.
    fn marks(&self) -> [(&'static str, String); 5] {
        let Manifest { version, commit, request, scenarios, .. } = &self.manifest;
        let own = |words: &&String| ![FIRST, SHARD, REPLICATES].iter().any(|flag| words.starts_with(flag));
        let arguments: Vec<&str> = request.arguments.iter().filter(own).map(String::as_str).collect();
        let scenarios: Vec<String> =
            scenarios.iter().map(|one| serde_json::to_string(one).unwrap_or_default()).collect();
        let tables = STREAMED.into_iter().filter(|table| self.manifest.has(*table));
        let tables: Vec<&str> = tables.map(ResultTable::name).collect();
        [
            ("made by version", format!("{version} ({})", commit.as_deref().unwrap_or("unknown"))),
            ("of seed", request.seed.clone()),
            (term("of the command"), format!("{} {}", request.command, arguments.join(" "))),
            (term("with the tables"), tables.join(", ")),
            (term("of the scenarios"), scenarios.join(", ")),
        ]
    }
}

impl Parts {
    /// Put folders together; everything that speaks against it comes back.
    pub(super) fn of(list: Vec<FolderPart>) -> Result<Parts, Vec<Refusal>> {
        let mut reasons = foreign(&list);
        let mut ranges: BTreeMap<u32, (u32, Vec<usize>)> = BTreeMap::new();
        for (at, part) in list.iter().enumerate() {
            let replicates = part.manifest.request.replicates;
            let range = ranges.entry(part.first).or_insert((replicates, vec![]));
            if range.0 != replicates {
                let why =
                    said!("holds {replicates} worlds from {} on, another folder {}", part.first, range.0);
                reasons.push(refusal(&part.path, &why));
            }
            range.1.push(at);
        }
        let mut next: Option<u32> = None;
        for (first, (replicates, _)) in &ranges {
            let last = first.saturating_add(*replicates - 1);
            match next {
                Some(wanted) if *first > wanted => {
                    let gap = said!("worlds {wanted} to {} are in no folder", first - 1);
                    reasons.push(Refusal(gap));
                }
                Some(wanted) if *first < wanted => {
                    let twice = (wanted - 1).min(last);
                    reasons.push(Refusal(said!("worlds {first} to {twice} are in two folders")));
                }
                _ => {}
            }
            next = Some(next.unwrap_or(0).max(last.saturating_add(1)));
        }
        let mut all = Vec::new();
        for (first, (replicates, members)) in ranges {
            match dealt(&list, &members) {
                Ok(shards) => all.push(WorldRange { first, replicates, shards }),
                Err(found) => reasons.extend(found),
            }
        }
        if reasons.is_empty() { Ok(Parts { list, ranges: all }) } else { Err(reasons) }
    }

    /// Number of the first world, and how many there are.
    pub(super) fn worlds(&self) -> (u32, u32) {
        let first = self.ranges.first().map_or(1, |range| range.first);
        (first, self.ranges.iter().map(|range| range.replicates).sum())
    }

    /// Which folder holds a run: place of its scenario, number of its world.
    pub(super) fn owner(&self, scenario: usize, world: u32) -> usize {
        let inside = |range: &&WorldRange| world - range.first < range.replicates;
        let range = self.ranges.iter().rev().filter(|range| range.first <= world).find(inside);
        range.map_or(0, |range| {
            let at = scenario as u64 * u64::from(range.replicates) + u64::from(world - range.first);
            range.shards[(at % range.shards.len() as u64) as usize]
        })
    }

    /// The arguments of the whole batch.
    pub(super) fn arguments(&self) -> Vec<String> {
        let (first, replicates) = self.worlds();
        let of_whole = |words: &String| match words {
            words if words.starts_with(SHARD) => None,
            words if words.starts_with(FIRST) && first == 1 => None,
            words if words.starts_with(FIRST) => Some(format!("{FIRST}{first}")),
            words if words.starts_with(REPLICATES) => Some(format!("{REPLICATES}{replicates}")),
            words => Some(words.clone()),
        };
        let begin = self.ranges.first().and_then(|range| range.shards.first());
        let part = begin.and_then(|at| self.list.get(*at));
        part.map_or(vec![], |part| part.manifest.request.arguments.iter().filter_map(of_whole).collect())
    }

    /// What the arguments say of tables.
    pub(super) fn tables_asked_for(&self) -> Option<&str> {
        self.list.first().and_then(|part| value(&part.manifest, "--tables="))
    }
}

fn refusal(path: &Path, why: &str) -> Refusal {
    Refusal(format!("{}: {why}", path.display()))
}

/// Folders that are of another batch than the first.
fn foreign(list: &[FolderPart]) -> Vec<Refusal> {
    let mut reasons = Vec::new();
    let Some(first) = list.first() else { return reasons };
    for part in list {
        if !["run", "sweep"].contains(&part.manifest.request.command.as_str()) {
            let why = said!(
                "is of `{}`: only folders of run and sweep are put together",
                part.manifest.request.command
            );
            reasons.push(refusal(&part.path, &why));
            continue;
        }
        for ((what, wanted), (_, found)) in first.marks().into_iter().zip(part.marks()) {
            if wanted != found {
                let short = |text: String| text.chars().take(200).collect::<String>();
                let (found, wanted) = (short(found), short(wanted));
                let why = said!("is {what} {found}, {} {wanted}: not of one batch", first.path.display());
                reasons.push(refusal(&part.path, &why));
            }
        }
    }
    reasons
}

/// The folder of each shard, in order; or which are missing, double or dealt otherwise.
fn dealt(list: &[FolderPart], members: &[usize]) -> Result<Vec<usize>, Vec<Refusal>> {
    let mut reasons = Vec::new();
    let of = members.first().map_or(1, |at| list[*at].shard.of);
    let mut shards: Vec<Option<usize>> = vec![None; of as usize];
    for at in members {
        let FolderPart { shard, path, .. } = &list[*at];
        if shard.of != of {
            reasons.push(refusal(path, &said!("is shard {shard}, others are of {of} shards")));
            continue;
        }
        if let Some(twin) = shards[shard.number as usize - 1].replace(*at) {
            let why = said!("holds shard {shard}, and so does {}", list[twin].path.display());
            reasons.push(refusal(path, &why));
        }
    }
    let missing: Vec<String> = (1..)
        .zip(&shards)
        .filter(|(_, at)| at.is_none())
        .map(|(number, _)| format!("{number}/{of}"))
        .collect();
    if !missing.is_empty() {
        reasons.push(Refusal(said!("missing: shard {}", missing.join(", "))));
    }
    if reasons.is_empty() { Ok(shards.into_iter().flatten().collect()) } else { Err(reasons) }
}
