//! The answer of `compare` for the terminal: ranking, differences, who beats whom, money, for whom, checks.

use crate::escape::line;
use crate::measure::window::Window;
use crate::report::answers::run::Emphasis;
use crate::report::answers::{compare_costs, compare_groups};
use crate::report::text::cells::cut;
use crate::report::text::format::{NumberFormat, Style, decimal, few_others, percent, weekly_unit};
use crate::report::text::screen;
use crate::report::text::table::{Table, wrap};
use crate::scenario::Scenario;
use crate::stats::paired::Paired;
use crate::study::compare::checks::{Prefix, ScenarioPrefix};
use crate::study::compare::comparison::Comparison;
use crate::study::compare::ranking::{METHOD, Ranking};
use crate::study::run::summary::SHOWN;
use crate::units::{Week, YEAR};
use crate::world::record::{Combine, Measure, measure};

const NONE: &str = "–";

/// Everything that a comparison says, in sections.
pub(crate) fn text(comparison: &Comparison, scenarios: &[Scenario], ink: Emphasis) -> String {
    let heading = |words: &str| {
        let words = cut(words, screen::cells());
        if ink == Emphasis::Bold { format!("\x1b[1m{words}\x1b[0m\n") } else { format!("{words}\n") }
    };
    let weeks = scenarios.first().map_or(YEAR, |s| s.blueprint.weeks);
    let base = comparison.base_name();
    let mut text = heading(&format!("Ranking by {} in the last year", comparison.ranked().name));
    text += &worlds(comparison, scenarios);
    text += &ranking(comparison, &comparison.ranking(), weeks);
    for (at, scenario) in scenarios.iter().enumerate().skip(1) {
        text += "\n";
        text += &heading(&format!("{} against {base} — {}", scenario.name, line(&scenario.title)));
        text += &differences(comparison, at, weeks);
    }
    text += "\n";
    text += &heading("Share of worlds in which the row beats the column");
    text += &beats(comparison, &comparison.ranking());
    text += "\n";
    text += &heading("Cost: how much more, and what one more unit costs in full cost (yuan)");
    text += &compare_costs::money(comparison);
    text += "\n";
    text += &heading("Participation and full cost of the last year: who stands on the efficient frontier");
    text += &compare_costs::frontier(comparison);
    text += "\n";
    text += &heading("What breaks in the last year");
    text += &compare_costs::broken(comparison);
    text += "\n";
    text += &heading("For whom: change of mean weekly participation in the last whole year, points");
    text += &compare_groups::groups(comparison);
    text += "\n";
    text += &checks(comparison);
    text
}

/// Which worlds and weeks the answer speaks of.
fn worlds(comparison: &Comparison, scenarios: &[Scenario]) -> String {
    let worlds = match comparison.worlds() {
        1 => "1 world, so no interval and nothing is told apart".to_string(),
        n => format!("{n} paired worlds"),
    };
    let last_year = scenarios.first().and_then(|s| Window::LastYear.weeks(&s.blueprint));
    let weeks = last_year
        .map_or(String::new(), |weeks| format!("; last year: weeks {}–{}", weeks.start(), weeks.end()));
    wrap(&format!("{worlds}{weeks}; baseline: {}", comparison.base_name()), 0)
}

fn length(weeks: Week) -> f64 {
    f64::from(weeks.min(YEAR))
}

/// A sum of the last year is shown per week, as `run` does.
fn weekly(measure: &Measure, weeks: Week, value: f64) -> f64 {
    if measure.combine == Combine::Sum { value / length(weeks) } else { value }
}

fn ranking(comparison: &Comparison, found: &Ranking, weeks: Week) -> String {
    let m = comparison.ranked();
    let scaled = |value: f64| weekly(m, weeks, value);
    let of = |p: &Paired| (scaled(p.diff), p.interval.map(|(low, high)| (scaled(low), scaled(high))));
    let known = (0..comparison.cases.len()).filter_map(|at| comparison.in_last_year(at, m.name)).map(of);
    let format = NumberFormat::column(Style::of(m), known);
    let or = |text: Option<String>| text.unwrap_or_else(|| NONE.into());
    let mut table = Table::new(["", "group", "last year", "difference", "95% interval", "to settle"]);
    for (place, group) in found.groups.iter().enumerate() {
        for scenario in group {
            let paired = comparison.in_last_year(*scenario, m.name);
            let (change, interval) = paired.map(of).unzip();
            table.row([
                comparison.name(*scenario).to_string(),
                (place + 1).to_string(),
                or(found.means[*scenario].map(|mean| format.value(scaled(mean)))),
                or(change.map(|change| format.change(change))),
                or(interval
                    .flatten()
                    .map(|ends| format.change_interval(ends))
                    .or_else(|| few_others(&paired?.into()))),
                or(paired.and_then(|p| p.pairs_to_settle).map(|n| format!("{n} worlds"))),
            ]);
        }
    }
    let close = found.groups.iter().any(|group| group.len() > 1);
    let words = if close { "Within a group the order is open." } else { "All are told apart." };
    let broken = compare_costs::not_named(comparison, str::to_string);
    table.terminal()
        + &broken.map_or(String::new(), |words| wrap(&words, 0))
        + &wrap(
            &format!(
                "{words} Method: {METHOD}. To settle: worlds that show the sign with a chance of 80%. “k of \
                 n, ≤ p”: all but k of the n worlds show the same difference, and (95%) all but p of all \
                 worlds."
            ),
            0,
        )
}

fn differences(comparison: &Comparison, at: usize, weeks: Week) -> String {
    let mut grid =
        Table::new(["last year", "baseline", "scenario", "difference", "95% interval", "better in", "gain"]);
    let ranked = comparison.ranked().name;
    let extra = (!SHOWN.contains(&ranked)).then_some(ranked);
    for m in SHOWN.into_iter().chain(extra).filter_map(measure) {
        let style = Style::of(m);
        let scaled = |value: f64| weekly(m, weeks, value);
        let both = |(low, high): (f64, f64)| (scaled(low), scaled(high));
        let or = |text: Option<String>| text.unwrap_or_else(|| NONE.into());
        let paired = comparison.in_last_year(at, m.name);
        let (change, interval) = paired.map(|p| (scaled(p.diff), p.interval.map(both))).unzip();
        let (format, interval) =
            (NumberFormat::of(style, change.unwrap_or(0.0), interval.flatten()), interval.flatten());
        let level = |side: usize| comparison.last_year(side, m.name).map(|v| format.value(scaled(v)));
        let unit = if style == Style::Money { format!(", {}", weekly_unit(m)) } else { String::new() };
        grid.row([
            format!("{}{unit}", m.name),
            or(level(0)),
            or(level(at)),
            or(change.map(|change| format.change(change))),
            or(interval.map(|ends| format.change_interval(ends)).or_else(|| few_others(&paired?.into()))),
            or(paired.and_then(|p| p.p_better).map(percent)),
            or(paired.and_then(|p| p.variance_reduction).map(|gain| format!("×{}", decimal(gain, 1)))),
        ]);
    }
    grid.terminal()
}

fn beats(comparison: &Comparison, ranking: &Ranking) -> String {
    let n = comparison.cases.len();
    let mut grid = Table::new(std::iter::once(String::new()).chain((1..=n).map(|i| i.to_string())));
    for (a, name) in comparison.cases.iter().map(|case| &case.name).enumerate() {
        let cell = |b: usize| ranking.beats[a][b].map_or(NONE.into(), percent);
        grid.row(std::iter::once(format!("{} {}", a + 1, cut(name, 30))).chain((0..n).map(cell)));
    }
    grid.terminal()
}

fn checks(comparison: &Comparison) -> String {
    let null = &comparison.checks.null;
    let base = comparison.base_name();
    let found = if null.weeks_that_differ == 0 {
        "0 differences".to_string()
    } else {
        format!("differences in {} weeks", null.weeks_that_differ)
    };
    let twice = if null.worlds == 1 { "one world".to_string() } else { format!("{} worlds", null.worlds) };
    let mut text = cut(
        &format!("Null check: {base} lived twice in {twice}, {found} in {} cells.", null.cells),
        screen::cells(),
    ) + "\n";
    for ScenarioPrefix { scenario, check } in &comparison.checks.prefixes {
        text += &format!(
            "{}\n",
            cut(&format!("Prefix check: {scenario}: {}.", prefix_words(check)), screen::cells())
        );
    }
    text
}

fn prefix_words(prefix: &Prefix) -> String {
    let found = if prefix.weeks_that_differ == 0 {
        "0 differences".to_string()
    } else {
        format!("DIFFERENCES in {} weeks", prefix.weeks_that_differ)
    };
    let cells = prefix.cells;
    match prefix.parts {
        None => format!("no lever differs; {found} in {cells} cells"),
        Some(week) if week < 1 => "more than levers differs, so no week must be the same".into(),
        Some(week) => format!("levers differ from week {week} on; {found} in {cells} cells before it"),
    }
}
