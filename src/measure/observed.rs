//! What people measured: `observed.csv`, in the names of the outputs. Read row by row, so that its size does
//! not matter, and refused as a whole, with every fault at its place, before anything is computed.
//!
//! Columns: `measure`, `window`, `value`, and `se` or `n`; optional `group` (`kind:group`), `unit` (must be
//! ours), `lo` and `hi` (a band in which the value lies), `note` (passed over).

use crate::language::{said, term};
use crate::measure::observation::{Observation, observation};
use crate::scenario::Source;
use crate::scenario::data_file::{DataFile, OtherColumns};
use crate::scenario::faults::{Fault, Faults};
use crate::scenario::library::Library;
use crate::world::blueprint::Blueprint;
use std::collections::BTreeMap;

/// Columns that must be there.
pub(crate) const NEEDED: [&str; 3] = ["measure", "window", "value"];

/// Every column, with its meaning.
pub(crate) const COLUMNS: [(&str, &str); 9] = [
    ("measure", "Name of a column of series.csv, or of a figure of groups.csv when a group is given."),
    (
        "window",
        "Over which weeks: `week-52`, `weeks-105-156`, `before`, `year-3`, `last-year` or `whole`; groups \
            have years only.",
    ),
    ("group", "Whom: `age:elder`, `union:member` … as in groups.csv; empty for everybody."),
    (
        "value",
        "What was measured, in the unit of the measure: a share lies between 0 and 1, a sum is per week.",
    ),
    ("se", "Standard error of the value, in its unit, above 0."),
    ("n", "People asked, instead of `se`: gives the standard error of a share."),
    ("lo", "Lower end of the band of what is plausible, if there is one."),
    ("hi", "Upper end of that band."),
    ("unit", "Unit of the value; only to be told when it is another one than ours."),
];

/// A column that is passed over.
const NOTE: &str = "note";

/// Most observations that are kept: a fit needs far fewer, and a file of repetitions must not fill the
/// memory.
pub(crate) const MOST: usize = 100_000;

/// A file of observations, without a fault in itself.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Observed {
    /// Name and hash of the file.
    pub source: Source,
    /// In the order of the file.
    pub list: Vec<Observation>,
}

/// Read a file of observations. Everything that is wrong with it comes back at once.
pub(crate) fn read(name: &str, library: &dyn Library) -> Result<Observed, Faults> {
    let mut faults = Faults::default();
    let opened = match library.open(name, None) {
        Ok(opened) => opened,
        Err(why) => {
            faults.add(Fault::without_place(name, said!("cannot read `{name}`: {why}")));
            return Err(faults);
        }
    };
    let mut rows = DataFile::open(opened, &mut faults);
    let list = rows_of(&mut rows);
    let source = rows.finish();
    faults.finish(source).map(|source| Observed { source: source.unwrap_or_default(), list })
}

fn rows_of(rows: &mut DataFile) -> Vec<Observation> {
    let known: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).chain([NOTE]).collect();
    rows.judge_header(&NEEDED, &known, OtherColumns::Refused { pass: None });
    if !rows.header().is_empty() && rows.column("se").is_none() && rows.column("n").is_none() {
        rows.fault_of_file(term("a column `se` or `n` is needed: how well are the values known?").into());
    }
    let (mut list, mut seen) = (Vec::new(), BTreeMap::new());
    if !rows.sound() {
        // Without its columns each row would be faulty for the same reason.
        return list;
    }
    let (mut row, mut any) = (csv::StringRecord::new(), false);
    while rows.next(&mut row) {
        any = true;
        let Some(one) = observation(&row, rows) else { continue };
        let key = (one.statistic.measure(), one.statistic.group(), one.statistic.span.to_string());
        if let Some(first) = seen.get(&key) {
            rows.fault(said!("`{}` was observed before, in line {first}", one.statistic));
        } else if list.len() == MOST {
            rows.fault(said!("there are more than {MOST} observations"));
        } else {
            seen.insert(key, one.line);
            list.push(one);
        }
    }
    if !any && rows.sound() {
        rows.fault_of_file(term("there is no observation in it").into());
    }
    list
}

impl Observed {
    /// Whether a world lives long enough to have all of it, with the lines that it has not.
    pub(crate) fn fits(&self, blueprint: &Blueprint) -> Result<(), Faults> {
        let (mut faults, mut seen) = (Faults::default(), BTreeMap::new());
        for one in &self.list {
            let fault = |message| Fault::in_row(&self.source.name, one.line, message);
            if let Err(wrong) = one.statistic.fits(blueprint) {
                faults.add(fault(wrong.message));
                continue;
            }
            // Windows of several names can be the same weeks: a fact counts once.
            let Some(weeks) = one.statistic.span.weeks(blueprint) else { continue };
            let key = (one.statistic.measure(), one.statistic.group(), *weeks.start(), *weeks.end());
            if let Some((line, name)) = seen.insert(key, (one.line, one.statistic)) {
                let (from, to) = (weeks.start(), weeks.end());
                let message = said!(
                    "`{}` is `{name}` of line {line} under another name: both are weeks {from} to {to}",
                    one.statistic
                );
                faults.add(fault(message));
            }
        }
        faults.finish(())
    }
}
