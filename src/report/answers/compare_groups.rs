//! For whom a package changes something: the groups of `compare` for the terminal, and the columns that
//! `decision` shares with it.

use crate::language::{said, term};
use crate::report::text::format::{NumberFormat, Style, percent};
use crate::report::text::names::called;
use crate::report::text::table::{Table, wrap};
use crate::study::compare::comparison::Comparison;
use crate::study::compare::groups::{GroupEffect, last_year, left_out};
use crate::world::record::group::Group;
use crate::world::record::groups::YearlyFigure;

const NONE: &str = "–";

/// What is known of a figure of groups in the last year.
fn rows(comparison: &Comparison, figure: YearlyFigure) -> impl Iterator<Item = &GroupEffect> {
    let year = last_year(&comparison.groups);
    comparison.groups.iter().filter(move |e| e.key.year == year && e.key.figure == figure)
}

/// The groups whose participation is known, in their order.
pub(crate) fn columns(comparison: &Comparison) -> Vec<Group> {
    let mut columns: Vec<Group> = Vec::new();
    for row in rows(comparison, YearlyFigure::Participation).filter(|e| e.key.group.divides()) {
        if !columns.contains(&row.key.group) {
            columns.push(row.key.group);
        }
    }
    columns
}

/// The change of weekly participation in a group, package by package.
pub(crate) fn changes(comparison: &Comparison, group: Group) -> Vec<Option<&GroupEffect>> {
    let of = |at: usize| {
        let mut rows = rows(comparison, YearlyFigure::Participation);
        rows.find(|e| e.scenario == comparison.name(at) && e.key.group == group)
    };
    comparison.others().into_iter().map(of).collect()
}

/// The decimals of such a column.
pub(crate) fn format_of(column: &[Option<&GroupEffect>]) -> NumberFormat {
    let known = column.iter().flatten().map(|e| (e.paired.diff, e.paired.interval));
    NumberFormat::column(Style::Points, known)
}

/// The share of visits that the fifth of users who come most often makes, with a package.
pub(crate) fn top_fifth(comparison: &Comparison, name: &str) -> Option<String> {
    let mut rows = rows(comparison, YearlyFigure::ShareOfVisits);
    let found = rows.find(|e| e.scenario == name && e.key.group == Group::TopFifthOfUsers);
    found.map(|e| percent(e.after))
}

/// Every package: the change in each group, the concentration of visits, and who was never reached.
pub(crate) fn groups(comparison: &Comparison) -> String {
    let groups = columns(comparison);
    let columns: Vec<Vec<String>> = groups.iter().map(|group| marked(&changes(comparison, *group))).collect();
    let mut table = Table::new(std::iter::once("").chain(groups.iter().map(|group| called(group.name()))));
    let mut lines = String::new();
    for (row, name) in comparison.others().into_iter().map(|at| comparison.name(at)).enumerate() {
        table.row(std::iter::once(name.into()).chain(columns.iter().map(|column| column[row].clone())));
        let never = left_out(&comparison.groups, name).into_iter().take(3).map(|e| {
            said!(
                "{} {} (baseline {})",
                called(e.key.group.name()),
                percent(1.0 - e.after),
                percent(1.0 - e.before)
            )
        });
        let never = never.collect::<Vec<_>>().join(term(", "));
        let top = top_fifth(comparison, name);
        let top = top.map_or(String::new(), |share| said!("top fifth of users {share} of visits; "));
        lines += &wrap(&said!("{name}: {top}never reached: {never}"), 2);
    }
    said!(
        "{}A question mark: the interval holds zero. Concentration, and who was never reached in the \
        year:\n{lines}",
        table.terminal()
    )
}

/// Changes in points; a question mark where the interval holds zero.
fn marked(column: &[Option<&GroupEffect>]) -> Vec<String> {
    let format = format_of(column);
    let mark = |e: &GroupEffect| {
        let sure = e.paired.interval.is_some_and(|(low, high)| low > 0.0 || high < 0.0);
        format.signed(e.paired.diff) + if sure { "" } else { "?" }
    };
    column.iter().map(|cell| cell.map_or(NONE.into(), mark)).collect()
}
