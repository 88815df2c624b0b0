//! Layout: how wide a text is about, where axes end, how labels make room for each other.

use crate::escape::commands;
use unicode_width::UnicodeWidthChar;

/// A rectangle in pixels, y downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)] // four sides
pub(crate) struct Rect {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

impl Rect {
    /// Whether a point lies in it, within a tolerance.
    pub(crate) fn has(&self, x: f64, y: f64, slack: f64) -> bool {
        x >= self.left - slack && x <= self.right + slack && y >= self.top - slack && y <= self.bottom + slack
    }

    /// Whether another one lies in it.
    pub(crate) fn holds(&self, other: &Rect, slack: f64) -> bool {
        self.has(other.left, other.top, slack) && self.has(other.right, other.bottom, slack)
    }

    #[cfg(test)]
    /// Whether both share some area.
    pub(crate) fn overlaps(&self, other: &Rect) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// Weight of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    /// As in running text.
    Regular,
    /// Heavy.
    Bold,
}

/// How much wider heavy letters are.
pub(crate) const BOLD: f64 = 1.1;

/// About how wide a text is; rather too wide, since nobody knows the reader's fonts.
pub(crate) fn text_width(text: &str, size: f64, weight: Weight) -> f64 {
    let em = |letter: char| match letter {
        'i' | 'l' | 'j' | 'I' | '.' | ',' | '\'' | '’' | '!' | '|' | ':' | ';' | ' ' => 0.32,
        'f' | 't' | 'r' | '(' | ')' | '-' | '/' => 0.42,
        '+' | '−' | '=' | '<' | '>' | '~' => 0.86,
        'm' | 'w' | 'M' | 'W' | '%' | '—' | '…' => 0.95,
        c if c.is_ascii_digit() => 0.62,
        c if c.is_ascii_uppercase() => 0.68,
        c if c.is_ascii() => 0.6,
        c => match c.width() {
            Some(2) => 1.05,
            Some(0) => 0.0,
            _ => 0.65,
        },
    };
    text.chars().map(em).sum::<f64>() * size * if weight == Weight::Bold { BOLD } else { 1.0 }
}

/// A text that is no wider than that; what is cut shows as an ellipsis.
pub(crate) fn fit(text: &str, size: f64, weight: Weight, width: f64) -> String {
    let clean: String = text.chars().map(|c| if commands(c) { ' ' } else { c }).collect();
    if text_width(&clean, size, weight) <= width {
        return clean;
    }
    let mut words = String::new();
    for letter in clean.chars() {
        words.push(letter);
        if text_width(&format!("{words}…"), size, weight) > width {
            words.pop();
            break;
        }
    }
    words.trim_end().to_string() + "…"
}

/// The parts of a text within which no line ends: words of Latin letters with the blank behind them, single
/// Chinese letters with what must not begin a line.
fn unbroken(text: &str) -> Vec<&str> {
    const CLOSING: &str = "，；。：、）？！”％";
    const OPENING: &str = "（“";
    let wide = |letter: char| letter.width() == Some(2) && !OPENING.contains(letter);
    let mut cuts = vec![];
    let mut letters = text.char_indices().peekable();
    while let Some((_, letter)) = letters.next() {
        let Some((next_at, next)) = letters.peek().copied() else { break };
        let apart = letter == ' ' || wide(letter) || next.width() == Some(2) && !OPENING.contains(letter);
        if apart && !CLOSING.contains(next) && next != ' ' {
            cuts.push(next_at);
        }
    }
    let (mut parts, mut from) = (vec![], 0);
    for cut in cuts.into_iter().chain([text.len()]) {
        parts.extend(text.get(from..cut));
        from = cut;
    }
    parts
}

/// A text on lines that are no wider than that.
pub(crate) fn wrap(text: &str, size: f64, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in unbroken(text) {
        let Some(line) = lines.last_mut() else { continue };
        if !line.is_empty()
            && text_width(&format!("{line}{}", word.trim_end()), size, Weight::Regular) > width
        {
            lines.push(word.trim_start().to_string());
        } else {
            line.push_str(word);
        }
    }
    lines.iter().map(|line| line.trim_end().to_string()).collect()
}

/// Where an axis ends at least: where nothing differs, its ticks are still numbers with few digits.
pub(crate) const LEAST: f64 = 0.001;

/// The axis of values: both ends and the step of its ticks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ValueAxis {
    /// Where it begins.
    pub(crate) low: f64,
    /// Where it ends.
    pub(crate) high: f64,
    /// From one tick to the next: 1, 2 or 5 times a power of ten.
    pub(crate) step: f64,
}

impl ValueAxis {
    /// An axis of about so many steps that holds both values and has a tick at each end.
    pub(crate) fn holding(low: f64, high: f64, steps: f64) -> ValueAxis {
        let span = (high - low).max(1e-9);
        let raw = span / steps;
        let power = libm::pow(10.0, libm::floor(libm::log10(raw)));
        let step =
            [1.0, 2.0, 5.0, 10.0].map(|m| m * power).into_iter().find(|s| *s >= raw * 0.999).unwrap_or(raw);
        let clean = |v: f64| if v == 0.0 { 0.0 } else { v };
        let low = clean(libm::floor(low / step + 1e-9) * step);
        ValueAxis { low, high: clean(libm::ceil(high / step - 1e-9) * step), step }
    }

    /// Its ticks, from the low end to the high one.
    pub(crate) fn ticks(&self) -> Vec<f64> {
        let n = libm::round((self.high - self.low) / self.step) as i64;
        (0..=n.clamp(0, 50))
            .map(|i| self.low + self.step * i as f64)
            .map(|v| if v.abs() < self.step * 1e-6 { 0.0 } else { v })
            .collect()
    }

    /// Where a value lies between both ends, 0 to 1.
    pub(crate) fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
}

/// Move places apart until they are `gap` from one another, each as near as may be to where it wants to be,
/// between `low` and `high` (wider if they do not fit). The order of equals is that of the list.
pub(crate) fn push_apart(wanted: &[f64], gap: f64, low: f64, high: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]).then(a.cmp(b)));
    // Groups of touching labels: first member, number, wish of the group's first place.
    let mut groups: Vec<(Vec<usize>, f64)> = Vec::new();
    for at in order {
        let mut group = (vec![at], wanted[at]);
        while let Some((members, start)) = groups.pop() {
            if start + gap * members.len() as f64 <= group.1 {
                groups.push((members, start));
                break;
            }
            let all = [members, group.0].concat();
            let wish = all.iter().enumerate().map(|(i, m)| wanted[*m] - gap * i as f64).sum::<f64>()
                / all.len() as f64;
            let most = (high - gap * (all.len() - 1) as f64).max(low);
            group = (all, wish.clamp(low, most));
        }
        groups.push(group);
    }
    let mut places = vec![0.0; wanted.len()];
    for (members, start) in groups {
        for (i, member) in members.iter().enumerate() {
            places[*member] = start + gap * i as f64;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_end_at_round_numbers() {
        let holding = ValueAxis::holding;
        assert_eq!(holding(0.0, 0.058, 5.0), ValueAxis { low: 0.0, high: 0.06, step: 0.02 });
        assert_eq!(holding(0.0, 0.76, 5.0), ValueAxis { low: 0.0, high: 0.8, step: 0.2 });
        assert_eq!(holding(0.0, 0.0, 5.0).low, 0.0);
        assert_eq!(ValueAxis { low: -1.0, high: 1.0, step: 1.0 }.ticks(), [-1.0, 0.0, 1.0]);
    }

    #[test]
    fn labels_make_room() {
        let places = push_apart(&[10.0, 11.0, 50.0, 12.0], 14.0, 0.0, 100.0);
        assert_eq!(places[2], 50.0);
        assert!(places[1] - places[0] >= 13.999 && places[3] - places[1] >= 13.999, "{places:?}");
        let crowded = push_apart(&[99.0; 4], 14.0, 0.0, 100.0);
        assert_eq!(crowded, [58.0, 72.0, 86.0, 100.0]);
    }

    #[test]
    fn chinese_is_broken_like_chinese() {
        let lines = wrap("以成效为导向的考核，每年节省11,161元（95%区间）", 12.0, 90.0);
        assert!(lines.iter().all(|line| text_width(line, 12.0, Weight::Regular) <= 92.0), "{lines:?}");
        assert!(
            lines.len() > 2 && lines.concat() == "以成效为导向的考核，每年节省11,161元（95%区间）",
            "{lines:?}"
        );
        for line in &lines {
            assert!(!line.starts_with(['，', '）', '。']) && !line.ends_with('（'), "{lines:?}");
        }
        assert!(lines.iter().any(|line| line.contains("11,161")), "a number is not broken: {lines:?}");
        assert_eq!(wrap("two words", 12.0, 200.0), ["two words"]);
    }

    #[test]
    fn texts_fit() {
        assert!(
            text_width(
                &fit("a very long label of a scenario 社工之家", 12.0, Weight::Bold, 80.0),
                12.0,
                Weight::Bold
            ) <= 80.0
        );
        assert_eq!(
            wrap("one two three", 12.0, 60.0).concat(),
            "onetwothree".replace("onetwothree", "one twothree")
        );
    }
}
