//! Every sentence of the program has a Chinese one with the same places to fill in, and `docs/terms.md` shows
//! them all with where each is said.

use crate::language::template::places;
use crate::language::{CHINESE, chinese, sections};
use crate::settings::{SettingsTable, SettingsTree, TableFacts};
use crate::study::survey::design::SurveyDesign;
use crate::study::survey::instrument::ITEMS;
use crate::study::validate::patterns::{self, no_test};
use crate::study::validate::setting::NAMED;
use crate::study::validate::targets::targets;
use crate::study::villages::read::{PEOPLE, TIES};
use crate::study::villages::synthetic::Shape;
use crate::world::blueprint::facts;
use crate::world::price_text::price_of;
use crate::world::record::terms::TERMS;
use crate::world::record::{MEASURES, measure};
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
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_string();
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

/// The constants that are said in a source, by their names.
fn said_by_name(code: &str) -> impl Iterator<Item = &str> {
    code.split("term(").skip(1).filter_map(|rest| rest.split_once(')')).map(|(inside, _)| inside).filter(
        |inside| {
            inside.len() > 2 && inside.chars().all(|letter| letter.is_ascii_uppercase() || letter == '_')
        },
    )
}

/// The text of a constant of that name; that of the same source comes first.
fn constant(name: &str, code: &str, sources: &[(String, String)]) -> Option<String> {
    let declared = format!("const {name}: &str =");
    let mut all = std::iter::once(code).chain(sources.iter().map(|(_, code)| code.as_str()));
    all.find_map(|code| literal(code.split_once(&declared)?.1))
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
    let sources = sources();
    for (file, code) in &sources {
        let named = said_by_name(code).map(|name| constant(name, code, &sources).unwrap());
        for english in said(code).into_iter().chain(named) {
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

/// Tables of settings, each with its texts and those of its settings.
fn of_settings(tables: &[TableFacts], shown: &mut Vec<(String, String)>) {
    for table in tables {
        shown.push((table.path.into(), table.about.trim().into()));
        for field in table.fields {
            let mut texts = vec![field.meaning.trim(), field.source, field.unit, field.grade.word()];
            let price = field.lever.map(|lever| price_of(&lever)).unwrap_or_default();
            texts.push(&price);
            let path = format!("{}.{}", table.path, field.name);
            shown.extend(texts.into_iter().map(|text| (path.clone(), text.to_string())));
        }
    }
}

/// What is declared as data and shown in Chinese, each text with its place. Not shown there, and English
/// alone: what columns of files mean (`datapackage.json`), keys of rosters, how answers come of states.
fn shown() -> Vec<(String, String)> {
    let mut shown = vec![];
    of_settings(&[facts(), SurveyDesign::facts(), vec![Shape::FACTS]].concat(), &mut shown);
    let mut add = |place: &str, texts: &[&str]| {
        shown.extend(texts.iter().map(|text| (place.to_string(), text.to_string())));
    };
    MEASURES.iter().for_each(|one| add(one.name, &[one.meaning, one.unit, one.empty]));
    TERMS.iter().for_each(|one| add(one.column, &[one.because]));
    for one in targets().unwrap() {
        let by = if one.set_by.contains(' ') { one.set_by.as_str() } else { "" };
        add(&one.id, &[&one.output, &one.no_test, &one.note, by]);
    }
    for pattern in patterns::all() {
        add(pattern.id, &[pattern.contrast, pattern.expected, no_test(pattern.id).unwrap_or_default()]);
        // What is called as a measure has its name.
        let own = pattern.checks.iter().filter(|check| measure(check.what).is_none());
        own.for_each(|check| add(pattern.id, &[check.what]));
    }
    NAMED.iter().for_each(|(name, _, why)| add(name, &[name, why]));
    PEOPLE.iter().chain(&TIES).for_each(|(name, meaning)| add(name, &[meaning]));
    ITEMS.iter().for_each(|one| add(one.name, &[one.question, one.ends.0, one.ends.1, one.asked, one.share]));
    shown
}

/// Numbers, names of symbols and what stands in backticks need no translation; words do.
#[test]
fn every_declared_text_that_is_shown_has_a_chinese_one() {
    let words = |text: &str| {
        let outside = |(at, part): (usize, &str)| (at % 2 == 0).then(|| part.to_string());
        let bare: String = text.split('`').enumerate().filter_map(outside).collect();
        bare.split(|letter: char| !letter.is_ascii_alphabetic()).any(|word| word.len() > 1)
    };
    let shown = shown();
    assert!(shown.len() > 2_000, "{}", shown.len());
    let missing: BTreeSet<&(String, String)> =
        shown.iter().filter(|(_, text)| words(text) && chinese(text).is_none()).collect();
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
        "# Terms and sentences in both languages\n\nMade by `COMMONROOM_BLESS=1 cargo test --release --lib \
         language`. \
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
