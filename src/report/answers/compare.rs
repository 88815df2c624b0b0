//! The answer of `compare` for the terminal: ranking, differences, who beats whom, money, for whom, checks.

use crate::escape::line;
use crate::language::{said, term};
use crate::measure::window::Window;
use crate::report::answers::run::Emphasis;
use crate::report::answers::{compare_costs, compare_groups};
use crate::report::text::cells::cut;
use crate::report::text::format::{NumberFormat, Style, decimal, percent, weekly_unit};
use crate::report::text::names::called;
use crate::report::text::screen;
use crate::report::text::table::{Table, wrap};
use crate::scenario::Scenario;
use crate::stats::paired::{Estimate, Paired};
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
    let mut text = heading(&said!("Ranking by {} in the last year", called(comparison.ranked().name)));
    text += &worlds(comparison, scenarios);
    text += &ranking(comparison, &comparison.ranking(), weeks);
    for (at, scenario) in scenarios.iter().enumerate().skip(1) {
        text += "\n";
        text += &heading(&said!("{} against {base} — {}", scenario.name, line(called(&scenario.title))));
        text += &differences(comparison, at, weeks);
    }
    text += "\n";
    text += &heading(term("Share of worlds in which the row beats the column"));
    text += &beats(comparison, &comparison.ranking());
    text += "\n";
    text += &heading(term("Cost: how much more, and what one more unit costs in full cost (yuan)"));
    text += &compare_costs::money(comparison);
    text += "\n";
    text +=
        &heading(term("Participation and full cost of the last year: who stands on the efficient frontier"));
    text += &compare_costs::frontier(comparison);
    text += "\n";
    text += &heading(term("What breaks in the last year"));
    text += &compare_costs::broken(comparison);
    text += "\n";
    text += &heading(term("For whom: change of mean weekly participation in the last whole year, points"));
    text += &compare_groups::groups(comparison);
    text += "\n";
    text += &checks(comparison);
    text
}

/// Which worlds and weeks the answer speaks of.
fn worlds(comparison: &Comparison, scenarios: &[Scenario]) -> String {
    let worlds = match comparison.worlds() {
        1 => term("1 world, so no interval and nothing is told apart").to_string(),
        n => said!("{n} paired worlds"),
    };
    let last_year = scenarios.first().and_then(|s| Window::LastYear.weeks(&s.blueprint));
    let weeks = last_year
        .map_or(String::new(), |weeks| said!("; last year: weeks {}–{}", weeks.start(), weeks.end()));
    wrap(&said!("{worlds}{weeks}; baseline: {}", comparison.base_name()), 0)
}

fn length(weeks: Week) -> f64 {
    f64::from(weeks.min(YEAR))
}

/// A sum of the last year is shown per week, as `run` does.
fn weekly(measure: &Measure, weeks: Week, value: f64) -> f64 {
    value / per(measure, weeks)
}

/// The weeks over which a measure is a sum; 1 for one that is none.
fn per(measure: &Measure, weeks: Week) -> f64 {
    if measure.combine == Combine::Sum { length(weeks) } else { 1.0 }
}

fn ranking(comparison: &Comparison, found: &Ranking, weeks: Week) -> String {
    let m = comparison.ranked();
    let scaled = |value: f64| weekly(m, weeks, value);
    let of = |p: &Paired| (scaled(p.diff), p.interval.map(|(low, high)| (scaled(low), scaled(high))));
    let known = (0..comparison.cases.len()).filter_map(|at| comparison.in_last_year(at, m.name)).map(of);
    let format = NumberFormat::column(Style::of(m), known);
    let or = |text: Option<String>| text.unwrap_or_else(|| NONE.into());
    let mut table =
        Table::new(["", "rank group", "last year", "difference", "95% interval", "worlds needed"].map(term));
    for (place, group) in found.groups.iter().enumerate() {
        for scenario in group {
            let paired = comparison.in_last_year(*scenario, m.name);
            let change = paired.map(|paired| Estimate::from(paired).divided_by(per(m, weeks)));
            table.row([
                comparison.name(*scenario).to_string(),
                (place + 1).to_string(),
                or(found.means[*scenario].map(|mean| format.value(scaled(mean)))),
                or(change.map(|change| format.change(change.mean))),
                or(change.and_then(|change| format.interval_of(&change))),
                or(paired.and_then(|p| p.pairs_to_settle).map(|n| n.to_string())),
            ]);
        }
    }
    let close = found.groups.iter().any(|group| group.len() > 1);
    let words = if close { term("Within a group the order is open.") } else { term("All are told apart.") };
    let broken = compare_costs::not_named(comparison, str::to_string);
    let method = term(METHOD);
    table.terminal()
        + &broken.map_or(String::new(), |words| wrap(&words, 0))
        + &wrap(
            &said!(
                "{words} Method: {method}. Worlds needed: so many show the sign with a chance of \
                    80%. Saved by \
                 pairing (below): so many times more worlds would be needed if worlds were not paired. \
                 “k of \
                 n, ≤ p”: all but k of the n worlds show the same difference, and (95%) all but p of all \
                 worlds. After an interval: k lie far off, where is said, and difference and interval are \
                 those of the others; none told: none seen, though some of those not seen may."
            ),
            0,
        )
}

fn differences(comparison: &Comparison, at: usize, weeks: Week) -> String {
    let mut grid = Table::new(
        ["last year", "baseline", "scenario", "difference", "95% interval", "better in", "saved by pairing"]
            .map(term),
    );
    let ranked = comparison.ranked().name;
    let extra = (!SHOWN.contains(&ranked)).then_some(ranked);
    for m in SHOWN.into_iter().chain(extra).filter_map(measure) {
        let style = Style::of(m);
        let scaled = |value: f64| weekly(m, weeks, value);
        let or = |text: Option<String>| text.unwrap_or_else(|| NONE.into());
        let paired = comparison.in_last_year(at, m.name);
        let change = paired.map(|paired| Estimate::from(paired).divided_by(per(m, weeks)));
        let (mean, interval) = change.map_or((0.0, None), |change| (change.mean, change.interval));
        let format = NumberFormat::of(style, mean, interval);
        let level = |side: usize| comparison.last_year(side, m.name).map(|v| format.value(scaled(v)));
        let unit =
            if style == Style::Money { format!(", {}", called(&weekly_unit(m))) } else { String::new() };
        grid.row([
            format!("{}{unit}", called(m.name)),
            or(level(0)),
            or(level(at)),
            or(change.map(|change| format.change(change.mean))),
            or(change.and_then(|change| format.interval_of(&change))),
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
        term("0 differences").to_string()
    } else {
        said!("differences in {} weeks", null.weeks_that_differ)
    };
    let twice =
        if null.worlds == 1 { term("one world").to_string() } else { said!("{} worlds", null.worlds) };
    let mut text = cut(
        &said!("Null check: {base} lived twice in {twice}, {found} in {} cells.", null.cells),
        screen::cells(),
    ) + "\n";
    for ScenarioPrefix { scenario, check } in &comparison.checks.prefixes {
        text += &format!(
            "{}\n",
            cut(&said!("Prefix check: {scenario}: {}.", prefix_words(check)), screen::cells())
        );
    }
    text
}

fn prefix_words(prefix: &Prefix) -> String {
    let found = if prefix.weeks_that_differ == 0 {
        term("0 differences").to_string()
    } else {
        said!("DIFFERENCES in {} weeks", prefix.weeks_that_differ)
    };
    let cells = prefix.cells;
    match prefix.parts {
        None => said!("no lever differs; {found} in {cells} cells"),
        Some(week) if week < 1 => term("more than levers differs, so no week must be the same").into(),
        Some(week) => said!("levers differ from week {week} on; {found} in {cells} cells before it"),
    }
}
