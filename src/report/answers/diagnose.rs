//! The answer of `diagnose` for the terminal: the four deficiencies, their causes, levers, and why.

use crate::report::answers::run::Emphasis;
use crate::report::text::format::{Style, cut};
use crate::report::text::table::{Table, WIDTH, wrap};
use crate::scenario::Scenario;
use crate::stats::paired::Estimate;
use crate::study::diagnose::by_lever::{ByLever, ENOUGH};
use crate::study::diagnose::causes::CAUSES;
use crate::study::diagnose::links::Trace;
use crate::study::diagnose::{DeficiencyCauses, Diagnosis, Share};

const NONE: &str = "–";
/// Links and levers shown; the rest stands in the JSON.
const LONGEST: usize = 10;

/// Everything that a diagnosis says, in sections.
pub fn text(diagnosis: &Diagnosis, scenario: &Scenario, ink: Emphasis) -> String {
    let heading = |words: &str| {
        let words = cut(words, WIDTH);
        if ink == Emphasis::Bold { format!("\x1b[1m{words}\x1b[0m\n") } else { format!("{words}\n") }
    };
    let worlds = diagnosis.replicates;
    let worlds =
        if worlds == 1 { "1 world, so no interval".into() } else { format!("{worlds} paired worlds") };
    let mut text = heading(&format!("{} — {}", scenario.name, scenario.title));
    text += &wrap(
        &format!(
            "Deficiencies of the last year (0 solved … 100 severe) and how many points the repair of each \
                cause takes away: Shapley shares [95% interval], {worlds}"
        ),
        2,
    );
    text += &causes(&diagnosis.deficiencies);
    text += &findings(&diagnosis.deficiencies);
    text += &costs("Public cost of a whole repair a year", &diagnosis.costs);
    text += "\n";
    text += &heading("Do the causes work together? Joint effect minus the sum of single repairs, points");
    text += &interactions(&diagnosis.deficiencies);
    if let Some(equal) = &diagnosis.equal_cost {
        text += "\n";
        text += &heading(&format!("With {} yuan a year for each cause", Style::Money.value(equal.budget)));
        let fraction = |at: usize| format!("{} {:.0}%", CAUSES[at].name, equal.fractions[at] * 100.0);
        let fractions: Vec<_> = (0..CAUSES.len()).map(fraction).collect();
        text += &wrap(&format!("Part of each repair that this buys: {}", fractions.join(", ")), 2);
        text += &costs("Public cost of these parts a year", &equal.costs);
        text += &causes(&equal.deficiencies);
        text += &findings(&equal.deficiencies);
    }
    if let Some(levers) = &diagnosis.by_lever {
        text += "\n";
        text += &heading("Shares of single levers");
        text += &by_lever(levers);
    }
    if let Some(why) = &diagnosis.why {
        text += "\n";
        text += &heading(&format!(
            "Why: what of the change in {} is lost when a link is held as it is now",
            why.measures[0].name
        ));
        text += &trace(why);
    }
    text
}

/// A difference of an index in points (hundredths), with its sign.
fn points(value: f64) -> String {
    let words = format!("{:.1}", 100.0 * value.abs());
    let sign = if words == "0.0" {
        ""
    } else if value < 0.0 {
        "−"
    } else {
        "+"
    };
    format!("{sign}{words}")
}

/// The same with its interval.
fn estimate(e: &Estimate) -> String {
    let interval = e.interval.map(|(low, high)| format!(" ({}…{})", points(low), points(high)));
    points(e.mean) + &interval.unwrap_or_default()
}

/// `service` of `deficiency_service`.
fn short(d: &DeficiencyCauses) -> &'static str {
    d.measure.name.trim_start_matches("deficiency_")
}

fn causes(deficiencies: &[DeficiencyCauses]) -> String {
    let mut grid =
        Table::new(["", "level", "left", "total"].into_iter().chain(CAUSES.map(|cause| cause.key)));
    for d in deficiencies {
        let level = |e: &Estimate| format!("{:.1}", 100.0 * e.mean);
        let levels = [level(&d.level), level(&d.left), points(d.total.mean)];
        let share = |share: &Share| estimate(&share.share);
        grid.row(std::iter::once(short(d).to_string()).chain(levels).chain(d.causes.iter().map(share)));
        for (name, part) in [("  definition", &d.accounting), ("  behaviour", &d.behaviour)] {
            if let Some((total, shares)) = part {
                let words = [name.to_string(), NONE.into(), NONE.into(), points(total.mean)];
                grid.row(words.into_iter().chain(shares.iter().map(share)));
            }
        }
    }
    grid.terminal()
}

fn findings(deficiencies: &[DeficiencyCauses]) -> String {
    deficiencies.iter().map(|d| wrap(&finding(d), 2)).collect()
}

/// What may be said of the largest cause of a deficiency, in a sentence.
pub fn finding(d: &DeficiencyCauses) -> String {
    let (share, apart) = (d.largest_share(), d.largest.1);
    let part = if d.behaviour.is_some() { " by behaviour" } else { "" };
    let size = format!("{} of {} points", estimate(&share.share), points(d.total.mean));
    let words = match (share.share.sure_sign(), apart) {
        (1, true) => format!("the largest cause{part} is {} ({size})", share.name),
        (1, false) => {
            format!("no cause{part} is surely the largest ({} has the largest share, {size})", share.name)
        }
        _ => "no cause can be named: no repair surely lessens it".to_string(),
    };
    format!("{}: {words}.", d.measure.label)
}

fn costs(words: &str, costs: &[Option<Estimate>]) -> String {
    let cost = |(cause, cost): (&crate::study::diagnose::causes::Cause, &Option<Estimate>)| {
        format!("{} {}", cause.name, cost.as_ref().map_or(NONE.into(), |c| Style::Money.change(c.mean)))
    };
    wrap(&format!("{words}, yuan: {}", CAUSES.iter().zip(costs).map(cost).collect::<Vec<_>>().join(", ")), 2)
}

/// What an interaction is called.
pub fn together(surplus: &Estimate) -> &'static str {
    match surplus.sure_sign() {
        1 => "complements",
        -1 => "substitutes",
        _ => "not told apart",
    }
}

fn interactions(deficiencies: &[DeficiencyCauses]) -> String {
    let pair = |(a, b): (usize, usize)| format!("{}×{}", CAUSES[a].key, CAUSES[b].key);
    let mut grid =
        Table::new(["".to_string(), "all three".into(), "".into(), pair((0, 1)), pair((0, 2)), pair((1, 2))]);
    for d in deficiencies {
        let cells = [short(d).to_string(), estimate(&d.surplus), together(&d.surplus).to_string()];
        grid.row(cells.into_iter().chain(d.pairs.iter().map(|(_, _, e)| points(e.mean))));
    }
    grid.terminal()
}

fn by_lever(levers: &ByLever) -> String {
    let mut text =
        format!("{} worlds, each with one random order of the levers and its reverse\n", levers.worlds);
    for d in &levers.deficiencies {
        text += &format!(
            "{}, total {} (largest error {:.1}% of the largest share)\n",
            d.measure.name,
            estimate(&d.total),
            d.error * 100.0
        );
        for share in d.shares.iter().take(LONGEST).filter(|s| s.share.mean.abs() >= 0.0005) {
            text += &format!("{}\n", cut(&format!("  {}  {}", estimate(&share.share), share.name), WIDTH));
        }
    }
    if !levers.enough {
        text += &format!(
            "The error stayed above {:.0}% for at least one deficiency: its small shares are unsure.\n",
            ENOUGH * 100.0
        );
    }
    text
}

fn trace(why: &Trace) -> String {
    let style = Style::of(why.measures[0].unit);
    let words = |e: &Option<Estimate>| e.as_ref().map_or(NONE.into(), |e| style.change(e.mean));
    let interval =
        |e: &Option<Estimate>| e.as_ref().and_then(|e| e.interval).map_or(NONE.into(), |i| style.interval(i));
    let whole = why.changes[0];
    let mut grid = Table::new(["link held", "lost", "95% interval", "of the change"]);
    for link in why.links.iter().take(LONGEST) {
        let lost = link.lost[0];
        let part = whole.zip(lost).filter(|(whole, _)| whole.sure_sign() != 0).map(|(w, l)| l.mean / w.mean);
        let part = part.map_or(NONE.into(), |part| format!("{:.0}%", part * 100.0).replace('-', "−"));
        grid.row([link.name.to_string(), words(&lost), interval(&lost), part]);
    }
    let change = format!("Whole change with all causes repaired: {} ({})", words(&whole), interval(&whole));
    let note = "Links work through one another: the losses need not add up to the change.";
    format!("{change}\n{}{}{note}\n", grid.terminal(), carriers(why))
}

/// For each further measure, the links that carried most of its change.
fn carriers(why: &Trace) -> String {
    let sentence = |(at, measure): (usize, &&crate::world::record::Measure)| {
        let change = why.changes[at].filter(|change| change.sure_sign() != 0)?;
        let sign = f64::from(change.sure_sign());
        let mut carried: Vec<_> =
            why.links.iter().filter_map(|link| Some((link.name, link.lost[at]?))).collect();
        carried.retain(|(_, lost)| lost.sure_sign() == change.sure_sign());
        carried.sort_by(|a, b| (b.1.mean * sign).total_cmp(&(a.1.mean * sign)));
        let words: Vec<_> =
            carried.iter().take(3).map(|(name, lost)| format!("{name} {}", points(lost.mean))).collect();
        let words = if words.is_empty() { "no link alone".into() } else { words.join(", ") };
        Some(wrap(&format!("{} {}: carried by {words}", measure.name, points(change.mean)), 2))
    };
    why.measures.iter().enumerate().skip(1).filter_map(sentence).collect()
}
