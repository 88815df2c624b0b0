//! What breaks in a package, in words of both languages.

use crate::language::{said, spoken};
use crate::report::text::format::{percent, share};
use crate::report::text::translate::Lang;
use crate::study::compare::breaks::{Break, Breaks, Broken, Strain};
use crate::study::compare::breaks::{FULL, GROWING, LATE, UNPAID_WEEKS, WITHOUT_OPERATOR, WORN};
use crate::study::plausible::standings::{BrokenInDraws, StandingOverDraws, StrainedInDraws};

/// Nothing breaks.
const NONE: &str = "–";

/// One thing that breaks, as a sentence holds it.
pub(crate) fn words(lang: Lang, broken: Broken) -> String {
    let share = percent(broken.share);
    match (broken.what, lang) {
        (Break::NoOperator, Lang::En) => said!("no operator in {share} of weeks"),
        (Break::NoOperator, Lang::Zh) => format!("{share}的周没有运营方"),
        (Break::LateWages, Lang::En) => said!("wages late in {share} of weeks"),
        (Break::LateWages, Lang::Zh) => format!("{share}的周拖欠工资"),
        (Break::GrowingDebts, Lang::En) => said!("debts grow in {share} of worlds"),
        (Break::GrowingDebts, Lang::Zh) => format!("{share}的模拟中欠款增长"),
    }
}

/// Everything that breaks or is strained, short enough for a column.
pub(crate) fn cell(lang: Lang, breaks: &Breaks) -> String {
    let words = |broken: &Broken| format!("{} {}", short(lang, broken.what), percent(broken.share));
    let strained = breaks.strained.iter().map(|strain| strain_named(lang, *strain).to_string());
    let all: Vec<String> = breaks.found.iter().map(words).chain(strained).collect();
    if all.is_empty() { NONE.into() } else { all.join(lang.say(", ", "，")) }
}

/// Everything that breaks or is strained in any draw, with the share of draws.
pub(crate) fn in_draws(lang: Lang, standing: &StandingOverDraws) -> String {
    let strained = |one: &StrainedInDraws| format!("{} {}", strain_named(lang, one.what), share(one.share));
    let broken = standing.breaks.iter().map(|one| in_share(lang, one));
    let all: Vec<String> = broken.chain(standing.strained.iter().map(strained)).collect();
    if all.is_empty() { NONE.into() } else { all.join(lang.say(", ", "，")) }
}

/// Everything that breaks in any draw, as a sentence holds it.
pub(crate) fn broken_in_draws(lang: Lang, broken: &[BrokenInDraws]) -> String {
    broken.iter().map(|one| in_share(lang, one)).collect::<Vec<_>>().join(lang.say(", ", "，"))
}

fn in_share(lang: Lang, one: &BrokenInDraws) -> String {
    format!("{} {}", short(lang, one.what), share(one.share))
}

/// The name of what is strained.
fn strain_named(lang: Lang, what: Strain) -> &'static str {
    let chinese = match what {
        Strain::FullSeats => "座位满员",
        Strain::WornVolunteers => "志愿者疲惫",
    };
    lang.say(what.name(), chinese)
}

/// The name of what breaks.
fn short(lang: Lang, what: Break) -> &'static str {
    let chinese = match what {
        Break::NoOperator => "没有运营方",
        Break::LateWages => "拖欠工资",
        Break::GrowingDebts => "欠款增长",
    };
    lang.say(what.name(), chinese)
}

/// Beyond which bounds something breaks, in a sentence.
pub(crate) fn bounds() -> String {
    said!(
        "No operator, wages late: share of the weeks of the last year, said beyond {} and {}. Debts grow: \
         share of worlds in which more than {UNPAID_WEEKS} weeks of wages were left unpaid over \
         that year, said \
         beyond {}.",
        percent(WITHOUT_OPERATOR),
        percent(LATE),
        percent(GROWING)
    ) + spoken().say(" ", "")
        + &said!(
            "Strained, but no reason against a package: seats full (more than {} taken in the busiest \
             quarter of a slot, mean of the weeks), volunteers worn out (more than {} of the way).",
            percent(FULL),
            percent(WORN)
        )
}

/// The same in a language, for one page.
pub(crate) fn bounds_in(lang: Lang) -> String {
    let (without, late, growing) = (percent(WITHOUT_OPERATOR), percent(LATE), percent(GROWING));
    let (full, worn) = (percent(FULL), percent(WORN));
    match lang {
        Lang::En => format!(
            "Something breaks: no operator in more than {without} of weeks, wages late in more than \
             {late}, or \
             more than {UNPAID_WEEKS} weeks of wages left unpaid in more than {growing} of worlds. Strained: \
             seats over {full} taken at the busiest time, volunteers over {worn} worn out."
        ),
        Lang::Zh => format!(
            "视为运行失败：超过{without}的周没有运营方，超过{late}的周拖欠工资，或超过{growing}的模拟中欠薪超过{UNPAID_WEEKS}周。\
             负荷过重：最忙时段座位占用超过{full}，志愿者疲惫程度超过{worn}。"
        ),
    }
}

/// In how many worlds the first operator lost its contract; a dash without a handover.
pub(crate) fn contracts_lost(breaks: &Breaks) -> String {
    let (lost, all) = breaks.lost;
    if all == 0 { NONE.into() } else { said!("{lost} of {all}") }
}
