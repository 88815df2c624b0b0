//! Residents and the home of any community of a scenario.

use super::*;

const TWO: &str = "title = \"Two homes\"\nextends = \"z-home\"\nweeks = 60\n\
    [[communities]]\nname = \"Riverside\"\nresidents.population = 400\nhome.seats = 20\n\
    [[communities]]\nname = \"Station\"\nresidents.population = 150\nhome.seats = 6\n";

/// The request to tell of a resident.
fn of(place: usize, who: u32) -> Value {
    json!({"do": "ask", "of": "base", "world": 1, "week": 40, "place": place, "who": who})
}

#[test]
fn every_community_has_its_own_residents_and_its_own_home() {
    let mut explorer = Explorer::default();
    let begin = json!({"do": "begin", "base": "two", "text": TWO, "weeks": null, "seed": "4"});
    assert_eq!(ask(&mut explorer, &begin), "begun");
    let look = |place: usize| json!({"do": "look", "of": "base", "world": 1, "place": place});
    let [first, second] = [0, 1].map(|place| ask(&mut explorer, &look(place))["sights"].take());
    let count = |sights: &Value| sights["places"].as_str().unwrap().len();
    assert_eq!((count(&first), count(&second)), (400, 150));
    let seats =
        |sights: &Value| sights["sights"].as_array().unwrap().last().unwrap()["seats"].as_f64().unwrap();
    assert!(seats(&first) > 10.0 && seats(&second) <= 6.0, "{} and {}", seats(&first), seats(&second));
    // Nothing said of the community is the first.
    assert_eq!(ask(&mut explorer, &json!({"do": "look", "of": "base", "world": 1}))["sights"], first);

    let [one, other] = [0, 1].map(|place| ask(&mut explorer, &of(place, 7))["asked"].take());
    assert_ne!(one["distance"], other["distance"], "{one} {other}");
    assert!(
        other["ties"].as_array().unwrap().iter().all(|tie| tie["who"].as_u64().unwrap() < 150),
        "{other}"
    );
    // Those who came, one by one, are those of the record of that community.
    let m = MEASURES.iter().position(|m| m.name == "participation").unwrap();
    let cells = ask(&mut explorer, &json!({"do": "cells", "of": "base", "world": 1}))["cells"].take();
    let came = (0..150).filter(|who| ask(&mut explorer, &of(1, *who))["asked"]["deed"] == "came").count();
    assert!((cells[81][m].as_f64().unwrap() * 150.0 - came as f64).abs() < 1e-6, "{came}: {}", cells[81][m]);
    assert_eq!(ask(&mut explorer, &of(1, 150))["asked"], Value::Null);
    assert_eq!(ask(&mut explorer, &of(2, 0))["asked"], Value::Null);
    let nowhere = explorer.answer(look(2).to_string().as_bytes());
    assert!(nowhere.contains("no community 2"), "{nowhere}");
}
