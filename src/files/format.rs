//! In which form a result folder holds the tables that grow with every run: CSV, or Parquet with a file for
//! each scenario (`windows/scenario=z-home/part-0.parquet`).

use crate::files::columns::ResultTable;
use crate::files::manifest::Manifest;
use crate::language::term;
use std::path::Path;

/// The form of the tables of runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub(crate) enum TableFormat {
    /// One file for each table.
    #[default]
    Csv,
    /// A folder for each table, and in it one for each scenario.
    Parquet,
}

/// Tables of which Parquet has a part for each scenario. Which runs there were, which failed, what the points
/// of a sweep set and what is warned of are small, and CSV in every folder.
const IN_PARTS: [ResultTable; 7] = [
    ResultTable::Series,
    ResultTable::Windows,
    ResultTable::Groups,
    ResultTable::Residents,
    ResultTable::Summary,
    ResultTable::Events,
    ResultTable::Ledger,
];

/// The column that is told by the name of a part's folder and does not stand in its file.
pub(super) const PARTED_BY: &str = "scenario";

impl TableFormat {
    /// That which a plan names.
    pub(crate) fn named(name: &str) -> Option<TableFormat> {
        [("csv", TableFormat::Csv), ("parquet", TableFormat::Parquet)]
            .into_iter()
            .find_map(|(own, format)| (own == name).then_some(format))
    }

    /// Whether this program can write and read it.
    pub(crate) const fn is_built_in(self) -> bool {
        matches!(self, TableFormat::Csv) || cfg!(feature = "parquet")
    }

    /// The form in which a table is written where the folder is of this form.
    pub(in crate::files) fn of_table(self, table: ResultTable) -> TableFormat {
        if IN_PARTS.contains(&table) { self } else { TableFormat::Csv }
    }

    /// That of a folder.
    pub(crate) fn of_folder(manifest: &Manifest) -> TableFormat {
        let asked = manifest.request.arguments.iter().any(|words| words == "--format=parquet");
        if asked { TableFormat::Parquet } else { TableFormat::Csv }
    }
}

/// Why Parquet is neither written nor read.
pub(crate) fn not_built_in() -> &'static str {
    term(
        "this program was built without Parquet; cargo build --release --features parquet builds one that \
         writes and reads it",
    )
}

/// The file of a scenario's part of a table, by its path within the result folder.
pub(crate) fn part_path(table: ResultTable, scenario: &str) -> String {
    format!("{}/{PARTED_BY}={}/part-0.parquet", table.name(), escaped(scenario))
}

/// Where a table stands in a result folder: its file, or the folder of its parts.
pub(crate) fn place_in(folder: &Path, table: ResultTable) -> String {
    if folder.join(table.name()).is_dir() { format!("{}/", table.name()) } else { table.file().into() }
}

/// As the name of a folder: what stands for something else in names of parts, or is allowed in names of files
/// on some systems only, as `%` with two digits. Readers of such folders read it back.
fn escaped(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_ascii() && !letter.is_ascii_alphanumeric() && !matches!(letter, '-' | '_' | '.') {
            out.push_str(&format!("%{:02X}", u32::from(letter)));
        } else {
            out.push(letter);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_stands_where_readers_of_parquet_look_for_it() {
        for (name, folder) in [
            ("z-home", "z-home"),
            ("a+b", "a%2Bb"),
            ("z-home grant=300000", "z-home%20grant%3D300000"),
            ("50% of 社工之家.v2", "50%25%20of%20社工之家.v2"),
            ("back\\slash:colon", "back%5Cslash%3Acolon"),
        ] {
            let expected = format!("windows/scenario={folder}/part-0.parquet");
            assert_eq!(part_path(ResultTable::Windows, name), expected);
        }
    }
}
