//! Names of scenarios and communities: they become names of files, cells of tables and headings, and whoever
//! opens these must find the same name again.

use crate::escape::commands;
use crate::language::{said, term};
use crate::scenario::faults::{Fault, Faults};
use crate::scenario::span::Span;
use crate::world::identity::place_of;
use std::collections::BTreeMap;

/// Longest name, bytes: names of files have 255, and words are put behind it.
const LONGEST: usize = 100;

/// Characters that some system does not allow in the name of a file.
const OF_PATHS: [char; 9] = ['/', '\\', ':', '<', '>', '|', '"', '?', '*'];

/// Names that Windows keeps for devices, also with something behind a point.
const DEVICES: [&str; 4] = ["CON", "PRN", "AUX", "NUL"];

/// Devices that have a number from 1 to 9 behind their name.
const NUMBERED_DEVICES: [&str; 2] = ["COM", "LPT"];

/// Whether Windows takes a file of this name for a device.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    let numbered = |device: &&str| {
        let rest = stem.get(..device.len()).filter(|begin| begin.eq_ignore_ascii_case(device));
        rest.is_some() && matches!(stem.as_bytes()[device.len()..], [b'1'..=b'9'])
    };
    DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device)) || NUMBERED_DEVICES.iter().any(numbered)
}

/// Words that programs for tables read as a missing value.
const MISSING: [&str; 5] = ["NA", "N/A", "NaN", "null", "none"];

/// Why something cannot be called so.
pub(crate) fn impossible(name: &str) -> Option<String> {
    if name.trim().is_empty() {
        return Some(term("it is empty").into());
    }
    if let Some(letter) = name.chars().find(|letter| commands(*letter)) {
        return Some(said!("it holds the character {}, which nobody sees", letter.escape_default()));
    }
    if name.trim() != name {
        return Some(term("it begins or ends with a blank").into());
    }
    (name.len() > LONGEST).then(|| said!("it is longer than {LONGEST} bytes (it has {})", name.len()))
}

/// What other programs make of a name, though it can be one.
pub(crate) fn misread(name: &str) -> Option<String> {
    if name.starts_with(['=', '+', '-', '@']) {
        return Some(term("a spreadsheet takes it for a formula").into());
    }
    let missing = MISSING.iter().any(|word| name.eq_ignore_ascii_case(word));
    missing.then(|| term("programs for tables read it as a missing value").into())
}

/// The name of a scenario: its file without `.toml`.
pub(crate) fn judge_scenario(name: &str, file: &str, faults: &mut Faults, warnings: &mut Vec<String>) {
    let of_path = name.chars().find(|letter| OF_PATHS.contains(letter));
    let of_path = of_path.map(|letter| said!("it holds `{letter}`, which files cannot be called everywhere"));
    let of_system = is_device(name).then(|| term("Windows keeps this name for a device").to_string());
    let end = name.ends_with('.').then(|| term("it ends with a point, which Windows leaves out").to_string());
    if let Some(why) = impossible(name).or(of_path).or(of_system).or(end) {
        let fault = Fault::without_place(file, said!("a scenario cannot be called `{name}`: {why}"));
        faults.add(fault.suggest(Some(term("give the file another name").into())));
    }
    warnings.extend(misread(name).map(|why| said!("the scenario is called `{name}`: {why}")));
}

/// The names of communities so far.
#[derive(Default)]
struct CommunityNames<'a> {
    alike: BTreeMap<String, &'a str>,
    drawing: BTreeMap<u32, &'a str>,
}

impl<'a> CommunityNames<'a> {
    /// Why one more name is too near to an earlier one.
    fn twin(&mut self, name: &'a str) -> Option<String> {
        let alike = self.alike.insert(name.to_lowercase(), name).filter(|twin| *twin != name);
        let alike = alike.map(|twin| said!("another one is called `{twin}`, alike but for capitals"));
        let drawing = self.drawing.insert(place_of(name), name).filter(|twin| *twin != name);
        let drawing = drawing.map(|twin| {
            said!("by the two names, it and `{twin}` would draw the same random numbers: change one a little")
        });
        alike.or(drawing)
    }
}

/// The names of communities, each with its place if a scenario file says it; otherwise it stands in the data
/// file. Of many that are misread the first is told, with their number.
pub(crate) fn judge_communities<'a>(
    names: impl Iterator<Item = (&'a str, Option<&'a Span>)>,
    file: &str,
    faults: &mut Faults,
    warnings: &mut Vec<String>,
) {
    let (mut known, mut first, mut others) = (CommunityNames::default(), None::<String>, 0_usize);
    for (name, place) in names {
        let twin = known.twin(name);
        if let Some(why) = impossible(name).or(twin) {
            let message = said!("a community cannot be called `{name}`: {why}");
            faults.add(match place {
                Some(place) => Fault::at(place, message),
                None => Fault::without_place(file, message),
            });
        }
        let of_path = || {
            let letter = name.chars().find(|letter| OF_PATHS.contains(letter))?;
            Some(said!("no file can be called so everywhere, for its `{letter}`"))
        };
        if let Some(why) = misread(name).or_else(of_path) {
            others += usize::from(first.is_some());
            first = first.or(Some(said!("a community is called `{name}`: {why}")));
        }
    }
    let more = if others > 0 { said!(" (and {others} more such names)") } else { String::new() };
    warnings.extend(first.map(|words| words + &more));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_a_name_is_refused_and_what_is_misread_is_told() {
        let judged = |name: &str| {
            let (mut faults, mut warnings) = (Faults::default(), Vec::new());
            judge_scenario(name, "x.toml", &mut faults, &mut warnings);
            (faults.len(), warnings.len())
        };
        let long = "社区".repeat(17);
        for name in [
            "",
            " ",
            " x",
            "x\t",
            "a\nb",
            "\u{1b}[2J",
            "a\u{202e}b",
            "a:b",
            "a|b",
            "a?",
            "<b>",
            "x\"y",
            "con",
            "AUX.new",
            "lpt3",
            "home.",
            &long,
        ] {
            assert_eq!(judged(name), (1, 0), "{name:?}");
        }
        for name in ["=1+1", "+x", "-5", "@home", "NA", "null", "nan", "Null"] {
            assert_eq!(judged(name), (0, 1), "{name}");
        }
        for name in [
            "contract",
            "com",
            "com10",
            "lpt0.x",
            "v1.2",
            "z-home",
            "社工之家",
            "a,b",
            "d'Or (2)",
            "Nathan",
            "e\u{301}",
            "x=1",
        ] {
            assert_eq!(judged(name), (0, 0), "{name}");
        }
    }

    #[test]
    fn names_that_would_draw_alike_are_refused() {
        let (mut faults, mut warnings) = (Faults::default(), Vec::new());
        let names = ["Village 1", "Village 23699", "Village 2", "Village 45148"];
        judge_communities(names.into_iter().map(|name| (name, None)), "p.csv", &mut faults, &mut warnings);
        let said: Vec<&str> = faults.list().iter().map(|fault| fault.message.as_str()).collect();
        let both = |words: &str| words.contains("`Village 45148`") && words.contains("`Village 23699`");
        assert!(said.len() == 1 && both(said[0]), "{said:?}");
    }

    #[test]
    fn communities_are_judged_alike_and_told_once() {
        let (mut faults, mut warnings) = (Faults::default(), Vec::new());
        let names = ["East", "EAST", "West\u{7}", "3/4", "=a", "NA", "东村", "home"];
        judge_communities(names.into_iter().map(|name| (name, None)), "p.csv", &mut faults, &mut warnings);
        let said: Vec<&str> = faults.list().iter().map(|fault| fault.message.as_str()).collect();
        assert!(said.len() == 2 && said[0].contains("`EAST`") && said[1].contains("u{7}"), "{said:?}");
        assert!(
            warnings.len() == 1 && warnings[0].contains("3/4") && warnings[0].contains("2 more"),
            "{warnings:?}"
        );
    }
}
