//! What an argument names: a file or a built-in scenario, the sum of several (`a+b`), either of them with
//! changes (`a:levers.funding.grant=300000`).

use crate::scenario::library::Library;
use crate::settings::TableFacts;
use crate::world::blueprint::facts;

/// What an argument names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reference {
    /// Files and built-in scenarios whose sum it is, later over earlier; one where it is no sum.
    pub parts: Vec<String>,
    /// What is set in it, as `path=value`.
    pub sets: Vec<String>,
    /// A name of its own, instead of one that tells all this.
    pub called: Option<String>,
}

impl Reference {
    /// Read an argument. Something that is there under the very words is meant by them.
    pub(crate) fn read(argument: &str, library: &dyn Library) -> Reference {
        let there = |words: &str| words == "-" || library.has(words, None);
        let whole = |words: &str| Reference { parts: vec![words.into()], sets: vec![], called: None };
        if there(argument) {
            return whole(argument);
        }
        let (base, sets) = changes(argument);
        let mut reference = whole(base);
        if !there(base) && base.contains('+') {
            reference.parts = base.split('+').map(|part| part.trim().to_string()).collect();
        }
        reference.sets = sets;
        reference
    }

    /// The name of what is named: those of its parts, then what is set, each by as much of its path as tells
    /// it from all other settings.
    pub(crate) fn name(&self) -> String {
        if let Some(name) = &self.called {
            return name.clone();
        }
        let parts: Vec<String> = self.parts.iter().map(|part| stem(part)).collect();
        [parts.join("+")].into_iter().chain(self.said()).collect::<Vec<_>>().join(" ")
    }

    /// What is set, in as few words as tell it.
    pub(crate) fn said(&self) -> impl Iterator<Item = String> {
        let all = facts();
        self.sets.iter().map(move |set| match set.split_once('=') {
            Some((path, value)) => {
                format!("{}={}", shortest(path.trim(), &all), value.trim().replace(['"', '\''], ""))
            }
            None => set.clone(),
        })
    }
}

/// `scenarios/z-home.toml` → `z-home`.
fn stem(file: &str) -> String {
    let last = file.rsplit(['/', '\\']).next().unwrap_or(file);
    if last == "-" { "stdin".into() } else { last.strip_suffix(".toml").unwrap_or(last).into() }
}

/// An argument without the changes behind it, and these.
fn changes(argument: &str) -> (&str, Vec<String>) {
    let begins = argument.match_indices(':').map(|(at, _)| at).filter(|at| is_change(&argument[at + 1..]));
    let mut begins: Vec<usize> = begins.collect();
    let Some(first) = begins.first().copied() else { return (argument, vec![]) };
    begins.push(argument.len());
    let sets = begins.windows(2).map(|two| argument[two[0] + 1..two[1]].trim().to_string()).collect();
    (&argument[..first], sets)
}

/// Whether a text begins like a change, `path=`: a colon may also stand in the name of a file, or in a value.
fn is_change(text: &str) -> bool {
    let Some((path, _)) = text.split_once('=') else { return false };
    let of_key = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | ' ');
    !path.trim().is_empty() && path.chars().all(of_key)
}

/// The shortest end of a path that no other setting has.
fn shortest<'a>(path: &'a str, all: &[TableFacts]) -> &'a str {
    let others = |end: &str| {
        let is =
            |full: &str| full != path && full.ends_with(end) && full[..full.len() - end.len()].ends_with('.');
        let of = |table: &TableFacts| table.fields.iter().any(|f| is(&format!("{}.{}", table.path, f.name)));
        all.iter().any(of)
    };
    let mut ends = path.rmatch_indices('.').map(|(at, _)| &path[at + 1..]);
    ends.find(|end| !others(end)).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::library::InMemory;

    fn read(argument: &str) -> Reference {
        let files = ["C++ course.toml", "a:b=1.toml"].map(|name| (name.to_string(), vec![]));
        Reference::read(argument, &InMemory { files: files.into_iter().collect() })
    }

    #[test]
    fn a_sum_names_its_parts_and_a_change_what_it_sets() {
        for (argument, parts, sets, name) in [
            ("z-home", vec!["z-home"], vec![], "z-home"),
            ("dir/z.toml", vec!["dir/z.toml"], vec![], "z"),
            ("-", vec!["-"], vec![], "stdin"),
            ("support + dir/own.toml", vec!["support", "dir/own.toml"], vec![], "support+own"),
            (
                "z-home:levers.funding.grant=300000",
                vec!["z-home"],
                vec!["levers.funding.grant=300000"],
                "z-home grant=300000",
            ),
            (
                "a+b:levers.support.hours = 8:title='x: y'",
                vec!["a", "b"],
                vec!["levers.support.hours = 8", "title='x: y'"],
                "a+b support.hours=8 title=x: y",
            ),
            (r"C:\own\x.toml", vec![r"C:\own\x.toml"], vec![], "x"),
            // What is there is what is meant.
            ("C++ course", vec!["C++ course"], vec![], "C++ course"),
            ("a:b=1", vec!["a:b=1"], vec![], "a:b=1"),
            ("C++ course:weeks=9", vec!["C++ course"], vec!["weeks=9"], "C++ course weeks=9"),
        ] {
            let reference = read(argument);
            assert_eq!((&reference.parts[..], &reference.sets[..]), (&own(&parts)[..], &own(&sets)[..]));
            assert_eq!(reference.name(), name, "{argument}");
        }
    }

    fn own(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| word.to_string()).collect()
    }

    #[test]
    fn a_change_is_named_by_what_no_other_setting_is_called() {
        for table in facts() {
            for field in table.fields {
                let path = format!("{}.{}", table.path, field.name);
                let short = shortest(&path, &facts());
                let alike = |full: &String| *full == short || full.ends_with(&format!(".{short}"));
                let all = facts().into_iter();
                let all = all.flat_map(|t| t.fields.iter().map(move |f| format!("{}.{}", t.path, f.name)));
                let found: Vec<String> = all.filter(alike).collect();
                assert!(found.len() == 1 && found[0] == path, "{short}: {found:?}");
            }
        }
    }
}
