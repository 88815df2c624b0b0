//! The page of `villages`: each village that was not seen, with what was expected of it.

use crate::report::answers::villages::{VillageOrigin, VillagesReport};
use crate::report::charts::chart::{Chart, ChartHeading, WIDE};
use crate::report::charts::panels::{MOST_PANELS, Panel, chart};
use crate::report::page::document::{Document, Downloads, document};
use crate::report::page::elements::{program_footer, scrolling};
use crate::report::page::phrases::Phrase;
use crate::report::page::sections::Section;
use crate::report::text::format::Style;
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::Lang;
use crate::study::villages::adoption::Law;
use crate::study::villages::fit::Places;
use crate::study::villages::forecast::within;
use crate::study::villages::holdout::{HoldoutScore, VillageCurve};
use maud::html;

/// The page.
pub(crate) fn html(found: &VillagesReport, lang: Lang) -> String {
    let mut sections = vec![];
    let score = predicted(found);
    if let Some(score) = score {
        let words = vec![lang.text(Phrase::VillageMarks).to_string(), shown(score, lang)];
        let charts = vec![curves(score, lang)];
        sections.push(Section { words, ..Section::new(Phrase::VillageCurves, "", charts) });
    }
    let after =
        html! { div.words { (scrolling(lang.text(Phrase::Conditions), conditions(found, lang).html(""))) } };
    sections.push(Section { after, ..Section::new(Phrase::Conditions, "", vec![]) });
    document(&Document {
        lang,
        eyebrow: eyebrow(found, lang),
        title: score.map_or(String::new(), |score| title(score, lang)),
        lead: lead(found, lang),
        after_lead: html! {},
        sections: &sections,
        after_sections: html! {},
        footer: program_footer(lang),
        behind: html! {},
        downloads: Downloads::NumbersAndPicture,
        style: "",
    })
}

/// The model's predictions, places differing, of the last split: each village from the others, or those that
/// were to be predicted.
fn predicted(found: &VillagesReport) -> Option<&HoldoutScore> {
    let scores = &found.study.splits.last()?.scores;
    scores.iter().find(|score| score.law == Law::Model && score.places == Places::Differ)
}

fn eyebrow(found: &VillagesReport, lang: Lang) -> String {
    let (seed, lives) = (found.study.seed, found.study.lives);
    match lang {
        Lang::En => format!("seed {seed} · {lives} simulated lives of each village"),
        Lang::Zh => format!("种子{seed} · 每村模拟{lives}次"),
    }
}

fn title(score: &HoldoutScore, lang: Lang) -> String {
    let (hits, of) = (score.coverage.hits, score.coverage.of);
    match lang {
        Lang::En => {
            format!("{hits} of {of} yearly shares of villages that were not seen lie in their 90% band")
        }
        Lang::Zh => format!("未用于拟合的村庄的{of}个年度比例中，{hits}个在90%色带内"),
    }
}

fn lead(found: &VillagesReport, lang: Lang) -> String {
    let o = &found.study.observed;
    let (villages, people, ties) = (o.villages.len(), o.people, o.ties);
    let made_up = found.origin == VillageOrigin::MadeUp;
    match lang {
        Lang::En => {
            let made = if made_up {
                "No data were given: the villages are made up, by the rule that is then fitted to them. "
            } else {
                ""
            };
            format!("{made}Word of mouth in {villages} villages of {people} people and {ties} ties.")
        }
        Lang::Zh => {
            let made = if made_up {
                "未提供数据：村庄为虚构，按随后拟合的规则生成。"
            } else {
                ""
            };
            format!("{made}{villages}个村庄、{people}人、{ties}条联系中的口口相传。")
        }
    }
}

/// That some villages stand in the table of numbers only.
fn shown(score: &HoldoutScore, lang: Lang) -> String {
    let all = score.curves.len();
    match (all > MOST_PANELS, lang) {
        (false, _) => String::new(),
        (true, Lang::En) => format!("Shown: the first {MOST_PANELS} of {all}; all stand in the numbers."),
        (true, Lang::Zh) => format!("图中为前{MOST_PANELS}个；全部{all}个见数据表。"),
    }
}

fn curves(score: &HoldoutScore, lang: Lang) -> Chart {
    let inside = |curve: &&VillageCurve| {
        let last = curve.observed.last().zip(curve.expected.band.last());
        last.is_some_and(|(share, band)| within(*share, *band))
    };
    let (all, hits) = (score.curves.len(), score.curves.iter().filter(inside).count());
    let title = match lang {
        Lang::En => format!("{hits} of {all} villages end inside their band"),
        Lang::Zh => format!("{all}个村庄中{hits}个最终落在色带内"),
    };
    let panel = |curve: &VillageCurve| Panel {
        name: curve.name.clone(),
        observed: curve.observed.clone(),
        expected: curve.expected.mean.clone(),
        band: curve.expected.band.clone(),
    };
    let panels: Vec<Panel> = score.curves.iter().map(panel).collect();
    let heading = ChartHeading::new("villages", title, lang.text(Phrase::VillageMarks));
    chart(heading, table(&panels, lang), &panels, WIDE)
}

fn table(panels: &[Panel], lang: Lang) -> Table {
    let head = [Phrase::Village, Phrase::Year, Phrase::Observed, Phrase::ExpectedShare];
    let more = [Phrase::BandFrom, Phrase::BandTo];
    let mut table = Table::new(head.into_iter().chain(more).map(|phrase| lang.text(phrase)));
    for panel in panels {
        for (year, ((seen, mean), band)) in
            panel.observed.iter().zip(&panel.expected).zip(&panel.band).enumerate()
        {
            let numbers = [*seen, *mean, band.0, band.1].map(|share| Cell::Value(Some(share), Style::Share));
            let names = [panel.name.clone(), (year + 1).to_string()].map(Cell::Text);
            table.rows.push(names.into_iter().chain(numbers).collect());
        }
    }
    table
}

fn conditions(found: &VillagesReport, lang: Lang) -> Table {
    let head = [Phrase::SplitName, Phrase::Condition, Phrase::Holding];
    let mut table = Table::new(head.map(|phrase| lang.text(phrase)));
    for one in &found.study.conditions {
        let holds = if one.holds { lang.say("yes", "是") } else { lang.say("no", "否") };
        table.row([lang.of_table(one.split), lang.of_table(one.what), holds]);
    }
    table
}
