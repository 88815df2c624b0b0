//! The page of `survey`: who says yes, by whom one asks, and by group.

use crate::report::charts::chart::{Chart, ChartHeading, WIDE, assemble};
use crate::report::charts::dots::{DotColumn, DotRow, Dots, Spot};
use crate::report::charts::layout::Weight;
use crate::report::charts::style::{BLUE, Colours, GREY, INK, ORANGE};
use crate::report::page::document::{Document, Downloads, document};
use crate::report::page::elements::{program_footer, scrolling};
use crate::report::page::phrases::Phrase;
use crate::report::page::sections::Section;
use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::Lang;
use crate::study::survey::design::SamplingFrame;
use crate::study::survey::errors::{SurveyFindings, SurveyStudy};
use crate::study::survey::instrument::{ITEMS, SurveyItem};
use crate::study::survey::table::{ItemEstimate, SurveyValue};
use crate::world::record::group::Group;
use maud::html;

/// Which share of an item a column shows.
struct SurveyColumn<'a> {
    head: &'a str,
    colours: Colours,
    estimates: &'a [ItemEstimate],
    /// All were asked: no interval.
    whole: bool,
}

impl SurveyColumn<'_> {
    fn of(&self, item: &SurveyItem, group: Group) -> Option<&ItemEstimate> {
        self.estimates.iter().find(|one| one.item.name == item.name && one.group == group)
    }

    fn share(&self, item: &SurveyItem) -> Option<SurveyValue> {
        let share = self.of(item, Group::Everybody)?.share;
        Some(if self.whole { SurveyValue { interval: None, ..share } } else { share })
    }
}

/// The page of a simulated survey; `place` says of what.
pub(crate) fn html(study: &SurveyStudy, place: &str, lang: Lang) -> String {
    let mut columns = vec![
        SurveyColumn {
            head: lang.text(Phrase::EverybodyAsked),
            colours: GREY,
            estimates: &study.census,
            whole: true,
        },
        column(&study.found, BLUE, lang),
    ];
    columns.extend(study.on_site.iter().map(|site| column(site, ORANGE, lang)));
    let lead = lead(&study.found, lang);
    page(place, &title(study, lang), &lead, &columns, lang)
}

/// The page of answers of real people: `file` holds so many.
pub(crate) fn html_of_data(file: &str, answered: usize, estimates: &[ItemEstimate], lang: Lang) -> String {
    let title = match lang {
        Lang::En => format!("What {answered} people answered"),
        Lang::Zh => format!("{answered}人的回答"),
    };
    let head = lang.say("answers", "回答");
    let columns = [SurveyColumn { head, colours: BLUE, estimates, whole: false }];
    page(file, &title, "", &columns, lang)
}

fn column(found: &SurveyFindings, colours: Colours, lang: Lang) -> SurveyColumn<'_> {
    let head = match found.frame {
        SamplingFrame::Households => lang.say("households", "入户"),
        SamplingFrame::Residents => lang.say("adults at random", "随机成年人"),
        SamplingFrame::Site => lang.text(Phrase::OnSite),
    };
    SurveyColumn { head, colours, estimates: &found.table, whole: false }
}

fn page(place: &str, title: &str, lead: &str, columns: &[SurveyColumn], lang: Lang) -> String {
    let groups = columns.iter().find(|column| !column.whole).map(|column| by_group(column, lang));
    let groups = groups.map(|table| {
        let after = html! { (scrolling(lang.text(Phrase::ByGroup), table.html(""))) };
        Section { after, ..Section::new(Phrase::ByGroup, "", vec![]) }
    });
    let chart = chart(title, columns, lang);
    let mut sections = vec![Section::new(Phrase::SurveyAnswers, lang.text(Phrase::SurveyMarks), vec![chart])];
    sections.extend(groups);
    document(&Document {
        lang,
        eyebrow: place.to_string(),
        title: title.to_string(),
        lead: lead.to_string(),
        after_lead: html! {},
        sections: &sections,
        after_sections: html! {},
        footer: program_footer(lang),
        behind: html! {},
        downloads: Downloads::NumbersAndPicture,
        style: "",
    })
}

/// The item of which people met on site say most too much, or how far the survey lies off.
fn title(study: &SurveyStudy, lang: Lang) -> String {
    let asked = study.on_site.as_ref().unwrap_or(&study.found);
    let farthest =
        asked.bias.iter().max_by(|a, b| a.share.gap.value.abs().total_cmp(&b.share.gap.value.abs()));
    let Some(bias) = farthest else { return lang.text(Phrase::SurveyAnswers).into() };
    let [said, all] = [bias.share.said, bias.share.population].map(|share| Style::Share.value(share));
    let item = lang.of_table(bias.estimate.item.share);
    match (asked.frame, lang) {
        (SamplingFrame::Site, Lang::En) => {
            format!("“{item}”: {said} of those met on site, {all} of everybody")
        }
        (SamplingFrame::Site, Lang::Zh) => format!("“{item}”：现场受访者中{said}，所有人中{all}"),
        (_, Lang::En) => format!("“{item}”: the survey says {said}, everybody {all}"),
        (_, Lang::Zh) => format!("“{item}”：调查得{said}，所有人中{all}"),
    }
}

fn lead(found: &SurveyFindings, lang: Lang) -> String {
    let survey = &found.survey;
    let (week, asked, said, adults) = (survey.week, survey.approached, survey.answers.len(), survey.adults);
    match lang {
        Lang::En => {
            format!(
                "Week {week}: {asked} were approached, {said} answered; {adults} adults live there. \
                    Simulated."
            )
        }
        Lang::Zh => format!("第{week}周：接触{asked}，回答{said}；当地成年人{adults}。模拟结果。"),
    }
}

fn chart(title: &str, columns: &[SurveyColumn], lang: Lang) -> Chart {
    let shares = ITEMS.iter().flat_map(|item| columns.iter().filter_map(|column| column.share(item)));
    let format = NumberFormat::column(Style::Share, shares.map(|share| (share.value, share.interval)));
    let spot = |column: &SurveyColumn, item: &SurveyItem| match column.share(item) {
        None => Spot::quiet("–"),
        Some(share) => Spot {
            now: Some(share.value),
            interval: share.interval,
            words: format.value(share.value),
            ..Spot::default()
        },
    };
    let dots = Dots {
        rows: ITEMS.iter().map(|item| row(item, lang)).collect(),
        columns: columns.iter().map(dot_column).collect(),
        spots: ITEMS.iter().map(|item| columns.iter().map(|one| spot(one, item)).collect()).collect(),
    };
    let heading = ChartHeading::new("answers", title, lang.text(Phrase::SurveyMarks));
    assemble(heading, table(columns, lang), WIDE, &|width| dots.draw(width))
}

fn row(item: &SurveyItem, lang: Lang) -> DotRow {
    let (name, share) = (lang.of_table(item.name), lang.of_table(item.share));
    DotRow {
        name: format!("{name}{}{share}", lang.text(Phrase::Colon)),
        weight: Weight::Regular,
        colours: Colours { fill: INK, text: INK },
    }
}

fn dot_column(column: &SurveyColumn) -> DotColumn {
    let Colours { text, .. } = column.colours;
    DotColumn { head: column.head.into(), ink: text, axis: (0.0, 1.0), colours: Some(column.colours) }
}

fn table(columns: &[SurveyColumn], lang: Lang) -> Table {
    let mut table = Table::new([lang.text(Phrase::SurveyItemHead)]);
    for column in columns {
        table.head.push(column.head.to_string());
        if !column.whole {
            let ends = [Phrase::SimulatedFrom, Phrase::SimulatedTo];
            table.head.extend(
                ends.map(|end| format!("{}{}{}", column.head, lang.text(Phrase::Colon), lang.text(end))),
            );
        }
    }
    for item in &ITEMS {
        let mut cells = vec![Cell::from(lang.of_table(item.name))];
        for column in columns {
            let share = column.share(item);
            let ends = share.and_then(|share| share.interval);
            cells.push(Cell::Value(share.map(|share| share.value), Style::Share));
            if !column.whole {
                let ends = [ends.map(|ends| ends.0), ends.map(|ends| ends.1)];
                cells.extend(ends.map(|end| Cell::Value(end, Style::Share)));
            }
        }
        table.rows.push(cells);
    }
    table
}

/// Share of yes by group, with how many answered.
fn by_group(column: &SurveyColumn, lang: Lang) -> Table {
    let mut groups: Vec<Group> = vec![];
    for one in column.estimates {
        if !groups.contains(&one.group) {
            groups.push(one.group);
        }
    }
    let head = std::iter::once(lang.text(Phrase::SurveyItemHead));
    let mut table = Table::new(head.chain(ITEMS.iter().map(|item| lang.of_table(item.share))));
    for group in groups {
        let cell = |item: &SurveyItem| match column.of(item, group) {
            Some(one) => format!("{} ({})", Style::Share.value(one.share.value), one.n),
            None => "–".into(),
        };
        table.row(std::iter::once(lang.text(group).to_string()).chain(ITEMS.iter().map(cell)));
    }
    table
}
