//! For whom packages change something, in the answer of `decision`: over draws where draws were lived,
//! otherwise over random worlds.

use crate::language::{said, spoken, term};
use crate::report::answers::compare_groups;
use crate::report::text::draws::parameters_of_worlds;
use crate::report::text::format::{NumberFormat, Style, percent, share};
use crate::report::text::names::called;
use crate::report::text::translate::Lang;
use crate::study::compare::comparison::Comparison;
use crate::study::compare::groups::{GroupEffect, left_out};
use crate::study::plausible::for_whom::KnownGroup;
use crate::world::record::group::Group;

const NONE: &str = "–";

/// A column for each group: its name and a cell for each package.
type Column = (&'static str, Vec<String>);

/// The columns of the table.
pub(super) fn columns(comparison: &Comparison) -> Vec<Column> {
    let drawn = !comparison.known_groups.is_empty();
    let mut columns = if drawn { over_draws(comparison) } else { by_chance(comparison) };
    let each = |cell: &dyn Fn(usize) -> Option<String>| {
        comparison.others().into_iter().map(|at| cell(at).unwrap_or_else(|| NONE.into())).collect()
    };
    let top = |at: usize| compare_groups::top_fifth(comparison, comparison.name(at));
    columns.push((term("visits by the top fifth"), each(&top)));
    let out = |at: usize| {
        let out = left_out(&comparison.groups, comparison.name(at));
        out.first().map(|e| {
            said!("{}: {} never reached in the year", called(e.key.group.name()), percent(1.0 - e.after))
        })
    };
    columns.push((term("most left out"), each(&out)));
    columns
}

/// What the table holds.
pub(super) fn about(comparison: &Comparison) -> String {
    let drawn = comparison.known.as_ref().filter(|_| !comparison.known_groups.is_empty());
    match drawn {
        None => term("Change of weekly participation in the last whole year, points.").into(),
        Some(known) => said!(
            "Change of weekly participation in the last whole year, points: mean over {} draws and, in \
             brackets, 5% to 95% of draws and the share of draws in which more of the group come. \
             The last two columns are of random worlds {}.",
            known.draws,
            parameters_of_worlds(spoken(), known.from)
        ),
    }
}

fn by_chance(comparison: &Comparison) -> Vec<Column> {
    let column = |group: &Group| {
        let changes = compare_groups::changes(comparison, *group);
        let format = compare_groups::format_of(&changes);
        let words = |e: &GroupEffect| format.change_of(&(&e.paired).into());
        (called(group.name()), changes.into_iter().map(|cell| cell.map_or(NONE.into(), words)).collect())
    };
    compare_groups::columns(comparison).iter().map(column).collect()
}

fn over_draws(comparison: &Comparison) -> Vec<Column> {
    let mut groups: Vec<Group> = Vec::new();
    for one in &comparison.known_groups {
        if !groups.contains(&one.group) {
            groups.push(one.group);
        }
    }
    let column = |group: Group| {
        let of = |at: usize| {
            let mine = |one: &&KnownGroup| one.group == group && one.scenario == comparison.name(at);
            comparison.known_groups.iter().find(mine)
        };
        let all: Vec<Option<&KnownGroup>> = comparison.others().into_iter().map(of).collect();
        let ends = all
            .iter()
            .flatten()
            .map(|one| (one.knowledge.mean, Some((one.knowledge.low, one.knowledge.high))));
        let format = NumberFormat::column(Style::Points, ends);
        let words = |one: &&KnownGroup| within(format, one);
        (called(group.name()), all.iter().map(|cell| cell.as_ref().map_or(NONE.into(), words)).collect())
    };
    groups.into_iter().map(column).collect()
}

/// Mean, both ends, and in which share of draws more come.
fn within(format: NumberFormat, one: &KnownGroup) -> String {
    let k = &one.knowledge;
    let (mean, ends) = (format.signed(k.mean), format.change_interval((k.low, k.high)));
    let better = k.share_better.map_or(NONE.into(), share);
    match spoken() {
        Lang::En => format!("{mean} ({ends}; {better})"),
        Lang::Zh => format!("{mean}（{ends}；{better}）"),
    }
}
