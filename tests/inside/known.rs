//! What pages say of what is known: draws decide instead of worlds, in large print, and chance stands in
//! small print beside it.

use crate::inside::report::{levels, study, title};
use crate::report::answers::run::Emphasis;
use crate::report::answers::{compare_brief, decision_json};
use crate::report::charts::scene::Scene;
use crate::report::page::decision;
use crate::report::page::first_screen::{AnswerPrint, answers};
use crate::report::page::html::html;
use crate::report::page::notes::separation;
use crate::report::page::recommendation::{TurningTold, recommended, sentences};
use crate::report::text::translate::Lang;
use crate::scenario::draws_from::DrawsFrom;
use crate::study::compare::breaks::Break;
use crate::study::compare::comparison::Comparison;
use crate::study::plausible::for_whom::KnownGroup;
use crate::study::plausible::knowledge::{Knowledge, KnownEffect, KnownEffects};
use crate::study::plausible::robustness::Robustness;
use crate::study::plausible::standings::{BrokenInDraws, StandingOverDraws};
use crate::study::plausible::turning::Turning;
use crate::study::plausible::unless::{TurningBound, Unless};
use crate::world::blueprint::facts;
use crate::world::record::group::Group;
use serde_json::json;

/// A scenario over draws: name, mean effect and its ends in people of 1,000, in which share of draws it is
/// better than each of all.
type Drawn<'a> = (&'a str, (f64, f64, f64), Vec<f64>);

/// What is known of scenarios, the baseline first; regrets are distances to the largest mean.
fn known(of: &[Drawn], smallest: f64) -> KnownEffects {
    let best = of.iter().map(|one| one.1.0).fold(f64::NEG_INFINITY, f64::max);
    let effect = |(name, (mean, low, high), beats): &Drawn| KnownEffect {
        scenario: (*name).into(),
        measure: "participation",
        knowledge: Knowledge {
            draws: 40,
            mean: mean / 1000.0,
            low: low / 1000.0,
            high: high / 1000.0,
            share_better: Some(beats[0]),
            matters: mean / 1000.0 >= smallest,
            chance_sd: 0.001,
            knowledge_sd: 0.01,
        },
    };
    let standing = |(name, (mean, ..), beats): &Drawn| StandingOverDraws {
        scenario: (*name).into(),
        robustness: Robustness {
            share_first: if *mean == best { 0.75 } else { 0.25 },
            expected_regret: (best - mean) / 1000.0,
            worst_regret: (best - mean) / 500.0,
        },
        beats: beats.clone(),
        breaks: vec![],
        breaks_any: 0.0,
        strained: vec![],
        contract_lost: None,
        meets: vec![],
        meets_all: 1.0,
        quantiles: vec![],
    };
    KnownEffects {
        draws: 40,
        draws_there: 200,
        worlds_per_draw: 2,
        chance_share: Some(0.25),
        parameters: 468,
        from: DrawsFrom::Plausible,
        measure: "participation",
        smallest,
        requirements: vec![],
        effects: of.iter().skip(1).map(effect).collect(),
        robustness: of.iter().map(standing).collect(),
    }
}

const NOTHING: (f64, f64, f64) = (0.0, 0.0, 0.0);

/// Chance tells the full package from the rest; `known` is what draws say.
fn three(of: KnownEffects) -> Comparison {
    let cases = [
        ("base", "Today", levels(0.021, 20)),
        ("some", "A part of it", levels(0.04, 20)),
        ("full", "The full package", levels(0.057, 20)),
    ];
    Comparison { known: Some(of), ..study(&cases) }
}

fn clear() -> Comparison {
    three(known(
        &[
            ("base", NOTHING, vec![0.5, 0.0, 0.0]),
            ("some", (12.0, 4.0, 19.0), vec![1.0, 0.5, 0.02]),
            ("full", (31.0, 14.0, 52.0), vec![1.0, 0.98, 0.5]),
        ],
        0.001,
    ))
}

/// The part of it is ahead in two draws of five.
fn open() -> Comparison {
    three(known(
        &[
            ("base", NOTHING, vec![0.5, 0.0, 0.0]),
            ("some", (29.0, 4.0, 60.0), vec![1.0, 0.5, 0.4]),
            ("full", (31.0, 14.0, 52.0), vec![1.0, 0.6, 0.5]),
        ],
        0.001,
    ))
}

#[test]
fn where_draws_were_lived_they_are_the_title_and_stand_in_large_print() {
    let study = clear();
    assert_eq!(
        title(&study, Lang::En),
        "Under the full package 14 to 52 more of 1,000 residents come in a week than under Today, in 90% of \
         plausible draws"
    );
    assert_eq!(title(&study, Lang::Zh), "在90%的合理取值中，综合方案下每千名居民每周比Today多14～52人");
    let told = answers(&Scene::new(&study, Lang::En, "participation").unwrap());
    let prints: Vec<AnswerPrint> = told.iter().map(|answer| answer.print).collect();
    assert_eq!((prints[0], prints[prints.len() - 1]), (AnswerPrint::Large, AnswerPrint::Small));
    assert_eq!(prints.iter().filter(|print| **print != AnswerPrint::Usual).count(), 2);
    assert_eq!(
        told[0].words,
        "The full package brings more people than Today in 100% of 40 draws: +14 to +52 of 1,000 \
         residents (5–95% of draws). It is the best of all in 75%."
    );
    let chance = &told[told.len() - 1].words;
    assert!(chance.starts_with("First in 100% of 20 random worlds."), "{chance}");
    assert!(chance.ends_with("more worlds narrow it, not what is known."), "{chance}");
    let page = html(&study, Lang::En);
    for words in [
        "<div class=\"large\"><dt>What is known</dt>",
        "<div class=\"small\"><dt>Of chance</dt>",
        "Weekly participation in the last year over 40 of 200 plausible draws of 468 parameters",
        // The mean of the part, how far it is behind on average, and in the worst twentieth.
        "<td>+12 (+4 to +19)</td><td>100%</td><td>25%</td><td>19</td><td>38</td>",
        "In what is known all can be told apart.",
        "no draw holds the doubt about the equations themselves",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("That is chance between worlds only"));
    assert!(!page.contains("They do not hold the doubt about parameters"));
}

/// Everything on the first screen that draws say is said by draws: one number of a thing.
#[test]
fn money_groups_what_gets_worse_and_what_breaks_are_told_over_draws() {
    let mut study = clear();
    let full = study.known.as_ref().unwrap().effects[1].knowledge.clone();
    let group = |group, mean: f64| {
        let (mean, low, high) = (mean / 1000.0, mean / 2000.0, mean / 500.0);
        KnownGroup {
            scenario: "full".into(),
            group,
            knowledge: Knowledge { mean, low, high, ..full.clone() },
        }
    };
    study.known_groups = vec![group(Group::Far, 12.0), group(Group::Near, 40.0)];
    let known = study.known.as_mut().unwrap();
    // Sums are of the whole year.
    for (measure, mean, low, high, share_better) in [
        ("full_cost", 104_000.0, 52_000.0, 208_000.0, 0.0),
        ("public_cost", 78_000.0, -2_600.0, 104_000.0, 0.06),
        ("visits", 5_200.0, 2_600.0, 9_100.0, 1.0),
        ("satisfaction", -0.05, -0.09, -0.01, 0.04),
        ("willingness", -0.05, -0.09, 0.01, 0.06),
    ] {
        let knowledge = Knowledge { mean, low, high, share_better: Some(share_better), ..full.clone() };
        known.effects.push(KnownEffect { scenario: "full".into(), measure, knowledge });
    }
    known.robustness[2].breaks = vec![BrokenInDraws { what: Break::LateWages, share: 0.1 }];
    known.robustness[2].breaks_any = 0.1;
    for (lang, all) in [
        (
            Lang::En,
            [
                "The full package uses +104,000 yuan a year against Today (+52,000 to +208,000, 5–95%); \
                 public purses pay +78,000 (−2,600 to +104,000).",
                "Living near gain most (+40 of 1,000; +20 to +80, 5–95%), living far least (+12; \
                 +6 to +24).",
                "With the usual parameters:",
                "Worse than under Today in 95% of draws: satisfaction of users (−5.0); it costs 104,000 \
                 yuan a year more.",
                "Something breaks in 10% of draws: wages late 10%.",
                "20 yuan a visit",
            ],
        ),
        (
            Lang::Zh,
            [
                "与Today相比，综合方案每年全部成本+10.4万元（+5.20万元～+20.8万元，5–95%的取值）；财政支出+7.80万元（−2,600元～+10.4万元）。",
                "受益最多的是住得近的居民（每千人+40人，5–95%的取值为+20～+80），最少的是住得远的居民（+12人，+6～+24）。",
                "按常用参数：",
                "在95%的取值中比Today更差的有：",
                "在10%的取值中有运行失败：拖欠工资 10%。",
                "每次到访20元",
            ],
        ),
    ] {
        let page = html(&study, lang).replace('\u{a0}', " ");
        let brief = compare_brief::text(&study, lang, Emphasis::Plain, "").unwrap();
        for words in all {
            assert!(page.contains(words), "{words}");
            let dense = |text: &str| text.split_whitespace().collect::<String>();
            assert!(dense(&brief).contains(&dense(words)), "{words}: {brief}");
        }
    }
}

#[test]
fn without_draws_a_page_says_that_it_tells_chance_only() {
    let study = Comparison { known: None, ..clear() };
    let told = answers(&Scene::new(&study, Lang::En, "participation").unwrap());
    assert!(told.iter().all(|answer| answer.print == AnswerPrint::Usual));
    let page = html(&study, Lang::En);
    assert!(page.contains("That is chance between worlds only") && !page.contains("plausible draws"));
    assert!(!page.contains("class=\"large\"") && !page.contains("What is known"));
    // Draws by another measure say nothing of this one.
    let mut other = clear();
    other.known.as_mut().unwrap().measure = "visits";
    assert!(html(&other, Lang::Zh).contains("以上只反映各次模拟之间的偶然"));
}

#[test]
fn what_cannot_be_told_apart_in_what_is_known_has_no_winner_however_sure_chance_is() {
    let study = open();
    assert_eq!(
        title(&study, Lang::En),
        "No clear winner: the full package (first in 75%) and a part of it (first in 25%) of the draws \
         cannot \
         be told apart in what is known"
    );
    let scene = Scene::new(&study, Lang::En, "participation").unwrap();
    let words = separation(&scene);
    assert!(words.ends_with("from neighbour to neighbour: The full package and A part of it."), "{words}");
    let brief = compare_brief::text(&study, Lang::En, Emphasis::Plain, "").unwrap();
    assert!(brief.starts_with("No clear winner"), "{brief}");
    assert!(!brief.contains("That is chance between worlds only"), "{brief}");
}

/// Four scenarios, of which draws and chance tell the last from the rest.
fn four() -> Comparison {
    let cases = [
        ("base", "Today", levels(0.021, 20)),
        ("some", "A part of it", levels(0.04, 20)),
        ("more", "A larger part", levels(0.048, 20)),
        ("full", "The full package", levels(0.057, 20)),
    ];
    let of = [
        ("base", NOTHING, vec![0.5, 0.0, 0.0, 0.0]),
        ("some", (12.0, 4.0, 19.0), vec![1.0, 0.5, 0.02, 0.0]),
        ("more", (20.0, 9.0, 33.0), vec![1.0, 0.98, 0.5, 0.01]),
        ("full", (31.0, 14.0, 52.0), vec![1.0, 1.0, 0.99, 0.5]),
    ];
    Comparison { known: Some(known(&of, 0.001)), ..study(&cases) }
}

/// What a page with draws would tell twice would take the fifth page.
#[test]
fn beside_what_is_known_paper_leaves_out_what_it_tells_twice() {
    let left_out = |study: &Comparison| {
        let page = html(study, Lang::En);
        let parts = ["ranking", "lines-participation", "multiples"];
        parts.map(|part| {
            assert!(page.contains(&format!("<section id=\"part-{part}\"")), "{part}");
            page.contains(&format!("<section id=\"part-{part}\" class=\"screen\">"))
        })
    };
    assert_eq!(left_out(&Comparison { known: None, ..four() }), [false, false, false]);
    assert_eq!(left_out(&clear()), [false, false, true]);
    assert_eq!(left_out(&four()), [false, true, true]);
    for (lang, words) in
        [(Lang::En, "Cannot be told apart in what is known"), (Lang::Zh, "就目前所知，相邻方案")]
    {
        assert_eq!(html(&open(), lang).matches(words).count(), 1, "{words}");
    }
}

#[test]
fn what_breaks_in_most_draws_is_not_named_first() {
    let mut study = clear();
    let standing = &mut study.known.as_mut().unwrap().robustness[2];
    standing.breaks = vec![BrokenInDraws { what: Break::LateWages, share: 0.55 }];
    standing.breaks_any = 0.55;
    let words = title(&study, Lang::En);
    assert!(words.starts_with("Under a part of it 4 to 19 more"), "{words}");
    assert!(html(&study, Lang::En).contains("<td>wages late 55%</td>"));
    assert!(html(&study, Lang::Zh).contains("<td>拖欠工资 55%</td>"));
    for standing in &mut study.known.as_mut().unwrap().robustness {
        standing.breaks_any = 0.55;
    }
    assert!(title(&study, Lang::En).starts_with("None may be called the best"));
}

#[test]
fn below_the_smallest_difference_nothing_matters_however_sure_it_is() {
    // 31 and 12 of 1,000 are sure, but somebody said that less than 40 is nothing.
    let of = [
        ("base", NOTHING, vec![0.5, 0.0, 0.0]),
        ("some", (12.0, 4.0, 19.0), vec![1.0, 0.5, 0.02]),
        ("full", (31.0, 14.0, 52.0), vec![1.0, 0.98, 0.5]),
    ];
    let study = three(known(&of, 0.04));
    assert_eq!(
        title(&study, Lang::En),
        "No package makes a difference that matters: the most, the full package, brings +14 to +52 of 1,000 \
         residents a week against Today; below 40 on average nothing matters"
    );
    assert!(title(&study, Lang::Zh).starts_with("没有方案带来值得一提的差别"));
    let told = answers(&Scene::new(&study, Lang::En, "participation").unwrap());
    assert!(told[0].words.ends_with("No difference that matters: on average below 40 of 1,000."));
    // With one that matters the title speaks of it.
    assert!(title(&three(known(&of, 0.02)), Lang::En).starts_with("Under the full package"));
}

/// It turns in a fifth of draws, most of them where talk is weak.
fn turning() -> Turning {
    let bounds = vec![TurningBound { at: 1, above: false, value: 0.0042 }];
    Turning { share: 0.2, unless: Some(Unless { bounds, density: 0.6, coverage: 0.75 }) }
}

fn parameters() -> Vec<String> {
    ["residents.choice.intercept", "residents.talk.word"].map(str::to_string).into()
}

#[test]
fn the_recommendation_says_what_is_best_what_is_worth_its_money_and_what_it_depends_on() {
    let (study, parameters, tables) = (clear(), parameters(), facts());
    let scene = Scene::new(&study, Lang::En, "participation").unwrap();
    assert_eq!(recommended(&scene), Some((2, vec![1, 0])));
    let told = TurningTold { turning: turning(), parameters: &parameters, tables: &tables };
    let [best, value, depends] = sentences(&scene, Some(&told));
    assert_eq!(
        best,
        "The full package is best in what is known: better than each of the others in at least 95% of 40 \
         draws, with 14 to 52 more of 1,000 residents a week than Today (5–95%)."
    );
    assert!(value.contains("gives most for money"), "{value}");
    let (head, tail) =
        ("It holds unless residents.talk.word is at most 0.0042 (", "): there another is better");
    assert!(depends.starts_with(head) && depends.contains(tail), "{depends}");
    assert!(
        depends.ends_with("in 60% of draws (20% everywhere), and 75% of such draws lie there."),
        "{depends}"
    );
    let chinese = Scene::new(&study, Lang::Zh, "participation").unwrap();
    let words = sentences(&chinese, Some(&told))[2].clone();
    assert!(words.starts_with("除非residents.talk.word不高于0.0042（"), "{words}");
    // No condition, and nothing that turns it.
    let of =
        |share| TurningTold { turning: Turning { share, unless: None }, parameters: &[], tables: &tables };
    let third = |share| sentences(&scene, Some(&of(share)))[2].clone();
    assert!(third(0.0).starts_with("No draw turns it") && third(0.3).starts_with("In 30% of draws"));
    // Without draws only chance is told, and it is said.
    let chance = Comparison { known: None, ..clear() };
    let scene = Scene::new(&chance, Lang::En, "participation").unwrap();
    let [best, _, depends] = sentences(&scene, None);
    assert!(best.starts_with("Under the full package 57 of 1,000 residents"), "{best}");
    assert!(depends.contains("only chance between random worlds"), "{depends}");
    let open = open();
    let scene = Scene::new(&open, Lang::En, "participation").unwrap();
    let best = sentences(&scene, None)[0].clone();
    assert!(
        best.starts_with("The full package falls least behind the best of each draw (on average 0.0"),
        "{best}"
    );
    assert!(best.ends_with("cannot be told apart from a part of it in what is known."), "{best}");
}

/// A package that does not keep what is required is not recommended as the best value, in any answer.
#[test]
fn what_breaks_a_requirement_is_no_best_value() {
    let value = |of: &Comparison, lang| {
        let scene = Scene::new(of, lang, "participation").unwrap();
        let page = decision::html(&scene, &[], None, ("commonroom decision", None));
        let mut json = json!({});
        decision_json::add(&mut json, of, None, &[]);
        let words = sentences(&scene, None)[1].clone();
        assert!(lang != Lang::En || json["recommendation"][1] == json!(words), "{json}");
        assert!(page.contains(words.trim_end_matches('.')), "{words}");
        words
    };
    let mut study = clear();
    study.known.as_mut().unwrap().requirements = vec!["public_cost:p95<=400000".into()];
    let usual = value(&study, Lang::En);
    let (first, other) = if usual.starts_with("A part of it") { (1, 2) } else { (2, 1) };
    let named = ["", "A part of it gives most", "The full package gives most"];
    assert!(usual.starts_with(named[first]), "{usual}");
    study.known.as_mut().unwrap().robustness[first].meets_all = 0.49;
    let words = value(&study, Lang::En);
    assert!(words.starts_with(named[other]), "{words}");
    study.known.as_mut().unwrap().robustness[other].meets_all = 0.0;
    assert_eq!(
        value(&study, Lang::En),
        "No package that keeps what is required surely brings more people than Today."
    );
    assert_eq!(value(&study, Lang::Zh), "没有符合要求的方案确定比Today吸引更多居民。");
}

/// What is known of groups stands on the page, and with a wanted annex everything else behind its foot.
#[test]
fn groups_over_draws_stand_on_the_page_and_everything_else_behind_it() {
    let mut study = clear();
    let group = |scenario: &str, group, mean: f64| KnownGroup {
        scenario: scenario.into(),
        group,
        knowledge: Knowledge {
            mean: mean / 1000.0,
            low: mean / 2000.0,
            high: mean / 500.0,
            share_better: Some(0.9),
            ..study.known.as_ref().unwrap().effects[0].knowledge
        },
    };
    let groups = vec![group("full", Group::Near, 40.0), group("full", Group::Far, 12.0)];
    study.known_groups = groups;
    for (lang, words) in [
        (Lang::En, "Living near +40 (+20\u{a0}to\u{a0}+80; 90%); living far +12 (+6\u{a0}to\u{a0}+24; 90%)"),
        (Lang::Zh, "住得近的居民 +40 (+20～+80；90%)；住得远的居民 +12 (+6～+24；90%)"),
    ] {
        let scene = Scene::new(&study, lang, "participation").unwrap();
        let page = |behind| decision::html(&scene, &[], None, ("commonroom decision", behind));
        let plain = page(None);
        assert!(plain.replace(" to ", "\u{a0}to\u{a0}").contains(words), "{words}: {plain}");
        assert!(!plain.contains("id=\"annex\""));
        let annexed = page(Some("## More\n\n| a | b |\n|---|---|\n| c | d |\n"));
        let (before, behind) = annexed.split_once("</footer>").unwrap();
        assert!(plain.starts_with(before), "the page itself stays as it is");
        assert!(behind.contains("<h3>More</h3>") && behind.contains("<td>d</td>"), "{behind}");
    }
}

#[test]
fn one_side_of_paper_holds_packages_in_the_order_of_what_is_known() {
    let (mut study, parameters, tables) = (clear(), parameters(), facts());
    study.known.as_mut().unwrap().requirements = vec!["public_cost<=400000".into()];
    for standing in &mut study.known.as_mut().unwrap().robustness {
        (standing.meets, standing.meets_all) = (vec![0.65], 0.65);
        standing.contract_lost = Some(0.1);
    }
    let told = TurningTold { turning: turning(), parameters: &parameters, tables: &tables };
    for (lang, words) in [
        (Lang::En, ["meets all 65%", "contract lost 10%", "Must keep: public_cost&lt;=400000."]),
        (Lang::Zh, ["全部符合 65%", "失去合同 10%", "必须符合：public_cost&lt;=400000。"]),
    ] {
        let scene = Scene::new(&study, lang, "participation").unwrap();
        let page = decision::html(&scene, &[], Some(&told), ("commonroom decision", None));
        assert!(words.iter().all(|words| page.contains(words)), "{words:?}");
        let places = ["id=\"whisker-2-t\"", "id=\"whisker-1-t\""].map(|mark| page.find(mark).unwrap());
        assert!(
            places[0] < places[1] && !page.contains("whisker-0"),
            "the best first, the baseline not at all"
        );
        assert_eq!(page.matches("<th scope=\"col\">").count(), 6);
        assert!(page.contains("+31 (+14") && page.contains("<td>100%</td>"));
    }
    let chance = Comparison { known: None, ..study };
    let scene = Scene::new(&chance, Lang::En, "participation").unwrap();
    let page = decision::html(&scene, &[], None, ("commonroom decision", None));
    assert!(page.contains("people of 1,000 more (95%, chance only)"));
    assert!(page.contains("That is chance between worlds only") && !page.contains("plausible draws"));
    let calibrated = Comparison { from: DrawsFrom::Calibration, ..chance };
    let scene = Scene::new(&calibrated, Lang::En, "participation").unwrap();
    for page in
        [decision::html(&scene, &[], None, ("commonroom decision", None)), html(&calibrated, Lang::En)]
    {
        assert!(page.contains("Each random world took a draw of the calibration"));
        assert!(!page.contains("chance only") && !page.contains("chance between worlds only"));
        assert!(!page.contains("only chance between random worlds"));
    }
}

#[test]
fn the_recommendation_is_in_json_with_the_conditions_under_which_it_turns() {
    let (study, parameters, tables) = (clear(), parameters(), facts());
    let told = TurningTold { turning: turning(), parameters: &parameters, tables: &tables };
    let mut answer = json!({});
    let sure = Turning { share: 0.0, unless: None };
    decision_json::add(&mut answer, &study, Some(&told), &[("full".into(), sure)]);
    assert_eq!(answer["recommendation"].as_array().unwrap().len(), 3);
    assert_eq!(
        answer["holds_unless"],
        json!([
            {
                "of": "recommendation", "scenario": null, "turns_in": 0.2, "density": 0.6, "coverage": 0.75,
                "bounds": [{ "parameter": "residents.talk.word", "above": false, "value": 0.0042 }],
            },
            {
                "of": "direction", "scenario": "full", "turns_in": 0.0, "density": null, "coverage": null,
                "bounds": null,
            },
        ])
    );
    let mut chance = json!({});
    decision_json::add(&mut chance, &study, None, &[]);
    assert!(chance["holds_unless"].is_null() && chance["recommendation"].is_array());
}

#[test]
fn what_does_not_meet_what_is_required_is_not_recommended() {
    let mut study = clear();
    let known = study.known.as_mut().unwrap();
    known.requirements = vec!["public_cost<=400000".into()];
    known.robustness[2].meets_all = 0.4;
    let scene = Scene::new(&study, Lang::En, "participation").unwrap();
    assert_eq!(recommended(&scene), Some((1, vec![0])));
    let best = sentences(&scene, None)[0].clone();
    assert!(
        best.starts_with(
            "Of those that hold, a part of it is best in what is known: better than each of the"
        ),
        "{best}"
    );
    assert!(title(&study, Lang::En).starts_with("Under a part of it 4"));
    study.known.as_mut().unwrap().robustness.iter_mut().for_each(|standing| standing.meets_all = 0.4);
    assert!(title(&study, Lang::En).ends_with("does not meet what is required"));
    assert!(title(&study, Lang::Zh).ends_with("运行失败或不符合要求"));
}

/// Of whom something breaks with the usual parameters: wages are late in 37% of the weeks.
fn breaks_as_usual(study: &mut Comparison, case: usize) {
    use crate::measure::window::Window;
    use crate::world::record::{MEASURES, index_of};
    for run in study.cases[case].worlds.values_mut() {
        let mut row: Vec<_> = MEASURES.iter().map(|m| run.values.get(Window::LastYear, m)).collect();
        row[index_of("late_wages").unwrap()] = Some(0.37);
        run.values.set(Window::LastYear, row);
    }
}

/// Today's is better than the part of it; the full package is better than both.
fn today_before_a_part() -> Comparison {
    three(known(
        &[
            ("base", NOTHING, vec![0.5, 0.97, 0.0]),
            ("some", (-8.0, -15.0, -1.0), vec![0.03, 0.5, 0.0]),
            ("full", (31.0, 14.0, 52.0), vec![1.0, 1.0, 0.5]),
        ],
        0.001,
    ))
}

fn recommended_in(study: &Comparison, lang: Lang, turning: Option<&TurningTold>) -> [String; 3] {
    sentences(&Scene::new(study, lang, "participation").unwrap(), turning)
}

/// That nothing brings more is said of what holds only, with who is left out and why.
#[test]
fn a_title_that_leaves_somebody_out_says_whom_and_why() {
    use crate::study::plausible::requirements::QuantileOverAll;
    let mut study = today_before_a_part();
    study.known.as_mut().unwrap().requirements = vec!["public_cost<=320000".into()];
    study.known.as_mut().unwrap().robustness[2].meets_all = 0.1;
    let of = "Of what holds (keeps what is required, nothing breaks), nothing brings more people than Today: \
              21 of 1,000 residents come in a week";
    let why = "the full package (what is required is kept in less than half of the draws)";
    assert_eq!(title(&study, Lang::En), format!("{of}; left out: {why}"));
    assert_eq!(recommended_in(&study, Lang::En, None)[0], format!("{of}. Left out: {why}."));
    let of =
        "在符合条件（符合要求、无运行失败）的方案中，没有方案比Today吸引更多居民：每千名居民每周有21人到访";
    let why = "综合方案（仅在不足半数的取值中符合要求）";
    assert_eq!(title(&study, Lang::Zh), format!("{of}；未列入：{why}"));
    assert_eq!(recommended_in(&study, Lang::Zh, None)[0], format!("{of}。未列入：{why}。"));
    // A quantile is judged once over all lives, so that no share of draws tells why.
    let standing = &mut study.known.as_mut().unwrap().robustness[2];
    standing.meets_all = 0.0;
    standing.quantiles = vec![Some(QuantileOverAll { value: None, met: false })];
    assert!(title(&study, Lang::En).ends_with("the full package (a quantile that is required is not kept)"));
    // Where all hold nobody is left out.
    let standing = &mut study.known.as_mut().unwrap().robustness[2];
    (standing.meets_all, standing.quantiles) = (0.5, vec![]);
    assert!(
        title(&study, Lang::En).starts_with("Under the full package 14 to 52"),
        "holds in half of the draws"
    );
    assert!(!title(&study, Lang::En).contains("left out"));
}

/// By chance alone the title of today's arrangement speaks of what holds, too.
#[test]
fn by_chance_nothing_brings_more_of_what_holds() {
    let cases = [
        ("base", "Today", levels(0.05, 20)),
        ("less", "Less", levels(0.03, 20)),
        ("more", "More", levels(0.09, 20)),
    ];
    let mut study = study(&cases);
    breaks_as_usual(&mut study, 2);
    let of = "Of what holds (nothing breaks), nothing brings more people than Today: 50 of 1,000 residents \
              come in a week";
    assert_eq!(title(&study, Lang::En), of, "who is left out stands in the paragraph under it");
    let words = recommended_in(&study, Lang::En, None);
    assert_eq!(words[0], format!("{of}. Left out: More (something breaks with the usual parameters)."));
    assert_eq!(words[1], "No package in which nothing breaks surely brings more people than Today.");
}

/// A package that breaks in the usual worlds is no silent loser: it is named, and what turns the
/// recommendation is said of those that hold.
#[test]
fn a_recommendation_speaks_of_those_that_hold_and_names_the_others() {
    let (mut study, tables) = (clear(), facts());
    breaks_as_usual(&mut study, 2);
    let told =
        |share| TurningTold { turning: Turning { share, unless: None }, parameters: &[], tables: &tables };
    let [best, _, depends] = recommended_in(&study, Lang::En, Some(&told(0.0)));
    assert_eq!(
        best,
        "Of those that hold, a part of it is best in what is known: better than each of the other ones in at \
         least 95% of 40 draws, with 4 to 19 more of 1,000 residents a week than Today (5–95%). \
         Left out: the full package (something breaks with the usual parameters)."
    );
    assert_eq!(depends, "No draw turns it among those that hold.");
    let depends = recommended_in(&study, Lang::En, Some(&told(0.3)))[2].clone();
    assert!(depends.starts_with("In 30% of draws another that holds is better"), "{depends}");
    let chinese = recommended_in(&study, Lang::Zh, Some(&told(0.0)));
    assert!(chinese[0].starts_with("在符合条件的方案中，就目前所知"), "{}", chinese[0]);
    assert!(chinese[0].ends_with("未列入：综合方案（按常用参数有运行失败）。"), "{}", chinese[0]);
    assert_eq!(chinese[2], "在符合条件的方案中，没有任何一组取值使其改变。");
    // Several that cannot be told apart, without one that breaks.
    let mut study = open();
    study.known.as_mut().unwrap().robustness[0].breaks_any = 0.55;
    let best = recommended_in(&study, Lang::En, None)[0].clone();
    assert!(best.starts_with("Of those that hold, the full package falls least behind"), "{best}");
    assert!(best.ends_with("Left out: Today (something breaks in more than half of the draws)."), "{best}");
    assert!(title(&study, Lang::En).contains("; left out: Today"), "{}", title(&study, Lang::En));
    // One that is compared with nobody is better than nobody.
    let mut study = clear();
    for at in [0, 1] {
        study.known.as_mut().unwrap().robustness[at].meets_all = 0.4;
    }
    let best = recommended_in(&study, Lang::En, None)[0].clone();
    assert!(best.starts_with("Only the full package holds in what is known, with 14 to 52 more"), "{best}");
    assert!(best.contains("Left out: a part of it and Today (what is required"), "{best}");
}

/// Pairs are compared one by one, and it is said so.
#[test]
fn better_than_each_of_the_others_is_what_is_said() {
    let study = clear();
    let best = recommended_in(&study, Lang::En, None)[0].clone();
    assert!(best.contains("better than each of the others in at least 95% of 40 draws"), "{best}");
    assert!(!best.contains("Left out"), "{best}");
    let best = recommended_in(&study, Lang::Zh, None)[0].clone();
    assert!(best.contains("与其他每个方案逐一相比，均在40组取值的至少95%中更好"), "{best}");
}

/// Where nobody holds nothing is recommended: that is not what is said where no draws were lived.
#[test]
fn where_nothing_is_recommended_nothing_turns_it() {
    let mut study = clear();
    study.known.as_mut().unwrap().requirements = vec!["public_cost<=1".into()];
    for standing in &mut study.known.as_mut().unwrap().robustness {
        standing.meets_all = 0.4;
    }
    for (lang, words) in [
        (Lang::En, "Nothing is recommended, so nothing can turn it."),
        (Lang::Zh, "没有推荐任何方案，因此没有什么会使其改变。"),
    ] {
        assert_eq!(recommended_in(&study, lang, None)[2], words);
    }
    let chance = Comparison { known: None, ..clear() };
    assert!(recommended_in(&chance, Lang::En, None)[2].contains("only chance between random worlds"));
}

/// What a package costs more in the last year: mean and ends of draws in yuan.
fn costs(study: &mut Comparison, of: &[(&str, (f64, f64, f64))]) {
    let known = study.known.as_mut().unwrap();
    for (scenario, (mean, low, high)) in of {
        let like = known.effects[0].knowledge.clone();
        let knowledge = Knowledge { mean: *mean, low: *low, high: *high, share_better: Some(0.6), ..like };
        known.effects.push(KnownEffect { scenario: (*scenario).into(), measure: "full_cost", knowledge });
    }
}

/// A sure gain whose cost is lower on average, but not surely, is worth saying.
#[test]
fn a_sure_gain_that_costs_no_more_on_average_is_free() {
    let value = |some: (f64, f64, f64), lang| {
        let mut study = clear();
        costs(&mut study, &[("some", some), ("full", (104_000.0, 52_000.0, 208_000.0))]);
        recommended_in(&study, lang, None)[1].clone()
    };
    let unsure = (-5_200.0, -20_800.0, 10_400.0);
    let words = value(unsure, Lang::En);
    let free =
        "A part of it brings 12 more of 1,000; its cost may be higher or lower. The full package gives most";
    assert!(words.starts_with(free), "{words}");
    let words = value(unsure, Lang::Zh);
    assert!(words.contains("每千人多12人；其费用可能更高，也可能更低。"), "{words}");
    let words = value((-5_200.0, -20_800.0, -2_600.0), Lang::En);
    assert!(
        words.starts_with("A part of it saves 5,200 yuan a year and brings 12 more of 1,000."),
        "{words}"
    );
    let words = value((0.0, 0.0, 0.0), Lang::En);
    assert!(words.starts_with("A part of it brings 12 more of 1,000 at the same cost."), "{words}");
    // Nothing that costs more is sure: the one that is free is still named.
    let mut study = clear();
    costs(&mut study, &[("some", unsure), ("full", (104_000.0, 52_000.0, 208_000.0))]);
    study.known.as_mut().unwrap().effects[1].knowledge.low = -0.001;
    let words = recommended_in(&study, Lang::En, None)[1].clone();
    assert_eq!(words, "A part of it brings 12 more of 1,000; its cost may be higher or lower.");
}

/// Who brings no more than a package that costs nothing is dominated by it, and gives most for no money.
#[test]
fn what_a_free_package_dominates_does_not_give_most_for_money() {
    let of = |some: (f64, f64, f64), full: (f64, f64, f64)| {
        let mut study = clear();
        costs(&mut study, &[("some", some), ("full", full)]);
        recommended_in(&study, Lang::En, None)[1].clone()
    };
    let (paid, free) = ((10_400.0, 5_200.0, 20_800.0), (-10_400.0, -20_800.0, -5_200.0));
    let words = of(paid, free);
    assert!(words.starts_with("The full package saves") && !words.contains("most for money"), "{words}");
    // Who brings more than the free one still may.
    let words = of(free, paid);
    assert!(words.starts_with("A part of it saves"), "{words}");
    assert!(words.contains("The full package gives most for money: 31 more"), "{words}");
}

/// With a calibration no sentence speaks of what nobody measured, and chance is told without who is first.
#[test]
fn beside_a_calibration_pages_speak_of_it() {
    let mut study = clear();
    study.known.as_mut().unwrap().from = DrawsFrom::Calibration;
    for (lang, own, unmeasured) in [
        (Lang::En, "40 of 200 draws of 468 parameters from a calibration", "nobody measured"),
        (Lang::Zh, "468个经校准的参数，200组取值中的40组", "无人测量"),
    ] {
        let page = html(&study, lang);
        assert!(page.contains(own) && !page.contains(unmeasured), "{page}");
    }
    let told = answers(&Scene::new(&study, Lang::En, "participation").unwrap());
    let chance = &told[told.len() - 1].words;
    assert!(chance.starts_with("Chance moves the mean of 20 random worlds by"), "{chance}");
}

/// A gain below the smallest difference that matters is no best value, however cheap.
#[test]
fn what_does_not_matter_is_no_best_value() {
    let of = [
        ("base", NOTHING, vec![0.5, 0.0, 0.0]),
        ("some", (12.0, 4.0, 19.0), vec![1.0, 0.5, 0.02]),
        ("full", (31.0, 14.0, 52.0), vec![1.0, 0.98, 0.5]),
    ];
    let value = |smallest: f64, lang| {
        let mut study = three(known(&of, smallest));
        let dear = ("full", (104_000.0, 52_000.0, 208_000.0));
        costs(&mut study, &[("some", (520.0, 260.0, 1_040.0)), dear]);
        recommended_in(&study, lang, None)[1].clone()
    };
    assert!(value(0.001, Lang::En).starts_with("A part of it gives most for money: 12 more"));
    assert!(value(0.02, Lang::En).starts_with("The full package gives most for money: 31 more"));
    let none = "No package surely brings more people than Today by a difference that matters.";
    assert_eq!(value(0.04, Lang::En), none);
    assert_eq!(value(0.04, Lang::Zh), "没有方案确定比Today吸引更多居民且差异具有实际意义。");
}

/// What nobody keeps is told by the rule by which scenarios hold; and where each requirement is kept by some
/// package, that it is all of them together.
#[test]
fn what_nobody_keeps_is_one_requirement_or_all_of_them_together() {
    use crate::report::answers::knowledge::{KnowledgeTold, brief};
    let said = |meets: [[f64; 2]; 3], all: [f64; 3], lang| {
        let mut study = clear();
        let known = study.known.as_mut().unwrap();
        known.requirements = vec!["public_cost<=320000".into(), "participation>=0.04".into()];
        for (standing, (meets, all)) in known.robustness.iter_mut().zip(meets.into_iter().zip(all)) {
            (standing.meets, standing.meets_all) = (meets.to_vec(), all);
            standing.quantiles = vec![None, None];
        }
        let effects = study.known.clone().unwrap();
        let told = KnowledgeTold { effects: &effects, groups: &[], all_take: 1.0 };
        let text = brief(&told, &study, lang);
        let joint = if lang == Lang::En { " " } else { "" };
        text.split_whitespace().collect::<Vec<_>>().join(joint)
    };
    let apart = [[0.9, 0.1], [0.6, 0.55], [0.2, 1.0]];
    let words = said(apart, [0.1, 0.45, 0.2], Lang::En);
    let together = "No package meets all requirements in at least half of the draws: each alone is kept by \
                    some package, all together in 45% of draws at most.";
    assert!(words.contains(together), "{words}");
    let words = said(apart, [0.1, 0.45, 0.2], Lang::Zh);
    assert!(words.contains("每项要求单独来看都有方案符合，全部同时符合的取值最多45%。"), "{words}");
    // Half of the draws is enough, as it is to hold.
    let words = said(apart, [0.1, 0.5, 0.2], Lang::En);
    assert!(!words.contains("No package meets"), "{words}");
    let one = [[0.9, 0.1], [0.6, 0.2], [0.2, 0.4]];
    let words = said(one, [0.1, 0.2, 0.2], Lang::En);
    let hardest =
        "in at least half of the draws; hardest is participation>=0.04, which is met in 40% at most.";
    assert!(words.contains(hardest), "{words}");
}
