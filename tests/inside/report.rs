//! The report: sentences claim no more than the intervals carry, names survive, labels have room, nothing is
//! asked of the net.

use crate::measure::values::Values;
use crate::measure::window::Window;
use crate::report::charts::chart::NARROW;
use crate::report::charts::scene::Scene;
use crate::report::charts::typical_world::typical_world;
use crate::report::charts::{ChartKind, chart, weekly};
use crate::report::page::finding::finding;
use crate::report::page::html::html;
use crate::report::page::notes::{adds_up, separation};
use crate::report::page::story::how_often;
use crate::report::page::summary::summary;
use crate::report::text::translate::Lang;
use crate::scenario::Source;
use crate::stats::apart::Apart;
use crate::stats::paired::Paired;
use crate::study::compare::case::{Case, GroupKey, RunResults, Told};
use crate::study::compare::comparison::Comparison;
use crate::study::compare::effects::Effect;
use crate::study::diagnose::cause_over_draws::CauseOverDraws;
use crate::study::diagnose::diagnosis::{Diagnosis, Share};
use crate::study::plausible::draws_lived::DrawsLived;
use crate::units::YEAR;
use crate::world::exchange::{Actor, EventName};
use crate::world::record::group::Group;
use crate::world::record::groups::YearlyFigure;
use crate::world::record::{Fraction, MEASURES, index_of, measure};
use serde_json::json;

const WEEKS: i32 = 260;
/// Half of a wide page.
const HALF: f64 = 488.0;
const AWKWARD: &str = "<b>&amp; 100% \"best\" 'x' 社工之家 🏠";

/// A world in which participation in the last year is `level`.
fn world(level: f64) -> RunResults {
    let mut all = Values::empty(WEEKS);
    for (window, level, weeks) in
        [(Window::Before, 0.02, 52.0), (Window::LastYear, level, 52.0), (Window::Whole, 0.5 * level, 260.0)]
    {
        let mut values = vec![None; MEASURES.len()];
        let cost = (1000.0 + 1e5 * level) * weeks;
        for (name, value) in [
            ("participation", level),
            ("full_cost", cost),
            ("public_cost", 0.5 * cost),
            ("deficiency_service", 0.4),
        ] {
            values[index_of(name).unwrap()] = Some(value);
        }
        all.set(window, values);
    }
    let course = |week: i32| Some(0.02 + (level - 0.02) * f64::from(week) / f64::from(WEEKS));
    let groups = [Group::Near, Group::Far].map(|group| {
        let key =
            GroupKey { year: (WEEKS / YEAR).unsigned_abs(), group, figure: YearlyFigure::Participation };
        (key, Fraction { num: level * 100.0, den: 100.0 })
    });
    RunResults { values: all, weekly: vec![(0..=WEEKS).map(course).collect(); 2], groups: groups.into() }
}

fn told(words: &str) -> Told {
    Told { week: 53, actor: Actor::Union, kind: EventName::Rated, words: words.into() }
}

/// Scenarios with the levels of their worlds.
pub(super) fn study(cases: &[(&str, &str, Vec<f64>)]) -> Comparison {
    let case = |(name, title, levels): &(&str, &str, Vec<f64>)| Case {
        name: (*name).into(),
        title: (*title).into(),
        inputs: vec![Source { name: format!("{name}.toml"), sha256: "00ff".into() }],
        before_ends: Some(52),
        residents: None,
        worlds: (1..).zip(levels.iter().map(|level| world(*level))).collect(),
        events: [(EventName::Rated, (levels.len() as u64, [(4, 1)].into()))].into(),
        happened: [(EventName::Rated, 1)].into(),
        stories: [(1, vec![told(AWKWARD)])].into(),
        ..Case::default()
    };
    Comparison {
        version: "0.1.0".into(),
        seed: "1".into(),
        weeks: WEEKS,
        cases: cases.iter().map(case).collect(),
        weekly: weekly(measure("participation").unwrap()),
        ..Comparison::default()
    }
}

pub(super) fn levels(mean: f64, worlds: u32) -> Vec<f64> {
    (0..worlds).map(|w| mean + 0.002 * (f64::from(w * 7 % 10) / 10.0 - 0.45)).collect()
}

/// Worlds in which chance is not the same as in those of [`levels`].
fn other_levels(mean: f64, worlds: u32) -> Vec<f64> {
    (0..worlds).map(|w| mean + 0.002 * (f64::from(w * 3 % 10) / 10.0 - 0.45)).collect()
}

pub(super) fn title(study: &Comparison, lang: Lang) -> String {
    finding(&Scene::new(study, lang, "participation").unwrap())
}

#[test]
fn a_clear_winner_is_named_with_its_distance() {
    let study =
        study(&[("base", "Today", levels(0.021, 20)), ("full", "The full package", levels(0.057, 20))]);
    assert_eq!(
        title(&study, Lang::En),
        "Under the full package 57 of 1,000 residents come in a week, 36 more than under Today"
    );
    assert_eq!(title(&study, Lang::Zh), "综合方案下每千名居民每周有57人到访，比Today多36人");
    let lead = summary(&Scene::new(&study, Lang::En, "participation").unwrap());
    // 6,700 yuan a week instead of 3,100, and half of it public.
    assert_eq!(
        lead,
        "All that the full package uses is worth 348,000 yuan a year, 187,000 yuan more than Today; public \
         purses pay 174,000 yuan of it."
    );
}

/// A scenario whose wages are late in 37% of the weeks of the last year.
fn pays_late(study: &mut Comparison, case: usize) {
    for run in study.cases[case].worlds.values_mut() {
        let late = index_of("late_wages").unwrap();
        let mut row: Vec<_> = MEASURES.iter().map(|m| run.values.get(Window::LastYear, m)).collect();
        row[late] = Some(0.37);
        run.values.set(Window::LastYear, row);
    }
}

#[test]
fn what_does_not_pay_its_people_is_not_named_first() {
    let mut study = study(&[
        ("base", "Today", levels(0.021, 20)),
        ("full", "The full package", levels(0.057, 20)),
        ("some", "A part of it", levels(0.04, 20)),
    ]);
    pays_late(&mut study, 1);
    assert_eq!(
        title(&study, Lang::En),
        "Under a part of it 40 of 1,000 residents come in a week, 19 more than under Today"
    );
    let scene = Scene::new(&study, Lang::En, "participation").unwrap();
    assert_eq!(scene.order, [2, 0, 1]);
    let lead = summary(&scene);
    assert!(
        lead.starts_with("All that a part of it uses is worth 260,000 yuan a year, 98,800 yuan more"),
        "{lead}"
    );
    assert!(lead.contains("public purses pay 130,000 yuan of it."), "{lead}");
    let breaks = "No choice, because something breaks: The full package (wages late in 37% of weeks).";
    assert!(lead.ends_with(breaks), "{lead}");
    for kind in [ChartKind::Ranking, ChartKind::Money] {
        let table = chart(&scene, kind, 1000.0).unwrap().table.csv();
        let row = table.lines().find(|line| line.starts_with("The full package")).unwrap();
        assert!(row.ends_with(",wages late 37%"), "{table}");
        assert_eq!(table.lines().filter(|line| line.ends_with(",–")).count(), 2, "{table}");
    }
    pays_late(&mut study, 0);
    pays_late(&mut study, 2);
    assert!(title(&study, Lang::En).starts_with("None may be called the best: something breaks"));
    assert!(title(&study, Lang::Zh).contains("不能称任何方案最好"));
}

#[test]
fn the_baseline_may_be_the_best() {
    let study = study(&[("base", "Today", levels(0.05, 20)), ("less", "Less", levels(0.03, 20))]);
    assert_eq!(
        title(&study, Lang::En),
        "Nothing brings more people than Today: 50 of 1,000 residents come in a week"
    );
}

#[test]
fn overlapping_intervals_give_no_winner() {
    let plans = [("a", "Plan A", levels(0.0500, 20)), ("b", "Plan B", other_levels(0.0501, 20))];
    let study = study(&[&[("base", "Today", levels(0.02, 20))], &plans[..]].concat());
    let scene = Scene::new(&study, Lang::En, "participation").unwrap();
    assert!(separation(&scene).contains("within a group the order is open"), "{}", separation(&scene));
    let said = title(&study, Lang::En);
    assert_eq!(
        said,
        "No clear winner: by residents of 1,000 who come in a week, Plan B (50) and Plan A (50) cannot be \
         told apart"
    );
    assert!(title(&study, Lang::Zh).contains("没有明确的优胜者"));
}

#[test]
fn a_scenario_that_is_seldom_first_is_no_winner_though_its_mean_is_higher() {
    let mut often = vec![0.10; 70];
    often.extend(vec![0.049; 30]);
    let study = study(&[("base", "Today", vec![0.05; 100]), ("a", "Plan A", often)]);
    assert!(title(&study, Lang::En).starts_with("No clear winner"), "{}", title(&study, Lang::En));
}

#[test]
fn one_world_gives_no_interval_and_no_claim() {
    let study = study(&[("base", "Today", vec![0.02]), ("a", "Plan A", vec![0.05])]);
    assert_eq!(
        title(&study, Lang::En),
        "One random world gives no interval: under Plan A 50 of 1,000 residents come in a week, and nothing \
         follows from it"
    );
    let page = html(&study, Lang::En);
    assert!(
        !page.contains(" random worlds.</p>")
            && page.contains("One random world: no interval, no probability.")
    );
}

#[test]
fn one_scenario_is_told_against_the_time_before() {
    let said = title(&study(&[("a", "Plan A", levels(0.05, 9))]), Lang::En);
    assert_eq!(said, "Under Plan A 50 of 1,000 residents come in a week, before it 20");
    let said = title(&study(&[("a", "Plan A", levels(0.02, 9))]), Lang::En);
    assert_eq!(said, "Under Plan A there is no clear change: 20 of 1,000 residents come in a week");
}

fn many(n: usize) -> Comparison {
    let names: Vec<(String, String)> =
        (0..n).map(|i| (format!("plan-{i}-of-many-with-a-long-name"), format!("Plan {i}"))).collect();
    let cases: Vec<_> = names
        .iter()
        .enumerate()
        .map(|(i, (name, title))| {
            let title = if i % 3 == 1 { AWKWARD } else { title.as_str() };
            (name.as_str(), title, levels(0.02 + 0.003 * (i % 4) as f64, 20))
        })
        .collect();
    study(&cases)
}

const KINDS: [ChartKind; 13] = [
    ChartKind::Lines,
    ChartKind::Multiples,
    ChartKind::Ranking,
    ChartKind::Deficiency,
    ChartKind::Difference,
    ChartKind::Groups,
    ChartKind::Money,
    ChartKind::Prices,
    ChartKind::Events,
    ChartKind::Lanes,
    ChartKind::Causes,
    ChartKind::Waterfall,
    ChartKind::Links,
];

/// A diagnosis as its folder holds it; `sure` tells whether intervals lie apart from zero and from one
/// another, `second` is the share of the second cause.
fn causes(sure: bool, second: f64) -> Diagnosis {
    let half = if sure { 0.01 } else { 0.5 };
    let range = |mean: f64| json!({ "mean": mean, "ci_low": mean - half, "ci_high": mean + half, "n": 9 });
    let share = |name: &str, share: f64| {
        let (low, high) = (share - half, share + half);
        json!({ "name": name, "share": share, "ci_low": low, "ci_high": high, "n": 9 })
    };
    let part = |part: f64| {
        let causes = [share("organization capacity", part), share(AWKWARD, 0.0)];
        json!({ "total": part, "total_interval": range(part), "causes": causes })
    };
    let deficiency = |name: &str| {
        json!({
            "name": name, "label": name, "level": 0.7, "total": 0.4,
            "level_interval": range(0.7), "left": range(0.3), "total_interval": range(0.4),
            "causes": [share("organization capacity", 0.5), share(AWKWARD, second)],
            "largest": { "name": "organization capacity", "told_apart": sure, "sure": sure },
            "interaction": { "surplus": range(-0.05), "kind": "substitutes", "pairs": [] },
            "by_definition": part(0.2), "behaviour": part(0.3),
        })
    };
    let link = |name: &str, lost: f64| {
        let lost = json!({ "participation": range(lost), "deficiency_brand": null });
        json!({ "link": name, "meaning": AWKWARD, "lost": lost })
    };
    let change = json!({ "participation": range(0.1), "deficiency_brand": range(-0.2) });
    let all = json!({
        "scenario": "plan", "title": "Plan", "replicates": 9, "repairs": [], "costs": [],
        "deficiencies": [deficiency("deficiency_service"), deficiency("deficiency_brand")],
        "why": { "headline": "participation", "change": change,
                 "links": [link("hours", 0.04), link(AWKWARD, 0.06)], "note": "" },
    });
    serde_json::from_value(all).unwrap()
}

#[test]
fn causes_are_named_only_where_the_intervals_carry_it() {
    let mut study = study(&[
        ("plan", "Plan", levels(0.02, 9)),
        ("plan + all repaired", "Plan (all repaired)", levels(0.05, 9)),
    ]);
    study.causes = Some(causes(true, -0.1));
    assert_eq!(title(&study, Lang::En), "Plan: repairs pull service inefficiency and weak brand both ways");
    let page = html(&study, Lang::En);
    assert!(page.contains("pulled both ways: repair of organization capacity (50) takes away, repair of"));
    study.causes = Some(causes(true, 0.1));
    assert_eq!(
        title(&study, Lang::En),
        "Plan: organization capacity is the largest cause of service inefficiency and weak brand"
    );
    let page = html(&study, Lang::En);
    assert!(
        page.contains("the largest cause by behaviour is organization capacity")
            && page.contains("accounting by definition")
    );
    assert!(page.contains("The repairs are substitutes") && !page.contains("alone raises it"));
    assert!(title(&study, Lang::Zh).contains("组织能力是"));
    assert!(page.contains("chance between worlds only"));
    // Draws say that it is the largest, or do not.
    for (largest, words) in [(0.96, "is the largest cause of"), (0.6, "no cause stands out for")] {
        let mut over_draws = causes(true, 0.1);
        over_draws.over_draws =
            Some(DrawsLived { draws: 40, draws_there: 268, parameters: 468, ..DrawsLived::default() });
        for d in &mut over_draws.deficiencies {
            let cause = |share: &Share| CauseOverDraws {
                name: share.name.clone(),
                mean: share.mean,
                low: share.mean - 0.02,
                high: share.mean + 0.03,
                lessens: 1.0,
                largest: if share.mean > 0.2 { largest } else { 1.0 - largest },
            };
            d.over_draws = d.causes.iter().map(cause).collect();
        }
        study.causes = Some(over_draws);
        assert!(title(&study, Lang::En).contains(words), "{}", title(&study, Lang::En));
        let page = html(&study, Lang::En);
        assert!(page.contains("Over 40 of 268 plausible draws of 468 parameters"));
        assert!(page.contains("of draws)"));
        assert!(page.contains("no draw holds the doubt about the equations themselves"));
        assert!(html(&study, Lang::Zh).contains("268组合理取值中的40组"));
    }
    study.causes = Some(causes(false, -0.1));
    assert_eq!(title(&study, Lang::En), "Plan: no cause stands out for service inefficiency and weak brand");
    let page = html(&study, Lang::En);
    assert!(page.contains("no cause can be named") && page.contains("no link surely carries it"));
    assert!(!page.contains("substitutes") && !page.contains("alone raises it"));
}

#[test]
fn lanes_name_the_gravest_event_of_the_world_nearest_the_median() {
    let mut study = study(&[("base", "Today", levels(0.02, 5)), ("a", "Plan A", levels(0.05, 5))]);
    let told = |week, actor, kind| Told { week, actor, kind, words: "wages are late".into() };
    let rated = told(60, Actor::Agency, EventName::Rated);
    let title = |study: &Comparison| {
        let scene = Scene::new(study, Lang::En, "participation").unwrap();
        chart(&scene, ChartKind::Lanes, 1000.0).unwrap()
    };
    study.cases[1].stories = [(1, vec![rated.clone()])].into();
    assert_eq!(title(&study).title, "Plan A: no contract lost, nobody paid late");
    let late = told(70, Actor::Organization, EventName::LateWages);
    let lost = told(105, Actor::Agency, EventName::NotRenewed);
    study.cases[1].stories = [(1, vec![rated, late, lost])].into();
    let drawn = title(&study);
    assert_eq!(drawn.title, "Plan A: contract not renewed in week 105");
    // Bureau, union, committee, organization, partners: each has a lane, whether or not it did anything.
    let lanes = ["funding bureau", "union", "community committee", "organization", "partners"];
    let said: Vec<&str> = drawn.wide.labels.iter().map(|(_, words)| words.as_str()).collect();
    assert!(lanes.iter().all(|lane| said.contains(lane)) && !said.contains(&"home"), "{said:?}");
    assert!(said.contains(&"Contract not renewed") && said.contains(&"handover"), "{said:?}");
}

/// Matters are strokes, one for each week of a body, and numbers in the table; in words they are not told.
#[test]
fn lanes_show_the_matters_of_each_body() {
    let mut study = study(&[("base", "Today", levels(0.02, 5)), ("a", "Plan A", levels(0.05, 5))]);
    let told = |week, actor, kind| Told { week, actor, kind, words: "of the council".into() };
    let events = vec![
        told(30, Actor::Committee, EventName::Matter),
        told(30, Actor::Committee, EventName::Matter),
        told(34, Actor::Union, EventName::Matter),
        told(40, Actor::Union, EventName::CarriedOut),
        told(60, Actor::Agency, EventName::Rated),
    ];
    study.cases[1].take_events(1, events);
    assert_eq!(study.cases[1].stories[&1].len(), 1);
    let scene = Scene::new(&study, Lang::En, "participation").unwrap();
    let drawn = chart(&scene, ChartKind::Lanes, 1000.0).unwrap();
    assert_eq!(drawn.wide.text.matches("v4.5").count(), 3);
    let table = drawn.table.csv();
    for row in [
        "union,\"matters raised: 1, carried out: 1\"",
        "community committee,\"matters raised: 2, carried out: 0\"",
    ] {
        assert!(table.contains(row), "{table}");
    }
    assert!(!table.contains("organization,\"matters"), "{table}");
}

#[test]
fn a_price_is_said_only_where_there_is_surely_a_gain() {
    let shown = |levels_of_plan: Vec<f64>| {
        let study = study(&[("base", "Today", levels(0.02, 20)), ("a", "Plan A", levels_of_plan)]);
        let scene = Scene::new(&study, Lang::En, "participation").unwrap();
        chart(&scene, ChartKind::Prices, 1000.0).unwrap().table.csv()
    };
    // Of the goods, the study knows visits and persons not at all: only points of service, which do not move.
    let csv = shown(levels(0.05, 20));
    assert!(csv.contains("a point less service inefficiency,0,,,,,"), "{csv}");
}

#[test]
fn labels_have_room_and_marks_stay_in_their_plot() {
    for n in [1, 2, 3, 5, 8, 22] {
        let mut study = many(n);
        study.causes = Some(causes(n % 2 == 1, -0.1));
        for lang in [Lang::En, Lang::Zh] {
            let scene = Scene::new(&study, lang, "participation").unwrap();
            for kind in KINDS {
                for width in [1000.0, HALF, NARROW] {
                    let chart = chart(&scene, kind, width).unwrap();
                    for picture in [&chart.wide, &chart.narrow].into_iter().chain(&chart.narrow_rest) {
                        assert_eq!(
                            picture.faults(),
                            Vec::<String>::new(),
                            "{kind:?}, {n} scenarios, {width} wide"
                        );
                        well_formed(&picture.text);
                    }
                }
            }
        }
    }
}

/// A parser of XML reads it.
fn well_formed(text: &str) {
    if let Err(fault) = roxmltree::Document::parse(text) {
        panic!("{fault}: {text}");
    }
}

/// Worlds in which nothing happens until week 52, and participation is `level` from week 53 on, with a season
/// that ends low.
fn after_handover(level: f64) -> RunResults {
    let season = |week: i32| 0.005 * libm::sin(f64::from(week) / 52.0 * std::f64::consts::TAU + 1.0);
    let value = |week: i32| 0.02 + season(week) + if week > 52 { level } else { 0.0 };
    let mean = (209..=260).map(value).sum::<f64>() / 52.0;
    let course: Vec<Option<f64>> = (0..=WEEKS).map(|week| Some(value(week))).collect();
    RunResults { weekly: vec![course; 2], ..world(mean) }
}

/// Today and a plan, in so many worlds, with courses as in [`after_handover`].
fn two_courses(worlds: u32) -> Comparison {
    let mut study = study(&[("base", "Today", vec![]), ("plan", "Plan", vec![])]);
    for (at, level) in [0.01, 0.03].into_iter().enumerate() {
        let of = |world: u32| (world, after_handover(level + 0.001 * f64::from(world % 5)));
        study.cases[at].worlds = (1..=worlds).map(of).collect();
    }
    study
}

#[test]
fn no_effect_is_drawn_before_its_cause() {
    let mut study = two_courses(10);
    // A change in week 157, as a schedule dates it.
    study.cases[1].changes = vec![157];
    for run in study.cases[1].worlds.values_mut() {
        run.weekly[0].iter_mut().skip(157).flatten().for_each(|value| *value -= 0.01);
    }
    let bands = study.differences(&study.cases[1], "participation", 52);
    let mean = |week: usize| bands[week].map(|band| band.mean);
    assert!((1..=52).all(|week| mean(week) == Some(0.0)), "{:?}", &bands[..53]);
    // A gap where a stretch begins, and from its first quarter on nothing of what was before.
    assert!((53..65).chain(157..169).all(|week| mean(week).is_none()));
    for (weeks, right) in [(65..=156, 0.02), (169..=260, 0.01)] {
        assert!(weeks.clone().all(|week| (mean(week).unwrap() - right).abs() < 1e-9), "{weeks:?}");
    }
    let scene = Scene::new(&study, Lang::En, "participation").unwrap();
    let table = chart(&scene, ChartKind::Difference, 1000.0).unwrap().table.csv();
    let before: Vec<&str> =
        table.lines().filter(|row| row.starts_with("13,") || row.starts_with("52,")).collect();
    assert_eq!(before, ["13,0,0,0", "52,0,0,0"], "{table}");
}

#[test]
fn a_line_ends_at_the_number_of_the_ranking_also_where_the_season_ends_low() {
    let study = two_courses(10);
    let last = |case: usize, measure: &str| {
        study.bands(&study.cases[case], measure, 52).last().copied().flatten().unwrap().mean
    };
    let of_year =
        |case: usize| study.level(&study.cases[case], "participation", Window::LastYear).mean().unwrap();
    for case in [0, 1] {
        assert!((last(case, "participation") - of_year(case)).abs() < 1e-12);
        // The last weeks lie elsewhere: a quarter's mean would not do.
        let quarter = study.bands(&study.cases[case], "participation", 13).last().copied().flatten().unwrap();
        assert!((quarter.mean - of_year(case)).abs() > 0.001);
    }
    let scene = Scene::new(&study, Lang::En, "participation").unwrap();
    let shown = |kind: ChartKind| {
        let chart = chart(&scene, kind, 1000.0).unwrap();
        chart.wide.labels.into_iter().map(|(_, words)| words).collect::<Vec<_>>()
    };
    let (level, change) =
        (scene.level_words(1, scene.measure).unwrap(), scene.change_words(1, scene.measure).unwrap().0);
    for (kind, words) in [
        (ChartKind::Ranking, &level),
        (ChartKind::Lines, &level),
        (ChartKind::Ranking, &change),
        (ChartKind::Difference, &change),
        (ChartKind::Multiples, &change),
    ] {
        assert!(shown(kind).iter().any(|label| label.contains(words.as_str())), "{kind:?} {words}");
    }
    // Where the last stretch is shorter than a year the line ends elsewhere, and no number stands there.
    let mut study = two_courses(10);
    study.cases[1].changes = vec![230];
    let scene = Scene::new(&study, Lang::En, "participation").unwrap();
    let lines = chart(&scene, ChartKind::Lines, 1000.0).unwrap();
    let labels: Vec<&str> = lines.wide.labels.iter().map(|(_, label)| label.trim()).collect();
    assert!(
        labels.contains(&"Plan") && labels.iter().any(|l| l.ends_with("Today") && *l != "Today"),
        "{labels:?}"
    );
}

#[test]
fn titles_are_never_cut_at_commas() {
    let mut study = study(&[
        ("base", "Today", levels(0.02, 5)),
        ("cut", "Contract, cut by 40% in year 3", levels(0.03, 5)),
        ("rooms", "Contract 320,000 + rooms and more of everything", levels(0.04, 5)),
    ]);
    let labels = |study: &Comparison| Scene::new(study, Lang::En, "participation").unwrap().labels;
    assert_eq!(labels(&study), ["Today", "cut", "rooms"]);
    study.cases[2].short = Some("Contract 320,000".into());
    study.cases[0].short = Some("Today's arrangement".into());
    assert_eq!(labels(&study), ["Today's arrangement", "cut", "Contract 320,000"]);
    let zh = Scene::new(&study, Lang::Zh, "participation").unwrap().labels;
    assert_eq!(zh[0], "现状");
}

#[test]
fn the_story_is_that_of_the_world_nearest_the_median_and_says_how_often_such_a_thing_happens() {
    // World 1 loses its contract, as 4 of 50 do, and is far from the median.
    let mut values = levels(0.05, 50);
    values[0] = 0.01;
    let mut study = study(&[("base", "Today", levels(0.02, 50)), ("plan", "Plan", values)]);
    for case in &mut study.cases {
        case.happened = [(EventName::NotRenewed, 4), (EventName::Rated, 50)].into();
        case.stories =
            (1..=50).map(|world| (world, vec![told(&format!("the story of world {world}"))])).collect();
        case.stories.entry(1).or_default()[0].kind = EventName::NotRenewed;
    }
    study.cases[0].happened.remove(&EventName::NotRenewed);
    let scene = Scene::new(&study, Lang::En, "participation").unwrap();
    let case = &study.cases[1];
    let median = {
        let mut all: Vec<f64> = study.values(case, "participation", Window::LastYear).into_values().collect();
        all.sort_by(f64::total_cmp);
        crate::stats::quantile(&all, 0.5).unwrap()
    };
    let chosen = typical_world(&scene, case).unwrap();
    let far = |world: u32| (study.values(case, "participation", Window::LastYear)[&world] - median).abs();
    assert!(chosen != 1 && (1..=50).all(|world| far(chosen) <= far(world)), "{chosen}");
    assert!(html(&study, Lang::En).contains(&format!("the story of world {chosen}<")));
    let often = how_often(&scene);
    assert!(often.contains("Contract not renewed: Today 0 of 50, Plan 4 of 50"), "{often}");
}

#[test]
fn groups_that_do_not_add_up_say_why() {
    let mut study = study(&[("base", "Today", levels(0.02, 5)), ("plan", "Plan", levels(0.05, 5))]);
    let said = |study: &Comparison| adds_up(&Scene::new(study, Lang::En, "participation").unwrap());
    let everybody = GroupKey { year: 5, group: Group::Everybody, figure: YearlyFigure::Participation };
    let mut set = |factor: f64| {
        for case in &mut study.cases {
            for run in case.worlds.values_mut() {
                let level = run.values.get(Window::LastYear, measure("participation").unwrap()).unwrap();
                run.groups.insert(everybody, Fraction { num: level * factor * 100.0, den: 100.0 });
            }
        }
        said(&study)
    };
    assert_eq!(set(1.0), "");
    let words = set(0.963);
    assert!(
        words.contains("moved away") && words.contains("make 48.1 of 1,000") && words.contains("not 49.9."),
        "{words}"
    );
}

#[test]
fn awkward_names_survive_and_nothing_is_asked_of_the_net() {
    let mut study = many(4);
    study.causes = Some(causes(true, 0.1));
    study.cases[2].name = "a<i>&\"%\u{7}'社🏠".into();
    for lang in [Lang::En, Lang::Zh] {
        let page = html(&study, lang);
        assert!(page.contains("&lt;b&gt;&amp;amp; 100% &quot;best&quot; 'x' 社工之家 🏠"));
        assert!(!page.contains("<b>") && !page.contains("<i>") && !page.contains('\u{7}'));
        // Below its head the page holds no element of HTML that stays open.
        let body = &page[page.find("<main>").unwrap()..page.find("</body>").unwrap()];
        well_formed(&format!("<body>{body}</body>"));
        let plain = page.replace("http://www.w3.org/2000/svg", "").replace("http://www.w3.org/2000/svg", "");
        let outside = ["http:", "https:", "<script", "<link rel=\"style", "@import", "url(", " src="];
        for word in outside {
            assert!(!plain.contains(word), "{word}");
        }
        for part in page.split("<svg ").skip(1) {
            assert!(
                part.starts_with("xmlns")
                    && part.contains("role=\"img\"")
                    && part.contains("<title")
                    && part.contains("<desc")
            );
        }
    }
}

#[test]
fn eight_scenarios_keep_the_page_small_and_its_bytes_the_same() {
    for n in [8, 22] {
        let page = html(&many(n), Lang::En);
        assert_eq!(page, html(&many(n), Lang::En));
        assert!(page.len() <= 1_500_000, "{n}: {}", page.len());
    }
}

#[test]
fn a_scenario_keeps_its_colour_and_of_many_only_five_have_one() {
    let (few, more) = (many(5), many(9));
    let inks = |study: &Comparison| Scene::new(study, Lang::En, "participation").unwrap().inks;
    let distinct: std::collections::BTreeSet<_> = inks(&few).iter().map(|ink| ink.fill).collect();
    assert_eq!(distinct.len(), 5);
    assert_eq!(inks(&more).iter().filter(|ink| ink.shown).count(), 5);
    assert!(inks(&more)[0].base);
}

/// A difference of the full package that was computed before.
fn known(measure: &'static str, diff: f64, interval: (f64, f64)) -> Effect {
    Effect {
        baseline: "base".into(),
        scenario: "full".into(),
        measure,
        window: Window::LastYear,
        paired: Paired {
            pairs: 20,
            diff,
            diff_all: diff,
            apart: None,
            interval: Some(interval),
            others: None,
            p_better: None,
            correlation: None,
            variance_reduction: None,
            pairs_to_settle: None,
        },
    }
}

#[test]
fn the_ranking_makes_room_for_every_number() {
    let mut study =
        study(&[("base", "Today", levels(0.021, 20)), ("full", "The full package", levels(0.057, 20))]);
    study.effects = vec![
        known("participation", 0.00063, (0.00048, 0.00079)),
        known("public_cost", 52.0 * 2_000_000.0, (52.0 * 1_234_567.0, 52.0 * 2_345_678.0)),
    ];
    for (measure, interval) in [
        ("participation", "+0.63 (+0.48 to +0.79)"),
        ("public_cost", "+2,000,000 (+1,234,567 to +2,345,678)"),
    ] {
        let scene = Scene::new(&study, Lang::En, measure).unwrap();
        let chart = chart(&scene, ChartKind::Ranking, 1000.0).unwrap();
        let labels: Vec<&str> = chart.wide.labels.iter().map(|(_, label)| label.as_str()).collect();
        assert!(labels.contains(&interval), "{labels:?}");
        for picture in [&chart.wide, &chart.narrow] {
            assert_eq!(picture.faults(), Vec::<String>::new(), "{measure}");
            assert!(picture.labels.iter().all(|(_, label)| !label.contains('…')), "{:?}", picture.labels);
        }
    }
}

#[test]
fn worlds_far_off_are_told_under_the_ranking() {
    let mut study =
        study(&[("base", "Today", levels(0.021, 20)), ("full", "The full package", levels(0.057, 20))]);
    let mut effect = known("participation", 0.02, (0.019, 0.021));
    study.effects = vec![effect.clone()];
    let note = |study: &Comparison, lang| separation(&Scene::new(study, lang, "participation").unwrap());
    assert!(!note(&study, Lang::En).contains("Far off"));
    effect.paired.apart = Some(Apart { worlds: 1, low: -0.1, high: -0.1 });
    study.effects = vec![effect];
    let (english, chinese) = (note(&study, Lang::En), note(&study, Lang::Zh));
    assert!(english.ends_with("Far off lie The full package: 1 of 20, ≤ 21.6%, at −100.0."), "{english}");
    assert!(chinese.ends_with("综合方案：20次中1次，≤ 21.6%，为−100.0。"), "{chinese}");
}

#[test]
fn every_word_in_place_of_a_price_is_explained() {
    let study = study(&[("base", "Today", levels(0.02, 20)), ("a", "Plan A", levels(0.05, 20))]);
    for (lang, words) in [
        (Lang::En, ["“no effect”", "“worse”", "“cost open”"]),
        (Lang::Zh, ["“无效果”", "“更差”", "“成本未定”"]),
    ] {
        let scene = Scene::new(&study, lang, "participation").unwrap();
        let told = chart(&scene, ChartKind::Prices, 1000.0).unwrap().desc;
        assert!(words.iter().all(|word| told.contains(word)), "{told}");
    }
}

#[test]
fn differences_that_were_computed_before_are_taken() {
    let mut study =
        study(&[("base", "Today", levels(0.021, 20)), ("full", "The full package", levels(0.057, 20))]);
    study.effects =
        vec![known("participation", 0.5, (0.25, 1.0)), known("public_cost", 52_000.0, (26_000.0, 104_000.0))];
    let change = |study: &Comparison, name: &str| study.change(&study.cases[1], measure(name).unwrap());
    assert_eq!(change(&study, "participation"), Some((0.5, Some((0.25, 1.0)))));
    assert_eq!(
        change(&study, "public_cost"),
        Some((1000.0, Some((500.0, 2000.0)))),
        "a total of a year becomes a mean per week"
    );
    study.baseline = 1;
    assert_eq!(change(&study, "participation"), None);
    let (back, _) = study.change(&study.cases[0], measure("participation").unwrap()).unwrap();
    assert!((back + 0.036).abs() < 1e-9, "against another baseline the worlds speak: {back}");
}

#[test]
fn the_page_of_many_scenarios_grows_with_their_number_and_no_faster() {
    let size = |scenarios: usize| {
        let names: Vec<String> = (0..scenarios).map(|i| format!("scenario-{i}")).collect();
        let cases: Vec<_> = names
            .iter()
            .enumerate()
            .map(|(i, name)| (name.as_str(), name.as_str(), levels(0.02 + 0.0001 * i as f64, 2)))
            .collect();
        html(&study(&cases), Lang::En).len() as f64
    };
    let (forty, eighty) = (size(40), size(80));
    assert!(eighty < 2.1 * forty, "{forty} bytes for 40 scenarios, {eighty} for 80");
    assert!(eighty < 4e6, "{eighty} bytes for 80");
}
