//! Which parts of a table stand in a result folder.

use crate::files::columns::ResultTable;
use crate::files::format::PARTED_BY;
use std::fs;
use std::path::Path;

/// The scenarios of whose rows a folder has parts, in the order of their names.
pub(in crate::files) fn scenarios_of_parts(folder: &Path, table: ResultTable) -> Vec<String> {
    let entries = fs::read_dir(folder.join(table.name())).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let scenario = |name: String| unescaped(name.strip_prefix(PARTED_BY)?.strip_prefix('=')?);
    let mut all: Vec<String> = names.filter_map(scenario).collect();
    all.sort();
    all
}

/// The name that was escaped; `None` where it cannot be that of a part.
fn unescaped(name: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = name.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        if *first == b'%' {
            let digits = std::str::from_utf8(behind.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &behind[2..];
        } else {
            bytes.push(*first);
            rest = behind;
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::format::part_path;

    #[test]
    fn the_names_of_folders_tell_the_scenarios() {
        let dir = tempfile::tempdir().unwrap();
        let names = ["50% of 社工之家.v2", "a+b", "back\\slash:colon", "z-home grant=300000"];
        for name in names {
            let part = dir.path().join(part_path(ResultTable::Windows, name));
            fs::create_dir_all(part.parent().unwrap()).unwrap();
        }
        for other in ["other", "scenario=%FF", "scenario=a%2", "scenario=a%zz"] {
            fs::create_dir(dir.path().join("windows").join(other)).unwrap();
        }
        assert_eq!(scenarios_of_parts(dir.path(), ResultTable::Windows), names);
        assert!(scenarios_of_parts(dir.path(), ResultTable::Series).is_empty());
    }
}
