//! How the page of `decision` begins: what its numbers are, the recommendation or the ranking, and effects as
//! its tables hold them. Where plausible draws were lived these decide; without them worlds do.

use crate::escape::markdown_code;
use crate::language::{said, spoken, term};
use crate::report::answers::compare_costs::not_named;
use crate::report::charts::scene::Scene;
use crate::report::page::recommendation::{TurningTold, sentences};
use crate::report::page::{known, known_table, required};
use crate::report::text::draws::{draws, parameters_of_worlds};
use crate::report::text::format::{NumberFormat, Style, share};
use crate::report::text::names::called;
use crate::report::text::table::Table;
use crate::report::text::translate::Lang;
use crate::scenario::draws_from::DrawsFrom;
use crate::stats::paired::Paired;
use crate::study::compare::comparison::Comparison;
use crate::study::plausible::directions::directions;
use crate::study::plausible::knowledge::{Knowledge, KnownEffects};
use crate::world::record::{Measure, measure};

const NONE: &str = "–";

/// Everything in front of the tables.
pub(super) fn opening(
    comparison: &Comparison,
    turning: Option<&TurningTold>,
    seed: u64,
    command: &str,
) -> String {
    let scene = Scene::new(comparison, spoken(), comparison.ranked().name);
    match (&comparison.known, scene) {
        (Some(known), Some(scene)) => drawn(&scene, known, turning, command),
        _ => by_chance(comparison, seed, command),
    }
}

/// The same where draws were lived: the recommendation, and how packages stand over draws.
fn drawn(scene: &Scene, of: &KnownEffects, turning: Option<&TurningTold>, command: &str) -> String {
    let base = markdown_code(scene.study.base_name());
    let (rests_on, with) = (draws(scene.lang, of.rests_on()), parameters_of_worlds(scene.lang, of.from));
    let hold = match of.from {
        DrawsFrom::Plausible => scene.lang.say("chance alone", "只含偶然"),
        DrawsFrom::Calibration => scene
            .lang
            .say("chance and what the calibration leaves open together", "同时包含偶然与校准未能确定的部分"),
    };
    let head = match scene.lang {
        Lang::En => format!(
            "# What each suggestion brings\n\nMade by `{command}`: do not edit by hand.\n\nNumbers are \
             differences from {base} in the last year: the mean over {rests_on} and, in brackets, 5% to 95% \
             of draws; points are hundredths. Prices, the frontier, whole repairs and links are told \
             {with}, where brackets hold {hold} (95%).\n\n"
        ),
        Lang::Zh => format!(
            "# 各项建议带来什么\n\n由`{command}`生成，请勿手工修改。\n\n数字为最后一年与{base}之差：\
             {rests_on}的均值，括号内为5%至95%的取值；点为百分之一。\
             单价、前沿、完全修复与各环节{with}给出，括号内{hold}（95%）。\n\n"
        ),
    };
    let told = sentences(scene, turning).map(|sentence| format!("- {sentence}\n")).concat();
    let title = scene.lang.say("In what is known", "已知的范围");
    let apart = known::not_apart(scene).unwrap_or_default();
    let table = known_table::table(scene, of).markdown();
    let required = required::table(scene, of).map_or_else(String::new, |table| {
        let title = scene.lang.say("What must be kept", "必须符合的要求");
        format!("\n## {title}\n\n{}\n\n{}", required::about(scene.lang, of), table.markdown())
    });
    format!("{head}{told}\n## {title}\n\n{table}\n{apart}\n{required}{}", suggestions(of))
}

/// Of each suggestion of the case study whether its direction is known: on use, and on what it is for.
fn suggestions(of: &KnownEffects) -> String {
    let all = directions(of);
    if all.is_empty() {
        return String::new();
    }
    let heads = ["suggestion", "measure", "better in (share of draws)", "direction"].map(term);
    let mut table = Table::new(heads);
    for one in &all {
        let label = measure(one.measure).map_or(one.measure, |of| match spoken() {
            Lang::En => of.label,
            Lang::Zh => of.zh,
        });
        table.row([
            markdown_code(&one.scenario),
            label.to_string(),
            share(one.share_better),
            term(match (one.known, one.share_better > 0.5) {
                (false, _) => "not known",
                (true, true) => "better",
                (true, false) => "worse",
            })
            .to_string(),
        ]);
    }
    let words = said!(
        "Each suggestion of the case study on use and on what it is for; a direction is known where it is the \
         same in 95% of draws."
    );
    format!("\n## {}\n\n{words}\n\n{}", term("Is the direction known?"), table.markdown())
}

/// The same by the chance of worlds alone.
fn by_chance(comparison: &Comparison, seed: u64, command: &str) -> String {
    let base = markdown_code(comparison.base_name());
    let worlds = comparison.worlds();
    let head = said!(
        "# What each suggestion brings\n\nMade by `{command}`: do not edit by hand.\n\nEvery package lives \
         in the same {worlds} random worlds (seed {seed}) as {base}. Numbers are differences from \
         {base} in \
         the last year, world by world, with their 95% interval in brackets; points are hundredths. An \
         interval \
         holds the chance of the worlds, not the doubt about the model's assumptions.\n\n"
    );
    head + &ranking(comparison)
}

fn named(comparison: &Comparison, group: &[usize]) -> String {
    group.iter().map(|at| markdown_code(comparison.name(*at))).collect::<Vec<_>>().join(term(", "))
}

/// The ranking in sentences: only what can be told apart.
fn ranking(comparison: &Comparison) -> String {
    let m = comparison.ranked();
    let ranking = comparison.ranking();
    let first = match ranking.first() {
        Ok(one) => {
            said!(
                "**By {}, {} comes first**, told apart from all others and the best in at least 80% of the \
                 worlds.",
                called(&m.label.to_lowercase()),
                named(comparison, &[one])
            )
        }
        Err(several) if several.is_empty() && ranking.sound.iter().any(|sound| *sound) => {
            term("There is nothing to rank.").into()
        }
        Err(several) if several.is_empty() => {
            term("**None may be called the best**: something breaks in every package.").into()
        }
        Err(several) => {
            said!(
                "**By {}, there is no clear winner** among {}.",
                called(&m.label.to_lowercase()),
                named(comparison, &several)
            )
        }
    };
    let order: Vec<_> = ranking
        .groups
        .iter()
        .enumerate()
        .map(|(at, group)| format!("{}. {}", at + 1, named(comparison, group)))
        .collect();
    let broken = not_named(comparison, markdown_code).map_or(String::new(), |words| format!(" {words}"));
    said!(
        "{first}{broken} Groups that can be told apart, best first (the order within a group is \
         open):\n\n{}\n",
        order.join("\n")
    )
}

/// What is known of a measure of each package; `None` where no draws were lived, or nothing is known of any.
fn known_effects<'a>(comparison: &'a Comparison, name: &str) -> Option<Vec<Option<&'a Knowledge>>> {
    let known = comparison.known.as_ref()?;
    let of = |at: usize| known.effect(comparison.name(at), name);
    let all: Vec<_> = comparison.others().into_iter().map(of).collect();
    all.iter().any(Option::is_some).then_some(all)
}

/// What is known of a measure of each package in words.
fn words_of(all: &[Option<&Knowledge>], style: Style) -> Vec<String> {
    let ends = |k: &Knowledge| (k.mean, Some((k.low, k.high)));
    let format = NumberFormat::column(style, all.iter().flatten().map(|k| ends(k)));
    let words = |k: &&Knowledge| format.change_within(k.mean, Some((k.low, k.high)));
    all.iter().map(|k| k.as_ref().map_or(NONE.into(), words)).collect()
}

/// Money of the last year over draws, package by package.
pub(super) fn yuan_in_draws(comparison: &Comparison, measure: &Measure) -> Option<Vec<String>> {
    known_effects(comparison, measure.name).map(|all| words_of(&all, Style::Money))
}

/// In which share of draws a package is better.
pub(super) fn in_draws(comparison: &Comparison, at: usize) -> Option<String> {
    let known = comparison.known.as_ref()?;
    let share = share(known.effect(comparison.name(at), known.measure)?.share_better?);
    Some(match spoken() {
        Lang::En => format!("{share} of draws"),
        Lang::Zh => format!("{share}的取值"),
    })
}

/// The effects of every package on a measure in the last year, in points, with the same decimals.
pub(super) fn effects_in_points(comparison: &Comparison, name: &str) -> Vec<String> {
    if let Some(known) = known_effects(comparison, name) {
        return words_of(&known, Style::Points);
    }
    let of = |at: usize| comparison.in_last_year(at, name);
    let all: Vec<Option<&Paired>> = comparison.others().into_iter().map(of).collect();
    let known = all.iter().flatten().map(|paired| (paired.diff, paired.interval));
    let format = NumberFormat::column(Style::Points, known);
    let words = |paired: &Paired| format.change_of(&paired.into());
    all.into_iter().map(|cell| cell.map_or(NONE.into(), words)).collect()
}
