//! What the page is told is what `compare` says; what cannot be done is a fault in words.

mod courses;
mod parts;
mod places;

use super::*;
use crate::batch::Job;
use crate::report::answers::compare_brief;
use crate::report::answers::run::Emphasis;
use crate::report::explorer::taken::case_of;
use crate::report::text::format::{NumberFormat, Style};
use crate::scenario::draws_from::DrawsFrom;
use crate::scenario::library::InMemory;
use crate::scenario::posterior::Posterior;
use crate::scenario::{Overrides, Source, read};
use crate::simulation::run;
use crate::study::compare::comparison::Comparison;
use crate::study::compare::reduce::{KEEP, reduce};
use crate::study::compare::{Gathering, with_twin};
use crate::study::plausible::effects::{DrawnWorlds, WORLDS, live_together};
use crate::study::plausible::for_whom::{KnownGroup, groups_of, known_groups};
use crate::study::plausible::knowledge::{KnowledgeQuestion, KnownEffects, known_effects};
use crate::world::record::{MEASURES, measure};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const SMALL: &str =
    "title = \"A small home\"\nextends = \"z-home\"\nweeks = 110\nresidents.population = 300\n";

fn ask(explorer: &mut Explorer, request: &Value) -> Value {
    let answer = serde_json::from_str(&explorer.answer(request.to_string().as_bytes())).unwrap();
    if let Value::Object(fields) = &answer {
        assert!(!fields.contains_key("fault"), "{request}: {answer}");
    }
    answer
}

fn begun() -> Explorer {
    let mut explorer = Explorer::default();
    let begin = json!({"do": "begin", "base": "small", "text": SMALL, "weeks": null, "seed": "4"});
    assert_eq!(ask(&mut explorer, &begin), "begun");
    explorer
}

/// The baseline and a package, as the command line reads them.
fn scenarios(text: &str) -> Vec<crate::scenario::Scenario> {
    let files = [("small.toml", SMALL), ("package.toml", text)];
    let files = files.map(|(name, text)| (name.to_string(), text.as_bytes().to_vec()));
    let library = InMemory { files: files.into() };
    let names = ["small.toml".to_string(), "package.toml".to_string()];
    read(&names, &Overrides::default(), &library).unwrap()
}

/// The comparison of the command line, and what it says.
fn compared(text: &str, worlds: u32) -> Comparison {
    let scenarios = scenarios(text);
    let cases = scenarios.iter().map(case_of).collect();
    let empty = Comparison { seed: "4".into(), cases, ..Comparison::default() };
    let mut gathering = Gathering::new(&scenarios, empty).unwrap();
    for (index, scenario) in with_twin(&scenarios).iter().enumerate() {
        for replicate in 1..=worlds {
            let job = Job { scenario, index, seed: 4, replicate };
            let run = run(&scenario.blueprint, 4, replicate, KEEP);
            gathering.take(&job, Ok(reduce(scenario, &run)));
        }
    }
    gathering.finish(measure("participation").unwrap())
}

#[test]
fn what_is_told_is_what_compare_says() {
    let dense = |text: &str| text.split_whitespace().collect::<String>();
    let (mut lives, mut tells) = (begun(), begun());
    let change = json!({"path": "levers.support.hours", "value": 12, "week": null});
    let package = json!({"title": "Mine", "layers": ["capacity"], "changes": [change]});
    let attempt = json!({"do": "try", "package": package});
    let text = ask(&mut lives, &attempt)["tried"]["text"].as_str().unwrap().to_string();
    ask(&mut tells, &attempt);
    for of in ["base", "package"] {
        for world in [3, 1, 2] {
            let run = ask(&mut lives, &json!({"do": "live", "of": of, "world": world}))["run"].take();
            ask(&mut tells, &json!({"do": "take", "of": of, "world": world, "run": run}));
        }
    }
    // A world of one side alone is not told of.
    let run = ask(&mut lives, &json!({"do": "live", "of": "base", "world": 4}))["run"].take();
    ask(&mut tells, &json!({"do": "take", "of": "base", "world": 4, "run": run}));
    let comparison = compared(&text, 3);
    for (code, lang) in [("en", Lang::En), ("zh", Lang::Zh)] {
        let tell = json!({"do": "tell", "lang": code, "title": "Mine", "measure": "visits", "world": 2,
            "charts": ["groups"]});
        let told = ask(&mut tells, &tell)["told"].take();
        let brief = dense(&compare_brief::text(&comparison, lang, Emphasis::Plain, "").unwrap());
        let answers = told["answers"].as_array().unwrap().iter().map(|pair| &pair[1]);
        let said: Vec<&Value> = [&told["title"], &told["lead"]].into_iter().chain(answers).collect();
        assert!(said.len() >= 6, "{said:?}");
        for words in said {
            assert!(brief.contains(&dense(words.as_str().unwrap())), "{words} is not in {brief}");
        }
        assert_eq!((&told["worlds"], told["stories"].as_array().unwrap().len()), (&json!(3), 2));
        for effect in told["effects"].as_array().unwrap() {
            let name = effect["measure"].as_str().unwrap();
            let known = serde_json::to_value(comparison.in_last_year(1, name).unwrap()).unwrap();
            assert_eq!(effect["numbers"], known, "{name}");
        }
        assert_eq!(told["course"]["package"].as_array().unwrap().len(), 111);
        assert_eq!(told["charts"][0]["id"], "groups");
    }
}

/// Six draws of two parameters.
fn six(from: DrawsFrom) -> Posterior {
    let source = Source { name: "p".into(), sha256: String::new() };
    let paths = ["residents.choice.intercept", "residents.choice.habit"].map(str::to_string).to_vec();
    let draw = |n: u32| vec![-3.6 + 0.25 * f64::from(n), 0.4 + 0.1 * f64::from(n)];
    Posterior { source, from, paths, draws: (0..6).map(draw).collect() }
}

/// What the library knows of both over these draws.
fn known(both: &[crate::scenario::Scenario], all: &Posterior) -> (KnownEffects, Vec<KnownGroup>) {
    let figures = groups_of(both);
    let live = |life: u32| {
        let draw = &all.draws[(life as usize - 1) / WORLDS as usize];
        let drawn: Vec<_> = both.iter().map(|one| all.drawn(&one.blueprint, draw)).collect();
        (life, live_together(None, &drawn, (4, life), &figures))
    };
    let names = vec!["small".into(), "package".into()];
    let worlds = (1..=12).map(live).collect();
    let beyond = figures.iter().map(ToString::to_string).collect();
    let lived = DrawnWorlds { names, per_draw: WORLDS, beyond, worlds };
    let ranked = measure("participation").unwrap();
    let question = KnowledgeQuestion { ranked, smallest: &[], requirements: &[] };
    (known_effects(&lived, (9, all), &question), known_groups(&lived, &question))
}

/// How it is said who gains most.
fn gains_most(groups: &[KnownGroup]) -> String {
    let most = groups.iter().filter(|one| !one.group.repeats());
    let most = most.max_by(|a, b| a.knowledge.mean.total_cmp(&b.knowledge.mean)).unwrap();
    let (k, style) = (&most.knowledge, Style::People);
    let mean = NumberFormat::of(style, k.mean, Some((k.low, k.high))).signed(k.mean);
    format!("{} gain most ({mean} of 1,000", Lang::En.text(most.group))
}

#[test]
fn what_is_known_is_what_compare_finds_over_the_same_draws() {
    let attempt = json!({"do": "try", "package": {"title": "Mine", "layers": ["support"], "changes": []}});
    let tell =
        json!({"do": "tell", "lang": "en", "title": "", "measure": "visits", "world": 1, "charts": []});
    for from in [DrawsFrom::Plausible, DrawsFrom::Calibration] {
        let (all, own) = (six(from), from == DrawsFrom::Calibration);
        let mut begin = json!({"do": "begin", "base": "small", "text": SMALL, "weeks": null, "seed": "4"});
        begin["draws"] = json!({"paths": all.paths, "draws": all.draws, "there": 9, "own": own});
        let mut explorer = Explorer::default();
        ask(&mut explorer, &begin);
        let text = ask(&mut explorer, &attempt)["tried"]["text"].as_str().unwrap().to_string();
        for (of, world) in [("base", 1), ("package", 1), ("base", 2), ("package", 2)] {
            let run = ask(&mut explorer, &json!({"do": "live", "of": of, "world": world}))["run"].take();
            ask(&mut explorer, &json!({"do": "take", "of": of, "world": world, "run": run}));
        }
        for life in (1..=12).rev() {
            assert_eq!(ask(&mut explorer, &tell)["told"]["draws"], 0, "before all lives are there");
            let values = ask(&mut explorer, &json!({"do": "know", "life": life}))["known"].take();
            ask(&mut explorer, &json!({"do": "take-known", "life": life, "values": values}));
        }
        let (told, both) = (ask(&mut explorer, &tell)["told"].take(), scenarios(&text));
        assert_eq!(told["draws"], 6);
        let (known, groups) = known(&both, &all);
        let said = gains_most(&groups);
        assert!(told["answers"].to_string().contains(&said), "{said}: {}", told["answers"]);
        for effect in told["effects"].as_array().unwrap() {
            let found = known.effect("package", effect["measure"].as_str().unwrap()).unwrap();
            let ends = ["low", "mean", "high"].map(|end| effect["known"][end].as_f64().unwrap());
            assert_eq!(ends, [found.low, found.mean, found.high], "{effect}");
        }
        // With a calibration of one's own also the worlds are drawn: the first takes the first draw.
        let drawn = all.drawn(&both[1].blueprint, &all.draws[0]);
        let lived = run(if own { &drawn } else { &both[1].blueprint }, 4, 1, KEEP);
        let cells = ask(&mut explorer, &json!({"do": "cells", "of": "package", "world": 1}))["cells"].take();
        let at = MEASURES.iter().position(|m| m.name == "visits").unwrap();
        assert_eq!(cells[100][at].as_f64(), (MEASURES[at].read)(&lived.records[100]).value());
    }
}

#[test]
fn what_is_wrong_with_a_package_is_said_in_the_language_of_the_page() {
    let mut explorer = begun();
    let mut of = |lang: &str, value: f64| {
        let change = json!({"path": "levers.support.hours", "value": value, "week": null});
        let package = json!({"title": "x", "layers": [], "changes": [change]});
        let request = json!({"do": "try", "lang": lang, "package": package});
        serde_json::from_str::<Value>(&explorer.answer(request.to_string().as_bytes())).unwrap()
    };
    let [english, chinese] = ["en", "zh"].map(|lang| of(lang, 57.0)["fault"].as_str().unwrap().to_string());
    assert!(english.contains("support.hours") && english.is_ascii(), "{english}");
    assert!(chinese.contains("support.hours") && chinese.contains('须'), "{chinese}");
    assert!(of("zh", 4.0)["fault"].is_null());
}

#[test]
fn residents_and_decisions_say_why_in_both_languages() {
    let mut explorer = begun();
    let asked = ask(&mut explorer, &json!({"do": "ask", "of": "base", "world": 1, "week": 80, "who": 7}));
    assert_eq!((&asked["asked"]["who"], &asked["asked"]["week"]), (&json!(7), &json!(80)));
    assert!(asked["asked"]["terms"].as_array().unwrap().len() > 5, "{asked}");
    let nobody = ask(&mut explorer, &json!({"do": "ask", "of": "base", "world": 1, "week": 80, "who": 300}));
    assert_eq!(nobody["asked"], Value::Null);
    let words: BTreeMap<String, [String; 2]> = serde_json::from_str(include_str!("words.json")).unwrap();
    let there =
        |kind: &str, name: &str| assert!(words.contains_key(&format!("{kind}-{name}")), "{kind}-{name}");
    crate::world::agents::residents::odds_terms::OddsTerm::ALL
        .iter()
        .for_each(|term| there("term", term.name()));
    crate::world::agents::residents::obstacle::Obstacle::ALL.iter().for_each(|way| there("way", way.name()));
    let mut told = 0;
    for week in 50..110 {
        let weigh = |lang| json!({"do": "weigh", "of": "base", "world": 1, "week": week, "lang": lang});
        let [english, chinese] = ["en", "zh"].map(|lang| ask(&mut explorer, &weigh(lang))["weighed"].take());
        let [english, chinese] = [&english, &chinese].map(|all| all.as_array().unwrap());
        assert_eq!(english.len(), chinese.len());
        for (one, other) in english.iter().zip(chinese) {
            let rows = |told: &Value| told["terms"].as_array().unwrap().len();
            assert_eq!(rows(one), rows(other));
            assert_eq!(one["turns"] == "", other["turns"] == "");
            let latin = other
                .to_string()
                .replace("actor", "")
                .replace("words", "")
                .replace("terms", "")
                .replace("turns", "");
            assert!(!latin.contains(|letter: char| letter.is_ascii_alphabetic()), "{latin}");
            told += rows(one);
        }
    }
    assert!(told > 5, "{told}");
}

#[test]
fn what_cannot_be_done_is_a_fault_in_words() {
    let fault = |request: &Value, explorer: &mut Explorer| {
        let answer: Value = serde_json::from_str(&explorer.answer(request.to_string().as_bytes())).unwrap();
        answer["fault"].as_str().map(String::from).unwrap_or_else(|| panic!("{request}: {answer}"))
    };
    let live = json!({"do": "live", "of": "package", "world": 1});
    assert_eq!(fault(&live, &mut Explorer::default()), "no baseline yet");
    let mut explorer = begun();
    assert_eq!(fault(&live, &mut explorer), "no package yet");
    assert!(fault(&json!({"do": "dance"}), &mut explorer).contains("not a request"));
    let tell = json!({"do": "tell", "lang": "en", "title": "", "measure": "joy", "world": 1, "charts": []});
    assert!(fault(&tell, &mut explorer).contains("`joy`"));
    assert_eq!(fault(&json!({"do": "know", "life": 1}), &mut explorer), "no package yet");
    assert_eq!(
        fault(&json!({"do": "take-known", "life": 1, "values": []}), &mut explorer),
        "no draws were given"
    );
    let late = json!({"do": "weigh", "of": "base", "world": 1, "week": 111, "lang": "en"});
    assert_eq!(fault(&late, &mut explorer), "week 111 is not told");
    let begin = json!({"do": "begin", "base": "z-home", "text": null, "weeks": null, "seed": "-1"});
    assert_eq!(fault(&begin, &mut explorer), "`-1` is no seed");
    let lacking = json!({"title": "x", "layers": ["nowhere"], "changes": []});
    assert!(fault(&json!({"do": "try", "package": lacking}), &mut explorer).contains("nowhere"));
    // After a fault the page goes on.
    assert_eq!(ask(&mut explorer, &json!({"do": "try", "package": null}))["tried"]["text"], "");
    ask(&mut explorer, &json!({"do": "live", "of": "base", "world": 1}));
}

#[test]
fn texts_of_the_page_are_there_in_both_languages() {
    let words: BTreeMap<String, [String; 2]> = serde_json::from_str(include_str!("words.json")).unwrap();
    let places = |text: &str| (0..9).map(|n| text.contains(&format!("{{{n}}}"))).collect::<Vec<_>>();
    for (key, [english, chinese]) in &words {
        assert!(!english.is_empty() && !chinese.is_empty(), "{key}");
        assert_eq!(places(english), places(chinese), "{key}: other places");
        let plain = chinese.replace("package.toml", "").replace("commonroom", "");
        let latin = plain.chars().any(|letter| letter.is_ascii_alphabetic());
        assert!(!latin || key == "other-language", "{key}: {chinese}");
    }
}
