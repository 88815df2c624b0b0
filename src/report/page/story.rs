//! What happened, in words: the events of the world nearest the median, each with the number of worlds in
//! which one of its kind happened at all.

use crate::report::charts::scene::Scene;
use crate::report::charts::typical_world::{GRAVE, typical_world};
use crate::report::page::elements::scrolling;
use crate::report::page::phrases::Phrase;
use crate::report::text::events::{actor, name};
use crate::report::text::told_events::translated;
use crate::report::text::translate::Lang;
use crate::world::exchange::EventName;
use maud::{Markup, html};

/// Events in words, at most, for each scenario.
const EVENTS: usize = 60;

/// In how many worlds the grave events happened at all, scenario by scenario.
pub(crate) fn how_often(scene: &Scene) -> String {
    let lang = scene.lang;
    let shown = scene.shown();
    let often = |at: usize, kind: EventName| {
        let case = scene.case(at)?;
        let times = case.happened.get(&kind).copied().unwrap_or(0);
        Some((times, case.worlds.len()))
    };
    let kind_words = |kind: &EventName| {
        let all: Vec<(usize, (u32, usize))> =
            shown.iter().filter_map(|at| Some((*at, often(*at, *kind)?))).collect();
        all.iter().any(|(_, (times, _))| *times > 0).then(|| {
            let each = all.iter().map(|(at, (times, worlds))| match lang {
                Lang::En => format!("{} {times} of {worlds}", scene.named(*at)),
                Lang::Zh => format!("{}{worlds}次中{times}次", scene.label(*at)),
            });
            let each = each.collect::<Vec<_>>().join(lang.say(", ", "，"));
            format!("{}{}{each}", name(*kind, lang), lang.text(Phrase::Colon))
        })
    };
    let all: Vec<String> = GRAVE.iter().filter_map(kind_words).collect();
    match (all.is_empty(), lang) {
        (true, _) => String::new(),
        (_, Lang::En) => format!("In how many worlds it happened at all. {}.", all.join("; ")),
        (_, Lang::Zh) => format!("至少发生一次的模拟次数。{}。", all.join("；")),
    }
}

/// The events of the world nearest the median of a scenario.
pub(crate) fn event_list(scene: &Scene, at: usize) -> Markup {
    let Some(case) = scene.case(at) else { return html! {} };
    let Some(world) = typical_world(scene, case) else { return html! {} };
    let lang = scene.lang;
    let (label, worlds) = (scene.named(at), case.worlds.len());
    let summary = match lang {
        Lang::En => format!("World {world} of {label}, the one nearest the median, in words"),
        Lang::Zh => format!("{}：最接近中位数的一次模拟（第{world}次）", scene.label(at)),
    };
    let often = |kind: EventName| match lang {
        Lang::En => format!("{} of {worlds}", case.happened.get(&kind).unwrap_or(&0)),
        Lang::Zh => format!("{worlds}次中{}次", case.happened.get(&kind).unwrap_or(&0)),
    };
    let told = case.stories.get(&world).map(Vec::as_slice).unwrap_or_default();
    let table = html! {
        table.words {
            caption { (lang.text(Phrase::WithoutMatters)) }
            thead {
                tr {
                    @for head in [Phrase::Week, Phrase::Actor, Phrase::What, Phrase::WorldsWithSuch] {
                        th scope="col" { (lang.text(head)) }
                    }
                }
            }
            tbody {
                @for told in told.iter().take(EVENTS) {
                    tr {
                        th scope="row" { (told.week) }
                        td { (actor(told.actor, lang)) }
                        td { (translated(told.kind, &told.words, lang)) }
                        td { (often(told.kind)) }
                    }
                }
            }
        }
    };
    html! { details { summary { (summary) } (scrolling(&summary, table)) } "\n" }
}
