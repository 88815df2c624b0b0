//! The study of intervals as a page in Markdown.

use crate::escape::markdown_code;
use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::table::Table;
use crate::report::text::translate::Lang;
use crate::scenario::Scenario;
use crate::study::coverage::{CoverageCounts, CoverageDesign, Covered, CoveredPair, LOOKED_AT};
use crate::units::Week;

/// A share of fewer experiments than these says nothing.
const ENOUGH: u32 = 50;

/// The page: what was found of each pair of scenarios, all with the people and weeks of `base`. `command`
/// makes it again.
pub(crate) fn page(found: &[CoveredPair], base: &Scenario, design: CoverageDesign, command: &str) -> String {
    let people: u64 = base.blueprint.communities.iter().map(|place| u64::from(place.population())).sum();
    let weeks: Week = base.blueprint.weeks;
    let mut page = format!(
        "# Do the intervals hold what they promise?\n\nMade by `{command}`: do not edit by hand.\n\n\
         {} experiments on the simulator itself: each compares two scenarios in {} paired random \
         worlds ({people} residents, {weeks} weeks). \
         Its 95% interval of the difference in the last year is held against the mean difference over {} \
         other worlds. \
         Where the tails of the differences are light the interval is Student's t. Where they are heavy it \
         is whatever either of two intervals holds: a studentized bootstrap's, and that of Student with two \
         worlds more, one to each side, as far off as the farthest. \
         Where more than half of the worlds show the same difference and fewer than six another, there is no \
         interval, but a count, and a bound on the share of such worlds in all (one-sided 95%, Clopper and \
         Pearson); the last column says how often that bound holds. \
         With {} experiments a share lies between {} and {} by chance alone in 95 of 100 cases. *p*: that so \
         many or so few are held by chance, were it 95% (binomial, two-sided); among {} measures one below \
         0.05 is to be expected now and then.\n",
        design.experiments,
        design.worlds,
        design.truth,
        design.experiments,
        share(0.95 - by_chance(design.experiments)),
        share((0.95 + by_chance(design.experiments)).min(1.0)),
        LOOKED_AT.len(),
    );
    page += "\n";
    page += &overview(found).markdown();
    page += "\nThe last pair differs in luck only: ties reach one resident farther, which changes who knows \
        whom and nothing on average. What excludes zero there is a false alarm.\n";
    for CoveredPair { base, other, rows } in found {
        page += &format!("\n## {} against {}\n\n", markdown_code(other), markdown_code(base));
        page += &table(rows).markdown();
        page += &too_seldom(rows);
    }
    page
}

/// All intervals of each pair together.
fn overview(found: &[CoveredPair]) -> Table {
    let mut table = Table::new(["pair", "intervals", "hold the truth", "measure held least", "exclude zero"]);
    for CoveredPair { other, rows, .. } in found {
        let sum = |of: fn(&Covered) -> u32| rows.iter().map(of).sum::<u32>();
        let (intervals, held) = (sum(|one| one.tally.intervals), sum(|one| one.tally.held));
        let least = rows
            .iter()
            .filter(|one| one.tally.intervals >= ENOUGH)
            .filter_map(|one| Some((one.share()?, one.measure.name)))
            .min_by(|a, b| a.0.total_cmp(&b.0));
        table.row([
            markdown_code(other),
            intervals.to_string(),
            ratio(held, intervals),
            least.map_or("–".into(), |(held, name)| format!("`{name}` {}", share(held))),
            ratio(sum(|one| one.tally.off_zero), intervals),
        ]);
    }
    table
}

/// A share of experiments.
fn ratio(hits: u32, of: u32) -> String {
    if of == 0 { "–".into() } else { share(f64::from(hits) / f64::from(of)) }
}

/// Names the measures whose intervals hold too seldom.
fn too_seldom(found: &[Covered]) -> String {
    let enough = found.iter().filter(|one| one.tally.intervals >= ENOUGH);
    let seldom =
        |one: &&Covered| one.share().is_some_and(|held| held < 0.95 - by_chance(one.tally.intervals));
    let names: Vec<String> = enough.filter(seldom).map(|one| format!("`{}`", one.measure.name)).collect();
    if found.iter().all(|one| one.tally.intervals < ENOUGH) {
        return format!("\nNo measure has {ENOUGH} intervals: that few judge none.\n");
    }
    if names.is_empty() {
        return "\nNo measure is held less often than chance allows.\n".into();
    }
    format!(
        "\nHeld less often than chance allows: {}. In few worlds an event comes in one history only (a \
         manager goes, a contract is lost) and moves the measure far; a sample in which it does not happen \
         shows nothing of it. Use more worlds for these.\n",
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
        "with an interval",
        "hold the truth",
        "p",
        "exclude zero",
        "bounds that hold",
    ]);
    for one in found {
        let half = 0.5 * one.width;
        let ends = (one.tally.intervals > 0).then_some((one.truth - half, one.truth + half));
        let format = NumberFormat::of(Style::of(one.measure), one.truth, ends);
        let CoverageCounts { intervals, held, off_zero, counts, bounded } = one.tally;
        let width = format.distance_in(Lang::En, one.width);
        table.row([
            format!("`{}`", one.measure.name),
            format.change(one.truth),
            if intervals > 0 { width } else { "–".into() },
            ratio(intervals, intervals + counts),
            ratio(held, intervals),
            one.p.map_or("–".into(), |p| Style::Coefficient.value(p)),
            ratio(off_zero, intervals),
            ratio(bounded, counts),
        ]);
    }
    table
}

fn share(share: f64) -> String {
    Style::Share.value(share)
}
