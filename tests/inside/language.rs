//! Every sentence of the program has a Chinese one with the same places to fill in, and `docs/terms.md` shows
//! them all with where each is said.

use crate::language::template::places;
use crate::language::{CHINESE, chinese, sections};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The sources, without their tests.
fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            match entry.is_dir() {
                true => walk(&entry, files),
                false if entry.extension().is_some_and(|kind| kind == "rs") => files.push(entry),
                false => {}
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec![];
    walk(&root.join("src"), &mut files);
    files.sort();
    let read = |file: PathBuf| {
        let text = fs::read_to_string(&file).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().to_string();
        (file.strip_prefix(root).unwrap().display().to_string(), text)
    };
    files.into_iter().map(read).collect()
}

/// The text literal with which the code goes on, read as the compiler does; nothing where it is none.
fn literal(code: &str) -> Option<String> {
    let mut letters = code.trim_start().strip_prefix('"')?.chars().peekable();
    let mut text = String::new();
    loop {
        match letters.next()? {
            '"' => return Some(text),
            '\\' => match letters.next()? {
                'n' => text.push('\n'),
                '\n' => while letters.next_if(|letter| letter.is_whitespace()).is_some() {},
                other => text.push(other),
            },
            letter => text.push(letter),
        }
    }
}

/// The sentences that are said in a source.
fn said(code: &str) -> Vec<String> {
    let mut found = vec![];
    for opening in ["said!(", "term("] {
        found.extend(code.split(opening).skip(1).filter_map(literal));
    }
    found
}

/// All texts of a source: literals, and comments that clap and the settings turn into texts.
fn texts(code: &str) -> BTreeSet<String> {
    let mut found: BTreeSet<String> =
        code.match_indices('"').filter_map(|(at, _)| literal(&code[at..])).collect();
    let mut comment = String::new();
    for line in code.lines().map(str::trim) {
        match line.strip_prefix("///") {
            Some(words) => comment = format!("{comment} {}", words.trim()),
            None => drop(found.insert(std::mem::take(&mut comment).trim().to_string())),
        }
    }
    found
}

#[test]
fn every_sentence_has_a_chinese_one_with_the_same_places() {
    let mut missing = vec![];
    for (file, code) in sources() {
        for english in said(&code) {
            match chinese(&english) {
                // A plural has no letter of its own in Chinese.
                Some(chinese) => {
                    let of = |text: &str| places(text).map(|all| all.into_iter().collect::<BTreeSet<_>>());
                    let mut wanted = of(&english).unwrap();
                    wanted.remove("plural");
                    let mut found = of(chinese).unwrap();
                    found.remove("plural");
                    assert_eq!(wanted, found, "{english:?} {chinese:?}");
                }
                None => missing.push((file.clone(), english)),
            }
        }
    }
    assert!(missing.is_empty(), "{} without Chinese: {missing:#?}", missing.len());
}

#[test]
fn the_page_of_terms_shows_what_the_table_holds() {
    let all = sections(CHINESE);
    assert!(all.len() > 4, "the table can be read");
    let mut places: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let sources = sources();
    for (file, code) in &sources {
        for text in texts(code) {
            places.entry(text.trim_end_matches('.').to_string()).or_default().push(file);
        }
    }
    let mut page = String::from(
        "# Terms and sentences in both languages\n\nMade by `COMMONROOM_BLESS=1 cargo test --lib language`. \
         The Chinese is corrected in one place, `src/language/chinese.toml`; then this page is made anew. \
         What stands in braces is filled in. Names of measures, levers, events and parts of pages stand in \
         their declarations.\n",
    );
    let cell = |text: &str| text.replace('|', "\\|").replace('\n', "⏎");
    for (section, entries) in &all {
        page += &format!("\n## {section}\n\n| English | 中文 | where |\n|---|---|---|\n");
        for (english, chinese) in entries {
            let at =
                places.get(english.trim_end_matches('.')).map_or(String::new(), |files| files.join(", "));
            page += &format!("| {} | {} | {at} |\n", cell(english), cell(chinese));
        }
    }
    crate::inside::generated::kept_true("docs/terms.md", &page);
}
