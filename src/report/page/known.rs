//! What is known beside chance, in the words of pages: over plausible draws of what nobody measured. The
//! first screen says it in large print, and chance in small print.

use crate::report::charts::scene::Scene;
use crate::report::page::amounts::people;
use crate::report::page::phrases::Phrase;
use crate::report::text::format::share;
use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::names::shortened;
use crate::report::text::translate::Lang;
use crate::scenario::draws_from::DrawsFrom;
use crate::study::compare::verdict::by_regret;
use crate::study::plausible::knowledge::{KNOWN, Knowledge, KnownEffects};

/// What is known by the measure of the page, where draws were lived.
pub(crate) fn known<'a>(scene: &Scene<'a>) -> Option<&'a KnownEffects> {
    scene.study.known_by(scene.measure.name)
}

fn effect<'a>(scene: &Scene<'a>, at: usize) -> Option<&'a Knowledge> {
    known(scene)?.effect(scene.study.name(at), scene.measure.name)
}

/// Both ends of an effect as people of 1,000, signed and with the same decimals.
fn ends(effect: &Knowledge) -> (String, String) {
    let format = NumberFormat::of(Style::People, effect.mean, Some((effect.low, effect.high)));
    (format.signed(effect.low), format.signed(effect.high))
}

/// What intervals of a page without draws hold.
pub(crate) fn without_draws(scene: &Scene) -> Phrase {
    match scene.study.from {
        DrawsFrom::Plausible => Phrase::ChanceOnly,
        DrawsFrom::Calibration => Phrase::WorldsDrawn,
    }
}

/// The title of the page where one package is first in what is known; nothing where chance has to decide.
pub(crate) fn clear(scene: &Scene, at: usize) -> Option<String> {
    let (named, label, base) = (scene.named(at), scene.label(at), scene.base_name());
    let effect = effect(scene, at)?;
    let format = NumberFormat::of(Style::People, effect.mean, Some((effect.low, effect.high)));
    let (low, high) = (format.bare(effect.low), format.bare(effect.high));
    let plausible = known(scene)?.from == DrawsFrom::Plausible;
    let (draws, taken) = if plausible {
        ("plausible draws", "合理取值")
    } else {
        ("the draws of a calibration", "校准取值")
    };
    Some(match scene.lang {
        Lang::En => format!(
            "Under {named} {low} to {high} more of 1,000 residents come in a week than under {base}, in \
             90% of {draws}"
        ),
        Lang::Zh => format!("在90%的{taken}中，{label}下每千名居民每周比{base}多{low}～{high}人"),
    })
}

/// The title where nothing brings a difference that matters in what is known.
pub(crate) fn nothing_matters(scene: &Scene) -> Option<String> {
    let known = known(scene)?;
    let of = |at: usize| Some((at, effect(scene, at)?));
    let all: Vec<(usize, &Knowledge)> = scene.study.others().into_iter().filter_map(of).collect();
    let (at, most) = *all.iter().max_by(|a, b| a.1.mean.total_cmp(&b.1.mean))?;
    if all.iter().any(|(_, effect)| effect.matters) {
        return None;
    }
    let ((low, high), smallest) = (ends(most), people(known.smallest));
    let (named, label, base) = (scene.named(at), scene.label(at), scene.base_name());
    Some(match scene.lang {
        Lang::En => format!(
            "No package makes a difference that matters: the most, {named}, brings {low} to {high} of 1,000 \
             residents a week against {base}; below {smallest} on average nothing matters"
        ),
        Lang::Zh => format!(
            "没有方案带来值得一提的差别：最多的{label}每千名居民每周比{base}变动{low}～{high}人；平均不足{smallest}人即无实际意义"
        ),
    })
}

/// The title where several cannot be told apart in what is known.
pub(crate) fn unclear(scene: &Scene, tied: &[usize]) -> Option<String> {
    let known = known(scene)?;
    let named = |at: &usize| {
        let first = share(known.standing(scene.study.name(*at))?.robustness.share_first);
        Some(match scene.lang {
            Lang::En => format!("{} (first in {first})", scene.named(*at)),
            Lang::Zh => format!("{}（{first}中第一）", scene.label(*at)),
        })
    };
    let names = shortened(&tied.iter().filter_map(named).collect::<Vec<_>>(), scene.lang);
    Some(match scene.lang {
        Lang::En => format!("No clear winner: {names} of the draws cannot be told apart in what is known"),
        Lang::Zh => format!("没有明确的优胜者：就目前所知，{names}无法区分"),
    })
}

/// On the first screen: in which share of draws a package is better, and by how much.
pub(crate) fn what_is_known(scene: &Scene, at: usize) -> String {
    let Some((known, effect)) = known(scene).zip(effect(scene, at)) else { return String::new() };
    let Some(standing) = known.standing(scene.study.name(at)) else { return String::new() };
    let (draws, first) = (known.draws, share(standing.robustness.share_first));
    let better = effect.share_better.map_or_else(|| "–".into(), share);
    let ((low, high), base, small) = (ends(effect), scene.base_name(), people(known.smallest));
    let mut words = match scene.lang {
        Lang::En => format!(
            "{} brings more people than {base} in {better} of {draws} draws: {low} to {high} of \
             1,000 residents (5–95% of draws). It is the best of all in {first}.",
            scene.label(at)
        ),
        Lang::Zh => format!(
            "{draws}组取值中，{}在{better}中比{base}吸引更多居民：每千人{low}～{high}人（5–95%的取值）。{first}中为各方案最好。",
            scene.label(at)
        ),
    };
    if !effect.matters {
        words += &match scene.lang {
            Lang::En => format!(" No difference that matters: on average below {small} of 1,000."),
            Lang::Zh => format!("差异无实际意义：平均不足每千人{small}人。"),
        };
    }
    words
}

/// Who cannot be told apart in what is known: neighbours of whom the better one is better in fewer than 95%
/// of draws.
pub(crate) fn not_apart(scene: &Scene) -> Option<String> {
    let known = known(scene)?;
    let order = by_regret(scene.study, known, &(0..scene.study.cases.len()).collect::<Vec<_>>());
    let mut groups: Vec<Vec<usize>> = vec![];
    for at in order {
        let open = groups.last().and_then(|group| group.last()).is_some_and(|before| {
            known.beats(scene.study.name(*before), scene.study.name(at)).is_some_and(|of| of < KNOWN)
        });
        match groups.last_mut().filter(|_| open) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    let named = |group: &Vec<usize>| {
        scene.lang.list(&group.iter().map(|at| scene.label(*at).to_string()).collect::<Vec<_>>())
    };
    let open: Vec<String> = groups.iter().filter(|group| group.len() > 1).map(named).collect();
    Some(match (open.is_empty(), scene.lang) {
        (true, Lang::En) => "In what is known all can be told apart.".into(),
        (true, Lang::Zh) => "就目前所知，各方案均可区分。".into(),
        (false, Lang::En) => {
            format!(
                "Cannot be told apart in what is known, from neighbour to neighbour: {}.",
                open.join("; ")
            )
        }
        (false, Lang::Zh) => format!("就目前所知，相邻方案无法区分：{}。", open.join("；")),
    })
}
