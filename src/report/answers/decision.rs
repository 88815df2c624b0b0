//! One page in Markdown for a meeting: what each package brings against the baseline, how surely, for whom,
//! at what public cost, and which causes the baseline's deficiencies have.

use crate::measure::window::Window;
use crate::report::answers::compare::price;
use crate::report::answers::diagnose::finding;
use crate::report::text::format::Style;
use crate::scenario::Scenario;
use crate::stats::paired::{Estimate, Paired};
use crate::study::compare::Comparison;
use crate::study::compare::frontier::FrontierStanding;
use crate::study::compare::groups::{last_year, left_out};
use crate::study::compare::ranking::METHOD;
use crate::study::diagnose::causes::CAUSES;
use crate::study::diagnose::diagnosis::{DeficiencyCauses, Diagnosis, Share};
use crate::world::record::deficiency::Deficiency;

const NONE: &str = "–";
/// What a package changes: measure and heading.
const CHANGES: [(&str, &str); 4] = [
    ("participation", "come in a week"),
    ("utilization", "seat-hours used"),
    ("volunteers", "volunteers"),
    ("willingness", "willing to take part"),
];
/// The deficiencies, and the goods that price a point of each.
const DEFICIENCIES: [(&str, &str, &str); 4] = [
    (Deficiency::Service.name(), "service_point", "service"),
    (Deficiency::Institution.name(), "institution_point", "institution"),
    (Deficiency::Brand.name(), "brand_point", "brand"),
    (Deficiency::Nonprofit.name(), "nonprofit_point", "non-profit"),
];

/// The page; `command` makes it again. Without a diagnosis its part is left out.
pub fn page(
    comparison: &Comparison,
    diagnosis: Option<&Diagnosis>,
    scenarios: &[Scenario],
    seed: u64,
    command: &str,
) -> String {
    let base = &comparison.names[0];
    let worlds = comparison.worlds;
    let mut page = format!(
        "# What each suggestion brings\n\nMade by `{command}`: do not edit by hand.\n\nEvery package lives \
            in the same {worlds} random worlds \
         (seed {seed}) as `{base}`. Numbers are differences from `{base}` in the last year, world by world, with their 95 % interval; \
         points are hundredths. An interval holds the chance of the worlds, not the doubt about the model's assumptions.\n\n"
    );
    page += &ranking(comparison);
    page += &section("What changes", &changes(comparison));
    page += &section("The four deficiencies, points (less is better)", &deficiencies(comparison));
    page += &section("At what public cost, yuan", &money(comparison));
    page += &section("For whom", &whom(comparison));
    if let Some(diagnosis) = diagnosis {
        page += &section(&format!("Where the deficiencies of `{base}` come from"), &causes(diagnosis));
        page += &section("Why", &why(diagnosis));
    }
    page + &section("How this was found", &method(comparison, scenarios))
}

fn section(title: &str, text: &str) -> String {
    format!("\n## {title}\n\n{text}")
}

/// A table in Markdown.
fn table(heading: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let line = |cells: &[String]| {
        format!("| {} |\n", cells.iter().map(|c| c.replace('|', "\\|")).collect::<Vec<_>>().join(" | "))
    };
    let mut text = line(&heading.iter().map(|h| h.to_string()).collect::<Vec<_>>());
    text += &format!("|{}\n", "---|".repeat(heading.len()));
    text + &rows.into_iter().map(|row| line(&row)).collect::<String>()
}

fn named(comparison: &Comparison, group: &[usize]) -> String {
    group.iter().map(|at| format!("`{}`", comparison.names[*at])).collect::<Vec<_>>().join(", ")
}

/// The ranking in sentences: only what can be told apart.
fn ranking(comparison: &Comparison) -> String {
    let m = comparison.measure;
    let groups = &comparison.ranking.groups;
    let first = match groups.first().map(Vec::as_slice) {
        Some([one]) => {
            format!(
                "**By {}, {} comes first**, told apart from all others.",
                m.label.to_lowercase(),
                named(comparison, &[*one])
            )
        }
        Some(several) => {
            format!(
                "**By {}, there is no clear winner** among {}.",
                m.label.to_lowercase(),
                named(comparison, several)
            )
        }
        None => "There is nothing to rank.".into(),
    };
    let order: Vec<_> = groups
        .iter()
        .enumerate()
        .map(|(at, group)| format!("{}. {}", at + 1, named(comparison, group)))
        .collect();
    format!(
        "{first} Groups that can be told apart, best first (the order within a group is open):\n\n{}\n",
        order.join("\n")
    )
}

fn effect<'a>(comparison: &'a Comparison, at: usize, name: &str) -> Option<&'a Paired> {
    let window = Window::LastYear;
    let fits = |e: &&crate::study::compare::effects::Effect| {
        e.scenario == comparison.names[at] && e.measure == name && e.window == window
    };
    comparison.effects.iter().find(fits).map(|e| &e.paired)
}

/// A difference of a share or index in points with its interval.
fn in_points(paired: Option<&Paired>) -> String {
    let Some(paired) = paired else { return NONE.into() };
    interval(paired.diff, paired.interval)
}

fn interval(mean: f64, interval: Option<(f64, f64)>) -> String {
    let number = |value: f64| {
        format!("{:+.2}", 100.0 * value).replace("-0.00", "0.00").replace("+0.00", "0.00").replace('-', "−")
    };
    number(mean)
        + &interval.map_or(String::new(), |(low, high)| format!(" [{}, {}]", number(low), number(high)))
}

fn packages(comparison: &Comparison) -> impl Iterator<Item = (usize, String)> {
    comparison.names.iter().enumerate().skip(1).map(|(at, name)| (at, format!("`{name}`")))
}

fn changes(comparison: &Comparison) -> String {
    let heading: Vec<&str> = ["package"]
        .into_iter()
        .chain(CHANGES.map(|c| c.1))
        .chain(["better in", "worlds to settle"])
        .collect();
    let row = |(at, name): (usize, String)| {
        let main = effect(comparison, at, comparison.measure.name);
        let better =
            main.and_then(|p| p.p_better).map_or(NONE.into(), |p| format!("{:.0} % of worlds", 100.0 * p));
        let settle = main.and_then(|p| p.pairs_to_settle).map_or(NONE.into(), |n| n.to_string());
        let cells = CHANGES.map(|(name, _)| in_points(effect(comparison, at, name)));
        [name].into_iter().chain(cells).chain([better, settle]).collect()
    };
    format!(
        "{}\nPoints of a share. The last two columns speak of `{}`.\n",
        table(&heading, packages(comparison).map(row)),
        comparison.measure.name
    )
}

fn deficiencies(comparison: &Comparison) -> String {
    let heading: Vec<&str> = ["package"].into_iter().chain(DEFICIENCIES.map(|d| d.2)).collect();
    let row = |(at, name): (usize, String)| {
        [name].into_iter().chain(DEFICIENCIES.map(|d| in_points(effect(comparison, at, d.0)))).collect()
    };
    table(&heading, packages(comparison).map(row))
}

fn money(comparison: &Comparison) -> String {
    let heading = [
        "package",
        "extra a year",
        "a visit more",
        "a person-week more",
        "on the frontier",
        "a year for a point of participation more",
    ];
    let row = |(at, name): (usize, String)| {
        let cost = &comparison.costs[at - 1];
        let of = |good: &str| {
            cost.prices.iter().find(|p| p.good.name == good).map_or(NONE.into(), |p| price(p.price))
        };
        let extra = cost.extra_last_year.map_or(NONE.into(), |e| yuan(&e));
        let standing = comparison.standings.get(at);
        let place = standing.map_or(NONE.into(), |s| place(comparison, s));
        let step = standing.and_then(|s| s.step).map_or(NONE.into(), |step| Style::Money.value(step / 100.0));
        vec![name, extra, of("visit"), of("person_week"), place, step]
    };
    let points = |(at, name): (usize, String)| {
        let prices = &comparison.costs[at - 1].prices;
        let of =
            |good: &str| prices.iter().find(|p| p.good.name == good).map_or(NONE.into(), |p| price(p.price));
        [name].into_iter().chain(DEFICIENCIES.map(|d| of(d.1))).collect()
    };
    let heading_points: Vec<&str> =
        ["yuan a year for a point less"].into_iter().chain(DEFICIENCIES.map(|d| d.2)).collect();
    format!(
        "{}\nA price is Σ extra cost / Σ gain over the worlds (visits and person-weeks over all weeks). No \
            effect: the interval of the gain \
         holds zero, so there is nothing to price. A loss: money for less. A price below zero: it saves money and gains all the same. The frontier is that of public cost against participation in the \
         last year; in brackets the share of resampled sets of worlds in which nothing dominates the package. `{}` itself: {}.\n\n{}",
        table(&heading, packages(comparison).map(row)),
        comparison.names[0],
        comparison.standings.first().map_or(NONE.into(), |s| place(comparison, s)),
        table(&heading_points, packages(comparison).map(points))
    )
}

fn yuan(e: &Estimate) -> String {
    let ends = e.interval.map_or(String::new(), |(low, high)| {
        format!(" [{}, {}]", Style::Money.change(low), Style::Money.change(high))
    });
    Style::Money.change(e.mean) + &ends
}

fn place(comparison: &Comparison, standing: &FrontierStanding) -> String {
    let share = format!("({:.0} %)", 100.0 * standing.p_frontier);
    standing
        .dominated_by
        .map_or(format!("yes {share}"), |by| format!("no: dominated by `{}` {share}", comparison.names[by]))
}

fn whom(comparison: &Comparison) -> String {
    let year = last_year(&comparison.groups);
    let rows = |measure: &'static str| {
        comparison.groups.iter().filter(move |e| e.key.0 == year && e.key.3 == measure)
    };
    let mut groups: Vec<(&str, &str)> = Vec::new();
    for row in rows("participation").filter(|e| !["all", "adult"].contains(&e.key.1)) {
        if !groups.contains(&(row.key.1, row.key.2)) {
            groups.push((row.key.1, row.key.2));
        }
    }
    let heading: Vec<&str> = ["package"]
        .into_iter()
        .chain(groups.iter().map(|g| g.1))
        .chain(["visits by the top fifth", "most left out"])
        .collect();
    let row = |(at, label): (usize, String)| {
        let name = &comparison.names[at];
        let cell = |(kind, group): &(&str, &str)| {
            let found =
                rows("participation").find(|e| e.scenario == *name && e.key.1 == *kind && e.key.2 == *group);
            found.map_or(NONE.into(), |e| interval(e.paired.diff, e.paired.interval))
        };
        let top = rows("share_of_visits").find(|e| e.scenario == *name && e.key.1 == "concentration");
        let top = top.map_or(NONE.into(), |e| format!("{:.0} %", 100.0 * e.after));
        let out = left_out(&comparison.groups, name);
        let out = out.first().map_or(NONE.into(), |e| {
            format!("{}: {:.0} % never reached in the year", e.key.2, 100.0 - 100.0 * e.after)
        });
        [label].into_iter().chain(groups.iter().map(cell)).chain([top, out]).collect()
    };
    format!(
        "Change of weekly participation in the last whole year, points.\n\n{}",
        table(&heading, packages(comparison).map(row))
    )
}

fn causes(diagnosis: &Diagnosis) -> String {
    let heading: Vec<&str> = ["deficiency", "level", "all repaired", "total"]
        .into_iter()
        .chain(CAUSES.map(|c| c.name))
        .chain(["together"])
        .collect();
    let share = |share: &Share| interval(share.mean, share.interval);
    let row = |d: &DeficiencyCauses| {
        let surplus = d.interaction.surplus;
        let level = |e: &Estimate| format!("{:.1}", 100.0 * e.mean);
        let mut rows = vec![
            [
                d.label.clone(),
                level(&d.level_interval),
                level(&d.left),
                interval(d.total, d.total_interval.interval),
            ]
            .into_iter()
            .chain(d.causes.iter().map(share))
            .chain([format!("{} ({})", interval(surplus.mean, surplus.interval), d.interaction.kind.words())])
            .collect::<Vec<String>>(),
        ];
        for (name, part) in [("… by definition", &d.by_definition), ("… by behaviour", &d.behaviour)] {
            if let Some(part) = part {
                let cells = [
                    name.to_string(),
                    NONE.into(),
                    NONE.into(),
                    interval(part.total, part.total_interval.interval),
                ];
                rows.push(
                    cells.into_iter().chain(part.causes.iter().map(share)).chain([NONE.into()]).collect(),
                );
            }
        }
        rows
    };
    let sentences: String = diagnosis.deficiencies.iter().map(|d| format!("- {}\n", finding(d))).collect();
    let costs = diagnosis
        .costs
        .iter()
        .map(|cost| format!("{} {}", cost.name, cost.yuan_a_year.as_ref().map_or(NONE.into(), yuan)));
    format!(
        "{}\n{}\nHow many points of each deficiency the repair of each cause takes away: Shapley shares \
            over all eight coalitions of repaired \
         causes, which add up to the total. Together: the joint effect less the sum of single repairs. A whole repair costs the public, yuan a \
         year: {}.\n",
        sentences,
        table(&heading, diagnosis.deficiencies.iter().flat_map(row)),
        costs.collect::<Vec<_>>().join(", ")
    )
}

fn why(diagnosis: &Diagnosis) -> String {
    let Some(why) = &diagnosis.why else { return String::new() };
    let measures = why.measures();
    let heading: Vec<String> =
        ["link".to_string()].into_iter().chain(measures.iter().map(|m| m.label.to_string())).collect();
    let cell = |e: &Option<Estimate>| e.as_ref().map_or(NONE.into(), |e| interval(e.mean, e.interval));
    let whole = std::iter::once("**whole change**".to_string())
        .chain(measures.iter().map(|m| cell(&why.change(m.name))))
        .collect();
    let links = why.links.iter().map(|link| {
        std::iter::once(format!("{}: {}", link.name, link.meaning))
            .chain(measures.iter().map(|m| cell(&link.lost(m.name))))
            .collect()
    });
    let heading: Vec<&str> = heading.iter().map(String::as_str).collect();
    format!(
        "What of the change from the baseline to all causes repaired is lost when one link is held, week by \
            week, at what it is in the \
         baseline. Links work through one another: losses need not add up.\n\n{}",
        table(&heading, std::iter::once(whole).chain(links))
    )
}

fn method(comparison: &Comparison, scenarios: &[Scenario]) -> String {
    let (null, prefixes) = (comparison.null, &comparison.prefixes);
    let parted: u64 = prefixes.iter().map(|p| p.weeks_that_differ).sum();
    let gains = comparison
        .effects
        .iter()
        .filter(|e| e.measure == comparison.measure.name && e.window == Window::LastYear);
    let gains: Vec<f64> = gains.filter_map(|e| e.paired.variance_reduction).collect();
    let least = gains.iter().copied().fold(f64::INFINITY, f64::min);
    let pairing =
        if least.is_finite() { format!("at least {least:.1} times") } else { "not known from".into() };
    let titles: Vec<String> = scenarios.iter().map(|s| format!("`{}`: {}", s.name, s.title)).collect();
    format!(
        "- Packages: {}.\n- Ranking: {METHOD}. The intervals of the tables are not adjusted for their \
            number.\n- Intervals: Student's t of paired \
         differences, or a studentized bootstrap where these are skewed ([coverage.md](coverage.md)).\n- Pairing saves worlds: for `{}` the \
         variance of a difference of unpaired worlds is, whatever the package, {pairing} that of paired ones.\n- Null check: the baseline against itself, {} of the weeks \
         compared differ ({} cells). Prefix check: {parted} weeks differ before a package may act.\n",
        titles.join("; "),
        comparison.measure.name,
        null.weeks_that_differ,
        null.cells,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::compare::prices::GOODS;
    use crate::world::record::measure;

    #[test]
    fn every_column_is_a_measure_or_a_good() {
        assert!(
            CHANGES.iter().all(|c| measure(c.0).is_some())
                && DEFICIENCIES.iter().all(|d| measure(d.0).is_some())
        );
        assert!(DEFICIENCIES.iter().all(|d| GOODS.iter().any(|good| good.name == d.1)));
        assert_eq!(interval(-0.00001, Some((-0.001, 0.002))), "0.00 [−0.10, +0.20]");
        assert_eq!(table(&["a"], [vec!["x|y".to_string()]]), "| a |\n|---|\n| x\\|y |\n");
    }
}
