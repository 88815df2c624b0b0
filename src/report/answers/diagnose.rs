//! The answer of `diagnose` for the terminal: the four deficiencies, their causes, levers, and why.

use crate::escape::line;
use crate::language::{said, term};
use crate::report::answers::diagnose_known::{format_of, known_causes};
use crate::report::answers::run::Emphasis;
use crate::report::text::cells::cut;
use crate::report::text::format::{NumberFormat, Style, few_others, percent};
use crate::report::text::names::called;
use crate::report::text::screen;
use crate::report::text::table::{Table, wrap};
use crate::scenario::draws_from::DrawsFrom;
use crate::stats::paired::Estimate;
use crate::study::diagnose::by_lever::ENOUGH;
use crate::study::diagnose::causes::CAUSES;
use crate::study::diagnose::diagnosis::{
    ByLever, CauseCost, CauseFraction, DeficiencyCauses, Diagnosis, EqualCost, Share,
};
use crate::study::diagnose::headline::Headline;
use crate::study::diagnose::trace::Trace;
use crate::world::record::measure;

const NONE: &str = "–";
/// Links and levers shown; the rest stands in the JSON.
const LONGEST: usize = 10;

/// Everything that a diagnosis says, in sections.
pub(crate) fn text(diagnosis: &Diagnosis, from: DrawsFrom, ink: Emphasis) -> String {
    let heading = |words: &str| {
        let words = cut(words, screen::cells());
        if ink == Emphasis::Bold { format!("\x1b[1m{words}\x1b[0m\n") } else { format!("{words}\n") }
    };
    let worlds = worlds(diagnosis.replicates);
    let mut text = heading(&format!("{} — {}", diagnosis.scenario, line(called(&diagnosis.title))));
    text += &wrap(
        &said!(
            "Deficiencies of the last year (0 solved … 100 severe) and how many points the repair of each \
                cause takes away: Shapley shares [95% interval], {worlds}"
        ),
        2,
    );
    text += &causes(&diagnosis.deficiencies);
    text += &findings(&diagnosis.deficiencies);
    text += &known_causes(diagnosis, from);
    text += &costs(term("Full cost of a whole repair a year"), &diagnosis.costs);
    text += "\n";
    text +=
        &heading(term("Do the causes work together? Joint effect minus the sum of single repairs, points"));
    text += &interactions(&diagnosis.deficiencies);
    if let Some(equal) = &diagnosis.equal_cost {
        text += "\n";
        text += &heading(&said!(
            "With {} yuan of full cost a year for each cause",
            Style::Money.value(equal.budget)
        ));
        text += &at_equal_cost(equal);
    }
    if let Some(levers) = &diagnosis.by_lever {
        text += "\n";
        text += &heading(term("Shares of single levers"));
        text += &by_lever(levers);
    }
    if let Some(why) = &diagnosis.why {
        text += "\n";
        text += &heading(&said!(
            "Why: what of the change in {} is lost when a link is held as it is now",
            called(&why.headline)
        ));
        text += &trace(why);
    }
    text
}

/// How many worlds the intervals rest on.
fn worlds(replicates: u32) -> String {
    if replicates == 1 { term("1 world, so no interval").into() } else { said!("{replicates} paired worlds") }
}

/// What the same money does for each cause.
fn at_equal_cost(equal: &EqualCost) -> String {
    let fraction = |f: &CauseFraction| format!("{} {}", called(&f.name), percent(f.fraction));
    let fractions: Vec<_> = equal.fractions.iter().map(fraction).collect();
    let mut text = wrap(&said!("Part of each repair that this buys: {}", fractions.join(term(", "))), 2);
    text += &costs(term("Full cost of these parts a year"), &equal.costs);
    text += &causes(&equal.deficiencies);
    text += &findings(&equal.deficiencies);
    text
}

/// A difference of an index in points (hundredths) that stands alone.
fn points(value: f64) -> String {
    format_of([(value, None)]).signed(value)
}

/// The same with its interval, or with the count that stands in its place.
fn estimate(e: &Estimate) -> String {
    format_of([(e.mean, e.interval)]).change_of(e)
}

fn causes(deficiencies: &[DeficiencyCauses]) -> String {
    let mut grid = Table::new(
        ["", term("level"), term("left"), term("total")]
            .into_iter()
            .chain(CAUSES.map(|cause| called(cause.key))),
    );
    let shares = deficiencies.iter().flat_map(|d| &d.causes);
    let format = format_of(shares.map(|share| (share.mean, share.interval)));
    let share = |share: &Share| format.change_of(&share.estimate());
    for d in deficiencies {
        let levels = [format.value(d.level), format.value(d.left.mean), format.signed(d.total)];
        let name = std::iter::once(called(d.deficiency.short()).to_string());
        grid.row(name.chain(levels).chain(d.causes.iter().map(share)));
        for (name, part) in [("  definition", &d.by_definition), ("  behaviour", &d.behaviour)] {
            if let Some(part) = part {
                let words = [called(name).to_string(), NONE.into(), NONE.into(), format.signed(part.total)];
                grid.row(words.into_iter().chain(part.causes.iter().map(share)));
            }
        }
    }
    grid.terminal()
}

fn findings(deficiencies: &[DeficiencyCauses]) -> String {
    deficiencies.iter().map(|d| wrap(&finding(d), 2)).collect()
}

/// What may be said of the largest cause of a deficiency, in a sentence.
pub(crate) fn finding(d: &DeficiencyCauses) -> String {
    let Some(share) = d.largest_share() else { return String::new() };
    let part = if d.behaviour.is_some() { term(" by behaviour") } else { "" };
    let mut size = said!("{} of {} points", estimate(&share.estimate()), points(d.total));
    if let Some(cause) = d.largest_over_draws() {
        size += &said!("; in {} of draws", percent(cause.largest));
    }
    let words = match d.headline() {
        Headline::Cause => said!("the largest cause{part} is {} ({size})", called(&share.name)),
        Headline::NoneLargest => {
            said!(
                "no cause{part} is surely the largest ({} has the largest share, {size})",
                called(&share.name)
            )
        }
        Headline::BothWays => {
            let all = |shares: Vec<&Share>| {
                let each = shares.iter().map(|s| format!("{} {}", called(&s.name), points(s.mean)));
                each.collect::<Vec<_>>().join(term(", "))
            };
            said!(
                "pulled both ways, {} points in all: repair of {} lessens it, of {} raises it",
                points(d.total),
                all(d.lessening().collect()),
                all(d.opposing().collect())
            )
        }
        Headline::Unexplained => {
            said!("not explained by these causes: all repairs together take away {} points", points(d.total))
        }
        Headline::NoCause => term("no cause can be named: no repair surely lessens it").to_string(),
    };
    said!("{}: {words}.", called(&d.label))
}

fn costs(words: &str, costs: &[CauseCost]) -> String {
    let cost = |cost: &CauseCost| {
        let yuan = |of: Option<Estimate>| of.map_or(NONE.into(), |c| Style::Money.change(c.mean));
        said!("{} {} (public {})", called(&cost.name), yuan(cost.yuan_a_year), yuan(cost.public_yuan_a_year))
    };
    wrap(&said!("{words}, yuan: {}", costs.iter().map(cost).collect::<Vec<_>>().join(term(", "))), 2)
}

fn interactions(deficiencies: &[DeficiencyCauses]) -> String {
    let pair = |(a, b): (usize, usize)| format!("{}×{}", called(CAUSES[a].key), called(CAUSES[b].key));
    let mut grid = Table::new([
        "".to_string(),
        term("all three").into(),
        "".into(),
        pair((0, 1)),
        pair((0, 2)),
        pair((1, 2)),
    ]);
    for d in deficiencies {
        let cells = [
            called(d.deficiency.short()).to_string(),
            estimate(&d.interaction.surplus),
            called(d.interaction.kind.words()).to_string(),
        ];
        grid.row(cells.into_iter().chain(d.interaction.pairs.iter().map(|pair| points(pair.surplus.mean))));
    }
    grid.terminal()
}

fn by_lever(levers: &ByLever) -> String {
    let mut text =
        said!("{} worlds, each with one random order of the levers and its reverse\n", levers.worlds);
    for d in &levers.deficiencies {
        text += &said!(
            "{}, total {} (largest error {} of the largest share)\n",
            called(d.deficiency.name()),
            estimate(&d.total),
            Style::Share.value(d.error)
        );
        for share in d.shares.iter().take(LONGEST).filter(|s| s.mean.abs() >= 0.0005) {
            text += &format!(
                "{}\n",
                cut(&format!("  {}  {}", estimate(&share.estimate()), called(&share.name)), screen::cells())
            );
        }
    }
    if !levers.enough {
        text += &said!(
            "The error stayed above {} for at least one deficiency: its small shares are unsure.\n",
            percent(ENOUGH)
        );
    }
    text
}

fn trace(why: &Trace) -> String {
    let style = measure(&why.headline).map_or(Style::Number, Style::of);
    let whole = why.change(&why.headline);
    let lost = why.links.iter().take(LONGEST).filter_map(|link| link.lost(&why.headline));
    let format = NumberFormat::column(style, lost.chain(whole).map(|e| (e.mean, e.interval)));
    let words = |e: &Option<Estimate>| e.as_ref().map_or(NONE.into(), |e| format.change(e.mean));
    let interval = |e: &Option<Estimate>| {
        let e = e.as_ref();
        let ends = e.and_then(|e| e.interval).map(|ends| format.change_interval(ends));
        ends.or_else(|| few_others(e?)).unwrap_or_else(|| NONE.into())
    };
    let mut grid = Table::new(["link held", "lost", "95% interval", "of the change"].map(term));
    for link in why.links.iter().take(LONGEST) {
        let lost = link.lost(&why.headline);
        let part = whole.zip(lost).filter(|(whole, _)| whole.sure_sign() != 0).map(|(w, l)| l.mean / w.mean);
        grid.row([
            called(&link.name).to_string(),
            words(&lost),
            interval(&lost),
            part.map_or(NONE.into(), percent),
        ]);
    }
    let change = said!("Whole change with all causes repaired: {} ({})", words(&whole), interval(&whole));
    let note = term("Links work through one another: the losses need not add up to the change.");
    format!("{change}\n{}{}{note}\n", grid.terminal(), carriers(why))
}

/// For each further measure, the links that carried most of its change.
fn carriers(why: &Trace) -> String {
    let sentence = |measure: &&crate::world::record::Measure| {
        let change = why.change(measure.name).filter(|change| change.sure_sign() != 0)?;
        let sign = f64::from(change.sure_sign());
        let mut carried: Vec<_> =
            why.links.iter().filter_map(|link| Some((&link.name, link.lost(measure.name)?))).collect();
        carried.retain(|(_, lost)| lost.sure_sign() == change.sure_sign());
        carried.sort_by(|a, b| (b.1.mean * sign).total_cmp(&(a.1.mean * sign)));
        let words: Vec<_> = carried
            .iter()
            .take(3)
            .map(|(name, lost)| format!("{} {}", called(name), points(lost.mean)))
            .collect();
        let words = if words.is_empty() { term("no link alone").into() } else { words.join(term(", ")) };
        Some(wrap(&said!("{} {}: carried by {words}", called(measure.name), points(change.mean)), 2))
    };
    why.measures().iter().skip(1).filter_map(sentence).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_there_is_no_interval_the_count_of_worlds_stands() {
        let few = Estimate::of(&[0.0, 0.0, 0.0, 0.3, 0.0, 0.0, 0.0], 1).unwrap();
        assert!(estimate(&few).contains("(1 of 7, ≤ "), "{}", estimate(&few));
        let many = Estimate::of(&[0.10, 0.12, 0.14, 0.11, 0.13], 1).unwrap();
        assert_eq!(estimate(&many).matches(" to ").count(), 1, "{}", estimate(&many));
        assert!(!estimate(&many).contains(" of "), "{}", estimate(&many));
    }
}
