//! The money of `compare` for the terminal: what packages cost, what one more unit costs, who stands on the
//! efficient frontier, and what breaks. `decision` words its prices the same way.

use crate::language::{said, term};
use crate::measure::cost::PUBLIC_COST;
use crate::measure::window::Window;
use crate::report::text::breaks;
use crate::report::text::cells::cut;
use crate::report::text::format::{NumberFormat, Style, percent};
use crate::report::text::names::called;
use crate::report::text::table::{Table, wrap};
use crate::report::text::translate::Lang;
use crate::stats::paired::Estimate;
use crate::study::compare::comparison::Comparison;
use crate::study::compare::costs::Cost;
use crate::study::compare::frontier::FrontierStanding;
use crate::study::compare::prices::{Good, Price};
use crate::study::compare::purposes::PurposeCost;
use crate::world::record::deficiency::Deficiency;

const NONE: &str = "–";

/// What one more unit of a good costs with each package, in words with the same decimals.
pub(crate) fn prices(costs: &[Cost], good: Good) -> Vec<String> {
    let of = |cost: &Cost| cost.prices.iter().find(|p| p.good == good).map(|p| p.price);
    let all: Vec<Option<Price>> = costs.iter().map(of).collect();
    let known = all.iter().flatten().filter_map(|price| match price {
        Price::Yuan { value, interval } if *value >= 0.0 => Some((*value, *interval)),
        Price::Yuan { .. } | Price::NoEffect | Price::CostOpen | Price::Loss => None,
    });
    let format = NumberFormat::column(Style::Price, known);
    let words = |(cost, price): (&Cost, Price)| match price {
        Price::NoEffect => term("no effect").into(),
        Price::CostOpen => term("cost open").into(),
        Price::Loss if saves(cost) => term("less for less").into(),
        Price::Loss => term("a loss").into(),
        // A ratio below zero orders nothing: the more is gained, the nearer it is to zero.
        Price::Yuan { value, .. } if value < 0.0 => term("saves and gains").into(),
        Price::Yuan { value, interval } => format.value_within(value, interval),
    };
    let priced = costs.iter().zip(all);
    priced.map(|(cost, price)| price.map_or(NONE.into(), |price| words((cost, price)))).collect()
}

/// Whether a package surely costs less than the baseline.
fn saves(cost: &Cost) -> bool {
    cost.full.extra_last_year.is_some_and(|extra| extra.sure_sign() < 0)
}

/// The heading of a deficiency's column.
pub(crate) const fn heading(deficiency: Deficiency) -> &'static str {
    match deficiency {
        Deficiency::Nonprofit => "non-profit",
        Deficiency::Service | Deficiency::Institution | Deficiency::Brand => deficiency.short(),
    }
}

fn change(estimate: Option<Estimate>) -> String {
    estimate.map_or(NONE.into(), |e| Style::Money.change(e.mean))
}

/// Extra cost and prices of every package, and what the extra money is for.
pub(crate) fn money(comparison: &Comparison) -> String {
    let mut table = Table::new(
        ["", "a year", "all weeks", "per visit", "per person-week", "per 4-week participant"].map(term),
    );
    let mut points =
        Table::new([term("a year per point")].into_iter().chain(Deficiency::ALL.map(|d| called(heading(d)))));
    let mut purposes = String::new();
    let costs = comparison.costs();
    let of_flows = [Good::Visit, Good::PersonWeek, Good::Participant].map(|good| prices(&costs, good));
    let of_points = Deficiency::ALL.map(|deficiency| prices(&costs, Good::Point(deficiency)));
    let names = comparison.others().into_iter().map(|at| comparison.name(at).to_string());
    for (row, (name, cost)) in names.zip(&costs).enumerate() {
        let extra = [name.clone(), change(cost.full.extra_last_year), change(cost.full.extra_whole)];
        table.row(extra.into_iter().chain(of_flows.iter().map(|column| column[row].clone())));
        points.row(std::iter::once(name.clone()).chain(of_points.iter().map(|column| column[row].clone())));
        let public = change(cost.public.extra_last_year);
        purposes += &wrap(&format!("{name}: {public}: {}", by_purpose(cost)), 2);
    }
    said!(
        "{}{}Extra public cost of the last year, and by purpose:\n{purposes}",
        table.terminal(),
        points.terminal()
    )
}

fn by_purpose(cost: &Cost) -> String {
    let shown = |e: &Estimate| e.mean.abs() >= 0.5;
    let word = |cost: &PurposeCost| {
        let change = Style::Money.change(cost.last_year.mean);
        shown(&cost.last_year).then(|| format!("{} {change}", called(cost.purpose.name())))
    };
    let words: Vec<_> = cost.purposes.iter().filter_map(word).collect();
    if words.is_empty() { term("nothing").into() } else { words.join(term(", ")) }
}

/// Every scenario by its full cost, and whether another one dominates it or something breaks in it.
pub(crate) fn frontier(comparison: &Comparison) -> String {
    let mut table = Table::new(
        ["", "full cost", "public cost", "participation", "on the frontier", "a point more"].map(term),
    );
    let effects = comparison.effects.iter();
    let effects = effects.filter(|e| e.measure == "participation" && e.window == Window::LastYear);
    let participation =
        NumberFormat::column(Style::Share, effects.map(|e| (e.paired.diff, e.paired.interval)));
    let public = |at: usize| comparison.last_year(at, PUBLIC_COST).map(|yuan| Style::Money.value(yuan));
    for (at, standing) in by_cost(&comparison.standings()) {
        table.row([
            comparison.name(at).to_string(),
            Style::Money.value(standing.cost),
            public(at).unwrap_or_else(|| NONE.into()),
            participation.value(standing.effect),
            place(&standing, |by| cut(comparison.name(by), 20)),
            standing.step.map_or(NONE.into(), |step| Style::Money.value(step / 100.0)),
        ]);
    }
    let note = term(
        "Cost in yuan; a point more: yuan of full cost a year for one point more of \
    participation, from \
                the row above on the frontier. In brackets: share of resampled sets of worlds in which no \
                package dominates it. Beaten by a mixture (extended dominance): of two others, \
                one here and one there would bring \
                more for the same money. A package in which something breaks does not compete.",
    );
    table.terminal() + &wrap(note, 0)
}

/// Scenarios by their full cost, each with its place.
fn by_cost(standings: &[FrontierStanding]) -> Vec<(usize, FrontierStanding)> {
    let mut order: Vec<(usize, FrontierStanding)> = standings.iter().copied().enumerate().collect();
    order.sort_by(|(_, a), (_, b)| a.cost.total_cmp(&b.cost));
    order
}

/// Whether a package stands on the frontier, how surely, and why not.
pub(crate) fn place(standing: &FrontierStanding, named: impl Fn(usize) -> String) -> String {
    let share = percent(standing.p_frontier);
    match (standing.broken, standing.dominated_by) {
        (Some(broken), _) => said!("no: {}", breaks::words(Lang::En, broken)),
        (None, Some(by)) => said!("no: {} ({share})", named(by)),
        (None, None) if !standing.corner => said!("beaten by a mixture ({share})"),
        (None, None) => said!("yes ({share})"),
    }
}

/// What breaks in each scenario, and who lost its contract.
pub(crate) fn broken(comparison: &Comparison) -> String {
    let mut table = Table::new(["", "what breaks", "contract lost in"].map(term));
    for (case, found) in comparison.cases.iter().zip(comparison.breaks()) {
        table.row([case.name.clone(), breaks::cell(Lang::En, &found), breaks::contracts_lost(&found)]);
    }
    table.terminal() + &wrap(&breaks::bounds(), 0)
}

/// The scenarios in which something breaks, each with the worst of it; nothing where all hold.
pub(crate) fn not_named(comparison: &Comparison, named: impl Fn(&str) -> String) -> Option<String> {
    let worst = comparison.cases.iter().zip(comparison.breaks()).filter_map(|(case, found)| {
        Some(format!("{} ({})", named(&case.name), breaks::words(Lang::En, found.worst()?)))
    });
    let all: Vec<String> = worst.collect();
    (!all.is_empty()).then(|| said!("Not named first, because something breaks: {}.", all.join(term(", "))))
}
