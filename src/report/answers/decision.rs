//! One page in Markdown for a meeting: what each package brings against the baseline, how surely, for whom,
//! at what cost, what breaks, and which causes the baseline's deficiencies have.

use crate::escape::{markdown, markdown_code};
use crate::measure::window::Window;
use crate::report::answers::compare_costs::{heading, not_named, place, prices};
use crate::report::answers::{compare_groups, decision_causes};
use crate::report::text::breaks;
use crate::report::text::format::{NumberFormat, Style, decimal, percent};
use crate::report::text::table::Table;
use crate::report::text::translate::Lang;
use crate::scenario::Scenario;
use crate::stats::paired::{Estimate, Paired};
use crate::study::compare::comparison::Comparison;
use crate::study::compare::costs::{Cost, CostSums};
use crate::study::compare::frontier::FrontierStanding;
use crate::study::compare::groups::{GroupEffect, left_out};
use crate::study::compare::prices::Good;
use crate::study::compare::ranking::METHOD;
use crate::study::diagnose::diagnosis::Diagnosis;
use crate::study::run::summary::RunSummary;
use crate::world::record::deficiency::Deficiency;
use crate::world::record::group::Group;

const NONE: &str = "–";
/// What a package changes: measure and heading.
const CHANGES: [(&str, &str); 4] = [
    ("participation", "come in a week"),
    ("utilization", "seat-hours used"),
    ("volunteers", "volunteers"),
    ("willingness", "willing to take part"),
];
/// The page; `command` makes it again. Without a diagnosis its part is left out.
pub(crate) fn page(
    (comparison, answers): (&Comparison, &[RunSummary]),
    diagnosis: Option<&Diagnosis>,
    scenarios: &[Scenario],
    seed: u64,
    command: &str,
) -> String {
    let base = markdown_code(comparison.base_name());
    let worlds = comparison.worlds();
    let mut page = format!(
        "# What each suggestion brings\n\nMade by `{command}`: do not edit by hand.\n\nEvery package lives \
         in the same {worlds} random worlds (seed {seed}) as {base}. Numbers are differences from \
         {base} in \
         the last year, world by world, with their 95% interval in brackets; points are hundredths. An \
         interval \
         holds the chance of the worlds, not the doubt about the model's assumptions.\n\n"
    );
    page += &ranking(comparison);
    page += &section("What changes", &changes(comparison, answers));
    page += &section("The four deficiencies, points (less is better)", &deficiencies(comparison));
    page += &section("At what cost, yuan", &money(comparison));
    page += &section("For whom", &groups(comparison));
    if let Some(diagnosis) = diagnosis {
        page += &section(
            &format!("Where the deficiencies of {base} come from"),
            &decision_causes::causes(diagnosis),
        );
        page += &section("Why", &decision_causes::why(diagnosis));
    }
    page + &section("How this was found", &method(comparison, scenarios))
}

fn section(title: &str, text: &str) -> String {
    format!("\n## {title}\n\n{text}")
}

fn named(comparison: &Comparison, group: &[usize]) -> String {
    group.iter().map(|at| markdown_code(comparison.name(*at))).collect::<Vec<_>>().join(", ")
}

/// The ranking in sentences: only what can be told apart.
fn ranking(comparison: &Comparison) -> String {
    let m = comparison.ranked();
    let ranking = comparison.ranking();
    let first = match ranking.first() {
        Ok(one) => {
            format!(
                "**By {}, {} comes first**, told apart from all others and the best in at least 80% of the \
                 worlds.",
                m.label.to_lowercase(),
                named(comparison, &[one])
            )
        }
        Err(several) if several.is_empty() && ranking.sound.iter().any(|sound| *sound) => {
            "There is nothing to rank.".into()
        }
        Err(several) if several.is_empty() => {
            "**None may be called the best**: something breaks in every package.".into()
        }
        Err(several) => {
            format!(
                "**By {}, there is no clear winner** among {}.",
                m.label.to_lowercase(),
                named(comparison, &several)
            )
        }
    };
    let order: Vec<_> = ranking
        .groups
        .iter()
        .enumerate()
        .map(|(at, group)| format!("{}. {}", at + 1, named(comparison, group)))
        .collect();
    let broken = not_named(comparison, markdown_code).map_or(String::new(), |words| format!(" {words}"));
    format!(
        "{first}{broken} Groups that can be told apart, best first (the order within a group is \
         open):\n\n{}\n",
        order.join("\n")
    )
}

/// The effects of every package on a measure in the last year, in points, with the same decimals.
fn effects_in_points(comparison: &Comparison, name: &str) -> Vec<String> {
    let of = |at: usize| comparison.in_last_year(at, name);
    let all: Vec<Option<&Paired>> = comparison.others().into_iter().map(of).collect();
    let known = all.iter().flatten().map(|paired| (paired.diff, paired.interval));
    let format = NumberFormat::column(Style::Points, known);
    let words = |paired: &Paired| format.change_of(&paired.into());
    all.into_iter().map(|cell| cell.map_or(NONE.into(), words)).collect()
}

/// A table of packages from its columns: a heading and a cell for each package.
fn packages(comparison: &Comparison, first: &str, columns: Vec<(&str, Vec<String>)>) -> String {
    let mut table = Table::new(std::iter::once(first).chain(columns.iter().map(|column| column.0)));
    for (row, at) in comparison.others().into_iter().enumerate() {
        let cells = columns.iter().map(|column| column.1[row].clone());
        table.row(std::iter::once(markdown_code(comparison.name(at))).chain(cells));
    }
    table.markdown()
}

/// A cell for each package.
fn each(comparison: &Comparison, cell: impl Fn(usize) -> Option<String>) -> Vec<String> {
    comparison.others().into_iter().map(|at| cell(at).unwrap_or_else(|| NONE.into())).collect()
}

fn changes(comparison: &Comparison, answers: &[RunSummary]) -> String {
    let main = |at: usize| comparison.in_last_year(at, comparison.ranked().name);
    let mut columns: Vec<(&str, Vec<String>)> =
        CHANGES.iter().map(|(name, words)| (*words, effects_in_points(comparison, name))).collect();
    let better = |at: usize| Some(format!("{} of worlds", percent(main(at)?.p_better?)));
    columns.push(("better in", each(comparison, better)));
    let lost = |at: usize| answers.get(at).map(|answer| format!("{} of {}", answer.lost.0, answer.lost.1));
    columns.push(("contract lost in", each(comparison, lost)));
    columns.push(("worlds to settle", each(comparison, |at| Some(main(at)?.pairs_to_settle?.to_string()))));
    format!(
        "{}\nPoints of a share. “k of n, ≤ p” stands where all but k of the n worlds show the same \
         difference: there \
         is no interval; in all but p of all worlds it is that difference (95%). “Better in” and “worlds to \
         settle” speak of `{}`; so many worlds settle the sign with a chance of 80%. “Contract lost in”: \
         worlds in which the first operator lost its contract, after which a successor is what is measured \
         (`{}` itself: {}).\n",
        packages(comparison, "package", columns),
        comparison.ranked().name,
        comparison.base_name(),
        lost(comparison.baseline).unwrap_or_default(),
    )
}

fn deficiencies(comparison: &Comparison) -> String {
    let columns = Deficiency::ALL.map(|d| (heading(d), effects_in_points(comparison, d.name())));
    packages(comparison, "package", columns.into())
}

fn money(comparison: &Comparison) -> String {
    let (costs, standings, found) = (comparison.costs(), comparison.standings(), comparison.breaks());
    let standing = |at: usize| standings.get(at);
    let placed =
        |s: &FrontierStanding| place(s, |by| format!("dominated by {}", markdown_code(comparison.name(by))));
    let step = |at: usize| standing(at)?.step.map(|step| Style::Money.value(step / 100.0));
    let extra = |of: fn(&Cost) -> &CostSums| {
        let cell = |cost: &Cost| of(cost).extra_last_year.as_ref().map_or(NONE.into(), yuan);
        costs.iter().map(cell).collect()
    };
    let broken = |at: usize| found.get(at).map(|found| breaks::cell(Lang::En, found));
    let columns = vec![
        ("what breaks", each(comparison, broken)),
        ("extra full cost a year", extra(|cost| &cost.full)),
        ("extra public cost a year", extra(|cost| &cost.public)),
        ("a visit more", prices(&costs, Good::Visit)),
        ("a person-week more", prices(&costs, Good::PersonWeek)),
        ("on the frontier", each(comparison, |at| standing(at).map(placed))),
        ("a year for a point of participation more", each(comparison, step)),
    ];
    let points = Deficiency::ALL.map(|d| (heading(d), prices(&costs, Good::Point(d))));
    format!(
        "{}\nFull cost is everything that is used for the home, whoever bears it: public purses, the \
         organization, staff and suppliers who are not paid, the owner of the rooms. A price is Σ extra full \
         cost / Σ gain over the worlds (visits and person-weeks over all weeks). No \
         effect: the gain may be zero, so there is nothing to price. Cost open: the extra cost may be zero, \
         or \
         rests on too few worlds. A loss: money for less. A \
         price below zero: it saves money and gains all the same. The frontier is that of full cost \
         against \
         participation in the last year; in brackets the share of resampled sets of worlds in which nothing \
         dominates the package; “dominated by” names a package that surely costs no more and does no less. \
         A package in which something breaks does not compete and is not named first. {} \
         {} \
         itself: {}; what breaks: {}.\n\n{}",
        packages(comparison, "package", columns),
        breaks::bounds(),
        markdown_code(comparison.base_name()),
        standing(comparison.baseline).map_or(NONE.into(), placed),
        broken(comparison.baseline).unwrap_or_default(),
        packages(comparison, "yuan a year for a point less", points.into())
    )
}

/// Extra money with its interval, or with the count that stands in its place.
fn yuan(e: &Estimate) -> String {
    NumberFormat::of(Style::Money, e.mean, e.interval).change_of(e)
}

fn groups(comparison: &Comparison) -> String {
    let groups = compare_groups::columns(comparison);
    let column = |group: &Group| {
        let changes = compare_groups::changes(comparison, *group);
        let format = compare_groups::format_of(&changes);
        let words = |e: &GroupEffect| format.change_of(&(&e.paired).into());
        (group.name(), changes.into_iter().map(|cell| cell.map_or(NONE.into(), words)).collect())
    };
    let mut columns: Vec<(&str, Vec<String>)> = groups.iter().map(column).collect();
    let top = |at: usize| compare_groups::top_fifth(comparison, comparison.name(at));
    columns.push(("visits by the top fifth", each(comparison, top)));
    let out = |at: usize| {
        let out = left_out(&comparison.groups, comparison.name(at));
        out.first()
            .map(|e| format!("{}: {} never reached in the year", e.key.group.name(), percent(1.0 - e.after)))
    };
    columns.push(("most left out", each(comparison, out)));
    format!(
        "Change of weekly participation in the last whole year, points.\n\n{}",
        packages(comparison, "package", columns)
    )
}

fn method(comparison: &Comparison, scenarios: &[Scenario]) -> String {
    let (null, prefixes) = (comparison.checks.null, &comparison.checks.prefixes);
    let parted: u64 = prefixes.iter().map(|p| p.check.weeks_that_differ).sum();
    let gains = comparison
        .effects
        .iter()
        .filter(|e| e.measure == comparison.ranked().name && e.window == Window::LastYear);
    let gains: Vec<f64> = gains.filter_map(|e| e.paired.variance_reduction).collect();
    let least = gains.iter().copied().fold(f64::INFINITY, f64::min);
    let pairing = if least.is_finite() {
        format!("at least {} times", decimal(least, 1))
    } else {
        "not known from".into()
    };
    let titles: Vec<String> =
        scenarios.iter().map(|s| format!("{}: {}", markdown_code(&s.name), markdown(&s.title))).collect();
    format!(
        "- Packages: {}.\n- Ranking: {METHOD}. The intervals of the tables are not adjusted for their \
         number.\n- Intervals: Student's t of paired differences, wider where their tails are heavy; where \
         all but a few worlds show the same difference there is a count instead \
         ([coverage.md](coverage.md)).\n- Pairing saves worlds: for `{}` the variance of a \
         difference of \
         unpaired worlds is, whatever the package, {pairing} that of paired ones.\n- Null check: the \
         baseline \
         against itself, {} of the weeks compared differ ({} cells). Prefix check: {parted} weeks differ \
         before \
         a package may act.\n",
        titles.join("; "),
        comparison.ranked().name,
        null.weeks_that_differ,
        null.cells,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::record::measure;

    #[test]
    fn every_column_is_a_measure() {
        assert!(
            CHANGES.iter().all(|c| measure(c.0).is_some())
                && Deficiency::ALL.iter().all(|d| measure(d.name()).is_some())
        );
        let (mean, interval) = (-0.00001, Some((-0.001, 0.002)));
        let words = NumberFormat::of(Style::Points, mean, interval).change_within(mean, interval);
        assert_eq!(words, "0.00 (−0.10 to +0.20)");
    }
}
