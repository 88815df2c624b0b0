//! A life in parts is the life in one piece, and newer settings give it up.

use super::*;

/// With draws of what is not known, and a package upon the baseline.
fn with_package(layer: &str) -> Explorer {
    let mut explorer = Explorer::default();
    let draws =
        json!({"paths": ["residents.choice.intercept"], "draws": [[-3.1], [-2.7]], "there": 9, "own": false});
    let begin =
        json!({"do": "begin", "base": "small", "text": SMALL, "weeks": null, "seed": "4", "draws": draws});
    assert_eq!(ask(&mut explorer, &begin), "begun");
    attempt(&mut explorer, layer);
    explorer
}

fn attempt(explorer: &mut Explorer, layer: &str) {
    ask(explorer, &json!({"do": "try", "package": {"title": "x", "layers": [layer], "changes": []}}));
}

/// The answer to a request that is asked until it is one, and how often it went on before.
fn in_parts(explorer: &mut Explorer, request: &Value) -> (Value, usize) {
    let mut request = request.clone();
    request["weeks"] = 20.into();
    for went_on in 0..100 {
        let answer = ask(explorer, &request);
        if answer != "going" {
            return (answer, went_on);
        }
    }
    panic!("{request} comes to no end")
}

#[test]
fn a_life_in_parts_is_the_life_in_one_piece() {
    let (mut whole, mut parts) = (with_package("support"), with_package("support"));
    let live = |of: &str| json!({"do": "live", "of": of, "world": 2});
    for request in
        [live("base"), live("package"), json!({"do": "know", "life": 3}), json!({"do": "know", "life": 4})]
    {
        let (told, went_on) = in_parts(&mut parts, &request);
        assert_eq!(told, ask(&mut whole, &request), "{request}");
        assert!(went_on > 0, "{request}");
    }
}

#[test]
fn newer_settings_and_other_worlds_give_up_a_life_in_work() {
    let live = |world: u32| json!({"do": "live", "of": "package", "world": world});
    let mut parts = with_package("support");
    let mut begun = live(1);
    begun["weeks"] = 20.into();
    assert_eq!(ask(&mut parts, &begun), "going");
    // Another world in between: both are whole.
    let mut other = with_package("support");
    assert_eq!(in_parts(&mut parts, &live(2)).0, ask(&mut other, &live(2)));
    assert_eq!(in_parts(&mut parts, &live(1)).0, ask(&mut other, &live(1)));
    // Another package in between: nothing of the one before goes on.
    assert_eq!(ask(&mut parts, &begun), "going");
    attempt(&mut parts, "capacity");
    let mut newer = with_package("capacity");
    assert_eq!(in_parts(&mut parts, &live(1)).0, ask(&mut newer, &live(1)));
}
