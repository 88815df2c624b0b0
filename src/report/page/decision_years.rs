//! Who pays, year by year, on the page for a meeting: one small picture for each package, all on one scale.

use crate::measure::cost;
use crate::measure::window::Window;
use crate::report::charts::scene::Scene;
use crate::report::charts::style::{AXIS, BLUE, GREY, ORANGE, Stroke};
use crate::report::charts::svg::Svg;
use crate::report::text::draws::parameters_of_worlds;
use crate::report::text::format::Style;
use crate::report::text::names::bearer;
use crate::report::text::translate::Lang;
use crate::units::{Week, YEAR};
use crate::world::record::Measure;
use maud::{Markup, html};

/// Those who have a colour of their own, in the order in which bars are stacked; of all others it is grey.
const COLOURS: [(&str, &str); 4] = [
    ("cost_bureau", BLUE.fill),
    ("cost_union", ORANGE.fill),
    ("cost_committee", "#CC79A7"),
    ("cost_own", "#009E73"),
];
/// Width and height of a picture.
const SIZE: (f64, f64) = (60.0, 24.0);

/// What each package costs more than the baseline, by year and by who bears it; yuan of a year, means over
/// the random worlds.
pub(super) struct PaidByYear {
    /// By place of the scenario, year and bearer.
    extra: Vec<(usize, Vec<Vec<f64>>)>,
}

impl PaidByYear {
    /// Of these packages; nothing where there are no two whole years to tell apart.
    pub(super) fn of(scene: &Scene, packages: &[usize]) -> Option<PaidByYear> {
        let years = scene.study.weeks / YEAR;
        let base = scene.case(scene.study.baseline).filter(|_| years > 1)?;
        let extra = |at: usize, year: Week, measure: &Measure| {
            let mean = |case| scene.study.level(case, measure.name, Window::Year(year)).mean();
            Some(f64::from(YEAR) * (mean(scene.case(at)?)? - mean(base)?))
        };
        let of_year =
            |at: usize, year| cost::borne().map(|measure| extra(at, year, measure).unwrap_or(0.0)).collect();
        let of = |at: &usize| (*at, (1..=years).map(|year| of_year(*at, year)).collect());
        Some(PaidByYear { extra: packages.iter().map(of).collect() })
    }

    /// The least and the most that bars reach, upwards and downwards.
    fn reach(&self) -> (f64, f64) {
        let years = self.extra.iter().flat_map(|(_, years)| years);
        years.fold((0.0, 0.0), |(low, high): (f64, f64), parts| {
            let (less, more) = stacked(parts);
            (low.min(less), high.max(more))
        })
    }

    /// The picture of a package.
    pub(super) fn picture(&self, scene: &Scene, at: usize) -> Option<Markup> {
        let (_, years) = self.extra.iter().find(|(one, _)| *one == at)?;
        let ((low, high), (width, height)) = (self.reach(), SIZE);
        let y = |yuan: f64| 1.0 + (height - 2.0) * (high - yuan) / (high - low).max(1e-9);
        let (room, mut svg) = (width / years.len() as f64, Svg::new(width, height));
        for (year, parts) in years.iter().enumerate() {
            let x = (room * (year as f64 + 0.15), room * (year as f64 + 0.85));
            let (mut below, mut above) = (0.0, 0.0);
            for (measure, part) in cost::borne().zip(parts) {
                let end = if *part < 0.0 { &mut below } else { &mut above };
                let (from, to) = (*end, *end + part);
                *end = to;
                svg.shape(&[(x.0, y(from)), (x.1, y(from)), (x.1, y(to)), (x.0, y(to))], ink(measure), "1");
            }
        }
        svg.rule((0.0, y(0.0)), (width, y(0.0)), Stroke::solid(AXIS, 1.0));
        let picture = svg.finish(&format!("years-{at}"), scene.label(at), &words(scene.lang, years));
        Some(html! { figure.years { (picture) } })
    }

    /// What the pictures show, with the colours of those who pay anything.
    pub(super) fn legend(&self, scene: &Scene) -> Markup {
        let lang = scene.lang;
        let years = self.extra.first().map_or(0, |(_, years)| years.len());
        let pays = |place: usize| self.extra.iter().any(|(_, years)| years.iter().any(|of| of[place] != 0.0));
        let named = cost::borne().enumerate().filter(|(place, _)| pays(*place)).map(|(_, measure)| measure);
        let (own, others): (Vec<&Measure>, Vec<&Measure>) = named.partition(|one| ink(one) != GREY.fill);
        let with = parameters_of_worlds(lang, scene.study.from);
        let words = match lang {
            Lang::En => format!(
                "Bars: all costs more than the baseline in years 1 to {years}, {with}, by who bears them:"
            ),
            Lang::Zh => format!("柱：第1至{years}年比基线多出的全部成本（{with}），按承担者："),
        };
        let mut marks: Vec<(&str, String)> =
            own.into_iter().map(|measure| (ink(measure), bearer(measure, lang))).collect();
        let others: Vec<String> = others.into_iter().map(|measure| bearer(measure, lang)).collect();
        marks.extend((!others.is_empty()).then(|| (GREY.fill, others.join(lang.say(", ", "、")))));
        html! {
            (words)
            @for (ink, name) in marks { " " b style=(format!("color:{ink}")) { "■" } " " (name) }
            (lang.say(". ", "。"))
        }
    }
}

/// How far a stack reaches below and above nought.
fn stacked(parts: &[f64]) -> (f64, f64) {
    let side = |of: fn(f64) -> f64| parts.iter().map(|part| of(*part)).sum();
    (side(|part| part.min(0.0)), side(|part| part.max(0.0)))
}

fn ink(measure: &Measure) -> &'static str {
    COLOURS.iter().find(|(name, _)| *name == measure.name).map_or(GREY.fill, |(_, ink)| ink)
}

/// The same in words: each year with its sum and its parts.
fn words(lang: Lang, years: &[Vec<f64>]) -> String {
    let signed = |yuan: f64| Style::Money.signed(yuan);
    let one = |(year, parts): (usize, &Vec<f64>)| {
        let named = cost::borne().zip(parts).filter(|(_, part)| **part != 0.0);
        let named: Vec<String> =
            named.map(|(measure, part)| format!("{} {}", bearer(measure, lang), signed(*part))).collect();
        let (sum, year) = (signed(parts.iter().sum()), year + 1);
        let named = named.join(lang.say(", ", "，"));
        match lang {
            Lang::En if named.is_empty() => format!("year {year}: {sum}"),
            Lang::Zh if named.is_empty() => format!("第{year}年{sum}"),
            Lang::En => format!("year {year}: {sum} ({named})"),
            Lang::Zh => format!("第{year}年{sum}（{named}）"),
        }
    };
    years.iter().enumerate().map(one).collect::<Vec<_>>().join(lang.say("; ", "；"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_year_are_stacked_on_their_side_of_nought() {
        assert_eq!(stacked(&[3.0, -1.0, 0.0, 2.0, -4.0]), (-5.0, 5.0));
        assert_eq!(stacked(&[]), (0.0, 0.0));
    }

    #[test]
    fn a_picture_is_also_said_in_words_year_by_year() {
        let mut first = vec![0.0; cost::borne().count()];
        first[0] = 1_000.0;
        first[1] = -200.0;
        let years = [vec![0.0; first.len()], first];
        assert_eq!(words(Lang::En, &years), "year 1: 0; year 2: +800 (funding bureau +1,000, union −200)");
        let chinese = words(Lang::Zh, &years);
        assert!(chinese.starts_with("第1年0；第2年+800（"), "{chinese}");
        assert!(!chinese.chars().any(|letter| letter.is_ascii_alphabetic()), "{chinese}");
    }
}
