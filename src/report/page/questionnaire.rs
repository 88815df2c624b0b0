//! The questionnaire on paper: one page to print, whose answers are typed into the columns that
//! `survey --data` reads.

use crate::report::text::translate::Lang;
use crate::study::survey::instrument::{ITEMS, SurveyItem};
use maud::{Markup, PreEscaped, html};

/// Points of an item.
const POINTS: std::ops::RangeInclusive<u8> = 1..=5;

const STYLE: &str = "
@page{size:A4;margin:16mm}
body{font:12pt/1.4 'Source Sans 3',system-ui,'Noto Sans','Noto Sans CJK SC','PingFang SC',
'Microsoft YaHei',sans-serif;
max-width:178mm;margin:8mm auto;color:#1f2328}
h1{font-size:18pt;margin:0 0 2mm}p{margin:0 0 3mm}
fieldset{border:0;border-top:1px solid #8b949e;margin:0;padding:3mm 0;break-inside:avoid}
legend{font-weight:600;padding:0 2mm 0 0;float:left;width:100%}
.points{display:flex;align-items:end;gap:6mm;clear:both;padding-top:1.5mm}
.points span{text-align:center;min-width:9mm}
.box{display:block;width:6mm;height:6mm;border:1.2px solid #1f2328;margin:0 auto}
.end{flex:0 1 44mm;color:#57606a;font-size:10.5pt}
.points .end:first-child{text-align:right}.points .end:last-child{text-align:left}
.asked{color:#57606a;font-size:10.5pt}
.person{display:flex;flex-wrap:wrap;gap:3mm 9mm;clear:both;padding-top:1.5mm}
.person .box{display:inline-block;width:4.5mm;height:4.5mm;margin:0 1.5mm 0 0;vertical-align:-0.8mm}
.line{display:inline-block;border-bottom:1px solid #1f2328;min-width:22mm}
";

/// The page.
pub(crate) fn html(lang: Lang) -> String {
    let title = lang.of_table("A few questions on the home of this community");
    let page = html! {
        (PreEscaped("<!doctype html>\n"))
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { (title) }
                    p { (lang.of_table("Please tick one box in each row. It takes three minutes, is \
                        voluntary, and asks for no name.")) }
                    @for (number, item) in ITEMS.iter().enumerate() { (question(lang, number + 1, item)) }
                    (person(lang))
                }
            }
        }
    };
    page.into_string()
}

/// One item: the question, whom it is for, five boxes between its ends.
fn question(lang: Lang, number: usize, item: &SurveyItem) -> Markup {
    html! {
        fieldset {
            legend { (number) ". " (lang.of_table(item.question)) }
            @if item.asked != "everybody" {
                p.asked { (lang.of_table("Only for: ")) (lang.of_table(item.asked)) }
            }
            div.points {
                span.end { (lang.of_table(item.ends.0)) }
                @for point in POINTS { span { i.box {} (point) } }
                span.end { (lang.of_table(item.ends.1)) }
            }
        }
    }
}

/// What is asked of the person: the other columns.
fn person(lang: Lang) -> Markup {
    let groups = ["Working age", "Carer at home", "60 or older"];
    html! {
        fieldset {
            legend { (lang.of_table("About yourself")) }
            div.person {
                @for group in groups { span { i.box {} (lang.of_table(group)) } }
                span { i.box {} (lang.of_table("Member of the trade union")) }
                span { (lang.of_table("Weeks of the last year in which I used the home: ")) i.line {} }
                span { (lang.of_table("No. ")) i.line {} }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::chinese;

    #[test]
    fn every_question_stands_on_the_page_in_both_languages() {
        let [english, chinese_page] = [Lang::En, Lang::Zh].map(html);
        for item in &ITEMS {
            for text in [item.question, item.ends.0, item.ends.1] {
                assert!(english.contains(text) && !chinese_page.contains(text), "{text}");
                assert!(chinese(text).is_some_and(|text| chinese_page.contains(text)), "{text}");
            }
        }
        assert_eq!(english.matches("class=\"points\"").count(), ITEMS.len());
        assert!(chinese_page.contains("lang=\"zh-CN\"") && !chinese_page.contains("Only for"));
    }
}
