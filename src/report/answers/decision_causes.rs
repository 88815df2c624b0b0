//! Where the deficiencies come from, for the page of `decision`: shares of causes, and the links behind them.

use crate::language::{said, spoken, term};
use crate::report::answers::diagnose::finding;
use crate::report::charts::scene::Scene;
use crate::report::page::causes_known;
use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::names::called;
use crate::report::text::table::Table;
use crate::stats::paired::Estimate;
use crate::study::compare::comparison::Comparison;
use crate::study::diagnose::causes::CAUSES;
use crate::study::diagnose::diagnosis::{DeficiencyCauses, Diagnosis, Share};
use crate::world::record::Measure;
use crate::world::record::terms::{Origin, Term, terms};

const NONE: &str = "–";

/// The shares of the causes in every deficiency, and what a whole repair costs.
pub(crate) fn causes(comparison: &Comparison, diagnosis: &Diagnosis) -> String {
    let head = ["deficiency", "level", term("all repaired"), "total"].into_iter();
    let mut table = Table::new(head.chain(CAUSES.map(|cause| called(cause.name))).chain([term("together")]));
    for deficiency in &diagnosis.deficiencies {
        rows(deficiency).into_iter().for_each(|row| table.row(row));
    }
    let sentences: String = diagnosis.deficiencies.iter().map(|d| format!("- {}\n", finding(d))).collect();
    let costs = diagnosis.costs.iter().map(|cost| {
        let words = |e: &Estimate| NumberFormat::of(Style::Money, e.mean, e.interval).change_of(e);
        let [full, public] = [&cost.yuan_a_year, &cost.public_yuan_a_year]
            .map(|yuan| yuan.as_ref().map_or(NONE.into(), words));
        said!("{} {full} (public {public})", cost.name)
    });
    let found = said!(
        "{sentences}\n{}\nHow many points of each deficiency the repair of each cause takes away: Shapley \
        shares over all eight coalitions of repaired causes, which add up to the total. Together: the joint \
        effect less the sum of single repairs. The full cost of a whole repair, yuan a year: {}.\n\nWhat \
        moves by definition is no finding about people:\n\n{}",
        table.markdown(),
        costs.collect::<Vec<_>>().join(term(", ")),
        diagnosis.deficiencies.iter().map(defined).collect::<String>()
    );
    found + &over_draws(comparison, diagnosis)
}

/// What is known of the shares beside chance; nothing where no draws were lived.
fn over_draws(comparison: &Comparison, diagnosis: &Diagnosis) -> String {
    let scene = Scene::new(comparison, spoken(), comparison.ranked().name);
    let Some((scene, lived)) = scene.zip(diagnosis.over_draws) else { return String::new() };
    let (words, table) = (causes_known::about(scene.lang, lived), causes_known::table(&scene, diagnosis));
    format!("\n{words}\n\n{}", table.markdown())
}

/// The terms that move a deficiency by definition, and why they do.
fn defined(d: &DeficiencyCauses) -> String {
    let line = |term: &Term| {
        said!("- {}, {}: {}.\n", called(&d.label), spoken().say(term.name, term.zh), called(term.because))
    };
    terms(d.deficiency, Origin::Definition).map(line).collect()
}

/// A deficiency, and its part by definition and by behaviour where they differ. One row speaks of one index,
/// so its numbers have the same decimals.
fn rows(d: &DeficiencyCauses) -> Vec<Vec<String>> {
    let known = d.causes.iter().map(|share| (share.mean, share.interval));
    let format = NumberFormat::column(Style::Points, known);
    let total = |mean: f64, e: &Estimate| format.change_of(&Estimate { mean, ..*e });
    let shares =
        |shares: &[Share]| shares.iter().map(|share| format.change_of(&share.estimate())).collect::<Vec<_>>();
    let whole = [
        called(&d.label).to_string(),
        format.value(d.level),
        format.value(d.left.mean),
        total(d.total, &d.total_interval),
    ];
    let surplus = d.interaction.surplus;
    let both = format!("{}; {}", total(surplus.mean, &surplus), called(d.interaction.kind.words()));
    let mut rows = vec![whole.into_iter().chain(shares(&d.causes)).chain([both]).collect()];
    let parts = [(term("… by definition"), &d.by_definition), (term("… by behaviour"), &d.behaviour)];
    for (name, part) in parts {
        if let Some(part) = part {
            let cells = [name.to_string(), NONE.into(), NONE.into(), total(part.total, &part.total_interval)];
            rows.push(cells.into_iter().chain(shares(&part.causes)).chain([NONE.into()]).collect());
        }
    }
    rows
}

/// What is lost when one link is held; nothing without a trace.
pub(crate) fn why(diagnosis: &Diagnosis) -> String {
    let Some(why) = &diagnosis.why else { return String::new() };
    let measures = why.measures();
    let mut table =
        Table::new(std::iter::once(term("link")).chain(measures.iter().map(|measure| called(measure.label))));
    let format = |measure: &&'static Measure| {
        let lost = why.links.iter().filter_map(|link| link.lost(measure.name));
        NumberFormat::column(Style::Points, lost.map(|e| (e.mean, e.interval)))
    };
    let formats: Vec<NumberFormat> = measures.iter().map(format).collect();
    let row = |name: String, of: &dyn Fn(&str) -> Option<Estimate>| {
        let cell = |(measure, format): (&&'static Measure, &NumberFormat)| {
            of(measure.name).map_or(NONE.into(), |e| format.change_of(&e))
        };
        std::iter::once(name).chain(measures.iter().zip(&formats).map(cell)).collect::<Vec<_>>()
    };
    table.row(row(term("**whole change**").into(), &|measure| why.change(measure)));
    for link in &why.links {
        table.row(row(
            format!("{}: {}", called(&link.name), spoken().link_meaning(&link.name, &link.meaning)),
            &|measure| link.lost(measure),
        ));
    }
    said!(
        "What of the change from the baseline to all causes repaired is lost when one link is held, week by \
         week, at what it is in the baseline. Links work through one another: losses need not add up.\n\n{}",
        table.markdown()
    )
}
