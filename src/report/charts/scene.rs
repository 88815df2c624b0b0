//! What all charts of a report share: the study, the language, and for each scenario its label and its
//! colours.

use crate::measure::window::Window;
use crate::report::charts::phrases::ChartPhrase;
use crate::report::charts::style::{BLUE, Colours};
use crate::report::text::cells::width;
use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::translate::Lang;
use crate::scenario::SHORT;
use crate::study::compare::case::Case;
use crate::study::compare::comparison::Comparison;
use crate::study::compare::verdict::ranking;
use crate::study::diagnose::coalitions::Coalition;
use crate::units::YEAR;
use crate::world::record::{Measure, measure};

/// Colours of a scenario: of marks, and of words on white.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ink {
    /// Of marks.
    pub fill: &'static str,
    /// Of words.
    pub text: &'static str,
    /// Drawn in full: with a band. Others are thin and grey.
    pub shown: bool,
    /// The baseline is dashed.
    pub base: bool,
}

const BASE: Ink = Ink { fill: "#5f6770", text: "#4b535b", shown: true, base: true };
const COLOURS: [Colours; 4] = [
    BLUE,
    Colours { fill: "#009E73", text: "#00705a" },
    Colours { fill: "#D55E00", text: "#a84a00" },
    Colours { fill: "#4b1d6b", text: "#4b1d6b" },
];
const GREY: Ink = Ink { fill: "#868e96", text: "#57606a", shown: false, base: false };

/// A study to be drawn.
pub(crate) struct Scene<'a> {
    /// What is drawn.
    pub study: &'a Comparison,
    /// In which language.
    pub lang: Lang,
    /// By which measure scenarios are ranked.
    pub measure: &'static Measure,
    /// Colours of the scenarios.
    pub inks: Vec<Ink>,
    /// Labels of the scenarios.
    pub labels: Vec<String>,
    /// Scenarios by rank, the best first.
    pub order: Vec<usize>,
    /// Weeks over which courses are averaged; those of a year take the seasons out.
    pub weeks: usize,
}

impl<'a> Scene<'a> {
    /// Prepare a study. `None` if there is no such measure.
    pub(crate) fn new(study: &'a Comparison, lang: Lang, by: &str) -> Option<Scene<'a>> {
        let measure = measure(by)?;
        let order = ranking(study, by);
        let labels = labels(study, lang);
        Some(Scene { study, lang, measure, inks: inks(study, &order), labels, order, weeks: YEAR as usize })
    }

    /// Scenario by its place.
    pub(crate) fn case(&self, at: usize) -> Option<&'a Case> {
        self.study.cases.get(at)
    }

    /// Label of a scenario.
    pub(crate) fn label(&self, at: usize) -> &str {
        self.labels.get(at).map_or("", String::as_str)
    }

    /// Label of a scenario within a sentence.
    pub(crate) fn named(&self, at: usize) -> String {
        let label = self.label(at);
        let article = ["The ", "A ", "An ", "Today's "].into_iter().any(|word| label.starts_with(word));
        match label.split_at_checked(1) {
            Some((first, rest)) if article => first.to_lowercase() + rest,
            _ => label.to_string(),
        }
    }

    /// The baseline within a sentence.
    pub(crate) fn base_name(&self) -> String {
        self.named(self.study.baseline)
    }

    /// The mean of the last year in words: the same number wherever it stands.
    pub(crate) fn level_words(&self, at: usize, measure: &Measure) -> Option<String> {
        let mean = self.study.level(self.case(at)?, measure.name, Window::LastYear).mean()?;
        Some(Style::on_page(measure).value(mean))
    }

    /// The difference from the baseline in the last year and its interval in words: the same numbers wherever
    /// they stand.
    pub(crate) fn change_words(&self, at: usize, measure: &Measure) -> Option<(String, Option<String>)> {
        let (diff, interval) = self.study.change(self.case(at)?, measure)?;
        Some(self.change_within(Style::on_page(measure), diff, interval))
    }

    /// Colours of a scenario.
    pub(crate) fn ink(&self, at: usize) -> Ink {
        self.inks.get(at).copied().unwrap_or(GREY)
    }

    /// Scenarios in the order of drawing: grey ones, the baseline, the coloured ones.
    pub(crate) fn layers(&self) -> Vec<usize> {
        let mut all: Vec<usize> = (0..self.study.cases.len()).collect();
        all.sort_by_key(|at| (self.ink(*at).shown, !self.ink(*at).base));
        all
    }

    /// The scenarios in colour, the baseline first.
    pub(crate) fn shown(&self) -> Vec<usize> {
        let mut all: Vec<usize> = (0..self.study.cases.len()).filter(|at| self.ink(*at).shown).collect();
        all.sort_by_key(|at| !self.ink(*at).base);
        all
    }

    /// How values of the ranked measure are worded.
    pub(crate) fn style(&self) -> Style {
        Style::on_page(self.measure)
    }

    /// A difference in words.
    pub(crate) fn change(&self, style: Style, change: f64) -> String {
        style.change_in(self.lang, change)
    }

    /// A difference and its interval in words, with the decimals that the interval allows.
    pub(crate) fn change_within(
        &self,
        style: Style,
        mean: f64,
        ends: Option<(f64, f64)>,
    ) -> (String, Option<String>) {
        let format = NumberFormat::of(style, mean, ends);
        let interval = ends.map(|ends| format.change_interval_in(self.lang, ends));
        (format.change_in(self.lang, mean), interval)
    }

    /// The label of a measure.
    pub(crate) fn name_of(&self, measure: &Measure) -> &'static str {
        self.lang.text(measure)
    }
}

/// The baseline is grey; up to four others keep a colour each, in their order. Of more, the four best are in
/// colour.
fn inks(study: &Comparison, order: &[usize]) -> Vec<Ink> {
    let others: Vec<usize> = (0..study.cases.len()).filter(|at| *at != study.baseline).collect();
    let mut chosen = others.clone();
    if others.len() > COLOURS.len() {
        let rank = |at: &usize| order.iter().position(|o| o == at).unwrap_or(usize::MAX);
        chosen.sort_by_key(rank);
        chosen.truncate(COLOURS.len());
        chosen.sort_unstable();
    }
    let ink = |at: usize| match chosen.iter().position(|c| *c == at).and_then(|i| COLOURS.get(i)) {
        _ if at == study.baseline => BASE,
        Some(Colours { fill, text }) => Ink { fill, text, shown: true, base: false },
        None => GREY,
    };
    (0..study.cases.len()).map(ink).collect()
}

/// What each scenario is called: no two alike.
fn labels(study: &Comparison, lang: Lang) -> Vec<String> {
    let short: Vec<Option<String>> =
        study.cases.iter().map(|case| repaired(study, case, lang).or_else(|| title(case, lang))).collect();
    let unique = |label: &&String| short.iter().flatten().filter(|other| other == label).count() == 1;
    let label =
        |(case, label): (&Case, &Option<String>)| label.as_ref().filter(unique).unwrap_or(&case.name).clone();
    study.cases.iter().zip(&short).map(label).collect()
}

/// The short title, or the title if it is short; no part of one, which would say something else.
fn title(case: &Case, lang: Lang) -> Option<String> {
    let titles = lang.short(case).into_iter().chain([lang.title(case)]).map(str::trim);
    titles.into_iter().find(|text| (1..=SHORT).contains(&width(text))).map(String::from)
}

/// Of a coalition of causes in a diagnosis: what is repaired.
fn repaired(study: &Comparison, case: &Case, lang: Lang) -> Option<String> {
    let found = study.causes.as_ref()?;
    let coalition = Coalition::of_scenario(&found.scenario, &case.name).filter(|all| !all.is_empty())?;
    let words = if coalition.is_whole() {
        lang.text(ChartPhrase::AllRepaired).to_string()
    } else {
        coalition.causes().map(|cause| lang.say(cause.key, cause.key_zh)).collect::<Vec<_>>().join(" + ")
    };
    Some(format!("+ {words}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The contrast of a colour to white (WCAG 2.2, 1.4.11 asks 3 of graphics and 1.4.3 asks 4.5 of words).
    fn contrast(colour: &str) -> f64 {
        let part = |at: usize| f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        let linear = |c: f64| if c <= 0.039_28 { c / 12.92 } else { libm::pow((c + 0.055) / 1.055, 2.4) };
        let luminance = 0.2126 * linear(part(1)) + 0.7152 * linear(part(3)) + 0.0722 * linear(part(5));
        1.05 / (luminance + 0.05)
    }

    #[test]
    fn lines_and_names_stand_out_from_the_page() {
        let colours = COLOURS.iter().map(|colour| (colour.fill, colour.text));
        for (fill, text) in colours.chain([(BASE.fill, BASE.text), (GREY.fill, GREY.text)]) {
            assert!(contrast(fill) >= 3.0 && contrast(text) >= 4.5, "{fill} {text}");
        }
        assert!((contrast("#ffffff") - 1.0).abs() < 1e-9 && (contrast("#000000") - 21.0).abs() < 1e-9);
    }
}
