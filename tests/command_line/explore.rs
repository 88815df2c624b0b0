//! `explore` from outside: the page is whole and asks for nothing, what is too large is refused, and the
//! engine is that of the sources.

use crate::program::{program, refused};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

/// The JSON that the script of a page reads.
fn data(page: &str) -> serde_json::Value {
    let (_, rest) = page.split_once("<script type=\"application/json\" id=\"data\">").unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

#[test]
fn the_page_is_whole_and_asks_for_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let out = program(dir.path(), &["explore", "--lang", "zh"]);
    assert_eq!(String::from_utf8(out.stdout).unwrap(), "页面：explorer.html\n");
    let page = fs::read_to_string(dir.path().join("explorer.html")).unwrap();
    assert!(page.len() < 2_500_000, "{} bytes", page.len());
    assert!(page.contains("<html lang=\"zh-CN\">") && page.contains("default-src 'none'"));
    let svg = page.matches("http://www.w3.org/2000/svg").count();
    assert_eq!(page.matches("://").count(), svg, "no address but that of the language of pictures");
    let data = data(&page);
    assert_eq!((&data["base"]["name"], &data["base"]["text"]), (&"z-home".into(), &serde_json::Value::Null));
    assert!(data["presets"].as_array().unwrap().len() >= 10);
    let said = refused(dir.path(), &["explore"], 4);
    assert!(said.contains("explorer.html exists"), "{said}");
    assert_eq!(program(dir.path(), &["explore", "--force", "-s", "7"]).status.code(), Some(0));
    assert_eq!(data["draws"]["draws"].as_array().map(Vec::len), Some(40));
    assert_eq!((&data["draws"]["own"], &data["flags"]), (&false.into(), &"--draws 40".into()));
}

#[test]
fn what_is_not_known_stands_in_the_page_as_it_is_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("own.csv"), "residents.choice.intercept\n-3.25\n-2.5\n-3\n").unwrap();
    let page = |arguments: &[&str]| {
        let all = [&["explore", "--force"], arguments].concat();
        let out = program(dir.path(), &all);
        assert_eq!(out.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&out.stderr));
        data(&fs::read_to_string(dir.path().join("explorer.html")).unwrap())
    };
    let own = page(&["--posterior", "own.csv"]);
    assert_eq!(own["draws"]["draws"], serde_json::json!([[-3.25], [-2.5], [-3.0]]));
    assert_eq!(
        (&own["draws"]["own"], &own["flags"]),
        (&true.into(), &"--draws 3 --posterior own.csv".into())
    );
    let some = page(&["--draws", "2"]);
    assert_eq!((some["draws"]["draws"].as_array().unwrap().len(), &some["flags"]), (2, &"--draws 2".into()));
    let chance = page(&["--chance-only"]);
    assert_eq!((&chance["draws"], &chance["flags"]), (&serde_json::Value::Null, &"--chance-only".into()));
    let set = ["explore", "--force", "--posterior", "own.csv", "--set", "residents.choice.intercept=-3"];
    assert!(refused(dir.path(), &set, 3).contains("residents.choice.intercept"));
    assert!(refused(dir.path(), &["explore", "--force", "--plausible", "own.csv"], 3).contains("own.csv"));
    refused(dir.path(), &["explore", "--force", "--chance-only", "--draws", "3"], 2);
}

#[test]
fn a_base_of_ones_own_stands_in_the_page_and_its_title_is_no_markup() {
    let dir = tempfile::tempdir().unwrap();
    let title = "</script><img src=x onerror=alert(1)> & \\\"x\\\"";
    let text = format!("title = \"{title}\"\nextends = \"z-home\"\nlevers.funding.lag = 9\n");
    fs::write(dir.path().join("own.toml"), text).unwrap();
    assert_eq!(program(dir.path(), &["explore", "own.toml", "-o", "own.html"]).status.code(), Some(0));
    let page = fs::read_to_string(dir.path().join("own.html")).unwrap();
    assert!(!page.contains("<img"), "a title is no markup");
    let own = data(&page);
    assert_eq!(own["base"]["titles"][0], title.replace('\\', ""));
    assert!(own["base"]["text"].as_str().unwrap().contains("lag = 9"));
    let levers =
        own["groups"].as_array().unwrap().iter().flat_map(|group| group["levers"].as_array().unwrap());
    let lag = levers.into_iter().find(|lever| lever["path"] == "levers.funding.lag").unwrap();
    assert_eq!(lag["base"], 9);
    let changed = ["explore", "z-home", "--set", "home.seats=60", "--weeks", "156", "-o", "b.html"];
    assert_eq!(program(dir.path(), &changed).status.code(), Some(0));
    let changed = data(&fs::read_to_string(dir.path().join("b.html")).unwrap());
    assert_eq!((&changed["base"]["name"], &changed["base"]["weeks"]), (&"base".into(), &156.into()));
    assert_eq!(changed["base"]["seats"], 60);
}

/// A shipped package laid upon a baseline of one's own brings back nothing that the baseline changed, and
/// gives the numbers that `compare` gives of the user's own file.
#[test]
fn a_package_upon_a_changed_baseline_leaves_what_was_changed() {
    let dir = tempfile::tempdir().unwrap();
    let own = "title = \"One\"\nextends = \"z-home\"\nweeks = 60\nresidents.population = 200\n\
               levers.operator.managers = 1\nlevers.operator.from = 20\n";
    fs::write(dir.path().join("one.toml"), own).unwrap();
    let text = |arguments: &[&str]| {
        let out = program(dir.path(), &[&["explore", "--force"], arguments].concat());
        assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
        data(&fs::read_to_string(dir.path().join("explorer.html")).unwrap())["base"]["text"].take()
    };
    assert_eq!(text(&["one.toml"]), own, "a file that names nothing but shipped scenarios stays as it is");
    let sets = ["residents.population=200", "levers.operator.managers=1", "levers.operator.from=20"];
    let flags = sets.iter().flat_map(|set| ["--set", set]);
    let said = text(&["z-home", "--weeks", "60"].into_iter().chain(flags).collect::<Vec<_>>());
    let said = said.as_str().unwrap();
    assert!(said.contains("extends = \"z-home\"") && said.contains("managers = 1"), "{said}");
    assert!(!said.contains("grant"), "what the baseline shares is not said again: {said}");
    fs::write(dir.path().join("base.toml"), said).unwrap();
    let told = |base: &str| {
        let package = format!("title = \"P\"\nextends = [\"{base}.toml\", \"support\", \"capacity\"]\n");
        fs::write(dir.path().join("package.toml"), package).unwrap();
        let out = program(
            dir.path(),
            &["compare", &format!("{base}.toml"), "package.toml", "-r", "2", "--chance-only", "--json"],
        );
        assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
        let answer: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
        (answer["ranking"]["means"].clone(), answer["scenarios"][0].clone())
    };
    let (one, base) = (told("one"), told("base"));
    assert!(one.0.as_array().unwrap().len() == 2 && one.1.is_object(), "{one:?}");
    assert_eq!(one, base);
}

/// Worlds take the first draws of a calibration in their order, as `compare` does, whatever number stands for
/// what is known.
#[test]
fn worlds_take_the_draws_that_compare_gives_them() {
    let dir = tempfile::tempdir().unwrap();
    let rows: String = (0..12).map(|n| format!("{}\n", -3.2 + 0.05 * f64::from(n))).collect();
    fs::write(dir.path().join("own.csv"), format!("residents.choice.intercept\n{rows}")).unwrap();
    let page = |arguments: &[&str]| {
        let out =
            program(dir.path(), &[&["explore", "--force", "--posterior", "own.csv"], arguments].concat());
        assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
        data(&fs::read_to_string(dir.path().join("explorer.html")).unwrap())["draws"].take()
    };
    let some = page(&["--draws", "3", "-r", "6"]);
    let value = |n: usize| -3.2 + 0.05 * n as f64;
    assert_eq!(some["draws"], serde_json::json!([[value(0)], [value(4)], [value(8)]]));
    assert_eq!(some["first"], serde_json::json!([[value(0)], [value(1)], [value(2)]]));
    let stdin = ["explore", "-", "--posterior", "own.csv"];
    assert!(refused(dir.path(), &stdin, 2).contains("read twice"));
}

#[test]
fn run_and_compare_put_the_page_beside_their_report() {
    let dir = tempfile::tempdir().unwrap();
    let small = "--set=residents.population=200 --set=levers.operator.from=20 --weeks=60 -q";
    let small: Vec<&str> = small.split(' ').collect();
    let asked = |words: &[&str]| program(dir.path(), &[words, &small].concat());
    let run = asked(&["run", "z-home", "-r", "3", "-s", "5", "--explorer", "-o", "lived"]);
    assert!(String::from_utf8(run.stdout).unwrap().contains("Explorer: lived/explorer.html"));
    let page = data(&fs::read_to_string(dir.path().join("lived/explorer.html")).unwrap());
    // What the command line changes is in the page: its baseline is the scenario that was lived, in the same
    // worlds.
    assert!(page["base"]["text"].as_str().unwrap().contains("population = 200"));
    assert_eq!((&page["seed"], &page["worlds"]), (&"5".into(), &3.into()));
    let index = fs::read_to_string(dir.path().join("lived/index.html")).unwrap();
    assert!(index.contains("href=\"explorer.html\""));
    assert_eq!(program(dir.path(), &["verify", "lived"]).status.code(), Some(0));
    let compared =
        ["compare", "z-home", "support", "-r", "3", "--chance-only", "--explorer", "-o", "compared"];
    assert_eq!(asked(&compared).status.code(), Some(0));
    assert!(dir.path().join("compared/explorer.html").exists());
    // Draws of one's own are those of the page too, and it holds the scenario as it is without them.
    fs::write(dir.path().join("own.csv"), "residents.choice.intercept\n-3.25\n-2.5\n-3\n").unwrap();
    for (command, to) in [("run", "drawn"), ("compare", "both-drawn")] {
        let drawn =
            [command, "z-home", "support", "-r", "4", "--posterior", "own.csv", "--explorer", "-o", to];
        let out = asked(&drawn);
        assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
        let page = data(&fs::read_to_string(dir.path().join(to).join("explorer.html")).unwrap());
        assert_eq!(page["draws"]["draws"], serde_json::json!([[-3.25], [-2.5], [-3.0]]));
        assert_eq!(page["flags"], "--draws 3 --posterior own.csv");
        assert!(!page["base"]["text"].as_str().unwrap().contains("intercept"));
    }
    let apart =
        ["compare", "z-home", "support", "-r", "6", "--posterior", "own.csv", "--worlds-per-draw", "3"];
    let apart = [&apart[..], &["--explorer", "-o", "apart"]].concat();
    assert_eq!(asked(&apart).status.code(), Some(0));
    let page = data(&fs::read_to_string(dir.path().join("apart/explorer.html")).unwrap());
    assert_eq!(
        (&page["flags"], &page["draws"]["per_draw"]),
        (&"--draws 3 --posterior own.csv --worlds-per-draw 3".into(), &3.into())
    );
    let both = ["compare", "z-home", "support", "-r", "2", "--posterior", "own.csv", "--chance-only"];
    let both = [&both[..], &["--explorer", "-o", "neither"]].concat();
    assert!(refused(dir.path(), &both, 2).contains("--chance-only"));
    let chance = data(&fs::read_to_string(dir.path().join("compared/explorer.html")).unwrap());
    assert_eq!((&chance["draws"], &chance["flags"]), (&serde_json::Value::Null, &"--chance-only".into()));
    // Without the wish there is none, and what cannot be is refused before anything is lived.
    assert_eq!(asked(&["run", "z-home", "-r", "2", "-o", "plain"]).status.code(), Some(0));
    assert!(!dir.path().join("plain/explorer.html").exists());
    assert!(refused(dir.path(), &["run", "z-home", "--explorer", "--json"], 2).contains("-o DIR"));
    let large = ["run", "z-home", "--explorer", "-o", "large", "--set", "residents.population=1000000"];
    assert!(refused(dir.path(), &large, 3).contains("too large for a page"));
    assert!(
        refused(dir.path(), &["run", "government-led", "--explorer", "-o", "none"], 3)
            .contains("no lever acts")
    );
    assert!(!dir.path().join("large").exists() && !dir.path().join("none").exists());
}

#[test]
fn what_a_page_cannot_live_is_refused_in_a_sentence() {
    let dir = tempfile::tempdir().unwrap();
    for (arguments, said) in [
        (&["z-home", "--set", "residents.population=1000000"][..], "too large for a page: 1000000 residents"),
        (&["county", "--weeks", "5200"], "too large for a page"),
        (&["z-home", "--weeks", "260000"], "between 1 and 5200"),
        (&["government-led"], "no social organization runs the home"),
        (&["hamlet"], "data files"),
        (&["nowhere"], "nowhere"),
    ] {
        let found = refused(dir.path(), &[&["explore"], arguments].concat(), 3);
        assert!(found.contains(said), "{arguments:?}: {found}");
    }
    // Scenario and draws are told at once.
    let both =
        refused(dir.path(), &["explore", "z-home", "--set", "home.seat=3", "--plausible", "nowhere.json"], 3);
    assert!(both.contains("home.seat") && both.contains("nowhere.json"), "{both}");
    refused(dir.path(), &["explore", "-r", "1"], 2);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0, "nothing is left behind");
}

/// The compiler's own list of what the engine was made of: it fails when one of these files has changed.
#[test]
fn the_engine_of_the_page_is_that_of_the_sources() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = fs::read_to_string(root.join("explorer/engine.sources")).unwrap();
    let changed = list.lines().filter(|line| {
        let (hash, path) = line.split_once("  ").unwrap();
        let now = fs::read(root.join(path)).map(Sha256::digest);
        now.map_or(true, |now| now.iter().map(|byte| format!("{byte:02x}")).collect::<String>() != hash)
    });
    let changed: Vec<&str> = changed.collect();
    assert!(list.lines().count() > 200 && list.contains("src/world/week.rs"), "the list is whole");
    assert!(
        changed.is_empty(),
        "the engine is older than {} of its sources; `bash explorer/build.sh` makes it anew:\n{}",
        changed.len(),
        changed.join("\n")
    );
}
