//! The study of intervals as a page in Markdown.

use crate::escape::markdown_code;
use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::table::Table;
use crate::report::text::translate::Lang;
use crate::scenario::Scenario;
use crate::study::coverage::{CoverageDesign, Covered};
use crate::units::Week;

/// The page; `command` makes it again.
pub(crate) fn page(
    found: &[Covered],
    scenarios: (&Scenario, &Scenario),
    design: CoverageDesign,
    command: &str,
) -> String {
    let (base, other) = scenarios;
    let people: u64 = base.blueprint.communities.iter().map(|place| u64::from(place.population())).sum();
    let weeks: Week = base.blueprint.weeks;
    let mut page = format!(
        "# Do the intervals hold what they promise?\n\nMade by `{command}`: do not edit by hand.\n\n\
         {} experiments on the simulator itself: each compares {} with {} in {} paired random worlds \
         ({people} residents, {weeks} weeks). \
         Its 95% interval of the difference in the last year is held against the mean difference over {} \
         other worlds. \
         Intervals are Student's t, or a studentized bootstrap where the differences of an experiment are \
         skewed (the last column says \
         how often). With {} experiments a share lies between {} and {} by chance alone in 95 of 100 \
         cases.\n\n",
        design.experiments,
        markdown_code(&base.name),
        markdown_code(&other.name),
        design.worlds,
        design.truth,
        design.experiments,
        share(0.95 - by_chance(design.experiments)),
        share((0.95 + by_chance(design.experiments)).min(1.0)),
    );
    page += &table(found).markdown();
    page += &too_seldom(found);
    page + &together(found)
}

/// All intervals together.
fn together(found: &[Covered]) -> String {
    let (of, hits) = found.iter().fold((0, 0), |sum, one| (sum.0 + one.count.0, sum.1 + one.count.1));
    format!(
        "\nAll together {} of {of} intervals. The measures of one experiment depend on one another, so that \
            the pooled share is not as sure as \
         its number of intervals suggests. *p*: that so many or so few are held by chance, were it 95%; \
         among {} measures one below 0.05 \
         is to be expected now and then.\n",
        share(f64::from(hits) / f64::from(of.max(1))),
        found.len(),
    )
}

/// Names the measures whose intervals hold too seldom.
fn too_seldom(found: &[Covered]) -> String {
    let seldom = |one: &&Covered| one.share() < 0.95 - by_chance(one.count.0);
    let names: Vec<String> =
        found.iter().filter(seldom).map(|one| format!("`{}`", one.measure.name)).collect();
    if names.is_empty() {
        return "\nNo measure is held less often than chance allows.\n".into();
    }
    format!(
        "\nHeld less often than chance allows: {}. Their differences rest on rare events or a few large \
            sums (a gift, a volunteer more or \
         less): with so few residents and worlds the tail is seldom seen. Use more worlds for these.\n",
        names.join(", ")
    )
}

/// Half the width of the interval of a share of 95% over so many experiments.
fn by_chance(experiments: u32) -> f64 {
    1.96 * libm::sqrt(0.95 * 0.05 / f64::from(experiments.max(1)))
}

fn table(found: &[Covered]) -> Table {
    let mut table = Table::new([
        "measure",
        "difference",
        "mean width of an interval",
        "intervals that hold it",
        "p",
        "by bootstrap",
    ]);
    for one in found {
        let half = 0.5 * one.width;
        let style = Style::of(one.measure.unit);
        let format = NumberFormat::of(style, one.truth, Some((one.truth - half, one.truth + half)));
        table.row([
            format!("`{}`", one.measure.name),
            format.change(one.truth),
            format.distance_in(Lang::En, one.width),
            share(one.share()),
            one.p.map_or("–".into(), |p| Style::Index.value(p)),
            share(f64::from(one.count.2) / f64::from(one.count.0.max(1))),
        ]);
    }
    table
}

fn share(share: f64) -> String {
    Style::Share.value(share)
}
