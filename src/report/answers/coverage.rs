//! The study of intervals as a page in Markdown.

use crate::escape::markdown_code;
use crate::language::{said, term};
use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::table::Table;
use crate::report::text::translate::Lang;
use crate::scenario::Scenario;
use crate::study::coverage::{CoverageCounts, CoverageDesign, Covered, CoveredPair, LOOKED_AT};
use crate::units::Week;

/// A share of fewer experiments than these says nothing.
const ENOUGH: u32 = 50;

/// How an interval is made and what it speaks of.
const RULES: &str = "\
    1. Where more than half of the worlds show the same difference and fewer than six another, there \
    is no interval, but a count, and a bound on the share of such worlds in all (one-sided 95%, \
    Clopper and Pearson).\n\
    2. Where fewer than six worlds lie far off (by more than seven standard deviations, taken from the \
    four of five worlds nearest to the median), difference and interval are those of the others; how \
    many lie far off is told, where, and the same bound on their share in all. An interval whose sign \
    those few might turn, were they as many as the bound allows, is drawn out to zero. Nothing is left \
    out where six or more lie far off, with fewer than 20 worlds, or of money, which adds up to sums.\n\
    3. Where the tails of what is left are light the interval is Student's t. Where they are heavy it \
    is whatever either of two intervals holds: a studentized bootstrap's, and that of Student with two \
    worlds more, one to each side, as far off as the farthest.\n\
    \n\
    Why the second rule. In a few of a hundred worlds something comes in one of the two histories only \
    (a partner joins or leaves, a matter is carried out in time, wages come late), and moves the \
    measure by up to a hundred times what the package does to it elsewhere. An experiment that \
    meets none of these shows a narrow interval around another value than the mean of all worlds, and \
    no interval that is made of its numbers alone can know: one that left room for a jump not seen \
    would be wide by the jump, everywhere. So the page asks two things: whether the interval holds the \
    mean of the worlds no farther off than the experiment's own limits, and whether the bound holds \
    the share of those beyond. “Worlds meant” says how large a part that is, “hold the mean of all” \
    how often the same interval holds what it does not speak of. Where that is much less, the \
    difference in most worlds is not the whole effect, and the worlds told beside it belong to the \
    answer. The rule and its seven were chosen with the worlds of seed 1; pages of other seeds confirm \
    them.\n";

/// The page: what was found of each pair of scenarios, all with the people and weeks of `base`. `command`
/// makes it again.
pub(crate) fn page(found: &[CoveredPair], base: &Scenario, design: CoverageDesign, command: &str) -> String {
    let people: u64 = base.blueprint.communities.iter().map(|place| u64::from(place.population())).sum();
    let weeks: Week = base.blueprint.weeks;
    let mut page = said!(
        "# Do the intervals hold what they promise?\n\nMade by `{command}`: do not edit by hand.\n\n\
         {} experiments on the simulator itself: each compares two scenarios in {} paired random \
         worlds ({people} residents, {weeks} weeks). \
         Its 95% interval of the difference in the last year is held against the mean difference over {} \
         other worlds: those of them that it speaks of.\n\n",
        design.experiments,
        design.worlds,
        design.truth,
    );
    page += term(RULES);
    page += &said!(
        "\nWith {} experiments a share lies between {} and {} by chance alone in 95 of 100 cases. *p*: that \
         so many or so few are held by chance, were it 95% (binomial, two-sided); among {} measures one \
         below 0.05 is to be expected now and then.\n\n",
        design.experiments,
        share(0.95 - by_chance(design.experiments)),
        share((0.95 + by_chance(design.experiments)).min(1.0)),
        LOOKED_AT.len(),
    );
    page += &overview(found).markdown();
    page += term(
        "\nThe last pair differs in luck only: ties reach one resident farther, which changes who knows \
        whom and nothing on average. What excludes zero there is a false alarm.\n",
    );
    for CoveredPair { base, other, rows } in found {
        page += &said!("\n## {} against {}\n\n", markdown_code(other), markdown_code(base));
        page += &table(rows).markdown();
        page += &too_seldom(rows);
    }
    page
}

/// All intervals of each pair together.
fn overview(found: &[CoveredPair]) -> Table {
    let mut table = Table::new(
        ["pair", "intervals", "hold the truth", "measure held least", "exclude zero", "bounds that hold"]
            .map(term),
    );
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
            ratio(sum(|one| one.tally.bounded), sum(|one| one.tally.bounds)),
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
        return said!("\nNo measure has {ENOUGH} intervals: that few judge none.\n");
    }
    if names.is_empty() {
        return term("\nNo measure is held less often than chance allows.\n").into();
    }
    said!("\nHeld less often than chance allows: {}. Use more worlds for these.\n", names.join(term(", ")))
}

/// Half the width of the interval of a share of 95% over so many experiments.
fn by_chance(experiments: u32) -> f64 {
    1.96 * libm::sqrt(0.95 * 0.05 / f64::from(experiments.max(1)))
}

fn table(found: &[Covered]) -> Table {
    let mut table = Table::new(
        [
            "measure",
            "difference",
            "in worlds meant",
            "mean width of an interval",
            "with an interval",
            "hold the truth",
            "p",
            "exclude zero",
            "worlds meant",
            "hold the mean of all",
            "bounds that hold",
        ]
        .map(term),
    );
    for one in found {
        let half = 0.5 * one.width;
        let ends = (one.tally.intervals > 0).then_some((one.truth - half, one.truth + half));
        let format = NumberFormat::of(Style::of(one.measure), one.truth, ends);
        let CoverageCounts { intervals, held, held_all, off_zero, counts, bounds, bounded } = one.tally;
        let width = format.distance_in(Lang::En, one.width);
        table.row([
            format!("`{}`", one.measure.name),
            format.change(one.truth),
            one.most.map_or("–".into(), |most| format.change(most)),
            if intervals > 0 { width } else { "–".into() },
            ratio(intervals, intervals + counts),
            ratio(held, intervals),
            one.p.map_or("–".into(), |p| Style::Coefficient.value(p)),
            ratio(off_zero, intervals),
            one.meant.map_or("–".into(), share),
            ratio(held_all, intervals),
            ratio(bounded, bounds),
        ]);
    }
    table
}

fn share(share: f64) -> String {
    Style::Share.value(share)
}
