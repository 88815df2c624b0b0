//! What breaks in a package, in words of both languages.

use crate::report::text::format::percent;
use crate::report::text::translate::Lang;
use crate::study::compare::breaks::{Break, Breaks, Broken, GROWING, LATE, UNPAID_WEEKS, WITHOUT_OPERATOR};

/// Nothing breaks.
const NONE: &str = "–";

/// One thing that breaks, as a sentence holds it.
pub(crate) fn words(lang: Lang, broken: Broken) -> String {
    let share = percent(broken.share);
    match (broken.what, lang) {
        (Break::NoOperator, Lang::En) => format!("no operator in {share} of weeks"),
        (Break::NoOperator, Lang::Zh) => format!("{share}的周没有运营方"),
        (Break::LateWages, Lang::En) => format!("wages late in {share} of weeks"),
        (Break::LateWages, Lang::Zh) => format!("{share}的周拖欠工资"),
        (Break::GrowingDebts, Lang::En) => format!("debts grow in {share} of worlds"),
        (Break::GrowingDebts, Lang::Zh) => format!("{share}的模拟中欠款增长"),
    }
}

/// Everything that breaks, short enough for a column.
pub(crate) fn cell(lang: Lang, breaks: &Breaks) -> String {
    let short = |broken: &Broken| {
        let chinese = match broken.what {
            Break::NoOperator => "没有运营方",
            Break::LateWages => "拖欠工资",
            Break::GrowingDebts => "欠款增长",
        };
        let name = lang.say(broken.what.name(), chinese);
        format!("{name} {}", percent(broken.share))
    };
    let all: Vec<String> = breaks.found.iter().map(short).collect();
    if all.is_empty() { NONE.into() } else { all.join(lang.say(", ", "，")) }
}

/// Beyond which bounds something breaks, in a sentence.
pub(crate) fn bounds() -> String {
    format!(
        "No operator, wages late: share of the weeks of the last year, said beyond {} and {}. Debts grow: \
         share of worlds in which more than {UNPAID_WEEKS} weeks of wages were left unpaid over that year, said \
         beyond {}.",
        percent(WITHOUT_OPERATOR),
        percent(LATE),
        percent(GROWING)
    )
}

/// In how many worlds the first operator lost its contract; a dash without a handover.
pub(crate) fn contracts_lost(breaks: &Breaks) -> String {
    let (lost, all) = breaks.lost;
    if all == 0 { NONE.into() } else { format!("{lost} of {all}") }
}
