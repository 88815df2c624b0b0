//! The answers of the first screen over plausible draws: what it costs, for whom, what gets worse, what would
//! break it, and what a visit more costs. Nothing where no draws were lived.

use crate::measure::cost;
use crate::report::charts::scene::Scene;
use crate::report::page::amounts::{yuan, yuan_a_year};
use crate::report::page::gains::{known_gains, most_and_least};
use crate::report::page::known::known;
use crate::report::text::breaks;
use crate::report::text::format::{NumberFormat, Style, share};
use crate::report::text::translate::Lang;
use crate::study::plausible::for_whom::KnownGroup;
use crate::study::plausible::knowledge::{KNOWN, KnownEffects};
use crate::study::run::summary::SHOWN;
use crate::world::record::{Measure, measure};

/// Money of a year, signed: the mean over draws, and 5% to 95% of them, in English without their unit.
fn money(scene: &Scene, at: usize, measure: &Measure) -> Option<(String, String)> {
    let (mean, ends) = scene.study.known_change(scene.case(at)?, measure)?;
    let signed = |weekly: f64| {
        let sign = if weekly < 0.0 { "−" } else { "+" };
        format!("{sign}{}", yuan_a_year(scene.lang, weekly))
    };
    let bare = |weekly: f64| signed(weekly).trim_end_matches(" yuan").to_string();
    let ends = ends.map(|(low, high)| bare(low) + scene.lang.say(" to ", "～") + &bare(high));
    Some((signed(mean), ends?))
}

/// What all that a package uses is worth beside the baseline, and what of it public purses pay.
pub(super) fn costs(scene: &Scene, at: usize) -> Option<String> {
    known(scene)?;
    let (full, full_ends) = money(scene, at, cost::counted()?)?;
    let (public, public_ends) = money(scene, at, cost::public()?)?;
    let (label, base) = (scene.label(at), scene.base_name());
    Some(match scene.lang {
        Lang::En => format!(
            "{label} uses {full} a year against {base} ({full_ends}, 5–95%); public purses pay {public} \
             ({public_ends}).",
            public = public.trim_end_matches(" yuan")
        ),
        Lang::Zh => format!(
            "与{base}相比，{label}每年全部成本{full}（{full_ends}，5–95%的取值）；财政支出{public}（{public_ends}）。"
        ),
    })
}

/// The groups that gain most and least.
pub(super) fn gains(scene: &Scene, at: usize) -> Option<String> {
    let groups = known_gains(scene, at);
    let (most, least) = most_and_least(&groups, |one| one.knowledge.mean)?;
    let words = |one: &KnownGroup| {
        let k = &one.knowledge;
        let format = NumberFormat::of(Style::People, k.mean, Some((k.low, k.high)));
        let ends = format.change_interval_in(scene.lang, (k.low, k.high));
        (scene.lang.text(one.group), format.signed(k.mean), ends)
    };
    let ((most, more, more_ends), (least, less, less_ends)) = (words(most), words(least));
    Some(match scene.lang {
        Lang::En => format!(
            "{most} gain most ({more} of 1,000; {more_ends}, 5–95%), {} least ({less}; \
             {less_ends}).",
            least.to_lowercase()
        ),
        Lang::Zh => format!(
            "受益最多的是{most}（每千人{more}人，5–95%的取值为{more_ends}），最少的是{least}（{less}人，{less_ends}）。"
        ),
    })
}

/// Measures that move the wrong way in 95% of draws, on average by so much that it matters; not money.
fn worse_measures(scene: &Scene, at: usize, known: &KnownEffects) -> Vec<(&'static Measure, f64)> {
    let worse = |measure: &'static Measure| {
        let effect = known.effect(scene.study.name(at), measure.name)?;
        let (mean, _) = scene.study.known_change(scene.case(at)?, measure)?;
        let wrong = effect.share_better.is_some_and(|share| share <= 1.0 - KNOWN);
        // Of indices nobody says a smallest difference: below a hundredth none is told.
        let matters = effect.matters && (Style::of(measure) != Style::Index || mean.abs() >= 0.01);
        (effect.directed() && wrong && matters).then_some((measure, mean))
    };
    let measures = SHOWN.into_iter().filter_map(measure).filter(|m| !m.unit.starts_with("yuan"));
    measures.filter_map(worse).collect()
}

/// What gets worse, and what it costs more where that is known.
pub(super) fn gets_worse(scene: &Scene, at: usize) -> Option<String> {
    let (known, full) = (known(scene)?, cost::counted()?);
    let (more, _) = scene.study.known_change(scene.case(at)?, full)?;
    let dearer = more > 0.0 && known.effect(scene.study.name(at), full.name)?.directed();
    let one = |(measure, mean): &(&'static Measure, f64)| {
        let (name, change) = (scene.name_of(measure).to_lowercase(), scene.change(Style::of(measure), *mean));
        format!("{name}{}{change}{}", scene.lang.say(" (", "（"), scene.lang.say(")", "）"))
    };
    let worse: Vec<String> = worse_measures(scene, at, known).iter().map(one).collect();
    let (base, worse, none) = (scene.base_name(), scene.lang.list(&worse), worse.is_empty());
    let words = match (none, dearer, scene.lang) {
        (true, true, Lang::En) => format!(
            "Of what is measured here, nothing but the money is worse than under {base} in 95% of draws"
        ),
        (true, true, Lang::Zh) => format!("在所测量的各项中，除费用外没有一项在95%的取值中比{base}更差"),
        (true, false, Lang::En) => {
            format!("Of what is measured here, nothing is worse than under {base} in 95% of draws")
        }
        (true, false, Lang::Zh) => format!("在所测量的各项中，没有一项在95%的取值中比{base}更差"),
        (false, _, Lang::En) => format!("Worse than under {base} in 95% of draws: {worse}"),
        (false, _, Lang::Zh) => format!("在95%的取值中比{base}更差的有：{worse}"),
    };
    let yuan = yuan_a_year(scene.lang, more);
    let money = match (dearer, scene.lang) {
        (true, Lang::En) => format!("; it costs {yuan} a year more"),
        (true, Lang::Zh) => format!("；每年多花{yuan}"),
        (false, Lang::En) => "; whether it costs more is not known".into(),
        (false, Lang::Zh) => "；费用是否增加尚不确定".into(),
    };
    let money = if !dearer && more <= 0.0 { String::new() } else { money };
    Some(format!("{words}{money}{}", scene.lang.say(".", "。")))
}

/// In which share of draws something breaks, where it does in any; said behind what is said of the usual
/// worlds.
pub(super) fn would_break(scene: &Scene, at: usize) -> Option<String> {
    let standing = known(scene)?.standing(scene.study.name(at))?;
    let broken = breaks::broken_in_draws(scene.lang, &standing.breaks);
    let any = share(standing.breaks_any);
    (!standing.breaks.is_empty()).then(|| match scene.lang {
        Lang::En => format!(" Something breaks in {any} of draws: {broken}."),
        Lang::Zh => format!("在{any}的取值中有运行失败：{broken}。"),
    })
}

/// What a visit more costs in the last year: of means over draws, where it is known that more come.
pub(super) fn price_of_visit(scene: &Scene, at: usize) -> Option<String> {
    known(scene)?.effect(scene.study.name(at), "visits").filter(|visits| visits.directed())?;
    let change = |measure| scene.study.known_change(scene.case(at)?, measure).map(|(mean, _)| mean);
    let (cost, visits) = (change(cost::counted()?)?, change(measure("visits")?)?);
    (cost > 0.0 && visits > 0.0).then(|| yuan(scene.lang, cost / visits))
}
