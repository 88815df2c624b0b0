//! `calibrate`, and what its posterior does to `run` and `compare`.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const OBSERVED: &str = "measure,window,group,value,se,n\nawareness_adults,week-20,,0.80,,800\n\
                        willingness,week-20,,0.35,,800\nvisits,weeks-1-20,,10,2,\nregular,year-1,all:all,0.1,,800\n";

const SMALL: [&str; 8] = [
    "--set",
    "residents.population=300",
    "--set",
    "calendar.warm_start=4",
    "--set",
    "levers.operator.from=1",
    "--weeks",
    "52",
];

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonroom"));
    command.current_dir(folder).args(arguments);
    command
}

fn done(folder: &Path, arguments: &[&str]) -> Output {
    program(folder, arguments).output().unwrap()
}

fn fit<'a>(out: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let free = "residents.choice.intercept,residents.affairs.intercept";
    let mut all = vec!["calibrate", "z-home", "--observed", "observed.csv", "--free", free, "-q", "-o", out];
    all.extend(SMALL);
    all.extend(more);
    all
}

fn place() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("observed.csv"), OBSERVED).unwrap();
    folder
}

fn bytes(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect();
    all.sort();
    all
}

fn words(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_fit_is_the_same_for_any_number_of_threads_and_narrows_what_was_observed() {
    let place = place();
    for (out, threads) in [("one", "1"), ("three", "3")] {
        let output =
            done(place.path(), &fit(out, &["--particles", "240", "--generations", "3", "-j", threads]));
        assert!(output.status.success(), "{}", words(&output));
    }
    let (one, three) = (bytes(&place.path().join("one")), bytes(&place.path().join("three")));
    assert_eq!(one, three);
    let names: Vec<&str> = one.iter().map(|(name, _)| name.as_str()).collect();
    let expected = [
        "calibration.json",
        "correlations.csv",
        "generations.csv",
        "index.html",
        "manifest.json",
        "parameters.csv",
        "posterior.csv",
    ];
    assert_eq!(names[..7], expected);
    let page = fs::read(place.path().join("one/report.html")).unwrap();
    let report = |more: &[&str]| done(place.path(), &[&["report", "one"], more].concat());
    assert!(report(&["-o", "again.html"]).status.success());
    assert_eq!(page, fs::read(place.path().join("again.html")).unwrap(), "from the folder as from the fit");
    let text = String::from_utf8(page).unwrap();
    assert!(text.contains("id=\"part-parameters\"") && text.contains("id=\"part-predictions\""), "{text}");
    assert_eq!(report(&["--baseline", "z-home", "-o", "b.html"]).status.code(), Some(2));
    let other = place.path().join("three/calibration.json");
    let changed = fs::read_to_string(&other).unwrap().replacen("mean", "men", 1);
    fs::write(&other, changed).unwrap();
    let refused = done(place.path(), &["report", "three", "-o", "c.html"]);
    assert!(refused.status.code() == Some(3) && words(&refused).contains("calibration.json: "));
    assert!(!place.path().join("b.html").exists() && !place.path().join("c.html").exists());
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(place.path().join("one/calibration.json")).unwrap()).unwrap();
    let spread = |k: usize| json["parameters"][k]["spread"].as_f64().unwrap();
    assert!(spread(0) < 0.7 && spread(1) < 0.4, "{json:#}");
    assert_eq!(json["predictions"].as_array().unwrap().len(), 4);
}

/// The same with the lowest bit of one byte flipped: another digit where one stood.
#[cfg(unix)]
fn flipped(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[at] ^= 1;
    bytes
}

#[cfg(unix)]
#[test]
fn an_interrupted_fit_goes_on_with_the_same_bytes() {
    let place = place();
    let long = ["--particles", "400", "--generations", "6"];
    let whole = done(place.path(), &fit("whole", &long));
    assert!(whole.status.success(), "{}", words(&whole));
    let mut child =
        program(place.path(), &fit("part", &long)).stderr(std::process::Stdio::null()).spawn().unwrap();
    let unfinished = place.path().join("part.unfinished.json");
    // Interrupted as soon as one generation is kept.
    while child.try_wait().unwrap().is_none()
        && !fs::read_to_string(&unfinished).is_ok_and(|text| text.contains("tolerance"))
    {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(unfinished.exists() && !place.path().join("part").exists());
    let again = done(place.path(), &fit("part", &long));
    assert_eq!(again.status.code(), Some(4), "{}", words(&again));
    let other = done(place.path(), &fit("part", &["--particles", "400", "--generations", "7", "--resume"]));
    assert_eq!(other.status.code(), Some(5), "{}", words(&other));
    let kept = fs::read(&unfinished).unwrap();
    // Whatever was changed, were it a blank or one digit of one number: it is no longer the fit that was
    // kept.
    let mut edits: Vec<Vec<u8>> = (1..12).map(|part| flipped(&kept, part * kept.len() / 12)).collect();
    let digits = (0..kept.len()).filter(|at| kept[*at].is_ascii_digit());
    edits.extend(digits.step_by(kept.len() / 40).map(|at| flipped(&kept, at)));
    edits.push([&kept[..], b" "].concat());
    for edit in edits {
        fs::write(&unfinished, &edit).unwrap();
        let changed = done(place.path(), &fit("part", &[&long[..], &["--resume"]].concat()));
        assert_eq!(changed.status.code(), Some(5), "{}", words(&changed));
        assert_eq!(fs::read(&unfinished).unwrap(), edit, "it is left as it is");
    }
    fs::write(&unfinished, &kept).unwrap();
    let resumed = done(place.path(), &fit("part", &[&long[..], &["--resume"]].concat()));
    assert!(resumed.status.success(), "{}", words(&resumed));
    assert_eq!(bytes(&place.path().join("whole")), bytes(&place.path().join("part")));
    assert!(!unfinished.exists());
}

/// The answer to these rows in a small home, and the words of a refusal.
fn answer(rows: &str, more: &[&str]) -> (Option<i32>, String, tempfile::TempDir) {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("observed.csv"), format!("measure,window,group,value,se,n\n{rows}")).unwrap();
    let output = done(place.path(), &fit("out", more));
    (output.status.code(), words(&output), place)
}

const FEW_GENERATIONS: [&str; 4] = ["--particles", "240", "--generations", "3"];

#[test]
fn what_the_model_cannot_make_is_refused_with_its_rows() {
    let impossible = [
        // A share too high.
        (
            "participation,year-1,,0.6,,800\nwillingness,week-20,,0.35,,800\n",
            &["line 2", "the largest of 240 draws"][..],
        ),
        // A count of nought where somebody always comes.
        (
            "willingness,week-20,,0.35,,800\nvisits,weeks-1-20,,0,0.2,\n",
            &["line 3", "`visits weeks-1-20` 0: the smallest"],
        ),
        // Two rows of which each alone is possible.
        (
            "willingness,week-20,,0.2,,2000\nwillingness,week-21,,0.5,,2000\n",
            &["line 2", "line 3", "the nearest of"],
        ),
    ];
    for (rows, parts) in impossible {
        let (code, words, place) = answer(rows, &FEW_GENERATIONS);
        assert_eq!(code, Some(3), "{words}");
        let told = |part: &&str| words.contains(*part);
        assert!(parts.iter().all(told) && words.contains("standard errors away"), "{words}");
        assert_eq!(words.lines().count(), 3, "only what is impossible is named: {words}");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1, "nothing is written");
    }
    for alone in ["willingness,week-20,,0.2,,2000\n", "willingness,week-21,,0.5,,2000\n"] {
        let (code, words, _) = answer(alone, &["--particles", "240", "--generations", "2"]);
        assert_eq!(code, Some(0), "{words}");
    }
    let mut anyway = FEW_GENERATIONS.to_vec();
    anyway.push("--anyway");
    let (code, words, place) = answer(impossible[0].0, &anyway);
    assert_eq!(code, Some(0), "{words}");
    let json = fs::read(place.path().join("out/calibration.json")).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json["impossible"][0]["numbers"][0]["statistic"], "participation year-1");
    assert!(json["arguments"].as_array().unwrap().contains(&"--anyway".into()));
    assert!(json["parameters"][0]["at_edge"].as_f64().unwrap() > 0.5, "{json:#}");
}

#[test]
fn a_posterior_of_few_histories_is_no_answer_unless_it_is_wanted() {
    let place = place();
    let few = ["--particles", "60", "--generations", "2"];
    let refused = done(place.path(), &fit("out", &few));
    assert_eq!(refused.status.code(), Some(1), "{}", words(&refused));
    assert!(words(&refused).contains("effective sample size"), "{}", words(&refused));
    assert!(!place.path().join("out").exists());
    // What was lived is kept, and answers where that is wanted.
    let wanted = done(place.path(), &fit("out", &[&few[..], &["--resume", "--anyway"]].concat()));
    assert!(wanted.status.success(), "{}", words(&wanted));
    let told = String::from_utf8_lossy(&wanted.stdout).into_owned();
    assert!(told.contains("Do not believe these intervals"), "{told}");
    let json = fs::read(place.path().join("out/calibration.json")).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert!(json["effective_sample_size"].as_f64().unwrap() < 50.0 && json["support_suffices"] == false);
}

#[test]
fn what_cannot_be_fitted_is_refused_at_once_and_nothing_is_written() {
    let place = place();
    fs::write(
        place.path().join("observed.csv"),
        "measure,window,value,n\nvists,week-1,3,9\nwillingness,week-99,0.3,9\n",
    )
    .unwrap();
    let free = "levers.funding.grant,mechanisms.norm,residents.choice.intercpt";
    let mut all = vec!["calibrate", "z-home", "--observed", "observed.csv", "-o", "out", "--free", free];
    all.extend(SMALL);
    let output = done(place.path(), &all);
    assert_eq!(output.status.code(), Some(3));
    for part in [
        "did you mean `visits`?",
        "is a lever",
        "no real number",
        "did you mean `residents.choice.intercept`?",
    ] {
        assert!(words(&output).contains(part), "{part}: {}", words(&output));
    }
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    assert_eq!(done(place.path(), &["calibrate", "z-home"]).status.code(), Some(2));
}

#[test]
fn worlds_take_draws_whatever_their_number_and_their_threads() {
    let place = place();
    let text = "draw,residents.choice.intercept\n1,-3.5\n2,-2.2\n3,-3.0\n";
    fs::write(place.path().join("p.csv"), text).unwrap();
    let run = |out: &str, worlds: &str, threads: &str, more: &[&str]| {
        let mut all = vec!["run", "z-home", "-q", "--no-report", "-o", out, "-r", worlds, "-j", threads];
        all.extend(SMALL);
        all.extend(more);
        let output = done(place.path(), &all);
        assert!(output.status.success(), "{}", words(&output));
        fs::read_to_string(place.path().join(out).join("series.csv")).unwrap()
    };
    let overlay = ["--posterior", "p.csv"];
    let (five, two) = (run("five", "5", "3", &overlay), run("two", "2", "1", &overlay));
    assert!(five.starts_with(&two) && five.len() > two.len());
    // World 2 takes the second draw: as if that value had been set.
    let set = run("set", "2", "1", &["--set", "residents.choice.intercept=-2.2"]);
    let world = |series: &str, k: &str| -> Vec<String> {
        let at = series.lines().next().unwrap().split(',').position(|c| c == "replicate").unwrap();
        series.lines().filter(|line| line.split(',').nth(at) == Some(k)).map(String::from).collect()
    };
    assert!(!world(&two, "2").is_empty());
    assert_eq!(world(&two, "2"), world(&set, "2"));
    assert_ne!(world(&two, "1"), world(&set, "1"));
    let twice = done(
        place.path(),
        &["run", "z-home", "--posterior", "p.csv", "--set", "residents.choice.intercept=-3"],
    );
    assert_eq!(twice.status.code(), Some(3), "{}", words(&twice));
}

#[test]
fn compare_tells_chance_from_ignorance() {
    let place = place();
    let split = |posterior: &str| -> serde_json::Value {
        fs::write(place.path().join("p.csv"), posterior).unwrap();
        let mut all =
            vec!["compare", "government-led", "z-home", "--posterior", "p.csv", "-r", "12", "-q", "--json"];
        all.extend(SMALL);
        all.push("--chance-only");
        let output = done(place.path(), &all);
        assert!(output.status.success(), "{}", words(&output));
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        json["posterior"][0]["split"].clone()
    };
    let share = |split: &serde_json::Value| split["share_of_ignorance"].as_f64().unwrap();
    let wide = split("residents.choice.intercept\n-4\n-3.6\n-3.2\n-2.8\n-2.4\n-2\n");
    assert_eq!((wide["draws"].as_u64(), wide["worlds"].as_u64()), (Some(6), Some(12)));
    assert!(share(&wide) > 0.5, "{wide}");
    // What is known is told of the same draws, not of their mean: it differs between them.
    let mut all =
        vec!["compare", "government-led", "z-home", "--posterior", "p.csv", "-r", "2", "-q", "--json"];
    all.extend(SMALL);
    all.extend(["--draws", "6"]);
    let output = done(place.path(), &all);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let effects = json["effects"].as_array().unwrap();
    let visits = effects.iter().find(|e| e["measure"] == "visits" && e["window"] == "last-year").unwrap();
    let of = |part: &str| visits["knowledge"][part].as_f64().unwrap();
    assert!(of("knowledge_sd") > of("chance_sd") && of("high") > 2.0 * of("low"), "{visits}");
    // Draws that do not differ leave no ignorance but by chance of the estimate.
    let known = split("residents.choice.intercept\n-3\n-3\n-3\n-3\n-3\n-3\n");
    let of = |split: &serde_json::Value, part: &str| split[part].as_f64().unwrap();
    assert!(of(&known, "ignorance") < 0.2 * of(&wide, "ignorance"), "{known} {wide}");
}
