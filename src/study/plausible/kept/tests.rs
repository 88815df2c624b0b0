//! A set belongs to the model that made it, and is read only whole and within the declared ranges.

use super::*;

/// Two draws of two parameters, with the hash of this model.
fn set() -> KeptDraws {
    let parameters: Vec<String> =
        ["residents.choice.intercept", "residents.talk.word"].map(str::to_string).into();
    let draws = vec![vec![-2.9, 0.005], vec![-3.1, 0.008]];
    KeptDraws {
        command: "commonroom plausible -o FILE".into(),
        version: "0".into(),
        reference: reference(&parameters, &draws),
        members: 2,
        ruled_out: vec![],
        parameters,
        spread: vec![1.0, 1.0],
        kept: vec![1, 2],
        sha256: None,
        draws,
    }
}

/// Behind the first draws, which the reference runs tell of, too.
#[test]
fn a_value_that_was_edited_is_noticed_where_the_program_wrote_the_set() {
    let set = set();
    let draws = [&set.draws[..], &[vec![-3.0, 0.006], vec![-2.8, 0.007]]].concat();
    let made = KeptDraws::made(set.command.clone(), 4, set.parameters.clone(), draws);
    let made = KeptDraws { spread: vec![1.0, 1.0], kept: vec![1, 2, 3, 4], ..made };
    assert_eq!(KeptDraws::read("a.json", &as_json(&made)), Ok(made.clone()));
    let edited = as_json(&made).replace("[-2.8,", "[-2.7,");
    let why = KeptDraws::read("a.json", &edited).unwrap_err();
    assert!(why.len() == 1 && why[0].contains("values are not those that were written"), "{why:?}");
    let own = KeptDraws { sha256: None, ..made };
    assert!(KeptDraws::read("a.json", &as_json(&own).replace("[-2.8,", "[-2.7,")).is_ok());
}

#[test]
fn a_set_is_read_as_it_was_written_and_that_of_another_model_is_stale() {
    let set = set();
    assert_eq!(KeptDraws::read("a.json", &as_json(&set)), Ok(set.clone()));
    // Other draws are other reference runs: a set whose draws were changed is noticed.
    let mut changed = set.clone();
    changed.draws[1][0] = -3.0;
    for other in [KeptDraws { reference: "0".repeat(64), ..set }, changed] {
        let why = KeptDraws::read("a.json", &as_json(&other)).unwrap_err();
        assert!(why.len() == 1 && why[0].starts_with("a.json: stale: version 0"), "{why:?}");
    }
}

#[test]
fn everything_that_is_wrong_with_a_set_is_said_at_once() {
    let mut wrong = set();
    wrong.parameters[0] = "residents.no_such".into();
    wrong.draws[0][1] = 7.0;
    wrong.draws[1].pop();
    let why = KeptDraws::read("a.json", &as_json(&wrong)).unwrap_err().join("\n");
    for words in ["draw 2 has not one value", "no parameter `residents.no_such`", "is 7 in a draw"] {
        assert!(why.contains(words), "{words}: {why}");
    }
    // A file that was cut, a draw that stands there again, a parameter that does.
    let mut cut = set();
    cut.draws.push(cut.draws[0].clone());
    cut.parameters[1] = cut.parameters[0].clone();
    let why = KeptDraws::read("a.json", &as_json(&cut)).unwrap_err().join("\n");
    let twice = "`residents.choice.intercept` stands there twice";
    for words in ["2 numbers of members for 3 draws", "draws 1 and 3 are the same", twice] {
        assert!(why.contains(words), "{words}: {why}");
    }
    wrong.draws.clear();
    assert!(KeptDraws::read("a.json", &as_json(&wrong)).unwrap_err()[0].contains("fewer than two draws"));
}
