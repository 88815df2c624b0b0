//! The page for a meeting: one printed side of A4. A recommendation by rule, and one table of packages in the
//! order of what is known.

use crate::measure::cost;
use crate::report::charts::scene::Scene;
use crate::report::charts::style::{AXIS, BLUE, GRID, Stroke};
use crate::report::charts::svg::{Dot, Svg};
use crate::report::page::amounts::{MATTERS, people};
use crate::report::page::annex::annex;
use crate::report::page::decision_groups::for_whom;
use crate::report::page::decision_money::{payers, yuan};
use crate::report::page::decision_years::PaidByYear;
use crate::report::page::document::{Document, Downloads, KNOWN_STYLE, document};
use crate::report::page::elements::{program_footer, scrolling};
use crate::report::page::known::{known, not_apart, without_draws};
use crate::report::page::phrases::Phrase;
use crate::report::page::recommendation::{TurningTold, sentences};
use crate::report::text::breaks;
use crate::report::text::draws::draws;
use crate::report::text::format::NumberFormat;
use crate::report::text::format::share;
use crate::report::text::translate::{Lang, phrases};
use crate::scenario::Scenario;
use crate::scenario::difference::differences;
use crate::scenario::draws_from::DrawsFrom;
use crate::study::compare::verdict::by_regret;
use crate::study::plausible::knowledge::KnownEffects;
use maud::{Markup, html};

phrases! {
/// A fixed text of the page for a meeting.
DecisionPhrase {
    Eyebrow => "For a meeting · simulated, not observed", "供会议讨论 · 模拟结果，非实测";
    Title => "What each suggestion brings", "各项建议带来什么";
    Best => "Best", "最好";
    Depends => "It depends on", "取决于";
    Package => "package, and what it sets", "方案及其设定";
    Known => "people of 1,000 more (5–95% of draws)", "每千人增加人数（5–95%的取值）";
    Chance => "people of 1,000 more (95%, chance only)", "每千人增加人数（95%，只计偶然）";
    Drawn => "people of 1,000 more (95% over drawn worlds)", "每千人增加人数（95%，各次模拟取不同取值）";
    Better => "better in", "更好的比例";
    Yuan => "yuan a year more: public purses; all costs; borne by", "每年多花（元）：财政；全部成本；由谁承担";
    ForWhom => "for whom: most; least", "惠及谁：最多；最少";
    Breaks => "what breaks", "运行失败";
    Contract => "contract lost", "失去合同";
    Meets => "meets all", "全部符合";
    Small => "no difference that matters", "差异无实际意义";
}
}

/// Settings of a package that are named; the rest is counted.
const SETTINGS: usize = 2;
/// Width and height of a whisker.
const WHISKER: (f64, f64) = (120.0, 14.0);

/// The page; `command` makes it again. On further sides stands what is told as Markdown, if that is wanted.
pub(crate) fn html(
    scene: &Scene,
    scenarios: &[Scenario],
    turning: Option<&TurningTold>,
    (command, on_further_sides): (&str, Option<&str>),
) -> String {
    let lang = scene.lang;
    let [best, value, depends] = sentences(scene, turning);
    let packages = order(scene).into_iter().filter(|at| *at != scene.study.baseline).collect::<Vec<_>>();
    let paid = PaidByYear::of(scene, &packages);
    let rows = [(DecisionPhrase::Best, best), (DecisionPhrase::Depends, depends)];
    let rows = rows.map(|(question, words)| (lang.text(question), words));
    let [best, depends] = rows;
    let answers = [best, (lang.text(Phrase::BestValue), value), depends];
    let markup = html! {
        dl.answers {
            @for (question, words) in &answers { div { dt { (question) } dd { (words) } } }
        }
        (scrolling(lang.text(DecisionPhrase::Title), table(scene, scenarios, (&packages, paid.as_ref()))))
        p.notes { @if let Some(paid) = &paid { (paid.legend(scene)) } (notes(scene)) }
    };
    document(&Document {
        lang,
        eyebrow: lang.text(DecisionPhrase::Eyebrow).into(),
        title: lang.text(DecisionPhrase::Title).into(),
        lead: String::new(),
        after_lead: html! {},
        sections: &[],
        after_sections: html! { div.decision { (markup) } },
        footer: html! { (program_footer(lang)) p { (command) } },
        behind: on_further_sides.map_or_else(|| html! {}, |text| annex(lang, text)),
        downloads: Downloads::Numbers,
        style: KNOWN_STYLE,
    })
}

/// One row for each package, the best first.
fn table(scene: &Scene, scenarios: &[Scenario], (packages, paid): (&[usize], Option<&PaidByYear>)) -> Markup {
    let lang = scene.lang;
    let drawn = known(scene).is_some();
    let effect = match (drawn, scene.study.from) {
        (true, _) => DecisionPhrase::Known,
        (false, DrawsFrom::Plausible) => DecisionPhrase::Chance,
        (false, DrawsFrom::Calibration) => DecisionPhrase::Drawn,
    };
    let heads = [DecisionPhrase::Package, effect, DecisionPhrase::Better, DecisionPhrase::Yuan];
    let heads = heads.into_iter().chain([DecisionPhrase::ForWhom, DecisionPhrase::Breaks]);
    let all: Vec<Brought> = packages.iter().filter_map(|at| brought(scene, *at)).collect();
    let axis =
        all.iter().fold((0.0_f64, 0.0_f64), |axis, one| (axis.0.min(one.ends.0), axis.1.max(one.ends.1)));
    let format = NumberFormat::column(scene.style(), all.iter().map(|one| (one.mean, Some(one.ends))));
    html! {
        table {
            thead { tr { @for head in heads { th scope="col" { (lang.text(head)) } } } }
            tbody {
                @for one in &all {
                    tr {
                        th scope="row" {
                            (scene.label(one.at))
                            small { (consists(scene, scenarios, one.at)) }
                        }
                        td {
                            (whisker(scene, one, axis))
                            (format.signed(one.mean)) " (" (format.change_interval_in(lang, one.ends)) ")"
                            @if one.small { small { (lang.text(DecisionPhrase::Small)) } }
                        }
                        td { (one.better.map_or_else(|| "–".into(), share)) }
                        td {
                            @if let Some(picture) = paid.and_then(|paid| paid.picture(scene, one.at)) {
                                (picture)
                            }
                            (yuan(scene, one.at, cost::public()))
                            small { (yuan(scene, one.at, cost::counted())) }
                            small { (payers(scene, one.at)) }
                        }
                        td { (for_whom(scene, one.at)) }
                        td { (broken(scene, one.at)) }
                    }
                }
            }
        }
    }
}

/// Scenarios, the best first: by what is known, or by the ranking of worlds.
fn order(scene: &Scene) -> Vec<usize> {
    let all: Vec<usize> = (0..scene.study.cases.len()).collect();
    known(scene).map_or_else(|| scene.order.clone(), |known| by_regret(scene.study, known, &all))
}

/// What a package brings.
struct Brought {
    at: usize,
    mean: f64,
    /// 5% to 95% of draws, or the interval of chance.
    ends: (f64, f64),
    /// Share of draws, or of worlds, in which it is better than the baseline.
    better: Option<f64>,
    /// Whether it is no difference that matters.
    small: bool,
}

fn brought(scene: &Scene, at: usize) -> Option<Brought> {
    if let Some(of) = known(scene) {
        let effect = of.effect(scene.study.name(at), of.measure)?;
        let ends = (effect.low, effect.high);
        return Some(Brought {
            at,
            mean: effect.mean,
            ends,
            better: effect.share_better,
            small: !effect.matters,
        });
    }
    let case = scene.case(at)?;
    let (mean, ends) = scene.study.change(case, scene.measure)?;
    let better = scene.study.better_in(case, scene.measure);
    let small = mean.abs() < MATTERS;
    Some(Brought { at, mean, ends: ends.unwrap_or((mean, mean)), better, small })
}

/// A dot on its interval, with the place of no difference.
fn whisker(scene: &Scene, one: &Brought, (low, high): (f64, f64)) -> Markup {
    let (width, height) = WHISKER;
    let span = (high - low).max(1e-12);
    let x = |value: f64| 5.0 + (width - 10.0) * (value - low) / span;
    let (middle, mut svg) = (height / 2.0, Svg::new(width, height));
    svg.rule((0.0, middle), (width, middle), Stroke::solid(GRID, 1.0));
    svg.rule((x(0.0), 1.0), (x(0.0), height - 1.0), Stroke::solid(AXIS, 1.0));
    svg.rule((x(one.ends.0), middle), (x(one.ends.1), middle), Stroke::solid(BLUE.fill, 3.0));
    svg.dot((x(one.mean), middle), 3.5, BLUE.fill, Dot::Filled);
    let ends =
        NumberFormat::of(scene.style(), one.mean, Some(one.ends)).change_interval_in(scene.lang, one.ends);
    let picture = svg.finish(&format!("whisker-{}", one.at), scene.label(one.at), &ends);
    html! { figure { (picture) } }
}

/// What a package sets otherwise than the baseline: old → new.
fn consists(scene: &Scene, scenarios: &[Scenario], at: usize) -> String {
    let (Some(base), Some(package)) = (scenarios.get(scene.study.baseline), scenarios.get(at)) else {
        return String::new();
    };
    let all = differences(base, package);
    // As files call them, without the name of the first table.
    let name = |path: &str| path.split_once('.').map_or(path, |(_, rest)| rest).to_string();
    let side = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".into());
    let said = all
        .iter()
        .take(SETTINGS)
        .map(|one| format!("{} {} → {}", name(&one.path), side(&one.values[0]), side(&one.values[1])));
    let mut words: Vec<String> = said.collect();
    let more = all.len().saturating_sub(SETTINGS);
    words.extend((more > 0).then(|| match scene.lang {
        Lang::En => format!("{more} more"),
        Lang::Zh => format!("另{more}项"),
    }));
    words.join(scene.lang.say("; ", "；"))
}

/// What breaks, whether a contract is lost, and in how many draws all requirements are met.
fn broken(scene: &Scene, at: usize) -> String {
    let lang = scene.lang;
    let Some(standing) = known(scene).and_then(|known| known.standing(scene.study.name(at))) else {
        return scene.study.breaks().get(at).map_or_else(|| "–".into(), |found| breaks::cell(lang, found));
    };
    let mut words = vec![breaks::in_draws(lang, standing)];
    let lost = standing.contract_lost.filter(|share| *share > 0.0);
    words.extend(lost.map(|lost| format!("{} {}", lang.text(DecisionPhrase::Contract), share(lost))));
    if !standing.meets.is_empty() {
        words.push(format!("{} {}", lang.text(DecisionPhrase::Meets), share(standing.meets_all)));
    }
    words.retain(|words| words != "–");
    if words.is_empty() { "–".into() } else { words.join(lang.say("; ", "；")) }
}

/// What the numbers are, and what must be met.
fn notes(scene: &Scene) -> String {
    known(scene).map_or_else(|| notes_of_chance(scene), |known| notes_of_draws(scene, known))
}

fn notes_of_chance(scene: &Scene) -> String {
    let (lang, worlds, base) = (scene.lang, scene.study.replicates(), scene.base_name());
    let holds = lang.text(without_draws(scene));
    match lang {
        Lang::En => format!(
            "Differences from {base} in the last year over {worlds} random worlds. {holds} {}",
            breaks::bounds_in(lang)
        ),
        Lang::Zh => {
            format!("最后一年与{base}之差，{worlds}次随机模拟。{holds}{}", breaks::bounds_in(lang))
        }
    }
}

fn notes_of_draws(scene: &Scene, known: &KnownEffects) -> String {
    let (lang, base) = (scene.lang, scene.base_name());
    let (rests_on, smallest) = (draws(lang, known.rests_on()), people(known.smallest));
    let apart = not_apart(scene).unwrap_or_default();
    let required = match (known.requirements.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::En) => format!(" Must keep: {}.", known.requirements.join(", ")),
        (false, Lang::Zh) => format!("必须符合：{}。", known.requirements.join("，")),
    };
    match lang {
        Lang::En => format!(
            "Differences from {base} in the last year: dot and first number, mean over {rests_on}; line \
             and brackets, 5% to 95% of draws. Below {smallest} of 1,000 no difference matters. Money \
             is the mean over draws. For whom: the same of groups by their means, with the share of \
             draws in which more come. What breaks: share of draws. {apart}{required} {}",
            breaks::bounds_in(lang)
        ),
        Lang::Zh => format!(
            "最后一年与{base}之差：点与首个数字为{rests_on}的均值，线与括号为5%至95%的取值。\
             不足每千人{smallest}人即无实际意义。费用为各组取值的均值。惠及谁：按均值排列的群体，同上，并列出到访增多的取值比例。运行失败：取值比例。\
             {apart}{required}{}",
            breaks::bounds_in(lang)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::text::translate::Bilingual;

    #[test]
    fn fixed_texts_are_chinese_in_chinese() {
        for phrase in DecisionPhrase::ALL {
            let chinese = phrase.texts().chinese;
            assert!(!chinese.chars().any(|letter| letter.is_ascii_alphabetic()), "{chinese}");
        }
    }
}
