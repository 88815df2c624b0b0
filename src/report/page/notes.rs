//! Notes under the headings of sections: what can be told apart, what breaks, who is left out, how
//! concentrated visits are.

use crate::report::charts::scene::Scene;
use crate::report::page::known;
use crate::report::page::phrases::Phrase;
use crate::report::text::breaks;
use crate::report::text::format::{NumberFormat, Style, percent};
use crate::report::text::names::shortened;
use crate::report::text::translate::Lang;
use crate::world::record::group::Group;
use crate::world::record::groups::YearlyFigure;

/// Which scenarios can be told apart, in groups, and in what is known.
pub(crate) fn separation(scene: &Scene) -> String {
    let (by_chance, between) = (separation_by_chance(scene), scene.lang.say(" ", ""));
    match known::not_apart(scene).filter(|_| !by_chance.is_empty()) {
        Some(known) => by_chance + between + &known,
        None => by_chance,
    }
}

/// The same where another part of the page says what is known.
pub(crate) fn separation_by_chance(scene: &Scene) -> String {
    let groups = scene.study.ranks(scene.measure).groups;
    let (lang, several) = (scene.lang, scene.study.cases.len() > 1);
    let open = groups.iter().any(|group| group.len() > 1);
    let words = match (several, open) {
        (false, _) => return String::new(),
        (_, false) => lang.text(Phrase::AllApart),
        (_, true) if groups.len() == 1 => lang.text(Phrase::NoneApart),
        (_, true) => lang.text(Phrase::GroupsApart),
    };
    words.to_string() + &far_off(scene)
}

/// The worlds that a difference leaves out, of each scenario; nothing where none lies far off.
fn far_off(scene: &Scene) -> String {
    let (lang, measure) = (scene.lang, scene.measure);
    let words = |at: usize| {
        let change = scene.study.change_of_most(scene.case(at)?, measure)?;
        let format = NumberFormat::of(Style::on_page(measure), change.mean, change.interval);
        let apart = format.apart_in(lang, change.apart?, change.worlds);
        Some(format!("{}{}{apart}", scene.label(at), lang.say(": ", "：")))
    };
    let all: Vec<String> = scene.study.others().into_iter().filter_map(words).collect();
    match (all.is_empty(), lang) {
        (true, _) => String::new(),
        (_, Lang::En) => format!(
            " A difference is that of the worlds that do not lie far off. Far off lie {}.",
            all.join("; ")
        ),
        (_, Lang::Zh) => format!("差值不计入远离其余的模拟：{}。", all.join("；")),
    }
}

/// The scenarios in which something breaks, each with the worst of it; nothing where all hold.
pub(crate) fn breaking(scene: &Scene) -> String {
    let lang = scene.lang;
    let found = scene.study.breaks();
    let worst = found.iter().enumerate().filter_map(|(at, found)| Some((at, found.worst()?)));
    let words = |(at, broken)| match lang {
        Lang::En => format!("{} ({})", scene.label(at), breaks::words(lang, broken)),
        Lang::Zh => format!("{}（{}）", scene.label(at), breaks::words(lang, broken)),
    };
    let all: Vec<String> = worst.map(words).collect();
    match (all.is_empty(), lang) {
        (true, _) => String::new(),
        (_, Lang::En) => {
            format!("No choice, because something breaks: {}.", shortened(&all, lang))
        }
        (_, Lang::Zh) => format!("有运行失败之处，不能作为选择：{}。", shortened(&all, lang)),
    }
}

/// The group that the home reaches least under a scenario.
pub(crate) fn left_out(scene: &Scene, best: usize) -> String {
    let missed = |at: usize, group: Group| {
        Some(1.0 - scene.study.group(scene.case(at)?, group, YearlyFigure::Reached).mean()?)
    };
    let all = scene
        .study
        .divided()
        .filter(|group| !group.repeats())
        .filter_map(|group| Some((group, missed(best, group)?)));
    let Some((most, share)) = all.max_by(|a, b| a.1.total_cmp(&b.1)) else { return String::new() };
    let (group, share) = (scene.lang.text(most), percent(share));
    let base = missed(scene.study.baseline, most).filter(|_| best != scene.study.baseline).map(percent);
    match (scene.lang, base) {
        (Lang::En, Some(base)) => {
            format!(
                "Most left out: {}, of whom {share} never come in the year ({base} under {}).",
                group.to_lowercase(),
                scene.base_name()
            )
        }
        (Lang::En, None) => {
            format!("Most left out: {}, of whom {share} never come in the year.", group.to_lowercase())
        }
        (Lang::Zh, Some(base)) => {
            format!("到访最少的是{group}：{share}全年未到访（{}为{base}）。", scene.base_name())
        }
        (Lang::Zh, None) => format!("到访最少的是{group}：{share}全年未到访。"),
    }
}

/// Why the groups do not add up to the number of the ranking, where they do not: who moved away during the
/// year is in no group.
pub(crate) fn adds_up(scene: &Scene) -> String {
    let Some(best) = scene.order.first().copied() else { return String::new() };
    let Some(case) = scene.case(best).filter(|_| scene.measure.name == "participation") else {
        return String::new();
    };
    let all = scene.study.group(case, Group::Everybody, YearlyFigure::Participation).mean();
    let (Some(all), Some(headline)) = (all, scene.level_words(best, scene.measure)) else {
        return String::new();
    };
    let all = scene.style().value(all);
    match (all == headline, scene.lang) {
        (true, _) => String::new(),
        (_, Lang::En) => format!(
            "Groups count those who live here at the end of the year, over all its weeks; visits of \
             people who moved away are not in them. All groups together therefore make {all} of 1,000 under \
             {}, not {headline}.",
            scene.named(best)
        ),
        (_, Lang::Zh) => format!(
            "各群体只统计年末在住的居民，并以全年各周计；已迁出者的到访不计入，因此{}下各群体合计为每千人{all}人，而非{headline}人。",
            scene.label(best)
        ),
    }
}

/// How concentrated visits are in the scenarios in colour.
pub(crate) fn concentration(scene: &Scene) -> String {
    let value = |at: usize| {
        let moments = scene.study.group(scene.case(at)?, Group::TopFifthOfUsers, YearlyFigure::ShareOfVisits);
        Some(format!("{} {}", scene.label(at), Style::Share.value(moments.mean()?)))
    };
    let values: Vec<String> = scene.shown().into_iter().filter_map(value).collect();
    match (values.is_empty(), scene.lang) {
        (true, _) => String::new(),
        (_, Lang::En) => format!(
            "Share of all visits made by the most active fifth of users: {}.",
            scene.lang.list(&values)
        ),
        (_, Lang::Zh) => format!("最活跃的五分之一用户占全部到访的比例：{}。", scene.lang.list(&values)),
    }
}
