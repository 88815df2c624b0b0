//! A survey in words: what is answered, by whom, and how far it lies from everybody.

use crate::language::{said, term};
use crate::report::text::format::{NumberFormat, Style, decimal};
use crate::report::text::names::called;
use crate::report::text::table::{Table, wrap};
use crate::study::survey::actors::Interview;
use crate::study::survey::bias::Gap;
use crate::study::survey::design::SamplingFrame;
use crate::study::survey::errors::{SurveyFindings, SurveyStudy};
use crate::study::survey::instrument::ITEMS;
use crate::study::survey::table::{ItemEstimate, SurveyValue};
use crate::world::record::group::Group;

/// A simulated survey, in tables.
pub(crate) fn text(study: &SurveyStudy) -> String {
    let mut out = head(&study.found) + "\n" + &answers(&study.found.table) + "\n";
    out += &against(study);
    out + "\n" + &by_group(&study.found.table)
}

/// Answers of real people, in the same tables.
pub(crate) fn text_of_data(file: &str, n: usize, table: &[ItemEstimate]) -> String {
    said!("{file}: {n} answered\n\n{}\n{}", answers(table), by_group(table))
}

fn head(found: &SurveyFindings) -> String {
    let whom = match found.frame {
        SamplingFrame::Households => term("households"),
        SamplingFrame::Residents => term("adults"),
        SamplingFrame::Site => term("visitors met at the home"),
    };
    let survey = &found.survey;
    let (asked, said) = (survey.approached, survey.answers.len());
    said!(
        "week {}: {asked} {whom} approached, {said} answered; {} adults live there\n",
        survey.week,
        survey.adults
    )
}

/// Everybody's answers.
fn answers(table: &[ItemEstimate]) -> String {
    let mut grid = Table::new(
        ["item", "answers", "mean 1–5", "95% interval", "yes", "95% interval", "yes means"].map(term),
    );
    let all = || table.iter().filter(|e| e.group == Group::Everybody);
    let (means, shares) =
        (column(Style::Coefficient, all().map(|e| &e.mean)), column(Style::Share, all().map(|e| &e.share)));
    let interval = |format: NumberFormat, value: &SurveyValue| {
        value.interval.map_or("–".into(), |ends| format.interval(ends))
    };
    for e in all() {
        grid.row([
            called(e.item.name).to_string(),
            e.n.to_string(),
            means.value(e.mean.value),
            interval(means, &e.mean),
            shares.value(e.share.value),
            interval(shares, &e.share),
            called(e.item.share).to_string(),
        ]);
    }
    grid.terminal()
}

/// The decimals of a column of estimates.
fn column<'a>(style: Style, values: impl Iterator<Item = &'a SurveyValue>) -> NumberFormat {
    NumberFormat::column(style, values.map(|value| (value.value, value.interval)))
}

/// How far the survey, and the same one asked on site, lie from every adult.
fn against(study: &SurveyStudy) -> String {
    let (own, site) = (&study.found.bias, study.on_site.as_ref());
    let mut heading =
        vec![term("yes, share"), "everybody", frame(study.found.frame), term("minus everybody")];
    heading.extend(site.iter().flat_map(|_| [term("on site"), term("minus everybody")]));
    let mut grid = Table::new(heading);
    let format = column(Style::Share, own.iter().map(|bias| &bias.share.gap));
    for bias in own {
        let mut cells =
            vec![called(bias.estimate.item.name).to_string(), format.value(bias.share.population)];
        cells.extend(gap(&bias.share, format));
        if let Some(site) = site {
            let same = site.bias.iter().find(|b| b.estimate.item.name == bias.estimate.item.name);
            cells.extend(same.map_or(["–".into(), "–".into()], |b| gap(&b.share, format)));
        }
        grid.row(cells);
    }
    let note = term(
        "Everybody: all adults, answering as meant. Differences in points with 95% intervals; what \
        is met on site comes more often, and so answers otherwise.",
    );
    grid.terminal() + &wrap(note, 0)
}

/// The share of yes, and how far it lies from everybody's, in points with its interval.
fn gap(gap: &Gap, format: NumberFormat) -> [String; 2] {
    [format.value(gap.said), format.change_within(gap.gap.value, gap.gap.interval)]
}

/// Share of yes by group.
fn by_group(table: &[ItemEstimate]) -> String {
    let mut groups: Vec<Group> = Vec::new();
    for e in table {
        if !groups.contains(&e.group) {
            groups.push(e.group);
        }
    }
    let mut grid =
        Table::new([term("yes by group")].into_iter().chain(ITEMS.iter().map(|item| called(item.name))));
    for group in groups {
        let cell = |name: &str| {
            let one = table.iter().find(|e| (e.group, e.item.name) == (group, name));
            one.map_or("–".into(), |e| format!("{} ({})", Style::Share.value(e.share.value), e.n))
        };
        let (kind, member) = group.key();
        let name = if group.divides() {
            called(&format!("{kind}: {member}")).to_string()
        } else {
            called(member).to_string()
        };
        grid.row(std::iter::once(name).chain(ITEMS.iter().map(|item| cell(item.name))));
    }
    grid.terminal()
}

fn frame(frame: SamplingFrame) -> &'static str {
    called(frame.words())
}

/// Interviews with the institutions, in a table.
pub(crate) fn interviews(list: &[Interview]) -> String {
    let mut grid = Table::new(["actor", "answer 1–5", "trust", "measure", "question"].map(term));
    for one in list {
        let answer = one.answer.map_or("–".into(), |answer| answer.to_string());
        let trust = one.trust.map_or(term("nobody to ask").into(), |trust| decimal(trust, 2));
        grid.row([
            called(one.actor).into(),
            answer,
            trust,
            called(one.measure.name).into(),
            called(one.question).into(),
        ]);
    }
    grid.terminal()
}
