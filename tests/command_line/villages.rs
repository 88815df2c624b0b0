//! `villages`: which folders are read, what is refused.

use std::path::Path;
use std::process::{Command, Output, Stdio};

fn commonroom(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonroom"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").stdin(Stdio::null()).output().unwrap()
}

/// Six villages as files, with a column that is not ours.
fn folder_of_six() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (mut people, mut ties) = ("node,village,toa,educ\n".to_string(), "from,to\n".to_string());
    for place in 0..6 {
        for who in 0..16 {
            // Years 1 to 11, scattered by a multiplication; each knows the next two around a ring.
            let year = (who * 7 + place * 5) * 13 % 11 + 1;
            people += &format!("{place}-{who},{place},{year},3\n");
            for step in 1..=2 {
                ties += &format!("{place}-{who},{place}-{}\n", (who + step) % 16);
            }
        }
    }
    std::fs::write(folder.path().join("my-nodes.csv"), people).unwrap();
    std::fs::write(folder.path().join("my-edges.csv"), ties).unwrap();
    folder
}

#[test]
fn the_command_reads_any_folder_of_these_columns_and_answers_as_json() {
    let data = folder_of_six();
    let place = tempfile::tempdir().unwrap();
    let name = data.path().to_str().unwrap();
    let asked = ["villages", "--data", name, "-r", "40", "--studies", "5", "-j", "1", "--json"];
    let halves = commonroom(&asked, place.path());
    assert_eq!((halves.status.code(), halves.stderr.len()), (Some(0), 0));
    let found: serde_json::Value = serde_json::from_slice(&halves.stdout).unwrap();
    assert_eq!(found["study"]["observed"]["villages"].as_array().unwrap().len(), 6);
    assert_eq!(found["study"]["splits"].as_array().unwrap().len(), 3);
    let studies =
        [&found["patterns"]["studies"], &found["recovery"]["studies"]].map(serde_json::Value::as_u64);
    assert_eq!(studies, [Some(5), Some(1)]);
    // A page with pictures instead of Markdown, by its name: a panel for each village.
    let page = place.path().join("page.html");
    let pictured = [&asked[..], &["-o", page.to_str().unwrap()]].concat();
    assert_eq!(commonroom(&pictured, place.path()).status.code(), Some(0));
    let text = std::fs::read_to_string(&page).unwrap();
    assert!(text.contains("id=\"part-villages\"") && text.contains(" of 6 villages end inside their band"));
    std::fs::remove_file(page).unwrap();
    let others = commonroom(&[&asked[..], &["--predict", name, "--progress", "json"]].concat(), place.path());
    let told = String::from_utf8(others.stderr).unwrap();
    let told: Vec<serde_json::Value> =
        told.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    assert!(told.iter().zip(1..).all(|(line, done)| line["done"] == done), "{told:?}");
    assert!(told.last().is_some_and(|last| last["total"] == told.len() && last["stage"] == "recovery"));
    let found: serde_json::Value = serde_json::from_slice(&others.stdout).unwrap();
    assert_eq!(found["study"]["splits"][0]["name"], "given → to be predicted");
    assert_eq!(found["study"]["splits"][0]["scores"][0]["coverage"]["of"], 60);
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 0);
}

#[test]
fn the_command_refuses_what_it_cannot_use_before_it_computes() {
    let place = tempfile::tempdir().unwrap();
    let code = |arguments: &[&str]| {
        let output = commonroom(arguments, place.path());
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (exit, words) = code(&["villages", "--data", "nowhere"]);
    assert!(exit == 3 && words.contains("there is no such folder"), "{words}");
    let (exit, words) = code(&["villages", "--data", "."]);
    assert!(exit == 3 && words.contains("there is no file whose name ends in `nodes.csv`"), "{words}");
    std::fs::write(place.path().join("nodes.csv"), "node,village,toa\na,W,0\n").unwrap();
    std::fs::write(place.path().join("edges.csv"), "from,to\na,z\n").unwrap();
    let (exit, words) = code(&["villages", "--data", "."]);
    assert!(
        exit == 3
            && words.contains("nodes.csv:2:5: `toa` must be a whole year from 1 on")
            && words.contains("edges.csv:2:3: a tie to `z`"),
        "{words}"
    );
    std::fs::write(place.path().join("page.md"), "mine").unwrap();
    // What is wrong with the files is told before what is wrong with the place; neither touches the page.
    assert_eq!(code(&["villages", "--data", ".", "--out", "page.md"]).0, 3);
    assert_eq!(std::fs::read_to_string(place.path().join("page.md")).unwrap(), "mine");
    assert_eq!(code(&["villages", "--predict", "."]).0, 2);
    assert_eq!(std::fs::read(place.path().join("page.md")).unwrap(), b"mine");
}
