//! The answer of `compare` for the terminal: ranking, differences, who beats whom, money, for whom, checks.

use crate::measure::window::Window;
use crate::report::answers::run::Emphasis;
use crate::report::text::format::{Style, cut, weekly_unit};
use crate::report::text::table::{Table, WIDTH, wrap};
use crate::scenario::Scenario;
use crate::stats::paired::Estimate;
use crate::study::compare::Comparison;
use crate::study::compare::checks::Prefix;
use crate::study::compare::costs::{Cost, PurposeCost};
use crate::study::compare::groups::{last_year, left_out};
use crate::study::compare::prices::Price;
use crate::study::compare::ranking::METHOD;
use crate::study::run::summary::SHOWN;
use crate::units::{Week, YEAR};
use crate::world::record::{Combine, Measure, index_of, measure};

const NONE: &str = "–";

/// Everything that a comparison says, in sections.
pub fn text(comparison: &Comparison, scenarios: &[Scenario], ink: Emphasis) -> String {
    let heading = |words: &str| {
        let words = cut(words, WIDTH);
        if ink == Emphasis::Bold { format!("\x1b[1m{words}\x1b[0m\n") } else { format!("{words}\n") }
    };
    let weeks = scenarios.first().map_or(YEAR, |s| s.blueprint.weeks);
    let base = &comparison.names[0];
    let mut text = heading(&format!("Ranking by {} in the last year", comparison.measure.name));
    text += &worlds(comparison, scenarios);
    text += &ranking(comparison, weeks);
    for (at, scenario) in scenarios.iter().enumerate().skip(1) {
        text += "\n";
        text += &heading(&format!("{} against {base} — {}", scenario.name, scenario.title));
        text += &differences(comparison, at, weeks);
    }
    text += "\n";
    text += &heading("Share of worlds in which the row beats the column");
    text += &beats(comparison);
    text += "\n";
    text += &heading("Public money: extra cost, and what one more unit costs (yuan)");
    text += &money(comparison);
    text += "\n";
    text += &heading("Participation and public cost of the last year: who stands on the efficient frontier");
    text += &frontier(comparison);
    text += "\n";
    text += &heading("For whom: change of mean weekly participation in the last whole year, points");
    text += &whom(comparison);
    text += "\n";
    text += &checks(comparison);
    text
}

/// Which worlds and weeks the answer speaks of.
fn worlds(comparison: &Comparison, scenarios: &[Scenario]) -> String {
    let worlds = match comparison.worlds {
        1 => "1 world, so no interval and nothing is told apart".to_string(),
        n => format!("{n} paired worlds"),
    };
    let last_year = scenarios.first().and_then(|s| Window::LastYear.weeks(&s.blueprint));
    let weeks = last_year
        .map_or(String::new(), |weeks| format!("; last year: weeks {}–{}", weeks.start(), weeks.end()));
    wrap(&format!("{worlds}{weeks}; baseline: {}", comparison.names[0]), 0)
}

fn length(weeks: Week) -> f64 {
    f64::from(weeks.min(YEAR))
}

/// A sum of the last year is shown per week, as `run` does.
fn weekly(measure: &Measure, weeks: Week, value: f64) -> f64 {
    if measure.combine == Combine::Sum { value / length(weeks) } else { value }
}

fn ranking(comparison: &Comparison, weeks: Week) -> String {
    let m = comparison.measure;
    let style = Style::of(m.unit);
    let mut grid = Table::new(["", "group", "last year", "difference", "95% interval", "to settle"]);
    for (place, group) in comparison.ranking.groups.iter().enumerate() {
        for scenario in group {
            let effect = effect(comparison, *scenario, m.name);
            let or = |text: Option<String>| text.unwrap_or_else(|| NONE.into());
            let scaled = |value: f64| weekly(m, weeks, value);
            grid.row([
                comparison.names[*scenario].clone(),
                (place + 1).to_string(),
                or(comparison.ranking.means[*scenario].map(|mean| style.value(scaled(mean)))),
                or(effect.map(|p| style.change(scaled(p.diff)))),
                or(effect
                    .and_then(|p| p.interval)
                    .map(|(low, high)| style.interval((scaled(low), scaled(high))))),
                or(effect.and_then(|p| p.pairs_to_settle).map(|n| format!("{n} worlds"))),
            ]);
        }
    }
    let close = comparison.ranking.groups.iter().any(|group| group.len() > 1);
    let words = if close { "Within a group the order is open." } else { "All are told apart." };
    grid.terminal() + &wrap(&format!("{words} Method: {METHOD}."), 0)
}

fn effect<'a>(comparison: &'a Comparison, at: usize, name: &str) -> Option<&'a crate::stats::paired::Paired> {
    let window = Window::LastYear;
    let scenario = &comparison.names[at];
    let fits = |e: &&crate::study::compare::effects::Effect| {
        e.scenario == *scenario && e.measure == name && e.window == window
    };
    comparison.effects.iter().find(fits).map(|e| &e.paired).filter(|_| at > 0)
}

fn differences(comparison: &Comparison, at: usize, weeks: Week) -> String {
    let mut grid =
        Table::new(["last year", "baseline", "scenario", "difference", "95% interval", "better in", "gain"]);
    let extra = (!SHOWN.contains(&comparison.measure.name)).then_some(comparison.measure.name);
    for m in SHOWN.into_iter().chain(extra).filter_map(measure) {
        let style = Style::of(m.unit);
        let scaled = |value: f64| weekly(m, weeks, value);
        let or = |text: Option<String>| text.unwrap_or_else(|| NONE.into());
        let paired = effect(comparison, at, m.name);
        let level = |side: usize| {
            index_of(m.name).and_then(|i| comparison.last_year[side][i]).map(|v| style.value(scaled(v)))
        };
        let unit = if style == Style::Money { format!(", {}", weekly_unit(m)) } else { String::new() };
        grid.row([
            format!("{}{unit}", m.name),
            or(level(0)),
            or(level(at)),
            or(paired.map(|p| style.change(scaled(p.diff)))),
            or(paired
                .and_then(|p| p.interval)
                .map(|(low, high)| style.interval((scaled(low), scaled(high))))),
            or(paired.and_then(|p| p.p_better).map(|p| format!("{:.0}%", p * 100.0))),
            or(paired.and_then(|p| p.variance_reduction).map(|gain| format!("×{gain:.1}"))),
        ]);
    }
    grid.terminal()
}

fn beats(comparison: &Comparison) -> String {
    let n = comparison.names.len();
    let mut grid = Table::new(std::iter::once(String::new()).chain((1..=n).map(|i| i.to_string())));
    for (a, name) in comparison.names.iter().enumerate() {
        let cell =
            |b: usize| comparison.ranking.beats[a][b].map_or(NONE.into(), |p| format!("{:.0}%", p * 100.0));
        grid.row(std::iter::once(format!("{} {}", a + 1, cut(name, 30))).chain((0..n).map(cell)));
    }
    grid.terminal()
}

/// A price in words.
pub fn price(price: Price) -> String {
    match price {
        Price::NoEffect => "no effect".into(),
        Price::Loss => "a loss".into(),
        Price::Yuan { value, interval } => {
            let money = |yuan: f64| {
                if yuan.abs() < 100.0 {
                    format!("{yuan:.1}").replace('-', "−")
                } else {
                    Style::Money.value(yuan)
                }
            };
            interval.map_or(money(value), |(low, high)| {
                format!("{} ({} … {})", money(value), money(low), money(high))
            })
        }
    }
}

fn change(estimate: Option<Estimate>) -> String {
    estimate.map_or(NONE.into(), |e| Style::Money.change(e.mean))
}

fn money(comparison: &Comparison) -> String {
    let mut grid =
        Table::new(["", "a year", "all weeks", "per visit", "per person-week", "per 4-week participant"]);
    let mut points = Table::new(["a year per point", "service", "institution", "brand", "non-profit"]);
    let mut purposes = String::new();
    for (name, cost) in comparison.names.iter().skip(1).zip(&comparison.costs) {
        let of = |good: &str| {
            cost.prices.iter().find(|p| p.good.name == good).map_or(NONE.into(), |p| price(p.price))
        };
        let extra = [change(cost.extra_last_year), change(cost.extra_whole)];
        let prices = ["visit", "person_week", "participant"].map(of);
        grid.row(std::iter::once(name.clone()).chain(extra).chain(prices));
        let of = ["service_point", "institution_point", "brand_point", "nonprofit_point"].map(of);
        points.row(std::iter::once(name.clone()).chain(of));
        purposes += &wrap(&format!("{name}: {}", by_purpose(cost)), 2);
    }
    format!(
        "{}{}Extra public money of the last year by purpose:\n{purposes}",
        grid.terminal(),
        points.terminal()
    )
}

fn by_purpose(cost: &Cost) -> String {
    let shown = |e: &Estimate| e.mean.abs() >= 0.5;
    let word = |cost: &PurposeCost| {
        let change = Style::Money.change(cost.last_year.mean);
        shown(&cost.last_year).then(|| format!("{} {change}", cost.purpose.name()))
    };
    let words: Vec<_> = cost.purposes.iter().filter_map(word).collect();
    if words.is_empty() { "nothing".into() } else { words.join(", ") }
}

fn frontier(comparison: &Comparison) -> String {
    let mut grid =
        Table::new(["", "cost, yuan", "participation", "on the frontier", "yuan a year for one point more"]);
    let mut order: Vec<usize> = (0..comparison.standings.len()).collect();
    order.sort_by(|a, b| comparison.standings[*a].cost.total_cmp(&comparison.standings[*b].cost));
    for at in order {
        let standing = &comparison.standings[at];
        let place = standing.dominated_by.map_or_else(
            || format!("yes ({:.0}%)", standing.p_frontier * 100.0),
            |by| format!("no: {} ({:.0}%)", cut(&comparison.names[by], 20), standing.p_frontier * 100.0),
        );
        grid.row([
            comparison.names[at].clone(),
            Style::Money.value(standing.cost),
            format!("{:.2}%", standing.effect * 100.0),
            place,
            standing.step.map_or(NONE.into(), |step| Style::Money.value(step / 100.0)),
        ]);
    }
    format!(
        "{}In brackets: share of resampled sets of worlds in which no package dominates it.\n",
        grid.terminal()
    )
}

fn whom(comparison: &Comparison) -> String {
    let year = last_year(&comparison.groups);
    let rows = |measure: &'static str| {
        comparison.groups.iter().filter(move |e| e.key.0 == year && e.key.3 == measure)
    };
    let mut columns: Vec<(&str, &str)> = Vec::new();
    for row in rows("participation").filter(|e| !["all", "adult"].contains(&e.key.1)) {
        if !columns.contains(&(row.key.1, row.key.2)) {
            columns.push((row.key.1, row.key.2));
        }
    }
    let mut grid = Table::new(std::iter::once("").chain(columns.iter().map(|c| c.1)));
    let mut lines = String::new();
    for name in comparison.names.iter().skip(1) {
        let cell = |(kind, group): &(&str, &str)| {
            let found =
                rows("participation").find(|e| e.scenario == *name && e.key.1 == *kind && e.key.2 == *group);
            found.map_or(NONE.into(), |e| {
                let sure = e.paired.interval.is_some_and(|(low, high)| low > 0.0 || high < 0.0);
                Style::Share.change(e.paired.diff).replace(" pts", "") + if sure { "" } else { "?" }
            })
        };
        grid.row(std::iter::once(name.clone()).chain(columns.iter().map(cell)));
        let top = rows("share_of_visits").find(|e| e.scenario == *name && e.key.1 == "concentration");
        let out: Vec<_> = left_out(&comparison.groups, name)
            .into_iter()
            .take(3)
            .map(|e| {
                format!(
                    "{} {:.0}% (baseline {:.0}%)",
                    e.key.2,
                    100.0 - 100.0 * e.after,
                    100.0 - 100.0 * e.before
                )
            })
            .collect();
        let top =
            top.map_or(String::new(), |e| format!("top fifth of users {:.0}% of visits; ", e.after * 100.0));
        lines += &wrap(&format!("{name}: {top}never reached: {}", out.join(", ")), 2);
    }
    format!(
        "{}A question mark: the interval holds zero. Concentration, and who was never reached in the \
            year:\n{lines}",
        grid.terminal()
    )
}

fn checks(comparison: &Comparison) -> String {
    let null = &comparison.null;
    let base = &comparison.names[0];
    let found = if null.weeks_that_differ == 0 {
        "0 differences".to_string()
    } else {
        format!("differences in {} weeks", null.weeks_that_differ)
    };
    let twice = if null.worlds == 1 { "one world".to_string() } else { format!("{} worlds", null.worlds) };
    let mut text =
        cut(&format!("Null check: {base} lived twice in {twice}, {found} in {} cells.", null.cells), WIDTH)
            + "\n";
    for (name, prefix) in comparison.names.iter().skip(1).zip(&comparison.prefixes) {
        text += &format!("{}\n", cut(&format!("Prefix check: {name}: {}.", prefix_words(prefix)), WIDTH));
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
