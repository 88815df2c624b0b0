//! Tables as Parquet: what every command says of them is what it says of CSV. With COMMONROOM_PARQUET=DIR
//! the same batch is left there in both forms, for `python/tests/parquet_cells.py`, which reads it with
//! other programs.

use crate::batches::{TINY, done, refused};

#[cfg(not(feature = "parquet"))]
#[test]
fn a_program_without_parquet_says_so_before_anything_is_computed() {
    let dir = tempfile::tempdir().unwrap();
    let asked = [&["run", "z-home", "-r", "2", "-o", "out", "--format", "parquet"][..], &TINY].concat();
    let said = refused(dir.path(), &asked, 3);
    assert!(said.contains("cargo build --release --features parquet"), "{said}");
    // A folder that another program wrote.
    done(dir.path(), &[&["run", "z-home", "-r", "2", "-o", "out", "--no-report"][..], &TINY].concat());
    std::fs::remove_file(dir.path().join("out/windows.csv")).unwrap();
    std::fs::create_dir(dir.path().join("out/windows")).unwrap();
    let manifest = dir.path().join("out/manifest.json");
    let mut json: serde_json::Value = serde_json::from_slice(&std::fs::read(&manifest).unwrap()).unwrap();
    json["outputs"].as_array_mut().unwrap().retain(|output| output["path"] != "windows.csv");
    std::fs::write(&manifest, serde_json::to_vec(&json).unwrap()).unwrap();
    let said = refused(dir.path(), &["report", "out", "-o", "page.html"], 3);
    assert!(said.contains("out/windows: this program was built without Parquet"), "{said}");
    done(dir.path(), &["verify", "out", "--runs", "0"]);
}

#[cfg(feature = "parquet")]
mod built_in {
    use super::*;
    use crate::batches::{assert_same, files, kill_after, program};
    use ::parquet::file::reader::{FileReader, SerializedFileReader};
    use std::fs;
    use std::path::Path;
    use std::process::Stdio;

    /// The words of the command and its answer.
    fn told(folder: &Path, arguments: &[&str]) -> String {
        String::from_utf8(done(folder, arguments).stdout).unwrap()
    }

    fn rows(path: &Path) -> i64 {
        let reader = SerializedFileReader::new(fs::File::open(path).unwrap()).unwrap();
        reader.metadata().file_metadata().num_rows()
    }

    /// The same batch in both forms.
    const BATCH: [&str; 11] = [
        "run",
        "z-home",
        "support",
        "-q",
        "-r",
        "3",
        "--weeks",
        "60",
        "--set=residents.population=60",
        "--set=levers.funding.grant=20000",
        "--set=levers.operator.from=9",
    ];

    fn both(folder: &Path, more: &[&str]) {
        let batch = [&BATCH[..], more].concat();
        done(folder, &[&batch[..], &["-o", "in-csv"]].concat());
        done(folder, &[&batch[..], &["-o", "in-parquet", "--format", "parquet"]].concat());
    }

    #[test]
    fn a_folder_holds_a_part_of_each_table_for_each_scenario() {
        let dir = tempfile::tempdir().unwrap();
        both(dir.path(), &["--sample", "5"]);
        let here = dir.path().join("in-parquet");
        let names: Vec<String> = files(&here).into_keys().collect();
        for table in ["series", "windows", "groups", "residents", "summary", "events", "ledger"] {
            assert!(!names.contains(&format!("{table}.csv")), "{table}");
            let lines = fs::read_to_string(dir.path().join(format!("in-csv/{table}.csv"))).unwrap();
            let mut csv = csv::Reader::from_reader(lines.as_bytes());
            let at = csv.headers().unwrap().iter().position(|name| name == "scenario").unwrap();
            let of: Vec<String> = csv.records().map(|row| row.unwrap()[at].to_string()).collect();
            for scenario in ["z-home", "support"] {
                let part = format!("{table}/scenario={scenario}/part-0.parquet");
                assert!(names.contains(&part), "{part}");
                let expected = of.iter().filter(|name| *name == scenario).count();
                assert_eq!(rows(&here.join(&part)), expected as i64, "{part}");
            }
        }
        for table in ["runs.csv", "failures.csv", "warnings.csv"] {
            assert!(
                fs::read(here.join(table)).unwrap()
                    == fs::read(dir.path().join("in-csv").join(table)).unwrap()
            );
        }
        let package = fs::read_to_string(here.join("datapackage.json")).unwrap();
        let package: serde_json::Value = serde_json::from_str(&package).unwrap();
        let tables = package["resources"].as_array().unwrap();
        let windows = tables.iter().find(|table| table["name"] == "windows").unwrap();
        let paths = ["z-home", "support"].map(|name| format!("windows/scenario={name}/part-0.parquet"));
        assert_eq!((&windows["format"], &windows["path"]), (&"parquet".into(), &paths.to_vec().into()));
        let index = fs::read_to_string(here.join("index.html")).unwrap();
        assert!(index.contains(">windows/</a>") && !index.contains("part-0"), "{index}");
        if let Some(place) = std::env::var_os("COMMONROOM_PARQUET") {
            for form in ["csv", "parquet"] {
                for (name, bytes) in files(&dir.path().join(format!("in-{form}"))) {
                    let path = Path::new(&place).join(form).join(name);
                    fs::create_dir_all(path.parent().unwrap()).unwrap();
                    fs::write(path, bytes).unwrap();
                }
            }
        }
    }

    #[test]
    fn what_is_said_of_it_is_what_is_said_of_csv() {
        let dir = tempfile::tempdir().unwrap();
        both(dir.path(), &[]);
        let page = |form: &str| fs::read_to_string(dir.path().join(form).join("report.html")).unwrap();
        assert_eq!(page("in-csv"), page("in-parquet"));
        for command in [
            &["compare", "FORM", "--json"][..],
            &["story", "FORM"],
            &["verify", "FORM"],
            &["report", "FORM", "--force"],
            &["diagnose", "FORM", "--scenario", "z-home", "--json", "-q"],
        ] {
            let of = |form: &str| {
                let words: Vec<&str> =
                    command.iter().map(|word| if *word == "FORM" { form } else { *word }).collect();
                told(dir.path(), &words).replace(form, "FORM")
            };
            let counted = |text: String| text.replace(|c: char| c.is_ascii_digit(), "");
            match command[0] {
                // It has more files.
                "verify" => assert_eq!(counted(of("in-csv")), counted(of("in-parquet"))),
                // It names what is there.
                "story" => {
                    let place = " stand in events.csv.";
                    assert!(of("in-csv").contains(place));
                    assert_eq!(of("in-csv").replace(place, " stand in events/."), of("in-parquet"));
                }
                _ => assert_eq!(of("in-csv"), of("in-parquet"), "{command:?}"),
            }
        }
        let again = told(dir.path(), &["rerun", "in-parquet", "-o", "again", "-q"]);
        assert!(again.starts_with("The same, byte for byte."), "{again}");
        assert!(dir.path().join("again/windows/scenario=z-home/part-0.parquet").exists());
    }

    #[test]
    fn threads_stops_and_shards_leave_the_same_bytes() {
        let dir = tempfile::tempdir().unwrap();
        let sweep = ["sweep", "z-home", "-q", "--vary", "levers.operator.managers=1,2,3", "-r", "4"];
        let tables = ["--tables", "series,windows,summary,events", "--format", "parquet"];
        let sweep = [&sweep[..], &TINY, &tables].concat();
        let to = |out: &'static str, more: &[&'static str]| [&sweep[..], more, &["-o", out]].concat();
        done(dir.path(), &to("whole", &["-j", "1"]));
        let point = "windows/scenario=z-home%20managers%3D2/part-0.parquet";
        assert_eq!(rows(&dir.path().join("whole").join(point)), 12);
        done(dir.path(), &to("two", &["-j", "2"]));
        assert_same(&dir.path().join("whole"), &dir.path().join("two"));
        let resumed = to("stopped", &["-j", "1", "--resume"]);
        // It is begun in the other form, with so many worlds that it is stopped before its end.
        let other = |word: &&'static str| match *word {
            "parquet" => "csv",
            "4" => "4000",
            word => word,
        };
        let begun: Vec<&str> = resumed.iter().map(other).collect();
        let mut child = program(dir.path(), &begun).stderr(Stdio::null()).spawn().unwrap();
        kill_after(&mut child, &dir.path().join("stopped.journal"), 1);
        done(dir.path(), &resumed);
        assert_same(&dir.path().join("whole"), &dir.path().join("stopped"));
        done(dir.path(), &to("a", &["--shard", "1/2"]));
        done(dir.path(), &to("b", &["--shard", "2/2"]));
        done(dir.path(), &["merge", "b", "a", "-o", "merged"]);
        assert_same(&dir.path().join("whole"), &dir.path().join("merged"));
    }

    #[test]
    fn a_plan_says_the_form() {
        let dir = tempfile::tempdir().unwrap();
        let plan = "base = 'z-home'\nreplicates = 1\nweeks = 9\nformat = 'FORM'\n[vary]\n\
                    residents.population = [40, 50]\n";
        fs::write(dir.path().join("p.toml"), plan.replace("FORM", "parquet")).unwrap();
        done(dir.path(), &["sweep", "p.toml", "-q", "-o", "out"]);
        assert!(dir.path().join("out/windows").is_dir());
        fs::write(dir.path().join("p.toml"), plan.replace("FORM", "feather")).unwrap();
        let said = refused(dir.path(), &["sweep", "p.toml", "-o", "no"], 3);
        assert!(said.contains("p.toml:4:10:") && said.contains("not `feather`"), "{said}");
    }

    /// Tables of which there is no row have their parts, with their columns.
    #[test]
    fn a_table_without_rows_has_its_parts() {
        let dir = tempfile::tempdir().unwrap();
        let few = ["--weeks", "1", "--set", "residents.population=60", "--tables", "events,ledger,groups"];
        let run = ["run", "government-led", "z-home", "-q", "-r", "1", "--format", "parquet", "-o", "out"];
        done(dir.path(), &[&run[..], &few].concat());
        let groups = dir.path().join("out/groups/scenario=z-home/part-0.parquet");
        assert_eq!(rows(&groups), 0);
        done(dir.path(), &["verify", "out"]);
    }

    #[test]
    fn a_part_that_was_changed_is_found() {
        let dir = tempfile::tempdir().unwrap();
        both(dir.path(), &["--tables", "windows"]);
        let said = refused(dir.path(), &["merge", "in-csv", "in-parquet", "-o", "no"], 3);
        assert!(said.contains("not of one batch"), "{said}");
        let name = "in-parquet/windows/scenario=support/part-0.parquet";
        let path = dir.path().join(name);
        let mut bytes = fs::read(&path).unwrap();
        let whole = bytes.clone();
        bytes[100] ^= 1;
        fs::write(&path, &bytes).unwrap();
        let said = told_failing(dir.path(), &["verify", "in-parquet"], 5);
        assert!(said.contains("windows/scenario=support/part-0.parquet"), "{said}");
        for command in [&["compare", "in-parquet"][..], &["merge", "in-parquet", "-o", "no"]] {
            let said = refused(dir.path(), command, 3);
            assert!(said.contains(&format!("{name}: is not the file that was written")), "{said}");
        }
        // What the manifest vouches for and is no Parquet is told with its place.
        let manifest = dir.path().join("in-parquet/manifest.json");
        let text = fs::read_to_string(&manifest).unwrap();
        let hash = |bytes: &[u8]| {
            use sha2::Digest;
            sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>()
        };
        fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        let text = text.replace(&hash(&whole), &hash(&whole[..whole.len() / 2]));
        fs::write(&manifest, text.replace(&whole.len().to_string(), &(whole.len() / 2).to_string())).unwrap();
        let said = refused(dir.path(), &["compare", "in-parquet"], 3);
        assert!(said.contains(&format!("{name}: is damaged")), "{said}");
    }

    fn told_failing(folder: &Path, arguments: &[&str], code: i32) -> String {
        let out = program(folder, arguments).output().unwrap();
        assert_eq!(out.status.code(), Some(code), "{arguments:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    }
}
