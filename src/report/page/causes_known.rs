//! What is known of causes beside chance, on the page of a diagnosis.

use crate::report::charts::scene::Scene;
use crate::report::page::elements::scrolling;
use crate::report::page::known::without_draws;
use crate::report::page::phrases::Phrase;
use crate::report::text::draws::draws_of_all;
use crate::report::text::format::{NumberFormat, Style, share};
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::{Lang, phrases};
use crate::study::diagnose::cause_over_draws::CauseOverDraws;
use crate::study::diagnose::diagnosis::{DeficiencyCauses, Diagnosis};
use crate::study::plausible::draws_lived::DrawsLived;
use maud::{Markup, html};

phrases! {
/// A fixed text about what is known of causes.
KnownCausePhrase {
    Deficiency => "deficiency", "不足";
    Cause => "cause", "成因";
    TakenAway => "repair takes away (5–95%)", "修复减轻（5–95%）";
    Lessens => "lessens it in", "减轻的比例";
    Largest => "largest in", "最大的比例";
}
}

/// The table, or that only chance is told.
pub(crate) fn section(scene: &Scene, causes: &Diagnosis) -> Markup {
    let Some(lived) = causes.over_draws else {
        return html! { p { (scene.lang.text(without_draws(scene))) } };
    };
    html! {
        div.known {
            p { (about(scene.lang, lived)) }
            (scrolling(scene.lang.text(Phrase::WhatIsKnown), table(scene, causes).html("")))
        }
    }
}

/// What the table holds.
pub(crate) fn about(lang: Lang, lived: DrawsLived) -> String {
    let rests_on = draws_of_all(lang, lived);
    match lang {
        Lang::En => format!(
            "Over {rests_on}: what the repair of each cause takes away, mean and 5% to 95% of draws \
             (chance taken out); in which share of draws it lessens the deficiency, and in which no \
             other cause has a larger share, by behaviour. A cause is named as the largest only where \
             it is that in 95% of draws."
        ),
        Lang::Zh => format!(
            "{rests_on}：修复各成因可减轻多少，均值与5%至95%的取值\
             （已剔除偶然差异）；多大比例的取值中它减轻该不足，多大比例中没有份额更大的成因（就行为而言）。只有在95%的取值中\
             份额最大，才称为最大成因。"
        ),
    }
}

/// Of each deficiency each cause.
pub(crate) fn table(scene: &Scene, causes: &Diagnosis) -> Table {
    let head = [
        KnownCausePhrase::Deficiency,
        KnownCausePhrase::Cause,
        KnownCausePhrase::TakenAway,
        KnownCausePhrase::Lessens,
        KnownCausePhrase::Largest,
    ];
    let mut table = Table::new(head.map(|phrase| scene.lang.text(phrase)));
    let all = causes.deficiencies.iter().flat_map(|d| d.over_draws.iter().map(move |cause| (d, cause)));
    let format = NumberFormat::column(
        Style::Index,
        all.clone().map(|(_, cause)| (cause.mean, Some((cause.low, cause.high)))),
    );
    table.rows.extend(all.map(|(d, cause)| row(scene, format, d, cause)));
    table
}

fn row(scene: &Scene, format: NumberFormat, d: &DeficiencyCauses, cause: &CauseOverDraws) -> Vec<Cell> {
    let ends = format.change_interval_in(scene.lang, (cause.low, cause.high));
    let cells = [
        scene.name_of(d.deficiency.measure()).to_string(),
        scene.lang.cause(&cause.name),
        match scene.lang {
            Lang::En => format!("{} ({ends})", format.signed(cause.mean)),
            Lang::Zh => format!("{}（{ends}）", format.signed(cause.mean)),
        },
        share(cause.lessens),
        share(cause.largest),
    ];
    cells.map(Cell::Text).into()
}
