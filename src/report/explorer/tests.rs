//! What the page is told is what `compare` says; what cannot be done is a fault in words.

use super::*;
use crate::batch::Job;
use crate::report::answers::compare_brief;
use crate::report::answers::run::Emphasis;
use crate::simulation::run;
use crate::study::compare::reduce::{KEEP, reduce};
use crate::study::compare::{Gathering, with_twin};
use serde_json::{Value, json};

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

/// The comparison of the command line, and what it says.
fn compared(text: &str, worlds: u32) -> Comparison {
    let files = [("small.toml", SMALL), ("package.toml", text)];
    let files = files.map(|(name, text)| (name.to_string(), text.as_bytes().to_vec()));
    let library = InMemory { files: files.into() };
    let names = ["small.toml".to_string(), "package.toml".to_string()];
    let scenarios = read(&names, &Overrides::default(), &library).unwrap();
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
