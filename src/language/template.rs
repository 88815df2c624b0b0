//! A sentence with places to fill in, as `format!` takes it: its fixed pieces, and what stands between them.

/// A piece of a template.
#[derive(Clone, Debug, PartialEq)]
enum TemplatePiece {
    /// Fixed words.
    Fixed(String),
    /// A place to fill in, with its name, or its number where it has none.
    Place(String),
}

/// The pieces of a template; `None` where a brace stands alone.
fn pieces(template: &str) -> Option<Vec<TemplatePiece>> {
    let (mut pieces, mut fixed, mut unnamed) = (Vec::new(), String::new(), 0);
    let mut letters = template.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '{' | '}' if letters.next_if_eq(&letter).is_some() => fixed.push(letter),
            '{' => {
                let inside: String = letters.by_ref().take_while(|letter| *letter != '}').collect();
                let name = inside.split(':').next().unwrap_or("").to_string();
                if !fixed.is_empty() {
                    pieces.push(TemplatePiece::Fixed(std::mem::take(&mut fixed)));
                }
                unnamed += usize::from(name.is_empty());
                pieces.push(TemplatePiece::Place(if name.is_empty() {
                    (unnamed - 1).to_string()
                } else {
                    name
                }));
            }
            '}' => return None,
            other => fixed.push(other),
        }
    }
    if !fixed.is_empty() {
        pieces.push(TemplatePiece::Fixed(fixed));
    }
    Some(pieces)
}

#[cfg(test)]
/// The places of a template, each by its name.
pub(crate) fn places(template: &str) -> Option<Vec<String>> {
    let place = |piece| match piece {
        TemplatePiece::Place(name) => Some(name),
        TemplatePiece::Fixed(_) => None,
    };
    Some(pieces(template)?.into_iter().filter_map(place).collect())
}

/// What a text that was made from a template holds at its places. Where several places follow one another
/// without words between them, the first holds what all hold: nobody can tell them apart.
fn filled(template: &[TemplatePiece], made: &str) -> Option<Vec<(String, String)>> {
    let (mut rest, mut found) = (made, Vec::new());
    let mut at = 0;
    while at < template.len() {
        match &template[at] {
            TemplatePiece::Fixed(words) => rest = rest.strip_prefix(words.as_str())?,
            TemplatePiece::Place(name) => {
                let mut names = vec![name];
                while let Some(TemplatePiece::Place(next)) = template.get(at + 1) {
                    names.push(next);
                    at += 1;
                }
                let end = match template.get(at + 1) {
                    None => rest.len(),
                    // The last words end the text: what is filled in may hold them too.
                    Some(TemplatePiece::Fixed(words)) if at + 2 == template.len() => {
                        rest.len() - rest.ends_with(words.as_str()).then_some(words.len())?
                    }
                    Some(TemplatePiece::Fixed(words)) => rest.find(words.as_str())?,
                    Some(TemplatePiece::Place(_)) => return None,
                };
                let (inside, after) = rest.split_at(end);
                found.push((names[0].clone(), inside.to_string()));
                found.extend(names[1..].iter().map(|name| (name.to_string(), String::new())));
                rest = after;
            }
        }
        at += 1;
    }
    rest.is_empty().then_some(found)
}

/// How many letters of a template are fixed; `None` where a brace stands alone.
pub(crate) fn fixed_letters(template: &str) -> Option<usize> {
    let letters = |piece: &TemplatePiece| match piece {
        TemplatePiece::Fixed(words) => words.chars().filter(|letter| letter.is_alphabetic()).count(),
        TemplatePiece::Place(_) => 0,
    };
    Some(pieces(template)?.iter().map(letters).sum())
}

/// What was made from one template, made from another one with the same places.
pub(crate) fn refilled(from: &str, to: &str, made: &str) -> Option<String> {
    refilled_by(from, to, made, &str::to_string)
}

/// The same, with what was filled in told in another way.
pub(crate) fn refilled_by(
    from: &str,
    to: &str,
    made: &str,
    inside: &dyn Fn(&str) -> String,
) -> Option<String> {
    let found = filled(&pieces(from)?, made)?;
    let words = |piece| match piece {
        TemplatePiece::Fixed(words) => Some(words),
        TemplatePiece::Place(name) => found.iter().find(|one| one.0 == name).map(|one| inside(&one.1)),
    };
    pieces(to)?.into_iter().map(words).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_filled_in_is_filled_in_again() {
        let of = |from, to, made| refilled(from, to, made);
        assert_eq!(of("{n} of {all} runs", "{all}次中的{n}次", "3 of 10 runs").unwrap(), "10次中的3次");
        assert_eq!(of("a {} b {:.1}", "乙{1}甲{0}", "a x b 2.5").unwrap(), "乙2.5甲x");
        assert_eq!(of("{{{}}}: {}", "{{{}}}：{}", "{k}: v").unwrap(), "{k}：v");
        assert_eq!(of("{pre}{} end", "尾{pre}{}", "ab end").unwrap(), "尾ab");
        assert_eq!(of("not {}.", "不是{}。", "not a. b.").unwrap(), "不是a. b。");
        assert_eq!(of("{} a", "{}甲", "else"), None);
        assert_eq!(of("open {", "开", "open"), None);
        assert_eq!(places("{a} {} {b:.2} {{}}").unwrap(), ["a", "0", "b"]);
    }
}
