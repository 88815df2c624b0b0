//! One page in Markdown for a meeting: what each package brings against the baseline, how surely, for whom,
//! at what cost, what breaks, and which causes the baseline's deficiencies have.

use crate::escape::{markdown, markdown_code};
use crate::language::{said, spoken, term};
use crate::measure::cost;
use crate::measure::window::Window;
use crate::report::answers::compare_costs::{heading, place, prices};
use crate::report::answers::decision_opening::{effects_in_points, in_draws, opening, yuan_in_draws};
use crate::report::answers::{decision_causes, decision_groups, decision_payers, decision_settings};
use crate::report::page::recommendation::TurningTold;
use crate::report::text::breaks;
use crate::report::text::draws::parameters_of_worlds;
use crate::report::text::format::{NumberFormat, Style, decimal, share};
use crate::report::text::names::called;
use crate::report::text::table::Table;
use crate::scenario::Scenario;
use crate::stats::paired::Estimate;
use crate::study::compare::comparison::Comparison;
use crate::study::compare::costs::{Cost, CostSums};
use crate::study::compare::frontier::FrontierStanding;
use crate::study::compare::prices::Good;
use crate::study::compare::ranking::METHOD;
use crate::study::diagnose::diagnosis::Diagnosis;
use crate::study::run::summary::RunSummary;
use crate::world::record::Measure;
use crate::world::record::deficiency::Deficiency;

const NONE: &str = "–";
/// What a package changes: measure and heading.
const CHANGES: [(&str, &str); 4] = [
    ("participation", "come in a week"),
    ("utilization", "seat-hours used"),
    ("volunteers", "volunteers"),
    ("willingness", "willing to take part"),
];
/// What a page is made of beside the comparison.
pub(crate) struct DecisionParts<'a> {
    /// Where deficiencies come from; without it that part is left out.
    pub diagnosis: Option<&'a Diagnosis>,
    /// The scenarios, the baseline first.
    pub scenarios: &'a [Scenario],
    /// What would turn the recommendation, where draws were lived.
    pub turning: Option<&'a TurningTold<'a>>,
    /// Seed of all worlds.
    pub seed: u64,
    /// The command that makes the page again.
    pub command: &'a str,
}

/// The page.
pub(crate) fn page((comparison, answers): (&Comparison, &[RunSummary]), parts: &DecisionParts) -> String {
    let DecisionParts { diagnosis, scenarios, turning, seed, command } = *parts;
    let base = markdown_code(comparison.base_name());
    let mut page = opening(comparison, turning, seed, command);
    page += &section(term("What changes"), &changes(comparison, answers));
    page += &section(term("The four deficiencies, points (less is better)"), &deficiencies(comparison));
    page += &section(term("At what cost, yuan"), &money(comparison));
    let payers = packages(comparison, "package", decision_payers::columns(comparison));
    page += &section(
        term("Who bears it, yuan a year more"),
        &format!("{payers}\n{}\n", decision_payers::about()),
    );
    let for_whom = packages(comparison, "package", decision_groups::columns(comparison));
    let for_whom = format!("{}\n\n{for_whom}", decision_groups::about(comparison));
    page += &section(term("For whom"), &for_whom);
    if let Some(diagnosis) = diagnosis {
        page += &section(
            &said!("Where the deficiencies of {base} come from"),
            &decision_causes::causes(comparison, diagnosis),
        );
        page += &section("Why", &decision_causes::why(diagnosis));
    }
    page += &section(term("What each package sets"), &decision_settings::settings(scenarios));
    page + &section(term("How this was found"), &method(comparison, scenarios))
}

fn section(title: &str, text: &str) -> String {
    format!("\n## {title}\n\n{text}")
}

/// A table of packages from its columns: a heading and a cell for each package.
fn packages<Head: AsRef<str>>(
    comparison: &Comparison,
    first: &str,
    columns: Vec<(Head, Vec<String>)>,
) -> String {
    let heads = columns.iter().map(|column| called(column.0.as_ref()));
    let mut table = Table::new(std::iter::once(called(first)).chain(heads));
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
    let better = |at: usize| {
        in_draws(comparison, at).or_else(|| Some(said!("{} of worlds", share(main(at)?.p_better?))))
    };
    columns.push((term("better in"), each(comparison, better)));
    let lost = |at: usize| lost(comparison, answers, at);
    columns.push((term("contract lost in"), each(comparison, lost)));
    columns.push((
        term("worlds to settle"),
        each(comparison, |at| Some(main(at)?.pairs_to_settle?.to_string())),
    ));
    let own = lost(comparison.baseline).unwrap_or_default();
    said!(
        "{}\nPoints of a share. “k of n, ≤ p” stands where all but k of the n worlds show the same \
         difference: there \
         is no interval; in all but p of all worlds it is that difference (95%). After an interval it says \
         that k of the n worlds lie far off (in one of the two histories something else happens as well), \
         where they lie, and that at most p of all do: difference and interval are those of the others. \
         “Better in” and “worlds to \
         settle” speak of `{}`; so many worlds settle the sign with a chance of 80%. {}\n",
        packages(comparison, "package", columns),
        comparison.ranked().name,
        about_lost(comparison, &own),
    )
}

/// In how many worlds the first operator lost its contract; where draws were lived, in which share of the
/// worlds of all of them.
fn lost(comparison: &Comparison, answers: &[RunSummary], at: usize) -> Option<String> {
    if let Some(known) = &comparison.known {
        return known.standing(comparison.name(at))?.contract_lost.map(share);
    }
    answers.get(at).map(|answer| said!("{} of {}", answer.signs.lost.0, answer.signs.lost.1))
}

/// What the column of lost contracts holds, and the baseline's own.
fn about_lost(comparison: &Comparison, own: &str) -> String {
    let base = comparison.base_name();
    if let Some(known) = &comparison.known {
        let with = parameters_of_worlds(spoken(), known.from);
        return said!(
            "“Worlds to settle” are told {with}. “Contract lost in”: share of the worlds \
             of all draws in which the first operator lost its contract, after which a successor is what is \
             measured (`{base}` itself: {own})."
        );
    }
    said!(
        "“Contract lost in”: worlds in which the first operator lost its contract, after which a successor \
         is what is measured (`{base}` itself: {own})."
    )
}

fn deficiencies(comparison: &Comparison) -> String {
    let columns = Deficiency::ALL.map(|d| (heading(d), effects_in_points(comparison, d.name())));
    packages(comparison, "package", columns.into())
}

fn money(comparison: &Comparison) -> String {
    let (costs, standings) = (comparison.costs(), comparison.standings());
    let standing = |at: usize| standings.get(at);
    let placed =
        |s: &FrontierStanding| place(s, |by| said!("dominated by {}", markdown_code(comparison.name(by))));
    let step = |at: usize| standing(at)?.step.map(|step| Style::Money.value(step / 100.0));
    let extra = |of: fn(&Cost) -> &CostSums| {
        let cell = |cost: &Cost| of(cost).extra_last_year.as_ref().map_or(NONE.into(), yuan);
        costs.iter().map(cell).collect::<Vec<String>>()
    };
    let drawn = |measure: Option<&'static Measure>, by_chance: Vec<String>| {
        measure.and_then(|measure| yuan_in_draws(comparison, measure)).unwrap_or(by_chance)
    };
    let broken = |at: usize| broken(comparison, at);
    let columns = vec![
        (term("what breaks"), each(comparison, broken)),
        (term("extra full cost a year"), drawn(cost::counted(), extra(|cost| &cost.full))),
        (term("extra public cost a year"), drawn(cost::public(), extra(|cost| &cost.public))),
        (term("a visit more"), prices(&costs, Good::Visit)),
        (term("a person-week more"), prices(&costs, Good::PersonWeek)),
        (term("on the frontier"), each(comparison, |at| standing(at).map(placed))),
        (term("a year for a point of participation more"), each(comparison, step)),
    ];
    let points = Deficiency::ALL.map(|d| (heading(d), prices(&costs, Good::Point(d))));
    said!(
        "{}\nFull cost is everything that is used for the home, whoever bears it: public purses, the \
         organization, staff and suppliers who are not paid, the owner of the rooms. A price is Σ extra full \
         cost / Σ gain over the worlds (visits and person-weeks over all weeks). No \
         effect: the gain may be zero, so there is nothing to price. Cost open: the extra cost may be zero, \
         or \
         rests on too few worlds. A loss: money for less. \
         Less for less: it saves money and brings less. Saves and gains: it saves money and brings more, so \
         that no \
         ratio orders it. The frontier is that of full cost \
         against \
         participation in the last year; in brackets the share of resampled sets of worlds in which nothing \
         dominates the package; “dominated by” names a package that surely costs no more and does no less. \
         {} \
         {} \
         itself: {}; what breaks: {}.\n\n{}",
        packages(comparison, "package", columns),
        about_breaks(comparison),
        markdown_code(comparison.base_name()),
        standing(comparison.baseline).map_or(NONE.into(), placed),
        broken(comparison.baseline).unwrap_or_default(),
        packages(comparison, term("yuan a year for a point less"), points.into())
    )
}

/// What breaks in a package, in which share of draws where draws were lived.
fn broken(comparison: &Comparison, at: usize) -> Option<String> {
    if let Some(known) = &comparison.known {
        let standing = known.standing(comparison.name(at))?;
        return Some(breaks::in_draws(spoken(), standing));
    }
    comparison.breaks().get(at).map(|found| breaks::cell(spoken(), found))
}

/// What the column of what breaks holds, and what follows where something does.
fn about_breaks(comparison: &Comparison) -> String {
    let follows: String = match &comparison.known {
        Some(known) => {
            let with = parameters_of_worlds(spoken(), known.from);
            said!(
                "What breaks: share of draws in which it does. A package in which something breaks in more \
                 than half of them, or {with}, is not named first; one in which something breaks {with} does \
                 not compete."
            )
        }
        None => term("A package in which something breaks does not compete and is not named first.").into(),
    };
    format!("{follows} {}", breaks::bounds())
}

/// Extra money with its interval, or with the count that stands in its place.
fn yuan(e: &Estimate) -> String {
    NumberFormat::of(Style::Money, e.mean, e.interval).change_of(e)
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
        said!("at least {} times", decimal(least, 1))
    } else {
        term("not known from").into()
    };
    let method = term(METHOD);
    let titles: Vec<String> = scenarios
        .iter()
        .map(|s| format!("{}: {}", markdown_code(&s.name), markdown(called(&s.title))))
        .collect();
    said!(
        "- Packages: {}.\n- Ranking: {method}. The intervals of the tables are not adjusted for their \
         number.\n- Intervals: Student's t of paired differences, wider where their tails are heavy; where \
         all but a few worlds show the same difference there is a count instead. Fewer than six worlds far \
         off are left out and told beside the interval, which is drawn out to zero where they might turn its \
         sign; what is in no world that was lived is in no interval ([coverage.md](coverage.md)).\n- Pairing \
         saves worlds: for `{}` the variance of a difference of unpaired worlds is, whatever the package, \
         {pairing} that of paired ones.\n- Null check: the baseline against itself, {} of the weeks compared \
         differ ({} cells). Prefix check: {parted} weeks differ before a package may act.\n",
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
