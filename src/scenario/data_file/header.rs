//! The first row of a data file: what parts its columns, and whether they are those that are known.

use crate::language::{said, term};
use crate::scenario::data_file::{DataFile, OtherColumns};
use crate::scenario::faults::nearest;
use std::collections::{BTreeMap, BTreeSet};

/// What parts the columns of a file that begins so, and whether its first line says nothing else (`sep=;`, as
/// Excel reads and writes it). Another one than a comma is taken where no comma stands in the header: a name
/// of a column that is known holds neither semicolon nor tab, so that the row means only one thing.
pub(crate) fn separator(first: &[u8]) -> (u8, bool) {
    if let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', mark @ (b',' | b';' | b'\t')] =
        first.trim_ascii_end()
    {
        return (*mark, true);
    }
    if first.eq_ignore_ascii_case(b"sep=\t") {
        return (b'\t', true);
    }
    let holds = |mark: u8| first.contains(&mark);
    match (holds(b','), holds(b';'), holds(b'\t')) {
        (false, true, false) => (b';', false),
        (false, false, true) => (b'\t', false),
        _ => (b',', false),
    }
}

impl DataFile<'_> {
    /// Columns against those that are known: needed ones that are missing, unknown ones (unless these are
    /// passed over), and known ones that stand there twice.
    pub(crate) fn judge_header(&mut self, needed: &[&str], known: &[&str], others: OtherColumns) {
        if self.header().is_empty() {
            return;
        }
        let header = self.header().to_vec();
        if let [only] = &header[..]
            && only.contains([';', '\t'])
        {
            self.fault_of_file(term("the columns are not separated by commas").into());
            return;
        }
        let there: BTreeSet<&str> = header.iter().map(String::as_str).collect();
        for name in needed.iter().filter(|name| !there.contains(*name)) {
            self.fault_of_file(said!("the column `{name}` is missing"));
        }
        let free: Vec<&str> = known.iter().copied().filter(|name| !there.contains(name)).collect();
        let mut before: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, name) in header.iter().enumerate() {
            let ours = known.contains(&name.as_str());
            let twice = before.insert(name, index).is_some();
            if ours && twice {
                let nth = index + 1;
                let words = || said!("the column `{name}` appears twice, the second time as column {nth}");
                self.fault_of_column(index, words);
            } else if let (false, OtherColumns::Refused { pass }) = (ours, others) {
                let hint = || {
                    let near = nearest(name, free.iter().copied()).into_iter();
                    near.chain(pass.map(String::from)).reduce(|near, pass| format!("{near} Or {pass}"))
                };
                let message = if name.is_empty() {
                    term("a column without a name").into()
                } else {
                    said!("unknown column `{name}`")
                };
                self.fault_of_column_hinting(index, message, hint);
            }
        }
    }
}
