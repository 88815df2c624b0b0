//! For whom, on the page for a meeting: which groups gain most and least.

use crate::report::charts::scene::Scene;
use crate::report::page::first_screen::group_changes;
use crate::report::page::gains::{known_gains, most_and_least};
use crate::report::text::format::{NumberFormat, Style, share};
use crate::report::text::translate::Lang;
use crate::study::plausible::for_whom::KnownGroup;
use crate::world::record::group::Group;

/// Which groups gain most and least: over draws with 5% to 95% and the share of draws in which more come,
/// otherwise over random worlds.
pub(super) fn for_whom(scene: &Scene, at: usize) -> String {
    let drawn = known_gains(scene, at).into_iter();
    let drawn: Vec<_> = drawn.map(|one| (one.group, one.knowledge.mean, within(scene.lang, one))).collect();
    if !drawn.is_empty() {
        return ends(scene, &drawn);
    }
    let told = |(group, change): (Group, f64)| (group, change, Style::People.signed(change));
    ends(scene, &group_changes(scene, at).into_iter().map(told).collect::<Vec<_>>())
}

/// A change of a group over draws.
fn within(lang: Lang, one: &KnownGroup) -> String {
    let k = &one.knowledge;
    let format = NumberFormat::of(Style::People, k.mean, Some((k.low, k.high)));
    let (mean, ends) = (format.signed(k.mean), format.change_interval_in(lang, (k.low, k.high)));
    let better = k.share_better.map_or_else(|| "–".into(), share);
    format!("{mean} ({ends}{}{better})", lang.say("; ", "；"))
}

/// The first and the last of groups with their changes in numbers and in words.
fn ends(scene: &Scene, all: &[(Group, f64, String)]) -> String {
    let Some((most, least)) = most_and_least(all, |one| one.1) else { return "–".into() };
    let (one, other) = (scene.lang.text(most.0), scene.lang.text(least.0).to_lowercase());
    format!("{one} {}{}{other} {}", most.2, scene.lang.say("; ", "；"), least.2)
}
