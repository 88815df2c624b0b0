//! Words that are kept as they were said, and told again in another language: what a file of results says is
//! English, whatever was spoken, and what a page tells of such a file is in the language of the page.

use crate::language::template::{fixed_letters, refilled_by};
use crate::language::{Lang, TABLE, chinese, for_programs, spoken};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Fixed letters from which on a sentence of the table is known by them.
const KNOWN_BY: usize = 6;

/// What was said in one language, and the same in the other.
static IN_ENGLISH: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());
static IN_CHINESE: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());

/// What is found in the language that is spoken. Where it says something in Chinese it is found in English
/// too, and [`retold`] knows from then on how the one is said in the other. `words` gives what was said; it
/// says the same in both languages, in the same order.
pub(crate) fn found_in_both<T>(mut find: impl FnMut() -> T, words: impl Fn(&T) -> Vec<String>) -> T {
    let found = find();
    let own = if spoken() == Lang::En { vec![] } else { words(&found) };
    if !own.is_empty() {
        let english = for_programs(|| words(&find()));
        // What says more or less the second time was changed in between: nobody knows what belongs together.
        if english.len() == own.len() {
            own.into_iter().zip(english).for_each(|(chinese, english)| remember(&chinese, &english));
        }
    }
    found
}

/// That the one says in Chinese what the other says in English.
pub(crate) fn remember(chinese: &str, english: &str) {
    let put = |map: &Mutex<BTreeMap<String, String>>, from: &str, to: &str| {
        map.lock().unwrap_or_else(PoisonError::into_inner).insert(from.to_string(), to.to_string())
    };
    put(&IN_ENGLISH, chinese, english);
    put(&IN_CHINESE, english, chinese);
}

/// Words that were said before, in the language that is spoken now. Words of which nothing is known stay.
pub(crate) fn retold(words: &str) -> String {
    retold_in(spoken(), words)
}

fn retold_in(lang: Lang, words: &str) -> String {
    let known = |map: &Mutex<BTreeMap<String, String>>| {
        map.lock().unwrap_or_else(PoisonError::into_inner).get(words).cloned()
    };
    match lang {
        Lang::En => known(&IN_ENGLISH),
        Lang::Zh => known(&IN_CHINESE).or_else(|| by_table(words)),
    }
    .unwrap_or_else(|| words.to_string())
}

/// An English sentence in Chinese, by the sentence of the table that has most letters in common with it; one
/// behind a name and a colon, or two with a semicolon between them, too.
fn by_table(words: &str) -> Option<String> {
    if let Some(whole) = chinese(words) {
        return Some(whole.to_string());
    }
    let inside = |part: &str| by_table(part).unwrap_or_else(|| part.to_string());
    let fits = |(english, chinese): (&'static String, &'static String)| {
        let letters = fixed_letters(english).filter(|letters| *letters >= KNOWN_BY)?;
        Some((letters, refilled_by(english, chinese, words, &inside)?))
    };
    let best = TABLE.iter().filter_map(fits).max_by_key(|(letters, _)| *letters);
    let behind_a_name = || {
        let (name, rest) = words.split_once(": ")?;
        Some(format!("{name}：{}", by_table(rest)?))
    };
    let two = || {
        let (one, other) = words.split_at(words.find("; ").filter(|at| *at > 0)?);
        Some(inside(one) + &inside(other))
    };
    best.map(|(_, made)| made).or_else(behind_a_name).or_else(two)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_in_chinese_is_known_in_english() {
        let (chinese, english) = ("`本测试`从不成立", "`this test` never holds");
        remember(chinese, english);
        for words in [chinese, english] {
            assert_eq!(retold_in(Lang::En, words), english);
            assert_eq!(retold_in(Lang::Zh, words), chinese);
        }
        assert_eq!(retold_in(Lang::En, "谁也没说过"), "谁也没说过");
    }

    #[test]
    fn a_sentence_of_a_file_is_known_by_its_fixed_words() {
        let twin = "a community is called `a`: another one is called `A`, alike but for capitals";
        let cut = "2 dated lever settings lie at or after week 60 and were ignored";
        let gaps = "people.csv: of 4 people, drawn in each random world: `age` of 1 (from X); \
            nobody's `civic` is given";
        for (english, chinese) in [
            (twin, "社区名为`a`：另有名为`A`者，只有大小写不同"),
            (cut, "有2项定期变动在第60周或之后，已略去"),
            (gaps, "people.csv：4人中，在每次模拟中随机抽取：1人的`age`（取自X）；没有任何人给出`civic`"),
            ("nobody ever wrote this: or that", "nobody ever wrote this: or that"),
            ("or this; or that", "or this; or that"),
        ] {
            assert_eq!(retold_in(Lang::Zh, english), chinese);
        }
    }

    #[test]
    fn in_english_nothing_is_found_twice() {
        let mut times = 0;
        found_in_both(|| times += 1, |()| vec![String::new()]);
        assert_eq!(times, 1);
    }
}
