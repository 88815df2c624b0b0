//! The sections of a report: which charts it shows, in which order, and what stands beside them.

use crate::report::charts::chart::{Chart, WIDE};
use crate::report::charts::scene::Scene;
use crate::report::charts::{
    causes, course, groups, lanes, matrix, money, multiples, prices, ranking, waterfall,
};
use crate::report::page::first_screen::package;
use crate::report::page::notes::{adds_up, breaking, concentration, left_out, separation_by_chance};
use crate::report::page::phrases::Phrase;
use crate::report::page::story::{event_list, how_often};
use crate::report::page::{causes_known, diagnosis};
use crate::report::page::{known, known_table};
use crate::report::text::translate::Lang;
use crate::study::diagnose::diagnosis::Diagnosis;
use crate::study::diagnose::trace::Trace;
use crate::study::plausible::knowledge::KnownEffects;
use maud::{Markup, html};

/// What is shown above a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Captions {
    /// Title and description.
    TitleAndDescription,
    /// The title: the words of the section say what the chart shows, and its own description is for those who
    /// do not see it.
    Title,
}

/// Whether a section is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OnPaper {
    /// It is.
    Printed,
    /// It stands on the screen only: paper tells the same in another section.
    LeftOut,
}

impl OnPaper {
    /// Its class in the style sheet.
    pub(crate) fn class(self) -> Option<&'static str> {
        (self == OnPaper::LeftOut).then_some("screen")
    }
}

/// One section.
pub(crate) struct Section {
    /// Its heading.
    pub(crate) title: Phrase,
    /// Its paragraphs; empty ones are left out.
    pub(crate) words: Vec<String>,
    /// Its charts.
    pub(crate) charts: Vec<Chart>,
    /// What is shown above each.
    pub(crate) captions: Captions,
    /// What follows the charts.
    pub(crate) after: Markup,
    /// Whether it is printed.
    pub(crate) on_paper: OnPaper,
}

impl Section {
    /// A paragraph and charts; a single chart is described by the paragraph.
    pub(crate) fn new(title: Phrase, words: impl Into<String>, charts: Vec<Chart>) -> Section {
        let captions = if charts.len() == 1 { Captions::Title } else { Captions::TitleAndDescription };
        let words = vec![words.into()];
        Section { title, words, charts, captions, after: html! {}, on_paper: OnPaper::Printed }
    }
}

/// Whether courses are shown with their seasons too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seasons {
    /// Only means of a year, which hold none.
    Without,
    /// The course of a few weeks beside them.
    Shown,
}

/// Weeks of a mean in which seasons are seen.
const SEASONAL: usize = 4;

/// From this number of scenarios on their courses are left out on paper, where it tells what is known beside
/// chance: they would take the fifth page.
const MANY: usize = 4;

/// From this number of scenarios on, whose rows fill more of each page, paper shows courses once: by chance
/// only it leaves out each against the baseline, beside what is known the course of differences too, whose
/// ends stand in the ranking. The style sheet then prints the hashes as running text.
const CROWD: usize = 9;

/// Whether a part that shows courses once more is printed, where only a page with at least so many scenarios
/// has no room for it.
fn courses_on_paper(scene: &Scene, from: usize) -> OnPaper {
    let full = known::known(scene).is_some() && scene.study.cases.len() >= from;
    if full { OnPaper::LeftOut } else { OnPaper::Printed }
}

/// All sections, in their order.
pub(crate) fn sections(scene: &Scene, seasons: Seasons) -> Vec<Section> {
    let several = scene.study.cases.len() > 1;
    // A diagnosis begins with what it was asked for.
    let found = scene.study.causes.as_ref();
    let mut all: Vec<Section> = found.map(|_| deficiencies_section(scene)).into_iter().collect();
    all.extend(found.map(|causes| causes_section(scene, causes)));
    all.extend(found.and_then(|causes| causes.why.as_ref()).map(|why| links_section(scene, why)));
    all.extend(known::known(scene).map(|known| known_section(scene, known)));
    // Differences before levels.
    all.push(ranking_section(scene));
    if scene.study.cases.iter().any(|case| case.worlds.values().any(|world| !world.groups.is_empty())) {
        let words = vec![
            shown_note(scene),
            package(scene).map_or(String::new(), |at| left_out(scene, at)),
            concentration(scene),
            adds_up(scene),
        ];
        all.push(Section { words, ..Section::new(Phrase::Groups, "", vec![groups::chart(scene, WIDE)]) });
    }
    all.push(cost_section(scene));
    all.extend(several.then(|| difference_section(scene)));
    all.extend(found.is_none().then(|| deficiencies_section(scene)));
    all.extend(events_section(scene));
    all.push(course_section(scene, seasons));
    all.extend(several.then(|| multiples_section(scene)));
    all
}

fn multiples_section(scene: &Scene) -> Section {
    let words = scene.lang.text(Phrase::AgainstBaselineMarks);
    let crowded = scene.study.cases.len() >= CROWD;
    let on_paper = if crowded { OnPaper::LeftOut } else { courses_on_paper(scene, 0) };
    Section { on_paper, ..Section::new(Phrase::AgainstBaseline, words, vec![multiples::chart(scene, WIDE)]) }
}

fn known_section(scene: &Scene, of: &KnownEffects) -> Section {
    let words = vec![known_table::about(scene, of), known::not_apart(scene).unwrap_or_default()];
    let (charts, after) = (vec![known_table::chart(scene, of)], known_table::behind_chart(scene, of));
    // What the dots mean is told above them.
    let captions = Captions::TitleAndDescription;
    Section { words, after, captions, ..Section::new(Phrase::WhatIsKnown, "", charts) }
}

fn deficiencies_section(scene: &Scene) -> Section {
    let words = vec![scene.lang.text(Phrase::DeficiencyMarks).to_string(), shown_note(scene)];
    let charts = vec![matrix::deficiencies(scene, WIDE)];
    Section { words, ..Section::new(Phrase::Deficiencies, "", charts) }
}

/// That some scenarios stand in the table of numbers only.
fn shown_note(scene: &Scene) -> String {
    let (all, shown) = (scene.study.cases.len(), scene.shown().len());
    match (all > shown, scene.lang) {
        (false, _) => String::new(),
        (_, Lang::En) => {
            format!("Shown: the baseline and the best {}; all {all} stand in the numbers.", shown - 1)
        }
        (_, Lang::Zh) => format!("图中为基线与最好的{}个方案；全部{all}个见数据表。", shown - 1),
    }
}

fn causes_section(scene: &Scene, causes: &Diagnosis) -> Section {
    let charts = vec![waterfall::chart(scene, causes, WIDE), causes::shares(scene, causes, WIDE)];
    let captions = Captions::TitleAndDescription;
    let after = html! {
        ul { @for words in diagnosis::sentences(scene, causes) { li { (words) } } }
        (causes_known::section(scene, causes))
    };
    Section { after, captions, ..Section::new(Phrase::Causes, "", charts) }
}

fn links_section(scene: &Scene, why: &Trace) -> Section {
    let chart = causes::links(scene, why, WIDE);
    let words = vec![diagnosis::carried(scene, why), chart.desc.clone()];
    Section { words, ..Section::new(Phrase::Links, "", vec![chart]) }
}

fn difference_section(scene: &Scene) -> Section {
    let chart = course::differences(scene, scene.measure, WIDE);
    let words = scene.lang.text(Phrase::DifferenceMarks);
    Section {
        on_paper: courses_on_paper(scene, CROWD),
        ..Section::new(Phrase::Difference, words, vec![chart])
    }
}

fn cost_section(scene: &Scene) -> Section {
    let mut charts = vec![money::chart(scene, WIDE)];
    if !prices::all(scene).is_empty() {
        charts.push(prices::chart(scene, WIDE));
    }
    let captions = Captions::TitleAndDescription;
    Section { captions, ..Section::new(Phrase::Cost, breaking(scene), charts) }
}

fn ranking_section(scene: &Scene) -> Section {
    let words = match (scene.study.replicates(), scene.lang) {
        (1, lang) => lang.text(Phrase::OneWorld).to_string(),
        (n, Lang::En) => {
            format!(
                "Residents of 1,000 who come in a week, mean of the last year over {n} random worlds. {}",
                separation_by_chance(scene)
            )
        }
        (n, Lang::Zh) => {
            let apart = separation_by_chance(scene);
            format!("最后一年每千名居民中平均每周到访的人数，{n}次模拟的均值。{apart}")
        }
    };
    let words = vec![words, breaking(scene)];
    Section { words, ..Section::new(Phrase::Ranking, "", vec![ranking::chart(scene, WIDE)]) }
}

fn course_section(scene: &Scene, seasons: Seasons) -> Section {
    let words = match (scene.study.replicates(), scene.lang) {
        (1, lang) => lang.text(Phrase::OneCourse).to_string(),
        (n, Lang::En) => format!(
            "Each point is the mean of the last 52 weeks over {n} runs, so seasons are gone and a line ends \
             at the number of the ranking; it begins anew where the arrangement changes."
        ),
        (n, Lang::Zh) => format!(
            "每一点为此前52周的均值（{n}次模拟平均），不含季节起伏，终点即排名中的数值；安排变动之处曲线重新开始。"
        ),
    };
    let mut charts = vec![course::lines(scene, scene.measure, WIDE)];
    let seasonal = Scene::new(scene.study, scene.lang, scene.measure.name);
    if let Some(seasonal) = seasonal.filter(|_| seasons == Seasons::Shown) {
        charts.push(course::lines(&Scene { weeks: SEASONAL, ..seasonal }, scene.measure, WIDE));
    }
    Section { on_paper: courses_on_paper(scene, MANY), ..Section::new(Phrase::Course, words, charts) }
}

/// Events of the best scenario and of the baseline, how often grave ones happen, typical worlds in words.
fn events_section(scene: &Scene) -> Option<Section> {
    let has = |at: &usize| scene.case(*at).is_some_and(|case| !case.events.is_empty());
    let mut chosen: Vec<usize> = scene.order.iter().copied().filter(has).take(1).collect();
    if has(&scene.study.baseline) && !chosen.contains(&scene.study.baseline) {
        chosen.push(scene.study.baseline);
    }
    if chosen.is_empty() {
        return None;
    }
    let charts = chosen.iter().filter_map(|at| lanes::chart(scene, *at, WIDE)).collect();
    let listed = |at: &usize| has(at) && !chosen.contains(at);
    let after = html! { @for at in scene.shown().into_iter().filter(listed) { (event_list(scene, at)) } };
    let words = vec![scene.lang.text(Phrase::EventMarks).to_string(), how_often(scene)];
    // The words of the section tell what the lanes show.
    let captions = Captions::Title;
    Some(Section { after, words, captions, ..Section::new(Phrase::Events, "", charts) })
}
