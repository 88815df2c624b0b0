//! The page of `calibrate`: what the data say of each assumption, and what was observed against what the
//! fitted model foretells. It is made from `calibration.json`, in a run as from a folder.

use crate::report::charts::bands::{BandChart, BandRow};
use crate::report::charts::chart::{Chart, ChartHeading, WIDE};
use crate::report::charts::style::{BLUE, GREY, ORANGE};
use crate::report::page::document::{Document, Downloads, document};
use crate::report::page::elements::program_footer;
use crate::report::page::phrases::Phrase;
use crate::report::page::sections::Section;
use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::Lang;
use maud::html;
use serde::Deserialize;

/// What the page needs of the answer. A number that is not finite is `null` there.
#[derive(Deserialize)]
struct FitAnswer {
    lived: u64,
    seed: String,
    parameters: Vec<FittedParameter>,
    predictions: Vec<ForetoldNumber>,
    effective_sample_size: f64,
    support_suffices: bool,
    #[serde(default)]
    impossible: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct FittedParameter {
    parameter: String,
    range: (f64, f64),
    before: f64,
    quantiles: [f64; 3],
    silent: bool,
}

#[derive(Deserialize)]
struct ForetoldNumber {
    scenario: String,
    statistic: String,
    observed: Option<f64>,
    observable: [Option<f64>; 3],
    inside: bool,
}

/// The page; an error where the answer is none of `calibrate`.
pub(crate) fn html(answer: &serde_json::Value, lang: Lang) -> Result<String, serde_json::Error> {
    let fit = FitAnswer::deserialize(answer)?;
    let mut sections = vec![];
    if !fit.parameters.is_empty() {
        let words = lang.text(Phrase::PriorMarks);
        sections.push(Section::new(Phrase::PriorToPosterior, words, vec![parameters(&fit, lang)]));
    }
    if !fit.predictions.is_empty() {
        let words = lang.text(Phrase::SeenMarks);
        sections.push(Section::new(Phrase::SeenInPredicted, words, vec![predictions(&fit, lang)]));
    }
    Ok(document(&Document {
        lang,
        eyebrow: eyebrow(&fit, lang),
        title: title(&fit, lang),
        lead: lead(&fit, lang),
        after_lead: html! {},
        sections: &sections,
        after_sections: html! {},
        footer: program_footer(lang),
        behind: html! {},
        downloads: Downloads::NumbersAndPicture,
        style: "",
    }))
}

fn eyebrow(fit: &FitAnswer, lang: Lang) -> String {
    let (lived, seed) = (fit.lived, &fit.seed);
    match lang {
        Lang::En => format!("{lived} histories lived · seed {seed} · fitted, not observed"),
        Lang::Zh => format!("共{lived}次模拟 · 种子{seed} · 为拟合结果，非实测"),
    }
}

fn title(fit: &FitAnswer, lang: Lang) -> String {
    let moved = fit.parameters.iter().filter(|one| !one.silent).count();
    let inside = fit.predictions.iter().filter(|one| one.inside).count();
    let (all, seen) = (fit.parameters.len(), fit.predictions.len());
    match (believed(fit), lang) {
        (false, Lang::En) => "Do not believe this fit: too little carries it".into(),
        (false, Lang::Zh) => "请勿采信此拟合：依据不足".into(),
        (true, Lang::En) => {
            format!(
                "The data say something of {moved} of {all} assumptions; {inside} of {seen} observed values \
                    fit"
            )
        }
        (true, Lang::Zh) => format!("数据说明了{all}项假设中的{moved}项；{seen}个观测值中{inside}个相符"),
    }
}

/// Whether enough histories carry the fit, and the model can make what was observed.
fn believed(fit: &FitAnswer) -> bool {
    fit.support_suffices && fit.impossible.is_empty()
}

fn lead(fit: &FitAnswer, lang: Lang) -> String {
    let effective = Style::Number.value(fit.effective_sample_size);
    let silent: Vec<String> =
        fit.parameters.iter().filter(|one| one.silent).map(|one| one.parameter.clone()).collect();
    let names = lang.list(&silent);
    match (silent.is_empty(), lang) {
        (true, Lang::En) => format!("Effective sample size {effective}."),
        (true, Lang::Zh) => format!("有效样本量{effective}。"),
        (false, Lang::En) => format!("Effective sample size {effective}. The data say nothing of {names}."),
        (false, Lang::Zh) => format!("有效样本量{effective}。数据未说明{names}。"),
    }
}

fn parameters(fit: &FitAnswer, lang: Lang) -> Chart {
    let narrowed = fit.parameters.iter().filter(|one| !one.silent).count();
    let all = fit.parameters.len();
    let title = match lang {
        Lang::En => format!("{narrowed} of {all} assumptions are narrowed"),
        Lang::Zh => format!("{all}项假设中{narrowed}项收窄"),
    };
    let heading = ChartHeading::new("parameters", title, lang.text(Phrase::PriorMarks));
    let row = |one: &FittedParameter| {
        let [low, middle, high] = one.quantiles;
        let format = NumberFormat::of(Style::Significant, middle, Some((low, high)));
        BandRow {
            name: one.parameter.clone(),
            band: one.range,
            band_words: NumberFormat::of(Style::Significant, one.before, Some(one.range))
                .interval_in(lang, one.range),
            mark: Some(middle),
            interval: Some((low, high)),
            open: Some(one.before),
            words: format.value_within_in(lang, middle, Some((low, high))),
            colours: if one.silent { GREY } else { BLUE },
        }
    };
    let chart = BandChart {
        rows: fit.parameters.iter().map(row).collect(),
        band_head: lang.text(Phrase::RangeBefore),
        band_words_head: lang.text(Phrase::RangeBefore),
        words_head: lang.text(Phrase::AfterFit),
        beside: 0.04,
    };
    chart.chart(heading, parameters_table(fit, lang), WIDE)
}

fn parameters_table(fit: &FitAnswer, lang: Lang) -> Table {
    let head = [Phrase::Assumption, Phrase::RangeLow, Phrase::RangeHigh, Phrase::ScenarioValue];
    let more = [Phrase::PosteriorLow, Phrase::PosteriorMedian, Phrase::PosteriorHigh];
    let mut table = Table::new(head.into_iter().chain(more).map(|phrase| lang.text(phrase)));
    for one in &fit.parameters {
        let numbers = [one.range.0, one.range.1, one.before].into_iter().chain(one.quantiles);
        let numbers = numbers.map(|value| Cell::Value(Some(value), Style::Significant));
        table.rows.push(std::iter::once(one.parameter.clone().into()).chain(numbers).collect());
    }
    table
}

fn predictions(fit: &FitAnswer, lang: Lang) -> Chart {
    let inside = fit.predictions.iter().filter(|one| one.inside).count();
    let all = fit.predictions.len();
    let title = match lang {
        Lang::En => format!("{inside} of {all} observed values lie in what is foretold"),
        Lang::Zh => format!("{all}个观测值中{inside}个在预言范围内"),
    };
    let heading = ChartHeading::new("predictions", title, lang.text(Phrase::SeenMarks));
    let chart = BandChart {
        rows: fit.predictions.iter().map(|one| prediction(one, lang)).collect(),
        band_head: lang.text(Phrase::Foretold),
        band_words_head: lang.text(Phrase::Foretold),
        words_head: lang.text(Phrase::Observed),
        beside: 1.0,
    };
    chart.chart(heading, predictions_table(fit, lang), WIDE)
}

fn prediction(one: &ForetoldNumber, lang: Lang) -> BandRow {
    let [low, middle, high] = one.observable;
    let band = low.zip(high);
    let format = NumberFormat::of(Style::Significant, middle.unwrap_or_default(), band);
    BandRow {
        name: format!("{}{}{}", one.scenario, lang.text(Phrase::Colon), one.statistic),
        band: band.unwrap_or_default(),
        band_words: band.map_or("–".into(), |band| format.interval_in(lang, band)),
        mark: band.and(one.observed),
        interval: None,
        open: None,
        words: one.observed.map_or("–".into(), |value| format.value(value)),
        colours: if one.inside { BLUE } else { ORANGE },
    }
}

fn predictions_table(fit: &FitAnswer, lang: Lang) -> Table {
    let head = [Phrase::Statistic, Phrase::Scenario, Phrase::Observed];
    let more = [Phrase::PosteriorLow, Phrase::PosteriorMedian, Phrase::PosteriorHigh];
    let mut table = Table::new(head.into_iter().chain(more).map(|phrase| lang.text(phrase)));
    for one in &fit.predictions {
        let numbers = std::iter::once(one.observed).chain(one.observable);
        let numbers = numbers.map(|value| Cell::Value(value, Style::Significant));
        let names = [&one.statistic, &one.scenario].map(|name| Cell::from(name.as_str()));
        table.rows.push(names.into_iter().chain(numbers).collect());
    }
    table
}
