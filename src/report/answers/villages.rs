//! The answer of `villages` as one page of Markdown: what was asked, what came out, and how to read it.

use crate::language::{said, term};
use crate::report::answers::villages_formats::{FittedFormats, HELD_OUT, RULE, by_errors, range};
use crate::report::answers::villages_patterns::{by_difference, covered, figures, found_again, heading};
use crate::report::text::format::{NumberFormat, decimal, signed_decimal};
use crate::report::text::table::Table;
use crate::study::villages::adoption::Law;
use crate::study::villages::findings::{Splitted, VillageFigures, VillagesResults};
use crate::study::villages::fit::{Fitted, Places};
use crate::study::villages::history::Talking;
use crate::study::villages::holdout::HoldoutScore;
use crate::study::villages::patterns::{Patterns, Silence};
use crate::study::villages::read::{PEOPLE, TIES};
use crate::study::villages::recovery::Recovery;
use serde::Serialize;
use std::fmt::Write;

/// Where the villages of the first part come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VillageOrigin {
    /// They were observed.
    Data,
    /// No data were given.
    MadeUp,
}

/// Everything that the command finds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct VillagesReport {
    /// Whether they are data.
    #[serde(skip)]
    pub origin: VillageOrigin,
    /// The villages that were given, or made up in their place.
    pub study: VillagesResults,
    /// What follows from the rule in made-up villages.
    pub patterns: Patterns,
    /// S14 by how much places differ.
    pub silence: Vec<Silence>,
    /// Whether known strengths are found again.
    pub recovery: Recovery,
}

/// The whole page; `command` made it.
pub(crate) fn page(command: &str, found: &VillagesReport) -> String {
    let VillagesReport { origin, study, patterns, silence, recovery } = found;
    let mut out = said!(
        "# Word of mouth in villages\n\nMade by `{command}` (seed {}, {} simulated lives of each village): \
            do not edit by hand.\n\n",
        study.seed,
        study.lives
    );
    if *origin == VillageOrigin::MadeUp {
        out.push_str(term(
            "**No data were given: the villages below are made up**, by the rule that is then \
            fitted to them.\n\n",
        ));
    }
    out.push_str(term(RULE));
    observed(&mut out, &study.observed);
    heading(&mut out, term("Villages that were not seen"));
    out.push_str(term(HELD_OUT));
    study.splits.iter().for_each(|s| split(&mut out, s));
    conditions(&mut out, study);
    whole(&mut out, study);
    figures(&mut out, patterns);
    by_difference(&mut out, silence);
    found_again(&mut out, recovery);
    columns(&mut out);
    out
}

fn observed(out: &mut String, o: &VillageFigures) {
    heading(out, term("What was given"));
    let sizes = o.villages.iter().map(|v| v.1);
    let (least, most) = (sizes.clone().min().unwrap_or(0), sizes.max().unwrap_or(0));
    let curve: Vec<String> = o.course.iter().map(|c| decimal(*c, 3)).collect();
    let sd = o.final_sd.map(|sd| said!(", standard deviation between villages {}", decimal(sd, 3)));
    let _ = writeln!(
        out,
        "{}",
        said!(
            "{} villages of {least} to {most} people, {} people, {} ties, {} person-years. Share adopted by \
            year: {}; mean of villages {}{}.\n",
            o.villages.len(),
            o.people,
            o.ties,
            o.person_years,
            curve.join(" "),
            decimal(o.final_mean, 3),
            sd.unwrap_or_default()
        )
    );
    let mut table = Table::new(["adopting ties", "0", "1", "2", "3", "4", "5 or more"].map(term));
    let rate = |(at_risk, did): &(u32, u32)| {
        if *at_risk == 0 { "–".to_string() } else { decimal(f64::from(*did) / f64::from(*at_risk), 3) }
    };
    let mut cells = vec![term("adoption per year").to_string()];
    cells.extend(o.by_contacts.iter().map(rate));
    table.row(cells);
    let mut cells = vec!["person-years".to_string()];
    cells.extend(o.by_contacts.iter().map(|c| c.0.to_string()));
    table.row(cells);
    out.push_str(&table.markdown());
    if let Some(s) = &o.slope {
        let format = by_errors([(s.slope, s.error)]);
        let _ = writeln!(
            out,
            "{}",
            said!(
                "\nSlope of own on friends' adoption in year {} (take-up {}): {} (se {}).",
                s.year,
                decimal(s.take_up, 3),
                format.value(s.slope),
                format.value(s.error)
            )
        );
    }
}

fn places(places: Places) -> &'static str {
    if places == Places::Alike { "alike" } else { "differ" }
}

/// Columns of the scores of a split.
const SCORES: [&str; 11] = [
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
];

/// How the columns of a split write their numbers.
struct ScoreFormats {
    fitted: FittedFormats,
    coverage: NumberFormat,
}

fn score_cells(s: &HoldoutScore, formats: &ScoreFormats) -> [String; 11] {
    let fitted = &formats.fitted;
    let told = if s.law == Law::Constant { "–".into() } else { fitted.told.value(s.fitted.told.mean) };
    [
        s.law.name().to_string(),
        places(s.places).into(),
        fitted.alone.value(s.fitted.alone.mean),
        told,
        decimal(s.log_likelihood, 4),
        decimal(s.at_means, 4),
        decimal(s.village_error, 3),
        decimal(s.curve_error, 3),
        covered(&s.coverage, s.coverage_error_by_village, formats.coverage),
        decimal(s.nominal, 3),
        format!("{}/{}", s.final_coverage.hits, s.final_coverage.of),
    ]
}

fn split(out: &mut String, split: &Splitted) {
    let _ = writeln!(out, "\n### {}\n", split.name);
    let mut table = Table::new(SCORES);
    let formats = ScoreFormats {
        fitted: FittedFormats::of(split.scores.iter().map(|s| &s.fitted)),
        coverage: by_errors(split.scores.iter().map(|s| (s.coverage.share, s.coverage.error))),
    };
    split.scores.iter().for_each(|score| table.row(score_cells(score, &formats)));
    let _ = writeln!(out, "{}", table.markdown());
    let format = by_errors(split.gains.iter().map(|g| (g.per_village, g.error.unwrap_or_default())));
    for g in &split.gains {
        let error = g.error.map_or(String::new(), |e| said!(" (se {})", format.value(e)));
        let (by, rule) = (format.signed(g.per_village), g.over.name());
        let _ = writeln!(
            out,
            "{}",
            said!(
                "- Model over {rule}, places differing: {by}{error} log units a village, better in {} of {}.",
                g.better_in,
                g.of
            )
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
    let words = if smaller { "smaller" } else { term("**not smaller**") };
    let _ = writeln!(
        out,
        "{}",
        said!(
            "- The model's error of final shares, places differing, is {words} than that of the other two."
        )
    );
    let gains = Law::ALL.map(|law| {
        format!("{} {}", law.name(), signed_decimal(of(law, Places::Differ) - of(law, Places::Alike), 4))
    });
    let _ = writeln!(
        out,
        "{}",
        said!("- What differing places alone change in the log-likelihood: {}.", gains.join(term(", ")))
    );
}

fn conditions(out: &mut String, study: &VillagesResults) {
    heading(out, term("What had to be shown"));
    let condition = term("condition (model, places differing, against the others at their best)");
    let mut table = Table::new([term("split"), condition, term("holds")]);
    for c in &study.conditions {
        table.row([c.split, c.what, if c.holds { "yes" } else { "**no**" }]);
    }
    out.push_str(&table.markdown());
}

fn whole(out: &mut String, study: &VillagesResults) {
    heading(out, term("Fitted to all villages"));
    out.push_str(term(
        "Posterior mean and middle 90%, per year; and the most likely point of the grid, without \
        a prior.\n\n",
    ));
    let mut table = Table::new(
        ["hazard", "an adopter talks", "places", "p", "q", "coefficient of variation", "most likely"]
            .map(term),
    );
    let formats = FittedFormats::of(study.whole.iter().map(|w| &w.fitted));
    for w in &study.whole {
        let Fitted { alone, told, cv } = &w.fitted;
        let talks = match (w.law, w.talking) {
            (Law::Model, Talking::Always) => "always",
            (Law::Model, Talking::Fresh) => term("one year, then 1/7"),
            _ => "–",
        };
        let told = if w.law == Law::Constant { "–".into() } else { range(formats.told, told) };
        let cv = if w.places == Places::Alike { "0".into() } else { range(formats.cv, cv) };
        let best = &w.most_likely;
        let best = [
            formats.alone.value(best.strength.alone),
            formats.told.value(best.strength.told),
            formats.cv.value(best.cv),
        ]
        .join(term(", "));
        let names = [w.law.name(), talks, places(w.places)].map(String::from);
        table.row(names.into_iter().chain([range(formats.alone, alone), told, cv, best]));
    }
    let _ = writeln!(
        out,
        "{}",
        said!(
            "{}\nEach village predicted from the others, places differing: log-likelihood {} per person-year \
        where \
         adopters talk always, {} where they talk for one year and then count 1/7.",
            table.markdown(),
            decimal(study.always, 4),
            decimal(study.fresh, 4)
        )
    );
}

fn columns(out: &mut String) {
    heading(out, term("Columns of the data"));
    out.push_str(term(
        "A folder with one file whose name ends in `nodes.csv` and one in `edges.csv`; other columns are \
            passed over.\n\n",
    ));
    let mut table = Table::new(["file", "column", "meaning"].map(term));
    for (file, names) in [("nodes", &PEOPLE[..]), ("edges", &TIES[..])] {
        names.iter().for_each(|(name, meaning)| table.row([file, &format!("`{name}`"), term(meaning)]));
    }
    out.push_str(&table.markdown());
}
