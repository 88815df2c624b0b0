//! A world told in words, quarter by quarter: how many came, and what the institutions did but for routine
//! matters.

use crate::language::said;
use crate::report::charts::scene::Scene;
use crate::report::charts::typical_world::typical_world;
use crate::report::text::events::actor;
use crate::report::text::screen;
use crate::report::text::table::wrap;
use crate::report::text::told_events::translated;
use crate::study::compare::case::{Case, Told};
use crate::units::{Week, YEAR};

/// Weeks of a quarter.
const QUARTER: Week = YEAR / 4;
/// A change of so many residents of 1,000 is told.
const TOLD: f64 = 1.0;

/// Why there is no story of a world, in words.
pub(crate) fn refusal(case: &Case, world: u32) -> Option<String> {
    let (first, last) = (case.stories.keys().next(), case.stories.keys().next_back());
    match (first.zip(last), case.stories.contains_key(&world)) {
        (_, true) => None,
        (None, _) => Some(said!("{}: no events are kept of it", case.name)),
        (Some((first, last)), false) => Some(said!(
            "{}: events of world {world} are not kept; there are those of worlds {first} to {last}",
            case.name
        )),
    }
}

/// The world that is told of a scenario: the one that is wanted, or the one nearest the median.
pub(crate) fn world(scene: &Scene, at: usize, wanted: Option<u32>) -> Option<u32> {
    scene.case(at).and_then(|case| wanted.or_else(|| typical_world(scene, case)))
}

/// The story of a scenario: of that world, or of the one nearest the median.
pub(crate) fn text(scene: &Scene, at: usize, wanted: Option<u32>) -> String {
    let Some(case) = scene.case(at) else { return String::new() };
    let Some(world) = world(scene, at, wanted) else { return String::new() };
    let (label, worlds) = (scene.label(at), case.worlds.len());
    let mut text = match wanted {
        Some(_) => said!("{label}: world {world} of {worlds}\n"),
        None => said!("{label}: world {world} of {worlds}, the one nearest the median\n"),
    };
    let told = case.stories.get(&world).map(Vec::as_slice).unwrap_or_default();
    let course = case.worlds.get(&world).and_then(|run| run.weekly.first());
    let quarters = (scene.study.weeks + QUARTER - 1) / QUARTER;
    let mut quiet: Option<(Week, Week)> = None;
    let mut before = None;
    for quarter in 1..=quarters {
        let weeks = (QUARTER * (quarter - 1) + 1)..=(QUARTER * quarter).min(scene.study.weeks);
        let came = course.and_then(|course| mean(course, weeks.clone()));
        let own: Vec<&Told> = told.iter().filter(|one| weeks.contains(&one.week)).collect();
        let moved = came.zip(before).is_some_and(|(now, then): (f64, f64)| (now - then).abs() >= TOLD);
        if own.is_empty() && !moved && quarter > 1 {
            quiet = Some((quiet.map_or(quarter, |(first, _)| first), quarter));
            continue;
        }
        text += &silence(quiet.take());
        text += &quarter_words(scene, quarter, (before, came), &own);
        before = came.or(before);
    }
    text + &silence(quiet)
}

/// Residents of 1,000 who came in a week, mean of some weeks.
fn mean(course: &[Option<f64>], weeks: std::ops::RangeInclusive<Week>) -> Option<f64> {
    let values: Vec<f64> =
        weeks.filter_map(|week| course.get(usize::try_from(week).ok()?).copied().flatten()).collect();
    (!values.is_empty()).then(|| 1_000.0 * values.iter().sum::<f64>() / values.len() as f64)
}

/// Year and quarter of a quarter that is counted from the start.
fn named(quarter: Week) -> String {
    let (year, own) = ((quarter - 1) / 4 + 1, (quarter - 1) % 4 + 1);
    said!("Year {year}, quarter {own}")
}

/// Quarters of which nothing is to be told.
fn silence(quiet: Option<(Week, Week)>) -> String {
    match quiet {
        None => String::new(),
        Some((first, last)) if first == last => said!("{}: nothing new.\n", named(first)),
        Some((first, last)) => said!("{} to {}: nothing new.\n", named(first), named(last)),
    }
}

fn quarter_words(
    scene: &Scene,
    quarter: Week,
    (before, came): (Option<f64>, Option<f64>),
    told: &[&Told],
) -> String {
    let number = |of_thousand: f64| format!("{of_thousand:.0}");
    let came = match (before, came) {
        (_, None) => String::new(),
        (Some(then), Some(now)) if now - then >= TOLD => {
            said!(" {} of 1,000 come in a week, more than before ({}).", number(now), number(then))
        }
        (Some(then), Some(now)) if then - now >= TOLD => {
            said!(" {} of 1,000 come in a week, fewer than before ({}).", number(now), number(then))
        }
        (_, Some(now)) => said!(" {} of 1,000 come in a week.", number(now)),
    };
    let mut text = wrap(&said!("{}:{came}", named(quarter)), 2);
    for one in told {
        let words = translated(one.kind, &one.words, scene.lang);
        let (week, who) = (one.week, actor(one.actor, scene.lang));
        let line = said!("week {week}, {who}: {words}");
        text += &(screen::flowed(line.split_whitespace(), screen::cells(), [2, 4]) + "\n");
    }
    text
}

/// What stands under the stories; `events` is the file, or the folder, of the table of events.
pub(crate) fn note(events: &str) -> String {
    said!("Matters raised and carried out stand in {}.", events)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::text::translate::Lang;
    use crate::study::compare::case::RunResults;
    use crate::study::compare::comparison::Comparison;
    use crate::world::exchange::{Actor, EventName};
    use crate::world::record::measure;

    /// Two years in which 20 of 1,000 come, then 40; an event in week 60.
    fn study() -> Comparison {
        let weekly = vec![(0..=104).map(|week| Some(if week > 52 { 0.04 } else { 0.02 })).collect()];
        let world = RunResults { weekly, ..RunResults::default() };
        let words = "rated 70 of 100, tier 3".to_string();
        let told = Told { week: 60, actor: Actor::Agency, kind: EventName::Rated, words };
        let case = Case {
            name: "plan".into(),
            title: "Plan".into(),
            worlds: [(3, world)].into(),
            stories: [(3, vec![told])].into(),
            ..Case::default()
        };
        let weekly = measure("participation").into_iter().collect();
        Comparison { weeks: 104, cases: vec![case], weekly, ..Comparison::default() }
    }

    #[test]
    fn quarters_tell_what_changed_and_quiet_ones_are_told_together() {
        let study = study();
        let scene = Scene::new(&study, Lang::En, "participation").unwrap();
        let told = text(&scene, 0, Some(3));
        let expected = "Plan: world 3 of 1\n\
                        Year 1, quarter 1: 20 of 1,000 come in a week.\n\
                        Year 1, quarter 2 to Year 1, quarter 4: nothing new.\n\
                        Year 2, quarter 1: 40 of 1,000 come in a week, more than before (20).\n  \
                        week 60, funding bureau: rated 70 of 100, tier 3\n\
                        Year 2, quarter 2 to Year 2, quarter 4: nothing new.\n";
        assert_eq!(told, expected);
        assert!(refusal(&study.cases[0], 3).is_none());
        assert!(refusal(&study.cases[0], 4).is_some_and(|why| why.contains("worlds 3 to 3")));
    }
}
