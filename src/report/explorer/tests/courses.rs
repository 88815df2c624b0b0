//! The course of any measure is that of the run, whether the run brought it along or it was asked for.

use super::*;

/// The course of a measure in a world, as it is lived anew.
fn lived(text: &str, at: usize, name: &str) -> Vec<Option<f64>> {
    let scenario = &scenarios(text)[at];
    let run = run(&scenario.blueprint, 4, 1, KEEP);
    let m = measure(name).unwrap();
    run.records.iter().map(|record| (m.read)(record).value()).collect()
}

/// The request to tell of a measure.
fn tell_of(name: &str) -> Value {
    json!({"do": "tell", "lang": "en", "title": "", "measure": name, "world": 1, "charts": []})
}

/// The request for the course of a measure in the first world.
fn course_of(of: &str, name: &str) -> Value {
    json!({"do": "course", "of": of, "world": 1, "measure": name})
}

/// The answer to it.
fn course(explorer: &mut Explorer, of: &str, name: &str) -> Vec<Option<f64>> {
    serde_json::from_value(ask(explorer, &course_of(of, name))["course"].take()).unwrap()
}

/// The request to try a package.
fn attempt() -> Value {
    json!({"do": "try", "package": {"title": "Mine", "layers": ["capacity"], "changes": []}})
}

/// One who lived the first world of both, one who took it, and what the package says.
fn both() -> (Explorer, Explorer, String) {
    let (mut lives, mut tells) = (begun(), begun());
    let text = ask(&mut lives, &attempt())["tried"]["text"].as_str().unwrap().to_string();
    ask(&mut tells, &attempt());
    for of in ["base", "package"] {
        let run = ask(&mut lives, &json!({"do": "live", "of": of, "world": 1}))["run"].take();
        ask(&mut tells, &json!({"do": "take", "of": of, "world": 1, "run": run}));
    }
    (lives, tells, text)
}

#[test]
fn any_measure_is_shown_week_by_week() {
    let (mut lives, mut tells, text) = both();
    for name in ["staff", "tier", "routines"] {
        for (at, of) in ["base", "package"].into_iter().enumerate() {
            let values = course(&mut lives, of, name);
            assert_eq!(values, lived(&text, at, name), "{of} {name}");
            // One who never lived that world lives it when it is asked.
            let mut late = begun();
            ask(&mut late, &attempt());
            assert_eq!(course(&mut late, of, name), values, "{of} {name}");
            let take = json!({"do": "take-course", "of": of, "world": 1, "measure": name, "course": values});
            assert_eq!(ask(&mut tells, &take), "taken");
        }
        let told = ask(&mut tells, &tell_of(name))["told"]["course"].take();
        assert_eq!((&told["measure"], told["worlds"].as_array().unwrap().len()), (&json!(name), 1));
        // Of one world the mean is its own course.
        assert_eq!(told["package"], told["worlds"][0], "{name}");
        assert_eq!(told["base"].as_array().unwrap().len(), 111, "{name}");
    }
    // What every run brings along is there meanwhile, and is the same when it is asked for.
    let carried = ask(&mut tells, &tell_of("visits"))["told"]["course"]["base"].take();
    assert!(carried.as_array().unwrap().iter().filter(|value| value.is_number()).count() > 40, "{carried}");
    assert_eq!(course(&mut lives, "base", "visits"), lived(&text, 0, "visits"));
}

#[test]
fn another_package_has_another_course() {
    let (mut lives, mut tells, _) = both();
    let before = course(&mut lives, "package", "staff");
    for of in ["base", "package"] {
        let values = course(&mut lives, of, "routines");
        ask(
            &mut tells,
            &json!({"do": "take-course", "of": of, "world": 1, "measure": "routines", "course": values}),
        );
    }
    let other = json!({"path": "levers.operator.managers", "value": 4, "week": null});
    let other = json!({"do": "try", "package": {"title": "Other", "layers": [], "changes": [other]}});
    ask(&mut lives, &other);
    ask(&mut tells, &other);
    assert_ne!(course(&mut lives, "package", "staff"), before);
    let told = ask(&mut tells, &tell_of("routines"))["told"].take();
    assert_eq!((&told["worlds"], &told["course"]["package"]), (&json!(0), &json!([])), "no world is of both");
}

#[test]
fn a_course_that_is_none_is_a_fault_in_words() {
    let mut explorer = begun();
    let mut fault = |request: Value| {
        let answer: Value = serde_json::from_str(&explorer.answer(request.to_string().as_bytes())).unwrap();
        answer["fault"].as_str().map(String::from).unwrap_or_else(|| panic!("{request}: {answer}"))
    };
    assert!(fault(course_of("base", "joy")).contains("`joy`"));
    for name in ["joy", "visits"] {
        let take = json!({"do": "take-course", "of": "base", "world": 1, "measure": name, "course": []});
        assert!(fault(take).contains(name));
    }
    // Before a course was taken there is none to tell.
    assert!(fault(tell_of("tier")).contains("`tier`"));
}
