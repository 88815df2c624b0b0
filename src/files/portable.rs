//! Names of files as they stand in results: they do not tell where on whose machine a file lay.

use crate::files::library::DiskLibrary;
use crate::scenario::reference::Reference;
use std::path::{Component, Path};

/// The name of a file in results: its path from the current folder, or, where it lies elsewhere, its own
/// name.
pub(crate) fn name(path: &str) -> String {
    let given = Path::new(path);
    let leaves = given.is_absolute() || given.components().any(|part| part == Component::ParentDir);
    if !leaves {
        return path.to_string();
    }
    let inside = || {
        let here = std::env::current_dir().and_then(|here| here.canonicalize()).ok()?;
        let full = given.canonicalize().ok()?;
        let parts: Vec<_> = full.strip_prefix(here).ok()?.iter().map(|part| part.to_string_lossy()).collect();
        (!parts.is_empty()).then(|| parts.join("/"))
    };
    let own = || given.file_name().map(|name| name.to_string_lossy().into_owned());
    inside().or_else(own).unwrap_or_else(|| path.to_string())
}

/// The same of an argument that may be or hold names of files: `--posterior=FILE`, `FILE+FILE:path=FILE`.
pub(crate) fn argument(words: &str) -> String {
    let value = |words: &str| words.rsplit_once('=').map(|(flag, path)| format!("{flag}={}", name(path)));
    if words.starts_with("--") {
        return value(words).unwrap_or_else(|| name(words));
    }
    let reference = Reference::read(words, &DiskLibrary);
    let parts: Vec<String> = reference.parts.iter().map(|part| name(part)).collect();
    let sets = reference.sets.iter().filter_map(|set| value(set));
    [parts.join("+")].into_iter().chain(sets).collect::<Vec<_>>().join(":")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a helper of a test may stop it
mod tests {
    use super::{argument, name};

    #[test]
    fn what_lies_elsewhere_is_named_by_its_own_name() {
        let here = std::env::current_dir().unwrap().join("docs/data.md");
        assert_eq!(name(here.to_str().unwrap()), "docs/data.md");
        assert_eq!(name("docs/../docs/data.md"), "docs/data.md");
        assert_eq!(name("/nowhere/at/all/people.csv"), "people.csv");
        assert_eq!(name("../../nowhere/x.toml"), "x.toml");
        for unchanged in ["z-home", "a/b.toml", "-", "1/2 = x"] {
            assert_eq!(name(unchanged), unchanged);
        }
        assert_eq!(argument("--posterior=/nowhere/fit/posterior.csv"), "--posterior=posterior.csv");
        assert_eq!(argument("--set=residents.roster=/nowhere/x.csv"), "--set=residents.roster=x.csv");
        assert_eq!(argument("--set=a.b=0.5"), "--set=a.b=0.5");
        assert_eq!(argument("support+/nowhere/x.toml+assessment"), "support+x.toml+assessment");
        assert_eq!(
            argument("/nowhere/x.toml:residents.roster=/nowhere/x.csv:weeks=9"),
            "x.toml:residents.roster=x.csv:weeks=9"
        );
    }
}
