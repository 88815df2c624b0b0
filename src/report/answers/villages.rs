//! The answer of `villages` as one page of Markdown: what was asked, what came out, and how to read it.

use crate::scenario::toml_text;
use crate::settings::SettingsTable;
use crate::study::villages::adoption::Law;
use crate::study::villages::findings::{Splitted, VillageFigures, VillagesResults};
use crate::study::villages::fit::{FigureRange, Fitted, Places};
use crate::study::villages::history::Talking;
use crate::study::villages::holdout::Hits;
use crate::study::villages::made_up::VILLAGES;
use crate::study::villages::patterns::{Patterns, PublishedFigure, Silence};
use crate::study::villages::read::{PEOPLE, TIES};
use crate::study::villages::recovery::{Recovered, Recovery};
use crate::study::villages::synthetic::Shape;
use serde::Serialize;
use std::fmt::Write;

/// Everything that the command finds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VillagesReport {
    /// The villages that were given, or made up in their place.
    pub study: VillagesResults,
    /// What follows from the rule in made-up villages.
    pub patterns: Patterns,
    /// S14 by how much places differ.
    pub silence: Vec<Silence>,
    /// Whether known strengths are found again.
    pub recovery: Recovery,
}

/// The whole page. `command` made it; `made_up` says that the villages of the first part are no data.
pub fn page(command: &str, made_up: bool, found: &VillagesReport) -> String {
    let VillagesReport { study, patterns, silence, recovery } = found;
    let mut out = format!(
        "# Word of mouth in villages\n\nMade by `{command}` (seed {}, {} simulated lives of each village): \
            do not edit by hand.\n\n",
        study.seed, study.lives
    );
    if made_up {
        out.push_str(
            "**No data were given: the villages below are made up**, by the rule that is then \
            fitted to them.\n\n",
        );
    }
    out.push_str(RULE);
    observed(&mut out, &study.observed);
    heading(&mut out, "Villages that were not seen");
    out.push_str(HELD_OUT);
    study.splits.iter().for_each(|s| split(&mut out, s));
    conditions(&mut out, study);
    whole(&mut out, study);
    figures(&mut out, patterns);
    by_difference(&mut out, silence);
    found_again(&mut out, recovery);
    columns(&mut out);
    out
}

const RULE: &str = "\
The rule is that of the simulated residents, `residents::talk::Hearing`, called over the villages' ties in yearly steps:\n\
h = 1 − (1 − p)(1 − q)^users (1 − q/7)^others who know. Adopting a method is using it, and who uses it goes on: an adopter is a *user* to\n\
everybody tied to it, with full weight from the year after on; somebody who knows and does not use leaves no trace in such data, so the\n\
1/7 of those who merely know has nobody to act on. The other reading (an adopter is a user for one year and then merely knows) is\n\
fitted too, below. Ties count both ways. Places differ as in a simulated county: p and q of a village are log-normal around the means,\n\
independently, with one coefficient of variation.\n\n\
Beside it stand two hazards that know nothing of ties, each with the same chance to let places differ: *constant* (h = p) and *Bass*\n\
(h = p + q × share of the village that has adopted). The fit is a posterior on a grid: p and q even on the logarithm over 0.008–0.6 and\n\
0.002–0.6 a year, the coefficient of variation half-normal with scale 0.5 on 0–1.5.\n";

const HELD_OUT: &str = "\
*Log-likelihood* is per person-year: the logarithm of the probability of a village's whole history, marginal over the posterior and over\n\
the village's own strengths; of the village itself only size and ties are used. *At means* is the conditional one of the posterior\n\
means with places alike, each year given the past: what a fit by maximum likelihood reports. *Village error* is that of the share\n\
adopted in ten years, *curve error* that of the yearly share of all held-out people, both absolute means. *Covered* counts village-years\n\
inside the 90 % band, with the binomial error and, in brackets, the error with villages as units; *exact* is what a forecast that is\n\
exactly right would reach, since people are counted whole. Villages are odd or even by their place in the list.\n";

fn heading(out: &mut String, words: &str) {
    // Writing into memory does not fail.
    let _ = writeln!(out, "\n## {words}\n");
}

fn table(out: &mut String, names: &[&str]) {
    row(out, names);
    let _ = writeln!(out, "|{}", "---|".repeat(names.len()));
}

fn row<T: AsRef<str>>(out: &mut String, cells: &[T]) {
    let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
    let _ = writeln!(out, "| {} |", cells.join(" | "));
}

fn observed(out: &mut String, o: &VillageFigures) {
    heading(out, "What was given");
    let sizes = o.villages.iter().map(|v| v.1);
    let (least, most) = (sizes.clone().min().unwrap_or(0), sizes.max().unwrap_or(0));
    let curve: Vec<String> = o.course.iter().map(|c| format!("{c:.3}")).collect();
    let sd = o.final_sd.map_or(String::new(), |sd| format!(", standard deviation between villages {sd:.3}"));
    let _ = writeln!(
        out,
        "{} villages of {least} to {most} people, {} people, {} ties, {} person-years. Share adopted by \
            year: {}; mean of villages {:.3}{sd}.\n",
        o.villages.len(),
        o.people,
        o.ties,
        o.person_years,
        curve.join(" "),
        o.final_mean
    );
    table(out, &["adopting ties", "0", "1", "2", "3", "4", "5 or more"]);
    let rate = |(at_risk, did): &(u32, u32)| {
        if *at_risk == 0 {
            "–".to_string()
        } else {
            format!("{:.3}", f64::from(*did) / f64::from(*at_risk))
        }
    };
    let mut cells = vec!["adoption per year".to_string()];
    cells.extend(o.by_contacts.iter().map(rate));
    row(out, &cells);
    let mut cells = vec!["person-years".to_string()];
    cells.extend(o.by_contacts.iter().map(|c| c.0.to_string()));
    row(out, &cells);
    if let Some(s) = &o.slope {
        let _ = writeln!(
            out,
            "\nSlope of own on friends' adoption in year {} (take-up {:.3}): {:.2} (se {:.2}).",
            s.year, s.take_up, s.slope, s.error
        );
    }
}

fn places(places: Places) -> &'static str {
    if places == Places::Alike { "alike" } else { "differ" }
}

fn covered(hits: &Hits, by_village: Option<f64>) -> String {
    let by_village = by_village.map_or(String::new(), |e| format!(" [{e:.3}]"));
    format!("{}/{} = {:.3} ± {:.3}{by_village}", hits.hits, hits.of, hits.share, hits.error)
}

fn split(out: &mut String, split: &Splitted) {
    let _ = writeln!(out, "\n### {}\n", split.name);
    table(
        out,
        &[
            "hazard",
            "places",
            "p",
            "q",
            "log-likelihood",
            "at means",
            "village error",
            "curve error",
            "covered",
            "exact",
            "final",
        ],
    );
    for s in &split.scores {
        let told = if s.law == Law::Constant { "–".into() } else { format!("{:.3}", s.fitted.told.mean) };
        row(
            out,
            &[
                s.law.name().to_string(),
                places(s.places).into(),
                format!("{:.3}", s.fitted.alone.mean),
                told,
                format!("{:.4}", s.log_likelihood),
                format!("{:.4}", s.at_means),
                format!("{:.3}", s.village_error),
                format!("{:.3}", s.curve_error),
                covered(&s.coverage, s.coverage_error_by_village),
                format!("{:.3}", s.nominal),
                format!("{}/{}", s.final_coverage.hits, s.final_coverage.of),
            ],
        );
    }
    out.push('\n');
    for g in &split.gains {
        let error = g.error.map_or(String::new(), |e| format!(" (se {e:.2})"));
        let (by, rule) = (g.per_village, g.over.name());
        let _ = writeln!(
            out,
            "- Model over {rule}, places differing: {by:+.2}{error} log units a village, better in {} of {}.",
            g.better_in, g.of
        );
    }
    let of = |law, places| {
        split.scores.iter().find(|s| s.law == law && s.places == places).map_or(0.0, |s| s.log_likelihood)
    };
    let error = |law| {
        split
            .scores
            .iter()
            .find(|s| s.law == law && s.places == Places::Differ)
            .map_or(0.0, |s| s.village_error)
    };
    let smaller = error(Law::Model) < error(Law::Bass).min(error(Law::Constant));
    let words = if smaller { "smaller" } else { "**not smaller**" };
    let _ = writeln!(
        out,
        "- The model's error of final shares, places differing, is {words} than that of the other two."
    );
    let gains = Law::ALL
        .map(|law| format!("{} {:+.4}", law.name(), of(law, Places::Differ) - of(law, Places::Alike)));
    let _ =
        writeln!(out, "- What differing places alone change in the log-likelihood: {}.", gains.join(", "));
}

fn conditions(out: &mut String, study: &VillagesResults) {
    heading(out, "What had to be shown");
    table(out, &["split", "condition (model, places differing, against the others at their best)", "holds"]);
    for c in &study.conditions {
        row(out, &[c.split, c.what, if c.holds { "yes" } else { "**no**" }]);
    }
}

fn range(r: &FigureRange) -> String {
    format!("{:.3} ({:.3}–{:.3})", r.mean, r.low, r.high)
}

fn whole(out: &mut String, study: &VillagesResults) {
    heading(out, "Fitted to all villages");
    out.push_str(
        "Posterior mean and middle 90 %, per year; and the most likely point of the grid, without \
        a prior.\n\n",
    );
    table(
        out,
        &["hazard", "an adopter talks", "places", "p", "q", "coefficient of variation", "most likely"],
    );
    for w in &study.whole {
        let Fitted { alone, told, cv } = &w.fitted;
        let talks = match (w.law, w.talking) {
            (Law::Model, Talking::Always) => "always",
            (Law::Model, Talking::Fresh) => "one year, then 1/7",
            _ => "–",
        };
        let told = if w.law == Law::Constant { "–".into() } else { range(told) };
        let cv = if w.places == Places::Alike { "0".into() } else { range(cv) };
        let best = &w.most_likely;
        let best = format!("{:.3}, {:.3}, {:.2}", best.strength.alone, best.strength.told, best.cv);
        row(out, &[w.law.name(), talks, places(w.places), &range(alone), &told, &cv, &best]);
    }
    let _ = writeln!(
        out,
        "\nEach village predicted from the others, places differing: log-likelihood {:.4} per person-year \
            where adopters talk always, {:.4} where \
         they talk for one year and then count 1/7.",
        study.always, study.fresh
    );
}

fn figures(out: &mut String, patterns: &Patterns) {
    heading(out, "Villages of the published size and shape");
    let _ = writeln!(
        out,
        "{} studies of {VILLAGES} made-up villages each, by the model with the strengths of \
            `study.villages.synthetic` below. T32 sets \
         these strengths: it is calibrated, not validated.\n",
        patterns.studies
    );
    table(out, &["id", "figure", "published", "mean (95 % interval)", "middle 90 % of studies"]);
    patterns.figures.iter().for_each(|f| figure(out, f));
    for c in &patterns.contrasts {
        let holds = if c.holds { "as expected" } else { "**not as expected**" };
        let _ = writeln!(
            out,
            "\n**{}** {}: {holds}. The same villages and the same chance on both sides.\n",
            c.id, c.expected
        );
        table(out, &["id", "figure", "published", "mean (95 % interval)", "middle 90 % of studies"]);
        c.figures.iter().for_each(|f| figure(out, f));
    }
}

fn by_difference(out: &mut String, list: &[Silence]) {
    out.push_str(
        "\nHow far villages lie apart without word of mouth depends on how much places differ (the \
        interval of the mean must lie below 0.12):\n\n",
    );
    table(
        out,
        &[
            "coefficient of variation",
            "S14",
            "standard deviation with word of mouth",
            "without (95 % interval)",
        ],
    );
    for s in list {
        let holds = if s.found.holds { "as expected" } else { "**not as expected**" };
        let [_, _, with, without, _] = &s.found.figures[..] else { continue };
        let interval =
            without.mean_within.map_or(String::new(), |(low, high)| format!(" ({low:.3}–{high:.3})"));
        row(
            out,
            &[
                format!("{:.2}", s.cv),
                holds.into(),
                format!("{:.3}", with.value),
                format!("{:.3}{interval}", without.value),
            ],
        );
    }
}

fn figure(out: &mut String, f: &PublishedFigure) {
    let published = f.published.map_or("–".into(), |p| p.to_string());
    let interval = f.mean_within.map_or(String::new(), |(low, high)| format!(" ({low:.4}–{high:.4})"));
    row(
        out,
        &[
            f.id,
            &f.name,
            &published,
            &format!("{:.4}{interval}", f.value),
            &format!("{:.3}–{:.3}", f.low, f.high),
        ],
    );
}

fn found_again(out: &mut String, r: &Recovery) {
    heading(out, "Known strengths are found again");
    let _ = writeln!(
        out,
        "{} studies of {} made-up villages, each fitted like the data.\n",
        r.studies, r.villages
    );
    table(
        out,
        &[
            "figure",
            "truth",
            "mean of posterior means",
            "their standard deviation",
            "90 % intervals with the truth",
        ],
    );
    for (name, one) in [("p", &r.alone), ("q", &r.told), ("coefficient of variation", &r.cv)] {
        let Recovered { truth, mean, sd, inside } = one;
        let sd = sd.map_or("–".into(), |sd| format!("{sd:.4}"));
        row(out, &[name.to_string(), truth.to_string(), format!("{mean:.4}"), sd, covered(inside, None)]);
    }
    let facts = Shape::FACTS;
    let _ = writeln!(out, "\n`{}`: {}\n", facts.path, facts.about.trim());
    table(out, &["key", "meaning", "unit", "value", "grade", "source"]);
    for field in facts.fields {
        let value = toml_text::value(&(field.default)());
        let unit = if field.unit.is_empty() { "–" } else { field.unit };
        row(
            out,
            &[
                &format!("`{}`", field.name),
                field.meaning.trim(),
                unit,
                &value,
                field.grade.word(),
                field.source,
            ],
        );
    }
}

fn columns(out: &mut String) {
    heading(out, "Columns of the data");
    out.push_str(
        "A folder with one file whose name ends in `nodes.csv` and one in `edges.csv`; other columns are \
            passed over.\n\n",
    );
    table(out, &["file", "column", "meaning"]);
    for (file, names) in [("nodes", &PEOPLE[..]), ("edges", &TIES[..])] {
        names.iter().for_each(|(name, meaning)| row(out, &[file, &format!("`{name}`"), meaning]));
    }
}
