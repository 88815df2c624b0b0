//! Do the commands that documents quote run something? A test that nobody finds passes with "0 passed".

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What `cargo test`, `cargo bench` and `cargo run` are asked for in a text: the words after them, up to what
/// ends a command there.
fn asked(text: &str) -> Vec<Vec<String>> {
    let ends = |c: char| matches!(c, '`' | '\n' | '#' | '|' | ')' | ';');
    let mut all = Vec::new();
    for command in ["cargo test", "cargo bench", "cargo run"] {
        for (at, _) in text.match_indices(command) {
            let rest = &text[at + command.len()..];
            let line = &rest[..rest.find(ends).unwrap_or(rest.len())];
            // What goes on in another line is not followed.
            let goes_on = |word: &&str| !matches!(*word, "--" | "\\" | "\\n");
            let words = line.split_whitespace().take_while(goes_on).filter(|word| !word.starts_with('<'));
            all.push(words.map(str::to_string).collect());
        }
    }
    all
}

/// Of the words after one command: what a flag chooses that is not in its folder, and parts of filters that
/// name no file, module or test.
fn unknown(words: &[String], files: &dyn Fn(&str) -> bool, names: &BTreeSet<String>) -> Vec<String> {
    let mut missing = Vec::new();
    let mut words = words.iter().map(String::as_str);
    while let Some(word) = words.next() {
        let folder = match word {
            "--test" => "tests",
            "--bench" => "benches",
            "--example" => "examples",
            "--features" | "--manifest-path" | "--target-dir" | "--package" | "-p" => {
                words.next();
                continue;
            }
            _ if word.starts_with('-') => continue,
            _ => {
                let found = |part: &str| names.iter().any(|name| name.contains(part));
                missing.extend(
                    word.split("::").filter(|part| !found(part)).map(|part| format!("filter {part}")),
                );
                continue;
            }
        };
        let Some(name) = words.next() else { continue };
        if !files(&format!("{folder}/{name}.rs")) && !files(&format!("{folder}/{name}/main.rs")) {
            missing.push(format!("{word} {name}"));
        }
    }
    missing
}

/// Every file under a folder with one of these ends.
fn under(folder: &Path, ends: &[&str], found: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            under(&path, ends, found);
        } else if path.extension().is_some_and(|end| ends.iter().any(|one| end == *one)) {
            found.push(path);
        }
    }
}

/// Names of modules, functions and files of the sources and tests.
fn names(sources: &[std::path::PathBuf]) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for path in sources {
        all.insert(path.file_stem().unwrap().to_string_lossy().into_owned());
        let folder = path.parent().and_then(Path::file_name);
        all.extend(folder.map(|name| name.to_string_lossy().into_owned()));
        let text = fs::read_to_string(path).unwrap();
        for (at, _) in text.match_indices("fn ") {
            let name = text[at + 3..].split(|c: char| !c.is_alphanumeric() && c != '_').next();
            all.extend(name.map(str::to_string));
        }
    }
    all
}

/// Commands of documents and sources that choose something that is not there.
pub(crate) fn idle(root: &Path) -> Vec<String> {
    let (mut texts, mut sources) = (Vec::new(), Vec::new());
    under(&root.join("docs"), &["md"], &mut texts);
    for folder in ["src", "tests", "benches", "examples"] {
        under(&root.join(folder), &["rs"], &mut sources);
    }
    texts.extend(["README.md", "CONTRIBUTING.md"].map(|name| root.join(name)));
    let names = names(&sources);
    let files = |path: &str| root.join(path).exists();
    let mut faults = Vec::new();
    for path in texts.iter().chain(&sources).filter(|path| !path.ends_with("architecture/commands.rs")) {
        for words in asked(&fs::read_to_string(path).unwrap()) {
            let missing = unknown(&words, &files, &names);
            faults.extend(missing.iter().map(|what| format!("{}: no {what}", path.display())));
        }
    }
    faults
}

#[test]
fn commands_that_are_quoted_choose_what_is_there() {
    let faults = idle(Path::new(env!("CARGO_MANIFEST_DIR")));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_command_that_chooses_nothing_is_found() {
    let text = "See `cargo test --test gone` and `cargo test --lib rules::late -- --nocapture`; cargo bench \
                --bench week\n";
    let names = BTreeSet::from(["rules".to_string()]);
    let files = |path: &str| path == "benches/week.rs";
    let found: Vec<String> = asked(text).iter().flat_map(|words| unknown(words, &files, &names)).collect();
    assert_eq!(found, ["--test gone", "filter late"]);
}
